"""Statements are written so that an index can serve them: read off SQLite's own plan."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.build import build
from odata_service.requests.plan import Level, Plan
from odata_service.service import Service
from tests.conftest import SCALE, ask, opened


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, Path]]:
    path = tmp_path_factory.mktemp("indexes") / "erp.sqlite"
    build(f"sqlite:///{path}", scale=SCALE)
    service = opened(f"sqlite:///{path}")
    yield service, path
    service.database.engine.dispose()


def levels(level: Level) -> Iterator[Level]:
    yield level
    for expansion in level.expansions:
        yield from levels(expansion.level)


@pytest.mark.parametrize(
    "url",
    [
        "Orders(1)",
        "Orders?$filter=OrderID eq 1 or OrderID eq 2 or OrderID eq 7",
        "Orders?$filter=OrderID in (1,2,3)",
        "Orders?$filter=OrderID eq 5",
        "Orders?$filter=CustomerID eq 5 and OrderID gt 3",
        "Customers?$filter=CustomerID gt 5 and CustomerID le 9",
        "Customers(1)/Orders",
        "Orders(1)/Lines",
        "Orders(1)/Customer",
        "Orders?$filter=OrderID le 2&$expand=Lines,Customer",
        "Customers?$filter=CustomerID eq 2&$expand=Orders($expand=Lines($expand=Product))",
    ],
)
def test_no_table_is_read_as_a_whole(sqlite: tuple[Service, Path], url: str) -> None:
    service, path = sqlite
    assert ask(service, url.replace(" ", "%20")).status == 200
    plan: Plan = list(service.reader.plans.plans.values())[-1]
    connection = sqlite3.connect(path)
    for level in levels(plan):
        text = level.rows.text
        steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {text}", [1] * text.count("?"))]
        scans = [step for step in steps if step.startswith("SCAN") and "json_each" not in step]
        by_order = [step for step in scans if "USING" in step]  # the order of a page is that of an index
        assert scans == by_order, (text, steps)
        assert not by_order or "WHERE" not in text or len(steps) > 1, (text, steps)
    connection.close()
