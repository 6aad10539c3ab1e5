"""`python -m odata_service check`: whether models still say what the databases have."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from glob import escape
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, FromClause, Table, inspect
from sqlalchemy.exc import SQLAlchemyError

from odata_service import publish
from odata_service.config import Config
from odata_service.edm.draft import ModelError
from odata_service.edm.from_tables import model_of
from odata_service.edm.model import EntitySet, Model
from odata_service.edm.reflected import Selection, find, full_name
from odata_service.modelling.comparing import differences
from odata_service.modelling.findings import LEVELS, Finding, by_level, count_of, lines_of
from odata_service.modelling.indexes import missing_for_changes, missing_for_navigation, missing_indexes, search_advice
from odata_service.modelling.sampling import Sampling
from odata_service.modelling.targets import declared, published
from odata_service.modelling.terminal import Terminal, counted, terminal
from odata_service.sql.opening import open_database
from odata_service.sql.reach import reached

SECONDS = 5.0


@dataclass(slots=True)
class Checked:
    """What was found out about a service, by entity set; "" is the service itself."""

    service: str
    sets: int = 0
    findings: dict[str, list[Finding]] = field(default_factory=dict)

    def add(self, name: str, findings: Iterable[Finding]) -> None:
        self.findings.setdefault(name, []).extend(findings)

    @property
    def all(self) -> list[Finding]:
        return [finding for findings in self.findings.values() for finding in findings]


def add_check(commands: Any) -> None:
    """Adds the command to those of the command line."""
    parser = commands.add_parser(
        "check", help="hold models against their live databases",
        description="Holds models against their live databases: tables and columns that are missing or more, types and"
        " lengths that do not fit, keys with duplicates or nulls, values that are none, and indexes that requests need."
        " Ends with exit code 1 if something does not work.",
    )  # fmt: skip
    parser.add_argument(
        "target", metavar="MODEL", nargs="*",
        help="model files (models/shop.py), modules (models.shop) or services' names (default: all that are published)",
    )  # fmt: skip
    parser.add_argument("--model", metavar="MODEL", action="append", default=[], help="the same as MODEL")
    parser.add_argument("--all", nargs="?", const="published", choices=["published"], help="all that are published")
    parser.add_argument(
        "--seconds", type=float, default=SECONDS, help="how long each question to a database may take (default: 5)"
    )
    parser.add_argument("--quick", action="store_true", help="do not look at rows, only at tables and indexes")
    parser.add_argument("--json", action="store_true", help="the same for programs")
    parser.set_defaults(run=_check)


def _check(given: Namespace) -> None:
    targets = [*given.target, *given.model]
    services = [declared(target) for target in targets] if targets else published()
    config = replace(Config.from_env(), statement_timeout=max(given.seconds, 0.1))
    found = [checked(service, config, rows=not given.quick) for service in services]
    if given.json:
        print(json.dumps([_document(one) for one in found], indent=2, ensure_ascii=False))
    else:
        print("\n".join(line for one in found for line in report(one, terminal())))
    if any(count_of(one.all, "error") for one in found):
        sys.exit(1)


def checked(declaration: publish.Service, config: Config, *, rows: bool = True) -> Checked:
    """What is to be said of a service."""
    done = Checked(declaration.name)
    try:
        model = model_of(declaration)
    except ModelError as error:
        done.add("", [Finding("error", declaration.name, mistake) for mistake in error.mistakes])
        return done
    done.sets = len(model.entity_sets)
    sources = {"default": declaration.source}
    sources |= {item.source.variable: item.source for item in declaration.entity_sets if item.source is not None}
    for name, source in sources.items():
        sets = [one for one in model.entity_sets.values() if one.source == name]
        if sets:
            _check_source(done, model, sets, source, config, rows)
    return done


def _check_source(
    done: Checked, model: Model, sets: list[EntitySet], source: publish.Source, config: Config, rows: bool
) -> None:
    """One database and the entity sets that lie in it."""
    url = config.database_url(source).reveal()
    database = open_database(source.variable, url, config, source.at_connect)
    try:
        with reached(url):
            tables = _tables(database.engine, sets)
            done.add("", _of_file(database.engine, sets))
        for one in sets:
            done.add(one.name, _of_set(one, model, tables, database.engine, source.dialect, config, rows))
        there = {one.name: found for one in sets if (found := _table(one, tables)) is not None}
        for name, finding in missing_for_navigation(model, there, database.dialect, sets[0].source):
            done.add(name, [finding])
    finally:
        database.engine.dispose()


def _of_file(engine: Engine, sets: Iterable[EntitySet]) -> Iterator[Finding]:
    """A file of SQLite's that is changed: whether readers and changes wait for each other."""
    if engine.dialect.name != "sqlite" or not any(one.insertable or one.updatable or one.deletable for one in sets):
        return
    with engine.connect() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    if mode not in ("wal", "memory"):
        yield Finding(
            "note", Path(engine.url.database or "").name,
            "who reads this SQLite file waits for who writes to it, and the other way round; a commit costs several"
            " times as much as with a log",
            "PRAGMA journal_mode = WAL; said once, the file keeps it. Not for a file on a network drive.",
        )  # fmt: skip


def _of_set(
    one: EntitySet, model: Model, tables: Mapping[str, Table], engine: Engine, written_for: str | None, config: Config,
    rows: bool,
) -> Iterator[Finding]:  # fmt: skip
    if not isinstance(one.type.table, Table):
        yield from _of_statement(one, engine)
        return
    there = _table(one, tables)
    yield from differences(one, there, engine.dialect.name, written_for)
    if there is None:
        return
    yield from missing_indexes(one, model, there, engine.dialect)
    yield from search_advice(one, there, engine.dialect, model.search_mode or config.search_mode)
    log = None if one.changes is None else tables.get(_full(one.changes.table))
    yield from missing_for_changes(one, there, log, engine.dialect)
    if rows:
        yield from Sampling(engine, config.statement_timeout).findings(one, there)


def _of_statement(one: EntitySet, engine: Engine) -> Iterator[Finding]:
    """A set of a SELECT: whether the database runs it."""
    try:
        with engine.connect() as connection:
            connection.execute(one.type.table.select().limit(1)).all()
    except SQLAlchemyError as error:
        said = " ".join(str(getattr(error, "orig", None) or error).split())
        yield Finding("error", one.name, f"the database does not run its SELECT: {said[:120]}")


def _table(one: EntitySet, tables: Mapping[str, Table]) -> Table | None:
    return tables.get(_full(one.type.table))


def _full(table: FromClause) -> str:
    return full_name(getattr(table, "schema", None), str(getattr(table, "name", ""))).lower()


def _tables(engine: Engine, sets: Iterable[EntitySet]) -> dict[str, Table]:
    """The tables as the database has them, by their names in small letters."""
    said = [one.type.table for one in sets] + [one.changes.table for one in sets if one.changes is not None]
    wanted = {(table.schema, str(table.name)) for table in said if isinstance(table, Table)}
    if not wanted:
        return {}
    own = inspect(engine).default_schema_name
    names = [escape(full_name(schema, name)) for schema, name in wanted]
    schemas: list[str] = []
    if any(schema for schema, _ in wanted):  # not every database has any
        known = inspect(engine).get_schema_names()
        schemas = [str(one) for one in dict.fromkeys(schema or own for schema, _ in wanted) if one in known]
    found = find(engine, schemas=schemas, selection=Selection(include=names))
    made = {full_name(table.schema, table.name).lower(): table for table in found.tables}
    return made | {f"{own}.{name}".lower(): table for name, table in made.items() if "." not in name}


def report(done: Checked, to: Terminal) -> Iterator[str]:
    """The lines of the report."""
    yield to.title(f"Service {done.service}", counted(done.sets, "entity set"))
    for name, findings in done.findings.items():
        if findings:
            yield f"  {to.styled(name, 'bold')}" if name else ""
            for finding in by_level(findings):
                yield from lines_of(finding, to, 4)
    yield ""
    for level, one in zip(LEVELS, ("error", "warning", "note"), strict=True):
        count = count_of(done.all, level)
        if count:
            yield from to.finding(level, "", counted(count, one), 2)
    if not count_of(done.all, "error") and not count_of(done.all, "warning"):
        yield from to.finding("good", "", "The model is as the database is", 2)
    yield ""


def _document(done: Checked) -> dict[str, Any]:
    return {
        "service": done.service,
        "errors": count_of(done.all, "error"),
        "warnings": count_of(done.all, "warning"),
        "findings": [{"set": name, **asdict(item)} for name, findings in done.findings.items() for item in findings],
    }
