"""Time limits of databases that know none: another thread ends what a connection does."""

from collections.abc import Callable
from threading import Timer
from typing import Any


def ended_after(seconds: float, end: Callable[[], None]) -> Timer:
    """What ends it, unless it is cancelled before."""
    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    return timer


def limit(seconds: float, end: Callable[[], None], record: Any) -> None:
    """Of a connection that is taken from the pool."""
    record.info["limit"] = ended_after(seconds, end)


def unlimit(record: Any) -> None:
    """Of one that is put back."""
    timer = record.info.pop("limit", None)
    if timer is not None:
        timer.cancel()
