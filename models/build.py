"""Makes the demo's database: `python -m models.build [URL] [--scale S]`. A complete one is left alone."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, inspect
from sqlalchemy.engine import make_url

from models import erp_rows as rows
from models import erp_tables as tables
from models.erp import SERVICE
from odata_service.sql.database import normalised

REVISION = 1
CHUNK = 5_000

Progress = Callable[[int, int], None]


def build(url: str, *, scale: float = 1.0, progress: Progress | None = None) -> bool:
    """Creates the tables and fills them; whether there was anything to do. `scale` 1.0 is about 500,000 rows."""
    target = normalised(url)
    if target.get_backend_name() == "sqlite" and target.database:
        Path(target.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(target)
    try:
        if _complete(engine, scale):
            return False
        if target.get_backend_name() == "sqlite":
            event.listen(engine, "connect", _hurry)
        with engine.begin() as connection:
            tables.metadata.drop_all(connection)
            tables.metadata.create_all(connection)
        _fill(engine, scale, progress or (lambda done, total: None))
        return True
    finally:
        engine.dispose()


def _hurry(connection: Any, record: Any) -> None:
    """Nothing is lost if the machine dies now: a half-built database is built again."""
    for pragma in ("journal_mode=WAL", "synchronous=OFF", "cache_size=-64000"):
        connection.execute(f"PRAGMA {pragma}").close()


def _complete(engine: Engine, scale: float) -> bool:
    if not inspect(engine).has_table("demo_build"):
        return False
    with engine.connect() as connection:
        found = connection.execute(tables.demo_build.select()).first()
    return found is not None and found.complete and found.revision == REVISION and found.scale == scale


def _fill(engine: Engine, scale: float, progress: Progress) -> None:
    total = int(430_000 * scale) + 2_000
    done = 0
    with engine.begin() as connection:
        connection.execute(tables.demo_build.insert(), [{"revision": REVISION, "scale": scale, "complete": False}])
        for table, content in _contents(scale):
            for chunk in _chunks(content):
                _insert(connection, table, chunk)
                done += len(chunk)
                progress(min(done, total - 1), total)
        connection.execute(tables.demo_build.update().values(complete=True))
    progress(total, total)


def _insert(connection: Connection, table: Table, chunk: list[dict[str, Any]]) -> None:
    if chunk:
        connection.execute(table.insert().inline(), chunk)


def _contents(scale: float) -> Iterator[tuple[Table, Iterable[dict[str, Any]]]]:
    yield tables.currencies, rows.currencies()
    yield tables.exchange_rates, rows.exchange_rates()
    yield tables.countries, rows.countries()
    yield tables.employees, rows.employees(scale)
    yield tables.customers, rows.customers(scale)
    yield tables.addresses, rows.addresses(scale)
    yield tables.product_groups, rows.product_groups()
    yield tables.products, rows.products(scale)
    yield tables.prices, rows.prices(scale)
    yield tables.warehouses, rows.warehouses()
    yield tables.stock, rows.stock(scale)
    for group in _groups(rows.orders(scale), 2_000):
        yield tables.orders, [order for order, _ in group]
        yield tables.order_lines, [line for _, lines in group for line in lines]
        yield tables.invoices, [made for order, _ in group if (made := rows.invoice_of(order)) is not None]
    documents = list(rows.legacy(scale))
    yield tables.vbrleg, [document for document, _ in documents]
    yield tables.vbrlegp, [position for _, positions in documents for position in positions]


def _groups(content: Iterator[Any], size: int) -> Iterator[list[Any]]:
    while group := list(islice(content, size)):
        yield group


def _chunks(content: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    return _groups(iter(content), CHUNK)


def _bar(done: int, total: int) -> None:
    filled = done * 30 // total
    line = f"\r  Demo database  [{'#' * filled}{'.' * (30 - filled)}] {done * 100 // total:3} %"
    print(line, end="\n" if done == total else "", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m models.build", description="Makes the demo's database.")
    default = os.environ.get(SERVICE.source.variable) or SERVICE.source.default
    parser.add_argument("url", nargs="?", default=default, help="SQLAlchemy URL (default: the demo's own)")
    parser.add_argument("--scale", type=float, default=1.0, help="1.0 is about 500,000 rows")
    arguments = parser.parse_args()
    shown = make_url(arguments.url).render_as_string(hide_password=True)
    built = build(arguments.url, scale=arguments.scale, progress=_bar)
    print(f"  Demo database  {'ready' if built else 'is there already'}: {shown}", file=sys.stderr)


if __name__ == "__main__":
    main()
