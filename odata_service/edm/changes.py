"""What a declaration and a table say about changes: which are allowed, the rules that they follow, default values."""

import re
from dataclasses import replace
from inspect import signature
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table, TextClause, and_, or_
from sqlalchemy.sql.elements import False_, True_

from odata_service import publish
from odata_service.edm.literals import parse_literal
from odata_service.edm.model import EntitySet, Rules
from odata_service.edm.properties import Property, Stored
from odata_service.edm.types import BOOLEAN, GUID, STRING, EnumType
from odata_service.errors import BadRequest

# A constant as databases write the defaults of their columns: 'text', 'text'::character varying, (0), 1.50, true.
CONSTANT = re.compile(
    r"\(*(?:'((?:[^']|'')*)'(?:::[\w \"()]+)?|([+-]?\d+(?:\.\d+)?)(?:::[\w ()]+)?|(true|false))\)*", re.I
)


def may(said: bool | None, declaration: publish.EntitySet, table: FromClause, *, writable: bool) -> bool:
    """Whether a kind of change is allowed: never of a statement or of another database's table, and of a view, which
    may have triggers for it, and of what is read-only, only where it is said."""
    if not isinstance(table, Table) or declaration.source is not None:
        return False
    if is_view(table):
        return said is True
    return writable and declaration.read_only is not True if said is None else said


def is_view(table: Table) -> bool:
    """Reflection marks views, and so do models."""
    return bool(table.info.get("is_view"))


def gives_keys(entity_set: EntitySet) -> bool:
    """Whether the keys of a set's entities are none of the client's: they are counted, or cannot be written."""
    counted = getattr(entity_set.type.table, "autoincrement_column", None)
    return any(item.column is counted or item.read_only for item in entity_set.type.key_properties)


def is_put(entity_set: EntitySet) -> bool:
    """Whether a PUT of a key that is not there creates the entity (Part 1, section 11.4.4; RFC 9110, section 9.3.4):
    not where there are rows that nobody sees, nor media entities, nor where keys are given."""
    possible = entity_set.insertable and entity_set.visible is None and entity_set.type.media is None
    return possible and not gives_keys(entity_set)


def rules_of(declaration: publish.EntitySet) -> Rules:
    """The rules that changes of a set follow."""
    return Rules(
        strict=declaration.strict,
        if_match_required=declaration.if_match_required,
        upsert=declaration.upsert,
        duplicate_window=declaration.duplicate_window,
        defaults=dict(declaration.defaults),
        before=tuple(declaration.before),
        after=tuple(declaration.after),
        soft_delete=dict(declaration.soft_delete),
        constants={} if isinstance(declaration.where, ColumnElement) else dict(declaration.where),
    )


def functions_that_take_no_change(declaration: publish.EntitySet) -> list[str]:
    """What is wrong with the functions of a set's rules: they are called with the change, and nothing else."""
    said: list[tuple[str, Any]] = [
        *((f"defaults['{column}']", value) for column, value in declaration.defaults.items() if callable(value)),
        *((f"soft_delete['{column}']", value) for column, value in declaration.soft_delete.items() if callable(value)),
        *(("before", hook) for hook in declaration.before),
        *(("after", hook) for hook in declaration.after),
    ]
    return [f"{what} is a function of one argument, the change." for what, one in said if not _takes_one(one)]


def _takes_one(function: Any) -> bool:
    try:
        signature(function).bind(None)
    except TypeError:
        return False
    except ValueError:  # one of C, which does not tell
        return True
    return True


def visible_rows(declaration: publish.EntitySet, table: FromClause) -> ColumnElement[bool] | None:
    """The condition of the rows that are there: those of `where` that are not marked as deleted, which the first column
    of `soft_delete` tells."""
    terms: list[ColumnElement[bool]] = []
    if isinstance(declaration.where, ColumnElement):
        terms.append(declaration.where)
    else:
        terms += [table.c[name] == value for name, value in declaration.where.items()]
    for name, said in list(declaration.soft_delete.items())[:1]:
        column: Any = table.c[name]
        if callable(said):
            terms.append(column.is_(None))
        else:
            terms.append(or_(column.is_(None), column != said) if getattr(column, "nullable", True) else column != said)
    return and_(*terms) if terms else None


def as_key(item: Property) -> Property:
    """A property of the key; a GUID that refers to nothing is made where none is given."""
    made = item.type is GUID and not getattr(item.column, "foreign_keys", None)
    return replace(item, nullable=False, generated=item.generated or made)


def with_default(item: Property) -> Property:
    """The property with the value of a new entity where none is given, if it is a constant."""
    text = constant_of(item.column)
    if text is None or item.read_only or item.stored is not Stored.NATIVE or item.ruled:
        return item
    if isinstance(item.type, EnumType):
        text = next((name for name, code in item.type.stored if str(code) == text), text)  # flags may be a number
    elif item.type is BOOLEAN:
        text = {"0": "false", "1": "true"}.get(text, text.lower())
    found = replace(item, default=text)
    try:
        default_of(found)
    except BadRequest:
        return item
    return found


def default_of(item: Property) -> Any:
    """A property's default as `edm.literals` reads values; None where there is none.

    Raises:
        BadRequest: its text is no value of the property's type.
    """
    return item.default if item.default is None or item.type is STRING else parse_literal(item.type, item.default)


def constant_of(column: Any) -> str | None:
    """The text of a column's constant default."""
    own, server = getattr(column, "default", None), getattr(column, "server_default", None)
    if own is not None:
        return _text(own.arg) if getattr(own, "is_scalar", False) else None
    return _text(getattr(server, "arg", None))


def _text(said: Any) -> str | None:
    match said:
        case True | True_():
            return "true"
        case False | False_():
            return "false"
        case str():
            return said
        case TextClause():
            found = CONSTANT.fullmatch(said.text.strip())
            if found is None:
                return None
            return found[1].replace("''", "'") if found[1] is not None else found[2] or found[3]
        case _:
            return (
                None
                if said is None or callable(said) or hasattr(said, "compile")
                else str(getattr(said, "value", said))
            )
