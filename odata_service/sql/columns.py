"""Columns of types that OData has not: what stands in a statement for their value, and for its being null.

Two promises hold for every column. What is shown can be asked for: a value is compared and sorted as it is read. And
what cannot be shown is null: a date of year 0, a number that is none; `eq null` finds it.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ARRAY, Double, Integer, Numeric, String, Time, bindparam, or_, type_coerce
from sqlalchemy.dialects.postgresql import INET
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import False_, True_
from sqlalchemy.sql.operators import OperatorClass
from sqlalchemy.types import Enum as EnumColumn
from sqlalchemy.types import NullType

from odata_service.edm.properties import Property, Stored
from odata_service.edm.types import (
    DATE,
    DATE_TIME_OFFSET,
    DECIMAL,
    DOUBLE,
    DURATION,
    INTEGERS,
    SINGLE,
    TIME_OF_DAY,
    EnumType,
)
from odata_service.sql.constructs import MYSQL, Condition, Construct, spelled
from odata_service.sql.functions import Sql, unpadded
from odata_service.sql.instants import instant_of_text


class printed(Construct):
    name = "odata_printed"
    type = String()


spelled(printed, "CAST({0} AS VARCHAR(4000))")
spelled(printed, "CAST({0} AS TEXT)", "sqlite", "postgresql")
spelled(printed, "CAST({0} AS CHAR)", *MYSQL)


class printed_time(Construct):
    """A time of day, with no more digits of its second than it has."""

    name = "odata_printed_time"
    type = String()


@compiles(printed_time)
def _printed_time(element: Construct, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(printed(*element.clauses), **options)


TIME_WITH_ZEROS = "CAST({0} AS VARCHAR(13))"  # 12:30:00.0000
spelled(printed_time, f"TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM {TIME_WITH_ZEROS}))", "firebird")


class printed_list(Construct):
    """An array as a JSON text."""

    name = "odata_printed_list"
    type = String()


spelled(printed_list, "CAST(ARRAY_TO_JSON({0}) AS TEXT)", "postgresql")


class printed_address(Construct):
    """An address of the internet; a cast would write the mask behind a host's, too."""

    name = "odata_printed_address"
    type = String()


spelled(printed_address, "ABBREV({0})", "postgresql")


class number_of(Construct):
    name = "odata_number_of"
    type = Numeric()


spelled(number_of, "CAST({0} AS NUMERIC)")
spelled(number_of, "CAST({0} AS UNSIGNED)", *MYSQL)


# SQLite has no type for it: 0 and 1 are usual, and so are words.
SQLITE_FLAG = (
    "CASE WHEN TYPEOF({0}) IN ('integer', 'real') THEN {0} <> 0 WHEN LOWER({0}) IN ('t', 'true', 'y', 'yes') THEN 1"
    " WHEN LOWER({0}) IN ('f', 'false', 'n', 'no') THEN 0 END"
)


class flag_set(Condition):
    name = "odata_flag_set"


class flag_clear(Condition):
    name = "odata_flag_clear"


spelled(flag_set, "({0} <> 0)")
spelled(flag_set, "({0} = B'1')", "postgresql")
spelled(flag_set, f"({SQLITE_FLAG})", "sqlite")
spelled(flag_clear, "({0} = 0)")
spelled(flag_clear, f"({SQLITE_FLAG} = 0)", "sqlite")
spelled(flag_clear, "({0} = B'0')", "postgresql")


class printed_float(Construct):
    """A float of four bytes is printed with the digits that tell it apart, and compared with all those of its bits."""

    name = "odata_printed_float"
    type = Double()


spelled(printed_float, "{0}")
spelled(printed_float, "CAST(CAST({0} AS TEXT) AS DOUBLE PRECISION)", "postgresql")
spelled(printed_float, "(CAST({0} AS CHAR) + 0e0)", *MYSQL)
spelled(printed_float, "CAST(CAST({0} AS VARCHAR(24)) AS DOUBLE PRECISION)", "firebird")


class day_of_text(Construct):
    """The same for dates (`functions.instant_of_text`); it is a text itself."""

    name = "odata_day_of_text"
    type = String()


spelled(day_of_text, "DATE({0})", "sqlite")


class time_of_text(Construct):
    name = "odata_time_of_text"
    type = String()


spelled(
    time_of_text,
    "STRFTIME('%H:%M:%f', CASE WHEN SUBSTR({0}, 9, 1) = '.'"
    " THEN SUBSTR({0}, 1, 12) || LTRIM(SUBSTR({0}, 13), '0123456789') ELSE {0} END)",
    "sqlite",
)

IN_ONE_FORM: dict[Any, Callable[[Sql], Sql]] = {
    DATE: day_of_text,
    DATE_TIME_OFFSET: instant_of_text,
    TIME_OF_DAY: time_of_text,
}


def operable(column: Sql) -> Sql:
    """A column with which expressions can be made: of some databases' own types SQLAlchemy knows no operators."""
    known = getattr(column.type, "operator_classes", OperatorClass.ANY) is not OperatorClass.UNSPECIFIED
    return column if known else type_coerce(column, NullType())


def read_as(item: Property, column: Sql) -> Sql:
    """What stands for a property's value wherever it is read, compared or sorted by."""
    match item.stored:
        case Stored.PRINTED:
            return _printed(column)
        case Stored.NUMBER:
            return number_of(column)
        case Stored.FLAG:
            return flag_set(column)
        case Stored.SHORT_FLOAT:
            return printed_float(column)
        case _:
            return column


def in_one_form(item: Property, column: Sql) -> Sql:
    """A date, a time or both, kept as text (`Stored.ISO_TEXT`), in the form in which all of them compare."""
    return IN_ONE_FORM[item.type](column)


def same_as(left: Sql, right: Sql) -> Sql:
    """Two values are equal. Of a flag and a constant an index serves `flag = 0`, and not `(flag <> 0) = false`."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, flag_set) and isinstance(other, True_ | False_):
            return one if isinstance(other, True_) else flag_clear(*one.clauses)
    return left == right


def _code(code: str | int) -> Sql:
    """What an enumeration's column holds for a member, as a constant of the statement."""
    return bindparam(None, code, type_=String() if isinstance(code, str) else Integer())


def _printed(column: Sql) -> Sql:
    own = getattr(column, "clause", column).type  # behind `operable`
    if isinstance(own, ARRAY):
        return printed_list(column)
    if isinstance(own, Time):
        return printed_time(column)
    return printed_address(column) if isinstance(own, INET) else printed(column)


class no_value(Condition):
    """These are true where a column holds no value that OData has, and never null themselves."""

    name = "odata_no_value"


class no_date(Condition):
    name = "odata_no_date"


class no_instant(Condition):
    name = "odata_no_instant"


class no_time(Condition):
    name = "odata_no_time"


class no_span(Condition):
    name = "odata_no_span"


class no_integer(Condition):
    name = "odata_no_integer"


class no_decimal(Condition):
    name = "odata_no_decimal"


class no_float(Condition):
    name = "odata_no_float"


class no_member(Condition):
    """MySQL's enumerations hold an empty text for what was no member of theirs."""

    name = "odata_no_member"


for construct in (no_value, no_date, no_instant, no_time, no_span, no_integer, no_decimal, no_float, no_member):
    spelled(construct, "({0} IS NULL)")
spelled(no_date, "({0} IS NULL OR NOT ({0} BETWEEN '0001-01-01' AND '9999-12-31'))", "postgresql")
spelled(no_instant, "({0} IS NULL OR NOT ({0} BETWEEN '0001-01-01' AND '9999-12-31 23:59:59.999999'))", "postgresql")
spelled(no_time, "({0} IS NULL OR {0} = '24:00:00')", "postgresql")
spelled(no_span, "({0} IS NULL OR NOT ({0} BETWEEN '-999999999 days' AND '999999999 days'))", "postgresql")
# The difference is NaN of the infinities, too; a count is a whole number there.
spelled(no_decimal, "({0} IS NULL OR {0} - {0} = CAST('NaN' AS NUMERIC))", "postgresql")
for place in (no_date, no_instant):
    spelled(place, "({0} IS NULL OR YEAR({0}) = 0 OR MONTH({0}) = 0 OR DAYOFMONTH({0}) = 0)", *MYSQL)
spelled(no_time, "({0} IS NULL OR NOT ({0} BETWEEN '00:00:00' AND '23:59:59.999999'))", *MYSQL)
spelled(no_member, "({0} IS NULL OR {0} = 0)", *MYSQL)
spelled(no_integer, "(TYPEOF({0}) <> 'integer')", "sqlite")
for number in (no_decimal, no_float):
    spelled(number, "(TYPEOF({0}) NOT IN ('integer', 'real'))", "sqlite")

MISSING: dict[Any, Callable[[Sql], Sql]] = {
    DATE: no_date,
    DATE_TIME_OFFSET: no_instant,
    TIME_OF_DAY: no_time,
    DURATION: no_span,
    DECIMAL: no_decimal,
    DOUBLE: no_float,
    SINGLE: no_float,
    **dict.fromkeys(INTEGERS, no_integer),
}


def missing(item: Property, column: Sql) -> Sql:
    """A condition that is true where a property is null in the answer."""
    match item.stored:
        case Stored.ISO_TEXT:
            return in_one_form(item, column).is_(None)
        case Stored.NATIVE if isinstance(column.type, EnumColumn) and column.type.native_enum:
            return no_member(column)
        case Stored.NATIVE if isinstance(item.type, EnumType) and not item.type.is_flags:
            held = unpadded(column) if item.fixed_length else column
            return or_(column.is_(None), held.not_in([_code(code) for _, code in item.type.stored]))
        case Stored.NATIVE:
            return MISSING.get(item.type, no_value)(column)
        case _:
            return no_value(read_as(item, column))
