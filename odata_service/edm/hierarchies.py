"""Declared hierarchies, and foreign keys from a table to itself -> the recursive hierarchies of entity types."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, String

from odata_service import publish
from odata_service.edm.codes import Digits
from odata_service.edm.model import EntitySet, Hierarchy, NavigationProperty
from odata_service.edm.names import IDENTIFIER
from odata_service.edm.properties import Property
from odata_service.edm.types import BINARY, DOUBLE, SINGLE

INEXACT = (BINARY, DOUBLE, SINGLE)  # values of these types are not told apart everywhere


def add_hierarchies(published: Sequence[tuple[publish.EntitySet, EntitySet]]) -> list[str]:
    """Fills the entity types' hierarchies; returns the mistakes in what was declared, one sentence each."""
    mistakes: list[str] = []
    for declaration, entity_set in published:
        if declaration.hierarchies is None:
            entity_set.type.hierarchies.update(_of_foreign_key(entity_set))
        for declared in declaration.hierarchies or ():
            mistakes += _declared(declared, entity_set)
    return mistakes


def _of_foreign_key(entity_set: EntitySet) -> dict[str, Hierarchy]:
    """That of the one way from an entity to another of the same set: it may lead nowhere, and does so by the key."""
    own = entity_set.type
    ways = [one for one in own.navigation.values() if _leads_up(one, entity_set)]
    if len(ways) != 1 or not ways[0].nullable or len(own.key) != 1:
        return {}
    (way,), (node,) = ways, own.key_properties
    by_key = [there for _, there in way.join] == [node.column]
    return {f"{own.name}Hierarchy": Hierarchy(node.name, way.name)} if by_key and node.type not in INEXACT else {}


def _leads_up(navigation: NavigationProperty, entity_set: EntitySet) -> bool:
    return navigation.target == entity_set.name and not navigation.collection


def _declared(declared: publish.Hierarchy, entity_set: EntitySet) -> list[str]:
    where, own = f"{entity_set.name}: the hierarchy '{declared.name}'", entity_set.type
    way = own.navigation.get(declared.parent)
    if not IDENTIFIER.fullmatch(declared.name) or declared.name in own.hierarchies:
        return [f"{where} needs a name of its own, of letters, digits and underscores."]
    if way is None or not _leads_up(way, entity_set):
        return [
            f"{where}: parent is '{declared.parent}', which is no navigation property to one of '{entity_set.name}'."
        ]
    if not way.nullable:
        return [f"{where}: '{declared.parent}' always leads to an entity; some have to have none above them."]
    if not all(_alike(one, other, entity_set) for one, other in way.join):
        return [f"{where}: of the columns of '{declared.parent}' one holds numbers and one texts; give those a `form`."]
    items = list(_nodes(declared, entity_set))
    if len(items) != 1 or items[0].type in INEXACT:
        return [f"{where}: node is to be the column of one property that tells the entities apart."]
    own.hierarchies[declared.name] = Hierarchy(items[0].name, declared.parent)
    return []


def _alike(one: ColumnElement[Any], other: ColumnElement[Any], entity_set: EntitySet) -> bool:
    """Whether columns can be compared wherever a hierarchy is followed: as numbers, as texts, or as texts of so many
    digits."""
    texts = [column for column in (one, other) if isinstance(column.type, String)]
    codes = [item.code for item in entity_set.type.properties.values() if any(item.column is text for text in texts)]
    return len(texts) != 1 or any(isinstance(code, Digits) and code.width for code in codes)


def _nodes(declared: publish.Hierarchy, entity_set: EntitySet) -> Iterator[Property]:
    own = entity_set.type
    if declared.node is None:
        yield from own.key_properties
    else:
        yield from (item for item in own.properties.values() if getattr(item.column, "key", None) == declared.node)
