"""What a customer's model file says: which tables are published, under which names, from which database.

    from odata_service.publish import EntitySet, Service, Source

    SERVICE = Service(
        name="erp",
        source=Source("ERP_DATABASE_URL", default="sqlite:///data/erp.sqlite"),
        entity_sets=[
            EntitySet(Customer, description="Companies that buy from us", search=["name", "city"]),
            EntitySet(sales_by_month, key=["year", "month"], read_only=True),
        ],
    )

What happens at a change is plain Python, which runs within its transaction:

    def credit_needs_a_manager(change: Change) -> None:
        if change.values.get("credit_limit", 0) > 50_000 and change.user != "finance":
            raise Refused("Only finance raises the limit above 50,000.", column="credit_limit")

    EntitySet(Customer, before=[credit_needs_a_manager], soft_delete={"deleted": True})

What a database of old holds otherwise than it is meant is told column by column (docs/legacy.md):

    EntitySet(
        vbrk,
        properties={
            "FKDAT": Property("BilledOn", form="yyyymmdd"),
            "FKSTO": Property("Cancelled", true="X", false=""),
            "KUNAG": Property("CustomerNo", form="zeros"),
        },
        where={"MANDT": "100"},
    )

Everything is named by column name; what is not said is taken from the table: the key from its primary key, navigation
from its foreign keys, descriptions from its comments. `edm.from_tables` reads these declarations and reports all
mistakes at once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from enum import Enum
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, FromClause, SelectBase
from sqlalchemy.types import UserDefinedType

# Whether texts that differ in case only are the same: as the database has it, yes, or no.
Case = Literal["native", "insensitive", "exact"]
# How `$search` is read: by its grammar, as one phrase, or as Salesforce sends it: without logic and punctuation.
SearchMode = Literal["words", "phrase", "salesforce"]


@dataclass(frozen=True, slots=True)
class Source:
    """A database. Its URL stands in the environment variable `variable` (or in the file that `<variable>_FILE`
    names), because it may hold a password; `default` is for a database without one."""

    variable: str
    default: str | None = None
    schema: str | None = None
    dialect: str | None = None  # "sqlite", "postgresql" …: the tables are written as this database has them, and their
    # types mean what `serve --database` takes them for; None: they are written for any database
    timezone: str | None = None  # of timestamps that tell none, "Europe/Berlin"; None: UTC
    blank_is_null: bool = False  # texts of nothing but blanks
    case: Case = "native"  # how texts are compared
    times_as_text: bool = False  # times of day and durations: Salesforce cannot sync a table that has some
    at_connect: str | Sequence[str] = ()  # statements that each new connection begins with: a role, a search path, the
    # isolation of transactions


class Printed(UserDefinedType[str]):
    """A type of the database's that SQLAlchemy does not know, and whose values people read as texts."""

    cache_ok = True

    def __init__(self, name: str) -> None:
        self.name = name

    def get_col_spec(self, **options: Any) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Property:
    """What a column means; what is not said is as its type says, and as the entity set and the source say."""

    name: str | None = None  # None: made from the column's
    _: KW_ONLY
    description: str | None = None
    form: str | None = None  # a date as "yyyymmdd", an instant as "epoch", …: docs/legacy.md has them all
    true: Any = None  # what stands for true, or a list of it; the first is written
    false: Any = None  # what stands for false; None: whatever does not stand for true
    words: Mapping[Any, str] = field(default_factory=dict)  # code -> the word that is shown for it
    nulls: Sequence[Any] = ()  # values that mean that there is none; the first is written where the column needs one
    blank_is_null: bool | None = None
    timezone: str | None = None
    case: Case | None = None
    on_request: bool = False  # read only where $select names it: large texts and bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Navigation:
    """A navigation property that no foreign key declares, or another name for one that does.

    `columns` are this table's, `target_columns` the target's, pairwise; both are needed where there is no foreign key.
    Entities of which each is related to many of the other have a table between them, the `link`, whose foreign keys
    lead to both. Then the columns are the link's, and needed only where several of its keys lead to one table:
    `columns` hold the key of this entity, `target_columns` the target's.
    """

    name: str
    target: str  # the target's entity set name
    columns: Sequence[str] = ()
    target_columns: Sequence[str] = ()
    collection: bool = False
    link: FromClause | None = None
    partner: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hierarchy:
    """A recursive hierarchy of a set's entities: who stands below whom.

    EntitySet(employees, hierarchies=[Hierarchy(name="OrgChart", parent="Manager")])
    """

    name: str  # by which requests tell it from others of the same entities: the qualifier
    parent: str  # the navigation property that leads from an entity to the one above it
    node: str | None = None  # the column by which requests name an entity, different in each; None: the key


@dataclass(frozen=True, slots=True, kw_only=True)
class Complex:
    """Columns that are one property together, of a complex type: the parts of an address, an amount and its currency.

        Complex(name="ShipTo", type="Address", columns={"ship_street": "Street", "ship_city": "City"})

    Several properties, of several entity sets, may have one type: then they consist of the same.
    """

    name: str
    type: str
    columns: Mapping[str, str]  # column -> its name within the property
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A column of bytes that is read and written by itself, as what it is: a picture, a document.

    As `EntitySet(streams=[Stream(name="Photo", column="photo", type_column="photo_type")])` it is a property, at
    `Products(1)/Photo`; as `EntitySet(media=Stream(column="content"))` the entity's own stream, at `Files(1)/$value`.
    """

    column: str
    name: str | None = None
    type_column: str | None = None  # the column that holds the media type
    media_type: str = "application/octet-stream"  # where there is no such column, or it is NULL
    description: str | None = None


@dataclass(frozen=True, slots=True)
class DerivedType:
    """An entity type of some of a set's rows: those whose discriminator has its value. It has what the set's own type
    has, and `columns` besides, which no other entities have but those of types that are derived from it.

        EntitySet(vehicle, discriminator="kind", types=[
            DerivedType("Truck", "T", columns=["axles", "load"]),
            DerivedType("Tanker", "K", base="Truck", columns=["volume"]),
        ])
    """

    name: str
    value: Any = None  # what the discriminator holds, or a list of it; the first is written. None: the type is abstract
    _: KW_ONLY
    columns: Sequence[str] = ()
    navigation: Sequence[str] = ()  # navigation properties that are its own; those over its columns are so anyway
    base: str | None = None  # another of the set's types that it is derived from; None: the set's own
    description: str | None = None


@dataclass(slots=True, eq=False)
class Change:
    """A change of one row, as hooks see it; all mappings are by column name.

    Hooks may change `values`. `connection` is in the change's transaction: what is done with it is committed with the
    change, or not at all. A change that another one was in the way of is tried again, and its hooks are called again.
    """

    kind: Literal["insert", "update", "delete"]
    entity_set: str
    values: dict[str, Any]  # what is written; at an update only what differs
    old: Mapping[str, Any]  # the row before; empty at an insert
    row: Mapping[str, Any]  # the row as it is now; for hooks that are called after, and empty at a delete
    user: str | None  # who is logged in
    connection: Connection


class Refused(Exception):
    """What a hook raises where a change is not to be: 422 with this sentence, and nothing is changed."""

    def __init__(self, message: str, *, column: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.column = column


Hook = Callable[[Change], None]


@dataclass(frozen=True, slots=True)
class ChangeColumn:
    """A column that grows with each change of a row: the time of the change, or a number that is counted up.

    A change may be committed after others that are later: what lies up to `overlap` behind is told once more, so that
    it is not lost. That is seconds of a time, and has to be more than the longest transaction and the difference
    between the clocks; of a number, that many numbers.
    """

    column: str
    overlap: float = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLog:
    """A table to which triggers write the key of each row that is changed: deletions are told, too.

    `python -m odata_service changes MODEL` prints the statements that make it. A log that the database has already is
    named by its table and columns; those for the time and for the transaction need not be there.
    """

    table: FromClause | None = None  # None: the set's table's name and "_changes"
    number: str = "change_number"  # counted up
    time: str = "change_time"
    transaction: str = "change_transaction"  # of PostgreSQL's txid_current()
    key: Mapping[str, str] = field(default_factory=dict)  # column of the set's key -> the log's, where they differ
    overlap: float = 300  # as of a ChangeColumn; needed neither in SQLite nor, with the transaction, in PostgreSQL


@dataclass(frozen=True, slots=True)
class EntitySet:
    """A published table, view, declarative class or SELECT. All mappings and sequences speak of column names."""

    table: FromClause | SelectBase | type[Any]
    name: str | None = None  # the entity set's name; None: made from the table's
    source: Source | None = None  # another database than the service's own: read only, navigation is to be declared
    entity_type: str | None = None  # None: the singular of the set's name
    key: Sequence[str] | None = None  # None: the primary key
    names: Mapping[str, str] = field(default_factory=dict)  # column -> property name
    hidden: Sequence[str] = ()
    where: Mapping[str, Any] | ColumnElement[bool] = field(default_factory=dict)  # the rows that are published: those
    # with these values, which new rows get, too; or those that meet a condition
    read_only: bool | Sequence[str] = False  # the whole set, or these columns
    description: str | None = None
    descriptions: Mapping[str, str] = field(default_factory=dict)
    navigation: Sequence[Navigation] = ()
    hierarchies: Sequence[Hierarchy] | None = None  # None: what a foreign key from the table to itself makes
    enumerations: Mapping[str, type[Enum]] = field(default_factory=dict)  # column -> enumeration
    complex: Sequence[Complex] = ()
    streams: Sequence[Stream] = ()
    media: Stream | None = None
    dates: Mapping[str, str] = field(default_factory=dict)  # column -> "yyyymmdd": `form` for short
    properties: Mapping[str, Property] = field(default_factory=dict)  # column -> what it means
    computed: Mapping[str, ColumnElement[Any]] = field(default_factory=dict)  # property name -> expression; read only
    timezone: str | None = None  # these three: None: as the source has it
    blank_is_null: bool | None = None
    case: Case | None = None
    order_by: Sequence[str] = ()  # "-name" is descending
    page_size: int | None = None
    count: Literal["exact"] | int | None = None  # of `$count=true`: None: exact, or where that takes too long, so many
    # as are known to be there; "exact": or no answer; a number: counted up to that
    count_seconds: float = 0  # for so long a count is given again without counting
    search: Sequence[str] | None = None  # None: all texts of at most 255 characters
    lengths: Mapping[str, int] = field(default_factory=dict)  # MaxLength where the column has none
    insertable: bool | None = None  # None: as the service is writable
    updatable: bool | None = None
    deletable: bool | None = None
    version: str | None = None  # the column that changes with each change of a row; None: the row itself tells
    immutable: Sequence[str] = ()  # columns that are set at creation, and never after
    strict: bool = False  # a value for what cannot be written is refused; else it is let out, as Salesforce needs it
    if_match_required: bool = False  # changes need the ETag of the entity that they are about; Salesforce sends none
    upsert: bool = False  # a PATCH or PUT of what does not exist creates it
    duplicate_window: float = 0  # seconds: the same creation once more within them is answered as the first time
    defaults: Mapping[str, Any] = field(default_factory=dict)  # column -> value of a new row, or a function that has it
    before: Sequence[Hook] = ()  # called before a row is changed
    after: Sequence[Hook] = ()  # called after, before the transaction ends
    soft_delete: Mapping[str, Any] = field(default_factory=dict)  # what is written instead of a deletion; the first
    # column tells that a row is deleted. As in `defaults`, a value may be a function of the Change.
    changes: ChangeColumn | ChangeLog | None = None  # how clients can ask for what has changed since they asked last
    discriminator: str | None = None  # the column that tells which of the `types` a row is of
    types: Sequence[DerivedType] = ()  # rows with none of their values are of the set's own type


@dataclass(frozen=True, slots=True)
class Singleton:
    """One row of an entity set under a name of its own: `Singleton("Company", "Companies", key=["0001"])`."""

    name: str
    entity_set: str  # the set's name
    key: Sequence[Any]  # the values of its key, in the key's order


@dataclass(slots=True, eq=False)
class Call:
    """A call of a function or an action, as its Python sees it: its first argument.

    `connection` is in the call's transaction: what is done with it is committed when the function returns, and not at
    all where it raises. A call that another change was in the way of is made again.
    """

    connection: Connection
    user: str | None  # who is logged in
    row: Mapping[str, Any]  # of the entity that it is called on, all of it by column name; else empty
    rows: Callable[[], Sequence[Mapping[str, Any]]] = list  # those of the collection that it is called on, as the URL
    # names it, read when it is called; of an action, they are locked


@dataclass(frozen=True, slots=True)
class Operation:
    """Plain Python that clients call. What it takes and returns is what it is annotated with: bool, int, float,
    Decimal, str, bytes, UUID, datetime, date, time, timedelta; a result also with a dataclass of these, or a list. With
    `returns` it returns entities of that set, by their keys: one, or a list.

        def raise_prices(call: Call, percent: Decimal) -> int:
            return call.connection.execute(update(products).values(price=…)).rowcount

        Action(raise_prices)                          # POST /RaisePrices {"percent": 5}
        Function(similar, bound="Products", returns="Products")   # GET /Products(1)/Similar(count=3)
    """

    function: Callable[..., Any]
    name: str | None = None  # None: the function's, in camel case
    _: KW_ONLY
    bound: str | None = None  # the entity set whose entities it is called on; "Vehicles/Truck": those of a derived type
    collection: bool = False  # it is called on the set instead, or on a collection of its entities
    returns: str | None = None  # an entity set, or a derived type of its entities, as in `bound`
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Function(Operation):
    """An operation that changes nothing, called by GET."""


@dataclass(frozen=True, slots=True)
class Action(Operation):
    """An operation that may change something, called by POST."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One root URL, `/odata/v4/<name>/`, with one `$metadata`."""

    name: str
    source: Source
    entity_sets: Sequence[EntitySet]
    writable: bool = False  # whether tables that are not read-only may be changed
    singletons: Sequence[Singleton] = ()
    operations: Sequence[Operation] = ()
    namespace: str | None = None  # None: the name with a capital
    title: str | None = None
    description: str | None = None
    search_mode: SearchMode | None = None  # how $search is read; None: as ODATA_SEARCH_MODE says
