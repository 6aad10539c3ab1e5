"""What is served while nobody waits for it: functions, actions and rows that are not done before a gate is opened."""

import time
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, String, Table, insert

from odata_service.app import create_app
from odata_service.config import Config
from odata_service.logs import set_up
from odata_service.publish import Action, Call, Change, EntitySet, Function, Refused, Service, Source
from odata_service.service import open_service

METADATA = MetaData()
OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4"}
SECONDS = 60
MANY = 200  # rows of each of four tables: what joins them all is not done in the time of a test

ENTRIES = Table(
    "entries", METADATA, Column("id", Integer, primary_key=True), Column("token", String(40), nullable=False),
    Column("gate", String(20)), **OPTIONS,
)  # fmt: skip
NUMBERS = [
    Table(name, METADATA, Column("id", Integer, primary_key=True, autoincrement=False), **OPTIONS)
    for name in ("ones", "twos", "threes", "fours")
]


class Gates:
    """Gates are files of a directory; a gate without a name is open."""

    directory = Path()

    def passed(self, gate: str | None) -> None:
        until = time.monotonic() + SECONDS
        while gate and not (self.directory / gate).exists() and time.monotonic() < until:
            time.sleep(0.01)


GATES = Gates()


def wait(call: Call, gate: str) -> str:
    GATES.passed(gate)
    if gate.startswith("refused"):
        raise Refused("It was opened in vain.")
    return gate


def add(call: Call, gate: str, token: str) -> str:
    call.connection.execute(insert(ENTRIES).values(token=token))
    GATES.passed(gate)
    return token


def wait_for_gate(change: Change) -> None:
    GATES.passed(change.values.get("gate"))


SERVICE = Service(
    name="gates", source=Source("GATES_DATABASE_URL"), writable=True,
    entity_sets=[EntitySet(ENTRIES, "Entries", after=[wait_for_gate]),
                 *(EntitySet(table, table.name.capitalize()) for table in NUMBERS)],
    operations=[Function(wait), Action(add)],
)  # fmt: skip
JOINED = "$crossjoin(Ones,Twos,Threes,Fours)?$filter=Ones/id add Twos/id add Threes/id add Fours/id eq -1&$top=1"


def create() -> object:
    """The WSGI application; gunicorn calls this in each worker."""
    config = Config.from_env()
    set_up(config)
    GATES.directory = Path(config.variable("GATES") or "")
    return create_app([open_service(SERVICE, config)], config)
