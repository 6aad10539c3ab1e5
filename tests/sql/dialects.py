"""The SQL of the behaviour cases for databases that the tests cannot run: `python -m tests.sql.dialects` writes it.

`tests/cases/sql/NAME.sql` has for each reading request of `tests/cases/http/`, `tests/cases/sql/requests.txt` and
`tests/cases/sql/garage.txt` the statements that it leads to; `changes.py` tells of `NAME-changes.sql`. They are written
by SQLAlchemy's dialect of the database, without its driver and without a connection.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ibm_db_sa.ibm_db import DB2Dialect_ibm_db
from snowflake.sqlalchemy.snowdialect import SnowflakeDialect
from sqlalchemy.dialects.mssql.pyodbc import MSDialect_pyodbc
from sqlalchemy.dialects.mysql.pymysql import MySQLDialect_pymysql
from sqlalchemy.dialects.oracle.oracledb import OracleDialect_oracledb
from sqlalchemy.engine import Dialect
from sqlalchemy_hana.dialect import HANAHDBCLIDialect
from trino.sqlalchemy.dialect import TrinoDialect

from models.erp import SERVICE
from odata_service.edm.from_tables import model_of
from odata_service.edm.model import Model
from odata_service.errors import NotImplementedByService, ODataError
from odata_service.protocol.negotiation import Format
from odata_service.query.scope import Limits
from odata_service.requests.plan import Expansion, Hop, Level, Plan, make_plan
from odata_service.sql.dialects import db2
from odata_service.sql.expression import NotFolded
from odata_service.sql.lists import PART, PATTERNS, PLACES, expanded
from odata_service.sql.opening import RETURNING_NOTHING
from odata_service.sql.running import OTHERS
from odata_service.url.request import read_request
from tests.garage import SERVICE as GARAGE
from tests.http_cases import cases
from tests.sql.changes import change_blocks

LIMITS = Limits()
FOLDER = Path(__file__).parent.parent / "cases" / "sql"
DIALECTS: dict[str, type[Dialect]] = {
    "mssql": MSDialect_pyodbc,
    "oracle": OracleDialect_oracledb,
    "db2": DB2Dialect_ibm_db,
    "hana": HANAHDBCLIDialect,
    "snowflake": SnowflakeDialect,
    "trino": TrinoDialect,
    "mysql": MySQLDialect_pymysql,  # MySQL itself; the tests run MariaDB
}
STYLES = {"mysql": "format", "db2": db2.PARAMETERS} | {name: module.PARAMETERS for name, module in OTHERS.items()}


@cache
def dialect_of(name: str) -> Dialect:
    dialect = DIALECTS[name](paramstyle=STYLES[name])  # type: ignore[call-arg]  # each dialect's own
    if name in RETURNING_NOTHING:
        dialect.insert_returning = False
    return dialect


def requests() -> list[str]:
    """The reading requests of the behaviour cases that are answered, each once, and those that are meant for this."""
    asked = [case.url for case in cases() if case.method == "GET" and case.status == 200]
    return list(dict.fromkeys(url for url in (*listed("requests.txt"), *asked) if url))


def listed(file: str) -> list[str]:
    """The requests of a file of them."""
    lines = (FOLDER / file).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def blocks(name: str) -> dict[str, tuple[str, ...]]:
    """The statements of each request, for one of the databases."""
    dialect, model = dialect_of(name), model_of(SERVICE)
    found = {url: tuple(statements(url, model, dialect)) for url in requests()}
    garage = model_of(GARAGE)
    found |= {url: tuple(statements(url, garage, dialect)) for url in listed("garage.txt")}
    return {url: texts for url, texts in found.items() if texts}


def kept(name: str) -> dict[str, str]:
    """The blocks of a case file, by their requests."""
    text = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    pairs = (block.partition("\n") for block in text.strip().split("\n\n"))
    return {request.removeprefix("-- "): written for request, _, written in pairs}


def block(texts: Sequence[str]) -> str:
    return "\n".join(f"{text};" for text in texts)


def statements(url: str, model: Model, dialect: Dialect, search_mode: str = "words") -> list[str]:
    """The statements that a request leads to; a comment where the database lacks what it takes."""
    path, _, query = url.partition("?")
    asked = read_request(path, query, search_mode=search_mode)
    try:
        plan, _, _ = make_plan(asked, None, model, lambda source: dialect, LIMITS, Format(), "4.01")
    except NotFolded:
        plan, _, _ = make_plan(asked.unfolded(), None, model, lambda source: dialect, LIMITS, Format(), "4.01")
    except NotImplementedByService as error:
        return [f"/* 501: {error.message} */"]
    except ODataError:
        return []
    return list(dict.fromkeys(shown(text, dialect) for text in _of_plan(plan)))


def shown(text: str, dialect: Dialect) -> str:
    """A statement as it is sent where its lists have two values, without blanks at the ends of its lines."""
    style = dialect.paramstyle
    text, _ = expanded(text, sample(text, style), style)
    return "\n".join(line.rstrip() for line in text.splitlines())


def sample(text: str, style: str) -> list[Any]:
    """A value for each place of a statement; lists have two."""
    values: list[Any] = []
    numbered: dict[int, Any] = {}
    for found in PATTERNS[style].finditer(text):
        columns, place = found["columns"], found["list"] or found["one"]
        if place is None:
            continue
        own = re.findall(PLACES[style], columns) if columns else []
        width = len(columns.split(PART)) if columns else 0
        value = [(0,) * width] * 2 if columns else 0
        values += [*([0] * len(own)), value]
        if style == "numeric":
            numbered |= {int(one[1:]): 0 for one in own} | {int(place[1:]): value}
    return [numbered.get(number) for number in range(1, max(numbered, default=0) + 1)] if numbered else values


def _of_plan(plan: Plan) -> Iterator[str]:
    yield from _of_hop(plan.hop)
    for statement in (plan.origin, plan.count):
        if statement is not None:
            yield statement.text
    yield from _of_level(plan)


def _of_hop(hop: Hop | None) -> Iterator[str]:
    if hop is not None:
        yield from _of_hop(hop.before)
        yield hop.rows.text


def _of_level(level: Level) -> Iterator[str]:
    if level.rows.text:
        yield level.rows.text
    for expansion in level.expansions:
        yield from _of_expansion(expansion)


def _of_expansion(expansion: Expansion) -> Iterator[str]:
    for statement in (expansion.pages, expansion.counts):
        if statement is not None:
            yield statement.text
    yield from _of_level(expansion.level)


def main(names: Sequence[str] = tuple(DIALECTS)) -> None:
    for name in names:
        for file, found in ((name, blocks(name)), (f"{name}-changes", change_blocks(dialect_of(name)))):
            text = "\n\n".join(f"-- {request}\n{block(texts)}" for request, texts in found.items())
            (FOLDER / f"{file}.sql").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
