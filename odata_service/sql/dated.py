"""Columns of numbers, or of their digits, that are dates, times and instants (`edm.forms`): the SQL of what they stand
for, and of whether there is such a one."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, Date, DateTime, Integer, Time, and_, case, cast, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from odata_service.edm.clocks import shifts_of
from odata_service.edm.codes import Dated
from odata_service.edm.forms import CENTURY
from odata_service.sql.arithmetic import quotient, remainder
from odata_service.sql.constructs import MYSQL, Construct, arguments, spelled
from odata_service.sql.functions import Sql, grouped


def dated(code: Dated, column: Sql) -> Sql:
    """The date, time or instant that a column's number stands for, where it is possible."""
    found = BUILT[code.form.name](number_of_digits(code, column))
    if code.zone is not None:
        found = utc_of(found)
        found.zone = code.zone
    return found


def possible(code: Dated, column: Sql) -> Sql:
    """A condition that is NULL where the column, or the number in its text, is."""
    return POSSIBLE[code.form.name](number_of_digits(code, column))


def number_of_digits(code: Dated, column: Sql) -> Sql:
    """The number that a column holds, as itself or in digits; NULL where a text is none."""
    if code.text:
        found = digits(column)
        found.width = code.form.digits
        return found
    return column if isinstance(column.type, Integer) else cast(column, BigInteger)


class digits(Construct):
    """The number that a text of so many digits is; NULL where it is another text."""

    name = "odata_digits"
    type = BigInteger()
    inherit_cache = False
    width = 0


@compiles(digits)
def _digits(element: digits, compiler: SQLCompiler, **options: Any) -> str:
    (text,) = arguments(element, compiler, **options)
    plain = f"TRANSLATE({text}, '0123456789', '0000000000') = '{'0' * element.width}'"
    return f"CASE WHEN {plain} THEN CAST({text} AS BIGINT) END"


@compiles(digits, "sqlite")
def _digits_of_sqlite(element: digits, compiler: SQLCompiler, **options: Any) -> str:
    (text,) = arguments(element, compiler, **options)
    return f"CASE WHEN TRIM({text}) GLOB '{'[0-9]' * element.width}' THEN CAST({text} AS INTEGER) END"


for dialect_name in MYSQL:

    @compiles(digits, dialect_name)
    def _digits_of_mysql(element: digits, compiler: SQLCompiler, **options: Any) -> str:
        (text,) = arguments(element, compiler, **options)
        pattern = "".join(("^", "[0-9]" * element.width, "$"))
        return f"CASE WHEN TRIM({text}) REGEXP '{pattern}' THEN CAST({text} AS SIGNED) END"


@compiles(digits, "postgresql")
def _digits_of_postgresql(element: digits, compiler: SQLCompiler, **options: Any) -> str:
    (text,) = arguments(element, compiler, **options)
    return f"CASE WHEN TRIM({text}) ~ '^[0-9]{{{element.width}}}$' THEN CAST({text} AS BIGINT) END"


@compiles(digits, "firebird")
def _digits_of_firebird(element: digits, compiler: SQLCompiler, **options: Any) -> str:
    (text,) = arguments(element, compiler, **options)
    return f"CASE WHEN TRIM({text}) SIMILAR TO '[0-9]{{{element.width}}}' THEN CAST({text} AS BIGINT) END"


class date_from(Construct):
    """The day of a year, a month and a day that there is."""

    name = "odata_date_from"
    type = Date()


class day_in_year(Construct):
    """The day of a year and a number from 1."""

    name = "odata_day_in_year"
    type = Date()


class time_from(Construct):
    name = "odata_time_from"
    type = Time()


class instant_from(Construct):
    """The instant of six numbers, from the year to the second."""

    name = "odata_instant_from"
    type = DateTime()


class since_epoch(Construct):
    """The instant so many thousandths of a second after 1970 began."""

    name = "odata_since_epoch"
    type = DateTime()


class utc_of(Construct):
    """The instant at which a zone's clock shows a time."""

    name = "odata_utc_of"
    type = DateTime()
    inherit_cache = False
    zone: ZoneInfo


spelled(date_from, "TO_DATE(LPAD({0} * 10000 + {1} * 100 + {2}, 8, '0'), 'YYYYMMDD')")
spelled(date_from, "MAKE_DATE(CAST({0} AS INTEGER), CAST({1} AS INTEGER), CAST({2} AS INTEGER))", "postgresql")
spelled(date_from, "MAKE_DATE({0}, {1}, {2})", "duckdb")
spelled(date_from, "CAST({0} || '-' || {1} || '-' || {2} AS DATE)", "firebird")
spelled(date_from, "DATEFROMPARTS({0}, {1}, {2})", "mssql")
spelled(date_from, "PRINTF('%04d-%02d-%02d', {0}, {1}, {2})", "sqlite")
spelled(date_from, "DATE(LPAD({0} * 10000 + {1} * 100 + {2}, 8, '0'))", *MYSQL)

spelled(day_in_year, "(TO_DATE(LPAD({0}, 4, '0') || '0101', 'YYYYMMDD') + ({1} - 1))")
spelled(day_in_year, "(MAKE_DATE(CAST({0} AS INTEGER), 1, 1) + (CAST({1} AS INTEGER) - 1))", "postgresql", "duckdb")
spelled(day_in_year, "DATEADD({1} - 1 DAY TO CAST({0} || '-01-01' AS DATE))", "firebird")
spelled(day_in_year, "DATEADD(DAY, {1} - 1, DATEFROMPARTS({0}, 1, 1))", "mssql")
spelled(day_in_year, "DATE(PRINTF('%04d-01-01', {0}), '+' || ({1} - 1) || ' days')", "sqlite")
spelled(day_in_year, "MAKEDATE({0}, {1})", *MYSQL)

spelled(time_from, "CAST(LPAD({0}, 2, '0') || ':' || LPAD({1}, 2, '0') || ':' || LPAD({2}, 2, '0') AS TIME)")
spelled(time_from, "MAKE_TIME(CAST({0} AS INTEGER), CAST({1} AS INTEGER), CAST({2} AS INTEGER))", "postgresql")
spelled(time_from, "MAKE_TIME({0}, {1}, {2})", "duckdb")
spelled(time_from, "CAST({0} || ':' || {1} || ':' || {2} AS TIME)", "firebird")
spelled(time_from, "TIMEFROMPARTS({0}, {1}, {2}, 0, 0)", "mssql")
spelled(time_from, "PRINTF('%02d:%02d:%02d.000000', {0}, {1}, {2})", "sqlite")
spelled(time_from, "MAKETIME({0}, {1}, {2})", *MYSQL)

spelled(instant_from, "TO_TIMESTAMP({0} || '-' || {1} || '-' || {2} || ' ' || {3} || ':' || {4} || ':' || {5}, "
        "'YYYY-MM-DD HH24:MI:SS')")  # fmt: skip
spelled(instant_from, "MAKE_TIMESTAMP(" + ", ".join(f"CAST({{{n}}} AS INTEGER)" for n in range(6)) + ")",
        "postgresql", "duckdb")  # fmt: skip
spelled(instant_from, "CAST({0} || '-' || {1} || '-' || {2} || ' ' || {3} || ':' || {4} || ':' || {5} AS TIMESTAMP)",
        "firebird")  # fmt: skip
spelled(instant_from, "DATETIMEFROMPARTS({0}, {1}, {2}, {3}, {4}, {5}, 0)", "mssql")
spelled(instant_from, "PRINTF('%04d-%02d-%02d %02d:%02d:%02d.000000', {0}, {1}, {2}, {3}, {4}, {5})", "sqlite")
spelled(instant_from, "TIMESTAMP(CONCAT_WS('-', LPAD({0}, 4, '0'), {1}, {2}), MAKETIME({3}, {4}, {5}))", *MYSQL)

spelled(since_epoch, "(TIMESTAMP '1970-01-01 00:00:00' + {0} * INTERVAL '0.001' SECOND)")
spelled(since_epoch, "EPOCH_MS(CAST({0} AS BIGINT))", "duckdb")
spelled(since_epoch, "DATEADD({0} MILLISECOND TO TIMESTAMP '1970-01-01 00:00:00')", "firebird")
spelled(since_epoch, "DATEADD(MILLISECOND, {0} % 1000, DATEADD(SECOND, {0} / 1000, '1970-01-01'))", "mssql")
spelled(since_epoch, "STRFTIME('%Y-%m-%d %H:%M:%f000', {0} / 1000.0, 'unixepoch')", "sqlite")
spelled(since_epoch, "TIMESTAMPADD(MICROSECOND, {0} * 1000, TIMESTAMP '1970-01-01 00:00:00')", *MYSQL)


@compiles(utc_of)
def _utc_of(element: utc_of, compiler: SQLCompiler, **options: Any) -> str:
    (local,) = arguments(element, compiler, **options)
    return f"({local} AT TIME ZONE '{element.zone.key}' AT TIME ZONE 'UTC')"


@compiles(utc_of, "postgresql")
@compiles(utc_of, "duckdb")
def _utc_of_postgresql(element: utc_of, compiler: SQLCompiler, **options: Any) -> str:
    """Of the hour that comes twice these take the second, and seen from an hour before the first."""
    (local,) = arguments(element, compiler, **options)
    zone, hour = f"AT TIME ZONE '{element.zone.key}'", "INTERVAL '1 hour'"
    return f"(LEAST({local} {zone}, ({local} - {hour}) {zone} + {hour}) AT TIME ZONE 'UTC')"


@compiles(utc_of, "sqlite")
def _utc_of_sqlite(element: utc_of, compiler: SQLCompiler, **options: Any) -> str:
    (local,) = arguments(element, compiler, **options)
    return f"ODATA_UTC({local}, '{element.zone.key}')"


def _shift(element: utc_of, local: str) -> str:
    """By how many seconds a zone's clock is ahead, written out."""
    *turns, last = shifts_of(element.zone)
    steps = "".join(f" WHEN {local} < '{until}' THEN {seconds}" for until, seconds in turns)
    return f"CASE{steps} ELSE {last[1]} END" if turns else str(last[1])


for dialect_name in MYSQL:

    @compiles(utc_of, dialect_name)
    def _utc_of_mysql(element: utc_of, compiler: SQLCompiler, **options: Any) -> str:
        """The tables with the zones are empty in most servers."""
        (local,) = arguments(element, compiler, **options)
        return f"({local} - INTERVAL {_shift(element, local)} SECOND)"


@compiles(utc_of, "firebird")
def _utc_of_firebird(element: utc_of, compiler: SQLCompiler, **options: Any) -> str:
    """Firebird 3 knows no zones."""
    (local,) = arguments(element, compiler, **options)
    return f"DATEADD(-({_shift(element, local)}) SECOND TO {local})"


class fixed(Construct):
    """A number that stands in the statement's text."""

    name = "odata_fixed"
    type = Integer()
    inherit_cache = False
    number = 0


@compiles(fixed)
def _fixed(element: fixed, compiler: SQLCompiler, **options: Any) -> str:
    return str(element.number)


def _number(number: int) -> Sql:
    found = fixed()
    found.number = number
    return found


def _parts(number: Sql, *places: int) -> tuple[Sql, ...]:
    """`20240131` and 100, 100 -> 2024, 1, 31."""
    found: list[Sql] = []
    for place in reversed(places):
        found.append(remainder(number, _number(place)))
        number = quotient(number, _number(place))
    return (number, *reversed(found))


def _leap(year: Sql) -> Sql:
    def by(divisor: int) -> Sql:
        return remainder(year, _number(divisor)) == _number(0)

    return and_(by(4), or_(~by(100), by(400)))


def _possible_day(number: Sql) -> Sql:
    year, month, day = _parts(number, 100, 100)
    days = case(
        (month.in_([_number(one) for one in (4, 6, 9, 11)]), _number(30)),
        (month != _number(2), _number(31)),
        (_leap(year), _number(29)),
        else_=_number(28),
    )
    months = month.between(_number(1), _number(12))
    return and_(number.between(_number(10101), _number(99991231)), months, day.between(_number(1), days))


def _possible_day_of_year(number: Sql) -> Sql:
    year, day = _parts(number, 1000)
    days = case((_leap(year), _number(366)), else_=_number(365))
    return and_(number.between(_number(1001), _number(9999366)), day.between(_number(1), days))


def _possible_time(number: Sql) -> Sql:
    _, minute, second = _parts(number, 100, 100)
    return and_(number.between(_number(0), _number(235959)), minute <= _number(59), second <= _number(59))


def _possible_instant(number: Sql) -> Sql:
    day, clock = _parts(number, 1_000_000)
    return and_(_possible_day(day), _possible_time(clock))


def _since_epoch(factor: int) -> Callable[[Sql], Sql]:
    least, most = -62_135_596_800_000 // factor, 253_402_300_799_999 // factor
    return lambda number: number.between(_number(least), _number(most))


def _plus(number: Sql, added: int) -> Sql:
    return grouped(number + _number(added))


POSSIBLE: dict[str, Callable[[Sql], Sql]] = {
    "yyyymmdd": _possible_day,
    "cyymmdd": lambda number: and_(number >= _number(0), _possible_day(_plus(number, CENTURY))),
    "yyyyddd": _possible_day_of_year,
    "cyyddd": lambda number: and_(number >= _number(0), _possible_day_of_year(_plus(number, 1_900_000))),
    "hhmmss": _possible_time,
    "yyyymmddhhmmss": _possible_instant,
    "epoch": _since_epoch(1000),
    "epoch_ms": _since_epoch(1),
}
BUILT: dict[str, Callable[[Sql], Sql]] = {
    "yyyymmdd": lambda number: date_from(*_parts(number, 100, 100)),
    "cyymmdd": lambda number: date_from(*_parts(_plus(number, CENTURY), 100, 100)),
    "yyyyddd": lambda number: day_in_year(*_parts(number, 1000)),
    "cyyddd": lambda number: day_in_year(*_parts(_plus(number, 1_900_000), 1000)),
    "hhmmss": lambda number: time_from(*_parts(number, 100, 100)),
    "yyyymmddhhmmss": lambda number: instant_from(*_parts(number, 100, 100, 100, 100, 100)),
    "epoch": lambda number: since_epoch(cast(number, BigInteger) * _number(1000)),
    "epoch_ms": since_epoch,
}
