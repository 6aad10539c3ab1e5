"""Objects -> the body around them: context, count, value, next link (JSON Format, sections 4.5 and 12)."""

from collections.abc import Sequence
from typing import Any

import msgspec

from odata_service.errors import ODataError
from odata_service.payload.rows import ENCODER
from odata_service.protocol.negotiation import Format

LONGEST = 2000  # letters of an error's message


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


def removed(url: str, reason: str, *, entity_set: str, root: str, version: str) -> dict[str, Any]:
    """A deleted entity, as each version writes it (JSON Format, section 15.3)."""
    if version == "4.01":
        return {"@removed": {"reason": reason}, "@id": url}
    return {"@odata.context": f"{root}$metadata#{entity_set}/$deletedEntity", "id": url, "reason": reason}


def fitting(objects: Sequence[Any], limit: int) -> tuple[bytes, int]:
    """The JSON of as many of the objects as fit into so many bytes, and how many these are; at least one, so that a
    client gets on. Where a few of them say that all fit, all are written at once, else portions, so that little is
    written that does not fit."""
    sample = objects[:: max(1, len(objects) // SAMPLE)]
    width = max(1, len(ENCODER.encode(sample)) // max(1, len(sample)))
    if width * len(objects) < limit // 2:
        whole = ENCODER.encode(objects)
        if len(whole) <= limit:
            return whole, len(objects)
    portion = max(1, limit // PORTIONS // width)
    found: list[bytes] = []
    used, shown = 1, 0  # each portion has a comma before it, or the bracket
    while shown < len(objects):
        written = ENCODER.encode(objects[shown : shown + portion])
        if used + len(written) - 1 <= limit or (portion == 1 and not found):
            found.append(written[1:-1])
            used += len(written) - 1
            shown += portion
        elif portion == 1:
            break
        else:
            portion //= 2
    return b"[" + b",".join(found) + b"]", min(shown, len(objects))


SAMPLE = 20  # objects by which the width of all is guessed
PORTIONS = 8  # in which a page is written that may not fit


def error_body(error: ODataError) -> bytes:
    """The OData error object (JSON Format, section 21.1)."""
    content: dict[str, Any] = {"code": error.code, "message": _shortened(error.message)}
    if error.target is not None:
        content["target"] = _shortened(error.target)
    if error.details:
        content["details"] = [
            {"code": item.code, "message": item.message, **({"target": item.target} if item.target else {})}
            for item in error.details
        ]
    return ENCODER.encode({"error": content})


def _shortened(text: str) -> str:
    """What is said of a name that goes on for a million letters is said without most of them."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]}…{text[-LONGEST // 2 :]}"


def service_document(sets: Sequence[tuple[str, str]], *, root: str, form: Format, version: str) -> bytes:
    """The service document (JSON Format, section 5): entity sets and singletons by name and kind."""
    items = [{"name": name, "kind": kind, "url": name} for name, kind in sets]
    content: dict[str, Any] = {} if form.metadata == "none" else {f"{prefix_of(version)}context": f"{root}$metadata"}
    return ENCODER.encode({**content, "value": items})
