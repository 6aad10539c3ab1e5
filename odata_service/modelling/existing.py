"""A model file that is there already: where its tables and entity sets stand, and what it publishes."""

import ast
import sys
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Table

from odata_service import publish
from odata_service.edm.draft import told
from odata_service.edm.reflected import full_name
from odata_service.modelling.source import Text, text_tree


@dataclass(frozen=True, slots=True)
class Defined:
    """`variable = Table("name", metadata, …)`"""

    variable: str
    name: str  # with its schema
    schema: str | None
    statement: ast.Assign
    call: ast.Call


@dataclass(frozen=True, slots=True)
class Listed:
    """An element of `entity_sets`; `table` is the full name of the table that it publishes, if it is of this file."""

    call: ast.expr
    table: str | None


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model file's text, and the places in it that follow the database."""

    text: Text
    tables: Mapping[str, Defined]  # by their full names
    service: ast.Assign
    sets: ast.List
    listed: tuple[Listed, ...]

    @property
    def metadata(self) -> str:
        """What tables are defined with: as the first one here, or else as one that is published."""
        for defined in self.tables.values():
            if len(defined.call.args) > 1:
                return self.text.of(defined.call.args[1])
        variables = [name for listed in self.listed if (name := first_name(listed.call))]
        return f"{variables[0]}.metadata" if variables else "metadata"

    def published(self, name: str) -> list[Listed]:
        """The entity sets of a table."""
        return [item for item in self.listed if item.table == name]


def model_file(text: str, path: Path) -> ModelFile:
    """Finds its way in a model file.

    Raises:
        ValueError: it is no Python, or lists its entity sets elsewhere.
    """
    try:
        parsed = text_tree(text)
    except SyntaxError as error:
        raise ValueError(f"{path}, line {error.lineno}: this is no Python ({error.msg}).") from error
    tables = {item.name: item for item in _defined(parsed.tree)}
    by_variable = {item.variable: item.name for item in tables.values()}
    for statement in parsed.tree.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
            sets = _argument(statement.value, "entity_sets")
            if _called(statement.value) == "Service" and isinstance(sets, ast.List):
                listed = tuple(Listed(item, by_variable.get(first_name(item))) for item in sets.elts)
                return ModelFile(parsed, tables, statement, sets, listed)
    raise ValueError(
        f"{path} cannot be brought up to date: it has no SERVICE = Service(…) whose entity_sets are listed in it."
    )


def _defined(tree: ast.Module) -> Iterator[Defined]:
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=variable)], value=ast.Call(args=[ast.Constant(value=str(name)), *_])):
                call = statement.value
                assert isinstance(call, ast.Call)
                if _called(call) == "Table":
                    schema = _argument(call, "schema")
                    within = str(schema.value) if isinstance(schema, ast.Constant) and schema.value else None
                    yield Defined(variable, full_name(within, name), within, statement, call)


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _argument(call: ast.Call, name: str) -> ast.expr | None:
    return next((item.value for item in call.keywords if item.arg == name), None)


def first_name(element: ast.expr) -> str:
    """The variable that an `EntitySet(…)` is of."""
    match element:
        case ast.Call(args=[ast.Name(id=name), *_]):
            return name
        case ast.Call():
            table = _argument(element, "table")
            return table.id if isinstance(table, ast.Name) else ""
    return ""


# Tables that files have made: they may be among those of a module that stays, and cannot be there twice.
_made: dict[Path, list[Table]] = {}


def declared_in(text: str, path: Path) -> publish.Service:
    """What a model file declares; it is run.

    Raises:
        ValueError: it cannot be run, or declares no SERVICE.
    """
    module = types.ModuleType(f"model_file_{path.stem}")
    module.__file__ = str(path)
    for table in _made.pop(path, ()):
        table.metadata.remove(table)
    sys.modules[module.__name__] = module  # dataclasses look for it
    try:
        tree = ast.parse(text, str(path))
        exec(compile(tree, str(path), "exec"), module.__dict__)
    except Exception as error:
        raise ValueError(f"The model file cannot be run. {told(error)}") from error
    finally:
        del sys.modules[module.__name__]
    names = {
        item.id
        for one in tree.body
        if isinstance(one, ast.Assign)
        for item in one.targets
        if isinstance(item, ast.Name)
    }
    _made[path] = [value for name, value in vars(module).items() if name in names and isinstance(value, Table)]
    found = getattr(module, "SERVICE", None)
    if not isinstance(found, publish.Service):
        raise ValueError(f"{path} declares no SERVICE.")
    return found


def bound_names(file: ModelFile) -> set[str]:
    """All names that the file gives to anything."""
    return {item.id for item in ast.walk(file.text.tree) if isinstance(item, ast.Name)} | {
        item.name for item in file.text.tree.body if isinstance(item, ast.FunctionDef | ast.ClassDef)
    }
