"""A level's rows -> JSON objects with what `$expand` writes within them: one statement for each expanded property."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from unicodedata import combining, normalize

from msgspec import UNSET

from odata_service.payload.envelope import prefix_of
from odata_service.payload.rows import columns_of
from odata_service.payload.urls import key_predicate
from odata_service.protocol.etag import etag_of
from odata_service.protocol.negotiation import Format
from odata_service.protocol.preferences import Omitted
from odata_service.query.bound import Content
from odata_service.requests.plan import Expansion, Level, decoded
from odata_service.sql.database import Database
from odata_service.sql.keys import bound_keys
from odata_service.sql.statement import Statement
from odata_service.sql.transaction import Transaction

Column = Sequence[Any]
Key = tuple[Any, ...]
# The next link of an expanded collection: the way to it through the request's `$expand`, the URL of the collection,
# how many of its rows are shown, and the last of them.
NextLink = Callable[[Sequence[Expansion], str, int, Sequence[Any]], str]


@dataclass(frozen=True, slots=True, eq=False)
class Expanding:
    """The levels of one request."""

    database_of: Callable[[str], Database | Transaction]  # by the name of a source
    literals: Sequence[str]
    root: str
    version: str
    form: Format
    page_size: int
    most_rows: int  # related rows that are fetched at once; where there are more, each collection is paged
    next_link: NextLink
    omit: Omitted | None = None  # Prefer: omit-values

    def written(
        self,
        level: Level,
        columns: Sequence[Column],
        rows: int,
        way: Sequence[Expansion] = (),
        etags: Sequence[str] = (),
    ) -> list[Any]:
        """One object per row of a level whose columns are decoded; `way` is how it was reached, `etags` are theirs
        where they are known already."""
        if not rows:
            return []
        keys = [columns[index] for index in level.keys]
        expanded: list[Column] = []
        for expansion in level.expansions:
            expanded += self._expanded(expansion, level, columns, rows, way)
        if level.writer.tagged and not etags:
            etags = etags_of(level, columns)
        return level.writer.objects(columns[: level.width], keys, self.root, expanded, etags, omit=self.omit)

    def references(self, level: Level, columns: Sequence[Column]) -> list[dict[str, str]]:
        """The ids of a level's rows."""
        name, entity_set = f"{prefix_of(self.version)}id", level.read.range.entity_set
        keys = zip(*(columns[index] for index in level.keys), strict=True)
        return [{name: f"{self.root}{entity_set.name}{key_predicate(entity_set, key)}"} for key in keys]

    def _expanded(
        self, expansion: Expansion, outer: Level, columns: Sequence[Column], rows: int, way: Sequence[Expansion]
    ) -> list[Column]:
        """The columns of one expanded property: count, value, next link, those of them that are written."""
        own = list(zip(*(columns[index] for index in expansion.here), strict=True))
        keys = list(dict.fromkeys(key for key in own if None not in key))
        made: list[Column] = []
        if expansion.counts is not None:
            counts = self._counts(expansion, keys)
            found = [counts.get(key, 0) for key in own]
            made.append([str(number) for number in found] if self.form.ieee754 else found)
        if expansion.expand.content is Content.COUNT:
            return made
        if not expansion.expand.navigation.collection:
            one = self._related(expansion, keys, 1, (*way, expansion))
            return [*made, [one[key][0][0] if key in one else None for key in own]]
        size = self._size_of(expansion, len(keys))
        related = self._related(expansion, keys, size, (*way, expansion))
        values, links = [], []
        for number, key in enumerate(own):
            objects, last = related.get(key, ((), None))
            values.append(objects)
            link = UNSET if last is None else self._link(expansion, outer, columns, number, (len(objects), last), way)
            links.append(link)
        return [*made, values, links]

    def _size_of(self, expansion: Expansion, keys: int) -> int:
        """How many related rows each row shows at most: fewer where many rows have many."""
        top = expansion.expand.top
        fair = max(1, self.most_rows // keys) if keys else self.page_size
        size = min(self.page_size, fair)
        return size if top is None or top > size else top

    def _counts(self, expansion: Expansion, keys: Sequence[Key]) -> dict[Key, int]:
        statement = expansion.counts
        assert statement is not None
        rows = self._fetch(expansion, statement, self._arguments(expansion, statement, keys)) if keys else []
        columns = decoded(columns_of(rows, len(expansion.there) + 1), expansion.counts_decoders)
        found: defaultdict[Key, list[int]] = defaultdict(list)
        for *key, number in zip(*columns, strict=True):
            found[tuple(key)].append(int(number))
        return {key: sum(numbers) for key, numbers in Owners(keys).named(found).items()}

    def _fetch(self, expansion: Expansion, statement: Statement, arguments: Sequence[Any]) -> list[Any]:
        return self.database_of(expansion.expand.read.range.entity_set.source).fetch(statement, arguments)

    def _arguments(
        self, expansion: Expansion, statement: Any, keys: Sequence[Key], limit: int = 0, offset: int = 0
    ) -> tuple[Any, ...]:
        bound = bound_keys(keys, expansion.binders)
        arguments: tuple[Any, ...] = statement.arguments(self.literals, (), limit, offset, bound)
        return arguments

    def _related(
        self, expansion: Expansion, keys: Sequence[Key], size: int, way: Sequence[Expansion]
    ) -> dict[Key, tuple[list[Any], Any]]:
        """By key: the objects of its related rows, and the last of the rows where there are more than are shown."""
        level = expansion.level
        rows = self._fetched(expansion, keys, size)
        columns = decoded(columns_of(rows, len(level.read.outputs)), level.decoders)
        owned = Owners(keys).named(grouped([columns[index] for index in expansion.there]))
        objects = self._objects(expansion, columns, len(rows), way)
        return {
            key: (_of(objects, group[:size]), rows[group[size - 1]] if len(group) > size else None)
            for key, group in owned.items()
        }

    def _objects(
        self, expansion: Expansion, columns: Sequence[Column], rows: int, way: Sequence[Expansion]
    ) -> Sequence[Any]:
        if expansion.expand.content is Content.REFERENCES:
            return self.references(expansion.level, columns)
        return self.written(expansion.level, columns, rows, way)

    def _fetched(self, expansion: Expansion, keys: Sequence[Key], size: int) -> list[Any]:
        """The related rows of all keys; a row beyond the page's size tells that there are more."""
        expand, level = expansion.expand, expansion.level
        if not keys or expand.top == 0:
            return []
        if expansion.pages is None or (expand.top is None and not expand.skip):
            limit = self.most_rows + 1
            rows = self._fetch(expansion, level.rows, self._arguments(expansion, level.rows, keys, limit))
            if expansion.pages is None or len(rows) < limit:
                return rows
        more = 0 if expand.top is not None and expand.top <= size else 1
        last = expand.skip + size + more
        arguments = self._arguments(expansion, expansion.pages, keys, last, expand.skip)
        return self._fetch(expansion, expansion.pages, arguments)

    def _link(
        self, expansion: Expansion, outer: Level, columns: Sequence[Column], number: int,
        shown: tuple[int, Sequence[Any]], way: Sequence[Expansion],
    ) -> str:  # fmt: skip
        entity_set = outer.read.range.entity_set
        key = key_predicate(entity_set, [columns[index][number] for index in outer.keys])
        before = f"/{expansion.expand.cast}" if expansion.expand.cast else ""
        behind = expansion.level.read.range.entity_set.cast_path
        url = f"{entity_set.name}{key}{before}/{expansion.expand.navigation.name}{behind}"
        suffix = "/$ref" if expansion.expand.content is Content.REFERENCES else ""
        return self.next_link((*way, expansion), url + suffix, *shown)


def grouped(there: Sequence[Column]) -> Mapping[Key, Sequence[int]]:
    """The numbers of the rows that have the same values in these columns."""
    rows: Column = there[0] if len(there) == 1 else list(zip(*there, strict=True))
    groups: dict[Any, Sequence[int]] = {}
    start = 0
    for key, count in Counter(rows).items():  # rows of one owner mostly follow each other
        end = start + count
        if rows[start:end].count(key) != count:
            return _scattered(there)
        groups[key] = range(start, end)
        start = end
    return groups if len(there) > 1 else {(key,): numbers for key, numbers in groups.items()}


def _scattered(there: Sequence[Column]) -> Mapping[Key, list[int]]:
    groups: defaultdict[Key, list[int]] = defaultdict(list)
    for number, key in enumerate(zip(*there, strict=True)):
        groups[key].append(number)
    return groups


def _of(objects: Sequence[Any], numbers: Sequence[int]) -> list[Any]:
    """The objects with these numbers, which follow each other where the rows of an owner do."""
    first, last = numbers[0], numbers[-1]
    if last - first + 1 == len(numbers):
        return list(objects[first : last + 1])
    return [objects[number] for number in numbers]


def etags_of(level: Level, columns: Sequence[Column]) -> list[str]:
    """The ETag of each row."""
    return [etag_of(values) for values in zip(*(columns[index] for index in level.etag), strict=True)]


class Owners:
    """Which of the keys that were asked for a related row belongs to.

    Nearly always it has just that key. Where it has none of them, the database found it equal although Python does
    not: it compares without case or accents, without blanks at the end, or a number with a text. So the key is found
    that is equal when all that is left out.
    """

    def __init__(self, keys: Sequence[Key]) -> None:
        self.keys = frozenset(keys)
        self.folded: dict[Key, Key] | None = None

    def named(self, found: Mapping[Key, Sequence[int]]) -> dict[Key, Sequence[int]]:
        """The numbers that were found for each key, for its owner; in their order, where several keys have one."""
        owned: dict[Key, Sequence[int]] = {}
        for key, numbers in found.items():
            owner = key if key in self.keys else self._folded(key)
            if owner is not None:
                owned[owner] = sorted([*owned[owner], *numbers]) if owner in owned else numbers
        return owned

    def _folded(self, key: Key) -> Key | None:
        if self.folded is None:
            self.folded = {folded(own): own for own in self.keys}
        return self.folded.get(folded(key))


def folded(key: Key) -> Key:
    """A key without what a database may overlook in a comparison."""
    return tuple(_folded(part) for part in key)


def _folded(part: Any) -> Any:
    text = str(part).strip()
    try:
        return Decimal(text).normalize()
    except InvalidOperation:
        decomposed = normalize("NFKD", text.casefold())
        return "".join(character for character in decomposed if not combining(character))
