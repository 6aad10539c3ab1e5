"""What the drivers of databases that the tests cannot run raise -> what a client is told."""

from typing import Any

import ibm_db_dbi
import pytest
from hdbcli import dbapi as hdbcli
from snowflake.connector.errors import ProgrammingError as SnowflakeError
from sqlalchemy.exc import DBAPIError
from trino.exceptions import TrinoConnectionError, TrinoUserError

from models.erp import SERVICE
from odata_service.edm.from_tables import model_of
from odata_service.errors import BadRequest, Conflict, Forbidden, ODataError, QueryTimeout, ServiceUnavailable
from odata_service.sql.constraints import BrokenReference, Referenced, sentence_of_change
from odata_service.sql.errors import Contended, OutOfRange, SchemaChanged, Unreadable, is_lost, sentence_of

CUSTOMERS = model_of(SERVICE).entity_sets["Customers"]


def pyodbc(state: str, number: int, text: str = "") -> Exception:
    """Its exceptions hold the SQLSTATE, and a text with the server's number at the end."""
    kind = type("Error", (Exception,), {"__module__": "pyodbc"})
    made: Exception = kind(state, f"[{state}] [Microsoft][SQL Server]{text} ({number}) (SQLExecDirectW)")
    return made


def connecting(state: str, text: str) -> Exception:
    kind = type("OperationalError", (Exception,), {"__module__": "pyodbc"})
    made: Exception = kind(state, f"[{state}] [unixODBC]{text} (0) (SQLDriverConnect)")
    return made


def oracledb(code: str) -> Exception:
    inner = type("_Error", (), {"full_code": code, "__str__": lambda self: f"{code}: ..."})()
    made: Exception = type("DatabaseError", (Exception,), {"__module__": "oracledb.exceptions"})(inner)
    return made


def ibm_db(state: str) -> Exception:
    """By the driver's own choice of the exception's class."""
    said = Exception(f"[IBM][CLI Driver][DB2/LINUXX8664] SQL0000N  ...  SQLSTATE={state} SQLCODE=-1")
    made: Exception = ibm_db_dbi._get_exception(said)
    return made


def hana(code: int) -> Exception:
    made: Exception = hdbcli.Error(code, "...")
    return made


def snowflake(state: str, number: int = 1) -> Exception:
    return SnowflakeError(msg="...", errno=number, sqlstate=state)


def trino(name: str) -> Exception:
    return TrinoUserError({"errorName": name, "errorCode": 1, "errorType": "USER_ERROR", "message": "..."})


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (pyodbc("HYT00", 0), QueryTimeout),
        (pyodbc("40001", 1205), Contended),
        (pyodbc("42000", 1222), Contended),
        (pyodbc("08S01", 10054), ServiceUnavailable),
        (pyodbc("42S22", 207), SchemaChanged),
        (pyodbc("22003", 8115), OutOfRange),
        (pyodbc("22012", 8134), Unreadable),
        (pyodbc("22018", 245), OutOfRange),
        (pyodbc("42000", 8114), OutOfRange),
        (pyodbc("42S02", 208), SchemaChanged),
        (pyodbc("42000", 229), Forbidden),
        (pyodbc("28000", 18456), ServiceUnavailable),
        (pyodbc("42000", 1105), ServiceUnavailable),
        (connecting("HYT00", "Login timeout expired"), ServiceUnavailable),
        (connecting("01000", "Can't open lib 'ODBC Driver 18 for SQL Server' : file not found"), ServiceUnavailable),
        (oracledb("DPY-4024"), QueryTimeout),
        (oracledb("ORA-00060"), Contended),
        (oracledb("DPY-4011"), ServiceUnavailable),
        (oracledb("ORA-00942"), SchemaChanged),
        (oracledb("ORA-01476"), Unreadable),
        (oracledb("ORA-01722"), OutOfRange),
        (oracledb("ORA-01847"), OutOfRange),
        (oracledb("ORA-12725"), BadRequest),
        (oracledb("ORA-12899"), OutOfRange),
        (oracledb("ORA-00904"), SchemaChanged),
        (oracledb("ORA-01031"), Forbidden),
        (oracledb("ORA-01017"), ServiceUnavailable),
        (oracledb("ORA-01034"), ServiceUnavailable),
        (oracledb("ORA-12514"), ServiceUnavailable),
        (oracledb("DPY-6005"), ServiceUnavailable),
        (oracledb("ORA-08177"), Contended),
        (ibm_db("57014"), QueryTimeout),
        (ibm_db("40001"), Contended),
        (ibm_db("08001"), ServiceUnavailable),
        (ibm_db("42704"), SchemaChanged),
        (ibm_db("22003"), OutOfRange),
        (ibm_db("22012"), Unreadable),
        (ibm_db("22018"), OutOfRange),
        (ibm_db("42703"), SchemaChanged),
        (ibm_db("42501"), Forbidden),
        (ibm_db("55032"), ServiceUnavailable),
        (ibm_db("57033"), Contended),
        (hana(613), QueryTimeout),
        (hana(133), Contended),
        (hana(-10807), ServiceUnavailable),
        (hana(259), SchemaChanged),
        (hana(314), OutOfRange),
        (hana(304), Unreadable),
        (hana(339), OutOfRange),
        (hana(303), OutOfRange),
        (hana(260), SchemaChanged),
        (hana(258), Forbidden),
        (hana(10), ServiceUnavailable),
        (hana(138), Contended),
        (hana(-10709), ServiceUnavailable),
        (snowflake("57014"), QueryTimeout),
        (snowflake("42S02"), SchemaChanged),
        (snowflake("22003"), OutOfRange),
        (snowflake("22012"), Unreadable),
        (snowflake("42000", 904), SchemaChanged),
        (snowflake("02000", 2003), SchemaChanged),
        (snowflake("42501", 3001), Forbidden),
        (snowflake("08001", 250001), ServiceUnavailable),
        (trino("EXCEEDED_TIME_LIMIT"), QueryTimeout),
        (trino("COLUMN_NOT_FOUND"), SchemaChanged),
        (trino("DIVISION_BY_ZERO"), Unreadable),
        (trino("INVALID_CAST_ARGUMENT"), OutOfRange),
        (trino("NUMERIC_VALUE_OUT_OF_RANGE"), OutOfRange),
        (trino("INVALID_FUNCTION_ARGUMENT"), BadRequest),
        (trino("TABLE_NOT_FOUND"), SchemaChanged),
        (trino("PERMISSION_DENIED"), Forbidden),
        (trino("SERVER_STARTING_UP"), ServiceUnavailable),
        (trino("TRANSACTION_CONFLICT"), Contended),
        (TrinoConnectionError("failed to execute: HTTPConnectionPool(...): Read timed out."), ServiceUnavailable),
    ],
    ids=str,
)
def test_what_reading_may_meet(error: Exception, told: type[ODataError]) -> None:
    assert type(sentence_of(error, "erp")) is told


@pytest.mark.parametrize(
    "error",
    [
        pyodbc("08S01", 10054), connecting("HYT00", "Timeout expired"), oracledb("ORA-03113"), ibm_db("08001"),
        hana(-10709), TrinoConnectionError("failed to execute: HTTPConnectionPool(...): Read timed out."),
    ],
)  # fmt: skip
def test_a_lost_connection_is_known(error: Exception) -> None:
    assert is_lost(error)


ANSWERED = [
    pyodbc("23000", 2627, "connection"), oracledb("ORA-00001"), oracledb("ORA-12899"), oracledb("ORA-01017"),
    hana(301), hana(10), hana(10001), trino("X"), pyodbc("28000", 18456),
]  # fmt: skip


@pytest.mark.parametrize("error", ANSWERED)
def test_the_text_of_an_error_with_a_code_decides_nothing(error: Exception) -> None:
    assert not is_lost(error)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (pyodbc("23000", 2627), Conflict),
        (pyodbc("23000", 547, "The INSERT statement conflicted with the FOREIGN KEY constraint"), BrokenReference),
        (pyodbc("23000", 547, "The DELETE statement conflicted with the REFERENCE constraint"), Referenced),
        (pyodbc("23000", 515), BadRequest),
        (pyodbc("22001", 2628), BadRequest),
        (oracledb("ORA-00001"), Conflict),
        (oracledb("ORA-02291"), BrokenReference),
        (oracledb("ORA-02292"), Referenced),
        (oracledb("ORA-01400"), BadRequest),
        (oracledb("ORA-12899"), BadRequest),
        (oracledb("ORA-02290"), BadRequest),
        (oracledb("ORA-20001"), BadRequest),
        (ibm_db("23505"), Conflict),
        (ibm_db("23513"), BadRequest),
        (ibm_db("22001"), BadRequest),
        (ibm_db("23503"), BrokenReference),
        (ibm_db("23504"), Referenced),
        (ibm_db("23502"), BadRequest),
        (hana(301), Conflict),
        (hana(461), BrokenReference),
        (hana(462), Referenced),
        (hana(287), BadRequest),
        (hana(274), BadRequest),
        (hana(677), BadRequest),
        (hana(10001), BadRequest),
        (snowflake("22000", 100072), OutOfRange),
        (trino("PERMISSION_DENIED"), Forbidden),
    ],
    ids=str,
)
def test_what_changes_may_meet(error: Any, told: type[ODataError]) -> None:
    assert type(sentence_of_change(DBAPIError("", None, error), CUSTOMERS, "erp", {})) is told
