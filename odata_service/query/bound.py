"""What was meant: typed expressions over columns, and the read that a request asks for.

Values are not in here: a `Parameter` is a slot, filled per request, so that one bound read serves all requests of its
shape. Nodes compare by identity; a tree is built once and walked once.
"""

from dataclasses import dataclass
from enum import Enum

from odata_service.edm.model import EntitySet, NavigationProperty
from odata_service.edm.properties import ComplexProperty, Property, StreamProperty
from odata_service.edm.types import BOOLEAN, INT64, Type
from odata_service.url.ast import BinaryOperator


@dataclass(frozen=True, slots=True, eq=False)
class Range:
    """A row that names are resolved against: `$it`, a lambda variable, or what a to-one navigation leads to.

    A range with an `outer` is reached from it over `navigation`: joined where the navigation is to-one, the range of a
    subquery where it is a collection. One with `members` is each combination of their rows.
    """

    entity_set: EntitySet
    outer: "Range | None" = None
    navigation: NavigationProperty | None = None
    members: "tuple[Range, ...]" = ()  # of `$crossjoin`: the ranges that are combined
    derived: "Derived | None" = None  # of `$apply`: what its rows are made of
    of: "Range | None" = None  # the same row, of which this is what the type of `entity_set` has
    proved: bool = False  # `of`: all rows are of the type; else what the others have here is null

    @property
    def bare(self) -> "Range":
        """The row as what it is declared to be."""
        return self if self.of is None else self.of.bare


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """A literal of the request: the `number`-th of those set aside, read as `type`.

    `like` is the property whose stored form the value takes, where it is compared with one.
    """

    number: int
    type: Type
    like: Property | None = None
    target: str | None = None  # what a complaint about the value names
    many: bool = False  # the literal is a list of values (`url.folding`)


@dataclass(frozen=True, slots=True, eq=False)
class Constant:
    """null, true, false and the special numbers: part of the shape, because they change the SQL. And the key of a
    singleton, as `edm.literals` reads values."""

    value: object
    type: Type | None  # None: null, of any type


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A property of a range."""

    range: Range
    item: Property

    @property
    def type(self) -> Type:
        return self.item.type


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """A canonical function; `type` is what it returns."""

    function: str
    arguments: tuple["Bound", ...]
    type: Type


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    operand: "Bound"
    type: Type


@dataclass(frozen=True, slots=True, eq=False)
class Arithmetic:
    operator: BinaryOperator
    left: "Bound"
    right: "Bound"
    type: Type


@dataclass(frozen=True, slots=True, eq=False)
class Negation:
    """`-x`"""

    operand: "Bound"
    type: Type


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """`eq ne lt le gt ge has`; never null (Part 2, 5.1.1.1)."""

    operator: BinaryOperator
    left: "Bound"
    right: "Bound"
    type: Type = BOOLEAN


@dataclass(frozen=True, slots=True, eq=False)
class InList:
    """`operand in (…)`, and every chain of `or` over `eq` of one operand."""

    operand: "Bound"
    choices: tuple["Bound", ...]
    type: Type = BOOLEAN


@dataclass(frozen=True, slots=True, eq=False)
class Junction:
    """`and` or `or` over any number of terms; `and` of none is true, `or` of none is false."""

    operator: BinaryOperator
    terms: tuple["Bound", ...]
    type: Type = BOOLEAN


@dataclass(frozen=True, slots=True, eq=False)
class Not:
    operand: "Bound"
    type: Type = BOOLEAN


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    branches: tuple[tuple["Bound", "Bound"], ...]
    type: Type


@dataclass(frozen=True, slots=True, eq=False)
class Exists:
    """Some row of `range` (reached over a collection from its outer range) meets `condition`; None: any row does."""

    range: Range
    condition: "Bound | None"
    type: Type = BOOLEAN


@dataclass(frozen=True, slots=True, eq=False)
class CountOf:
    """How many rows of `range` meet `condition`."""

    range: Range
    condition: "Bound | None"
    type: Type = INT64


@dataclass(frozen=True, slots=True, eq=False)
class Lookup:
    """A value of the row of another set (`$root/Employees('A1245')/LastName`)."""

    range: Range
    condition: "Bound"
    value: "Bound"
    type: Type


@dataclass(frozen=True, slots=True, eq=False)
class ReachedFrom:
    """The row of `target` is related over `navigation` to the row of `origin` that meets `condition`: how a path
    (`Customers('A')/Orders`) restricts its last segment."""

    target: Range
    origin: Range
    navigation: NavigationProperty
    condition: "Bound"
    type: Type = BOOLEAN


@dataclass(frozen=True, slots=True, eq=False)
class OfType:
    """The row is of the derived type that the entities of the set are taken as."""

    range: Range
    cast: EntitySet
    type: Type = BOOLEAN


@dataclass(frozen=True, slots=True, eq=False)
class Keyed:
    """The values of `members` are those that another statement has found (`Through`)."""

    members: tuple[Member, ...]
    type: Type = BOOLEAN


@dataclass(frozen=True, slots=True, eq=False)
class Among:
    """The values of `members` are together those of a row of `source`."""

    members: tuple[Member, ...]
    source: Range
    type: Type = BOOLEAN


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """The nodes of a recursive hierarchy: the rows of `range` that meet `where`, told apart by `node`. The row that
    `parent` leads to is above a node, if it is a node as well, and another one."""

    range: Range
    where: tuple["Bound", ...]
    node: Property
    parent: NavigationProperty


class Place(Enum):
    """Where a node stands in its tree."""

    NODE = "a node"
    ROOT = "a root"
    LEAF = "a leaf"
    SIBLING = "a sibling"
    DESCENDANT = "a descendant"
    ANCESTOR = "an ancestor"


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """`operand` is that by which the tree tells a node that stands there: of siblings, descendants and ancestors those
    of the node that `origin` tells, or of those that a range of rows tells, `most` links away from it; `itself`: or
    that one."""

    operand: "Bound"
    place: Place
    tree: Tree
    origin: "Bound | Range | None" = None
    most: "Bound | None" = None
    itself: bool = False
    type: Type = BOOLEAN


@dataclass(frozen=True, slots=True, eq=False)
class Aggregate:
    """`sum min max average countdistinct` of an operand, or `count`, over the rows of a group; with a `range` over
    the rows of that collection, for each row."""

    method: str
    operand: "Bound | None"
    type: Type
    range: Range | None = None
    condition: "Bound | None" = None


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """For each row: its `place` in the order, the `sum` of an operand over all rows of its partition, or over those
    `before` it, the `most` that an operand has been up to it."""

    method: str
    operand: "Bound | None"
    type: Type
    partition: tuple["Bound", ...]
    order: tuple["Sort", ...] = ()


Bound = (
    Parameter
    | Constant
    | Member
    | Call
    | Cast
    | Arithmetic
    | Negation
    | Comparison
    | InList
    | Junction
    | Not
    | Case
    | Exists
    | CountOf
    | Lookup
    | ReachedFrom
    | Among
    | Keyed
    | OfType
    | Placed
    | Aggregate
    | Window
)


@dataclass(frozen=True, slots=True, eq=False)
class Sort:
    """One term of the order; `nullable` where nulls can turn up."""

    expression: Bound
    descending: bool
    nullable: bool


@dataclass(frozen=True, slots=True, eq=False)
class Derived:
    """A SELECT over the rows of `source` that makes other rows: their columns under the names of the properties, None
    where another part of a union has values. `group` is None where each row makes one. Or all rows of all `parts`;
    `kept`: with two columns more, `part` and `place`, by which they stay in order."""

    source: Range | None = None
    columns: "tuple[tuple[Property, Bound | None], ...]" = ()
    where: tuple[Bound, ...] = ()
    group: tuple[Bound, ...] | None = None
    order: tuple[Sort, ...] = ()
    limit: Bound | None = None
    offset: Bound | None = None
    parts: tuple[Range, ...] = ()
    kept: bool = False
    joins: tuple[Range, ...] = ()  # what is put beside each row of `source`


@dataclass(frozen=True, slots=True, eq=False)
class Output:
    """One value of each row: under `name` in the payload, or fetched for the page token only where `name` is None."""

    expression: Bound
    name: str | None


class Shape(Enum):
    """What the answer to a read looks like."""

    COLLECTION = "the entities of a set"
    ENTITY = "one entity"
    PROPERTY = "one property's value, in an object"
    COMPLEX = "one property's parts, in an object"
    RAW_VALUE = "one property's value, as text"
    STREAM = "bytes of a media type"
    COUNT = "a number, as text"
    REFERENCES = "the ids of the entities of a set"
    REFERENCE = "the id of one entity"


class Content(Enum):
    """What `$expand` writes of the related entities."""

    ENTITIES = "the entities"
    REFERENCES = "their ids"
    COUNT = "how many there are"


@dataclass(frozen=True, slots=True, eq=False)
class Expand:
    """Related rows that are written within the rows of a read: read by one statement for all of those.

    `read` is over the related set alone. A row of it belongs to the rows whose values of `here` are those of its
    `there`.
    """

    navigation: NavigationProperty
    content: Content
    read: "Read"
    here: tuple[Member, ...]
    there: tuple[Property, ...]
    place: int  # which item of the `$expand` that it stands in
    again: bool  # the item that it stands within once more, one level down (`$levels`)
    top: int | None
    skip: int
    counted: bool  # `$count=true`
    recursive: bool  # `$levels` is given
    cast: str = ""  # the derived type that has the navigation property: others are without it


@dataclass(frozen=True, slots=True, eq=False)
class Through:
    """A navigation from one database into another: the values of `here` in the rows of `origin` are the keys of what
    is read, as `there` has them."""

    origin: "Read"
    here: tuple[Member, ...]
    there: tuple[Property, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """What is written of the rows that are of one type."""

    number: int  # as `edm.model.Types` counts
    entity_set: EntitySet
    names: tuple[str, ...]  # of outputs
    selected: tuple[str, ...] | None  # as in Read
    expands: tuple[int, ...]  # which of the read's
    told: bool  # no context tells the type


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A read of one range: everything but its values."""

    shape: Shape
    range: Range
    where: tuple[Bound, ...]
    outputs: tuple[Output, ...] = ()
    order: tuple[Sort, ...] = ()
    skipped: bool = False  # `$skip` is given: the number is filled in per request, as the page's size is
    after: tuple[bool, ...] = ()  # behind a page token: which of the last row's values of `order` are null
    tied: int = 0  # and in how many terms of it the page before was alike from its first row to its last
    property: Property | ComplexProperty | StreamProperty | None = None  # which, where the shape is that of one
    selected: tuple[str, ...] | None = None  # what `$select` names; None: all properties
    expands: tuple[Expand, ...] = ()
    etag: tuple[Property, ...] = ()  # what the entities' ETags are made of
    origin: "Read | None" = None  # the entity that the path leads over: asked for when nothing is found behind it
    singleton: str | None = None  # which singleton this is
    through: Through | None = None
    optional: tuple[str, ...] = ()  # paths of made rows: where they are null, the object that they are in is
    nullable: bool = False  # behind a to-one navigation: nothing there is no fault, but an empty answer
    kinds: tuple[Kind, ...] = ()  # of a set with derived types: those that the rows may be of
