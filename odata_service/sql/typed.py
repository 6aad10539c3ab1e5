"""Values of Python's types for the statements of a model file: drivers deliver texts (`sql.opening`), because that is
what the product itself reads."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from sqlalchemy import Date, DateTime, Interval, Numeric, Time, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

from odata_service.sql.printed import span_of

READ: dict[type[TypeEngine[Any]], Callable[[str], Any]] = {
    Numeric: Decimal,
    Date: date.fromisoformat,
    Time: time.fromisoformat,
    DateTime: datetime.fromisoformat,
    Interval: span_of,
    Uuid: UUID,
}


def read_texts(dialect: Dialect) -> None:
    """Makes a dialect read the texts that its driver delivers, as far as Python has such values."""
    known = dict(dialect.colspecs)
    dialect.colspecs = {**known, **{kind: _reading(known.get(kind, kind), read) for kind, read in READ.items()}}


def _reading(base: Any, read: Callable[[str], Any]) -> Any:
    class Reading(base):  # type: ignore[misc]  # its base is the dialect's own
        cache_ok = True

        def result_processor(self, dialect: Dialect, coltype: Any) -> Callable[[Any], Any]:
            own = super().result_processor(dialect, coltype)

            def value_of(value: Any) -> Any:
                if not isinstance(value, str):
                    return value if own is None or value is None else own(value)
                try:
                    return read(value)
                except (ValueError, InvalidOperation):
                    return value

            return value_of

    return Reading
