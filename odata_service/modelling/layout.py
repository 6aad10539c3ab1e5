"""Python expressions -> their text, laid out as `ruff format` leaves it: on one line, or one argument per line."""

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

WIDTH = 120
INDENT = "    "


@dataclass(frozen=True, slots=True)
class Name:
    """Text that stands as it is: a name, a number."""

    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A line of its own among arguments."""

    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call; the arguments that have a keyword come last."""

    function: str
    arguments: "Sequence[Expression]" = ()
    keywords: "Mapping[str, Expression]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exploded:
    """A list with each element on its own line, however short."""

    elements: "Sequence[Expression]"


Expression = (
    Name | Exploded | Remark | Call | str | bool | int | None | Sequence["Expression"] | Mapping[str, "Expression"]
)


def statement(target: str, value: Expression, indent: str = "") -> str:
    """`target = value`"""
    return f"{indent}{target} = {laid_out(value, indent, len(target) + 3)}"


def laid_out(value: Expression, indent: str, before: int, behind: int = 0) -> str:
    """The text of an expression.

    Args:
        indent: of the line that it begins in, and of the last one if there are several.
        before, behind: how many characters stand in the line before it, indentation not counted, and behind it.
    """
    flat = _flat(value)
    if flat is not None and len(indent) + before + len(flat) + behind <= WIDTH:
        return flat
    inner = indent + INDENT
    match value:
        case str():
            return _pieces(value, indent)
        case Call(function, arguments, keywords):
            lines = [_line(item, inner) for item in arguments]
            lines += [_line(item, inner, f"{name}=") for name, item in keywords.items()]
            return f"{function}(\n" + "".join(lines) + f"{indent})"
        case Exploded(elements):
            return "[\n" + "".join(_line(item, inner) for item in elements) + f"{indent}]"
        case Mapping():
            return (
                "{\n" + "".join(_line(item, inner, f"{quoted(key)}: ") for key, item in value.items()) + f"{indent}}}"
            )
        case Sequence():
            return "[\n" + "".join(_line(item, inner) for item in value) + f"{indent}]"
        case _:
            return flat or ""


def _line(item: Expression, indent: str, before: str = "") -> str:
    """One argument or element on its line, or lines."""
    if isinstance(item, Remark):
        return "".join(f"{indent}# {line}\n" for line in wrapped(item.text, WIDTH - len(indent) - 2))
    return f"{indent}{before}{laid_out(item, indent, len(before), 1)},\n"


def _flat(value: Expression) -> str | None:
    """The text on one line; None where there is a remark in it, which ends its line."""
    match value:
        case Remark() | Exploded():
            return None
        case Name(text):
            return text
        case str():
            return quoted(value)
        case Call(function, arguments, keywords):
            parts = [_flat(item) for item in arguments]
            named = {name: _flat(item) for name, item in keywords.items()}
            written = [*parts, *(None if text is None else f"{name}={text}" for name, text in named.items())]
            return _joined(f"{function}(", written, ")")
        case Mapping():
            items = {key: _flat(item) for key, item in value.items()}
            return _joined("{", [text and f"{quoted(key)}: {text}" for key, text in items.items()], "}")
        case Sequence():
            return _joined("[", [_flat(item) for item in value], "]")
        case _:
            return repr(value)


def _joined(opening: str, parts: Sequence[str | None], closing: str) -> str | None:
    known = [part for part in parts if part is not None]
    return f"{opening}{', '.join(known)}{closing}" if len(known) == len(parts) else None


def _pieces(text: str, indent: str) -> str:
    """A text that is too long for one line, as several that belong together."""
    room = WIDTH - len(indent) - len(INDENT) - 2
    inner = indent + INDENT
    return "(\n" + "".join(f"{inner}{quoted(part)}\n" for part in _cut(text, room)) + f"{indent})"


def _cut(text: str, room: int) -> list[str]:
    """Parts that fit, cut behind blanks where there are any."""
    parts: list[str] = []
    while len(quoted(text)) > room + 2:
        size = room
        while len(quoted(text[:size])) > room + 2:
            size -= 1
        blank = text.rfind(" ", size // 2, size)
        size = size if blank < 0 else blank + 1
        parts.append(text[:size])
        text = text[size:]
    return [*parts, text]


def quoted(text: str) -> str:
    """A string literal in double quotes, or in single ones where those need fewer backslashes."""
    mark = "'" if text.count('"') > text.count("'") else '"'
    return mark + "".join(_character(item, mark) for item in text) + mark


ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _character(item: str, mark: str) -> str:
    if item == mark:
        return f"\\{item}"
    if item in ESCAPES:
        return ESCAPES[item]
    if item.isprintable():
        return item
    code = ord(item)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a remark; what has no blank stays whole."""
    words = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text)
    return textwrap.wrap(words, width, break_long_words=True, break_on_hyphens=False) or [""]
