"""What drivers say, and what becomes of it: by their codes, never by what a client has sent."""

import pytest

from odata_service.errors import BadRequest, ODataError, QueryTimeout, ServiceUnavailable
from odata_service.sql.errors import Contended, OutOfRange, SchemaChanged, Unreadable, is_lost, sentence_of


class Coded(Exception):
    """As psycopg raises them."""

    def __init__(self, sqlstate: str, text: str) -> None:
        super().__init__(text)
        self.sqlstate = sqlstate


class ConversionException(Exception):
    """As DuckDB raises it."""


SAID: dict[str, tuple[Exception, type[ODataError], bool]] = {
    "an overflow, whose code has another one's digits": (Coded("22003", "bigint out of range"), OutOfRange, False),
    "a text that is no number": (Coded("22P02", "invalid input syntax: 'connection'"), OutOfRange, False),
    "a pattern that is none": (Coded("2201B", "parentheses not balanced"), BadRequest, False),
    "another value in DuckDB": (ConversionException("Could not convert string 'connection 2003'"), OutOfRange, False),
    "MySQL's overflow": (Exception(1690, "BIGINT value is out of range"), OutOfRange, False),
    "a text beyond SQLite's limit": (Exception("string or blob too big"), OutOfRange, False),
    "a view that divides by zero": (Coded("22012", "division by zero"), Unreadable, False),
    "MySQL's division by zero": (Exception(1365, "Division by 0"), Unreadable, False),
    "MySQL is gone": (Exception(2013, "Lost connection"), ServiceUnavailable, True),
    "PostgreSQL goes": (Coded("57P01", "terminating connection"), ServiceUnavailable, True),
    "no connection at all": (Exception("connection refused"), ServiceUnavailable, True),
    "ODBC's link is down": (Exception("08S01", "Communication link failure"), ServiceUnavailable, True),
    "a time limit": (Coded("57014", "canceling statement"), QueryTimeout, False),
    "two writers": (Exception(1213, "Deadlock found"), Contended, False),
    "a column that is gone": (Coded("42703", "column does not exist"), SchemaChanged, False),
}


@pytest.mark.parametrize("what", SAID)
def test_what_becomes_of_what_a_driver_says(what: str) -> None:
    error, expected, lost = SAID[what]
    assert type(sentence_of(error, "erp")) is expected
    assert is_lost(error) is lost
