"""What stands between brackets is taken apart and put together again without a loss, in any file that there is."""

import ast
import io
import tokenize
from pathlib import Path

import pytest

from odata_service.modelling.source import text_tree
from tests.modelling.test_model_files import ROOT

FILES = sorted([*ROOT.glob("odata_service/**/*.py"), *ROOT.glob("models/*.py"), *ROOT.glob("tests/*.py")])[::9]


def tokens(text: str) -> list[str]:
    """All that is said, comments too, but for commas and lines."""
    read = tokenize.generate_tokens(io.StringIO(f"(\n{text}\n)").readline)
    return [token.string for token in read if token.string.strip() and token.string != ","]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_lost(path: Path) -> None:
    text = text_tree(path.read_text(encoding="utf-8"))
    formatted = [node for node in ast.walk(text.tree) if isinstance(node, ast.JoinedStr)]
    within = {id(one) for node in formatted for one in ast.walk(node)}  # that has no places of its own in Python 3.11
    for node in ast.walk(text.tree):
        if id(node) in within:
            continue
        if isinstance(node, ast.List | ast.Dict) or (isinstance(node, ast.Call) and not _is_generator(node)):
            written = text.of(node)
            made = text.brackets(node).laid_out(text.indent_of(text.start(node)))
            assert tokens(made) == tokens(written)
            ast.parse(f"(\n{made}\n)")


def _is_generator(node: ast.Call) -> bool:
    return len(node.args) == 1 and isinstance(node.args[0], ast.GeneratorExp)


ODD = """
x = Table(  # the first
    "a",  # one
    # two
    metadata,
    Column("b", Integer  # three
    ),
    Column(
        "c",
        # four
        Integer,
    ), Column("d"),  # five
    # six
    # seven
)
"""


def test_comments_stay_where_they_are() -> None:
    text = text_tree(ODD)
    statement = text.tree.body[0]
    assert isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call)
    made = text.brackets(statement.value)
    assert [(item.before, item.behind) for item in made.items] == [
        (("# the first",), "# one"), (("# two",), ""), ((), ""), ((), ""), ((), "# five"),
    ]  # fmt: skip
    assert made.tail == ("# six", "# seven")
    assert sorted(one for one in tokens(made.laid_out("")) if one[0] == "#") == sorted(
        one for one in tokens(ODD) if one[0] == "#"
    )
