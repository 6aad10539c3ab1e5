"""What a database says about how it would run a statement, and whether it would read whole tables for it."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy.pool import PoolProxiedConnection

from odata_service.sql.database import Database
from odata_service.sql.statement import Statement

PREFIXES = {
    "sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN ", "mysql": "EXPLAIN ", "mariadb": "EXPLAIN ",
    "duckdb": "EXPLAIN ",
}  # fmt: skip
BY_DRIVER = "firebird"  # the only one whose driver tells the plan of a statement that it has prepared
PLANNING = frozenset({*PREFIXES, BY_DRIVER})
# A whole table that is read, or an index from end to end: the table's name, by the words of each database.
IN_MYSQL = re.compile(r"^\S+ +\S+ +(\S+) +(?:ALL|index) .*Using where|^\S+ +\S+ +(\S+) +ALL ")
WHOLE = {
    "sqlite": re.compile(r"^SCAN (?:TABLE )?(\S+)(?!.*USING (?:COVERING )?INDEX)"),
    "postgresql": re.compile(r"Seq Scan on (?:\S+\.)?(\S+)|Index Scan [^\n]* on (?:\S+\.)?(\S+) [^\n]*\n +Filter:"),
    "mysql": IN_MYSQL,
    "mariadb": IN_MYSQL,
    "firebird": re.compile(
        r"-> Table \"(\w+)\"(?: as \"[^\"]*\")? Full Scan"
        r"|-> Filter\n *-> Table \"(\w+)\"(?: as \"[^\"]*\")? Access By ID\n"
        r" *-> Index \"[^\"]*\" Full Scan$(?!\n *-> Bitmap)"
    ),
}


def explained(database: Database, statement: Statement, arguments: Sequence[Any]) -> list[str] | None:
    """The database's plan, line by line; None where it is not known how to ask for it.

    Raises:
        ODataError: the database cannot be reached, or does not know what the statement is about.
    """
    name = database.dialect.name
    if name == BY_DRIVER:
        return database.reading(lambda connection: _prepared(connection, statement.text, arguments))
    if name not in PREFIXES:
        return None
    rows = database.fetch(Statement(f"{PREFIXES[name]}{statement.text}", statement.fills), arguments)
    if name == "sqlite":
        return [str(row[-1]) for row in rows]
    if name in ("mysql", "mariadb"):
        return _table([[str("" if value is None else value) for value in row] for row in rows])
    return [line for row in rows for line in str(row[-1]).splitlines()]


def _prepared(connection: PoolProxiedConnection, text: str, arguments: Sequence[Any]) -> list[str]:
    own: Any = connection.driver_connection
    plan: str = own.plan(text, arguments)
    return plan.splitlines()


def _table(rows: list[list[str]]) -> list[str]:
    if not rows:
        return []
    names = ("id", "select", "table", "type", "possible keys", "key", "key length", "ref", "rows", "extra")
    known = [list(names[: len(rows[0])]), *([value or "-" for value in row] for row in rows)]
    known = [
        [cell.replace(" ", "_") if place < len(row) - 1 else cell for place, cell in enumerate(row)] for row in known
    ]
    wide = [max(len(row[place]) for row in known) for place in range(len(known[0]))]
    return ["  ".join(f"{cell:{size}}" for cell, size in zip(row, wide, strict=True)).rstrip() for row in known]


def whole_tables(database: Database, plan: Sequence[str]) -> list[str]:
    """The tables, or their aliases, that a plan reads from the first row to the last."""
    pattern = WHOLE.get(database.dialect.name)
    if pattern is None:
        return []
    text = "\n".join(line.strip() if database.dialect.name == "sqlite" else line for line in plan)
    found = [next(filter(None, match.groups())) for match in re.finditer(pattern.pattern, text, re.M)]
    return list(dict.fromkeys(found))
