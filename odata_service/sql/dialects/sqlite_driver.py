"""SQLite's driver: APSW, which fetches rows at half the cost of Python's own module and brings SQLite's current version
along, as SQLAlchemy and the rest of the product expect a driver to be (PEP 249).

Nothing else in a process may open the same file by Python's own module: two copies of SQLite in one process release
each other's locks.
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn

import apsw
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from odata_service.sql.lenient import lenient_text

# What PEP 249 wants of a module.
apilevel = "2.0"
threadsafety = 1
paramstyle = "qmark"
sqlite_version = apsw.sqlite_lib_version()
sqlite_version_info = tuple(map(int, sqlite_version.split(".")))
Binary = bytes

# Bytes of a text or of bytes, in tables and in calculations; SQLite's own limit is a thousand millions. A request may
# double texts again and again, and SQLite looks at the clock between rows only.
LONGEST = 64_000_000
FLAGS = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
# Without a lock for each value that is read: a connection is used by one thread at a time, which the pool sees to. Any
# other thread may interrupt it. A database in memory has another pool (`sql.opening`).
UNLOCKED = apsw.SQLITE_OPEN_NOMUTEX
DIGITS = 15  # of a float as a text: as many as a decimal has that is stored as one
STATEMENTS = 500  # that a connection remembers
FUNCTION_FAILED = "user-defined function raised exception"

Values = Sequence[Any]
Row = tuple[Any, ...]


class Error(Exception):
    """One of SQLite's, with its code's name: `SQLITE_CONSTRAINT_UNIQUE`."""

    sqlite_errorname = ""


class InterfaceError(Error): ...


class DatabaseError(Error): ...


class OperationalError(DatabaseError): ...


class ProgrammingError(DatabaseError): ...


class IntegrityError(DatabaseError): ...


class DataError(DatabaseError): ...


class InternalError(DatabaseError): ...


class NotSupportedError(DatabaseError): ...


# By the name of APSW's exception; the others are operational errors.
KINDS: dict[str, type[Error]] = {
    "ConstraintError": IntegrityError,
    "MismatchError": IntegrityError,
    "TooBigError": DataError,
    "RangeError": DataError,
    "CorruptError": DatabaseError,
    "NotADBError": DatabaseError,
    "InternalError": InternalError,
    "BindingsError": ProgrammingError,
    "MisuseError": ProgrammingError,
    "ConnectionClosedError": ProgrammingError,
    "CursorClosedError": ProgrammingError,
    "ThreadingViolationError": ProgrammingError,
}
NAMES = {**apsw.mapping_result_codes, **apsw.mapping_extended_result_codes}  # numbers by names, and names by numbers
CHANGES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|WITH)\b", re.I)
CLOSED = "Cannot operate on a closed database."


def _raised(error: Exception) -> NoReturn:
    """An exception out of APSW as one of a driver's.

    Raises:
        Error: always, but where a value does not fit: that stays an OverflowError.
    """
    if isinstance(error, (Error, OverflowError)):
        raise error
    if isinstance(error, apsw.ConnectionClosedError):
        raise ProgrammingError(CLOSED) from error
    if isinstance(error, UnicodeDecodeError):
        raise OperationalError("Could not decode to UTF-8 text") from error
    if not isinstance(error, apsw.Error):
        raise OperationalError(f"{FUNCTION_FAILED}: {type(error).__name__}") from error
    made = KINDS.get(type(error).__name__, OperationalError)(str(error))
    code = getattr(error, "extendedresult", 0)
    made.sqlite_errorname = str(NAMES.get(code, ""))
    raise made from error


class Prepared:
    """What is known of a statement from the moment at which it is prepared: APSW forgets it when there are no more
    rows. It does not know its cursor: who held each other would be collected by any thread, while another one uses the
    connection."""

    __slots__ = ("description", "reads")

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self.description: Any = None
        self.reads = True

    def __call__(self, own: apsw.Cursor, text: str, values: Any) -> bool:
        found = own.get_description()
        self.description = tuple((column[0], None, None, None, None, None, None) for column in found) or None
        self.reads = own.is_readonly
        return True


class Cursor:
    """A cursor of PEP 249."""

    arraysize = 1

    def __init__(self, connection: "Connection") -> None:
        self.connection = connection
        self.own = connection.own.cursor()
        self.prepared = self.own.exec_trace = Prepared()
        self.lastrowid = 0

    @property
    def description(self) -> Any:
        """The names of a statement's columns; None where it has none."""
        return self.prepared.description

    @property
    def rowcount(self) -> int:
        """How many rows a change has changed; -1 of what changes none."""
        return -1 if self.prepared.reads else self.connection.own.changes()

    def execute(self, text: str, values: Values = ()) -> "Cursor":
        self.prepared.forget()
        try:
            self.connection.begin_for(text)
            self.own.execute(text, values)
        except Exception as error:
            _raised(error)
        self.lastrowid = self.connection.own.last_insert_rowid()
        return self

    def executemany(self, text: str, rows: Sequence[Values]) -> "Cursor":
        self.prepared.forget()
        try:
            self.connection.begin_for(text)
            self.own.executemany(text, rows)
        except Exception as error:
            _raised(error)
        return self

    def fetchone(self) -> Row | None:
        try:
            return self.own.fetchone()
        except Exception as error:
            _raised(error)

    def fetchmany(self, size: int | None = None) -> list[Row]:
        found: list[Row] = []
        while len(found) < (size or self.arraysize) and (row := self.fetchone()) is not None:
            found.append(row)
        return found

    def fetchall(self) -> list[Row]:
        try:
            return self.own.fetchall()
        except Exception as error:
            _raised(error)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.fetchall())

    def close(self) -> None:
        self.own.close(True)

    def setinputsizes(self, sizes: Any) -> None: ...

    def setoutputsize(self, size: int, column: int | None = None) -> None: ...


class Connection:
    """A connection of PEP 249. A transaction begins by itself before the first change, as in Python's own module; where
    `isolation_level` is None nothing does."""

    def __init__(self, own: apsw.Connection, isolation_level: str | None = "") -> None:
        self.own = own
        self.isolation_level = isolation_level

    def begin_for(self, text: str) -> None:
        """Begins the transaction that a statement has to stand in."""
        if self.isolation_level is not None and not self.own.in_transaction and CHANGES.match(text):
            self.own.execute("BEGIN")

    def fetch(self, text: str, values: Values) -> list[Row]:
        """All rows of a statement, without a cursor of PEP 249, which nobody asks anything.

        Raises:
            Error, OverflowError: as `Cursor.execute` raises them.
        """
        try:
            return self.own.execute(text, values).fetchall()
        except UnicodeDecodeError:
            return self._fetch_bytes(text, values)
        except Exception as error:
            _raised(error)

    def change(self, text: str, values: Values) -> tuple[list[Row], int, Sequence[Any]]:
        """What a statement returns that changes rows within a transaction, how many it has changed, and of which types
        the columns are, which SQLite does not say.

        Raises:
            Error, OverflowError: as `Cursor.execute` raises them.
        """
        try:
            rows = self.own.execute(text, values).fetchall()
        except Exception as error:
            _raised(error)
        return rows, self.own.changes(), ()

    def _fetch_bytes(self, text: str, values: Values) -> list[Row]:
        """The same where a text is none: SQLite keeps whatever bytes a program has written, and old programs wrote
        those of their own code page. One such row must not cost the page."""
        names = [f"c{number}" for number in range(len(self.execute(text, values).description))]
        columns = ", ".join(f"TYPEOF({name}) = 'text', IIF(TYPEOF({name}) = 'text', CAST({name} AS BLOB), {name})"
                            for name in names)  # fmt: skip
        found = self.own.execute(f"WITH found({', '.join(names)}) AS ({text}) SELECT {columns} FROM found", values)
        rows: list[Row] = found.fetchall()
        return [
            tuple(lenient_text(item) if is_text else item for is_text, item in zip(row[::2], row[1::2], strict=True))
            for row in rows
        ]

    def cursor(self) -> Cursor:
        try:
            return Cursor(self)
        except Exception as error:
            _raised(error)

    def execute(self, text: str, values: Values = ()) -> Cursor:
        return self.cursor().execute(text, values)

    def commit(self) -> None:
        self._ended("COMMIT")

    def rollback(self) -> None:
        self._ended("ROLLBACK")

    def _ended(self, text: str) -> None:
        try:
            if self.own.in_transaction:
                self.own.execute(text)
        except Exception as error:
            _raised(error)

    def close(self) -> None:
        self.own.close(True)

    def interrupt(self) -> None:
        self.own.interrupt()

    @property
    def total_changes(self) -> int:
        """How many rows this connection has changed since it was opened."""
        return self.own.total_changes()

    def create_function(
        self, name: str, arguments: int, function: Callable[..., Any], *, deterministic: bool = False
    ) -> None:
        self.own.create_scalar_function(name, function, arguments, deterministic=deterministic)

    def set_progress_handler(self, handler: Callable[[], bool] | None, steps: int) -> None:
        self.own.set_progress_handler(handler, steps)


def connect(
    database: str, timeout: float = 5.0, uri: bool = False, isolation_level: str | None = "", **others: Any
) -> Connection:
    """A connection to a file, or by a URI of SQLite's; `timeout` are the seconds to wait for a lock. Other arguments of
    Python's own module are taken and mean nothing here.

    Raises:
        OperationalError: the file cannot be opened.
    """
    flags = FLAGS | (apsw.SQLITE_OPEN_URI if uri else 0) | (0 if database == ":memory:" else UNLOCKED)
    try:
        own = apsw.Connection(database, flags, statementcachesize=STATEMENTS)
    except Exception as error:
        _raised(error)
    own.limit(apsw.SQLITE_LIMIT_LENGTH, LONGEST)
    own.set_busy_timeout(int(timeout * 1000))
    own.config(apsw.SQLITE_DBCONFIG_FP_DIGITS, DIGITS)
    return Connection(own, isolation_level)


class SQLiteDialect(SQLiteDialect_pysqlite):
    """SQLAlchemy's dialect of SQLite over this driver."""

    driver = "odata_service"
    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls) -> Any:
        return sys.modules[__name__]
