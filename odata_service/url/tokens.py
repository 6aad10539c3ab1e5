"""A tokenizer that is asked. OData has no reserved words: what a text is depends on where it stands, so that a kind of
token is tried only where the grammar allows it."""

import re
from dataclasses import dataclass
from typing import NoReturn

from odata_service.errors import QuerySyntaxError, Span
from odata_service.url.ast import Literal, LiteralKind
from odata_service.url.folding import MARK

_IDENTIFIER = r"[^\W\d]\w{0,127}"
IDENTIFIER = re.compile(_IDENTIFIER)
QUALIFIED = re.compile(rf"{_IDENTIFIER}(?:\.{_IDENTIFIER})*")
ANNOTATION = re.compile(rf"@{_IDENTIFIER}(?:\.{_IDENTIFIER})*(?:#{_IDENTIFIER})?")
BLANKS = re.compile(r"[ \t]*")
WORD = re.compile(r"[^\s()',;/=]+|.")
OPERATOR = re.compile(r"[=!<>]=|<>|[=!<>]|&&|\|\||\w+|['\"]")
# What other languages write, and what that is here.
MEANT = {
    **dict.fromkeys(("=", "=="), "'eq' is meant"),
    **dict.fromkeys(("!=", "<>"), "'ne' is meant"),
    **{"<": "'lt' is meant", "<=": "'le' is meant", ">": "'gt' is meant", ">=": "'ge' is meant"},
    **{"&&": "'and' is meant", "||": "'or' is meant", "!": "'not' is meant"},
    "like": "contains(…), startswith(…) and endswith(…) look into texts",
    "is": "'eq null' and 'ne null' ask whether there is a value",
    "between": "'ge' and 'le' are joined by 'and'",
    "'": "a text ends with a quote, and one within it is written twice, as in 'O''Neil'",
    '"': "texts stand in single quotes",
}

_STRING = r"'(?:[^']|'')*'"
_DAY = r"-?(?:0\d{3}|[1-9]\d{3,})-\d\d-\d\d"
_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,12})?)?"

# One pattern for all literals: its group's name is the literal's kind. Longer forms stand before their beginnings.
# The suffixes of numbers are those of OData 3.0; there are clients that still write them.
LITERAL = re.compile(
    rf"""(?P<LIST>{MARK})
    |(?P<DURATION>duration{_STRING})
    |(?P<BINARY>binary'[A-Za-z0-9_=-]*')
    |(?P<GEO>(?:geography|geometry){_STRING})
    |(?P<STRING>{_STRING})
    |(?P<GUID>[0-9A-Fa-f]{{8}}-[0-9A-Fa-f]{{4}}-[0-9A-Fa-f]{{4}}-[0-9A-Fa-f]{{4}}-[0-9A-Fa-f]{{12}})
    |(?P<DATE_TIME_OFFSET>{_DAY}T{_CLOCK}(?:Z|[+\- ][01]\d:?[0-5]\d)?)
    |(?P<DATE>{_DAY})
    |(?P<TIME_OF_DAY>{_CLOCK})(?!\w)
    |(?P<DECIMAL>[+-]?\d+(?:(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+)[MDF]?|[MDF])|-?INF\b|NaN\b)
    |(?P<INTEGER>[+-]?\d+L?)
    |(?P<BOOLEAN>(?:true|false)(?![\w/.(]))
    |(?P<NULL>null(?![\w/.(]))
    |(?P<ENUM>{_IDENTIFIER}(?:\.{_IDENTIFIER})*{_STRING})
    """,
    re.VERBOSE | re.IGNORECASE,
)
LITERAL_END = re.compile(r"(?![\w'])")
KINDS = {kind.name: kind for kind in LiteralKind}
LONGEST = 18  # digits of a number that 64 bits hold whatever it is


def is_beyond(digits: str) -> bool:
    """Whether a whole number is beyond 64 bits: it is a decimal then (ABNF: int64Value, decimalValue)."""
    if len(digits) <= LONGEST:
        return False
    digits = digits.rstrip("Ll")
    number = digits.lstrip("+-").lstrip("0")
    most = "9223372036854775808" if digits[0] == "-" else "9223372036854775807"
    return (len(number), number) > (len(most), most)


@dataclass(slots=True)
class Tokenizer:
    """A text, a place in it, and the option that complaints name."""

    text: str
    target: str | None = None
    position: int = 0
    depth: int = 0  # of calls within calls

    def blanks(self) -> bool:
        """BWS; whether there were any."""
        end = BLANKS.match(self.text, self.position).end()  # type: ignore[union-attr]  # it always matches
        moved = end > self.position
        self.position = end
        return moved

    def at(self, text: str) -> bool:
        return self.text.startswith(text, self.position)

    def accept(self, text: str) -> bool:
        if self.text.startswith(text, self.position):
            self.position += len(text)
            return True
        return False

    def expect(self, text: str, what: str | None = None) -> None:
        if not self.accept(text):
            self.fail(f"{what or repr(text)} was expected")

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.position)
        if found is not None:
            self.position = found.end()
        return found

    def name(self, pattern: re.Pattern[str], what: str) -> str:
        found = self.match(pattern)
        if found is None:
            self.fail(f"{what} was expected")
        return found.group()

    def keyword(self, word: str) -> bool:
        """A word in any case, with nothing of a name behind it."""
        end = self.position + len(word)
        if self.text[self.position : end].lower() == word and not self.text[end : end + 1].isidentifier():
            self.position = end
            return True
        return False

    def literal(self) -> Literal | None:
        """primitiveLiteral"""
        found = LITERAL.match(self.text, self.position)
        if found is None or LITERAL_END.match(self.text, found.end()) is None:
            return None
        self.position = found.end()
        assert found.lastgroup is not None
        kind = KINDS[found.lastgroup]
        if kind is LiteralKind.INTEGER and is_beyond(found.group()):
            kind = LiteralKind.DECIMAL
        return Literal(kind, found.group(), Span(found.start(), found.end()))

    @property
    def ended(self) -> bool:
        return self.position >= len(self.text)

    def end(self) -> None:
        self.blanks()
        if not self.ended:
            self.fail("The end was expected")

    def fail(self, message: str, span: Span | None = None) -> NoReturn:
        found = WORD.match(self.text, self.position)
        place = span or Span(self.position, found.end() if found else self.position + 1)
        there = f"'{found.group()[:40]}'" if found else "the end"
        sentence = message if span else f"{message}, and {there} was found{self._meant()}"
        raise QuerySyntaxError(sentence + ".", source=self.text, span=place, target=self.target)

    def _meant(self) -> str:
        found = OPERATOR.match(self.text, self.position)
        meant = MEANT.get(found.group().lower()) if found else None
        return f"; {meant}" if meant else ""
