"""The statements that change one row: made once for each shape, so that SQLAlchemy need not write them again."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, BindParameter, ColumnElement, Executable, Table, and_, bindparam, delete, insert, update
from sqlalchemy.types import UserDefinedType

from odata_service.edm.model import EntitySet

Columns = Mapping[ColumnElement[Any], Any]
Values = dict[str, Any]  # by the names of the binds
REMEMBERED = 2000


class Delivered(UserDefinedType[Any]):
    """A driver's value, bound as it was delivered; NullType would become the type of what it is compared with."""

    cache_ok = True


def raw(value: Any) -> Any:
    """A driver's value bound as it is."""
    return None if value is None else bindparam(None, value, type_=Delivered())


def plain(value: Any) -> Any:
    """The value itself, bound or not."""
    return value.value if isinstance(value, BindParameter) else value


class Form(Enum):
    """How a value is bound."""

    TYPED = "as its column's type binds it"
    DELIVERED = "as it is"


Shape = tuple[tuple[ColumnElement[Any], Any], ...]  # columns, and the forms of their values, or expressions


def insert_into(
    table: Table, columns: Columns, returned: Sequence[ColumnElement[Any]] = ()
) -> tuple[Executable, Values]:
    """A new row, and what is returned of it."""
    shape = _shape(columns)
    make = _insert if _is_simple(shape) else _insert.__wrapped__
    return make(table, shape, tuple(returned)), _values(columns)


def update_of(entity_set: EntitySet, columns: Columns, key: Sequence[Any]) -> tuple[Executable, Values]:
    """A change of the row with this key, as the driver delivered it; it returns the database's own version of the row
    where there is one."""
    shape = _shape(columns)
    make = _update if _is_simple(shape) else _update.__wrapped__
    return make(entity_set, shape), _values(columns) | _key_values(key)


def delete_from(entity_set: EntitySet, key: Sequence[Any]) -> tuple[Executable, Values]:
    """The end of the row with this key."""
    return _delete(entity_set), _key_values(key)


def condition_of(entity_set: EntitySet, bind: Callable[[int], Any]) -> ColumnElement[bool]:
    """The row with a key among those of its set; `bind` has the key's parts."""
    table = entity_set.type.table
    own = [table.c[name] == value for name, value in entity_set.rules.constants.items()]
    items = entity_set.type.key_properties
    return and_(*own, *(item.column == bind(place) for place, item in enumerate(items)))


def _shape(columns: Columns) -> Shape:
    return tuple((column, _form(column, value)) for column, value in columns.items())


def _form(column: ColumnElement[Any], value: Any) -> Any:
    """JSON has a null of its own, which is not meant."""
    if isinstance(value, BindParameter) or (value is None and isinstance(column.type, JSON)):
        return Form.DELIVERED
    return value if isinstance(value, ColumnElement) else Form.TYPED


def _is_simple(shape: Shape) -> bool:
    return all(isinstance(form, Form) for _, form in shape)


def _values(columns: Columns) -> Values:
    return {
        _name(place): plain(value)
        for place, value in enumerate(columns.values())
        if isinstance(value, BindParameter) or not isinstance(value, ColumnElement)
    }


def _name(place: int) -> str:
    """No column of anybody's is called so."""
    return f"odata_value_{place}"


def _key_values(key: Sequence[Any]) -> Values:
    return {f"odata_key_{place}": value for place, value in enumerate(key)}


def _key_bind(place: int) -> Any:
    return bindparam(f"odata_key_{place}", type_=Delivered())


def _binds(shape: Shape) -> dict[Any, Any]:
    return {
        column: bindparam(_name(place), type_=column.type if form is Form.TYPED else Delivered())
        if isinstance(form, Form) else form
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
