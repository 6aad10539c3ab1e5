"""SQLite: functions that it lacks, or knows for ASCII and whole numbers only, written in Python. What has no result is
NULL: an exception would end the statement without saying why. `sqlite_driver.py` is its driver.

Durations are kept as the instant that lies so long after 1970, as SQLAlchemy does where there is no type for them.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from math import ceil, floor, fmod, isfinite
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import regex
from sqlalchemy.dialects import registry

from odata_service.edm.codes import Zoned
from odata_service.url.search import WITHOUT_PUNCTUATION

DRIVER = "sqlite+odata_service"
registry.register("sqlite.odata_service", "odata_service.sql.dialects.sqlite_driver", "SQLiteDialect")

EPOCH = datetime(1970, 1, 1)
PATTERN_SECONDS = 0.25  # that one text may take; whoever needs longer goes through all ways to match it
LONGEST_PATTERN = 1000
END = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\$", re.DOTALL)


def prepare(connection: Any) -> None:
    """Puts the functions into a connection."""
    for name, arguments, function in FUNCTIONS:
        connection.create_function(name, arguments, _guarded(function), deterministic=True)
    connection.create_function("ODATA_MATCHES", 2, _matches, deterministic=True)


def _guarded(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*values: Any) -> Any:
        if None in values:
            return None
        try:
            return function(*values)
        except (ValueError, TypeError, ArithmeticError):
            return None

    return call


def _matches(text: Any, pattern: Any) -> bool | None:
    """Raises where the pattern is none, or takes too long: then the statement has no result (`sql.errors`)."""
    if text is None or pattern is None:
        return None
    return _compiled(str(pattern)).search(str(text), timeout=PATTERN_SECONDS, concurrent=True) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    if len(pattern) > LONGEST_PATTERN:
        raise ValueError("too long")
    ends = END.sub(lambda found: r"\Z" if found.group() == "$" else found.group(), pattern)  # as in ECMAScript
    return regex.compile(ends, regex.VERSION0)


def _cased(change: Callable[[str], str]) -> Callable[[Any], str]:
    """Letter by letter, as other databases do it: one that would become several letters stays."""

    def apply(value: Any) -> str:
        text = str(value)
        if text.isascii():
            return change(text)
        return "".join(one if len(one := change(letter)) == 1 else letter for letter in text)

    return apply


def _whole(rounding: Callable[[Any], int]) -> Callable[[Any], Any]:
    def apply(value: Any) -> Any:
        number = float(value) if isinstance(value, str) else value
        return rounding(number) if isinstance(number, int) or abs(number) < 2**53 else number

    return apply


def _remainder(one: Any, other: Any) -> Any:
    """With the sign of the first one; SQLite's own knows whole numbers only."""
    if not other:
        return None
    if isinstance(one, int) and isinstance(other, int):
        found = abs(one) % abs(other)
        return found if one >= 0 else -found
    rest = fmod(float(one), float(other))
    return rest if isfinite(rest) else None


def _zoned_utc(local: Any, zone: str) -> str | None:
    """A timestamp without a zone, whose text SQLite keeps, as UTC in the same form."""
    found = Zoned(ZoneInfo(zone)).decode(local)
    return None if found is None else _printed(found)


def _printed(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(" ", "microseconds")


def _instant(text: Any) -> datetime:
    found = datetime.fromisoformat(str(text))
    return found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found


def _span(text: Any) -> timedelta:
    return _instant(text) - EPOCH


def _moved(moment: Any, span: Any) -> str:
    return _printed(_instant(moment) + _span(span))


def _moved_back(moment: Any, span: Any) -> str:
    return _printed(_instant(moment) - _span(span))


def _between(one: Any, other: Any) -> str:
    return _printed(EPOCH + (_instant(one) - _instant(other)))


def _times(span: Any, factor: Any) -> str:
    return _printed(EPOCH + _span(span) * factor)


def _by(span: Any, divisor: Any) -> str:
    return _printed(EPOCH + _span(span) / divisor)


def _seconds(span: Any) -> float:
    return _span(span) / timedelta(seconds=1)


def _clock(moment: Any) -> str:
    return _instant(moment).time().isoformat("microseconds")


def _fraction(moment: Any) -> float:
    """Of an instant or a time of day."""
    text = str(moment)
    found = time.fromisoformat(text) if text[2:3] == ":" else _instant(text)
    return found.microsecond / 1_000_000


def _read_instant(text: Any) -> str:
    return _printed(_instant(text))


def _read_clock(text: Any) -> str:
    return time.fromisoformat(str(text)).isoformat("microseconds")


FUNCTIONS: tuple[tuple[str, int, Callable[..., Any]], ...] = (
    ("ODATA_LOWER", 1, _cased(str.lower)),
    ("ODATA_UPPER", 1, _cased(str.upper)),
    ("ODATA_UNPUNCTUATED", 1, lambda text: str(text).translate(WITHOUT_PUNCTUATION)),
    ("ODATA_TRIM", 1, lambda text: str(text).strip()),
    ("ODATA_FLOOR", 1, _whole(floor)),
    ("ODATA_CEILING", 1, _whole(ceil)),
    ("ODATA_MOD", 2, _remainder),
    ("ODATA_UTC", 2, _zoned_utc),
    ("ODATA_MOVED", 2, _moved),
    ("ODATA_MOVED_BACK", 2, _moved_back),
    ("ODATA_BETWEEN", 2, _between),
    ("ODATA_SPAN_TIMES", 2, _times),
    ("ODATA_SPAN_BY", 2, _by),
    ("ODATA_SPAN_SECONDS", 1, _seconds),
    ("ODATA_CLOCK", 1, _clock),
    ("ODATA_FRACTION", 1, _fraction),
    ("ODATA_READ_INSTANT", 1, _read_instant),
    ("ODATA_READ_CLOCK", 1, _read_clock),
    ("ODATA_GUID", 1, lambda text: str(UUID(str(text)))),
)
