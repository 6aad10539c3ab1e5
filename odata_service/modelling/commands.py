"""The commands about models: `python -m odata_service model`."""

import shlex
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from odata_service.config import Config
from odata_service.edm.model import Model
from odata_service.edm.names import is_salesforce_name, safe_name
from odata_service.edm.reflected import Found, Selection, find, model_of_found
from odata_service.modelling.file import draft_of, text_of
from odata_service.sql.database import normalised, open_database

BAR = 30


def add_commands(commands: Any) -> None:
    """Adds the commands to those of the command line."""
    model = commands.add_parser("model", help="write a model file from a live database, or bring one up to date")
    model.add_argument("url", metavar="URL", help="SQLAlchemy URL of the database")
    model.add_argument("-o", "--output", metavar="FILE", type=Path, help="the model file, such as models/shop.py")
    model.add_argument("--name", help="the service's name in the URL (default: the file's)")
    add_selection(model)
    model.set_defaults(run=_model)


def add_selection(parser: Any) -> None:
    """The options that choose tables."""
    parser.add_argument(
        "--schema", action="append", default=[],
        help="a database schema; can be given several times (default: the user's own)",
    )  # fmt: skip
    parser.add_argument(
        "--include", action="append", default=[], metavar="PATTERN",
        help="only tables and views of such names, such as 'sales_*' or 'crm.*'; can be given several times",
    )  # fmt: skip
    parser.add_argument(
        "--exclude", action="append", default=[], metavar="PATTERN",
        help="no tables and views of such names; can be given several times",
    )  # fmt: skip


def found_in(url: str, name: str, given: Namespace, config: Config) -> tuple[Found, Model]:
    """What a database has of the tables that the options choose, and the model of it.

    Raises:
        ValueError: the URL is none, there is no driver for it, no such schema, or nothing is chosen.
        SQLAlchemyError: the database cannot be read.
    """
    database = open_database(name, url, config)
    try:
        found = find(
            database.engine, schemas=given.schema, without=config.requests_table,
            selection=Selection(given.include, given.exclude), progress=show_progress,
        )  # fmt: skip
    finally:
        database.engine.dispose()
    if not found.tables:
        raise ValueError("There are no tables in this database, or none that are chosen.")
    return found, model_of_found(found, name)


def show_progress(read: int, total: int) -> None:
    """A bar on the terminal; nothing where the standard error is none."""
    if not sys.stderr.isatty():
        return
    full = BAR * read // max(total, 1)
    end = "\n" if read == total else ""
    print(f"\r  {'█' * full}{'·' * (BAR - full)} {read} of {total} tables", end=end, file=sys.stderr, flush=True)


def chosen_by(given: Namespace) -> str:
    """The options that chose the tables, as they are written."""
    options: Sequence[tuple[str, str]] = [
        (f"--{name}", value) for name in ("schema", "include", "exclude") for value in getattr(given, name)
    ]
    return " ".join(f"{option} {shlex.quote(value)}" for option, value in options)


def service_name(given: str | None, wanted: str) -> str:
    """The service's name: as said, or made from another name.

    Raises:
        ValueError: what is said cannot be one.
    """
    if given is not None and not is_salesforce_name(given, 38):
        raise ValueError(f"'{given}' cannot be a service's name: a letter first, then letters, digits, underscores.")
    return given or safe_name(wanted, prefix="db", length=38)


def _model(given: Namespace) -> None:
    output: Path | None = given.output
    url = normalised(given.url)
    name = service_name(given.name, output.stem if output else Path(url.database or "database").stem)
    found, model = found_in(given.url, name, given, Config.from_env())
    text = text_of(draft_of(found, model, given.url, chosen=chosen_by(given)))
    if output is None:
        print(text, end="")
        return
    if output.exists():
        raise ValueError(f"{output} exists.")
    output.write_text(text, encoding="utf-8")
    print(f"{output}: {len(model.entity_sets)} entity sets. Publish it in models/published.py:\n")
    print(f"    from models.{output.stem} import SERVICE as {name.upper()}\n")
