"""What `$expand` reads: the rows of a set that are related to any of the rows at hand, by one statement.

The rows at hand are told by the values of their side of the join, bound as one list: as JSON where the database reads
JSON, as arrays on PostgreSQL, as a list in parentheses where the driver writes values into the statement's text.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Select, String, and_, bindparam, func, select
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import BigInteger, NullType

from odata_service.edm.literals import parse_literal
from odata_service.edm.model import Property, Stored
from odata_service.edm.types import BOOLEAN, INTEGERS, STRING, EnumType
from odata_service.query.bound import Expand, Member
from odata_service.sql.constructs import MYSQL, Condition, arguments
from odata_service.sql.derived import start
from odata_service.sql.expression import comparand, holds, value
from odata_service.sql.frame import Frame, Sql
from odata_service.sql.functions import unindexed, unpadded
from odata_service.sql.ordering import ordered
from odata_service.sql.select import LISTS_AS_ONE
from odata_service.sql.statement import Statement, compile_statement
from odata_service.sql.values import column_type, json_list, stored_value
from odata_service.sql.writer import Writer

Keys = Sequence[tuple[Any, ...]]


def select_related(expand: Expand, dialect: Dialect) -> Statement:
    """The related rows in the order of the expand, whichever row they belong to; at most `limit`."""
    statement, terms, writer, _ = _related(expand, dialect)
    if terms:
        statement = statement.order_by(*terms).limit(bindparam("limit", type_=BigInteger(), required=True))
    return compile_statement(statement, dialect, writer.slots, _forms(expand, dialect))


def select_pages(expand: Expand, dialect: Dialect) -> Statement:
    """Of the related rows of each row those behind the `offset`-th, up to the `limit`-th."""
    statement, terms, writer, there = _related(expand, dialect)
    own = list(statement.selected_columns)
    number = func.row_number().over(partition_by=there, order_by=terms).label("place")
    inner = statement.add_columns(number).subquery("related")
    place = inner.c.place
    bounds = and_(place > bindparam("offset", type_=BigInteger()), place <= bindparam("limit", type_=BigInteger()))
    outer = select(*(inner.c[str(column.key)] for column in own)).where(bounds).order_by(place)
    return compile_statement(outer, dialect, writer.slots, _forms(expand, dialect))


def count_related(expand: Expand, dialect: Dialect) -> Statement:
    """How many related rows there are of each value of `there`, which comes before the number."""
    frame, writer, where = _started(expand, dialect)
    there = _there(expand, frame, writer)
    counted = select(*there, func.count()).select_from(frame.from_clause()).where(*where).group_by(*there)
    return compile_statement(counted, dialect, writer.slots, _forms(expand, dialect))


def _started(expand: Expand, dialect: Dialect) -> tuple[Frame, Writer, list[Sql]]:
    read = expand.read
    frame, writer = Frame(), Writer(lists_as_one=dialect.name in LISTS_AS_ONE, start=start)
    frame.start(read.range, alias=False)
    compared = [comparand(Member(read.range, item), frame, writer) for item in expand.there]
    binds = [bindparam(f"keys{index}", type_=NullType(), required=True) for index in range(len(compared))]
    where = [among(*compared, *binds), *(holds(condition, frame, writer) for condition in read.where)]
    return frame, writer, where


def _there(expand: Expand, frame: Frame, writer: Writer) -> list[Sql]:
    return [value(Member(expand.read.range, item), frame, writer) for item in expand.there]


def _related(expand: Expand, dialect: Dialect) -> tuple[Select[Any], list[Sql], Writer, list[Sql]]:
    """All related rows, the terms of their order, and the join's columns."""
    frame, writer, where = _started(expand, dialect)
    read = expand.read
    columns = [value(output.expression, frame, writer).label(f"c{index}") for index, output in enumerate(read.outputs)]
    terms = [ordered(sort, unindexed(value(sort.expression, frame, writer))) for sort in read.order]
    statement = select(*columns).select_from(frame.from_clause()).where(*where)
    return statement, terms, writer, _there(expand, frame, writer)


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


def _among_list(element: among, compiler: SQLCompiler, **options: Any) -> str:
    columns, binds = _halves(element, compiler, **options)
    return f"(({', '.join(columns)}) IN {binds[0]})"


for dialect_name in MYSQL:
    compiles(among, dialect_name)(_among_list)


def _forms(expand: Expand, dialect: Dialect) -> tuple[Callable[[Keys], Any], ...]:
    """How the keys are bound, for each bind that remains in the statement's text."""
    width = len(expand.there)
    if dialect.name == "sqlite":
        return (lambda keys: json_list([key[0] for key in keys] if width == 1 else list(keys)),)
    if dialect.name == "postgresql":
        return tuple((lambda keys, index=index: [key[index] for key in keys]) for index in range(width))
    return (lambda keys: tuple(key[0] for key in keys) if width == 1 else tuple(keys),)


def key_binder(item: Property, dialect: Dialect) -> Callable[[Any], Any] | None:
    """How a decoded value is bound where it is compared with a column; None where it goes as it is."""
    wanted = item.type
    if wanted is BOOLEAN or ((wanted in INTEGERS or wanted is STRING) and item.stored is Stored.NATIVE):
        return None
    process = column_type(item).dialect_impl(dialect).bind_processor(dialect)

    def bind(decoded: Any) -> Any:
        text = decoded.isoformat() if hasattr(decoded, "isoformat") else str(decoded)
        edm = decoded if isinstance(wanted, EnumType) else parse_literal(wanted, text)
        stored = stored_value(item, wanted, edm)
        return stored if process is None else process(stored)

    return bind


def bound_keys(keys: Keys, binders: Sequence[Callable[[Any], Any] | None]) -> Keys:
    """Decoded keys as they are bound."""
    if not any(binders):
        return keys
    return [
        tuple(part if bind is None else bind(part) for part, bind in zip(key, binders, strict=True)) for key in keys
    ]
