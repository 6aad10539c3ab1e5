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
    before = b"" if context is None else f'"{prefix}context":'.encode() + text(context) + b","
    if count is not None:
        before += f'"{prefix}count":'.encode() + text(count) + b","
    value = objects if isinstance(objects, bytes) else text(objects)
    behind = b"" if next_link is None else f',"{prefix}nextLink":'.encode() + text(next_link)
    return b"".join((b"{", before, b'"value":', value, behind, b"}"))  # at once: pages are long


def entity(item: msgspec.Struct, *, context: str | None, version: str) -> bytes:
    """One entity's body."""
    body = text(item)
    if context is None:
        return body
    start = f'{{"{prefix_of(version)}context":'.encode() + text(context)
    return start + (b"}" if body == b"{}" else b"," + body[1:])


def fitting(objects: Sequence[Any], limit: int) -> tuple[bytes, int]:
    """The JSON of as many of the objects as fit into so many bytes, and how many these are; at least one, so that a
    client gets on. Rows that look too wide are written by themselves: what does not fit is not written first."""
    sample = objects[:: max(1, len(objects) // SAMPLE)]
    if len(objects) <= SAMPLE or len(ENCODER.encode(sample)) * len(objects) < limit * len(sample) // 2:
        written = ENCODER.encode(objects)
        if len(written) <= limit:
            return written, len(objects)
    found: list[bytes] = []
    used = 2
    for item in objects:
        written = ENCODER.encode(item)
        used += len(written) + 1
        if used > limit and found:
            break
        found.append(written)
    return b"[" + b",".join(found) + b"]", len(found)


SAMPLE = 20  # objects by which the size of all is guessed


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
