"""Dates, times and spans as PostgreSQL and MySQL print them -> decoded values; null where OData has none such.

The drivers make objects of these texts and raise an exception where Python has no such object: for `infinity`, years
before 1 and behind 9999, the day 0000-00-00. One such value must not cost the page, and texts are faster.
"""

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

SPAN = re.compile(
    r"P(?:(?P<years>-?\d+)Y)?(?:(?P<months>-?\d+)M)?(?:(?P<days>-?\d+)D)?"
    r"(?:T(?:(?P<hours>-?\d+)H)?(?:(?P<minutes>-?\d+)M)?(?:(?P<whole>-?\d+)?(?P<fraction>\.\d{1,6})?S)?)?"
)


def instant_of(text: str) -> str | None:
    """`2024-01-31 12:30:00.5+00`, or without a zone -> `2024-01-31T12:30:00.500000Z`"""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    utc = found.astimezone(UTC) if found.tzinfo else found
    return f"{utc.replace(tzinfo=None).isoformat()}Z"


def date_of(text: str) -> str | None:
    """`2024-01-31`, which is how OData writes it, too."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return None
    return text


def time_of(text: str) -> str | None:
    """`12:30:00.5`; MySQL's TIME goes beyond a day, PostgreSQL's to its end."""
    try:
        return time.fromisoformat(text).isoformat() if text[:2] != "24" else None
    except ValueError:
        return None


def span_of(text: str) -> timedelta | None:
    """`P1Y2M3DT4H5M6.5S`. A month counts 30 days and a year 12 months, because PostgreSQL compares them so."""
    found = SPAN.fullmatch(text)
    if found is None:
        return None
    years, months, days, hours, minutes, whole = (
        int(found[name] or 0) for name in ("years", "months", "days", "hours", "minutes", "whole")
    )
    micro = int((found["fraction"] or ".0")[1:].ljust(6, "0"))
    micro = -micro if (found["whole"] or "").startswith("-") else micro
    try:
        span = timedelta((years * 12 + months) * 30 + days, whole, micro, hours=hours, minutes=minutes)
    except OverflowError:
        return None
    return span


def array_text(text: str) -> str:
    """An array as it is shown, `["a", null]`, as PostgreSQL reads it, `{"a",NULL}`; what is no list stays as it is."""
    try:
        found = json.loads(text, parse_float=str) if text.lstrip().startswith("[") else None
    except ValueError:
        return text
    return text if found is None else _array(found)


def _array(value: Any) -> str:
    match value:
        case list():
            return "{" + ",".join(_array(item) for item in value) + "}"
        case None:
            return "NULL"
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case dict():
            return _array(json.dumps(value))
        case _:
            return json.dumps(value)
