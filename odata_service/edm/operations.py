"""Functions and actions: plain Python of a model file -> what it takes and returns (Part 3, section 12)."""

import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from sqlalchemy import null

from odata_service import publish
from odata_service.edm.derived import derived_of
from odata_service.edm.model import EntitySet, Operation, Result
from odata_service.edm.properties import Property
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
    declared: Sequence[publish.Operation], sets: Mapping[str, EntitySet], types: Collection[str]
) -> tuple[dict[str, tuple[Operation, ...]], list[str]]:
    """The operations by name, those that differ in what they are called on or take one beside another, and the
    mistakes; `types` are the names of all other types."""
    found: dict[str, tuple[Operation, ...]] = {}
    mistakes: list[str] = []
    for one in declared:
        name = one.name or "".join(part[:1].upper() + part[1:] for part in one.function.__name__.split("_"))
        try:
            made = _operation(name, one, sets)
        except Unsuitable as error:
            mistakes.append(f"{name}: {error}")
            continue
        others = found.get(name, ())
        if name in sets or name in types or any(_same(other, made) for other in others):
            mistakes.append(f"{name}: there is something else of this name.")
        elif any(_called_on(other) == _called_on(made) and _returned(other) != _returned(made) for other in others):
            mistakes.append(f"{name}: functions of one name that are called on the same return the same type.")
        found[name] = (*others, made)
    results = [one.result for overloads in found.values() for one in overloads if one.result is not None]
    returned = {one.complex for one in results if one.complex is not None}
    mistakes += [f"{name}: there is something else of this name." for name in sorted(returned & {*found, *types})]
    return found, mistakes + _unlike(results)


def _unlike(results: Sequence[Result]) -> list[str]:
    """The mistakes about dataclasses of one name, as two modules may have them, that do not consist of the same."""
    parts: dict[str, set[frozenset[tuple[str, str, bool]]]] = {}
    for one in results:
        if one.complex is not None:
            own = frozenset((part.name, str(part.type), part.nullable) for part in one.parts)
            parts.setdefault(one.complex, set()).add(own)
    return [
        f"{name}: two dataclasses of this name are returned that do not consist of the same; one needs another name."
        for name, found in parts.items() if len(found) > 1
    ]  # fmt: skip


def _called_on(one: Operation) -> Any:
    return one.bound, one.cast, one.collection


def _returned(one: Operation) -> Any:
    result = one.result
    return result and (result.collection, result.type, result.complex, result.entity_set, result.cast)


def _same(one: Operation, other: Operation) -> bool:
    """Whether nothing tells which of two of one name is called: functions by what they are called on and the names of
    what they take, actions by the former alone (Part 1, sections 11.5.4.2 and 11.5.5.2)."""
    if one.action is not other.action:
        return True
    alike = one.action or _taken(one) == _taken(other)
    return alike and _called_on(one) == _called_on(other)


def _operation(name: str, declared: publish.Operation, sets: Mapping[str, EntitySet]) -> Operation:
    bound, cast = _named(declared.bound, sets)
    if bound is not None and sets[bound].source != "default":
        raise Unsuitable(f"'{bound}' lies in another database; what is called on entities works in the service's own.")
    hints = get_type_hints(declared.function)
    taken = list(inspect.signature(declared.function).parameters.values())
    if not taken:
        raise Unsuitable("its function takes the call first.")
    parameters = tuple(_parameter(one, hints) for one in taken[1:])
    return Operation(
        name, declared.function, isinstance(declared, publish.Action), bound, declared.collection,
        parameters, _result(declared, hints.get("return", NoneType), sets), declared.description, cast,
    )  # fmt: skip


def _named(said: str | None, sets: Mapping[str, EntitySet]) -> tuple[str | None, str]:
    """`Vehicles` or `Vehicles/Truck` -> the entity set, and the qualified name of the derived type."""
    if said is None:
        return None, ""
    name, _, wanted = said.partition("/")
    if name not in sets:
        raise Unsuitable(f"there is no entity set '{name}'.")
    casts = [one.name for one in derived_of(sets[name]) if one.type.name == wanted]
    if wanted and not casts:
        raise Unsuitable(f"'{name}' has no derived type '{wanted}'.")
    return name, casts[0] if wanted else ""


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


def _result(declared: publish.Operation, hint: Any, sets: Mapping[str, EntitySet]) -> Result | None:
    kind, nullable = _plain(hint)
    many = get_origin(kind) is list
    item = _plain(get_args(kind)[0])[0] if many else kind
    if declared.returns is not None:
        entity_set, cast = _named(declared.returns, sets)
        return Result(many, nullable, entity_set=entity_set, cast=cast)
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
    """The first overload that takes just what is given, or else the first that may do without the others."""
    fitting = [one for one in overloads if _needed(one) <= given(one) <= _taken(one)]
    return next((one for one in fitting if given(one) == _taken(one)), fitting[0] if fitting else None)


def _taken(one: Operation) -> set[str]:
    return {item.name for item in one.parameters}


def _needed(one: Operation) -> set[str]:
    """What of an action's can be null need not be given (Part 1, section 11.5.5.1)."""
    return {item.name for item in one.parameters if not (item.generated or (one.action and item.nullable))}
