"""`make bench-data`: 200,000 orders and 1,000,000 lines, in SQLite, PostgreSQL and MariaDB; what is there stays."""

import random
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

import psycopg
import pymysql
from sqlalchemy import Table, create_engine, inspect

from bench.places import URLS, create_database, reachable
from bench.tables import DELIVERED, DELIVERED_ELSEWHERE, metadata, order_lines, orders

ORDERS = 200_000
LINES = 5  # per order
CITIES = ("Köln", "Hamburg", "Zürich", "Wien", "Sankt Augustin", "Frankfurt am Main", "Łódź", "Paris", None)
STATES = ("open", "confirmed", "delivered", "invoiced", "paid")
NOTES = (None, "Deliver to the back entrance", "Call before delivery: +49 221 555-0199", 'He said "tomorrow", probably')


def order_rows() -> Iterator[Sequence[Any]]:
    chance = random.Random(1)
    first, start = date(2019, 1, 1), datetime(2019, 1, 1, 6, 30, 15)
    for number in range(1, ORDERS + 1):
        net = chance.randrange(100, 5_000_000)
        day = number // 100
        yield (
            number, f"SO-{number:08}", chance.randrange(1, 601), first + timedelta(day),
            start + timedelta(day, chance.randrange(30_000)), chance.choice(STATES),
            chance.choice(("EUR", "USD", "PLN")),
            f"{net // 100}.{net % 100:02}", f"{net // 500}.{net % 97:02}",
            f"{chance.randrange(0, 30)}.50" if number % 3 else None, chance.choice(CITIES), chance.choice(NOTES),
        )  # fmt: skip


def line_rows() -> Iterator[Sequence[Any]]:
    chance = random.Random(2)
    first = date(2019, 1, 5)
    for number in range(1, ORDERS + 1):
        for line in range(1, LINES + 1):
            amount = chance.randrange(1, 200)
            cents = chance.randrange(10_000, 9_000_000)
            yield (
                number, line * 10, f"PIPE-{chance.randrange(5_000):05}", f"{amount}.{chance.randrange(4) * 250:03}",
                f"{cents // 10_000}.{cents % 10_000:04}", f"{amount * cents // 10_000}.{cents % 100:02}",
                first + timedelta(number // 100 + chance.randrange(20)) if chance.random() < 0.8 else None,
                "partial delivery" if line == 3 else None,
            )  # fmt: skip


def load_sqlite(connection: Any, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    marks = ", ".join("?" for _ in table.c)
    written = (tuple(_sqlite_value(value) for value in row) for row in rows)
    raw: sqlite3.Connection = connection.driver_connection
    raw.executemany(f"INSERT INTO {table.name} VALUES ({marks})", written)
    raw.commit()
    raw.execute("PRAGMA journal_mode = WAL")  # CAP puts a file into it that it opens


def _sqlite_value(value: Any) -> Any:
    return value.isoformat(" ", "microseconds") if isinstance(value, datetime) else str(value) if value else value


def load_postgresql(connection: Any, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    raw: psycopg.Connection[Any] = connection.driver_connection
    with raw.cursor().copy(f"COPY {table.name} FROM STDIN") as copy:  # type: ignore[arg-type]  # a name of ours
        for row in rows:
            copy.write_row(row)
    raw.commit()


def load_mysql(connection: Any, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    marks = ", ".join("%s" for _ in table.c)
    raw: pymysql.Connection[Any] = connection.driver_connection
    found = iter(rows)
    while chunk := list(islice(found, 2_000)):
        raw.cursor().executemany(f"INSERT INTO {table.name} VALUES ({marks})", chunk)
    raw.commit()


LOAD = {"sqlite": load_sqlite, "postgresql": load_postgresql, "mariadb": load_mysql, "mysql": load_mysql}
# CAP reads a service's entities from views of these names, as its own deployment makes them.
PEER_VIEWS = (
    "CREATE VIEW Bench_Orders AS SELECT * FROM orders",
    "CREATE VIEW Bench_OrderLines AS SELECT * FROM order_lines",
)
ANALYZE = {"sqlite": "ANALYZE", "postgresql": "VACUUM ANALYZE", "mariadb": "ANALYZE TABLE orders, order_lines"}


def make(name: str) -> None:
    """The tables of a database, unless they are there."""
    create_database(name)
    engine = create_engine(URLS[name])
    delivered = DELIVERED.get(engine.dialect.name, DELIVERED_ELSEWHERE)
    with engine.connect() as connection:
        there = inspect(connection)
        if there.has_table("order_lines") and any(item["name"] == delivered.name for item in
                                                  there.get_indexes("order_lines")):  # fmt: skip
            return
    print(f"  {name}: {ORDERS:,} orders, {ORDERS * LINES:,} lines", file=sys.stderr, flush=True)
    with engine.begin() as connection:
        for view in ("Bench_Orders", "Bench_OrderLines"):
            connection.exec_driver_sql(f"DROP VIEW IF EXISTS {view}")
    metadata.drop_all(engine)
    metadata.create_all(engine)
    raw = engine.raw_connection()
    for table, rows in ((orders, order_rows()), (order_lines, line_rows())):
        LOAD[engine.dialect.name](raw, table, rows)
    raw.close()
    with engine.begin() as connection:
        for view in PEER_VIEWS:
            connection.exec_driver_sql(view)
    delivered.create(engine)  # last: it says that all is there
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(ANALYZE[engine.dialect.name])
    engine.dispose()


if __name__ == "__main__":
    for wanted in sys.argv[1:] or reachable():
        make(wanted)
