"""The properties of entity types (Part 3, sections 7 and 9): structural, complex, and streams, with their columns."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement

from odata_service.edm.codes import Code
from odata_service.edm.types import EnumType, PrimitiveType


class Stored(Enum):
    """How a column holds a property's value where the column's own type does not say it."""

    NATIVE = "as the column's type says"
    ISO_TEXT = "a date, or a date and time, as ISO 8601 text in whatever form: SQLite keeps what was put in"
    PRINTED = "as something that OData has no type for: the value is the text that the database makes of it"
    NUMBER = "as something that the database makes a number of: money, bits"
    FLAG = "as a number, or one bit: it is true unless it is 0"
    SHORT_FLOAT = "as a float of four bytes: the value is the digits that it is printed with"
    BYTES = "a GUID as its 16 bytes"


class Case(Enum):
    """Whether texts that differ in case only are the same."""

    NATIVE = "as the database compares the column; an index serves it"
    INSENSITIVE = "they are, everywhere"
    EXACT = "they are not"


@dataclass(frozen=True, slots=True)
class Allowed:
    """The values that a column's check constraints let pass, as far as they are that simple (`edm.checks`)."""

    minimum: Any = None  # as `edm.literals` reads values
    maximum: Any = None
    above: bool = False  # more than the minimum
    below: bool = False
    values: tuple[Any, ...] = ()


class Named:
    """What is called by its name: all that hangs on it would fill pages."""

    __slots__ = ()
    name: str

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Property(Named):
    """A structural property (Part 3, section 7) and the column that holds it."""

    name: str
    type: PrimitiveType | EnumType
    column: ColumnElement[Any]
    nullable: bool = True
    max_length: int | None = None
    precision: int | None = None
    scale: int | str | None = None  # a number, "variable" or "floating"
    description: str | None = None
    label: str | None = None
    default: str | None = None  # the DefaultValue attribute, as text
    read_only: bool = False  # never written: computed, generated, or declared so
    immutable: bool = False  # set at creation only
    searched: bool = False
    generated: bool = False  # the database, or the column's default, has a value where none is given
    computed: bool = False  # made by the request itself (`$apply`); no column holds it
    fixed_length: bool = False  # CHAR(n): padding blanks are not part of the value
    stored: Stored = Stored.NATIVE
    gaps: bool = False  # null in answers at times although its column never is: it holds values that OData has not
    code: Code | None = None  # what the column holds instead of the value
    nulls: tuple[Any, ...] = ()  # values that mean that there is none, as `edm.literals` reads them
    void: Any = None  # what the column holds where there is no value
    case: Case = Case.NATIVE
    on_request: bool = False  # read and shown only where it is selected
    missing: bool = False  # the database has not its column any more (`edm.lost`)
    allowed: Allowed | None = None

    @property
    def ruled(self) -> bool:
        """Whether a column holds something else than the value that is shown."""
        return self.code is not None or bool(self.nulls)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ComplexProperty(Named):
    """A property of a complex type. What it consists of are properties of the entity type, under their paths."""

    name: str
    type: str  # simple, "Address"
    members: tuple[str, ...]  # "ShipTo/Street", "ShipTo/City"
    nullable: bool  # where all of them are null, it is
    description: str | None = None

    def named(self, name: str) -> str | None:
        """The path of what is called so within it."""
        path = f"{self.name}/{name}"
        return path if path in self.members else None

    @property
    def parts(self) -> list[str]:
        """What it consists of, by simple names."""
        return [path.partition("/")[2] for path in self.members]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StreamProperty(Named):
    """Bytes that are read and written by themselves, with their media type: a property of the type Edm.Stream, or the
    stream of a media entity."""

    name: str  # "$value" where it is the entity's own
    content: Property
    kind: Property | None  # what holds the media type
    media_type: str  # where nothing else tells it
    description: str | None = None
