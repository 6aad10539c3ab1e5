"""Objects -> the body around them: context, count, value, next link (JSON Format, sections 4.5 and 12)."""

from collections.abc import Sequence
from typing import Any

import msgspec

from odata_service.errors import ODataError
from odata_service.payload.rows import ENCODER
from odata_service.protocol.negotiation import Format


def text(value: Any) -> bytes:
    return ENCODER.encode(value)


def prefix_of(version: str) -> str:
    """Before control information: 4.01 lets `odata.` out, 4.0 does not."""
    return "@" if version == "4.01" else "@odata."


def collection(
    objects: Sequence[Any] | bytes, *, context: str | None, count: int | str | None, next_link: str | None, version: str
) -> bytes:
    """A collection's body; objects may be written already. `context` is None where no metadata is wanted."""
    prefix = prefix_of(version)
    start = [] if context is None else [f'"{prefix}context":'.encode() + text(context)]
    if count is not None:
        start.append(f'"{prefix}count":'.encode() + text(count))
    end = [] if next_link is None else [f'"{prefix}nextLink":'.encode() + text(next_link)]
    return (
        b"{"
        + b",".join([*start, b'"value":' + (objects if isinstance(objects, bytes) else text(objects)), *end])
        + b"}"
    )


def entity(item: msgspec.Struct, *, context: str | None, version: str) -> bytes:
    """One entity's body."""
    body = text(item)
    if context is None:
        return body
    start = f'{{"{prefix_of(version)}context":'.encode() + text(context)
    return start + (b"}" if body == b"{}" else b"," + body[1:])


def fitting(objects: Sequence[Any], limit: int) -> tuple[bytes, int]:
    """The JSON of as many of the objects as fit into so many bytes, and how many these are; at least one, so that a
    client gets on. What does not fit is not written first."""
    parts: list[bytes] = []
    used = 2
    for start in range(0, len(objects), AT_ONCE):
        some = objects[start : start + AT_ONCE]
        written = ENCODER.encode(some)
        if used + len(written) > limit:
            return _one_by_one(parts, used, start, some, limit)
        parts.append(written)
        used += len(written) - 1
    return (parts[0] if len(parts) == 1 else _array([part[1:-1] for part in parts])), len(objects)


AT_ONCE = 250  # objects that are written together


def _one_by_one(parts: list[bytes], used: int, start: int, some: Sequence[Any], limit: int) -> tuple[bytes, int]:
    found = [part[1:-1] for part in parts]
    for number, item in enumerate(some, start):
        written = ENCODER.encode(item)
        used += len(written) + 1
        if used > limit and number > 0:
            return _array(found), number
        found.append(written)
    return _array(found), start + len(some)


def _array(parts: Sequence[bytes]) -> bytes:
    return b"[" + b",".join(parts) + b"]"


def error_body(error: ODataError) -> bytes:
    """The OData error object (JSON Format, section 21.1)."""
    content: dict[str, Any] = {"code": error.code, "message": error.message}
    if error.target is not None:
        content["target"] = error.target
    if error.details:
        content["details"] = [
            {"code": item.code, "message": item.message, **({"target": item.target} if item.target else {})}
            for item in error.details
        ]
    return ENCODER.encode({"error": content})


def service_document(sets: Sequence[tuple[str, str]], *, root: str, form: Format, version: str) -> bytes:
    """The service document (JSON Format, section 5): entity sets and singletons by name and kind."""
    items = [{"name": name, "kind": kind, "url": name} for name, kind in sets]
    content: dict[str, Any] = {} if form.metadata == "none" else {f"{prefix_of(version)}context": f"{root}$metadata"}
    return ENCODER.encode({**content, "value": items})
