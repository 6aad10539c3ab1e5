"""Where pages ended that were asked for with `$skip`: what comes behind them need not be counted out again.

A page that starts where one ended is the page behind its last row, if the table holds the same rows as then. That is
proved, not believed (`sql.unchanged`); where it cannot be, the database skips the rows.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from odata_service.query.paging import Token, tied_of
from odata_service.requests.plan import Level
from odata_service.sql.tokens import token_value
from odata_service.sql.unchanged import Mark
from odata_service.url.request import Asked

REMEMBERED_PLACES = 2000
LONGEST = 2000  # characters of what decides which rows come
DECIDING = frozenset({"$filter", "$orderby"})

Way = tuple[Any, ...]  # which rows come, in which order


@dataclass(frozen=True, slots=True)
class Place:
    """The last row before a page, as a page token tells it, and what must not have changed since."""

    token: Token
    mark: Mark


@dataclass(slots=True, eq=False)
class Places:
    """The places that were come by last, by the number of rows before them; thread-safe and bounded."""

    size: int = REMEMBERED_PLACES
    places: OrderedDict[tuple[Way, int], Place] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    sought: int = 0
    skipped: int = 0

    def get(self, way: Way, skip: int) -> Place | None:
        with self.lock:
            return self.places.get((way, skip))

    def put(self, way: Way, skip: int, place: Place) -> None:
        with self.lock:
            self.places[way, skip] = place
            self.places.move_to_end((way, skip))
            while len(self.places) > self.size:
                self.places.popitem(last=False)

    def came(self, *, sought: bool) -> None:
        with self.lock:
            self.sought += sought
            self.skipped += not sought


def way_of(asked: Asked) -> Way | None:
    """What decides which rows come, and in which order; None where it is too long to remember."""
    deciding = [pair for pair in asked.pairs if pair[0] in DECIDING or pair[0][:1] == "@"]
    if sum(len(value) for _, value in deciding) > LONGEST:
        return None
    return (asked.segments, *sorted(deciding))


def place_behind(level: Level, rows: Sequence[Sequence[Any]], mark: Mark) -> Place:
    """The place behind these rows, whose first one is that of a page, or the last."""
    first, last = ([row[index] for index in level.order] for row in (rows[0], rows[-1]))
    return Place(Token(tuple(map(token_value, last)), tied=tied_of(first, last) if len(rows) > 1 else 0), mark)
