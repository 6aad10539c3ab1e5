"""What can be told of a typed expression before it is written as SQL."""

import operator as operators
from collections.abc import Callable
from math import isnan
from typing import assert_never

from sqlalchemy import and_, bindparam, false, or_, true

from odata_service.edm.codes import Flag
from odata_service.edm.properties import Stored
from odata_service.edm.types import BOOLEAN, INTEGERS, Type
from odata_service.query.bound import (
    Aggregate,
    Among,
    Arithmetic,
    Bound,
    Call,
    Case,
    Cast,
    Comparison,
    Constant,
    CountOf,
    Exists,
    InList,
    Junction,
    Keyed,
    Lookup,
    Member,
    Negation,
    Not,
    OfType,
    Parameter,
    Placed,
    ReachedFrom,
    Window,
)
from odata_service.sql.frame import Frame, Sql
from odata_service.sql.functions import grouped, infinity, not_a_number
from odata_service.sql.values import stored_value, type_of
from odata_service.url.ast import BinaryOperator

BALANCED = 100  # terms of a junction from which it is written as a tree: SQLite's expressions may be 1,000 deep


COMPARED: dict[BinaryOperator, Callable[[Sql, Sql], Sql]] = {
    BinaryOperator.LT: operators.lt,
    BinaryOperator.LE: operators.le,
    BinaryOperator.GT: operators.gt,
    BinaryOperator.GE: operators.ge,
    BinaryOperator.HAS: operators.eq,  # a single member is all that such a value has
}
OPPOSITES = {
    BinaryOperator.EQ: BinaryOperator.NE,
    BinaryOperator.NE: BinaryOperator.EQ,
    BinaryOperator.LT: BinaryOperator.GE,
    BinaryOperator.GE: BinaryOperator.LT,
    BinaryOperator.GT: BinaryOperator.LE,
    BinaryOperator.LE: BinaryOperator.GT,
}


def nullable(node: Bound) -> bool:
    """Whether the SQL of an expression can be NULL."""
    match node:
        case Parameter() | CountOf() | Comparison() | InList() | Junction() | Not():
            return False
        case Exists() | ReachedFrom() | Among() | Keyed() | OfType() | Placed():
            return False
        case Constant(constant):
            return constant is None
        case Member(row, item):
            own = item.nullable or item.ruled or item.stored is Stored.ISO_TEXT  # the text may be no date
            return (
                own
                or not Frame.certain(row)
                or (row.outer is not None and not (row.navigation and row.navigation.collection))
            )
        case Call(function, arguments):
            return function != "indexof" and node.type is not BOOLEAN and any(map(nullable, arguments))
        case Cast() | Case() | Lookup() | Arithmetic() | Aggregate() | Window():
            return True
        case Negation(operand):
            return nullable(operand)
        case _:
            assert_never(node)


def joined(every: bool, terms: list[Sql]) -> Sql:
    join = and_ if every else or_
    while len(terms) > BALANCED:
        terms = [grouped(join(*terms[start : start + BALANCED])) for start in range(0, len(terms), BALANCED)]
    return join(true() if every else false(), *terms)


def is_cast(node: Comparison | InList) -> bool:
    """Whether a property that a row of another type has not is compared with values. The type is a condition of its
    own then, so that an index serves the property's."""
    match node:
        case Comparison(operator, Member(row), Parameter()):
            return operator is not BinaryOperator.NE and not Frame.certain(row)
        case InList(Member(row), choices):
            return bool(choices) and not Frame.certain(row)
        case _:
            return False


def is_null(node: Bound) -> bool:
    return isinstance(node, Constant) and node.value is None


def sendable(node: Parameter) -> bool:
    """Whether values of this type go into a list that is bound as one."""
    return (node.type in INTEGERS or str(node.type) in ("Edm.String", "Edm.Guid")) and (
        node.like is None or (node.like.stored is Stored.NATIVE and not node.like.ruled)
    )


def constant_value(constant: object, wanted: Type | None) -> Sql:
    """A constant as it stands in a statement."""
    if isinstance(constant, bool):
        return true() if constant else false()
    if not isinstance(constant, float):
        assert wanted is not None
        return bindparam(None, stored_value(None, wanted, constant), type_=type_of(wanted))
    if isnan(constant):
        return not_a_number()
    return infinity() if constant > 0 else -infinity()


def given_for(condition: Bound, column: Sql) -> list[Parameter]:
    """The values that a key predicate gives a column."""
    terms = condition.terms if isinstance(condition, Junction) else (condition,)
    return [
        term.right
        for term in terms
        if isinstance(term, Comparison) and isinstance(term.left, Member) and term.left.item.column is column
        and isinstance(term.right, Parameter)
    ]  # fmt: skip


def encoded(node: Bound, other: Bound, *, ordered: bool = False) -> bool:
    """Whether a column is compared as it is, because the value beside it is written as the column holds it."""
    if not (isinstance(node, Member) and node.item.ruled and isinstance(other, Parameter)):
        return False
    code = node.item.code
    return other.like is node.item and (code is None or code.ordered or not ordered)


def flag_and_constant(one: Bound, other: Bound) -> tuple[Member, bool] | None:
    """A flag that is compared with true or false."""
    match one, other:
        case (Member(item=item) as member, Constant(bool() as wanted)) if isinstance(item.code, Flag):
            return member, wanted
        case (Constant(bool() as wanted), Member(item=item) as member) if isinstance(item.code, Flag):
            return member, wanted
        case _:
            return None
