"""A transaction: reading and changing rows on one connection, all or nothing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable
from sqlalchemy.engine import Dialect

from odata_service.sql.database import Database, Row
from odata_service.sql.errors import is_lost, sentence_of
from odata_service.sql.statement import Statement

# SQLite takes its write lock at once: a transaction that reads first and writes then could not get it any more.
BEGIN = {"sqlite": "BEGIN IMMEDIATE", "mysql": "START TRANSACTION", "mariadb": "START TRANSACTION"}

LOCK = dict.fromkeys(("postgresql", "mysql", "mariadb", "oracle"), "\nFOR UPDATE")


@dataclass(slots=True, eq=False)
class Transaction:
    """An open transaction. It reads like a database, so that what has just been changed is seen."""

    database: Database
    connection: Connection

    @property
    def dialect(self) -> Dialect:
        return self.database.dialect

    def fetch(self, statement: Statement, arguments: Sequence[Any]) -> list[Row]:
        """All rows of a reading statement. Raises like `Database.fetch`."""
        try:
            cursor = self.connection.connection.cursor()
            try:
                cursor.execute(statement.text, arguments)
                return cursor.fetchall()  # type: ignore[return-value]  # drivers deliver lists or tuples of tuples
            finally:
                cursor.close()
        except Exception as error:
            raise sentence_of(error, self.database.name) from error

    def fetch_locked(self, statement: Statement, arguments: Sequence[Any]) -> list[Row]:
        """The same, and nobody else changes these rows before the end of the transaction."""
        return self.fetch(Statement(statement.text + LOCK.get(self.dialect.name, ""), statement.fills), arguments)

    def execute(self, statement: Executable) -> CursorResult[Any]:
        """A changing statement; the driver's exceptions are not translated, because their constraint is of interest."""
        return self.connection.execute(statement)


@contextmanager
def transaction(database: Database) -> Iterator[Transaction]:
    """Commits at the end, and rolls back at an exception.

    Raises:
        ServiceUnavailable: the database cannot be reached, or went away; nothing has been changed then, unless it
            happened during the commit itself.
    """
    connection = database.write_connection()
    try:
        try:
            connection.exec_driver_sql(BEGIN.get(database.dialect.name, "BEGIN"))
        except Exception as error:
            raise sentence_of(error, database.name) from error
        yield Transaction(database, connection)
        try:
            connection.commit()
        except Exception as error:
            raise sentence_of(error, database.name) from error
    except BaseException as error:
        _roll_back(connection, error)
        raise
    finally:
        connection.close()


def _roll_back(connection: Connection, reason: BaseException) -> None:
    try:
        connection.rollback()
    except Exception:
        connection.invalidate()
        return
    if is_lost(reason) or is_lost(reason.__cause__ or reason):
        connection.invalidate()
