"""What changes cost: update, create, delete, and batches of 20, beside the same SQL through the bare driver."""

import http.client
import json
import sqlite3
import time
import uuid
from collections.abc import Callable
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from odata_service.sql.opening import normalised

ROOT = "/odata/v4/erp/"
HEADERS = {"Content-Type": "application/json"}
CUSTOMER = {"CustomerGroup": "Retail", "City": "Köln", "CountryCode": "DE", "CurrencyCode": "EUR", "CreditLimit": 12.5}
BATCH = 20
WARMING = 24  # requests before those that are measured: each of the processes prepares what it remembers

Sql = tuple[str, Callable[[int], tuple[Any, ...]]]

READ_ROW: Sql = ("SELECT * FROM customers WHERE customer_id = ?", lambda number: (7,))
INSERT = (
    "INSERT INTO customers"
    " (customer_name, customer_group, account_guid, city, country_code, currency_code, credit_limit, created_at,"
    " changed_at)"
    " VALUES (?, 'R', ?, 'Köln', 'DE', 'EUR', 12.5, '2026-01-01 00:00:00.000000', '2026-01-01 00:00:00.000000')"
)
CREATE: tuple[Sql, ...] = ((INSERT, lambda number: ("Bench floor", uuid.uuid4().hex)), READ_ROW)
FLOORS: dict[str, tuple[Sql, ...]] = {
    "update": (
        READ_ROW,
        ("UPDATE customers SET city = ? WHERE customer_id = 7", lambda number: (f"Floor {number}",)),
        READ_ROW,
    ),
    "create": CREATE,
    "batch of 20 GETs": tuple(
        ("SELECT * FROM order_lines WHERE order_id = ? AND line_no = 10", lambda number, place=place: (place,))  # type: ignore[misc]
        for place in range(1, BATCH + 1)
    ),
    "batch of 20 creates": CREATE * BATCH,
}


def report(url: str, port: int, spent: Callable[[], float], seconds: float) -> None:
    """Prints a line for each kind; `spent` is the server's CPU so far."""
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def sent(method: str, path: str, content: Any = None) -> Any:
        connection.request(method, path, None if content is None else json.dumps(content).encode(), HEADERS)
        response = connection.getresponse()
        body = response.read()
        assert response.status < 300, body[:300]
        return json.loads(body) if body else None

    created: list[str] = []
    kinds: dict[str, Callable[[int], None]] = {
        "update": lambda number: sent("PATCH", f"{ROOT}Customers(7)", {"City": f"City {number}"}),
        "create": lambda number: created.append(_path(sent("POST", f"{ROOT}Customers", _customer(number)))),
        "batch of 20 GETs": lambda number: sent("POST", f"{ROOT}$batch", _gets()),
        "batch of 20 creates": lambda number: created.extend(_created(sent("POST", f"{ROOT}$batch", _creates(number)))),
    }
    for name, send in kinds.items():
        for number in range(WARMING):
            send(number)
            connection.close()  # the next one goes to whichever process is free
        rolled_back = name.endswith(("create", "creates"))
        _shown(name, *_measured(send, spent, seconds), _floor(url, FLOORS[name], seconds / 2, rolled_back=rolled_back))
    few, most = created[: len(created) // 4], created[len(created) // 4 :]
    _shown(
        "delete",
        *_measured(lambda number: sent("DELETE", most.pop()), spent, seconds * 20, len(most)),
        _floor(url, _deletes(few), seconds * 20, most=len(few)),
    )


def _deletes(paths: list[str]) -> tuple[Sql, ...]:
    """What reads and deletes the rows of these entities, one after the other."""
    keys = [int(path.rpartition("(")[2].rstrip(")")) for path in paths]
    return (
        ("SELECT * FROM customers WHERE customer_id = ?", lambda number: (keys[number - 1],)),
        ("DELETE FROM customers WHERE customer_id = ?", lambda number: (keys[number - 1],)),
    )


def _customer(number: int) -> dict[str, Any]:
    return {"CustomerName": f"Bench {number}", **CUSTOMER}


def _path(entity: dict[str, Any]) -> str:
    return f"{ROOT}Customers({entity['CustomerID']})"


def _gets() -> dict[str, Any]:
    urls = [f"OrderLines(OrderID={number + 1},LineNo=10)" for number in range(BATCH)]
    return {"requests": [{"id": str(number), "method": "GET", "url": url} for number, url in enumerate(urls)]}


def _creates(number: int) -> dict[str, Any]:
    """One change set."""
    one = {"atomicityGroup": "g", "method": "POST", "url": "Customers", "body": _customer(number)}
    return {"requests": [{"id": str(place), **one} for place in range(BATCH)]}


def _created(answer: dict[str, Any]) -> list[str]:
    return [_path(response["body"]) for response in answer["responses"]]


def _measured(
    send: Callable[[int], Any], spent: Callable[[], float], seconds: float, most: int = 1_000_000
) -> tuple[float, float]:
    """CPU milliseconds per request, and requests per second."""
    before, started, number = spent(), time.perf_counter(), 0
    while number < most and time.perf_counter() - started < seconds:
        number += 1
        send(number)
    return (spent() - before) / number * 1000, number / (time.perf_counter() - started)


def _shown(name: str, milliseconds: float, rate: float, least: float | None) -> None:
    floor = "" if least is None else f"{least:.3f}"
    print(f"| {name:25} | {milliseconds:.2f} | {floor} | {rate:.0f} |", flush=True)


def _floor(
    url: str, statements: tuple[Sql, ...], seconds: float, most: int = 1_000_000, *, rolled_back: bool = False
) -> float:
    """CPU milliseconds of the bare driver, each request in a transaction; what it inserts is rolled back."""
    run = _sqlite(url) if url.startswith("sqlite") else _postgresql(url)
    number, before, until = 0, time.process_time(), time.perf_counter() + seconds
    while number < most and time.perf_counter() < until:
        number += 1
        run("BEGIN", ())
        for sql, parameters in statements:
            run(sql, parameters(number))
        run("ROLLBACK" if rolled_back else "COMMIT", ())
    return (time.process_time() - before) / max(number, 1) * 1000


def _sqlite(url: str) -> Callable[[str, tuple[Any, ...]], Any]:
    connection = sqlite3.connect(make_url(url).database or "", isolation_level=None)
    return lambda sql, parameters: connection.execute(sql, parameters).fetchall()


def _postgresql(url: str) -> Callable[[str, tuple[Any, ...]], Any]:
    target = normalised(url).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = psycopg.connect(target, autocommit=True)

    def run(sql: str, parameters: tuple[Any, ...]) -> None:
        cursor = connection.execute(sql.replace("?", "%s"), parameters)
        if cursor.description is not None:
            cursor.fetchall()

    return run
