"""How a statement that reads rows locks them until the end of the transaction, in each database's SQL."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Select

Lock = Callable[[str], str]
Rows = TypeVar("Rows", bound=Select[Any])

# The table behind FROM with its other name, as SQL Server's names are written.
NAME = r"(?:\[(?:[^\]]|\]\])+\]|[\w$#@]+)"
FIRST_TABLE = re.compile(rf"\nFROM {NAME}(?:\.{NAME})*(?: AS {NAME})?(?! *\()")


def behind(words: str) -> Lock:
    """Databases that say it at the end of a statement."""
    return lambda text: text + words


def of_the_first(text: str) -> str:
    """PostgreSQL locks nothing that an outer join may not find: beside one, only the rows of the first table."""
    found = FIRST_JOINED.search(text)
    return f"{text}\nFOR UPDATE OF {found['alias'] or found['table']}" if found else f"{text}\nFOR UPDATE"


QUOTED = r'(?:"(?:[^"]|"")+"|[\w$]+)'
FIRST_JOINED = re.compile(
    rf"\A(?:(?!\nFROM ).)*\nFROM (?:{QUOTED}\.)?(?P<table>{QUOTED})(?: AS (?P<alias>{QUOTED}))?\s+LEFT OUTER JOIN ",
    re.DOTALL,
)


def of_all_rows(words: str) -> Lock:
    """The same where a statement that takes some of its rows cannot lock them: what changes them does it then."""
    return lambda text: text if "\nOFFSET " in text or " FETCH " in text else text + words


def of_one_table(words: str) -> Lock:
    """The same where only a statement that reads a table itself can lock: what changes others' rows does it then."""
    return lambda text: text + words if ONE_TABLE.search(TABLES_END.split(text)[0]) else text


TABLES_END = re.compile(r"\n *(?:WHERE|ORDER BY|ROWS) ")
ONE_TABLE = re.compile(r"\nFROM [^\s,()]+(?: AS [^\s,()]+)? *$")


def at_table(words: str) -> Lock:
    """Databases that say it at the table."""
    return lambda text: FIRST_TABLE.sub(lambda found: f"{found[0]} {words}", text, count=1)


LOCKS: dict[str, Lock] = {
    "postgresql": of_the_first,
    **dict.fromkeys(("mysql", "mariadb"), behind("\nFOR UPDATE")),
    "firebird": of_one_table("\nFOR UPDATE WITH LOCK"),
    "oracle": of_all_rows("\nFOR UPDATE"),
    "mssql": at_table("WITH (UPDLOCK, ROWLOCK)"),
    **dict.fromkeys(("ibm_db_sa", "db2"), behind("\nWITH RS USE AND KEEP UPDATE LOCKS")),
    "hana": behind("\nFOR UPDATE"),
}


@lru_cache(maxsize=2000)  # each change locks its row by the statement of its shape
def locking(text: str, dialect: str) -> str:
    """A reading statement that locks what it reads; as it is where the database locks no rows, or all of them."""
    lock = LOCKS.get(dialect)
    return text if lock is None else lock(text)


def locked(rows: Rows, dialect: str) -> Rows:
    """The same of a statement that SQLAlchemy is to write; DuckDB's does not leave out what DuckDB has not."""
    return rows.with_for_update() if dialect in LOCKS else rows
