"""Requests that have been carried out, remembered in the database itself: whichever host a request reaches a second
time, it is recognised, and what it did and that it did it are committed together or not at all.

Times are the database's own clock, in whole seconds since 1970: hosts need not agree on theirs.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    LargeBinary,
    MetaData,
    String,
    Table,
    delete,
    func,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from odata_service.sql.constructs import MYSQL, Construct, spelled
from odata_service.sql.database import Database
from odata_service.sql.errors import is_lost, sentence_of
from odata_service.sql.locking import locked
from odata_service.sql.transaction import Transaction

log = logging.getLogger("odata_service.sql")

CLEANING_SECONDS = 600.0  # between two deletions of what need not be remembered any more


class seconds_now(Construct):
    name = "odata_seconds_now"
    type = BigInteger()
    inherit_cache = True


spelled(seconds_now, "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) AS BIGINT)")
spelled(seconds_now, "CAST(EXTRACT(EPOCH FROM CLOCK_TIMESTAMP()) AS BIGINT)", "postgresql")
spelled(seconds_now, "CAST(STRFTIME('%s', 'now') AS INTEGER)", "sqlite")
spelled(seconds_now, "UNIX_TIMESTAMP()", *MYSQL)
spelled(seconds_now, "DATEDIFF_BIG(SECOND, '1970-01-01', SYSUTCDATETIME())", "mssql")
spelled(seconds_now, "FLOOR((CAST(SYS_EXTRACT_UTC(SYSTIMESTAMP) AS DATE) - DATE '1970-01-01') * 86400)", "oracle")
spelled(seconds_now, "DATEDIFF(SECOND FROM TIMESTAMP '1970-01-01 00:00:00' TO CAST('NOW' AS TIMESTAMP))", "firebird")


class NotRemembered(Exception):
    """The table in which requests are remembered is not there, and cannot be created."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A request that was carried out: what was asked, and the answer; both as they were given."""

    request: str
    answer: bytes


@dataclass(slots=True, eq=False)
class Memory:
    """The remembered requests of one database, in a table of this name. Thread-safe."""

    database: Database
    name: str
    table: Table = field(init=False)
    there: bool = False  # the table
    cleaned: float = field(default_factory=monotonic)

    def __post_init__(self) -> None:
        self.table = Table(
            self.name, MetaData(),
            Column("id", String(64), primary_key=True),  # digests
            Column("request", String(64), nullable=False),
            Column("expires", BigInteger, nullable=False, index=True),
            Column("answer", LargeBinary(2**24 - 1)),
            mysql_engine="InnoDB", comment="Requests that odata_service has carried out, so that it does them once",
        )  # fmt: skip

    def prepare(self) -> None:
        """Creates the table where it is missing; outside of any transaction, because that would end some databases'.

        Raises:
            NotRemembered: the database's user may not.
            ServiceUnavailable: the database cannot be reached.
        """
        if self.there:
            return
        connection = self.database.write_connection()
        try:
            if not inspect(connection).has_table(self.name):
                self.table.create(connection)
                connection.commit()
        except SQLAlchemyError as error:
            if isinstance(error, DBAPIError) and is_lost(error.orig or error):
                connection.invalidate()
                raise sentence_of(error.orig or error, self.database.name) from error
            if not inspect(self.database.engine).has_table(self.name):  # another process may have been faster
                log.warning("the table '%s' cannot be created: %s", self.name, error)
                raise NotRemembered(self.name) from error
        finally:
            connection.close()
        self.there = True

    def now(self, transaction: Transaction) -> int:
        """The database's clock."""
        return int(transaction.execute(select(seconds_now())).scalar_one())

    def recall(self, transaction: Transaction, name: str, request: str, seconds: int) -> Remembered | None:
        """The request of this name that was carried out before. None: it is new, and remembered from now on for so many
        seconds, if the transaction is committed.

        While another transaction carries out the same request, this one waits for its end.
        """
        table = self.table
        expires = seconds_now() + seconds
        if self._inserted(transaction, {"id": name, "request": request, "expires": expires}):
            return None
        own = table.c.id == name
        asked = select(table.c.request, table.c.answer, (table.c.expires <= seconds_now()).label("expired"))
        found = transaction.execute(locked(asked.where(own), transaction.dialect.name)).mappings().one()
        if not found["expired"] and found["answer"] is not None:
            return Remembered(found["request"], found["answer"])
        self.renew(transaction, name, request, seconds)
        return None

    def renew(self, transaction: Transaction, name: str, request: str, seconds: int) -> None:
        """Takes a request for new."""
        values = {"request": request, "expires": seconds_now() + seconds, "answer": None}
        transaction.execute(update(self.table).where(self.table.c.id == name).values(values))

    def record(self, transaction: Transaction, name: str, answer: bytes) -> None:
        """Keeps the answer to a request that is being carried out."""
        transaction.execute(update(self.table).where(self.table.c.id == name).values(answer=answer))

    def clean(self) -> None:
        """Now and then: forgets what has expired. Errors are logged; nobody waits for this."""
        if monotonic() - self.cleaned < CLEANING_SECONDS:
            return
        self.cleaned = monotonic()
        try:
            connection = self.database.write_connection()
            try:
                connection.execute(delete(self.table).where(self.table.c.expires <= seconds_now()))
                connection.commit()
            finally:
                connection.close()
        except Exception:
            log.warning("expired requests could not be deleted", exc_info=True)

    def _inserted(self, transaction: Transaction, values: dict[str, Any]) -> bool:
        """Whether the row is new; one that is there already is no error, which would end PostgreSQL's transaction."""
        make = INSERTS.get(transaction.dialect.name)
        if make is not None:
            return transaction.execute(make(self.table, values)).rowcount == 1
        if transaction.dialect.name in MYSQL:
            return not transaction.execute(_inserted_or_locked(self.table, values)).lastrowid
        try:
            with transaction.connection.begin_nested():
                transaction.connection.execute(insert(self.table).values(values))
        except DBAPIError:
            return False
        return True


def _inserted_or_locked(table: Table, values: dict[str, Any]) -> Any:
    """MySQL locks a row that is there already as for a change: with a weaker lock, those who wait for the same request
    could not go on to a stronger one, and would end each other. The last id is not 0 where the row was there."""
    return mysql.insert(table).values(values).on_duplicate_key_update(expires=func.last_insert_id(table.c.expires))


INSERTS: dict[str, Callable[[Table, dict[str, Any]], Any]] = {
    "sqlite": lambda table, values: sqlite.insert(table).values(values).on_conflict_do_nothing(),
    "postgresql": lambda table, values: postgresql.insert(table).values(values).on_conflict_do_nothing(),
}
