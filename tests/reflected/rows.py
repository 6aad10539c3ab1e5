"""Puts a few rows into every table of a database, so that each foreign key leads somewhere: the values are made up from
the types, the same ones every time."""

import uuid
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Engine, MetaData, Table, Uuid
from sqlalchemy import types as sql
from sqlalchemy.dialects import mysql
from sqlalchemy.dialects.postgresql import DOMAIN, MONEY

ROWS = 3

# Parents are not looked for until all tables are full: some need each other.
UNCHECKED = {
    "mysql": "SET SESSION foreign_key_checks = 0",
    "postgresql": "SET LOCAL session_replication_role = replica",
}


def fill(engine: Engine, metadata: MetaData) -> None:
    """Fills the tables of a metadata."""
    with engine.begin() as connection:
        if engine.dialect.name in UNCHECKED:
            connection.exec_driver_sql(UNCHECKED[engine.dialect.name])
        for table in metadata.tables.values():
            rows = [_row(table, number) for number in range(ROWS)]
            names = {name for row in rows for name in row}
            connection.execute(table.insert(), [{name: row.get(name) for name in names} for row in rows])


def _row(table: Table, number: int) -> dict[str, Any]:
    found = {column.key: _value(column, number) for column in table.columns if column.computed is None}
    return {name: value for name, value in found.items() if value is not None}


def _value(column: Column[Any], number: int) -> Any:
    """Of row 0 no self reference is filled, and of the last one nothing that may be empty."""
    for key in column.foreign_keys:
        if key.column.table is not column.table:
            return _value(key.column, number)
        if column.nullable and not column.primary_key:
            return _value(key.column, number - 1) if number else None
    if column.nullable and not column.primary_key and number == ROWS - 1:
        return None
    own: Any = column.type
    while isinstance(own, DOMAIN):
        own = own.data_type
    for kind, made in MADE:
        if isinstance(own, kind):
            return made(own, column.name, number)
    return None


def _text(own: Any, name: str, number: int) -> str:
    """Told apart by their end, however short they are."""
    return f"{name} '{chr(65 + number)}"[-(own.length or 12) :]


def _number(own: Any, name: str, number: int) -> Decimal:
    return Decimal(number + 1) + (Decimal("0.5") if own.scale != 0 else 0)


MADE: tuple[tuple[Any, Any], ...] = (
    (mysql.YEAR, lambda own, name, number: 2000 + number),
    (mysql.SET, lambda own, name, number: {own.values[number % len(own.values)]}),
    (sql.Enum, lambda own, name, number: own.enums[(number + 2) % len(own.enums)]),
    (mysql.BIT, lambda own, name, number: number % 2),
    (MONEY, lambda own, name, number: f"{number + 1}.5"),
    (sql.Boolean, lambda own, name, number: number % 2 == 0),
    (mysql.TINYINT, lambda own, name, number: number % 2 if own.display_width == 1 else number + 1),
    (sql.Integer, lambda own, name, number: number + 1),
    (sql.Float, lambda own, name, number: number + 0.25),
    (sql.Numeric, _number),
    (sql.DateTime, lambda own, name, number: datetime(2024, 1, number + 1, 12, 30)),
    (sql.Date, lambda own, name, number: date(2024, 1, number + 1)),
    (sql.Time, lambda own, name, number: time(8, number)),
    (Uuid, lambda own, name, number: uuid.UUID(int=number + 1)),
    ((sql.LargeBinary, sql._Binary), lambda own, name, number: bytes([0, number])),
    (sql.ARRAY, lambda own, name, number: [name, str(number)]),
    (sql.String, _text),
)
