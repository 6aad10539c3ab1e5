"""The canonical functions (Part 2, section 5.1.1) as SQL."""

from collections.abc import Callable

from sqlalchemy import Integer, and_, case, cast, extract, func, literal_column

from odata_service.sql.arithmetic import span_seconds
from odata_service.sql.functions import (
    Sql,
    ceiled,
    concatenated,
    contains,
    ends_with,
    exact,
    floored,
    length,
    lower,
    matches,
    position,
    rounded,
    starts_with,
    substring,
    substring_from,
    trimmed,
    unpunctuated,
    upper,
)
from odata_service.sql.instants import (
    day_of,
    fractional_second,
    greatest_instant,
    least_instant,
    time_of,
    to_milliseconds,
    utc_now,
    whole_second,
)


def _index_of(text: Sql, part: Sql) -> Sql:
    """-1 also where the text is null, so that `indexof(…) eq -1` and `not contains(…)` say the same."""
    return func.coalesce(position(text, part), literal_column("0")) - literal_column("1")


def _substring(text: Sql, start: Sql, *count: Sql) -> Sql:
    """A negative place counts from the end; before the start it is the start. No number is so large that it would not
    go into what the database takes for a place."""
    size = length(text)
    from_end = size + start
    place = case(
        (and_(start >= 0, start < size), start), (start >= size, size), (and_(start < 0, from_end > 0), from_end),
        else_=start - start,  # 0, or NULL
    )  # fmt: skip
    if not count:
        return substring_from(text, cast(place, Integer))
    many = case((count[0] >= size, size), (and_(count[0] > 0, count[0] < size), count[0]), else_=count[0] - count[0])
    return substring(text, cast(place, Integer), cast(many, Integer))


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
    "trim": trimmed,
    "unpunctuated": unpunctuated,  # not to be asked for: what `ODATA_SEARCH_MODE=salesforce` searches
    "exact": exact,  # not to be asked for: what a model says of a column (`query.casing`)
    "concat": concatenated,
    "year": lambda value: extract("year", to_milliseconds(value)),
    "month": lambda value: extract("month", to_milliseconds(value)),
    "day": lambda value: extract("day", to_milliseconds(value)),
    "hour": lambda value: extract("hour", to_milliseconds(value)),
    "minute": lambda value: extract("minute", to_milliseconds(value)),
    "second": whole_second,
    "fractionalseconds": fractional_second,
    "totalseconds": span_seconds,
    "totaloffsetminutes": lambda value: case((value.is_(None), None), else_=0),
    "date": day_of,
    "time": time_of,
    "now": utc_now,
    "mindatetime": least_instant,
    "maxdatetime": greatest_instant,
    "round": rounded,
    "floor": floored,
    "ceiling": ceiled,
}
