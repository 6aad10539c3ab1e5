"""What the operators and functions of expressions mean, in plain Python: Part 2, section 5.1.1, and the few choices
that docs/databases.md states. It shares nothing with the product.

Numbers are `Num`; what is null is None, and arguments that are null make a result null.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple


class Undecided(Exception):
    """Databases may answer one way or the other: numbers that differ by less than a quotient's last digits."""


class OutOfRange(Undecided):
    """A result that no database has to hold; the request may fail."""


class Num(NamedTuple):
    value: Fraction
    whole: bool  # of an integer type
    rough: bool = False  # computed by a division, so that its last digits are the database's own


def number(value: int | float | Decimal | Fraction, *, whole: bool | None = None, rough: bool = False) -> Num:
    exact = Fraction(value)
    if abs(exact) >= 2**62 or exact.denominator >= 2**40 or abs(exact.numerator) * exact.denominator >= 10**34:
        raise OutOfRange
    is_whole = isinstance(value, int) if whole is None else whole
    digits = abs(exact.numerator) >= 2**50  # more than a float holds
    return Num(exact, is_whole, rough or (digits and not is_whole))


def shown(value: Any) -> Any:
    """A row's value as expressions see it."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return value
    return number(value)


def lifted(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *arguments: None if any(one is None for one in arguments) else function(*arguments)


def truncated(value: Fraction) -> int:
    return int(value)  # towards zero


def near(one: Fraction, other: Fraction) -> bool:
    return abs(one - other) <= Fraction(1, 10**6) * max(1, abs(one), abs(other))


# --- comparisons: two truth values, whatever is null ---


def order(one: Any, other: Any) -> int:
    """-1, 0 or 1"""
    if isinstance(one, Num):
        if (one.rough or other.rough) and near(one.value, other.value):
            raise Undecided
        one, other = one.value, other.value
    if isinstance(one, datetime) != isinstance(other, datetime):
        one, other = (midnight(side) for side in (one, other))
    return (one > other) - (one < other)


def midnight(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time(), UTC)


def equal(one: Any, other: Any) -> bool:
    return one is other is None or (one is not None and other is not None and order(one, other) == 0)


COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": equal,
    "ne": lambda one, other: not equal(one, other),
    "lt": lambda one, other: None not in (one, other) and order(one, other) < 0,
    "le": lambda one, other: None not in (one, other) and order(one, other) <= 0,
    "gt": lambda one, other: None not in (one, other) and order(one, other) > 0,
    "ge": lambda one, other: None not in (one, other) and order(one, other) >= 0,
}


# --- arithmetic ---


def quotient(one: Num, other: Num) -> Num | None:
    """By zero it is null."""
    if other.value == 0:
        if other.rough:
            raise Undecided
        return None
    if one.whole and other.whole:
        return number(truncated(one.value / other.value))
    return exact_quotient(one, other)


def exact_quotient(one: Num, other: Num) -> Num | None:
    if other.value == 0:
        if other.rough:
            raise Undecided
        return None
    exact = Fraction(round(one.value / other.value * 10**9), 10**9)
    return number(exact, whole=False, rough=True)


def remainder(one: Num, other: Num) -> Num | None:
    if one.rough or other.rough:
        raise Undecided
    if other.value == 0:
        return None
    return number(one.value - other.value * truncated(one.value / other.value), whole=one.whole and other.whole)


def calculated(function: Callable[[Fraction, Fraction], Fraction]) -> Callable[[Num, Num], Num]:
    def apply(one: Num, other: Num) -> Num:
        return number(function(one.value, other.value), whole=one.whole and other.whole, rough=one.rough or other.rough)

    return apply


ARITHMETIC: dict[str, Callable[..., Any]] = {
    "add": lifted(calculated(lambda one, other: one + other)),
    "sub": lifted(calculated(lambda one, other: one - other)),
    "mul": lifted(calculated(lambda one, other: one * other)),
    "div": lifted(quotient),
    "divby": lifted(exact_quotient),
    "mod": lifted(remainder),
}
negative = lifted(lambda one: one._replace(value=-one.value))


def whole_number(rounding: Callable[[Fraction], int]) -> Callable[[Num], Num]:
    def apply(one: Num) -> Num:
        if one.rough and near(one.value * 2, Fraction(round(one.value * 2))):
            raise Undecided
        return number(rounding(one.value), whole=one.whole)

    return lifted(apply)


def half_away(value: Fraction) -> int:
    cut = int(abs(value) + Fraction(1, 2))
    return cut if value >= 0 else -cut


# --- texts ---


def cased(text: str, change: Callable[[str], str]) -> str:
    """Letter by letter: one whose other case is several letters stays."""
    return "".join(changed if len(changed := change(letter)) == 1 else letter for letter in text)


def substring(text: str, start: Num, *count: Num) -> str:
    """A negative start counts from the end, and stops at the beginning."""
    first = int(start.value)
    first = first if first >= 0 else max(0, len(text) + first)
    return text[first:] if not count else text[first : first + int(count[0].value)]


# --- dates and times ---


def moved(moment: Any, span: timedelta) -> Any:
    try:
        if isinstance(moment, datetime):
            return moment + span
        return (datetime.combine(moment, time()) + span).date()
    except OverflowError:
        raise OutOfRange from None


def seconds(span: timedelta) -> Num:
    return number(Fraction(span // timedelta(microseconds=1), 10**6), whole=False)


def stretched(span: timedelta, factor: Num) -> timedelta:
    micros = Fraction(span // timedelta(microseconds=1)) * factor.value
    if micros.denominator != 1 or factor.rough:
        raise Undecided
    if abs(micros) > 10**16:
        raise OutOfRange
    return timedelta(microseconds=int(micros))


def clock_of(moment: datetime) -> time:
    return moment.timetz().replace(tzinfo=None)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "contains": lifted(lambda text, part: part in text),
    "startswith": lifted(lambda text, part: text.startswith(part)),
    "endswith": lifted(lambda text, part: text.endswith(part)),
    "matchesPattern": lifted(lambda text, pattern: re.search(pattern, text) is not None),
    "indexof": lambda text, part: number(-1) if None in (text, part) else number(text.find(part)),
    "length": lifted(lambda text: number(len(text))),
    "substring": lifted(substring),
    "tolower": lifted(lambda text: cased(text, str.lower)),
    "toupper": lifted(lambda text: cased(text, str.upper)),
    "trim": lifted(str.strip),
    "concat": lifted(lambda one, other: one + other),
    "year": lifted(lambda value: number(value.year)),
    "month": lifted(lambda value: number(value.month)),
    "day": lifted(lambda value: number(value.day)),
    "hour": lifted(lambda value: number(value.hour)),
    "minute": lifted(lambda value: number(value.minute)),
    "second": lifted(lambda value: number(value.second)),
    "fractionalseconds": lifted(lambda value: number(Fraction(value.microsecond, 10**6), whole=False)),
    "totalseconds": lifted(seconds),
    "totaloffsetminutes": lifted(lambda value: number(0)),
    "date": lifted(lambda value: value.date()),
    "time": lifted(clock_of),
    "round": whole_number(half_away),
    "floor": whole_number(lambda value: value.__floor__()),
    "ceiling": whole_number(lambda value: value.__ceil__()),
}


# --- casts: what cannot be cast is null ---


def read_number(text: str, *, whole: bool) -> Num | None:
    form = r"[+-]?[0-9]{1,18}" if whole else r"[+-]?[0-9]{1,18}([.][0-9]{1,18})?"
    if re.fullmatch(form, text) is None or (whole and not -(2**31) <= int(text) < 2**31):
        return None
    return number(int(text) if whole else Decimal(text), whole=whole)


def to_whole(value: Num, least: int, most: int) -> Num | None:
    """Rounded."""
    found = FUNCTIONS["round"](value).value
    return number(found, whole=True) if least <= found <= most else None


def read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


CASTS: dict[tuple[str, str, str], Callable[..., Any]] = {
    ("text", "int", "Edm.Int32"): lambda text: read_number(text, whole=True),
    ("text", "decimal", "Edm.Decimal"): lambda text: read_number(text, whole=False),
    ("decimal", "int", "Edm.Int16"): lambda value: to_whole(value, -(2**15), 2**15 - 1),
    ("double", "int", "Edm.Int64"): lambda value: to_whole(value, -(2**63), 2**63 - 1),
    ("int", "int", "Edm.Byte"): lambda value: to_whole(value, 0, 255),
    ("int", "decimal", "Edm.Decimal"): lambda value: value._replace(whole=False),
    ("decimal", "double", "Edm.Double"): lambda value: value,
    ("int", "text", "Edm.String"): lambda value: str(int(value.value)),
    ("bool", "text", "Edm.String"): lambda value: str(value).lower(),
    ("date", "text", "Edm.String"): date.isoformat,
    ("token", "text", "Edm.String"): str,
    ("colour", "text", "Edm.String"): str,
    ("rights", "text", "Edm.String"): str,
    ("instant", "text", "Edm.String"): lambda value: value.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    ("text", "date", "Edm.Date"): read_day,
    ("instant", "date", "Edm.Date"): datetime.date,
    ("instant", "time", "Edm.TimeOfDay"): clock_of,
    ("date", "instant", "Edm.DateTimeOffset"): midnight,
}

# --- literals ---


def literal(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            return "'" + value.replace("'", "''") + "'"
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case timedelta():
            return f"duration'{span_text(value)}'"
        case _:
            return value.isoformat() if isinstance(value, date | time) else str(value)


def span_text(span: timedelta) -> str:
    micros = abs(span) // timedelta(microseconds=1)
    return (
        f"{'-' if span < timedelta() else ''}P{micros // 86_400_000_000}DT{Decimal(micros % 86_400_000_000) / 10**6:f}S"
    )
