"""Values as Firebird takes them.

It has to be told the type of each wherever it is not compared with a column, and takes for too long what the column
beside it has no room for. So each value says its own type.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from odata_service.sql.lists import expanded

LENGTHS = (40, 250, 2000, 8191)  # few, so that few different statements are made; 8,191 is the most
DIGITS = 18
FIRST_INSTANT = datetime(1858, 11, 17)  # Firebird counts days from here; the driver fails for those before


def typed(text: str, given: Sequence[Any]) -> tuple[str, list[Any]]:
    """A statement whose values say their types, and the values."""
    return expanded(text, given, "qmark", _place, _in_list)


def _place(value: Any, bound: list[Any]) -> str:
    """The driver takes null for a text of four letters, which not every column has room for."""
    if value is None:
        return "NULL"
    taken = plain(value)
    bound.append(taken)
    kind = "TIMESTAMP" if isinstance(value, datetime) else _type(taken)
    return f"CAST(? AS {kind})" if kind else "?"


def _in_list(value: Any, bound: list[Any]) -> str:
    """The driver takes long for each value, and digits need no binding."""
    return str(value) if type(value) is int else _place(value, bound)


def plain(value: Any) -> Any:
    """A value as the driver takes it."""
    match value:
        case datetime():
            instant = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
            return instant if instant >= FIRST_INSTANT else _printed(instant)
        case UUID():
            return value.hex
        case Decimal():
            scale = _scale(value)
            return value if scale <= DIGITS and abs(value) < Decimal(10) ** (DIGITS - scale) else float(value)
        case int() if not -(2**63) <= value < 2**63:
            return float(value)
        case _:
            return value


def _type(value: Any) -> str | None:
    """The type that a value is bound as; None: that of what stands beside it."""
    match value:
        case bool():
            return "BOOLEAN"
        case int():
            return "BIGINT"
        case float():
            return "DOUBLE PRECISION"
        case str():
            length = next((length for length in LENGTHS if len(value) <= length), None)
            return f"VARCHAR({length})" if length else None
        case Decimal():
            return f"NUMERIC({DIGITS}, {_scale(value)})"
        case date():
            return "DATE"
        case time():
            return "TIME"
        case _:
            return None


def _printed(value: datetime) -> str:
    return f"{value.isoformat(' ', 'milliseconds')}{value.microsecond // 100 % 10}"


def _scale(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
