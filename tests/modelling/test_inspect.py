"""`inspect`: which objects, fields and External IDs Salesforce would make, and what of it will not do."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from odata_service.cli import main

TABLES = """
CREATE TABLE customer (
    id INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL, notes VARCHAR(2000), blob BLOB, weight DECIMAL(25,5),
    amount NUMERIC, opens_at TIME, is_new BOOLEAN, since DATE, changed DATETIME, price REAL
);
CREATE TABLE document (path VARCHAR(300) NOT NULL, kind CHAR(4) NOT NULL, "text" TEXT, PRIMARY KEY (path, kind));
CREATE TABLE keyless (a TEXT, b TEXT);
CREATE TABLE wide (id VARCHAR(10) PRIMARY KEY, {});
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("inspect") / "shop.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript(TABLES.format(", ".join(f"note_{number} TEXT" for number in range(60))))
    return f"sqlite:///{path}"


def inspected(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    main(["inspect", *arguments, "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_fields_have_salesforce_types(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = inspected(capsys, url, "--set", "customer")["objects"]
    assert one["name"] == "customer__x" and one["key"] == ["id"]
    assert {field["name"]: field["type"] for field in one["fields"]} == {
        "id": "Number(18, 0)", "name": "Text(40)", "notes": "Long Text Area(2000)", "blob": "Text Area (Base64)",
        "weight": "Number(18, 5)", "amount": "Number", "opens_at": None, "is_new": "Checkbox",
        "since": "Date/Time at 0:00", "changed": "Date/Time", "price": "Number",
    }  # fmt: skip


def test_what_will_not_do_is_said_with_what_would(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = inspected(capsys, url)
    found = {
        (one["entity_set"], item["where"]): (item["level"], item["text"], item["advice"])
        for one in said["objects"] for item in one["findings"]
    }  # fmt: skip
    level, text, advice = found["customer", "opens_at"]
    assert level == "error" and "TimeOfDay" in text and 'properties={"opens_at": Property(form="text")}' in advice
    assert found["customer", "weight"][0] == "warning" and "25 digits" in found["customer", "weight"][1]
    level, text, _ = found["document", "path, kind"]
    assert level == "warning" and "305 characters" in text
    assert found["document", "kind"][0] == "note"
    assert found["wide", "wide"][0] == "error" and "1,966,080" in found["wide", "wide"][1]
    assert {item["what"] for item in said["leftOut"]} == {"keyless"}


def test_the_report_fits_and_says_the_same(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["inspect", url])
    said = capsys.readouterr().out
    assert max(map(len, said.splitlines())) <= 100
    assert "\033" not in said
    for part in ("customer__x", "External ID: path + kind", "Long Text Area(2000)", "keyless", 'key=["…"]', "✗"):
        assert part in said
    main(["inspect", url, "--brief"])
    assert "Long Text Area(2000)" not in capsys.readouterr().out


def test_a_choice_of_tables_and_of_sets(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert [one["name"] for one in inspected(capsys, url, "--include", "d*")["objects"]] == ["document__x"]
    with pytest.raises(SystemExit) as end:
        main(["inspect", url, "--set", "nothing"])
    assert end.value.code == 2 and "no entity set 'nothing'" in capsys.readouterr().err


@pytest.mark.parametrize("target", ["erp", "models.erp", "models/erp.py"])
def test_a_written_model_needs_no_database(target: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = inspected(capsys, target)
    names = {one["name"] for one in said["objects"]}
    assert {"Customers__x", "LegacyDocuments__x"} <= names
    (orders,) = (one for one in said["objects"] if one["name"] == "Orders__x")
    assert {field["type"] for field in orders["fields"] if field["name"] == "Status"} == {"Picklist"}


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("nothing", "no service"),
        ("models.nothing", "no module"),
        ("models/nothing.py", "no file"),
        ("tests.crawl", "declares no SERVICE"),
        ("models/erp", "Say models/erp.py."),
        ("shop.db", "sqlite:///shop.db"),
    ],
)
def test_targets_that_are_none(target: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["inspect", target])
    assert sentence in capsys.readouterr().err


def test_a_database_is_no_model(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "postgresql://user:secret@host/shop"])
    said = capsys.readouterr().err
    assert "python -m odata_service model URL -o models/NAME.py" in said
    assert "secret" not in said


def test_too_many_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "many.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript("".join(f"CREATE TABLE t{number} (id INTEGER PRIMARY KEY);" for number in range(201)))
    levels = {item["level"]: item["text"] for item in inspected(capsys, f"sqlite:///{path}")["findings"]}
    assert "200 external objects" in levels["error"]
