"""Rows -> the URLs that name them: key predicates, entity ids, context URLs (Part 1, section 10)."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from odata_service.edm.model import EntitySet
from odata_service.edm.types import DURATION, STRING, EnumType, Type
from odata_service.query.bound import Content, Read, Shape

SAFE = "'!*(),:@$=~-._"  # what may stand in a path segment as it is; `/`, `?`, `#`, `&`, `+`, `%` may not


def key_literal(wanted: Type, value: Any) -> str:
    """A decoded key value as it stands in a URL."""
    if wanted is STRING:
        return quote("'" + str(value).replace("'", "''") + "'", safe=SAFE)
    if isinstance(wanted, EnumType):
        return quote(f"{wanted.name}'{value}'", safe=SAFE)
    if isinstance(value, bool):
        return "true" if value else "false"
    if wanted is DURATION:
        return quote(f"duration'{value}'", safe=SAFE)
    text = value.isoformat().replace("+00:00", "Z") if hasattr(value, "isoformat") else str(value)
    return quote(text, safe=SAFE)


def key_predicate(entity_set: EntitySet, values: Sequence[Any]) -> str:
    """`(5)`, `('a')`, `(A=1,B='x')`."""
    items = entity_set.type.key_properties
    literals = [key_literal(item.type, value) for item, value in zip(items, values, strict=True)]
    if len(items) == 1:
        return f"({literals[0]})"
    return "(" + ",".join(f"{item.name}={literal}" for item, literal in zip(items, literals, strict=True)) + ")"


def context_of(read: Read, version: str, key: Sequence[Any] | None = None) -> str:
    """The context URL's part behind the service root; `key` is needed for a property's."""
    entity_set = read.range.entity_set
    name, cast = entity_set.name, entity_set.cast_path
    match read.shape:
        case Shape.COLLECTION if read.range.members:
            return "$metadata#Collection(Edm.ComplexType)"
        case Shape.COLLECTION:
            return f"$metadata#{name}{cast}{_selection(read, version)}"
        case Shape.ENTITY if read.singleton is not None:
            return f"$metadata#{read.singleton}{cast}{_selection(read, version)}"
        case Shape.ENTITY:
            return f"$metadata#{name}{cast}{_selection(read, version)}/$entity"
        case Shape.PROPERTY | Shape.COMPLEX if read.singleton is not None and read.property is not None:
            return f"$metadata#{read.singleton}{cast}/{read.property.name}{_selection(read, version)}"
        case Shape.PROPERTY | Shape.COMPLEX:
            assert read.property is not None and key is not None
            path = f"{name}{key_predicate(entity_set, key)}{cast}/{read.property.name}"
            return f"$metadata#{path}{_selection(read, version)}"
        case Shape.REFERENCES:
            return "$metadata#Collection($ref)"
        case Shape.REFERENCE:
            return "$metadata#$ref"
        case _:
            return "$metadata"


def _selection(read: Read, version: str) -> str:
    """The select-list: what is selected and expanded; nothing where that is all properties (section 10.7 to 10.10)."""
    if read.range.derived is not None:
        return f"({_paths([path.split('/') for path in read.selected or ()])})"
    items = list(dict.fromkeys(read.selected or ()))
    for expand in read.expands:
        if expand.content is Content.ENTITIES and not expand.again:  # a plus stands for all levels
            nested = _selection(expand.read, version)
            if nested or version != "4.0":
                cast = f"{expand.cast}/" if expand.cast else ""
                items.append(f"{cast}{expand.navigation.name}{'+' if expand.recursive else ''}{nested or '()'}")
    return f"({','.join(items)})" if items else ""


def _paths(paths: Sequence[Sequence[str]]) -> str:
    """`Customer(Country,City),Total`"""
    below: dict[str, list[Sequence[str]]] = {}
    for first, *rest in paths:
        below.setdefault(first, []).extend([rest] if rest else [])
    return ",".join(f"{name}({_paths(rest)})" if rest else name for name, rest in below.items())
