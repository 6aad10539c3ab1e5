"""The versions of rows that a database keeps by itself: entities have them as ETags where the model declares none."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnClause, FromClause, Table
from sqlalchemy.types import String

from odata_service.edm.changes import is_view
from odata_service.edm.model import EntitySet, Model
from odata_service.edm.properties import Property
from odata_service.edm.types import STRING

# The system column of a table that changes with each change of a row.
COLUMNS = {"postgresql": "xmin"}


class RowVersion(ColumnClause[Any]):
    """A system column. Tables do not list it, so that each FROM clause has to be asked for its own."""

    inherit_cache = True

    def of(self, table: FromClause) -> "RowVersion":
        """The column of a table or an alias."""
        made = RowVersion(self.name, self.type)
        made.table = table
        return made


def with_row_versions(model: Model, dialect: str) -> Model:
    """The model whose entities have the database's own versions, where it has some."""
    name = COLUMNS.get(dialect)
    if name is None:
        return model
    item = Property(name, STRING, RowVersion(name, String()), nullable=False)
    return replace(model, entity_sets={key: _versioned(one, item) for key, one in model.entity_sets.items()})


def _versioned(entity_set: EntitySet, item: Property) -> EntitySet:
    table = entity_set.type.table
    if not isinstance(table, Table) or is_view(table) or not (entity_set.updatable or entity_set.deletable):
        return entity_set
    return replace(entity_set, row_version=item)
