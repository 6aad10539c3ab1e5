"""The text of a Python file -> what stands between its brackets, piece by piece, to be edited and nothing else."""

import ast
import io
import tokenize
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from odata_service.modelling.layout import INDENT, WIDTH

OPENING, CLOSING = frozenset("([{"), frozenset(")]}")
BLANK = frozenset({tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER})


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the file, by its place in the text."""

    kind: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """One piece between brackets: an argument, an element, an entry."""

    text: str
    before: tuple[str, ...] = ()  # the lines above it: comments, without their indentation
    behind: str = ""  # the comment behind it
    value: "Brackets | None" = None  # instead of `text`: what is edited itself


@dataclass(frozen=True, slots=True)
class Brackets:
    """An opening bracket with what stands before it (`Table(`, `names={`), and all up to the closing one."""

    opening: str
    items: tuple[Item, ...]
    closing: str
    tail: tuple[str, ...] = ()  # the lines behind the last piece: comments
    exploded: bool = False  # each piece has a line of its own

    def flat(self) -> str | None:
        """The text on one line, where that can be."""
        if self.exploded or self.tail or any(item.before or item.behind for item in self.items):
            return None
        parts = [item.text if item.value is None else item.value.flat() for item in self.items]
        if any(part is None or "\n" in part for part in parts):
            return None
        return self.opening + ", ".join(part for part in parts if part is not None) + self.closing

    def laid_out(self, indent: str, behind: int = 0, before: int = 0) -> str:
        """The text; in a line that begins with `indent` and `before` characters, and ends with `behind` others."""
        flat = self.flat()
        if flat is not None and len(indent) + before + len(flat) + behind <= WIDTH:
            return flat
        inner = indent + INDENT
        lines = [self.opening]
        for item in self.items:
            lines += [f"{inner}{line}".rstrip() for line in item.before]
            text = item.text if item.value is None else item.value.laid_out(inner, 1)
            lines.append(f"{inner}{text},{f'  {item.behind}' if item.behind else ''}")
        lines += [f"{inner}{line}".rstrip() for line in self.tail]
        return "\n".join([*lines, f"{indent}{self.closing}"])

    def with_items(self, items: Iterable[Item], tail: Sequence[str] | None = None) -> "Brackets":
        """The same with other pieces; where there were comments or lines of their own, they stay so."""
        return replace(self, items=tuple(items), tail=self.tail if tail is None else tuple(tail))


@dataclass(slots=True, eq=False)
class Text:
    """A file's text, its tree and its tokens."""

    text: str
    tree: ast.Module
    lines: list[int]  # where each line begins
    _tokens: list[Token] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    @property
    def tokens(self) -> list[Token]:
        """Made when they are needed first: it takes longer than all else here."""
        if not self._tokens:
            for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
                start = self.lines[token.start[0] - 1] + token.start[1]
                self._tokens.append(Token(token.type, token.string, start, self.lines[token.end[0] - 1] + token.end[1]))
            self._starts = [token.start for token in self._tokens]
        return self._tokens

    def start(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        return self._place(node.lineno, node.col_offset)

    def end(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self._place(node.end_lineno, node.end_col_offset)

    def of(self, node: ast.expr | ast.stmt | ast.keyword) -> str:
        return self.text[self.start(node) : self.end(node)]

    def _place(self, line: int, column: int) -> int:
        """From a line and a number of bytes in it, as trees have them."""
        begin = self.lines[line - 1]
        if self.text[begin : begin + column].isascii():
            return begin + column
        end = self.lines[line] if line < len(self.lines) else len(self.text)
        return begin + len(self.text[begin:end].encode()[:column].decode())

    def arguments(self, call: ast.Call) -> list[ast.expr | ast.keyword]:
        """The arguments of a call, in the order in which they stand there."""
        return sorted([*call.args, *call.keywords], key=self.start)

    def line_of(self, place: int) -> int:
        """Where the line begins that a place is in."""
        return self.text.rfind("\n", 0, place) + 1

    def indent_of(self, place: int) -> str:
        begin = self.line_of(place)
        line = self.text[begin:place]
        return line[: len(line) - len(line.lstrip())]

    def brackets(self, node: ast.Call | ast.List | ast.Dict, before: str = "") -> Brackets:
        """What stands between a node's brackets; `before` is put in front of the opening one."""
        place = self.end(node.func) if isinstance(node, ast.Call) else self.start(node)
        tokens = self.tokens
        number = bisect_left(self._starts, place)
        while tokens[number].text not in OPENING:
            number += 1
        opening = before + self.text[self.start(node) : self.tokens[number].end]
        pieces = list(_pieces(self, number))
        items = tuple(item for item in pieces if isinstance(item, Item))
        tail = next((item for item in pieces if isinstance(item, tuple)), ())
        exploded = "\n" in self.text[self.tokens[number].end : self.end(node) - 1]
        return Brackets(opening, items, self.text[self.end(node) - 1], tail, exploded)


def text_tree(text: str) -> Text:
    """A file's text, parsed.

    Raises:
        SyntaxError: it is no Python.
    """
    lines = [0]
    for line in text.split("\n"):
        lines.append(lines[-1] + len(line) + 1)
    return Text(text, ast.parse(text), lines)


def _pieces(text: Text, number: int) -> Iterator[Item | tuple[str, ...]]:
    """The pieces behind an opening bracket, and last the comments behind them."""
    depth, first, last = 0, -1, text.tokens[number].end
    done: Item | None = None  # the piece before, until it is known what stands behind it
    above: list[str] = []
    for place in range(number + 1, len(text.tokens)):
        token = text.tokens[place]
        if token.kind in BLANK:
            continue
        if token.kind == tokenize.COMMENT:
            if depth == 0:
                above.append(token.text)
                if done is not None and first < 0 and len(above) == 1 and _same_line(text, last, token.start):
                    done, above = replace(done, behind=token.text), []
            continue
        closes = token.kind == tokenize.OP and token.text in CLOSING
        if depth == 0 and token.kind == tokenize.OP and (token.text == "," or closes):
            if first >= 0:
                yield from () if done is None else (done,)
                done, above, first = _piece(text.text[first:last], above), [], -1
            if closes:
                yield from () if done is None else (done,)
                yield tuple(above)
                return
        elif first < 0:
            first = token.start
            above.append(ABOVE)
        last = token.end
        if token.kind == tokenize.OP:
            depth += (token.text in OPENING) - (token.text in CLOSING)


ABOVE = ""  # ends the comments above a piece; those behind it are within its text, or behind it


def _piece(text: str, comments: Sequence[str]) -> Item:
    place = comments.index(ABOVE)
    loose = [item for item in comments[place + 1 :] if item not in text]
    return Item(text, tuple(comments[:place]), "  ".join(loose))


def _same_line(text: Text, one: int, other: int) -> bool:
    return text.line_of(one) == text.line_of(other)


@dataclass(frozen=True, slots=True)
class Edit:
    """A part of a text, and what stands there instead."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with some parts of it replaced."""
    for edit in sorted(edits, key=lambda item: (item.start, item.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


@lru_cache(maxsize=100_000)
def said(node_text: str) -> str:
    """An expression as it is meant: however it is laid out and quoted, it is the same text. What is none is itself."""
    try:
        return ast.unparse(ast.parse(f"f({node_text}\n)", mode="eval"))[2:-1]
    except SyntaxError:
        return node_text
