"""The demo ERP behind gunicorn, as the clients meet it: with a user, and with what SQL itself says of its rows.

What the clients read is compared with the answers of SQL, not with other answers of the service.
"""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from argon2 import PasswordHasher

from models.build import build
from tests.test_server import Server

FOLDER = Path(__file__).parent
BUILT = FOLDER / "build"
USER, PASSWORD = "clients", "päss:wörd"
ODD_KEY = "A/B 50%+ü'?#&=;"


@dataclass(frozen=True)
class Served:
    """Where the service is, who may ask it, and the facts to compare with."""

    root: str
    user: str
    password: str
    facts: dict[str, Any]

    @property
    def auth(self) -> tuple[bytes, bytes]:
        """The user as `requests` takes it: text it would encode as Latin-1."""
        return self.user.encode(), self.password.encode()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("clients") / "erp.sqlite"
    build(f"sqlite:///{path}", scale=0.01)
    with sqlite3.connect(path) as database:
        _add_odd_product(database)
        facts = _facts(database)
    database.close()
    users = f"{USER}:{PasswordHasher(time_cost=1, memory_cost=1024).hash(PASSWORD)}"
    server = Server(f"sqlite:///{path}", ODATA_USERS=users, ODATA_REQUEST_LOG="off")
    try:
        yield Served(f"http://127.0.0.1:{server.port}/odata/v4/erp/", USER, PASSWORD, facts)
    finally:
        server.stop()


def _add_odd_product(database: sqlite3.Connection) -> None:
    """A product whose number has all that means something in a URL; it costs as much as the first one."""
    (first,) = database.execute("SELECT min(product_no) FROM prices").fetchone()
    columns = [row[1] for row in database.execute("PRAGMA table_info(products)")]
    said = {"product_no": "?", "product_name": "'Slash, blank & co'", "ean": "NULL"}
    selected = ", ".join(said.get(column, column) for column in columns)
    database.execute(f"INSERT INTO products SELECT {selected} FROM products WHERE product_no = ?", (ODD_KEY, first))
    database.execute(
        "INSERT INTO prices SELECT ?, price_group, '2026-02-28', valid_to, price, currency_code FROM prices "
        "WHERE product_no = ? ORDER BY valid_from LIMIT 1", (ODD_KEY, first),
    )  # fmt: skip


def _facts(database: sqlite3.Connection) -> dict[str, Any]:
    def column(sql: str, *values: object) -> list[Any]:
        return [row[0] for row in database.execute(sql, values)]

    def rows(sql: str, *values: object) -> list[list[Any]]:
        return [list(row) for row in database.execute(sql, values)]

    customer = "SELECT customer_id FROM customers WHERE customer_name = ?"
    order_lines = (
        "SELECT l.line_no, p.product_name FROM order_lines l JOIN products p USING (product_no) "
        "WHERE l.order_id = ? ORDER BY l.line_no DESC"
    )
    three = column("SELECT order_id FROM order_lines GROUP BY order_id HAVING count(*) >= 3 ORDER BY 1 LIMIT 3")
    return {
        "customers": column("SELECT customer_id FROM customers ORDER BY 1"),
        "orders": column("SELECT order_id FROM orders ORDER BY 1"),
        "lines": rows("SELECT order_id, line_no FROM order_lines ORDER BY 1, 2"),
        "byName": {
            name: column(customer, name)
            for name in ("O'Neil & Sons Ltd.", "Müller-Lüdenscheidt KG", "Café Zoë 😀", "100% Bio_Kost GmbH",
                         "Back\\slash Systems", "東京商事株式会社", 'The "Quoted" Company', "Semi;Colon, Comma & Co")
        },
        "containsUmlaut": column("SELECT customer_id FROM customers WHERE customer_name LIKE '%ü%' ORDER BY 1"),
        "september": column(
            "SELECT order_id FROM orders WHERE order_date >= '2025-09-01' AND order_date < '2025-10-01' ORDER BY 1"
        ),
        "createdBefore": column(
            "SELECT order_id FROM orders WHERE datetime(created_at) < '2023-03-01 00:00:00' ORDER BY 1"
        ),
        "amount": column("SELECT order_id FROM orders WHERE net_amount = 875868.70"),
        "exactAmount": column("SELECT printf('%.2f', net_amount) FROM orders WHERE order_id = 5")[0],
        "tracking": column("SELECT CAST(tracking_number AS TEXT) FROM orders WHERE order_id = 1")[0],
        "dearest": column("SELECT order_id FROM orders ORDER BY net_amount DESC, order_id LIMIT 10"),
        "withLines": [{"order": order, "lines": rows(order_lines, order)} for order in three],
        "odd": {
            "ProductNo": ODD_KEY,
            "ProductName": "Slash, blank & co",
            "prices": rows("SELECT price_group, valid_from, printf('%.4f', price) FROM prices WHERE product_no = ?",
                           ODD_KEY),
        },
        "draftOrders": column("SELECT order_id FROM orders WHERE status = 'DR' ORDER BY 1"),
        "byCurrency": rows("SELECT currency_code, printf('%.2f', sum(net_amount)) FROM orders GROUP BY 1 ORDER BY 1"),
        "blocked": column("SELECT customer_id FROM customers WHERE blocked ORDER BY 1"),
    }  # fmt: skip


GENERATORS = (
    ("odata2ts",),
    ("generate-odata-client", "-i", "build/metadata", "-o", "build/generated/sap"),
    ("tsc", "-p", "."),
)


@pytest.fixture(scope="session")
def tests_on_node(served: Served) -> Path:
    """The folder of the compiled tests: clients are generated from `$metadata`, and all is type-checked with them."""
    shutil.rmtree(BUILT, ignore_errors=True)
    (BUILT / "metadata").mkdir(parents=True)
    answer = requests.get(f"{served.root}$metadata", auth=served.auth, timeout=30)
    (BUILT / "metadata" / "erp.xml").write_bytes(answer.content)
    told = {"root": served.root, "user": served.user, "password": served.password, "facts": served.facts}
    (BUILT / "served.json").write_text(json.dumps(told), encoding="utf-8")
    for tool, *arguments in GENERATORS:
        on_node(FOLDER / "node_modules" / ".bin" / tool, *arguments)
    return BUILT / "out" / "src"


def on_node(*command: str | Path) -> str:
    """What a command printed; it must succeed."""
    if shutil.which("node") is None:
        pytest.fail("node is not installed; the clients that run on it need version 20.19 or newer")
    environment = os.environ | {"CLIENTS_SERVED": str(BUILT / "served.json")}
    done = subprocess.run(
        [str(word) for word in command], cwd=FOLDER, env=environment, capture_output=True, text=True, timeout=300
    )
    printed = done.stdout + done.stderr
    assert done.returncode == 0, f"{command[0]} failed:\n{printed[-20_000:]}"
    return printed
