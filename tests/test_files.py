"""A directory of CSV and Parquet files is a service."""

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from odata_service.config import Config
from odata_service.service import Service, open_reflected
from odata_service.sql.opening import normalised
from tests.conftest import ask
from tests.crawl import crawled

ORDERS = (
    "order_id;customer;net;day;shipped;ok\n1;Müller;12.5;2024-01-31;2024-01-31 12:30:00;true\n2;;7;2024-02-01;;false\n"
)
PARTS = 'part,name,weight\n0815,Bolt,1\n0816,"Nut, small",2\n4711,Washer,2\n'
PAIRS = "a,b\n1,x\n1,y\n2,x\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "orders.csv").write_text(ORDERS)
    (tmp_path / "parts.csv").write_text(PARTS)
    (tmp_path / "pairs.csv").write_text(PAIRS)
    (tmp_path / "broken.parquet").write_bytes(b"no parquet")
    (tmp_path / "notes.txt").write_text("not published")
    duckdb.sql("SELECT i AS id, 'n' || i AS name, [i, i] AS both, i / 4 AS quarter FROM range(5) t(i)").write_parquet(
        str(tmp_path / "items.parquet")
    )
    return tmp_path


@pytest.fixture
def service(folder: Path) -> Iterator[Service]:
    made = open_reflected(f"files://{folder}?pairs=a,b", "files", (), Config())
    yield made
    made.database.engine.dispose()


def test_each_file_is_an_entity_set(service: Service) -> None:
    assert sorted(service.model.entity_sets) == ["items", "orders", "pairs", "parts"]
    assert {name: item.type.key for name, item in service.model.entity_sets.items()} == {
        "items": ("id",), "orders": ("order_id",), "pairs": ("a", "b"), "parts": ("part",),
    }  # fmt: skip
    ((name, reason),) = service.model.left_out
    assert name == "broken.parquet"
    assert reason.startswith("it cannot be read")


def test_every_link_and_value_can_be_followed(service: Service) -> None:
    assert crawled(service) == []


def test_types_are_found_and_codes_keep_their_zeros(service: Service) -> None:
    order = json.loads(ask(service, "orders(1)").body)
    del order["@odata.context"]
    assert order == {
        "order_id": 1, "customer": "Müller", "net": 12.5, "day": "2024-01-31", "shipped": "2024-01-31T12:30:00Z",
        "ok": True,
    }  # fmt: skip
    found = json.loads(ask(service, "parts?$filter=part%20eq%20'0815'&$select=part,name").body)["value"]
    assert found == [{"part": "0815", "name": "Bolt"}]


def test_texts_are_searched(service: Service) -> None:
    found = json.loads(ask(service, "parts?$search=0815&$select=part").body)["value"]
    assert [row["part"] for row in found] == ["0815"]


def test_what_is_in_a_file_is_read_when_it_is_asked_for(service: Service, folder: Path) -> None:
    (folder / "orders.csv").write_text(f"{ORDERS}3;New;1;2024-03-01;;true\n")
    assert ask(service, "orders/$count").body == b"3"


def test_nothing_can_be_changed(service: Service) -> None:
    assert ask(service, "orders(1)", "DELETE").status == 405


def test_a_file_without_a_key_is_left_out_with_the_reason(folder: Path) -> None:
    made = open_reflected(str(folder), "files", (), Config())
    reasons = dict(made.model.left_out)
    made.database.engine.dispose()
    assert reasons["pairs"].startswith("no column has another value in each row; name the key in the URL")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?pairs=c", "The file 'pairs' has no column 'c', which its URL names as a key."),
        ("?pears=a", "The URL names a key of 'pears', and there is no such file in '{}'."),
    ],
)
def test_a_key_that_is_none_is_told(folder: Path, query: str, sentence: str) -> None:
    with pytest.raises(ValueError) as raised:
        open_reflected(f"files://{folder}{query}", "files", (), Config())
    assert str(raised.value) == sentence.format(folder)


def test_a_directory_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="There is no directory"):
        open_reflected(f"files://{tmp_path}/gone", "files", (), Config())
    assert normalised(str(tmp_path)).drivername == "files"
