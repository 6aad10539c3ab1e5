"""Terms of ORDER BY."""

from typing import Any

from sqlalchemy import Column, String, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.visitors import iterate

from odata_service.query.bound import Sort
from odata_service.sql.constructs import Construct, arguments, spelled
from odata_service.sql.frame import Sql
from odata_service.sql.functions import null_order


def ordered(sort: Sort, term: Sql) -> Sql:
    """A term of ORDER BY."""
    term = sorted_text(term) if _is_long_text(term) else term
    directed = term.desc() if sort.descending else term.asc()
    return null_order(directed) if sort.nullable else directed  # an index serves a column that cannot be null as it is


class sorted_text(Construct):
    """A long text where it is sorted by: Firebird would sort by the place at which it keeps the text."""

    name = "odata_sorted_text"
    type = String()


@compiles(sorted_text)
def _sorted_text(element: Construct, compiler: SQLCompiler, **options: Any) -> str:
    return arguments(element, compiler, **options)[0]


spelled(sorted_text, "CAST(SUBSTRING({0} FROM 1 FOR 8191) AS VARCHAR(8191))", "firebird")


def _is_long_text(term: Sql) -> bool:
    return any(isinstance(part, Column) and isinstance(part.type, Text) for part in iterate(term))
