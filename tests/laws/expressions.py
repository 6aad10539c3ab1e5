"""Random typed expressions: their text, and a function that says what they mean for a row (`meaning`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.laws import facts
from tests.laws.meaning import (
    ARITHMETIC,
    CASTS,
    COMPARISONS,
    FUNCTIONS,
    equal,
    lifted,
    literal,
    moved,
    negative,
    number,
    shown,
    stretched,
)

Row = dict[str, Any]
Rows = dict[str, Row | None]  # by the variables in scope
Run = Callable[[Rows], Any]

PRIMARY, UNARY, PRODUCT, SUM, RELATION, EQUALITY, AND, OR = range(8)  # what binds strongest is first

KINDS: dict[str, tuple[str, ...]] = {
    "text": ("name", "note"),
    "int": ("small", "whole", "big", "id"),
    "decimal": ("price", "rate"),
    "double": ("ratio",),
    "bool": ("flag", "open"),
    "date": ("day", "born"),
    "instant": ("moment", "at"),
    "time": ("clock",),
    "span": ("span",),
    "token": ("token",),
    "colour": ("colour",),
    "rights": ("rights",),
}
LITERALS: dict[str, tuple[Any, ...]] = {
    "text": facts.TEXTS,
    "int": (0, 1, 2, -1, 3, 5, -7, 10, 300, 2**31),
    "decimal": tuple(map(Decimal, ("0.5", "2.0", "-2.5", "1.25", "0.0", "100.75"))),
    "double": tuple(map(Decimal, ("0.5", "2.0", "-2.5", "1.5e1"))),
    "bool": (True, False),
    "date": facts.DAYS,
    "instant": facts.MOMENTS,
    "time": facts.CLOCKS,
    "span": (*facts.SPANS, timedelta(seconds=90.5), timedelta(days=-3, microseconds=1)),
    "token": facts.TOKENS,
    "colour": ("RED", "DEEP_BLUE", "GREEN"),
    "rights": ("READ", "WRITE", "SHARE"),
}
OPAQUE = ("token", "colour", "rights")  # literals of these are nothing by themselves
NUMBERS = ("int", "decimal", "double")
ORDERED = ("text", "int", "decimal", "double", "date", "instant", "time", "span", "bool")
PATTERNS = ("^a", "b+", "^.$", "[A-Z]", "\\d", "^\\s", "x|y", "^(ab)?$", "O'N", "^[^a]*$")


@dataclass(frozen=True)
class Expression:
    text: str
    kind: str
    run: Run
    binds: int = PRIMARY
    literal: bool = False

    def __repr__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Source:
    """A row in scope: what stands before its properties' names, and how it is found."""

    prefix: str
    table: str
    variable: str
    related: bool = False

    def row(self, rows: Rows) -> Row | None:
        row = rows[self.variable]
        return row if not self.related or row is None else row["Owner"]


def sources(variable: str, prefix: str, table: str) -> tuple[Source, ...]:
    own = (Source(prefix, table, variable),)
    return own if table == "owners" else (*own, Source(f"{prefix}Owner/", "owners", variable, related=True))


def inside(part: Expression, outer: int) -> str:
    """In parentheses where the operator around binds more strongly."""
    return f"({part.text})" if part.binds > outer else part.text


def binary(operator: str, left: Expression, right: Expression, binds: int, kind: str, meant: Any) -> Expression:
    text = f"{inside(left, binds)} {operator} {inside(right, binds - 1)}"
    return Expression(text, kind, lambda rows: meant(left.run(rows), right.run(rows)), binds)


def call(function: str, kind: str, *parts: Expression) -> Expression:
    meant = FUNCTIONS[function]
    text = f"{function}({','.join(part.text for part in parts)})"
    return Expression(text, kind, lambda rows: meant(*(part.run(rows) for part in parts)))


class Maker:
    """Draws expressions of each kind over the rows in scope, nested so deep at most."""

    def __init__(self, pick: Callable[[int], int], scope: Sequence[Source], variables: int = 0) -> None:
        self.pick = pick  # a number below the one given
        self.scope = scope
        self.variables = variables

    def one_of(self, choices: Sequence[Any]) -> Any:
        return choices[self.pick(len(choices))]

    # --- leaves ---

    def literal(self, kind: str) -> Expression:
        value = self.one_of(LITERALS[kind])
        text = literal(value)
        if kind in ("colour", "rights"):
            text = f"{self.one_of(('', 'Facts.' + kind.capitalize()))}'{value}'"
        if kind == "int":
            meant: Any = number(value)
        elif kind in NUMBERS:
            text, meant = str(value), number(value, whole=False)
        else:
            meant = value
        return Expression(text, kind, lambda rows: meant, literal=True)

    def member(self, kind: str) -> Expression:
        source = self.one_of(self.scope)
        name = self.one_of(KINDS[kind])

        def run(rows: Rows) -> Any:
            row = source.row(rows)
            return None if row is None else shown(row[name])

        return Expression(source.prefix + name, kind, run)

    def of(self, kind: str, depth: int) -> Expression:
        """Any expression of the kind; literals are what is compared with, rarely more."""
        if depth <= 0 or kind in OPAQUE:
            return self.member(kind) if self.pick(4) else self.literal(kind)
        makers: dict[str, tuple[Callable[[int], Expression], ...]] = {
            "text": (self.text_call, self.text_call, self.case_of("text"), self.cast_to("text")),
            "int": (self.int_call, self.arithmetic_of("int"), self.negation_of("int"), self.count, self.case_of("int"),
                    self.cast_to("int")),
            "decimal": (
                self.decimal_call, self.arithmetic_of("decimal"), self.negation_of("decimal"), self.case_of("decimal"),
                self.cast_to("decimal"),
            ),
            "double": (self.arithmetic_of("double"), self.negation_of("double"), self.rounding_of("double"),
                       self.cast_to("double")),
            "bool": (self.condition,),
            "date": (self.date_call, self.case_of("date"), self.cast_to("date")),
            "instant": (self.moved_instant, self.case_of("instant"), self.cast_to("instant")),
            "time": (self.time_call, self.cast_to("time")),
            "span": (self.span_between, self.span_calculated),
        }  # fmt: skip
        if self.pick(3) == 0:
            return self.of(kind, 0)
        return self.one_of(makers[kind])(depth - 1)  # type: ignore[no-any-return]

    # --- conditions ---

    def condition(self, depth: int) -> Expression:
        plain = (self.comparison, self.comparison, self.null_comparison, self.listed, self.text_condition, self.has,
                 self.flag)  # fmt: skip
        nested = (self.junction, self.junction, self.negated, self.quantified, self.truth_comparison)
        return self.one_of((*plain, *nested) if depth > 0 else plain)(depth)  # type: ignore[no-any-return]

    def comparison(self, depth: int) -> Expression:
        kind = self.one_of((*ORDERED, "token", "colour", "rights", "date"))
        operator = self.one_of(tuple(COMPARISONS) if kind in ORDERED else ("eq", "ne"))
        named = depth <= 0 or kind in OPAQUE
        left = self.member(kind) if named else self.of(kind, depth)
        other = kind
        if kind in NUMBERS:
            other = self.one_of(NUMBERS)
        elif kind == "date":
            other = self.one_of(("date", "instant"))
        right = self.member(other) if other == "instant" and kind == "date" else self.of(other, depth - 1)
        binds = EQUALITY if operator in ("eq", "ne") else RELATION
        return binary(operator, left, right, binds, "bool", truth(COMPARISONS[operator], left, right))

    def null_comparison(self, depth: int) -> Expression:
        kind = self.one_of(tuple(KINDS))
        left = self.member(kind) if kind in OPAQUE else self.of(kind, depth)
        operator = self.one_of(("eq", "ne"))
        right = Expression("null", left.kind, lambda rows: None)
        return binary(operator, left, right, EQUALITY, "bool", truth(COMPARISONS[operator], left, right))

    def truth_comparison(self, depth: int) -> Expression:
        left, operator = self.condition(depth - 1), self.one_of(("eq", "ne"))
        right = self.of("bool", depth - 1)
        return binary(operator, left, right, EQUALITY, "bool", truth(COMPARISONS[operator], left, right))

    def flag(self, depth: int) -> Expression:
        return self.member("bool")

    def listed(self, depth: int) -> Expression:
        kind = self.one_of(("int", "text", "decimal", "date", "token", "colour"))
        left = self.member(kind)
        items = [self.literal(kind) for _ in range(1 + self.pick(4))]
        if self.pick(5) == 0:
            items.append(Expression("null", kind, lambda rows: None))
        text = f"{left.text} in ({','.join(item.text for item in items)})"

        def run(rows: Rows) -> bool:
            found = left.run(rows)
            return any(equal(found, item.run(rows)) for item in items)

        return Expression(text, "bool", run, UNARY)

    def text_condition(self, depth: int) -> Expression:
        function = self.one_of(("contains", "startswith", "endswith", "matchesPattern"))
        left = self.of("text", depth)
        if function == "matchesPattern":
            pattern = self.one_of(PATTERNS)
            return call(function, "bool", left, Expression(literal(pattern), "text", lambda rows: pattern))
        return call(function, "bool", left, self.of("text", depth - 1))

    def has(self, depth: int) -> Expression:
        left, right = self.member("rights"), self.literal("rights")
        return Expression(
            f"{left.text} has {right.text}", "bool", lambda rows: left.run(rows) == right.run(rows), UNARY
        )

    def junction(self, depth: int) -> Expression:
        operator, binds = self.one_of((("and", AND), ("or", OR)))
        terms = [self.condition(depth - 1) for _ in range(2 + self.pick(2))]
        text = f" {operator} ".join(inside(term, binds) for term in terms)

        def run(rows: Rows) -> bool:
            found = [term.run(rows) is True for term in terms]
            return all(found) if operator == "and" else any(found)

        return Expression(text, "bool", run, binds)

    def negated(self, depth: int) -> Expression:
        term = self.condition(depth - 1)
        return Expression(f"not ({term.text})", "bool", lambda rows: term.run(rows) is not True, UNARY)

    def quantified(self, depth: int) -> Expression:
        """`any` and `all` over the things of an owner; without one where nobody is in scope."""
        owners = [source for source in self.scope if source.table == "owners"]
        if not owners:
            return self.comparison(depth)
        source, operator = self.one_of(owners), self.one_of(("any", "all"))
        if operator == "any" and self.pick(4) == 0:
            return Expression(f"{source.prefix}Things/any()", "bool", lambda rows: bool(things(source, rows)))
        variable = f"t{self.variables}"
        inner = self.within(variable).condition(depth - 1)

        def run(rows: Rows) -> bool:
            found = [inner.run({**rows, variable: thing}) is True for thing in things(source, rows)]
            return any(found) if operator == "any" else all(found)

        return Expression(f"{source.prefix}Things/{operator}({variable}:{inner.text})", "bool", run)

    def within(self, variable: str) -> "Maker":
        outer = [
            Source(f"$it/{source.prefix}", source.table, source.variable, source.related)
            if source.variable == "$it" and not source.prefix.startswith("$it/") else source
            for source in self.scope
        ]  # fmt: skip
        return Maker(self.pick, (*sources(variable, f"{variable}/", "things"), *outer), self.variables + 1)

    # --- values ---

    def case_of(self, kind: str) -> Callable[[int], Expression]:
        def make(depth: int) -> Expression:
            branches = [(self.condition(depth - 1), self.of(kind, depth - 1)) for _ in range(1 + self.pick(2))]
            if self.pick(2):
                branches.append((Expression("true", "bool", lambda rows: True), self.of(kind, 0)))
            text = ",".join(f"{test.text}:{value.text}" for test, value in branches)

            def run(rows: Rows) -> Any:
                found = [(test.run(rows) is True, value.run(rows)) for test, value in branches]
                return next((value for holds, value in found if holds), None)

            return Expression(f"case({text})", kind, run)

        return make

    def arithmetic_of(self, kind: str) -> Callable[[int], Expression]:
        def make(depth: int) -> Expression:
            operator = self.one_of(
                ("add", "sub", "mul", "div", "mod", "divby") if kind != "int" else ("add", "sub", "mul", "div", "mod")
            )
            left = self.member(kind) if self.pick(2) else self.of(kind, depth)
            right = self.of(
                self.one_of({"int": ("int",), "decimal": ("int", "decimal"), "double": NUMBERS}[kind]), depth
            )
            binds = SUM if operator in ("add", "sub") else PRODUCT
            return binary(operator, left, right, binds, kind, ARITHMETIC[operator])

        return make

    def negation_of(self, kind: str) -> Callable[[int], Expression]:
        def make(depth: int) -> Expression:
            part = self.of(kind, depth)
            return Expression(f"-({part.text})", kind, lambda rows: negative(part.run(rows)), UNARY)

        return make

    def rounding_of(self, kind: str) -> Callable[[int], Expression]:
        return lambda depth: call(self.one_of(("round", "floor", "ceiling")), kind, self.of(kind, depth))

    def text_call(self, depth: int) -> Expression:
        function = self.one_of(("concat", "tolower", "toupper", "trim", "substring"))
        text = self.of("text", depth)
        if function == "concat":
            return call(function, "text", text, self.of("text", depth - 1))
        if function == "substring":
            places = [self.of("int", 0)]
            if self.pick(2):
                count = self.one_of((0, 1, 2, 300))
                places.append(Expression(str(count), "int", lambda rows: number(count)))
            return call(function, "text", text, *places)
        return call(function, "text", text)

    def cast_to(self, kind: str) -> Callable[[int], Expression]:
        casts = [(given, name) for given, made, name in CASTS if made == kind]

        def make(depth: int) -> Expression:
            given, name = self.one_of(casts)
            part = self.member(given) if given in OPAQUE or given == "bool" else self.of(given, depth)
            if part.literal:
                part = self.member(given)  # a literal that is no such value is refused
            return Expression(f"cast({part.text},{name})", kind, lifted_run(part, CASTS[given, kind, name]))

        return make

    def int_call(self, depth: int) -> Expression:
        function = self.one_of(("length", "indexof", "year", "month", "day", "hour", "minute", "second", "round"))
        match function:
            case "length":
                return call(function, "int", self.of("text", depth))
            case "indexof":
                return call(function, "int", self.of("text", depth), self.of("text", 0))
            case "round":
                return call(self.one_of(("round", "floor", "ceiling")), "int", self.of("int", depth))
            case "hour" | "minute" | "second":
                return call(function, "int", self.of(self.one_of(("instant", "time")), depth))
            case _:
                return call(function, "int", self.of(self.one_of(("date", "instant")), depth))

    def count(self, depth: int) -> Expression:
        owners = [source for source in self.scope if source.table == "owners"]
        if not owners:
            return self.member("int")
        source = self.one_of(owners)
        return Expression(f"{source.prefix}Things/$count", "int", lambda rows: number(len(things(source, rows))))

    def decimal_call(self, depth: int) -> Expression:
        function = self.one_of(("round", "totalseconds", "fractionalseconds", "divby"))
        match function:
            case "round":
                return self.rounding_of("decimal")(depth)
            case "totalseconds":
                return call(function, "decimal", self.of("span", depth))
            case "fractionalseconds":
                return call(function, "decimal", self.of(self.one_of(("instant", "time")), depth))
            case _:
                left, right = self.of("int", depth), self.of("int", 0)
                return binary("divby", left, right, PRODUCT, "decimal", ARITHMETIC["divby"])

    def date_call(self, depth: int) -> Expression:
        if self.pick(2):
            return call("date", "date", self.of("instant", depth))
        return self.moved("date", depth)

    def time_call(self, depth: int) -> Expression:
        return call("time", "time", self.of("instant", depth))

    def moved_instant(self, depth: int) -> Expression:
        return self.moved("instant", depth)

    def moved(self, kind: str, depth: int) -> Expression:
        left, right, operator = self.of(kind, depth), self.of("span", depth), self.one_of(("add", "sub"))
        meant = lifted(lambda one, other: moved(one, other if operator == "add" else -other))
        return binary(operator, left, right, SUM, kind, meant)

    def span_between(self, depth: int) -> Expression:
        kind = self.one_of(("instant", "date"))
        meant = lifted(lambda one, other: one - other)
        return binary("sub", self.member(kind), self.of(kind, depth), SUM, "span", meant)

    def span_calculated(self, depth: int) -> Expression:
        match self.one_of(("add", "sub", "mul", "-")):
            case "-":
                part = self.of("span", depth)
                return Expression(f"-({part.text})", "span", lifted_run(part, lambda one: -one), UNARY)
            case "mul":
                factor = self.literal(self.one_of(("int", "decimal")))
                return binary("mul", self.of("span", depth), factor, PRODUCT, "span", lifted(stretched))
            case "add":
                meant = lifted(lambda one, other: one + other)
                return binary("add", self.of("span", depth), self.of("span", 0), SUM, "span", meant)
            case _:
                meant = lifted(lambda one, other: one - other)
                return binary("sub", self.of("span", depth), self.of("span", 0), SUM, "span", meant)


def lifted_run(part: Expression, function: Callable[[Any], Any]) -> Run:
    meant = lifted(function)
    return lambda rows: meant(part.run(rows))


def truth(compare: Callable[[Any, Any], bool], left: Expression, right: Expression) -> Callable[[Any, Any], bool]:
    """A condition that is null is false: SQL's third truth value never shows. A property's null is one."""

    def settle(part: Expression, value: Any) -> Any:
        plain = part.kind != "bool" or part.text == "null" or part.text.rpartition("/")[2] in KINDS["bool"]
        return value if plain else value is True

    return lambda one, other: compare(settle(left, one), settle(right, other))


def things(source: Source, rows: Rows) -> list[Row]:
    row = source.row(rows)
    return [] if row is None else row["Things"]


def maker(draw: st.DrawFn, table: str) -> Maker:
    return Maker(lambda count: draw(st.integers(0, count - 1)), sources("$it", "", table))


@st.composite
def conditions(draw: st.DrawFn, depth: int = 3) -> tuple[str, Expression]:
    """A table, and a condition over its rows."""
    table = draw(st.sampled_from(("things", "owners")))
    return table, maker(draw, table).condition(depth)


@st.composite
def values(draw: st.DrawFn, depth: int = 2) -> tuple[str, Expression]:
    """A table, and an expression that has a value for each of its rows."""
    table = draw(st.sampled_from(("things", "owners")))
    kind = draw(st.sampled_from([kind for kind in KINDS if kind not in OPAQUE]))
    return table, maker(draw, table).of(kind, depth)
