"""What holds of the rows that a model publishes, and must hold after a change: that they meet the set's condition, and
that no client makes them refer to a row that it does not see."""

from typing import Any

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.sql import visitors

from odata_service.edm.model import EntitySet, NavigationProperty
from odata_service.edm.properties import Property
from odata_service.errors import ODataError
from odata_service.requests.explaining import Explaining, Written
from odata_service.sql.change import plain
from odata_service.sql.joins import related


def check_references(explaining: Explaining, change: Written) -> None:
    """Looks up what the columns of a change refer to, where not all rows of that table are published.

    Raises:
        BadRequest: there is no such entity, as if there were no such row.
    """
    for navigation in change.entity_set.type.navigation.values():
        target = explaining.model.set_of(navigation)
        written = any(plain(change.columns.get(here)) is not None for here, _ in navigation.join)
        if navigation.collection or target.visible is None or target.source != change.entity_set.source or not written:
            continue
        missing = _missing(explaining, navigation, target, change)
        if missing is not None:
            raise missing


def _missing(
    explaining: Explaining, navigation: NavigationProperty, target: EntitySet, change: Written
) -> ODataError | None:
    row = change.row
    bound = [row.get(here) for here, _ in navigation.join]
    if any(plain(value) is None for value in bound):
        return None
    assert target.visible is not None
    conditions = [
        _belongs(change.entity_set, here, target, there, value)
        for (here, there), value in zip(navigation.join, bound, strict=True)
    ]
    statement = select(*(there for _, there in navigation.join)).where(*conditions, target.visible).limit(1)
    found = explaining.transaction.execute(statement).first()
    return explaining.missing(navigation, change) if found is None else None


def _belongs(
    entity_set: EntitySet, here: ColumnElement[Any], target: EntitySet, there: ColumnElement[Any], value: Any
) -> ColumnElement[bool]:
    """The condition that a row there is meant by a value here, which may be held in another way."""
    near, far = _property(entity_set, here), _property(target, there)
    if near is None or far is None:
        same: ColumnElement[bool] = there == value
        return same
    bound = value if isinstance(value, ColumnElement) else bindparam(None, value, type_=here.type)
    return related(near, bound, far, there)


def _property(entity_set: EntitySet, column: ColumnElement[Any]) -> Property | None:
    return next((item for item in entity_set.type.properties.values() if item.column is column), None)


def decides(entity_set: EntitySet, columns: "set[ColumnElement[object]]") -> bool:
    """Whether a set's condition, but for what tells deleted rows, speaks of one of these columns."""
    if entity_set.visible is None:
        return False
    deleted = set(list(entity_set.rules.soft_delete)[:1])
    own = {column for column in columns if str(column.key) not in deleted}
    return any(element in own for element in visitors.iterate(entity_set.visible))
