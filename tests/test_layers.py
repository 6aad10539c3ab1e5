"""Imports go down the table in `odata_service/__init__.py` only; and a few other promises about the code."""

import ast
from pathlib import Path

import odata_service

PACKAGE = Path(odata_service.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
CODE = [path for path in MODULES if path.name != "__init__.py"]


def rows() -> dict[str, int]:
    """Each layer's row, counted from the top."""
    lines = [line.strip() for line in (odata_service.__doc__ or "").splitlines() if line.startswith("    ")]
    return {name.strip(): number for number, line in enumerate(lines) for name in line.split("·")}


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The modules of the product that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("odata_service"):
            names = (
                [node.module]
                if node.module != "odata_service"
                else [f"odata_service.{item.name}" for item in node.names]
            )
            found.update(name for name in names if name)
    return found


def test_every_module_stands_in_the_table() -> None:
    assert {layer_of(path) for path in CODE} - {"__main__"} == set(rows())


def test_imports_go_down_only() -> None:
    place = rows()
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in CODE
        if layer_of(path) != "__main__"
        for name in imported(path)
        if (layer := name.split(".")[1]) != layer_of(path) and place[layer] <= place[layer_of(path)]
        and (layer_of(path), layer) != ("cli", "app")
    ]  # fmt: skip
    assert wrong == []


def test_init_files_import_nothing() -> None:
    for path in MODULES:
        if path.name == "__init__.py":
            body = ast.parse(path.read_text(encoding="utf-8")).body
            assert len(body) == 1 and isinstance(body[0], ast.Expr), path


def test_no_imports_inside_functions_and_none_for_types_only() -> None:
    for path in CODE:
        text = path.read_text(encoding="utf-8")
        assert "TYPE_CHECKING" not in text, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                inner = [item for item in ast.walk(node) if isinstance(item, (ast.Import, ast.ImportFrom))]
                assert inner == [], f"{path}: {node.name}"


def test_one_importer_of_flask_and_one_reader_of_the_environment() -> None:
    flask = [path.name for path in CODE if "from flask" in path.read_text() or "import flask" in path.read_text()]
    environment = [path.name for path in CODE if "os.environ" in path.read_text()]
    assert flask == ["app.py"]
    assert environment == ["config.py"]


def test_sql_is_never_a_string() -> None:
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
                assert "text" not in {item.name for item in node.names}, path


def test_modules_are_small_and_have_names() -> None:
    for path in CODE:
        assert path.stem not in {"utils", "util", "helpers", "helper", "common", "misc"}, path
        assert path.read_text(encoding="utf-8").count("\n") <= 450, path
