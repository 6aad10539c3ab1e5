"""Values that a model takes for null, found among what drivers deliver."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

from odata_service.edm.types import DATE_TIME_OFFSET, DECIMAL, DOUBLE, INTEGERS, SINGLE, STRING, TIME_OF_DAY, Type

Decode = Callable[[Any], Any]


def without(wanted: Type, nulls: Sequence[Any], decode: Decode | None) -> Decode:
    """The decoder that makes null of the values that mean it."""
    told = TOLD_APART_BY.get(wanted, str)
    meant = frozenset(told(value) for value in nulls)

    def decoded(value: Any) -> Any:
        found = value if decode is None else decode(value)
        return None if found is None or told(found) in meant else found

    return decoded


def _moment(value: Any) -> str:
    """The same text for an instant, whatever it was read as."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat()
    return str(value).removesuffix("Z")


# What tells the values of a type apart, in whichever way they were read.
TOLD_APART_BY: dict[Type, Callable[[Any], Any]] = {
    STRING: lambda value: str(value).strip(" "),
    DATE_TIME_OFFSET: _moment,
    TIME_OF_DAY: lambda value: value.isoformat() if isinstance(value, time) else value,
    **dict.fromkeys((*INTEGERS, DECIMAL, DOUBLE, SINGLE), lambda value: Decimal(str(value))),
}
