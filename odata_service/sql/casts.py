"""A value of one type as one of another."""

from sqlalchemy import Boolean, Interval, Numeric, cast
from sqlalchemy.types import String

from odata_service.edm.types import BOOLEAN, DECIMAL, DURATION, STRING, Type
from odata_service.sql.constructs import MYSQL, Construct, spelled
from odata_service.sql.functions import Sql
from odata_service.sql.values import type_of


class as_text(Construct):
    """What the database prints of a value."""

    name = "odata_as_text"
    type = String()


spelled(as_text, "CAST({0} AS VARCHAR(4000))")
spelled(as_text, "CAST({0} AS VARCHAR)", "sqlite", "postgresql", "duckdb")
spelled(as_text, "CAST({0} AS CHAR)", *MYSQL)


class as_decimal(Construct):
    name = "odata_as_decimal"
    type = Numeric()


spelled(as_decimal, "CAST({0} AS NUMERIC(38, 10))")


def cast_to(written: Sql, wanted: Type) -> Sql:
    """A value as one of another type."""
    if wanted is STRING:
        return as_text(written)
    if wanted is BOOLEAN:
        return cast(written, Boolean)
    if wanted is DURATION:
        return cast(written, Interval)
    if wanted is DECIMAL:
        return as_decimal(written)
    return cast(written, type_of(wanted))
