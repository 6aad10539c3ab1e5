"""What MySQL itself does otherwise than MariaDB, on which the tests run."""

import pytest

from odata_service.config import Config, Secret
from odata_service.edm.from_tables import model_of
from odata_service.service import Service
from odata_service.sql.dialects.mysql import _exact_in_mysql
from odata_service.sql.opening import open_database
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
        answers = {one: ask(service, one.replace(" ", "%20")) for one in asked}
        assert {one: answer.body for one, answer in answers.items() if answer.status != 200} == {}
        service.database.engine.dispose()


@pytest.mark.parametrize(
    ("version", "collation"),
    [("8.4.3", "utf8mb4_0900_bin"), ("8.0.17-log", "utf8mb4_0900_bin"), ("8.0.16", "utf8mb4_bin"),
     ("5.7.44", "utf8mb4_bin"), ("9.1.0", "utf8mb4_0900_bin")],
)  # fmt: skip
def test_texts_are_told_apart_by_the_blanks_at_their_ends(version: str, collation: str) -> None:
    assert _exact_in_mysql(version) == collation
