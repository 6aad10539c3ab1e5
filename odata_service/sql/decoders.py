"""Values on their way out: what a driver delivers -> what payloads write.

A decoded value is a str, int, float, bool, datetime with a zone, date, time, UUID, or for decimals the number's text.
Decimals never pass through a float that the database did not hold already.
"""

import base64
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from math import isfinite
from typing import Any
from uuid import UUID

from dateutil.parser import isoparse
from sqlalchemy import TypeDecorator

from odata_service.edm.codes import plain_code
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
    INTEGERS,
    SINGLE,
    STRING,
    TIME_OF_DAY,
    EnumType,
    Type,
)
from odata_service.sql.columnwise import NO_NUMBERS, Quick, floats, instants, printed_numbers, remembering, scaled
from odata_service.sql.nulls import without
from odata_service.sql.printed import date_of, instant_of, span_of, time_of

Decode = Callable[[Any], Any]


def decoder(dialect: str, item_type: Type, item: Property | None) -> Decode | None:
    """How a driver's value becomes a decoded one; None where it is one already. Decoders get no None, but those of
    flags whose every other value is false."""
    if item is None or not item.ruled:
        return _plain_decoder(dialect, item_type, item)
    decode = item.code.decode if item.code is not None else _plain_decoder(dialect, item_type, item)
    return decode if not item.nulls else without(item.type, item.nulls, decode)


def _plain_decoder(dialect: str, item_type: Type, item: Property | None) -> Decode | None:
    if item is not None and isinstance(item.column.type, TypeDecorator) and item_type is not DURATION:
        return PRINTING.get(item_type, _any) if dialect in DECODERS else _any
    if isinstance(item_type, EnumType):
        read = item_type.reader()
        text = any(isinstance(code, str) for _, code in item_type.stored)
        return lambda value: read(value) or read(plain_code(value, text=text))
    if item_type is STRING:
        return _trimmed if item is not None and item.fixed_length else TEXT_DECODERS.get(dialect)
    if item_type is DECIMAL and dialect in WITHOUT_ZEROS and item is not None and isinstance(item.scale, int):
        return _with_scale(item.scale)
    if item_type is not DURATION and (item is None or item.computed):
        return DEFAULT_DECODERS.get(item_type)  # of a calculation's result the driver may make another type
    return DECODERS.get(dialect, DEFAULT_DECODERS).get(item_type)


def _any(value: Any) -> Any:
    match value:
        case bytes():
            return _binary(value)
        case datetime():
            return value if value.tzinfo else value.replace(tzinfo=UTC)
        case Decimal():
            return _decimal(value)
        case timedelta():
            return duration_text(value)
        case _:
            return value


def _trimmed(value: Any) -> Any:
    return value.rstrip(" ") if isinstance(value, str) else str(value)


def _text(value: Any) -> Any:
    """SQLite keeps what was put in, whatever the column says."""
    if isinstance(value, str):
        return value
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _binary(value: Any) -> str:
    return base64.urlsafe_b64encode(value if isinstance(value, bytes) else str(value).encode()).decode("ascii")


def _decimal(value: Any, digits: int = 0) -> str | None:
    """The number's plain text, with at least so many digits behind the point: SQLite does not keep zeros at the end.

    Of a float it is the 15 digits that it holds for sure, as SQLite itself prints them.
    """
    if isinstance(value, float):
        if not isfinite(value):
            return None
        value = Decimal(f"{value:.15g}")
    elif isinstance(value, str):
        try:
            value = Decimal(value.strip())
        except ArithmeticError:
            return None
    elif isinstance(value, int):
        value = Decimal(value)
    if not value.is_finite() or abs(value.adjusted()) > MOST_DIGITS:
        return None
    return f"{value:.{digits}f}" if -value.as_tuple().exponent < digits else f"{value:f}"


MOST_DIGITS = 200_000  # PostgreSQL's have fewer; a text may say `1e999999999`, which nobody could write


@cache
def _with_scale(digits: int) -> Decode:
    """The decoder of a decimal that SQLite keeps as a float: where the float is just the number with so many digits
    behind the point, as nearly always, those digits are its text."""
    form, zeros = f"%.{digits}f", "." + "0" * digits if digits else ""
    exact = 10.0 ** (15 - digits)  # a float holds 15 digits for sure; those behind them mean nothing

    def decode(value: Any) -> str | None:
        kind = type(value)
        if kind is float and -exact < value < exact:
            text: str = form % value
            if float(text) == value:
                return text
        elif kind is int:
            return f"{value}{zeros}"
        return _decimal(value, digits)

    return decode


# What needs no decoding: a column that holds only values of these types is left as it is.
TEXTS: frozenset[type] = frozenset({str, type(None)})
PLAIN: dict[Type, frozenset[type]] = {
    STRING: TEXTS,
    BOOLEAN: frozenset({bool, type(None)}),
    **dict.fromkeys(INTEGERS, frozenset({int, type(None)})),
}


def _number_text(value: Any) -> str | None:
    """The digits as the database prints them."""
    if not isinstance(value, str) or (value[:1] == "0" and value[1:2].isdigit()):  # MySQL's ZEROFILL
        return _decimal(value)
    return value if value not in NO_NUMBERS else None


def _printed_number(text: str) -> str | None:
    return text if text not in NO_NUMBERS else None


def _float(value: Any) -> Any:
    if isinstance(value, (str, Decimal)):
        try:
            value = float(value)
        except ValueError:
            return None
    return value if not isinstance(value, float) or isfinite(value) else _special(value)


def _special(value: float) -> str:
    return "NaN" if value != value else "INF" if value > 0 else "-INF"


def _integer(value: Any) -> Any:
    if isinstance(value, int):
        return int(value)
    try:
        number = Decimal(str(value).strip())
        return int(number) if number == number.to_integral_value() and abs(number) < 2**63 else None
    except ArithmeticError:
        return None


def _boolean(value: Any) -> Any:
    if isinstance(value, (int, float)):
        return bool(value)
    if isinstance(value, bytes):
        return value.strip(b"\x00") not in (b"", b"0")
    return {"t": True, "true": True, "1": True, "y": True, "f": False, "false": False, "0": False, "n": False}.get(
        str(value).strip().lower()
    )


def _utc(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return _instant_text(value)


def _instant_text(value: Any) -> str | None:
    """`2024-01-31 12:30:00.500000` and its kin -> `2024-01-31T12:30:00.5Z`; what is no instant is null."""
    if not isinstance(value, str):
        return None
    text = value.strip()
    if len(text) == 26 and text.endswith(".000000") and text[4] == "-" and text[:4] != "0000":
        return f"{text[:10]}T{text[11:19]}Z"
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            found = isoparse(text)  # the forms of ISO 8601 that the standard library does not read; much slower
        except ValueError:
            return None
    return (found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)).isoformat().replace("+00:00", "Z")


def _date_text(value: Any) -> str | None:
    if isinstance(value, date):
        return value.isoformat()[:10]
    text = str(value).strip()[:10]
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _time_text(value: Any) -> str | None:
    if isinstance(value, timedelta):  # MySQL's TIME is a span
        value = (datetime.min + value).time() if timedelta() <= value < timedelta(days=1) else None
    if isinstance(value, time):
        return value.replace(tzinfo=None).isoformat()
    try:
        return time.fromisoformat(str(value).strip()).isoformat()
    except ValueError:
        return None


def _guid(value: Any) -> str | None:
    try:
        return str(UUID(bytes=value) if isinstance(value, bytes) and len(value) == 16 else UUID(str(value).strip()))
    except ValueError:
        return None


def duration_text(value: Any) -> str | None:
    """A timedelta, or a number of seconds, as `P1DT2H3M4.5S`."""
    if isinstance(value, datetime):  # SQLite keeps intervals as datetimes since 1970
        value = value.replace(tzinfo=None) - datetime(1970, 1, 1)
    elif isinstance(value, str):
        try:
            value = span_of(value) if "P" in value else datetime.fromisoformat(value) - datetime(1970, 1, 1)
        except ValueError:
            return None
    elif isinstance(value, (int, float, Decimal)):
        value = timedelta(microseconds=round(value * 10**6))
    if not isinstance(value, timedelta):
        return None
    sign, span = ("-", -value) if value < timedelta() else ("", value)
    minutes, seconds = divmod(span.seconds, 60)
    fraction = f".{span.microseconds:06}".rstrip("0") if span.microseconds else ""
    return f"{sign}P{span.days}DT{minutes // 60}H{minutes % 60}M{seconds}{fraction}S"


DEFAULT_DECODERS: dict[Type, Decode] = {
    DATE_TIME_OFFSET: _utc,
    DATE: _date_text,
    TIME_OF_DAY: _time_text,
    DECIMAL: _decimal,
    DOUBLE: _float,
    SINGLE: _float,
    BOOLEAN: _boolean,
    GUID: _guid,
    BINARY: _binary,
    DURATION: duration_text,
    **dict.fromkeys(INTEGERS, _integer),
}
# Where the driver is told to leave the texts that the database prints (`sql.opening`).
PRINTING: dict[Type, Decode] = {
    DATE_TIME_OFFSET: instant_of,
    DATE: date_of,
    TIME_OF_DAY: time_of,
    DECIMAL: _number_text,
    DOUBLE: _float,
    SINGLE: _float,
    BINARY: _binary,
}
MYSQL_DECODERS: dict[Type, Decode] = DEFAULT_DECODERS | PRINTING
DECODERS: dict[str, dict[Type, Decode]] = {
    "postgresql": {**PRINTING, DECIMAL: _printed_number, DURATION: lambda text: duration_text(span_of(text))},
    "mysql": MYSQL_DECODERS,
    "mariadb": MYSQL_DECODERS,
}
TEXT_DECODERS: dict[str, Decode] = {"sqlite": _text}
WITHOUT_ZEROS = frozenset({"sqlite", "firebird"})  # decimals come without the zeros at their end
# How a whole column is decoded at once.
QUICK: dict[Decode, Quick] = {
    _utc: instants,
    instant_of: instants,
    _printed_number: printed_numbers,
    _float: floats,
    **{decode: remembering(decode) for decode in (date_of, _date_text, time_of, _time_text, _boolean)},
    **{decode: scaled(digits, decode) for digits in range(16) for decode in [_with_scale(digits)]},
}
