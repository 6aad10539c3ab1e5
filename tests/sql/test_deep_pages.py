"""Pages deep among the rows are read by an index like the first ones, whatever PostgreSQL guesses of what is left."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import Column, Date, Index, Integer, MetaData, PrimaryKeyConstraint, Table, create_engine, text

from odata_service import publish
from odata_service.config import Config, Secret
from odata_service.service import Service, open_service
from odata_service.sql.opening import normalised
from tests.conftest import ask, served

ROWS, PAGE = 100_000, 500
metadata = MetaData()
visits = Table(
    "visits", metadata,
    Column("place", Integer, nullable=False), Column("number", Integer, nullable=False),
    Column("day", Date), Column("kind", Integer, nullable=False), PrimaryKeyConstraint("place", "number"),
)  # fmt: skip
Index("visits_day", visits.c.day.nulls_first(), "place", "number")
Index("visits_kind", visits.c.kind.desc(), "place", "number")
FILL = f"""
    INSERT INTO visits SELECT n / 5, n % 5, CASE WHEN n % 7 > 0 THEN DATE '2020-01-01' + n / 40 END,
      n / 50 FROM generate_series(1, {ROWS}) n
"""


def _made(url: str) -> Service:
    engine = create_engine(normalised(url))
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(text(FILL))
        connection.execute(text("ANALYZE visits"))
    engine.dispose()
    declared = publish.Service(name="deep", source=publish.Source("DEEP_URL"), entity_sets=[publish.EntitySet(visits)])
    return open_service(declared, Config(environment={"DEEP_URL": Secret(url)}))


@pytest.fixture(scope="module")
def deep() -> Iterator[Service]:
    yield from served("postgresql", "deep", _made)


@pytest.mark.parametrize("order", ["place", "day", "place desc,number desc", "kind desc"])
def test_the_last_pages_are_read_by_the_index(deep: Service, order: str) -> None:
    seen: list[tuple[str, Any]] = []
    run = deep.database.run

    def noted(connection: Any, statement: str, arguments: Any) -> Any:
        seen.append((statement, arguments))
        return run(connection, statement, arguments)

    url = f"visits?$orderby={quote(order)}"
    rows = 0
    while rows < ROWS * 0.99:
        deep.database.run = noted if rows > ROWS * 0.95 else run
        page = json.loads(ask(deep, url, Prefer=f"maxpagesize={PAGE}").body)
        rows += len(page["value"])
        url = page["@odata.nextLink"].rpartition("/")[2]
    deep.database.run = run
    assert len(seen) > 5
    with deep.database.engine.connect() as connection:
        for statement, arguments in seen:
            plan = [line for (line,) in connection.exec_driver_sql(f"EXPLAIN {statement}", tuple(arguments))]
            assert not [line for line in plan if "Bitmap" in line or " Sort " in line or "Seq Scan" in line], plan
