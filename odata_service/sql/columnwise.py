"""A column of a driver's values -> the decoded ones, at once, where all are of the usual form.

Each function here says for a whole column what a decoder says for one value, in a few calls that run in C; None where
the column holds anything else, and then its values are decoded one by one.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from math import isfinite
from typing import Any

import msgspec

Column = Sequence[Any]
Quick = Callable[[Column], Column | None]

REMEMBERED = 8192  # values that a decoder remembers: the days of twenty years

# Moments as databases print them, a line each. The 29th of February is left to those who know the years.
INSTANTS = re.compile(
    rb"(?:[1-9]\d{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)"
    rb"|02-(?:0[1-9]|1\d|2[0-8]))[ T](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:\+00)?\n)*+"
)
NO_NUMBERS = frozenset({"NaN", "Infinity", "-Infinity"})


def around_nulls(quick: Quick) -> Quick:
    """The same for columns that hold nulls as well."""

    def decoded(column: Column) -> Column | None:
        there = [value for value in column if value is not None] if None in column else column
        found = quick(there) if there else there
        if found is None or there is column:
            return found
        rest = iter(found)
        return [None if value is None else next(rest) for value in column]

    return decoded


def plain(types: frozenset[type]) -> Quick:
    """Values of these types are decoded already."""
    return lambda column: column if types.issuperset(map(type, column)) else None


def are_texts(column: Column) -> bool:
    """Whether all values are texts: to join them costs a quarter of looking at their types."""
    try:
        "".join(column)
    except TypeError:
        return False
    return True


def remembering(decode: Callable[[Any], Any]) -> Quick:
    """For what has few different values, such as days: each is decoded once."""
    known = _Known(decode)
    return lambda column: list(map(known.__getitem__, column))


class _Known(dict[Any, Any]):
    def __init__(self, decode: Callable[[Any], Any]) -> None:
        super().__init__()
        self.decode = decode

    def __missing__(self, value: Any) -> Any:
        if value is None:
            return None
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[value] = self.decode(value)
        return found


@around_nulls
def instants(column: Column) -> Column | None:
    """`2024-01-31 12:30:00.5+00` -> `2024-01-31T12:30:00.500000Z`; without a zone, too."""
    if set(map(type, column)) != {str}:
        return None
    lines = ("\n".join(column) + "\n").encode()
    if _are_uniform(lines, len(column)):
        texts = _to_the_second(lines, len(column))
        return texts if _exist(texts) else None
    if lines.count(b"\n") != len(column) or INSTANTS.fullmatch(lines) is None:
        return None
    lines = lines.replace(b" ", b"T").replace(b"+00\n", b"\n").replace(WHOLE, b"\n").replace(b"\n", b"Z\n")
    made = lines.decode().split("\n")
    made.pop()
    return list(map(_to_the_microsecond, made)) if b"." in lines else made


def _to_the_microsecond(text: str) -> str:
    """`12:30:00.5Z` -> `12:30:00.500000Z`, and `12:30:00.000Z` -> `12:30:00Z`."""
    if len(text) in (20, 27):
        return text
    return f"{text[:19]}Z" if not text[20:-1].strip("0") else f"{text[:-1]:0<26}Z"


WHOLE = b".000000\n"
# Moments to the second as databases print them, every digit a 0; how SQLAlchemy writes them into SQLite, and the rest.
FORMS = {len(form): form for form in (b"0000-00-00 00:00:00.000000\n", b"0000-00-00 00:00:00\n")}
ZEROS = bytes.maketrans(b"123456789", b"0" * 9)
EXISTING = msgspec.json.Decoder(list[datetime])


def _are_uniform(lines: bytes, count: int) -> bool:
    """Whether all are written in one form, to the second."""
    form = FORMS.get(len(lines) // count)
    return (
        form is not None and lines.translate(ZEROS) == form * count and (len(form) == 20 or lines.count(WHOLE) == count)
    )


def _to_the_second(lines: bytes, count: int) -> Column:
    made, width = bytearray(lines), len(lines) // count
    made[10::width] = b"T" * count
    if width == 20:
        texts = made.replace(b"\n", b"Z\n").decode().split("\n")
    else:
        made[19::width], made[20::width] = b"Z" * count, b"\n" * count
        texts = made.decode().split("\n00000\n")
    texts.pop()
    return texts


def _exist(texts: Column) -> bool:
    """Whether there are such moments: no 30th of February, and no 25th hour."""
    try:
        EXISTING.decode('["' + '","'.join(texts) + '"]')
    except msgspec.ValidationError:
        return False
    return True


def printed_numbers(column: Column) -> Column | None:
    """Numbers as PostgreSQL prints them."""
    texts = _TEXTS.issuperset(map(type, column)) and NO_NUMBERS.isdisjoint(column)
    return column if texts else None


_TEXTS = frozenset({str, type(None)})


@around_nulls
def floats(column: Column) -> Column | None:
    return column if set(map(type, column)) == {float} and isfinite(sum(column)) else None


def scaled(digits: int, decode: Callable[[Any], Any]) -> Quick:
    """Numbers of a column that SQLite keeps as floats -> texts with so many digits behind the point.

    The shortest text that is the float again is the number that was stored, where it has at most 15 digits.
    """
    end = f".{'0' * digits}" if digits else ""
    long = b"0" * (16 - digits)  # so many before the point are more than 15 with those behind it

    def written(text: str) -> Any:
        """What is not just so: all that is rare."""
        if text.lstrip("-").isdigit():
            return text + end
        whole, _, fraction = text.partition(".")
        if digits and len(text) < 17 and fraction.isdigit() and len(fraction) <= digits:
            return f"{whole}.{fraction:0<{digits}}"
        return decode(float(text)) if text != "null" else None  # JSON has no word for infinity

    known = _Known(written)  # round numbers, as quantities are, are few
    filled = FILLED.get(digits, _looked_up)

    def decoded(column: Column) -> Column | None:
        types = set(map(type, column))
        if not types <= _NUMBERS:
            return None
        printed = msgspec.json.encode(list(map(float, column)) if int in types else column)[1:-1]
        # The digits of 1.5e-7 do not stand where they belong, and a long number has some that were not stored.
        if b"e" in printed or long in printed.translate(ZEROS):
            return list(map(written, msgspec.json.encode(column)[1:-1].decode().split(",")))
        texts = printed.decode().split(",")
        try:
            return filled(texts, known)
        except IndexError:
            return list(map(written, texts))

    return around_nulls(decoded)


_NUMBERS = frozenset({int, float})


def _looked_up(texts: Sequence[str], known: _Known) -> Column:
    return list(map(known.__getitem__, texts))


# To look at one letter costs a third of slicing: there the point stands, with all digits behind it or without some. The
# shortest text is `0.5`, and where that ends the next one is longer.


def _filled_to_two(texts: Sequence[str], known: _Known) -> Column:
    return [text if text[-3] == "." else text + "0" if text[-2] == "." else known[text] for text in texts]


def _filled_to_three(texts: Sequence[str], known: _Known) -> Column:
    return [
        text + "0" if text[-3] == "." else
        text + "00" if text[-2] == "." else
        text if text[-4] == "." else known[text]
        for text in texts
    ]  # fmt: skip


def _filled_to_four(texts: Sequence[str], known: _Known) -> Column:
    return [
        text if text[-5:-4] == "." else
        text + "00" if text[-3] == "." else
        text + "000" if text[-2] == "." else
        text + "0" if text[-4] == "." else known[text]
        for text in texts
    ]  # fmt: skip


FILLED: dict[int, Callable[[Sequence[str], _Known], Column]] = {
    2: _filled_to_two,
    3: _filled_to_three,
    4: _filled_to_four,
}
