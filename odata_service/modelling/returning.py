"""Comments that keep what was said of a table that was gone -> its entity set, when the table is there again."""

import ast
import re
from collections.abc import Sequence
from dataclasses import replace

from odata_service.modelling.existing import first_name
from odata_service.modelling.merging import GONE
from odata_service.modelling.source import Item

IT_WAS = "It was:"


def keeps(lines: Sequence[str], table: str) -> bool:
    """Whether comments keep an entity set of a table."""
    return any(_title(table).fullmatch(line) for line in lines)


def taken_back(items: Sequence[Item], tail: Sequence[str], table: str, variable: str) -> tuple[list[Item], list[str]]:
    """The elements and the comments behind them, with the entity set in the place of the comments that kept it; as they
    are where a person has made something else of those."""
    made = [*items]
    for place, item in enumerate(items):
        found = _kept_in(item.before, table, variable)
        if found is not None:
            before, text, behind = found
            made[place : place + 1] = [Item(text, before=before), replace(item, before=behind)]
            return made, [*tail]
    found = _kept_in(tail, table, variable)
    if found is None:
        return made, [*tail]
    before, text, behind = found
    return [*made, Item(text, before=before)], [*behind]


Kept = tuple[tuple[str, ...], str, tuple[str, ...]]  # the comments before it, its text, the comments behind it


def _kept_in(lines: Sequence[str], table: str, variable: str) -> Kept | None:
    title = next((number for number, line in enumerate(lines) if _title(table).fullmatch(line)), None)
    if title is None:
        return None
    starts = [number for number in range(title + 1, len(lines)) if "EntitySet(" in lines[number]]
    for end in range(starts[0] + 1, len(lines) + 1) if starts else ():
        text = "\n".join(line.removeprefix("# ") for line in lines[starts[0] : end]).removesuffix(",")
        if _is_set_of(text, variable):
            return (*lines[:title], *lines[title + 1 : starts[0]]), text, tuple(lines[end:])
    return None


def _title(table: str) -> re.Pattern[str]:
    return re.compile(rf"# {re.escape(table)}(?: {re.escape(GONE)}|: .*)\. {re.escape(IT_WAS)}")


def _is_set_of(text: str, variable: str) -> bool:
    try:
        return first_name(ast.parse(text, mode="eval").body) == variable
    except SyntaxError:
        return False
