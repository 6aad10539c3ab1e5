"""A request that writes: body -> conditions -> change -> the entity as it is now (Part 1, section 11.4)."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from odata_service.config import Config
from odata_service.edm.model import EntitySet, Model
from odata_service.errors import MethodNotAllowed, ODataError
from odata_service.protocol.message import Request, Response
from odata_service.protocol.preferences import parse_preferences
from odata_service.protocol.repeatability import ACCEPTED, is_repeatable, repeatable_of
from odata_service.query.bound import Shape
from odata_service.query.resource import Resource
from odata_service.query.write import Resources, resource_of
from odata_service.requests import bodies
from odata_service.requests.bodies import Written
from odata_service.requests.changing import Changing
from odata_service.requests.found import Found
from odata_service.requests.linking import Linking
from odata_service.requests.methods import allowed, is_fixed
from odata_service.requests.performing import Writing
from odata_service.requests.reading import Reader
from odata_service.requests.repeating import Once, Repeating
from odata_service.requests.storing import Kind, Storing, permit
from odata_service.sql.database import Database
from odata_service.sql.transaction import Transaction, in_transaction

EACH = "/$each"


@dataclass(frozen=True, slots=True, eq=False)
class Writer:
    """What writing needs of a service."""

    model: Model
    database: Database
    config: Config
    reader: Reader
    repeating: Repeating
    resources: Resources = field(default_factory=dict)

    def answer(self, request: Request, method: str, version: str, within: Transaction | None = None) -> Response:
        """The response to a request that writes, in a transaction of its own or within one.

        Raises:
            ODataError: the change is not possible; nothing has been changed then.
        """
        if not is_repeatable(request.headers):
            return self._answer(request, method, version, within)
        try:
            response = self._answer(request, method, version, within)
        except ODataError as error:
            error.headers = ACCEPTED | error.headers  # it was rejected where that is said already
            raise
        return replace(response, headers={**response.headers, **ACCEPTED})

    def _answer(self, request: Request, method: str, version: str, within: Transaction | None) -> Response:
        each = request.path.endswith(EACH)
        if each:
            request = replace(request, path=request.path.removesuffix(EACH))
        resource = resource_of(request.path, self.model, request.query, self.resources, later=version == "4.01")
        written = Written(request, resource, self.model)
        try:
            action = _action(method, resource, each)
            if action.kind is not None:
                permit(resource.range.entity_set, action.kind)
        except MethodNotAllowed as error:
            error.headers = {"Allow": ", ".join(_methods(resource, each))}
            raise
        content = action.body(written)

        def work(opened: Transaction) -> Response:
            return action.carried_out(self.writing(written, version, opened), content)

        if within is not None:
            return work(within)
        once = self._once(request, method, action, resource.range.entity_set)
        if once is None:
            return in_transaction(self.database, work)
        return self.repeating.carried_out(once, lambda opened: [work(opened)])[0]

    def methods(self, path: str, query: str) -> list[str]:
        """The methods that a resource answers to.

        Raises:
            NotFound: the path names nothing.
        """
        return _methods(resource_of(path.removesuffix(EACH), self.model, query), path.endswith(EACH))

    def _once(self, request: Request, method: str, action: "Action", entity_set: EntitySet) -> Once | None:
        """How the request is recognised when it arrives again; None where nobody wants that."""
        said = repeatable_of(request.headers)
        if said is not None:
            return self.repeating.named(said, [replace(request, method=method)])
        if action.kind != "insert" or not entity_set.rules.duplicate_window:
            return None

        def still_there(opened: Transaction, answer: Response) -> bool:
            found = Found(replace(self.reader, database=opened), opened)
            return found.row(answer.headers["Location"].removeprefix(request.root)) is not None

        return self.repeating.alike(replace(request, method=method), entity_set.rules.duplicate_window, still_there)

    def writing(self, written: Written, version: str, opened: Transaction) -> Writing:
        """The request within a transaction."""
        request = written.request
        reader = replace(self.reader, database=opened)
        storing = Storing(reader, opened, request.principal)
        linking = Linking(self.model, storing, request.root, request.references)
        preferences = parse_preferences(request.headers.get("prefer"))
        changing = Changing(self.model, storing, linking, preferences.strict, written.later)
        return Writing(written, version, preferences, changing, reader)


@dataclass(frozen=True, slots=True)
class Action:
    """What a method does at a resource: how its body is read, and what is done then; `kind` must be allowed."""

    body: bodies.Read
    carried_out: Callable[[Writing, Any], Response]
    kind: Kind | None = None


ACTIONS: dict[tuple[str, Shape], Action] = {
    ("POST", Shape.COLLECTION): Action(bodies.entity, Writing.create, "insert"),
    ("PATCH", Shape.COLLECTION): Action(bodies.delta, Writing.change, "update"),
    ("PATCH", Shape.ENTITY): Action(bodies.entity, Writing.update, "update"),
    ("PUT", Shape.ENTITY): Action(bodies.entity, Writing.replace, "update"),
    ("DELETE", Shape.ENTITY): Action(bodies.nothing, Writing.delete, "delete"),
    ("PUT", Shape.PROPERTY): Action(bodies.single_property, Writing.set_property, "update"),
    ("PATCH", Shape.PROPERTY): Action(bodies.single_property, Writing.set_property, "update"),
    ("DELETE", Shape.PROPERTY): Action(bodies.nothing, Writing.set_property, "update"),
    ("PUT", Shape.COMPLEX): Action(bodies.complex_value, Writing.set_complex, "update"),
    ("PATCH", Shape.COMPLEX): Action(bodies.complex_value, Writing.change_complex, "update"),
    ("DELETE", Shape.COMPLEX): Action(bodies.nothing, Writing.set_complex, "update"),
    ("PUT", Shape.STREAM): Action(bodies.stream, Writing.set_stream, "update"),
    ("DELETE", Shape.STREAM): Action(bodies.nothing, Writing.set_stream, "update"),
    ("PUT", Shape.RAW_VALUE): Action(bodies.raw_value, Writing.set_property, "update"),
    ("DELETE", Shape.RAW_VALUE): Action(bodies.nothing, Writing.set_property, "update"),
    ("POST", Shape.REFERENCES): Action(bodies.reference, Writing.link),
    ("PUT", Shape.REFERENCES): Action(bodies.references, Writing.link_all),
    ("PUT", Shape.REFERENCE): Action(bodies.reference, Writing.link),
    ("DELETE", Shape.REFERENCES): Action(bodies.nothing, Writing.unlink),
    ("DELETE", Shape.REFERENCE): Action(bodies.nothing, Writing.unlink),
}
EACH_ACTIONS: dict[str, Action] = {
    "PATCH": Action(bodies.entity, Writing.update_each, "update"),
    "DELETE": Action(bodies.nothing, Writing.delete_each, "delete"),
}


def _action(method: str, resource: Resource, each: bool) -> Action:
    if is_fixed(resource, method):
        raise MethodNotAllowed(f"'{resource.singleton}' is always there: {method} is not possible.")
    if each and resource.shape is Shape.COLLECTION:
        if method in EACH_ACTIONS:
            return EACH_ACTIONS[method]
        raise MethodNotAllowed(f"{method} is not possible here.")
    if method == "POST" and resource.shape is Shape.ENTITY:
        method = "PATCH"  # what Salesforce sends where it may not send a PATCH
    action = ACTIONS.get((method, resource.shape))
    if action is None:
        raise MethodNotAllowed(f"{method} is not possible here: the URL names {resource.shape.value}.")
    return action


def _methods(resource: Resource, each: bool) -> list[str]:
    if each and resource.shape is Shape.COLLECTION:
        return allowed(resource, [(method, action.kind) for method, action in EACH_ACTIONS.items()])
    own = [(method, action.kind) for (method, shape), action in ACTIONS.items() if shape is resource.shape]
    return ["GET", "HEAD", *allowed(resource, own)]
