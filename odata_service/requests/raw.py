"""What is answered as it is, and not as JSON: the bytes of a stream, the raw value of a property."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Sequence
from typing import Any

from odata_service.edm.properties import StreamProperty
from odata_service.edm.types import BINARY, Type
from odata_service.protocol.message import Request, Response, answered
from odata_service.protocol.negotiation import negotiate_text
from odata_service.url.request import Asked

MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(?:\s*;[\x20-\x7e]*)?", re.ASCII)
OCTETS = "application/octet-stream"


def stream_content(stream: StreamProperty, values: Sequence[Any], version: str, headers: dict[str, str]) -> Response:
    """The bytes, with their media type, which a browser is to believe."""
    if values[0] is None:
        return answered(204, b"", None, version, headers)
    said = str(values[1] or "") if stream.kind is not None else ""
    kind = said if MEDIA_TYPE.fullmatch(said) else stream.media_type
    told = {**headers, "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
    return answered(200, urlsafe_b64decode(values[0]), kind, version, told)


def raw_value(
    value: Any, wanted: Type | None, request: Request, asked: Asked, version: str, headers: dict[str, str]
) -> Response:
    """The value as text; bytes as they are, whatever the client accepts: nobody knows what they hold."""
    if wanted is BINARY:
        body = b"" if value is None else urlsafe_b64decode(value)
        return answered(204 if value is None else 200, body, OCTETS if body else None, version, headers)
    kind = negotiate_text(request.headers.get("accept"), asked.format)
    if value is None:
        return answered(204, b"", None, version, headers)
    text = ("true" if value else "false") if isinstance(value, bool) else value
    text = text.isoformat().replace("+00:00", "Z") if hasattr(text, "isoformat") else str(text)
    return answered(200, text.encode(), kind, version, headers)
