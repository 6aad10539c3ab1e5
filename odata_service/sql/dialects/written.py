"""What several databases have in common that lack what others have."""

from typing import Any

from sqlalchemy import Select, String, literal_column
from sqlalchemy.sql.compiler import SQLCompiler

from odata_service.sql.arithmetic import (
    between,
    between_days,
    moved,
    moved_back,
    moved_day,
    moved_day_back,
    span_by,
    span_negated,
    span_seconds,
    span_times,
    spans_added,
    spans_subtracted,
)
from odata_service.sql.constructs import Construct, arguments, refused
from odata_service.sql.functions import typed_null
from odata_service.sql.writer import stated


def typed(element: typed_null, compiler: SQLCompiler, **options: Any) -> str:
    """NULL as a value of a type."""
    return f"CAST(NULL AS {compiler.dialect.type_compiler_instance.process(element.type)})"


TEXT = "VARCHAR(4000)"


def typed_value(element: stated, compiler: SQLCompiler, **options: Any) -> str:
    """A value that says its type."""
    (value,) = arguments(element, compiler, **options)
    own = element.type
    text = isinstance(own, String) and own.length is None
    kind = TEXT if text else compiler.dialect.type_compiler_instance.process(own)
    return f"CAST({value} AS {kind})"


class page(Construct):
    """How many rows, and behind how many, at the end of a SELECT."""

    name = "odata_page"


def limit_offset(element: page, compiler: SQLCompiler, **options: Any) -> str:
    limit, *offset = arguments(element, compiler, **options)
    return f"LIMIT {limit}" + "".join(f" OFFSET {one}" for one in offset)


def offset_fetch(element: page, compiler: SQLCompiler, **options: Any) -> str:
    """The standard's own words."""
    limit, *offset = arguments(element, compiler, **options)
    return "".join(f"OFFSET {one} ROWS " for one in offset) + f"FETCH NEXT {limit} ROWS ONLY"


def paged_behind(element: Select[Any], compiler: SQLCompiler, **options: Any) -> str:
    """A SELECT whose dialect takes no bound values for its page."""
    limit, offset = element._limit_clause, element._offset_clause
    if limit is not None:
        parts = [limit] if offset is None else [limit, offset]
        element = element.limit(None).offset(None).suffix_with(page(*parts))
    elif offset is not None:
        element = element.offset(None).suffix_with(page(literal_column("9223372036854775807"), offset))
    return str(compiler.visit_select(element, **options))  # type: ignore[no-untyped-call]  # SQLAlchemy's


def refuse_durations(database: str, *names: str) -> None:
    """Says that a database has no durations, wherever they are calculated with."""
    for construct in DURATIONS:
        refused(construct, f"{database} has no durations.", *names)


DURATIONS = (
    moved, moved_back, moved_day, moved_day_back, between, between_days, spans_added, spans_subtracted, span_times,
    span_by, span_negated, span_seconds,
)  # fmt: skip
