"""Tables that have changed under the service: which of a model's columns the database has not any more."""

import logging
from collections.abc import Iterable

from sqlalchemy import Table, inspect
from sqlalchemy.engine.reflection import ObjectKind
from sqlalchemy.exc import SQLAlchemyError

from odata_service.edm.lost import Lost
from odata_service.edm.model import EntitySet
from odata_service.sql.database import Database
from odata_service.sql.errors import sentence_of

log = logging.getLogger("odata_service.sql")


def lost_columns(database: Database, entity_sets: Iterable[EntitySet]) -> Lost:
    """The columns of the sets' tables that are not there. Of tables that are not there at all nothing is said: whoever
    asks for them is told by the database.

    Raises:
        ServiceUnavailable: the database cannot be asked.
    """
    tables = {one.type.table for one in entity_sets if isinstance(one.type.table, Table)}
    schemas = {table.schema for table in tables}
    found: set[tuple[str | None, str, str]] = set()
    there: set[tuple[str | None, str]] = set()
    try:
        inspector = inspect(database.engine)
        for schema in schemas:
            names = [table.name for table in tables if table.schema == schema]
            for (_, name), columns in inspector.get_multi_columns(schema, names, kind=ObjectKind.ANY).items():
                there.add((schema, name))
                found |= {(schema, name, column["name"].lower()) for column in columns}
    except SQLAlchemyError as error:
        raise sentence_of(error, database.name) from error
    for table in tables:
        if (table.schema, table.name) not in there:
            log.warning("database '%s': the table '%s' is not there any more", database.name, table.fullname)
    known = [table for table in tables if (table.schema, table.name) in there]
    lost = [one for table in known for one in table.c if (table.schema, table.name, one.name.lower()) not in found]
    for column in lost:
        log.warning(
            "database '%s': the column '%s.%s' is not there any more; it is read as null until it is back",
            database.name, column.table.fullname, column.name,
        )  # fmt: skip
    return frozenset(lost)
