"""Requests that stand for others: `POST …/$query`, `$entity?$id=…`."""

from collections.abc import Container
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from odata_service.errors import BadRequest, NotFound, UnsupportedMediaType
from odata_service.protocol.message import Request


def queried(request: Request) -> Request:
    """`POST …/$query`, whose body holds the query options, as the GET that it stands for (Part 2, section 4.17).

    Raises:
        UnsupportedMediaType: the body is not `text/plain`.
        BadRequest: it is not UTF-8.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "text/plain":
        raise UnsupportedMediaType("The body of a POST to '/$query' is the query string, as text/plain.")
    try:
        options = request.body.decode("utf-8").strip()
    except UnicodeDecodeError:
        raise BadRequest("The body is not UTF-8 text.") from None
    query = "&".join(part for part in (request.query, options) if part)
    return replace(request, method="GET", path=request.path.removesuffix("/$query"), query=query, body=b"")


def identified(request: Request, singletons: Container[str]) -> Request:
    """`$entity?$id=…` as the GET of the entity with this id (Part 2, section 4.8); the id may be relative.

    Raises:
        BadRequest: there is no `$id`.
        NotFound: the id is none of this service's.
    """
    parts = [part for part in request.query.split("&") if part]
    ids = [part for part in parts if _name(part) in ("$id", "id")]
    if len(ids) != 1:
        raise BadRequest("'$entity' needs the id of an entity: $entity?$id=Set(key).", target="$id")
    try:
        url = urlsplit(unquote(ids[0].partition("=")[2]))
    except ValueError:
        raise NotFound("The $id is not a URL.", target="$id") from None
    root = urlsplit(request.root)
    path = url.path.removeprefix(root.path) if url.path.startswith("/") else url.path
    foreign = url.netloc and (url.netloc, url.path.startswith(root.path)) != (root.netloc, True)
    if foreign or path.startswith(("/", "$")) or not (path.endswith(")") or path in singletons):
        raise NotFound("The $id is not that of an entity of this service.", target="$id")
    behind = request.path.partition("/")[2]
    rest = "&".join(part for part in parts if part not in ids)
    return replace(request, path=f"{path}/{behind}" if behind else path, query=rest)


def _name(part: str) -> str:
    return unquote(part.partition("=")[0]).strip().lower()
