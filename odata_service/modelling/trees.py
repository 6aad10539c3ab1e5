"""A parsed URL -> its tree as lines of text: what was written, before any name is looked up."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

LEFT_OUT = frozenset({"span", "given", "texts"})
SHOWN = 12  # of the elements of a list


def tree_lines(node: Any, name: str = "", indent: int = 0) -> Iterator[str]:
    """A node and what it is made of; what says nothing is let out."""
    start = f"{'  ' * indent}{f'{name}: ' if name else ''}"
    if is_dataclass(node):
        parts = [(one.name, getattr(node, one.name)) for one in fields(node) if one.name not in LEFT_OUT]
        said = [(part, value) for part, value in parts if not _says_nothing(value)]
        flat = [_said(part, value) for part, value in said if not _has_parts(value)]
        yield f"{start}{type(node).__name__}{f' {chr(32).join(flat)}' if flat else ''}"
        for part, value in said:
            if _has_parts(value):
                yield from tree_lines(value, part, indent + 1)
    elif isinstance(node, tuple | list):
        yield from _listed(node, name, indent)
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from tree_lines(value, str(key), indent)
    else:
        yield f"{start}{_text(node)}"


def _listed(nodes: tuple[Any, ...] | list[Any], name: str, indent: int) -> Iterator[str]:
    for node in nodes[:SHOWN]:
        yield from tree_lines(node, name, indent)
    if len(nodes) > SHOWN:
        yield f"{'  ' * indent}… {len(nodes)} in all"


def _says_nothing(value: Any) -> bool:
    return value is None or value is False or (isinstance(value, tuple | list | dict | str) and not value)


def _has_parts(value: Any) -> bool:
    return is_dataclass(value) or isinstance(value, dict) or (
        isinstance(value, tuple | list) and any(_has_parts(one) for one in value)
    )  # fmt: skip


def _said(name: str, value: Any) -> str:
    """Words stand for themselves, numbers and yes need to be named."""
    if value is True:
        return name
    return f"{name}={value}" if isinstance(value, int) else _text(value)


def _text(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple | list):
        return ", ".join(map(_text, value))
    return str(value)
