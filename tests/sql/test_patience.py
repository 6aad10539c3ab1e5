"""PostgreSQL's connection as the product uses it: statements asked for again are prepared, so many at most."""

from collections.abc import Iterator

import psycopg
import pytest

from odata_service.sql.opening import normalised
from odata_service.sql.patience import MOST_PREPARED, PREPARED_FROM, PatientConnection, _numbered, connect_postgresql
from tests.conftest import server_url


@pytest.fixture
def connection() -> Iterator[PatientConnection]:
    url = normalised(server_url("postgresql")).set(drivername="postgresql").render_as_string(hide_password=False)
    with connect_postgresql(20, (url,), {"autocommit": True}) as found:
        yield found


def prepared(connection: PatientConnection) -> int:
    return int(connection.fetch("SELECT count(*) FROM pg_prepared_statements", ())[0][0])


def test_placeholders_are_numbered() -> None:
    assert _numbered("a = %s AND b LIKE '%%s' || %s") == b"a = $1 AND b LIKE '%s' || $2"


def test_a_statement_is_prepared_when_it_is_asked_for_again(connection: PatientConnection) -> None:
    counts = []
    for number in range(PREPARED_FROM + 1):
        counts.append(prepared(connection))
        assert connection.fetch("SELECT %s + 1, 'ü%%', NULL", (number,)) == [(number + 1, "ü%", None)]
    assert counts == [0] * (PREPARED_FROM - 1) + [1, 2]  # the question itself is prepared, and then the other one


def test_the_prepared_statements_are_bounded(connection: PatientConnection) -> None:
    for number in range(MOST_PREPARED + 50):
        for _ in range(PREPARED_FROM):
            assert connection.fetch(f"SELECT {number}", ()) == [(number,)]
    assert len(connection.known) == MOST_PREPARED
    assert prepared(connection) <= MOST_PREPARED


def test_large_arguments_and_results_pass(connection: PatientConnection) -> None:
    text = "x" * 5_000_000
    assert connection.fetch("SELECT length(%s), %s", (text, text)) == [(len(text), text)]


def test_an_error_leaves_the_connection_usable(connection: PatientConnection) -> None:
    with pytest.raises(psycopg.errors.DivisionByZero):
        connection.fetch("SELECT 1 / %s", (0,))
    assert connection.fetch("SELECT 1", ()) == [(1,)]


def test_a_silent_server_is_given_up(connection: PatientConnection) -> None:
    connection.patience = 0.2
    with pytest.raises(psycopg.OperationalError, match="did not answer within"):
        connection.fetch("SELECT pg_sleep(3)", ())
    assert connection.closed


def test_what_psycopg_lets_the_server_forget_is_prepared_again(connection: PatientConnection) -> None:
    for _ in range(PREPARED_FROM):
        connection.fetch("SELECT 1", ())
    with pytest.raises(psycopg.errors.UndefinedTable), connection.transaction():
        for number in range(10):
            connection.execute("SELECT %s + 1", (number,), prepare=True)
        connection.execute("SELECT * FROM nowhere")
    connection.execute("SELECT 2")
    assert connection.fetch("SELECT 1", ()) == [(1,)]
