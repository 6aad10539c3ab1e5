"""What proves that a table holds the same rows as before: a mark, taken before one statement and after another.

Two marks that are equal say that nothing was committed between them. PostgreSQL names the transactions that a statement
sees; a connection to SQLite knows whether the file was changed by others, and what it changed itself. Where the rows of
a name are not kept by the database itself (a view, which may ask for the time; another server's table) there is no
mark, and no database but these two has one.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.pool import PoolProxiedConnection

Mark = Hashable
Run = Callable[[PoolProxiedConnection, str, Sequence[Any]], list[tuple[Any, ...]]]

POSTGRESQL = (
    "SELECT pg_current_snapshot()::text FROM pg_class WHERE oid = to_regclass(%s)"
    " AND relkind = 'r' AND NOT relhassubclass AND NOT relrowsecurity"
)
SQLITE = "SELECT 1 FROM sqlite_master WHERE name = ? AND type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"


def mark_of(dialect: str, run: Run, connection: PoolProxiedConnection, table: Table) -> Mark | None:
    """The mark of a table's rows at this moment; None: nothing can be said."""
    return MARKS[dialect](run, connection, table) if dialect in MARKS else None


def _postgresql(run: Run, connection: PoolProxiedConnection, table: Table) -> Mark | None:
    quoted = ".".join('"' + part.replace('"', '""') + '"' for part in (table.schema, table.name) if part)
    rows = run(connection, POSTGRESQL, (quoted,))
    return rows[0][0] if rows else None


def _sqlite(run: Run, connection: PoolProxiedConnection, table: Table) -> Mark | None:
    own: Any = connection.driver_connection
    if table.schema is not None or not run(connection, SQLITE, (table.name,)):
        return None
    ((version,),) = run(connection, "PRAGMA data_version", ())
    return (connection.info.setdefault("odata_mark", object()), version, own.total_changes)  # versions are its own


MARKS: dict[str, Callable[[Run, PoolProxiedConnection, Table], Mark | None]] = {
    "postgresql": _postgresql,
    "sqlite": _sqlite,
}
