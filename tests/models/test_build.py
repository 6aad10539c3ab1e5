"""The demo's database: the same rows everywhere, all that makes real data awkward, and only in the right database."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, func, inspect, select
from sqlalchemy.engine import make_url

from models import build as building
from models import erp_rows
from models import erp_tables as tables
from models.build import NotTheDemo, build
from models.published import SERVICES
from odata_service.edm.from_tables import model_of
from odata_service.sql.opening import normalised

SCALE = 0.01


@pytest.fixture(scope="module")
def demo(database_url: str) -> Iterator[Connection]:
    """A connection to the demo on each database."""
    engine = create_engine(normalised(database_url))
    if engine.dialect.name == "postgresql":
        event.listen(engine, "connect", _in_utc)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _in_utc(connection: Any, record: Any) -> None:
    connection.execute("SET TIME ZONE 'UTC'")
    connection.commit()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/folder/erp.sqlite"


def plain(value: Any) -> Any:
    """What a value is, however the database keeps it: SQLite and MariaDB drop the zone, some databases the blanks,
    Firebird the last two digits of a fraction of a second."""
    match value:
        case datetime():
            return value.replace(tzinfo=None, microsecond=value.microsecond // 100 * 100)
        case str():
            return value.rstrip()
    return value


def expected_rows(scale: float = SCALE) -> dict[str, list[dict[str, Any]]]:
    expected: dict[str, list[dict[str, Any]]] = {}
    for table, content in building._contents(scale):
        expected.setdefault(table.name, []).extend(content)
    return expected


def test_every_row_is_read_back_as_it_was_made(demo: Connection) -> None:
    for name, rows in expected_rows().items():
        table = tables.metadata.tables[name]
        key = [column.name for column in table.primary_key]
        found = {tuple(plain(row[part]) for part in key): row for row in demo.execute(select(table)).mappings()}
        assert len(found) == len(rows), name
        for row in rows:
            stored = found[tuple(plain(row[part]) for part in key)]
            assert set(row) == set(stored)
            assert {column: plain(value) for column, value in row.items()} == {
                column: plain(value) for column, value in stored.items()
            }, name


def test_the_view_sums_the_orders(demo: Connection) -> None:
    rows = expected_rows()["orders"]
    sold = [row for row in rows if row["status"] is not tables.OrderStatus.Cancelled]
    months = demo.execute(select(tables.sales_by_month)).all()
    assert {(row.year, row.month) for row in months} == {
        (row["order_date"].year, row["order_date"].month) for row in sold
    }
    assert sum(row.orders for row in months) == len(sold)
    total = sum((row["net_amount"] / row["exchange_rate"] for row in sold), Decimal(0))
    assert abs(sum((row.net_amount_eur for row in months), Decimal(0)) - total) < 1


def test_new_rows_are_numbered_on(demo: Connection) -> None:
    """COPY leaves PostgreSQL's sequences where they were."""
    customer = {"customer_name": "new", "customer_group": "R", "country_code": "DE", "currency_code": "EUR"}
    last = demo.scalar(select(func.max(tables.customers.c.customer_id)))
    key = demo.execute(tables.customers.insert().values(customer)).inserted_primary_key
    demo.rollback()
    assert key is not None
    assert key[0] > last


def test_tables_and_columns_have_their_indexes(demo: Connection) -> None:
    inspector = inspect(demo)
    for table in tables.metadata.sorted_tables:
        if table is not tables.sales_by_month:
            made = {index["name"] for index in inspector.get_indexes(table.name)}
            assert {index.name for index in table.indexes} <= made, table.name


def given(column: Any) -> list[Any]:
    return [value for row in expected_rows()[column.table.name] if (value := row[column.name]) is not None]


@pytest.mark.parametrize("part", ["'", '"', "%", "_", "\\", "ü", "株式会社", "😀", "\t", ";", "[", "&"])
def test_names_hold_what_breaks_naive_sql(part: str) -> None:
    assert any(part in name for name in given(tables.customers.c.customer_name))


def test_the_rows_hold_awkward_values() -> None:
    rows = expected_rows()
    assert any(name.startswith(" ") for name in given(tables.customers.c.customer_name))
    assert any(len(note) > 255 for note in given(tables.customers.c.notes))
    assert any(number > 2**53 for number in given(tables.orders.c.tracking_number))
    assert any(amount < 0 for amount in given(tables.customers.c.balance))
    assert any(revenue > 10**11 for revenue in given(tables.customers.c.annual_revenue))
    assert any(cost % Decimal("0.0001") for cost in given(tables.products.c.standard_cost))
    assert any(moment.microsecond for moment in given(tables.customers.c.changed_at))
    assert all(moment.tzinfo is UTC for moment in given(tables.customers.c.changed_at))
    assert all(moment.tzinfo is None for moment in given(tables.orders.c.shipped_at))
    assert date(9999, 12, 31) in given(tables.prices.c.valid_to)
    assert {0, 20240230, 99991231} <= set(given(tables.vbrleg.c.BUDAT))
    assert {row["newsletter"] for row in rows["customers"]} == {None, True, False}
    assert {row["manager_id"] for row in rows["employees"] if row["employee_id"] == 1} == {None}


def test_every_column_that_may_be_null_is_null_somewhere() -> None:
    never = {
        f"{name}.{column.name}"
        for name, rows in expected_rows(scale=0.03).items()
        for column in tables.metadata.tables[name].columns
        if column.nullable and all(row[column.name] is not None for row in rows)
    }
    assert never == {
        "currencies.symbol", "invoices.payment_reference", "orders.address_id", "warehouses.employee_id",
    }  # fmt: skip


def test_orders_are_the_sum_of_their_lines() -> None:
    for order, lines in erp_rows.orders(SCALE):
        assert order["net_amount"] == sum(line["line_amount"] for line in lines)


def test_the_full_demo_has_the_size_that_is_promised() -> None:
    assert sum(1 for _ in erp_rows.customers(1.0)) == 10_000
    assert sum(1 for _ in erp_rows.products(1.0)) == 20_000
    lines = sum(erp_rows.line_count(order) for order in range(1, erp_rows.ORDERS + 1))
    assert 195_000 < lines < 205_000


def test_a_complete_database_is_left_alone(sqlite_url: str) -> None:
    assert build(sqlite_url, scale=SCALE) is True
    with sqlite3.connect(make_url(sqlite_url).database or "") as connection:
        connection.execute("UPDATE customers SET city = 'Changed' WHERE customer_id = 1")
    connection.close()
    assert build(sqlite_url, scale=SCALE) is False
    assert build(sqlite_url) is False
    assert values(sqlite_url, "SELECT city FROM customers WHERE customer_id = 1") == [("Changed",)]


def test_a_half_built_database_is_built_again(sqlite_url: str) -> None:
    class Interruption(Exception):
        pass

    def interrupt(done: int, total: int) -> None:
        if done > 1000:
            raise Interruption

    with pytest.raises(Interruption):
        build(sqlite_url, scale=SCALE, progress=interrupt)
    assert build(sqlite_url, scale=SCALE) is True
    assert values(sqlite_url, "SELECT count(*) FROM orders") == [(500,)]


def test_another_revision_is_built_again(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    build(sqlite_url, scale=SCALE)
    monkeypatch.setattr(building, "REVISION", building.REVISION + 1)
    assert build(sqlite_url, scale=SCALE) is True


def test_somebody_elses_database_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "production.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE customers (precious)")
        connection.execute("INSERT INTO customers VALUES (1)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotTheDemo, match=r"not the demo's.*'customers'"):
        build(f"sqlite:///{path}", scale=SCALE)
    assert path.read_bytes() == before


def test_progress_ends_at_the_total(sqlite_url: str) -> None:
    seen: list[tuple[int, int]] = []
    build(sqlite_url, scale=SCALE, progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]


def test_the_command_builds_what_the_server_will_serve(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ERP_DATABASE_URL", sqlite_url)
    monkeypatch.setattr("sys.argv", ["models.build", "--scale", str(SCALE)])
    building.main()
    building.main()
    first, second = capsys.readouterr().err.splitlines()
    assert "ready" in first
    assert "is there already" in second


def test_what_is_published_makes_a_model() -> None:
    for service in SERVICES:
        model = model_of(service)
        assert len(model.entity_sets) == len(service.entity_sets)
        for entity_set in model.entity_sets.values():
            assert entity_set.description or entity_set.type.description, entity_set.name
            for name in entity_set.type.properties:
                assert len(name) <= 40
                assert name not in {"Id", "Name", "ExternalId", "DisplayUrl"}
                assert "__" not in name and not name.endswith("_")


def values(url: str, statement: str) -> list[Any]:
    engine: Engine = create_engine(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.exec_driver_sql(statement)]
    engine.dispose()
    return found
