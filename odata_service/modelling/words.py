"""What a request means, bound to a model, in words: for people who look at it, not for machines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from odata_service.edm.derived import NUMBER
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
    Expand,
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
    Read,
    Shape,
    Sort,
    Window,
)
from odata_service.url.ast import BinaryOperator
from odata_service.url.folding import SEPARATOR, items_of

COMPARED = {
    BinaryOperator.EQ: "is", BinaryOperator.NE: "is not", BinaryOperator.LT: "is less than",
    BinaryOperator.LE: "is at most", BinaryOperator.GT: "is more than", BinaryOperator.GE: "is at least",
    BinaryOperator.HAS: "has",
}  # fmt: skip
SAID = {"contains": "contains", "startswith": "starts with", "endswith": "ends with", "matchespattern": "matches"}
SHOWN = 5  # of the values of a list
SHAPES = {
    Shape.COLLECTION: "Rows of {}", Shape.ENTITY: "One row of {}", Shape.PROPERTY: "One property of a row of {}",
    Shape.RAW_VALUE: "One value of a row of {}", Shape.COUNT: "The number of rows of {}",
    Shape.REFERENCES: "The ids of rows of {}", Shape.REFERENCE: "The id of a row of {}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """The words for the nodes of one request, whose literals these are."""

    literals: Sequence[str]

    def read(self, read: Read) -> list[str]:
        """A read, one line for each of its parts."""
        lines = [SHAPES[read.shape].format(_name(read.range))]
        lines += [f"  {'where' if not number else 'and'} {self.of(one)}" for number, one in enumerate(read.where)]
        if read.order and read.shape in (Shape.COLLECTION, Shape.REFERENCES):
            lines.append(f"  sorted by {', then '.join(map(self.sort, read.order))}")
        shown = [output.name for output in read.outputs if output.name is not None and output.name != NUMBER]
        if shown:
            lines.append(f"  with {', '.join(shown)}")
        if read.through is not None:
            lines += ["  whose keys another database is asked for first:"]
            lines += [f"    {line}" for line in self.read(read.through.origin)]
        for expand in read.expands:
            lines += [f"  {line}" for line in self.expand(expand)]
        return lines

    def expand(self, expand: Expand) -> list[str]:
        here = ", ".join(self.of(member) for member in expand.here)
        there = ", ".join(item.name for item in expand.there)
        content = expand.content.value
        first, *rest = self.read(expand.read)
        return [f"and within each, as {expand.navigation.name}: {content}, {first[:1].lower()}{first[1:]}",
                f"  whose {there} is {here}", *rest]  # fmt: skip

    def sort(self, sort: Sort) -> str:
        nulls = (", without a value last" if sort.descending else ", without a value first") if sort.nullable else ""
        return f"{self.of(sort.expression)}{' descending' if sort.descending else ''}{nulls}"

    def of(self, node: Bound) -> str:
        """An expression."""
        match node:
            case Parameter():
                return self.parameter(node)
            case Constant(value):
                return "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
            case Member(row, item):
                return f"{_way(row)}{item.name}"
            case Call(function, (one, other)) if function in SAID:
                return f"{self.of(one)} {SAID[function]} {self.of(other)}"
            case Call(function, arguments):
                return f"{function}({', '.join(map(self.of, arguments))})"
            case Cast(operand, wanted):
                return f"{self.of(operand)} as {wanted}"
            case Arithmetic(operator, left, right):
                return f"({self.of(left)} {operator.value} {self.of(right)})"
            case Negation(operand):
                return f"-{self.of(operand)}"
            case Comparison() | InList() | Junction() | Not() | Case():
                return self.condition(node)
            case Exists() | CountOf() | Lookup() | ReachedFrom() | Among() | Keyed() | OfType():
                return self.related(node)
            case Placed(operand, place, tree):
                return f"{self.of(operand)} is {place.value}{self.whence(node)} among {_name(tree.range)}"
            case Aggregate() | Window():
                return self.calculated(node)
            case _:
                assert_never(node)

    def parameter(self, node: Parameter) -> str:
        text = self.literals[node.number]
        if not node.many and SEPARATOR not in text:
            return text
        items = items_of(text)
        more = f", … ({len(items)} values)" if len(items) > SHOWN else ""
        return f"({', '.join(items[:SHOWN])}{more})"

    def condition(self, node: Comparison | InList | Junction | Not | Case) -> str:
        match node:
            case Comparison(operator, left, Constant(None)) if operator in (BinaryOperator.EQ, BinaryOperator.NE):
                return f"{self.of(left)} has {'no value' if operator is BinaryOperator.EQ else 'a value'}"
            case Comparison(operator, left, right):
                return f"{self.of(left)} {COMPARED[operator]} {self.of(right)}"
            case InList(operand, choices):
                shown = ", ".join(map(self.of, choices[:SHOWN]))
                more = f", … ({len(choices)} values)" if len(choices) > SHOWN else ""
                return f"{self.of(operand)} is one of {shown}{more}"
            case Junction(operator, terms):
                if not terms:
                    return "always" if operator is BinaryOperator.AND else "never"
                return f" {operator.value} ".join(self.within(term) for term in terms)
            case Not(operand):
                return f"not ({self.of(operand)})"
            case Case(branches):
                return "; ".join(f"{self.of(value)} where {self.of(condition)}" for condition, value in branches)
            case _:
                assert_never(node)

    def within(self, node: Bound) -> str:
        return f"({self.of(node)})" if isinstance(node, Junction) and len(node.terms) > 1 else self.of(node)

    def related(self, node: Exists | CountOf | Lookup | ReachedFrom | Among | Keyed | OfType) -> str:
        match node:
            case Exists(row, condition):
                return f"there is one of {_way(row).rstrip('/')}{self.whose(condition)}"
            case CountOf(row, condition):
                return f"the number of {_way(row).rstrip('/')}{self.whose(condition)}"
            case Lookup(row, condition, value):
                return f"{self.of(value)} of the row of {_name(row)} where {self.of(condition)}"
            case ReachedFrom(_, origin, navigation, condition):
                return f"{navigation.name} of the row of {_name(origin)} leads to it, where {self.of(condition)}"
            case Among(members, source):
                return f"{', '.join(map(self.of, members))} is that of one of {_name(source)}"
            case Keyed(members):
                return f"{', '.join(map(self.of, members))} is among the keys that were found before"
            case OfType(row, cast):
                return f"{_way(row).rstrip('/') or 'it'} is a {cast.type.name}"
            case _:
                assert_never(node)

    def whence(self, node: Placed) -> str:
        """From which node another one is asked for, and how far away."""
        if node.origin is None:
            return ""
        origin = "one that is found" if isinstance(node.origin, Range) else self.of(node.origin)
        most = "" if node.most is None else f", at most {self.of(node.most)} away"
        return f" of {origin}{', or that' if node.itself else ''}{most}"

    def whose(self, condition: Bound | None) -> str:
        return "" if condition is None else f" where {self.of(condition)}"

    def calculated(self, node: Aggregate | Window) -> str:
        operand = "" if node.operand is None else f" of {self.of(node.operand)}"
        if isinstance(node, Aggregate):
            over = "" if node.range is None else f" over {_way(node.range).rstrip('/')}{self.whose(node.condition)}"
            return f"{node.method}{operand}{over}"
        return f"{node.method}{operand} among {', '.join(map(self.of, node.partition)) or 'all rows'}"


def _name(row: Range) -> str:
    return " * ".join(_name(one) for one in row.members) or row.entity_set.name


def _way(row: Range) -> str:
    """The navigation that leads to a range, `Customer/`; nothing for the rows that are read themselves."""
    if row.of is not None and not row.proved:
        return f"{_way(row.of)}{row.entity_set.cast}/"
    if row.navigation is None:
        return ""
    return f"{'' if row.outer is None else _way(row.outer)}{row.navigation.name}/"
