"""The calls that publish tables in a model file -> the same with more said in them, or less."""

import ast
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from odata_service.edm.names import PROPERTY_LENGTH, safe_name
from odata_service.modelling.existing import Listed, ModelFile
from odata_service.modelling.layout import Call, Expression, Name, quoted
from odata_service.modelling.source import Brackets, Item, Text


@dataclass(slots=True)
class Said:
    """What is to be said of an entity set besides what the file says."""

    names: dict[str, str] = field(default_factory=dict)  # column -> property
    without: set[str] = field(default_factory=set)  # columns whose names are not needed any more
    navigation: list[Expression] = field(default_factory=list)
    others: dict[str, Expression] = field(default_factory=dict)  # by keyword

    def __bool__(self) -> bool:
        return bool(self.names or self.without or self.navigation or self.others)


def with_said(text: Text, call: ast.Call, more: Said) -> Brackets:
    """The call, with it."""
    made = text.brackets(call)
    items = list(made.items)
    nodes = text.arguments(call)
    for number, node in enumerate(nodes):
        if isinstance(node, ast.keyword) and node.arg == "names" and (more.names or more.without):
            items[number] = _with_entries(text, items[number], node, more)
        elif isinstance(node, ast.keyword) and node.arg == "navigation" and more.navigation:
            items[number] = _with_elements(text, items[number], node, more.navigation)
    given = {node.arg for node in call.keywords}
    if more.names and "names" not in given:
        items.append(_item("names", more.names))
    if more.navigation and "navigation" not in given:
        items.append(_item("navigation", more.navigation))
    items += [_item(name, value) for name, value in more.others.items() if name not in given]
    kept = [item for item in items if item.text or item.value is not None]
    return made.with_items(kept)


def _with_entries(text: Text, item: Item, node: ast.keyword, more: Said) -> Item:
    entries = [Item(f"{quoted(column)}: {quoted(name)}") for column, name in more.names.items()]
    if not isinstance(node.value, ast.Dict):
        if not entries:
            return item
        added = Brackets("names={", (Item(f"**{text.text[text.start(node.value) : text.end(node)]}"), *entries), "}")
        return replace(item, text="", value=added)
    made = text.brackets(node.value, "names=")
    said = list(zip(node.value.keys, made.items, strict=True))
    kept = [one for key, one in said if not (isinstance(key, ast.Constant) and key.value in more.without)]
    if not kept and not entries and not made.tail:
        return Item("")
    return replace(item, text="", value=made.with_items([*kept, *entries]))


def _with_elements(text: Text, item: Item, node: ast.keyword, more: Sequence[Expression]) -> Item:
    if isinstance(node.value, ast.List):
        made = text.brackets(node.value, "navigation=")
        return replace(item, text="", value=made.with_items([*made.items, *map(bracketed, more)]))
    rest = Item(f"*{text.text[text.start(node.value) : text.end(node)]}")
    return replace(item, text="", value=Brackets("navigation=[", (rest, *map(bracketed, more)), "]"))


def _item(name: str, value: Expression) -> Item:
    return bracketed(value, f"{name}=")


def bracketed(value: Expression, before: str = "") -> Item:
    """An expression as pieces, to stand anywhere."""
    match value:
        case Call(function, arguments, keywords):
            items = [bracketed(item) for item in arguments]
            items += [bracketed(item, f"{name}=") for name, item in keywords.items()]
            return Item("", value=Brackets(f"{before}{function}(", tuple(items), ")"))
        case Mapping():
            items = [bracketed(item, f"{quoted(key)}: ") for key, item in value.items()]
            return Item("", value=Brackets(f"{before}{{", tuple(items), "}"))
        case str():
            return Item(f"{before}{quoted(value)}")
        case Name(text):
            return Item(f"{before}{text}")
        case Sequence():
            return Item("", value=Brackets(f"{before}[", tuple(bracketed(item) for item in value), "]"))
        case _:
            return Item(f"{before}{value!r}")


def is_spoken_of(file: ModelFile, table: str, column: str) -> bool:
    """Whether the file needs a column: its entity sets name it, but for a name that was made from its own, or it is
    used as `table.c.column`."""
    if any(_names_column(item.call, column) for item in file.published(table)):
        return True
    variable = file.tables[table].variable
    return any(_is_column(node, variable, column) for node in ast.walk(file.text.tree))


def _names_column(element: ast.expr, column: str) -> bool:
    made_names: Collection[int] = ()
    if isinstance(element, ast.Call):
        made_names = {id(key) for key in _made_names(element, column)}
    return any(
        isinstance(node, ast.Constant) and node.value in (column, f"-{column}") and id(node) not in made_names
        for node in ast.walk(element)
    )


def _made_names(call: ast.Call, column: str) -> list[ast.expr]:
    """The keys of `names` that say what would be said without them."""
    made = safe_name(column, prefix="F", length=PROPERTY_LENGTH)
    tables = [item.value for item in call.keywords if item.arg == "names" and isinstance(item.value, ast.Dict)]
    return [
        key for table in tables for key, value in zip(table.keys, table.values, strict=True)
        if key is not None and isinstance(value, ast.Constant) and str(value.value).startswith(made[:30])
    ]  # fmt: skip


def _is_column(node: ast.AST, variable: str, column: str) -> bool:
    match node:
        case ast.Attribute(value=ast.Attribute(value=ast.Name(id=name), attr="c" | "columns"), attr=attribute):
            return name == variable and attribute == column
        case ast.Subscript(
            value=ast.Attribute(value=ast.Name(id=name), attr="c" | "columns"), slice=ast.Constant(value=key)
        ):
            return name == variable and key == column
    return False


def is_named_elsewhere(file: ModelFile, listed: Listed, name: str) -> bool:
    """Whether the file speaks of an entity set outside of it: as a target of navigation, a singleton's set."""
    own = {id(node) for node in ast.walk(listed.call)}
    return any(
        isinstance(node, ast.Constant) and node.value == name and id(node) not in own for node in ast.walk(file.service)
    )


def uses(file: ModelFile, variable: str) -> int:
    """How often a variable is read."""
    return sum(
        isinstance(node, ast.Name) and node.id == variable and isinstance(node.ctx, ast.Load)
        for node in ast.walk(file.text.tree)
    )
