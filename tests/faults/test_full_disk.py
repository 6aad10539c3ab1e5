"""A disk that is full: done by telling SQLite how many pages its file may have."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, event, func, select

from odata_service import publish
from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.protocol.message import Request, Response
from odata_service.service import Service
from odata_service.sql.opening import open_database
from tests.conftest import ROOT

NOTES = Table("notes", MetaData(), Column("id", Integer, primary_key=True), Column("note", String(4000)))
MODEL = model_of(
    publish.Service(name="notes", source=publish.Source("X"), writable=True, entity_sets=[publish.EntitySet(NOTES)])
)
PAGES = 20


def limit(pages: int) -> Any:
    return lambda connection, record: connection.execute(f"PRAGMA max_page_count = {pages}")


def send(service: Service, path: str, body: Any) -> Response:
    return service.handle(
        Request("POST", path, "", {"content-type": "application/json"}, ROOT, json.dumps(body).encode())
    )


def test_nothing_is_there_by_half_on_a_full_disk(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/notes.sqlite"
    engine = create_engine(url)
    NOTES.create(engine)
    service = Service(MODEL, open_database("notes", url, Config()), Config())
    full = limit(PAGES)
    event.listen(service.database.engine, "connect", full)
    one = {"method": "POST", "url": "notes", "atomicityGroup": "g", "body": {"note": "x" * 1500}}
    batch = {"requests": [{"id": str(number), **one} for number in range(4)]}
    done = 0
    for _ in range(PAGES):
        answers = json.loads(send(service, "$batch", batch).body)["responses"]
        if answers[-1]["status"] != 201:
            break
        done += len(batch["requests"])
    (refused,) = [answer for answer in answers if answer["status"] != 424]
    assert refused["status"] == 503
    assert refused["body"]["error"]["message"] == "The disk of the database 'notes' is full. Nothing was changed."
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(NOTES)).scalar() == done > 0
    event.remove(service.database.engine, "connect", full)
    service.database.engine.dispose()
    assert send(service, "notes", {"note": "there is room again"}).status == 201
    service.database.engine.dispose()
    engine.dispose()
