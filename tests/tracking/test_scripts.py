"""`python -m odata_service changes`: the script runs, whatever things are called."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Column, Date, MetaData, String, Table, delete, insert, update

from odata_service.cli import main
from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.edm.reflected import reflect
from odata_service.modelling.logging_changes import scripts
from odata_service.publish import ChangeLog, EntitySet, Service, Source
from odata_service.service import Service as Opened
from odata_service.sql.database import Database
from odata_service.sql.opening import open_database
from tests.conftest import DATABASES, ROOT, ask, own_database, worker_name
from tests.tracking.stock import METADATA as STOCK
from tests.tracking.stock import SERVICE, body_of, changing, run, statements_of

METADATA = MetaData()
odd = Table(
    'order "Größe"; --', METADATA,
    Column("select", String(8), primary_key=True), Column("Tag der `Art'", Date, primary_key=True),
    Column("client", String(3), nullable=False), Column("name", String(20)),
    mysql_engine="InnoDB", mysql_charset="utf8mb4",
)  # fmt: skip
ODD = Service(
    name="odd", source=Source("ODD_URL"), writable=True,
    entity_sets=[
        EntitySet(
            odd, "Odd", names={"select": "Select", "Tag der `Art'": "Day"}, where={"client": "100"}, changes=ChangeLog()
        ),
    ],
)  # fmt: skip


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    for url in own_database(request.param, f"{worker_name()}_scripts"):
        opened = open_database("odd", url, Config())
        METADATA.create_all(opened.engine)
        yield opened
        opened.engine.dispose()


def added(select: str, client: str = "100") -> Any:
    return insert(odd).values({"select": select, "Tag der `Art'": date(2024, 2, 29), "client": client, "name": "x"})


def test_odd_names(database: Database) -> None:
    (script,) = scripts(ODD, [], database.dialect.name, Config())
    with changing(database.engine) as connection:
        for statement in statements_of(script):
            connection.exec_driver_sql(statement.replace("%", "%%"))
    service = Opened(model_of(ODD), database, Config())
    link = body_of(ask(service, "Odd?$top=0", prefer="track-changes"))["@odata.deltaLink"]
    with changing(database.engine) as connection:
        for select in ("a", "b", "c"):
            connection.execute(added(select))
        connection.execute(added("other", "200"))
        connection.execute(update(odd).where(odd.c.select == "b").values(name="y"))
        connection.execute(update(odd).where(odd.c.select == "a").values(select="z"))
        connection.execute(delete(odd).where(odd.c.select == "c"))
    told = body_of(ask(service, link.removeprefix(ROOT)))["value"]
    entities = {item["Select"]: item["name"] for item in told if "Select" in item}
    assert entities == {"b": "y", "z": "x"}
    assert {item["id"] for item in told if "id" in item} == {
        "Odd(Select='a',Day=2024-02-29)", "Odd(Select='c',Day=2024-02-29)",
    }  # fmt: skip


def test_only_what_is_wanted_and_only_where_it_can_be(capsys: pytest.CaptureFixture[str]) -> None:
    assert scripts(SERVICE, ["Logged"], "sqlite", Config()) == scripts(SERVICE, [], "sqlite", Config())
    for names, dialect, sentence in (
        (["Timed"], "sqlite", "The model declares no log of Timed"),
        ([], "duckdb", "There is no script for 'duckdb'; SQLite, PostgreSQL and MariaDB"),
    ):
        with pytest.raises(ValueError, match=sentence):
            scripts(SERVICE, names, dialect, Config())
    twice = replace(SERVICE, entity_sets=[replace(SERVICE.entity_sets[0], name=name, entity_type=f"{name}_Item")
                                          for name in ("One", "Two")])  # fmt: skip
    assert len(scripts(twice, [], "postgresql", Config())) == 1
    main(["changes", "tests.tracking.stock", "--dialect", "postgresql"])
    assert "CREATE TABLE stock_changes" in capsys.readouterr().out


def test_check_says_what_is_missing(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def found() -> dict[tuple[str, str], str]:
        with suppress(SystemExit):
            main(["check", "tests.tracking.stock", "--json", "--quick"])
        (service,) = json.loads(capsys.readouterr().out)
        return {
            (one["set"], one["where"]): one["text"]
            for one in service["findings"]
            if one["set"] and "changes" in one["text"]
        }

    monkeypatch.setenv("STOCK_URL", database.engine.url.render_as_string(hide_password=False))
    STOCK.create_all(database.engine)
    assert set(found()) == {("Logged", "stock_changes"), ("Timed", "changed_at"), ("Counted", "revision")}
    (script,) = scripts(SERVICE, [], database.dialect.name, Config())
    with changing(database.engine) as connection:
        for statement in statements_of(script):
            connection.exec_driver_sql(statement.replace("%", "%%"))
        run(connection, "CREATE INDEX by_time ON stock (changed_at, place, number)")
    assert set(found()) == {("Counted", "revision")}
    served = reflect(database.engine, name="stock")
    assert "stock" in served.entity_sets and "stock_changes" not in served.entity_sets
    assert "it is a log of changes" in dict(served.left_out)["stock_changes"]
