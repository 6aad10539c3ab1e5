"""A driver's exception -> the code that tells what is wrong, which each driver keeps in another place."""

import re
from collections.abc import Callable
from typing import Any

# The number of SQL Server's own message stands before the name of the ODBC function, at the end.
NUMBER = re.compile(r"\((\d+)\) \(SQL\w+\)\s*$")
TELLING = frozenset(
    {"229", "230", "262", "515", "1105", "1205", "1222", "2601", "2627", "3906", "3960", "3961", "8114", "50000"}
)
TOLD_BY_SNOWFLAKE = frozenset({904, 2003})  # where its SQLSTATE says less: a column, and a table, that are not there
CODE = re.compile(r"[0-9A-Z]{5}")
QUOTING = frozenset({"ConversionException", "OutOfRangeException", "InvalidInputException"})  # DuckDB's
SQLSTATE = re.compile(r"SQLSTATE=(\w{5})")


def code_of(error: BaseException) -> str:
    """The driver's code where it has one, or the exception's name where its text quotes values; else its text. What a
    client has sent must not decide anything."""
    read = CODES.get(type(error).__module__.partition(".")[0])
    found = read(error) if read is not None else ""
    if found:
        return found
    code = error.args[0] if error.args else None
    if isinstance(code, int):
        return "2013 timed out" if code == 2013 and "timed out" in str(error) else str(code)
    if isinstance(code, str) and CODE.fullmatch(code):
        return code
    name = type(error).__name__
    return name if name in QUOTING else str(getattr(error, "sqlstate", None) or error)


def _pyodbc(error: Any) -> str:
    """The SQLSTATE, or the server's own number where that says more: `MS-2627`. Nothing but its user's name keeps one
    from connecting whose server is there: all else, an ODBC driver that is not installed, too, is no connection."""
    if len(error.args) < 2:
        return ""
    if str(error.args[1]).endswith("(SQLDriverConnect)") and not str(error.args[0]).startswith("28"):
        return "08001"
    number = NUMBER.search(str(error.args[1]))
    return f"MS-{number[1]}" if number and number[1] in TELLING else str(error.args[0])


def _oracledb(error: Any) -> str:
    """`ORA-00001`, or `DPY-4011` of the driver itself."""
    return str(getattr(error.args[0], "full_code", "")) if error.args else ""


def _ibm_db(error: Any) -> str:
    found = SQLSTATE.search(str(error))
    return found[1] if found else ""


def _hdbcli(error: Any) -> str:
    """`HANA-301`, or `HDB-10709` of the driver itself, whose numbers are below zero."""
    number = error.args[0] if error.args else None
    if not isinstance(number, int):
        return ""
    return f"HANA-{number}" if number >= 0 else f"HDB{number}"


def _snowflake(error: Any) -> str:
    if getattr(error, "errno", None) in TOLD_BY_SNOWFLAKE:
        return f"SF-{error.errno}"
    state = str(getattr(error, "sqlstate", None) or "")
    return "08001" if state == "HYT00" else state  # what times out so is a login; a statement has 57014


def _trino(error: Any) -> str:
    return str(getattr(error, "error_name", None) or "")


def _firebird(error: Any) -> str:
    """The SQLSTATE, or `FB-335544517` where a trigger has raised an exception of its own: its SQLSTATE says nothing."""
    raised = OWN_EXCEPTION in (getattr(error, "gds_codes", None) or ())
    return f"FB-{OWN_EXCEPTION}" if raised else str(getattr(error, "sqlstate", None) or "")


OWN_EXCEPTION = 335544517

CODES: dict[str, Callable[[Any], str]] = {
    "pyodbc": _pyodbc,
    "oracledb": _oracledb,
    "ibm_db_dbi": _ibm_db,
    "hdbcli": _hdbcli,
    "snowflake": _snowflake,
    "trino": _trino,
    "firebird": _firebird,
}
