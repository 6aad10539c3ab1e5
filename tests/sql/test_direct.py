"""Changes by the driver's own calls do what they do through SQLAlchemy: the same rows, counts, values, errors."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    Time,
    Uuid,
    func,
    select,
)
from sqlalchemy.exc import IntegrityError

from odata_service.config import Config
from odata_service.sql import direct
from odata_service.sql.change import RowChange, insert_into
from odata_service.sql.database import Database
from odata_service.sql.opening import open_database
from odata_service.sql.transaction import transaction
from tests.conftest import own_database, worker_name

METADATA = MetaData()
VALUES: dict[str, tuple[Any, Any]] = {
    "whole": (Integer(), 7),
    "text": (String(20), "Müller & 100 %s"),
    "exact": (Numeric(12, 3), Decimal("12.500")),
    "float": (Float(), 0.1),
    "day": (Date(), date(2026, 1, 31)),
    "moment": (DateTime(), datetime(2026, 1, 31, 12, 30, 15, 250_000)),
    "clock": (Time(), time(23, 59, 1)),
    "flag": (Boolean(), True),
    "bytes": (LargeBinary(), b"\x00\xff%s"),
    "guid": (Uuid(), UUID(int=42)),
}
TYPED = Table("typed", METADATA, Column("id", Integer, primary_key=True, autoincrement=False),
              *(Column(name, kind) for name, (kind, _) in VALUES.items()))  # fmt: skip
MADE = Table("made", METADATA, Column("id", Integer, primary_key=True), Column("name", String(20), unique=True),
             Column("token", String(20), default=lambda: "made"), Column("version", Integer, onupdate=2))  # fmt: skip
WAYS = pytest.mark.parametrize("drivers", [direct.DRIVERS, frozenset()], ids=["driver", "sqlalchemy"])


@pytest.fixture(scope="module", params=sorted(direct.DRIVERS))
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    for url in own_database(request.param, f"{worker_name()}_direct"):
        opened = open_database("direct", url, Config())
        METADATA.create_all(opened.engine)
        yield opened
        opened.engine.dispose()


@pytest.fixture(autouse=True)
def way(drivers: frozenset[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(direct, "DRIVERS", drivers)


@WAYS
def test_values_go_in_and_come_back(database: Database) -> None:
    columns = {TYPED.c[name]: value for name, (_, value) in VALUES.items()}
    with transaction(database) as opened:
        for nothing in (False, True):
            values = dict.fromkeys(columns) if nothing else columns
            made = insert_into(TYPED, {TYPED.c.id: 1, **values}, list(TYPED.c))
            done = opened.change(made)
            assert (done.count, done.rows) == (1, [(1, *values.values())])
            assert opened.execute(select(TYPED)).all() == done.rows
            assert opened.change(RowChange(TYPED.delete(), {})).count == 1


@WAYS
def test_what_sqlalchemy_makes_itself_is_there(database: Database) -> None:
    with transaction(database) as opened:
        for name in ("a", "b"):
            done = opened.change(insert_into(MADE, {MADE.c.name: name}, [MADE.c.id, MADE.c.token]))
            assert done.rows is not None
            ((number, token),) = done.rows
            assert token == "made"
        changed = RowChange(MADE.update().where(MADE.c.id == number).values(name="c"), {})
        assert opened.change(changed).count == 1
        assert opened.execute(select(MADE.c.name, MADE.c.version).where(MADE.c.id == number)).all() == [("c", 2)]
        assert opened.change(RowChange(MADE.delete(), {})).count == 2


@WAYS
def test_errors_are_sqlalchemys(database: Database) -> None:
    with pytest.raises(IntegrityError) as found, transaction(database) as opened:
        for _ in range(2):
            opened.change(insert_into(MADE, {MADE.c.name: "twice"}))
    assert isinstance(found.value.orig, database.dialect.loaded_dbapi.IntegrityError)
    with transaction(database) as opened:
        assert opened.execute(select(func.count()).select_from(MADE)).scalar_one() == 0
