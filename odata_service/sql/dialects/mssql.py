"""SQL Server: what it spells in its own way. Checked as SQL only (docs/databases.md)."""

from typing import Any

from sqlalchemy import BigInteger, Integer, Select, String, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import sum as total
from sqlalchemy.types import NullType

from odata_service.sql.aggregates import average
from odata_service.sql.arithmetic import float_remainder
from odata_service.sql.casting import begun, written_instant
from odata_service.sql.columns import printed
from odata_service.sql.constructs import Construct, arguments, refused, spelled
from odata_service.sql.dialects.written import refuse_durations, typed
from odata_service.sql.functions import (
    contains,
    ends_with,
    exact,
    in_values,
    infinity,
    matches,
    not_a_number,
    position,
    starts_with,
    typed_null,
    unpadded_text,
)
from odata_service.sql.keys import among
from odata_service.sql.rows import exists_row, rows_in

NAME = "mssql"
NAMES = (NAME,)
PARAMETERS = "qmark"
PING = "SELECT 1"


class ordered_page(Construct):
    """The terms of an order, and behind them how many rows to skip and how many to take."""

    name = "odata_ordered_page"


@compiles(Select, NAME)
def _select(element: Select[Any], compiler: SQLCompiler, **options: Any) -> str:
    """OFFSET and FETCH take bound values, and keep the order within other SELECTs: TOP does not. They need an order."""
    limit, offset = element._limit_clause, element._offset_clause
    if limit is not None or offset is not None:
        order = element._order_by_clauses or (literal_column("(SELECT NULL)"),)
        most = limit if limit is not None else literal_column("9223372036854775807")
        first = offset if offset is not None else literal_column("0")
        element = element.limit(None).offset(None).order_by(None).suffix_with(ordered_page(*order, first, most))
    return str(compiler.visit_select(element, **options))  # type: ignore[no-untyped-call]  # SQLAlchemy's


@compiles(ordered_page, NAME)
def _ordered_page(element: ordered_page, compiler: SQLCompiler, **options: Any) -> str:
    *order, first, most = arguments(element, compiler, **options)
    return f"ORDER BY {', '.join(order)} OFFSET {first} ROWS FETCH NEXT {most} ROWS ONLY"


def _listed(element: Any, compiler: SQLCompiler, columns: int, path: str, **options: Any) -> tuple[list[str], str]:
    """Columns, and the rows of the JSON text that they are looked for in: SQL Server binds 2,100 values, not more."""
    written = arguments(element, compiler, **options)
    kinds = [_kind(clause, compiler) for clause in list(element.clauses)[:columns]]
    said = ", ".join(f"k{index} {kind} '{path.format(index)}'" for index, kind in enumerate(kinds))
    return written[:columns], f"OPENJSON({written[columns]}) WITH ({said})"


def _kind(compared: Any, compiler: SQLCompiler) -> str:
    own = compared.type
    if isinstance(own, NullType) or (isinstance(own, String) and own.length is None):
        return "NVARCHAR(4000)"
    return str(compiler.dialect.type_compiler_instance.process(own))


@compiles(in_values, NAME)
def _in_values(element: in_values, compiler: SQLCompiler, **options: Any) -> str:
    (column,), rows = _listed(element, compiler, 1, "$", **options)
    return f"({column} IN (SELECT k0 FROM {rows}))"


@compiles(among, NAME)
def _among(element: among, compiler: SQLCompiler, **options: Any) -> str:
    columns, rows = _listed(element, compiler, len(element.clauses) // 2, "$[{}]", **options)
    if len(columns) == 1:
        return f"({columns[0]} IN (SELECT k0 FROM {rows}))"
    same = " AND ".join(f"odata_keys.k{index} = {column}" for index, column in enumerate(columns))
    return f"(EXISTS (SELECT 1 FROM {rows} AS odata_keys WHERE {same}))"


@compiles(total, NAME)
def _total(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    """The sum of whole numbers is as wide as they are, and fails beyond."""
    (clause,) = element.clauses
    written = compiler.process(clause, **options)
    narrow = isinstance(clause.type, Integer) and not isinstance(clause.type, BigInteger)
    return f"SUM(CAST({written} AS BIGINT))" if narrow else f"SUM({written})"


compiles(typed_null, NAME)(typed)
compiles(rows_in, NAME)(exists_row)

# LEN and = take no notice of blanks at the end; an empty text is in every text.
spelled(position, "CASE WHEN DATALENGTH({1}) = 0 THEN 1 ELSE CHARINDEX({1}, {0}) END", NAME)
spelled(contains, "(CHARINDEX({1}, {0}) > 0 OR DATALENGTH({1}) = 0)", NAME)
spelled(starts_with, "(LEFT({0}, LEN({1} + 'x') - 1) + 'x' = {1} + 'x')", NAME)
spelled(ends_with, "(RIGHT({0}, LEN({1} + 'x') - 1) + 'x' = {1} + 'x')", NAME)
spelled(unpadded_text, "RTRIM({0})", NAME)
spelled(exact, "{0} COLLATE Latin1_General_100_BIN2", NAME)
spelled(printed, "CAST({0} AS NVARCHAR(4000))", NAME)
spelled(average, "AVG(CAST({0} AS DOUBLE PRECISION))", NAME)
spelled(infinity, "1.7976931348623157e308", NAME)  # it has no infinity; nothing that it holds is larger
spelled(not_a_number, "CAST(NULL AS DOUBLE PRECISION)", NAME)
refused(matches, "SQL Server has no regular expressions; contains, startswith and endswith are possible.", NAME)
refuse_durations("SQL Server", NAME)
spelled(float_remainder, "({0} - {1} * ROUND({0} / NULLIF({1}, 0), 0, 1))", NAME)
spelled(begun, "CAST({0} AS DATETIME2)", NAME)
spelled(written_instant, "(CONVERT(VARCHAR(33), {0}, 126) + 'Z')", NAME)
