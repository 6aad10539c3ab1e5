"""A SQLAlchemy URL -> a database: which driver it is reached by, what the driver is told, and what each new connection
begins with."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from math import ceil
from pathlib import Path
from time import monotonic
from typing import Any

from psycopg.types.string import TextLoader
from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from odata_service.config import Config
from odata_service.errors import ServiceUnavailable
from odata_service.sql import files
from odata_service.sql.database import Database
from odata_service.sql.dialects import duckdb, firebird, mysql, sqlite
from odata_service.sql.limits import TO_CONNECT, keep_limits
from odata_service.sql.patience import GRACE_SECONDS, connect_postgresql
from odata_service.sql.running import OTHERS, PING, limit_sqlite, run_of
from odata_service.sql.typed import read_texts

log = logging.getLogger("odata_service.sql")

IDLE_SECONDS = 30.0  # a connection that was idle for longer is tried before it is used

# Databases whose drivers are installed on demand, and the requirements file that has them.
OPTIONAL = {
    **{name: name for name in ("duckdb", "firebird", "mssql", "oracle", "hana", "snowflake", "trino")},
    "ibm_db_sa": "db2",
    "db2": "db2",
}
# What drivers need that no requirements file brings.
LIBRARIES = {
    "mssql": "unixODBC (Debian's libodbc2) and Microsoft's ODBC driver (msodbcsql18)",
    "db2": "the C library's libcrypt.so.1 (Debian's libcrypt1) and libxml2",
}
ODBC = "ODBC Driver 18 for SQL Server"
DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mariadb": "mariadb+pymysql",
    "sqlite": sqlite.DRIVER,
    "sqlite+pysqlite": sqlite.DRIVER,
    "firebird": firebird.DRIVER,
    "firebird+firebird": firebird.DRIVER,
}
EMBEDDED = frozenset({"sqlite", duckdb.NAME})  # they work in this process, and wait for nobody
# What files are called whose path somebody gives instead of a URL.
FILE_KINDS = {**dict.fromkeys((".sqlite", ".sqlite3", ".db", ".db3"), "sqlite"), ".duckdb": "duckdb"}
# Databases whose time limit is kept by another thread.
CANCELLED = {duckdb.NAME: (duckdb.limit, duckdb.unlimit), firebird.NAME: (firebird.limit, firebird.unlimit)}


def open_database(name: str, url: str, config: Config, at_connect: str | Sequence[str] = ()) -> Database:
    """A database by its SQLAlchemy URL; it is not connected to before the first request. Each new connection begins
    with the statements `at_connect`.

    Raises:
        ValueError: the URL is no URL, or its driver is not installed; the message is one sentence.
    """
    target = normalised(url)
    folder = target if target.drivername == files.DRIVER else None
    target = target if folder is None else files.engine_url(folder)
    backend = target.get_backend_name()
    settings = SETTINGS.get(backend, _other_settings)(target, config)
    try:
        engine = create_engine(target, **settings)
    except (SQLAlchemyError, ImportError) as error:
        raise ValueError(_without_driver(target, error)) from error
    if backend in PRINTING:
        read_texts(engine.dialect)
    if backend in RETURNING_NOTHING:
        engine.dialect.insert_returning = False
    if backend in PREPARE:
        prepare = PREPARE[backend]
        event.listen(engine, "connect", lambda connection, record: prepare(connection, config))
    keep_limits(engine, backend, config)
    if backend == "postgresql":
        patience = config.statement_timeout + GRACE_SECONDS
        event.listen(
            engine, "do_connect", lambda dialect, record, args, settings: connect_postgresql(patience, args, settings)
        )
    if folder is not None:
        event.listen(engine, "connect", partial(files.prepare, folder))
    if at_connect:
        statements = (at_connect,) if isinstance(at_connect, str) else tuple(at_connect)
        event.listen(engine, "connect", partial(_begin_with, statements, name))
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "checkout", partial(_try_idle, PING.get(backend, "SELECT 1")))
    if backend == "sqlite":
        event.listen(engine, "checkout", partial(limit_sqlite, config.statement_timeout))
    if backend in CANCELLED:
        limit, unlimit = CANCELLED[backend]
        event.listen(engine, "checkout", partial(limit, config.statement_timeout))
        event.listen(engine, "checkin", unlimit)
    return Database(
        name, engine, config.statement_timeout, run=run_of(backend, config.statement_timeout),
        again=None if _is_of_a_thread(target) else lambda other: open_database(name, url, other, at_connect),
        embedded=backend in EMBEDDED,
    )  # fmt: skip


def _is_of_a_thread(target: URL) -> bool:
    """Whether it is a database in memory, which nobody else can open."""
    return target.get_backend_name() == "sqlite" and target.database in (None, "", ":memory:")


def _without_driver(target: URL, error: Exception) -> str:
    """What is said where a driver is not installed, or what it needs itself."""
    name = OPTIONAL.get(target.get_backend_name())
    if isinstance(error, ImportError) and not isinstance(error, ModuleNotFoundError):
        needed = f" It needs {LIBRARIES[name]}." if name in LIBRARIES else ""
        return f"The driver for '{target.drivername}' databases is there and cannot be loaded: {error}.{needed}"
    known = f" Install it: pip install -r requirements-{name}.txt" if name else ""
    return f"There is no driver for '{target.drivername}' databases here ({type(error).__name__}).{known}"


def normalised(url: str) -> URL:
    """The URL with the driver that this product ships where it names none.

    Raises:
        ValueError: it cannot be read; the message does not repeat it, because it may hold a password.
    """
    try:
        target = make_url(files.files_url(url) or url)
    except SQLAlchemyError as error:
        kind = FILE_KINDS.get(Path(url).suffix)
        if kind is not None and "://" not in url:
            raise ValueError(f"A database in a file has a URL, such as {kind}:///{url}.") from error
        raise ValueError(
            "The database's URL cannot be read; it looks like postgresql://user@host/name, or of a file like "
            "sqlite:///shop.sqlite."
        ) from error
    if target.host and target.get_backend_name() in ("sqlite", duckdb.NAME):
        raise ValueError(
            f"A file's URL has three slashes, and four where its path begins at the root: {target.drivername}:///"
            f"{target.host}{f'/{target.database}' if target.database else ''}."
        )
    target = target.set(drivername=DRIVERS.get(target.drivername, target.drivername))
    named = {"driver", "dsn", "odbc_connect"} & {key.lower() for key in target.query}
    if target.drivername not in ("mssql", "mssql+pyodbc") or named or not (target.host and target.database):
        return target
    return target.update_query_dict({"driver": ODBC})


def read_only(url: str) -> str:
    """The URL of a database that is only read, where its driver should know: DuckDB's file may then be open in several
    processes."""
    target = normalised(url)
    if target.get_backend_name() != duckdb.NAME:
        return url
    return target.update_query_dict({"access_mode": "read_only"}).render_as_string(hide_password=False)


def _pool(config: Config) -> dict[str, Any]:
    return {
        "poolclass": QueuePool,
        "pool_size": config.pool_size,
        "max_overflow": 0,
        "pool_timeout": config.pool_timeout,
        "pool_use_lifo": True,
        "pool_recycle": 1800,
        "pool_reset_on_return": None,  # reading is done in autocommit mode: there is nothing to roll back
    }


def _sqlite_settings(target: URL, config: Config) -> dict[str, Any]:
    arguments = {"connect_args": {"timeout": config.connect_timeout, "isolation_level": None}}
    return arguments if _is_of_a_thread(target) else _pool(config) | arguments


def _postgresql_settings(target: URL, config: Config) -> dict[str, Any]:
    options = f"-c statement_timeout={int(config.statement_timeout * 1000)} -c TimeZone=UTC -c DateStyle=ISO"
    options += " -c IntervalStyle=iso_8601"
    given = target.query.get("options")
    return {
        **_pool(config),
        "paramstyle": "format",
        "connect_args": {
            "connect_timeout": max(2, ceil(config.connect_timeout)),  # libpq takes whole seconds, at least 2
            "options": f"{given} {options}" if isinstance(given, str) else options,
            "autocommit": True,
            "application_name": "odata_service",
            "client_encoding": "UTF8",  # also where the database's is one that Python has not, or lacks letters
        },
    }


def _other_settings(target: URL, config: Config) -> dict[str, Any]:
    known = OTHERS.get(target.get_backend_name())
    settings: dict[str, Any] = {"paramstyle": known.PARAMETERS} if known is not None else {}
    limits = TO_CONNECT.get(target.get_backend_name())
    if limits is not None:
        settings["connect_args"] = limits(config)
    return _pool(config) | {"isolation_level": "AUTOCOMMIT"} | settings


SETTINGS: dict[str, Callable[[URL, Config], dict[str, Any]]] = {
    "sqlite": _sqlite_settings,
    "postgresql": _postgresql_settings,
    **dict.fromkeys(mysql.NAMES, lambda target, config: _pool(config) | mysql.settings(target, config)),
    duckdb.NAME: lambda target, config: _pool(config) | duckdb.settings(target, config),
    firebird.NAME: lambda target, config: _pool(config) | firebird.settings(target, config),
}


def _prepare_sqlite(connection: Any, config: Config) -> None:
    sqlite.prepare(connection)
    connection.execute("PRAGMA foreign_keys = ON")


# SQL Server refuses to return what a statement has written (OUTPUT) where the table has triggers, which tables of ERP
# systems have. SQLAlchemy asks for the number that was counted up then.
RETURNING_NOTHING = frozenset({"mssql"})

# What `sql.printed` and the payload take as the database prints it: exact, and nothing raises that Python cannot hold.
PRINTING = ("postgresql", *mysql.NAMES)
PRINTED_BY_POSTGRESQL = ("numeric", "date", "time", "timestamp", "timestamptz", "interval", "uuid")


def _prepare_postgresql(connection: Any, config: Config) -> None:
    for name in PRINTED_BY_POSTGRESQL:
        connection.adapters.register_loader(name, TextLoader)


PREPARE: dict[str, Callable[[Any, Config], None]] = {
    "sqlite": _prepare_sqlite,
    "postgresql": _prepare_postgresql,
    **dict.fromkeys(mysql.NAMES, mysql.prepare),
    duckdb.NAME: duckdb.prepare,
    firebird.NAME: firebird.prepare,
}


def _begin_with(statements: Sequence[str], name: str, connection: Any, record: Any) -> None:
    """Raises ServiceUnavailable where the database does not take one; the log says which one, and why."""
    for statement in statements:
        cursor = connection.cursor()
        try:
            cursor.execute(statement)
        except Exception as error:
            log.error("database '%s' refuses what the model has at_connect, %r: %s", name, statement, error)
            raise ServiceUnavailable(
                f"The database '{name}' does not take what the model tells it at the start of a connection. The "
                "server's log says why."
            ) from error
        finally:
            cursor.close()


def _note_use(connection: Any, record: Any) -> None:
    record.info["used"] = monotonic()


def _try_idle(ping: str, connection: Any, record: Any, proxy: Any) -> None:
    """A firewall or a restart may have ended a connection that nobody used; SQLAlchemy replaces it when told."""
    if monotonic() - record.info.get("used", monotonic()) > IDLE_SECONDS:
        cursor = connection.cursor()
        try:
            cursor.execute(ping)
            cursor.fetchall()
        finally:
            cursor.close()
