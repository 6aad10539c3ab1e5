"""The statements that change one row: made once for each shape, so that SQLAlchemy need not write them again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, BindParameter, ColumnElement, Executable, Table, and_, bindparam, delete, insert, update
from sqlalchemy.types import UserDefinedType

from odata_service.edm.model import EntitySet

Columns = Mapping[ColumnElement[Any], Any]
Values = dict[str, Any]  # by the names of the binds
REMEMBERED = 2000
VALUE = "odata_value_"  # no column of anybody's is called so
TYPED, DELIVERED = True, False  # how a value is bound


class Delivered(UserDefinedType[Any]):
    """A driver's value, bound as it was delivered; NullType would become the type of what it is compared with."""

    cache_ok = True


def raw(value: Any) -> Any:
    """A driver's value bound as it is."""
    return None if value is None else bindparam(None, value, type_=Delivered())


def plain(value: Any) -> Any:
    """The value itself, bound or not."""
    return value.value if isinstance(value, BindParameter) else value


# The columns, and of each whether its value is bound as the column's type binds it, or as it is; or an expression.
Shape = tuple[tuple[ColumnElement[Any], Any], ...]


@dataclass(frozen=True, slots=True, eq=False)
class RowChange:
    """A change of one row: its statement, the values of that, and what it returns."""

    statement: Executable
    values: Values
    returned: tuple[ColumnElement[Any], ...] = ()
    remembered: bool = True  # the same statement stands for all changes of this shape


def insert_into(table: Table, columns: Columns, returned: Sequence[ColumnElement[Any]] = ()) -> RowChange:
    """A new row, and what is returned of it."""
    shape, values, simple = _taken_apart(columns)
    make = _insert if simple else _insert.__wrapped__
    return RowChange(make(table, shape, tuple(returned)), values, tuple(returned), simple)


def update_of(entity_set: EntitySet, columns: Columns, key: Sequence[Any]) -> RowChange:
    """A change of the row with this key, as the driver delivered it; it returns the database's own version of the row
    where there is one."""
    shape, values, simple = _taken_apart(columns)
    make, version = _update if simple else _update.__wrapped__, entity_set.row_version
    returned = () if version is None else (version.column,)
    return RowChange(make(entity_set, shape), values | _key_values(key), returned, simple)


def delete_from(entity_set: EntitySet, key: Sequence[Any]) -> RowChange:
    """The end of the row with this key."""
    return RowChange(_delete(entity_set), _key_values(key))


def condition_of(entity_set: EntitySet, bind: Callable[[int], Any]) -> ColumnElement[bool]:
    """The row with a key among those of its set; `bind` has the key's parts."""
    table = entity_set.type.table
    own = [table.c[name] == value for name, value in entity_set.rules.constants.items()]
    items = entity_set.type.key_properties
    return and_(*own, *(item.column == bind(place) for place, item in enumerate(items)))


def _taken_apart(columns: Columns) -> tuple[Shape, Values, bool]:
    """The shape of a change, its values, and whether the shape is one that is remembered: no expression is part of it.
    JSON has a null of its own, which is not meant."""
    shape: list[tuple[ColumnElement[Any], Any]] = []
    values: Values = {}
    simple = True
    for place, (column, value) in enumerate(columns.items()):
        if isinstance(value, BindParameter):
            shape.append((column, DELIVERED))
            values[f"{VALUE}{place}"] = value.value
        elif isinstance(value, ColumnElement):
            shape.append((column, value))
            simple = False
        else:
            shape.append((column, DELIVERED if value is None and isinstance(column.type, JSON) else TYPED))
            values[f"{VALUE}{place}"] = value
    return tuple(shape), values, simple


def _key_values(key: Sequence[Any]) -> Values:
    return {f"odata_key_{place}": value for place, value in enumerate(key)}


def _key_bind(place: int) -> Any:
    return bindparam(f"odata_key_{place}", type_=Delivered())


def _binds(shape: Shape) -> dict[Any, Any]:
    return {
        column: bindparam(f"{VALUE}{place}", type_=column.type if form else Delivered())
        if isinstance(form, bool) else form
        for place, (column, form) in enumerate(shape)
    }  # fmt: skip


@lru_cache(maxsize=REMEMBERED)
def _insert(table: Table, shape: Shape, returned: tuple[ColumnElement[Any], ...]) -> Any:
    statement = insert(table).values(_binds(shape))
    return statement.returning(*returned) if returned else statement


@lru_cache(maxsize=REMEMBERED)
def _update(entity_set: EntitySet, shape: Shape) -> Any:
    table = entity_set.type.table
    assert isinstance(table, Table)
    statement = update(table).where(condition_of(entity_set, _key_bind)).values(_binds(shape))
    version = entity_set.row_version
    return statement if version is None else statement.returning(version.column)


@lru_cache(maxsize=REMEMBERED)
def _delete(entity_set: EntitySet) -> Any:
    table = entity_set.type.table
    assert isinstance(table, Table)
    return delete(table).where(condition_of(entity_set, _key_bind))
