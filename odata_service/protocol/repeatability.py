"""The headers of repeatable requests (OASIS Repeatable Requests 1.0, sections 3 and 5)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from odata_service.errors import BadRequest

REQUEST_ID, FIRST_SENT, RESULT = "repeatability-request-id", "repeatability-first-sent", "Repeatability-Result"
ACCEPTED = {RESULT: "accepted"}
REJECTED = {RESULT: "rejected"}

IMF_FIXDATE = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) "
    r"(\d\d):(\d\d):(\d\d) GMT"
)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True, slots=True)
class Repeatable:
    """What identifies a request whenever it arrives."""

    id: str
    first_sent: int  # seconds since 1970


def is_repeatable(headers: Mapping[str, str]) -> bool:
    """Whether a request has one of the headers."""
    return REQUEST_ID in headers or FIRST_SENT in headers


def repeatable_of(headers: Mapping[str, str]) -> Repeatable | None:
    """What the headers of a request that writes say; None where they say nothing.

    Raises:
        BadRequest: one of the two is missing, or cannot be read.
    """
    if not is_repeatable(headers):
        return None
    identity, sent = headers.get(REQUEST_ID, "").strip(), headers.get(FIRST_SENT, "").strip()
    if not identity or not sent:
        missing = "Repeatability-First-Sent" if identity else "Repeatability-Request-ID"
        raise BadRequest(f"A repeatable request has the header {missing}, too.", target=missing, headers=REJECTED)
    if len(identity) > 255:
        raise BadRequest(
            "A Repeatability-Request-ID has 255 characters at most; a GUID is best.",
            target="Repeatability-Request-ID",
            headers=REJECTED,
        )
    return Repeatable(identity.lower(), _instant(sent))


def _instant(text: str) -> int:
    found = IMF_FIXDATE.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        day, month, year, hour, minute, second = found.groups()
        clock = time(int(hour), int(minute), int(second))
        moment = datetime.combine(date(int(year), MONTHS.index(month) + 1, int(day)), clock, UTC)
    except ValueError:
        raise BadRequest(
            "Repeatability-First-Sent is a date as in 'Tue, 26 Mar 2019 16:06:51 GMT'.",
            target="Repeatability-First-Sent",
            headers=REJECTED,
        ) from None
    return int(moment.timestamp())
