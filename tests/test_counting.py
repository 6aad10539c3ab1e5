"""`$count=true`: with a time limit of its own, up to a number, or given again for some seconds, as the model has it."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, text

from odata_service.config import Config
from odata_service.edm.draft import ModelError
from odata_service.edm.from_tables import model_of
from odata_service.publish import EntitySet, Service, Source
from odata_service.requests.counting import Counts
from odata_service.service import Service as Opened
from odata_service.sql.database import Database
from odata_service.sql.opening import open_database
from tests.conftest import BEHAVIOUR, ROOT, ask, own_database, worker_name

METADATA = MetaData()
ITEMS = Table("items", METADATA, Column("id", Integer, primary_key=True), mysql_engine="InnoDB")
ROWS = 400
PAUSE = {  # about ten milliseconds for each row that is looked at
    "sqlite": "(WITH RECURSIVE n(i) AS (SELECT id UNION ALL SELECT i + 1 FROM n LIMIT 20000) SELECT max(i) FROM n) > 0",
    "postgresql": "pg_sleep(0.01) IS NOT NULL",
    "mariadb": "SLEEP(0.01) = 0",
    "duckdb": "(SELECT SUM(LN(i + id)) FROM RANGE(60000) AS n(i)) > 0",
    "firebird": "(SELECT COUNT(*) FROM RDB$FIELDS a, RDB$FIELDS b WHERE a.RDB$DIMENSIONS IS NULL AND id > 0) > 0",
}
QUICKLY = Config(count_timeout=0.15)


@pytest.fixture(scope="module", params=BEHAVIOUR)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    for url in own_database(request.param, f"{worker_name()}_counting"):
        opened = open_database("counting", url, Config())
        METADATA.create_all(opened.engine)
        with opened.engine.begin() as connection:
            connection.execute(insert(ITEMS), [{"id": number} for number in range(1, ROWS + 1)])
            connection.execute(text(f"CREATE VIEW slow AS SELECT id FROM items WHERE {PAUSE[request.param]}"))
        yield opened
        opened.engine.dispose()


def served(database: Database, table: Table = ITEMS, config: Config = QUICKLY, **said: Any) -> Opened:
    declared = Service(name="counting", source=Source("COUNTING_URL"), entity_sets=[EntitySet(table, "Items", **said)])
    return Opened(model_of(declared), database, config)


def slow() -> Table:
    return Table("slow", MetaData(), Column("id", Integer, primary_key=True))


def page(service: Opened, url: str, size: int) -> dict[str, Any]:
    response = ask(service, url, prefer=f"maxpagesize={size}")
    assert response.status == 200, response.body
    return dict(json.loads(response.body))


def test_a_page_does_not_wait_for_its_count(database: Database) -> None:
    service = served(database, slow())
    started = time.monotonic()
    first = page(service, "Items?$count=true", 5)
    assert time.monotonic() - started < 2
    assert [row["id"] for row in first["value"]] == [1, 2, 3, 4, 5]
    assert first["@odata.count"] == 6
    second = page(service, first["@odata.nextLink"].removeprefix(ROOT), 5)
    assert second["@odata.count"] == 11
    assert page(service, "Items?$count=true&$top=5", 100)["@odata.count"] == 6
    assert page(service, f"Items?$count=true&$filter=id%20gt%20{ROWS - 3}", 5)["@odata.count"] == 3


def test_at_the_end_the_number_is_known(database: Database) -> None:
    service = served(database, slow())
    link, counts = f"Items?$count=true&$skip={ROWS - 12}", []
    while link:
        found = page(service, link, 5)
        counts.append(found["@odata.count"])
        link = found.get("@odata.nextLink", "").removeprefix(ROOT)
    assert counts == [ROWS - 6, ROWS - 1, ROWS]


def test_a_page_that_has_all_rows_needs_no_count(database: Database) -> None:
    """Nor one that has all behind those that were skipped; where it has none, there may be any number before it."""
    service = served(database, count_seconds=60)
    counted, last = service.reader.counts.counts, f"Items?$count=true&$filter=id%20gt%20{ROWS - 20}"
    for all_of_them in ("", "&$top=20", "&$skip=15", "&$skip=15&$top=5"):
        assert page(service, f"{last}{all_of_them}", 100)["@odata.count"] == 20
    assert page(service, last, 20)["@odata.count"] == 20
    assert page(service, "Items?$count=true&$filter=id%20gt%201000", 5)["@odata.count"] == 0
    assert len(counted) == 0
    for less in ("&$skip=20", "&$skip=30", "&$top=0", "&$top=19", "&$skip=15&$top=4"):
        assert page(service, f"{last}{less}", 100)["@odata.count"] == 20
        assert len(counted) == 1
        counted.clear()


def test_a_model_may_want_the_exact_number_or_none(database: Database) -> None:
    response = ask(served(database, slow(), count="exact"), "Items?$count=true&$top=5")
    assert (response.status, json.loads(response.body)["error"]["code"]) == (504, "QueryTimeout")
    assert ask(served(database, slow()), "Items?$count=true&$top=0").status == 504
    assert page(served(database, count="exact"), "Items?$count=true&$top=5", 5)["@odata.count"] == ROWS


def test_connections_are_of_use_after_a_count_that_took_too_long(database: Database) -> None:
    service = served(database, slow())
    for _ in range(3):
        assert page(service, "Items?$count=true&$top=2", 2)["@odata.count"] == 3
        assert ask(served(database), "Items/$count").body == str(ROWS).encode()


def test_counting_up_to_a_number(database: Database) -> None:
    service = served(database, count=10)
    assert page(service, "Items?$count=true", 5)["@odata.count"] == 10
    assert page(service, "Items?$count=true&$filter=id%20le%203", 5)["@odata.count"] == 3
    assert ask(service, "Items/$count").body == str(ROWS).encode()
    with pytest.raises(ModelError, match="count is 0"):
        served(database, count=0)


def test_a_count_is_given_again_for_some_seconds(database: Database) -> None:
    service = served(database, count_seconds=60)
    url = "Items?$count=true&$top=1&$filter=id%20ge%20"
    assert page(service, f"{url}1", 5)["@odata.count"] == ROWS
    try:
        with database.engine.begin() as connection:
            connection.execute(insert(ITEMS), [{"id": ROWS + 1}])
        assert page(service, f"{url}1", 5)["@odata.count"] == ROWS
        assert page(service, f"{url}2", 5)["@odata.count"] == ROWS
        assert page(served(database), f"{url}1", 5)["@odata.count"] == ROWS + 1
        service.reader.counts.counts.clear()
        assert page(service, f"{url}1", 5)["@odata.count"] == ROWS + 1
    finally:
        with database.engine.begin() as connection:
            connection.execute(ITEMS.delete().where(ITEMS.c.id > ROWS))


def test_counts_end_and_are_bounded() -> None:
    counts = Counts(size=3)
    for number in range(10):
        counts.put(number, number, 60)
    assert [counts.get(number) for number in range(10)] == [*[None] * 7, 7, 8, 9]
    counts.put(9, 9, 0)
    assert counts.get(9) is None
