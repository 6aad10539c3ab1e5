"""Raw path and query -> what was asked with its values set aside: the key under which a plan is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from odata_service.url import ast
from odata_service.url.folding import SEPARATOR, folded
from odata_service.url.literals import quoted
from odata_service.url.options import options_of
from odata_service.url.path import path_of, segments_of
from odata_service.url.query_string import pairs_of, whole_number
from odata_service.url.search import read_search
from odata_service.url.shape import shape_of

# Options whose literals are values that other requests of the same shape have, too.
EXPRESSIONS = frozenset({"$filter", "$orderby", "$compute", "$expand", "$apply", "$select"})
REMEMBERED_LENGTH = 2000  # characters
REMEMBERED_LITERALS = 200  # requests with more are rare, and would fill the cache with one-time shapes


@dataclass(frozen=True, slots=True)
class Asked:
    """A request's path and options, read as far as needed to find its plan.

    `texts` are the literals in order, `places` where they stood (option, offset) so that a parser's literal can be
    found among them. `top`, `skip` and `skiptoken` fill in a plan, they do not change it.
    """

    segments: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    key: tuple[str, ...]
    texts: tuple[str, ...]
    places: tuple[tuple[str, int], ...]
    top: int | None
    skip: int | None
    skiptoken: str | None
    format: str | None
    count: bool
    search_mode: str = "words"  # how `$search` is read
    folded: str | None = None  # `$filter` with its lists as one literal each

    @property
    def memorable(self) -> bool:
        return len(self.texts) <= REMEMBERED_LITERALS

    def value(self, name: str) -> str:
        return next((value for option, value in self.pairs if option == name), "")

    def path(self) -> ast.ResourcePath:
        return path_of(self.segments)

    def unfolded(self) -> "Asked":
        """The same with all literals of `$filter` by themselves."""
        return _asked(self.segments, self.pairs, self.search_mode, fold=False)

    def options(self) -> ast.Options:
        pairs = list(self.pairs)
        if self.folded is not None:
            pairs = [(name, self.folded if name == "$filter" else value) for name, value in pairs]
        if self.search_mode == "words" or "$search" not in self.key:
            return options_of(pairs)
        others = options_of([pair for pair in pairs if pair[0] != "$search"])
        search = read_search(self.value("$search"), self.search_mode)
        return replace(others, search=search, given=(*others.given, "$search"))


def read_request(path: str, query: str, *, search_mode: str = "words") -> Asked:
    """What a raw path (below the service root) and a raw query string ask for.

    Raises:
        BadRequest: they are badly encoded, an option is unknown or given twice, a number is none.
    """
    # A change reads the same path several times: before it, for its row, for what it answers.
    read = _read if len(path) + len(query) > REMEMBERED_LENGTH else _remembered
    return read(path, query, search_mode)


def _read(path: str, query: str, search_mode: str) -> Asked:
    return _asked(_segments(path), tuple(pairs_of(query) if query else ()), search_mode, fold=True)


_remembered = lru_cache(maxsize=100)(_read)


def _asked(segments: tuple[str, ...], pairs: tuple[tuple[str, str], ...], search_mode: str, *, fold: bool) -> Asked:
    key: list[str] = []
    texts: list[str] = []
    places: list[tuple[str, int]] = []
    numbers: dict[str, int] = {}
    skiptoken = format_option = filter_folded = None
    count = False

    shape = shape_of("/".join(segments))
    # A slash within a segment (`%2F`) is not one between two: such a path has a shape of its own.
    key.append(shape.text if shape.text.count("/") == len(segments) - 1 else "\0".join(("", *segments)))
    texts += shape.literals
    places += [("path", start) for start in shape.starts]

    for name, value in pairs:
        if name in EXPRESSIONS or name[:1] == "@":
            lists: list[str] = []
            if fold and name == "$filter":
                value, lists = folded(value)
                filter_folded = value if lists else None
            shape = shape_of(value)
            key += (name, shape.text)
            texts += _with_lists(shape.literals, lists) if lists else shape.literals
            places += [(name, start) for start in shape.starts]
        elif name in ("$top", "$skip"):
            numbers[name] = whole_number(name, value)
            key.append(name)
        elif name == "$search":
            key += (name, _search(read_search(value, search_mode), texts, places))
        elif name == "$skiptoken":
            skiptoken = value
        elif name == "$format":
            format_option = value
        elif name[:1] == "$":
            key += (name, value)
            count = count or (name == "$count" and value.strip().lower() == "true")
    return Asked(
        segments, pairs, tuple(key), tuple(texts), tuple(places),
        numbers.get("$top"), numbers.get("$skip"), skiptoken, format_option, count,
        search_mode, filter_folded,
    )  # fmt: skip


def _with_lists(literals: Sequence[str], lists: Sequence[str]) -> list[str]:
    """The literals with the lists in place of their marks."""
    rest = iter(lists)
    return [next(rest) if text[:1] == SEPARATOR else text for text in literals]


@lru_cache(maxsize=1024)
def _segments(path: str) -> tuple[str, ...]:
    return segments_of(path)


def _search(search: ast.SearchExpr, texts: list[str], places: list[tuple[str, int]]) -> str:
    """Sets the words of a search aside, as literals; what remains is its structure."""
    parts: list[str] = []

    def walk(node: ast.SearchExpr) -> None:
        match node:
            case ast.SearchTerm(text, span=span):
                texts.append(quoted(text))
                places.append(("$search", span.start))
                parts.append("?")
            case ast.SearchNot(operand):
                parts.append("!")
                walk(operand)
            case ast.SearchJunction(operator, terms):
                parts.append(f"{operator.value}(")
                for term in terms:
                    walk(term)
                parts.append(")")

    walk(search)
    return "".join(parts)
