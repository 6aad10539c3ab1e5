"""A JSON body -> what is to be written, by property (JSON Format, sections 4.6, 7, 8 and 9).

Numbers stay exact: what has a fraction is a Decimal from the first byte on.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import msgspec

from odata_service.edm.literals import parse_literal
from odata_service.edm.model import EntityType, Model, NavigationProperty, Property
from odata_service.edm.types import BOOLEAN, DECIMAL, DOUBLE, INTEGERS, SINGLE, STRING, EnumType, Type
from odata_service.errors import BadRequest
from odata_service.query.scope import did_you_mean

DECODER = msgspec.json.Decoder(float_hook=Decimal)
REFERENCE = ("@odata.id", "@id")
NUMERIC = (*INTEGERS, DECIMAL, DOUBLE, SINGLE)


@dataclass(slots=True)
class Entity:
    """What a body says of one entity: values of properties, links to entities that exist, and entities within it."""

    values: dict[str, Any] = field(default_factory=dict)  # as `edm.literals` reads values; None is null
    binds: dict[str, str | list[str] | None] = field(default_factory=dict)
    nested: "dict[str, Entity | list[Entity] | None]" = field(default_factory=dict)
    id: str | None = None


def read_json(body: bytes) -> Any:
    """The body as JSON.

    Raises:
        BadRequest: it is none, or there is none.
    """
    if not body.strip():
        raise BadRequest("The request needs a body: a JSON object.")
    try:
        return DECODER.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequest(f"The body is not JSON: {_place(str(error))}") from None


def _place(message: str) -> str:
    found = re.search(r"byte (\d+)", message)
    if found is not None:
        return f"it cannot be read from byte {found[1]} on."
    return "it ends in the middle." if "truncated" in message else "it cannot be read."


def entity_of(content: Any, entity_type: EntityType, model: Model, *, path: str = "") -> Entity:
    """What an object says of an entity of this type.

    Raises:
        BadRequest: a property does not exist, or its value is not of its type; `target` names it.
    """
    if not isinstance(content, dict):
        raise BadRequest("The body is a JSON object with the entity's properties.", target=path or None)
    entity = Entity()
    for name, value in content.items():
        target = f"{path}{name}"
        if "@" in name:
            _control(name, value, entity, entity_type, target)
        elif name in entity_type.properties:
            entity.values[name] = property_value(entity_type.properties[name], value, target)
        elif name in entity_type.navigation:
            entity.nested[name] = _nested(entity_type.navigation[name], value, model, target)
        else:
            known = did_you_mean(name, [*entity_type.properties, *entity_type.navigation])
            raise BadRequest(f"'{entity_type.name}' has no property '{name}'.{known}", target=target)
    return entity


def _control(name: str, value: Any, entity: Entity, entity_type: EntityType, target: str) -> None:
    """Control information: links are taken, the rest means nothing here."""
    about, _, term = name.rpartition("@")
    if name in REFERENCE:
        entity.id = str(value)
    if term not in ("odata.bind", "bind"):
        return
    navigation = entity_type.navigation.get(about)
    if navigation is None:
        known = did_you_mean(about, entity_type.navigation)
        raise BadRequest(f"'{entity_type.name}' has no navigation property '{about}'.{known}", target=target)
    urls = value if navigation.collection else [value]
    if not isinstance(urls, list) or not all(isinstance(url, str) or (url is None and not navigation.collection)
                                             for url in urls):  # fmt: skip
        wanted = "a list of URLs" if navigation.collection else "the URL of an entity, or null"
        raise BadRequest(f"'{name}' is {wanted}.", target=target)
    entity.binds[about] = urls if navigation.collection else urls[0]


def _nested(navigation: NavigationProperty, value: Any, model: Model, target: str) -> Any:
    entity_type = model.set_of(navigation).type
    if not navigation.collection:
        return None if value is None else entity_of(value, entity_type, model, path=f"{target}/")
    if not isinstance(value, list):
        raise BadRequest(f"'{navigation.name}' is a list of entities.", target=target)
    return [entity_of(item, entity_type, model, path=f"{target}/") for item in value]


def property_value(item: Property, value: Any, target: str | None = None) -> Any:
    """A JSON value as the property's type has it; None for null.

    Raises:
        BadRequest: it is not of that type, too long, has too many digits, or is null where that cannot be.
    """
    target = target or item.name
    if value is None:
        return None
    try:
        read = _read(item.type, value)
    except BadRequest:
        raise BadRequest(f"'{item.name}' is of type {item.type}; {_shown(value)} is not.", target=target) from None
    _check_facets(item, read, target)
    return read


def _read(wanted: Type, value: Any) -> Any:
    if wanted is STRING:
        if isinstance(value, str):
            return value
        raise BadRequest("a text is needed")
    if wanted is BOOLEAN:
        if isinstance(value, bool):
            return value
        raise BadRequest("true or false is needed")
    if isinstance(value, (bool, dict, list)):
        raise BadRequest("a plain value is needed")
    if isinstance(value, str):
        return parse_literal(wanted, f"'{value.replace(chr(39), chr(39) * 2)}'")
    if wanted in NUMERIC or isinstance(wanted, EnumType):
        return parse_literal(wanted, f"{value:f}" if isinstance(value, Decimal) else str(value))
    raise BadRequest("a text is needed")


def _shown(value: Any) -> str:
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= 60 else f"{text[:57]}…"


def _check_facets(item: Property, value: Any, target: str) -> None:
    if isinstance(value, str) and item.type is STRING and item.max_length is not None and len(value) > item.max_length:
        raise BadRequest(
            f"'{item.name}' holds {item.max_length} characters at most; this has {len(value)}.", target=target
        )
    if isinstance(value, bytes) and item.max_length is not None and len(value) > item.max_length:
        raise BadRequest(f"'{item.name}' holds {item.max_length} bytes at most; this has {len(value)}.", target=target)
    if isinstance(value, Decimal) and isinstance(item.scale, int) and item.precision is not None:
        if -int(value.normalize().as_tuple().exponent) > item.scale:
            raise BadRequest(
                f"'{item.name}' has {item.scale} digits behind the point; {value} has more.", target=target
            )
        if value.adjusted() >= item.precision - item.scale and value != 0:
            raise BadRequest(
                f"'{item.name}' has {item.precision - item.scale} digits before the point; {value} has more.",
                target=target,
            )


def reference_of(content: Any) -> str:
    """The id in the body of a request to `$ref` (JSON Format, section 14).

    Raises:
        BadRequest: there is none.
    """
    if isinstance(content, dict):
        for name in REFERENCE:
            if isinstance(content.get(name), str):
                return str(content[name])
    raise BadRequest('The body is the id of an entity: {"@odata.id": "Set(key)"}.', target="@odata.id")


def missing(entity: Entity, entity_type: EntityType, given: Sequence[str], supplied: Mapping[str, Any]) -> list[str]:
    """The properties that a new entity needs and the body does not have."""
    return [
        item.name
        for item in entity_type.properties.values()
        if not item.nullable and not item.generated and not item.read_only and item.name not in given
        and item.name not in supplied and entity.values.get(item.name) is None
    ]  # fmt: skip
