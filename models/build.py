"""Makes the demo's database: `python -m models.build [URL] [--scale S]`. A complete one is left alone.

The table `demo_build` says that the other tables are the demo's, and whether all rows are there. A database that has
tables but not this one belongs to somebody else: nothing is written into it.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    Engine,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    create_engine,
    event,
    func,
    inspect,
    select,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import DDLCompiler

from models import erp_rows as rows
from models import erp_tables as tables
from models.erp import SERVICE
from odata_service.config import Config, ConfigError
from odata_service.sql.opening import normalised

REVISION = 2  # grows when tables or rows change: databases of an older revision are built again
CHUNK = 5_000  # rows
ROWS = 374_000  # at scale 1.0, for the progress line

Progress = Callable[[int, int], None]
Columns = list[Sequence[Any]]
Item = TypeVar("Item")


class NotTheDemo(Exception):
    """The database has tables, and they are not the demo's."""


def build(url: str, *, scale: float | None = None, progress: Progress | None = None) -> bool:
    """Creates the tables and fills them; whether there was anything to do.

    `scale` 1.0 is about 374,000 rows; None takes a complete database of any scale, and else makes one of 1.0.

    Raises:
        NotTheDemo: the database holds something else; it was not changed.
    """
    target = normalised(url)
    engine = create_engine(target, paramstyle=PARAMETERS.get(target.get_backend_name(), "qmark"))
    try:
        if _complete(engine, scale):
            return False
        _create(engine)
        _fill(engine, 1.0 if scale is None else scale, progress or (lambda done, total: None))
        return True
    finally:
        engine.dispose()


def _complete(engine: Engine, scale: float | None) -> bool:
    """Whether there is nothing to do."""
    _make_folder(engine.url)
    inspector = inspect(engine)
    found = inspector.get_table_names() + inspector.get_view_names()
    if tables.demo_build.name not in found:
        if found:
            raise NotTheDemo(
                f"This database is not the demo's: it has {len(found)} other tables and views ('{min(found)}', ...). "
                "It was left as it is. The demo needs an empty database."
            )
        return False
    with engine.connect() as connection:
        made = connection.execute(tables.demo_build.select()).first()
    return made is not None and made.complete and made.revision == REVISION and scale in (None, made.scale)


def _make_folder(target: URL) -> None:
    if target.get_backend_name() in ("sqlite", "duckdb") and target.database:
        Path(target.database).parent.mkdir(parents=True, exist_ok=True)


def _create(engine: Engine) -> None:
    """Empty tables; those of an earlier attempt go. The mark comes first: what is half made must be known as ours."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _hurry)
        engine.pool.dispose()
    others = [table for table in tables.metadata.tables.values() if table is not tables.demo_build]
    with engine.begin() as connection:
        tables.demo_build.create(connection, checkfirst=True)
        connection.execute(tables.demo_build.delete())
    with engine.begin() as connection:
        tables.metadata.drop_all(connection, others)
        tables.metadata.create_all(connection, others)
        for index in _deferred(engine):
            index.drop(connection)


@compiles(ForeignKeyConstraint, "duckdb")
def _no_foreign_key(constraint: ForeignKeyConstraint, compiler: DDLCompiler, **options: Any) -> None:
    """DuckDB takes no change of a row that others refer to, and no row that refers to one of the same statement."""


def _deferred(engine: Engine) -> list[Index]:
    """The indexes that are faster made when the rows are there. MariaDB's foreign keys need theirs at once."""
    if engine.dialect.name not in ("sqlite", "postgresql", "duckdb"):
        return []
    return [index for table in tables.metadata.sorted_tables for index in table.indexes]


def _hurry(connection: Any, record: Any) -> None:
    """Nothing is lost if the machine dies now: a half-built database is built again."""
    for pragma in ("journal_mode=WAL", "synchronous=OFF", "cache_size=-64000"):
        connection.execute(f"PRAGMA {pragma}").close()


def _fill(engine: Engine, scale: float, progress: Progress) -> None:
    total, done = int(ROWS * scale) + 2_000, 0
    with engine.begin() as connection:
        for table, content in _contents(scale):
            for chunk in _groups(iter(content), CHUNK):
                LOAD.get(engine.dialect.name, _insert)(connection, table, _columns(connection, table, chunk))
                done += len(chunk)
                progress(min(done, total - 1), total)
        for index in _deferred(engine):
            index.create(connection)
        FINISH.get(engine.dialect.name, _nothing)(connection)
        connection.execute(tables.demo_build.insert().values(revision=REVISION, scale=scale, complete=True))
    progress(total, total)


def _columns(connection: Connection, table: Table, chunk: list[rows.Row]) -> Columns:
    """The values of each column as the driver takes them. By column, because most need no conversion at all."""
    columns: Columns = []
    for column in table.columns:
        values = list(map(itemgetter(column.name), chunk))
        convert = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        columns.append([convert(value) for value in values] if convert else values)
    return columns


def _insert(connection: Connection, table: Table, columns: Columns) -> None:
    """Through SQLAlchemy's own execution it would take twice as long."""
    connection.exec_driver_sql(str(table.insert().compile(connection)), list(zip(*columns, strict=True)))


def _copy(connection: Connection, table: Table, columns: Columns) -> None:
    """PostgreSQL's way to take many rows."""
    preparer = connection.dialect.identifier_preparer
    names = ", ".join(preparer.format_column(column) for column in table.columns)
    driver: Any = connection.connection.driver_connection
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {preparer.format_table(table)} ({names}) FROM STDIN") as copy,
    ):
        for row in zip(*columns, strict=True):
            copy.write_row(row)


def _unnest(connection: Connection, table: Table, columns: Columns) -> None:
    """DuckDB's way: each column as one list."""
    preparer = connection.dialect.identifier_preparer
    names = ", ".join(preparer.format_column(column) for column in table.columns)
    types = (column.type.compile(connection.dialect) for column in table.columns)
    lists = ", ".join(f"UNNEST(CAST(? AS {'INTEGER' if kind == 'SERIAL' else kind}[]))" for kind in types)
    connection.exec_driver_sql(f"INSERT INTO {preparer.format_table(table)} ({names}) SELECT {lists}", tuple(columns))


def _finish_duckdb(connection: Connection) -> None:
    """Rows that brought their numbers have not moved the sequences of those to come."""
    for table in tables.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None and isinstance(column.type, Integer):
            largest = connection.execute(select(func.max(column))).scalar() or 0
            sequence = f"{table.name}_{column.name}_seq"
            connection.exec_driver_sql(f"SELECT max(nextval('{sequence}')) FROM range({largest})").close()


def _finish_postgresql(connection: Connection) -> None:
    """COPY has not moved the sequences that number the rows to come."""
    for table in tables.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None and isinstance(column.type, Integer):
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            connection.execute(select(func.setval(sequence, select(func.max(column)).scalar_subquery())))
    _analyze(connection)


def _finish_firebird(connection: Connection) -> None:
    """Rows that brought their numbers have not moved the generators of those to come."""
    preparer = connection.dialect.identifier_preparer
    for table in tables.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None and isinstance(column.type, Integer):
            largest = connection.execute(select(func.max(column))).scalar() or 0
            connection.exec_driver_sql(
                f"ALTER TABLE {preparer.format_table(table)} ALTER COLUMN {preparer.format_column(column)} "
                f"RESTART WITH {largest}"
            )


def _analyze(connection: Connection) -> None:
    """Without statistics the first queries get bad plans."""
    connection.exec_driver_sql("ANALYZE")


def _nothing(connection: Connection) -> None:
    """MariaDB numbers on from the largest key, and keeps its statistics itself."""


LOAD = {"postgresql": _copy, "duckdb": _unnest}
PARAMETERS = dict.fromkeys(("postgresql", "mysql", "mariadb"), "format")
FINISH = {"postgresql": _finish_postgresql, "sqlite": _analyze, "duckdb": _finish_duckdb, "firebird": _finish_firebird}


def _contents(scale: float) -> Iterator[tuple[Table, Iterable[rows.Row]]]:
    """The rows of each table; those that others point to come first."""
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
    for group in _groups(rows.orders(scale), 1_000):
        yield tables.orders, [order for order, _ in group]
        yield tables.order_lines, [line for _, lines in group for line in lines]
        yield tables.invoices, [made for order, _ in group if (made := rows.invoice_of(order)) is not None]
    documents = list(rows.legacy(scale))
    yield tables.vbrleg, [document for document, _ in documents]
    yield tables.vbrlegp, [position for _, positions in documents for position in positions]


def _groups(content: Iterator[Item], size: int) -> Iterator[list[Item]]:
    while group := list(islice(content, size)):
        yield group


def _bar(done: int, total: int) -> None:
    """A line that is drawn again and again; a log gets nothing of it."""
    if sys.stderr.isatty():
        filled = done * 30 // total
        line = f"\r  Demo database  [{'#' * filled}{'.' * (30 - filled)}] {done * 100 // total:3} %"
        print(line, end="\n" if done == total else "", file=sys.stderr, flush=True)


def main() -> None:
    """The command. Without a URL it prepares what the server is about to serve, and leaves a foreign database alone."""
    parser = argparse.ArgumentParser(prog="python -m models.build", description="Makes the demo's database.")
    parser.add_argument("url", nargs="?", help=f"SQLAlchemy URL (default: {SERVICE.source.variable}, or the demo's)")
    parser.add_argument("--scale", type=float, help=f"1.0 is about {ROWS:,} rows (default: 1.0)")
    arguments = parser.parse_args()
    try:
        url = arguments.url or Config.from_env().database_url(SERVICE.source).reveal()
        built = build(url, scale=arguments.scale, progress=_bar)
    except NotTheDemo as reason:
        sys.exit(f"{reason}") if arguments.url else print(f"  {reason}", file=sys.stderr)
    except (ConfigError, ValueError) as error:
        sys.exit(f"{error}")
    else:
        shown = make_url(url).render_as_string(hide_password=True)
        print(f"  Demo database  {'ready' if built else 'is there already'}: {shown}", file=sys.stderr)


if __name__ == "__main__":
    main()
