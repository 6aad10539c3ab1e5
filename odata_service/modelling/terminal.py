"""Lines for the terminal: columns that fit its width, and colours where it is one."""

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
SIGNS = {"error": "✗", "warning": "!", "note": "·", "good": "✓"}
COLOURS = {"error": "red", "warning": "yellow", "note": "dim", "good": "green"}
NARROWEST, WIDEST = 60, 160


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where lines go: how wide it is, and whether it shows colours."""

    width: int = 100
    coloured: bool = False

    def styled(self, text: str, *styles: str) -> str:
        if not self.coloured or not text:
            return text
        return f"\033[{';'.join(CODES[style] for style in styles)}m{text}\033[0m"

    def title(self, text: str, more: str = "") -> str:
        return f"\n{self.styled(text, 'bold')}{f'  {more}' if more else ''}"

    def rows(self, rows: Iterable[Sequence[str]], indent: int = 4) -> list[str]:
        """Rows of texts in columns; the last one is wrapped."""
        known = [tuple(row) for row in rows]
        if not known:
            return []
        count = max(len(row) for row in known)
        wide = [max((len(row[place]) for row in known if len(row) > place), default=0) for place in range(count - 1)]
        wide = [min(size, 44) for size in wide]
        lines = []
        for row in known:
            cells = [*row, *[""] * (count - len(row))]
            start = " " * indent + "".join(f"{cell:{size}}  " for cell, size in zip(cells, wide, strict=False))
            lines += self.wrapped(start, cells[-1])
        return lines

    def wrapped(self, start: str, text: str) -> list[str]:
        """A text behind something, in lines that fit."""
        room = max(self.width - len(start), 24)
        parts = textwrap.wrap(text, room, break_on_hyphens=False) or [""]
        return [f"{start}{parts[0]}".rstrip(), *(" " * len(start) + part for part in parts[1:])]

    def finding(self, level: str, where: str, text: str, indent: int = 4) -> list[str]:
        """A sentence with a sign before it."""
        lines = self.wrapped(f"{' ' * indent}{SIGNS[level]} ", f"{where}: {text}" if where else text)
        return [self.styled(line, COLOURS[level]) for line in lines]


def terminal() -> Terminal:
    """The terminal that the standard output is, or what suits a file."""
    coloured = sys.stdout.isatty() and os.name != "nt"
    width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    return Terminal(min(max(width, NARROWEST), WIDEST), coloured)


def counted(number: int, one: str, many: str = "") -> str:
    """`1 table`, `2 tables`"""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
