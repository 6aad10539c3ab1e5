"""A table with a column of each type that is written, and what each of them can be asked to hold."""

import enum

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    Integer,
    Interval,
    LargeBinary,
    MetaData,
    Numeric,
    SmallInteger,
    String,
    Table,
    Text,
    Time,
    Uuid,
)
from sqlalchemy import Enum as EnumColumn
from sqlalchemy.dialects import mysql
from sqlalchemy.types import CHAR, REAL

from odata_service.publish import EntitySet, Service, Source


class Colour(enum.Enum):
    RED = "red"
    DEEP_BLUE = "deep blue"


class Size(enum.Enum):
    SMALL = 1
    LARGE = 2


MYSQL = ("mysql", "mariadb")
METADATA = MetaData()
KINDS = Table(
    "kinds", METADATA,
    Column("id", Integer, primary_key=True),
    Column("short_text", String(10)),
    Column("fixed_text", CHAR(6)),
    Column("long_text", Text().with_variant(mysql.LONGTEXT(), *MYSQL)),
    Column("byte_text", Text()),  # 65,535 bytes in MySQL, whatever the number of characters
    Column("flag", Boolean),
    Column("small", SmallInteger),
    Column("whole", Integer),
    Column("big", BigInteger),
    Column("price", Numeric(10, 2)),
    Column("exact", Numeric(15, 6)),
    Column("wide", Numeric(30, 10)),
    Column("double", Double),
    Column("single", REAL().with_variant(mysql.FLOAT(), *MYSQL)),
    Column("day", Date),
    Column("moment", DateTime().with_variant(mysql.DATETIME(fsp=6), *MYSQL)),
    Column("instant", DateTime(timezone=True).with_variant(mysql.DATETIME(fsp=6), *MYSQL)),
    Column("clock", Time().with_variant(mysql.TIME(fsp=6), *MYSQL)),
    Column("span", Interval),
    Column("guid", Uuid),
    Column("content", LargeBinary().with_variant(mysql.LONGBLOB(), *MYSQL)),
    Column("colour", EnumColumn(Colour)),
    Column("size", Integer),
    Column("booked", String(8)),
    mysql_engine="InnoDB", mysql_charset="utf8mb4",
)  # fmt: skip

SERVICE = Service(
    name="kinds", source=Source("KINDS_URL"), writable=True,
    entity_sets=[EntitySet(KINDS, "Kinds", dates={"booked": "yyyymmdd"}, enumerations={"size": Size})],
)  # fmt: skip
