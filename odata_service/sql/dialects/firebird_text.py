"""A statement and its values -> a statement and values as Firebird takes them.

Firebird has to be told the type of a value wherever it is not compared with a column, and takes for too long what the
column beside it has no room for. So each value says its own type. A list has a place in the statement for each of its
values; 1,500 may stand behind one IN.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

# `OPEN column PART column CLOSE ?`: the columns together are one of the keys in a list.
OPEN, PART, CLOSE = "/*(*/", "/*,*/", "/*)*/"

PLACES = re.compile(
    r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|/\*\(\*/(?P<columns>.*?)/\*\)\*/ ?\?|\?",
    re.DOTALL,
)
AT_ONCE = 1000
LENGTHS = (40, 250, 2000, 8191)  # few, so that few different statements are made; 8,191 is the most
DIGITS = 18


def rewritten(text: str, given: Sequence[Any]) -> tuple[str, list[Any]]:
    """The statement's text with the values' types, and the values."""
    values = iter(given)
    bound: list[Any] = []

    def place(found: re.Match[str]) -> str:
        columns = found["columns"]
        if columns is not None:
            return _among(columns, values, bound)
        return _one(next(values), bound) if found[0] == "?" else found[0]

    return PLACES.sub(place, text), bound


def _among(columns: str, values: Iterator[Any], bound: list[Any]) -> str:
    """`column IN (…) OR column IN (…)`, or `(a = ? AND b = ?) OR …`; the columns may have values of their own."""
    parts = columns.split(PART)
    own = [[next(values) for _ in range(_places(part))] for part in parts]
    keys = list(next(values))
    if not keys:
        return "(1 = 0)"
    if len(parts) == 1:
        plain = [key[0] if isinstance(key, tuple) else key for key in keys]
        chunks = [plain[start : start + AT_ONCE] for start in range(0, len(plain), AT_ONCE)]
        return "(" + " OR ".join(_in(parts[0], own[0], chunk, bound) for chunk in chunks) + ")"
    equal = [
        " AND ".join(
            f"{_with(part, mine, bound)} = {_one(value, bound)}"
            for part, mine, value in zip(parts, own, key, strict=True)
        )
        for key in keys
    ]
    return "(" + " OR ".join(f"({pair})" for pair in equal) + ")"


def _in(column: str, own: list[Any], values: Sequence[Any], bound: list[Any]) -> str:
    written = _with(column, own, bound)
    listed = [str(value) if type(value) is int else _one(value, bound) for value in values]  # digits need no binding
    return f"{written} IN ({', '.join(listed)})"


def _places(text: str) -> int:
    return sum(found[0] == "?" for found in PLACES.finditer(text))


def _with(text: str, own: list[Any], bound: list[Any]) -> str:
    """A piece of the statement with its own values."""
    if not own:
        return text
    made, values = rewritten(text, own)
    bound += values
    return made


def _one(value: Any, bound: list[Any]) -> str:
    value = plain(value)
    bound.append(value)
    return f"CAST(? AS {kind})" if (kind := _type(value)) else "?"


def plain(value: Any) -> Any:
    """A value as the driver takes it."""
    match value:
        case datetime() if value.tzinfo:
            return value.astimezone(UTC).replace(tzinfo=None)
        case UUID():
            return value.hex
        case Decimal():
            scale = max(0, -_exponent(value))
            return value if abs(value) < Decimal(10) ** (DIGITS - scale) and scale <= DIGITS else float(value)
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
            return f"NUMERIC({DIGITS}, {max(0, -_exponent(value))})"
        case datetime():
            return "TIMESTAMP"
        case date():
            return "DATE"
        case time():
            return "TIME"
        case _:
            return None


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
