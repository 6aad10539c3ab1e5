"""A column's SQL type -> the EDM type and its facets."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import types as sql
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.types import TypeEngine

from odata_service.edm import types as edm
from odata_service.edm.types import PrimitiveType

UNBOUNDED = 32_768  # MaxLength of texts whose column has none: Salesforce would take it for 128
FRACTION = 6  # digits of seconds that a timestamp keeps where its type does not say


@dataclass(frozen=True, slots=True)
class Facets:
    """A property's type and its facets (Part 3, section 7.2)."""

    type: PrimitiveType
    max_length: int | None = None
    precision: int | None = None
    scale: int | str | None = None
    fixed_length: bool = False


def facets_of(own: TypeEngine[Any], dialect: str | None) -> Facets | None:
    """What a column of this type holds; None where OData has nothing like it. `dialect`: of a reflected table."""
    if isinstance(own, sql.TypeDecorator):
        return facets_of(own.impl_instance, dialect)
    if isinstance(own, (sql.NullType, sql.ARRAY)):
        return None
    if dialect == "sqlite" and isinstance(own, sql.Integer):
        return Facets(edm.INT64)  # SQLite's integers have 64 bits, whatever they are declared as
    for kinds, facets in PLAIN:
        if isinstance(own, kinds):
            return facets
    if isinstance(own, sql.Integer):
        return Facets(_integer(own))
    if isinstance(own, sql.Float):
        return Facets(edm.SINGLE if isinstance(own, (sql.REAL, mysql.FLOAT)) and dialect != "sqlite" else edm.DOUBLE)
    if isinstance(own, sql.Numeric):
        return _decimal(own)
    if isinstance(own, sql.String):
        fixed = isinstance(own, (sql.CHAR, sql.NCHAR)) and (own.length or 1) > 1
        return Facets(
            edm.STRING, max_length=own.length or (1 if isinstance(own, sql.CHAR) else UNBOUNDED), fixed_length=fixed
        )
    return None


def _integer(own: sql.Integer) -> PrimitiveType:
    unsigned = bool(getattr(own, "unsigned", False))
    if isinstance(own, mysql.TINYINT):
        return edm.BOOLEAN if own.display_width == 1 else edm.BYTE if unsigned else edm.SBYTE
    if isinstance(own, sql.BigInteger):
        return edm.INT64
    if isinstance(own, sql.SmallInteger):
        return edm.INT32 if unsigned else edm.INT16
    return edm.INT64 if unsigned else edm.INT32


def _decimal(own: sql.Numeric[Any]) -> Facets:
    if own.precision is None:
        return Facets(edm.DECIMAL, scale="variable")
    return Facets(edm.DECIMAL, precision=max(own.precision, own.scale or 0, 1), scale=own.scale or 0)


PLAIN: tuple[tuple[tuple[type[TypeEngine[Any]], ...], Facets], ...] = (
    ((sql.Boolean,), Facets(edm.BOOLEAN)),
    ((sql.Uuid,), Facets(edm.GUID)),
    ((sql.LargeBinary, sql._Binary), Facets(edm.BINARY)),
    ((sql.DateTime,), Facets(edm.DATE_TIME_OFFSET, precision=FRACTION)),
    ((sql.Date,), Facets(edm.DATE)),
    ((sql.Time,), Facets(edm.TIME_OF_DAY, precision=FRACTION)),
    ((sql.Interval, postgresql.INTERVAL), Facets(edm.DURATION, precision=FRACTION)),
    ((mysql.YEAR,), Facets(edm.INT16)),
    ((mysql.BIT,), Facets(edm.BOOLEAN)),
    ((sql.JSON, postgresql.JSON), Facets(edm.STRING, max_length=UNBOUNDED)),
    ((postgresql.INET, postgresql.CIDR, postgresql.MACADDR), Facets(edm.STRING, max_length=64)),
)
