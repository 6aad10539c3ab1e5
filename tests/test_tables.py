"""Writing to tables as databases have them, with counters, triggers, rules and views: `tests/cases/tables/`."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine

from odata_service import publish
from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.edm.reflected import reflect
from odata_service.service import Service
from odata_service.sql.opening import normalised, open_database
from tests.conftest import WITH_FIREBIRD, own_database, worker_name
from tests.stories import step, steps
from tests.test_stories import check, told_to

FOLDER = Path(__file__).parent / "cases" / "tables"
STORIES = [(name, story) for name in WITH_FIREBIRD for story in ("all", name)]
LOUD = Table("loud", MetaData(), Column("id", Integer, primary_key=True), Column("name", String(20)),
             info={"is_view": True})  # fmt: skip
SHARES = Table("shares", MetaData(), Column("id", Integer, primary_key=True), Column("part", Integer),
               Column("big", Integer), info={"is_view": True})  # fmt: skip
VIEWS = publish.Service(
    name="tables",
    source=publish.Source("X"),
    entity_sets=[
        publish.EntitySet(LOUD, "Loud", insertable=True, updatable=True, deletable=True),
        publish.EntitySet(SHARES, "Shares"),  # where there is one
    ],
)


@pytest.fixture
def tables(request: pytest.FixtureRequest) -> Iterator[Service]:
    """The tables of a database's own file, as they are reflected, with the view as a model has it."""
    for url in own_database(request.param, f"{worker_name()}_tables"):
        engine = create_engine(normalised(url), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            if request.param == "mariadb":
                connection.exec_driver_sql("SET sql_mode = ''")
            for line in (FOLDER / f"{request.param}.sql").read_text(encoding="utf-8").splitlines():
                connection.exec_driver_sql(line)
        engine.dispose()
        lenient = "?init_command=SET%20sql_mode%3D%27%27" if request.param == "mariadb" else ""
        database = open_database("tables", url + lenient, Config())
        found = reflect(database.engine, name="tables", writable=True)
        made = Service(replace(found, entity_sets=found.entity_sets | model_of(VIEWS).entity_sets), database, Config())
        yield made
        database.engine.dispose()


@pytest.mark.parametrize(("tables", "story"), STORIES, indirect=["tables"], ids=[f"{a}-{b}" for a, b in STORIES])
def test_tables(tables: Service, story: str) -> None:
    kept: dict[str, str] = {}
    for block in steps(FOLDER / f"{story}.http"):
        told = step(block, kept)
        check(told, told_to(tables, told), kept)
