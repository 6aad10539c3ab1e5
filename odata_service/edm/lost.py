"""A model while its database lacks some of its columns: what is published stays as it is, and what it holds is null."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement

from odata_service.edm.model import EntitySet, Model, Property, StreamProperty

Lost = frozenset[ColumnElement[Any]]


def without(model: Model, lost: Lost) -> Model:
    """The model whose properties of these columns are null, and cannot be asked for or written; keys are never so."""
    if not lost:
        return model
    return replace(model, entity_sets={name: _without(one, lost) for name, one in model.entity_sets.items()})


def _without(entity_set: EntitySet, lost: Lost) -> EntitySet:
    own = entity_set.type
    items = {name: _missing(item) if item.column in lost and name not in own.key else item
             for name, item in own.properties.items()}  # fmt: skip
    missing = {name for name, item in items.items() if item.missing}
    if not missing and not any(column in lost for column in own.table.c):
        return entity_set
    order = tuple(term for term in entity_set.order_by if term[0] not in missing)
    streams = {name: _stream(stream, lost) for name, stream in own.streams.items()}
    media = None if own.media is None else _stream(own.media, lost)
    made = replace(own, properties=items, lost=lost, streams=streams, media=media)
    return replace(entity_set, type=made, order_by=order)


def _stream(stream: StreamProperty, lost: Lost) -> StreamProperty:
    """The stream as far as its columns are there."""
    content = _missing(stream.content) if stream.content.column in lost else stream.content
    kind = None if stream.kind is None or stream.kind.column in lost else stream.kind
    return replace(stream, content=content, kind=kind)


def _missing(item: Property) -> Property:
    return replace(item, missing=True, read_only=True, searched=False, code=None, nulls=())
