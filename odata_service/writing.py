"""A request that writes: conditions -> change -> the entity as it is now (Part 1, section 11.4)."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any

from odata_service.changing import Changing, Row, permit, raw, values_of
from odata_service.config import Config
from odata_service.edm.model import EntitySet, Model
from odata_service.errors import BadRequest, MethodNotAllowed, NotFound, UnsupportedMediaType
from odata_service.payload.deserialize import Entity, entity_of, property_value, read_json, reference_of
from odata_service.payload.urls import key_predicate
from odata_service.protocol.etag import check, etag_of
from odata_service.protocol.message import Request, Response, answered
from odata_service.protocol.preferences import parse_preferences
from odata_service.query.bound import Shape
from odata_service.query.resource import Resource
from odata_service.query.write import key_given, resource_of
from odata_service.reading import Reader
from odata_service.sql.constraints import BrokenReference
from odata_service.sql.database import Database
from odata_service.sql.transaction import Transaction, transaction
from odata_service.url.request import read_request

JSON_TYPES = ("", "application/json")
CONDITIONS = ("if-match", "if-none-match", "prefer")


@dataclass(frozen=True, slots=True, eq=False)
class Writer:
    """What writing needs of a service."""

    model: Model
    database: Database
    config: Config
    reader: Reader

    def answer(self, request: Request, method: str, version: str, within: Transaction | None = None) -> Response:
        """The response to a request that writes, in a transaction of its own or within one.

        Raises:
            ODataError: the change is not possible; nothing has been changed then.
        """
        resource = resource_of(request.path, self.model)
        try:
            with nullcontext(within) if within is not None else transaction(self.database) as opened:
                reader = replace(self.reader, database=opened)
                preferences = parse_preferences(request.headers.get("prefer"))
                changing = Changing(self.model, reader, opened, request.root, preferences.strict, request.references)
                return Writing(request, version, resource, changing, reader).done(method)
        except BrokenReference as error:
            raise self._explained(error, request, resource) from error

    def _explained(self, error: BrokenReference, request: Request, resource: Resource) -> BadRequest:
        """Which of the entities does not exist that the body refers to."""
        entity_set = resource.range.entity_set
        try:
            content = read_json(request.body)
            entity = entity_of(content, entity_set.type, self.model)
        except BadRequest:
            return error
        for navigation in entity_set.type.navigation.values():
            pairs = navigation.constraints
            if navigation.collection or not pairs or any(entity.values.get(here) is None for here, _ in pairs):
                continue
            target = self.model.set_of(navigation)
            if {there for _, there in pairs} != set(target.type.key):
                continue
            said = ", ".join(f"{there} {entity.values[here]}" for here, there in pairs)
            if not self._exists(target, {there: entity.values[here] for here, there in pairs}, request):
                return BadRequest(f"There is no {target.type.name} with {said}.", target=pairs[0][0])
        return error

    def _exists(self, target: EntitySet, values: Mapping[str, Any], request: Request) -> bool:
        path = target.name + key_predicate(target, [values[name] for name in target.type.key])
        try:
            plain = replace(request, method="GET", path=path, query="", headers={}, body=b"")
            self.reader.answer(plain, read_request(path, ""), "4.01")
        except NotFound:
            return False
        return True


@dataclass(frozen=True, slots=True, eq=False)
class Writing:
    """One request that writes."""

    request: Request
    version: str
    resource: Resource
    changing: Changing
    reader: Reader

    def done(self, method: str) -> Response:
        """Does what the method says at the resource."""
        shape = self.resource.shape
        if method == "POST" and shape is Shape.ENTITY:
            method = "PATCH"  # what Salesforce sends where it may not send a PATCH
        action = ACTIONS.get((method, shape))
        if action is None:
            allowed = [one for one, where in ACTIONS if where is shape]
            raise MethodNotAllowed(
                f"{method} is not possible here: the URL names {shape.value}.",
                headers={"Allow": ", ".join(["GET", "HEAD", *allowed])},
            )
        return action(self)

    # --- entities ----------------------------------------------------------------------------------------------

    def create(self) -> Response:
        """POST to a collection (section 11.4.2)."""
        entity_set = self.resource.range.entity_set
        permit(entity_set, "insert")
        entity = self._entity(entity_set)
        row = self.changing.insert(entity_set, entity, self._owner())
        return self._created(row)

    def _owner(self) -> dict[Any, Any]:
        """The columns that the entity determines before the collection: `Customers(1)/Orders`."""
        origin, navigation = self.resource.origin, self.resource.navigation
        if origin is None or navigation is None:
            return {}
        row = self._row(self.request.path.rpartition("/")[0])
        return {there: raw(row.raw[here]) for here, there in navigation.join}

    def update(self, *, replacing: bool = False) -> Response:
        """PATCH and PUT (sections 11.4.3 and 11.4.4); of what does not exist, where the request says so."""
        entity_set = self.resource.range.entity_set
        permit(entity_set, "update")
        row = self.changing.row(self.request.path)
        etag = self._etag(row)
        check(self.request.headers, etag)
        if row is None:
            return self._upsert(entity_set)
        self.changing.update(row, self._entity(entity_set), replace=replacing)
        return self._updated(row)

    def replace(self) -> Response:
        return self.update(replacing=True)

    def _upsert(self, entity_set: EntitySet) -> Response:
        """An update of nothing creates only where the client says that it means that (section 11.4.4)."""
        given = key_given(self.resource)
        if self.request.headers.get("if-none-match", "").strip() != "*" or given is None:
            raise NotFound(f"There is no such entity in '{entity_set.name}'.")
        entity = self._entity(entity_set)
        for name, value in given.items():
            entity.values[name] = value
        return self._created(self.changing.insert(entity_set, entity))

    def delete(self) -> Response:
        """DELETE (section 11.4.5)."""
        permit(self.resource.range.entity_set, "delete")
        row = self._row(self.request.path)
        check(self.request.headers, self._etag(row))
        self.changing.delete(row)
        return answered(204, b"", None, self.version)

    # --- properties --------------------------------------------------------------------------------------------

    def set_property(self) -> Response:
        """PUT and PATCH of a property (section 11.4.9)."""
        item = self.resource.property
        assert item is not None
        self._json()
        content = read_json(self.request.body)
        if not isinstance(content, dict) or "value" not in content:
            raise BadRequest('The body is {"value": …}.', target="value")
        return self._set(property_value(item, content["value"]), depth=1)

    def set_raw(self) -> Response:
        """PUT of a property's `/$value`."""
        item = self.resource.property
        assert item is not None
        try:
            text = self.request.body.decode("utf-8")
        except UnicodeDecodeError:
            raise BadRequest("The body is not UTF-8 text.") from None
        return self._set(property_value(item, {"true": True, "false": False}.get(text, text)), depth=2)

    def clear(self) -> Response:
        """DELETE of a property: it becomes null."""
        return self._set(None, depth=2 if self.resource.shape is Shape.RAW_VALUE else 1)

    def _set(self, value: Any, depth: int) -> Response:
        item = self.resource.property
        assert item is not None
        permit(self.resource.range.entity_set, "update")
        if item.read_only or item.immutable or item.name in self.resource.range.entity_set.type.key:
            raise BadRequest(f"'{item.name}' cannot be written.", target=item.name)
        row = self._row(self.request.path.rsplit("/", depth)[0])
        check(self.request.headers, self._etag(row))
        self.changing.update(row, Entity({item.name: value}))
        again = self.changing.row(row.url, locked=False)
        return answered(204, b"", None, self.version, self._tagged(again))

    # --- links -------------------------------------------------------------------------------------------------

    def link(self) -> Response:
        """POST to a collection's `$ref`, PUT of one entity's (section 11.4.6)."""
        source, navigation, _ = self._link_ends()
        self._json()
        target = self.changing.target(reference_of(read_json(self.request.body)), navigation)
        if navigation.collection:
            self.changing.adopt(source, navigation, target)
        else:
            self.changing.write(source, self.changing.link(navigation, target))
        return answered(204, b"", None, self.version)

    def unlink(self) -> Response:
        """DELETE of a link: `Orders(1)/Customer/$ref`, `Customers(1)/Orders(5)/$ref`, `…/Orders/$ref?$id=Orders(5)`."""
        source, navigation, path = self._link_ends()
        if not navigation.collection:
            self.changing.write(source, self.changing.link(navigation, None))
            return answered(204, b"", None, self.version)
        if self.resource.shape is Shape.REFERENCES:
            named = read_request("", self.request.query).value("$id")
            if not named:
                raise BadRequest("Which link? Name it: $ref?$id=…", target="$id")
            child = self.changing.target(named, navigation)
        else:
            child = self._row(path)
        self.changing.disown(navigation, child)
        return answered(204, b"", None, self.version)

    def _link_ends(self) -> tuple[Row, Any, str]:
        """The entity that a link starts from, the navigation, and the path of what it leads to."""
        navigation = self.resource.navigation
        if navigation is None:
            raise BadRequest("A link goes over a navigation property: Set(key)/Navigation/$ref.")
        path = self.request.path.removesuffix("/$ref")
        return self._row(path.rpartition("/")[0]), navigation, path

    # --- what they have in common ------------------------------------------------------------------------------

    def _row(self, path: str) -> Row:
        row = self.changing.row(path)
        if row is None:
            raise NotFound(f"There is no such entity as '{path[:100]}'.")
        return row

    def _json(self) -> None:
        kind = self.request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in JSON_TYPES:
            raise UnsupportedMediaType(f"The body is to be application/json, not {kind[:60]}.")

    def _entity(self, entity_set: EntitySet) -> Entity:
        self._json()
        return entity_of(read_json(self.request.body), entity_set.type, self.changing.model)

    def _etag(self, row: Row | None) -> str | None:
        return None if row is None else etag_of(values_of(row, row.entity_set))

    def _tagged(self, row: Row | None) -> dict[str, str]:
        if row is None or not row.entity_set.versioned:
            return {}
        return {"ETag": etag_of(values_of(row, row.entity_set))}

    def _created(self, row: Row) -> Response:
        location = f"{self.request.root}{row.url}"
        preferences = parse_preferences(self.request.headers.get("prefer"))
        headers = {"Location": location, "OData-EntityId": location}
        if preferences.returns is not None:
            headers["Preference-Applied"] = preferences.applied({"return": preferences.returns}) or ""
        if preferences.returns == "minimal":
            return answered(204, b"", None, self.version, headers | self._tagged(row))
        shown = self._shown(row)
        del headers["OData-EntityId"]
        return replace(shown, status=201, headers={**shown.headers, **headers})

    def _updated(self, row: Row) -> Response:
        preferences = parse_preferences(self.request.headers.get("prefer"))
        applied = preferences.applied({"return": preferences.returns}) if preferences.returns else None
        headers = {"Preference-Applied": applied} if applied else {}
        if preferences.returns == "representation":
            shown = self._shown(row)
            return replace(shown, headers={**shown.headers, **headers})
        return answered(204, b"", None, self.version, headers | self._tagged(self.changing.row(row.url, locked=False)))

    def _shown(self, row: Row) -> Response:
        """The entity as a GET would answer now, with the `$select` and `$expand` of this request."""
        kept = {name: value for name, value in self.request.headers.items() if name not in CONDITIONS}
        request = replace(self.request, method="GET", path=row.url, headers=kept, body=b"")
        return self.reader.answer(request, read_request(row.url, self.request.query), self.version)


ACTIONS: dict[tuple[str, Shape], Callable[[Writing], Response]] = {
    ("POST", Shape.COLLECTION): Writing.create,
    ("PATCH", Shape.ENTITY): Writing.update,
    ("PUT", Shape.ENTITY): Writing.replace,
    ("DELETE", Shape.ENTITY): Writing.delete,
    ("PUT", Shape.PROPERTY): Writing.set_property,
    ("PATCH", Shape.PROPERTY): Writing.set_property,
    ("DELETE", Shape.PROPERTY): Writing.clear,
    ("PUT", Shape.RAW_VALUE): Writing.set_raw,
    ("DELETE", Shape.RAW_VALUE): Writing.clear,
    ("POST", Shape.REFERENCES): Writing.link,
    ("PUT", Shape.REFERENCE): Writing.link,
    ("DELETE", Shape.REFERENCES): Writing.unlink,
    ("DELETE", Shape.REFERENCE): Writing.unlink,
}
