"""The canonical functions (Part 2, section 5.1.1) as SQL."""

from collections.abc import Callable

from sqlalchemy import Boolean, DateTime, Integer, case, cast, extract, func, literal_column

from odata_service.sql.constructs import Construct, spelled
from odata_service.sql.durations import seconds_of
from odata_service.sql.functions import (
    Sql,
    ceiled,
    concatenated,
    contains,
    day_of,
    ends_with,
    exact,
    floored,
    fractional_second,
    length,
    lower,
    matches,
    position,
    rounded,
    starts_with,
    substring,
    substring_from,
    time_of,
    upper,
    utc_now,
    whole_second,
)


class shown(Construct):
    """A condition as a value; some databases have none."""

    name = "odata_shown"
    type = Boolean()


spelled(shown, "{0}")


class first_instant(Construct):
    name = "odata_first_instant"
    type = DateTime()


class last_instant(Construct):
    name = "odata_last_instant"
    type = DateTime()


spelled(first_instant, "'0001-01-01 00:00:00'")
spelled(last_instant, "'9999-12-31 23:59:59.999999'")


def _index_of(text: Sql, part: Sql) -> Sql:
    """-1 also where the text is null, so that `indexof(…) eq -1` and `not contains(…)` say the same."""
    return func.coalesce(position(text, part), literal_column("0")) - literal_column("1")


def _substring(text: Sql, start: Sql, *count: Sql) -> Sql:
    """A negative place counts from the end (Part 2, section 5.1.1.7.8 of 4.01); before the start it is the start."""
    from_end = length(text) + start
    place = cast(case((start >= 0, start), (from_end > 0, from_end), else_=literal_column("0")), Integer)
    return substring(text, place, cast(count[0], Integer)) if count else substring_from(text, place)


FUNCTIONS: dict[str, Callable[..., Sql]] = {
    "contains": contains,
    "startswith": starts_with,
    "endswith": ends_with,
    "matchespattern": matches,
    "indexof": _index_of,
    "length": length,
    "substring": _substring,
    "tolower": lower,
    "toupper": upper,
    "trim": func.trim,
    "exact": exact,  # not to be asked for: what a model says of a column (`query.casing`)
    "concat": concatenated,
    "year": lambda value: extract("year", value),
    "month": lambda value: extract("month", value),
    "day": lambda value: extract("day", value),
    "hour": lambda value: extract("hour", value),
    "minute": lambda value: extract("minute", value),
    "second": whole_second,
    "fractionalseconds": fractional_second,
    "totalseconds": seconds_of,
    "totaloffsetminutes": lambda value: case((value.is_(None), None), else_=0),
    "date": day_of,
    "time": time_of,
    "now": utc_now,
    "mindatetime": first_instant,
    "maxdatetime": last_instant,
    "round": rounded,
    "floor": floored,
    "ceiling": ceiled,
}
