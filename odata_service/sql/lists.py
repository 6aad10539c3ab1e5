"""A statement with lists among its values -> one with a place for each of the lists' values.

For databases that take no list as one value. The statement says what is compared with a list: `OPEN column PART column
CLOSE place`, and the columns together are one of the list's keys.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

OPEN, PART, CLOSE = "/*(*/", "/*,*/", "/*)*/"
AT_ONCE = 1000  # values behind one IN: Oracle takes no more, Firebird 1,500

# How statements mark the place of a value, by the driver's paramstyle.
PLACES = {"qmark": r"\?", "numeric": r":\d+", "format": r"%s"}
PATTERNS = {
    style: re.compile(
        rf"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|/\*\(\*/(?P<columns>.*?)/\*\)\*/ ?(?P<list>{place})|(?P<one>{place})",
        re.DOTALL,
    )
    for style, place in PLACES.items()
}

Place = Callable[[Any, list[Any]], str]  # binds a value, and says what stands in the statement for it


@dataclass(slots=True, eq=False)
class Expansion:
    """One statement's way: its values as they are given, and as they are bound."""

    style: str
    given: Sequence[Any]
    place: Place
    in_list: Place
    bound: list[Any] = field(default_factory=list)
    taken: int = 0

    def text(self, text: str) -> str:
        return PATTERNS[self.style].sub(self._written, text)

    def _written(self, found: re.Match[str]) -> str:
        if found["columns"] is not None:
            return self._among(found["columns"].split(PART), found["list"])
        return found[0] if found["one"] is None else self.place(self._value(found[0]), self.bound)

    def _value(self, place: str) -> Any:
        """Numbered places may stand in the text several times, others have a value each."""
        if self.style == "numeric":
            return self.given[int(place[1:]) - 1]
        self.taken += 1
        return self.given[self.taken - 1]

    def _among(self, columns: list[str], place: str) -> str:
        """`column IN (…) OR column IN (…)`, or `(a = ? AND b = ?) OR …`. Columns with values of their own have them
        before the list."""
        own = self.given[self.taken : self.taken + sum(self._places(column) for column in columns)]
        self.taken += len(own) if self.style != "numeric" else 0
        keys = list(self._value(place))
        if not keys:
            return "(1 = 0)"
        if len(columns) == 1:
            plain = [key[0] if isinstance(key, tuple) else key for key in keys]
            chunks = [plain[start : start + AT_ONCE] for start in range(0, len(plain), AT_ONCE)]
            return "(" + " OR ".join(self._in(columns[0], own, chunk) for chunk in chunks) + ")"
        return "(" + " OR ".join(f"({self._equal(columns, own, key)})" for key in keys) + ")"

    def _in(self, column: str, own: Sequence[Any], values: Sequence[Any]) -> str:
        written = self._again(column, own)
        return f"{written} IN ({', '.join([self.in_list(value, self.bound) for value in values])})"

    def _equal(self, columns: Sequence[str], own: Sequence[Any], key: Sequence[Any]) -> str:
        pairs, start = [], 0
        for column, value in zip(columns, key, strict=True):
            end = start + self._places(column)
            written = self._again(column, own[start:end])
            pairs.append(f"{written} = {self.place(value, self.bound)}")
            start = end
        return " AND ".join(pairs)

    def _places(self, text: str) -> int:
        return sum(found["one"] is not None for found in PATTERNS[self.style].finditer(text))

    def _again(self, text: str, own: Sequence[Any]) -> str:
        """A column with its own values, which are bound each time that it is written."""
        if not self._places(text):
            return text
        given = self.given if self.style == "numeric" else own
        return Expansion(self.style, given, self.place, self.in_list, self.bound).text(text)


def expanded(
    text: str, given: Sequence[Any], style: str, place: Place | None = None, in_list: Place | None = None
) -> tuple[str, list[Any]]:
    """The statement's text with places for the lists' values, and all values in the order of their places."""
    made = Expansion(style, given, place or SIMPLE[style], in_list or place or SIMPLE[style])
    return made.text(text), made.bound


def _numbered(value: Any, bound: list[Any]) -> str:
    bound.append(value)
    return f":{len(bound)}"


def _marked(mark: str) -> Place:
    def place(value: Any, bound: list[Any]) -> str:
        bound.append(value)
        return mark

    return place


SIMPLE: dict[str, Place] = {"qmark": _marked("?"), "format": _marked("%s"), "numeric": _numbered}
