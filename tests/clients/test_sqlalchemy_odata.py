"""sqlalchemy-odata: SQL over OData, as Apache Superset uses it. It reads the sets whole and selects for itself."""

import contextlib
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.engine import URL, make_url

from tests.clients.conftest import Served

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # it is not yet ready for SQLAlchemy 2.1


def url(served: Served, password: str) -> URL:
    return make_url(served.root.rstrip("/").replace("http://", "odata://")).set(username=served.user, password=password)


@pytest.fixture(scope="module")
def connection(served: Served) -> Iterator[Connection]:
    engine = create_engine(url(served, served.password))
    with engine.connect() as made:
        yield made
    engine.dispose()


def test_sets_are_tables_and_properties_columns(connection: Connection) -> None:
    inspector = inspect(connection)
    assert {"Customers", "OrderLines", "SalesByMonth"} <= set(inspector.get_table_names())
    columns = {column["name"]: str(column["type"]) for column in inspector.get_columns("Orders")}
    assert (columns["NetAmount"], columns["TrackingNumber"]) == ("NUMERIC", "BIGINT")


def test_a_table_whole(connection: Connection, served: Served) -> None:
    found = connection.execute(text('SELECT "CustomerID" FROM "Customers"')).scalars().all()
    assert found == served.facts["customers"]


def test_pages_to_the_end(connection: Connection, served: Served) -> None:
    found = connection.execute(text('SELECT "OrderID", "LineNo" FROM "OrderLines"')).all()
    assert [list(row) for row in found] == served.facts["lines"]


def test_conditions(connection: Connection, served: Served) -> None:
    for name, expected in served.facts["byName"].items():
        chosen = text('SELECT "CustomerID" FROM "Customers" WHERE "CustomerName" = :name')
        assert connection.execute(chosen, {"name": name}).scalars().all() == expected
    days = text("""SELECT "OrderID" FROM "Orders" WHERE "OrderDate" >= '2025-09-01' AND "OrderDate" < '2025-10-01'""")
    assert connection.execute(days).scalars().all() == served.facts["september"]


def test_joins_over_sets(connection: Connection, served: Served) -> None:
    joined = text(
        'SELECT l."LineNo", p."ProductName" FROM "OrderLines" l JOIN "Products" p ON p."ProductNo" = l."ProductNo" '
        'WHERE l."OrderID" = :order ORDER BY 1 DESC'
    )
    fact = served.facts["withLines"][0]
    assert [list(row) for row in connection.execute(joined, {"order": fact["order"]})] == fact["lines"]


def test_the_wrong_password_opens_nothing(served: Served) -> None:
    engine = create_engine(url(served, "wrong"))
    with contextlib.closing(engine.raw_connection()) as raw, pytest.raises(Exception, match="401"):
        raw.cursor().execute('SELECT * FROM "Customers"')
    engine.dispose()
