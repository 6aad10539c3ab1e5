"""A constraint that a change breaks -> a sentence that a person understands."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import CheckConstraint, Table, UniqueConstraint
from sqlalchemy.exc import DBAPIError

from odata_service.edm.model import EntitySet, Property
from odata_service.errors import BadRequest, Conflict, ODataError
from odata_service.sql.errors import sentence_of

# What drivers say, by SQLSTATE, error number or text.
UNIQUE = re.compile(r"\b23505\b|\b1062\b|\b1586\b|UNIQUE constraint failed|PRIMARY KEY constraint|duplicate key", re.I)
REFERENCED = re.compile(r"\b1451\b|is still referenced|update or delete on table", re.I)
REFERENCE = re.compile(r"\b23503\b|\b1452\b|\b1216\b|FOREIGN KEY constraint failed|foreign key constraint", re.I)
MISSING = re.compile(r"\b23502\b|\b1048\b|\b1364\b|NOT NULL constraint failed", re.I)
CHECK = re.compile(r"\b23514\b|\b3819\b|\b4025\b|CHECK constraint failed", re.I)
TOO_LONG = re.compile(r"\b22001\b|\b1406\b", re.I)
RANGE = re.compile(r"\b22003\b|\b1264\b|out of range", re.I)
REFUSED = re.compile(r"\b22\w{3}\b|\b1292\b|\b1366\b|\b1367\b|\b1265\b", re.I)  # no value of the column's type
RAISED = re.compile(r"\b45000\b|\bP0001\b|\b1644\b", re.I)


class BrokenReference(BadRequest):
    """A foreign key names no row. `columns` are its columns where the driver has said which one; else the caller can
    find out by looking."""

    columns: frozenset[str] = frozenset()


class Referenced(Conflict):
    """Others refer to the row that is changed or deleted."""


def sentence_of_change(error: Exception, entity_set: EntitySet, source: str) -> ODataError:
    """The error that a client sees for a driver's exception at a change of this set."""
    if not isinstance(error, DBAPIError) or isinstance(error, ODataError):
        return sentence_of(error, source)
    said = _said(error)
    name = entity_set.type.name
    if REFERENCED.search(said):
        return Referenced(f"This {name} cannot be changed so: others refer to it.")
    if UNIQUE.search(said):
        return _unique(said, entity_set)
    if REFERENCE.search(said):
        broken = BrokenReference(f"The {name} refers to something that does not exist, or others refer to it.")
        broken.columns = _of_foreign_key(said, entity_set)
        return broken
    if MISSING.search(said):
        items = _named(said, entity_set)
        which = f"'{items[0].name}'" if items else "A property that is not published"
        return BadRequest(f"{which} of '{name}' needs a value.", target=items[0].name if items else None)
    if CHECK.search(said):
        items = _checked(said, entity_set)
        target = items[0].name if items else None
        about = f" It concerns {_listed(items)}." if items else ""
        return BadRequest(f"The database does not accept these values of '{name}'.{about}", target=target)
    if TOO_LONG.search(said) or RANGE.search(said):
        items = _named(said, entity_set)
        which = f"'{items[0].name}'" if items else "a property"
        return BadRequest(
            f"The value of {which} is too long or too large for the database.", target=items[0].name if items else None
        )
    if REFUSED.search(said) and (items := _named(said, entity_set)):
        return BadRequest(f"The database does not accept this value of '{items[0].name}'.", target=items[0].name)
    if RAISED.search(said):
        return BadRequest(f"A rule of the database does not accept this change of '{name}'.")
    return sentence_of(error.orig or error, source)


def _said(error: DBAPIError) -> str:
    original: Any = error.orig
    code = getattr(original, "sqlstate", None) or ""
    diagnosis = getattr(original, "diag", None)
    named = [getattr(diagnosis, name, None) or "" for name in ("constraint_name", "column_name")] if diagnosis else []
    return " ".join([code, *named, *(str(part) for part in getattr(original, "args", ()))])


def _unique(said: str, entity_set: EntitySet) -> Conflict:
    items = _named(said, entity_set) or _of_constraint(said, entity_set)
    if not items or {item.name for item in items} <= set(entity_set.type.key):
        return Conflict(f"There is a {entity_set.type.name} with this key already.", target=entity_set.type.key[0])
    return Conflict(f"{_listed(items)} must be unique: another {entity_set.type.name} has it.", target=_target(items))


def _target(items: Sequence[Property]) -> str | None:
    return items[0].name if items else None


def _listed(items: Sequence[Property]) -> str:
    return " and ".join(f"'{item.name}'" for item in items)


def _named(said: str, entity_set: EntitySet) -> list[Property]:
    """The properties whose columns the message names, as SQLite and MariaDB do."""
    table = str(getattr(entity_set.type.table, "name", ""))
    found = [
        item for item in entity_set.type.properties.values()
        if re.search(rf"(?:{re.escape(table)}`?\.|column '|Column ')[\"`]?{re.escape(str(item.column.key))}\b", said)
    ]  # fmt: skip
    return found or [
        item for item in entity_set.type.properties.values() if f" {item.column.key} " in f" {said.split('  ')[0]} "
    ]


def _of_constraint(said: str, entity_set: EntitySet) -> list[Property]:
    """The properties of the unique constraint or index that the message names."""
    table = entity_set.type.table
    if not isinstance(table, Table):
        return []
    unique: list[Any] = [item for item in table.constraints if isinstance(item, UniqueConstraint)]
    unique += [item for item in table.indexes if item.unique]
    for constraint in unique:
        if constraint.name and re.search(rf"(?<!\w){re.escape(str(constraint.name))}(?!\w)", said):
            return _items([column.key for column in constraint.columns], entity_set)
    for constraint in unique:  # unnamed ones are named by the database after their table and columns
        columns = [str(column.key) for column in constraint.columns]
        if columns and all(re.search(rf"(?:^|[\W_]){re.escape(column)}(?:[\W_]|$)", said) for column in columns):
            return _items(columns, entity_set)
    return []


def _of_foreign_key(said: str, entity_set: EntitySet) -> frozenset[str]:
    """The columns of the foreign key that the message names: by its name, or by its columns as in `KEY (`a`, `b`)`."""
    table = entity_set.type.table
    if not isinstance(table, Table):
        return frozenset()
    found = re.search(r"(?:FOREIGN KEY|Key) \(([^)]*)\)", said)
    named = frozenset(part.strip(' `"') for part in found[1].split(",")) if found else frozenset()
    for constraint in table.foreign_key_constraints:
        columns = frozenset(constraint.column_keys)
        if columns == named or (
            constraint.name and re.search(rf"(?<!\w){re.escape(str(constraint.name))}(?!\w)", said)
        ):
            return columns
    return frozenset()


def _checked(said: str, entity_set: EntitySet) -> list[Property]:
    table = entity_set.type.table
    if not isinstance(table, Table):
        return []
    for constraint in table.constraints:
        if isinstance(constraint, CheckConstraint) and constraint.name and str(constraint.name) in said:
            return [
                item for item in entity_set.type.properties.values()
                if re.search(rf"\b{re.escape(str(item.column.key))}\b", str(constraint.sqltext))
            ]  # fmt: skip
    return []


def _items(columns: Sequence[str], entity_set: EntitySet) -> list[Property]:
    return [item for item in entity_set.type.properties.values() if item.column.key in columns]
