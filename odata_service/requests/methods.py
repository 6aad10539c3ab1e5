"""Which methods a resource answers to, as the model allows them."""

from collections.abc import Iterable

from odata_service.query.bound import Shape
from odata_service.query.resource import Resource
from odata_service.requests.storing import Kind

ALWAYS_THERE = ("POST", "DELETE")  # what is not done to a singleton


def is_fixed(resource: Resource, method: str) -> bool:
    """Whether a method would make or delete a singleton."""
    return resource.singleton is not None and resource.shape is Shape.ENTITY and method in ALWAYS_THERE


def allowed(resource: Resource, methods: Iterable[tuple[str, Kind | None]]) -> list[str]:
    """Those of the methods whose kind of change the model allows there."""
    entity_set = resource.range.entity_set
    kinds = {"insert": entity_set.insertable, "update": entity_set.updatable, "delete": entity_set.deletable}
    return [name for name, kind in methods if (kind is None or kinds[kind]) and not is_fixed(resource, name)]
