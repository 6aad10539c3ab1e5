"""Typed expression -> SQL expression.

OData knows two truth values where SQL knows three: a comparison with null is false, and what is not true is false. So
a condition is written in two ways, `holds` (true where it is true) and `fails` (true where it is not); a NULL of SQL's
in either means "no", and neither is ever negated as a whole. On columns that cannot be null both are the plain
operators, and an index serves them.
"""

from dataclasses import replace
from typing import Any, assert_never

from sqlalchemy import (
    Select,
    and_,
    case,
    exists,
    false,
    func,
    literal_column,
    null,
    or_,
    select,
    true,
)

from odata_service.edm.codes import Flag
from odata_service.edm.properties import Stored
from odata_service.edm.types import BOOLEAN, STRING, EnumType
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
    Range,
    ReachedFrom,
    Window,
)
from odata_service.query.joining import item_of
from odata_service.sql.aggregates import aggregated, window
from odata_service.sql.arithmetic import calculated, compared, negated
from odata_service.sql.canonical import FUNCTIONS
from odata_service.sql.casting import converted
from odata_service.sql.coded import absent, flag_is, meaning, present
from odata_service.sql.columns import in_one_form, missing, same_as
from odata_service.sql.frame import EVERY, NONE, Frame, Sql
from odata_service.sql.functions import (
    grouped,
    in_values,
    not_true,
    unlike,
    unpadded,
    unpadded_text,
)
from odata_service.sql.joins import held_as
from odata_service.sql.keys import among_keys
from odata_service.sql.rows import within
from odata_service.sql.terms import (
    COMPARED,
    OPPOSITES,
    constant_value,
    encoded,
    flag_and_constant,
    given_for,
    is_cast,
    is_null,
    joined,
    nullable,
    sendable,
)
from odata_service.sql.writer import Sought, Writer
from odata_service.url.ast import BinaryOperator
from odata_service.url.folding import NotFolded


def holds(node: Bound, frame: Frame, writer: Writer) -> Sql:
    """A condition that is true where `node` is true."""
    match node:
        case Not(operand):
            return fails(operand, frame, writer)
        case Junction(operator, terms):
            return joined(operator is BinaryOperator.AND, [holds(term, frame, writer) for term in terms])
        case Comparison(operator, Member(row, item), Parameter() as other) if is_cast(node):
            sure = Member(replace(row, proved=True), item)
            return and_(frame.is_of_type(row, row.entity_set), _comparison(operator, sure, other, frame, writer))
        case Comparison():
            return _comparison(node.operator, node.left, node.right, frame, writer)
        case InList(Member(row, item), choices) if is_cast(node):
            listed = InList(Member(replace(row, proved=True), item), choices)
            return and_(frame.is_of_type(row, row.entity_set), holds(listed, frame, writer))
        case InList(operand, choices):
            return (
                and_(_in(node, frame, writer), *_standing(operand, choices[0], frame, writer)) if choices else false()
            )
        case Exists(row, condition):
            return _exists(row, condition, frame, writer)
        case ReachedFrom():
            return _reached(node, frame, writer)
        case Among():
            return within(*among_rows(node, frame, writer))
        case Placed():
            columns, found = writer.sought(node, frame, writer)
            return within(columns, found.correlate(*frame.tables.values(), *frame.tables_around()))
        case Keyed(members):
            return among_keys([as_stored(member, frame, writer) for member in members])
        case OfType(row, cast):
            return frame.is_of_type(row, cast)
        case Constant(value):
            return EVERY if value is True else NONE
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
            return joined(operator is BinaryOperator.OR, [fails(term, frame, writer) for term in terms])
        case Comparison():
            return _failing_comparison(node, frame, writer)
        case InList(operand):
            if not node.choices:
                return true()
            listed = ~_in(node, frame, writer)
            return or_(listed, _void(operand, frame, writer)) if nullable(operand) else listed
        case Exists(row, condition):
            return ~_exists(row, condition, frame, writer)
        case ReachedFrom():
            return ~_reached(node, frame, writer)
        case Among() | Keyed():
            return ~holds(node, frame, writer)
        case Placed(operand, origin=origin):
            asked = [one for one in (operand, origin) if not isinstance(one, Range) and one is not None]
            return or_(~holds(node, frame, writer), *(_void(one, frame, writer) for one in asked if nullable(one)))
        case OfType():
            return not_true(holds(node, frame, writer))
        case Constant(constant):
            return NONE if constant is True else EVERY
        case Call() | Case() | Member() | Lookup() | Cast() | Parameter():
            written = _as_condition(node, frame, writer)
            if isinstance(node, Call):
                return not_true(written) if any(map(nullable, node.arguments)) else ~written
            return or_(~written, _void(node, frame, writer)) if nullable(node) else ~written
        case CountOf() | Arithmetic() | Negation() | Aggregate() | Window():
            raise AssertionError(f"{node} is no condition")
        case _:
            assert_never(node)


def value(node: Bound, frame: Frame, writer: Writer) -> Sql:
    """The value of an expression; a condition becomes true or false, never null."""
    writer.count()
    match node:
        case Parameter():
            return writer.value(node)
        case Constant(constant, wanted):
            return null() if constant is None else constant_value(constant, wanted)
        case Member(row, item):
            return frame.column(row, item)
        case Call() if node.type is not BOOLEAN:
            return _called(node, frame, writer)
        case Cast(operand, wanted):
            with writer.repeating():
                return converted(_meant(operand, frame, writer), operand.type, wanted)
        case Arithmetic(operator, left, right):
            sides = _meant(left, frame, writer), _meant(right, frame, writer)
            return calculated(operator, sides[0], left.type, sides[1], right.type)
        case Negation(operand):
            return negated(_meant(operand, frame, writer), operand.type)
        case Case(branches):
            pairs = [(holds(test, frame, writer), _meant(result, frame, writer)) for test, result in branches]
            return case(*pairs)
        case CountOf(row, condition):
            inner, where = _rows(row, condition, frame, writer)
            counted = select(func.count()).select_from(inner.from_clause()).where(*where)
            return counted.correlate(*inner.tables_around()).scalar_subquery()
        case Lookup(row, condition, result):
            return _lookup(row, condition, result, frame, writer)
        case Aggregate():
            return _aggregate(node, frame, writer)
        case Window():
            own = None if node.operand is None else comparand(node.operand, frame, writer)
            return window(node, own, lambda one: value(one, frame, writer))
        case Call() | Comparison() | InList() | Junction() | Not() | OfType():
            return case((holds(node, frame, writer), true()), else_=false())
        case Exists() | ReachedFrom() | Among() | Keyed() | Placed():
            return case((holds(node, frame, writer), true()), else_=false())
        case _:
            assert_never(node)


def _called(node: Call, frame: Frame, writer: Writer) -> Sql:
    if node.function == "substring":
        with writer.repeating():
            return FUNCTIONS[node.function](*(_argument(argument, frame, writer) for argument in node.arguments))
    return FUNCTIONS[node.function](*(_argument(argument, frame, writer) for argument in node.arguments))


def _argument(node: Bound, frame: Frame, writer: Writer) -> Sql:
    """What a function is given: blanks that fill a column up are no part of its text."""
    written = comparand(node, frame, writer)
    return unpadded_text(written) if isinstance(node, Member) and node.item.fixed_length else written


def comparand(node: Bound, frame: Frame, writer: Writer) -> Sql:
    """A value that is compared or calculated with: neither padding, codes nor the form of a timestamp is part of it."""
    written = as_stored(node, frame, writer)
    return meaning(node.item, written) if isinstance(node, Member) and node.item.ruled else written


def _meant(node: Bound, frame: Frame, writer: Writer) -> Sql:
    """A value as it is, or what its code stands for."""
    written = value(node, frame, writer)
    if not (isinstance(node, Member) and node.item.ruled):
        return written
    return meaning(node.item, as_stored(node, frame, writer))


def ordinal(node: Bound, frame: Frame, writer: Writer) -> Sql:
    """What rows are sorted by: a column as it is stored, where that has the same order."""
    code = node.item.code if isinstance(node, Member) else None
    return value(node, frame, writer) if code is None or code.ordered else _meant(node, frame, writer)


def as_stored(node: Bound, frame: Frame, writer: Writer) -> Sql:
    """The same, but for codes: what is encoded is compared with it."""
    written = value(node, frame, writer)
    if not isinstance(node, Member):
        return written
    if node.item.stored is Stored.ISO_TEXT:
        return in_one_form(node.item, written)
    return unpadded(written) if node.item.fixed_length else written


def _as_condition(node: Bound, frame: Frame, writer: Writer) -> Sql:
    if isinstance(node, Member) and isinstance(node.item.code, Flag):
        return flag_is(node.item, as_stored(node, frame, writer), True)
    return _called(node, frame, writer) if isinstance(node, Call) else value(node, frame, writer) == true()


def _comparison(operator: BinaryOperator, one: Bound, other: Bound, frame: Frame, writer: Writer) -> Sql:
    if operator in (BinaryOperator.EQ, BinaryOperator.NE):
        return _equality(operator is BinaryOperator.EQ, one, other, frame, writer)
    left, right = _ordinal(one, other, frame, writer), _ordinal(other, one, frame, writer)
    compared = COMPARED[operator](left, right)
    if operator is BinaryOperator.HAS and isinstance(one.type, EnumType) and one.type.is_flags:
        compared = left.op("&")(right) == right
    standing = [
        *_standing(one, other, frame, writer, ordered=True),
        *_standing(other, one, frame, writer, ordered=True),
    ]
    return and_(compared, *standing)


def _side(node: Bound, other: Bound, frame: Frame, writer: Writer, *, ordered: bool = False) -> Sql:
    """One side of a comparison. A column is compared as it is stored where the other side is written so, too: an index
    serves that."""
    if encoded(node, other, ordered=ordered):
        return as_stored(node, frame, writer)
    if isinstance(node, Parameter) and node.like is not None and node.like.ruled:
        node = node if encoded(other, node, ordered=ordered) else replace(node, like=None)
    return compared(comparand(node, frame, writer), node.type, other.type)


def _ordinal(node: Bound, other: Bound, frame: Frame, writer: Writer) -> Sql:
    """A comparand that `<` takes: SQLAlchemy does not take the constants true and false."""
    written = _side(node, other, frame, writer, ordered=True)
    return grouped(written) if isinstance(node, Constant) else written


def _standing(node: Bound, other: Bound, frame: Frame, writer: Writer, *, ordered: bool = False) -> list[Sql]:
    """What a column has to meet that is compared as it is stored: that it stands for a value."""
    if not isinstance(node, Member) or not encoded(node, other, ordered=ordered):
        return []
    found = present(node.item, as_stored(node, frame, writer), equal=not ordered)
    return [] if found is None else [found]


def _void(node: Bound, frame: Frame, writer: Writer) -> Sql:
    """A condition that is true where the SQL of an expression is NULL, or stands for that."""
    if isinstance(node, Member) and node.item.ruled:
        return absent(node.item, as_stored(node, frame, writer))
    return comparand(node, frame, writer).is_(None)


def _equality(equal: bool, one: Bound, other: Bound, frame: Frame, writer: Writer) -> Sql:
    if is_null(other) or is_null(one):
        unknown = _unknown(one if is_null(other) else other, frame, writer)
        return unknown if equal else ~unknown
    flagged = flag_and_constant(one, other)
    if flagged is not None:
        member, wanted = flagged
        found = flag_is(member.item, as_stored(member, frame, writer), wanted is equal)
        return found if equal else or_(found, _void(member, frame, writer))
    left, right = _side(one, other, frame, writer), _side(other, one, frame, writer)
    standing = [*_standing(one, other, frame, writer), *_standing(other, one, frame, writer)]
    same = and_(same_as(left, right), *standing)
    void = [_void(side, frame, writer) for side in (one, other) if nullable(side)]
    if equal:
        return or_(same, and_(*void)) if len(void) == 2 else same
    given = isinstance(other, Parameter) and other.type is STRING
    differs = unlike(left, right) if given else ~same_as(left, right)
    if len(void) == 2:
        return or_(differs, and_(void[0], ~void[1]), and_(~void[0], void[1]))
    return or_(differs, *void)


def _unknown(node: Bound, frame: Frame, writer: Writer) -> Sql:
    """A condition that is true where an expression is null in the answer."""
    if not isinstance(node, Member):
        return value(node, frame, writer).is_(None)
    row, item = node.range, node.item
    if not frame.certain(row):
        known = Member(replace(row, proved=True), item)
        return or_(not_true(frame.is_of_type(row, row.entity_set)), _unknown(known, frame, writer))
    if item.ruled:
        return absent(item, as_stored(node, frame, writer))
    return missing(item, frame.column(row, item) if row.derived is not None else frame.corresponding(row, item.column))


def _failing_comparison(node: Comparison, frame: Frame, writer: Writer) -> Sql:
    opposite = OPPOSITES.get(node.operator)
    if opposite is None:
        written = _comparison(node.operator, node.left, node.right, frame, writer)
        return not_true(written)
    written = _comparison(opposite, node.left, node.right, frame, writer)
    if node.operator in (BinaryOperator.EQ, BinaryOperator.NE):
        return written
    if is_null(node.left) or is_null(node.right):
        return true()
    return or_(written, *(_void(side, frame, writer) for side in (node.left, node.right) if nullable(side)))


def _in(node: InList, frame: Frame, writer: Writer) -> Sql:
    match node.choices:
        case (Parameter(many=True) as listed,):
            if not (writer.lists_as_one and sendable(listed)):
                raise NotFolded
            return in_values(comparand(node.operand, frame, writer), writer.values((listed,)))
    stored = all(encoded(node.operand, choice) for choice in node.choices)
    operand = (
        _side(node.operand, node.choices[0], frame, writer) if not stored else as_stored(node.operand, frame, writer)
    )
    plain = tuple(choice for choice in node.choices if isinstance(choice, Parameter))
    one_kind = len({(choice.type, choice.like) for choice in plain}) == 1
    if writer.lists_as_one and len(plain) == len(node.choices) and one_kind and sendable(plain[0]):
        return in_values(operand, writer.values(plain))
    chunks = [node.choices[start : start + 1000] for start in range(0, len(node.choices), 1000)]
    values = [[_side(choice, node.operand, frame, writer) for choice in chunk] for chunk in chunks]
    return or_(*(operand.in_(chunk) for chunk in values))


def _rows(row: Range, condition: Bound | None, frame: Frame, writer: Writer) -> tuple[Frame, list[Sql]]:
    """The frame and the conditions of a subquery over the rows of a collection."""
    inner = Frame(outer=frame)
    inner.start(row, alias=True)
    where = [inner.relation(row)] if row.outer is not None else []
    if condition is not None:
        where.append(holds(condition, inner, writer))
    return inner, where


def _exists(row: Range, condition: Bound | None, frame: Frame, writer: Writer) -> Sql:
    inner, where = _rows(row, condition, frame, writer)
    found: Select[Any] = select(literal_column("1")).select_from(inner.from_clause()).where(*where)
    return exists(found.correlate(*inner.tables_around()))


def _reached(node: ReachedFrom, frame: Frame, writer: Writer) -> Sql:
    """As `columns in (select …)`, which databases answer from the few rows inside; an `exists` they may ask row by
    row. Where the key that the path names is just what is joined by, it is compared with directly, too."""
    inner = Frame(outer=frame)
    inner.start(node.origin, alias=True)
    origin, target = node.origin.entity_set.type, node.target.entity_set.type
    near = [
        held_as(item_of(target, there), item_of(origin, here), inner.corresponding(node.origin, here))
        for here, there in node.navigation.join
    ]
    far = [frame.corresponding(node.target, there) for _, there in node.navigation.join]
    condition = holds(node.condition, inner, writer)
    found: Select[Any] = select(*near).select_from(inner.from_clause()).where(condition)
    found = found.correlate(*inner.tables_around())
    named = [
        column == value(given, frame, writer)
        for column, (here, there) in zip(far, node.navigation.join, strict=True)
        if item_of(target, there).code == item_of(origin, here).code
        for given in given_for(node.condition, here)
    ]
    return and_(*named, within(far, found))


def among_rows(node: Among, frame: Frame, writer: Writer) -> Sought:
    """The rows around are columns of a SELECT of their own, because MariaDB takes no LIMIT within IN."""
    inner = Frame()
    table = writer.start(node.source, inner, writer)
    return [frame.column(member.range, member.item) for member in node.members], select(*table.c)


def _aggregate(node: Aggregate, frame: Frame, writer: Writer) -> Sql:
    """`sum` and its kin over the rows of a group, or over those of each row's collection."""
    if node.range is not None:
        inner, where = _rows(node.range, node.condition, frame, writer)
        made = _aggregate(Aggregate(node.method, node.operand, node.type), inner, writer)
        found: Select[Any] = select(made).select_from(inner.from_clause()).where(*where)
        return found.correlate(*inner.tables_around()).scalar_subquery()
    if node.operand is None:
        return func.count()
    return aggregated(node.method, frame.carry(comparand(node.operand, frame, writer)), node.operand.type)


def _lookup(row: Range, condition: Bound, result: Bound, frame: Frame, writer: Writer) -> Sql:
    inner, where = _rows(row, condition, frame, writer)
    looked_up = _meant(result, inner, writer)
    found: Select[Any] = select(looked_up).select_from(inner.from_clause()).where(*where)
    return found.correlate(*inner.tables_around()).scalar_subquery()
