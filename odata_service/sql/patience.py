"""PostgreSQL's driver as the product uses it: it waits for a silent server only so long, and reads without a cursor.

A server that hangs, or a firewall that drops what passes, answers nothing: the statement's own limit, which the server
keeps, is then worth nothing.
"""

import re
import select
from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

import psycopg
from psycopg.abc import Buffer, PQGen
from psycopg.abc import Transformer as Loading
from psycopg.adapt import Loader, PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult

from odata_service.sql.lenient import lenient_text

GRACE_SECONDS = 2  # beyond a statement's limit: so long its own message may take to arrive
PREPARED_FROM = 3  # how often a statement is asked for before the server is told to prepare it
MOST_PREPARED = 200  # statements per connection

DONE = frozenset({ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK})

Result = TypeVar("Result")


class PatientConnection(psycopg.Connection[Any]):
    """psycopg's connection. After `patience` seconds without an answer it is closed, and can't be used again."""

    patience: float | None = None
    waiting: select.poll  # on the connection's socket
    known: OrderedDict[tuple[str, Any], int | bytes]  # how often statements were asked for, or under which name
    names = 0

    def wait(self, gen: PQGen[Result], interval: float = 0.1, timeout: float | None = None) -> Result:
        """psycopg's own waiting, with a limit.

        Raises:
            psycopg.OperationalError: the server did not answer.
        """
        if timeout is not None or self.patience is None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.patience)
        except psycopg.errors._WaitTimeout as error:  # psycopg's advice: callers convert it to a public one
            raise self._given_up() from error

    def fetch(self, text: str, arguments: Sequence[Any], seconds: float | None = None) -> list[tuple[Any, ...]]:
        """All rows of a statement, by libpq's own calls: psycopg's cursor, which can do all that there is,
        costs more than they do. After `seconds`, if they are given, the server is told to stop.

        Raises:
            psycopg.Error: as a cursor raises it.
        """
        made, result = self._executed(text, arguments, seconds)
        rows: list[tuple[Any, ...]] = made.load_rows(0, result.ntuples, tuple)
        return rows

    def change(self, text: str, arguments: Sequence[Any]) -> tuple[list[tuple[Any, ...]], int, Sequence[int]]:
        """What a statement returns that changes rows, how many it has changed, and the types of the columns.

        Raises:
            psycopg.Error: as a cursor raises it.
        """
        made, result = self._executed(text, arguments)
        types = [result.ftype(number) for number in range(result.nfields)]
        return made.load_rows(0, result.ntuples, tuple), result.command_tuples or 0, types

    def commit(self) -> None:
        """psycopg's own, at a fraction of its cost."""
        if self.pgconn.transaction_status != TransactionStatus.IDLE:
            self.fetch("COMMIT", ())

    def _executed(self, text: str, arguments: Sequence[Any], seconds: float | None = None) -> tuple[Loading, PGresult]:
        """What loads the values of a statement's result, and the result."""
        made = Transformer(self)
        values = made.dump_sequence(arguments, [PyFormat.AUTO] * len(arguments))
        name = self._name_of(text, made.types or ())
        if name is None:
            self.pgconn.send_query_params(_numbered(text), values, made.types, made.formats)
        else:
            self.pgconn.send_query_prepared(name, values, made.formats)
        if seconds is not None:
            self._stop_after(seconds)
        result = self._result()
        made.set_pgresult(result)
        return made, result

    def _name_of(self, text: str, types: Sequence[int]) -> bytes | None:
        """The name of the prepared statement, if it is asked for so often that it is one."""
        key = (text, types)
        found = self.known.get(key, 0)
        if isinstance(found, int):
            if found + 1 < PREPARED_FROM or self.prepare_threshold is None:
                self.known[key] = found + 1
            else:
                self.names += 1
                name = f"odata_{self.names}".encode()
                self.pgconn.send_prepare(name, _numbered(text), types)
                self._result()
                self.known[key] = found = name
            self._forget_some()
        self.known.move_to_end(key)
        return found if isinstance(found, bytes) else None

    def _forget_some(self) -> None:
        while len(self.known) > MOST_PREPARED:
            _, name = self.known.popitem(last=False)
            if isinstance(name, bytes):
                self.pgconn.send_query(b"DEALLOCATE " + name)
                self._result()

    def _deallocate(self, name: bytes | None) -> PQGen[None]:
        """Behind a rollback psycopg lets the server forget all statements of the connection, and so these, too."""
        if name is None:
            self.known.clear()
        yield from super()._deallocate(name)

    def _result(self) -> PGresult:
        """The result of what has been sent."""
        connection = self.pgconn
        while connection.flush():
            self._wait_until(select.POLLIN | select.POLLOUT)
            connection.consume_input()
        while connection.is_busy():
            self._wait_until(select.POLLIN)
            connection.consume_input()
        result = connection.get_result()
        while connection.get_result() is not None:
            pass
        if result is None:
            raise psycopg.OperationalError(connection.get_error_message())
        if result.status not in DONE:
            raise error_from_result(result, encoding=self.info.encoding)
        return result

    def _stop_after(self, seconds: float) -> None:
        while self.pgconn.flush():
            self._wait_until(select.POLLIN | select.POLLOUT)
        self.waiting.register(self.pgconn.socket, select.POLLIN)
        if not self.waiting.poll(seconds * 1000):
            self.cancel_safe(timeout=GRACE_SECONDS)

    def _wait_until(self, events: int) -> None:
        self.waiting.register(self.pgconn.socket, events)
        if not self.waiting.poll(None if self.patience is None else self.patience * 1000):
            raise self._given_up()

    def _given_up(self) -> psycopg.OperationalError:
        self.pgconn.finish()
        return psycopg.OperationalError(f"the server did not answer within {self.patience} seconds")


class LenientLoader(Loader):
    """Texts of databases that keep whatever bytes they are given."""

    def load(self, data: Buffer) -> str:
        return lenient_text(bytes(data))


@lru_cache(maxsize=4096)
def _numbered(text: str) -> bytes:
    """The statement with its placeholders as the server has them: `%s` -> `$1`."""
    parts = re.split(r"(%%|%s)", text)
    marks = iter(range(1, len(parts)))
    return "".join({"%%": "%", "%s": ""}.get(part, part) + (f"${next(marks)}" if part == "%s" else "")
                   for part in parts).encode()  # fmt: skip


def connect_postgresql(patience: float, arguments: Any, settings: Any) -> PatientConnection:
    """A connection that waits for its server as long as `patience` says."""
    connection = PatientConnection.connect(*arguments, **settings)
    connection.patience = patience
    connection.waiting, connection.known = select.poll(), OrderedDict()
    if connection.info.parameter_status("server_encoding") == "SQL_ASCII":
        connection.execute("SET client_encoding TO 'SQL_ASCII'")  # else it sends only what is UTF-8
        for name in ("text", "varchar", "bpchar", "name"):
            connection.adapters.register_loader(name, LenientLoader)
    return connection
