"""Foreign keys and declared navigation -> navigation properties, in both directions."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Table
from sqlalchemy.exc import NoReferenceError

from odata_service import publish
from odata_service.edm.model import EntitySet, Link, NavigationProperty
from odata_service.edm.names import PROPERTY_LENGTH, safe_name

ID_ENDING = re.compile(r"(?:[_ ]?(?:id|ids|no|nr|code|key|fk|number))$", re.I)
Published = Sequence[tuple[publish.EntitySet, EntitySet]]


def add_navigation(published: Published, sets: Mapping[str, EntitySet]) -> list[str]:
    """Fills the entity types' navigation; returns the mistakes in what was declared, one sentence each."""
    mistakes: list[str] = []
    by_table: dict[Any, EntitySet] = {}
    for _, entity_set in published:
        by_table.setdefault(entity_set.type.table, entity_set)
    for declaration, entity_set in published:
        for declared in declaration.navigation:
            declare = _declared if declared.link is None else _linked
            mistakes += declare(declared, entity_set, sets)
    names = Counter(item.type.name.lower() for item in by_table.values())
    for _, entity_set in published:
        table = entity_set.type.table
        if isinstance(table, Table):
            referred = [(one, _referred(one)) for one in sorted(table.foreign_key_constraints, key=_order)]
            ways = Counter(target for _, target in referred)
            for constraint, target in referred:
                parent = by_table.get(target)
                if parent is not None:
                    _from_foreign_key(constraint, entity_set, parent, names, ways[target])
    return mistakes


def _order(constraint: ForeignKeyConstraint) -> tuple[str, ...]:
    return tuple(constraint.column_keys)


def _taken(entity_set: EntitySet) -> list[str]:
    own = entity_set.type
    return [*own.properties, *own.complex, *own.streams, *own.navigation, own.name]


def _declared(declared: publish.Navigation, entity_set: EntitySet, sets: Mapping[str, EntitySet]) -> list[str]:
    where = f"{entity_set.name}: navigation '{declared.name}'"
    target = sets.get(declared.target)
    if target is None:
        return [f"{where} leads to '{declared.target}', which is no entity set here."]
    own, other = entity_set.type.table, target.type.table
    columns, target_columns = list(declared.columns), list(declared.target_columns)
    if not columns:
        found = _foreign_key_between(own, other, declared.collection)
        if found is None:
            return [f"{where} has no foreign key to follow; give it columns and target_columns."]
        columns, target_columns = found
    missing = [name for name in columns if name not in own.c] + [name for name in target_columns if name not in other.c]
    if missing or len(columns) != len(target_columns):
        return [f"{where}: {', '.join(missing) or 'columns and target_columns'} do not match."]
    if declared.name in entity_set.type.properties or declared.name in entity_set.type.navigation:
        return [f"{where}: the name is already in use."]
    join = tuple((own.c[one], other.c[two]) for one, two in zip(columns, target_columns, strict=True))
    entity_set.type.navigation[declared.name] = NavigationProperty(
        declared.name, declared.target, declared.collection, join,
        nullable=any(getattr(one, "nullable", True) for one, _ in join), partner=declared.partner,
        constraints=() if declared.collection else _constraints(entity_set, target, join),
        description=declared.description,
    )  # fmt: skip
    return []


def _linked(declared: publish.Navigation, entity_set: EntitySet, sets: Mapping[str, EntitySet]) -> list[str]:
    """A navigation over a table of links: many to many."""
    where = f"{entity_set.name}: navigation '{declared.name}'"
    target = sets.get(declared.target)
    if target is None:
        return [f"{where} leads to '{declared.target}', which is no entity set here."]
    if not isinstance(declared.link, Table) or not declared.collection:
        return [f"{where} is a collection, and its link a table."]
    if declared.name in _taken(entity_set):
        return [f"{where}: the name is already in use."]
    near = _keys_to(declared.link, entity_set.type.table, declared.columns)
    far = _keys_to(declared.link, target.type.table, declared.target_columns)
    if not declared.columns and not declared.target_columns and near == far:
        near, far = near[:1], far[1:]  # a link within one table: from its first key to its second
    if len(near) != 1 or len(far) != 1:
        return [f"{where}: the link needs one foreign key to each side; columns and target_columns say which."]
    join = tuple((element.column, element.parent) for element in near[0].elements)
    entity_set.type.navigation[declared.name] = NavigationProperty(
        declared.name, declared.target, True, join, partner=declared.partner, description=declared.description,
        link=Link(declared.link, tuple((element.parent, element.column) for element in far[0].elements)),
    )  # fmt: skip
    return []


def _keys_to(link: Table, table: Any, columns: Sequence[str]) -> list[ForeignKeyConstraint]:
    """The foreign keys of a link that lead to a table; of these columns, if they are said."""
    found = [item for item in sorted(link.foreign_key_constraints, key=_place) if _referred(item) is table]
    return [item for item in found if not columns or set(item.column_keys) == set(columns)]


def _place(constraint: ForeignKeyConstraint) -> int:
    """Where the constraint's first column stands in its table."""
    return list(constraint.table.c).index(next(iter(constraint.columns)))


def _foreign_key_between(own: Any, other: Any, collection: bool) -> tuple[list[str], list[str]] | None:
    child, parent = (other, own) if collection else (own, other)
    for constraint in sorted(getattr(child, "foreign_key_constraints", ()), key=_order):
        if constraint.referred_table is parent:
            child_keys = [element.parent.key for element in constraint.elements]
            parent_keys = [element.column.key for element in constraint.elements]
            return (parent_keys, child_keys) if collection else (child_keys, parent_keys)
    return None


def _from_foreign_key(
    constraint: ForeignKeyConstraint, child: EntitySet, parent: EntitySet, names: Mapping[str, int], ways: int
) -> None:
    """One foreign key; `ways` is how many lead from the child to the parent, `names` are those of all entity types."""
    join = tuple((element.parent, element.column) for element in constraint.elements)
    reversed_join = tuple((two, one) for one, two in join)
    forward = _existing(child, join) or _named_to_one(constraint, child, parent, names, ways)
    backward = _existing(parent, reversed_join) or _named_to_many(child, parent, forward, ways)
    if forward not in child.type.navigation:
        child.type.navigation[forward] = NavigationProperty(
            forward, parent.name, False, join, nullable=any(one.nullable for one, _ in join), partner=backward,
            constraints=_constraints(child, parent, join),
        )  # fmt: skip
    if backward not in parent.type.navigation:
        parent.type.navigation[backward] = NavigationProperty(
            backward, child.name, True, reversed_join, partner=forward
        )


def _referred(constraint: ForeignKeyConstraint) -> Table | None:
    """The table that a foreign key leads to; None where it, or a column of it, does not exist."""
    try:
        return constraint.referred_table if [element.column for element in constraint.elements] else None
    except NoReferenceError:
        return None


def _existing(entity_set: EntitySet, join: Any) -> str | None:
    for navigation in entity_set.type.navigation.values():
        if set(navigation.join) == set(join):
            return navigation.name
    return None


def _named_to_one(
    constraint: ForeignKeyConstraint, child: EntitySet, parent: EntitySet, names: Mapping[str, int], ways: int
) -> str:
    """After the column without its `id`: `billing_address_id` leads to `billing_address`; else, and where another type
    is called so, after what is there, with the column before it where that is not enough."""
    elements, target = constraint.elements, parent.type.name
    column = elements[-1].parent
    published = next((item.name for item in child.type.properties.values() if item.column is column), column.name)
    stem = ID_ENDING.sub("", published)
    others = names.get(stem.lower(), 0) - (stem.lower() == target.lower())
    usable = len(elements) == 1 and stem not in ("", published) and not others
    wanted = [stem] if usable else []
    wanted += [target] if ways == 1 else []
    wanted += [f"{published}_{target}"] if published.lower() != target.lower() else []
    return _first_free([*wanted, f"{target}_entity"], child)


def _named_to_many(child: EntitySet, parent: EntitySet, forward: str, ways: int) -> str:
    """The child's set; with several ways to it, by which way."""
    wanted = [child.name] if ways == 1 else []
    return _first_free([*wanted, f"{child.name}_by_{forward}"], parent)


def _first_free(wanted: Sequence[str], entity_set: EntitySet) -> str:
    """The first name that the entity type has not yet, or the last one with a number."""
    taken = _taken(entity_set)
    lowered = {item.lower() for item in taken}
    safe = [safe_name(name, prefix="N", length=PROPERTY_LENGTH) for name in wanted]
    found = next((name for name in safe if name.lower() not in lowered), wanted[-1])
    return safe_name(found, prefix="N", length=PROPERTY_LENGTH, taken=taken)


def _constraints(child: EntitySet, parent: EntitySet, join: Any) -> tuple[tuple[str, str], ...]:
    own = {item.column: item.name for item in child.type.properties.values()}
    other = {item.column: item.name for item in parent.type.properties.values()}
    pairs = [(own.get(one), other.get(two)) for one, two in join]
    return tuple((one, two) for one, two in pairs if one is not None and two is not None) if all(
        one is not None and two is not None for one, two in pairs
    ) else ()  # fmt: skip
