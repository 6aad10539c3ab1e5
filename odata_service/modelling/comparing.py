"""A model's tables and the database's -> where they differ."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.types import Enum as EnumColumn
from sqlalchemy.types import TypeEngine

from odata_service.edm.changes import is_view
from odata_service.edm.column_types import UNBOUNDED, Facets, facets_of
from odata_service.edm.model import EntitySet
from odata_service.edm.properties import Property
from odata_service.edm.types import (
    BINARY,
    BOOLEAN,
    BYTE,
    DATE,
    DATE_TIME_OFFSET,
    DECIMAL,
    DOUBLE,
    DURATION,
    GUID,
    INT16,
    INT32,
    INT64,
    SBYTE,
    SINGLE,
    STRING,
    TIME_OF_DAY,
)
from odata_service.modelling.findings import Finding

WHOLE = {SBYTE: 1, BYTE: 1, INT16: 2, INT32: 4, INT64: 8}  # bytes
# Types of one family are read from each other's columns; of different ones they are not.
FAMILIES = {
    **dict.fromkeys((*WHOLE, DECIMAL, SINGLE, DOUBLE), "a number"), BOOLEAN: "true or false", STRING: "a text",
    DATE: "a date", DATE_TIME_OFFSET: "a date and time", TIME_OF_DAY: "a time of day", DURATION: "a duration",
    GUID: "a GUID", BINARY: "bytes",
}  # fmt: skip
# What databases keep one thing as that have no type for it.
KEPT_AS = {
    "true or false": {"a number"}, "a GUID": {"a text", "bytes"},
    "a duration": {"a date and time", "a number", "a text"}, "a date and time": {"a date"},
    "a date": {"a date and time"},
}  # fmt: skip


def differences(entity_set: EntitySet, there: Table | None, dialect: str, written_for: str | None) -> Iterator[Finding]:
    """Where an entity set's table is another in the database.

    Args:
        there: the table as it is; None: it is not there.
        dialect: of the database.
        written_for: the dialect that the model's types are written for; None: for any.
    """
    table = entity_set.type.table
    if there is None:
        yield Finding("error", str(getattr(table, "fullname", table)), "there is no such table or view in the database")
        return
    columns = {column.name.lower(): column for column in there.columns}
    shown = {id(item.column): item for item in entity_set.whole.properties.values()}
    for column in table.columns:
        found = columns.get(column.name.lower())
        if found is None:
            name = shown[id(column)].name if id(column) in shown else column.name
            yield Finding("error", name, f"the database has no column '{column.name}'", "python -m odata_service model")
        elif id(column) in shown:
            yield from _column(shown[id(column)], column, found, dialect, written_for)
    known = {column.name.lower() for column in table.columns}
    more = [column.name for column in there.columns if column.name.lower() not in known]
    if more:
        yield Finding(
            "note", ", ".join(more[:8]) + (", …" if len(more) > 8 else ""), "in the database, not in the model"
        )


def _column(item: Property, own: Any, there: Column[Any], dialect: str, written_for: str | None) -> Iterator[Finding]:
    """A column that is on both sides. SQLite keeps any value in any column, and of its views it tells no types."""
    view = is_view(there.table)
    if there.nullable and not item.nullable and not there.primary_key and not view:
        text = "it is declared to have a value always; in the database it may be null"
        yield Finding("warning", item.name, text, "nullable=True, or NOT NULL in the database")
    if _name(own.type) == _name(there.type) or (dialect == "sqlite" and view):
        return
    loose = dialect == "sqlite"
    meant, found = facets_of(own.type, written_for), facets_of(there.type, None if loose else dialect)
    if meant is None or found is None:
        return
    what, kept = FAMILIES.get(meant.type, ""), FAMILIES.get(found.type, "")
    if what != kept and kept not in KEPT_AS.get(what, ()):
        text = f"{what} in the model ({_name(own.type)}), {kept} in the database ({_name(there.type)})"
        yield Finding("warning" if loose else "error", item.name, text)
    elif what == kept and not view:  # what a view calculates has all the digits that there could be
        yield from _narrower(item, meant, found, own, there)


def _narrower(item: Property, meant: Facets, found: Facets, own: Any, there: Column[Any]) -> Iterator[Finding]:
    """Values that the database can have, and the model cannot."""
    said = f"{_name(own.type)} in the model, {_name(there.type)} in the database"
    if item.type in WHOLE and WHOLE.get(found.type, 0) > WHOLE.get(meant.type, 8):
        yield Finding("warning", item.name, f"larger numbers are possible than {item.type} has: {said}")
    elif meant.type in WHOLE and found.type is DECIMAL and found.scale not in (0, None):
        yield Finding("warning", item.name, f"the database has fractions: {said}")
    elif meant.type is DECIMAL and found.type is DECIMAL:
        places, more = (_digits(one) for one in (meant, found))
        if more is not None and places is not None and (more[0] > places[0] or more[1] > places[1]):
            yield Finding("warning", item.name, f"more digits are possible: {said}")
    elif item.type is STRING and not isinstance(own.type, EnumColumn):
        length, longest = item.max_length or UNBOUNDED, found.max_length or UNBOUNDED
        if longest > length and item.code is None:
            text = f"texts are up to {longest:,} long in the database, MaxLength is {length:,}"
            yield Finding("warning" if longest < UNBOUNDED else "note", item.name, text, f'lengths={{"{own.key}": …}}')


def _digits(facets: Facets) -> tuple[int, int] | None:
    """Before and behind the point."""
    if facets.precision is None or not isinstance(facets.scale, int):
        return None
    return facets.precision - facets.scale, facets.scale


def _name(own: TypeEngine[Any]) -> str:
    return str(own) if str(own) != "NULL" else type(own).__name__
