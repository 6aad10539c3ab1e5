"""The path of a request that writes -> the resource it changes."""

from dataclasses import replace
from typing import Any

from odata_service.edm.literals import parse_literal
from odata_service.edm.model import Model
from odata_service.errors import NotFound
from odata_service.query.bound import Comparison, Constant, Member, Parameter, Range
from odata_service.query.resource import Resource, bind_resource
from odata_service.query.scope import Scope, Values, did_you_mean
from odata_service.url.request import read_request


def resource_of(path: str, model: Model, query: str = "") -> Resource:
    """What the path of a change names; `query` has the values of the aliases in it.

    Raises:
        NotFound: it names nothing.
    """
    asked = read_request(path, query)
    if not asked.segments:
        raise NotFound("The service itself cannot be changed; name an entity set.")
    parsed = asked.path()
    name = parsed.segments[0].text
    singleton = model.singletons.get(name)
    entity_set = model.entity_sets.get(singleton.entity_set if singleton else name)
    if entity_set is None:
        raise NotFound(f"There is no entity set '{name}'.{did_you_mean(name, model.entity_sets)}", target=name)
    places = {place: number for number, place in enumerate(asked.places)}
    values = Values(list(asked.texts), places)
    row = Range(entity_set)
    aliases = dict(asked.options().aliases)
    resource = bind_resource(parsed, Scope(model, values, "path", it=row, this=row, aliases=aliases))
    return _with_key(resource, values)


def _with_key(resource: Resource, values: Values) -> Resource:
    """Keeps what the key predicate says, for an entity that is not there yet."""
    known: dict[str, Any] = {}
    for condition in resource.where:
        match condition:
            case Comparison(_, Member(_, item), Parameter(number, _)):
                known[item.name] = parse_literal(item.type, values.texts[number], target=item.name)
            case Comparison(_, Member(_, item), Constant(value)):
                known[item.name] = value
    return replace(resource, given=known)


def key_given(resource: Resource) -> dict[str, Any] | None:
    """The key that the path names, where it starts with the entity set; else None."""
    key = resource.range.entity_set.type.key
    if resource.origin is not None or resource.given is None or set(resource.given) != set(key):
        return None
    return resource.given
