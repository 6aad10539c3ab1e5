"""What was written: the syntax trees of paths and query options, with their places in the text.

No names are resolved here and no types are known; `query/` does that. Offsets are those of the percent-decoded text
of one path segment or one query option's value.
"""

from dataclasses import dataclass, field
from enum import Enum

from odata_service.errors import Span


class LiteralKind(Enum):
    """What a literal's spelling says of its type; the binder decides what it is taken for."""

    STRING = "string"  # 'O''Neil'
    INTEGER = "integer"  # 5, -5
    DECIMAL = "decimal"  # 5.0, 1e7, INF, -INF, NaN
    BOOLEAN = "boolean"  # true, false
    NULL = "null"
    DATE = "date"
    DATE_TIME_OFFSET = "date and time"
    TIME_OF_DAY = "time of day"
    DURATION = "duration"  # duration'P1D'; 4.01 also 'P1D'
    GUID = "GUID"
    BINARY = "binary"  # binary'…' in base64url
    ENUM = "enumeration value"  # Sales.Pattern'Yellow,Solid'
    LIST = "list"  # of `url.folding`: the values behind `in`
    GEO = "geo value"  # geography'…', geometry'…'


@dataclass(frozen=True, slots=True)
class Literal:
    """A primitive literal; `text` is exactly as written, quotes and prefix included."""

    kind: LiteralKind
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class ListExpr:
    """`(1,2,3)` behind `in`, or a JSON array `[1,2,3]`."""

    items: tuple["Expr", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ObjectExpr:
    """A JSON object `{"name":expr, …}` (4.01)."""

    members: tuple[tuple[str, "Expr"], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """One identifier in a path: a property, a navigation property, a lambda variable or a qualified type name.

    Annotations keep their `@` (`@Measures.Currency`).
    """

    identifier: str
    span: Span


@dataclass(frozen=True, slots=True)
class Variable:
    """`$it`, `$root`, `$this`, `$these`."""

    identifier: str
    span: Span


@dataclass(frozen=True, slots=True)
class Alias:
    """A parameter alias, `@name`, with its `@`."""

    identifier: str
    span: Span


@dataclass(frozen=True, slots=True)
class KeyPredicate:
    """`(5)`: one pair without a name; `(A=1,B=2)`: named pairs; values may be any expression."""

    pairs: tuple[tuple[str | None, "Expr"], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class CountSegment:
    """`/$count`, with what stands in its parentheses (`$filter`, `$search`)."""

    span: Span
    filter: "Expr | None" = None
    search: "SearchExpr | None" = None


@dataclass(frozen=True, slots=True)
class FilterSegment:
    """`/$filter(expr)` (4.01)."""

    condition: "Expr"
    span: Span


@dataclass(frozen=True, slots=True)
class LambdaSegment:
    """`/any(v:expr)`, `/all(v:expr)`, `/any()`."""

    operator: str  # "any" or "all"
    variable: str | None
    predicate: "Expr | None"
    span: Span


@dataclass(frozen=True, slots=True)
class AggregateSegment:
    """`/aggregate(…)` within an expression (aggregation extension)."""

    expressions: tuple["AggregateExpr", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Call:
    """`name(arguments)`: a canonical function, `cast`, `isof`, `geo.…`, or a bound or unbound function.

    A bound function has its arguments by name: `names` then holds one name per argument.
    """

    function: str
    arguments: tuple["Expr", ...]
    span: Span
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseExpr:
    """`case(condition:value, …)` (4.01)."""

    branches: tuple[tuple["Expr", "Expr"], ...]
    span: Span


Segment = (
    Name | Variable | Alias | Call | KeyPredicate | CountSegment | FilterSegment | LambdaSegment | AggregateSegment
)


@dataclass(frozen=True, slots=True)
class Path:
    """Segments joined by `/` (key predicates without one): `Supplier/Products/any(p:p/Price gt 5)`, `$it/Name`."""

    segments: tuple[Segment, ...]
    span: Span


class UnaryOperator(Enum):
    NOT = "not"
    NEGATE = "-"


class BinaryOperator(Enum):
    OR = "or"
    AND = "and"
    EQ = "eq"
    NE = "ne"
    LT = "lt"
    LE = "le"
    GT = "gt"
    GE = "ge"
    HAS = "has"
    ADD = "add"
    SUB = "sub"
    MUL = "mul"
    DIV = "div"
    DIVBY = "divby"
    MOD = "mod"


@dataclass(frozen=True, slots=True)
class Unary:
    operator: UnaryOperator
    operand: "Expr"
    span: Span


@dataclass(frozen=True, slots=True)
class Binary:
    """A binary operation except `and` and `or`."""

    operator: BinaryOperator
    left: "Expr"
    right: "Expr"
    span: Span


@dataclass(frozen=True, slots=True)
class Junction:
    """`a and b and c`, `a or b or c`: flat, however many terms and however they were nested in parentheses
    (`(((a or b) or c) or d)` has four terms), so that no chain is too long for a stack."""

    operator: BinaryOperator  # AND or OR
    terms: tuple["Expr", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class In:
    """`operand in (list)`; the right side is a list, a path to a collection, or an alias."""

    operand: "Expr"
    choices: "Expr"
    span: Span


Expr = Literal | ListExpr | ObjectExpr | Path | Call | CaseExpr | Unary | Binary | Junction | In


class SearchOperator(Enum):
    OR = "OR"
    AND = "AND"


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """A word, or a phrase that stood in double quotes (`text` without them). `unpunctuated`: it is looked for in texts
    without their punctuation."""

    text: str
    phrase: bool
    span: Span
    unpunctuated: bool = False


@dataclass(frozen=True, slots=True)
class SearchNot:
    operand: "SearchExpr"


@dataclass(frozen=True, slots=True)
class SearchJunction:
    operator: SearchOperator
    terms: tuple["SearchExpr", ...]


SearchExpr = SearchTerm | SearchNot | SearchJunction


@dataclass(frozen=True, slots=True)
class OrderItem:
    expression: Expr
    descending: bool
    span: Span


@dataclass(frozen=True, slots=True)
class SelectItem:
    """`Name`, `Nav/Name`, `NS.Type/Name`, `*`, `NS.*`, with nested options in parentheses where given."""

    path: tuple[Name, ...]  # a star is the name "*"
    span: Span
    options: "Options | None" = None


@dataclass(frozen=True, slots=True)
class ExpandItem:
    """`Nav`, `Nav/$ref`, `Nav/$count`, `NS.Type/Nav`, `*`, with nested options in parentheses where given."""

    path: tuple[Name, ...]  # a star is the name "*", a stream's content "$value"
    span: Span
    suffix: str | None = None  # "$ref" or "$count"
    options: "Options | None" = None


@dataclass(frozen=True, slots=True)
class ComputeItem:
    expression: Expr
    alias: str
    span: Span


@dataclass(frozen=True, slots=True)
class AggregateExpr:
    """`Amount with sum as Total`, `$count as N`, `Sales/$count as N`, `Amount with sum from Time with average as A`.

    `expression` is None for a bare `$count`. `alias` is None where the grammar lets it out (custom aggregates).
    """

    expression: Expr | None
    method: str | None
    alias: str | None
    span: Span
    froms: tuple[tuple[Path, str | None], ...] = ()  # (grouping property, method)


@dataclass(frozen=True, slots=True)
class RecursiveHierarchy:
    """`$root/Employees,OrgChart,EmployeeID`, and which of the nodes are meant (Data Aggregation, section 6.1)."""

    nodes: Expr
    qualifier: str
    node: Path
    subset: tuple["Transformation", ...] = ()


@dataclass(frozen=True, slots=True)
class Transformation:
    """One step of `$apply` by its name; which fields are filled depends on the name.

    - `aggregate`: aggregates
    - `groupby`: grouping (paths; `rollup(…)` and `rolluprecursive(…)` are calls), sequence
    - `filter`: arguments[0]; `search`: search
    - `orderby`: order; `compute`: computes
    - `top`, `skip`: arguments[0]; `topcount`, `topsum`, `toppercent`, `bottom…`: arguments[0:2]
    - `concat`: sequences; `identity`: nothing
    - `join`, `outerjoin`: arguments[0] (a path), alias, sequences[0:1]
    - `ancestors`, `descendants`: hierarchy, sequences[0], arguments[0:1] (a distance), keep_start
    - `addnested`, `nest`, `traverse`, custom functions: nothing is read of them
    """

    name: str
    span: Span
    arguments: tuple[Expr, ...] = ()
    aggregates: tuple[AggregateExpr, ...] = ()
    grouping: tuple[Expr, ...] = ()
    order: tuple[OrderItem, ...] = ()
    computes: tuple[ComputeItem, ...] = ()
    search: SearchExpr | None = None
    sequences: tuple[tuple["Transformation", ...], ...] = ()
    alias: str | None = None  # of `join` and `outerjoin`
    hierarchy: RecursiveHierarchy | None = None
    keep_start: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """The query options of a request, or those in the parentheses of one `$expand` or `$select` item.

    None and () mean "not given"; an empty `$select` or `$expand` is the same as none. `top`, `skip` and `levels` are
    numbers, `levels` -1 for `max`. `format`, `skiptoken`, `deltatoken`, `id`, `index`, `schemaversion` stay text.
    `aliases` are the parameter aliases in this scope, without being followed. `custom` are the options that are not
    ours: their names start neither with `$` nor with `@`, and they do not change the answer.
    """

    filter: Expr | None = None
    search: SearchExpr | None = None
    orderby: tuple[OrderItem, ...] = ()
    select: tuple[SelectItem, ...] | None = None
    expand: tuple[ExpandItem, ...] = ()
    compute: tuple[ComputeItem, ...] = ()
    apply: tuple[Transformation, ...] = ()
    top: int | None = None
    skip: int | None = None
    count: bool | None = None
    levels: int | None = None
    index: int | None = None
    format: str | None = None
    id: str | None = None
    schemaversion: str | None = None
    skiptoken: str | None = None
    deltatoken: str | None = None
    aliases: dict[str, Expr] = field(default_factory=dict)
    texts: tuple[tuple[str, str], ...] = ()  # in parentheses: each option's name and text
    custom: dict[str, str] = field(default_factory=dict)
    given: tuple[str, ...] = ()  # the names of the system query options that were given, with their `$`, in order


@dataclass(frozen=True, slots=True)
class PathSegment:
    """One segment of a resource path.

    `text` is percent-decoded: a name, a qualified name, a system segment (`$count`, `$value`, `$ref`, `$metadata`,
    `$batch`, `$all`, `$entity`, `$crossjoin`, `$query`, `$filter`, `$each`), or a key written as a segment; which of
    them a text is, only the model can tell. `predicates` are the parentheses behind it: a key predicate, or a
    function's parameters and then a key predicate. `names` are `$crossjoin`'s entity sets, `condition` is that of
    `$filter(…)`.
    """

    text: str
    span: Span  # within the percent-decoded path
    predicates: tuple[KeyPredicate, ...] = ()
    names: tuple[str, ...] = ()
    condition: Expr | None = None


@dataclass(frozen=True, slots=True)
class ResourcePath:
    """The path below the service root; no segments for the service document itself."""

    segments: tuple[PathSegment, ...]
