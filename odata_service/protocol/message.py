"""A request and a response, as the core sees them: no web framework, no sockets."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request to a service.

    `path` is the raw, still percent-encoded path below the service root, without its leading slash
    (`Products('A%2FB')`), `query` the raw query string without `?`. Header names are in lower case.
    `root` is the absolute service root as the client sees it, with its trailing slash.
    `body` is already decompressed. `principal` is the authenticated user's name, None where nobody needs to log in.
    `references` are the URLs, below the root, of the entities that requests before it in the same batch have answered
    with, by the ids of those requests: a link in the body may name them as `$id`.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    root: str = "http://localhost/"
    body: bytes = b""
    principal: str | None = None
    references: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Response:
    """One HTTP response; `headers` hold everything but `Content-Length`."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def answered(
    status: int, body: bytes, content_type: str | None, version: str, headers: Mapping[str, str] | None = None
) -> Response:
    """A response in the version of OData that was agreed on; nobody on the way keeps a copy of live data."""
    own = {"OData-Version": version, "Cache-Control": "no-store"}
    if content_type is not None:
        own["Content-Type"] = content_type
    return Response(status, {**own, **(headers or {})}, body)
