"""A mark among the changes of a set -> the keys of what has changed since, page by page, and the next mark.

Nothing that is committed is lost, whatever it was overtaken by, because each mark lies before all that was not over
when it was taken: exactly where the database can tell that, else by so much as the model says. What lies between is
told twice at worst. A mark is taken before anything is read.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from time import time
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import msgspec

from odata_service.edm.model import Changes, EntitySet, Model
from odata_service.edm.tracked import CHANGES, LOG, POSITION, TIME, TRANSACTION, model_of_changes
from odata_service.edm.types import DATE, DATE_TIME_OFFSET
from odata_service.protocol.message import Request
from odata_service.query.delta import NUMBER as NUMBERS
from odata_service.query.delta import TIME as TIMES
from odata_service.query.delta import Mark, gone, not_ours
from odata_service.requests.plan import PlanCache
from odata_service.requests.reading import Reader
from odata_service.sql.statement import Statement
from odata_service.url.request import read_request

ACCEPT = "application/json;odata.metadata=none;IEEE754Compatible=true"
SETTLED_SECONDS = 900  # a number that was the largest for so long is not overtaken any more
HORIZON = Statement("SELECT txid_snapshot_xmin(txid_current_snapshot())", ())
ALL = 10**12
AT_ONCE = 10_000  # rows of a log
PLACE = re.compile(r"-?\d{1,38}(,\d{1,38})?", re.ASCII)

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """What is remembered of a set's changes: how they are read."""

    changes: Changes
    model: Model
    keys: tuple[str, ...]
    plans: PlanCache


def source_of(entity_set: EntitySet, model: Model, dialect: str) -> Source:
    """How the changes of a set are read in a database of this dialect."""
    assert entity_set.changes is not None
    return Source(
        entity_set.changes, model_of_changes(entity_set, model, dialect), tuple(entity_set.type.key), PlanCache(size=50)
    )


@dataclass(frozen=True, slots=True, eq=False)
class Changed:
    """The changes of one set, as they are read for one request."""

    source: Source
    reader: Reader  # of the set itself

    @property
    def _changes(self) -> Changes:
        return self.source.changes

    @property
    def _dialect(self) -> str:
        return self.reader.database_of(self.source.model.entity_sets[CHANGES].source).dialect.name

    @property
    def _by_transaction(self) -> bool:
        return self._dialect == "postgresql" and self._changes.transaction is not None

    @property
    def _by_time(self) -> bool:
        return self._changes.position.type in (DATE, DATE_TIME_OFFSET)

    @property
    def form(self) -> re.Pattern[str]:
        """How the lowest position of a mark is written."""
        return TIMES if self._by_time else NUMBERS

    def mark(self, before: Mark | None = None) -> Mark:
        """The place behind which everything lies that is not seen by what is read from now on; `before` is an earlier
        one.

        Raises:
            Gone: the log does not reach back to that.
        """
        if self._by_time:
            return Mark(self._moment())
        transaction = int(self._fetch(HORIZON)) if self._by_transaction else 0
        last = self._number(LOG if self._changes.logged else CHANGES, "desc")
        if not self._changes.logged:
            return self._settled(last if last is not None else 0, before)
        first = self._number(LOG, "asc")
        self._check(before, first, last, transaction)
        seen = 0 if last is None else last
        if self._by_transaction or self._dialect == "sqlite":
            return Mark(str(seen), seen, 0, transaction)
        if self._changes.time is None:
            return self._settled(seen, before, (first or 1) - 1)
        old = self._number(LOG, "desc", f"{TIME} lt now() sub duration'PT{int(self._changes.overlap)}S'")
        return Mark(str(old if old is not None else (first or 1) - 1), seen)

    def _moment(self) -> str:
        """Of a day, the one before it, too: nobody knows by which clocks it is one."""
        moment = datetime.now(UTC) - timedelta(seconds=self._changes.overlap)
        if self._changes.position.type is DATE:
            return (moment - timedelta(days=1)).date().isoformat()
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    def _settled(self, seen: int, before: Mark | None, least: int | None = None) -> Mark:
        """A mark so many numbers before the largest one, until that has been the largest for long enough."""
        now = int(time())
        since = before.since if before is not None and before.seen == seen else now
        behind = 0 if now - since >= SETTLED_SECONDS else int(self._changes.overlap)
        low = seen - behind if least is None else max(seen - behind, least)
        return Mark(str(low), seen, since)

    def _check(self, before: Mark | None, first: int | None, last: int | None, transaction: int) -> None:
        """A log that begins behind the mark was cut, and one that ends before it is another one: of a backup."""
        if before is None:
            return
        cut = first is not None and int(before.low) + 1 < first
        lost = before.seen > (last if last is not None else 0)
        if cut or lost or before.transaction > transaction:
            raise gone()

    def page(self, mark: Mark, behind: str | None, size: int) -> tuple[list[Key], str | None]:
        """The keys of some of what has changed since the mark, none of them twice, and the place behind them.

        Raises:
            BadRequest: `behind` is no such place.
        """
        if self._changes.logged:
            return self._logged(mark, behind, size)
        query = f"$filter={quote(self._since(mark))}&$orderby={POSITION}&$select={','.join(self.source.keys)}"
        token = "" if behind is None else f"&$skiptoken={quote(behind, safe='')}"
        page = self._asked(CHANGES, query + token, size)
        link = page.get("@odata.nextLink")
        return self._keys(page), None if link is None else dict(parse_qsl(urlsplit(link).query))["$skiptoken"]

    def _logged(self, mark: Mark, behind: str | None, size: int) -> tuple[list[Key], str | None]:
        """A row may be changed many times, of which the last one counts, among so many rows of the log: what is told
        of it is told with that. Each page is a range of an index, however much there is."""
        order = [TRANSACTION, POSITION] if self._by_transaction else [POSITION]
        where = self._since(mark)
        if behind is not None:
            if not PLACE.fullmatch(behind) or behind.count(",") + 1 != len(order):
                raise not_ours()
            *first, last = behind.split(",")
            beyond = f"{POSITION} gt {last}"
            where += (
                f" and {TRANSACTION} ge {first[0]} and ({TRANSACTION} gt {first[0]} or {beyond})"
                if first
                else (f" and {beyond}")
            )
        names = ",".join([*self.source.keys, *order])
        query = f"$filter={quote(where)}&$orderby={','.join(order)}&$select={names}&$top={AT_ONCE}"
        page = self._asked(CHANGES, query, AT_ONCE)
        places: dict[Key, str] = {}
        for key, row in zip(self._keys(page), page["value"], strict=True):
            places.pop(key, None)  # the last one counts
            places[key] = ",".join(str(row[name]) for name in order)
        told = list(places)[:size]
        more = len(places) > size or len(page["value"]) == AT_ONCE
        return told, places[told[-1]] if more else None

    def _keys(self, page: dict[str, Any]) -> list[Key]:
        return [tuple(row[name] for name in self.source.keys) for row in page["value"]]

    def number(self, mark: Mark) -> int:
        """How many entities have changed since the mark."""
        path, names = f"{CHANGES}/$count", ",".join(self.source.keys)
        query = f"$apply={quote(f'filter({self._since(mark)})/groupby(({names}))')}"
        response = self._reader.answer(Request("GET", path, query), read_request(path, query), "4.0")
        return int(response.body)

    def _since(self, mark: Mark) -> str:
        """The condition of what has changed since the mark."""
        if self._by_transaction:
            return f"{TRANSACTION} ge {mark.transaction}"
        return f"{POSITION} {'ge' if self._by_time else 'gt'} {mark.low}"

    def _number(self, name: str, direction: str, where: str | None = None) -> int | None:
        """The first or the last number; None where there is none."""
        condition = f"{POSITION} gt {-(2**63)}" if where is None else where  # rows that have never changed have none
        query = f"$select={POSITION}&$orderby={POSITION}%20{direction}&$top=1&$filter={quote(condition)}"
        rows = self._asked(name, query, 1)["value"]
        return int(rows[0][POSITION]) if rows else None

    def _fetch(self, statement: Statement) -> Any:
        database = self.reader.database_of(self.source.model.entity_sets[CHANGES].source)
        return database.fetch(statement, ())[0][0]

    @property
    def _reader(self) -> Reader:
        config = replace(self.reader.config, apply_rows=ALL, page_bytes=ALL, max_page_size=ALL)
        return replace(self.reader, model=self.source.model, plans=self.source.plans, config=config)

    def _asked(self, name: str, query: str, size: int) -> dict[str, Any]:
        headers = {"accept": ACCEPT, "prefer": f"odata.maxpagesize={size}"}
        request = Request("GET", name, query, headers)
        found: dict[str, Any] = msgspec.json.decode(self._reader.answer(request, read_request(name, query), "4.0").body)
        return found
