"""Rows told by the keys that another statement has found, bound as one list.

As JSON where the database reads JSON, as arrays on PostgreSQL, as a list in parentheses where the driver writes values
into the statement's text, and else with a place for each value.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import String, bindparam
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import NullType

from odata_service.edm.literals import parse_literal
from odata_service.edm.properties import Property, Stored
from odata_service.edm.types import BOOLEAN, INTEGERS, STRING, EnumType
from odata_service.errors import BadRequest
from odata_service.sql.constructs import MYSQL, Condition, arguments
from odata_service.sql.frame import Sql
from odata_service.sql.functions import in_values, unpadded
from odata_service.sql.lists import CLOSE, OPEN, PART
from odata_service.sql.values import column_type, json_list, stored_value

Keys = Sequence[tuple[Any, ...]]


def among_keys(compared: Sequence[Sql]) -> Sql:
    """The condition that these columns together are one of the keys."""
    binds = [bindparam(f"keys{index}", type_=NullType(), value=None) for index in range(len(compared))]
    return among(*compared, *binds)


class among(Condition):
    """Columns whose values together are among the bound keys: so many columns, then as many binds."""

    name = "odata_among"


def _halves(element: among, compiler: SQLCompiler, **options: Any) -> tuple[list[str], list[str]]:
    written = arguments(element, compiler, **options)
    half = len(written) // 2
    return written[:half], written[half:]


@compiles(among, "sqlite")
def _among_json(element: among, compiler: SQLCompiler, **options: Any) -> str:
    columns, binds = _halves(element, compiler, **options)
    if len(columns) == 1:
        return f"({columns[0]} IN (SELECT value FROM json_each({binds[0]})))"
    parts = ", ".join(f"json_extract(value, '$[{index}]')" for index in range(len(columns)))
    return f"(({', '.join(columns)}) IN (SELECT {parts} FROM json_each({binds[0]})))"


@compiles(among, "postgresql")
def _among_arrays(element: among, compiler: SQLCompiler, **options: Any) -> str:
    columns, binds = _halves(element, compiler, **options)
    if len(columns) == 1:
        return f"({columns[0]} = ANY({binds[0]}))"
    half = list(element.clauses)[: len(columns)]
    arrays = [f"{bind}{_array_type(clause)}" for bind, clause in zip(binds, half, strict=True)]
    return f"(({', '.join(columns)}) IN (SELECT * FROM UNNEST({', '.join(arrays)})))"


def _array_type(compared: Any) -> str:
    """PostgreSQL has to be told the type of a list of texts; the driver tells those of others."""
    if isinstance(compared, unpadded):
        return "::BPCHAR[]"
    return "::TEXT[]" if isinstance(compared.type, String) else ""


@compiles(among, "duckdb")
def _among_lists(element: among, compiler: SQLCompiler, **options: Any) -> str:
    columns, binds = _halves(element, compiler, **options)
    if len(columns) == 1:
        return f"({columns[0]} = ANY({binds[0]}))"
    lists = ", ".join(f"UNNEST({bind})" for bind in binds)
    return f"(({', '.join(columns)}) IN (SELECT {lists}))"


def _among_list(element: among, compiler: SQLCompiler, **options: Any) -> str:
    columns, binds = _halves(element, compiler, **options)
    return f"(({', '.join(columns)}) IN {binds[0]})"


for dialect_name in MYSQL:
    compiles(among, dialect_name)(_among_list)

# Databases whose statements get a place for each value of a list (`sql/lists.py`).
EXPANDED = ("firebird", "oracle", "ibm_db_sa", "db2", "hana", "snowflake", "trino")


def _among_expanded(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    """One bind is the list of all keys, whatever their width; the others are not written."""
    clauses = list(element.clauses)
    *columns, bind = (compiler.process(one, **options) for one in clauses[: (len(clauses) + 1) // 2 + 1])
    return f"{OPEN}{PART.join(columns)}{CLOSE} {bind}"


for dialect_name in EXPANDED:
    compiles(among, dialect_name)(_among_expanded)
    compiles(in_values, dialect_name)(_among_expanded)


def key_forms(width: int, dialect: Dialect) -> tuple[Callable[[Keys], Any], ...]:
    """How keys of so many columns are bound, for each bind that remains in the statement's text."""
    if dialect.name == "mssql":
        return (lambda keys: json_list(list(keys)),)
    if dialect.name == "sqlite":
        return (lambda keys: json_list([key[0] for key in keys] if width == 1 else list(keys)),)
    if dialect.name in ("postgresql", "duckdb"):
        return tuple((lambda keys, index=index: [key[index] for key in keys]) for index in range(width))
    return (lambda keys: tuple(key[0] for key in keys) if width == 1 else tuple(keys),)


def key_binder(item: Property, dialect: Dialect, here: Property) -> Callable[[Any], Any] | None:
    """How a decoded value of a column here is bound where it is compared with one there; None where it goes as it is,
    and a binder makes None of what cannot be there."""
    wanted = item.type
    plain = item.stored is Stored.NATIVE and not item.ruled and (wanted == here.type or {wanted, here.type} <= INTEGERS)
    if (wanted is BOOLEAN and not item.ruled) or (plain and (wanted in INTEGERS or wanted is STRING)):
        return None
    process = column_type(item).dialect_impl(dialect).bind_processor(dialect)

    def bind(decoded: Any) -> Any:
        text = decoded.isoformat() if hasattr(decoded, "isoformat") else str(decoded)
        try:
            edm = decoded if isinstance(wanted, EnumType) else parse_literal(wanted, text)
        except BadRequest:
            return None
        stored = stored_value(item, wanted, edm)
        return stored if process is None else process(stored)

    return bind


def bound_keys(keys: Keys, binders: Sequence[Callable[[Any], Any] | None]) -> Keys:
    """Decoded keys as they are bound."""
    if not any(binders):
        return keys
    bound = [
        tuple(part if bind is None else bind(part) for part, bind in zip(key, binders, strict=True)) for key in keys
    ]
    return [key for key in bound if None not in key] or bound[:1]
