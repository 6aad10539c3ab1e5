"""`$batch` on the wire: multipart or JSON -> requests, and back (Part 1, section 11.7; JSON Format, section 19).

A part's URL may be absolute, start at the host's root or at the service's, or start with `$id` of a part before it.
"""

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import msgspec

from odata_service.errors import BadRequest, PayloadTooLarge, UnsupportedMediaType
from odata_service.protocol.fields import members
from odata_service.protocol.message import Response

JSON, MULTIPART, HTTP = "application/json", "multipart/mixed", "application/http"
REQUEST_LINE = re.compile(r"([A-Za-z]+)[ \t]+(\S.*?)(?:[ \t]+HTTP/\d(?:\.\d)?)?[ \t]*$")
BOUNDARY = re.compile(r'boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;,"]{1,200}))', re.I)


@dataclass(frozen=True, slots=True)
class Part:
    """One request of a batch; header names are in lower case."""

    id: str | None
    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    depends: tuple[str, ...] = ()  # ids of parts or groups that must have succeeded
    condition: str | None = None  # an `if`, which says in other words when it is to be carried out


@dataclass(frozen=True, slots=True)
class Group:
    """Requests that succeed together or not at all: a change set, an atomicity group."""

    id: str | None
    parts: tuple[Part, ...]


Item = Part | Group
Answer = tuple[Part, Response]


def media_type(header: str) -> str:
    """A Content-Type without its parameters."""
    return header.partition(";")[0].strip().lower()


def answered_in(content_type: str, accept: str | None, version: str) -> str:
    """The media type of the answer to a batch: the request's own, unless the client accepts the other one only.

    OData 4.0 has no batches in JSON. Clients of 4.0 that send a multipart and accept JSON speak of what is within.
    """
    kind = media_type(content_type)
    if kind == MULTIPART and version == "4.0":
        return kind
    accepted = {member.name for member in members(accept or "")}
    return next((other for other in FORMATS if other in accepted and kind not in accepted), kind)


FORMATS = (JSON, MULTIPART)


def accepted_within(accept: str | None) -> dict[str, str]:
    """The Accept header of the requests of a batch that have none of their own: the batch's (Part 1, section 8.2.1),
    without what only a batch can be."""
    kept = [one.strip() for one in (accept or "").split(",") if not one.strip().lower().startswith("multipart/")]
    return {"accept": ", ".join(kept)} if any(kept) else {}


def read_batch(content_type: str, body: bytes, most: int) -> list[Item]:
    """The requests of a batch in their order.

    Raises:
        UnsupportedMediaType: it is neither multipart/mixed nor JSON.
        BadRequest: it cannot be read.
        PayloadTooLarge: it has more than so many requests.
    """
    kind = media_type(content_type)
    if kind == JSON:
        return _read_json(body, most)
    if kind == MULTIPART:
        return _read_multipart(body, _boundary(content_type), most)
    raise UnsupportedMediaType("A batch is multipart/mixed or application/json.")


def _check_number(number: int, most: int) -> None:
    """Told before they are read, which would take long."""
    if number > most:
        raise PayloadTooLarge(f"A batch holds {most} requests at most; this one has more.")


# --- multipart -----------------------------------------------------------------------------------------------------


def _read_multipart(body: bytes, boundary: bytes, most: int) -> list[Item]:
    items: list[Item] = []
    number = 0
    for headers, content in _parts(body, boundary):
        items.append(_item(headers, content, most))
        number += len(items[-1].parts) if isinstance(items[-1], Group) else 1
        _check_number(number, most)
    return items


def _boundary(content_type: str) -> bytes:
    found = BOUNDARY.search(content_type)
    if found is None:
        raise BadRequest("The Content-Type of a batch names the boundary between its parts.", target="Content-Type")
    return (found[1] or found[2]).encode()


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[dict[str, str], bytes]]:
    """Each part's headers and content (RFC 2046, section 5.1.1); line ends may be bare."""
    delimiter = re.compile(rb"(?:^|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r?\n|$)")
    found = list(delimiter.finditer(body))
    if not found or found[-1][1] is None:
        raise BadRequest(f"The body does not end with the boundary '--{boundary.decode()}--'.")
    for start, stop in pairwise(found):
        if start[1] is not None:
            break
        yield _headed(body[start.end() : stop.start()])


def _headed(text: bytes) -> tuple[dict[str, str], bytes]:
    """Headers, and what stands behind the empty line."""
    if not text.strip():
        raise BadRequest("A part of the batch is empty.")
    text = text.lstrip(b"\r\n") if not text.strip() else text
    match = re.match(rb"\r?\n", text)
    if match is not None:
        return {}, text[match.end() :]
    end = re.search(rb"\r?\n\r?\n", text)
    head, content = (text.rstrip(b"\r\n"), b"") if end is None else (text[: end.start()], text[end.end() :])
    headers = {}
    for line in re.split(r"\r?\n(?![ \t])", head.decode("utf-8", "replace")):
        name, colon, value = line.partition(":")
        if not colon:
            raise BadRequest(f"'{line[:60]}' is no header of a part of the batch.")
        headers[name.strip().lower()] = value.strip()
    return headers, content


def _item(headers: Mapping[str, str], content: bytes, most: int) -> Item:
    if media_type(headers.get("content-type", "")) == MULTIPART:
        parts: list[Part] = []
        for inner, text in _parts(content, _boundary(headers["content-type"])):
            if media_type(inner.get("content-type", "")) == MULTIPART:
                raise BadRequest("A change set cannot hold another one.")
            part = _part(inner, text)
            if part.method in ("GET", "HEAD"):
                raise BadRequest("A change set holds changes only; a GET stands beside it.")
            if part.id is not None and any(part.id == other.id for other in parts):
                raise BadRequest(f"Two requests of a change set have the Content-ID '{part.id}'.")
            parts.append(part)
            _check_number(len(parts), most)
        return Group(headers.get("content-id"), tuple(parts))
    return _part(headers, content)


def _part(outer: Mapping[str, str], content: bytes) -> Part:
    kind = media_type(outer.get("content-type", HTTP))
    if kind != HTTP:
        raise BadRequest(f"A part of a batch is {HTTP}, not {kind[:60]}.")
    return _request(outer, content)


def _request(outer: Mapping[str, str], content: bytes) -> Part:
    line, _, rest = content.lstrip(b"\r\n").partition(b"\n")
    found = REQUEST_LINE.match(line.decode("utf-8", "replace").rstrip("\r"))
    if found is None:
        raise BadRequest(f"A part of a batch starts with a request line, not '{line[:60].decode('utf-8', 'replace')}'.")
    headers, body = _headed(rest) if rest.strip() else ({}, b"")
    length = headers.get("content-length", "")
    if length.isdigit() and not body[int(length) :].strip():  # there are clients that count letters, or nothing
        body = body[: int(length)]
    return Part(outer.get("content-id") or headers.get("content-id"), found[1].upper(), found[2], headers, body)


def write_multipart(answers: Sequence[Answer | list[Answer]], boundary: str) -> bytes:
    """The responses; those of a change set that succeeded within a multipart of their own."""
    made = []
    for number, answer in enumerate(answers):
        if isinstance(answer, list):
            inner = f"changesetresponse_{number}_{boundary[-32:]}"  # there are clients that look for the word
            parts = b"".join(_delimited(inner, _application_http(*one)) for one in answer)
            content = f"Content-Type: multipart/mixed; boundary={inner}\r\n\r\n".encode() + parts
            made.append(_delimited(boundary, content + f"--{inner}--\r\n".encode()))
        else:
            made.append(_delimited(boundary, _application_http(*answer)))
    return b"".join(made) + f"--{boundary}--\r\n".encode()


def _delimited(boundary: str, content: bytes) -> bytes:
    return f"--{boundary}\r\n".encode() + content + b"\r\n"


def _application_http(part: Part, response: Response) -> bytes:
    head = ["Content-Type: application/http", "Content-Transfer-Encoding: binary"]
    if part.id is not None:
        head.append(f"Content-ID: {part.id}")
    return "\r\n".join([*head, "", ""]).encode() + http_message(response)


def http_message(response: Response) -> bytes:
    """A response as it goes over the wire (RFC 9112), which is a body of the type application/http."""
    lines = [f"HTTP/1.1 {response.status} {PHRASES.get(response.status, '')}".rstrip()]
    lines += [f"{name}: {value}" for name, value in response.headers.items()]
    if response.body or response.status not in (204, 304):
        lines.append(f"Content-Length: {len(response.body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + response.body


PHRASES = {
    200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 304: "Not Modified", 400: "Bad Request",
    401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable",
    409: "Conflict", 410: "Gone", 412: "Precondition Failed", 413: "Content Too Large", 414: "URI Too Long",
    415: "Unsupported Media Type", 422: "Unprocessable Content", 424: "Failed Dependency",
    428: "Precondition Required", 429: "Too Many Requests", 500: "Internal Server Error", 501: "Not Implemented",
    503: "Service Unavailable", 504: "Gateway Timeout",
}  # fmt: skip


# --- JSON ----------------------------------------------------------------------------------------------------------


class _JsonRequest(msgspec.Struct, rename="camel"):
    method: str
    url: str
    id: str | int | None = None
    atomicity_group: str | None = None
    depends_on: list[str] = []
    headers: dict[str, str] = {}
    body: msgspec.Raw = msgspec.Raw()
    if_: str | None = msgspec.field(default=None, name="if")


class _JsonBatch(msgspec.Struct):
    requests: list[_JsonRequest]


def _read_json(body: bytes, most: int) -> list[Item]:
    try:
        batch = msgspec.json.decode(body, type=_JsonBatch)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequest(f"The batch cannot be read: {str(error)[:200]}") from None
    _check_number(len(batch.requests), most)
    items: list[Item] = []
    seen: set[str] = set()
    for request in batch.requests:
        part = _json_part(request)
        if part.id is None:
            raise BadRequest("Each request of a batch needs an id.")
        if not part.id.isprintable():  # in a multipart answer it is a header
            raise BadRequest("The id of a request has characters that cannot be printed.")
        if part.id in seen:
            raise BadRequest(f"Two requests of the batch have the id '{part.id}'.")
        before = seen | {item.id for item in items if isinstance(item, Group)}
        missing = next((name for name in request.depends_on if name not in before), None)
        if missing is not None:
            raise BadRequest(f"The request '{part.id}' depends on '{missing}', which does not come before it.")
        seen.add(part.id)
        _add(items, part, request.atomicity_group)
    for item in items:
        if isinstance(item, Group) and item.id in seen:
            raise BadRequest(f"'{item.id}' is the name of an atomicity group and the id of a request.")
    return items


def _add(items: list[Item], part: Part, group: str | None) -> None:
    """Adds a request behind the others, in its group where it has one; a group's requests stand together."""
    last = items[-1] if items else None
    if group is None:
        items.append(part)
    elif isinstance(last, Group) and last.id == group:
        items[-1] = Group(group, (*last.parts, part))
    elif any(isinstance(item, Group) and item.id == group for item in items):
        raise BadRequest(f"The requests of the atomicity group '{group}' do not stand together.")
    else:
        items.append(Group(group, (part,)))


def _json_part(request: _JsonRequest) -> Part:
    headers = {name.lower(): value for name, value in request.headers.items()}
    body = bytes(request.body)
    body = b"" if body == b"null" else body
    kind = media_type(headers.get("content-type", JSON))
    if body and kind != JSON:
        body = _unwrapped(body, kind)
    identity = None if request.id is None else str(request.id)
    return Part(identity, request.method.upper(), request.url, headers, body, tuple(request.depends_on), request.if_)


def _unwrapped(body: bytes, kind: str) -> bytes:
    """Text comes as a JSON string, everything else as one in base64url."""
    try:
        text = msgspec.json.decode(body, type=str)
        if kind.startswith("text/"):
            return text.encode()
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_")
    except (msgspec.DecodeError, ValueError):
        raise BadRequest(f"The body of a request of type {kind} is a string.") from None


def write_json(answers: Sequence[Answer | list[Answer]], groups: Mapping[str, str]) -> bytes:
    """The responses; `groups` names the atomicity group of a request's id."""
    made = []
    for answer in answers:
        for part, response in answer if isinstance(answer, list) else [answer]:
            headers = {name.lower(): value for name, value in response.headers.items()}
            entry: dict[str, Any] = {"id": part.id or ""}
            if part.id is not None and part.id in groups:
                entry["atomicityGroup"] = groups[part.id]
            entry |= {"status": response.status, "headers": headers}
            if response.body:
                entry["body"] = _wrapped(response.body, headers.get("content-type", ""))
            made.append(entry)
    return msgspec.json.encode({"responses": made})


def _wrapped(body: bytes, kind: str) -> Any:
    if kind.startswith("application/json"):
        return msgspec.Raw(body)
    if kind.startswith("text/") or "xml" in kind:
        return body.decode("utf-8", "replace")
    return base64.urlsafe_b64encode(body).decode("ascii").rstrip("=")
