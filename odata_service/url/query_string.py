"""The raw query string -> decoded pairs of name and value, and the system query options' names."""

import difflib
import re
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from odata_service.errors import BadRequest

SYSTEM_OPTIONS = frozenset(
    {
        "$filter", "$search", "$orderby", "$select", "$expand", "$compute",
        "$apply", "$top", "$skip", "$count", "$levels", "$index",
        "$format", "$id", "$schemaversion", "$skiptoken", "$deltatoken",
    }
)  # fmt: skip
BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def decoded(text: str, *, target: str) -> str:
    """Percent-decoded once, as UTF-8.

    Raises:
        BadRequest: an escape is broken, or its bytes are not UTF-8 or hold a NUL.
    """
    if "%" not in text and text.isascii() and "\x00" not in text:
        return text
    text = text.replace("%20", " ") if text.isascii() else text  # by far the commonest, and cheap this way
    broken = BAD_ESCAPE.search(text)
    if broken is not None:
        piece = text[broken.start() : broken.start() + 3]
        raise BadRequest(
            f"'{piece}' is no percent-encoded character; a percent sign itself is written %25.", target=target
        )
    try:
        value = unquote_to_bytes(text.encode("latin-1") if not text.isascii() and _latin(text) else text).decode(
            "utf-8"
        )
    except UnicodeDecodeError:
        raise BadRequest("The URL's percent-encoded bytes are not UTF-8.", target=target) from None
    if "\x00" in value:
        raise BadRequest("The URL contains the character U+0000, which no database stores.", target=target)
    return value


def _latin(text: str) -> bool:
    """WSGI hands over raw bytes as Latin-1 characters."""
    return all(character < "\u0100" for character in text)


def pairs_of(query: str) -> list[tuple[str, str]]:
    """Decoded names and values, in order; system options with their `$` and in lower case, whatever was written.

    Raises:
        BadRequest: an option is unknown or given twice, or badly encoded.
    """
    pairs: list[tuple[str, str]] = []
    seen: set[str] = set()
    for part in query.split("&"):
        if not part:
            continue
        raw_name, _, raw_value = part.partition("=")
        name = option_name(decoded(raw_name.replace("+", " "), target=raw_name[:40]))
        if name[:1] in ("$", "@"):
            if name in seen:
                raise BadRequest(f"'{name}' is given twice.", target=name)
            seen.add(name)
        pairs.append((name, decoded(raw_value.replace("+", " "), target=name)))
    return pairs


@lru_cache(maxsize=1024)
def option_name(name: str) -> str:
    """An option's own name: `%24top`, `TOP` and `$Top` are `$top`; other names stay as they are.

    Raises:
        BadRequest: it begins with `$` and is no system query option.
    """
    plain = name.strip()
    lowered = plain.lower()
    if lowered in SYSTEM_OPTIONS:
        return lowered
    if f"${lowered}" in SYSTEM_OPTIONS:
        return f"${lowered}"
    if plain.startswith("$"):
        close = difflib.get_close_matches(lowered, SYSTEM_OPTIONS, n=1)
        hint = f" Did you mean '{close[0]}'?" if close else ""
        raise BadRequest(f"'{plain}' is no system query option.{hint}", target=plain)
    return plain


LARGEST = 10**18 - 1  # as many rows as there are nowhere


def whole_number(name: str, text: str) -> int:
    """`$top`, `$skip`, `$index`: 1*DIGIT.

    Raises:
        BadRequest: it is anything else.
    """
    stripped = text.strip()
    if not (stripped.isascii() and stripped.isdigit()):
        raise BadRequest(f"'{name}' needs a whole number from 0, not '{text[:40]}'.", target=name)
    digits = stripped.lstrip("0") or "0"
    return int(digits) if len(digits) <= 18 else LARGEST
