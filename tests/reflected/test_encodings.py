"""Texts that are not UTF-8: what old programs wrote into databases that keep whatever bytes they are given."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from odata_service.config import Config
from odata_service.service import Service, open_reflected
from odata_service.sql.opening import normalised
from tests.conftest import ask, server_url, worker_name

TABLE = "CREATE TABLE people (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(30), photo {})"
INSERT = "INSERT INTO people VALUES (1, {}, {}), (2, 'Möller', NULL), (3, NULL, NULL), (4, {}, NULL)"

TEXTS = {  # by the encoding of a database in PostgreSQL
    "SQL_ASCII": ("E'M\\xFCller'", "'\\xFF00'", "E'\\xC4\\x81\\x20\\x80'"),
    "LATIN1": ("'Müller'", "'\\xFF00'", "'ä'"),
}


def in_sqlite(folder: Path) -> Iterator[str]:
    url = f"sqlite:///{folder}/bytes.sqlite"
    engine = create_engine(normalised(url))
    with engine.begin() as connection:
        connection.exec_driver_sql(TABLE.format("BLOB"))
        texts = ("CAST(X'4DFC6C6C6572' AS TEXT)", "X'FF00'", "CAST(X'C4812080' AS TEXT)")
        connection.exec_driver_sql(INSERT.format(*texts))
    engine.dispose()
    yield url


def in_postgresql(encoding: str) -> Iterator[str]:
    name, url = f"{worker_name()}_{encoding.lower()}", server_url("postgresql")
    admin = create_engine(normalised(url), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(
            text(f"CREATE DATABASE {name} ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
        )
    own = make_url(url).set(database=name).render_as_string(hide_password=False)
    engine = create_engine(normalised(own).update_query_dict({"client_encoding": "UTF8"}))
    with engine.begin() as connection:
        connection.exec_driver_sql(TABLE.format("BYTEA"))
        connection.exec_driver_sql(INSERT.format(*TEXTS[encoding]))
    engine.dispose()
    yield own
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def bytewise(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """People, of whom one has a name in Windows-1252, and one a name that is nothing."""
    urls = in_sqlite(tmp_path_factory.mktemp("bytes")) if request.param == "sqlite" else in_postgresql("SQL_ASCII")
    for url in urls:
        service = open_reflected(url, "crm", [], Config())
        yield service
        service.database.engine.dispose()


def value_of(service: Service, url: str) -> Any:
    response = ask(service, quote(url, safe="?$="))
    assert response.status == 200, response.body
    return json.loads(response.body)["value"]


def test_such_a_text_costs_no_row(bytewise: Service) -> None:
    rows = value_of(bytewise, "people?$orderby=id")
    assert [row["name"] for row in rows] == ["Müller", "Möller", None, "Ä\ufffd €"]
    assert [row["photo"] for row in rows] == ["_wA=", None, None, None]


def test_what_is_utf8_is_found(bytewise: Service) -> None:
    assert [row["id"] for row in value_of(bytewise, "people?$filter=name eq 'Möller'")] == [2]


def test_a_database_in_latin_1_is_read_and_asked_for_other_letters() -> None:
    for url in in_postgresql("LATIN1"):
        service = open_reflected(url, "crm", [], Config())
        assert [row["name"] for row in value_of(service, "people?$orderby=id")] == ["Müller", "Möller", None, "ä"]
        assert [row["id"] for row in value_of(service, "people?$filter=name eq 'Müller'")] == [1]
        response = ask(service, "people?$filter=name%20eq%20'%E6%BC%A2'")
        assert response.status == 400
        assert "out of the database's range" in json.loads(response.body)["error"]["message"]
        service.database.engine.dispose()
