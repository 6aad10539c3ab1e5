"""The canonical functions (Part 2, section 5.1.1.5 to 5.1.1.11): what they take and what they return."""

from dataclasses import dataclass

from odata_service.edm.types import (
    BOOLEAN,
    DATE,
    DATE_TIME_OFFSET,
    DECIMAL,
    DOUBLE,
    DURATION,
    INT32,
    INTEGERS,
    NUMBERS,
    STRING,
    TIME_OF_DAY,
    PrimitiveType,
)

Family = frozenset[PrimitiveType]

TEXT: Family = frozenset({STRING})
INTEGER: Family = INTEGERS
NUMBER: Family = NUMBERS
DATES: Family = frozenset({DATE, DATE_TIME_OFFSET})
TIMES: Family = frozenset({TIME_OF_DAY, DATE_TIME_OFFSET})
INSTANT: Family = frozenset({DATE_TIME_OFFSET})
SPAN: Family = frozenset({DURATION})

# What a family is called in an error, and the type that a literal is taken for where it may be several.
FAMILY_NAMES: dict[Family, tuple[str, PrimitiveType]] = {
    TEXT: ("a text", STRING),
    INTEGER: ("a whole number", INT32),
    NUMBER: ("a number", DECIMAL),
    DATES: ("a date or a date and time", DATE_TIME_OFFSET),
    TIMES: ("a time or a date and time", DATE_TIME_OFFSET),
    INSTANT: ("a date and time", DATE_TIME_OFFSET),
    SPAN: ("a duration", DURATION),
}


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a function; `result` None: the type of the first argument."""

    parameters: tuple[Family, ...]
    result: PrimitiveType | None


FUNCTIONS: dict[str, tuple[Signature, ...]] = {
    "contains": (Signature((TEXT, TEXT), BOOLEAN),),
    "startswith": (Signature((TEXT, TEXT), BOOLEAN),),
    "endswith": (Signature((TEXT, TEXT), BOOLEAN),),
    "matchespattern": (Signature((TEXT, TEXT), BOOLEAN),),
    "indexof": (Signature((TEXT, TEXT), INT32),),
    "length": (Signature((TEXT,), INT32),),
    "substring": (Signature((TEXT, INTEGER), STRING), Signature((TEXT, INTEGER, INTEGER), STRING)),
    "tolower": (Signature((TEXT,), STRING),),
    "toupper": (Signature((TEXT,), STRING),),
    "trim": (Signature((TEXT,), STRING),),
    "concat": (Signature((TEXT, TEXT), STRING),),
    "year": (Signature((DATES,), INT32),),
    "month": (Signature((DATES,), INT32),),
    "day": (Signature((DATES,), INT32),),
    "hour": (Signature((TIMES,), INT32),),
    "minute": (Signature((TIMES,), INT32),),
    "second": (Signature((TIMES,), INT32),),
    "fractionalseconds": (Signature((TIMES,), DECIMAL),),
    "totalseconds": (Signature((SPAN,), DECIMAL),),
    "totaloffsetminutes": (Signature((INSTANT,), INT32),),
    "date": (Signature((DATES,), DATE),),
    "time": (Signature((TIMES,), TIME_OF_DAY),),
    "now": (Signature((), DATE_TIME_OFFSET),),
    "mindatetime": (Signature((), DATE_TIME_OFFSET),),
    "maxdatetime": (Signature((), DATE_TIME_OFFSET),),
    "round": (Signature((NUMBER,), None),),
    "floor": (Signature((NUMBER,), None),),
    "ceiling": (Signature((NUMBER,), None),),
}

HIERARCHICAL = ("Aggregation.", "Org.OData.Aggregation.V1.")  # the vocabulary's alias, and its own name


def is_hierarchical(function: str) -> bool:
    """Whether a name is that of one of the aggregation vocabulary's functions, which ask about hierarchies."""
    return function.startswith(HIERARCHICAL)


# What they tell of an instant depends on the time zone.
ZONED = frozenset({"year", "month", "day", "hour", "minute", "date", "time", "totaloffsetminutes"})
ROUNDING = frozenset({"round", "floor", "ceiling"})

# substringof(part, text) of OData 2.0 is not a function of 4.0; whoever sends it is told what is.
REPLACED = {
    "substringof": "contains(text,part), with the text first",
    "replace": "concat and substring",
}


def promoted(left: PrimitiveType, right: PrimitiveType) -> PrimitiveType:
    """The type of a calculation with two numbers (Part 2, section 5.1.1.3, numeric promotion)."""
    if DOUBLE in (left, right) or any(item.name == "Edm.Single" for item in (left, right)):
        return DOUBLE
    if DECIMAL in (left, right):
        return DECIMAL
    widths = ("Edm.SByte", "Edm.Byte", "Edm.Int16", "Edm.Int32", "Edm.Int64")
    return max(left, right, INT32, key=lambda item: widths.index(item.name))
