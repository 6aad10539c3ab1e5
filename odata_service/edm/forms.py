"""The forms in which old databases keep dates, times and instants: as whole numbers, or as those digits in a text.

A form says which number stands for a value, and which value a number stands for. All of them grow with what they stand
for, so that an index on the column serves every comparison.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from odata_service.edm.types import DATE, DATE_TIME_OFFSET, TIME_OF_DAY, PrimitiveType

REMEMBERED = 50_000  # days and times that are read again and again: most of a table's are
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CENTURY = 19_000_000  # what CYYMMDD leaves out


@dataclass(frozen=True, slots=True)
class Form:
    """`digits` is the width of the texts, zeros in front; 0: of no fixed width, and never a text."""

    name: str
    type: PrimitiveType
    digits: int
    decode: Callable[[int], Any]  # raises ValueError or OverflowError where a number stands for nothing
    encode: Callable[[Any], int]
    local: bool = False  # an instant without a zone: it is of the declared one


@lru_cache(REMEMBERED)
def _day(number: int) -> str:
    return date(number // 10_000, number // 100 % 100, number % 100).isoformat()


@lru_cache(REMEMBERED)
def _day_of_year(number: int) -> str:
    year, day = divmod(number, 1000)
    found = date(year, 1, 1) + timedelta(days=day - 1)
    if day < 1 or found.year != year:
        raise ValueError(number)
    return found.isoformat()


@lru_cache(REMEMBERED)
def _time(number: int) -> str:
    return time(number // 10_000, number // 100 % 100, number % 100).isoformat()


def _instant(number: int) -> datetime:
    day, clock = divmod(number, 1_000_000)
    return datetime(
        day // 10_000, day // 100 % 100, day % 100, clock // 10_000, clock // 100 % 100, clock % 100, tzinfo=UTC
    )


def _day_number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _clock_number(moment: time | datetime) -> int:
    return moment.hour * 10_000 + moment.minute * 100 + moment.second


def _year_and_day(day: date) -> int:
    return day.year * 1000 + day.timetuple().tm_yday


def _since(moment: datetime, unit: timedelta) -> int:
    return (moment.astimezone(UTC) - EPOCH) // unit


SECOND, MILLISECOND = timedelta(seconds=1), timedelta(milliseconds=1)

FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form("yyyymmdd", DATE, 8, _day, _day_number),
        Form("cyymmdd", DATE, 7, lambda n: _day(n + CENTURY), lambda day: _day_number(day) - CENTURY),
        Form("yyyyddd", DATE, 7, _day_of_year, _year_and_day),
        Form("cyyddd", DATE, 6, lambda n: _day_of_year(n + 1_900_000), lambda day: _year_and_day(day) - 1_900_000),
        Form("hhmmss", TIME_OF_DAY, 6, _time, _clock_number),
        Form("yyyymmddhhmmss", DATE_TIME_OFFSET, 14, _instant,
             lambda moment: _day_number(moment) * 1_000_000 + _clock_number(moment), local=True),
        Form("epoch", DATE_TIME_OFFSET, 0, lambda n: EPOCH + n * SECOND, lambda moment: _since(moment, SECOND)),
        Form("epoch_ms", DATE_TIME_OFFSET, 0, lambda n: EPOCH + n * MILLISECOND,
             lambda moment: _since(moment, MILLISECOND)),
    )
}  # fmt: skip
