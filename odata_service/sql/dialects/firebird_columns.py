"""A column's type as sqlalchemy-firebird reflects it -> SQLAlchemy's own, which models are made of and model files say.

Its own types of integers and bytes are no kinds of SQLAlchemy's, and it takes a text's segments for its length.
"""

from typing import Any

from sqlalchemy import types as sql
from sqlalchemy_firebird import types as firebird

# The first that it is an instance of.
PLAIN: tuple[tuple[type[Any], type[Any]], ...] = (
    (firebird.FBBIGINT, sql.BIGINT),
    (firebird.FBSMALLINT, sql.SMALLINT),
    (firebird.FBINTEGER, sql.INTEGER),
    (firebird.FBDOUBLE_PRECISION, sql.DOUBLE_PRECISION),
    (firebird.FBFLOAT, sql.REAL),  # of 32 bits
    (firebird.FBTEXT, sql.TEXT),
    (firebird.FBBLOB, sql.BLOB),
    (firebird.FBTIMESTAMP, sql.TIMESTAMP),
    (firebird.FBTIME, sql.TIME),
    (firebird.FBDATE, sql.DATE),
    (firebird.FBBOOLEAN, sql.BOOLEAN),
)
WITH_LENGTH: tuple[tuple[type[Any], type[Any]], ...] = (
    (firebird.FBBINARY, sql.BINARY),
    (firebird.FBVARBINARY, sql.VARBINARY),
    (firebird.FBCHAR, sql.CHAR),
    (firebird.FBVARCHAR, sql.VARCHAR),
)
WITH_SCALE: tuple[tuple[type[Any], type[Any]], ...] = (
    (firebird.FBDECIMAL, sql.DECIMAL),
    (firebird.FBNUMERIC, sql.NUMERIC),
)


def own_type(reflected: Any) -> Any:
    """SQLAlchemy's type for one of sqlalchemy-firebird's."""
    for kind, own in PLAIN:
        if isinstance(reflected, kind):
            return own()
    for kind, own in WITH_LENGTH:
        if isinstance(reflected, kind):
            return own(reflected.length)
    for kind, own in WITH_SCALE:
        if isinstance(reflected, kind):
            return own(reflected.precision, reflected.scale)
    return reflected


# What sqlalchemy-firebird does not tell of columns: by which collation they are compared, and which are arrays.
COLLATED = """
SELECT TRIM(own.RDB$FIELD_NAME), TRIM(c.RDB$COLLATION_NAME), d.RDB$DIMENSIONS
FROM RDB$RELATION_FIELDS own JOIN RDB$FIELDS d ON d.RDB$FIELD_NAME = own.RDB$FIELD_SOURCE
LEFT JOIN RDB$COLLATIONS c ON c.RDB$CHARACTER_SET_ID = d.RDB$CHARACTER_SET_ID
AND c.RDB$COLLATION_ID = COALESCE(own.RDB$COLLATION_ID, d.RDB$COLLATION_ID) AND c.RDB$COLLATION_ID <> 0
WHERE own.RDB$RELATION_NAME = ?
"""


def completed(column: Any, collation: str | None, dimensions: int | None) -> Any:
    """A reflected column with a type that SQLAlchemy knows, and what else the database says of it."""
    if dimensions:
        return {**column, "type": sql.NullType(), "info": {"type_name": "ARRAY"}}
    own = own_type(column["type"])
    if collation and isinstance(own, sql.String):
        own = type(own)(own.length, collation=collation)
    return {**column, "type": own}
