"""`cast` in each database's words: what cannot be cast is null (Part 2, section 5.1.1.10.1), and no error."""

from sqlalchemy import BigInteger, Double, Numeric, String, Time, and_, bindparam, case, cast, null
from sqlalchemy.types import Date, DateTime, Uuid

from odata_service.edm.literals import RANGES
from odata_service.edm.types import (
    BOOLEAN,
    DATE,
    DATE_TIME_OFFSET,
    DECIMAL,
    DOUBLE,
    GUID,
    INTEGERS,
    SINGLE,
    STRING,
    TIME_OF_DAY,
    EnumType,
    Type,
)
from odata_service.sql.columns import printed
from odata_service.sql.constructs import MYSQL, Construct, spelled
from odata_service.sql.functions import Sql, formed, rounded
from odata_service.sql.instants import day_of, time_of

_DIGITS = "[0-9]"
_DAY = (  # with its leap years: a database's own cast of 2023-02-29 is an error
    "([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)"
)
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?"
_WHOLE = "^[+-]?[0-9]{1,30}$"
PATTERNS: dict[Type, str] = {
    **dict.fromkeys(INTEGERS, _WHOLE),
    DECIMAL: "^[+-]?[0-9]{1,27}([.][0-9]{1,30})?$",
    **dict.fromkeys((DOUBLE, SINGLE), "^[+-]?[0-9]{1,30}([.][0-9]{1,30})?([eE][+-]?[0-9]{1,2})?$"),
    BOOLEAN: "^(true|false)$",
    DATE: f"^{_DAY}$",
    DATE_TIME_OFFSET: f"^{_DAY}T{_CLOCK}Z$",
    TIME_OF_DAY: f"^{_CLOCK}$",
    GUID: "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$",
}


class read_number(Construct):
    """The number that a text is."""

    name = "odata_read_number"
    type = Numeric()


spelled(read_number, "CAST({0} AS DECIMAL(38, 10))")
spelled(read_number, "CAST({0} AS NUMERIC)", "postgresql", "sqlite")
spelled(read_number, "CAST({0} AS DECIMAL(65, 30))", *MYSQL)


class read_float(Construct):
    name = "odata_read_float"
    type = Double()


spelled(read_float, "CAST({0} AS DOUBLE PRECISION)")
spelled(read_float, "CAST({0} AS REAL)", "sqlite")
spelled(read_float, "({0} + 0e0)", *MYSQL)


class read_day(Construct):
    name = "odata_read_day"
    type = Date()


spelled(read_day, "CAST({0} AS DATE)")
spelled(read_day, "{0}", "sqlite")


class read_instant(Construct):
    name = "odata_read_instant"
    type = DateTime(timezone=True)


spelled(read_instant, "CAST({0} AS TIMESTAMP WITH TIME ZONE)")
spelled(read_instant, "ODATA_READ_INSTANT({0})", "sqlite")
spelled(read_instant, "CAST(REPLACE({0}, 'Z', '') AS DATETIME(6))", *MYSQL)


class begun(Construct):
    """The instant with which a day begins."""

    name = "odata_begun"
    type = DateTime(timezone=True)


spelled(begun, "CAST({0} AS TIMESTAMP WITH TIME ZONE)")
spelled(begun, "(DATE({0}) || ' 00:00:00.000000')", "sqlite")
spelled(begun, "CAST({0} AS DATETIME(6))", *MYSQL)


class read_clock(Construct):
    name = "odata_read_clock"
    type = Time()


spelled(read_clock, "CAST({0} AS TIME)")
spelled(read_clock, "ODATA_READ_CLOCK({0})", "sqlite")
spelled(read_clock, "CAST({0} AS TIME(6))", *MYSQL)


class read_guid(Construct):
    name = "odata_read_guid"
    type = Uuid()


spelled(read_guid, "CAST({0} AS UUID)")
spelled(read_guid, "LOWER(REPLACE({0}, '-', ''))", "sqlite")
spelled(read_guid, "LOWER({0})", *MYSQL)


class written_instant(Construct):
    """As literals have it, with six digits of the second."""

    name = "odata_written_instant"
    type = String()


spelled(written_instant, "TO_CHAR({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
spelled(written_instant, "STRFTIME({0}, '%Y-%m-%dT%H:%M:%S.%fZ')", "duckdb")
spelled(written_instant, "(REPLACE(ODATA_MOVED({0}, '1970-01-01'), ' ', 'T') || 'Z')", "sqlite")
spelled(written_instant, "CONCAT(REPLACE(CAST(CAST({0} AS DATETIME(6)) AS CHAR), ' ', 'T'), 'Z')", *MYSQL)


class written_guid(Construct):
    name = "odata_written_guid"
    type = String()


spelled(written_guid, "LOWER(CAST({0} AS CHAR(36)))")
spelled(written_guid, "CAST({0} AS VARCHAR)", "duckdb", "postgresql")
spelled(written_guid, "ODATA_GUID({0})", "sqlite")


class whole(Construct):
    """A number without a fraction as 64 bits."""

    name = "odata_whole"
    type = BigInteger()


spelled(whole, "CAST({0} AS BIGINT)")
spelled(whole, "CAST({0} AS SIGNED)", *MYSQL)


def converted(operand: Sql, kind: Type | None, wanted: Type) -> Sql:
    """A value of one type as one of another; `query.casting` says between which."""
    if wanted is STRING:
        return _written(operand, kind)
    if kind is STRING:
        return case((formed(operand, _constant(PATTERNS[wanted])), _read(operand, wanted)))
    if isinstance(kind, EnumType):
        return _numbered(operand, kind, wanted)
    if wanted in INTEGERS:
        return _narrowed(operand, kind, wanted) if kind in INTEGERS else _in_range(rounded(operand), wanted)
    match wanted:
        case _ if wanted is DATE:
            return day_of(operand)
        case _ if wanted is TIME_OF_DAY:
            return time_of(operand)
        case _ if wanted is DATE_TIME_OFFSET:
            return begun(operand)
        case _ if wanted in (DOUBLE, SINGLE):
            return read_float(operand)
        case _:
            return cast(operand, Numeric(38, 10))


def _constant(text: str) -> Sql:
    return bindparam(None, text, type_=String())


def _narrowed(number: Sql, kind: Type, wanted: Type) -> Sql:
    """Compared with no bound beyond its own type, which would not be a value that a database can compare it with."""
    (own_least, own_most), (least, most) = RANGES[kind], RANGES[wanted]
    bounds = [*([number >= least] if least > own_least else []), *([number <= most] if most < own_most else [])]
    return case((and_(*bounds), whole(number))) if bounds else whole(number)


def _numbered(operand: Sql, kind: EnumType, wanted: Type) -> Sql:
    """The number of an enumeration's member; null where the type does not hold it."""
    if kind.is_flags:
        return _in_range(operand, wanted)
    least, most = RANGES[wanted]
    codes = dict(kind.stored)
    numbers = [
        (operand == codes[name], whole(bindparam(None, number, type_=BigInteger())))
        for name, number in kind.members
        if least <= number <= most
    ]
    return case(*numbers) if numbers else null()


def _in_range(number: Sql, wanted: Type) -> Sql:
    """Null where the type does not hold the number; NaN is larger than all."""
    least, most = RANGES[wanted]
    return case((and_(number >= least, number <= most), whole(number)))


def _read(text: Sql, wanted: Type) -> Sql:
    if wanted in INTEGERS:
        return _in_range(read_number(text), wanted)
    if wanted is BOOLEAN:
        return case((text == _constant("true"), True), else_=False)
    return READ[wanted](text)


READ: dict[Type, type[Construct]] = {
    DECIMAL: read_number,
    DOUBLE: read_float,
    SINGLE: read_float,
    DATE: read_day,
    DATE_TIME_OFFSET: read_instant,
    TIME_OF_DAY: read_clock,
    GUID: read_guid,
}


def _written(operand: Sql, kind: Type | None) -> Sql:
    """As literals have it, without quotes; the digits of numbers and times are those that the database prints."""
    if isinstance(kind, EnumType):
        names = [(operand == code, _constant(name)) for name, code in kind.stored if code != name]
        return case(*names, else_=printed(operand)) if names else printed(operand)
    if kind is BOOLEAN:
        return case((operand.is_(True), "true"), (operand.is_(False), "false"))
    if kind is DATE_TIME_OFFSET:
        return written_instant(operand)
    return written_guid(operand) if kind is GUID else printed(operand)
