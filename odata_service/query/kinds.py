"""The rows of a set with derived types: which properties are written of those of each type (JSON Format, section
4.6.3)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from odata_service.edm.model import EntitySet, EntityType
from odata_service.query.bound import Expand, Kind, Member, Output, Read, Shape
from odata_service.query.scope import Scope


def possible(entity_set: EntitySet) -> list[tuple[int, EntitySet]]:
    """The types that the entities of a set may be of: its own and those that are derived from it, with the numbers
    that tell them."""
    assert entity_set.types is not None
    numbered = enumerate(("", *entity_set.types.derived))
    sets = [(number, entity_set.as_type(name)) for number, name in numbered]
    return [(number, one) for number, one in sets if entity_set.type in one.type.line and not one.type.abstract]


def names_of(entity_type: EntityType, chosen: Sequence[str] | None) -> list[str]:
    """The properties of a type that are written; `chosen` are those that are selected, None: all."""
    items = entity_type.properties
    if chosen is None or "*" in chosen:
        return [name for name in items if name in (chosen or ()) or not items[name].on_request]
    return [name for name in with_parts(chosen, entity_type) if name in items]


def with_parts(chosen: Sequence[str], entity_type: EntityType) -> list[str]:
    """What is fetched for the selected names: of a complex property all that it consists of, because it is null where
    all of that is, selected or not."""
    found: dict[str, None] = {}
    for name in chosen:
        whole = entity_type.complex.get(name.partition("/")[0])
        found |= dict.fromkeys((name,) if whole is None else whole.members)
    return list(found)


def chosen_of(selected: Sequence[str] | None, entity_type: EntityType, scope: Scope) -> tuple[str, ...] | None:
    """What `$select` names of a type: `ERP.Truck/Axles` is a name of trucks, and of what is derived from those."""
    if selected is None:
        return None
    return tuple(_chosen(selected, entity_type, scope.model.namespace))


def _chosen(selected: Sequence[str], entity_type: EntityType, namespace: str) -> Iterator[str]:
    line = {f"{namespace}.{one.name}" for one in entity_type.line}
    for name in selected:
        first, _, rest = name.partition("/")
        if "." not in first or not rest:
            yield name
        elif first in line:
            yield rest


def all_names(entity_set: EntitySet, selected: Sequence[str] | None, scope: Scope) -> list[str]:
    """The properties that are written of entities of any type."""
    types = [one.type for _, one in possible(entity_set)]
    return list(dict.fromkeys(name for one in types for name in names_of(one, chosen_of(selected, one, scope))))


def with_kinds(read: Read, scope: Scope) -> Read:
    """The read with what is written of each type, and with what tells a row's where there are several."""
    entity_set = read.range.entity_set
    if entity_set.types is None or read.range.members or read.shape not in (Shape.COLLECTION, Shape.ENTITY):
        return read
    known = "" if scope.way else entity_set.cast  # what the context tells
    kinds = tuple(_kind(number, one, read, scope, known) for number, one in possible(entity_set))
    if len(kinds) < 2:
        return replace(read, kinds=kinds)
    number = entity_set.types.number
    return replace(read, outputs=(Output(Member(read.range, number), number.name), *read.outputs), kinds=kinds)


def _kind(number: int, one: EntitySet, read: Read, scope: Scope, known: str) -> Kind:
    chosen = chosen_of(read.selected, one.type, scope)
    own, whole = set(names_of(one.type, chosen)), one.whole.properties
    written = [output.name for output in read.outputs if output.name is not None]
    return Kind(
        number,
        one,
        tuple(name for name in written if name in own or name not in whole),
        chosen,
        _expanded(one, read.expands, scope),
        one.cast != known,
    )


def _expanded(one: EntitySet, expands: Sequence[Expand], scope: Scope) -> tuple[int, ...]:
    """Which of the expanded properties the entities of a type have."""
    line = {f"{scope.model.namespace}.{item.name}" for item in one.type.line}
    return tuple(place for place, expand in enumerate(expands) if not expand.cast or expand.cast in line)


def with_expands(read: Read, more: Sequence[Expand], scope: Scope) -> Read:
    """The read with more expanded properties, which the entities of each type that has them are written with."""
    expands = (*read.expands, *more)
    kinds = tuple(replace(kind, expands=_expanded(kind.entity_set, expands, scope)) for kind in read.kinds)
    return replace(read, expands=expands, kinds=kinds)
