"""`python -m odata_service explain 'Orders?$filter=…'`: how a request is read, what it means, its SQL, its plan."""

import re
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import registry
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import NoSuchModuleError

from odata_service import publish
from odata_service.config import Config, Secret
from odata_service.edm.model import EntitySet, Types
from odata_service.edm.types import BINARY
from odata_service.errors import BadRequest, ODataError
from odata_service.modelling.databases import service_name
from odata_service.modelling.findings import Finding, lines_of
from odata_service.modelling.indexes import NULLS_LAST, NULLS_LAST_ALWAYS, WITHOUT_INDEXES, Term, statement
from odata_service.modelling.targets import declared, published
from odata_service.modelling.terminal import Terminal, terminal
from odata_service.modelling.trees import tree_lines
from odata_service.modelling.words import Words
from odata_service.protocol.negotiation import Format
from odata_service.query.bound import Bound, Comparison, InList, Junction, Member, OfType, Range, Read
from odata_service.requests.plan import Expansion, Hop, Level, Plan, make_plan
from odata_service.service import Service, open_reflected, open_service
from odata_service.sql.explain import explained, whole_tables
from odata_service.sql.opening import normalised
from odata_service.sql.reach import reached
from odata_service.sql.statement import Keys, Statement
from odata_service.url.ast import BinaryOperator
from odata_service.url.request import Asked, read_request

PAGE = 1000
ROOT = re.compile(r"^(?:https?://[^/]+)?/?odata/v4/(\w+)/")
EXAMPLES = 3  # keys that related rows are looked up by
RANGES = (BinaryOperator.LT, BinaryOperator.LE, BinaryOperator.GT, BinaryOperator.GE)


def add_explain(commands: Any) -> None:
    """Adds the command to those of the command line."""
    parser = commands.add_parser(
        "explain", help="show how a request is read, what it means, its SQL and the database's plan",
        description="Shows how a request is read, what it means, the SQL that is sent and what is bound in it, a"
        " statement for each level of $expand, and how the database would run it. Nothing but EXPLAIN is run,"
        " and a few keys are read of each table whose rows are looked up by keys.",
    )  # fmt: skip
    parser.add_argument("url", metavar="URL", help="a request, such as 'Orders?$filter=OrderID gt 5'")
    parser.add_argument("--model", metavar="MODEL", help="a model file, its module, or a service's name")
    parser.add_argument("--database", metavar="URL", help="a database as 'serve' would publish it, without a model")
    parser.add_argument("--schema", action="append", default=[], help="with --database: a schema of it")
    parser.add_argument(
        "--dialect", metavar="NAME", help="the SQL for another database, such as mssql or oracle; it need not be there"
    )
    parser.add_argument("--no-plan", action="store_true", help="do not ask the database")
    parser.set_defaults(run=_explain)


def _explain(given: Namespace) -> None:
    known = ROOT.match(given.url)
    service = _service(given, known[1] if known else None)
    path, _, query = given.url[known.end() if known else 0 :].lstrip("/").partition("?")
    dialect = dialect_named(given.dialect) if given.dialect else None
    try:
        asked = read_request(path, query.replace(" ", "%20"), search_mode=service.search_mode)
        first = asked.segments[0] if asked.segments else ""
        if not first or (first[0] == "$" and not first.startswith("$crossjoin")):
            raise BadRequest("Only what reads the rows of entity sets is explained, such as 'Orders?$top=5'.")
        print("\n".join(_Explanation(service, asked, terminal(), dialect, plans=not given.no_plan).lines()))
    except ODataError as error:
        raise ValueError(f"{error.status} {error.code}: {error.message}") from error
    finally:
        for database in (service.database, *service.others.values()):
            database.engine.dispose()


def _service(given: Namespace, named: str | None) -> Service:
    config = Config.from_env()
    if given.database:
        name = service_name(None, Path(normalised(given.database).database or "database").stem)
        with reached(given.database):
            return open_reflected(given.database, name, given.schema, config)
    chosen = [declared(given.model)] if given.model else [one for one in published() if named in (None, one.name)]
    if len(chosen) != 1:
        known = ", ".join(one.name for one in published())
        raise ValueError(f"Which service? Say --model NAME; there are {known or 'none'}.")
    return open_service(chosen[0], _without_databases(chosen[0], config) if given.dialect else config)


def _without_databases(service: publish.Service, config: Config) -> Config:
    """The same settings, where no database of a service's needs to be known: nothing is sent to it."""
    sources = [service.source, *(item.source for item in service.entity_sets if item.source is not None)]
    nowhere = {source.variable: Secret("sqlite://") for source in sources}
    return replace(config, environment={**config.environment, **nowhere})


def dialect_named(name: str) -> Dialect:
    """A dialect of SQLAlchemy's, without a connection: mssql, oracle, or any that is installed.

    Raises:
        ValueError: there is none of this name.
    """
    try:
        made: Dialect = registry.load(name)(paramstyle="qmark")
    except (NoSuchModuleError, ImportError, TypeError) as error:
        raise ValueError(f"SQLAlchemy has no dialect '{name}' here: {error}") from error
    return made


@dataclass(frozen=True, slots=True)
class Step:
    """A statement with what is bound in it, and what it is for."""

    title: str
    source: str
    statement: Statement
    arguments: tuple[Any, ...]
    read: Read | None


@dataclass(frozen=True, slots=True)
class _Explanation:
    """One request's."""

    service: Service
    asked: Asked
    to: Terminal
    dialect: Dialect | None
    plans: bool
    literals: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        limits = self.service.reader.limits
        plan, literals, _ = make_plan(
            self.asked, None, self.service.model, self.dialect_of, limits, Format(), "4.0"
        )  # fmt: skip
        self.literals.extend(literals)
        yield self.to.title("As it is written")
        yield from tree_lines(self.asked.path(), "path", 1)
        yield from tree_lines(self.asked.options(), "options", 1)
        yield self.to.title("What it means")
        for line in Words(literals).read(plan.read):
            inner = line[: len(line) - len(line.lstrip())]
            yield from self.to.wrapped(f"  {inner}", line.lstrip())
        for step in self.steps(plan):
            yield from self.step(step)
        yield ""

    def dialect_of(self, source: str) -> Dialect:
        return self.dialect or self.service.others.get(source, self.service.database).dialect

    def steps(self, plan: Plan) -> Iterator[Step]:
        """The statements in the order in which they are run."""
        source = plan.read.range.entity_set.source
        keys = yield from self.hops(plan.hop)
        limit = min(PAGE if self.asked.top is None else self.asked.top, self.service.config.max_page_size) + 1
        offset = self.asked.skip or 0
        if plan.rows.text:
            arguments = plan.rows.arguments(self.literals, (), limit, offset, keys)
            yield Step("The rows" if plan.read.order else "The row", source, plan.rows, arguments, plan.read)
        if plan.count is not None:
            arguments = plan.count.arguments(self.literals, keys=keys)
            yield Step("Their number", source, plan.count, arguments, plan.read)
        if plan.origin is not None:
            arguments = plan.origin.arguments(self.literals, (), 1)
            yield Step("Where nothing is found: whether the path leads there", source, plan.origin, arguments, None)
        yield from self.expanded(plan, "")

    def hops(self, hop: Hop | None) -> Any:
        """The statements that find keys in other databases; returns some keys."""
        if hop is None:
            return ()
        keys = yield from self.hops(hop.before)
        arguments = hop.rows.arguments(self.literals, keys=keys)
        yield Step("The keys, from another database", hop.source, hop.rows, arguments, None)
        return [tuple(None for _ in hop.binders)]

    def expanded(self, level: Level, way: str) -> Iterator[Step]:
        for expansion in level.expansions:
            name = f"{way}{expansion.expand.navigation.name}"
            source = expansion.expand.read.range.entity_set.source
            keys = self.example_keys(expansion)
            limit = self.service.config.expanded_rows + 1
            if expansion.level.rows.text:
                arguments = expansion.level.rows.arguments(self.literals, (), limit, 0, keys)
                yield Step(f"{name} of those rows", source, expansion.level.rows, arguments, expansion.expand.read)
            if expansion.counts is not None:
                arguments = expansion.counts.arguments(self.literals, keys=keys)
                yield Step(f"The number of {name} of each", source, expansion.counts, arguments, None)
            yield from self.expanded(expansion.level, f"{name}/")

    def example_keys(self, expansion: Expansion) -> Keys:
        """Keys that a statement can be shown with: some that there are, else nulls."""
        return (
            [tuple(None for _ in expansion.binders)] * EXAMPLES
            if self.dialect or not self.plans
            else self.there(expansion)
        )

    def there(self, expansion: Expansion) -> Keys:
        columns = [item.column for item in expansion.expand.there]
        database = self.service.others.get(expansion.expand.read.range.entity_set.source, self.service.database)
        table = expansion.expand.read.range.entity_set.type.table
        with database.engine.connect() as connection:
            text = table.select().with_only_columns(*columns).limit(EXAMPLES).compile(
                dialect=database.dialect, compile_kwargs={"literal_binds": True}
            )  # fmt: skip
            return [tuple(row) for row in connection.exec_driver_sql(str(text))] or [tuple(None for _ in columns)]

    def step(self, step: Step) -> Iterator[str]:
        database = self.service.others.get(step.source, self.service.database)
        yield self.to.title(step.title, f"({self.dialect_of(step.source).name})")
        for line in step.statement.text.split("\n"):
            yield from self.to.wrapped("    ", line.strip())
        for number, argument in enumerate(step.arguments, 1):
            yield from self.to.wrapped(f"    {self.to.styled(f'{number:>2}', 'dim')}  ", _shown(argument))
        if self.dialect is not None or not self.plans:
            return
        plan = explained(database, step.statement, step.arguments)
        if plan is None:
            yield "  This database is not asked for its plan."
            return
        yield self.to.styled("  Plan", "dim")
        yield from (f"    {line}" for line in plan)
        for finding in self.advice(step, whole_tables(database, plan), database.dialect):
            yield from lines_of(finding, self.to, 2)

    def advice(self, step: Step, whole: Sequence[str], dialect: Dialect) -> Iterator[Finding]:
        """Where a table is read from its first row to its last, and an index that would help."""
        if not whole or step.read is None or dialect.name in WITHOUT_INDEXES:
            return
        table = step.read.range.entity_set.type.table
        terms = index_terms(step.read, dialect)
        named = ", ".join(whole)
        if not isinstance(table, Table) or not terms:
            searched = dialect.name == "postgresql" and self.asked.value("$search")
            text = "'check' names one for $search" if searched else "no index can help what is asked for"
            yield Finding("note", "", f"reads all of {named}; {text}")
        else:
            text = f"reads all of {named}; with few rows that is quickest, with many an index would help"
            yield Finding("warning", "", text, statement(table, terms, dialect))


def index_terms(read: Read, dialect: Dialect) -> list[Term]:
    """The columns that an index for a read would begin with: those compared for being equal, then one of a range, or
    the order."""
    equal: list[str] = []
    ranges: list[str] = []
    for condition in read.where:
        for part in _parts(condition):
            match part:
                case InList(Member() as member) | Comparison(BinaryOperator.EQ, Member() as member):
                    _add(equal, member, read.range)
                case Comparison(operator, Member() as member) if operator in RANGES:
                    _add(ranges, member, read.range)
                case OfType(row, EntitySet(types=Types(discriminator=column))) if row.bare is read.range.bare:
                    equal.append(str(column.name))
    terms = [Term(name) for name in dict.fromkeys(equal)]
    if ranges:
        return [*terms, *(Term(name) for name in dict.fromkeys(ranges[:1]) if name not in equal)]
    if terms or len(read.order) > len(read.range.entity_set.type.key):
        for sort in read.order:
            if not isinstance(sort.expression, Member) or sort.expression.range is not read.range:
                break
            if sort.nullable and dialect.name in NULLS_LAST_ALWAYS:
                break
            name = str(sort.expression.item.column.name)
            nulls = not sort.descending if sort.nullable and dialect.name in NULLS_LAST else None
            terms += [] if name in equal else [Term(name, sort.descending, nulls)]
    return terms


def _parts(condition: Bound) -> Iterator[Bound]:
    if isinstance(condition, Junction) and condition.operator is BinaryOperator.AND:
        for term in condition.terms:
            yield from _parts(term)
    else:
        yield condition


def _add(found: list[str], member: Member, row: Range) -> None:
    """Only a column of the table itself can be in its index."""
    column = member.item.column
    if (
        member.range.bare is row.bare
        and member.type is not BINARY
        and isinstance(getattr(column, "table", None), Table)
    ):
        found.append(str(column.name))


def _shown(argument: Any) -> str:
    text = repr(argument)
    return text if len(text) <= 200 else f"{text[:200]}… ({len(text):,} characters)"
