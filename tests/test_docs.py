"""Documentation that a test can hold to its word."""

from argparse import ArgumentParser
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

import odata_service.errors as errors
from odata_service.cli import _parser, main
from odata_service.config import SETTINGS
from tests.conformance.table import page
from tests.conftest import SERVERS, server_url

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


def commands() -> dict[str, ArgumentParser]:
    (action,) = (action for action in _parser()._actions if action.choices)
    assert isinstance(action.choices, dict)
    return action.choices


def test_every_command_and_option_is_in_the_documentation() -> None:
    sections = read("docs/commands.md").split("\n## ")
    by_command = {section.partition("`")[2].partition("`")[0]: section for section in sections[1:]}
    for name, parser in commands().items():
        assert name in by_command, name
        options = [option for action in parser._actions for option in action.option_strings if option[:2] == "--"]
        assert [one for one in options if one != "--help" and f"`{one}" not in by_command[name]] == [], name


def test_every_command_and_option_says_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    for name, parser in commands().items():
        assert parser.description, name
        assert [action.dest for action in parser._actions if not action.help] == [], name
        with pytest.raises(SystemExit):
            main([name, "--help"])
        assert parser.description[:40].split()[0] in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "commands:"),
        (["srve"], "There is no command 'srve'. Did you mean 'serve'?"),
        (["model"], "The following arguments are required: URL."),
        (["serve", "--port", "x"], "'x' is no port: a number from 0 to 65535"),
    ],
)
def test_wrong_arguments_are_answered_with_what_is_right(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    said = capsys.readouterr().err
    assert end.value.code == 2
    assert sentence in said and "--help" in said


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://me:s3cret@127.0.0.1:1/shop", "nothing answers there"),
        ("mysql://me:s3cret@127.0.0.1:1/shop", "nothing answers there"),
        ("postgresql://me:s3cret@no-such-host.invalid/shop", "no host"),
        ("sqlite:////no/such/folder/shop.sqlite", "no such file"),
        ("sqlite:///nowhere.sqlite", "no such file as 'nowhere.sqlite'"),
        ("nowhere.sqlite", "sqlite:///"),
        ("files:///no/such/folder", "no directory"),
        ("cobol://me:s3cret@host/shop", "no driver"),
    ],
)
@pytest.mark.parametrize("command", ["inspect", "model", "serve"])
def test_databases_that_cannot_be_read(
    command: str, url: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--database", url] if command == "serve" else [command, url])
    said = capsys.readouterr().err
    assert end.value.code == 2
    assert sentence in said
    assert "s3cret" not in said and "Traceback" not in said and len(said.strip().splitlines()) == 1
    assert not Path("nowhere.sqlite").exists()


@pytest.mark.parametrize("database", SERVERS)
def test_users_and_databases_that_are_not_known(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    url = make_url(server_url(database))
    for wrong, sentence in (
        (url.set(database="there_is_none_of_this_name"), "no database of this name"),
        (url.set(username="nobody_of_this_name", password="s3cret"), "does not let this user in"),
    ):
        with pytest.raises(SystemExit):
            main(["inspect", wrong.render_as_string(hide_password=False)])
        said = capsys.readouterr().err
        assert sentence in said and "s3cret" not in said


def test_links_lead_somewhere() -> None:
    for part in read("README.md").split("](")[1:]:
        target = part.partition(")")[0]
        assert "://" in target or (ROOT / target).exists(), target


def test_the_table_of_conformance_is_that_of_the_tests() -> None:
    assert read("docs/conformance.md") == page()
