"""One published service: a request in, a response out. Reads top to bottom like the request's journey."""

import hashlib
import logging
import threading
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic

from odata_service import publish
from odata_service.config import Config
from odata_service.edm import csdl_json, csdl_xml
from odata_service.edm.from_tables import model_of
from odata_service.edm.lost import Lost, without
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
from odata_service.protocol.message import Request, Response, answered
from odata_service.protocol.method import method_of
from odata_service.protocol.negotiation import (
    check_isolation,
    negotiate,
    negotiate_schema,
    negotiate_version,
)
from odata_service.protocol.rewriting import identified, queried
from odata_service.query.scope import did_you_mean
from odata_service.requests.batching import Batch
from odata_service.requests.everything import Everything
from odata_service.requests.operating import Operating, called
from odata_service.requests.reading import Reader
from odata_service.requests.repeating import Repeating
from odata_service.requests.tracking import Tracking
from odata_service.requests.writing import Writer
from odata_service.sql.database import Database
from odata_service.sql.drift import lost_columns
from odata_service.sql.errors import Contended, SchemaChanged
from odata_service.sql.lacking import lacking
from odata_service.sql.memory import Memory
from odata_service.sql.opening import open_database, read_only
from odata_service.sql.row_version import with_row_versions
from odata_service.sql.transaction import Transaction
from odata_service.url.path import canonical
from odata_service.url.request import Asked, read_request

log = logging.getLogger("odata_service")

LOOKING_SECONDS = 5.0  # between two looks at tables that have changed
KEPT = "private, no-cache"  # what does not change with the data may be kept, and is asked for again
READING = ("GET", "HEAD")
WRITING = ("POST", "PATCH", "PUT", "DELETE")
KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "MERGE", "OPTIONS"})


@dataclass(slots=True, eq=False)
class Drift:
    """What is missing of a service's tables, and when they were looked at last."""

    lost: Lost = frozenset()
    looked: float = -LOOKING_SECONDS
    lock: threading.Lock = field(default_factory=threading.Lock)

    def due(self) -> bool:
        """Whether it is time to look; then it is this caller's turn."""
        with self.lock:
            if monotonic() < self.looked + LOOKING_SECONDS:
                return False
            self.looked = monotonic()
            return True


@dataclass(frozen=True, slots=True, eq=False)
class Service:
    """A model over a database. Frozen; everything about a request is a local variable."""

    model: Model
    database: Database
    config: Config
    others: Mapping[str, Database] = field(default_factory=dict)  # by the names of their sources
    reader: Reader = field(init=False)
    writer: Writer = field(init=False)
    tracking: Tracking = field(init=False)
    repeating: Repeating = field(init=False)
    drift: Drift = field(init=False)
    search_mode: str = field(init=False)
    schemas: dict[tuple[str, str], tuple[bytes, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "model", with_row_versions(self.model, self.database.dialect.name))
        table = self.config.requests_table
        memory = Memory(self.database, table) if table is not None else None
        object.__setattr__(self, "repeating", Repeating(self.name, self.database, self.config, memory))
        object.__setattr__(self, "drift", Drift())
        object.__setattr__(self, "search_mode", self.model.search_mode or self.config.search_mode)
        self._answer_with(self.model)

    def _answer_with(self, model: Model) -> None:
        """Makes the model the one that requests are answered with: as it is published, or without what is missing."""
        reader = Reader(model, self.database, self.config, others=self.others)
        object.__setattr__(self, "reader", reader)
        object.__setattr__(self, "tracking", Tracking(reader))
        object.__setattr__(self, "writer", Writer(model, self.database, self.config, reader, self.repeating))

    @property
    def name(self) -> str:
        return self.model.name

    def handle(self, request: Request, within: Transaction | None = None) -> Response:
        """Answers a request, in a transaction where it is part of one; never raises, but for what is tried again.

        Raises:
            Contended: the transaction that the request is part of is to be tried again as a whole.
        """
        version = "4.0"
        try:
            version = negotiate_version(request.headers.get("odata-version"), request.headers.get("odata-maxversion"))
            if self.drift.lost:
                self._look()  # perhaps all is there again
            reader = self.reader
            try:
                return self.answer(request, version, within)
            except SchemaChanged:
                self._look()
                if self.reader is reader or within is not None:
                    raise
                return self.answer(request, version)
        except ODataError as error:
            if within is not None and isinstance(error, Contended):
                raise
            return failed(error, version)
        except Exception:
            number = uuid.uuid4().hex[:12]
            log.exception("unexpected error %s", number)
            return failed(InternalError(f"Something went wrong here; the server's log has it as {number}."), version)

    def _look(self) -> None:
        """Holds the model against the databases, not too often, and goes on with what is there."""
        if not self.drift.due():
            return
        lost: Lost = frozenset()
        for source in {one.source for one in self.model.entity_sets.values()}:
            sets = [one for one in self.model.entity_sets.values() if one.source == source]
            lost |= lost_columns(self.others.get(source, self.database), sets)
        if lost == self.drift.lost:
            return
        log.warning("the service '%s' goes on %s", self.name, "without them" if lost else "with all its columns")
        self.drift.lost = lost
        self._answer_with(without(self.model, lost))

    def again(self, config: Config) -> "Service | None":
        """The same service with other settings and with connections of its own; None where one of its databases cannot
        be opened a second time."""
        own = self.database.again
        others = {name: one.again for name, one in self.others.items() if one.again is not None}
        if own is None or len(others) < len(self.others):
            return None
        return Service(self.model, own(config), config, {name: opened(config) for name, opened in others.items()})

    def ready(self) -> bool:
        """Whether all databases answer."""
        return self.database.ready() and all(other.ready() for other in self.others.values())

    def answer(self, request: Request, version: str, within: Transaction | None = None) -> Response:
        """The response to a request; errors are raised."""
        check_isolation(request.headers)
        method = method_of(request.method, request.headers)
        if method not in READING:
            path = canonical(request.path)
            request = request if path == request.path else replace(request, path=path)
        if method == "POST" and request.path.endswith("/$query"):
            request, method = queried(request), "GET"
        if method == "OPTIONS":
            return answered(204, b"", None, version, {"Allow": ", ".join(self._methods(request))})
        if method not in READING:
            return self._change(request, method, version, within)
        asked = read_request(request.path, request.query, search_mode=self.search_mode)
        if "$schemaversion" in asked.key and asked.value("$schemaversion") not in ("*", self.model.fingerprint):
            raise NotFound("There is no such version of the schema; $metadata has the version that there is.")
        match asked.segments:
            case ():
                return self._service_document(request, asked, version)
            case ("$metadata",):
                return self._metadata(request, asked, version)
            case ("$all", *_):
                return Everything(self.reader).answer(request, asked, version)
            case ("$entity", *_):
                return self.answer(identified(request, self.model.singletons), version, within)
            case (first, *_) if first.startswith("$") and not first.startswith("$crossjoin("):
                raise _system_resource(first)
            case _:
                reader = self.reader if within is None else replace(self.reader, database=within)
                operation = called(self.model, asked, version) if self.model.operations else None
                if operation is not None:
                    return Operating(reader, self.database, request, asked, version, operation).answer("GET", within)
                if self.tracking.concerns(request, asked):
                    return replace(self.tracking, reader=reader).answer(request, asked, version)
                return reader.answer(request, asked, version)

    def _change(self, request: Request, method: str, version: str, within: Transaction | None) -> Response:
        if method == "POST" and request.path == "$batch":
            batch = Batch(request, self.handle, lambda error: failed(error, version), self.repeating, self.config)
            return batch.answer(version)
        if method not in WRITING or request.path in ("", "$metadata") or request.path.startswith("$"):
            raise _wrong_method(method)
        if method == "POST" and self.model.operations:
            asked = read_request(request.path, request.query)
            operation = called(self.model, asked, version)
            if operation is not None:
                return Operating(self.reader, self.database, request, asked, version, operation).answer(method, within)
        return self.writer.answer(request, method, version, within)

    def _methods(self, request: Request) -> list[str]:
        """The methods that the resource of a request answers to."""
        path = request.path.rstrip("/")
        if path == "$batch" or path.endswith("/$query"):
            return ["POST"]
        if path == "" or path.startswith("$"):
            return ["GET", "HEAD"]
        return self.writer.methods(path, request.query)

    def _service_document(self, request: Request, asked: Asked, version: str) -> Response:
        form = negotiate(request.headers.get("accept"), asked.format, request.headers.get("accept-charset"), version)
        sets = [(name, "EntitySet") for name in self.model.entity_sets]
        sets += [(name, "Singleton") for name in self.model.singletons]
        body = envelope.service_document(sets, root=request.root, form=form, version=version)
        return answered(200, body, form.content_type, version, {"Cache-Control": KEPT})

    def _metadata(self, request: Request, asked: Asked, version: str) -> Response:
        """Answered from memory: Validate and Sync works while the database is down."""
        said = request.headers
        chosen = negotiate_schema(
            said.get("accept"), asked.format, said.get("accept-charset"), version, said.get("odata-maxversion")
        )
        body, etag = self._schema(chosen.language, version)
        headers = {"ETag": etag, "Cache-Control": KEPT}
        if _none_match(request.headers.get("if-none-match"), etag):
            return Response(304, {"OData-Version": version, **headers})
        return answered(200, body, chosen.content_type, version, headers)

    def _schema(self, language: str, version: str) -> tuple[bytes, str]:
        key = (language, version)
        if key not in self.schemas:
            model = self._described()
            body = csdl_json.to_json(model) if language == "json" else csdl_xml.to_xml(model, version=version)
            self.schemas[key] = (body, f'W/"{hashlib.sha256(body).hexdigest()[:16]}"')
        return self.schemas[key]

    def _described(self) -> Model:
        """The model with what settings and databases add to it in the metadata."""
        databases = (self.database, *self.others.values())
        lacks = frozenset().union(*(lacking(one.dialect.name) for one in databases))
        depth = self.config.expand_depth
        return replace(
            self.model, search_mode=self.search_mode, expand_depth=depth, lacking=lacks,
            asynchronous=self.config.async_directory is not None and all(one.again is not None for one in databases),
        )  # fmt: skip


def open_service(declaration: publish.Service, config: Config) -> Service:
    """The service that a model file declares.

    Raises:
        ModelError: the declaration has mistakes.
        ConfigError: its database's URL is not set.
        ValueError: the URL is none, or there is no driver for it.
    """
    model = model_of(declaration)
    url = config.database_url(declaration.source).reveal()
    sources = {item.source.variable: item.source for item in declaration.entity_sets if item.source is not None}
    others = {
        name: open_database(name, config.database_url(source).reveal(), config, source.at_connect)
        for name, source in sources.items()
    }
    own = open_database(declaration.name, url, config, declaration.source.at_connect)
    return Service(model, own, config, others)


def open_reflected(
    url: str, name: str, schemas: Sequence[str], config: Config, *, writable: bool = False, times_as_text: bool = False
) -> Service:
    """The service of all that can be published of an existing database.

    Raises:
        ValueError: the URL is none, there is no driver for it, or no such schema.
        SQLAlchemyError: the database cannot be read.
    """
    database = open_database(name, url if writable else read_only(url), config)
    try:
        engine, table = database.engine, config.requests_table
        model = reflect(
            engine, name=name, schemas=schemas, writable=writable, without=table, times_as_text=times_as_text
        )
        return Service(model, database, config)
    except Exception:
        database.engine.dispose()
        raise


def failed(error: ODataError, version: str) -> Response:
    """The OData error response; its sentences are English (JSON Format, section 21.1)."""
    response = answered(error.status, envelope.error_body(error), "application/json", version)
    return replace(response, headers={**response.headers, "Content-Language": "en", **error.headers})


def _none_match(header: str | None, etag: str) -> bool:
    if header is None:
        return False
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return "*" in tags or etag.removeprefix("W/") in tags


def _wrong_method(method: str) -> ODataError:
    if method not in KNOWN_METHODS:
        return NotImplementedByService(f"The method {method[:20]} is not known here.")
    return MethodNotAllowed(f"{method} is not possible here.", headers={"Allow": "GET, HEAD"})


def _system_resource(name: str) -> ODataError:
    if name == "$batch":
        return MethodNotAllowed("A batch is sent by POST.", headers={"Allow": "POST"})
    known = did_you_mean(name, ("$metadata", "$batch", "$entity", "$all", "$crossjoin"))
    return NotFound(f"There is no resource '{name[:60]}'.{known}", target=name[:60])
