"""Tables that change under a running service, on each database."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, create_engine, insert

from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.publish import EntitySet, Service, Source
from odata_service.service import Service as Published
from odata_service.sql.opening import normalised, open_database
from tests.conftest import WITH_FIREBIRD, ask, own_database, worker_name
from tests.stories import step
from tests.test_stories import told_to

metadata = MetaData()
goods = Table(
    "goods",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(20)),
    Column("colour", String(20)),
    Column("gone", Integer),
)
others = Table("others", metadata, Column("id", Integer, primary_key=True), Column("good_id", Integer))
ROWS = [{"id": number, "name": f"n{number}", "colour": "red", "gone": 0} for number in range(1, 4)]
SERVICE = Service(
    name="drifting", source=Source("DRIFT_URL"), writable=True,
    entity_sets=[EntitySet(goods, "Goods", order_by=["colour"], where=goods.c.gone == 0), EntitySet(others, "Others")],
)  # fmt: skip


@pytest.fixture(params=WITH_FIREBIRD)
def drifting(request: pytest.FixtureRequest, tmp_path: Any) -> Iterator[tuple[Published, Engine]]:
    name = f"{worker_name()}_drift"
    urls = (
        iter([f"sqlite:///{tmp_path}/drift.sqlite"]) if request.param == "sqlite" else own_database(request.param, name)
    )
    for url in urls:
        engine = create_engine(normalised(url), isolation_level="AUTOCOMMIT")
        metadata.create_all(engine)
        with engine.connect() as connection:
            connection.execute(insert(goods), ROWS)
            connection.execute(insert(others), [{"id": 1, "good_id": 1}])
        service = Published(model_of(SERVICE), open_database("drifting", url, Config()), Config())
        yield service, engine
        service.database.engine.dispose()
        engine.dispose()


def run(engine: Engine, statement: str) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)


def body(service: Published, url: str) -> Any:
    response = ask(service, url.replace(" ", "%20"))
    assert response.status == 200, response.body.decode()
    return json.loads(response.body)


def patched(service: Published, content: str) -> int:
    block = f"PATCH Goods(1)\nContent-Type: application/json\n\n{content}\n---\n204\n"
    return told_to(service, step(block, {})).status


def test_a_dropped_column_is_null_until_it_is_back(
    drifting: tuple[Published, Engine], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    service, engine = drifting
    monkeypatch.setattr("odata_service.service.LOOKING_SECONDS", 0.0)
    schema = ask(service, "$metadata").body
    assert body(service, "Goods(1)")["colour"] == "red"
    run(engine, "ALTER TABLE goods DROP colour")
    with caplog.at_level(logging.WARNING, "odata_service.sql"):
        assert [row["colour"] for row in body(service, "Goods")["value"]] == [None, None, None]
    assert "'goods.colour' is not there any more" in caplog.text
    assert body(service, "Goods(1)")["name"] == "n1"
    assert body(service, "Goods?$search=n2&$select=id")["value"][0]["id"] == 2
    for url in ("Goods?$filter=colour eq 'red'", "Goods?$orderby=colour", "Goods?$apply=groupby((colour))"):
        response = ask(service, url.replace(" ", "%20"))
        assert response.status == 400 and b"'colour' cannot be used now" in response.body, url
    assert patched(service, '{"colour": "blue"}') == 400
    assert patched(service, '{"name": "other", "colour": null}') == 204
    assert body(service, "Goods(1)")["name"] == "other"
    assert ask(service, "$metadata").body == schema
    assert len(body(service, "Others")["value"]) == 1
    run(engine, "ALTER TABLE goods ADD colour VARCHAR(20)")
    run(engine, "UPDATE goods SET colour = 'green'")
    assert body(service, "Goods(1)")["colour"] == "green"
    assert len(body(service, "Goods?$filter=colour eq 'green'")["value"]) == 3


def test_a_dropped_table_is_503_alone(drifting: tuple[Published, Engine], monkeypatch: pytest.MonkeyPatch) -> None:
    service, engine = drifting
    monkeypatch.setattr("odata_service.service.LOOKING_SECONDS", 0.0)
    run(engine, "DROP TABLE others")
    response = ask(service, "Others")
    assert response.status == 503 and response.headers["Retry-After"]
    assert len(body(service, "Goods")["value"]) == 3
    assert b"Others" in ask(service, "$metadata").body
    metadata.create_all(engine)
    assert body(service, "Others")["value"] == []


def test_a_new_column_changes_nothing(drifting: tuple[Published, Engine]) -> None:
    service, engine = drifting
    before = body(service, "Goods")
    run(engine, "ALTER TABLE goods ADD added INTEGER")
    assert body(service, "Goods") == before
