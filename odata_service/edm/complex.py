"""Columns that are one property together: their paths, and the complex types that they make (Part 3, section 9)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from odata_service import publish
from odata_service.edm.model import EntitySet
from odata_service.edm.properties import ComplexProperty, Property


def paths_of(declaration: publish.EntitySet) -> dict[str, str]:
    """The path of each column that is part of a complex property: `ship_city` -> `ShipTo/City`."""
    return {
        column: f"{declared.name}/{name}"
        for declared in declaration.complex
        for column, name in declared.columns.items()
    }


def complex_of(declaration: publish.EntitySet, properties: Mapping[str, Property]) -> dict[str, ComplexProperty]:
    """The complex properties of an entity type; those whose columns all can be null can be null themselves."""
    found: dict[str, ComplexProperty] = {}
    for declared in declaration.complex:
        paths = [f"{declared.name}/{name}" for name in declared.columns.values()]
        members = tuple(path for path in paths if path in properties)
        nullable = all(properties[path].nullable for path in members)
        found[declared.name] = ComplexProperty(declared.name, declared.type, members, nullable, declared.description)
    return found


def mistakes_in(declaration: publish.EntitySet, name: str, key: Sequence[str]) -> list[str]:
    """What is wrong with a set's complex properties, one sentence each."""
    found: list[str] = []
    seen: set[str] = set()
    for declared in declaration.complex:
        for column in declared.columns:
            if column in seen:
                found.append(f"{name}: '{column}' is part of two complex properties.")
            if column in key:
                found.append(f"{name}: the key column '{column}' cannot be part of '{declared.name}'.")
            seen.add(column)
        if len(set(declared.columns.values())) < len(declared.columns) or not declared.columns:
            found.append(f"{name}: '{declared.name}' needs columns, each with a name of its own.")
    return found


def complex_types(sets: Sequence[EntitySet]) -> tuple[dict[str, tuple[Property, ...]], list[str]]:
    """The complex types by name, with what they consist of, and the mistakes: properties of one type are alike."""
    types: dict[str, tuple[Property, ...]] = {}
    mistakes: list[str] = []
    for entity_set in sets:
        for made in entity_set.type.complex.values():
            parts = tuple(
                replace(entity_set.type.properties[path], name=path.partition("/")[2]) for path in made.members
            )
            known = types.get(made.type)
            if known is not None and [(one.name, one.type) for one in known] != [(one.name, one.type) for one in parts]:
                mistakes.append(f"{entity_set.name}: '{made.name}' is not like the others of the type '{made.type}'.")
                continue
            types[made.type] = parts if known is None else tuple(map(_either, known, parts))
    return types, mistakes


def _either(one: Property, other: Property) -> Property:
    """What a type says of a part that differs from property to property: as much as any of them takes."""
    return replace(
        one, nullable=one.nullable or other.nullable, gaps=one.gaps or other.gaps,
        read_only=one.read_only and other.read_only, immutable=one.immutable and other.immutable,
        generated=one.generated and other.generated,
        max_length=_most(one.max_length, other.max_length),
        default=one.default if one.default == other.default else None,
        precision=_most(one.precision, other.precision),
        scale=one.scale if one.scale == other.scale else "variable",
        description=one.description if one.description == other.description else None,
    )  # fmt: skip


def _most(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else max(one, other)
