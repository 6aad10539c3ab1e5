"""dlt: loads a service into a warehouse, here a DuckDB file, page by page, and later what has changed since."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dlt
import duckdb
import pytest
from dlt.pipeline.exceptions import PipelineStepFailed
from dlt.sources.rest_api import rest_api_source

from tests.clients.conftest import Served

pytestmark = pytest.mark.filterwarnings(  # it leaves its connections open when a load fails
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)
PAGES = {"type": "json_link", "next_url_path": "'@odata.nextLink'"}


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It tells its makers nothing from here, and leaves nothing in the home directory."""
    monkeypatch.setenv("RUNTIME__DLTHUB_TELEMETRY", "false")
    monkeypatch.setenv("DLT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DLT_PROJECT_DIR", str(tmp_path))


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[dlt.Pipeline]:
    destination = dlt.destinations.duckdb(str(tmp_path / "warehouse.duckdb"))
    made = dlt.pipeline("erp", destination=destination, dataset_name="erp", pipelines_dir=str(tmp_path / "state"))
    yield made
    made.drop()


def source(served: Served, *resources: Any, password: str | None = None) -> Any:
    auth = {"type": "http_basic", "username": served.user, "password": password or served.password}
    client = {"base_url": served.root, "auth": auth, "paginator": PAGES}
    defaults = {"endpoint": {"data_selector": "value"}}
    return rest_api_source({"client": client, "resource_defaults": defaults, "resources": list(resources)})


def loaded(tmp_path: Path, sql: str) -> list[Any]:
    with duckdb.connect(str(tmp_path / "warehouse.duckdb"), read_only=True) as database:
        return [list(row) for row in database.execute(sql).fetchall()]


def test_sets_are_loaded_whole_page_by_page(served: Served, pipeline: dlt.Pipeline, tmp_path: Path) -> None:
    lines = {"name": "lines", "endpoint": {"path": "OrderLines", "params": {"$select": "OrderID,LineNo"}}}
    customers = {"name": "customers", "endpoint": {"path": "Customers"}}
    pipeline.run(source(served, lines, customers))
    assert loaded(tmp_path, "SELECT order_id, line_no FROM erp.lines ORDER BY ALL") == served.facts["lines"]
    found = loaded(tmp_path, "SELECT customer_id FROM erp.customers ORDER BY ALL")
    assert [row[0] for row in found] == served.facts["customers"]


def test_texts_and_amounts_arrive_as_they_are(served: Served, pipeline: dlt.Pipeline, tmp_path: Path) -> None:
    customers = {
        "name": "customers",
        "endpoint": {"path": "Customers", "params": {"$select": "CustomerID,CustomerName"}},
    }
    accept = {"Accept": "application/json;IEEE754Compatible=true"}
    orders = {
        "name": "orders",
        "endpoint": {"path": "Orders", "headers": accept, "params": {"$select": "OrderID,NetAmount,TrackingNumber"}},
    }
    pipeline.run(source(served, customers, orders))
    for name, expected in served.facts["byName"].items():
        quoted = name.replace("'", "''")
        found = loaded(tmp_path, f"SELECT customer_id FROM erp.customers WHERE customer_name = '{quoted}'")
        assert [row[0] for row in found] == expected
    assert loaded(tmp_path, "SELECT net_amount FROM erp.orders WHERE order_id = 5") == [[served.facts["exactAmount"]]]
    assert loaded(tmp_path, "SELECT tracking_number FROM erp.orders WHERE order_id = 1") == [[served.facts["tracking"]]]


def test_what_is_expanded_becomes_tables_of_its_own(served: Served, pipeline: dlt.Pipeline, tmp_path: Path) -> None:
    params = {"$select": "OrderID", "$expand": "Lines($select=LineNo;$expand=Product($select=ProductName))"}
    pipeline.run(source(served, {"name": "orders", "endpoint": {"path": "Orders", "params": params}}))
    read = (
        "SELECT l.line_no, l.product__product_name FROM erp.orders o JOIN erp.orders__lines l "
        "ON l._dlt_parent_id = o._dlt_id WHERE o.order_id = {} ORDER BY 1 DESC"
    )
    for fact in served.facts["withLines"]:
        assert loaded(tmp_path, read.format(fact["order"])) == fact["lines"]


def test_for_each_row_of_one_set_another_is_read(served: Served, pipeline: dlt.Pipeline, tmp_path: Path) -> None:
    numbers = [fact["order"] for fact in served.facts["withLines"]]
    listed = ",".join(map(str, numbers))
    orders = {
        "name": "orders",
        "endpoint": {"path": "Orders", "params": {"$filter": f"OrderID in ({listed})", "$select": "OrderID"}},
    }
    lines = {"name": "lines", "endpoint": {"path": "Orders({resources.orders.OrderID})/Lines"}}
    pipeline.run(source(served, orders, lines))
    found = loaded(tmp_path, "SELECT order_id, count(*) FROM erp.lines GROUP BY 1 ORDER BY 1")
    assert found == [[fact["order"], len(fact["lines"])] for fact in served.facts["withLines"]]


def test_later_only_what_has_changed_since_is_read(served: Served, pipeline: dlt.Pipeline, tmp_path: Path) -> None:
    """It remembers the greatest instant that it has seen, and asks for what comes after it."""
    condition = {"$filter": "CreatedAt ge {incremental.start_value}", "$select": "OrderID,CreatedAt"}
    orders = {
        "name": "orders",
        "write_disposition": "merge",
        "primary_key": "OrderID",
        "endpoint": {
            "path": "Orders",
            "params": condition,
            "incremental": {"cursor_path": "CreatedAt", "initial_value": "1990-01-01T00:00:00Z"},
        },
    }
    for _ in range(2):
        pipeline.run(source(served, orders))
    found = loaded(tmp_path, "SELECT order_id FROM erp.orders ORDER BY 1")
    assert [row[0] for row in found] == served.facts["orders"]


def test_errors_arrive_with_their_status(served: Served, pipeline: dlt.Pipeline) -> None:
    wrong = {"name": "orders", "endpoint": {"path": "Orders", "params": {"$filter": "OrderIt eq 1"}}}
    with pytest.raises(PipelineStepFailed, match="400"):
        pipeline.run(source(served, wrong))
    with pytest.raises(PipelineStepFailed, match="401"):
        pipeline.run(source(served, {"name": "orders", "endpoint": {"path": "Orders"}}, password="wrong"))
