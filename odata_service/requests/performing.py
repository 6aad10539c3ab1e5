"""One request that writes, within a transaction: conditions -> change -> the entity as it is now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from odata_service.edm.changes import default_of, gives_keys, is_put
from odata_service.edm.model import EntitySet
from odata_service.edm.properties import ComplexProperty, Property, StreamProperty
from odata_service.errors import BadRequest, NotFound, PreconditionFailed
from odata_service.payload import envelope
from odata_service.payload.deserialize import Entity, Link, expand_of
from odata_service.protocol.etag import check, etag_of, has_conditions, matches
from odata_service.protocol.message import Request, Response, answered
from odata_service.protocol.negotiation import negotiate
from odata_service.protocol.preferences import Preferences
from odata_service.query.bound import Shape
from odata_service.query.write import key_given
from odata_service.requests.among import MOST_ENTITIES, path_among, query_of
from odata_service.requests.bodies import Written
from odata_service.requests.changing import Changing, Owner
from odata_service.requests.content_ids import DECODER, name_in, with_content_ids
from odata_service.requests.found import Row
from odata_service.requests.linking import Linking
from odata_service.requests.reading import Reader, segments_behind
from odata_service.requests.storing import Storing
from odata_service.url.request import read_request

CONDITIONS = ("if-match", "if-none-match", "prefer")


@dataclass(frozen=True, slots=True, eq=False)
class Writing:
    """One request that writes, within a transaction."""

    written: Written
    version: str
    preferences: Preferences
    changing: Changing
    reader: Reader

    @property
    def request(self) -> Request:
        return self.written.request

    @property
    def storing(self) -> Storing:
        return self.changing.storing

    @property
    def linking(self) -> Linking:
        return self.changing.linking

    @property
    def entity_set(self) -> EntitySet:
        return self.written.resource.range.entity_set

    # --- entities ----------------------------------------------------------------------------------------------

    def create(self, entity: Entity) -> Response:
        """POST to a collection (section 11.4.2)."""
        match = self.request.headers.get("if-match")
        if match is not None and not matches(match, ""):
            raise PreconditionFailed("A collection has no ETag that If-Match could name.")
        row = self.changing.insert(self.entity_set, entity, self._owner(), whole=False)
        return self._created(row, entity)

    def _owner(self) -> Owner | None:
        """The entity before the collection: `Customers(1)/Orders`."""
        resource = self.written.resource
        if resource.origin is None or resource.navigation is None:
            return None
        return self._row(self._before(resource.place)), resource.navigation

    def update(self, entity: Entity, *, replacing: bool = False) -> Response:
        """PATCH and PUT (section 11.4.3); of what does not exist, where the request or the model says so."""
        row = self.storing.row(self.request.path)
        if row is None:
            return self._upsert(entity, replacing=replacing)
        self._check(row)
        self.changing.update(row, entity, replace=replacing)
        return self._updated(row, entity)

    def replace(self, entity: Entity) -> Response:
        return self.update(entity, replacing=True)

    def _upsert(self, entity: Entity, *, replacing: bool) -> Response:
        """An update of nothing creates where it has all of the entity (PUT), or somebody has said that it may: else
        what another one has deleted would come back in pieces (section 11.4.4). Where it may not, conditions do not
        matter (RFC 9110, section 13.2.1)."""
        given = key_given(self.written.resource)
        meant = self.entity_set.rules.upsert or self.request.headers.get("if-none-match", "").strip() == "*"
        if given is None or not (meant or (replacing and is_put(self.entity_set))):
            raise NotFound(f"There is no such entity in '{self.entity_set.name}'.")
        self._check(None)
        if gives_keys(self.entity_set):
            raise BadRequest(f"The service gives the keys of '{self.entity_set.name}'; create entities by POST.")
        for item in self.entity_set.type.key_properties:
            self.changing.check_key(self.entity_set, item, given[item.name], entity.values.get(item.name))
        entity.values |= given
        return self._created(self.changing.insert(self.entity_set, entity, whole=False), entity)

    def delete(self, _: None) -> Response:
        """DELETE (section 11.4.4)."""
        row = self._row(self.request.path)
        self._check(row)
        self.storing.delete(row)
        return self._nothing()

    # --- collections -------------------------------------------------------------------------------------------

    def change(self, changes: Sequence[Entity | Link]) -> Response:
        """PATCH of a collection with a delta (section 11.4.12)."""
        done = [self._linked(one) if isinstance(one, Link) else self._changed(one) for one in changes]
        return self._delta(done) if self.preferences.returns == "representation" else self._nothing()

    def _delta(self, changes: Sequence[dict[str, Any]]) -> Response:
        """What has been done, as a delta."""
        headers, asked = self.request.headers, read_request("", self.request.query)
        form = negotiate(headers.get("accept"), asked.format, headers.get("accept-charset"), self.version)
        context = f"{self.request.root}$metadata#{self.entity_set.name}/$delta" if form.metadata != "none" else None
        body = envelope.collection(changes, context=context, count=None, next_link=None, version=self.version)
        return answered(200, body, form.content_type, self.version, self._applied("representation"))

    def _changed(self, one: Entity) -> dict[str, Any]:
        """One change of a delta, and what the answer tells of it."""
        path = self.linking.path(one.id) if one.id is not None else self.changing.key_path(self.entity_set, one)
        row = self.storing.row(path) if path is not None else None
        if row is not None and self.entity_set.type not in row.entity_set.type.line:
            raise BadRequest(f"'{path}' is no entity of '{self.entity_set.name}'.", target="value")
        prefix = envelope.prefix_of(self.version)
        if one.removed is not None:
            if row is None:
                raise NotFound(f"There is no such entity in '{self.entity_set.name}', and it cannot be removed.")
            self.changing.check(row, one)
            self.storing.delete(row)
            return self._removed(row) | one.content_id
        if row is None:
            if one.id is not None:
                raise NotFound(f"There is no entity '{one.id[:100]}'.", target="value")
            row = self.changing.insert(self.entity_set, one)
        else:
            self.changing.update(row, one)
        body: dict[str, Any] = DECODER.decode(self._shown(row.url, "").body)
        shown = {name: value for name, value in body.items() if name != f"{prefix}context"}
        name_in(shown, one, self.entity_set, self.reader.model)
        return shown

    def _linked(self, link: Link) -> dict[str, Any]:
        """One link of a delta, made or cut, and what the answer tells of it."""
        source = self.linking.named(link.source, self.entity_set, about="source", locked=True)
        navigation = source.entity_set.type.navigation.get(link.relationship)
        if navigation is None or (navigation.collection and link.target is None):
            name = source.entity_set.type.name
            raise BadRequest(f"'{name}' has no such link over '{link.relationship[:100]}'.", target="relationship")
        target = None if link.target is None else self.linking.target(link.target, navigation)
        if not navigation.collection:
            self.linking.set(source, navigation, None if link.deleted else target)
        elif target is not None:
            change = self.linking.disown if link.deleted else self.linking.adopt
            change(source, navigation, target)
        kind = "$deletedLink" if link.deleted else "$link"
        context = f"{self.request.root}$metadata#{self.entity_set.name}/{kind}"
        told = {"source": link.source, "relationship": link.relationship, "target": link.target}
        return {f"{envelope.prefix_of(self.version)}context": context, **told}

    def _removed(self, row: Row) -> dict[str, Any]:
        url, name, root = f"{self.request.root}{row.url}", self.entity_set.name, self.request.root
        return envelope.removed(url, "deleted", entity_set=name, root=root, version=self.version)

    def update_each(self, entity: Entity) -> Response:
        """PATCH of each member of a collection (section 11.4.13)."""
        rows = self.storing.rows(self.request.path, self._aliases())
        for row in rows:
            self.changing.update(row, entity)
        if not self._is_shown(self.request.query) or len(rows) > MOST_ENTITIES:
            return self._nothing()
        options = {name: text for name, text in read_request("", self.request.query).pairs if name[:1] in ("$", "@")}
        keys = [[row.values[name] for name in row.entity_set.type.key] for row in rows]
        path, narrowed = path_among(self.entity_set, keys, options)
        shown = self._shown(path + self.entity_set.cast_path, query_of(narrowed))
        return replace(shown, headers={**shown.headers, **self._applied("representation")})

    def delete_each(self, _: None) -> Response:
        """DELETE of each member of a collection (section 11.4.14)."""
        rows = self.storing.rows(self.request.path, self._aliases())
        for row in rows:
            self.storing.delete(row)
        if self.preferences.returns != "representation":
            return self._nothing()
        return self._delta([self._removed(row) for row in rows])

    def _aliases(self) -> str:
        return "&".join(part for part in self.request.query.split("&") if part[:1] == "@" or part[:3] == "%40")

    # --- properties --------------------------------------------------------------------------------------------

    def set_property(self, value: Any) -> Response:
        """PUT, PATCH and DELETE of a property (section 11.4.8); what is deleted becomes null."""
        item = self.written.resource.property
        assert isinstance(item, Property)
        if item.read_only or item.immutable or item.name in self.entity_set.type.key:
            raise BadRequest(f"'{item.name}' cannot be written.", target=item.name)
        return self._property_set(item, {item.name: value})

    def change_complex(self, values: dict[str, Any]) -> Response:
        """PATCH of a complex property: what it does not name stays."""
        item = self.written.resource.property
        assert isinstance(item, ComplexProperty)
        return self._property_set(item, values)

    def set_complex(self, values: dict[str, Any] | None) -> Response:
        """PUT and DELETE of a complex property: what is not given becomes null, or its default."""
        item = self.written.resource.property
        assert isinstance(item, ComplexProperty)
        items = self.entity_set.type.properties
        return self._property_set(item, {path: default_of(items[path]) for path in item.members} | (values or {}))

    def _property_set(self, item: Property | ComplexProperty, values: dict[str, Any]) -> Response:
        query = self.request.query if isinstance(item, ComplexProperty) else ""
        row = self._entity_before(item)
        self.changing.update(row, Entity(values))
        if self._is_shown(query) and self.written.resource.shape is not Shape.RAW_VALUE:
            shown = self._shown(f"{row.typed_url}/{item.name}", query)
            return replace(shown, headers={**shown.headers, **self._applied("representation"), **self._tagged(row)})
        return self._nothing(self._tagged(row))

    def set_stream(self, said: tuple[bytes, str] | None) -> Response:
        """PUT and DELETE of a stream (sections 11.4.7 and 11.4.6)."""
        stream = self.written.resource.property
        assert isinstance(stream, StreamProperty)
        row = self._entity_before(stream)
        self.storing.update(row, self.changing.streamed(stream, said))
        if said is None or self.preferences.returns != "representation":
            return self._nothing(self._tagged(row))
        media = stream is self.entity_set.type.media
        shown = self._shown(row.typed_url if media else f"{row.typed_url}/{stream.name}", "")
        return replace(shown, headers={**shown.headers, **self._applied("representation")})

    def _entity_before(self, item: Property | ComplexProperty | StreamProperty) -> Row:
        """The entity whose property the path names, as the request's conditions want it."""
        behind = segments_behind(self.written.resource.shape, item, self.request.path)
        row = self._row(self.request.path.rsplit("/", behind)[0])
        self._check(row)
        return row

    # --- links -------------------------------------------------------------------------------------------------

    def link(self, url: str) -> Response:
        """POST to a collection's `$ref`, PUT of one entity's (section 11.4.5)."""
        source, navigation, _ = self._link_ends()
        target = self.linking.target(url, navigation)
        if navigation.collection:
            self.linking.adopt(source, navigation, target)
        else:
            self.linking.set(source, navigation, target)
        return self._nothing()

    def link_all(self, urls: Sequence[str]) -> Response:
        """PUT of a collection's `$ref`: all links that there are to be."""
        source, navigation, _ = self._link_ends()
        self.linking.replace(source, navigation, [self.linking.target(url, navigation) for url in urls])
        return self._nothing()

    def unlink(self, _: None) -> Response:
        """DELETE of a link: `Orders(1)/Customer/$ref`, `Customers(1)/Orders(5)/$ref`, `…/Orders/$ref?$id=Orders(5)`,
        and since 4.01 of all links of a collection."""
        source, navigation, path = self._link_ends()
        if not navigation.collection:
            self.linking.set(source, navigation, None)
            return self._nothing()
        if self.written.resource.shape is Shape.REFERENCE:
            self.linking.disown(source, navigation, self._row(path))
            return self._nothing()
        named = read_request("", self.request.query).value("$id")
        if named:
            self.linking.disown(source, navigation, self.linking.target(named, navigation))
        elif self.written.later:
            self.linking.replace(source, navigation, [])
        else:
            raise BadRequest("Which link? Name it: $ref?$id=…", target="$id")
        return self._nothing()

    def _link_ends(self) -> tuple[Row, Any, str]:
        """The entity that a link starts from, the navigation, and the path of what it leads to."""
        navigation = self.written.resource.navigation
        if navigation is None:
            raise BadRequest("A link goes over a navigation property: Set(key)/Navigation/$ref.")
        source = self._row(self._before(self.written.resource.place))
        self._check(source)
        return source, navigation, self.request.path.removesuffix("/$ref")

    # --- what they have in common ------------------------------------------------------------------------------

    def _before(self, place: int) -> str:
        """The request's path up to a segment."""
        return "/".join(self.request.path.split("/")[:place])

    def _row(self, path: str) -> Row:
        row = self.storing.row(path)
        if row is None:
            raise NotFound(f"There is no such entity as '{path[:100]}'.")
        return row

    def _check(self, row: Row | None) -> None:
        """Holds the entity against the request's conditions."""
        required = row is not None and row.entity_set.rules.if_match_required
        if required or has_conditions(self.request.headers):
            check(self.request.headers, None if row is None else etag_of(row.versions()), required=required)

    def _tagged(self, row: Row) -> dict[str, str]:
        """The ETag of a row as it is by now."""
        version = row.entity_set.row_version
        if version is not None and row.entity_set.versioned == (version,) and version.name in row.values:
            return {"ETag": etag_of(row.versions())}
        now = self.storing.row(row.url, locked=False) if row.entity_set.versioned else None
        return {} if now is None else {"ETag": etag_of(now.versions())}

    def _applied(self, done: str) -> dict[str, str]:
        """Says so where the answer is what the client prefers."""
        applied = self.preferences.applied({"return": done}) if self.preferences.returns == done else None
        return {"Preference-Applied": applied} if applied else {}

    def _nothing(self, headers: dict[str, str] | None = None) -> Response:
        return answered(204, b"", None, self.version, {**self._applied("minimal"), **(headers or {})})

    def _created(self, row: Row, entity: Entity) -> Response:
        url = f"{self.request.root}{row.url}"
        location = {"Location": url, "OData-EntityId": url}
        if self.preferences.returns == "minimal":
            return self._nothing({**location, **self._tagged(row)})
        query, nested = self.request.query, expand_of([entity], self.reader.config.expand_depth)
        if nested and not read_request("", query).value("$expand"):
            query = "&".join(part for part in (query, f"$expand={quote(nested)}") if part)
        shown = self._named(self._shown(row.url + self.entity_set.cast_path, query), entity)
        return Response(201, {**shown.headers, **self._applied("representation"), **location}, shown.body)

    def _named(self, shown: Response, entity: Entity) -> Response:
        if not (entity.content_id or entity.nested or entity.deltas):
            return shown
        return with_content_ids(shown, entity, self.entity_set, self.reader.model)

    def _updated(self, row: Row, entity: Entity) -> Response:
        if self._is_shown(self.request.query):
            named = self.written.resource.singleton or row.url
            shown = self._named(self._shown(named + self.entity_set.cast_path, self.request.query), entity)
            return replace(shown, headers={**shown.headers, **self._applied("representation")})
        return self._nothing(self._tagged(row))

    def _is_shown(self, query: str) -> bool:
        """Whether the client wants to see what it has changed: who selects of it does, unless it says otherwise
        (section 11.4.1.5)."""
        options = read_request("", query)
        wanted = options.value("$select") or options.value("$expand") or options.value("$filter")
        return self.preferences.returns == "representation" or bool(wanted and self.preferences.returns is None)

    def _shown(self, path: str, query: str) -> Response:
        """What a GET would answer now, with the options of this request."""
        kept = {name: value for name, value in self.request.headers.items() if name not in CONDITIONS}
        request = Request("GET", path, query, kept, self.request.root, principal=self.request.principal)
        return self.reader.answer(request, read_request(path, query), self.version)
