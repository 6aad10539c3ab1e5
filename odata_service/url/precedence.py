"""Operands and operators, in the order in which they were written -> one tree, by what binds how strongly."""

from dataclasses import dataclass, field

from odata_service.errors import Span
from odata_service.url import ast
from odata_service.url.ast import BinaryOperator, Expr, UnaryOperator
from odata_service.url.tokens import Tokenizer

MAX_DEPTH = 100  # levels of nesting that stay after chains of `and` and `or` have become flat
TOO_DEEP = f"The expression is nested deeper than {MAX_DEPTH} levels, the most that ODATA_EXPRESSION_DEPTH can allow"

PRECEDENCE: dict[BinaryOperator | UnaryOperator, int] = {
    BinaryOperator.OR: 1,
    BinaryOperator.AND: 2,
    BinaryOperator.EQ: 3,
    BinaryOperator.NE: 3,
    BinaryOperator.LT: 4,
    BinaryOperator.LE: 4,
    BinaryOperator.GT: 4,
    BinaryOperator.GE: 4,
    UnaryOperator.NOT: 5,  # before `eq` (Part 2, section 5.1.1.15), but no number can be negated by it
    BinaryOperator.ADD: 6,
    BinaryOperator.SUB: 6,
    BinaryOperator.MUL: 7,
    BinaryOperator.DIV: 7,
    BinaryOperator.DIVBY: 7,
    BinaryOperator.MOD: 7,
    UnaryOperator.NEGATE: 8,
    BinaryOperator.HAS: 9,
}
IN = 9
JUNCTIONS = (BinaryOperator.OR, BinaryOperator.AND)


@dataclass(slots=True)
class Chain:
    """A junction that still grows."""

    operator: BinaryOperator
    terms: list[Expr]
    start: int
    stop: int


@dataclass(slots=True)
class Operand:
    """What stands between operators, and how deep it is."""

    node: Expr | Chain
    depth: int

    def expression(self) -> Expr:
        if isinstance(self.node, Chain):
            chain = self.node
            return ast.Junction(chain.operator, tuple(chain.terms), Span(chain.start, chain.stop))
        return self.node


@dataclass(slots=True)
class Open:
    """An opening parenthesis."""


Operator = BinaryOperator | UnaryOperator | Open


@dataclass(slots=True)
class Stack:
    """What is read and not yet put together."""

    operands: list[Operand] = field(default_factory=list)
    operators: list[Operator] = field(default_factory=list)
    opened: int = 0


def put_together(stack: Stack, least: int, tokens: Tokenizer) -> None:
    """Applies the operators on the stack that bind at least as strongly as the one that comes."""
    operands, operators = stack.operands, stack.operators
    while operators and not isinstance(operator := operators[-1], Open) and PRECEDENCE[operator] >= max(least, 1):
        operators.pop()
        right = operands.pop()
        if isinstance(operator, UnaryOperator):
            span = Span(start_of(right), _stop_of(right))
            made = Operand(ast.Unary(operator, right.expression(), span), right.depth + 1)
        elif operator in JUNCTIONS:
            made = _chained(operator, operands.pop(), right)
        else:
            left = operands.pop()
            span = Span(start_of(left), _stop_of(right))
            node = ast.Binary(operator, left.expression(), right.expression(), span)
            made = Operand(node, max(left.depth, right.depth) + 1)
        if made.depth > MAX_DEPTH:
            span = Span(start_of(made), _stop_of(made))
            tokens.fail(TOO_DEEP, span)
        operands.append(made)


def _chained(operator: BinaryOperator, left: Operand, right: Operand) -> Operand:
    """Terms of one operator become one flat junction, however they were nested."""
    one, other = left.node, right.node
    if isinstance(one, Chain) and one.operator is operator:
        chain, depth = one, left.depth
    else:
        chain, depth = Chain(operator, [left.expression()], start_of(left), 0), left.depth + 1
    if isinstance(other, Chain) and other.operator is operator:
        chain.terms += other.terms
        depth = max(depth, right.depth)
    else:
        chain.terms.append(right.expression())
        depth = max(depth, right.depth + 1)
    chain.stop = _stop_of(right)
    return Operand(chain, depth)


def start_of(operand: Operand) -> int:
    return operand.node.start if isinstance(operand.node, Chain) else operand.node.span.start


def _stop_of(operand: Operand) -> int:
    return operand.node.stop if isinstance(operand.node, Chain) else operand.node.span.stop
