"""Columns that tell changes: numbers that come late, times as databases of old have them; rows that share a table."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, insert, update

from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.publish import ChangeColumn, ChangeLog, EntitySet, Property, Source
from odata_service.publish import Service as Declared
from odata_service.requests import changed
from odata_service.service import Service
from odata_service.sql.database import Database
from odata_service.sql.opening import open_database
from tests.conftest import ask
from tests.tracking.stock import Client, body_of, changing, made, run, stock

METADATA = MetaData()
papers = Table(
    "papers", METADATA,
    Column("client", String(3), primary_key=True), Column("number", Integer, primary_key=True),
    Column("title", String(2000)), Column("day", String(8)), Column("second", Integer), Column("revision", Integer),
)  # fmt: skip
log = Table(
    "papers_log", METADATA,
    Column("seq", Integer, primary_key=True), Column("client", String(3)), Column("paper", Integer),
)  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database("papers", f"sqlite:///{tmp_path}/papers.sqlite", Config())
    METADATA.create_all(opened.engine)
    yield opened
    opened.engine.dispose()


def served(database: Database, changes: Any, config: Config | None = None, **more: Any) -> Service:
    sets = [EntitySet(papers, "Papers", key=["number"], where={"client": "100"}, changes=changes, **more)]
    declared = Declared(name="papers", source=Source("PAPERS_URL", dialect="sqlite"), entity_sets=sets)
    return Service(model_of(declared), database, config or Config())


def add(engine: Engine, *numbers: int, **more: Any) -> None:
    with changing(engine) as connection:
        for number in numbers:
            connection.execute(insert(papers).values(**{"client": "100", "number": number, "title": "t", **more}))


def polled(client: Client) -> list[int]:
    """The numbers of the papers that are told, each as an entity."""
    response = body_of(ask(client.service, client.link.partition("/erp/")[2]))
    client.link = response["@odata.deltaLink"]
    return [item["number"] for item in response["value"]]


def started(service: Service) -> Client:
    client = Client(service, "Papers")
    client.link = body_of(ask(service, "Papers?$top=0", prefer="track-changes"))["@odata.deltaLink"]
    return client


def test_a_number_that_comes_late_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    client = started(served(database, ChangeColumn("revision", overlap=3)))
    add(database.engine, 1, revision=10)
    assert polled(client) == [1]
    add(database.engine, 2, revision=8)
    assert polled(client) == [1, 2]
    add(database.engine, 3, revision=7)
    assert polled(client) == [1, 2]
    monkeypatch.setattr(changed, "SETTLED_SECONDS", 0)
    polled(client)
    assert polled(client) == []
    add(database.engine, 4, revision=11)
    assert polled(client) == [4]


@pytest.mark.parametrize(
    ("column", "value", "form"),
    [("second", lambda now: int(now.timestamp()), "epoch"), ("day", lambda now: now.strftime("%Y%m%d"), "yyyymmdd")],
)
@pytest.mark.parametrize("hidden", [True, False])
def test_times_of_old(database: Database, column: str, value: Any, form: str, hidden: bool) -> None:
    more = {"hidden": [column]} if hidden else {}
    client = started(served(database, ChangeColumn(column), properties={column: Property(form=form)}, **more))
    add(database.engine, 1, **{column: value(datetime(2001, 2, 3, tzinfo=UTC))})
    add(database.engine, 2, **{column: value(datetime.now(UTC))})
    add(database.engine, 3)
    assert polled(client) == [2]


def test_rows_of_others_in_the_table_are_not_told(database: Database) -> None:
    client = started(served(database, ChangeColumn("revision", overlap=0)))
    add(database.engine, 1, revision=1)
    add(database.engine, 2, revision=2, client="200")
    assert polled(client) == [1]


def test_a_log_of_the_database_s_own(database: Database) -> None:
    """It has neither times nor transactions, and other names."""
    said = ChangeLog(table=log, number="seq", key={"number": "paper"})
    client = started(served(database, said))
    add(database.engine, 1, 2)
    with changing(database.engine) as connection:
        for client_, paper in (("100", 1), ("100", 1), ("200", 2), ("100", 9)):
            connection.execute(insert(log).values(client=client_, paper=paper))
    response = body_of(ask(client.service, client.link.partition("/erp/")[2]))
    assert [item.get("number", item.get("id")) for item in response["value"]] == [1, "Papers(9)"]


def test_what_does_not_fit_into_a_page_is_told_on_the_next(database: Database) -> None:
    client = started(served(database, ChangeColumn("revision", overlap=0), Config(page_bytes=5000)))
    add(database.engine, *range(1, 31), revision=1, title="x" * 900)
    link, found, pages = client.link, list[int](), 0
    while link:
        body = body_of(ask(client.service, link.partition("/erp/")[2]))
        found += [item["number"] for item in body["value"]]
        pages, link = pages + 1, body.get("@odata.nextLink", "")
    assert found == list(range(1, 31))
    assert pages > 5


def test_why_something_is_gone(database: Database) -> None:
    """What does not meet the filter any more is changed, what is marked as deleted is deleted."""
    more = {"soft_delete": {"day": "gone"}}
    service = served(database, ChangeColumn("revision", overlap=0), **more)
    add(database.engine, 1, 2, 3, revision=1)
    first = body_of(ask(service, "Papers?$filter=title%20eq%20't'", prefer="track-changes"))
    with changing(database.engine) as connection:
        connection.execute(update(papers).where(papers.c.number == 1).values(title="u", revision=2))
        connection.execute(update(papers).where(papers.c.number == 2).values(day="gone", revision=3))
    told = body_of(ask(service, first["@odata.deltaLink"].partition("/erp/")[2]))
    assert [(item["id"], item["reason"]) for item in told["value"]] == [
        ("Papers(1)", "changed"), ("Papers(2)", "deleted"),
    ]  # fmt: skip


def test_the_metadata_says_which_sets_tell_changes(tmp_path: Path) -> None:
    service = made(f"sqlite:///{tmp_path}/said.sqlite")
    schema = body_of(ask(service, "$metadata?$format=json", odata_maxversion="4.01"))["Stock"]["Container"]
    for name in service.model.entity_sets:
        said = schema[name]["@Org.OData.Capabilities.V1.ChangeTracking"]["Supported"]
        response = ask(service, f"{name}?$top=0", prefer="track-changes")
        assert said is ("Preference-Applied" in response.headers) is (b"deltaLink" in response.body)
    with changing(service.database.engine) as connection:
        run(connection, f"DROP TABLE {stock.name}_changes")
    assert ask(service, "Logged?$top=0", prefer="track-changes").status == 503
    assert ask(service, "Logged?$top=0").status == 200
    service.database.engine.dispose()
