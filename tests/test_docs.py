"""Documentation that a test can hold to its word."""

from pathlib import Path

import odata_service.errors as errors
from odata_service.cli import _parser
from odata_service.config import SETTINGS
from tests.conformance.table import page

ROOT = Path(__file__).parents[1]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_setting_is_explained() -> None:
    text = read("docs/settings.md")
    assert [
        item.name for item in SETTINGS if f"`{item.name}` | {f'`{item.default}`' if item.default else ''}" not in text
    ] == []


def test_every_error_code_has_its_heading() -> None:
    text = read("docs/errors.md")
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.ODataError)]
    assert [kind.code for kind in kinds if f"## {kind.code} ({kind.status})" not in text] == []


def test_every_command_is_in_the_documentation() -> None:
    text = read("README.md") + read("docs/settings.md") + read("docs/models.md")
    (commands,) = (action for action in _parser()._actions if action.choices)
    assert [
        name for name in commands.choices or () if f"odata_service {name}" not in text and f"`{name}`" not in text
    ] == []


def test_links_lead_somewhere() -> None:
    for part in read("README.md").split("](")[1:]:
        target = part.partition(")")[0]
        assert "://" in target or (ROOT / target).exists(), target


def test_the_table_of_conformance_is_that_of_the_tests() -> None:
    assert read("docs/conformance.md") == page()
