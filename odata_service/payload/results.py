"""What an operation returns -> JSON: values, objects, and lists of them (JSON Format, sections 7, 11 and 17)."""

import base64
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any

import msgspec

from odata_service.edm.model import Result
from odata_service.edm.properties import Property
from odata_service.edm.types import DECIMAL, INT64, Type
from odata_service.payload import envelope
from odata_service.protocol.negotiation import Format


def result_body(
    result: Result, value: Any, namespace: str, root: str, form: Format, version: str,
    selected: Sequence[str] | None = None,
) -> bytes:  # fmt: skip
    """The body of an answer with a value, a list of values, or objects; `selected` are the parts of these that are
    written, None: all."""
    told = str(result.type) if result.type is not None else f"{namespace}.{result.complex}"
    context = None if form.metadata == "none" else f"{root}$metadata#{result.type_name(told)}{_list(selected)}"
    full = f"#{told}" if form.metadata == "full" and result.complex is not None else None
    prefix = envelope.prefix_of(version)
    if selected is not None and "*" not in selected:
        result = replace(result, parts=tuple(part for part in result.parts if part.name in selected))
    if result.collection:
        items = [_written(result, one, full, prefix, form) for one in value]
        return envelope.collection(items, context=context, count=None, next_link=None, version=version)
    item = _written(result, value, full, prefix, form)
    content = item if result.complex is not None else {"value": item}
    return envelope.text(content if context is None else {f"{prefix}context": context, **content})


def _list(selected: Sequence[str] | None) -> str:
    return f"({','.join(selected)})" if selected else ""


def _written(result: Result, value: Any, full: str | None, prefix: str, form: Format) -> Any:
    if value is None or result.type is not None:
        return None if value is None else value_of(result.type, value, form)
    told = {} if full is None else {f"{prefix}type": full}
    return told | {part.name: _part(part, getattr(value, part.name), form) for part in result.parts}


def _part(part: Property, value: Any, form: Format) -> Any:
    return None if value is None else value_of(part.type, value, form)


def value_of(wanted: Type | None, value: Any, form: Format) -> Any:
    """One value of Python's as JSON has it."""
    match value:
        case float() if not isfinite(value):
            return "NaN" if value != value else "INF" if value > 0 else "-INF"
        case Decimal() | int() if not isinstance(value, bool) and wanted in (DECIMAL, INT64):
            text = f"{value:f}" if isinstance(value, Decimal) else str(value)
            return text if form.ieee754 else msgspec.Raw(text.encode())
        case bytes():
            return base64.urlsafe_b64encode(value).decode("ascii")
        case datetime():
            moment = value if value.tzinfo else value.replace(tzinfo=UTC)
            return moment.isoformat().replace("+00:00", "Z")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return msgspec.json.decode(msgspec.json.encode(value))
        case bool() | int() | float() | str():
            return value
        case _:
            return str(value)
