"""What MySQL itself does otherwise than MariaDB, on which the tests run."""

import json
from urllib.parse import quote

import pytest
from sqlalchemy import create_engine, text

from odata_service.config import Config, Secret
from odata_service.edm.from_tables import model_of
from odata_service.service import Service, open_reflected
from odata_service.sql.dialects.mysql import _exact_in_mysql
from odata_service.sql.opening import normalised, open_database
from tests.conftest import SCALE, ask, build, own_database, worker_name
from tests.sql.dialects import SERVICE, requests

# MySQL has this switched on; MariaDB's own is stricter still, because it knows of no columns that others decide.
MODE = "SET SESSION sql_mode = CONCAT(@@sql_mode, ',ONLY_FULL_GROUP_BY')"


def test_groups_have_nothing_that_they_are_not_grouped_by() -> None:
    for url in own_database("mariadb", f"{worker_name()}_groups"):
        build(url, scale=SCALE)
        config = Config(environment={SERVICE.source.variable: Secret(url)})
        service = Service(model_of(SERVICE), open_database("erp", url, config, MODE), config)
        asked = [one.lstrip("/") for one in requests() if "apply=" in one or "aggregate(" in one or "$count" in one]
        assert len(asked) > 80
        answers = {one: ask(service, one.replace(" ", "%20"), odata_maxversion="4.01") for one in asked}
        assert {one: answer.body for one, answer in answers.items() if answer.status != 200} == {}
        service.database.engine.dispose()


ODD = "NO_BACKSLASH_ESCAPES,ANSI_QUOTES,PIPES_AS_CONCAT,HIGH_NOT_PRECEDENCE,PAD_CHAR_TO_FULL_LENGTH"


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("code eq 'A1'", [1]), ("endswith(code,'A1')", [1]), ("not endswith(code,'A1')", [2]),
        ("length(code) eq 2", [1]), ("name eq 'a\\''b\"c'", [1]), ("contains(name,'\\''b')", [1]),
        ("not (not (name eq '%\\'))", [2]), ("concat(code,name) eq 'B-2%\\'", [2]),
    ],
)  # fmt: skip
def test_a_server_that_reads_sql_otherwise_answers_alike(condition: str, found: list[int]) -> None:
    for url in own_database("mariadb", f"{worker_name()}_modes"):
        engine = create_engine(normalised(url))
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE t (id int PRIMARY KEY, code char(8), name varchar(20))")
            values = {"id": 1, "code": "A1", "name": "a\\'b\"c"}, {"id": 2, "code": "B-2", "name": "%\\"}
            connection.execute(text("INSERT INTO t VALUES (:id, :code, :name)"), values)
        engine.dispose()
        odd = url + "?init_command=" + quote(f"SET SESSION sql_mode='{ODD}'", safe="")
        service = open_reflected(odd, "modes", [], Config())
        rows = json.loads(ask(service, f"t?$filter={quote(condition)}&$orderby=id").body)["value"]
        assert [row["id"] for row in rows] == found
        service.database.engine.dispose()


@pytest.mark.parametrize(
    ("version", "collation"),
    [("8.4.3", "utf8mb4_0900_bin"), ("8.0.17-log", "utf8mb4_0900_bin"), ("8.0.16", "utf8mb4_bin"),
     ("5.7.44", "utf8mb4_bin"), ("9.1.0", "utf8mb4_0900_bin")],
)  # fmt: skip
def test_texts_are_told_apart_by_the_blanks_at_their_ends(version: str, collation: str) -> None:
    assert _exact_in_mysql(version) == collation
