"""What a model file's last lines keep of the database for the next run: by it, what a person took out or changed is
told from what is new."""

import base64
import hashlib
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from odata_service.modelling.layout import WIDTH
from odata_service.modelling.source import said

TITLE = "# What was found, for the next run of the command: by it, it tells what you changed from what is new."
MORE = "#   "
LONGEST = 70  # characters of a name; longer ones are kept as their sum
LEFT_OUT = "-"  # instead of a sum: there is no column, but a remark


@dataclass(frozen=True, slots=True)
class Known:
    """What was found of one table, as it was written: the sums of its parts."""

    columns: Mapping[str, str] = field(default_factory=dict)  # by `key_of` their names
    constraints: frozenset[str] = frozenset()
    keywords: Mapping[str, str] = field(default_factory=dict)
    entity_set: str | None = None


def sum_of(text: str) -> str:
    """A short sum of an expression, however it is laid out."""
    return base64.urlsafe_b64encode(hashlib.blake2b(said(text).encode(), digest_size=3).digest()).decode()


def key_of(name: str) -> str:
    """What a name is called in the record."""
    plain = quote(name, safe="")
    return plain if len(plain) <= LONGEST else f"~{hashlib.blake2b(name.encode(), digest_size=9).hexdigest()}"


def record_of(text: str) -> dict[str, Known]:
    """What a file keeps, by `key_of` the tables' full names."""
    lines = text.split("\n")
    if TITLE not in lines:
        return {}
    found: dict[str, list[str]] = {}
    table = ""
    for line in lines[lines.index(TITLE) + 1 :]:
        if line.startswith(MORE):
            found.setdefault(table, []).extend(line.removeprefix(MORE).split())
        elif line.startswith("# ") and ":" in line:
            table, _, rest = line.removeprefix("# ").partition(":")
            found.setdefault(table, []).extend(rest.split())
        else:
            break
    return {table: _known(words) for table, words in found.items()}


def _known(words: Iterable[str]) -> Known:
    pairs = [word.rpartition("=")[::2] for word in words]
    return Known(
        columns={name[1:]: total for name, total in pairs if name[:1] == "."},
        constraints=frozenset(total for name, total in pairs if name == "*"),
        keywords={name[1:]: total for name, total in pairs if name[:1] == ":"},
        entity_set=next((total for name, total in pairs if name == "+"), None),
    )


def record_lines(record: Mapping[str, Known]) -> str:
    """The lines that a file ends with."""
    lines = [TITLE]
    for table, known in sorted(record.items()):
        lines += _wrapped(f"# {table}:", [*_words(known)])
    return "\n".join(lines) + "\n"


def _words(known: Known) -> Iterable[str]:
    yield from (f".{name}={total}" for name, total in known.columns.items())
    yield from (f"*={total}" for total in sorted(known.constraints))
    yield from (f":{name}={total}" for name, total in known.keywords.items())
    yield from [] if known.entity_set is None else [f"+={known.entity_set}"]


def _wrapped(start: str, words: Sequence[str]) -> list[str]:
    return textwrap.wrap(
        " ".join([start, *words]), WIDTH, subsequent_indent=MORE, break_long_words=False, break_on_hyphens=False
    )


def without_record(text: str) -> str:
    """The file without those lines."""
    place = text.find(f"{TITLE}\n")
    if place < 0:
        return text
    rest = text[place:].split("\n")
    kept = next((number for number, line in enumerate(rest) if not line.startswith("#")), len(rest))
    return text[:place].rstrip("\n") + "\n" + "\n".join(rest[kept:]).lstrip("\n")
