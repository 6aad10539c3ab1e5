"""Values on their way in and out: what a database wants bound, and what its driver delivers.

A decoded value is what the payload writes: str, int, float, bool, datetime with a zone, date, time, UUID, or for
decimals the number's text. Decimals never pass through a float that the database did not hold already.
"""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from math import isfinite
from typing import Any
from uuid import UUID

from dateutil.parser import isoparse
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Double,
    Interval,
    LargeBinary,
    Numeric,
    String,
    Time,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import Enum as EnumColumn
from sqlalchemy.types import Integer, NullType, TypeEngine

from odata_service.edm.codes import Zoned, plain_code
from odata_service.edm.literals import parse_literal
from odata_service.edm.model import Property, Stored
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
from odata_service.errors import BadRequest
from odata_service.sql.columnwise import NO_NUMBERS, Quick, floats, instants, printed_numbers, remembering, scaled
from odata_service.sql.nulls import without
from odata_service.sql.printed import array_text, date_of, instant_of, span_of, time_of

Decode = Callable[[Any], Any]

SQL_TYPES: Mapping[Type, type[TypeEngine[Any]]] = {
    **dict.fromkeys(INTEGERS, BigInteger),
    STRING: String,
    DECIMAL: Numeric,
    DOUBLE: Double,
    SINGLE: Double,
    BOOLEAN: Boolean,
    DATE: Date,
    TIME_OF_DAY: Time,
    DURATION: Interval,
    GUID: Uuid,
    BINARY: LargeBinary,
}


def type_of(wanted: Type) -> TypeEngine[Any]:
    """The SQL type that a value of an EDM type is bound as, where no column says more."""
    if isinstance(wanted, EnumType):
        return String()
    return DateTime(timezone=True) if wanted is DATE_TIME_OFFSET else SQL_TYPES[wanted]()


def column_type(item: Property) -> TypeEngine[Any]:
    """The SQL type that a value to be compared with a column is bound as.

    Texts and numbers go as they are: a length, precision or scale of the column must not cut the value, and the
    database compares them as the column compares. PostgreSQL is told the type, which would round to its precision, and
    whole numbers are its largest ones: what a smaller column cannot hold it does not find, and is no error.
    """
    own = item.column.type
    if item.computed:
        return type_of(item.type)
    if isinstance(own, TypeDecorator):
        return own
    if isinstance(item.code, Zoned) and item.stored is Stored.NATIVE:
        return own
    if item.code is not None or item.stored is not Stored.NATIVE or isinstance(own, (String, EnumColumn, Boolean)):
        return NullType()
    if isinstance(own, Integer):
        return BigInteger()
    if isinstance(own, Numeric):
        return Numeric(scale=own.scale) if item.type is DECIMAL else Double()
    if isinstance(own, postgresql.INTERVAL):
        return postgresql.INTERVAL()
    return type(own)(timezone=own.timezone) if isinstance(own, (postgresql.TIMESTAMP, postgresql.TIME)) else own


def stored_value(item: Property | None, wanted: Type, value: Any) -> Any:
    """A value as the column holds it, before the driver's own conversion."""
    if isinstance(wanted, EnumType):
        return wanted.code_of(value) if isinstance(value, str) else value
    if item is None:
        return value
    return held_value(item, value if item.code is None else item.code.encode(value))


def held_value(item: Property, value: Any) -> Any:
    """A value that is not encoded any more, as the column holds it."""
    match item.stored:
        case Stored.ISO_TEXT:
            if isinstance(value, datetime):
                value = value if value.tzinfo else value.replace(tzinfo=UTC)
                return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "milliseconds")
            return value.isoformat("milliseconds") if isinstance(value, time) else value.isoformat()
        case Stored.BYTES:
            return value.bytes
        case _:
            own = item.column.type
            if isinstance(value, datetime) and value.tzinfo and isinstance(own, DateTime) and not own.timezone:
                return value.astimezone(UTC).replace(tzinfo=None)
            return value


def written_value(item: Property, value: Any) -> Any:
    """What a column is to hold for a value; the value itself may be told by that in a coarser way.

    Raises:
        ValueError: nothing stands for the value; the message says what would do.
    """
    if value is None:
        return None if item.void is None else held_value(item, item.void)
    spelled = spelled_type(item)
    if spelled is not None:
        return _checked(spelled, value)
    if isinstance(item.column.type, ARRAY):
        return array_text(value)
    return stored_value(item, item.type, value) if item.code is None else held_value(item, item.code.written(value))


def spelled_type(item: Property) -> Type | None:
    """The type that a text must be of which a column of that type is to hold, and is shown as."""
    own = item.column.type
    found = (wanted for kind, wanted in SPELLED.items() if isinstance(own, kind))
    return next(found, None) if item.stored is Stored.PRINTED else None


SPELLED: dict[type[TypeEngine[Any]], Type] = {Time: TIME_OF_DAY, Date: DATE, postgresql.INTERVAL: DURATION}


def _checked(wanted: Type, text: str) -> str:
    try:
        parse_literal(wanted, text)
    except BadRequest:
        raise ValueError(f"a text of the type {wanted}") from None
    return text


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


def json_list(values: list[Any]) -> str:
    """A list that is bound as one value where the database reads JSON."""
    return json.dumps([str(value) if isinstance(value, UUID) else value for value in values], ensure_ascii=False)
