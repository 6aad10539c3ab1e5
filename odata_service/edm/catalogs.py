"""What SQLAlchemy's reflection does not tell, asked of a database's own catalog.

`CATALOGS` has one function per database that has something to tell; of others nothing is asked.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import product

from sqlalchemy import Connection, FromClause, Integer, and_, column, func, literal, select, table
from sqlalchemy.exc import SQLAlchemyError

NO_KEY = "it has no key; declare one in a model file"
SHARED_KEY = "its key does not hold for the rows of the tables that inherit from it; declare one in a model file"


@dataclass(frozen=True, slots=True)
class Catalog:
    """What one schema's catalog says. Everything is by the database's own names."""

    parts: Mapping[str, str] = field(default_factory=dict)  # a partition, or the like -> the table it is a part of
    stored_views: frozenset[str] = frozenset()  # views that are stored, whose columns are never declared NOT NULL
    type_names: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (table, column) -> its type
    readable: frozenset[tuple[str, str]] | None = None  # (table, column) that the user may read; None: all that is seen
    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)  # a view -> the columns that tell its rows apart
    no_key: str = NO_KEY
    left_out: Sequence[tuple[str, str]] = ()  # what is there and no table, and why
    domain_arguments: Mapping[str, int] = field(default_factory=dict)  # a domain -> PostgreSQL's modifier of its type
    defaults: frozenset[tuple[str, str]] = frozenset()  # (table, column) that has a default
    filled: frozenset[str] = frozenset()  # tables with triggers that may give values to new rows
    inherited: frozenset[str] = frozenset()  # tables that show the rows of others as well, which have keys of their own
    counted: frozenset[tuple[str, str]] | None = None  # (table, column) that counts by itself; None: reflection knows


def _table(name: str, *columns: str) -> FromClause:
    return table(name, *(column(item) for item in columns), schema="pg_catalog")


def _postgresql(connection: Connection, schema: str | None) -> Catalog:
    classes = _table("pg_class", "oid", "relname", "relnamespace", "relispartition", "relkind")
    parents = classes.alias("parents")
    inherits = _table("pg_inherits", "inhrelid", "inhparent")
    spaces = _table("pg_namespace", "oid", "nspname")
    types = _table("pg_type", "oid", "typname", "typtype", "typtypmod")
    attributes = _table("pg_attribute", "attrelid", "attname", "attnum", "atttypid", "atttypmod", "attisdropped")
    here = spaces.c.nspname == (func.current_schema() if schema is None else literal(schema))
    own = classes.join(spaces, and_(spaces.c.oid == classes.c.relnamespace, here))
    parts = select(classes.c.relname, parents.c.relname).select_from(
        own.join(inherits, inherits.c.inhrelid == classes.c.oid).join(parents, parents.c.oid == inherits.c.inhparent)
    )
    inherited = (
        select(classes.c.relname).distinct()
        .select_from(own.join(inherits, inherits.c.inhparent == classes.c.oid)).where(classes.c.relkind == "r")
    )  # fmt: skip
    stored = select(classes.c.relname).select_from(own).where(classes.c.relkind == "m")
    named = (
        select(
            classes.c.relname, attributes.c.attname, func.format_type(attributes.c.atttypid, None),
            func.has_column_privilege(classes.c.oid, attributes.c.attnum, "SELECT"),
        )
        .select_from(own.join(attributes, attributes.c.attrelid == classes.c.oid))
        .where(attributes.c.attnum > 0, ~attributes.c.attisdropped, classes.c.relkind.in_(["r", "p", "v", "m", "f"]))
    )  # fmt: skip
    domains = select(types.c.typname, types.c.typtypmod).where(types.c.typtype == "d", types.c.typtypmod >= 0)
    triggers = table(
        "pg_trigger", column("tgrelid"), column("tgisinternal"), column("tgtype", Integer), schema="pg_catalog"
    )
    filled = (
        select(classes.c.relname).distinct()
        .select_from(own.join(triggers, triggers.c.tgrelid == classes.c.oid))
        .where(~triggers.c.tgisinternal, triggers.c.tgtype.bitwise_and(BEFORE_INSERT) == BEFORE_INSERT)
    )  # fmt: skip
    columns = list(connection.execute(named))
    return Catalog(
        {part: whole for part, whole in connection.execute(parts.where(classes.c.relispartition))},
        frozenset(connection.execute(stored).scalars()),
        {(name, item): kind for name, item, kind, _ in columns},
        frozenset((name, item) for name, item, _, readable in columns if readable),
        {name: modifier for name, modifier in connection.execute(domains)},
        filled=frozenset(connection.execute(filled).scalars()),
        inherited=frozenset(connection.execute(inherited).scalars()),
    )


BEFORE_INSERT = 0b111  # PostgreSQL's bits of a trigger for each row, before, of an insert


def _mysql(connection: Connection, schema: str | None) -> Catalog:
    columns = _schema_table("columns", "table_schema", "table_name", "column_name", "data_type", "column_default")
    triggers = _schema_table(
        "triggers", "event_object_schema", "event_object_table", "action_timing", "event_manipulation"
    )
    own = func.database() if schema is None else literal(schema)
    found = list(connection.execute(
        select(columns.c.table_name, columns.c.column_name, columns.c.data_type, columns.c.column_default)
        .where(columns.c.table_schema == own)
    ))  # fmt: skip
    filled = select(triggers.c.event_object_table).where(
        triggers.c.event_object_schema == own, triggers.c.action_timing == "BEFORE",
        triggers.c.event_manipulation == "INSERT",
    )  # fmt: skip
    return Catalog(
        type_names={(name, item): kind for name, item, kind, _ in found},
        defaults=frozenset((name, item) for name, item, _, said in found if said is not None and said != "NULL"),
        filled=frozenset(connection.execute(filled).scalars()),
    )


def _schema_table(name: str, *columns: str) -> FromClause:
    return table(name, *(column(item) for item in columns), schema="information_schema")


def _sqlite(connection: Connection, schema: str | None) -> Catalog:
    """Virtual tables keep their content in tables whose names begin with theirs. Only a key of just the type INTEGER
    counts by itself, and only in a table with row numbers."""
    listed = func.pragma_table_list().table_valued("name", "type", "wr")
    try:
        rows = list(connection.execute(select(listed.c.name, listed.c.type, listed.c.wr)))
        found = {name: kind for name, kind, _ in rows}
    except SQLAlchemyError:  # before SQLite 3.37
        return Catalog()
    virtual = [name for name, kind in found.items() if kind == "virtual"]
    shadows = [name for name, kind in found.items() if kind == "shadow"]
    names: dict[tuple[str, str], str] = {}
    for name in found:
        columns = func.pragma_table_xinfo(name).table_valued("name", "type")
        with suppress(SQLAlchemyError):  # a view of what is gone
            declared = connection.execute(select(columns.c.name, columns.c.type))
            names |= {(name, item): str(kind).lower() for item, kind in declared}
    parts = {name: whole for name in shadows for whole in virtual if name.startswith(f"{whole}_")}
    without = {name for name, _, without_rowid in rows if without_rowid}
    counted = frozenset(item for item, kind in names.items() if kind == "integer" and item[0] not in without)
    return Catalog(parts, type_names=names, counted=counted)


def _duckdb(connection: Connection, schema: str | None) -> Catalog:
    """Of views over files the connection knows more than the database (`sql/files.py`)."""
    found = connection.info.get("files")
    return Catalog() if found is None else Catalog(keys=found.keys, no_key=found.no_key, left_out=found.left_out)


def _firebird(connection: Connection, schema: str | None) -> Catalog:
    triggers = table("rdb$triggers", *(column(f"rdb${name}") for name in ("relation_name", "trigger_type")),
                     column("rdb$trigger_inactive"), column("rdb$system_flag"))  # fmt: skip
    filled = select(func.trim(triggers.c["rdb$relation_name"])).where(
        triggers.c["rdb$trigger_type"].in_(BEFORE_INSERT_IN_FIREBIRD),
        func.coalesce(triggers.c["rdb$trigger_inactive"], 0) == 0,
        func.coalesce(triggers.c["rdb$system_flag"], 0) == 0,
    )
    name_of: Callable[[str], str] = connection.dialect.normalize_name
    return Catalog(filled=frozenset(name_of(name) for name in connection.execute(filled).scalars()))


# Three events (1: insert, 2: update, 3: delete) at the bits 1, 3 and 5, less one; bit 0 would be "after".
BEFORE_INSERT_IN_FIREBIRD = [
    (one << 1 | two << 3 | three << 5) - 1 for one, two, three in product(range(4), repeat=3) if 1 in (one, two, three)
]

CATALOGS: dict[str, Callable[[Connection, str | None], Catalog]] = {
    "postgresql": _postgresql,
    "mysql": _mysql,
    "mariadb": _mysql,
    "sqlite": _sqlite,
    "duckdb": _duckdb,
    "firebird": _firebird,
}


def catalog_of(connection: Connection, schema: str | None) -> Catalog:
    """What the catalog of the connected database says of a schema; None: the user's own.

    Raises:
        SQLAlchemyError: the catalog cannot be read.
    """
    ask = CATALOGS.get(connection.dialect.name)
    return ask(connection, schema) if ask else Catalog()
