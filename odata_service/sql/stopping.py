"""How a statement that runs is stopped from another thread, and which threads are at one that may be."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.pool import PoolProxiedConnection

from odata_service.doing import Doing
from odata_service.sql.dialects import duckdb, firebird, mysql
from odata_service.sql.patience import GRACE_SECONDS

Read = tuple[Engine, PoolProxiedConnection]


class Reads(Doing[Read]):
    """The connections on which threads read, outside of transactions that change something."""

    def __init__(self) -> None:
        super().__init__()
        self.stopped = 0  # that were, so far

    def stop(self, thread: int, read: Read) -> bool:
        """Stops what a thread reads, if it is still at it. Whether it was, and there is a way.

        Raises:
            Exception: the driver's, where the database could not be told; the read counts as stopped.
        """
        engine, connection = read
        how = STOPS.get(engine.dialect.name)
        return how is not None and self.interfere(thread, read, lambda: how(engine, connection.dbapi_connection))


READS = Reads()  # of this process


def _kill(engine: Engine, connection: Any) -> None:
    """MySQL and MariaDB are told on another connection; the pool may have none to spare."""
    given, named = engine.dialect.create_connect_args(engine.url)
    other: Any = engine.dialect.connect(*given, **{**named, "connect_timeout": GRACE_SECONDS})
    try:
        with other.cursor() as cursor:
            cursor.execute("KILL QUERY %s", (connection.thread_id(),))
    finally:
        other.close()


# Elsewhere a statement runs until it is done, or its time is over.
STOPS: dict[str, Callable[[Engine, Any], None]] = {
    "sqlite": lambda engine, connection: connection.interrupt(),
    "postgresql": lambda engine, connection: connection.cancel_safe(timeout=GRACE_SECONDS),
    **dict.fromkeys(mysql.NAMES, _kill),
    duckdb.NAME: lambda engine, connection: connection.interrupt(),
    firebird.NAME: lambda engine, connection: connection.cancel(),
}
