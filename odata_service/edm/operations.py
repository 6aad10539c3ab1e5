"""Functions and actions: plain Python of a model file -> what it takes and returns (Part 3, section 12)."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from sqlalchemy import null

from odata_service import publish
from odata_service.edm.model import EntitySet, Operation, Property, Result
from odata_service.edm.types import (
    BINARY,
    BOOLEAN,
    DATE,
    DATE_TIME_OFFSET,
    DECIMAL,
    DOUBLE,
    DURATION,
    GUID,
    INT64,
    STRING,
    TIME_OF_DAY,
    PrimitiveType,
)

TYPES: Mapping[Any, PrimitiveType] = {
    bool: BOOLEAN, int: INT64, float: DOUBLE, Decimal: DECIMAL, str: STRING, bytes: BINARY, UUID: GUID,
    datetime: DATE_TIME_OFFSET, date: DATE, time: TIME_OF_DAY, timedelta: DURATION,
}  # fmt: skip
BINDING = "on"  # the name of the parameter that is what a bound operation is called on
TAKEN = ", ".join(kind.__name__ for kind in TYPES)


class Unsuitable(Exception):
    """What is wrong with a declaration, as a sentence."""


def operations_of(
    declared: Sequence[publish.Operation], sets: Mapping[str, EntitySet]
) -> tuple[dict[str, tuple[Operation, ...]], list[str]]:
    """The operations by name, those that differ in what they take one beside another, and the mistakes."""
    found: dict[str, tuple[Operation, ...]] = {}
    mistakes: list[str] = []
    for one in declared:
        name = one.name or "".join(part[:1].upper() + part[1:] for part in one.function.__name__.split("_"))
        try:
            made = _operation(name, one, sets)
        except Unsuitable as error:
            mistakes.append(f"{name}: {error}")
            continue
        alike = [other for other in found.get(name, ()) if _signature(other) == _signature(made)]
        if alike or name in sets or any(other.action is not made.action for other in found.get(name, ())):
            mistakes.append(f"{name}: there is something else of this name.")
        found[name] = (*found.get(name, ()), made)
    return found, mistakes


def _signature(one: Operation) -> Any:
    return one.bound, one.collection, {item.name for item in one.parameters}


def _operation(name: str, declared: publish.Operation, sets: Mapping[str, EntitySet]) -> Operation:
    for entity_set in (declared.bound, declared.returns):
        if entity_set is not None and entity_set not in sets:
            raise Unsuitable(f"there is no entity set '{entity_set}'.")
    hints = get_type_hints(declared.function)
    taken = list(inspect.signature(declared.function).parameters.values())
    if not taken:
        raise Unsuitable("its function takes the call first.")
    parameters = tuple(_parameter(one, hints) for one in taken[1:])
    return Operation(
        name, declared.function, isinstance(declared, publish.Action), declared.bound, declared.collection,
        parameters, _result(declared, hints.get("return", NoneType)), declared.description,
    )  # fmt: skip


def _parameter(declared: inspect.Parameter, hints: Mapping[str, Any]) -> Property:
    kind, nullable = _plain(hints.get(declared.name))
    if kind not in TYPES:
        raise Unsuitable(f"the parameter '{declared.name}' is to be annotated with one of {TAKEN}.")
    optional = declared.default is not inspect.Parameter.empty
    return Property(declared.name, TYPES[kind], null(), nullable=nullable, generated=optional)


def _plain(hint: Any) -> tuple[Any, bool]:
    """`int | None` -> int, and that there may be none."""
    if get_origin(hint) in (Union, UnionType):
        others = [one for one in get_args(hint) if one is not NoneType]
        if len(others) == 1:
            return others[0], True
    return hint, False


def _result(declared: publish.Operation, hint: Any) -> Result | None:
    kind, nullable = _plain(hint)
    many = get_origin(kind) is list
    item = _plain(get_args(kind)[0])[0] if many else kind
    if declared.returns is not None:
        return Result(many, nullable, entity_set=declared.returns)
    if item in TYPES:
        return Result(many, nullable, type=TYPES[item])
    if isinstance(item, type) and is_dataclass(item):
        return Result(many, nullable, complex=item.__name__, parts=_parts(item))
    if kind is NoneType and isinstance(declared, publish.Action):
        return None
    raise Unsuitable(f"what it returns is to be annotated: {TAKEN}, a dataclass of these, or a list; or say `returns`.")


def _parts(made: Any) -> tuple[Property, ...]:
    hints = get_type_hints(made)
    found = []
    for one in fields(made):
        kind, nullable = _plain(hints[one.name])
        if kind not in TYPES:
            raise Unsuitable(f"'{made.__name__}.{one.name}' is to be annotated with one of {TAKEN}.")
        found.append(Property(one.name, TYPES[kind], null(), nullable=nullable))
    return tuple(found)


def chosen(overloads: Sequence[Operation], given: Callable[[Operation], set[str]]) -> Operation | None:
    """The overload that takes just what is given."""
    for one in overloads:
        names = {item.name for item in one.parameters}
        needed = {item.name for item in one.parameters if not item.generated}
        if needed <= given(one) <= names:
            return one
    return None
