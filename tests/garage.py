"""A small model of entity types over one table: vehicles, told by a column which is what."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    select,
    update,
)

from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.publish import (
    Action,
    Call,
    Complex,
    DerivedType,
    EntitySet,
    Function,
    Service,
    Singleton,
    Source,
)
from odata_service.service import Service as Published
from odata_service.sql.opening import open_database
from tests.conftest import filled

METADATA = MetaData()
MYSQL = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4"}

depots = Table(
    "depots", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("town", String(30), nullable=False),
    **MYSQL,
)  # fmt: skip
vehicles = Table(
    "vehicles", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", String(30), nullable=False),
    Column("kind", String(2)),
    Column("wheels", Integer),
    Column("axles", Integer),
    Column("loads", Numeric(8, 2)),
    Column("depot_id", ForeignKey("depots.id")),
    Column("volume", Integer),
    Column("seats", Integer),
    Column("beds", Integer),
    Column("plate_land", String(2)),
    Column("plate_text", String(10)),
    **MYSQL,
)  # fmt: skip
trips = Table(
    "trips", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("vehicle_id", ForeignKey("vehicles.id")),
    Column("km", Integer, nullable=False),
    **MYSQL,
)  # fmt: skip

ROWS = {
    depots: [(1, "Ulm"), (2, "Bonn")],
    vehicles: [
        # id, name, kind, wheels, axles, loads, depot_id, volume, seats, beds, plate_land, plate_text
        (1, "Sled", None, 0, None, None, None, None, None, None, None, None),
        (2, "Heavy", "T", 6, 3, 12.5, 1, None, None, None, None, None),
        (3, "Milk", "K", 8, 4, 20, 2, 9000, None, None, None, None),
        (4, "Line 1", "B", 4, None, None, None, None, 50, None, "D", "UL-1"),
        (5, "Coach", "C", 6, None, None, None, None, 44, None, None, None),
        (6, "Odd", "Z", 4, 9, 99, 1, None, 9, None, None, None),  # of no type, whatever its columns hold
        (7, "Snail", "V", 2, None, None, None, None, None, 4, None, None),
        (8, "Bare", "T", 4, None, None, None, None, 7, None, None, None),
    ],
    trips: [(1, 2, 100), (2, 2, 50), (3, 4, 20), (4, 3, 300), (5, 1, 1), (6, None, 5)],
}

VEHICLES = EntitySet(
    vehicles, "Vehicles",
    hidden=["kind"],
    complex=[Complex(name="Plate", type="Plate", columns={"plate_land": "Land", "plate_text": "Text"})],
    discriminator="kind",
    types=[
        DerivedType("Truck", "T", columns=["axles", "loads", "depot_id"], description="Carries things"),
        DerivedType("Tanker", "K", base="Truck", columns=["volume"]),
        DerivedType("Bus", ["B", "C"], columns=["seats", "plate_land", "plate_text"]),
        DerivedType("Trailer"),
        DerivedType("Caravan", "V", base="Trailer", columns=["beds"]),
    ],
)  # fmt: skip


def shout(call: Call) -> str:
    return str(call.row["name"]).upper()


def load(call: Call, tons: int, note: str | None) -> int:
    """Of trucks, which others have not."""
    added = update(vehicles).where(vehicles.c.id == call.row["id"]).values(loads=vehicles.c.loads + tons)
    call.connection.execute(added)
    return int(call.row["id"])


def pour(call: Call) -> str:
    return f"{call.row['name']} has {call.row['volume']}"


def fleet(call: Call) -> list[str]:
    return [str(row["name"]) for row in call.rows()]


def axles(call: Call) -> int:
    return sum(row["axles"] or 0 for row in call.rows())


def axles_with(call: Call, spare: int, wide: bool = False) -> int:
    return axles(call) + spare


def biggest(call: Call) -> int | None:
    return max((int(row["id"]) for row in call.rows()), default=None)


def trucks(call: Call) -> list[int]:
    return list(call.connection.execute(select(vehicles.c.id).order_by(vehicles.c.id.desc())).scalars())


def wash(call: Call) -> str:
    return f"washed {call.row['name']}"


def wash_tanker(call: Call, liquid: str = "water") -> str:
    return f"washed {call.row['name']} with {liquid}"


def retire(call: Call) -> int:
    ids = [row["id"] for row in call.rows()]
    return call.connection.execute(update(vehicles).where(vehicles.c.id.in_(ids)).values(wheels=0)).rowcount


def grow(call: Call) -> int:
    call.connection.execute(update(vehicles).where(vehicles.c.id == call.row["id"]).values(wheels=12))
    return int(call.row["id"])


SERVICE = Service(
    name="garage",
    source=Source("GARAGE_URL"),
    writable=True,
    entity_sets=[EntitySet(depots, "Depots"), VEHICLES, EntitySet(trips, "Trips")],
    singletons=[Singleton("Best", "Vehicles", key=[2])],
    operations=[
        Function(shout, bound="Vehicles"),
        Function(pour, "Shout", bound="Vehicles/Tanker"),
        Function(fleet, bound="Vehicles", collection=True),
        Function(axles, bound="Vehicles/Truck", collection=True, description="All axles of them together"),
        Function(axles_with, "Axles", bound="Vehicles/Truck", collection=True),
        Function(biggest, bound="Vehicles/Truck", collection=True, returns="Vehicles/Truck"),
        Function(trucks, returns="Vehicles/Truck"),
        Action(grow, bound="Vehicles", returns="Vehicles"),
        Action(load, bound="Vehicles/Truck", returns="Vehicles/Truck"),
        Action(wash, bound="Vehicles"),
        Action(wash_tanker, "Wash", bound="Vehicles/Tanker"),
        Action(retire, bound="Vehicles/Truck", collection=True),
    ],
)  # fmt: skip


def made(url: str) -> Published:
    """The garage's service over a new database."""
    filled(url, METADATA, ROWS)
    config = Config()
    return Published(model_of(SERVICE), open_database("garage", url, config), config)
