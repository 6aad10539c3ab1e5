"""The literals of a request set aside, so that requests that differ in values only share one remembered plan."""

import re
from dataclasses import dataclass

from odata_service.url.tokens import LITERAL, is_beyond

# Numbers of rows and levels within `$expand`, names of hierarchies, and the -1 behind an `indexof` of a text, as
# Salesforce's list views have it, are part of the shape. Names are consumed
# whole, so that `Address2` holds no number; then literals, whose kind is their group's name.
SCANNER = re.compile(
    rf"(?P<OPTION>\$?(?:top|skip|levels)[\ \t]*=[\ \t]*\w+|HierarchyQualifier[\ \t]*=[\ \t]*'(?:[^']|'')*'"
    rf"|(?<='\))[\ \t]+(?:eq|ne)[\ \t]+-1(?![\w.]))"
    rf"|(?P<NAME>(?!duration'|binary'|geography'|geometry')(?!(?:[0-9A-Fa-f]{{8}}-[0-9A-Fa-f]{{4}}-))"
    rf"(?:[^\W\d]\w*(?:\.[^\W\d]\w*)*(?!['\w])))|{LITERAL.pattern}",
    re.VERBOSE | re.IGNORECASE,
)
INTEGRAL = re.compile(r"[+-]?\d+\.0+")
KEPT = frozenset({"OPTION", "NAME", "BOOLEAN", "NULL"})
SPECIAL = frozenset({"inf", "-inf", "nan"})


@dataclass(frozen=True, slots=True)
class Shape:
    """A text with marks in place of its literals, the literals, and where they stood.

    A shape is a guess that is made without parsing: whoever parses the text compares the parser's literals with
    these, and does not remember the plan where they differ.
    """

    text: str
    literals: tuple[str, ...]
    starts: tuple[int, ...]


def shape_of(text: str) -> Shape:
    """The shape of an expression's text; a decimal that may stand for an integer (`5.0`), and one with an
    exponent, have marks of their own."""
    parts: list[str] = []
    literals: list[str] = []
    starts: list[int] = []
    last = 0
    for found in SCANNER.finditer(text):
        kind = found.lastgroup
        if kind in KEPT:
            continue
        literal = found.group()
        if kind == "INTEGER" and is_beyond(literal):
            kind = "DECIMAL"
        elif kind == "DECIMAL":
            if literal.lower() in SPECIAL:
                continue
            if INTEGRAL.fullmatch(literal) and not is_beyond(literal.partition(".")[0]):
                kind = "WHOLE"
            elif "e" in literal.lower():
                kind = "DOUBLE"
        start, stop = found.span()
        parts.append(text[last:start])
        parts.append(f"\x00{kind}\x00" if kind != "LIST" else literal)
        literals.append(literal)
        starts.append(start)
        last = stop
    parts.append(text[last:])
    return Shape("".join(parts), tuple(literals), tuple(starts))
