"""The path of a request that writes -> the resource it changes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from odata_service.edm.literals import parse_literal
from odata_service.edm.model import Model
from odata_service.errors import BadRequest, NotFound
from odata_service.query.bound import Comparison, Constant, Member, Parameter, Range
from odata_service.query.resource import Resource, bind_resource
from odata_service.query.scope import Scope, Values, did_you_mean
from odata_service.query.spelling import spelling_of
from odata_service.url import ast
from odata_service.url.request import Asked, read_request

Resources = dict[tuple[str, ...], Resource]  # by the shape of what has named them, without the values in it
MOST = 1000


def resource_of(
    path: str, model: Model, query: str = "", known: Resources | None = None, *, later: bool = False
) -> Resource:
    """What the path of a change names; `query` has the values of the aliases in it. `known`: what was named before;
    `later`: names may be in another case.

    Raises:
        NotFound: it names nothing.
        BadRequest: a key is none of this type.
    """
    asked = read_request(path, query)
    found = known.get(asked.key) if known is not None else None
    if found is not None:
        return _with_key(found, asked.texts)
    if not asked.segments:
        raise NotFound("The service itself cannot be changed; name an entity set.")
    parsed = asked.path()
    try:
        found, values = _bound(asked, parsed, model)
    except (BadRequest, NotFound):
        spelled = spelling_of(model).respelled(parsed) if later else parsed
        if spelled == parsed:
            raise
        found, values = _bound(asked, spelled, model)
        known = None  # a client of 4.0 means nothing by that
    if known is not None and values.complete and asked.memorable:
        if len(known) >= MOST:
            known.clear()
        known[asked.key] = found
    return _with_key(found, values.texts)


def _bound(asked: Asked, parsed: ast.ResourcePath, model: Model) -> tuple[Resource, Values]:
    values = Values(list(asked.texts), {place: number for number, place in enumerate(asked.places)})
    name = parsed.segments[0].text
    singleton = model.singletons.get(name)
    entity_set = model.entity_sets.get(singleton.entity_set if singleton else name)
    if entity_set is None:
        raise NotFound(f"There is no entity set '{name}'.{did_you_mean(name, model.entity_sets)}", target=name)
    row = Range(entity_set)
    aliases = dict(asked.options().aliases)
    return bind_resource(parsed, Scope(model, values, "path", it=row, this=row, aliases=aliases)), values


def _with_key(resource: Resource, texts: Sequence[str]) -> Resource:
    """Keeps what the key predicate says, for an entity that is not there yet."""
    known: dict[str, Any] = {}
    for condition in resource.where:
        match condition:
            case Comparison(_, Member(_, item), Parameter(number, _)):
                known[item.name] = parse_literal(item.type, texts[number], target=item.name)
            case Comparison(_, Member(_, item), Constant(value)):
                known[item.name] = value
    return replace(resource, given=known)


def key_given(resource: Resource) -> dict[str, Any] | None:
    """The key that the path names, where it starts with the entity set; else None."""
    key = resource.range.entity_set.type.key
    if resource.origin is not None or resource.given is None or set(resource.given) != set(key):
        return None
    return resource.given
