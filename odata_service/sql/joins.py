"""Columns that are joined although they hold the same in different ways: padded or not, as numbers or as texts."""

from typing import Any

from sqlalchemy import Integer, Numeric, String, cast
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from odata_service.edm.codes import Digits
from odata_service.edm.properties import Property
from odata_service.sql.coded import meaning
from odata_service.sql.constructs import MYSQL, Construct, arguments
from odata_service.sql.dated import digits
from odata_service.sql.functions import Sql, unpadded


class filled(Construct):
    """A number as a text of so many digits, zeros in front."""

    name = "odata_filled"
    type = String()
    inherit_cache = False
    width = 0


@compiles(filled)
def _filled(element: filled, compiler: SQLCompiler, **options: Any) -> str:
    (number,) = arguments(element, compiler, **options)
    return f"LPAD(CAST({number} AS VARCHAR(40)), {element.width}, '0')"


@compiles(filled, "sqlite")
def _filled_by_sqlite(element: filled, compiler: SQLCompiler, **options: Any) -> str:
    (number,) = arguments(element, compiler, **options)
    return f"SUBSTR('{'0' * element.width}' || {number}, -{element.width})"


for dialect_name in MYSQL:

    @compiles(filled, dialect_name)
    def _filled_by_mysql(element: filled, compiler: SQLCompiler, **options: Any) -> str:
        (number,) = arguments(element, compiler, **options)
        return f"LPAD(CAST({number} AS CHAR), {element.width}, '0')"


def related(here: Property, near: Sql, there: Property, far: Sql) -> Sql:
    """The condition that a row here and one there belong together. What is there stays as it is, so that an index
    serves, wherever that can be."""
    if _alike(here, there):
        return near == far
    return unpadded(far) == unpadded(near) if _both_texts(here, there) else far == held_as(there, here, near)


def held_as(there: Property, here: Property, near: Sql) -> Sql:
    """What a column there holds for what one here holds."""
    if _alike(here, there):
        return near
    text = isinstance(there.column.type, String)
    if isinstance(here.column.type, String) and text:
        return unpadded(meaning(here, near) if here.ruled else near)
    if isinstance(there.code, Digits) and there.code.width and isinstance(near.type, Integer | Numeric):
        found = filled(near)
        found.width = there.code.width
        return found
    if isinstance(here.code, Digits) and here.code.width and not text:
        found_number = digits(near)
        found_number.width = here.code.width
        return found_number
    return cast(near, String(40)) if text else near


def _alike(here: Property, there: Property) -> bool:
    """Whether both columns hold the same in the same way; databases compare numbers of all types."""
    if here.code != there.code:
        return False
    one, other = here.column.type, there.column.type
    if isinstance(one, String) and isinstance(other, String):
        return not (here.fixed_length or there.fixed_length) or getattr(one, "length", 0) == getattr(other, "length", 0)
    return isinstance(one, String) is isinstance(other, String)


def _both_texts(here: Property, there: Property) -> bool:
    return here.code == there.code and isinstance(here.column.type, String) and isinstance(there.column.type, String)
