"""A live database -> Model: every table and view with a key, under names as near to its own as they can be."""

import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, Engine, MetaData, Table, inspect
from sqlalchemy import types as sql
from sqlalchemy.dialects.postgresql import DOMAIN
from sqlalchemy.exc import SAWarning, SQLAlchemyError
from sqlalchemy.sql.elements import quoted_name

from odata_service import publish
from odata_service.edm.catalogs import Catalog, catalog_of
from odata_service.edm.column_types import Printed, facets_of
from odata_service.edm.from_tables import Draft, assembled, key_columns, unique_columns
from odata_service.edm.model import Model
from odata_service.edm.names import SET_LENGTH, safe_name
from odata_service.edm.types import BINARY

# Types that SQLAlchemy does not know and that are published as the texts that the database prints.
PRINTABLE = {
    "postgresql": frozenset({
        "xml", "ltree", "point", "line", "lseg", "box", "path", "polygon", "circle", "pg_lsn", "regtype", "regproc",
        "regrole", "xid", "xid8",
    }),
    "mysql": frozenset(("inet4", "inet6")),
    "mariadb": frozenset(("inet4", "inet6")),
}  # fmt: skip
NO_DATE = "0000-00-00"
UNREADABLE = "the database's user may not read it"


def reflect(
    engine: Engine, *, name: str, schemas: Sequence[str] = (), writable: bool = False, without: str | None = None
) -> Model:
    """The model of what is there; no schemas: the user's own. What cannot be published is in `left_out`, with the
    reason; the table `without` is our own, and not mentioned.

    Raises:
        SQLAlchemyError: the database cannot be read.
        ValueError: there is no schema of such a name.
    """
    metadata = MetaData()
    catalogs: dict[str | None, Catalog] = {}
    broken: dict[str | None, list[str]] = {}
    views: set[tuple[str | None, str]] = set()
    for schema in _schemas(engine, schemas):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # what SQLAlchemy does not know is left out below, and said
            broken[schema] = _read_tables(engine, schema, metadata)
        views |= {(schema, item) for item in _views(engine, schema)}
        with engine.connect() as connection:
            catalogs[schema] = catalog_of(connection, schema)
    draft = Draft(
        safe_name(name[:1].upper() + name[1:], prefix="S", length=SET_LENGTH),
        dialect=engine.dialect.name,
        writable=writable,
    )
    for schema, names in broken.items():
        draft.left_out += [(_full_name(schema, item), "the database cannot read it itself") for item in names]
    for table in metadata.tables.values():
        table.info["is_view"] = (table.schema, table.name) in views
    found = (table for table in metadata.tables.values() if table.name != without)
    tables = sorted(found, key=lambda item: (item.schema or "", item.name))
    model = assembled(name, draft, _declarations(tables, catalogs, draft))
    return replace(model, left_out=(*draft.left_out, *((name, mistake) for mistake in draft.mistakes)))


def _views(engine: Engine, schema: str | None) -> set[str]:
    """What can be read only, whatever the database's own rules for changing views are."""
    inspector = inspect(engine)
    names = set(inspector.get_view_names(schema))
    try:
        return names | set(inspector.get_materialized_view_names(schema))
    except NotImplementedError:
        return names


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


def _read_tables(engine: Engine, schema: str | None, metadata: MetaData) -> list[str]:
    """Reads the tables and views of a schema; returns those that cannot be read: views of tables that are gone."""
    inspector = inspect(engine)
    names = {*inspector.get_table_names(schema), *inspector.get_view_names(schema)}
    try:
        metadata.reflect(engine, schema=schema, views=True, resolve_fks=False)
    except SQLAlchemyError:  # on some databases one such view fails the reading of all; so each by itself
        for name in names:
            with suppress(SQLAlchemyError):
                metadata.reflect(engine, schema=schema, views=True, resolve_fks=False, only=[name])
    return sorted(names - {table.name for table in metadata.tables.values() if table.schema == schema})


def _declarations(
    tables: Sequence[Table], catalogs: Mapping[str | None, Catalog], draft: Draft
) -> list[publish.EntitySet]:
    often = Counter(table.name.lower() for table in tables)
    made: list[publish.EntitySet] = []
    taken: list[str] = []
    for table in tables:
        if table.schema not in catalogs:
            continue
        catalog, full_name = catalogs[table.schema], _full_name(table.schema, table.name)
        _give_types(table, catalog, draft)
        hidden = _unreadable(table, catalog)
        key = _key(table, catalog)
        reason = _reason_against(table, key, hidden, catalog, draft.dialect)
        if reason is not None:
            draft.left_out.append((full_name, reason))
            continue
        draft.left_out += [(f"{full_name}.{item}", UNREADABLE) for item in hidden]
        wanted = f"{table.schema}_{table.name}" if often[table.name.lower()] > 1 and table.schema else table.name
        name = safe_name(wanted, prefix="T", length=SET_LENGTH, taken=taken)
        taken.append(name)
        described = table.comment or (full_name if name != table.name else None)
        made.append(
            publish.EntitySet(
                table, name, key=[column.key for column in key], hidden=hidden, description=described
            )
        )  # fmt: skip
    return made


def _full_name(schema: str | None, name: str) -> str:
    return f"{schema}.{name}" if schema else str(name)


def _key(table: Table, catalog: Catalog) -> Sequence[Any]:
    """The key's columns. The columns of a stored view are never declared NOT NULL: of it every unique index counts."""
    found = key_columns(table)
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
        return "it has no key; declare one in a model file"
    for column in key:
        facets = facets_of(column.type, dialect)
        if facets is None or facets.type is BINARY:
            return f"its key column '{column.name}' is of a type that no key can have ({_type_name(column)})"
    return None


def _type_name(column: Column[Any]) -> str:
    return str(column.info.get("type_name") or column.type)


def _give_types(table: Table, catalog: Catalog, draft: Draft) -> None:
    """Types that say more than those that reflection found."""
    for column in table.columns:
        if "``" in column.name and (table.name, column.name) not in catalog.type_names:
            column.name = quoted_name(column.name.replace("``", "`"), None)  # reflection leaves MySQL's doubled quotes
        named = catalog.type_names.get((table.name, column.name), "")
        column.info["type_name"] = named
        if isinstance(column.type, DOMAIN):
            column.type = _behind(column.type, catalog)
        elif draft.dialect == "sqlite" and isinstance(column.type, (sql.NullType, sql.NUMERIC)):
            column.type = _by_declared_name(column.type, named)
        elif isinstance(column.type, sql.NullType) and named in PRINTABLE.get(draft.dialect or "", ()):
            column.type = Printed(named)
        elif isinstance(column.type, sql.BigInteger) and getattr(column.type, "unsigned", False) and _counts(column):
            column.type = sql.BigInteger()
        if NO_DATE in str(getattr(column.server_default, "arg", "")):
            column.info["gaps"] = True  # this is how old MySQL schemas say that there is no date


# SQLite takes any word for a type and then keeps numbers as numbers; people mean what they know from other databases.
DECLARED: tuple[tuple[tuple[str, ...], Any], ...] = (
    (("datetime", "timestamp"), sql.DateTime()),
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
