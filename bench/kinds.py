"""The kinds of requests that are measured: as sent to the service, to a peer, and as the SQL of the floor."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sqlalchemy import Select, func, select

from bench.tables import order_lines, orders

ROOT = "/odata/v4/bench/"
JSON = {"Accept": "application/json", "Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP request."""

    target: str
    method: str = "GET"
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of request. `call` makes the request with a number, which those that change rows need; `floor` is the SQL
    of the rows, `counted` that of the count beside them. `times` are asked for in one round."""

    name: str
    call: Callable[[int], Call]
    floor: Select[Any] | None = None
    counted: Select[Any] | None = None
    times: int = 60
    changes: bool = False


def got(target: str, headers: Mapping[str, str] | None = None) -> Callable[[int], Call]:
    made = Call(ROOT + target, headers=headers or {})
    return lambda number: made


def batch(parts: int) -> Call:
    """A JSON batch of so many requests by key."""
    wanted = ",".join(f'{{"id":"{part}","method":"GET","url":"orders({1000 + part})"}}' for part in range(parts))
    return Call(f"{ROOT}$batch", "POST", f'{{"requests":[{wanted}]}}'.encode(), JSON)


def create(number: int) -> Call:
    """A new order; its number has never been there."""
    chosen = 1_000_000 + next(NUMBERS)
    text = (
        f'{{"id":{chosen},"order_no":"SO-{chosen:08}","customer_id":7,"order_date":"2026-01-31",'
        f'"created_at":"2026-01-31T12:30:00Z","status":"open","currency":"EUR","net_amount":12.50,"tax_amount":2.38}}'
    )
    return Call(f"{ROOT}orders", "POST", text.encode(), JSON)


def change(number: int) -> Call:
    return Call(f"{ROOT}orders({70_000 + number})", "PATCH", f'{{"note":"Note {next(NUMBERS)}"}}'.encode(), JSON)


NUMBERS = count(time.time_ns() // 1_000_000_000 % 1_000_000 * 1_000)
_BY_CUSTOMER = orders.c.customer_id == 77
KINDS = (
    Kind("by key", got("orders(150000)"), select(orders).where(orders.c.id == 150000), times=150),
    Kind("200 rows", got("orders?$top=200"), select(orders).order_by(orders.c.id).limit(200)),
    Kind(
        "200 filtered, sorted, counted",
        got("orders?$filter=customer_id%20eq%2077%20and%20net_amount%20gt%20100&$orderby=net_amount%20desc"
            "&$count=true&$top=200"),
        select(orders).where(_BY_CUSTOMER, orders.c.net_amount > 100)
        .order_by(orders.c.net_amount.desc(), orders.c.id).limit(200),
        select(func.count()).select_from(orders).where(_BY_CUSTOMER, orders.c.net_amount > 100),
    ),
    Kind("2,000 rows", got("orders?$top=2000", {"Prefer": "odata.maxpagesize=2000"}),
         select(orders).order_by(orders.c.id).limit(2000), times=25),
    Kind("$skip=150000, 200 rows", got("orders?$skip=150000&$top=200"),
         select(orders).order_by(orders.c.id).limit(200).offset(150000), times=25),
    Kind("50 orders with their lines", got("orders?$top=50&$expand=lines"),
         select(orders, order_lines).join(order_lines, order_lines.c.order_id == orders.c.id)
         .where(orders.c.id <= 50).order_by(orders.c.id, order_lines.c.line_no)),
    Kind("create one row", create, changes=True),
    Kind("change one row", change, changes=True),
    Kind("batch of 20 GETs", lambda number: batch(20), times=20),
    Kind("$metadata", got("$metadata"), times=150),
)  # fmt: skip
# Goal: within 1.3 times the floor and the constant answer together.
BOUND = frozenset({"by key", "200 rows", "200 filtered, sorted, counted", "2,000 rows"})


def for_peer(call: Call) -> Call:
    """The same request as a peer names the sets."""
    body = call.body and call.body.replace(b"orders(", b"Orders(")
    return Call(call.target.replace("/orders", "/Orders"), call.method, body, call.headers)
