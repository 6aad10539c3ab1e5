"""Literals of URLs -> Python values, by the type that their place needs; exactly, without floats in a decimal's way.

Salesforce and others write numbers as `5.0`, quote GUIDs and dates, and send a date and time where a date is meant:
what can only mean one thing is taken for it.
"""

import base64
import binascii
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal, InvalidOperation
from functools import reduce
from math import isfinite
from operator import or_
from typing import Any
from uuid import UUID

from odata_service.edm.types import (
    BINARY,
    BOOLEAN,
    BYTE,
    DATE,
    DATE_TIME_OFFSET,
    DECIMAL,
    DOUBLE,
    DURATION,
    GUID,
    INT16,
    INT32,
    INT64,
    SBYTE,
    SINGLE,
    STRING,
    TIME_OF_DAY,
    EnumType,
    PrimitiveType,
    Type,
)
from odata_service.errors import BadRequest

RANGES: dict[Type, tuple[int, int]] = {
    BYTE: (0, 255),
    SBYTE: (-128, 127),
    INT16: (-(2**15), 2**15 - 1),
    INT32: (-(2**31), 2**31 - 1),
    INT64: (-(2**63), 2**63 - 1),
}
NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,4})?)[LlMmDdFf]?")  # suffixes: OData 3.0
INSTANT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[Tt ](?P<hour>\d\d):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:\.(?P<fraction>\d{1,12}))?)?"
    r"(?P<zone>[Zz]|[+\- ]\d\d:?\d\d)?)?"  # without the colon: Salesforce's own APIs
)
CLOCK = re.compile(r"(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,12}))?)?")
SPAN = re.compile(
    r"(?P<sign>[+-]?)P(?:(?P<days>\d+)D)?(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?"
    r"(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?",
    re.IGNORECASE,  # letters in quotes mean both cases in ABNF
)


def parse_literal(wanted: Type, text: str, *, target: str | None = None) -> Any:
    """The value of a literal as it stands in a URL: str, int, Decimal, float, bool, date, datetime (with a zone), time,
    timedelta, UUID, bytes; for an enumeration the name of its member.

    Raises:
        BadRequest: the text is no value of that type, or out of its range.
    """
    try:
        inner = _unquoted(text) if isinstance(wanted, EnumType) else _unprefixed(text, wanted)
    except ValueError:
        raise _unread(wanted, text, target) from None
    return parse_text(wanted, inner, target=target, shown=text)


def parse_text(wanted: Type, text: str, *, target: str | None = None, shown: str | None = None) -> Any:
    """The same of a text as it stands in JSON: without quotes and prefix. An error tells what is `shown`.

    Raises:
        BadRequest: as for `parse_literal`.
    """
    if isinstance(wanted, EnumType):
        return _member(wanted, text, shown or text, target)
    assert isinstance(wanted, PrimitiveType)
    try:
        return READERS[wanted](text)
    except (ValueError, ArithmeticError, InvalidOperation, binascii.Error, KeyError):
        raise _unread(wanted, shown or text, target) from None


def _unread(wanted: Type, text: str, target: str | None) -> BadRequest:
    return BadRequest(f"{text[:60]} is not a value of type {wanted}{values_of(wanted)}.", target=target)


EXAMPLES: dict[Type, str] = {
    DATE: "2024-01-31",
    DATE_TIME_OFFSET: "2024-01-31T12:30:00Z",
    TIME_OF_DAY: "12:30:00",
    DURATION: "P1DT2H30M",
    GUID: "f28aeb6f-e592-523d-b629-d63394f7d5bc",
}


def values_of(wanted: Type) -> str:
    """What values of a type are, in parentheses behind its name; nothing where everybody knows."""
    if isinstance(wanted, EnumType):
        return f" ({_members(wanted)})"
    if wanted in RANGES:
        return " ({} to {})".format(*RANGES[wanted])
    return f" (such as {EXAMPLES[wanted]})" if wanted in EXAMPLES else ""


def is_in_utc(text: str) -> bool:
    """Whether an instant is written as one of UTC."""
    found = INSTANT.fullmatch(text.strip())
    return found is None or not (found["zone"] or "").strip("Zz+-:0 ")


def _members(wanted: EnumType) -> str:
    return ", ".join(name for name, _ in wanted.members[:20])


# What stands before the quote. Those that OData 4 has not are of 2.0 and 3.0; there are clients that still write them.
PREFIXES: dict[Type, tuple[str, ...]] = {
    DURATION: ("duration",),
    BINARY: ("binary",),
    GUID: ("guid",),
    DATE: ("datetime", "datetimeoffset"),
    DATE_TIME_OFFSET: ("datetime", "datetimeoffset"),
}


def _unprefixed(text: str, wanted: Type) -> str:
    """A literal without quotes and prefix. Raises ValueError where the prefix is another type's."""
    prefix = text.partition("'")[0] if text.endswith("'") else ""
    if prefix and prefix.lower() not in PREFIXES.get(wanted, ()):
        raise ValueError(text)
    return _unquoted(text)


def _unquoted(text: str) -> str:
    """`duration'P1D'`, `'P1D'`, `P1D` -> `P1D`."""
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        return text[1:-1]
    opening = text.find("'")
    if opening < 0 or not text.endswith("'") or opening == len(text) - 1:
        return text
    return text[opening + 1 : -1].replace("''", "'")


def _string(text: str) -> str:
    return text


DIGITS = 20  # more than any whole number has


def _integer(wanted: PrimitiveType) -> Callable[[str], int]:
    least, most = RANGES[wanted]

    def read(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            number = _decimal(text)
            if number.adjusted() > DIGITS:  # an int of a million digits takes seconds
                raise
            value = int(number)
            if value != number:
                raise
        if not least <= value <= most:
            raise ValueError(text)
        return value

    return read


MOST_DIGITS = 100_000  # letters of a decimal: whoever sends more means no number


def _decimal(text: str) -> Decimal:
    found = NUMBER.fullmatch(text.strip())
    if found is None or len(text) > MOST_DIGITS:
        raise ValueError(text)
    return Decimal(found[1])


SPECIAL = {"INF": float("inf"), "-INF": float("-inf"), "NaN": float("nan")}
LARGEST_SINGLE = 3.4028235677973366e38  # what is not smaller than this is rounded to infinity
LEAST_SINGLE = 2.0**-150  # and what is not larger than this, to zero


def _double(text: str) -> float:
    if text in SPECIAL:
        return SPECIAL[text]
    value = float(_decimal(text))
    if not isfinite(value):
        raise ValueError(text)
    return value


def _single(text: str) -> float:
    value = _double(text)
    if isfinite(value) and abs(value) >= LARGEST_SINGLE:
        raise ValueError(text)
    return 0.0 if abs(value) <= LEAST_SINGLE else value


def _boolean(text: str) -> bool:
    return {"true": True, "false": False}[text.strip().lower()]


def _date(text: str) -> date:
    return date.fromisoformat(text[:10]) if len(text) == 10 else _instant(text).date()


def _instant(text: str) -> datetime:
    found = INSTANT.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    day = date.fromisoformat(found["day"])
    clock = time(
        int(found["hour"] or 0), int(found["minute"] or 0), int(found["second"] or 0), _micro(found["fraction"])
    )
    zone = found["zone"]
    if zone is None or zone in "Zz":
        return datetime.combine(day, clock, UTC)
    sign = -1 if zone[0] == "-" else 1  # a `+` that was not encoded arrives as a blank
    offset = timezone(sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])))
    try:
        return datetime.combine(day, clock, offset).astimezone(UTC)
    except OverflowError:
        raise ValueError(text) from None


def _micro(fraction: str | None) -> int:
    return int((fraction or "0")[:6].ljust(6, "0"))


def _time(text: str) -> time:
    found = CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    return time(int(found[1]), int(found[2]), int(found[3] or 0), _micro(found[4]))


def _duration(text: str) -> timedelta:
    found = SPAN.fullmatch(text.strip())
    if found is None or not any(found[name] for name in ("days", "hours", "minutes", "seconds")):
        raise ValueError(text)
    seconds = Decimal(found["seconds"] or 0)
    try:
        span = timedelta(
            days=int(found["days"] or 0),
            hours=int(found["hours"] or 0),
            minutes=int(found["minutes"] or 0),
            seconds=int(seconds),
            microseconds=int(seconds % 1 * 1_000_000),
        )
    except OverflowError:
        raise ValueError(text) from None
    return -span if found["sign"] == "-" else span


def _guid(text: str) -> UUID:
    return UUID(text.strip())


def _binary(text: str) -> bytes:
    return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True)


READERS: dict[PrimitiveType, Callable[[str], Any]] = {
    STRING: _string,
    DECIMAL: _decimal,
    DOUBLE: _double,
    SINGLE: _single,
    BOOLEAN: _boolean,
    DATE: _date,
    DATE_TIME_OFFSET: _instant,
    TIME_OF_DAY: _time,
    DURATION: _duration,
    GUID: _guid,
    BINARY: _binary,
    **{wanted: _integer(wanted) for wanted in (BYTE, SBYTE, INT16, INT32, INT64)},
}


def _member(wanted: EnumType, text: str, shown: str, target: str | None) -> str:
    """enumMember: a name or a number, with or without the type's name; of flags several of them, by commas."""
    value = text.strip()
    for name, number in wanted.members:
        if value in (name, str(number)):
            return name
    if wanted.is_flags and not value.startswith(","):
        members = dict(wanted.members)
        parts = [part.strip() for part in value.split(",")]
        if all(part in members or (part.isdigit() and part.isascii()) for part in parts):
            found = reduce(or_, (members[part] if part in members else int(part) for part in parts))
            if found < 2**63:
                return wanted.value_of(found) or str(found)
    raise BadRequest(f"{shown[:60]} is no member of {wanted.name}; its members are {_members(wanted)}.", target=target)
