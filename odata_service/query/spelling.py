"""Names in another case -> those of the model, for clients of 4.01 (Part 1, section 12.2.3): looked for only where what
was written leads nowhere. Names that differ in nothing but their case are left as they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from odata_service.edm.model import EntitySet, EntityType, Model
from odata_service.errors import Span
from odata_service.url import ast

Node = TypeVar("Node")


@dataclass(frozen=True, slots=True)
class Spelling:
    """What the names of a model are, by themselves in lower case."""

    sets: Mapping[str, str]  # what a path can start with
    members: Mapping[str, str]  # what stands in types, and the types' own names
    operations: Mapping[str, str]  # with the namespace or without, by simple names

    def of(self, name: str, *, first: bool = False) -> str:
        """The name as the model has it; of what a path starts with, where it is the first."""
        lower = name.lower()
        tables = (self.sets, self.members) if first else (self.members, self.sets)
        return next((table[lower] for table in tables if lower in table), name)

    def respelled(self, node: Node) -> Node:
        """A tree with the names in it as the model has them."""
        found: Any = self._respelled(node)
        return found  # type: ignore[no-any-return]  # of the same type as the node

    def _respelled(self, node: Any) -> Any:
        match node:
            case ast.Name(identifier):
                return replace(node, identifier=self.of(identifier))
            case ast.KeyPredicate(pairs):
                named = tuple((name and self.of(name), self._respelled(value)) for name, value in pairs)
                return replace(node, pairs=named)
            case ast.ResourcePath(segments):
                return ast.ResourcePath(tuple(self._segment(one, not place) for place, one in enumerate(segments)))
            case tuple():
                return tuple(map(self._respelled, node))
            case dict():
                return {name: self._respelled(value) for name, value in node.items()}
            case _ if is_dataclass(node) and not isinstance(node, (Span, type)):
                return replace(node, **{one.name: self._respelled(getattr(node, one.name)) for one in fields(node)})
            case _:
                return node

    def _segment(self, segment: ast.PathSegment, first: bool) -> ast.PathSegment:
        return replace(
            segment,
            text=self.of(segment.text, first=first),
            predicates=self._respelled(segment.predicates),
            names=tuple(self.of(name, first=True) for name in segment.names),
            condition=self._respelled(segment.condition),
        )


@lru_cache(maxsize=32)
def spelling_of(model: Model) -> Spelling:
    """How the names of a model are spelled."""
    types = [one for entity_set in model.entity_sets.values() for one in _types(entity_set)]
    members = [name for one in types for name in names_of(one)]
    operations = unique(model.operations)
    qualified = {f"{model.namespace}.{name}".lower(): name for name in operations.values()}
    sets = unique([*model.entity_sets, *model.singletons])
    return Spelling(sets, unique([*members, *model.types()]), operations | qualified)


def _types(entity_set: EntitySet) -> Iterable[EntityType]:
    derived = entity_set.types.derived.values() if entity_set.types is not None else ()
    return [entity_set.type, *(one.type for one in derived)]


@lru_cache(maxsize=1000)  # each body of 4.01 is held against them
def names_of(entity_type: EntityType) -> frozenset[str]:
    """What an entity type has, and the parts of its complex properties, by simple names."""
    parts = [name for one in entity_type.complex.values() for name in one.parts]
    own = [*entity_type.properties, *entity_type.complex, *entity_type.navigation, *entity_type.streams]
    return frozenset([*(name for name in own if "/" not in name), *parts])


def unique(names: Iterable[str]) -> dict[str, str]:
    """The names by themselves in lower case, without those that differ in their case only."""
    found: dict[str, set[str]] = {}
    for name in names:
        found.setdefault(name.lower(), set()).add(name)
    return {lower: min(spelled) for lower, spelled in found.items() if len(spelled) == 1}
