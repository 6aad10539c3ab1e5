"""Terms of ORDER BY, and of GROUP BY and its kin.

Some databases sort by the beginning of a text only. Firebird keeps long texts apart from their rows, and would sort and
group by the place where it keeps them.
"""

from collections.abc import Sequence
from math import inf
from typing import Any

from sqlalchemy import Column, ColumnElement, LargeBinary, String, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnClause
from sqlalchemy.sql.visitors import iterate

from odata_service.edm.types import BINARY, STRING
from odata_service.query.bound import Bound, Call, Lookup, Member, Sort
from odata_service.sql.constructs import MYSQL, Construct, arguments
from odata_service.sql.frame import Sql
from odata_service.sql.functions import null_order

# How many letters of a text are sorted by. MySQL takes 1,024 bytes (max_sort_length).
SORTED = {"firebird": 8191, **dict.fromkeys(MYSQL, 255)}
APART = frozenset({"firebird"})  # where what a collation finds equal is not sorted as equal
SHORTENING = frozenset({"tolower", "toupper", "trim", "substring"})  # no longer than their first argument


def ordered(sort: Sort, term: Sql) -> Sql:
    """A term of ORDER BY."""
    term = sorted_text(term) if sort.expression.type is STRING else term
    directed = term.desc() if sort.descending else term.asc()
    return null_order(directed) if sort.nullable else directed  # an index serves a column that cannot be null as it is


def sorted_whole(order: Sequence[Sort], dialect: str) -> bool:
    """Whether rows are sorted by all that they are sorted by, so that those behind one are found by its values."""
    most = SORTED.get(dialect)
    sorted_by = [sort.expression for sort in order if sort.expression.type in (STRING, BINARY)]
    return most is None or all(_longest(expression, dialect) <= most for expression in sorted_by)


def _longest(text: Bound, dialect: str) -> float:
    """The letters that a text has at most, or the bytes; without a limit where it is sorted otherwise than compared."""
    match text:
        case Member(_, item):
            own = item.column.type
            apart = isinstance(own, Text | LargeBinary) or (dialect in APART and getattr(own, "collation", None))
            return inf if apart else getattr(own, "length", None) or inf
        case Call(function, arguments) if function in SHORTENING:
            return _longest(arguments[0], dialect)
        case Lookup(value=text):
            return _longest(text, dialect)
        case _:
            return inf


def told_apart(term: Sql) -> Sql:
    """What rows are grouped by, or what is distinct."""
    return grouped_text(term) if isinstance(term.type, String) else term


class sorted_text(Construct):
    """A text that rows are sorted by."""

    name = "odata_sorted_text"
    type = String()


class grouped_text(Construct):
    """A text that rows are grouped by."""

    name = "odata_grouped_text"
    type = String()


@compiles(sorted_text)
@compiles(grouped_text)
def _as_it_is(element: Construct, compiler: SQLCompiler, **options: Any) -> str:
    return arguments(element, compiler, **options)[0]


@compiles(sorted_text, "firebird")
def _beginning(element: Construct, compiler: SQLCompiler, **options: Any) -> str:
    (text,) = arguments(element, compiler, **options)
    return f"CAST(SUBSTRING({text} FROM 1 FOR 8191) AS VARCHAR(8191))" if _is_long(*element.clauses) else text


@compiles(grouped_text, "firebird")
def _whole(element: Construct, compiler: SQLCompiler, **options: Any) -> str:
    """A text that is longer makes an error of it."""
    (text,) = arguments(element, compiler, **options)
    return f"CAST({text} AS VARCHAR(8191))" if _is_long(*element.clauses) else text


def _is_long(term: ColumnElement[Any]) -> bool:
    """Whether a text is made of a long one, here or in a SELECT below."""
    return any(map(_is_of_long_text, iterate(term)))


def _is_of_long_text(part: Any) -> bool:
    if isinstance(part, Column):
        return isinstance(part.type, Text)
    return isinstance(part, ColumnClause) and any(_is_long(base) for base in part.base_columns if base is not part)
