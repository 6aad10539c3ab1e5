"""A transaction: reading and changing rows on one connection, all or nothing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from random import random
from time import sleep
from typing import Any, TypeVar

from sqlalchemy import Connection, CursorResult, Executable, Table
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

from odata_service.edm.changes import is_view
from odata_service.errors import InternalError, ODataError
from odata_service.sql.cancelling import check_commit
from odata_service.sql.change import RowChange
from odata_service.sql.constraints import sentence_at_end
from odata_service.sql.database import Database
from odata_service.sql.direct import Done, carried_out
from odata_service.sql.errors import Contended, is_lost, sentence_of
from odata_service.sql.locking import locking
from odata_service.sql.running import Row
from odata_service.sql.statement import Statement

# SQLite takes its write lock at once: a transaction that reads first and writes then could not get it any more.
# Where a driver is not in autocommit mode, or SQLAlchemy begins by itself, nothing is to be said.
BEGIN = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": "BEGIN",
    "mysql": "START TRANSACTION",
    "mariadb": "START TRANSACTION",
}

PAUSES = (0.01, 0.05, 0.2, 0.5)  # seconds before what another change was in the way of is tried again

Result = TypeVar("Result")

# Databases that do not count what the triggers of a view do.
UNCOUNTED = frozenset({"sqlite"})

# What a change has to say about an error at the end of its transaction; None where it is not about that change.
Explain = Callable[[Exception], ODataError | None]


@dataclass(slots=True, eq=False)
class Transaction:
    """An open transaction. It reads like a database, so that what has just been changed is seen."""

    database: Database
    connection: Connection
    dialect: Dialect
    explanations: "list[Explain]" = field(default_factory=list)  # of the changes so far

    @property
    def name(self) -> str:
        return self.database.name

    def fetch(self, statement: Statement, arguments: Sequence[Any]) -> list[Row]:
        """All rows of a reading statement. Raises like `Database.fetch`."""
        try:
            return self.database.run(self.connection.connection, statement.text, arguments)
        except Exception as error:
            raise sentence_of(error, self.database.name) from error

    def fetch_locked(self, statement: Statement, arguments: Sequence[Any]) -> list[Row]:
        """The same, and nobody else changes these rows before the end of the transaction."""
        return self.fetch(Statement(locking(statement.text, self.dialect.name), statement.fills), arguments)

    def fetch_of_view(self, statement: Statement, arguments: Sequence[Any]) -> list[Row]:
        """The same of a view, whose rows can be locked where they are those of tables, and only then."""
        try:
            with self.connection.begin_nested():
                return self.fetch_locked(statement, arguments)
        except InternalError:
            return self.fetch(statement, arguments)

    def execute(self, statement: Executable) -> CursorResult[Any]:
        """Any statement. Raises like `Database.fetch`, and Contended."""
        try:
            return self.connection.execute(statement)
        except DBAPIError as error:
            raise sentence_of(error.orig or error, self.database.name) from error

    def change(self, change: RowChange) -> Done:
        """A change of one row; the driver's exceptions are not translated, because their constraint is of interest."""
        return carried_out(self.connection, change)

    def touched(self, change: RowChange, table: Table) -> tuple[int, Any]:
        """How many rows a change touches, of a view where nobody counts one; and what it returns of it."""
        done = self.change(change)
        if done.rows is not None:
            return len(done.rows), done.rows[0][0] if done.rows else None
        uncounted = done.count == 0 and is_view(table) and self.dialect.name in UNCOUNTED
        return 1 if uncounted else done.count, None

    def commit(self) -> None:
        """Ends it. Constraints that are checked only now are explained by the change that broke them.

        Raises:
            ODataError: nothing has been changed, unless the connection was lost just now.
        """
        check_commit()
        try:
            self.connection.commit()
        except Exception as error:
            # SQLAlchemy takes it for ended; SQLite goes on after a commit that failed: one can look, and must roll back
            with suppress(Exception):
                self.connection.rollback()
            sentence = self._explained(error)
            with suppress(Exception):
                self.connection.connection.rollback()
            raise sentence from error

    def _explained(self, error: Exception) -> ODataError:
        if is_lost(error):
            return sentence_at_end(error, self.database.name)
        found = (explain(error) for explain in reversed(self.explanations))
        sentence = next((one for one in found if one is not None), None)
        return sentence or sentence_at_end(error, self.database.name)


@contextmanager
def transaction(database: Database) -> Iterator[Transaction]:
    """Commits at the end, and rolls back at an exception.

    Raises:
        ServiceUnavailable: the database cannot be reached, or went away; nothing has been changed then, unless it
            happened during the commit itself.
    """
    begun = None if database.embedded else database.changes.begin()
    connection = database.write_connection(BEGIN.get(database.dialect.name))
    try:
        opened = Transaction(database, connection, database.dialect)
        yield opened
        opened.commit()
        if begun is not None:
            database.changes.end(begun)
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


def in_transaction(database: Database, work: Callable[[Transaction], Result]) -> Result:
    """What `work` returns, committed. Where another change was in the way, everything is done once more.

    Raises:
        Contended: others were in the way again and again.
        ODataError: as `transaction` and `work` raise it; nothing has been changed then.
    """
    for pause in PAUSES:
        try:
            with transaction(database) as opened:
                return work(opened)
        except Contended:
            sleep(pause * (0.5 + random()))
    with transaction(database) as opened:
        return work(opened)
