"""Imports go down the table in `odata_service/__init__.py` only; and a few other promises about the code."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import odata_service

PACKAGE = Path(odata_service.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
CODE = [path for path in MODULES if path.name != "__init__.py"]
MAX_LINES = 450
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager"}
# The command line starts the server, and Python starts the command line.
EXCEPTIONS = {("cli", "app"), ("__main__", "cli")}

each_module = pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(PACKAGE)))


def rows() -> dict[str, int]:
    """Each layer's row, counted from the top."""
    lines = [line.strip() for line in (odata_service.__doc__ or "").splitlines() if line.startswith("    ")]
    return {name.strip(): number for number, line in enumerate(lines) for name in line.split("·")}


def layer_of(module: str) -> str:
    """`odata_service.sql.select` -> `sql`"""
    return module.split(".")[1]


def module_of(path: Path) -> str:
    return ".".join(("odata_service", *path.relative_to(PACKAGE).with_suffix("").parts))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(node: ast.AST) -> Iterator[str]:
    """The dotted names that are imported anywhere in it: modules, and what is taken from them."""
    for item in ast.walk(node):
        match item:
            case ast.Import():
                yield from (alias.name for alias in item.names)
            case ast.ImportFrom(module=module, level=0):
                yield from (f"{module}.{alias.name}" for alias in item.names)
            case ast.ImportFrom():
                yield "." * item.level + (item.module or "")


def modules_imported(path: Path) -> set[str]:
    """The modules of the product that a module imports."""
    known = {module_of(other) for other in CODE}
    return {
        name if name in known else name.rpartition(".")[0]
        for name in imports_of(tree(path))
        if name.startswith("odata_service.")
    }


def importers_of(library: str) -> set[str]:
    return {
        str(path.relative_to(PACKAGE))
        for path in CODE
        if any(name == library or name.startswith(f"{library}.") for name in imports_of(tree(path)))
    }


def test_every_layer_stands_in_the_table_and_exists() -> None:
    assert {layer_of(module_of(path)) for path in CODE} - {"__main__"} == set(rows())


@each_module
def test_imports_go_down_only(path: Path) -> None:
    """A layer imports from lower rows, and itself; never from its neighbours in the row."""
    here, place = layer_of(module_of(path)), rows()
    wrong = {
        name
        for name in modules_imported(path)
        if (there := layer_of(name)) != here
        and (here, there) not in EXCEPTIONS
        and (here not in place or there not in place or place[there] <= place[here])
    }
    assert wrong == set()


@each_module
def test_imports_are_absolute(path: Path) -> None:
    assert [name for name in imports_of(tree(path)) if name.startswith(".")] == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {module_of(path): modules_imported(path) for path in CODE}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_init_files_import_nothing() -> None:
    for path in MODULES:
        if path.name == "__init__.py":
            body = tree(path).body
            assert len(body) == 1 and isinstance(body[0], ast.Expr), path


@each_module
def test_no_imports_inside_functions(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            assert list(imports_of(node)) == [], node.name


@each_module
def test_no_imports_for_types_only(path: Path) -> None:
    assert "TYPE_CHECKING" not in path.read_text(encoding="utf-8")


def test_one_importer_of_flask() -> None:
    assert importers_of("flask") | importers_of("werkzeug") == {"app.py"}


def test_one_reader_of_the_environment() -> None:
    readers = {
        str(path.relative_to(PACKAGE))
        for path in CODE
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"})
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
    }
    assert readers | importers_of("os.environ") | importers_of("os.getenv") == {"config.py"}


def called(node: ast.Call) -> str:
    """The last name of what is called: `sa.text(...)` and `text(...)` are `text`."""
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


@each_module
def test_sql_is_never_a_string(path: Path) -> None:
    """What `literal_column` is given is quoted by nobody: constants only. `text` has no use at all."""
    literals = [
        node for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and called(node) == "literal_column"
    ]
    assert [node.lineno for node in literals if not isinstance(node.args[0], ast.Constant)] == []
    assert [name for name in imports_of(tree(path)) if name in {"sqlalchemy", "sqlalchemy.text"}] == []


@each_module
def test_modules_are_small_and_have_names(path: Path) -> None:
    assert path.stem not in NAMES_THAT_SAY_NOTHING
    assert path.read_text(encoding="utf-8").count("\n") <= MAX_LINES
