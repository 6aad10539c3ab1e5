"""The types of the entity data model (Part 3, section 4): primitive, enumeration and collection types."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrimitiveType:
    """A primitive type under its qualified name, `Edm.String`."""

    name: str

    def __str__(self) -> str:
        return self.name


BINARY = PrimitiveType("Edm.Binary")
BOOLEAN = PrimitiveType("Edm.Boolean")
BYTE = PrimitiveType("Edm.Byte")
DATE = PrimitiveType("Edm.Date")
DATE_TIME_OFFSET = PrimitiveType("Edm.DateTimeOffset")
DECIMAL = PrimitiveType("Edm.Decimal")
DOUBLE = PrimitiveType("Edm.Double")
DURATION = PrimitiveType("Edm.Duration")
GUID = PrimitiveType("Edm.Guid")
INT16 = PrimitiveType("Edm.Int16")
INT32 = PrimitiveType("Edm.Int32")
INT64 = PrimitiveType("Edm.Int64")
SBYTE = PrimitiveType("Edm.SByte")
SINGLE = PrimitiveType("Edm.Single")
STREAM = PrimitiveType("Edm.Stream")
STRING = PrimitiveType("Edm.String")
TIME_OF_DAY = PrimitiveType("Edm.TimeOfDay")

PRIMITIVE_TYPES = {
    primitive.name: primitive
    for primitive in (
        BINARY, BOOLEAN, BYTE, DATE, DATE_TIME_OFFSET, DECIMAL, DOUBLE, DURATION, GUID,
        INT16, INT32, INT64, SBYTE, SINGLE, STREAM, STRING, TIME_OF_DAY,
    )
}  # fmt: skip

INTEGERS = frozenset({BYTE, SBYTE, INT16, INT32, INT64})
FLOATS = frozenset({SINGLE, DOUBLE})
NUMBERS = INTEGERS | FLOATS | {DECIMAL}


@dataclass(frozen=True, slots=True)
class EnumType:
    """An enumeration type (Part 3, section 10).

    `members` maps each member's name to its integer value. `stored` maps a member's name to what the database
    holds for it (a code, a text or a number).
    """

    name: str  # qualified, "ERP.OrderStatus"
    members: tuple[tuple[str, int], ...]
    stored: tuple[tuple[str, str | int], ...]
    is_flags: bool = False

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class CollectionType:
    """A collection of primitive or enumeration values."""

    item: PrimitiveType | EnumType

    def __str__(self) -> str:
        return f"Collection({self.item})"


Type = PrimitiveType | EnumType | CollectionType
