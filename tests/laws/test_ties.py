"""Pages of rows that are alike, with nulls among them: by next links and by `$skip`, they are the whole, in order."""

import json
import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, delete, insert, text

from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.publish import EntitySet, Service, Source
from odata_service.service import Service as Opened
from odata_service.sql.opening import open_database
from tests.conftest import ROOT, WITH_FIREBIRD, ask, own_database, worker_name

METADATA = MetaData()
TIES = Table(
    "ties", METADATA,
    Column("a", Integer), Column("b", String(5)), Column("c", Integer, nullable=False),
    Column("k", Integer, primary_key=True), Column("l", Integer, primary_key=True),
    mysql_engine="InnoDB",
)  # fmt: skip
SERVICE = Service(name="ties", source=Source("TIES_URL"), entity_sets=[EntitySet(TIES, "Ties")])
DRAW = random.Random(7)
ROWS = [
    {"a": DRAW.choice([None, None, 1, 2]), "b": DRAW.choice([None, "x", "y"]), "c": DRAW.choice([1, 2, 3]),
     "k": number // 3, "l": number % 3}
    for number in range(90)
]  # fmt: skip
URL = "Ties?$select=k,l&$orderby="

terms = st.lists(st.tuples(st.sampled_from("abckl"), st.booleans()), max_size=4, unique_by=lambda term: term[0])
few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module", params=WITH_FIREBIRD)
def ties(request: pytest.FixtureRequest) -> Iterator[Opened]:
    for url in own_database(request.param, f"{worker_name()}_ties"):
        database = open_database("ties", url, Config())
        METADATA.create_all(database.engine)
        service = Opened(model_of(SERVICE), database, Config())
        fill(database.engine, ROWS)
        yield service
        database.engine.dispose()


def fill(engine: Engine, rows: list[dict[str, object]]) -> None:
    with engine.begin() as connection:
        connection.execute(delete(TIES))
        for row in rows:  # Firebird's driver takes the first one's lengths for those of all
            connection.execute(insert(TIES).values(row))


def ordered(rows: list[dict[str, object]], order: list[tuple[str, bool]]) -> list[dict[str, object]]:
    """The keys of the rows in an order, as Python has it."""
    rows = sorted(rows, key=lambda row: (row["k"], row["l"]))
    for name, descending in reversed(order):
        rows.sort(key=lambda row: (row[name] is not None, row[name] or 0) if name != "b" else
                  (row[name] is not None, row[name] or ""), reverse=descending)  # fmt: skip
    return [{"k": row["k"], "l": row["l"]} for row in rows]


def url_of(order: list[tuple[str, bool]]) -> str:
    said = ",".join(f"{name}{'%20desc' if descending else ''}" for name, descending in order)
    return URL + said if said else URL.removesuffix("&$orderby=")


@given(terms, st.integers(1, 40))
@few
def test_next_links_are_the_whole(ties: Opened, order: list[tuple[str, bool]], size: int) -> None:
    url, found = url_of(order), []
    while url:
        body = json.loads(ask(ties, url, prefer=f"maxpagesize={size}").body)
        found += body["value"]
        url = body.get("@odata.nextLink", "").removeprefix(ROOT)
    assert found == ordered(ROWS, order)


@given(terms, st.lists(st.integers(1, 40), min_size=1, max_size=6))
@few
def test_skipping_is_the_whole(ties: Opened, order: list[tuple[str, bool]], sizes: list[int]) -> None:
    """Twice, so that each page is asked for when its place is known, too."""
    for _ in range(2):
        skip, found = 0, []
        for size in sizes * 90:
            page = json.loads(ask(ties, f"{url_of(order)}&$skip={skip}&$top={size}").body)["value"]
            found += page
            skip += size
            if not page:
                break
        assert found == ordered(ROWS, order)


def test_rows_that_come_and_go_are_counted(ties: Opened) -> None:
    """A page by `$skip` starts behind so many rows, whatever has changed since the page before."""
    rows = list(ROWS)
    for step in range(6):
        for skip in (10, 20, 30, 20):
            page = json.loads(ask(ties, f"{URL}a%20desc&$skip={skip}&$top=10").body)["value"]
            assert page == ordered(rows, [("a", True)])[skip : skip + 10]
        rows = rows[1:] if step % 2 else [*rows, {"a": 2, "b": None, "c": 1, "k": -step - 1, "l": 0}]
        fill(ties.database.engine, rows)
    fill(ties.database.engine, ROWS)


def test_the_page_behind_one_that_was_served_is_sought(ties: Opened) -> None:
    places = ties.reader.places
    if ties.database.dialect.name not in ("sqlite", "postgresql"):
        assert places.sought == 0
        pytest.skip("nothing proves there that nothing has changed")
    for attempt in range(20):  # another test may commit something in the same PostgreSQL
        before = places.sought
        for skip in (7, 14, 21):
            ask(ties, f"Ties?$orderby=c&$skip={skip}&$top=7&$filter=k%20lt%20{80 + attempt}")
        if places.sought - before == 2:
            return
    raise AssertionError("no page was sought")


def test_what_is_not_a_table_is_counted_out(ties: Opened) -> None:
    engine = ties.database.engine
    with engine.begin() as connection:
        connection.execute(text("CREATE VIEW seen_ties AS SELECT * FROM ties"))
    view = Table("seen_ties", MetaData(), *(Column(c.name, c.type, primary_key=c.primary_key) for c in TIES.c))
    declared = Service(name="seen", source=Source("TIES_URL"), entity_sets=[EntitySet(view, "Seen")])
    service = Opened(model_of(declared), ties.database, Config())
    for skip in (10, 20, 30, 20):
        page = json.loads(ask(service, f"Seen?$select=k,l&$orderby=a&$skip={skip}&$top=10").body)["value"]
        assert page == ordered(ROWS, [("a", False)])[skip : skip + 10]
    assert (service.reader.places.sought, len(service.reader.places.places)) == (0, 0)


def test_places_are_bounded(ties: Opened) -> None:
    places = ties.reader.places
    places.size = 10
    for skip in range(1, 40):
        assert ask(ties, f"Ties?$skip={skip}&$top=1").status == 200
    assert len(places.places) <= 10
    places.size = 2000
