"""A table whose changes are told in three ways, on each database; and a client that keeps a copy of it."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from sqlalchemy import Column, DateTime, Engine, Integer, MetaData, Numeric, String, Table, text
from sqlalchemy.engine import Connection

from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.modelling.logging_changes import scripts
from odata_service.protocol.message import Response
from odata_service.publish import ChangeColumn, ChangeLog, EntitySet, Service, Source
from odata_service.service import Service as Opened
from odata_service.sql.opening import open_database
from tests.conftest import ROOT, ask

METADATA = MetaData()
KINDS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
stock = Table(
    "stock", METADATA,
    Column("place", String(10), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", String(40)),
    Column("price", Numeric(10, 2)),
    Column("changed_at", DateTime),
    Column("revision", Integer),
    Column("gone", Integer, nullable=False, server_default="0"),
    **KINDS,
)  # fmt: skip
plain = Table("plain", METADATA, Column("id", Integer, primary_key=True), **KINDS)
HIDDEN = ["changed_at", "revision", "gone"]
NAMED: dict[str, Any] = {"hidden": HIDDEN, "names": {"place": "Place", "number": "Number", "name": "Name"}}
BEGUN = ("sqlite", "postgresql", "mysql", "mariadb")  # elsewhere SQLAlchemy begins
SERVICE = Service(
    name="stock",
    source=Source("STOCK_URL"),
    writable=True,
    entity_sets=[
        EntitySet(stock, "Logged", entity_type="Logged_Item", changes=ChangeLog(), **NAMED),
        EntitySet(
            stock, "Timed", entity_type="Timed_Item", changes=ChangeColumn("changed_at", overlap=2),
            soft_delete={"gone": 1}, **NAMED,
        ),
        EntitySet(
            stock, "Counted", entity_type="Counted_Item", changes=ChangeColumn("revision", overlap=0),
            soft_delete={"gone": 1}, **NAMED,
        ),
        EntitySet(plain, "Plain"),
    ],
)  # fmt: skip


def statements_of(script: str) -> Iterator[str]:
    """The statements of a script, as the database's own program parts them."""
    kept = "\n".join(line for line in script.splitlines() if not line.startswith("--"))
    for part in re.split(r"^DELIMITER (//|;)$\n?", kept, flags=re.M):
        if "//" in part and part != "//":
            yield part.strip().removesuffix("//")
        elif part not in ("//", ";"):
            yield from _simple(part)


def _simple(text_: str) -> Iterator[str]:
    """Statements that end with a line that ends with a semicolon, but for those within a body."""
    lines: list[str] = []
    for line in text_.splitlines():
        lines.append(line)
        body = "\n".join(lines)
        inside = body.count("$changes$") == 1 or (re.search(r"^CREATE TRIGGER .*BEGIN$", body, re.M) and line != "END;")
        if line.endswith(";") and not inside:
            yield body.removesuffix(";") if line != "END;" else body
            lines = []


def made(url: str, *, logged: bool = True, config: Config | None = None) -> Opened:
    """The service over an empty database, with the log where there are triggers."""
    sets = SERVICE.entity_sets if logged else SERVICE.entity_sets[1:]
    declared = Service(name="stock", source=SERVICE.source, writable=True, entity_sets=sets)
    opened = open_database("stock", url, config or Config())
    METADATA.create_all(opened.engine)
    if logged:
        dialect = opened.dialect.name
        (script,) = scripts(declared, [], "mysql" if dialect == "mariadb" else dialect, Config())
        with changing(opened.engine) as connection:
            for statement in statements_of(script):
                connection.exec_driver_sql(statement.replace("%", "%%"))
    return Opened(model_of(declared), opened, config or Config())


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """A transaction of somebody else's."""
    if engine.dialect.name not in BEGUN:
        with engine.begin() as connection:
            yield connection
        return
    begin = {"sqlite": "BEGIN IMMEDIATE"}.get(engine.dialect.name, "BEGIN")
    with engine.connect() as connection:
        connection.exec_driver_sql(begin)
        yield connection
        connection.exec_driver_sql("COMMIT")
        connection.commit()


def run(connection: Connection, statement: str, **values: Any) -> None:
    connection.execute(text(statement), values)


def body_of(response: Response) -> dict[str, Any]:
    assert response.status == 200, response.body[:600]
    return dict(json.loads(response.body))


@dataclass
class Client:
    """Reads a set once, and then what has changed; keeps a copy by key."""

    service: Opened
    url: str
    size: int = 3
    version: str = "4.0"
    copy: dict[tuple[Any, ...], dict[str, Any]] = field(default_factory=dict)
    link: str = ""
    told: int = 0

    @property
    def prefix(self) -> str:
        return "@odata." if self.version == "4.0" else "@"

    def read(self) -> None:
        """The whole set."""
        self.copy.clear()
        self._follow(self.url, track=True)

    def poll(self) -> None:
        """What has changed since the last time."""
        self._follow(self.link.removeprefix(ROOT))

    def _follow(self, url: str, *, track: bool = False) -> None:
        prefer = f"maxpagesize={self.size}" + (", track-changes" if track else "")
        while url:
            response = ask(self.service, url, prefer=prefer, odata_maxversion=self.version)
            body = body_of(response)
            if track:
                assert "track-changes" in response.headers["Preference-Applied"]
            for item in body["value"]:
                self._take(item)
            assert (f"{self.prefix}nextLink" in body) is not (f"{self.prefix}deltaLink" in body), body
            self.link = body.get(f"{self.prefix}deltaLink", "")
            url = body.get(f"{self.prefix}nextLink", "").removeprefix(ROOT)
            prefer, track = f"maxpagesize={self.size}", False

    def _take(self, item: Mapping[str, Any]) -> None:
        self.told += 1
        gone = item.get("id") if self.version == "4.0" else item.get("@id") if "@removed" in item else None
        if gone is None:
            self.copy[item["Place"], item["Number"]] = dict(item)
            return
        found = re.fullmatch(r"\w+\(Place='(.*)',Number=(\d+)\)", unquote(gone))
        assert found is not None, gone
        self.copy.pop((found[1].replace("''", "'"), int(found[2])), None)
