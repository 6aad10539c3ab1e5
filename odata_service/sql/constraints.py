"""A constraint that a change breaks -> a sentence that a person understands."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import CheckConstraint, Table, UniqueConstraint
from sqlalchemy.exc import DBAPIError

from odata_service.edm.model import EntitySet
from odata_service.edm.properties import Property, Stored
from odata_service.edm.types import STRING, EnumType
from odata_service.errors import BadRequest, Conflict, InternalError, ODataError
from odata_service.sql.change import Columns, plain
from odata_service.sql.codes import code_of
from odata_service.sql.errors import SchemaChanged, Unreadable, sentence_of

# What drivers say: their code, at the beginning, because a number behind it may be a client's; or a text.
UNIQUE = re.compile(
    r"^(?:23505|23P01|1062|1586)\b|UNIQUE constraint failed|PRIMARY KEY constraint|duplicate key"
    r"|violation of PRIMARY or UNIQUE|duplicate value|MS-2601|MS-2627|ORA-00001|HANA-301\b",
    re.I,
)
REFERENCED = re.compile(
    r"^(?:1451|23504|23001)\b|is still referenced|update or delete on table|references are present"
    r"|REFERENCE constraint|ORA-02292|HANA-462\b",
    re.I,
)
REFERENCE = re.compile(
    r"^(?:23503|1452|1216)\b|FOREIGN KEY constraint failed|foreign key constraint|ORA-02291|HANA-461\b", re.I
)
MISSING = re.compile(
    r"^(?:23502|1048|1364)\b|NOT NULL constraint failed|value \"\*\*\* null \*\*\*\""
    r"|MS-515\b|ORA-01400|ORA-01407|HANA-287\b",
    re.I,
)
CHECK = re.compile(r"^(?:23514|23513|3819|4025)\b|CHECK constraint|ORA-02290|HANA-677\b", re.I)
# Firebird's, of a domain's check; what stands behind it is the client's.
VALIDATED = re.compile(r'^23000 validation error for column "[^"]*"\."[^"]*", value "(?!\*{3} null \*{3}")', re.I)
TOO_LONG = re.compile(r"^(?:22001|1406)\b|MS-8152|MS-2628|ORA-12899|HANA-274\b", re.I)
RANGE = re.compile(r"^(?:22003|1264)\b|out of range|MS-8115|MS-220\b|ORA-01438|HANA-314\b", re.I)
REFUSED = re.compile(r"^(?:22\w{3}|1292|1366|1367|1265)\b|DATATYPE", re.I)  # no value of the column's type
RAISED = re.compile(
    r"^(?:45000|P0001|1644)\b|CONSTRAINT_TRIGGER|FB-335544517|MS-50000\b|ORA-20\d\d\d\b|SQL0438N|HANA-1\d{4}\b", re.I
)

SHOWN = 60  # characters of a value in a sentence


class BrokenReference(BadRequest):
    """A foreign key names no row. `columns` are its columns where the driver has said which one; else the caller can
    find out by looking."""

    columns: frozenset[str] = frozenset()


class Referenced(Conflict):
    """Others refer to the row that is changed or deleted. `table` is theirs where the driver has said it."""

    table: str | None = None


def sentence_of_change(
    error: Exception, entity_set: EntitySet, source: str, columns: Columns | None = None, before: Columns | None = None
) -> ODataError:
    """The error that a client sees for a driver's exception at a change of this set; `columns` are what is written to
    the row that was `before`."""
    if not isinstance(error, DBAPIError) or isinstance(error, ODataError):
        return sentence_of(error, source)
    said, name, changed = _said(error), entity_set.type.name, columns or {}
    row = {**(before or {}), **changed}
    if REFERENCED.search(said):
        referenced = Referenced(f"This {name} cannot be changed so: others refer to it.")
        referenced.table = _referring_table(error, said)
        return referenced
    if VALIDATED.search(said):
        return _ruled_out(_named(said.split(", value")[0], entity_set), entity_set, row)
    if UNIQUE.search(said):
        return _unique(said, entity_set, row)
    if REFERENCE.search(said):
        broken = BrokenReference(f"The {name} refers to something that does not exist, or others refer to it.")
        broken.columns = _of_foreign_key(said, entity_set)
        return broken
    if MISSING.search(said):
        items = _named(said, entity_set)
        which = f"'{items[0].name}'" if items else "A property that is not published"
        return BadRequest(f"{which} of '{name}' needs a value.", target=_target(items))
    if CHECK.search(said):
        return _ruled_out(_checked(said, entity_set), entity_set, row)
    if TOO_LONG.search(said) or RANGE.search(said):
        items = _named(said, entity_set)
        which = f"'{items[0].name}'" if items else "a property"
        return BadRequest(f"The value of {which} is too long or too large for the database.", target=_target(items))
    if RAISED.search(said):
        return refused_by_rule(entity_set)
    if REFUSED.search(said) and (items := _named(said, entity_set) or _printed(entity_set, changed)):
        values = " or ".join(f"{shown(item, row.get(item.column))} for '{item.name}'" for item in items)
        return BadRequest(f"The database does not accept {values}.", target=_target(items))
    found = sentence_of(error.orig or error, source)
    if isinstance(found, Unreadable):
        return BadRequest(f"With these values the database divides by zero, in a rule or a column of '{name}'.")
    if isinstance(found, (InternalError, SchemaChanged)) and _is_of_routine(error):
        return refused_by_rule(entity_set)
    return found


def _is_of_routine(error: DBAPIError) -> bool:
    """Whether a trigger's own statement has failed, and not the change: PostgreSQL tells what called what."""
    return "PL/" in (getattr(getattr(error.orig, "diag", None), "context", None) or "")


def refused_by_rule(entity_set: EntitySet) -> BadRequest:
    """What is said where a trigger refuses a change, or makes nothing of it."""
    return BadRequest(f"A rule of the database does not accept this change of '{entity_set.type.name}'.")


def sentence_at_end(error: Exception, source: str) -> ODataError:
    """The error for a driver's exception at the end of a transaction, where constraints are checked that may be broken
    until then, and nobody knows by which change."""
    found = sentence_of(error.orig if isinstance(error, DBAPIError) and error.orig else error, source)
    if isinstance(found, InternalError) and isinstance(error, DBAPIError):
        said = _said(error)
        if UNIQUE.search(said) or REFERENCE.search(said) or REFERENCED.search(said) or CHECK.search(said):
            return Conflict("These changes do not fit together: the database's constraints refuse them at the end.")
    return found


def concerns(error: Exception, entity_set: EntitySet) -> bool:
    """Whether the driver does not say that an error is of another table than this set's."""
    diagnosis = getattr(getattr(error, "orig", None), "diag", None)
    table = getattr(diagnosis, "table_name", None)
    return table is None or table == getattr(entity_set.type.table, "name", None)


def shown(item: Property, value: Any) -> str:
    """What a column holds, as a person reads it."""
    value = plain(value)
    if isinstance(item.type, EnumType):
        value = next((name for name, code in item.type.stored if code == value), value)
    elif item.code is not None and value is not None:
        value = item.code.decode(value)
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case bytes() | memoryview():
            return "these bytes"
        case _:
            text = value.isoformat() if hasattr(value, "isoformat") else str(value)
            text = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
            return text if item.type is not STRING or text.isalnum() else f"'{text}'"


def a(name: str) -> str:
    """With its article."""
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _said(error: DBAPIError) -> str:
    original: Any = error.orig
    code = getattr(original, "sqlite_errorname", None) or (code_of(original) if original is not None else "")
    diagnosis = getattr(original, "diag", None)
    named = [getattr(diagnosis, name, None) or "" for name in DIAGNOSED] if diagnosis else []
    return " ".join([code, *named, *(str(part) for part in getattr(original, "args", ()))])


DIAGNOSED = ("constraint_name", "column_name", "datatype_name")


def _referring_table(error: DBAPIError, said: str) -> str | None:
    table = getattr(getattr(error.orig, "diag", None), "table_name", None)
    found = re.search(r"fails \((?:`[^`]*`\.)?`([^`]+)`", said)
    return table or (found[1] if found else None)


def _unique(said: str, entity_set: EntitySet, written: Columns) -> Conflict:
    items, name = _named(said, entity_set) or _of_constraint(said, entity_set), entity_set.type.name
    keys = entity_set.type.key_properties
    if not items or {item.name for item in items} <= set(entity_set.type.key):
        known = items and all(item.column in written for item in keys)
        which = ", ".join(f"{item.name} {shown(item, written[item.column])}" for item in keys) if known else "this key"
        return Conflict(f"There is {a(name)} with {which} already.", target=keys[0].name)
    together = " together" if len(items) > 1 else ""
    values = " and ".join(shown(item, written[item.column]) for item in items if item.column in written) or "it"
    return Conflict(
        f"{_listed(items)} must be unique{together}: another {name} has {values} already.", target=_target(items)
    )


def _ruled_out(items: Sequence[Property], entity_set: EntitySet, written: Columns) -> BadRequest:
    known = [(item.name, shown(item, written[item.column])) for item in items if item.column in written]
    if len(known) == 1:
        sentence = "'{}' cannot be {}: a rule of the database does not allow it.".format(*known[0])
    elif known:
        pairs = " and ".join(f"'{name}' {value}" for name, value in known)
        sentence = f"{pairs} do not go together: a rule of the database does not allow it."
    else:
        sentence = f"A rule of the database does not accept these values of '{entity_set.type.name}'."
    return BadRequest(sentence, target=_target(items))


def _target(items: Sequence[Property]) -> str | None:
    return items[0].name if items else None


def _listed(items: Sequence[Property]) -> str:
    return " and ".join(f"'{item.name}'" for item in items)


def _printed(entity_set: EntitySet, written: Columns) -> list[Property]:
    """The properties of which one is meant where the driver names none: those that only the database can read."""
    items = [item for item in entity_set.type.properties.values() if written.get(item.column) is not None]
    return [item for item in items if item.stored is Stored.PRINTED] or (items if len(items) == 1 else [])


def _named(said: str, entity_set: EntitySet) -> list[Property]:
    """The properties whose columns the message names, as SQLite and MariaDB do."""
    table = re.escape(str(getattr(entity_set.type.table, "name", "")))
    before = rf"(?:{table}[\"`]?\.|column '|[(, ](?=\"\w+\" =))[\"`]?"
    found = [
        item for item in entity_set.type.properties.values()
        if re.search(rf"{before}{re.escape(str(item.column.key))}\b", said, re.I)
    ]  # fmt: skip
    return found or [
        item for item in entity_set.type.properties.values() if f" {item.column.key} " in f" {said.split('  ')[0]} "
    ]


def _of_constraint(said: str, entity_set: EntitySet) -> list[Property]:
    """The properties of the unique constraint or index that the message names."""
    table = entity_set.type.table
    if not isinstance(table, Table):
        return []
    if any(_has_word(said, str(name)) for name in ("PRIMARY", f"{table.name}_pkey", table.primary_key.name) if name):
        return list(entity_set.type.key_properties)
    unique: list[Any] = [item for item in table.constraints if isinstance(item, UniqueConstraint)]
    unique += [item for item in table.indexes if item.unique]
    for constraint in unique:
        if constraint.name and _has_word(said, str(constraint.name)):
            return _items([column.key for column in constraint.columns], entity_set)
    for constraint in unique:  # unnamed ones are named by the database after their table and columns
        columns = [str(column.key) for column in constraint.columns]
        if columns and all(re.search(rf"(?:^|[\W_]){re.escape(column)}(?:[\W_]|$)", said) for column in columns):
            return _items(columns, entity_set)
    return []


def _has_word(said: str, name: str) -> bool:
    """Some databases say all names in capital letters."""
    return re.search(rf"(?<!\w)(?:{re.escape(name)}|{re.escape(name.upper())})(?!\w)", said) is not None


def _of_foreign_key(said: str, entity_set: EntitySet) -> frozenset[str]:
    """The columns of the foreign key that the message names: by its name, or by its columns as in `KEY (`a`, `b`)`."""
    table = entity_set.type.table
    if not isinstance(table, Table):
        return frozenset()
    found = re.search(r"(?:FOREIGN KEY|Key) \(([^)]*)\)", said)
    named = frozenset(part.strip(' `"') for part in found[1].split(",")) if found else frozenset()
    for constraint in table.foreign_key_constraints:
        columns = frozenset(constraint.column_keys)
        if columns == named or (constraint.name and _has_word(said, str(constraint.name))):
            return columns
    return frozenset()


def _checked(said: str, entity_set: EntitySet) -> list[Property]:
    """The properties that a check is about: by its name, or, where it has none, by the text that stands for it."""
    table, items = entity_set.type.table, list(entity_set.type.properties.values())
    if not isinstance(table, Table):
        return []
    for constraint in table.constraints:
        if isinstance(constraint, CheckConstraint) and constraint.name and _has_word(said, str(constraint.name)):
            return [item for item in items if _has_word(str(constraint.sqltext), str(item.column.key))]
    found = [item for item in items if str(item.column.info.get("type_name")) in said.split("  ")[0].split(" ")]
    if found:
        return found  # PostgreSQL's domains
    named = re.search(r"(?:CHECK constraint failed: |CONSTRAINT `)([^`]+)", said)
    return [item for item in items if _has_word(named[1], str(item.column.key))] if named else []


def _items(columns: Sequence[str], entity_set: EntitySet) -> list[Property]:
    return [item for item in entity_set.type.properties.values() if item.column.key in columns]
