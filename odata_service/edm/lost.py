"""A model while its database lacks some of its columns: what is published stays as it is, and what it holds is null."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, false

from odata_service.edm.model import DerivedType, EntitySet, EntityType, Model, Types
from odata_service.edm.properties import Property, StreamProperty

Lost = frozenset[ColumnElement[Any]]


def without(model: Model, lost: Lost) -> Model:
    """The model whose properties of these columns are null, and cannot be asked for or written; keys are never so."""
    if not lost:
        return model
    return replace(model, entity_sets={name: _without(one, lost) for name, one in model.entity_sets.items()})


def _without(entity_set: EntitySet, lost: Lost) -> EntitySet:
    own = _narrowed(entity_set.type, lost)
    if own is entity_set.type and entity_set.whole is own:
        return entity_set
    missing = {name for name, item in own.properties.items() if item.missing}
    order = tuple(term for term in entity_set.order_by if term[0] not in missing)
    types = None if entity_set.types is None else _types(entity_set.types, own, lost)
    return replace(entity_set, type=own, order_by=order, types=types)


def _types(types: Types, own: EntityType, lost: Lost) -> Types:
    """Where the discriminator is not there, all are of the set's own type."""
    derived: dict[str, DerivedType] = {}
    told = types.discriminator not in lost
    by_type = {types.declared: own}
    for name, one in types.derived.items():
        assert one.type.base is not None
        made = replace(_narrowed(one.type, lost), base=by_type[one.type.base])
        by_type[one.type] = made
        derived[name] = replace(one, type=made, condition=one.condition if told else false())
    number = types.number if told else _missing(types.number)
    return replace(types, number=number, declared=own, derived=derived, whole=_narrowed(types.whole, lost))


def _narrowed(own: EntityType, lost: Lost) -> EntityType:
    items = {name: _missing(item) if item.column in lost and name not in own.key else item
             for name, item in own.properties.items()}  # fmt: skip
    missing = {name for name, item in items.items() if item.missing}
    if not missing and not any(column in lost for column in own.table.c):
        return own
    streams = {name: _stream(stream, lost) for name, stream in own.streams.items()}
    media = None if own.media is None else _stream(own.media, lost)
    return replace(own, properties=items, lost=lost, streams=streams, media=media)


def _stream(stream: StreamProperty, lost: Lost) -> StreamProperty:
    """The stream as far as its columns are there."""
    content = _missing(stream.content) if stream.content.column in lost else stream.content
    kind = None if stream.kind is None or stream.kind.column in lost else stream.kind
    return replace(stream, content=content, kind=kind)


def _missing(item: Property) -> Property:
    return replace(item, missing=True, read_only=True, searched=False, code=None, nulls=())
