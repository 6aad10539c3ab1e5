"""Columns that together are one of the rows of a SELECT: what SQL calls row values, and some databases have not."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from odata_service.sql.constructs import Condition, arguments
from odata_service.sql.frame import Sql


class rows_in(Condition):
    """Several columns, and then a SELECT of as many, in parentheses."""

    name = "odata_rows_in"


def within(columns: Sequence[Sql], found: Select[Any]) -> Sql:
    """The condition that the columns' values are a row of a SELECT."""
    if len(columns) == 1:
        return columns[0].in_(found)
    named = found.with_only_columns(*(column.label(f"k{index}") for index, column in enumerate(found.selected_columns)))
    return rows_in(*columns, named.scalar_subquery())


@compiles(rows_in)
def _rows_in(element: rows_in, compiler: SQLCompiler, **options: Any) -> str:
    *columns, found = arguments(element, compiler, **options)
    return f"(({', '.join(columns)}) IN {found})"


def exists_row(element: rows_in, compiler: SQLCompiler, **options: Any) -> str:
    """Where a database has no row values."""
    *columns, found = arguments(element, compiler, **options)
    same = " AND ".join(f"odata_rows.k{index} = {column}" for index, column in enumerate(columns))
    return f"(EXISTS (SELECT 1 FROM {found} odata_rows WHERE {same}))"
