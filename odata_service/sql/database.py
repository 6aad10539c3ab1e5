"""One open database (`sql.opening`): its pool of connections, and the fetching of rows on the bare driver.

SQLAlchemy writes the SQL, once per shape of request, and keeps the pool; the statement itself is executed on the
driver's own cursor, because that costs a tenth of what an execution through SQLAlchemy costs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.pool import PoolProxiedConnection

from odata_service.config import Config
from odata_service.errors import ClientGone, ODataError, ServiceUnavailable
from odata_service.sql.breaker import Breaker
from odata_service.sql.errors import RETRY_AFTER, is_lost, is_silent, sentence_of
from odata_service.sql.running import PING, WITHIN, Row, execute
from odata_service.sql.statement import Statement
from odata_service.sql.stopping import READS
from odata_service.sql.unchanged import Mark, Run, mark_of
from odata_service.turns import Pace

Result = TypeVar("Result")


@dataclass(slots=True, eq=False)
class Database:
    """A database under the name that error messages call it by. Thread-safe; made after a fork, not before."""

    name: str
    engine: Engine
    statement_timeout: float
    breaker: Breaker = field(default_factory=Breaker)
    run: Run = field(default_factory=lambda: execute)
    again: "Callable[[Config], Database] | None" = None  # opens it once more, with other limits
    embedded: bool = False  # it works in this process
    changes: Pace = field(default_factory=Pace)  # of transactions that change something

    @property
    def dialect(self) -> Dialect:
        return self.engine.dialect

    @property
    def ping(self) -> str:
        """The smallest statement."""
        return PING.get(self.dialect.name, "SELECT 1")

    def fetch(self, statement: Statement, arguments: Sequence[Any]) -> list[Row]:
        """All rows of a reading statement. Raises like `reading`."""
        return self.reading(lambda connection: self._run(connection, statement, arguments))

    def _run(self, connection: PoolProxiedConnection, statement: Statement, arguments: Sequence[Any]) -> list[Row]:
        """Passes the thread's turn on where the database is elsewhere, and takes its time."""
        if self.embedded:
            return self.run(connection, statement.text, arguments)
        begun = statement.pace.begin()
        found = self.run(connection, statement.text, arguments)
        statement.pace.end(begun)
        return found

    def reading(self, work: Callable[[PoolProxiedConnection], Result]) -> Result:
        """What `work` reads on a connection. One that turns out to be dead is replaced once.

        Raises:
            ClientGone: it was stopped by `READS.stop`.
            ServiceUnavailable: the database cannot be reached, or all connections are in use.
            QueryTimeout: it took longer than the limit.
            BadRequest: a value is out of the database's range.
        """
        try:
            return self._reading(work)
        except Exception as error:
            if not is_lost(error) or is_silent(error):
                self.failed(error)
                raise sentence_of(error, self.name) from error
        self.engine.pool.dispose()
        try:
            return self._reading(work)
        except Exception as error:
            self.failed(error)
            raise sentence_of(error, self.name) from error

    def _reading(self, work: Callable[[PoolProxiedConnection], Result]) -> Result:
        connection = self._checked_out()
        lost = False
        READS.begin((self.engine, connection))
        try:
            found = work(connection)
        except Exception as error:
            lost = is_lost(error)
            raise
        finally:
            stopped = READS.end()
            if lost or (stopped and not self.embedded):  # what was meant for this read must not stop another one
                connection.invalidate()
            connection.close()
            if stopped:  # whatever has become of it
                raise ClientGone("The client has gone, and what it asked for was stopped.")
        self.breaker.succeeded()
        return found

    def fetch_within(self, seconds: float, statement: Statement, arguments: Sequence[Any]) -> list[Row]:
        """The same with a shorter limit of its own, where the database's driver knows how."""
        run = WITHIN.get(self.dialect.name)
        if run is None or seconds >= self.statement_timeout:
            return self.fetch(statement, arguments)
        limit = min(seconds, self.statement_timeout)
        return self.reading(lambda connection: run(limit, connection, statement.text, arguments))

    def on(self, connection: PoolProxiedConnection) -> "Fetch":
        """How statements are executed on this connection."""
        return lambda statement, arguments: self._run(connection, statement, arguments)

    def mark(self, connection: PoolProxiedConnection, table: Table) -> Mark | None:
        """What proves that a table holds the same rows as when the same was said before."""
        return mark_of(self.dialect.name, self.run, connection, table)

    def write_connection(self, begin: str | None = None) -> Connection:
        """A connection for a transaction, with the statement that begins it; a dead one is noticed before anything has
        been sent.

        Raises:
            ServiceUnavailable: the database cannot be reached, or all connections are in use.
            ODataError: the transaction cannot begin.
        """
        if not self.breaker.allows():
            raise self._unreachable()
        for attempt in (1, 2):
            connection = None
            try:
                connection = self.engine.connect()
                connection.begin()  # SQLAlchemy is told that there is a transaction, whoever writes in it first
                self.run(connection.connection, begin or self.ping, ())
                self.breaker.succeeded()
                return connection
            except Exception as error:
                lost = is_lost(error)
                if connection is not None:
                    connection.invalidate() if lost else connection.rollback()
                    connection.close()
                if attempt == 1 and lost and not is_silent(error):
                    self.engine.pool.dispose()
                    continue
                self.failed(error)
                raise sentence_of(error, self.name) from error
        raise AssertionError("there are two attempts")

    def _unreachable(self) -> ServiceUnavailable:
        return ServiceUnavailable(
            f"The database '{self.name}' cannot be reached. Try again in a few seconds.", headers=RETRY_AFTER
        )

    def ready(self) -> bool:
        """Whether the database answers now."""
        try:
            self.fetch(Statement(self.ping, ()), ())
        except ODataError:
            return False
        return True

    def _checked_out(self) -> PoolProxiedConnection:
        if not self.breaker.allows():
            raise self._unreachable()
        try:
            return self.engine.pool.connect()
        except Exception as error:
            self.failed(error)
            raise sentence_of(error, self.name) from error

    def failed(self, error: Exception) -> None:
        """Notes an error that says something about the database itself. The other connections to one that has fallen
        silent are no better."""
        if not is_lost(error):
            return
        if is_silent(error):
            self.engine.pool.dispose()
        self.breaker.failed()


Fetch = Callable[[Statement, Sequence[Any]], list[Row]]
