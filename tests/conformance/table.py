"""Writes `docs/conformance.md` from the conformance tests' docstrings: `python -m tests.conformance.table`."""

import ast
from pathlib import Path

FOLDER = Path(__file__).parent
TARGET = FOLDER.parents[1] / "docs" / "conformance.md"

HEAD = """# Conformance

What the OData protocol demands of a service at its conformance levels (Part 1: Protocol, section 12), and the test
that shows it here. The tests run on SQLite, PostgreSQL and MariaDB. `python -m tests.conformance.table` writes this
page; a test holds it to the code.
"""

NOT_MET = """
## Not met, or without meaning here

| requirement | why |
| --- | --- |
| Minimal 4.0, 16 and 17; Advanced 4.0, 13: asynchronous requests | not supported; `respond-async` is ignored |
| Minimal 4.0, 33; Minimal 4.01, 24 and 25: changes of all members of a collection at once | not supported (405) |
| Minimal 4.01, 26: delta payloads in requests | not supported (405) |
| Advanced 4.0, 14: change tracking | not supported (501) |
| Minimal 4.01, 9.3 to 9.5: functions and actions | the models have none |
| Minimal 4.01, 9.14; Intermediate 4.01, 5, 7, 9; Advanced 4.01, 5: complex properties, collections | there are none |
| Minimal 4.01, 14: annotation values in expressions | not supported (501) |
| Intermediate 4.0, 4; Advanced 4.0, 9.3: derived types | there are none; a cast to the type itself is followed |
"""


def rows(path: Path) -> list[tuple[str, str]]:
    """Each test of a file and what it shows."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    return [(test.name, (ast.get_docstring(test) or "").replace("\n", " ")) for test in tests]


def page() -> str:
    parts = [HEAD]
    for path in sorted(FOLDER.glob("test_*.py")):
        title = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").splitlines()[0]
        parts.append(f"\n## {title.rstrip('.')}\n\n| requirement | shown by `{path.name}` |\n| --- | --- |\n")
        parts += [f"| {meaning} | `{name}` |\n" for name, meaning in rows(path)]
    return "".join([*parts, NOT_MET])


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
