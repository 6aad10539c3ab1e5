"""What names mean at one place of a request: the row they are resolved against, variables, aliases, values."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from odata_service.edm.literals import parse_literal
from odata_service.edm.model import EntitySet, Model, NavigationProperty
from odata_service.edm.properties import Property
from odata_service.edm.types import INT64, INTEGERS
from odata_service.errors import BadRequest, NotImplementedByService
from odata_service.query.bound import Bound, Parameter, Range
from odata_service.url import ast
from odata_service.url.literals import quoted


@dataclass(frozen=True, slots=True)
class Bounded:
    """What a number that a client writes has to be: above the one, and not above the other."""

    number: int  # of the literal
    above: int
    most: int | None
    complaint: str
    target: str

    def check(self, literals: Sequence[str]) -> None:
        """Raises BadRequest where it is not."""
        try:
            value = Decimal(literals[self.number])
        except InvalidOperation:  # no number, which is told where its type is
            return
        if not self.above < value <= (value if self.most is None else self.most):
            raise BadRequest(self.complaint, target=self.target)


@dataclass(slots=True)
class Values:
    """The literal texts of a request, in the order in which they were set aside.

    `places` says which number the literal at an offset of an option has. A literal that the shape did not set aside
    is appended, and the request's shape is not to be remembered (`complete` turns false); nor is one with a literal
    that is no value.
    """

    texts: list[str]
    places: dict[tuple[str, int], int]
    complete: bool = True
    expands: int = 0  # how many navigation properties are expanded
    nodes: int = 0  # of all expressions; what has become one list counts once
    depth: int = 0  # of what is being read of an expression
    sequences: int = 0  # of transformations, within each other
    bounds: list[Bounded] = field(default_factory=list)

    def number_of(self, option: str, literal: ast.Literal) -> int:
        number = self.places.get((option, literal.span.start))
        if number is not None and self.texts[number] == literal.text:
            return number
        return self.added(literal.text)

    def is_set_aside(self, option: str, literal: ast.Literal) -> bool:
        """Whether requests with another value there have the same shape."""
        return (option, literal.span.start) in self.places

    def number_of_list(self, option: str, literal: ast.Literal) -> int:
        return self.places[option, literal.span.start]

    def number_of_word(self, option: str, term: ast.SearchTerm) -> int:
        """The number of a word or a phrase of `$search`; within `$expand` words are not set aside."""
        number = self.places.get((option, term.span.start)) if option == "$search" else None
        return self.added(quoted(term.text)) if number is None else number

    def bounded(self, number: int, most: int | None, complaint: str, target: str, *, above: int = 0) -> None:
        """Notes that a literal is above 0, and not above `most`, now and whenever the shape is asked for.

        Raises:
            BadRequest: it is not.
        """
        bound = Bounded(number, above, most, complaint, target)
        bound.check(self.texts)
        self.bounds.append(bound)

    def added(self, text: str) -> int:
        self.complete = False
        self.texts.append(text)
        return len(self.texts) - 1


Names = dict[tuple[str, ...], Bound]  # of made rows: their values by path


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a request may go."""

    expand_depth: int = 8  # levels
    expands: int = 60  # navigation properties, all levels together
    nodes: int = 30_000  # operators, functions, properties and values of expressions
    depth: int = 100  # of an expression, or of a search
    apply_depth: int = 20  # transformations within each other


def too_many(values: Values, limits: Limits) -> BadRequest:
    return BadRequest(
        f"The expressions of the request consist of {values.nodes} operators, functions, properties and values or "
        f"more; ODATA_EXPRESSION_NODES allows {limits.nodes}. A list behind 'in' counts once."
    )


def too_deep(limits: Limits, target: str) -> BadRequest:
    return BadRequest(
        f"An expression of the request is nested deeper than {limits.depth} levels, which ODATA_EXPRESSION_DEPTH "
        "allows.",
        target=target,
    )


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression stands.

    `it` is the row of the resource that the option applies to, `this` the innermost one. `joined` keeps one range per
    to-one navigation, so that a path that is used twice is joined once; it is shared by the scopes of one read.
    """

    model: Model
    values: Values
    option: str  # "$filter": the target of complaints and the place of literals
    it: Range
    this: Range
    variables: dict[str, Range] = field(default_factory=dict)
    computed: dict[str, Bound] = field(default_factory=dict)
    aliases: dict[str, ast.Expr] = field(default_factory=dict)
    followed: tuple[str, ...] = ()  # the aliases that are being resolved, to notice a circle
    joined: dict[tuple[Range, str], Range] = field(default_factory=dict)
    names: Names | None = None  # what there is behind a grouping (`$apply`): nothing else has a meaning any more
    aliased: dict[str, Range] = field(default_factory=dict)  # what `join` has put beside each row, by its alias
    limits: Limits = Limits()
    way: tuple[tuple[EntitySet, NavigationProperty], ...] = ()  # from the resource to `this`, through `$expand`
    etags: bool = False  # each entity tells its ETag, in lists, too
    no_it: bool = False  # `$it` stands for several rows here: `$expand` leads over a to-one navigation

    @property
    def depth(self) -> int:
        """How many levels of `$expand` this is in."""
        return len(self.way)

    def at(self, option: str) -> "Scope":
        """The scope of an option; within `$expand` all stands in the text of that one."""
        return self if self.way else replace(self, option=option)

    def within(self, row: Range, navigation: NavigationProperty, aliases: Mapping[str, ast.Expr]) -> "Scope":
        """The scope of the parentheses behind an item of `$expand`, which leads to `row`.

        Raises:
            BadRequest: there are more, or deeper ones, than this service reads at a time.
        """
        way = (*self.way, (self.this.entity_set, navigation))
        self.values.expands += 1
        if len(way) > self.limits.expand_depth or self.values.expands > self.limits.expands:
            raise BadRequest(
                f"$expand goes {self.limits.expand_depth} levels deep (ODATA_EXPAND_DEPTH) and names "
                f"{self.limits.expands} navigation properties (ODATA_EXPANDS) at most.",
                target="$expand",
            )
        it = row
        for entity_set, passed in reversed(way):
            it = Range(entity_set, it, _reverse(passed))
        return replace(
            self, option="$expand", it=it, this=row, computed={}, aliased={}, variables={}, joined={}, way=way,
            aliases={**self.aliases, **aliases}, no_it=not all(
                passed.collection and entity_set.source == row.entity_set.source for entity_set, passed in way
            ),
        )  # fmt: skip

    def with_variable(self, variable: str, row: Range) -> "Scope":
        """The scope inside `any(variable:…)`; bare names still mean what they mean outside."""
        return replace(self, variables={**self.variables, variable: row})

    def on(self, row: Range) -> "Scope":
        """The scope of an option that applies to the rows of a collection: bare names are theirs."""
        return replace(self, this=row, computed={})

    def through(self, alias: str) -> "Scope":
        """The scope of the value of a parameter alias."""
        return replace(self, option=alias, followed=(*self.followed, alias))

    def key_value(self, item: Property, node: ast.Expr) -> Parameter:
        """One value of a key predicate, read as its property's type.

        Raises:
            BadRequest: it is null or not of that type.
        """
        alias = node.segments[0] if isinstance(node, ast.Path) and len(node.segments) == 1 else None
        if isinstance(alias, ast.Alias) and alias.identifier in self.aliases and alias.identifier not in self.followed:
            return self.through(alias.identifier).key_value(item, self.aliases[alias.identifier])
        if not isinstance(node, ast.Literal) or node.kind in (ast.LiteralKind.NULL, ast.LiteralKind.GEO):
            raise BadRequest(
                f"'{item.name}' is part of the key and needs a value of type {item.type}.", target=item.name
            )
        wanted = INT64 if item.type in INTEGERS else item.type
        parse_literal(wanted, node.text, target=item.name)
        return Parameter(self.values.number_of(self.option, node), wanted, item, item.name)

    def over(self, row: Range, navigation: NavigationProperty) -> Range:
        """The range that `navigation` leads to from `row`; the same one each time where it is to-one."""
        target = self.model.set_of(navigation)
        if target.source != row.entity_set.source:
            raise NotImplementedByService(
                f"'{navigation.name}' leads into another database: it can be expanded and followed in paths, but not "
                "used within an expression.",
                target=self.option,
            )
        if navigation.collection:
            return Range(target, row, navigation)
        key = (row, navigation.name)
        if key not in self.joined:
            self.joined[key] = Range(target, row, navigation)
        return self.joined[key]


def _reverse(navigation: NavigationProperty) -> NavigationProperty:
    """The way back over a navigation to many."""
    return NavigationProperty("$it", navigation.target, False, tuple((there, here) for here, there in navigation.join))


def unknown(what: str, name: str, known: Iterable[str], *, target: str) -> BadRequest:
    """The complaint about a name that does not exist, with the name that was probably meant."""
    return BadRequest(f"{what} '{name}'.{did_you_mean(name, known)}", target=target)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    by_lower = {item.lower(): item for item in known}
    close = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return f" Did you mean '{by_lower[close[0]]}'?" if close else ""
