"""Typed expression -> SQL expression.

OData knows two truth values where SQL knows three: a comparison with null is false, and what is not true is false. So
a condition is written in two ways, `holds` (true where it is true) and `fails` (true where it is not); a NULL of SQL's
in either means "no", and neither is ever negated as a whole. On columns that cannot be null both are the plain
operators, and an index serves them.
"""

from math import isnan
from typing import Any, assert_never

from sqlalchemy import (
    Boolean,
    Interval,
    Numeric,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    exists,
    false,
    func,
    literal_column,
    null,
    or_,
    select,
    true,
    tuple_,
)

from odata_service.edm.model import Stored
from odata_service.edm.types import BOOLEAN, DURATION, INTEGERS, NUMBERS, EnumType, Type
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
    Parameter,
    Range,
    ReachedFrom,
    Window,
)
from odata_service.sql.aggregates import aggregated, window
from odata_service.sql.columns import in_one_form, missing, same_as
from odata_service.sql.frame import Frame, Sql
from odata_service.sql.functions import (
    FUNCTIONS,
    exact_quotient,
    grouped,
    in_values,
    infinity,
    not_a_number,
    quotient,
    remainder,
    unpadded,
)
from odata_service.sql.keys import among_keys
from odata_service.sql.values import stored_value, type_of
from odata_service.sql.writer import Writer
from odata_service.url.ast import BinaryOperator
from odata_service.url.folding import NotFolded

BALANCED = 100  # terms of a junction from which it is written as a tree: SQLite's expressions may be 1,000 deep

OPPOSITES = {
    BinaryOperator.EQ: BinaryOperator.NE,
    BinaryOperator.NE: BinaryOperator.EQ,
    BinaryOperator.LT: BinaryOperator.GE,
    BinaryOperator.GE: BinaryOperator.LT,
    BinaryOperator.GT: BinaryOperator.LE,
    BinaryOperator.LE: BinaryOperator.GT,
}


def holds(node: Bound, frame: Frame, writer: Writer) -> Sql:
    """A condition that is true where `node` is true."""
    match node:
        case Not(operand):
            return fails(operand, frame, writer)
        case Junction(operator, terms):
            return _joined(operator is BinaryOperator.AND, [holds(term, frame, writer) for term in terms])
        case Comparison():
            return _comparison(node.operator, node.left, node.right, frame, writer)
        case InList():
            return _in(node, frame, writer)
        case Exists(row, condition):
            return _exists(row, condition, frame, writer)
        case ReachedFrom():
            return _reached(node, frame, writer)
        case Among():
            return _among(node, frame, writer)
        case Keyed(members):
            return among_keys([comparand(member, frame, writer) for member in members])
        case Constant(value):
            return true() if value is True else false()
        case Call() | Case() | Member() | Lookup() | Cast() | Parameter():
            return _as_condition(node, frame, writer)
        case CountOf() | Arithmetic() | Negation() | Aggregate() | Window():
            raise AssertionError(f"{node} is no condition")
        case _:
            assert_never(node)


def fails(node: Bound, frame: Frame, writer: Writer) -> Sql:
    """A condition that is true where `node` is not true."""
    match node:
        case Not(operand):
            return holds(operand, frame, writer)
        case Junction(operator, terms):
            return _joined(operator is BinaryOperator.OR, [fails(term, frame, writer) for term in terms])
        case Comparison():
            return _failing_comparison(node, frame, writer)
        case InList(operand):
            if not node.choices:
                return true()
            listed = ~_in(node, frame, writer)
            return or_(listed, comparand(operand, frame, writer).is_(None)) if nullable(operand) else listed
        case Exists(row, condition):
            return ~_exists(row, condition, frame, writer)
        case ReachedFrom():
            return ~_reached(node, frame, writer)
        case Among() | Keyed():
            return ~holds(node, frame, writer)
        case Constant(constant):
            return false() if constant is True else true()
        case Call() | Case() | Member() | Lookup() | Cast() | Parameter():
            written = _as_condition(node, frame, writer)
            return or_(~written, written.is_(None)) if nullable(node) else ~written
        case CountOf() | Arithmetic() | Negation() | Aggregate() | Window():
            raise AssertionError(f"{node} is no condition")
        case _:
            assert_never(node)


def value(node: Bound, frame: Frame, writer: Writer) -> Sql:
    """The value of an expression; a condition becomes true or false, never null."""
    match node:
        case Parameter():
            return writer.value(node)
        case Constant(constant, wanted):
            return null() if constant is None else _constant(constant, wanted)
        case Member(row, item):
            return frame.column(row, item)
        case Call(function, arguments):
            return FUNCTIONS[function](*(comparand(argument, frame, writer) for argument in arguments))
        case Cast(operand, wanted):
            return _cast(operand, wanted, frame, writer)
        case Arithmetic():
            return _arithmetic(node, frame, writer)
        case Negation(operand):
            return -value(operand, frame, writer)
        case Case(branches):
            pairs = [(holds(test, frame, writer), value(result, frame, writer)) for test, result in branches]
            return case(*pairs)
        case CountOf(row, condition):
            inner, where = _rows(row, condition, frame, writer)
            counted = select(func.count()).select_from(inner.from_clause()).where(*where)
            return counted.correlate(*_tables_around(inner)).scalar_subquery()
        case Lookup(row, condition, result):
            return _lookup(row, condition, result, frame, writer)
        case Aggregate():
            return _aggregate(node, frame, writer)
        case Window():
            own = None if node.operand is None else comparand(node.operand, frame, writer)
            return window(node, own, lambda one: value(one, frame, writer))
        case Comparison() | InList() | Junction() | Not() | Exists() | ReachedFrom() | Among() | Keyed():
            return case((holds(node, frame, writer), true()), else_=false())
        case _:
            assert_never(node)


def comparand(node: Bound, frame: Frame, writer: Writer) -> Sql:
    """A value that is compared or calculated with: neither padding nor the form of a timestamp is part of it."""
    written = value(node, frame, writer)
    if not isinstance(node, Member):
        return written
    if node.item.stored is Stored.ISO_TEXT:
        return in_one_form(node.item, written)
    return unpadded(written) if node.item.fixed_length else written


def nullable(node: Bound) -> bool:
    """Whether the SQL of an expression can be NULL."""
    match node:
        case Parameter() | CountOf() | Comparison() | InList() | Junction() | Not():
            return False
        case Exists() | ReachedFrom() | Among() | Keyed():
            return False
        case Constant(constant):
            return constant is None
        case Member(row, item):
            own = item.nullable or item.stored is Stored.ISO_TEXT  # the text may be no date
            return own or (row.outer is not None and not (row.navigation and row.navigation.collection))
        case Call(function, arguments):
            return function != "indexof" and any(nullable(argument) for argument in arguments)
        case Cast() | Case() | Lookup() | Arithmetic() | Aggregate() | Window():
            return True
        case Negation(operand):
            return nullable(operand)
        case _:
            assert_never(node)


def _joined(every: bool, terms: list[Sql]) -> Sql:
    join = and_ if every else or_
    while len(terms) > BALANCED:
        terms = [grouped(join(*terms[start : start + BALANCED])) for start in range(0, len(terms), BALANCED)]
    return join(true() if every else false(), *terms)


def _as_condition(node: Bound, frame: Frame, writer: Writer) -> Sql:
    written = value(node, frame, writer)
    return written if isinstance(node, Call) else written == true()


def _constant(constant: object, wanted: Type | None) -> Sql:
    if isinstance(constant, bool):
        return true() if constant else false()
    if not isinstance(constant, float):
        assert wanted is not None
        return bindparam(None, stored_value(None, wanted, constant), type_=type_of(wanted))
    if isnan(constant):
        return not_a_number()
    return infinity() if constant > 0 else -infinity()


def _comparison(operator: BinaryOperator, one: Bound, other: Bound, frame: Frame, writer: Writer) -> Sql:
    if operator in (BinaryOperator.EQ, BinaryOperator.NE):
        return _equality(operator is BinaryOperator.EQ, one, other, frame, writer)
    left, right = _ordinal(one, frame, writer), _ordinal(other, frame, writer)
    match operator:
        case BinaryOperator.LT:
            return left < right
        case BinaryOperator.LE:
            return left <= right
        case BinaryOperator.GT:
            return left > right
        case BinaryOperator.GE:
            return left >= right
        case BinaryOperator.HAS if isinstance(one.type, EnumType) and not one.type.is_flags:
            return left == right  # a single member is all that such a value has
        case BinaryOperator.HAS:
            return left.op("&")(right) == right
        case _:
            raise AssertionError(operator)


def _ordinal(node: Bound, frame: Frame, writer: Writer) -> Sql:
    """A comparand that `<` takes: SQLAlchemy does not take the constants true and false."""
    written = comparand(node, frame, writer)
    return grouped(written) if isinstance(node, Constant) else written


def _equality(equal: bool, one: Bound, other: Bound, frame: Frame, writer: Writer) -> Sql:
    if _is_null(other) or _is_null(one):
        unknown = _unknown(one if _is_null(other) else other, frame, writer)
        return unknown if equal else ~unknown
    left, right = comparand(one, frame, writer), comparand(other, frame, writer)
    unknown_left, unknown_right = nullable(one), nullable(other)
    same = same_as(left, right)
    if equal:
        return or_(same, and_(left.is_(None), right.is_(None))) if unknown_left and unknown_right else same
    differs = ~same
    if unknown_left and unknown_right:
        return or_(differs, left.is_(None) & right.is_not(None), left.is_not(None) & right.is_(None))
    if unknown_left:
        return or_(differs, left.is_(None))
    return or_(differs, right.is_(None)) if unknown_right else differs


def _unknown(node: Bound, frame: Frame, writer: Writer) -> Sql:
    """A condition that is true where an expression is null in the answer."""
    if isinstance(node, Member):
        return missing(node.item, frame.corresponding(node.range, node.item.column))
    return value(node, frame, writer).is_(None)


def _is_null(node: Bound) -> bool:
    return isinstance(node, Constant) and node.value is None


def _failing_comparison(node: Comparison, frame: Frame, writer: Writer) -> Sql:
    opposite = OPPOSITES.get(node.operator)
    if opposite is None:
        written = _comparison(node.operator, node.left, node.right, frame, writer)
        return or_(~written, written.is_(None))
    written = _comparison(opposite, node.left, node.right, frame, writer)
    if node.operator in (BinaryOperator.EQ, BinaryOperator.NE):
        return written
    if _is_null(node.left) or _is_null(node.right):
        return true()
    unknown = [comparand(side, frame, writer).is_(None) for side in (node.left, node.right) if nullable(side)]
    return or_(written, *unknown)


def _in(node: InList, frame: Frame, writer: Writer) -> Sql:
    if not node.choices:
        return false()
    operand = comparand(node.operand, frame, writer)
    match node.choices:
        case (Parameter(many=True) as listed,):
            if not (writer.lists_as_one and _sendable(listed)):
                raise NotFolded
            return in_values(operand, writer.values((listed,)))
    plain = tuple(choice for choice in node.choices if isinstance(choice, Parameter))
    one_kind = len({(choice.type, choice.like) for choice in plain}) == 1
    if writer.lists_as_one and len(plain) == len(node.choices) and one_kind and _sendable(plain[0]):
        return in_values(operand, writer.values(plain))
    chunks = [node.choices[start : start + 1000] for start in range(0, len(node.choices), 1000)]
    return or_(*(operand.in_([value(choice, frame, writer) for choice in chunk]) for chunk in chunks))


def _sendable(node: Parameter) -> bool:
    """Whether values of this type go into a list that is bound as one."""
    return (node.type in INTEGERS or str(node.type) in ("Edm.String", "Edm.Guid")) and (
        node.like is None or node.like.stored is Stored.NATIVE
    )


def _rows(row: Range, condition: Bound | None, frame: Frame, writer: Writer) -> tuple[Frame, list[Sql]]:
    """The frame and the conditions of a subquery over the rows of a collection."""
    inner = Frame(outer=frame)
    inner.start(row, alias=True)
    where = [inner.relation(row)] if row.outer is not None else []
    if condition is not None:
        where.append(holds(condition, inner, writer))
    return inner, where


def _tables_around(inner: Frame) -> list[Any]:
    tables: list[Any] = []
    frame = inner.outer
    while frame is not None:
        tables += frame.tables.values()
        frame = frame.outer
    return tables


def _exists(row: Range, condition: Bound | None, frame: Frame, writer: Writer) -> Sql:
    inner, where = _rows(row, condition, frame, writer)
    found: Select[Any] = select(literal_column("1")).select_from(inner.from_clause()).where(*where)
    return exists(found.correlate(*_tables_around(inner)))


def _reached(node: ReachedFrom, frame: Frame, writer: Writer) -> Sql:
    """As `columns in (select …)`, which databases answer from the few rows inside; an `exists` they may ask row by
    row. Where the key that the path names is just what is joined by, it is compared with directly, too."""
    inner = Frame(outer=frame)
    inner.start(node.origin, alias=True)
    near = [inner.corresponding(node.origin, here) for here, _ in node.navigation.join]
    far = [frame.corresponding(node.target, there) for _, there in node.navigation.join]
    condition = holds(node.condition, inner, writer)
    found: Select[Any] = select(*near).select_from(inner.from_clause()).where(condition)
    found = found.correlate(*_tables_around(inner))
    named = [
        column == value(given, frame, writer)
        for column, (here, _) in zip(far, node.navigation.join, strict=True)
        for given in _given(node.condition, here)
    ]
    return and_(*named, far[0].in_(found) if len(far) == 1 else tuple_(*far).in_(found))


def _among(node: Among, frame: Frame, writer: Writer) -> Sql:
    """The rows around are columns of a SELECT of their own, because MariaDB takes no LIMIT within IN."""
    inner = Frame()
    table = writer.start(node.source, inner, writer)
    own = [frame.column(member.range, member.item) for member in node.members]
    found = select(*table.c)
    return own[0].in_(found) if len(own) == 1 else tuple_(*own).in_(found)


def _aggregate(node: Aggregate, frame: Frame, writer: Writer) -> Sql:
    """`sum` and its kin over the rows of a group, or over those of each row's collection."""
    if node.range is not None:
        inner, where = _rows(node.range, node.condition, frame, writer)
        made = _aggregate(Aggregate(node.method, node.operand, node.type), inner, writer)
        found: Select[Any] = select(made).select_from(inner.from_clause()).where(*where)
        return found.correlate(*_tables_around(inner)).scalar_subquery()
    if node.operand is None:
        return func.count()
    return aggregated(node.method, comparand(node.operand, frame, writer))


def _given(condition: Bound, column: Sql) -> list[Parameter]:
    """The values that a key predicate gives a column."""
    terms = condition.terms if isinstance(condition, Junction) else (condition,)
    return [
        term.right
        for term in terms
        if isinstance(term, Comparison) and isinstance(term.left, Member) and term.left.item.column is column
        and isinstance(term.right, Parameter)
    ]  # fmt: skip


def _lookup(row: Range, condition: Bound, result: Bound, frame: Frame, writer: Writer) -> Sql:
    inner, where = _rows(row, condition, frame, writer)
    looked_up = value(result, inner, writer)
    found: Select[Any] = select(looked_up).select_from(inner.from_clause()).where(*where)
    return found.correlate(*_tables_around(inner)).scalar_subquery()


def _arithmetic(node: Arithmetic, frame: Frame, writer: Writer) -> Sql:
    left, right = value(node.left, frame, writer), value(node.right, frame, writer)
    whole = node.left.type in INTEGERS and node.right.type in INTEGERS
    match node.operator:
        case BinaryOperator.ADD:
            return left + right
        case BinaryOperator.SUB:
            return left - right
        case BinaryOperator.MUL:
            return left * right
        case BinaryOperator.DIV:
            return quotient(left, right) if whole else exact_quotient(left, right)
        case BinaryOperator.DIVBY:
            return exact_quotient(left, right)
        case BinaryOperator.MOD:
            return remainder(left, right)
        case _:
            raise AssertionError(node.operator)


def _cast(operand: Bound, wanted: Type, frame: Frame, writer: Writer) -> Sql:
    written = value(operand, frame, writer)
    if isinstance(operand.type, EnumType) and str(wanted) == "Edm.String":
        return cast(written, String)
    if wanted is BOOLEAN:
        return cast(written, Boolean)
    if wanted is DURATION:
        return cast(written, Interval)
    if wanted in NUMBERS and wanted not in INTEGERS and str(wanted) == "Edm.Decimal":
        return cast(written, Numeric(38, 10))
    return cast(written, type_of(wanted))
