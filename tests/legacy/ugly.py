"""A database as nobody would make it today: tables, rows and what a model has to say of them."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import (
    CHAR,
    BigInteger,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    cast,
    func,
    select,
    type_coerce,
)

from odata_service.publish import EntitySet, Navigation, Property, Service, Source

metadata = MetaData()


class Level(Enum):
    low = "L"
    high = "HH"


class Rank(Enum):
    first = 1
    second = 2


dates = Table(
    "TERMINE",
    metadata,
    Column("NR", Integer, primary_key=True),
    Column("TAG", Integer, nullable=False),  # 20240131
    Column("TAGT", CHAR(8)),  # '20240131'
    Column("TAGC", Numeric(7, 0)),  # CYYMMDD, as the AS/400 has it
    Column("TAGJ", Integer),  # CYYDDD, as JD Edwards has it
    Column("TAGY", CHAR(7)),  # '2024031'
    Column("SEK", Integer),  # seconds since 1970
    Column("MS", BigInteger),  # thousandths of a second since 1970
    Column("UHR", CHAR(6)),  # '093000'
    Column("UHRN", Integer),  # 93000
    Column("STEMPEL", CHAR(14)),  # '20240131093000', by Berlin's clocks
    Column("ERST", DateTime),  # by Berlin's clocks, too
    Column("BIS", Date),  # 9999-12-31 and 1900-01-01 are none
    Index("TERMINE_TAG", "TAG"),
    Index("TERMINE_TAGT", "TAGT"),
    Index("TERMINE_TAGJ", "TAGJ"),
    Index("TERMINE_ERST", "ERST"),
)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


COLUMNS = ("NR", "TAG", "TAGT", "TAGC", "TAGJ", "TAGY", "SEK", "MS", "UHR", "UHRN", "STEMPEL", "ERST", "BIS")
DATES = [
    dict(zip(COLUMNS, row, strict=True))
    for row in (
        (1, 20240131, "20240131", 1240131, 124031, "2024031", 1706693400, 1706693400123, "093000", 93000,
         "20240131093000", moment("2024-01-31 09:30:00"), date(2024, 1, 31)),
        (2, 19991231, "19991231", 991231, 99365, "1999365", 946684799, 946684799999, "235959", 235959,
         "19991231235959", moment("1999-12-31 23:59:59"), date(1999, 12, 31)),
        (3, 0, "00000000", 0, 0, "0000000", 0, 0, "000000", 0, "00000000000000", moment("1900-01-01 00:00:00"),
         date(1900, 1, 1)),
        (4, 99999999, "99999999", 9999999, 999999, "9999999", None, None, "240000", 240000, "99999999999999", None,
         date(9999, 12, 31)),
        (5, 20230231, "20230231", 1230231, 123366, "2023366", -1, -1, "126000", 126000, "20230231120000",
         moment("2024-10-27 02:30:00"), None),
        (6, 20240229, "20240229", 1240229, 124060, "2024060", 1709164800, 1709164800000, "000001", 1,
         "20240331033000", moment("2024-03-31 03:30:00"), date(2024, 2, 29)),
        (7, 0, "", None, None, "", None, None, "", None, "", None, None),
        (8, 20240701, "2024-7-1", 1240701, 124183, "ABCDEFG", 1719784800, 1719784800000, "12:00", 120000,
         "20240701120000", moment("2024-07-01 12:00:00"), date(2024, 7, 1)),
    )
]  # fmt: skip

customers = Table(
    "KUNDEN STAMM",
    metadata,
    Column("MANDT", CHAR(3), primary_key=True),
    Column("KUNDEN NR", CHAR(10), primary_key=True),  # '0000004711'
    Column("order", String(20)),  # a word of SQL's
    Column("NÄME", CHAR(20), nullable=False),
    Column("ORT", String(20), nullable=False),  # blanks for none
    Column("SPERR", CHAR(1)),  # 'X' or blank
    Column("AKTIV", CHAR(2)),  # 'J', 'N', 'Y', or something else
    Column("KREDIT", Integer, nullable=False),  # -1 or 0
    Column("TYP", CHAR(2)),  # a code
    Column("KLASSE", Integer),  # another
    Column("REGION", CHAR(4)),
    Column("KONTO", Numeric(18, 0)),  # a number that names something
    Column("BETREUER", BigInteger),
    Column("NOTIZ", Text),
    Column("BILD", LargeBinary),
)
regions = Table(
    "REGIONEN",
    metadata,
    Column("REG", CHAR(6), primary_key=True),
    Column("WORT", String(20)),
    Column("LAND", CHAR(2)),
    Column("STUFE", CHAR(3)),
    Column("RANG", Numeric(3, 0)),
)
documents = Table(
    "BELEGE",
    metadata,
    Column("BELNR", BigInteger, primary_key=True),
    Column("MANDT", CHAR(3), nullable=False),
    Column("KUNDE", Integer),  # 4711: no foreign key can be declared
    Column("WERT", Numeric(12, 2)),
)
CUSTOMER_COLUMNS = (
    "MANDT", "KUNDEN NR", "order", "NÄME", "ORT", "SPERR", "AKTIV", "KREDIT", "TYP", "KLASSE", "REGION", "KONTO",
    "BETREUER", "NOTIZ", "BILD",
)  # fmt: skip
CUSTOMERS = [
    dict(zip(CUSTOMER_COLUMNS, row, strict=True))
    for row in (
        ("100", "0000004711", "first", "Müller              ", "Ulm", "X", "J ", -1, "A ", 1, "SUED",
         Decimal(123456789012345), 12345678901234567, "long " * 500, b"\x00\x01"),
        ("100", "0000000012", "select", "O'Hara              ", "", " ", "N ", 0, "B ", 2, "NORD",
         Decimal(7), 7, None, None),
        ("100", "0000000100", None, "Abel                ", "   ", "", "? ", 0, "Q ", 9, "OST ",
         None, None, "short", None),
        ("100", "ABC       ", "x", "Zorn                ", "Bonn", None, None, -1, None, None, None,
         Decimal(0), -5, None, None),
        ("100", "0000000013", "Select", "abel                ", "Trier", "X", "Y ", 0, "A ", 1, "    ",
         Decimal(70), 70, "", b"z"),
        ("200", "0000004711", "theirs", "Fremd               ", "Rom", "X", "J ", -1, "A ", 1, "SUED",
         Decimal(1), 1, None, None),
    )
]  # fmt: skip
REGIONS = [
    {"REG": "SUED  ", "WORT": "South", "LAND": "DE", "STUFE": "L  ", "RANG": 1},
    {"REG": "NORD  ", "WORT": "North", "LAND": "DE", "STUFE": "HH ", "RANG": 7},
    {"REG": "OST   ", "WORT": "East", "LAND": "PL", "STUFE": "?  ", "RANG": 2},
]  # fmt: skip
DOCUMENTS = [
    {
        "BELNR": 9007199254740993 + number,
        "MANDT": "200" if number == 6 else "100",
        "KUNDE": customer,
        "WERT": Decimal(number),
    }
    for number, customer in enumerate((4711, 12, 4711, 100, None, 99, 4711))
]
totals = (
    select(documents.c.KUNDE.label("KUNDE"), func.count().label("ANZ"), func.sum(documents.c.WERT).label("SUMME"))
    .where(documents.c.KUNDE.is_not(None))
    .group_by(documents.c.KUNDE)
)

SERVICE = Service(
    name="ugly",
    source=Source("UGLY_DATABASE_URL", timezone="Europe/Berlin"),
    writable=True,
    entity_sets=[
        EntitySet(
            dates,
            "Dates",
            properties={
                "NR": Property("No"),
                "TAG": Property("Day", form="yyyymmdd"),
                "TAGT": Property("DayInText", form="yyyymmdd"),
                "TAGC": Property("DayOfAS400", form="cyymmdd"),
                "TAGJ": Property("DayOfJDE", form="cyyddd"),
                "TAGY": Property("DayOfYear", form="yyyyddd"),
                "SEK": Property("Seconds", form="epoch", nulls=[0]),
                "MS": Property("Milliseconds", form="epoch_ms", nulls=[0]),
                "UHR": Property("Clock", form="hhmmss"),
                "UHRN": Property("ClockNumber", form="hhmmss"),
                "STEMPEL": Property("Stamp", form="yyyymmddhhmmss"),
                "ERST": Property("Created", nulls=["1900-01-01"]),
                "BIS": Property("Until", nulls=["1900-01-01", "9999-12-31"]),
            },
        ),
        EntitySet(
            customers,
            "Customers",
            key=["KUNDEN NR"],
            where={"MANDT": "100"},
            hidden=["MANDT"],
            blank_is_null=True,
            properties={
                "KUNDEN NR": Property("CustomerNo", form="zeros"),
                "order": Property("Word", case="exact"),
                "NÄME": Property("Title", case="insensitive"),
                "ORT": Property("Town"),
                "SPERR": Property("Blocked", true="X"),
                "AKTIV": Property("Active", true=["J", "Y"], false="N"),
                "KREDIT": Property("Credit", true=-1, false=0),
                "TYP": Property("Kind", words={"A": "retail", "B": "wholesale"}),
                "KLASSE": Property("Grade", words={1: "good", 2: "bad"}),
                "REGION": Property("RegionCode"),
                "KONTO": Property("Account", form="text"),
                "BETREUER": Property("AgentNo", form="text"),
                "NOTIZ": Property("Note", on_request=True),
                "BILD": Property("Picture", on_request=True),
            },
            navigation=[
                Navigation(
                    name="Documents",
                    target="Documents",
                    columns=["KUNDEN NR"],
                    target_columns=["KUNDE"],
                    collection=True,
                    partner="Customer",
                ),
                Navigation(
                    name="Region", target="Regions", columns=["REGION"], target_columns=["REG"], partner="Customers"
                ),
            ],
        ),
        EntitySet(
            regions,
            "Regions",
            enumerations={"STUFE": Level, "RANG": Rank},
            properties={
                "REG": Property("Code"),
                "WORT": Property("Word"),
                "LAND": Property("Country"),
                "STUFE": Property("Level"),
                "RANG": Property("Rank"),
            },
            navigation=[
                Navigation(
                    name="Customers",
                    target="Customers",
                    columns=["REG"],
                    target_columns=["REGION"],
                    collection=True,
                    partner="Region",
                ),
            ],
        ),
        EntitySet(
            documents,
            "Documents",
            where=documents.c.MANDT == "100",
            defaults={"MANDT": "100"},
            hidden=["MANDT"],
            computed={
                "Gross": type_coerce(documents.c.WERT * 2, Numeric(12, 2)),
                "Label": type_coerce(func.coalesce(cast(documents.c.KUNDE, String(10)), "nobody"), String(10)),
            },
            properties={
                "BELNR": Property("DocumentNo", form="text"),
                "KUNDE": Property("CustomerNo"),
                "WERT": Property("Amount", nulls=[0]),
            },
            navigation=[
                Navigation(
                    name="Customer",
                    target="Customers",
                    columns=["KUNDE"],
                    target_columns=["KUNDEN NR"],
                    partner="Documents",
                ),
            ],
        ),
        EntitySet(
            totals,
            "Totals",
            key=["KUNDE"],
            properties={"KUNDE": Property("CustomerNo"), "ANZ": Property("Number"), "SUMME": Property("Amount")},
            navigation=[
                Navigation(name="Customer", target="Customers", columns=["KUNDE"], target_columns=["KUNDEN NR"]),
            ],
        ),
    ],
)

ROWS: list[tuple[Table, list[dict[str, Any]]]] = [
    (dates, DATES), (customers, CUSTOMERS), (regions, REGIONS), (documents, DOCUMENTS),
]  # fmt: skip
