"""When a zone's clocks are set: what has to be taken from the time that they show to get UTC."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

FIRST, LAST = datetime(1950, 1, 1, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC)


@lru_cache(100)
def shifts_of(zone: ZoneInfo) -> tuple[tuple[str, int], ...]:
    """(until when by the zone's own clock, seconds ahead of UTC), the last one for all time after."""
    found: list[tuple[str, int]] = []
    moment, offset = FIRST, _offset(FIRST, zone)
    while moment < LAST:
        following = moment + timedelta(days=7)
        if (other := _offset(following, zone)) != offset:
            turn = turn_between(zone, moment, following)
            found.append((_text(turn + max(offset, other)), int(offset.total_seconds())))
            offset = other
        moment = following
    return (*found, ("", int(offset.total_seconds())))


def turn_between(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """The instant at which the clocks are set, to the second, found by halving."""
    before = _offset(early, zone)
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        early, late = (middle, late) if _offset(middle, zone) == before else (early, middle)
    return late.replace(microsecond=0)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _text(moment: datetime) -> str:
    return f"{moment.replace(tzinfo=None)}"
