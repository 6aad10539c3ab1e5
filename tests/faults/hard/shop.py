"""What is served while workers and databases are killed: rows that can be counted afterwards, each with a token."""

import time

from sqlalchemy import Column, Integer, MetaData, String, Table

from odata_service.app import create_app
from odata_service.config import Config
from odata_service.logs import set_up
from odata_service.publish import Change, EntitySet, Service, Source
from odata_service.service import open_service

METADATA = MetaData()
OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4"}


def entries_of(name: str) -> Table:
    return Table(
        name, METADATA, Column("id", Integer, primary_key=True), Column("token", String(40), nullable=False),
        Column("note", String(200)), **OPTIONS,
    )  # fmt: skip


ENTRIES, ALIKE, SLOW = entries_of("entries"), entries_of("alike"), entries_of("slow")
COUNTERS = Table(
    "counters", METADATA, Column("name", String(20), primary_key=True), Column("amount", Integer, nullable=False),
    **OPTIONS,
)  # fmt: skip


def take_a_second(change: Change) -> None:
    time.sleep(1)


SERVICE = Service(
    name="shop", source=Source("SHOP_DATABASE_URL"), writable=True,
    entity_sets=[
        EntitySet(ENTRIES, "Entries"),
        EntitySet(ALIKE, "Alike", duplicate_window=600),
        EntitySet(SLOW, "Slow", duplicate_window=600, after=[take_a_second]),
        EntitySet(COUNTERS, "Counters", upsert=True),
    ],
)  # fmt: skip


def create() -> object:
    """The WSGI application; gunicorn calls this in each worker."""
    config = Config.from_env()
    set_up(config)
    return create_app([open_service(SERVICE, config)], config)
