"""A live database -> Model: every table and view with a key, under names as near to its own as they can be."""

import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import groupby
from typing import Any

from sqlalchemy import Column, Engine, FetchedValue, MetaData, Table, inspect
from sqlalchemy import types as sql
from sqlalchemy.dialects.postgresql import DOMAIN
from sqlalchemy.exc import SAWarning, SQLAlchemyError
from sqlalchemy.sql.elements import quoted_name

from odata_service import publish
from odata_service.edm.catalogs import SHARED_KEY, Catalog, catalog_of
from odata_service.edm.column_types import facets_of
from odata_service.edm.draft import Draft
from odata_service.edm.from_tables import assembled
from odata_service.edm.keys import key_columns, unique_columns
from odata_service.edm.model import Model
from odata_service.edm.names import SET_LENGTH, safe_name
from odata_service.edm.types import BINARY
from odata_service.publish import Printed

# Types that SQLAlchemy does not know and that are published as the texts that the database prints.
PRINTABLE = {
    "postgresql": frozenset({
        "xml", "ltree", "point", "line", "lseg", "box", "path", "polygon", "circle", "pg_lsn", "regtype", "regproc",
        "regrole", "xid", "xid8",
    }),
    "mysql": frozenset(("inet4", "inet6")),
    "mariadb": frozenset(("inet4", "inet6")),
}  # fmt: skip
UNREADABLE = "the database's user may not read it"
LOG = {"change_number", "change_time", "change_kind"}  # columns of a log of changes, beside those of the key
AT_ONCE = 50  # tables that are read together: few enough to show progress, enough for few questions


@dataclass(frozen=True, slots=True)
class Selection:
    """Which tables and views are wanted: patterns as of files, of a name or of `schema.name`; no `include`: all."""

    include: Sequence[str] = ()
    exclude: Sequence[str] = ()

    def has(self, schema: str | None, name: str) -> bool:
        names = (name, full_name(schema, name))
        return (not self.include or _any_matches(names, self.include)) and not _any_matches(names, self.exclude)


def _any_matches(names: Sequence[str], patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name.lower(), pattern.lower()) for name in names for pattern in patterns)


EVERYTHING = Selection()
Progress = Callable[[int, int], None]  # so many tables have been read, of so many


@dataclass(frozen=True, slots=True)
class Found:
    """What a database has, and what can be published of it."""

    dialect: str
    tables: Sequence[Table]  # all that could be read and are wanted
    declarations: Sequence[publish.EntitySet]
    left_out: Sequence[tuple[str, str]]  # a table, or `table.column`, and why it is not published
    schemas: Sequence[str | None] = (None,)  # where was looked; the user's own has no name
    names: frozenset[str] = frozenset()  # of all tables and views that are there, wanted or not, with their schemas


def reflect(
    engine: Engine, *, name: str, schemas: Sequence[str] = (), writable: bool = False, without: str | None = None,
    times_as_text: bool = False,
) -> Model:  # fmt: skip
    """The model of what is there; no schemas: the user's own. What cannot be published is in `left_out`, with the
    reason; the table `without` is our own, and not mentioned.

    Raises:
        SQLAlchemyError: the database cannot be read.
        ValueError: there is no schema of such a name.
    """
    found = find(engine, schemas=schemas, without=without)
    return model_of_found(found, name, writable=writable, times_as_text=times_as_text)


def model_of_found(found: Found, name: str, *, writable: bool = False, times_as_text: bool = False) -> Model:
    """The model of all that can be published."""
    source = publish.Source("", times_as_text=times_as_text)
    left_out = list(found.left_out)
    draft = Draft(namespace_of(name), dialect=found.dialect, source=source, writable=writable, left_out=left_out)
    model = assembled(name, draft, found.declarations)
    return replace(model, left_out=(*draft.left_out, *((name, mistake) for mistake in draft.mistakes)))


def namespace_of(name: str) -> str:
    """The namespace of a service that declares none."""
    return safe_name(name[:1].upper() + name[1:], prefix="S", length=SET_LENGTH)


def find(
    engine: Engine, *, schemas: Sequence[str] = (), without: str | None = None,
    selection: Selection = EVERYTHING, progress: Progress = lambda read, total: None,
    given: Mapping[str, str] | None = None, taken: Sequence[str] = (),
) -> Found:  # fmt: skip
    """Reads a database's tables and views; arguments and errors as `reflect` has them.

    Args:
        given: names that entity sets have already, by the full names of their tables.
        taken: names that no other entity set can have.
    """
    metadata = MetaData()
    catalogs: dict[str | None, Catalog] = {}
    left_out: list[tuple[str, str]] = []
    views: set[tuple[str | None, str]] = set()
    wanted: list[tuple[str | None, str]] = []
    there: set[str] = set()
    looked = _schemas(engine, schemas)
    for schema in looked:
        names, own_views = _names(engine, schema)
        there |= {full_name(schema, item) for item in names}
        views |= {(schema, item) for item in own_views}
        wanted += [(schema, item) for item in names if item != without and selection.has(schema, item)]
        with engine.connect() as connection:
            catalogs[schema] = catalog_of(connection, schema)
            left_out += catalogs[schema].left_out
    broken = _read_tables(engine, wanted, metadata, progress)
    left_out += [(full_name(schema, item), "the database cannot read it itself") for schema, item in broken]
    for table in metadata.tables.values():
        table.info["is_view"] = (table.schema, table.name) in views
    tables = sorted(metadata.tables.values(), key=lambda item: (item.schema or "", item.name))
    declarations = _declarations(tables, catalogs, left_out, engine.dialect.name, given or {}, taken)
    return Found(engine.dialect.name, tables, declarations, left_out, looked, frozenset(there))


def _names(engine: Engine, schema: str | None) -> tuple[list[str], set[str]]:
    """All tables and views; and the views, which can be read only, whatever the database's own rules for changes."""
    inspector = inspect(engine)
    views = set(inspector.get_view_names(schema))
    with suppress(NotImplementedError):
        views |= set(inspector.get_materialized_view_names(schema))
    return sorted({*inspector.get_table_names(schema), *views}), views


def _schemas(engine: Engine, wanted: Sequence[str]) -> list[str | None]:
    """The schemas under the names that foreign keys have for them: the user's own has none."""
    if not wanted:
        return [None]
    inspector = inspect(engine)
    known = inspector.get_schema_names()
    for schema in wanted:
        if schema not in known:
            raise ValueError(f"There is no schema '{schema}' in this database; there are {', '.join(sorted(known))}.")
    return [None if schema == inspector.default_schema_name else schema for schema in dict.fromkeys(wanted)]


def _read_tables(
    engine: Engine, wanted: Sequence[tuple[str | None, str]], metadata: MetaData, progress: Progress
) -> list[tuple[str | None, str]]:
    """Reads tables and views, many at once; returns those that cannot be read: views of tables that are gone."""
    read = 0
    for schema, group in groupby(wanted, key=lambda item: item[0]):
        for some in _parts([name for _, name in group]):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", SAWarning)  # what SQLAlchemy does not know is left out, and said
                _read_some(engine, schema, some, metadata)
            read += len(some)
            progress(read, len(wanted))
    known = {(table.schema, table.name) for table in metadata.tables.values()}
    return [item for item in wanted if item not in known]


def _parts(names: list[str]) -> Iterator[list[str]]:
    return (names[start : start + AT_ONCE] for start in range(0, len(names), AT_ONCE))


def _read_some(engine: Engine, schema: str | None, names: Sequence[str], metadata: MetaData) -> None:
    try:
        metadata.reflect(engine, schema=schema, views=True, resolve_fks=False, only=names)
    except SQLAlchemyError:  # on some databases one such view fails the reading of all; so each by itself
        for name in names:
            with suppress(SQLAlchemyError):
                metadata.reflect(engine, schema=schema, views=True, resolve_fks=False, only=[name])


def _declarations(
    tables: Sequence[Table], catalogs: Mapping[str | None, Catalog], left_out: list[tuple[str, str]], dialect: str,
    given: Mapping[str, str], reserved: Sequence[str],
) -> list[publish.EntitySet]:  # fmt: skip
    often = Counter(table.name.lower() for table in tables)
    made: list[publish.EntitySet] = []
    taken = [*given.values(), *reserved]
    for table in tables:
        if table.schema not in catalogs:
            continue
        catalog, whole_name = catalogs[table.schema], full_name(table.schema, table.name)
        _give_types(table, catalog, dialect)
        _give_defaults(table, catalog)
        hidden = _unreadable(table, catalog)
        key = _key(table, catalog)
        reason = _reason_against(table, key, hidden, catalog, dialect)
        if _is_log(table) and whole_name not in given:
            reason = "it is a log of changes, as 'changes' makes it"
        if reason is not None:
            left_out.append((whole_name, reason))
            continue
        left_out += [(f"{whole_name}.{item}", UNREADABLE) for item in hidden]
        wanted = f"{table.schema}_{table.name}" if often[table.name.lower()] > 1 and table.schema else table.name
        name = given.get(whole_name) or safe_name(wanted, prefix="T", length=SET_LENGTH, taken=taken)
        taken.append(name)
        described = table.comment or (whole_name if name != table.name else None)
        made.append(
            publish.EntitySet(
                table, name, key=[column.key for column in key], hidden=hidden, description=described
            )
        )  # fmt: skip
    return made


def full_name(schema: str | None, name: str) -> str:
    return f"{schema}.{name}" if schema else str(name)


def _key(table: Table, catalog: Catalog) -> Sequence[Any]:
    """The key's columns. The columns of a stored view are never declared NOT NULL: of it every unique index counts."""
    found = [] if table.name in catalog.inherited else key_columns(table)
    if not found and table.name in catalog.keys:
        return [column for name in catalog.keys[table.name] for column in table.columns if column.name == name]
    if not found and table.name in catalog.stored_views:
        return min(unique_columns(table), key=len, default=[])
    return found


def _unreadable(table: Table, catalog: Catalog) -> list[str]:
    if catalog.readable is None:
        return []
    return [column.key for column in table.columns if (table.name, column.name) not in catalog.readable]


def _reason_against(
    table: Table, key: Sequence[Any], hidden: Sequence[str], catalog: Catalog, dialect: str | None
) -> str | None:
    whole = catalog.parts.get(table.name)
    if whole is not None:
        return f"it is a part of '{whole}'"
    if hidden and (len(hidden) == len(table.columns) or any(column.key in hidden for column in key)):
        return UNREADABLE
    if not key:
        return SHARED_KEY if table.name in catalog.inherited else catalog.no_key
    for column in key:
        facets = facets_of(column.type, dialect)
        if facets is None or facets.type is BINARY:
            return f"its key column '{column.name}' is of a type that no key can have ({_type_name(column)})"
    return None


def _is_log(table: Table) -> bool:
    """Whether `python -m odata_service changes` has made it."""
    return str(table.name).endswith("_changes") and {column.name for column in table.columns} > LOG


def _type_name(column: Column[Any]) -> str:
    return str(column.info.get("type_name") or column.type)


def _give_types(table: Table, catalog: Catalog, dialect: str) -> None:
    """Types that say more than those that reflection found."""
    for column in table.columns:
        column.nullable = column.nullable and not column.primary_key  # SQLite does not say so
        if "``" in column.name and (table.name, column.name) not in catalog.type_names:
            column.name = quoted_name(column.name.replace("``", "`"), None)  # reflection leaves MySQL's doubled quotes
        named = catalog.type_names.get((table.name, column.name)) or column.info.get("type_name", "")
        column.info["type_name"] = named
        if isinstance(column.type, DOMAIN):
            column.type = _behind(column.type, catalog)
        elif dialect == "sqlite" and isinstance(column.type, (sql.NullType, sql.NUMERIC)):
            column.type = _by_declared_name(column.type, named)
        elif isinstance(column.type, sql.NullType) and named in PRINTABLE.get(dialect, ()):
            column.type = Printed(named)
        elif isinstance(column.type, sql.BigInteger) and getattr(column.type, "unsigned", False) and _counts(column):
            column.type = sql.BigInteger()


def _give_defaults(table: Table, catalog: Catalog) -> None:
    """What gives values to new rows where reflection does not tell, or tells it wrongly."""
    for column in table.columns:
        here = (table.name, column.name)
        filled = table.name in catalog.filled and not column.nullable
        if column.server_default is None and column.computed is None and (filled or here in catalog.defaults):
            column.server_default = FetchedValue()
        if column.primary_key and catalog.counted is not None and here not in catalog.counted:
            column.autoincrement = False


# SQLite takes any word for a type and then keeps numbers as numbers; people mean what they know from other databases.
DECLARED: tuple[tuple[tuple[str, ...], Any], ...] = (
    (("datetime", "timestamp"), sql.DateTime()),
    (("enum",), Printed("TEXT")),
    (("image", "binary"), sql.LargeBinary()),
    (("num", "dec", "money", "currency"), None),  # numbers, as reflection says
)


def _by_declared_name(found: Any, named: str) -> Any:
    """The type of a SQLite column whose declared type SQLAlchemy does not know; any value has a text."""
    for parts, meant in DECLARED:
        if any(part in named for part in parts):
            return meant or found
    return Printed("TEXT")


def _behind(domain: DOMAIN, catalog: Catalog) -> Any:
    """The type that a domain is made of, with the length or precision that it gives it."""
    found: Any = domain.data_type
    modifier = catalog.domain_arguments.get(str(domain.name))
    if isinstance(found, DOMAIN):
        return _behind(found, catalog)
    if modifier is None:
        return found
    if isinstance(found, sql.String):
        return type(found)(modifier - 4)
    if isinstance(found, sql.Numeric):
        return sql.Numeric((modifier - 4) >> 16, (modifier - 4) & 0x7FF)
    return found


def _counts(column: Column[Any]) -> bool:
    """Whether an unsigned number is given out by counting, here or where it refers to: such fit into 63 bits."""
    seen: set[Any] = set()
    while column not in seen:
        seen.add(column)
        if column.autoincrement is True:
            return True
        for key in column.foreign_keys:
            if key.target_fullname.rpartition(".")[0] in column.table.metadata.tables:
                column = key.column
    return False
