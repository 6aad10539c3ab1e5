"""Writes `docs/conformance.md` from the requirements and the tests: `python -m tests.conformance.table`."""

import ast
import re
from pathlib import Path

from tests.conformance.requirements import CHAPTERS, Chapter

FOLDER = Path(__file__).parent
TARGET = FOLDER.parents[1] / "docs" / "conformance.md"
NUMBER = re.compile(r"test_(\d+(?:_\d+)*)_")

HEAD = """# Conformance

Every numbered requirement of the standard's conformance chapters, and the test that shows it here, or why it is not
met. The tests run on SQLite, PostgreSQL, MariaDB and DuckDB. `python -m tests.conformance.table` writes this page; a
test holds it to the code, and no number is left out.
"""

GRAMMAR = """
## The cases of the URL grammar

`tests/url/test_abnf.py` runs the OASIS cases of the URL grammar (4.0, 4.01, aggregation), where they are at hand:
`ODATA_SPEC_DATA` names their folder. What is read otherwise than they say:

| texts | why |
| --- | --- |
| annotations in paths, `isdefined`, `$these` | not supported (501) |
| functions and actions with parameters in `$select` | there are none |
| custom aggregates, aggregates `from` others | there are none; `from` is 501 |
| `$index` below 0, temporal data (`$at`, `$from`) | not supported |
| `$format` given several times | the protocol says that an option is given once: 400 |
| `;` within `$search` within `$expand`, encoded or not | it ends the option: in quotes it does not |
| a 60th second, years before 1 and behind 9999, `INF` as a decimal | the databases have none: 400 |
| names that no model has, such as `.Products('foo')` or `Products/$count/foo` | read as they look, then 400 or 404 |
| blanks around option names and values, `true` in any case, `+` before a duration | read, because they do no harm |
| values that are no literals in the list behind `in` | read, and answered |
| `traverse`, `rolluprecursive` and `addnested` in `$apply` | not read further than that: 501 |
"""


def tests_of(path: Path) -> list[tuple[str, str]]:
    """Each test of a file and what it shows."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    return [(test.name, " ".join((ast.get_docstring(test) or "").split())) for test in tests]


def number_of(name: str) -> str:
    """`test_09_12_key_as_segment` -> `9.12`; empty where a test has no number."""
    found = NUMBER.match(name)
    return ".".join(str(int(part)) for part in found[1].split("_")) if found else ""


def rows(chapter: Chapter) -> list[tuple[str, str, str]]:
    """Number, requirement, and what shows it; an AssertionError where something is missing."""
    tests = tests_of(FOLDER / chapter.file)
    by_number: dict[str, list[tuple[str, str]]] = {}
    for name, meaning in tests:
        number = number_of(name)
        assert not number or number in chapter.requirements, f"{chapter.file}: {name} is of no requirement"
        by_number.setdefault(number, []).append((name, meaning))
    made = []
    for number, text in chapter.requirements.items():
        shown = [f"`{name}`: {meaning}" for name, meaning in by_number.get(number, [])]
        if number in chapter.by:
            shown.append(f"see {chapter.by[number]}")
        reason = chapter.not_met.get(number)
        assert shown or reason, f"{chapter.title}: nothing is said of {number}"
        made.append((number, text, "<br>".join(shown + ([f"*{reason}*"] if reason else []))))
    return made + [("", meaning, f"`{name}`") for name, meaning in by_number.get("", [])]


def page() -> str:
    parts = [HEAD]
    for chapter in CHAPTERS:
        parts.append(f"\n## {chapter.title}\n\n|  | requirement | shown by `{chapter.file}` |\n| --- | --- | --- |\n")
        parts += [f"| {number} | {text} | {shown} |\n" for number, text, shown in rows(chapter)]
    path = FOLDER / "test_aggregation.py"
    title = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").splitlines()[0]
    parts.append(f"\n## {title}\n\n| requirement | shown by `{path.name}` |\n| --- | --- |\n")
    parts += [f"| {meaning} | `{name}` |\n" for name, meaning in tests_of(path)]
    return "".join([*parts, GRAMMAR])


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
