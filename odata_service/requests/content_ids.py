"""What the entities of a body are called by their client (`Core.ContentID`) -> the same in the answer (Part 1, sections
11.4.2.2 and 11.4.3.1)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import msgspec

from odata_service.edm.model import EntitySet, Model
from odata_service.payload.deserialize import Entity
from odata_service.payload.rows import encoded
from odata_service.payload.urls import key_predicate
from odata_service.protocol.message import Response

DECODER = msgspec.json.Decoder(float_hook=Decimal)


def with_content_ids(response: Response, entity: Entity, entity_set: EntitySet, model: Model) -> Response:
    """The answer to a change with the names that the entities have in its body."""
    if not any(one.content_id for one in _all(entity)):
        return response
    shown: dict[str, Any] = DECODER.decode(response.body)
    name_in(shown, entity, entity_set, model)
    return replace(response, body=encoded(shown))


def name_in(shown: dict[str, Any], entity: Entity, entity_set: EntitySet, model: Model) -> None:
    """Names the entity that is shown, and those within it."""
    shown |= entity.content_id
    own = entity_set.as_type(entity.cast) if entity.cast else entity_set
    for name, inner in (*entity.nested.items(), *entity.deltas.items()):
        within = shown.get(name)
        target = model.set_of(own.type.navigation[name])
        found = {_path(one, target): one for one in (within if isinstance(within, list) else [within]) if one}
        for one in _listed(inner):
            if one.row is not None and one.row.url in found:
                name_in(found[one.row.url], one, target, model)


def _path(shown: dict[str, Any], entity_set: EntitySet) -> str:
    """The URL of a shown entity, below the service root; nothing where it shows too little of itself."""
    key = [shown.get(name) for name in entity_set.type.key]
    return "" if None in key else entity_set.name + key_predicate(entity_set, key)


def _listed(inner: Entity | list[Entity] | None) -> list[Entity]:
    return inner if isinstance(inner, list) else [] if inner is None else [inner]


def _all(entity: Entity) -> Iterator[Entity]:
    yield entity
    for inner in (*entity.nested.values(), *entity.deltas.values()):
        for one in _listed(inner):
            yield from _all(one)
