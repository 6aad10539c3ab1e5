"""The model's fingerprint: the version of the schema, and what a page token is tied to."""

import hashlib

from odata_service.edm.model import EntityType, Model


def fingerprint_of(model: Model) -> str:
    """Changes when anything changes that a client can see."""
    lines = [model.namespace]
    for entity_set in model.entity_sets.values():
        lines.append(f"{entity_set.name} {entity_set.type.name} {entity_set.type.key} {entity_set.order_by}")
        lines += _type(entity_set.type)
        lines += [f" changes {entity_set.changes.fingerprint}"] if entity_set.changes is not None else []
        for made in entity_set.types.derived.values() if entity_set.types is not None else ():
            lines.append(f" {made.name} of {made.type.base} {made.values}")
            lines += _type(made.type)
    lines += [f"{one.name} {one.entity_set} {one.key}" for one in model.singletons.values()]
    for overloads in model.operations.values():
        for one in overloads:
            taken = [f"{item.name} {item.type}" for item in one.parameters]
            result = model.result_type(one.result) if one.result is not None else ""
            lines.append(f"{one.name} {one.bound} {one.cast} {one.collection} {taken} {result}")
    for enum_type in model.enum_types.values():
        lines.append(f"{enum_type.name} {enum_type.members}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _type(own: EntityType) -> list[str]:
    return [
        *(
            f" {item.name} {item.type} {item.nullable} {item.max_length} {item.precision} {item.scale}"
            f" {item.description}"
            for item in own.properties.values()
        ),
        *(f" {made.name} {made.type} {made.members}" for made in own.complex.values()),
        *(f" {stream.name} stream" for stream in own.streams.values()),
        *(f" {one.name} {one.target} {one.collection}" for one in own.navigation.values()),
        *(f" {name} {one.node} {one.parent}" for name, one in own.hierarchies.items()),
    ]
