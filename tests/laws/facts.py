"""Two tables with a column of each type that expressions work with, and rows that are hard on them: nulls, ties, empty
texts, umlauts in both forms, emoji, quotes and wildcards, negative numbers, leap days, the ends of ranges."""

import enum
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    Engine,
    ForeignKey,
    Integer,
    Interval,
    MetaData,
    Numeric,
    SmallInteger,
    String,
    Table,
    Time,
    Uuid,
)
from sqlalchemy import Enum as EnumColumn
from sqlalchemy.dialects import mysql

from odata_service.publish import EntitySet, Navigation, Service, Source


class Colour(enum.Enum):
    RED = "red"
    DEEP_BLUE = "deep blue"
    GREEN = "green"


class Rights(enum.Flag):
    READ = 1
    WRITE = 2
    SHARE = 4


MYSQL = ("mysql", "mariadb")
METADATA = MetaData()


def text_column(name: str, *, nullable: bool = True) -> Column[Any]:
    """A text that is compared letter by letter: what another collation takes for equal is the database's own affair."""
    kind = String(40).with_variant(mysql.VARCHAR(40, charset="utf8mb4", collation="utf8mb4_nopad_bin"), *MYSQL)
    return Column(name, kind, nullable=nullable)


def columns(*more: Column[Any]) -> list[Column[Any]]:
    moment = DateTime(timezone=True).with_variant(mysql.DATETIME(fsp=6), *MYSQL)
    return [
        Column("id", Integer, primary_key=True, autoincrement=False),
        *more,
        text_column("name"),
        text_column("note", nullable=False),
        Column("small", SmallInteger),
        Column("whole", Integer, nullable=False),
        Column("big", BigInteger),
        Column("price", Numeric(10, 2)),
        Column("rate", Numeric(12, 4), nullable=False),
        Column("ratio", Double),
        Column("flag", Boolean),
        Column("open", Boolean, nullable=False),
        Column("day", Date),
        Column("born", Date, nullable=False),
        Column("moment", moment),
        Column("at", moment, nullable=False),
        Column("clock", Time().with_variant(mysql.TIME(fsp=6), *MYSQL)),
        Column("span", Interval),
        Column("token", Uuid),
        Column("colour", EnumColumn(Colour)),
        Column("rights", Integer),
    ]


INNODB = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4"}
OWNERS = Table("owners", METADATA, *columns(), **INNODB)
THINGS = Table("things", METADATA, *columns(Column("owner_id", ForeignKey("owners.id"))), **INNODB)

RULES: dict[str, Any] = {"enumerations": {"rights": Rights}}
SERVICE = Service(
    name="facts",
    source=Source("FACTS_URL"),
    entity_sets=[
        EntitySet(OWNERS, "Owners", navigation=[Navigation(name="Things", target="Things", collection=True)], **RULES),
        EntitySet(THINGS, "Things", navigation=[Navigation(name="Owner", target="Owners")], **RULES),
    ],
)

# What the columns are asked for by, and what they hold.
TEXTS = (
    "", "a", "A", "ab", "Abba", "ABBA", "\u00e4", "\u00c4", "a\u0308", "\u00e4\u00f6\u00fc",
    "50%_off", "50x_off", "\\", "O'Neil", " pad ", "\tx\n",
    "\U0001f600", "\U0001f600a\U0001f601", "x y", "12", "-3", "\u03a9\u03c9", "\u0416\u0436", "a/b", "null",
)  # fmt: skip
NUMBERS: dict[str, tuple[Any, ...]] = {
    "small": (0, 1, -1, 2, -2, 3, 7, -7, 300, 32767, -32768),
    "whole": (0, 1, -1, 2, 3, -3, 5, 7, -7, 10, 100, 2**31 - 1, -(2**31)),
    "big": (0, 1, -1, 4, -4, 9, 2**31, 2**40, -(2**40), 2**53),
    "price": tuple(map(Decimal, ("0", "0.5", "-0.5", "1.25", "2.5", "-2.5", "3.5", "10", "19.75", "-99.25"))),
    "rate": tuple(map(Decimal, ("0", "1", "0.0625", "-0.0625", "1.5", "-1.5", "2", "100.5", "12345.75"))),
    "ratio": (0.0, 0.5, -0.5, 1.0, 1.5, 2.5, -2.5, 3.25, 1e10, -1e10, 0.125),
}
DAYS = tuple(
    map(
        date.fromisoformat,
        ("2024-02-28", "2024-02-29", "2024-03-01", "2023-02-28", "2023-03-01", "1999-12-31", "2000-01-01", "1900-03-01",
         "2100-02-28", "2024-12-31"),
    )
)  # fmt: skip
MOMENTS = tuple(
    datetime.fromisoformat(text).replace(tzinfo=UTC)
    for text in (
        "2024-02-28T23:59:59.999", "2024-02-29T00:00:00", "2024-02-29T12:30:15.5", "2024-03-01T00:00:00",
        "1999-12-31T23:59:59", "2000-01-01T00:00:00", "2023-02-28T08:00:00.25", "2024-12-31T23:00:00",
    )
)  # fmt: skip
CLOCKS = tuple(map(time.fromisoformat, ("00:00:00", "12:30:15.500", "23:59:59.999", "08:00:00", "12:30:15")))
SPANS = tuple(
    timedelta(**parts)
    for parts in (
        {"days": 0}, {"days": 1}, {"days": -1}, {"hours": 5, "minutes": 30}, {"seconds": 90}, {"days": 366},
        {"hours": -25}, {"days": 2, "seconds": 1},
    )
)  # fmt: skip
TOKENS = tuple(UUID(int=number * 0x1111_2222_3333) for number in range(4))
POOLS: dict[str, tuple[Any, ...]] = {
    "name": TEXTS, "note": TEXTS, **NUMBERS, "flag": (True, False), "open": (True, False), "day": DAYS, "born": DAYS,
    "moment": MOMENTS, "at": MOMENTS, "clock": CLOCKS, "span": SPANS, "token": TOKENS, "colour": tuple(Colour),
    "rights": (1, 2, 4),
}  # fmt: skip


@dataclass(frozen=True, repr=False)
class Facts:
    """All rows by property name; a row has its related rows under the names of its navigation properties."""

    things: list[dict[str, Any]]
    owners: list[dict[str, Any]]


def rows(count: int, draw: random.Random, table: Table, without: str) -> list[dict[str, Any]]:
    made = []
    for number in range(1, count + 1):
        row: dict[str, Any] = {"id": number}
        for name, pool in POOLS.items():
            nullable = table.c[name].nullable
            row[name] = None if nullable and draw.random() < 0.2 else draw.choice(pool)
            if without and isinstance(row[name], str) and without in row[name]:
                row[name] = "a"
        made.append(row)
    return made


def fill(engine: Engine, without: str = "") -> Facts:
    """Makes and fills the tables; the same rows each time, without texts that have a given letter."""
    draw = random.Random("facts")
    owners, things = rows(6, draw, OWNERS, without), rows(36, draw, THINGS, without)
    for row in things:
        row["owner_id"] = draw.choice((None, 1, 2, 3, 4, 5))  # the sixth owns nothing
    METADATA.drop_all(engine)
    METADATA.create_all(engine)
    with engine.begin() as connection:
        connection.execute(OWNERS.insert(), owners)
        connection.execute(THINGS.insert(), things)
    for row in (*owners, *things):
        row["colour"] = None if row["colour"] is None else row["colour"].name
        row["rights"] = None if row["rights"] is None else Rights(row["rights"]).name
    for row in owners:
        row["Things"] = [thing for thing in things if thing["owner_id"] == row["id"]]
    for row in things:
        row["Owner"] = next((owner for owner in owners if owner["id"] == row["owner_id"]), None)
    return Facts(things, owners)
