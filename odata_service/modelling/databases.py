"""The databases that commands look into: the options that choose tables, and how far the reading is."""

import shlex
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from odata_service.config import Config
from odata_service.edm.model import Model
from odata_service.edm.names import is_salesforce_name, safe_name
from odata_service.edm.reflected import Found, Selection, find
from odata_service.modelling.pinning import sets_by_table
from odata_service.sql.opening import open_database
from odata_service.sql.reach import reached

BAR = 30


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


def found_in(url: str, given: Namespace, config: Config, published: Model | None = None) -> Found:
    """What a database has of the tables that the options choose, under the names that are published already.

    Raises:
        ValueError: the URL is none, there is no driver for it, the database cannot be read, no such schema, or nothing
            is chosen.
    """
    sets = sets_by_table(published) if published is not None else {}
    database = open_database("database", url, config)
    try:
        with reached(url):
            found = find(
                database.engine, schemas=given.schema, without=config.requests_table,
                selection=Selection(given.include, given.exclude), progress=show_progress,
                given={table: items[0].name for table, items in sets.items()},
                taken=[item.name for items in sets.values() for item in items],
            )  # fmt: skip
    finally:
        database.engine.dispose()
    if not found.tables and published is None:
        raise ValueError("There are no tables in this database, or none that are chosen.")
    return found


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
