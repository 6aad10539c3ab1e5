"""The number of all rows that a page is part of: counted for the first page, carried from page to page by the token.
A first page behind which nothing follows tells it without counting.

Counting may cost a hundred times what the page costs. So it has a time limit of its own; when it is over, the page
comes with the number of rows that are known to be there, which a client can go on from, instead of an error. A model
may want the error (`count="exact"`), count up to a number, or give a count again for some seconds.
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from odata_service.edm.model import EntitySet
from odata_service.errors import QueryTimeout
from odata_service.query.paging import Token

log = logging.getLogger("odata_service")

REMEMBERED_COUNTS = 1000


@dataclass(slots=True, eq=False)
class Counts:
    """The counts that were taken last, and until when they are given again; thread-safe and bounded."""

    size: int = REMEMBERED_COUNTS
    counts: OrderedDict[Any, tuple[int, float]] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, what: Any) -> int | None:
        with self.lock:
            count, until = self.counts.get(what, (0, 0.0))
            return count if monotonic() < until else None

    def put(self, what: Any, count: int, seconds: float) -> None:
        with self.lock:
            self.counts[what] = (count, monotonic() + seconds)
            self.counts.move_to_end(what)
            while len(self.counts) > self.size:
                self.counts.popitem(last=False)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says about the number of all rows: how many were before it, how many it has, whether more follow."""

    before: int
    rows: int
    more: bool
    all: int | None = None  # the number itself, where it was seen that nothing follows

    @property
    def seen(self) -> int:
        """So many rows there are at least."""
        return self.before + self.rows + self.more


def total(
    entity_set: EntitySet, counts: Counts, what: Any, token: Token | None, page: Page, count: Callable[[], int]
) -> int:
    """The count for a page; negative where it is only known to be that many at least, as tokens carry it.

    Raises:
        QueryTimeout: counting takes too long, and the model wants nothing but the exact number.
    """
    if token is None and page.all is not None:
        return page.all
    if token is not None and token.count is not None:
        if token.count >= 0:
            return token.count
        seen = Page(-token.count - 1, page.rows, page.more).seen
        return -seen if page.more else seen
    known = counts.get(what) if entity_set.count.seconds else None
    if known is not None:
        return known
    try:
        found = count()
    except QueryTimeout:
        if entity_set.count.exact or not page.seen:
            raise
        log.warning("counting the rows of '%s' took too long; a page comes with those that are known", entity_set.name)
        return -page.seen if page.more else page.seen
    if entity_set.count.seconds:
        counts.put(what, found, entity_set.count.seconds)
    return found
