"""Times of day and durations as texts, for clients that have no such type: Salesforce does not sync such a table."""

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text

from odata_service.config import Config
from odata_service.protocol.message import Request, Response
from odata_service.service import Service, open_reflected
from odata_service.sql.opening import normalised
from tests.conftest import ROOT, WITH_FIREBIRD, ask, own_database, worker_name

SPANS = {"postgresql": "P1DT2H", "duckdb": "1 day 02:00:00"}  # where there is a type for them


@pytest.fixture(params=(*WITH_FIREBIRD, "duckdb"))
def service(request: pytest.FixtureRequest) -> Iterator[Service]:
    for url in own_database(request.param, f"{worker_name()}_times"):
        engine = create_engine(normalised(url))
        with engine.begin() as connection:
            span = ", span INTERVAL" if request.param in SPANS else ""
            connection.execute(text(f"CREATE TABLE shifts (id INTEGER PRIMARY KEY, starts TIME{span})"))
            connection.execute(text("INSERT INTO shifts (id, starts) VALUES (1, '12:30:00')"))
            connection.execute(text("INSERT INTO shifts (id, starts) VALUES (2, NULL)"))
            if span:
                connection.execute(text("UPDATE shifts SET span = INTERVAL '1 day 2 hours' WHERE id = 1"))
        engine.dispose()
        made = open_reflected(url, "shifts", [], Config(), writable=True, times_as_text=True)
        yield made
        made.database.engine.dispose()


def posted(service: Service, entity: dict[str, object]) -> Response:
    body = json.dumps(entity).encode()
    return service.handle(Request("POST", "shifts", "", {"content-type": "application/json"}, ROOT, body))


def test_they_are_texts(service: Service) -> None:
    metadata = ask(service, "$metadata").body.decode()
    assert "Edm.TimeOfDay" not in metadata and "Edm.Duration" not in metadata
    first, second = json.loads(ask(service, "shifts").body)["value"]
    assert (first["starts"], second["starts"]) == ("12:30:00", None)
    assert first.get("span") == SPANS.get(service.database.dialect.name)


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("starts eq '12:30:00'", [1]),
        ("starts eq 'noon'", []),
        ("startswith(starts,'12')", [1]),
        ("starts eq null", [2]),
    ],
)
def test_they_are_asked_for_as_texts(service: Service, condition: str, found: list[int]) -> None:
    answer = ask(service, f"shifts?$filter={condition.replace(' ', '%20')}")
    assert [row["id"] for row in json.loads(answer.body)["value"]] == found


def test_what_is_written_is_a_time(service: Service) -> None:
    assert json.loads(posted(service, {"id": 3, "starts": "23:59:00"}).body)["starts"] == "23:59:00"
    refused = posted(service, {"id": 4, "starts": "noon"})
    assert refused.status == 400
    assert json.loads(refused.body)["error"]["target"] == "starts"
