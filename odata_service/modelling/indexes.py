"""What requests ask for, and the indexes that there are -> those that are missing, with their statements."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Enum, Index, String, Table, UnaryExpression, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex
from sqlalchemy.sql import operators

from odata_service.edm.changes import is_view
from odata_service.edm.keys import is_partial
from odata_service.edm.model import EntitySet, Model
from odata_service.edm.properties import Property
from odata_service.modelling.findings import Finding
from odata_service.sql.functions import lower, unpunctuated

# Where nulls lie at the end of an ascending index: OData's order needs an index of its own that says otherwise, ...
NULLS_LAST = frozenset({"postgresql"})
# ... and where none can say it; databases that have no indexes at all.
NULLS_LAST_ALWAYS = frozenset({"oracle", "ibm_db_sa", "db2"})
WITHOUT_INDEXES = frozenset({"snowflake", "trino"})
NAME_LENGTH = 60
ONE_WAY = "firebird"  # whose indexes ascend or descend as a whole


@dataclass(frozen=True, slots=True)
class Term:
    """A column of an index, with its direction."""

    column: str
    descending: bool = False
    nulls_first: bool | None = None  # None: it has none, or nobody cares


def missing_indexes(entity_set: EntitySet, model: Model, there: Table, dialect: Dialect) -> Iterator[Finding]:
    """The indexes that requests for an entity set would need, and that the database has not."""
    lacking = any(item.column.name not in there.c for item in _needed(entity_set))
    if is_view(there) or lacking or dialect.name in WITHOUT_INDEXES:
        return
    key = [str(item.column.name) for item in entity_set.type.key_properties]
    if not _serves_equality(there, key):
        yield Finding(
            "warning", ", ".join(entity_set.type.key), "no index serves the key; reading one reads the whole table",
            statement(there, [Term(name) for name in key], dialect, unique=True),
        )  # fmt: skip
    order = _order(entity_set, dialect)
    said = ", ".join(f"{name} desc" if down else name for name, down in entity_set.order_by)
    if entity_set.order_by and order is None:
        yield Finding(
            "note", said, "each page sorts the whole table: nulls come first in OData, and last in each index here"
        )
    elif order and entity_set.order_by and not any(_serves_order(one, order, dialect) for one in _indexed(there)):
        yield Finding("warning", said, "no index serves the default order; each page sorts the whole table",
                      statement(there, order, dialect))  # fmt: skip
    if entity_set.version is not None:
        column = str(entity_set.type.properties[entity_set.version].column.name)
        if not _serves_equality(there, [column]):
            yield Finding(
                "note", entity_set.version, "no index serves the version: who asks for what has changed reads all",
                statement(there, [Term(column)], dialect),
            )  # fmt: skip
    yield from _of_nullable(entity_set, there, dialect)


def _needed(entity_set: EntitySet) -> list[Property]:
    """What entities are found and sorted by; that some of it is missing is said elsewhere."""
    names = {*entity_set.type.key, *dict(entity_set.order_by), *filter(None, [entity_set.version])}
    return [entity_set.type.properties[name] for name in names]


def missing_for_navigation(
    model: Model, tables: Mapping[str, Table], dialect: Dialect, source: str
) -> Iterator[tuple[str, Finding]]:
    """The indexes that ways need where they arrive: (the set there, what is missing). Each once."""
    said: set[tuple[str, ...]] = set()
    for entity_set in model.entity_sets.values():
        for navigation in entity_set.whole.navigation.values():
            target = model.set_of(navigation)
            there = tables.get(target.name)
            columns = sorted(str(getattr(other, "name", "")) for _, other in navigation.join)
            if there is None or dialect.name in WITHOUT_INDEXES:
                continue
            if target.source != source or is_view(there) or (there.fullname, *columns) in said:
                continue
            said.add((there.fullname, *columns))
            if all(name in there.columns for name in columns) and not _serves_equality(there, columns):
                way = f"{entity_set.name}/{navigation.name}"
                yield target.name, Finding(
                    "warning", ", ".join(columns), f"no index serves {way}; following it reads the whole table",
                    statement(there, [Term(name) for name in columns], dialect),
                )  # fmt: skip


def missing_for_changes(entity_set: EntitySet, there: Table, log: Table | None, dialect: Dialect) -> Iterator[Finding]:
    """What the database lacks of what tells a set's changes; `log` is the table as it is there."""
    changes = entity_set.changes
    if changes is None:
        return
    where = str(getattr(changes.table, "name", "changes"))
    if changes.logged and log is None:
        yield Finding(
            "error", where, "there is no such log of changes in the database; who asks for changes gets a 503",
            "python -m odata_service changes prints the statements that make it",
        )  # fmt: skip
        return
    table = log if changes.logged and log is not None else there
    items = [changes.position, *changes.key] if changes.logged else [changes.position]
    missing = [str(item.column.name) for item in items if item.column.name not in table.c]
    for name in missing:
        yield Finding("error", where, f"what tells changes has no column '{name}' in the database")
    first = str(changes.position.column.name)
    if (
        missing
        or is_view(table)
        or dialect.name in WITHOUT_INDEXES
        or any(one[:1] and one[0].column == first for one in _indexed(table))
    ):
        return
    names = list(dict.fromkeys([first, *(str(item.column.name) for item in changes.key if not changes.logged)]))
    yield Finding(
        "warning", first, "no index serves changes; who asks for what has changed reads the whole table",
        statement(table, [Term(name) for name in names], dialect),
    )  # fmt: skip


def _order(entity_set: EntitySet, dialect: Dialect) -> list[Term] | None:
    """The default order, with the key behind it; None where no index can have it."""
    keys = [(name, False) for name in entity_set.type.key if name not in dict(entity_set.order_by)]
    terms = []
    for name, descending in [*entity_set.order_by, *keys]:
        item = entity_set.type.properties[name]
        if item.nullable and dialect.name in NULLS_LAST_ALWAYS:
            return None
        nulls = (not descending) if item.nullable and dialect.name in NULLS_LAST else None
        terms.append(Term(str(item.column.name), descending, nulls))
    return terms


def _serves_equality(table: Table, columns: Sequence[str]) -> bool:
    """Whether an index begins with these columns, in whatever order."""
    return any({term.column for term in one[: len(columns)]} == set(columns) for one in _indexed(table))


def _indexed(table: Table) -> Iterator[list[Term]]:
    """What is indexed, with its directions, up to the first expression."""
    yield [Term(column.name, nulls_first=False) for column in table.primary_key]
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield [Term(column.name, nulls_first=False) for column in constraint.columns]
    for index in table.indexes:
        if not is_partial(index):
            yield _terms(index)


def _terms(index: Index) -> list[Term]:
    found: list[Term] = []
    for item in index.expressions:
        descending, nulls_first = False, None
        expression: Any = item
        while isinstance(expression, UnaryExpression) and expression.modifier in MODIFIERS:
            descending = descending or expression.modifier is operators.desc_op
            nulls_first = NULLS.get(expression.modifier, nulls_first)
            expression = expression.element
        if not isinstance(expression, Column):
            break
        found.append(Term(expression.name, descending, descending if nulls_first is None else nulls_first))
    return found


NULLS = {operators.nulls_first_op: True, operators.nulls_last_op: False}
MODIFIERS = frozenset((*NULLS, operators.desc_op, operators.asc_op))


def _serves_order(found: Sequence[Term], order: Sequence[Term], dialect: Dialect) -> bool:
    """Whether an index has this order, forwards or backwards; of directions reflection says something in some only."""
    if [term.column for term in found[: len(order)]] != [term.column for term in order]:
        return False
    pairs = list(zip(found, order, strict=False))
    return dialect.name not in NULLS_LAST or any(
        all(
            (one.descending is not turned) is other.descending
            and (other.nulls_first is None or (one.nulls_first is not turned) is other.nulls_first)
            for one, other in pairs
        )
        for turned in (False, True)
    )


def _of_nullable(entity_set: EntitySet, there: Table, dialect: Dialect) -> Iterator[Finding]:
    """An index over a nullable column serves conditions, but no order in databases where nulls lie at its end."""
    if dialect.name not in NULLS_LAST:
        return
    by_column = {str(item.column.name): item for item in entity_set.whole.properties.values()}
    firsts = {terms[0].column: (terms, index) for index in there.indexes if (terms := _terms(index))}
    for name, (found, index) in sorted(firsts.items()):
        item = by_column.get(name)
        if item is None or not item.nullable or _serves_order(found, [Term(name, nulls_first=True)], dialect):
            continue
        terms = [Term(name, nulls_first=True), *(Term(str(one.column.name)) for one in entity_set.type.key_properties)]
        yield Finding(
            "note", item.name, f"its index '{index.name}' serves conditions, not $orderby: nulls come first in OData",
            statement(there, terms, dialect),
        )  # fmt: skip


def search_advice(entity_set: EntitySet, there: Table, dialect: Dialect, mode: str) -> Iterator[Finding]:
    """`$search` looks into the middle of texts, for which usual indexes are no help; PostgreSQL has others, for which
    each of the columns must have one: they are joined by OR."""
    items = entity_set.search_properties
    if not items or dialect.name != "postgresql" or is_view(there):
        return
    columns = [name for item in items if (name := str(item.column.name)) in there.c]
    known = len(columns) == len(items) and all(isinstance(there.c[name].type, String) for name in columns)
    if not known or any(isinstance(there.c[name].type, Enum) for name in columns):
        return
    if any(index.dialect_options["postgresql"].get("using") in ("gin", "gist") for index in there.indexes):
        return
    texts = {name: unpunctuated(there.c[name]) if mode == "salesforce" else there.c[name] for name in columns}
    index = Index(
        _name(there, columns, "trgm", NAME_LENGTH), *(lower(text).label(name) for name, text in texts.items()),
        postgresql_using="gin", postgresql_ops=dict.fromkeys(columns, "gin_trgm_ops"),
    )  # fmt: skip
    yield Finding(
        "note", ", ".join(item.name for item in items), "$search reads the whole table",
        f"CREATE EXTENSION pg_trgm; {_created(index, there, dialect)}",
    )  # fmt: skip


def statement(table: Table, terms: Sequence[Term], dialect: Dialect, *, unique: bool = False) -> str:
    """`CREATE INDEX …`, as the database wants it."""
    columns: list[Any] = []
    whole = dialect.name == ONE_WAY
    descending: dict[str, Any] = {f"{ONE_WAY}_descending": True} if whole and terms[0].descending else {}
    for term in terms:
        column: Any = table.c[term.column]
        column = column.desc() if term.descending and not whole else column
        if term.nulls_first is not None:
            column = column.nulls_first() if term.nulls_first else column.nulls_last()
        columns.append(column)
    length = min(NAME_LENGTH, dialect.max_identifier_length)
    name = _name(table, [term.column for term in terms], "uq" if unique else "ix", length)
    index = Index(name, *columns, unique=unique, **descending)
    return _created(index, table, dialect)


def _created(index: Index, table: Table, dialect: Dialect) -> str:
    try:
        text = " ".join(str(CreateIndex(index).compile(dialect=dialect)).split())
        return text.replace("%%", "%") if dialect.paramstyle in ("format", "pyformat") else text
    finally:
        table.indexes.discard(index)


def _name(table: Table, columns: Sequence[str], prefix: str, length: int) -> str:
    name = f"{prefix}_{table.name}_{'_'.join(columns)}".replace(" ", "_")
    if len(name) <= length:
        return name
    return f"{name[: length - 7]}_{hashlib.blake2b(name.encode(), digest_size=3).hexdigest()}"
