"""One published service: a request in, a response out. Reads top to bottom like the request's journey."""

import logging
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from odata_service import publish
from odata_service.config import Config
from odata_service.edm import csdl_json, csdl_xml
from odata_service.edm.from_tables import model_of
from odata_service.edm.model import Model
from odata_service.edm.reflected import reflect
from odata_service.errors import (
    InternalError,
    MethodNotAllowed,
    NotFound,
    NotImplementedByService,
    ODataError,
)
from odata_service.payload import envelope
from odata_service.payload.rows import columns_of
from odata_service.payload.urls import context_of, key_predicate
from odata_service.plan import Plan, PlanCache, decoded, make_plan
from odata_service.protocol.message import Request, Response
from odata_service.protocol.negotiation import (
    Format,
    negotiate,
    negotiate_schema,
    negotiate_text,
    negotiate_version,
)
from odata_service.protocol.preferences import Preferences, parse_preferences
from odata_service.query.bound import Shape
from odata_service.query.paging import Token, digest_of, nulls_of, read_token, write_token
from odata_service.sql.database import Database, open_database
from odata_service.sql.values import token_value
from odata_service.url.request import Asked, read_request

log = logging.getLogger("odata_service")

READING = ("GET", "HEAD")
KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "MERGE", "OPTIONS"})
NO_STORE = "no-store"


@dataclass(frozen=True, slots=True, eq=False)
class Service:
    """A model over a database. Frozen; everything about a request is a local variable."""

    model: Model
    database: Database
    config: Config
    plans: PlanCache = field(default_factory=PlanCache)
    schemas: dict[tuple[str, str], tuple[bytes, str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.model.name

    def handle(self, request: Request) -> Response:
        """Answers a request; never raises."""
        version = "4.0"
        try:
            version = negotiate_version(request.headers.get("odata-version"), request.headers.get("odata-maxversion"))
            return self.answer(request, version)
        except ODataError as error:
            return failed(error, version)
        except Exception:
            number = uuid.uuid4().hex[:12]
            log.exception("unexpected error %s", number)
            return failed(InternalError(f"Something went wrong here; the server's log has it as {number}."), version)

    def ready(self) -> bool:
        """Whether the database answers."""
        return self.database.ready()

    def answer(self, request: Request, version: str) -> Response:
        """The response to a request; errors are raised."""
        if request.method not in READING:
            raise _wrong_method(request.method)
        asked = read_request(request.path, request.query, phrase=self.config.search_mode == "phrase")
        match asked.segments:
            case ():
                return self._service_document(request, asked, version)
            case ("$metadata",):
                return self._metadata(request, asked, version)
            case (first, *_) if first.startswith("$"):
                raise _system_resource(first)
            case _:
                return self._read(request, asked, version)

    def _service_document(self, request: Request, asked: Asked, version: str) -> Response:
        form = negotiate(request.headers.get("accept"), asked.format, request.headers.get("accept-charset"))
        sets = [(name, "EntitySet") for name in self.model.entity_sets]
        sets += [(name, "Singleton") for name in self.model.singletons]
        body = envelope.service_document(sets, root=request.root, form=form, version=version)
        return _answered(200, body, form.content_type, version)

    def _metadata(self, request: Request, asked: Asked, version: str) -> Response:
        """Answered from memory: Validate and Sync works while the database is down."""
        chosen = negotiate_schema(request.headers.get("accept"), asked.format, request.headers.get("accept-charset"))
        body, etag = self._schema(chosen.language, version)
        headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
        if _none_match(request.headers.get("if-none-match"), etag):
            return Response(304, {"OData-Version": version, **headers})
        return _answered(200, body, chosen.content_type, version, headers)

    def _schema(self, language: str, version: str) -> tuple[bytes, str]:
        key = (language, version)
        if key not in self.schemas:
            body = csdl_json.to_json(self.model) if language == "json" else csdl_xml.to_xml(self.model, version=version)
            self.schemas[key] = (body, f'W/"{self.model.fingerprint}-{language}-{version}"')
        return self.schemas[key]

    def _read(self, request: Request, asked: Asked, version: str) -> Response:
        """parse -> plan -> rows -> JSON"""
        form = _format_of(request.headers, asked)
        token = self._token(asked)
        plan, literals = self._plan(asked, token, form, version)
        match plan.read.shape:
            case Shape.COLLECTION | Shape.REFERENCES:
                return self._collection(request, asked, plan, literals, token, form, version)
            case Shape.COUNT:
                number = self._count(plan, literals)
                kind = negotiate_text(request.headers.get("accept"), asked.format)
                return _answered(200, str(number).encode(), kind, version)
            case _:
                return self._single(request, asked, plan, literals, form, version)

    def _plan(self, asked: Asked, token: Token | None, form: Format, version: str) -> tuple[Plan, Sequence[str]]:
        nulls = nulls_of(token.values) if token else ()
        skip_token = token is not None and token.skip is not None
        key = (asked.key, nulls, skip_token, form, version)
        plan = self.plans.get(key) if asked.memorable else None
        if plan is not None:
            return plan, asked.texts
        plan, literals, memorable = make_plan(asked, token, self.model, self.database, form, version)
        if memorable:
            self.plans.put(key, plan)
        return plan, literals

    def _token(self, asked: Asked) -> Token | None:
        if asked.skiptoken is None:
            return None
        return read_token(asked.skiptoken, self.model.fingerprint, _digest(asked))

    def _count(self, plan: Plan, literals: Sequence[str]) -> int:
        assert plan.count is not None
        return int(self.database.fetch(plan.count, plan.count.arguments(literals))[0][0])

    def _collection(
        self, request: Request, asked: Asked, plan: Plan, literals: Sequence[str], token: Token | None,
        form: Format, version: str,
    ) -> Response:  # fmt: skip
        preferences = parse_preferences(request.headers.get("prefer"))
        size = self._page_size(plan, preferences)
        left = token.left if token else asked.top
        limit = size if left is None else min(size, left)
        offset = token.skip or 0 if token else asked.skip or 0
        fetched = limit + 1 if left is None or left > limit else limit
        rows = self._rows(plan, literals, token, fetched, offset) if fetched else []
        count = self._total(plan, literals, token)
        if not rows:
            self._check_origin(plan, literals)
        more = len(rows) > limit
        rows = rows[:limit]
        columns = decoded(columns_of(rows, len(plan.read.outputs)), plan.decoders)
        body_root = request.root
        objects = self._objects(plan, columns, len(rows), body_root, version)
        shown = len(objects)
        body = self._collection_body(request, plan, objects, count, None, form, version)
        if len(body) > self.config.page_bytes:
            shown = envelope.fitting(objects, self.config.page_bytes)
            more = more or shown < len(objects)
        if more or shown < len(objects):
            link = self._next_link(request, asked, plan, rows[:shown], token, left, count, offset)
            body = self._collection_body(request, plan, objects[:shown], count, link, form, version)
        headers = {"Preference-Applied": applied} if (applied := _applied(preferences, size)) else {}
        return _answered(200, body, form.content_type, version, headers)

    def _objects(self, plan: Plan, columns: Sequence[Any], rows: int, root: str, version: str) -> Sequence[Any]:
        keys = [columns[index] for index in plan.keys]
        if plan.read.shape is Shape.REFERENCES:
            name = f"{envelope.prefix_of(version)}id"
            entity_set = plan.read.range.entity_set
            return [
                {name: f"{root}{entity_set.name}{key_predicate(entity_set, key)}"} for key in zip(*keys, strict=True)
            ]
        return plan.writer.objects(columns[: plan.width], keys, root) if rows else []

    def _collection_body(
        self, request: Request, plan: Plan, objects: Sequence[Any], count: int | None, link: str | None,
        form: Format, version: str,
    ) -> bytes:  # fmt: skip
        context = None if form.metadata == "none" else request.root + context_of(plan.read)
        total = str(count) if form.ieee754 and count is not None else count
        return envelope.collection(objects, context=context, count=total, next_link=link, version=version)

    def _page_size(self, plan: Plan, preferences: Preferences) -> int:
        own = plan.read.range.entity_set.page_size or self.config.page_size
        wanted = preferences.max_page_size
        return min(own if wanted is None else wanted, self.config.max_page_size)

    def _rows(self, plan: Plan, literals: Sequence[str], token: Token | None, limit: int, offset: int) -> list[Any]:
        values = token.values if token else ()
        return self.database.fetch(plan.rows, plan.rows.arguments(literals, values, limit, offset))

    def _total(self, plan: Plan, literals: Sequence[str], token: Token | None) -> int | None:
        """The count of all rows: counted for the first page, and carried from page to page by the token."""
        if plan.count is None:
            return None
        return token.count if token and token.count is not None else self._count(plan, literals)

    def _check_origin(self, plan: Plan, literals: Sequence[str]) -> None:
        """Nothing was found: is that so, or does the entity not exist that the path starts from?"""
        if plan.origin is not None and not self.database.fetch(plan.origin, plan.origin.arguments(literals)):
            raise NotFound("The entity that the URL starts from does not exist.")

    def _next_link(
        self, request: Request, asked: Asked, plan: Plan, rows: Sequence[Any], token: Token | None,
        left: int | None, count: int | None, offset: int,
    ) -> str:  # fmt: skip
        """The same request with a token behind it, last, where old clients look for it."""
        rest = None if left is None else left - len(rows)
        if plan.seekable:
            made = Token(tuple(token_value(rows[-1][index]) for index in plan.order), rest, count)
        else:
            made = Token((), rest, count, offset + len(rows))
        text = write_token(made, self.model.fingerprint, _digest(asked))
        query = "&".join(part for part in request.query.split("&") if part and not _is_skiptoken(part))
        return f"{request.root}{request.path}?{query}{'&' if query else ''}$skiptoken={text}"

    def _single(
        self, request: Request, asked: Asked, plan: Plan, literals: Sequence[str], form: Format, version: str
    ) -> Response:
        rows = self.database.fetch(plan.rows, plan.rows.arguments(literals))
        if not rows:
            return self._nothing(plan, literals, version)
        columns = decoded(columns_of(rows[:1], len(plan.read.outputs)), plan.decoders)
        key = [columns[index][0] for index in plan.keys]
        if plan.read.shape is Shape.RAW_VALUE:
            return self._raw_value(request, asked, columns[0][0], version)
        context = None if form.metadata == "none" else request.root + context_of(plan.read, key)
        if plan.read.shape is Shape.REFERENCE:
            item: Any = self._objects_reference(plan, key, request.root, version)
        elif plan.read.shape is Shape.PROPERTY:
            if columns[0][0] is None:
                return Response(204, {"OData-Version": version, "Cache-Control": NO_STORE})
            item = plan.writer.value(columns[0][0])
        else:
            (item,) = plan.writer.objects(columns[: plan.width], [[value] for value in key], request.root)
        return _answered(200, envelope.entity(item, context=context, version=version), form.content_type, version)

    def _objects_reference(self, plan: Plan, key: Sequence[Any], root: str, version: str) -> dict[str, str]:
        entity_set = plan.read.range.entity_set
        return {f"{envelope.prefix_of(version)}id": f"{root}{entity_set.name}{key_predicate(entity_set, key)}"}

    def _nothing(self, plan: Plan, literals: Sequence[str], version: str) -> Response:
        """No row: 204 where a to-one navigation leads nowhere, else 404 (Part 1, sections 11.2.2 and 11.2.7)."""
        if plan.read.nullable:
            self._check_origin(plan, literals)
            return Response(204, {"OData-Version": version, "Cache-Control": NO_STORE})
        raise NotFound(f"There is no such entity in '{plan.read.range.entity_set.name}'.")

    def _raw_value(self, request: Request, asked: Asked, value: Any, version: str) -> Response:
        kind = negotiate_text(request.headers.get("accept"), asked.format)
        if value is None:
            return Response(204, {"OData-Version": version, "Cache-Control": NO_STORE})
        text = ("true" if value else "false") if isinstance(value, bool) else value
        text = text.isoformat().replace("+00:00", "Z") if hasattr(text, "isoformat") else str(text)
        return _answered(200, text.encode(), kind, version)


def open_service(declaration: publish.Service, config: Config) -> Service:
    """The service that a model file declares.

    Raises:
        ModelError: the declaration has mistakes.
        ConfigError: its database's URL is not set.
        ValueError: the URL is none, or there is no driver for it.
    """
    url = config.database_url(declaration.source).reveal()
    return Service(model_of(declaration), open_database(declaration.name, url, config), config)


def open_reflected(url: str, name: str, schema: str | None, config: Config) -> Service:
    """The service of all that can be published of an existing database.

    Raises:
        ValueError: the URL is none, or there is no driver for it.
        SQLAlchemyError: the database cannot be read.
    """
    database = open_database(name, url, config)
    return Service(reflect(database.engine, name=name, schema=schema), database, config)


def failed(error: ODataError, version: str) -> Response:
    """The OData error response."""
    headers = {"OData-Version": version, "Content-Type": "application/json", "Cache-Control": NO_STORE, **error.headers}
    return Response(error.status, headers, envelope.error_body(error))


def _answered(
    status: int, body: bytes, content_type: str, version: str, headers: Mapping[str, str] | None = None
) -> Response:
    return Response(
        status,
        {"Content-Type": content_type, "OData-Version": version, "Cache-Control": NO_STORE, **(headers or {})},
        body,
    )


def _format_of(headers: Mapping[str, str], asked: Asked) -> Format:
    """The JSON format; resources that are plain text negotiate by themselves."""
    if asked.segments[-1] in ("$count", "$value"):
        return Format()
    return negotiate(headers.get("accept"), asked.format, headers.get("accept-charset"))


def _digest(asked: Asked) -> str:
    """What a page token must agree with: everything that decides which rows come, and in which order."""
    parts = [f"{name}={value}" for name, value in asked.pairs if name in BINDING or name[:1] == "@"]
    return digest_of("/".join(asked.segments), *sorted(parts))


BINDING = frozenset({"$filter", "$orderby", "$search", "$apply", "$compute"})


def _is_skiptoken(part: str) -> bool:
    name = part.partition("=")[0].lower().replace("%24", "$")
    return name in ("$skiptoken", "skiptoken")


def _applied(preferences: Preferences, size: int) -> str | None:
    if preferences.max_page_size is None:
        return None
    return preferences.applied({"maxpagesize": str(size)})


def _none_match(header: str | None, etag: str) -> bool:
    if header is None:
        return False
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return "*" in tags or etag.removeprefix("W/") in tags


def _wrong_method(method: str) -> ODataError:
    if method not in KNOWN_METHODS:
        return NotImplementedByService(f"The method {method[:20]} is not known here.")
    return MethodNotAllowed(f"{method} is not possible: this service can be read only.", headers={"Allow": "GET, HEAD"})


def _system_resource(name: str) -> ODataError:
    if name.partition("(")[0] in ("$batch", "$all", "$entity", "$crossjoin"):
        return NotImplementedByService(f"This service does not support '{name.partition('(')[0]}'.", target=name[:40])
    return NotFound(f"There is no resource '{name[:60]}'.", target=name[:60])
