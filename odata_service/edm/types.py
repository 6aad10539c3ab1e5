"""The types of the entity data model (Part 3, section 4): primitive, enumeration and collection types."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class PrimitiveType:
    """A primitive type under its qualified name, `Edm.String`. There is one of each, which is equal to itself alone."""

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
    is_flags: bool = False  # a value is any of the members together: "Red,Green"

    def __str__(self) -> str:
        return self.name

    def code_of(self, value: str) -> str | int:
        """What the database holds for a value."""
        codes = dict(self.stored)
        if value in codes or not self.is_flags:
            return codes[value]
        return reduce(or_, (codes[part] if part in codes else int(part) for part in value.split(",")))

    def value_of(self, code: object) -> str | None:
        """The value that a code stands for; None where it stands for none."""
        whole = next((name for name, held in self.stored if held == code), None)
        if whole is not None or not self.is_flags or not isinstance(code, int):
            return whole
        return self._together(code)

    def reader(self) -> Callable[[Any], str | None]:
        """The same for many codes."""
        if self.is_flags:
            return self.value_of
        names = {code: name for name, code in self.stored}
        return names.get

    def _together(self, flags: int) -> str:
        """The members whose bits are set, the least first; what no member stands for is a number."""
        parts, rest = [], flags
        for name, bits in sorted(self.members, key=lambda member: -member[1].bit_count()):
            if bits and rest & bits == bits:
                parts.append((bits, name))
                rest &= ~bits
        return ",".join(name for _, name in sorted(parts)) if not rest else str(flags)


@dataclass(frozen=True, slots=True)
class CollectionType:
    """A collection of primitive or enumeration values."""

    item: PrimitiveType | EnumType

    def __str__(self) -> str:
        return f"Collection({self.item})"


Type = PrimitiveType | EnumType | CollectionType
