"""A database as nobody would make it today: tables, rows and what a model has to say of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CHAR,
    BigInteger,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    MetaData,
    Numeric,
    Table,
)

from odata_service.publish import EntitySet, Property, Service, Source

metadata = MetaData()

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
    ],
)

ROWS: list[tuple[Table, list[dict[str, Any]]]] = [(dates, DATES)]
