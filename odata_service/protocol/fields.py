"""The text of a list-valued header field -> its members with their parameters (RFC 9110, sections 5.6.1 to 5.6.6)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a list: `gzip;q=0.5` has the name `gzip`, `odata.maxpagesize=50` has the value `50`.

    Names (and the names of parameters) are in lower case, values as they were written, without their quotes.
    """

    name: str
    value: str | None = None
    parameters: tuple[tuple[str, str], ...] = ()
    quality: float = 1.0


def members(text: str) -> tuple[Member, ...]:
    """The members of a field's value, in their order. Junk becomes members that nobody knows; nothing is raised."""
    return tuple(_member(part) for part in _split(text, ",") if part.strip())


def _member(text: str) -> Member:
    first, *rest = _split(text, ";")
    name, value = _pair(first)
    pairs = [_pair(part) for part in rest if part.strip()]
    quality = next((_quality(value) for name, value in pairs if name == "q"), 1.0)
    parameters = tuple((name, value or "") for name, value in pairs if name != "q")
    return Member(name, value, parameters, quality)


def _pair(text: str) -> tuple[str, str | None]:
    name, equals, value = text.partition("=")
    return name.strip().lower(), _unquoted(value.strip()) if equals else None


def _unquoted(text: str) -> str:
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    pieces: list[str] = []
    escaped = False
    for character in text[1:-1]:
        if character == "\\" and not escaped:
            escaped = True
        else:
            pieces.append(character)
            escaped = False
    return "".join(pieces)


def _quality(text: str | None) -> float:
    try:
        return min(1.0, max(0.0, float(text or "")))
    except ValueError:
        return 0.0  # what cannot be understood is not wanted


def _split(text: str, separator: str) -> list[str]:
    """Splits at `separator` where it does not stand in a quoted string."""
    if '"' not in text:
        return text.split(separator)
    parts: list[str] = []
    start, quoted, escaped = 0, False, False
    for index, character in enumerate(text):
        if escaped:
            escaped = False
        elif quoted and character == "\\":
            escaped = True
        elif character == '"':
            quoted = not quoted
        elif character == separator and not quoted:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]
