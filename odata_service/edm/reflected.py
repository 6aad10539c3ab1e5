"""A live database -> Model: every table and view with a key, under names as near to its own as they can be."""

import warnings
from dataclasses import replace
from typing import Any

from sqlalchemy import Engine, MetaData, Table, inspect
from sqlalchemy import types as sql
from sqlalchemy.exc import SAWarning

from odata_service import publish
from odata_service.edm.column_types import facets_of
from odata_service.edm.from_tables import Draft, assembled, key_columns
from odata_service.edm.model import Model
from odata_service.edm.names import SET_LENGTH, safe_name
from odata_service.edm.types import BINARY


def reflect(engine: Engine, *, name: str, schema: str | None = None, writable: bool = False) -> Model:
    """The model of what is there. What cannot be published is in `left_out`, with the reason.

    Raises:
        SQLAlchemyError: the database cannot be read.
    """
    metadata = MetaData()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # types that SQLAlchemy does not know are left out below, and said
        metadata.reflect(engine, schema=schema, views=True, resolve_fks=False)
    draft = Draft(
        safe_name(name[:1].upper() + name[1:], prefix="S", length=SET_LENGTH),
        dialect=engine.dialect.name,
        writable=writable,
    )
    views = _views(engine, schema)
    declarations = []
    taken: list[str] = []
    for table in sorted(metadata.tables.values(), key=lambda item: item.name):
        if table.schema != schema:
            continue
        if engine.dialect.name == "sqlite":
            _give_types(table)
        reason = _reason_against(table, engine.dialect.name)
        if reason is not None:
            draft.left_out.append((table.name, reason))
            continue
        table.info["is_view"] = table.name in views
        set_name = safe_name(table.name, prefix="T", length=SET_LENGTH, taken=taken)
        taken.append(set_name)
        key = [column.key for column in key_columns(table)]
        declarations.append(publish.EntitySet(table, set_name, key=key))
    model = assembled(name, draft, declarations)
    return replace(model, left_out=(*draft.left_out, *((name, mistake) for mistake in draft.mistakes)))


def _views(engine: Engine, schema: str | None) -> set[str]:
    """What can be read only, whatever the database's own rules for changing views are."""
    inspector = inspect(engine)
    names = set(inspector.get_view_names(schema))
    try:
        return names | set(inspector.get_materialized_view_names(schema))
    except NotImplementedError:
        return names


def _reason_against(table: Table, dialect: str) -> str | None:
    key = key_columns(table)
    if not key:
        return "it has no key; declare one in a model file"
    for column in key:
        facets = facets_of(column.type, dialect)
        if facets is None or facets.type is BINARY:
            return f"its key column '{column.name}' is of a type that no key can have ({column.type!r})"
    return None


# SQLite's rules of affinity (Datatypes In SQLite, section 3.1), in their order.
AFFINITIES = (
    (("INT",), sql.BigInteger),
    (("CHAR", "CLOB", "TEXT"), sql.Text),
    (("BLOB",), sql.LargeBinary),
    (("REAL", "FLOA", "DOUB"), sql.Double),
)


def _give_types(table: Table) -> None:
    """SQLite keeps any word as a column's type; what SQLAlchemy does not know goes by affinity."""
    for column in table.columns:
        if isinstance(column.type, sql.NullType):
            column.type = sql.Text()
        elif type(column.type) is sql.Numeric or type(column.type) is sql.NUMERIC:
            continue


def describe(model: Model) -> list[tuple[str, str, Any]]:
    """One line per published set: its name, its table, its number of properties."""
    return [
        (item.name, str(getattr(item.type.table, "name", "")), len(item.type.properties))
        for item in model.entity_sets.values()
    ]
