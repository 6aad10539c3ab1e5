"""`make bench`: the demo ERP in SQLite and in PostgreSQL, one line per kind of request.

Server CPU is that of all its processes, from /proc, in milliseconds per request; the floor is the same SQL through the
bare driver and the same bytes through the JSON encoder, in this run. PostgreSQL's own processes are not counted.
"""

import argparse
import http.client
import json
import os
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import psycopg
from sqlalchemy.engine import make_url

from bench import changes
from models.build import build
from odata_service.sql.database import normalised

TICKS = os.sysconf("SC_CLK_TCK")
ROOT = "/odata/v4/erp/"
DEEP = "OrderLines?$top=200&$skip=40000"


@dataclass(frozen=True)
class Kind:
    """A kind of request, and the same by hand: SQL and its parameters."""

    name: str
    url: str
    sql: str | None = None
    parameters: tuple[Any, ...] = ()


COLUMNS = {
    "order_id": "OrderID",
    "line_no": "LineNo",
    "product_no": "ProductNo",
    "warehouse_code": "WarehouseCode",
    "quantity": "Quantity",
    "unit_price": "UnitPrice",
    "discount_percent": "DiscountPercent",
    "line_amount": "LineAmount",
    "line_text": "LineText",
}
LINES = "SELECT " + ", ".join(f'{column} AS "{name}"' for column, name in COLUMNS.items()) + " FROM order_lines"
KINDS = (
    Kind("by key", "OrderLines(OrderID=25000,LineNo=10)", f"{LINES} WHERE order_id = ? AND line_no = ?", (25000, 10)),
    Kind("list of 200", "OrderLines?$top=200", f"{LINES} ORDER BY order_id, line_no LIMIT ?", (200,)),
    Kind(
        "filtered, sorted, counted",
        "OrderLines?$filter=ProductNo%20eq%20'PIPE-00001'%20or%20OrderID%20le%2060"
        "&$orderby=LineAmount%20desc&$count=true&$top=200",
        f"{LINES} WHERE product_no = ? OR order_id <= ? ORDER BY line_amount DESC, order_id, line_no LIMIT 200",
        ("PIPE-00001", 60),
    ),
    Kind("2,000 rows", "OrderLines?$top=2000", f"{LINES} ORDER BY order_id, line_no LIMIT ?", (2000,)),
    Kind("skip 40,000", DEEP, f"{LINES} ORDER BY order_id, line_no LIMIT 200 OFFSET ?", (40000,)),
    Kind("next link at the start", "next:OrderID%20lt%20100"),
    Kind("next link at the end", "next:OrderID%20gt%2049900"),
    Kind("contains", "Customers?$filter=contains(CustomerName,'O''Neil')&$select=CustomerID,CustomerName&$top=200"),
    Kind("$metadata", "$metadata"),
)  # fmt: skip


@dataclass(frozen=True)
class Cost:
    milliseconds: float
    per_second: float
    p99: float


@contextmanager
def server(url: str, workers: int) -> Iterator[tuple[int, int]]:
    """The product's own server on a free port: the port and the process id."""
    port = free_port()
    environment = {**os.environ, "ERP_DATABASE_URL": url, "PORT": str(port), "ODATA_WORKERS": str(workers),
                   "ODATA_REQUEST_LOG": "off"}  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(100):
            try:
                if fetch(http.client.HTTPConnection("127.0.0.1", port), "/health/ready")[0] == 200:
                    break
            except OSError:
                time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def cpu_seconds(parent: int) -> float:
    """User and system time of a process and its children."""
    total = 0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(folder.name) == parent or int(fields[1]) == parent:
            total += int(fields[11]) + int(fields[12])
    return total / TICKS


def fetch(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read()


def measured(port: int, parent: int, path: str, connections: int, seconds: float) -> Cost:
    """Asks for so many seconds over so many connections."""
    times: list[float] = []
    until = time.perf_counter() + seconds

    def run() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.perf_counter() < until:
            started = time.perf_counter()
            status, body = fetch(connection, path)
            assert status == 200, body[:300]
            times.append(time.perf_counter() - started)

    threads = [threading.Thread(target=run) for _ in range(connections)]
    before, started = cpu_seconds(parent), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent, took = cpu_seconds(parent) - before, time.perf_counter() - started
    times.sort()
    return Cost(spent / len(times) * 1000, len(times) / took, times[int(len(times) * 0.99)] * 1000)


def floor(url: str, kind: Kind, seconds: float) -> float | None:
    """CPU milliseconds of the bare driver and the encoder for the same rows."""
    if kind.sql is None:
        return None
    run = sqlite_floor(url, kind) if url.startswith("sqlite") else postgresql_floor(url, kind)
    run()
    count, before, until = 0, time.process_time(), time.perf_counter() + seconds
    while time.perf_counter() < until:
        run()
        count += 1
    return (time.process_time() - before) / count * 1000


def sqlite_floor(url: str, kind: Kind) -> Callable[[], bytes]:
    connection = sqlite3.connect(make_url(url).database or "")

    def run() -> bytes:
        cursor = connection.execute(kind.sql or "", kind.parameters)
        names = [column[0] for column in cursor.description]
        return msgspec.json.encode({"value": [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]})

    return run


def postgresql_floor(url: str, kind: Kind) -> Callable[[], bytes]:
    target = normalised(url).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = psycopg.connect(target, autocommit=True)
    sql = (kind.sql or "").replace("?", "%s")
    encoder = msgspec.json.Encoder(decimal_format="number")

    def run() -> bytes:
        cursor = connection.execute(sql, kind.parameters)
        names = [column.name for column in cursor.description or ()]
        return encoder.encode({"value": [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]})

    return run


def path_of(kind: Kind, port: int) -> str:
    if not kind.url.startswith("next:"):
        return ROOT + kind.url
    wanted = f"{ROOT}OrderLines?$top=100000&$filter={kind.url.removeprefix('next:')}"
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", wanted, headers={"Prefer": "maxpagesize=200"})
    link = json.loads(connection.getresponse().read())["@odata.nextLink"]
    parts = urllib.parse.urlsplit(link)
    return f"{parts.path}?{parts.query}"


def report(name: str, url: str, seconds: float) -> None:
    print(f"\n{name}: server CPU, ms per request; requests per second and p99 in ms at 1 and 16 connections\n")
    print(f"| {'request':25} | CPU ms | floor ms | 1: req/s | p99 | 16: req/s | p99 |")
    print(f"| {'---':25} | ---: | ---: | ---: | ---: | ---: | ---: |")
    with server(url, workers=2) as (port, parent):
        for kind in KINDS:
            path = path_of(kind, port)
            measured(port, parent, path, 2, 0.3)
            one, many = measured(port, parent, path, 1, seconds), measured(port, parent, path, 16, seconds)
            least = floor(url, kind, seconds / 2)
            shown = "" if least is None else f"{least:.3f}"
            print(f"| {kind.name:25} | {one.milliseconds:.2f} | {shown} | {one.per_second:.0f} | {one.p99:.1f} "
                  f"| {many.per_second:.0f} | {many.p99:.1f} |", flush=True)  # fmt: skip


def report_changes(name: str, url: str, seconds: float) -> None:
    print(f"\n{name}: changes, and batches in one request\n")
    print(f"| {'request':25} | CPU ms | floor ms | req/s |")
    print(f"| {'---':25} | ---: | ---: | ---: |")
    with server(url, workers=2) as (port, parent):
        changes.report(url, port, lambda: cpu_seconds(parent), seconds)


def resident_kilobytes(parent: int) -> int:
    """The memory of the server's worker processes."""
    total = 0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[1]) == parent:
                line = next(item for item in (folder / "status").read_text().splitlines() if item.startswith("VmRSS"))
                total += int(line.split()[1])
        except (OSError, StopIteration):
            continue
    return total


def memory(name: str, url: str) -> None:
    """Reads all order lines by next links, 2,000 a page, and prints the worker's memory on the way."""
    with server(url, workers=1) as (port, parent):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        path, pages, rows, shown = f"{ROOT}OrderLines", 0, 0, []
        while path:
            connection.request("GET", path, headers={"Prefer": "maxpagesize=2000"})
            body = json.loads(connection.getresponse().read())
            pages, rows = pages + 1, rows + len(body["value"])
            if pages in (5, 50) or "@odata.nextLink" not in body:
                shown.append(f"{resident_kilobytes(parent) / 1024:.1f} MB after page {pages}")
            parts = urllib.parse.urlsplit(body.get("@odata.nextLink", ""))
            path = f"{parts.path}?{parts.query}" if parts.path else ""
    print(f"\n{name}: memory of a worker while {rows:,} rows are read: {', '.join(shown)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="What a request costs.")
    parser.add_argument("--seconds", type=float, default=2.0, help="per measurement")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    given = parser.parse_args()
    postgresql = os.environ.get("BENCH_POSTGRESQL_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
    if given.only != "postgresql":
        build("sqlite:///data/erp.sqlite")
        report("SQLite", "sqlite:///data/erp.sqlite", given.seconds)
        report_changes("SQLite", "sqlite:///data/erp.sqlite", given.seconds)
        memory("SQLite", "sqlite:///data/erp.sqlite")
    if given.only != "sqlite":
        target = normalised(postgresql).set(drivername="postgresql", database="odata_bench")
        with psycopg.connect(normalised(postgresql).set(drivername="postgresql").render_as_string(hide_password=False),
                             autocommit=True) as connection:  # fmt: skip
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'odata_bench'").fetchone():
                connection.execute("CREATE DATABASE odata_bench")
        build(target.render_as_string(hide_password=False))
        report("PostgreSQL", target.render_as_string(hide_password=False), given.seconds)
        report_changes("PostgreSQL", target.render_as_string(hide_password=False), given.seconds)
        memory("PostgreSQL", target.render_as_string(hide_password=False))


if __name__ == "__main__":
    main()
