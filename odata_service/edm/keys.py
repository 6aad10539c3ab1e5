"""What tells the rows of a table apart: its key, and alternate keys (Part 3, section 6.5)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, FromClause, Index, Table, UniqueConstraint

from odata_service import publish
from odata_service.edm.draft import Draft
from odata_service.edm.properties import Property
from odata_service.edm.types import BINARY


def key_of(
    declaration: publish.EntitySet, table: FromClause, properties: Sequence[Property], set_name: str, draft: Draft
) -> tuple[str, ...] | None:
    """The names of the key's properties; None where there is no key, which is a mistake."""
    columns = list(declaration.key or [column.key for column in key_columns(table)])
    if not columns:
        draft.mistakes.append(f"{set_name}: the table has no primary key; declare one, key=[…].")
        return None
    by_column = {item.column.key: item for item in properties}
    for column in columns:
        item = by_column.get(column)
        if item is None:
            draft.mistakes.append(f"{set_name}: the key column '{column}' is not published.")
            return None
        if item.type is BINARY:
            draft.mistakes.append(f"{set_name}: the key column '{column}' is binary, which no key can be.")
            return None
    return tuple(by_column[column].name for column in columns)


def key_columns(table: FromClause) -> Sequence[Any]:
    """The primary key's columns, else those of a unique constraint or index whose columns cannot be null."""
    primary: Any = table.primary_key
    if len(primary.columns):
        return list(primary.columns)
    if not isinstance(table, Table):
        return []
    sound = [columns for columns in unique_columns(table) if not any(column.nullable for column in columns)]
    return min(sound, key=lambda columns: (len(columns), [column.name for column in columns]), default=[])


def unique_columns(table: Table) -> list[list[Column[Any]]]:
    """The columns of the unique constraints and indexes; those over some rows or over expressions say nothing."""
    found = [list(item.columns) for item in table.constraints if isinstance(item, UniqueConstraint)]
    for index in table.indexes:
        whole = all(isinstance(item, Column) for item in index.expressions)
        if index.unique and whole and not is_partial(index):
            found.append(list(index.columns))
    return [columns for columns in found if columns]


def alternate_keys(
    table: FromClause, properties: Sequence[Property], key: tuple[str, ...]
) -> tuple[tuple[str, ...], ...]:
    """Unique constraints and indexes over published columns; a null in one of them identifies nothing."""
    if not isinstance(table, Table):
        return ()
    names = {item.column.key: item.name for item in properties if item.type is not BINARY and "/" not in item.name}
    found = [tuple(names.get(column.key, "") for column in columns) for columns in unique_columns(table)]
    return tuple(sorted({one for one in found if one and all(one) and set(one) != set(key)}))


def is_partial(index: Index) -> bool:
    """Whether a unique index is over some rows only."""
    return any(options.get("where") is not None for options in index.dialect_options.values())
