"""Firebird's driver: SQLAlchemy's dialect for it, and connections that read without holding anything back.

This module is imported when a Firebird database is opened, and not before: its packages are installed on demand.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from datetime import timedelta
from decimal import Decimal
from threading import Timer
from typing import Any, ClassVar

from firebird import driver
from firebird.driver import CancelType, DatabaseError, Error, Isolation, StatementType, tpb
from sqlalchemy import LargeBinary, Numeric, types
from sqlalchemy.engine.interfaces import BindTyping
from sqlalchemy.sql.elements import FrameClauseType
from sqlalchemy_firebird import fb_info30
from sqlalchemy_firebird.base import FBCompiler, FBDialect, FBIdentifierPreparer, FBTypeCompiler
from sqlalchemy_firebird.firebird import FBDialect_firebird
from sqlalchemy_firebird.types import FBBLOB, FBNUMERIC

from odata_service.sql.dialects.firebird_columns import COLLATED, completed
from odata_service.sql.dialects.firebird_values import DIGITS, plain, typed

CANCELLED = "HY008"  # the SQLSTATE
NOTICING_SECONDS = 1.0
CHANGES = (StatementType.INSERT, StatementType.UPDATE, StatementType.DELETE)


class Cursor:
    """The driver's cursor, whose values say their types."""

    def __init__(self, own: Any, connection: "Connection") -> None:
        self.own = own
        self.connection = connection
        own.stream_blob_threshold = 2**63 - 1  # columns are texts and bytes, and no files to be read

    def __getattr__(self, name: str) -> Any:
        return getattr(self.own, name)

    def close(self) -> None:
        """The error of a statement is told, and not that its end cannot be told to the server either."""
        with suppress(Error):
            self.own.close()

    def __del__(self) -> None:
        """SQLAlchemy leaves some open where it reads tables; the driver warns of each."""
        self.close()

    @property
    def rowcount(self) -> int:
        """The driver can count the rows of what changes rows, and fails for other statements."""
        counted: int = self.own.affected_rows if getattr(self.own._stmt, "type", None) in CHANGES else -1
        return counted

    def execute(self, statement: str, values: Sequence[Any] = ()) -> None:
        """A table that is made or changed is so only for the next transaction: that begins at once."""
        with self.connection.ending():
            self.own.execute(*typed(statement, values or ()))
        if self.own._stmt.type is StatementType.DDL:
            self.own.transaction.commit()
        else:
            self._keep()

    def fetchall(self) -> list[Any]:
        """All rows.

        Raises:
            DataError: there is no date such as one of them has: Firebird calculates beyond the year 9999.
        """
        try:
            with self.connection.ending():
                found: list[Any] = self.own.fetchall()
        except (OverflowError, ValueError) as error:
            raise driver.DataError(f"out of range: {error}") from error
        return found

    def executemany(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Rows that are inserted: each value is of its column's type."""
        self.own.executemany(statement, [[plain(value) for value in row] for row in rows])
        self._keep()

    def _keep(self) -> None:
        """What changes rows in autocommit mode is so at once; what it returns can still be read."""
        if self.connection.autocommit and self.own._stmt.type in CHANGES:
            self.own.transaction.commit(retaining=True)


class Connection:
    """The driver's connection. What only reads does so in a transaction that sees what is committed and keeps no old
    versions of rows in the database, however long it is open; a change has one of its own."""

    def __init__(self, own: Any) -> None:
        self.own = own
        self.changing = False
        self.autocommit = False
        self.aborting: Timer | None = None
        self.aborted = False
        self.wait_for_locks(10)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.own, name)

    def wait_for_locks(self, seconds: int) -> None:
        transaction = self.own.main_transaction
        transaction.default_tpb = tpb(Isolation.READ_COMMITTED_RECORD_VERSION, lock_timeout=seconds)

    def cursor(self) -> Cursor:
        writing = self.changing or self.autocommit
        transaction = self.own.main_transaction if writing else self.own.query_transaction
        return Cursor(transaction.cursor(), self)

    def begin(self) -> None:
        self.changing = True

    def commit(self) -> None:
        self.changing = False
        if self.own.is_active():
            self.own.commit()

    def rollback(self) -> None:
        self.changing = False
        if self.own.is_active():
            self.own.rollback()

    def plan(self, statement: str, values: Sequence[Any]) -> str:
        """How a statement would be carried out, in several lines."""
        text, _ = typed(statement, values)
        with self.own.query_transaction.cursor() as cursor, cursor.prepare(text) as prepared:
            return str(prepared.detailed_plan)

    def cancel(self) -> None:
        """Ends the statement that runs, from another thread. One that sorts does not notice before all is sorted: if it
        goes on, the connection itself is ended."""
        self.aborting = Timer(NOTICING_SECONDS, self.abort)
        self.aborting.daemon = True
        self.aborting.start()
        self._cancel(CancelType.RAISE)

    def abort(self) -> None:
        self.aborted = True
        self._cancel(CancelType.ABORT)

    def _cancel(self, how: CancelType) -> None:
        attachment = self.own._att
        if attachment is not None:  # else it has been closed meanwhile
            with suppress(Error):  # no statement runs
                attachment.cancel_operation(how)

    def settle(self) -> None:
        """Nothing runs any more that would have to be ended."""
        if self.aborting is not None:
            self.aborting.cancel()
            self.aborting = None

    @contextmanager
    def ending(self) -> Iterator[None]:
        """Around what may be ended: it was cancelled, also where the connection had to be ended for that."""
        try:
            yield
        except Error as error:
            if self.aborted:
                error.sqlstate = CANCELLED
            raise

    def close(self) -> None:
        """Ends it, also where the server is gone: the driver stops in the middle then, and complains of the rest."""
        self.settle()
        try:
            self.own.close()
        except Error:
            for transaction in (self.own.main_transaction, self.own.query_transaction):
                transaction._tra = None
            for statement in filter(None, [known() for known in self.own._statements]):
                statement._in_meta = statement._out_meta = statement._istmt = None

    terminate = close


class Number(FBNUMERIC):  # type: ignore[misc]  # sqlalchemy-firebird has no types
    """A number with more digits than its column has: as a float, because Firebird would round it, or find the wrong
    rows by the column's index."""

    def bind_processor(self, dialect: Any) -> Any:
        scale = self.scale

        def process(value: Any) -> Any:
            if not isinstance(value, Decimal) or scale is None:
                return value
            return value if value == round(value, scale) else float(value)

        return process


class Bytes(FBBLOB):  # type: ignore[misc]
    def bind_processor(self, dialect: Any) -> Any:
        return None


class Span(types.Interval):
    """A number of seconds."""

    impl = Numeric(18, 6)  # type: ignore[assignment]
    cache_ok = True

    def __init__(self, **options: Any) -> None:
        super().__init__(native=False)

    def bind_processor(self, dialect: Any) -> Any:
        def process(value: timedelta | None) -> Any:
            return None if value is None else Decimal(value // timedelta(microseconds=1)).scaleb(-6)

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Any:
        return lambda value: None if value is None else timedelta(microseconds=round(value * 10**6))


class Compiler(FBCompiler):  # type: ignore[misc]
    def function_argspec(self, fn: Any, **options: Any) -> str:
        """sqlalchemy-firebird writes no parentheses where there are no arguments: ROW_NUMBER needs them."""
        return str(super().function_argspec(fn, **options)) or "()"

    def visit_custom_op_binary(self, element: Any, operator: Any, **options: Any) -> str:
        if operator.opstring != "&":
            return str(super().visit_custom_op_binary(element, operator, **options))
        return f"BIN_AND({self.process(element.left, **options)}, {self.process(element.right, **options)})"

    def for_update_clause(self, select: Any, **options: Any) -> str:
        """Without LOCK, Firebird locks nothing."""
        return " FOR UPDATE WITH LOCK"

    def visit_over(self, over: Any, **options: Any) -> str:
        """Version 3 knows no part of a window but that up to the row; all our orders of windows are total."""
        if over.rows is None:
            return str(super().visit_over(over, **options))
        whole = over._clone()
        whole.rows = None
        reached = super().visit_over(whole, **options)
        if over.rows.upper_type is not FrameClauseType.PRECEDING:
            return str(reached)
        (operand,) = over.element.clauses
        return f"({reached} - COALESCE({self.process(operand, **options)}, 0))"


def _castable(own: Any, options: Mapping[str, Any]) -> Any:
    """Only columns are of a collation, casts are not."""
    if "type_expression" in options or not own.collation:
        return own
    plain = copy(own)
    plain.collation = None
    return plain


class TypeCompiler(FBTypeCompiler):  # type: ignore[misc]
    def visit_DOUBLE(self, own: Any, **options: Any) -> str:
        return "DOUBLE PRECISION"

    def visit_type_decorator(self, own: Any, **options: Any) -> str:
        """A duration's column, which SQLAlchemy would make one of instants."""
        plain = Numeric(DIGITS, 6) if isinstance(own, types.Interval) else own.type_engine(self.dialect)
        return str(self.process(plain, **options))

    def visit_VARCHAR(self, own: Any, **options: Any) -> str:
        return str(super().visit_VARCHAR(_castable(own, options), **options))

    def visit_CHAR(self, own: Any, **options: Any) -> str:
        return str(super().visit_CHAR(_castable(own, options), **options))

    def visit_NUMERIC(self, own: Any, **options: Any) -> str:
        """Version 3 has 18 digits; a float has 15 of them, wherever the point is."""
        wide = own.precision is None or own.precision > DIGITS
        return "DOUBLE PRECISION" if wide else str(super().visit_NUMERIC(own, **options))


class Preparer(FBIdentifierPreparer):  # type: ignore[misc]
    reserved_words = fb_info30.RESERVED_WORDS


class FirebirdDialect(FBDialect_firebird):  # type: ignore[misc]
    """sqlalchemy-firebird's dialect, which knows Firebird 3 also before the first connection."""

    name = "firebird"
    supports_statement_cache = True
    bind_typing = BindTyping.NONE
    server_version_info = (3, 0)
    preparer = Preparer
    statement_compiler = Compiler
    type_compiler = type_compiler_cls = TypeCompiler
    max_identifier_length = fb_info30.MAX_IDENTIFIER_LENGTH
    colspecs: ClassVar[dict[Any, Any]] = {
        **{kind: own for kind, own in FBDialect.colspecs.items() if kind is not types.String},  # enumerations are, too
        Numeric: Number,
        LargeBinary: Bytes,
        types.Interval: Span,
    }

    @classmethod
    def import_dbapi(cls) -> Any:
        return driver

    def create_connect_args(self, url: Any) -> Any:
        """With the address itself: sqlalchemy-firebird enters it into the driver's settings under the database's name,
        which a database of another server may have, too."""
        if not url.host:
            return super().create_connect_args(url)
        places, options = super().create_connect_args(url._replace(host=None, port=None))
        host = f"[{url.host}]" if ":" in url.host else url.host
        return places, {**options, "database": f"inet://{host}:{url.port or 3050}/{url.database}"}

    def connect(self, *arguments: Any, **settings: Any) -> Connection:
        return Connection(super().connect(*arguments, **settings))

    def get_columns(self, connection: Any, table_name: str, schema: str | None = None, **options: Any) -> Any:
        found = super().get_columns(connection, table_name, schema, **options)
        more = connection.exec_driver_sql(COLLATED, (self.denormalize_name(table_name),)).all()
        told = {str(name): (collation, dimensions) for name, collation, dimensions in more}
        return [completed(column, *told[self.denormalize_name(column["name"])]) for column in found]

    def get_isolation_level_values(self, dbapi_connection: Any) -> list[str]:
        return ["AUTOCOMMIT", "READ COMMITTED"]

    def set_isolation_level(self, dbapi_connection: Any, level: Any) -> None:
        dbapi_connection.autocommit = level == "AUTOCOMMIT"

    def do_begin(self, dbapi_connection: Any) -> None:
        dbapi_connection.begin()

    def do_commit(self, dbapi_connection: Any) -> None:
        dbapi_connection.commit()

    def do_rollback(self, dbapi_connection: Any) -> None:
        dbapi_connection.rollback()

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        cursor.execute(statement, parameters)

    def do_executemany(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        cursor.executemany(statement, parameters)

    def do_execute_no_params(self, cursor: Any, statement: str, context: Any = None) -> None:
        cursor.execute(statement)

    def is_disconnect(self, error: Any, connection: Any, cursor: Any) -> bool:
        return (
            isinstance(error, DatabaseError)
            and bool(error.gds_codes)
            and super().is_disconnect(error, connection, cursor)
        )
