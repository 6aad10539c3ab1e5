"""`python -m odata_service changes`: the statements that make the logs of changes that a model declares."""

from argparse import Namespace
from typing import Any

from sqlalchemy import ColumnElement, Table
from sqlalchemy.engine import Dialect

from odata_service import publish
from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.edm.tracked import log_table
from odata_service.modelling.explaining import dialect_named
from odata_service.modelling.targets import declared
from odata_service.sql.change_log import log_statements
from odata_service.sql.opening import normalised


def add_changes(commands: Any) -> None:
    """Adds the command to those of the command line."""
    parser = commands.add_parser(
        "changes", help="print the triggers that log changes, for what a model declares with ChangeLog",
        description="Prints the SQL that makes the log of each entity set with changes=ChangeLog(): its table, and"
        " triggers that write to it. Nothing is run: look at it, and run it with your database's own program.",
    )  # fmt: skip
    parser.add_argument("model", metavar="MODEL", help="a model file, its module, or a service's name")
    parser.add_argument("--set", metavar="NAME", action="append", default=[], help="only this entity set, or these")
    parser.add_argument(
        "--dialect", metavar="NAME", help="sqlite, postgresql or mysql (default: as the database's URL says)"
    )
    parser.set_defaults(run=_changes)


def _changes(given: Namespace) -> None:
    print("\n".join(scripts(declared(given.model), given.set, given.dialect, Config.from_env())))


def scripts(service: publish.Service, names: list[str], dialect: str | None, config: Config) -> list[str]:
    """The statements for each set that has a log of ours.

    Raises:
        ModelError: the model has mistakes.
        ValueError: there is none, or no script for its database.
    """
    model = model_of(service)
    found: dict[str, str] = {}  # by table: several sets may share a log
    for declaration, entity_set in zip(service.entity_sets, model.entity_sets.values(), strict=True):
        said, table = declaration.changes, entity_set.type.table
        if not isinstance(said, publish.ChangeLog) or said.table is not None or not isinstance(table, Table):
            continue
        if names and entity_set.name not in names:
            continue
        constants = [] if isinstance(declaration.where, ColumnElement) else list(declaration.where)
        columns = list(dict.fromkeys([*(str(item.column.key) for item in entity_set.type.key_properties), *constants]))
        of = _dialect(dialect, declaration.source or service.source, config)
        found[table.fullname] = log_statements(table, log_table(table, columns, said), columns, said, of)
    if not found:
        wanted = f" of {', '.join(names)}" if names else ""
        raise ValueError(f"The model declares no log{wanted}: EntitySet(…, changes=ChangeLog()).")
    return list(found.values())


def _dialect(name: str | None, source: publish.Source, config: Config) -> Dialect:
    named = name or source.dialect or normalised(config.database_url(source).reveal()).get_backend_name()
    return dialect_named("mysql" if named == "mariadb" else named)
