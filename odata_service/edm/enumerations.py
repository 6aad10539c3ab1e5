"""Enumerations of Python's and of columns -> enumeration types (Part 3, section 10)."""

from enum import Enum, Flag

from sqlalchemy.types import Enum as EnumColumn

from odata_service.edm.draft import Draft
from odata_service.edm.names import IDENTIFIER, safe_name
from odata_service.edm.types import EnumType


def enum_type(enumeration: type[Enum], draft: Draft) -> EnumType:
    """The enumeration type of a declared one, made once."""
    name = f"{draft.namespace}.{enumeration.__name__}"
    flags = issubclass(enumeration, Flag)
    listed = enumeration.__members__.values() if flags else enumeration  # what is zero or several flags has a name, too
    members = [(str(one.name), one.value) for one in listed]
    whole = all(isinstance(value, int) for _, value in members)
    numbers = tuple((member, value if whole else index) for index, (member, value) in enumerate(members))
    made = EnumType(name, numbers, tuple(members), is_flags=flags)
    draft.type_names.add(enumeration.__name__)
    return draft.enum_types.setdefault(name, made)


def speakable(own: EnumColumn) -> bool:
    """Whether the values can be the names of an enumeration's members; else the column is a text."""
    return own.enum_class is not None or (bool(own.enums) and all(IDENTIFIER.fullmatch(value) for value in own.enums))


def enum_of_column(own: EnumColumn, default_name: str, draft: Draft) -> EnumType:
    """The enumeration type of a column's own values, under their type's name or another that is free."""
    names = own.enums if own.enum_class is None else [member.name for member in own.enum_class]
    stored = tuple(zip(names, own.enums, strict=True))
    members = tuple((name, index) for index, name in enumerate(names))
    wanted = own.enum_class.__name__ if own.enum_class is not None else own.name or default_name
    name = safe_name(wanted, prefix="E", length=100)
    known = draft.enum_types.get(f"{draft.namespace}.{name}")
    if known is not None and known.stored == stored:
        return known
    if name.lower() in {item.lower() for item in draft.type_names}:
        name = safe_name(default_name, prefix="E", length=100, taken=draft.type_names)
    made = EnumType(f"{draft.namespace}.{name}", members, stored)
    draft.type_names.add(name)
    draft.enum_types[made.name] = made
    return made
