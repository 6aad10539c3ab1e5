"""SQLite's driver as SQLAlchemy and the rest of the product use it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from odata_service.sql.dialects import sqlite_driver as driver
from odata_service.sql.dialects.sqlite_driver import Connection, connect


@pytest.fixture
def connection() -> Iterator[Connection]:
    opened = connect(":memory:", isolation_level=None)
    opened.execute("PRAGMA foreign_keys = ON")
    opened.execute(
        "CREATE TABLE parts (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE CHECK (LENGTH(code) < 5),"
        " whole INTEGER REFERENCES parts)"
    )
    yield opened
    opened.close()


BROKEN = {
    "INSERT INTO parts VALUES (1, 'b', NULL)": "SQLITE_CONSTRAINT_PRIMARYKEY",
    "INSERT INTO parts VALUES (2, 'a', NULL)": "SQLITE_CONSTRAINT_UNIQUE",
    "INSERT INTO parts VALUES (2, NULL, NULL)": "SQLITE_CONSTRAINT_NOTNULL",
    "INSERT INTO parts VALUES (2, 'abcde', NULL)": "SQLITE_CONSTRAINT_CHECK",
    "INSERT INTO parts VALUES (2, 'b', 9)": "SQLITE_CONSTRAINT_FOREIGNKEY",
}


@pytest.mark.parametrize("statement", BROKEN)
def test_constraints_have_names(connection: Connection, statement: str) -> None:
    connection.execute("INSERT INTO parts VALUES (1, 'a', NULL)")
    with pytest.raises(driver.IntegrityError) as raised:
        connection.execute(statement)
    assert raised.value.sqlite_errorname == BROKEN[statement]


OTHERS: dict[str, tuple[type[Exception], str]] = {
    "SELECT * FROM nowhere": (driver.OperationalError, "no such table: nowhere"),
    "SELEC": (driver.OperationalError, "syntax error"),
    "SELECT ?": (driver.ProgrammingError, "bindings"),
    "SELECT failing(1)": (driver.OperationalError, "user-defined function raised exception: ZeroDivisionError"),
}


@pytest.mark.parametrize("statement", OTHERS)
@pytest.mark.parametrize("way", ["cursor", "fetch"])
def test_errors_are_those_of_a_driver(connection: Connection, statement: str, way: str) -> None:
    connection.create_function("failing", 1, lambda value: value / 0)
    kind, words = OTHERS[statement]
    with pytest.raises(kind, match=words):
        connection.execute(statement).fetchall() if way == "cursor" else connection.fetch(statement, ())


def test_a_number_beyond_64_bits_is_an_overflow(connection: Connection) -> None:
    with pytest.raises(OverflowError):
        connection.fetch("SELECT ?", (2**70,))


def test_what_a_statement_has_changed(connection: Connection) -> None:
    made = connection.execute("INSERT INTO parts (code) VALUES (?), ('b') RETURNING id, code", ("a",))
    assert [column[0] for column in made.description] == ["id", "code"]
    assert made.fetchall() == [(1, "a"), (2, "b")]
    assert (made.rowcount, made.lastrowid) == (2, 2)
    changed = connection.execute("UPDATE parts SET whole = 1")
    assert (changed.rowcount, changed.description) == (2, None)
    assert connection.execute("UPDATE parts SET whole = 1 WHERE id = 9").rowcount == 0
    assert connection.total_changes == 4


def test_columns_are_known_where_there_are_no_rows(connection: Connection) -> None:
    nothing = connection.execute("SELECT id, code AS word FROM parts")
    assert [column[0] for column in nothing.description] == ["id", "word"]
    assert (nothing.fetchone(), nothing.fetchmany(5), nothing.fetchall(), nothing.rowcount) == (None, [], [], -1)


def test_rows_come_in_portions(connection: Connection) -> None:
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM n"
    cursor = connection.execute(many)
    assert (cursor.fetchone(), cursor.fetchmany(2), list(cursor)) == ((1,), [(2,), (3,)], [(4,), (5,)])


def test_a_transaction_is_ended_where_there_is_one(connection: Connection) -> None:
    connection.commit()
    connection.rollback()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO parts (code) VALUES ('a')")
    connection.rollback()
    assert connection.fetch("SELECT COUNT(*) FROM parts", ()) == [(0,)]


def test_a_transaction_begins_before_the_first_change(tmp_path: Path) -> None:
    one, other = (connect(str(tmp_path / "a.sqlite")) for _ in range(2))
    one.execute("CREATE TABLE parts (id)")
    one.cursor().executemany("INSERT INTO parts VALUES (?)", [(1,), (2,)])
    assert other.fetch("SELECT COUNT(*) FROM parts", ()) == [(0,)]
    one.commit()
    one.execute("DELETE FROM parts")
    one.rollback()
    assert other.fetch("SELECT COUNT(*) FROM parts", ()) == [(2,)]


def test_a_closed_connection_says_so(connection: Connection) -> None:
    connection.close()
    with pytest.raises(driver.ProgrammingError, match="closed"):
        connection.fetch("SELECT 1", ())
    with pytest.raises(driver.ProgrammingError, match="closed"):
        connection.cursor()


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(driver.OperationalError, match="unable to open database file"):
        connect(str(tmp_path / "no" / "such.sqlite"))


def test_a_uri_opens_for_reading_only(tmp_path: Path) -> None:
    connect(str(tmp_path / "a.sqlite")).execute("CREATE TABLE one (id)")
    reading = connect(f"file:{tmp_path}/a.sqlite?mode=ro", uri=True)
    with pytest.raises(driver.OperationalError, match="readonly"):
        reading.execute("INSERT INTO one VALUES (1)")


def test_a_lock_is_waited_for_and_then_told(tmp_path: Path) -> None:
    one, other = (connect(str(tmp_path / "a.sqlite"), timeout=0.01) for _ in range(2))
    one.execute("BEGIN IMMEDIATE")
    with pytest.raises(driver.OperationalError, match="database is locked"):
        other.execute("BEGIN IMMEDIATE")


def test_a_float_as_a_text_has_fifteen_digits(connection: Connection) -> None:
    assert connection.fetch("SELECT CAST(0.1 + 0.2 AS TEXT), 1.10 || ''", ()) == [("0.3", "1.1")]


def test_a_text_that_doubles_again_and_again_ends_somewhere(tmp_path: Path) -> None:
    """SQLite looks at the clock between rows only, and would go on for a thousand million bytes."""
    connection = connect(str(tmp_path / "x.sqlite"))
    with pytest.raises(driver.DataError, match="too big"):
        connection.cursor().execute("SELECT length(replace(hex(zeroblob(40000000)), '00', 'ab'))").fetchall()
    connection.close()
