"""A request's shape -> everything that can be prepared before its values are known, and remembered.

Binding names, writing and compiling SQL, choosing decoders and the row writer happen here, once per shape.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from sqlalchemy import Table
from sqlalchemy.engine import Dialect

from odata_service.edm.codes import Flag
from odata_service.edm.model import EntityType, Model
from odata_service.edm.properties import ComplexProperty, Stored
from odata_service.errors import BadRequest, NotFound
from odata_service.payload.groups import group_writer
from odata_service.payload.kinds import writer_of_kinds
from odata_service.payload.rows import ExpandedField, Field, RowWriter, combination_writer, complex_writer, row_writer
from odata_service.protocol.negotiation import Format
from odata_service.query.bound import Content, Expand, Member, Output, Read, Shape, Through
from odata_service.query.paging import Token, nulls_of
from odata_service.query.read import bind_read
from odata_service.query.rows import MEDIA_TYPE, keyset_possible
from odata_service.query.scope import Bounded, Limits, Values, too_many
from odata_service.query.spelling import spelling_of
from odata_service.sql.columnwise import Quick, are_texts
from odata_service.sql.decoders import PLAIN, QUICK, TEXTS, Decode, decoder
from odata_service.sql.keys import key_binder
from odata_service.sql.ordering import sorted_whole
from odata_service.sql.related import count_related, select_pages, select_related
from odata_service.sql.select import select_count, select_page, select_rows
from odata_service.sql.statement import Statement
from odata_service.url import ast
from odata_service.url.request import Asked

CACHED_PLANS = 2000
MANY = 4  # values, from which on a column is decoded at once

DialectOf = Callable[[str], Dialect]  # by the name of a source


@dataclass(frozen=True, slots=True)
class Decoder:
    """How the values of a column are decoded; a column that holds only values of the `plain` types is not."""

    index: int
    decode: Decode
    plain: frozenset[type] = frozenset()
    nulls: bool = False  # NULL is decoded, too: a flag is false then
    quick: Quick | None = None  # the same for a whole column, where that is of the usual form

    def column(self, values: Sequence[Any]) -> Sequence[Any]:
        """The decoded values of a column."""
        if self.plain is TEXTS and are_texts(values):
            return values
        if self.plain.issuperset(map(type, values)):
            return values
        found = self.quick(values) if self.quick is not None and len(values) >= MANY else None
        if found is not None:
            return found
        decode, nulls = self.decode, self.nulls
        return [None if value is None and not nulls else decode(value) for value in values]


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """How the rows of one range are fetched and written, and what is written within them."""

    read: Read
    rows: Statement
    decoders: tuple[Decoder, ...]
    width: int  # how many columns are written; those behind them serve the key, the page token and the expands
    keys: tuple[int, ...]  # the columns of the key
    order: tuple[int, ...]  # the columns of the order
    seekable: bool
    etag: tuple[int, ...]  # the columns of the ETag
    writer: RowWriter
    expansions: "tuple[Expansion, ...]"


@dataclass(frozen=True, slots=True, eq=False)
class Expansion:
    """How the related rows of a level are fetched, written, and found again by the rows that they belong to."""

    expand: Expand
    level: Level
    here: tuple[int, ...]  # the outer level's columns of the join
    there: tuple[int, ...]  # this level's
    binders: tuple[Callable[[Any], Any] | None, ...]
    pages: Statement | None  # some of the related rows of each; for collections
    counts: Statement | None  # how many there are, behind the join's columns; where that is asked for
    counts_decoders: tuple[Decoder, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Hop:
    """How a path comes from one database into another: what is read there first gives the keys of what is read here."""

    source: str
    rows: Statement
    decoders: tuple[Decoder, ...]
    binders: tuple[Callable[[Any], Any] | None, ...]
    before: "Hop | None"


@dataclass(frozen=True, slots=True, eq=False)
class Plan(Level):
    """How requests of one shape are answered."""

    count: Statement | None
    origin: Statement | None
    hop: Hop | None
    skipped: Table | None = None  # the table whose rows `$skip` counts, where nothing but they decide what it skips
    bounds: tuple[Bounded, ...] = ()  # what some literals have to be
    further: tuple[Statement, ...] = ()  # where `rows` does not fill a page: what comes behind them, one after another


class Unplanned(Enum):
    """What is remembered of a shape that there is no plan for."""

    NOT_FOLDED = "its lists have to be parsed one by one"


@dataclass(slots=True, eq=False)
class PlanCache:
    """The plans of the shapes that were asked for last; thread-safe and bounded."""

    size: int = CACHED_PLANS
    plans: OrderedDict[tuple[Any, ...], Plan | Unplanned] = field(default_factory=OrderedDict, repr=False)
    lock: threading.Lock = field(default_factory=threading.Lock)
    hits: int = 0
    misses: int = 0

    def get(self, key: tuple[Any, ...]) -> Plan | Unplanned | None:
        with self.lock:
            plan = self.plans.get(key)
            if plan is None:
                self.misses += 1
                return None
            self.hits += 1
            self.plans.move_to_end(key)
            return plan

    def put(self, key: tuple[Any, ...], plan: Plan | Unplanned) -> None:
        with self.lock:
            self.plans[key] = plan
            while len(self.plans) > self.size:
                self.plans.popitem(last=False)


def make_plan(
    asked: Asked,
    token: Token | None,
    model: Model,
    dialect_of: DialectOf,
    limits: Limits,
    form: Format,
    version: str,
) -> tuple[Plan, tuple[str, ...], bool]:
    """The plan of a request, its literals as the plan numbers them, and whether the plan may be remembered.

    Raises:
        BadRequest, NotFound, NotImplementedByService: what the request names or says is wrong.
    """
    try:
        return _planned(asked, token, model, dialect_of, limits, form, version)
    except RecursionError:
        raise BadRequest("The request is nested deeper than it can be carried out. Ask for less at once.") from None


def _planned(
    asked: Asked, token: Token | None, model: Model, dialect_of: DialectOf, limits: Limits, form: Format, version: str
) -> tuple[Plan, tuple[str, ...], bool]:  # fmt: skip
    path, options = asked.path(), asked.options()
    try:
        read, values = _bound(asked, path, options, model, limits, form)
    except (BadRequest, NotFound):
        spelled = spelling_of(model).respelled((path, options)) if version == "4.01" else (path, options)
        if spelled == (path, options):
            raise
        read, values = _bound(asked, *spelled, model, limits, form)
    if values.nodes > limits.nodes:
        raise too_many(values, limits)
    if token is not None:
        read = _behind(read, token)
    return (
        replace(_prepared(read, asked, model, dialect_of, form, version), bounds=tuple(values.bounds)),
        tuple(values.texts),
        values.complete and asked.memorable,
    )


def _bound(
    asked: Asked, path: ast.ResourcePath, options: ast.Options, model: Model, limits: Limits, form: Format
) -> tuple[Read, Values]:
    values = Values(list(asked.texts), {place: number for number, place in enumerate(asked.places)})
    return bind_read(path, options, model, values, limits, etags=form.metadata == "full"), values


def _behind(read: Read, token: Token) -> Read:
    """The read of a page behind the first: from the last row on, not from a number of rows."""
    if token.skip is not None:
        return replace(read, skipped=True)
    if len(token.values) != len(read.order):
        raise BadRequest("This $skiptoken was not made for this request.", target="$skiptoken")
    return replace(read, skipped=False, after=nulls_of(token.values), tied=token.tied)


def _prepared(read: Read, asked: Asked, model: Model, dialect_of: DialectOf, form: Format, version: str) -> Plan:
    dialect = dialect_of(read.range.entity_set.source)
    counted = read.shape is Shape.COUNT or (asked.count and read.shape in (Shape.COLLECTION, Shape.REFERENCES))
    written = _Written(model, dialect_of, form, version)
    statements = select_page(read, dialect) if read.shape is not Shape.COUNT else (NOTHING,)
    level = written.level(read, statements[0])
    return Plan(
        level.read, level.rows, level.decoders, level.width, level.keys,
        level.order, level.seekable, level.etag, level.writer, level.expansions,
        count=select_count(read, dialect, _most_counted(read)) if counted else None,
        origin=select_rows(read.origin, dialect) if read.origin is not None else None,
        hop=_hop(read.through, dialect_of, dialect),
        skipped=_skipped_table(read, asked) if read.skipped and level.seekable else None,
        further=statements[1:],
    )  # fmt: skip


def _most_counted(read: Read) -> int | None:
    """`…/$count` has nothing to say but the number, and says it."""
    return None if read.shape is Shape.COUNT or read.range.derived else read.range.entity_set.count.most


def _skipped_table(read: Read, asked: Asked) -> Table | None:
    """The one table that decides which rows are skipped: with the request's own values and nothing else, not even the
    time."""
    entity_set, names = read.range.entity_set, {name for name, _ in asked.pairs}
    if len(asked.segments) != 1 or read.range.members or read.range.derived or entity_set.visible is not None:
        return None
    text = asked.value("$filter") + asked.value("$orderby")
    if names & {"$apply", "$search", "$compute"} or "/" in text or "now(" in text.lower():
        return None
    tables = {getattr(item.column, "table", None) for item in entity_set.type.properties.values()}
    (table, *others) = tables
    return table if isinstance(table, Table) and not others else None


def _hop(through: Through | None, dialect_of: DialectOf, there: Dialect) -> Hop | None:
    if through is None:
        return None
    source = through.origin.range.entity_set.source
    dialect = dialect_of(source)
    return Hop(
        source,
        select_rows(through.origin, dialect),
        _decoders(through.origin.outputs, dialect.name),
        tuple(key_binder(item, there, near.item) for item, near in zip(through.there, through.here, strict=True)),
        _hop(through.origin.through, dialect_of, dialect),
    )


NOTHING = Statement("", ())


@dataclass(frozen=True, slots=True, eq=False)
class _Written:
    """What the levels of a plan have in common."""

    model: Model
    dialect_of: DialectOf
    form: Format
    version: str

    def level(self, read: Read, statement: Statement) -> Level:
        entity_set = read.range.entity_set
        outputs = [output for output in read.outputs if output.name is not None]
        if self.form.metadata == "none":
            outputs = [output for output in outputs if not str(output.name).endswith(MEDIA_TYPE)]  # they are the last
        fields = [_field(output, entity_set.whole) for output in outputs]
        if read.range.members:
            return self.combination(read, statement)
        writer = self.writer(read, fields)
        return Level(
            read=read,
            rows=statement,
            decoders=_decoders(read.outputs, self.dialect_of(read.range.entity_set.source).name),
            width=len(outputs),
            keys=tuple(_column_of(read, Member(read.range, item)) for item in entity_set.type.key_properties),
            order=tuple(_column_of(read, sort.expression) for sort in read.order),
            seekable=self.seekable(read),
            etag=tuple(_column_of(read, Member(read.range, item)) for item in read.etag),
            writer=writer,
            expansions=tuple(self.expansion(expand, read) for expand in read.expands),
        )  # fmt: skip

    def seekable(self, read: Read) -> bool:
        """Whether pages behind a row are found by its values."""
        dialect = self.dialect_of(read.range.entity_set.source).name
        return keyset_possible(read) and sorted_whole(read.order, dialect)

    def writer(self, read: Read, fields: Sequence[Field]) -> RowWriter:
        """How the rows of a read are written."""
        if read.range.derived:
            return group_writer(fields, self.form, self.version, read.optional)
        if isinstance(read.property, ComplexProperty):
            parts = [replace(item, name=item.name.partition("/")[2]) for item in fields]
            return complex_writer(parts, f"{self.model.namespace}.{read.property.type}", self.form, self.version)
        expanded = [_item(item) for item in read.expands]
        if read.kinds:
            return writer_of_kinds(
                read.kinds, fields, self.model.namespace, self.form, self.version, expanded, etag=bool(read.etag)
            )
        return row_writer(
            fields, read.range.entity_set, self.model.namespace, self.form, self.version, expanded,
            etag=bool(read.etag), selected=read.selected,
        )  # fmt: skip

    def combination(self, read: Read, statement: Statement) -> Level:
        """The level of `$crossjoin`."""
        sets = [member.entity_set for member in read.range.members]
        expanded = {expand.navigation.name for expand in read.expands}
        shown = [one.name for one in sets if read.selected is None or one.name in read.selected]
        linked = [] if self.form.metadata == "none" else [name for name in shown if name not in expanded]
        keys = [Member(member, item) for member in read.range.members for item in member.entity_set.type.key_properties]
        return Level(
            read=read,
            rows=statement,
            decoders=_decoders(read.outputs, self.dialect_of(read.range.entity_set.source).name),
            width=0,
            keys=tuple(_column_of(read, key) for key in keys) if read.outputs else (),
            order=tuple(_column_of(read, sort.expression) for sort in read.order),
            seekable=self.seekable(read),
            etag=(),
            writer=combination_writer(sets, linked, self.version, [_item(item) for item in read.expands]),
            expansions=tuple(self.expansion(expand, read) for expand in read.expands),
        )

    def expansion(self, expand: Expand, outer: Read) -> Expansion:
        dialect = self.dialect_of(expand.read.range.entity_set.source)
        entities = expand.content is not Content.COUNT
        counted = expand.counted or not entities
        return Expansion(
            expand=expand,
            level=self.level(expand.read, select_related(expand, dialect) if entities else NOTHING),
            here=tuple(_column_of(outer, member) for member in expand.here),
            there=tuple(_column_of(expand.read, Member(expand.read.range, item)) for item in expand.there),
            binders=tuple(
                key_binder(item, dialect, near.item) for item, near in zip(expand.there, expand.here, strict=True)
            ),
            pages=select_pages(expand, dialect) if entities and expand.navigation.collection else None,
            counts=count_related(expand, dialect) if counted else None,
            counts_decoders=_decoders(
                [Output(Member(expand.read.range, item), None) for item in expand.there], dialect.name
            ),
        )


def _field(output: Output, whole: EntityType) -> Field:
    assert output.name is not None and output.expression.type is not None
    if isinstance(output.expression, Member):
        item = output.expression.item
        return Field(output.name, output.expression.type, dynamic=item.computed, default=item.default is not None)
    return Field(output.name, output.expression.type, dynamic=output.name not in whole.properties)


def _item(expand: Expand) -> ExpandedField:
    return ExpandedField(
        expand.navigation.name,
        value=expand.content is not Content.COUNT,
        count=expand.counted or expand.content is Content.COUNT,
        pages=expand.content is not Content.COUNT and expand.navigation.collection,
    )


def _column_of(read: Read, expression: Any) -> int:
    for index, output in enumerate(read.outputs):
        found = output.expression
        if found is expression:
            return index
        match found, expression:
            case Member(row, item), Member(other_row, other) if row is other_row and item.column is other.column:
                return index
    raise AssertionError("an expression is needed that is not fetched")


def _decoders(outputs: Sequence[Output], dialect: str) -> tuple[Decoder, ...]:
    decoders = []
    for index, output in enumerate(outputs):
        item = output.expression.item if isinstance(output.expression, Member) else None
        found = decoder(dialect, output.expression.type, item) if output.expression.type else None
        if found is not None:
            as_it_is = item is None or (item.stored is Stored.NATIVE and not (item.fixed_length or item.ruled))
            plain = PLAIN.get(output.expression.type) if output.expression.type and as_it_is else None
            nulls = item is not None and isinstance(item.code, Flag) and not item.code.false
            decoders.append(Decoder(index, found, plain or frozenset(), nulls, QUICK.get(found)))
    return tuple(decoders)


def decoded(columns: Sequence[Sequence[Any]], decoders: Sequence[Decoder]) -> list[Sequence[Any]]:
    """The columns with the driver's values decoded."""
    made = list(columns)
    for item in decoders:
        made[item.index] = item.column(made[item.index])
    return made
