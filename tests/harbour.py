"""A small model of what tables hold in more than one column or row: flags, complex properties, streams,
many to many; and functions and actions over it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntFlag

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    func,
    insert,
    select,
    update,
)

from odata_service.publish import (
    Action,
    Call,
    Complex,
    EntitySet,
    Function,
    Navigation,
    Refused,
    Service,
    Source,
    Stream,
)

METADATA = MetaData()
MYSQL = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4"}


class Gear(IntFlag):
    Bare = 0
    Crane = 1
    Ramp = 2
    Tank = 4
    Both = 3


ports = Table(
    "ports", METADATA,
    Column("code", String(5), primary_key=True),
    Column("name", String(40), nullable=False),
    Column("office_street", String(60)),
    Column("office_city", String(30), nullable=False, server_default="?"),
    **MYSQL,
)  # fmt: skip
ships = Table(
    "ships", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", String(40), nullable=False),
    Column("gear", Integer, nullable=False, server_default="3"),
    Column("owner_street", String(40)),
    Column("owner_city", String(40)),
    Column("length", Numeric(6, 2)),
    Column("built", Date),
    Column("class", String(10)),
    Column("photo", LargeBinary),
    Column("photo_type", String(30)),
    Column("plan", LargeBinary),
    **MYSQL,
)  # fmt: skip
papers = Table(
    "papers", METADATA,
    Column("id", Integer, primary_key=True),
    Column("title", String(40), nullable=False, server_default="untitled"),
    Column("kind", String(40)),
    Column("content", LargeBinary, nullable=False),
    **MYSQL,
)  # fmt: skip
calls = Table(
    "calls", METADATA,
    Column("ship_id", ForeignKey("ships.id"), primary_key=True),
    Column("port_code", ForeignKey("ports.code"), primary_key=True),
    **MYSQL,
)  # fmt: skip
sisters = Table(
    "sisters", METADATA,
    Column("ship_id", ForeignKey("ships.id"), primary_key=True),
    Column("sister_id", ForeignKey("ships.id"), primary_key=True),
    **MYSQL,
)  # fmt: skip

ROWS = {
    ports: [
        ("DEHAM", "Hamburg", "Kai 1", "Hamburg"),
        ("NLRTM", "Rotterdam", None, "Den Haag"),
        ("SGSIN", "Singapore", "1 Quay", "Singapore"),
    ],
    ships: [
        (1, "Anna", 1, "Elbweg 2", "Hamburg", Decimal("120.50"), date(1999, 5, 1), "A", b"PNG", "image/png", None),
        (2, "Berta", 3, None, "Bremen", Decimal("99.00"), None, "B", None, None, b"%PDF"),
        (3, "Clara", 6, "Maas 3", "Rotterdam", None, date(2010, 1, 31), None, None, None, None),
        (4, "Dora", 0, None, None, None, None, None, None, None, None),
        (5, "Emma", 24, None, None, Decimal("7.25"), None, None, None, None, None),
    ],
    papers: [(101, "Log", "text/plain; charset=utf-8", b"all well"), (102, "Chart", None, b"raw")],
    calls: [(1, "DEHAM"), (1, "NLRTM"), (2, "DEHAM"), (3, "SGSIN")],
    sisters: [(1, 2), (1, 3), (2, 1)],
}


@dataclass
class Extent:
    ships: int
    longest: Decimal | None
    mean: float


def size(call: Call) -> Extent:
    found = call.connection.execute(select(func.count(), func.max(ships.c.length), func.avg(ships.c.length))).one()
    return Extent(found[0], found[1], round(float(found[2]), 2))


def longest(call: Call, count: int = 2) -> list[int]:
    order = (
        ships.c.length.desc().nulls_last() if call.connection.dialect.name == "postgresql" else ships.c.length.desc()
    )
    return list(call.connection.execute(select(ships.c.id).order_by(order, ships.c.id).limit(count)).scalars())


def next_ship(call: Call) -> int | None:
    return call.connection.execute(select(func.min(ships.c.id)).where(ships.c.id > call.row["id"])).scalar()


def toll(call: Call, rate: Decimal, day: date | None = None) -> Decimal | None:
    return None if call.row["length"] is None else call.row["length"] * rate + (day.day if day else 0)


def words(call: Call, text: str) -> list[str]:
    return text.split()


def first_words(call: Call, text: str, most: int) -> list[str]:
    return text.split()[:most]


def twice(call: Call, whole: int) -> int:
    return whole * 2


def rename(call: Call, name: str) -> int:
    if name == "Titanic":
        raise Refused("No ship is called so.", column="name")
    call.connection.execute(update(ships).where(ships.c.id == call.row["id"]).values(name=name))
    return int(call.row["id"])


def clear(call: Call) -> None:
    call.connection.execute(update(ships).values({"class": None}))


def collide(call: Call) -> str:
    call.connection.execute(update(ships).values(name="Sunk"))
    call.connection.execute(insert(ports).values(code="DEHAM", name="Twice"))
    return "never"


SERVICE = Service(
    name="harbour",
    source=Source("HARBOUR_URL"),
    writable=True,
    entity_sets=[
        EntitySet(
            ports, "Ports",
            complex=[
                Complex(name="Office", type="Address", columns={"office_street": "Street", "office_city": "City"}),
            ],
            navigation=[Navigation(name="Ships", target="Ships", collection=True, link=calls, partner="Ports")],
        ),
        EntitySet(papers, "Papers", media=Stream(column="content", type_column="kind")),
        EntitySet(
            ships, "Ships",
            enumerations={"gear": Gear},
            complex=[
                Complex(name="Owner", type="Address", columns={"owner_street": "Street", "owner_city": "City"},
                        description="Where the owner lives"),
                Complex(name="Hull", type="Hull", columns={"built": "Built", "length": "Length"}),
            ],
            streams=[
                Stream(name="Photo", column="photo", type_column="photo_type", description="Seen from starboard"),
                Stream(name="Plan", column="plan", media_type="application/pdf"),
            ],
            hidden=["photo_type"],
            navigation=[
                Navigation(name="Ports", target="Ports", collection=True, link=calls, partner="Ships"),
                Navigation(name="Sisters", target="Ships", collection=True, link=sisters),
                Navigation(name="SisterOf", target="Ships", collection=True, link=sisters, columns=["sister_id"],
                           target_columns=["ship_id"]),
            ],
        ),
    ],
    operations=[
        Function(size, description="How many ships there are, and how long"),
        Function(longest, returns="Ships"),
        Function(next_ship, "Next", bound="Ships", returns="Ships"),
        Function(toll, bound="Ships"),
        Function(words),
        Function(first_words, "Words"),
        Function(twice),
        Function(longest, "LongestOnes", bound="Ships", collection=True, returns="Ships"),
        Action(rename, bound="Ships", returns="Ships"),
        Action(clear, bound="Ships", collection=True),
        Action(collide),
    ],
)  # fmt: skip
