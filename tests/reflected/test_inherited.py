"""A table of PostgreSQL shows the rows of those that inherit from it, for which its key does not hold."""

from pathlib import Path

from sqlalchemy import create_engine

from odata_service.cli import main
from odata_service.config import Config
from odata_service.edm.catalogs import SHARED_KEY
from odata_service.service import open_reflected
from odata_service.sql.opening import normalised
from tests.crawl import crawled
from tests.reflected.test_odd_types import urls

TABLES = """
CREATE TABLE note (id INTEGER PRIMARY KEY, text VARCHAR(20));
CREATE TABLE order_note (order_no INTEGER, PRIMARY KEY (id)) INHERITS (note);
CREATE TABLE event (id INTEGER PRIMARY KEY, day DATE) PARTITION BY RANGE (id);
CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM (0) TO (100);
INSERT INTO note VALUES (1, 'a'); INSERT INTO order_note VALUES (1, 'b', 7); INSERT INTO event VALUES (1, '2024-01-01')
"""


def test_its_key_has_to_be_declared(tmp_path: Path) -> None:
    for url in urls("postgresql", "inherited", tmp_path):
        engine = create_engine(normalised(url))
        with engine.begin() as connection:
            for statement in TABLES.split(";"):
                connection.exec_driver_sql(statement)
        engine.dispose()
        service = open_reflected(url, "inherited", (), Config())
        assert set(service.model.entity_sets) == {"order_note", "event"}
        assert dict(service.model.left_out) == {
            "note": SHARED_KEY,
            "event_1": "it is a part of 'event'",
        }
        assert crawled(service, rows_tried=1, values_tried=1) == []
        service.database.engine.dispose()
        path = tmp_path / "inherited.py"
        main(["model", url, "-o", str(path)])
        assert '# EntitySet(note, key=["…"]): its key does not hold' in path.read_text(encoding="utf-8")
