"""A request that can be ended before it is done: what it does in databases is stopped, and it commits nothing more.

Only requests that are carried out asynchronously are such; for all others nothing of this is ever asked.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from functools import partial
from typing import Any

import psycopg
from sqlalchemy import event
from sqlalchemy.engine import Engine

from odata_service.errors import ODataError
from odata_service.sql.database import Database
from odata_service.sql.stopping import STOPS

log = logging.getLogger("odata_service.sql")

WATCHING_SECONDS = 5  # between two looks of the database whether its client is still there


class Cancellable:
    """One request. One thread carries it out, any other one may end it."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.reason: ODataError | None = None  # why it was ended; None: it goes on
        self.stops: dict[int, Callable[[], None]] = {}  # of the connections that it has, by their ids

    def check(self) -> None:
        """Raises the reason for which the request was ended, if it was."""
        if self.reason is not None:
            raise type(self.reason)(self.reason.message, headers=self.reason.headers)

    def commits(self) -> None:
        """Called before something is committed. Raises the reason for which nothing is to be committed any more."""
        self.check()

    def end(self, reason: ODataError) -> None:
        """Stops the statement that runs, where the database can be told, and has the next one, or the next commit, fail
        with the reason."""
        with self.lock:
            self.reason = self.reason or reason
            for stop in self.stops.values():
                try:
                    stop()
                except Exception:  # the statement has its time limit
                    log.warning("a statement could not be stopped", exc_info=True)


RUNNING: ContextVar[Cancellable | None] = ContextVar("running", default=None)  # what this thread carries out


def check_commit() -> None:
    """Raises where the request that this thread carries out was ended."""
    running = RUNNING.get()
    if running is not None:
        running.commits()


def make_cancellable(database: Database) -> None:
    """Has the database's connections known to the requests that use them."""
    engine = database.engine
    if engine.dialect.name == "postgresql":
        event.listen(engine, "connect", _watch_client)
    event.listen(engine, "checkout", partial(_taken, engine))
    event.listen(engine, "checkin", _given_back)


def _watch_client(connection: Any, record: Any) -> None:
    """If this process is killed, PostgreSQL stops what it has begun for it; others, and PostgreSQL before 14, go on
    until the statement's time is over, which is long for these requests."""
    if connection.info.server_version >= 140_000:
        with suppress(psycopg.Error):  # it cannot on every system
            connection.execute(f"SET client_connection_check_interval = {WATCHING_SECONDS * 1000}")


def _taken(engine: Engine, connection: Any, record: Any, proxy: Any) -> None:
    running = RUNNING.get()
    if running is None:
        return
    with running.lock:
        running.check()
        stop = STOPS.get(engine.dialect.name)
        if stop is not None:
            running.stops[id(record)] = partial(stop, engine, connection)
            record.info["running"] = running


def _given_back(connection: Any, record: Any) -> None:
    running: Cancellable | None = record.info.pop("running", None)
    if running is None:
        return
    with running.lock:
        running.stops.pop(id(record), None)
        if running.reason is not None:
            record.invalidate()  # whoever gets it next must not be stopped by what was meant for this one
