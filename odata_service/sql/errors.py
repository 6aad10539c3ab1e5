"""A driver's exception -> an OData error: the only place that looks at one. Nothing of its text reaches a client."""

import logging
import re

from sqlalchemy.exc import TimeoutError as PoolTimeout

from odata_service.errors import (
    BadRequest,
    Forbidden,
    InternalError,
    NotImplementedByService,
    ODataError,
    QueryTimeout,
    ServiceUnavailable,
)
from odata_service.sql.codes import code_of

log = logging.getLogger("odata_service.sql")

RETRY_AFTER = {"Retry-After": "5"}

# What drivers say, by the SQLSTATE or error number, which is the whole text then, or by words: first match counts.
TIMEOUT = re.compile(
    r"^(?:57014|1969|3024|1317|HYT00)$|interrupted|statement timeout|max_statement_time|call timeout|DPI-1067"
    r"|^HY008$|DPY-4024|ORA-01013|HANA-139\b|HANA-613|^(?:EXCEEDED_(?:TIME|CPU)_LIMIT|USER_CANCELED)$",
    re.I,
)
EXHAUSTED = re.compile(
    r"^(?:53300|53400|1040|1203)$|too many connections|too many clients|database is locked|ORA-000(?:18|20)\b"
    r"|ORA-125(?:16|19|20)|HANA-4\b|^(?:QUERY_QUEUE_FULL|CLUSTER_OUT_OF_MEMORY|EXCEEDED_\w+_MEMORY_LIMIT)$",
    re.I,
)
CONTENDED = re.compile(
    r"^(?:40P01|40001|55P03|57033|1213|1205|1020)$|deadlock|ORA-00060|ORA-00054|ORA-02049|ORA-08177|ORA-30006"
    r"|MS-1205|MS-1222|MS-396[01]|HANA-13[138]\b|HANA-146\b|^TRANSACTION_CONFLICT$",
    re.I,
)
FULL = re.compile(r"^(?:53100|1021|1114)$|disk is full|disk full|No space left|ORA-0165[234]|MS-1105|^57011$", re.I)
LOST = re.compile(
    r"^(?:08\w{3}|57P0[123]|2002|2003|2006|2013|2055|1053|1927|4031|0)$|connection|server closed|gone away"
    r"|unable to open database|broken pipe|terminating|not connected"
    r"|^(?:40003|55032|57019|57030|58004)$"  # Db2's: stopped, or on its way there
    r"|ORA-12[1-6]|ORA-0(?:0028|1012|1033|1034|1089|1092|2396|3113|3114|3135)\b|DPY-(?:1001|4011|60\d\d)\b|HDB-10\d\d\d"
    r"|^(?:NO_NODES_AVAILABLE|REMOTE_HOST_GONE|SERVER_(?:SHUTTING_DOWN|STARTING_UP)|PAGE_TRANSPORT_TIMEOUT)$",
    re.I,
)
# Nobody gets in by this user's name and password; asking again and again would lock it.
SHUT = re.compile(r"^28\w{3}$|^1045$|ORA-(?:01017|01045|28000|28001)\b|HANA-(?:10|414|416)\b", re.I)
DENIED = re.compile(
    r"^(?:42501|42502|25006|1142|1143|1227|1290|1370|1792|1836)$|MS-(?:229|230|262|3906)\b|ORA-(?:01031|16000)\b|HANA-258\b"
    r"|^(?:PERMISSION_DENIED|READ_ONLY_VIOLATION)$|readonly database|read-only mode|no permission for",
    re.I,
)
SILENT = re.compile(r"^2013.*timed out|server did not answer")
DEEP = re.compile(
    r"^(?:54\d{3}|1436|1119|1116|1117)$|parser stack overflow|Expression tree is too large|too many SQL variables"
    r"|too many (?:columns|terms|FROM clause terms)|at most \d+ tables in a join|Max expression depth",
    re.I,
)
PATTERN = re.compile(
    r"^(?:2201B|1139|368[4-9]|369\d|3700)$|ORA-127\d\d\b|^INVALID_FUNCTION_ARGUMENT$"
    r"|user-defined function raised exception|InvalidInputException"  # these two: SQLite, DuckDB
)
# No request divides by zero: what it calculates is null there (`sql/arithmetic.py`).
ZERO = re.compile(r"^(?:22012|1365)$|divi(?:sion|de) by zero|ORA-01476|HANA-304\b|^DIVISION_BY_ZERO$", re.I)
VALUE = re.compile(
    r"^(?:22\w{3}|1264|1690|1292|1366|1365|1411|1525)$|overflow|out of range|division by zero|too large|TOOBIG|too big"
    r"|^(?:Conversion|OutOfRange)Exception$|ORA-0(?:1426|1438|1476|1489|1722|18\d\d|6502)\b|ORA-12899|MS-8114\b"
    r"|HANA-(?:274|303|304|306|307|314|319|339)\b|DIVISION_BY_ZERO|OUT_OF_RANGE|INVALID_CAST",
    re.I,
)

# A table or a column that is not there.
CHANGED = re.compile(
    r"^(?:42703|42704|42P01|42S02|42S22|1054|1146)$|HANA-2(?:59|60)\b|(?:CATALOG|SCHEMA|TABLE|COLUMN)_NOT_FOUND"
    r"|no such (?:table|column)|has no column|ORA-00904|ORA-00942|SQL0204|SQL0206|SF-904\b|SF-2003\b"
)

ABOUT_SQL = re.compile(
    r"no such|syntax|unknown column|doesn't exist|undefined|illegal"
    r"|^(?:1054|1064|1146|1267|1305|1356|407[89])$",
    re.I,
)


class Contended(ServiceUnavailable):
    """Another change was in the way; the transaction was rolled back, and can be tried again."""


class SchemaChanged(ServiceUnavailable):
    """The database lacks a table or a column that the model has."""


class Unreadable(ServiceUnavailable):
    """What the database itself calculates, in a view or a column, it cannot: no other request would help."""


class OutOfRange(BadRequest):
    """A value is out of the database's range: one of the request, if that has any."""


def unreadable(source: str) -> Unreadable:
    """The error where nothing is wrong with the request, but with a database's own rows."""
    return Unreadable(
        f"The database '{source}' cannot calculate what it has here: in a view or a column something is divided by "
        "zero, or out of its range. The server's log has its words; until they are mended, filter those rows out, or "
        "leave the property out by $select.",
        headers=RETRY_AFTER,
    )


def sentence_of(error: BaseException, source: str) -> ODataError:
    """The error that a client sees for one of a driver's; the log keeps the driver's own words."""
    if isinstance(error, ODataError):
        return error
    said = code_of(error)
    name = type(error).__name__
    if isinstance(error, PoolTimeout):
        return ServiceUnavailable(
            f"All connections to the database '{source}' are in use. Try again in a few seconds.", headers=RETRY_AFTER
        )
    log.warning("database '%s': %s: %s", source, name, " ".join(str(error).split()))
    if TIMEOUT.search(said):
        return QueryTimeout(
            "The database needed longer than the time limit. Narrow the filter, or have the columns indexed that it "
            "filters and sorts by.",
            headers=RETRY_AFTER,
        )
    if SILENT.search(said):
        return ServiceUnavailable(
            f"The database '{source}' does not answer. Try again in a few seconds.", headers=RETRY_AFTER
        )
    if CONTENDED.search(said):
        return Contended("Several are changing the same data just now. Try again.", headers=RETRY_AFTER)
    if FULL.search(said):
        return ServiceUnavailable(
            f"The disk of the database '{source}' is full. Nothing was changed.", headers=RETRY_AFTER
        )
    if EXHAUSTED.search(said):
        return ServiceUnavailable(
            f"The database '{source}' takes no more work right now. Try again in a few seconds.", headers=RETRY_AFTER
        )
    if DENIED.search(said):
        return Forbidden(
            f"The database '{source}' does not let this service do that: its user lacks the right, or nothing can be "
            "changed there."
        )
    if said == "0A000" and "nondeterministic collation" in str(error):
        return NotImplementedByService(
            "The collation of a text is one in which PostgreSQL does not look for parts of texts (nondeterministic): "
            "'eq', 'ne' and 'in' are possible. For '$search' leave it out of the model's search=[…]."
        )
    if CHANGED.search(said):
        return SchemaChanged(
            f"The tables of the database '{source}' are not those any more that are published. The server's log says "
            "what is missing.",
            headers=RETRY_AFTER,
        )
    if DEEP.search(said):
        return BadRequest("The request is nested deeper, or has more values, than the database takes.")
    if PATTERN.search(said):
        return BadRequest(
            "The pattern of 'matchesPattern' is no regular expression here, or takes too long to be looked for."
        )
    if ZERO.search(said):
        return unreadable(source)
    if name == "DataError" or VALUE.search(said):
        return OutOfRange("A value of the request, or of a calculation in it, is out of the database's range.")
    if (
        LOST.search(said)
        or SHUT.search(said)
        or (name in ("InterfaceError", "OperationalError") and not _is_about_sql(said))
    ):
        return ServiceUnavailable(
            f"The database '{source}' cannot be reached. Try again in a few seconds.", headers=RETRY_AFTER
        )
    return InternalError("The database refused the query. The server's log says why.")


def is_lost(error: BaseException) -> bool:
    """Whether the connection is dead, so that a read may be tried on a new one. That all are in use says nothing of
    the database."""
    if isinstance(error, ODataError | PoolTimeout):
        return False
    said = code_of(error)
    return bool(SILENT.search(said) or (LOST.search(said) and not (TIMEOUT.search(said) or SHUT.search(said))))


def is_silent(error: BaseException) -> bool:
    """Whether the connection is dead because the server said nothing for too long: another one would wait, too."""
    return bool(SILENT.search(code_of(error)))


def _is_about_sql(said: str) -> bool:
    return bool(ABOUT_SQL.search(said))
