"""The commands about models: `python -m odata_service model`."""

import argparse
import shlex
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import Any

from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.edm.reflected import model_of_found
from odata_service.modelling.checking import add_check
from odata_service.modelling.databases import add_selection, chosen_by, found_in, service_name
from odata_service.modelling.existing import bound_names, declared_in, model_file
from odata_service.modelling.explaining import add_explain
from odata_service.modelling.file import draft_of, is_secret, text_of, variable_of
from odata_service.modelling.inspecting import add_inspect
from odata_service.modelling.logging_changes import add_changes
from odata_service.modelling.merging import Change
from odata_service.modelling.record import record_lines, without_record
from odata_service.modelling.terminal import counted
from odata_service.modelling.updating import record_for, updated
from odata_service.sql.opening import normalised


def add_commands(commands: Any) -> None:
    """Adds the commands to those of the command line."""
    model = commands.add_parser(
        "model", help="write a model file from a live database, or bring one up to date",
        description="Writes a model file of a live database, which publishes what 'serve' would publish and is yours"
        " to edit. On a file that is there already, it shows what the database has new, changed and no more, and writes"
        " that: names that are given, and what you have said, stay.",
    )  # fmt: skip
    model.add_argument("url", metavar="URL", help="SQLAlchemy URL of the database")
    model.add_argument("-o", "--output", metavar="FILE", type=Path, help="the model file, such as models/shop.py")
    model.add_argument("--name", help="the service's name in the URL (default: the file's)")
    model.add_argument(
        "--check", "--dry-run", action="store_true",
        help="write nothing; show what would be different, and end with exit code 1 if there is anything",
    )  # fmt: skip
    add_selection(model)
    model.set_defaults(run=_model)
    add_inspect(commands)
    add_check(commands)
    add_explain(commands)
    add_changes(commands)


def _model(given: Namespace) -> None:
    output: Path | None = given.output
    if output is not None and output.exists():
        _bring_up_to_date(given, output)
        return
    url = normalised(given.url)
    name = service_name(given.name, output.stem if output else Path(url.database or "database").stem)
    found = found_in(given.url, given, Config.from_env())
    model = model_of_found(found, name)
    draft = draft_of(found, model, given.url, chosen=chosen_by(given))
    text = f"{text_of(draft)}\n{record_lines(record_for(draft))}"
    if output is None or given.check:
        print(text, end="")
        return
    output.write_text(text, encoding="utf-8")
    left_out = f"; {counted(len(model.left_out), 'thing')} left out, each with its reason" if model.left_out else ""
    print(f"{output}: {counted(len(model.entity_sets), 'entity set')}{left_out}.")
    print("Publish it in models/published.py, beside what is there:\n")
    print(f"    from models.{output.stem} import SERVICE as {name.upper()}\n\n    SERVICES = (…, {name.upper()})\n")
    if is_secret(url):
        print(f"The file does not hold the URL, which has a password in it: set {variable_of(name)} to it.")
    print("Then start the server: make run. What to look at: 'inspect', 'check' (docs/commands.md).\n")


CHOSEN = "# Tables: "


def _bring_up_to_date(given: Namespace, output: Path) -> None:
    """Shows what is different in the database, and writes it; with `--check` it is shown only."""
    text = output.read_text(encoding="utf-8")
    file = model_file(text, output)
    declared = declared_in(text, output)
    if given.name not in (None, declared.name):
        raise ValueError(f"The service in {output} is called '{declared.name}'; rename it there.")
    before = next((line for line in text.split("\n") if line.startswith(CHOSEN)), "")
    if not chosen_by(given):
        _parser_of_selection().parse_args(shlex.split(before.removeprefix(CHOSEN)), given)
    model = model_of(declared)
    found = found_in(given.url, given, Config.from_env(), model)
    variables = {name: item.variable for name, item in file.tables.items()}
    draft = draft_of(
        found, model_of_found(found, declared.name), given.url, variables=variables, taken=bound_names(file)
    )
    done = updated(text, output, declared, model, found, draft)
    made = _with_chosen(done.text, before, chosen_by(given))
    _show(output, done.changes)
    if given.check:
        sys.stdout.writelines(_difference(text, made, output))
        if text != made:
            sys.exit(1)
    elif text != made:
        output.write_text(made, encoding="utf-8")


def _with_chosen(text: str, before: str, chosen: str) -> str:
    """The file with the options that choose its tables from now on."""
    line = f"{CHOSEN}{chosen}"
    if not chosen or line == before:
        return text
    if before:
        return text.replace(before, line, 1)
    return text.replace("\nmetadata = MetaData()\n", f"\n{line}\nmetadata = MetaData()\n", 1)


def _parser_of_selection() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    add_selection(parser)
    return parser


def _show(output: Path, changes: Sequence[Change]) -> None:
    print(f"{output}: {f'{len(changes)} differences' if changes else 'nothing is different'}")
    for change in changes:
        print(f"  {change.sign} {change.what:40} {change.text}")


def _difference(before: str, after: str, output: Path) -> Iterator[str]:
    """Both texts side by side, but for the record, which is not for reading."""
    old, new = (without_record(text).splitlines(keepends=True) for text in (before, after))
    yield from unified_diff(old, new, fromfile=str(output), tofile=f"{output} (brought up to date)", n=2)
