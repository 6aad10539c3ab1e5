"""Texts that are longer than databases sort by: pages lose none of them, and each group has all that are equal."""

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text

from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.publish import EntitySet, Service, Source
from odata_service.service import Service as Published
from odata_service.sql.opening import open_database
from tests.conftest import BEHAVIOUR, ROOT, ask, filled, served

METADATA = MetaData()
papers = Table(
    "papers", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("note", Text),
    Column("title", String(2000)),
    Column("folder_id", ForeignKey("papers.id")),
)  # fmt: skip
LONG = "x" * 8191  # Firebird sorts by so many letters, MariaDB by 1,024 bytes
SHORT = "y" * 1500
ROWS = [
    (1, "b", "b", None), (2, "a", "a", 1), (3, "b", "b", 1), (4, LONG + "b", SHORT + "b", 1),
    (5, LONG + "a", SHORT + "a", 1), (6, LONG + "a", SHORT + "a", 1), (7, None, None, 1), (8, "", "", 2),
    (9, LONG + "c", SHORT + "c", 2), (10, "ab", "ab", 2), (11, "12", "12", 2), (12, "123456789012", "1", 2),
]  # fmt: skip
SERVICE = Service(name="papers", source=Source("PAPERS_URL"), entity_sets=[EntitySet(papers, "Papers")])
ORDERS = (
    "note", "note desc", "title", "title desc,note", "folder/note,id desc", "length(note)", "tolower(note) desc",
    "concat(title,note)",
)  # fmt: skip


def made(url: str) -> Published:
    filled(url, METADATA, {papers: ROWS})
    return Published(model_of(SERVICE), open_database("papers", url, Config()), Config())


@pytest.fixture(scope="module", params=BEHAVIOUR)
def library(request: pytest.FixtureRequest) -> Iterator[Published]:
    yield from served(request.param, "papers", made)


def page(service: Published, url: str, size: int) -> tuple[list[int], str | None]:
    response = ask(service, url, Prefer=f"maxpagesize={size}")
    assert response.status == 200, response.body
    body = json.loads(response.body)
    return [one["id"] for one in body["value"]], body.get("@odata.nextLink", "").removeprefix(ROOT) or None


@pytest.mark.parametrize("order", ORDERS)
def test_pages_are_the_whole(library: Published, order: str) -> None:
    url: str | None = f"Papers?$select=id&$orderby={quote(order)}"
    assert url is not None
    whole, _ = page(library, url, 100)
    found: list[int] = []
    while url is not None:
        part, url = page(library, url, 2)
        found += part
    assert found == whole
    assert sorted(found) == [row[0] for row in ROWS]


def test_numbers_that_texts_have_are_sorted_as_numbers(library: Published) -> None:
    found, _ = page(library, "Papers?$select=id&$filter=id%20in%20(1,11,12)&$orderby=length(note)%20desc", 100)
    assert found == [12, 11, 1]


def values(service: Published, url: str) -> list[dict[str, object]]:
    response = ask(service, quote(url, safe="?&$=/(),"))
    assert response.status == 200, response.body
    found: list[dict[str, object]] = json.loads(response.body)["value"]
    return [{name: value for name, value in one.items() if "@" not in name} for one in found]


def test_equal_texts_are_one_group(library: Published) -> None:
    short = "filter(length(note) lt 100)/"
    assert values(library, f"Papers?$apply={short}groupby((note),aggregate($count as N))&$orderby=note") == [
        {"note": "", "N": 1}, {"note": "12", "N": 1}, {"note": "123456789012", "N": 1}, {"note": "a", "N": 1},
        {"note": "ab", "N": 1}, {"note": "b", "N": 2},
    ]  # fmt: skip
    assert values(library, f"Papers?$apply={short}aggregate(note with countdistinct as N)") == [{"N": 6}]
    apart = f"Papers?$apply={short}compute(concat(note,'!') as Loud)/groupby((Loud),aggregate(id with max as I))"
    assert {"Loud": "b!", "I": 3} in values(library, apart)


def test_longer_ones_are_one_group_or_refused(library: Published) -> None:
    response = ask(library, "Papers?$apply=groupby((note),aggregate($count%20as%20N))&$orderby=N%20desc")
    if library.database.dialect.name == "firebird":
        assert response.status == 400
    else:
        assert sorted(one["N"] for one in json.loads(response.body)["value"]) == [1, 1, 1, 1, 1, 1, 1, 1, 2, 2]


def test_the_least_and_the_greatest_are_told(library: Published) -> None:
    asked = "Papers?$apply=aggregate(note with min as A,note with max as B,title with max as C)"
    assert values(library, asked) == [{"A": "", "B": LONG + "c", "C": SHORT + "c"}]
