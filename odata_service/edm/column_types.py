"""A column's SQL type -> the EDM type and its facets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import types as sql
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.dialects.postgresql.ranges import AbstractRange
from sqlalchemy.types import TypeEngine

from odata_service.edm import types as edm
from odata_service.edm.properties import Stored
from odata_service.edm.types import PrimitiveType
from odata_service.publish import Printed

UNBOUNDED = 32_768  # MaxLength of texts whose column has none: Salesforce would take it for 128
FRACTION = 6  # digits of seconds that a timestamp keeps where its type does not say
FRACTIONS: Mapping[str | None, int] = {"firebird": 4}


@dataclass(frozen=True, slots=True)
class Facets:
    """A property's type and its facets (Part 3, section 7.2)."""

    type: PrimitiveType
    max_length: int | None = None
    precision: int | None = None
    scale: int | str | None = None
    fixed_length: bool = False
    stored: Stored = Stored.NATIVE


def facets_of(own: TypeEngine[Any], dialect: str | None) -> Facets | None:
    """What a column of this type holds; None where OData has nothing like it. `dialect`: of a reflected table."""
    if isinstance(own, sql.TypeDecorator) and not isinstance(own, sql.Interval):
        return facets_of(own.impl_instance, dialect)
    if isinstance(own, sql.NullType):
        return None
    if dialect == "sqlite" and isinstance(own, sql.Integer):
        return Facets(edm.INT64)  # SQLite's integers have 64 bits, whatever they are declared as
    if dialect == "sqlite" and isinstance(own, sql.Boolean):
        return Facets(edm.BOOLEAN, stored=Stored.FLAG)
    for kinds, facets in (*PLAIN, *PRINTED):
        if isinstance(own, kinds):
            return facets
    for kind, found in BY_ARGUMENTS:
        if isinstance(own, kind):
            return found(own, dialect)
    return None


def _integer(own: Any, dialect: str | None) -> Facets:
    unsigned = bool(getattr(own, "unsigned", False))
    if isinstance(own, mysql.TINYINT):
        if own.display_width == 1:
            return Facets(edm.BOOLEAN, stored=Stored.FLAG)
        return Facets(edm.BYTE if unsigned else edm.SBYTE)
    if isinstance(own, sql.BigInteger):
        return Facets(edm.DECIMAL, precision=20, scale=0) if unsigned else Facets(edm.INT64)
    if isinstance(own, sql.SmallInteger):
        return Facets(edm.INT32 if unsigned else edm.INT16)
    return Facets(edm.INT64 if unsigned else edm.INT32)


def _float(own: Any, dialect: str | None) -> Facets:
    if dialect == "sqlite" or not isinstance(own, (sql.REAL, mysql.FLOAT)):
        return Facets(edm.DOUBLE)
    return Facets(edm.SINGLE, stored=Stored.SHORT_FLOAT)


def _decimal(own: Any, dialect: str | None) -> Facets:
    if own.precision is None:
        return Facets(edm.DECIMAL, scale="variable")
    scale = own.scale or 0  # PostgreSQL also has negative ones, which round before the point
    return Facets(edm.DECIMAL, precision=max(own.precision - min(scale, 0), scale, 1), scale=max(scale, 0))


def _text(own: Any, dialect: str | None) -> Facets:
    fixed = isinstance(own, (sql.CHAR, sql.NCHAR)) and (own.length or 1) > 1
    length = own.length or (1 if isinstance(own, sql.CHAR) else UNBOUNDED)
    return Facets(edm.STRING, max_length=length, fixed_length=fixed)


def _clock(own: Any, dialect: str | None) -> Facets:
    """A column that says its fraction of a second; MySQL's have none unless they say so, and Firebird's four digits."""
    fraction = getattr(own, "fsp", getattr(own, "precision", None))
    if fraction is None:
        fraction = 0 if hasattr(own, "fsp") and dialect is not None else FRACTIONS.get(dialect, FRACTION)
    return Facets(edm.TIME_OF_DAY if isinstance(own, sql.Time) else edm.DATE_TIME_OFFSET, precision=fraction)


def _time(own: Any, dialect: str | None) -> Facets:
    """OData's times of day have no zone."""
    if isinstance(own, postgresql.TIME) and own.timezone:
        return Facets(edm.STRING, max_length=21, stored=Stored.PRINTED)
    return _clock(own, dialect)


def _bits(own: Any, dialect: str | None) -> Facets:
    if own.length in (None, 1):
        return Facets(edm.BOOLEAN, stored=Stored.FLAG)
    return Facets(edm.DECIMAL, precision=20, scale=0, stored=Stored.NUMBER)


def _bit_text(own: Any, dialect: str | None) -> Facets:
    if own.length in (None, 1) and not own.varying:
        return Facets(edm.BOOLEAN, stored=Stored.FLAG)
    return Facets(edm.STRING, max_length=own.length or UNBOUNDED, stored=Stored.PRINTED)


def _choices(own: Any, dialect: str | None) -> Facets:
    """MySQL's SET: some of its words, joined by commas."""
    return Facets(edm.STRING, max_length=max(len(",".join(own.values)), 1), stored=Stored.PRINTED)


def _members(own: Any, dialect: str | None) -> Facets:
    """An enumeration whose values are no names: they are texts."""
    return Facets(edm.STRING, max_length=max([len(value) for value in own.enums] + [1]), stored=Stored.PRINTED)


def _bytes(own: Any, dialect: str | None) -> Facets:
    """16 bytes are a GUID nearly always, and often a key; other bytes are not, and cannot be one."""
    if isinstance(own, sql.BINARY):
        return Facets(edm.GUID, stored=Stored.BYTES) if own.length == 16 else Facets(edm.BINARY)
    return Facets(edm.BINARY)


# The types whose facets are always the same.
PLAIN: tuple[tuple[tuple[type[TypeEngine[Any]], ...], Facets], ...] = (
    ((sql.Boolean,), Facets(edm.BOOLEAN)),
    ((sql.Uuid,), Facets(edm.GUID)),
    ((sql.Date,), Facets(edm.DATE)),
    ((sql.Interval, postgresql.INTERVAL), Facets(edm.DURATION, precision=FRACTION)),
    ((mysql.YEAR,), Facets(edm.INT16)),
    ((postgresql.MONEY,), Facets(edm.DECIMAL, precision=19, scale=2, stored=Stored.NUMBER)),
)


def _printed(length: int = UNBOUNDED) -> Facets:
    return Facets(edm.STRING, max_length=length, stored=Stored.PRINTED)


# What is read, compared and sorted as its text.
PRINTED: tuple[tuple[tuple[type[TypeEngine[Any]], ...], Facets], ...] = (
    ((sql.JSON, postgresql.JSON, sql.ARRAY, postgresql.HSTORE, Printed), _printed()),
    ((postgresql.INET, postgresql.CIDR, postgresql.MACADDR, postgresql.MACADDR8), _printed(64)),
    ((mysql.INET4, mysql.INET6), _printed(64)),
    ((postgresql.OID, postgresql.REGCLASS), _printed(255)),
    ((AbstractRange,), _printed()),
)

# The types whose arguments say more.
BY_ARGUMENTS: tuple[tuple[type[TypeEngine[Any]], Callable[[Any, str | None], Facets]], ...] = (
    (mysql.BIT, _bits),
    (postgresql.BIT, _bit_text),
    (mysql.SET, _choices),
    (sql.Enum, _members),
    (sql.LargeBinary, _bytes),
    (sql._Binary, _bytes),
    (sql.DateTime, _clock),
    (sql.Time, _time),
    (sql.Integer, _integer),
    (sql.Float, _float),
    (sql.Numeric, _decimal),
    (sql.String, _text),
)
