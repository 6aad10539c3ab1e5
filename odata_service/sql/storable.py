"""A value that a database cannot hold, or would silently make another one of -> a sentence, before it is asked."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from math import isfinite, isnan
from typing import Any

from odata_service.edm.properties import Property
from odata_service.errors import BadRequest
from odata_service.sql.constructs import MYSQL

EXACT_DIGITS = 15  # of a number that a database keeps as a float
MOST_EXACT_DIGITS = 18  # of a number of Firebird's


def check_storable(dialect: str, item: Property, value: Any) -> None:
    """Raises BadRequest where a database does not hold a property's value as it is."""
    for is_lost, sentence in LOST.get((dialect, type(value)), ()):
        if is_lost(item, value):
            raise BadRequest(f"'{item.name}' cannot be that: {sentence}", target=item.name)


def _has_many_digits(item: Property, value: Decimal) -> bool:
    return len("".join(map(str, value.as_tuple().digits)).strip("0")) > EXACT_DIGITS


def _is_long_float(item: Property, value: Decimal) -> bool:
    """Firebird 3 has numbers of 18 digits; columns of more are floats there."""
    precision = getattr(item.column.type, "precision", None)
    return (precision is None or precision > MOST_EXACT_DIGITS) and _has_many_digits(item, value)


def _has_fraction(item: Property, value: timedelta) -> bool:
    return value.microseconds != 0


def _is_far(item: Property, value: timedelta) -> bool:
    """Where there is no type for them, durations are kept as instants."""
    return not LEAST_SPAN <= value <= MOST_SPAN


def _has_five_digits(item: Property, value: datetime | time) -> bool:
    return value.microsecond % 100 != 0


EPOCH = datetime(1970, 1, 1)
LEAST_SPAN, MOST_SPAN = datetime(1001, 1, 1) - EPOCH, datetime(9999, 12, 30) - EPOCH


def _is_long(item: Property, value: timedelta) -> bool:
    """As a number of 64 bits it has so many microseconds at most."""
    return abs(value) >= LONGEST_SPAN


LONGEST_SPAN = timedelta(days=106_751_991)


def _is_no_number(item: Property, value: float) -> bool:
    return not isfinite(value)


def _is_place(item: Property, value: str) -> bool:
    """Whether MySQL would take a text for the place of one of a column's choices, and not for the choice itself."""
    choices = getattr(item.column.type, "enums", None) or getattr(item.column.type, "values", None) or [value]
    return value.strip().isdecimal() and value not in choices


Lost = tuple[Callable[[Property, Any], bool], str]

_OF_MYSQL: Mapping[type[Any], tuple[Lost, ...]] = {
    float: ((_is_no_number, "MySQL has neither infinity nor NaN."),),
    str: ((_is_place, "it is none of the column's choices."),),
    timedelta: (
        (_has_fraction, "MySQL keeps durations in whole seconds here."),
        (_is_far, "MySQL keeps durations of less than 969 years."),
    ),
}
# By the database, and the type of the value.
LOST: Mapping[tuple[str, type[Any]], tuple[Lost, ...]] = {
    ("sqlite", float): ((lambda item, value: isnan(value), "SQLite has no NaN."),),
    ("sqlite", timedelta): ((_is_far, "SQLite keeps durations of less than 969 years."),),
    ("sqlite", Decimal): ((_has_many_digits, f"SQLite keeps {EXACT_DIGITS} digits of a number."),),
    ("postgresql", str): ((lambda item, value: "\0" in value, "PostgreSQL's texts have no NUL character."),),
    ("firebird", float): ((_is_no_number, "Firebird has neither infinity nor NaN."),),
    ("firebird", datetime): ((_has_five_digits, "Firebird keeps four digits of a second."),),
    ("firebird", time): ((_has_five_digits, "Firebird keeps four digits of a second."),),
    ("firebird", timedelta): ((_is_long, "Firebird keeps durations of less than 106,751,991 days here."),),
    ("firebird", Decimal): ((_is_long_float, f"Firebird keeps {EXACT_DIGITS} digits of such a number."),),
    **{(name, kind): lost for name in MYSQL for kind, lost in _OF_MYSQL.items()},
}
