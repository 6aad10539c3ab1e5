"""Functions and actions that a model file declares: found in a path, called in a transaction, and what they return
(Part 1, section 11.5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from sqlalchemy.exc import DBAPIError

from odata_service.edm.literals import parse_literal
from odata_service.edm.model import EntitySet, Model, Operation
from odata_service.edm.operations import chosen
from odata_service.edm.properties import Property
from odata_service.edm.types import STRING
from odata_service.errors import (
    BadRequest,
    MethodNotAllowed,
    NotFound,
    NotImplementedByService,
    UnprocessableContent,
)
from odata_service.payload.deserialize import property_value
from odata_service.payload.results import result_body
from odata_service.payload.urls import key_predicate
from odata_service.protocol.etag import check, etag_of
from odata_service.protocol.message import Request, Response, answered
from odata_service.protocol.negotiation import negotiate
from odata_service.protocol.preferences import parse_preferences
from odata_service.publish import Call, Refused
from odata_service.query.bound import Shape
from odata_service.query.parts import selected_parts
from odata_service.query.spelling import spelling_of
from odata_service.query.write import resource_of
from odata_service.requests.among import MOST_ENTITIES, path_among, query_of
from odata_service.requests.bodies import check_asked, json_of
from odata_service.requests.found import Found
from odata_service.requests.reading import Reader
from odata_service.sql.constraints import sentence_at_end
from odata_service.sql.database import Database
from odata_service.sql.transaction import Transaction, in_transaction
from odata_service.url import ast
from odata_service.url.path import SAFE
from odata_service.url.request import Asked, read_request


@dataclass(frozen=True, slots=True, eq=False)
class Called:
    """An operation that a path names: its overloads there, what it is called on, and what stands behind it."""

    overloads: tuple[Operation, ...]  # those of the type that it is called on before those of what that is derived from
    segment: ast.PathSegment
    path: str  # of what it is called on, "" for nothing
    rest: tuple[str, ...]


def called(model: Model, asked: Asked, version: str) -> Called | None:
    """The operation that a path names, in 4.01 in any case; None where it names none.

    Raises:
        NotFound: it is one of a derived type's, and called on what need not be of that.
    """
    for place, text in enumerate(asked.segments):
        name = text.partition("(")[0].removeprefix(f"{model.namespace}.")
        if version == "4.01" and name not in model.operations:
            name = spelling_of(model).operations.get(text.partition("(")[0].lower(), name)
        if name in model.operations:
            path = "/".join(quote(one, safe=SAFE) for one in asked.segments[:place])
            overloads = _overloads(model, name, path, asked, version)
            if overloads:
                return Called(overloads, asked.path().segments[place], path, asked.segments[place + 1 :])
    return None


def _overloads(model: Model, name: str, path: str, asked: Asked, version: str) -> tuple[Operation, ...]:
    """Those that can be called on what a path names: its type in the URL decides, not that of the entity that is found
    there (Part 1, sections 11.5.4.2 and 11.5.5.2)."""
    found = model.operations[name]
    if not path:
        return tuple(one for one in found if one.bound is None)
    on = resource_of(path, model, _aliases(asked), later=version == "4.01")
    entity_set, whole = on.range.entity_set, on.shape is Shape.COLLECTION
    if on.shape not in (Shape.COLLECTION, Shape.ENTITY):
        return ()
    bound = [one for one in found if one.bound == entity_set.name and one.collection is whole]
    line = entity_set.type.line
    fitting = sorted(
        ((line.index(kind), one) for one in bound if (kind := entity_set.as_type(one.cast).type) in line),
        key=lambda found: found[0],
    )
    if not fitting:
        _check_types(name, bound, entity_set, path, model)
    return tuple(one for place, one in fitting if place == fitting[0][0] or not one.action)


def _check_types(name: str, bound: Sequence[Operation], entity_set: EntitySet, path: str, model: Model) -> None:
    """Raises where a cast is missing, and nothing else is called so."""
    for one in bound:
        if entity_set.type in entity_set.as_type(one.cast).type.line and name not in _names(entity_set):
            whole = f"{path[:100]}/{one.cast}/{model.namespace}.{name}"
            raise NotFound(f"'{name}' is an operation of the type '{one.cast}': {whole}.", target=name)


def _names(entity_set: EntitySet) -> set[str]:
    """What stands behind an entity without being called."""
    own = entity_set.type
    return {*own.properties, *own.complex, *own.streams, *own.navigation}


def _aliases(asked: Asked) -> str:
    """The parameter aliases of a request, as a query."""
    return "&".join(f"{name}={quote(value)}" for name, value in asked.pairs if name[:1] == "@")


@dataclass(frozen=True, slots=True, eq=False)
class Operating:
    """One call of an operation."""

    reader: Reader
    database: Database
    request: Request
    asked: Asked
    version: str
    called: Called

    @property
    def model(self) -> Model:
        return self.reader.model

    def answer(self, method: str, within: Transaction | None = None) -> Response:
        """What the operation returns.

        Raises:
            MethodNotAllowed: a function is called by GET, an action by POST.
            BadRequest: there is no such operation with these parameters, or one is not of its type.
            UnprocessableContent: the operation refuses.
        """
        action = self.called.overloads[0].action
        if action is not (method == "POST"):
            what = ("An action", "POST") if action else ("A function", "GET")
            raise MethodNotAllowed(f"{what[0]} is called by {what[1]}.", headers={"Allow": what[1]})
        operation, arguments = self._from_body() if action else self._from_url()

        def work(opened: Transaction) -> Response:
            response = self._carried_out(operation, arguments, opened)
            return self._preferred(response) if action else response

        return work(within) if within is not None else in_transaction(self.database, work)

    def _preferred(self, response: Response) -> Response:
        """Nothing, where the client prefers that of an action (Part 1, section 8.2.8.7)."""
        preferences = parse_preferences(self.request.headers.get("prefer"))
        if preferences.returns != "minimal":
            return response
        applied = preferences.applied({"return": "minimal"}) or ""
        return answered(204, b"", None, self.version, {"Preference-Applied": applied})

    def _carried_out(self, operation: Operation, arguments: Mapping[str, Any], opened: Transaction) -> Response:
        found = Found(replace(self.reader, database=opened), opened)
        call = Call(
            opened.connection, self.request.principal, self._row(operation, found),
            lambda: self._rows(operation, found),
        )  # fmt: skip
        try:
            value = operation.function(call, **arguments)
        except Refused as refused:
            raise UnprocessableContent(refused.message, target=refused.column) from refused
        except DBAPIError as error:
            raise sentence_at_end(error, self.database.name) from error
        return self._returned(operation, value, opened)

    def _row(self, operation: Operation, found: Found) -> Mapping[str, Any]:
        """The row of the entity that it is called on, which an action may change and so has locked."""
        if operation.bound is None or operation.collection:
            return {}
        row = found.row(self.called.path, _aliases(self.asked), locked=operation.action)
        if row is None:
            raise NotFound(f"There is no such entity as '{self.called.path[:100]}'.")
        if operation.action:
            check(self.request.headers, etag_of(row.versions()), required=row.entity_set.rules.if_match_required)
        return found.stored(row)

    def _rows(self, operation: Operation, found: Found) -> Sequence[Mapping[str, Any]]:
        """The rows of the collection that it is called on."""
        if not operation.collection:
            return []
        return found.all_stored(found.rows(self.called.path, _aliases(self.asked), locked=operation.action))

    # --- arguments -----------------------------------------------------------------------------------------------

    def _from_body(self) -> tuple[Operation, dict[str, Any]]:
        check_asked(self.request)
        content = json_of(self.request) if self.request.body.strip() else {}
        if not isinstance(content, dict):
            raise BadRequest("The body is a JSON object with the action's parameters.")
        given = {name: value for name, value in content.items() if "@" not in name}
        operation = self._chosen(lambda one: set(given))
        return operation, {
            item.name: self._not_null(item, property_value(item, given.get(item.name)))
            for item in operation.parameters if item.name in given or not item.generated
        }  # fmt: skip

    def _from_url(self) -> tuple[Operation, dict[str, Any]]:
        """From the parentheses; without any in them, also from query options of these names (Part 1, 11.5.4.1.1)."""
        said = self.called.segment.predicates[0].pairs if self.called.segment.predicates else ()
        if len(self.called.segment.predicates) > 1 or any(name is None for name, _ in said):
            raise BadRequest(f"The parameters of '{self._name}' have names: {self._forms()}.", target=self._name)
        given = {str(name): node for name, node in said}
        if len(given) < len(said):
            raise BadRequest(f"A parameter of '{self._name}' is given twice.", target=self._name)
        options = {} if given else {name: value for name, value in self.asked.pairs if name[:1] not in ("$", "@")}

        def named(one: Operation) -> set[str]:
            return set(given) | {item.name for item in one.parameters if item.name in options}

        most = sorted(self.called.overloads, key=lambda one: -len(named(one)))
        operation = self._chosen(named, most)
        found = {item.name: self._value(item, given[item.name]) for item in operation.parameters if item.name in given}
        plain = {
            item.name: self._text(item, options[item.name]) for item in operation.parameters if item.name in options
        }
        return operation, found | plain

    def _chosen(self, given: Any, overloads: Sequence[Operation] | None = None) -> Operation:
        found = chosen(overloads or self.called.overloads, given)
        if found is None:
            raise BadRequest(f"'{self._name}' is called so: {self._forms()}.", target=self._name)
        return found

    @property
    def _name(self) -> str:
        return self.called.overloads[0].name

    def _forms(self) -> str:
        return ", or ".join(
            f"{one.name}({', '.join(item.name for item in one.parameters)})" for one in self.called.overloads
        )

    def _value(self, item: Property, node: ast.Expr) -> Any:
        """An argument: a literal, or a parameter alias that stands for one."""
        if isinstance(node, ast.Path) and isinstance(alias := node.segments[0], ast.Alias) and len(node.segments) == 1:
            values = dict(self.asked.options().aliases)
            if alias.identifier not in values:
                return self._not_null(item, None)
            return self._value(item, values[alias.identifier])
        if not isinstance(node, ast.Literal):
            raise BadRequest(f"'{item.name}' needs a value of type {item.type}.", target=item.name)
        if node.kind is ast.LiteralKind.NULL:
            return self._not_null(item, None)
        if item.type is STRING and node.kind is not ast.LiteralKind.STRING:
            raise BadRequest(f"'{item.name}' is a text, in single quotes.", target=item.name)
        return parse_literal(item.type, node.text, target=item.name)

    def _text(self, item: Property, text: str) -> Any:
        return self._not_null(item, None) if text == "null" else parse_literal(item.type, text, target=item.name)

    def _not_null(self, item: Property, value: Any) -> Any:
        if value is None and not item.nullable:
            raise BadRequest(f"'{item.name}' needs a value; it cannot be null.", target=item.name)
        return value

    # --- results -------------------------------------------------------------------------------------------------

    def _returned(self, operation: Operation, value: Any, opened: Transaction) -> Response:
        result = operation.result
        if result is None or value is None:
            return answered(204, b"", None, self.version)
        if result.entity_set is not None:
            entity_set = self.model.entity_sets[result.entity_set].as_type(result.cast)
            return self._entities(entity_set, value, opened, many=result.collection)
        if self.called.rest:
            raise NotFound(f"There is nothing behind '{operation.name}'.", target=self.called.rest[0])
        for name, _ in self.asked.pairs:
            known = name in ("$format", "$schemaversion") or (name == "$select" and result.complex is not None)
            if name[:1] == "$" and not known:
                raise NotImplementedByService(f"'{name}' works on entities; '{operation.name}' has none.", target=name)
        selected = selected_parts(
            self.asked.options().select, operation.name, result.complex or "", [one.name for one in result.parts],
            self.model,
        )  # fmt: skip
        headers = self.request.headers
        form = negotiate(headers.get("accept"), self.asked.format, headers.get("accept-charset"), self.version)
        body = result_body(result, value, self.model.namespace, self.request.root, form, self.version, selected)
        return answered(200, body, form.content_type, self.version)

    def _entities(self, entity_set: EntitySet, value: Any, opened: Transaction, *, many: bool) -> Response:
        """The entities whose keys are returned, read as if a GET named them: with the options of the request."""
        options: Mapping[str, str] = {name: text for name, text in self.asked.pairs if name[:1] in ("$", "@")}
        if many:
            keys = [_key_of(key) for key in value]
            if len(keys) > MOST_ENTITIES:
                raise BadRequest(f"'{self._name}' returns more than {MOST_ENTITIES} entities; narrow it.")
            path, options = path_among(entity_set, keys, options)
        else:
            path = entity_set.name + key_predicate(entity_set, _key_of(value))
        path = "/".join([path + entity_set.cast_path, *(quote(one, safe=SAFE) for one in self.called.rest)])
        query = query_of(options)
        reader = replace(self.reader, database=opened)
        request = replace(self.request, method="GET", path=path, query=query, body=b"")
        return reader.answer(request, read_request(path, query), self.version)


def _key_of(value: Any) -> Sequence[Any]:
    return tuple(value) if isinstance(value, (tuple, list)) or hasattr(value, "_mapping") else (value,)
