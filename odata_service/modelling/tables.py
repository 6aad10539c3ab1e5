"""A reflected table -> the expression that defines it in a model file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    FetchedValue,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    TextClause,
    UniqueConstraint,
)
from sqlalchemy.sql.elements import quoted_name

from odata_service.edm.changes import constant_of, is_view
from odata_service.edm.keys import is_partial
from odata_service.modelling.layout import Call, Expression, Name, Remark
from odata_service.modelling.types import Import, written_type


@dataclass(frozen=True, slots=True)
class Definition:
    """The call that makes a table, in parts, and the names that it needs."""

    columns: Mapping[str, Call]
    remarks: Mapping[str, Remark]  # of columns that are left out
    constraints: tuple[Expression, ...]
    keywords: Mapping[str, Expression]
    imports: frozenset[Import]

    def call(self, name: str, metadata: str = "metadata") -> Call:
        """`Table(…)`"""
        columns: list[Expression] = [*self.columns.values(), *self.remarks.values()]
        return Call("Table", [name, Name(metadata), *columns, *self.constraints], self.keywords)


def definition_of(table: Table, left_out: Mapping[str, str], dialect: str) -> Definition:
    """The definition of a table.

    Args:
        left_out: columns that cannot be published, and why; a remark says so in their place.
        dialect: of the database that it was found in.
    """
    imports = {Import("sqlalchemy", "Table"), Import("sqlalchemy", "MetaData")}
    columns: dict[str, Call] = {}
    remarks: dict[str, Remark] = {}
    for column in table.columns:
        if column.name in left_out:
            remarks[column.name] = Remark(f"{column.name}: {left_out[column.name]}")
        else:
            columns[column.name] = _column(column, dialect, imports)
    constraints = tuple(_constraints(table, columns, imports))
    keywords: dict[str, Expression] = {}
    if table.schema:
        keywords["schema"] = table.schema
        keywords |= {"quote_schema": True} if _is_quoted(table.schema) else {}
    if _is_quoted(table.name):
        keywords["quote"] = True
    if table.comment:
        keywords["comment"] = table.comment
    if is_view(table):
        keywords["info"] = {"is_view": True}
    return Definition(columns, remarks, constraints, keywords, frozenset(imports))


def _column(column: Column[Any], dialect: str, imports: set[Import]) -> Call:
    written = written_type(column.type, dialect)
    imports |= {*written.imports, Import("sqlalchemy", "Column")}
    arguments: list[Expression] = [column.name, written.expression]
    for key in sorted(column.foreign_keys, key=lambda item: item.target_fullname):
        if key.constraint is not None and len(key.constraint.elements) == 1:
            imports.add(Import("sqlalchemy", "ForeignKey"))
            arguments.append(Call("ForeignKey", [key.target_fullname]))
    for made, name in ((column.computed, "Computed"), (column.identity, "Identity")):
        if made is not None:
            imports.add(Import("sqlalchemy", name))
            arguments.append(_computed(column) if name == "Computed" else _identity(column))
    return Call("Column", arguments, _keywords(column, imports))


def _computed(column: Column[Any]) -> Call:
    assert column.computed is not None
    stored = column.computed.persisted
    return Call("Computed", [str(column.computed.sqltext)], {} if stored is None else {"persisted": stored})


def _identity(column: Column[Any]) -> Call:
    assert column.identity is not None
    return Call("Identity", (), {"always": True} if column.identity.always else {})


def _keywords(column: Column[Any], imports: set[Import]) -> dict[str, Expression]:
    found: dict[str, Expression] = {}
    if column.primary_key:
        found["primary_key"] = True
        counted = column.table.autoincrement_column is column
        if counted != _would_count(column):
            found["autoincrement"] = counted
    elif not column.nullable:
        found["nullable"] = False
    default = _default(column)
    if default is not None:
        found["server_default"] = default
        imports |= {Import("sqlalchemy", default.function)} if isinstance(default, Call) else set()
    if column.comment:
        found["comment"] = column.comment
    if _is_quoted(column.name):
        found["quote"] = True
    return found


def _is_quoted(name: str) -> bool:
    """Whether a name does not tell that it is to be quoted: one in small letters, where others are in capitals."""
    return isinstance(name, quoted_name) and name.quote is True


def _would_count(column: Column[Any]) -> bool:
    """Whether SQLAlchemy takes it for counted if nothing is said: a single whole number that refers to nothing."""
    key = column.table.primary_key.columns
    whole = isinstance(column.type, Integer) and not column.foreign_keys
    return whole and len(key) == 1 and _default(column) is None


def _default(column: Column[Any]) -> Expression:
    """A constant text as it is, else the database's own expression; not what counting gives."""
    if type(column.server_default) is FetchedValue:
        return Call("FetchedValue")  # a trigger's
    said = getattr(column.server_default, "arg", None)
    if said is None or column.computed is not None or column.identity is not None:
        return None
    if column.primary_key and column.table.autoincrement_column is column:
        return None
    written = said.text if isinstance(said, TextClause) else str(said)
    constant = constant_of(column) if "'" in written else None
    return constant if constant is not None else Call("text", [written])


def _constraints(table: Table, columns: Mapping[str, Call], imports: set[Import]) -> Iterator[Expression]:
    key = [str(column.name) for column in table.primary_key.columns]
    if key != [name for name in columns if name in key]:
        imports.add(Import("sqlalchemy", "PrimaryKeyConstraint"))
        yield Call("PrimaryKeyConstraint", key)
    for constraint in sorted(table.foreign_key_constraints, key=lambda item: tuple(item.column_keys)):
        if len(constraint.elements) > 1:
            imports.add(Import("sqlalchemy", "ForeignKeyConstraint"))
            yield _foreign_key(constraint)
    known: list[list[str]] = []
    for unique in _unique(table):
        names = [str(column.name) for column in unique.columns]
        if names not in known and all(name in columns for name in names):
            known.append(names)
            imports.add(Import("sqlalchemy", "UniqueConstraint"))
            yield Call("UniqueConstraint", names, {"name": str(unique.name)} if unique.name else {})
    checks = [item for item in table.constraints if isinstance(item, CheckConstraint)]
    for check in sorted(checks, key=lambda item: (str(item.name), str(item.sqltext))):
        imports.add(Import("sqlalchemy", "CheckConstraint"))
        yield Call("CheckConstraint", [str(check.sqltext)], {"name": str(check.name)} if check.name else {})


def _foreign_key(constraint: ForeignKeyConstraint) -> Call:
    targets: list[Expression] = [element.target_fullname for element in constraint.elements]
    return Call("ForeignKeyConstraint", [list(constraint.column_keys), targets])


def _unique(table: Table) -> list[UniqueConstraint | Index]:
    """Unique constraints, and unique indexes over whole rows: they say the same of a row."""
    found: list[UniqueConstraint | Index] = [item for item in table.constraints if isinstance(item, UniqueConstraint)]
    found += [
        item for item in table.indexes
        if item.unique and not is_partial(item) and all(isinstance(one, Column) for one in item.expressions)
    ]  # fmt: skip
    return sorted(found, key=lambda item: ([str(column.name) for column in item.columns], str(item.name)))
