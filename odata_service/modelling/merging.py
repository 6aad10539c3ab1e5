"""The definition of a table as a person left it, and as the database has it now -> the one that holds both.

Each part is told by three texts: as it was found last time (its sum is in the record), as it stands in the file, and as
it is found now. What only the database has changed is changed; what only the person has changed stays; where both did,
it stays, and is said.
"""

import ast
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from odata_service.modelling.existing import Defined
from odata_service.modelling.layout import Expression, laid_out, wrapped
from odata_service.modelling.record import LEFT_OUT, Known, key_of, sum_of
from odata_service.modelling.source import Brackets, Item, Text, said
from odata_service.modelling.tables import Definition

INNER = " " * 4
REMARK_WIDTH = 114
GONE = "is not in the database any more"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of what is different. `sign`: + new, - gone, ~ changed, ! for a person to look at."""

    sign: str
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a definition is made of, as it is written."""

    columns: Mapping[str, str]
    remarks: Mapping[str, tuple[str, ...]]  # of columns that are left out
    constraints: Sequence[str]
    keywords: Mapping[str, str]

    def known(self, entity_set: str | None) -> Known:
        """What the record keeps of it."""
        return Known(
            {key_of(name): sum_of(text) for name, text in self.columns.items()}
            | {key_of(name): LEFT_OUT for name in self.remarks},
            frozenset(sum_of(text) for text in self.constraints),
            {name: sum_of(text) for name, text in self.keywords.items()},
            None if entity_set is None else sum_of(entity_set),
        )


def pieces_of(definition: Definition) -> Pieces:
    """The texts of a definition's parts."""
    remarks = {name: wrapped(item.text, REMARK_WIDTH) for name, item in definition.remarks.items()}
    return Pieces(
        {name: _text(call) for name, call in definition.columns.items()},
        {name: tuple(f"# {line}" for line in lines) for name, lines in remarks.items()},
        [_text(item) for item in definition.constraints],
        {name: f"{name}={laid_out(item, INNER, len(name) + 1, 1)}" for name, item in definition.keywords.items()},
    )  # fmt: skip


def _text(item: Expression) -> str:
    return laid_out(item, INNER, 0, 1)


@dataclass(slots=True)
class Merged:
    """A definition that holds both, and what is different."""

    brackets: Brackets
    before: Brackets  # as it stands in the file
    new_columns: list[str] = field(default_factory=list)
    lost_columns: list[str] = field(default_factory=list)  # taken out
    changes: list[Change] = field(default_factory=list)


def merged_table(
    text: Text, defined: Defined, now: Pieces, known: Known | None, spoken_of: Callable[[str], bool]
) -> Merged:
    """The definition of a table, brought up to date.

    Args:
        known: what was found last time; None: nobody knows.
        spoken_of: whether the file speaks of a column elsewhere, in a way that it could not do without it.
    """
    written = text.brackets(defined.call)
    merged = Merged(written, written)
    nodes = text.arguments(defined.call)
    items = list(zip(nodes, merged.brackets.items, strict=True))
    table = _Table(defined.name, now, known or Known(), known is not None, spoken_of, merged)
    columns = table.columns([(node, item) for node, item in items if _column(node) is not None])
    constraints = table.constraints([(node, item) for node, item in items if _is_constraint(node)])
    keywords = table.keywords([(node, item) for node, item in items if isinstance(node, ast.keyword)])
    head = [item for node, item in items[:2]]
    others = [
        item for node, item in items[2:]
        if not (isinstance(node, ast.keyword) or _is_constraint(node) or _column(node) is not None)
    ]  # fmt: skip
    pieces = [*head, *columns, *constraints, *others, *keywords]
    tail = table.tail({line for item in merged.brackets.items for line in (*item.before, *merged.brackets.tail)})
    merged.brackets = merged.brackets.with_items(
        (replace(item, before=table.remarks_of(item.before)) for item in pieces), tail
    )
    return merged


def _column(node: ast.AST) -> str | None:
    match node:
        case ast.Call(
            func=ast.Name(id="Column") | ast.Attribute(attr="Column"), args=[ast.Constant(value=str(name)), *_]
        ):
            return name
    return None


CONSTRAINTS = frozenset({"PrimaryKeyConstraint", "ForeignKeyConstraint", "UniqueConstraint", "CheckConstraint"})


def _is_constraint(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in CONSTRAINTS
    return False


Found = Sequence[tuple[ast.AST, Item]]


@dataclass(slots=True)
class _Table:
    """One table on its way; changes are noted in `merged`."""

    name: str
    now: Pieces
    known: Known
    sure: bool  # whether it is known what was found last time
    spoken_of: Callable[[str], bool]
    merged: Merged

    def note(self, sign: str, what: str, text: str) -> None:
        self.merged.changes.append(Change(sign, f"{self.name}.{what}" if what else self.name, text))

    def columns(self, found: Found) -> list[Item]:
        here = {name: item for node, item in found if (name := _column(node)) is not None}
        made: dict[str, Item] = {}
        for name, item in here.items():
            kept = self.column(name, item)
            if kept is not None:
                made[name] = kept
        before: str | None = None
        for name, text in self.now.columns.items():
            if name not in here and self._is_new(name):
                made = _put(made, before, name, Item(text))
                self.merged.new_columns.append(name)
                self.note("+", name, _short(text))
            before = name if name in made else before
        return list(made.values())

    def _is_new(self, name: str) -> bool:
        """Whether a column that the file has not is one that the database had not before, or that could not be
        published then."""
        return self.known.columns.get(key_of(name), LEFT_OUT) == LEFT_OUT

    def column(self, name: str, item: Item) -> Item | None:
        """What becomes of a column's line."""
        now, base = self.now.columns.get(name), self.known.columns.get(key_of(name))
        untouched = base == sum_of(item.text) and not item.before and not item.behind
        if now is None:
            return self._lost(name, item, untouched)
        if any(GONE in line for line in item.before):
            item = replace(item, before=tuple(line for line in item.before if GONE not in line))
            self.note("+", name, "is in the database again")
        if said(now) == said(item.text):
            return item
        if base == sum_of(item.text):
            self.note("~", name, f"{_short(item.text)} is now {_short(now)}")
            return replace(item, text=now)
        if base != sum_of(now):
            self.note("!", name, f"stays {_short(item.text)}; in the database it is {_short(now)}")
        return item

    def _lost(self, name: str, item: Item, untouched: bool) -> Item | None:
        reason = " ".join(line.removeprefix("# ") for line in self.now.remarks.get(name, ())).partition(": ")[2] or GONE
        if self.spoken_of(name):
            mark = f"# {name}: {reason}, and SERVICE still speaks of it"
            self.note("!", name, f"{reason}; it stays until nothing speaks of it")
            return item if mark in item.before else replace(item, before=(*item.before, mark))
        self.merged.lost_columns.append(name)
        self.note("-", name, reason)
        if not untouched:
            lines = [f"# {name}: {reason}. It was:", *(f"# {line}" for line in f"{item.text},".split("\n"))]
            self._keep([*item.before, *lines, *([item.behind] if item.behind else [])])
        return None

    def _keep(self, lines: Iterable[str]) -> None:
        """Comments whose line is taken out stay, at the end."""
        self.merged.brackets = replace(self.merged.brackets, tail=(*self.merged.brackets.tail, *lines), exploded=True)

    def remarks_of(self, lines: Iterable[str]) -> tuple[str, ...]:
        """Without remarks about columns that are there now."""
        there = [name for name in self.merged.new_columns if self.known.columns.get(key_of(name)) == LEFT_OUT]
        return tuple(line for line in lines if not any(line.startswith(f"# {name}: ") for name in there))

    def tail(self, said_before: Collection[str]) -> list[str]:
        """The remarks at the end, with those about columns that are left out and were not there before."""
        made = [*self.remarks_of(self.merged.brackets.tail)]
        for name, remark in self.now.remarks.items():
            if self.known.columns.get(key_of(name)) is None and remark[0] not in said_before:
                made += remark
                self.note("+", name, f"left out: {' '.join(remark).partition(': ')[2]}")
        return made

    def constraints(self, found: Found) -> list[Item]:
        now = {said(text): text for text in self.now.constraints}
        kept: list[Item] = []
        for _, item in found:
            total = sum_of(item.text)
            if said(item.text) not in now and total in self.known.constraints and not item.before and not item.behind:
                self.note("-", "", _short(item.text))
            else:
                kept.append(item)
        here = {said(item.text) for _, item in found}
        for text in self.now.constraints:
            if said(text) not in here and sum_of(text) not in self.known.constraints and self.sure:
                kept.append(Item(text))
                self.note("+", "", _short(text))
        return kept

    def keywords(self, found: Found) -> list[Item]:
        kept: list[Item] = []
        here: set[str] = set()
        for node, item in found:
            name = node.arg or "" if isinstance(node, ast.keyword) else ""
            here.add(name)
            now, base = self.now.keywords.get(name), self.known.keywords.get(name)
            if base != sum_of(item.text) or name == "schema" or (now and said(now) == said(item.text)):
                kept.append(item)
                continue
            self.note("~", "", f"{_short(item.text)} is now {_short(now)}" if now else f"without {_short(item.text)}")
            kept += [replace(item, text=now)] if now else []
        for name, text in self.now.keywords.items():
            if name not in here and name not in self.known.keywords and self.sure:
                kept.append(Item(text))
                self.note("+", "", _short(text))
        return kept


def _put(made: dict[str, Item], before: str | None, name: str, item: Item) -> dict[str, Item]:
    """With one more behind another one, or first."""
    names = list(made)
    place = names.index(before) + 1 if before is not None else 0
    pairs = list(made.items())
    return dict([*pairs[:place], (name, item), *pairs[place:]])


SHORT = 70


def _short(text: str) -> str:
    """For the terminal: `Column("name", String(40))` as `String(40)`."""
    plain = said(text)
    if plain.startswith("Column("):
        plain = plain.removeprefix("Column(").removesuffix(")").partition(", ")[2] or plain
    return plain if len(plain) <= SHORT else f"{plain[: SHORT - 1]}…"
