"""The model's fingerprint: the version of the schema, and what a page token is tied to."""

import hashlib

from odata_service.edm.model import Model


def fingerprint_of(model: Model) -> str:
    """Changes when anything changes that a client can see."""
    lines = [model.namespace]
    for entity_set in model.entity_sets.values():
        lines.append(f"{entity_set.name} {entity_set.type.name} {entity_set.type.key} {entity_set.order_by}")
        for item in entity_set.type.properties.values():
            lines.append(
                f" {item.name} {item.type} {item.nullable} {item.max_length} {item.precision} {item.scale}"
                f" {item.description}"
            )
        lines += [f" changes {entity_set.changes.fingerprint}"] if entity_set.changes is not None else []
        lines += [f" {made.name} {made.type} {made.members}" for made in entity_set.type.complex.values()]
        lines += [f" {stream.name} stream" for stream in entity_set.type.streams.values()]
        for navigation in entity_set.type.navigation.values():
            lines.append(f" {navigation.name} {navigation.target} {navigation.collection}")
    lines += [f"{one.name} {one.entity_set} {one.key}" for one in model.singletons.values()]
    for overloads in model.operations.values():
        for one in overloads:
            taken = [f"{item.name} {item.type}" for item in one.parameters]
            lines.append(f"{one.name} {one.bound} {one.collection} {taken} {one.result and one.result.type}")
    for enum_type in model.enum_types.values():
        lines.append(f"{enum_type.name} {enum_type.members}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
