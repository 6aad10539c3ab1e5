"""The import statements of a model file, brought up to date: what it needs, and nothing that it needed only before."""

import ast
from collections.abc import Collection, Iterable

from odata_service.modelling.layout import WIDTH
from odata_service.modelling.source import Edit, Text, edited, text_tree
from odata_service.modelling.types import Import


def with_imports(text: str, wanted: Iterable[Import], before: Collection[str]) -> str:
    """The file with what it needs.

    Args:
        wanted: what may be needed; only what is read somewhere is imported.
        before: the names that the file read before it was edited: an import of one that is not read now goes.
    """
    parsed = text_tree(text)
    read = names_read(parsed.tree)
    bound = _bound(parsed.tree)
    missing = {item for item in wanted if item.name in read and item.name not in bound}
    edits: list[Edit] = []
    for statement in parsed.tree.body:
        if not isinstance(statement, ast.ImportFrom) or statement.level:
            continue
        kept = [one for one in statement.names if (one.asname or one.name) in read or one.name not in before]
        more = [Import(item.module, item.name) for item in missing if item.module == statement.module]
        missing -= set(more)
        if len(kept) < len(statement.names) or more:
            names = [one.name + (f" as {one.asname}" if one.asname else "") for one in kept]
            line = import_line(statement.module or "", [*names, *(item.name for item in more)]) if names or more else ""
            edits.append(Edit(parsed.start(statement), _line_end(parsed, statement), line))
    edits += _new_statements(parsed, missing)
    return edited(text, edits)


def _line_end(text: Text, statement: ast.stmt) -> int:
    return text.text.find("\n", text.end(statement)) + 1 or len(text.text)


def _new_statements(text: Text, missing: Iterable[Import]) -> list[Edit]:
    """Imports from modules of which nothing is imported yet, in the order that ruff wants."""
    by_module: dict[str, list[str]] = {}
    for item in missing:
        by_module.setdefault(item.module, []).append(item.name)
    known = [item for item in text.tree.body if isinstance(item, ast.ImportFrom) and item.module and not item.level]
    edits: list[Edit] = []
    for module, names in sorted(by_module.items()):
        own = module.startswith("odata_service")
        section = [item for item in known if (item.module or "").startswith("odata_service") is own]
        later = next((item for item in section if (item.module or "") > module), None)
        place = text.start(later) if later else _line_end(text, section[-1]) if section else 0
        edits.append(Edit(place, place, import_line(module, names)))
    return edits


def names_read(tree: ast.Module) -> set[str]:
    return {item.id for item in ast.walk(tree) if isinstance(item, ast.Name)}


def _bound(tree: ast.Module) -> set[str]:
    """The names that imports and statements at the top of the file make."""
    found: set[str] = set()
    for statement in tree.body:
        match statement:
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                found |= {one.asname or one.name for one in names}
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.Assign(targets=targets):
                found |= {item.id for item in targets if isinstance(item, ast.Name)}
    return found


def import_lines(imports: Iterable[Import]) -> str:
    """The import statements, in the order that ruff wants."""
    by_module: dict[str, list[str]] = {}
    for item in imports:
        by_module.setdefault(item.module, []).append(item.name)
    lines = []
    for own in (False, True):
        modules = sorted(name for name in by_module if name.startswith("odata_service") is own)
        lines.append("".join(import_line(name, by_module[name]) for name in modules))
    return "\n".join(line for line in lines if line)


def import_line(module: str, names: Iterable[str]) -> str:
    """`from module import names`, as ruff lays it out."""
    ordered = sorted(names, key=_place)
    flat = f"from {module} import {', '.join(ordered)}\n"
    if len(flat) <= WIDTH + 1:
        return flat
    return f"from {module} import (\n" + "".join(f"    {name},\n" for name in ordered) + ")\n"


def _place(name: str) -> tuple[int, str]:
    """Constants, then classes, then the others."""
    return (0 if len(name) > 1 and name.isupper() else 1 if name[:1].isupper() else 2), name
