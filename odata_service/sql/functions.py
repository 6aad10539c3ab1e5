"""The canonical functions and the other constructs that databases spell differently, each beside its spellings."""

from typing import Any

from sqlalchemy import (
    TEXT,
    VARCHAR,
    BindParameter,
    ColumnElement,
    Double,
    Integer,
    Numeric,
    String,
    Text,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import NullType

from odata_service.sql.constructs import MYSQL, Condition, Construct, arguments, spelled
from odata_service.url.search import PUNCTUATION

Sql = ColumnElement[Any]


class position(Construct):
    """The place of a text in another, from 1; 0 where it is not in it."""

    name = "odata_position"
    type = Integer()


spelled(position, "INSTR({0}, {1})")
spelled(position, "STRPOS({0}, {1})", "postgresql", "duckdb", "trino")
spelled(position, "LOCATE({1}, {0})", *MYSQL, "hana", "db2", "ibm_db_sa")
spelled(position, "CHARINDEX({1}, {0})", "mssql", "snowflake")
spelled(position, "POSITION({1} IN {0})", "firebird")


class substring(Construct):
    """From a place (from 0), so many characters (Part 2, section 5.1.1.5.7)."""

    name = "odata_substring"
    type = String()


spelled(substring, "SUBSTR({0}, {1} + 1, {2})")
spelled(substring, "SUBSTRING({0}, {1} + 1, {2})", "mssql", *MYSQL)
spelled(substring, "SUBSTRING({0} FROM {1} + 1 FOR {2})", "firebird")


class substring_from(Construct):
    name = "odata_substring_from"
    type = String()


spelled(substring_from, "SUBSTR({0}, {1} + 1)")
spelled(substring_from, "SUBSTRING({0}, {1} + 1, 2147483647)", "mssql")
spelled(substring_from, "SUBSTRING({0} FROM {1} + 1)", "firebird")


class lower(Construct):
    """SQLite's own `lower` knows ASCII only; `odata_lower` is put into each of its connections."""

    name = "odata_lower_text"
    type = String()


spelled(lower, "LOWER({0})")
spelled(lower, "ODATA_LOWER({0})", "sqlite")


class upper(Construct):
    name = "odata_upper_text"
    type = String()


spelled(upper, "UPPER({0})")
spelled(upper, "ODATA_UPPER({0})", "sqlite")


class trimmed(Construct):
    """Without what Unicode calls white space, at both ends; TRIM alone takes blanks."""

    name = "odata_trim"
    type = String()


WHITE = "".join(letter for letter in map(chr, range(0x3001)) if letter.isspace())
spelled(trimmed, f"TRIM({{0}}, '{WHITE}')")
spelled(trimmed, "ODATA_TRIM({0})", "sqlite")
spelled(trimmed, f"TRIM(BOTH '{WHITE}' FROM {{0}})", "postgresql")
spelled(trimmed, "REGEXP_REPLACE({0}, '^[[:space:]]+|[[:space:]]+$', '')", *MYSQL)
spelled(trimmed, "TRIM({0})", "mssql", "oracle", "hana", "firebird", "db2", "ibm_db_sa")


class unpunctuated(Construct):
    """Without ASCII's punctuation but the hyphen."""

    name = "odata_unpunctuated"
    type = String()


def _characters(compiler: SQLCompiler, characters: str) -> str:
    return str(compiler.render_literal_value(characters, String()))


@compiles(unpunctuated)
def _unpunctuated(element: Construct, compiler: SQLCompiler, **options: Any) -> str:
    (written,) = arguments(element, compiler, **options)
    for character in PUNCTUATION:
        written = f"REPLACE({written}, {_characters(compiler, character)}, '')"
    return written


@compiles(unpunctuated, "postgresql")
@compiles(unpunctuated, "duckdb")
@compiles(unpunctuated, "oracle")
@compiles(unpunctuated, "snowflake")
@compiles(unpunctuated, "trino")
def _translated(element: Construct, compiler: SQLCompiler, **options: Any) -> str:
    """The hyphen stays what it is: of no character at all Oracle makes NULL."""
    (written,) = arguments(element, compiler, **options)
    return f"TRANSLATE({written}, {_characters(compiler, f'-{PUNCTUATION}')}, '-')"


@compiles(unpunctuated, "mssql")
def _emptied(element: Construct, compiler: SQLCompiler, **options: Any) -> str:
    (written,) = arguments(element, compiler, **options)
    first, others = PUNCTUATION[0], PUNCTUATION[1:]
    one = f"TRANSLATE({written}, {_characters(compiler, others)}, '{first * len(others)}')"
    return f"REPLACE({one}, '{first}', '')"


spelled(unpunctuated, "ODATA_UNPUNCTUATED({0})", "sqlite")
spelled(unpunctuated, "REGEXP_REPLACE({0}, '[!-,./:-@\\\\[-`{{-~]', '')", *MYSQL)


class length(Construct):
    name = "odata_length"
    type = Integer()


spelled(length, "LENGTH({0})")
spelled(length, "CHAR_LENGTH({0})", *MYSQL, "firebird")
spelled(length, "LEN({0} + 'x') - 1", "mssql")  # LEN alone does not count blanks at the end


class unpadded(Construct):
    """A CHAR(n) column without the blanks behind its text, where the database counts them in comparisons."""

    name = "odata_unpadded"
    type = String()


spelled(unpadded, "{0}")
spelled(unpadded, "RTRIM({0})", "sqlite", "duckdb")


class unpadded_text(Construct):
    """The same as what a function is given, where the database counts those blanks there only."""

    name = "odata_unpadded_text"
    type = String()


spelled(unpadded_text, "{0}")


class exact(Construct):
    """A text that differs from all others, whatever the collation of its column says."""

    name = "odata_exact"
    type = String()


spelled(exact, "{0}")
spelled(exact, "{0} COLLATE BINARY", "sqlite")
spelled(exact, "BINARY {0}", *MYSQL)


class concatenated(Construct):
    name = "odata_concat"
    type = String()


spelled(concatenated, "({0} || {1})")
spelled(concatenated, "CONCAT({0}, {1})", *MYSQL)
spelled(concatenated, "({0} + {1})", "mssql")


class contains(Condition):
    """A text contains another: by position, for texts that are not known before."""

    name = "odata_contains"


spelled(contains, "(INSTR({0}, {1}) > 0)")
spelled(contains, "(STRPOS({0}, {1}) > 0)", "duckdb", "trino")
spelled(contains, "(LOCATE({1}, {0}) > 0)", *MYSQL, "hana", "db2", "ibm_db_sa")
spelled(contains, "(CHARINDEX({1}, {0}) > 0)", "mssql", "snowflake")
spelled(contains, "(POSITION({1} IN {0}) > 0)", "firebird")


class contains_value(Condition):
    """The same by LIKE, which PostgreSQL's indexes over trigrams serve."""

    name = "odata_contains_value"


spelled(contains_value, "({0} LIKE '%%' || REGEXP_REPLACE({1}, '([%%_\\\\])', '\\\\\\1', 'g') || '%%')")


class strpos(Condition):
    name = "odata_strpos"


spelled(strpos, "(STRPOS({0}, {1}) > 0)")


@compiles(contains, "postgresql")
def _contains(element: Construct, compiler: SQLCompiler, **options: Any) -> str:
    text, part = element.clauses
    known = isinstance(_innermost(part), BindParameter) and type(text.type) in PLAIN_TEXTS
    return compiler.process((contains_value if known else strpos)(text, part), **options)


PLAIN_TEXTS = frozenset({String, VARCHAR, Text, TEXT})  # CHAR and CITEXT have a LIKE of their own


def _innermost(part: ColumnElement[Any]) -> ColumnElement[Any]:
    """What is left without functions of one argument."""
    while isinstance(part, Construct) and len(part.clauses) == 1:
        (part,) = part.clauses
    return part


class starts_with(Condition):
    name = "odata_starts_with"


spelled(starts_with, "(SUBSTR({0}, 1, LENGTH({1})) = {1})")
spelled(starts_with, "STARTS_WITH({0}, {1})", "postgresql", "duckdb")
spelled(starts_with, "(LEFT({0}, CHAR_LENGTH({1})) = {1})", *MYSQL, "firebird")
spelled(starts_with, "(LEFT({0}, LEN({1})) = {1})", "mssql")


class ends_with(Condition):
    name = "odata_ends_with"


# substr(x, -0) would be all of x: the empty text ends every text
spelled(ends_with, "(SUBSTR({0}, CASE LENGTH({1}) WHEN 0 THEN LENGTH({0}) + 1 ELSE -LENGTH({1}) END) = {1})")
spelled(ends_with, "(RIGHT({0}, LENGTH({1})) = {1})", "postgresql", "duckdb", "snowflake", "hana", "ibm_db_sa")
spelled(ends_with, "(RIGHT({0}, CHAR_LENGTH({1})) = {1})", *MYSQL, "firebird")
spelled(ends_with, "(RIGHT({0}, LEN({1})) = {1})", "mssql")


class matches(Condition):
    """A regular expression is found in a text (Part 2, section 5.1.1.7.1)."""

    name = "odata_matches"


spelled(matches, "REGEXP_LIKE({0}, {1})")
spelled(matches, "ODATA_MATCHES({0}, {1})", "sqlite")
spelled(matches, "(CAST({0} AS TEXT) ~ {1})", "postgresql")  # as CHAR(n) it has its blanks
spelled(matches, "({0} REGEXP CONCAT('(?-i)', {1}))", *MYSQL)  # by letters, not by bytes; and case counts
spelled(matches, "REGEXP_MATCHES({0}, {1})", "duckdb")


class formed(Condition):
    """A text has one of the forms that casts know: a pattern from `^` to `$`."""

    name = "odata_formed"


@compiles(formed)
def _formed(element: Construct, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(matches(*element.clauses), **options)


class null_order(Construct):
    """Nulls before all values ascending, behind them descending (Part 2, section 5.1.4); where a database does that
    by itself nothing is said, so that its index serves."""

    name = "odata_null_order"


@compiles(null_order)
def _null_order(element: Construct, compiler: SQLCompiler, **options: Any) -> str:
    (term,) = arguments(element, compiler, **options)
    return term + (" NULLS LAST" if term.endswith(" DESC") else " NULLS FIRST")


@compiles(null_order, "sqlite")
@compiles(null_order, "mysql")
@compiles(null_order, "mariadb")
@compiles(null_order, "mssql")
@compiles(null_order, "hana")
@compiles(null_order, "firebird")
def _own_null_order(element: Construct, compiler: SQLCompiler, **options: Any) -> str:
    return arguments(element, compiler, **options)[0]


class unlike(Condition):
    """A text is another one than a given one."""

    name = "odata_unlike"


spelled(unlike, "({0} <> {1})")


class grouped(Condition):
    """Terms in parentheses that SQLAlchemy does not take away: they make a chain a tree."""

    name = "odata_grouped"


spelled(grouped, "({0})")


class not_true(Condition):
    """A condition is false, or NULL."""

    name = "odata_not_true"


spelled(not_true, "(NOT ({0}) OR ({0}) IS NULL)")
for name in ("mssql", "oracle", "db2", "ibm_db_sa", "hana"):  # a condition is no value there
    spelled(not_true, "(CASE WHEN {0} THEN 0 ELSE 1 END = 1)", name)


class unindexed(Construct):
    """A term of an order that SQLite is not to take from an index: it would read all rows in order to skip a sort."""

    name = "odata_unindexed"
    type = NullType()


spelled(unindexed, "{0}")
spelled(unindexed, "+{0}", "sqlite")


class typed_null(Construct):
    """NULL where another SELECT of a UNION has values: PostgreSQL has to be told of which type."""

    name = "odata_typed_null"


compiles(typed_null)(lambda element, compiler, **options: "NULL")


@compiles(typed_null, "postgresql")
def _typed_null(element: typed_null, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST(NULL AS {compiler.dialect.type_compiler_instance.process(element.type)})"


class in_values(Condition):
    """A value is one of a list that comes as one bound value, so that lists of all lengths are one statement."""

    name = "odata_in_values"


spelled(in_values, "({0} IN (SELECT value FROM json_each({1})))", "sqlite")
spelled(in_values, "({0} = ANY({1}))", "postgresql")


class infinity(Construct):
    name = "odata_infinity"
    type = Double()


spelled(infinity, "CAST('Infinity' AS DOUBLE PRECISION)")
spelled(infinity, "9e999", "sqlite")
spelled(infinity, "1.7976931348623157e308", *MYSQL)  # has no infinity; nothing that it holds is larger


class not_a_number(Construct):
    name = "odata_not_a_number"
    type = Double()


spelled(not_a_number, "CAST('NaN' AS DOUBLE PRECISION)")
spelled(not_a_number, "NULL", "sqlite", *MYSQL)  # have no NaN, and nothing equals it


class rounded(Construct):
    """Half away from zero (Part 2, section 5.1.1.9.1)."""

    name = "odata_round"
    type = Numeric()


spelled(rounded, "ROUND({0})")
spelled(rounded, "ROUND(CAST({0} AS NUMERIC))", "postgresql")  # of a double it rounds half to even
spelled(rounded, "(SIGN({0}) * FLOOR(ABS({0}) + 0.5))", *MYSQL)  # so does MariaDB
spelled(rounded, "ROUND({0}, 0)", "mssql")


class floored(Construct):
    name = "odata_floor"
    type = Numeric()


spelled(floored, "FLOOR({0})")
spelled(floored, "ODATA_FLOOR({0})", "sqlite")


class ceiled(Construct):
    name = "odata_ceiling"
    type = Numeric()


spelled(ceiled, "CEILING({0})")
spelled(ceiled, "CEIL({0})", "oracle")
spelled(ceiled, "ODATA_CEILING({0})", "sqlite")
