"""Values on their way in: what a database wants bound for one of an EDM type, and what a column is to hold for it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID

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

from odata_service.edm.codes import Zoned
from odata_service.edm.literals import parse_literal
from odata_service.edm.properties import Property, Stored
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
from odata_service.sql.printed import array_text

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
        return String() if any(isinstance(code, str) for _, code in wanted.stored) else BigInteger()
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


def held_value(item: Property, value: Any, digits: str = "milliseconds") -> Any:
    """A value that is not encoded any more, as the column holds it; `digits` of a second where that is a text, in which
    conditions look for no more than thousandths."""
    match item.stored:
        case Stored.ISO_TEXT:
            if isinstance(value, datetime):
                value = value if value.tzinfo else value.replace(tzinfo=UTC)
                return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", digits)
            return value.isoformat(digits) if isinstance(value, time) else value.isoformat()
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
    if _is_held(item):
        return value
    spelled = spelled_type(item)
    if spelled is not None:
        return _checked(spelled, value)
    if isinstance(item.column.type, ARRAY):
        return array_text(value)
    if item.stored is Stored.ISO_TEXT and isinstance(value, datetime | time) and value.microsecond % 1000:
        return held_value(item, value, "microseconds")
    return stored_value(item, item.type, value) if item.code is None else held_value(item, item.code.written(value))


@lru_cache(maxsize=10_000)
def _is_held(item: Property) -> bool:
    """Whether a column holds each value as it is."""
    plain = item.stored is Stored.NATIVE and item.code is None and not isinstance(item.type, EnumType)
    return plain and item.type is not DATE_TIME_OFFSET and not isinstance(item.column.type, ARRAY)


def spelled_type(item: Property) -> Type | None:
    """The type that a text must be of which a column of that type is to hold, and is shown as."""
    if item.stored is not Stored.PRINTED:
        return None
    own = item.column.type
    return next((wanted for kind, wanted in SPELLED.items() if isinstance(own, kind)), None)


SPELLED: dict[type[TypeEngine[Any]], Type] = {Time: TIME_OF_DAY, Date: DATE, postgresql.INTERVAL: DURATION}


def _checked(wanted: Type, text: str) -> str:
    try:
        parse_literal(wanted, text)
    except BadRequest:
        raise ValueError(f"a text of the type {wanted}") from None
    return text


def json_list(values: list[Any]) -> str:
    """A list that is bound as one value where the database reads JSON."""
    return json.dumps([str(value) if isinstance(value, UUID) else value for value in values], ensure_ascii=False)
