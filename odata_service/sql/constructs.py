"""How a construct that databases spell differently is declared, and its spellings beside it.

The undecorated form is the one most databases share; `@compiles(construct, "name")` is a database's own.
"""

from typing import Any

from sqlalchemy import BinaryExpression, Boolean, ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import BooleanClauseList, Grouping, UnaryExpression
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.sql.operators import inv

from odata_service.errors import BadRequest, NotImplementedByService

MYSQL = ("mysql", "mariadb")


class Construct(GenericFunction[Any]):
    """A function whose spelling is chosen by `@compiles`; its clauses are its arguments."""

    inherit_cache = True


class Condition(Construct):
    """A construct that is true or false, and is written as it is where a condition stands: never as `… = 1`, which no
    index serves."""

    type = Boolean()

    def self_group(self, against: Any = None) -> "Condition":
        return self

    def _negate(self) -> ColumnElement[Any]:
        return UnaryExpression(self, operator=inv, type_=self.type)


def arguments(element: Construct, compiler: SQLCompiler, **options: Any) -> list[str]:
    return [compiler.process(clause, **options) for clause in element.clauses]


MOST_CONSTRUCTS = 30_000  # in one statement: templates repeat their arguments, and each level multiplies that


def _count(compiler: SQLCompiler) -> None:
    """Raises BadRequest where a statement grows beyond all measure."""
    written = getattr(compiler, "constructs", 0) + 1
    compiler.constructs = written  # type: ignore[attr-defined]  # kept where the text is
    if written > MOST_CONSTRUCTS:
        raise BadRequest("The expression is nested too deeply: as SQL it would be too long. Ask for less at once.")


def _operand(clause: ColumnElement[Any]) -> ColumnElement[Any]:
    """An argument, in parentheses where it consists of parts: only the template knows what stands beside it."""
    return Grouping(clause) if isinstance(clause, BinaryExpression | UnaryExpression | BooleanClauseList) else clause


def spelled(construct: type[Construct], template: str, *dialects: str) -> None:
    """Registers a spelling: `{0}`, `{1}` are the arguments."""

    def write(element: Construct, compiler: SQLCompiler, **options: Any) -> str:
        _count(compiler)
        return template.format(*(compiler.process(_operand(clause), **options) for clause in element.clauses))

    if dialects:
        for dialect in dialects:
            compiles(construct, dialect)(write)
    else:
        compiles(construct)(write)


REFUSED: dict[str, set[type[Construct]]] = {}  # by dialect


def refused(construct: type[Construct], sentence: str, *dialects: str) -> None:
    """Says that databases lack something, and what they lack."""

    def refuse(element: Construct, compiler: SQLCompiler, **options: Any) -> str:
        raise NotImplementedByService(sentence)

    for dialect in dialects:
        REFUSED.setdefault(dialect, set()).add(construct)
        compiles(construct, dialect)(refuse)
