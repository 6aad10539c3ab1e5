"""A request that reads: shape -> plan -> rows -> JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from odata_service.config import Config
from odata_service.edm.model import Model
from odata_service.edm.properties import ComplexProperty, Property, StreamProperty
from odata_service.errors import BadRequest, InternalError, NotFound, ODataError, PreconditionFailed
from odata_service.payload import envelope
from odata_service.payload.rows import columns_of
from odata_service.payload.urls import context_of
from odata_service.protocol.etag import matches
from odata_service.protocol.message import Request, Response, answered
from odata_service.protocol.negotiation import Format, negotiate, negotiate_text
from odata_service.protocol.preferences import Preferences, parse_preferences
from odata_service.query.bound import Shape
from odata_service.query.paging import Token, digest_of, not_ours, nulls_of, read_token, tied_of, write_token
from odata_service.query.scope import Limits
from odata_service.query.unfolding import unfolded
from odata_service.requests.counting import Counts, Page, total
from odata_service.requests.expanding import Expanding, etags_of
from odata_service.requests.plan import Expansion, Hop, Level, Plan, PlanCache, Unplanned, decoded, make_plan
from odata_service.requests.raw import raw_value, stream_content
from odata_service.requests.skipping import Places, Way, place_behind, way_of
from odata_service.sql.database import Database, Fetch
from odata_service.sql.errors import OutOfRange, unreadable
from odata_service.sql.keys import Keys, bound_keys
from odata_service.sql.statement import Statement
from odata_service.sql.tokens import token_value
from odata_service.sql.transaction import Transaction
from odata_service.sql.unchanged import Mark
from odata_service.url.folding import NotFolded
from odata_service.url.nested import query_of_expanded
from odata_service.url.path import canonical
from odata_service.url.request import Asked, read_request

CONDITIONS = frozenset({"if-match", "if-none-match"})
# What decides which rows come, and in which order: a page token must agree with all of it.
BINDING = frozenset({"$filter", "$orderby", "$search", "$apply", "$compute"})
# What asks for rows as they are: nothing is calculated, or compared.
PLAIN = frozenset({"$select", "$top", "$skip", "$count", "$format", "$skiptoken", "$schemaversion"})


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """What reading needs of a service; one for all its requests."""

    model: Model
    database: Database | Transaction
    config: Config
    plans: PlanCache = field(default_factory=PlanCache)
    places: Places = field(default_factory=Places)
    counts: Counts = field(default_factory=Counts)
    others: Mapping[str, Database] = field(default_factory=dict)  # other databases, by the names of their sources

    def database_of(self, source: str) -> Database | Transaction:
        """The database that a source's entity sets lie in."""
        return self.others.get(source, self.database)

    @property
    def limits(self) -> Limits:
        config = self.config
        nodes, depth = config.expression_nodes, config.expression_depth
        return Limits(config.expand_depth, config.expands, nodes, depth, config.apply_depth)

    def answer(self, request: Request, asked: Asked, version: str) -> Response:
        """The response to a request that reads.

        Raises:
            ODataError: what it asks for is wrong, does not exist, or cannot be had now.
        """
        form = _format_of(request, asked, version)
        token = None
        if asked.skiptoken is not None:
            token = read_token(asked.skiptoken, self.model.fingerprint, _digest(asked))
        plan, literals = self.plan(asked, token, form, version)
        for bound in plan.bounds:
            bound.check(literals)
        reading = Reading(self, request, asked, version, form, token, plan, literals)
        try:
            match plan.read.shape:
                case Shape.COLLECTION | Shape.REFERENCES:
                    return reading.collection()
                case Shape.COUNT:
                    return reading.number()
                case _:
                    return reading.single()
        except OutOfRange as error:
            if literals or not PLAIN.issuperset(name for name, _ in asked.pairs):
                raise
            raise unreadable(self.database.name) from error

    def plan(self, asked: Asked, token: Token | None, form: Format, version: str) -> tuple[Plan, Sequence[str]]:
        """The plan of a request, and its literals as the plan numbers them."""
        behind = (nulls_of(token.values), token.tied, token.skip is not None) if token else None
        key = (asked.key, behind, form, version)
        plan = self.plans.get(key) if asked.memorable else None
        if plan is Unplanned.NOT_FOLDED:
            return self.plan(asked.unfolded(), token, form, version)
        if plan is not None:
            return plan, asked.texts
        try:
            plan, literals, memorable = make_plan(
                asked, token, self.model, lambda source: self.database_of(source).dialect, self.limits, form, version
            )
        except (NotFolded, ODataError) as error:
            if asked.folded is None:
                raise
            if isinstance(error, NotFolded):
                self.plans.put(key, Unplanned.NOT_FOLDED)
            return self.plan(asked.unfolded(), token, form, version)  # a complaint speaks of the text as it was sent
        if memorable:
            self.plans.put(key, plan)
        return plan, literals


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One request on its way through its plan."""

    reader: Reader
    request: Request
    asked: Asked
    version: str
    form: Format
    token: Token | None
    plan: Plan
    literals: Sequence[str]

    @property
    def _database(self) -> Database | Transaction:
        return self.reader.database_of(self.plan.read.range.entity_set.source)

    def _keys(self, hop: Hop | None) -> Keys:
        """The keys that a path has found in another database.

        Raises:
            NotFound: there is nothing there.
        """
        if hop is None:
            return ()
        arguments = hop.rows.arguments(self.literals, keys=self._keys(hop.before))
        rows = self.reader.database_of(hop.source).fetch(hop.rows, arguments)
        if not rows:
            raise NotFound("The entity that the URL starts from does not exist.")
        columns = decoded(columns_of(rows, len(hop.binders)), hop.decoders)
        found = [key for key in zip(*columns, strict=False) if None not in key]
        return bound_keys([key[: len(hop.binders)] for key in found], hop.binders)

    def number(self) -> Response:
        """The response to `…/$count`."""
        kind = negotiate_text(self.request.headers.get("accept"), self.asked.format)
        number = self._count()
        if not number:
            self._check_origin()
        return answered(200, str(number).encode(), kind, self.version)

    def collection(self) -> Response:
        """A page of entities or of references, with its count and its next link."""
        token = self.token
        size = self._page_size()
        most = self._most_rows()
        left = token.left if token else self.asked.top if most is None else most
        limit = size if left is None else min(size, left)
        offset = token.skip or 0 if token else self.asked.skip or 0
        goes_on = left is None or left > limit
        more_is_told = goes_on or most is not None or (limit and self.plan.count is not None)
        fetched = limit + 1 if more_is_told else limit
        rows, way = self._rows(fetched, offset) if fetched else ([], None)
        if not rows:
            self._check_origin()
        beyond = len(rows) > limit
        if beyond and most is not None and not goes_on:
            raise BadRequest(
                f"There are more than {most} rows, the most that ODATA_APPLY_ROWS allows for $apply. Filter before "
                "grouping, group by less, or ask for the first ones with $top.",
                target="$apply",
            )
        whole = offset + len(rows) if fetched > limit and not beyond and (rows or not offset) else None
        rows = rows[:limit]
        objects = self._objects(rows, size)
        value, shown = envelope.fitting(objects, self.reader.config.page_bytes)
        more = (beyond and goes_on) or shown < len(objects)
        count = self._total(Page(offset, shown, beyond or more, whole))
        if way is not None and shown:
            self.reader.places.put(way[0], offset + shown, place_behind(self.plan, rows[:shown], way[1]))
        link = self._next_link(rows[:shown], left, count, offset) if more else None
        body = self._collection_body(value, count, link)
        honoured = {} if self._preferences.max_page_size is None else {"maxpagesize": str(size)}
        return answered(200, body, self.form.content_type, self.version, self._applied(honoured))

    def _objects(self, rows: Sequence[Any], size: int) -> Sequence[Any]:
        columns = decoded(columns_of(rows, len(self.plan.read.outputs)), self.plan.decoders)
        return self._written(columns, len(rows), size)

    def _written(self, columns: Sequence[Any], rows: int, size: int, etags: Sequence[str] = ()) -> Sequence[Any]:
        """An object per row, or its reference; `size` is that of a page of what is expanded."""
        reader = self.reader
        expanding = Expanding(
            reader.database_of, self.literals, self.request.root, self.version, self.form, size,
            reader.config.expanded_rows,
            self._expanded_link, omit=self._preferences.omit_values,
        )  # fmt: skip
        if self.plan.read.shape in (Shape.REFERENCES, Shape.REFERENCE):
            return expanding.references(self.plan, columns)
        return expanding.written(self.plan, columns, rows, etags=etags)

    def _expanded_link(self, way: Sequence[Expansion], url: str, shown: int, last: Sequence[Any]) -> str:
        """The rest of an expanded collection: a request of its own with what stood in the parentheses."""
        expand, level = way[-1].expand, way[-1].level
        row, options = self.plan.read.range, self.asked.options()
        if not row.members:
            options = unfolded(options, row.entity_set.type, self.reader.model)
        query = query_of_expanded(options, [(one.expand.place, one.expand.again) for one in way])
        aliases = [part for part in self.request.query.split("&") if part[:1] == "@" or part[:3] == "%40"]
        query = "&".join(part for part in (query, *aliases) if part)
        rest = None if expand.top is None else expand.top - shown
        offset = expand.skip + shown
        made = self._token_behind(level, [last], rest, None, offset)
        digest = _digest(read_request(url, query))
        text = write_token(made, self.reader.model.fingerprint, digest)
        return f"{self.request.root}{url}?{query}{'&' if query else ''}$skiptoken={text}"

    def _token_behind(
        self, level: Level, rows: Sequence[Sequence[Any]], left: int | None, count: int | None, offset: int
    ) -> Token:
        """The token of the page behind these rows."""
        if not level.seekable:
            return Token((), left, count, offset)
        first, last = ([row[index] for index in level.order] for row in (rows[0], rows[-1]))
        return Token(tuple(map(token_value, last)), left, count, tied=tied_of(first, last) if len(rows) > 1 else 0)

    def _collection_body(self, value: bytes, count: int | None, link: str | None) -> bytes:
        number = None if count is None else abs(count)
        total = str(number) if self.form.ieee754 and number is not None else number
        return envelope.collection(value, context=self._context(), count=total, next_link=link, version=self.version)

    def _context(self, key: Sequence[Any] | None = None) -> str | None:
        return (
            None if self.form.metadata == "none" else self.request.root + context_of(self.plan.read, self.version, key)
        )

    @property
    def _preferences(self) -> Preferences:
        return parse_preferences(self.request.headers.get("prefer"))

    def _applied(self, honoured: Mapping[str, str | None]) -> dict[str, str]:
        """`Preference-Applied`. No row has annotations that a client could want or not."""
        preferences = self._preferences
        followed = {"omit-values": preferences.omit_values, "include-annotations": preferences.include_annotations}
        applied = preferences.applied({**honoured, **{name: said for name, said in followed.items() if said}})
        return {"Preference-Applied": applied} if applied else {}

    def _most_rows(self) -> int | None:
        """How many rows of `$apply` all pages have together at most, where the client does not want fewer."""
        most, top = self.reader.config.apply_rows, self.asked.top
        limited = self.asked.value("$apply") and (top is None or top > most)
        return most if limited else None

    def _page_size(self) -> int:
        config = self.reader.config
        own = self.plan.read.range.entity_set.page_size or config.page_size
        wanted = self._preferences.max_page_size
        return min(own if wanted is None else wanted, config.max_page_size)

    def _rows(self, limit: int, offset: int) -> tuple[list[Any], tuple[Way, Mark] | None]:
        """The rows; and where pages by `$skip` can be told to go on: what of, and what proves that it is still so."""
        database, table = self._database, self.plan.skipped
        way = way_of(self.asked) if offset and table is not None and isinstance(database, Database) else None
        if way is None or table is None or not isinstance(database, Database):
            return self._page(self.plan, self.literals, self.token, limit, offset, database.fetch), None
        place = self.reader.places.get(way, offset)
        if place is not None:
            plan, literals = self.reader.plan(self.asked, place.token, self.form, self.version)
            sought = partial(self._page, plan, literals, place.token, limit, 0)
            rows, mark = database.reading(lambda opened: (sought(database.on(opened)), database.mark(opened, table)))
            if mark == place.mark:
                self.reader.places.came(sought=True)
                return rows, (way, mark)
        skipped = partial(self._page, self.plan, self.literals, None, limit + 1, offset - 1)
        mark, rows = database.reading(lambda opened: (database.mark(opened, table), skipped(database.on(opened))))
        self.reader.places.came(sought=False)
        if mark is None:
            return rows[1:], None
        if rows:
            self.reader.places.put(way, offset, place_behind(self.plan, rows[:1], mark))
        return rows[1:], (way, mark)

    def _page(
        self, plan: Plan, literals: Sequence[str], token: Token | None, limit: int, offset: int, fetch: Fetch
    ) -> list[Any]:
        values, keys = token.values if token else (), self._keys(plan.hop)
        found: list[Any] = []
        try:
            for statement in (plan.rows, *plan.further):
                found += fetch(statement, statement.arguments(literals, values, limit - len(found), offset, keys))
                if len(found) >= limit:
                    break
        except InternalError:
            if not values:
                raise
            raise not_ours() from None  # values of other types than those of the rows: nobody was given such a token
        return found

    def _fetched(self, statement: Statement) -> list[Any]:
        """What a statement without a page finds."""
        return self._database.fetch(statement, statement.arguments(self.literals, keys=self._keys(self.plan.hop)))

    def _count(self) -> int:
        assert self.plan.count is not None
        return int(
            self._database.fetch(
                self.plan.count, self.plan.count.arguments(self.literals, keys=self._keys(self.plan.hop))
            )[0][0]
        )

    def _total(self, page: Page) -> int | None:
        """The count of all rows, where it is asked for."""
        if self.plan.count is None:
            return None
        entity_set, counts = self.plan.read.range.entity_set, self.reader.counts
        what = (self.asked.segments, _digest(self.asked)) if entity_set.count.seconds else None
        return total(entity_set, counts, what, self.token, page, self._counted)

    def _counted(self) -> int:
        """As `_count`, with the time limit of a count beside a page."""
        statement, database = self.plan.count, self._database
        if not isinstance(database, Database) or statement is None:
            return self._count()
        arguments = statement.arguments(self.literals, keys=self._keys(self.plan.hop))
        return int(database.fetch_within(self.reader.config.count_timeout, statement, arguments)[0][0])

    def _check_origin(self) -> None:
        """Nothing was found: is that so, or does the entity not exist that the path starts from?"""
        origin = self.plan.origin
        if origin is not None and not self._database.fetch(
            origin, origin.arguments(self.literals, keys=self._keys(self.plan.hop))
        ):
            raise NotFound("The entity that the URL starts from does not exist.")

    def _next_link(self, rows: Sequence[Any], left: int | None, count: int | None, offset: int) -> str:
        """The same request with a token behind it, last, where old clients look for it."""
        plan, request = self.plan, self.request
        rest = None if left is None else left - len(rows)
        made = self._token_behind(plan, rows, rest, count, offset + len(rows))
        text = write_token(made, self.reader.model.fingerprint, _digest(self.asked))
        query = "&".join(part for part in request.query.split("&") if part and not _is_skiptoken(part))
        return f"{request.root}{request.path}?{query}{'&' if query else ''}$skiptoken={text}"

    def single(self) -> Response:
        """One entity, one property's value, or one reference."""
        plan = self.plan
        rows = self._fetched(plan.rows)
        if not rows:
            return self._nothing()
        columns = decoded(columns_of(rows[:1], len(plan.read.outputs)), plan.decoders)
        tagged = self._tagged(columns)
        if _is_known(self.request.headers, tagged.get("ETag")):
            return answered(304, b"", None, self.version, tagged)
        if plan.read.shape is Shape.RAW_VALUE:
            return raw_value(columns[0][0], plan.writer.fields[0].type, self.request, self.asked, self.version, tagged)
        if isinstance(plan.read.property, StreamProperty):
            return stream_content(plan.read.property, [column[0] for column in columns], self.version, tagged)
        if plan.read.shape is Shape.PROPERTY:
            if columns[0][0] is None:
                return answered(204, b"", None, self.version, tagged)
            told = f"{envelope.prefix_of(self.version)}type" if self.form.metadata == "full" else None
            item: Any = plan.writer.value(columns[0][0], told)
        elif isinstance(plan.read.property, ComplexProperty) and _is_null(plan.read.property, columns):
            return answered(204, b"", None, self.version, tagged)
        else:
            (item,) = self._written(columns, 1, self._page_size(), list(tagged.values()))
            tagged |= self._applied({})
        key = [columns[index][0] for index in plan.keys]
        body = envelope.entity(item, context=self._context(key), version=self.version)
        return answered(200, body, self.form.content_type, self.version, tagged)

    def _tagged(self, columns: Sequence[Any]) -> dict[str, str]:
        """The ETag: of an entity always, of its properties where the request has a condition."""
        if self.plan.etag:
            return {"ETag": etags_of(self.plan, columns)[0]}
        if not CONDITIONS & self.request.headers.keys():
            return {}
        path = canonical(self.request.path)
        segments = segments_behind(self.plan.read.shape, self.plan.read.property, path)
        if not segments:
            return {}
        asked = read_request(path.rsplit("/", segments)[0], "")
        plan, literals = self.reader.plan(asked, None, self.form, self.version)
        rows = self._database.fetch(plan.rows, plan.rows.arguments(literals))
        if not plan.etag or not rows:
            return {}
        return {"ETag": etags_of(plan, decoded(columns_of(rows[:1], len(plan.read.outputs)), plan.decoders))[0]}

    def _nothing(self) -> Response:
        """No row: 204 where a to-one navigation leads nowhere, else 404 (Part 1, sections 11.2.2 and 11.2.7)."""
        if self.plan.read.nullable:
            self._check_origin()
            return answered(204, b"", None, self.version)
        raise NotFound(f"There is no such entity in '{self.plan.read.range.entity_set.name}'.")


def _is_null(whole: ComplexProperty, columns: Sequence[Sequence[Any]]) -> bool:
    """Whether a complex property is null; what it consists of comes first."""
    return all(column[0] is None for column in columns[: len(whole.members)])


def segments_behind(shape: Shape, item: Property | ComplexProperty | StreamProperty | None, path: str) -> int:
    """How many segments of a path stand behind the entity."""
    if isinstance(item, StreamProperty):
        return 2 if path.endswith("/$value") and item.name != "$value" else 1
    behind = {Shape.PROPERTY: 1, Shape.COMPLEX: 1, Shape.RAW_VALUE: 2}.get(shape, 0)
    return behind + 1 if behind and item is not None and "/" in item.name else behind


def _is_known(headers: Mapping[str, str], etag: str | None) -> bool:
    """Whether the client has what it asks for already (304).

    Raises:
        PreconditionFailed: it wants what it has, and that is not there any more.
    """
    if etag is None:
        return False
    match, none_match = headers.get("if-match"), headers.get("if-none-match")
    if match is not None and not matches(match, etag):
        raise PreconditionFailed("The entity has been changed since it was read.")
    return none_match is not None and matches(none_match, etag)


def _format_of(request: Request, asked: Asked, version: str) -> Format:
    """The JSON format; resources that are plain text negotiate by themselves."""
    if asked.segments[-1] in ("$count", "$value"):
        return Format()
    return negotiate(request.headers.get("accept"), asked.format, request.headers.get("accept-charset"), version)


def _digest(asked: Asked) -> str:
    parts = [f"{name}={value}" for name, value in asked.pairs if name in BINDING or name[:1] == "@"]
    return digest_of("/".join(asked.segments), *sorted(parts))


def _is_skiptoken(part: str) -> bool:
    name = part.partition("=")[0].lower().replace("%24", "$")
    return name in ("$skiptoken", "skiptoken")
