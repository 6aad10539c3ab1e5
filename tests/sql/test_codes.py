"""What the drivers of databases that the tests cannot run raise -> what a client is told."""

from typing import Any

import pytest
from hdbcli import dbapi as hdbcli
from snowflake.connector.errors import ProgrammingError as SnowflakeError
from sqlalchemy.exc import DBAPIError
from trino.exceptions import TrinoUserError

from models.erp import SERVICE
from odata_service.edm.from_tables import model_of
from odata_service.errors import BadRequest, Conflict, ODataError, QueryTimeout, ServiceUnavailable
from odata_service.sql.constraints import BrokenReference, Referenced, sentence_of_change
from odata_service.sql.errors import Contended, SchemaChanged, is_lost, sentence_of

CUSTOMERS = model_of(SERVICE).entity_sets["Customers"]


def pyodbc(state: str, number: int, text: str = "") -> Exception:
    """Its exceptions hold the SQLSTATE, and a text with the server's number at the end."""
    kind = type("Error", (Exception,), {"__module__": "pyodbc"})
    made: Exception = kind(state, f"[{state}] [Microsoft][SQL Server]{text} ({number}) (SQLExecDirectW)")
    return made


def oracledb(code: str) -> Exception:
    inner = type("_Error", (), {"full_code": code, "__str__": lambda self: f"{code}: ..."})()
    made: Exception = type("DatabaseError", (Exception,), {"__module__": "oracledb.exceptions"})(inner)
    return made


def ibm_db(state: str) -> Exception:
    kind = type("ProgrammingError", (Exception,), {"__module__": "ibm_db_dbi"})
    made: Exception = kind(f"ibm_db_dbi::ProgrammingError: [IBM][CLI Driver] ... SQLSTATE={state} SQLCODE=-1")
    return made


def hana(code: int) -> Exception:
    made: Exception = hdbcli.Error(code, "...")
    return made


def snowflake(state: str) -> Exception:
    return SnowflakeError(msg="...", errno=1, sqlstate=state)


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
        (pyodbc("22003", 8115), BadRequest),
        (oracledb("DPY-4024"), QueryTimeout),
        (oracledb("ORA-00060"), Contended),
        (oracledb("DPY-4011"), ServiceUnavailable),
        (oracledb("ORA-00942"), SchemaChanged),
        (oracledb("ORA-01476"), BadRequest),
        (ibm_db("57014"), QueryTimeout),
        (ibm_db("40001"), Contended),
        (ibm_db("08001"), ServiceUnavailable),
        (ibm_db("42704"), SchemaChanged),
        (ibm_db("22003"), BadRequest),
        (hana(613), QueryTimeout),
        (hana(133), Contended),
        (hana(-10807), ServiceUnavailable),
        (hana(259), SchemaChanged),
        (hana(314), BadRequest),
        (snowflake("57014"), QueryTimeout),
        (snowflake("42S02"), SchemaChanged),
        (snowflake("22003"), BadRequest),
        (trino("EXCEEDED_TIME_LIMIT"), QueryTimeout),
        (trino("COLUMN_NOT_FOUND"), SchemaChanged),
        (trino("DIVISION_BY_ZERO"), BadRequest),
    ],
    ids=str,
)
def test_what_reading_may_meet(error: Exception, told: type[ODataError]) -> None:
    assert type(sentence_of(error, "erp")) is told


@pytest.mark.parametrize("error", [pyodbc("08S01", 10054), oracledb("ORA-03113"), ibm_db("08001"), hana(-10709)])
def test_a_lost_connection_is_known(error: Exception) -> None:
    assert is_lost(error)


@pytest.mark.parametrize("error", [pyodbc("23000", 2627, "connection"), oracledb("ORA-00001"), hana(301), trino("X")])
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
        (ibm_db("23505"), Conflict),
        (ibm_db("23503"), BrokenReference),
        (ibm_db("23504"), Referenced),
        (ibm_db("23502"), BadRequest),
        (hana(301), Conflict),
        (hana(461), BrokenReference),
        (hana(462), Referenced),
        (hana(287), BadRequest),
    ],
    ids=str,
)
def test_what_changes_may_meet(error: Any, told: type[ODataError]) -> None:
    assert type(sentence_of_change(DBAPIError("", None, error), CUSTOMERS, "erp", {})) is told
