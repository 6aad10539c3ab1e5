"""The SQL for databases that the tests cannot run: it is what the case files say, an independent parser reads it, and
it uses nothing that the database lacks."""

import logging
import re
from collections.abc import Iterator
from functools import cache

import pytest
import sqlglot
from sqlglot import exp

from models.erp import SERVICE
from odata_service.edm.from_tables import model_of
from odata_service.sql.lists import PLACES
from tests.sql.changes import change_blocks
from tests.sql.dialects import DIALECTS, FOLDER, STYLES, block, blocks, dialect_of, kept
from tests.sql.dialects import statements as written

PARSERS = {
    "mssql": "tsql",
    "oracle": "oracle",
    "snowflake": "snowflake",
    "trino": "trino",
    "mysql": "mysql",
}  # of the others: standard SQL
STANDARD = {
    "AVG", "CAST", "COALESCE", "COUNT", "FLOOR", "LOWER", "MAX", "MIN", "NULLIF", "ROUND", "ROW_NUMBER", "SUM", "TRIM",
    "UPPER",
}  # fmt: skip
# The functions that each database has, beside those, by its own reference.
FUNCTIONS = {
    "mssql": {
        "CEILING", "CHARINDEX", "CONVERT", "DATALENGTH", "DATEPART", "LEFT", "LEN", "OPENJSON", "RIGHT", "RTRIM",
        "SUBSTRING", "SYSUTCDATETIME",
    },
    "oracle": {
        "CEIL", "EXTRACT", "INSTR", "LENGTH", "LNNVL", "MOD", "NUMTODSINTERVAL", "REGEXP_LIKE", "RTRIM", "SUBSTR",
        "SYS_EXTRACT_UTC", "TO_CHAR", "TRUNC",
    },
    "db2": {
        "CEILING", "CHARACTER_LENGTH", "EXTRACT", "LENGTH", "LOCATE", "MICROSECOND", "MOD", "REGEXP_LIKE", "RIGHT",
        "RTRIM", "SECOND", "SUBSTR", "SUBSTRING", "TIMESTAMP", "VARCHAR_FORMAT",
    },
    "hana": {
        "CEIL", "EXTRACT", "LENGTH", "LOCATE", "MOD", "OCCURRENCES_REGEXPR", "RIGHT", "RTRIM", "SECOND", "SUBSTR",
        "TO_BIGINT", "TO_TIMESTAMP", "TO_VARCHAR",
    },
    "snowflake": {
        "CEIL", "CHARINDEX", "DATE_PART", "EXTRACT", "LENGTH", "MOD", "REGEXP_INSTR", "REGEXP_REPLACE", "RIGHT",
        "SUBSTR", "SYSDATE", "TO_CHAR", "TRUNC",
    },
    "trino": {
        "CEILING", "EXTRACT", "LENGTH", "MILLISECOND", "MOD", "REGEXP_LIKE", "REPLACE", "SECOND", "STARTS_WITH",
        "STRPOS", "SUBSTR",
    },
    "mysql": {
        "ABS", "CEILING", "CHAR_LENGTH", "CONCAT", "DATE", "DAYOFMONTH", "EXTRACT", "LEFT", "LOCATE", "MICROSECOND",
        "MOD", "MONTH", "REGEXP_REPLACE", "REPLACE", "RIGHT", "SECOND", "SIGN", "SUBSTR", "SUBSTRING", "TIME",
        "TIMESTAMPDIFF", "UTC_TIMESTAMP", "YEAR",
    },
}  # fmt: skip
WORDS = {
    "AND", "BY", "EXISTS", "FROM", "IN", "JOIN", "NOT", "ON", "OPTION", "OR", "OVER", "SELECT", "THEN", "WHEN", "WHERE",
    "WITH",
    "CHAR", "DATETIME", "DECIMAL", "NUMBER", "NUMERIC", "NVARCHAR", "TIMESTAMP", "VARCHAR", "VARCHAR2",
}  # fmt: skip

each_dialect = pytest.mark.parametrize("name", DIALECTS)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Db2's dialect logs what a construct refuses, with its traceback."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def statements(name: str) -> list[str]:
    return list(dict.fromkeys(text for texts in blocks(name).values() for text in texts if "/* 501:" not in text))


def bare(statement: str) -> str:
    """Without what is in quotes."""
    return re.sub(r"'(?:[^']|'')*'", "''", statement)


@cache
def parsed(name: str, statement: str) -> exp.Expr:
    """The statement's tree; a numbered place has a name, because the parser knows no numbers there."""
    place = PLACES[STYLES[name]]
    marked = (
        statement
        if place == r"\?"
        else re.sub(place, "?" if place == "%s" else lambda one: f":p{one[0][1:]}", statement)
    )
    return sqlglot.parse_one(marked, read=PARSERS.get(name))


@each_dialect
def test_the_case_file_is_what_is_written(name: str) -> None:
    """Of requests that are in it. Behaviour cases may come before the file is written anew."""
    made, expected = blocks(name), kept(name)
    differing = [url for url, texts in made.items() if url in expected and block(texts) != expected[url]]
    assert differing == [], "python -m tests.sql.dialects writes it anew; look at what has changed"
    own = (FOLDER / "requests.txt").read_text(encoding="utf-8").splitlines()
    assert {line for line in own if line and not line.startswith("#")} <= set(expected)


@each_dialect
def test_an_independent_parser_reads_it(name: str) -> None:
    found = statements(name)
    assert len(found) > 300
    for statement in found:
        assert isinstance(parsed(name, statement), exp.Query), statement


@each_dialect
def test_only_functions_that_the_database_has(name: str) -> None:
    used = {word.upper() for one in statements(name) for word in re.findall(r"\b([A-Za-z_]\w*) ?\(", bare(one))}
    aliases = {word for word in used if re.fullmatch(r"ANON_\d+|ODATA_\w+|K\d+", word)}
    assert used - aliases - WORDS - STANDARD - FUNCTIONS[name] == set()


@each_dialect
def test_an_independent_parser_reads_searches_without_punctuation(name: str) -> None:
    (found,) = written("Countries?$search=ONeil%20Sons", model_of(SERVICE), dialect_of(name), "salesforce")
    assert isinstance(parsed(name, found), exp.Query)
    used = {word.upper() for word in re.findall(r"\b([A-Za-z_]\w*) ?\(", bare(found))}
    assert used & {"TRANSLATE", "REPLACE", "REGEXP_REPLACE"}
    assert used - WORDS - STANDARD - FUNCTIONS[name] <= {"TRANSLATE", "REPLACE"}


@each_dialect
def test_nothing_that_the_database_lacks(name: str) -> None:
    for statement in statements(name):
        for lacking, message in LACKING[name]:
            assert not re.search(lacking, bare(statement)), f"{message}: {statement}"


def changes(name: str) -> dict[str, tuple[str, ...]]:
    return change_blocks(dialect_of(name))


@each_dialect
def test_the_case_file_of_changes_is_what_is_written(name: str) -> None:
    made, expected = changes(name), kept(f"{name}-changes")
    assert {request: block(texts) for request, texts in made.items() if request in expected} == expected, (
        "python -m tests.sql.dialects writes it anew; look at what has changed"
    )


@each_dialect
def test_an_independent_parser_reads_changes(name: str) -> None:
    unknown = UNKNOWN.get(name, "$")
    kinds = {type(parsed(name, re.sub(unknown, "", text))) for texts in changes(name).values() for text in texts}
    assert kinds == {exp.Insert, exp.Update, exp.Delete, exp.Select}


# What sqlglot does not know of a database's SQL, at the end of a statement.
UNKNOWN = {"oracle": r" INTO (?::\d+(?:, )?)+$", "db2": r"\nWITH RS USE AND KEEP UPDATE LOCKS$"}

# What rows are locked by that are read to be changed: of one entity, and of some of many.
LOCKED = {
    "mssql": (r"\nFROM customers WITH \(UPDLOCK, ROWLOCK\) \nWHERE", r"\nFROM orders WITH \(UPDLOCK, ROWLOCK\) ORDER"),
    "oracle": (r"\nFOR UPDATE$", r"ROWS ONLY$"),  # which cannot be locked there: what changes them does it
    "db2": (r"\nWITH RS USE AND KEEP UPDATE LOCKS$",) * 2,
    "hana": (r"\nFOR UPDATE$",) * 2,
    "snowflake": (r"customer_id = %s$", r"LIMIT %s\s*$"),
    "trino": (r"customer_id = \?$", r"LIMIT \?\s*$"),
    "mysql": (r"\nFOR UPDATE$",) * 2,
}


@each_dialect
def test_rows_are_locked_before_they_are_changed(name: str) -> None:
    one, some = (changes(name)[f"locked: {url}"][0] for url in ("Customers(1)", "Orders?$top=5"))
    assert re.search(LOCKED[name][0], one), one
    assert re.search(LOCKED[name][1], some), some


RETURNED = {"oracle": r"RETURNING customers\.customer_id INTO :\d+$"}


@each_dialect
def test_keys_come_back_where_the_database_can_return_them(name: str) -> None:
    (inserted,) = (text for text in changes(name)["POST Customers"] if text.startswith("INSERT"))
    assert re.search(RETURNED.get(name, r"VALUES \([^()]*\)$"), inserted), inserted


CONDITIONS = (exp.And, exp.Or, exp.Not, exp.Where, exp.If, exp.Join, exp.Having)
TAKE_CONDITIONS = {"LNNVL", "OCCURRENCES_REGEXPR"}  # the latter's IN is no condition


@pytest.mark.parametrize("name", ["mssql", "oracle", "db2", "hana"])
def test_conditions_are_no_values_and_values_are_no_conditions(name: str) -> None:
    for statement in statements(name):
        for node in parsed(name, statement).walk():
            if isinstance(node, (exp.Predicate, exp.Connector, exp.Not)):
                taken = isinstance(parent_of(node), CONDITIONS) or parent_of(node).name in TAKE_CONDITIONS
                assert taken, f"a condition as a value: {node.sql()} in {statement}"
            elif isinstance(node, (exp.Column, exp.Literal, exp.Placeholder)):
                assert not is_condition(node), f"a value as a condition: {node.sql()} in {statement}"


def parent_of(node: exp.Expr) -> exp.Expr:
    parent = node.parent
    while isinstance(parent, exp.Paren):
        parent = parent.parent
    assert parent is not None
    return parent


def is_condition(node: exp.Expr) -> bool:
    """Whether a node stands where a condition is expected."""
    parent = parent_of(node)
    if isinstance(parent, (exp.And, exp.Or, exp.Not, exp.Where, exp.Having)):
        return True
    tested = isinstance(parent, exp.If) and isinstance(parent.parent, exp.Case) and parent.parent.this is None
    return tested and parent is not None and parent.this is node


# What databases lack, as it would be written.
NO_BOOLEANS = (r"(?i)\b(?:true|false)\b", "it has no constants true and false")
NO_ROW_VALUES = (r"\(\([\w.]+, [\w., ]+\) IN \(SELECT", "it has no row values")
NO_NULLS_FIRST = (r"NULLS (?:FIRST|LAST)", "it cannot say where nulls stand")
NO_LIMIT = (r"\bLIMIT\b", "it has no LIMIT")
NO_AS_FOR_TABLES = (r"\) AS anon_|FROM \w+ AS ", "AS does not stand before a table's other name")
NO_ORDINAL = (r"GROUP BY (?:[^()]*, )?\d", "it does not group by a column's number")
NO_CALCULATED = (r"GROUP BY [^()]*[?:]", "a value that is bound twice is two expressions")
NO_UNORDERED = (
    r"(?i)row_number\(\) OVER \((?:PARTITION BY (?:(?!ORDER BY)[^()])*)?\)",
    "it numbers what is in an order",
)
NO_NESTED = (r"(?i)\b(?:SUM|AVG|MIN|MAX|COUNT)\((?:CAST\()?\(SELECT", "it aggregates no subqueries")
NO_UNTYPED = (r"\(\? [<>=]+ \?", "values of no type are compared")
CAST_TO = "BINARY|CHAR|DATE|DATETIME|DECIMAL|SIGNED|TIME|UNSIGNED"
NO_OTHER_CASTS = (rf"CAST\((?:[^()]|\([^()]*\))* AS (?!(?:{CAST_TO})\b)", "it does not cast to that")
NO_LIMIT_WITHIN_IN = (r"IN \(SELECT (?:[^()]|\([^()]*\))*LIMIT", "no LIMIT stands right within IN")
NO_SETS = (r"\b(?:EXCEPT|INTERSECT|FULL OUTER|RETURNING|JSON_VALUE)\b", "it has that only later, or never")
NO_BARS = (r"\|\|", "|| is OR")
LACKING = {
    "mssql": (
        NO_BOOLEANS, NO_ROW_VALUES, NO_NULLS_FIRST, NO_LIMIT, NO_ORDINAL, NO_CALCULATED, NO_UNORDERED, NO_NESTED,
    ),
    "oracle": (NO_BOOLEANS, NO_LIMIT, NO_AS_FOR_TABLES, NO_ORDINAL, NO_CALCULATED, NO_UNORDERED),
    "db2": (NO_BOOLEANS, NO_LIMIT, NO_ORDINAL, NO_CALCULATED, NO_UNTYPED),
    "hana": (NO_ORDINAL, NO_CALCULATED, NO_UNTYPED),
    "snowflake": (NO_UNORDERED,),
    "trino": (),
    "mysql": (NO_NULLS_FIRST, NO_OTHER_CASTS, NO_LIMIT_WITHIN_IN, NO_SETS, NO_BARS),
}  # fmt: skip
