"""`a eq 1 or a eq 2 or …` and `a in (1,2,…)` -> `a in` and one literal that is a list.

Clients read related rows by chains of thousands of such terms. As one literal they cost no parsing, and chains of all
lengths are requests of one shape. What is not folded here, or folded where it cannot be (`NotFolded`), is parsed as it
stands: folding changes what a request costs, never what it means.
"""

import re

_STRING = r"'(?:[^']|'')*+'"
_GUID = r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}(?![\w'])"
_INTEGER = r"[+-]?(?:\d{1,18}|(?:[0-8]\d\d|9[01]\d|92[01])\d{16})(?![\w.:'-])"  # of 64 bits for sure
_LITERAL = rf"(?:{_STRING}|{_GUID}|{_INTEGER})"
_NAME = r"[^\W\d]\w*(?:/[^\W\d]\w*)*"

KINDS = {name: re.compile(pattern) for name, pattern in
         (("INTEGER", _INTEGER), ("STRING", _STRING), ("GUID", _GUID))}  # fmt: skip
LITERAL = re.compile(_LITERAL)
MARK = r"\x00LIST_(?:INTEGER|STRING|GUID)\x00"  # no request holds a NUL
SEPARATOR = "\x00"
# A chain stands where nothing that binds more strongly than `or` is beside it. Texts are consumed whole: what looks
# like a chain within quotes is none.
SCANNER = re.compile(
    rf"(?:^|(?<=[(:])|(?<= or ))(?P<name>{_NAME}) eq {_LITERAL}(?: or (?P=name) eq {_LITERAL})+(?= or |\)|$)"
    rf"|(?<= in )\((?P<items>{_LITERAL}(?:, ?{_LITERAL})*)\)"
    rf"|{_STRING}"
)


class NotFolded(Exception):
    """A list stands where the database or the type needs its values one by one."""


def folded(text: str) -> tuple[str, list[str]]:
    """The text with marks in place of its lists, and the lists: their literals joined by NUL."""
    if " or " not in text and " in (" not in text:
        return text, []
    lists: list[str] = []

    def mark(found: re.Match[str]) -> str:
        name, listed = found["name"], found["items"]
        if name is None and listed is None:
            return found.group()
        items = LITERAL.findall(listed) if listed else found.group()[len(name) + 4 :].split(f" or {name} eq ")
        kind = next((kind for kind, pattern in KINDS.items() if all(map(pattern.fullmatch, items))), None)
        if kind is None:
            return found.group()
        lists.append(SEPARATOR.join(items))
        return f"{'' if listed else f'{name} in '}\x00LIST_{kind}\x00"

    return SCANNER.sub(mark, text), lists


def items_of(joined: str) -> list[str]:
    """The literals of a list."""
    return joined.split(SEPARATOR)


def kind_of(mark: str) -> str:
    """What a list's literals are: `INTEGER`, `STRING` or `GUID`."""
    return mark.strip(SEPARATOR).removeprefix("LIST_")
