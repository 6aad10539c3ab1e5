"""Columns of bytes with a media type: stream properties, and the streams of media entities (Part 1, section 11.2.4)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import FromClause

from odata_service import publish
from odata_service.edm.column_types import facets_of
from odata_service.edm.properties import Property, StreamProperty
from odata_service.edm.types import BINARY, STRING


def stream_columns(declaration: publish.EntitySet) -> set[str]:
    """The columns that are streams, and so no plain properties."""
    own = [] if declaration.media is None else [declaration.media]
    return {one.column for one in [*declaration.streams, *own]}


def streams_of(
    declaration: publish.EntitySet, table: FromClause, properties: Mapping[str, Property], dialect: str | None
) -> tuple[dict[str, StreamProperty], StreamProperty | None, list[str]]:
    """The stream properties of an entity type, its own stream, and what is wrong with them."""
    found: dict[str, StreamProperty] = {}
    mistakes: list[str] = []
    for declared in declaration.streams:
        made = _stream(declared, table, properties, dialect)
        if isinstance(made, str):
            mistakes.append(made)
        elif declared.name is None or made.name in {*properties, *found}:
            mistakes.append("a stream property needs a name of its own.")
        else:
            found[made.name] = made
    own = None if declaration.media is None else _stream(declaration.media, table, properties, dialect)
    if isinstance(own, str):
        return found, None, [*mistakes, own]
    return found, own, mistakes


def _stream(
    declared: publish.Stream, table: FromClause, properties: Mapping[str, Property], dialect: str | None
) -> StreamProperty | str:
    """The stream that a declaration describes, or what is wrong with it."""
    missing = [name for name in (declared.column, declared.type_column) if name and name not in table.c]
    if missing:
        return f"the stream names the column '{missing[0]}', which the table has not."
    column = table.c[declared.column]
    facets = facets_of(column.type, dialect)
    if facets is None or facets.type is not BINARY:
        return f"'{declared.column}' holds no bytes."
    name = declared.name or "$value"
    content = Property(name, BINARY, column, nullable=bool(getattr(column, "nullable", True)))
    kind = _kind(declared.type_column, table, properties, dialect)
    return StreamProperty(name, content, kind, declared.media_type, declared.description)


def _kind(
    column: str | None, table: FromClause, properties: Mapping[str, Property], dialect: str | None
) -> Property | None:
    if column is None:
        return None
    own: Any = table.c[column]
    known = next((item for item in properties.values() if item.column is own), None)
    if known is not None:
        return known
    facets = facets_of(own.type, dialect)
    length = facets.max_length if facets is not None else None
    return Property(f"#{column}", STRING, own, nullable=own.nullable, max_length=length)
