"""A JSON body -> what is to be written, by property (JSON Format, sections 4.6, 7, 8 and 9).

Numbers stay exact: what has a fraction is a Decimal from the first byte on.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from odata_service.edm.literals import SPECIAL, parse_text, values_of
from odata_service.edm.model import EntitySet, EntityType, Model, NavigationProperty
from odata_service.edm.properties import ComplexProperty, Property
from odata_service.edm.types import BOOLEAN, DECIMAL, DOUBLE, INTEGERS, SINGLE, STRING, EnumType, Type
from odata_service.errors import BadRequest
from odata_service.query.casts import cast_of, cast_with
from odata_service.query.scope import did_you_mean
from odata_service.query.spelling import names_of, unique

DECODER = msgspec.json.Decoder(float_hook=Decimal)
ENCODER = msgspec.json.Encoder(decimal_format="number")
DEEPEST = 50  # levels of entities within entities
CONTENT_ID = ("Core.ContentID", "Org.OData.Core.V1.ContentID")
NUMERIC = (*INTEGERS, DECIMAL, DOUBLE, SINGLE)


@dataclass(slots=True)
class Entity:
    """What a body says of one entity: values of properties, links to entities that exist, and entities within it."""

    values: dict[str, Any] = field(default_factory=dict)  # as `edm.literals` reads values; None is null
    binds: dict[str, str | list[str] | None] = field(default_factory=dict)
    nested: "dict[str, Entity | list[Entity] | None]" = field(default_factory=dict)
    deltas: "dict[str, list[Entity]]" = field(default_factory=dict)  # what changes of a nested collection
    id: str | None = None
    etag: str | None = None
    removed: str | None = None  # in a delta: why it is gone, `deleted` or `changed`
    stream: tuple[bytes, str] | None = None  # of a media entity: its bytes and their media type
    cast: str = ""  # the qualified name of the derived type that it says it is of
    typed: dict[str, str] = field(default_factory=dict)  # navigation property -> the derived type that has it
    content_id: dict[str, str] = field(default_factory=dict)  # what its client calls it, as it is written
    row: Any = None  # what it has become


@dataclass(frozen=True, slots=True)
class Link:
    """What a delta says of a link that there is to be, or no more (JSON Format, sections 15.4 and 15.5)."""

    source: str
    relationship: str
    target: str | None  # of a link that ends to one entity there may be none
    deleted: bool


def read_json(body: bytes) -> Any:
    """The body as JSON; the mark that some programs begin UTF-8 with means nothing.

    Raises:
        BadRequest: it is none, or there is none.
    """
    body = body.removeprefix(BOM_UTF8)
    if not body.strip():
        raise BadRequest("The request needs a body: a JSON object.")
    try:
        return DECODER.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequest(_unread(body) or f"The body is not JSON: {_place(str(error), body)}") from None


HALF = re.compile(rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])")  # of a letter that takes two


def _unread(body: bytes) -> str | None:
    """What is said of a body in another encoding, whatever its Content-Type says of it."""
    try:
        body.decode()
    except UnicodeDecodeError as error:
        return f"The body is not UTF-8, as JSON has to be: byte {error.start} is none of it."
    return "The body is not UTF-8, as JSON has to be, but UTF-16." if b"\0" in body[:4] else None


def _place(message: str, body: bytes) -> str:
    half = HALF.search(body)
    if half is not None:
        return f"at byte {half.start()}, {half[0].decode()} is half of a letter."
    found = re.search(r"byte (\d+)", message)
    if found is not None:
        return f"it cannot be read from byte {found[1]} on."
    return "it ends in the middle." if "truncated" in message else "it cannot be read."


@dataclass(frozen=True, slots=True)
class Deserializer:
    """How bodies are read: `later` is what 4.01 has and 4.0 has not, ETags and deltas within them."""

    model: Model
    later: bool = False

    def entity(self, content: Any, entity_set: EntitySet, *, path: str = "") -> Entity:
        """What an object says of an entity of this set.

        Raises:
            BadRequest: a property does not exist, or its value is not of its type; `target` names it.
        """
        if not isinstance(content, dict):
            raise BadRequest("The body is a JSON object with the entity's properties.", target=path or None)
        if path.count("/") > DEEPEST:
            raise BadRequest(f"Entities can be nested {DEEPEST} levels deep in a body; these are deeper.")
        entity = Entity()
        entity_set = self._typed(content, entity_set, f"{path}@odata.type")
        entity.cast = entity_set.cast
        entity_type = entity_set.type
        for name, value in (_spelled(content, names_of(entity_type)) if self.later else content).items():
            target = f"{path}{name}"
            if "@" in name:
                self._control(name, value, entity, entity_type, target)
            elif name in entity_type.complex:
                whole = entity_type.complex[name]
                entity.values |= self._complex(entity_type, whole, value, target)
            elif name in entity_type.properties and "/" not in name:
                entity.values[name] = property_value(entity_type.properties[name], value, target)
            elif name in entity_type.streams:
                raise BadRequest(f"'{name}' is a stream; send it to …/{name} by PUT.", target=target)
            elif name in entity_type.navigation:
                entity.nested[name] = self._nested(entity_type.navigation[name], value, target)
                if entity.cast and name not in entity_set.as_type("").type.navigation:
                    entity.typed[name] = cast_with(entity_set, name)
            else:
                known = [*entity_type.properties, *entity_type.complex, *entity_type.navigation]
                meant = _type_of(name, entity_set) or did_you_mean(name, known)
                raise BadRequest(f"'{entity_type.name}' has no property '{name}'.{meant}", target=target)
        return entity

    def _complex(self, entity_type: EntityType, whole: ComplexProperty, value: Any, target: str) -> dict[str, Any]:
        value = _spelled(value, whole.parts) if self.later and isinstance(value, dict) else value
        return complex_values(entity_type, whole, value, self.model.namespace, target)

    def _typed(self, content: dict[str, Any], entity_set: EntitySet, target: str) -> EntitySet:
        """The set as the type that the object says it is of (JSON Format, section 4.6.3)."""
        told = _told_type(content)
        if told is None:
            return entity_set
        cast = cast_of(entity_set, str(told).rpartition("#")[2], self.model)
        if cast is None and entity_set.types is None:
            own = f"#{self.model.namespace}.{entity_set.type.name}"
            raise BadRequest(f'{_shown(told)} is another type: entities here are of "{own}".', target=target)
        if cast is None or entity_set.type not in cast.type.line:
            raise BadRequest(f"{_shown(told)} is no type that is derived from '{entity_set.type.name}'.", target=target)
        return cast

    def _control(self, name: str, value: Any, entity: Entity, entity_type: EntityType, target: str) -> None:
        """Control information: what is said of links, versions and changes is taken, the rest means nothing here."""
        about, _, term = name.rpartition("@")
        term = term.removeprefix("odata.")
        if term == "bind":
            entity.binds[about] = _bound(_navigation(about, entity_type, target), name, value, target)
        elif term == "delta" and about and self.later:
            entity.deltas[about] = self._delta(_navigation(about, entity_type, target), value, target)
        elif about:
            return
        elif term == "id":
            entity.id = str(value)
        elif term in CONTENT_ID:
            entity.content_id = {name: str(value)}
        elif term == "etag" and self.later:
            entity.etag = str(value)
        elif term == "removed" and self.later:
            entity.removed = str(value.get("reason", "changed")) if isinstance(value, dict) else "changed"

    def _nested(self, navigation: NavigationProperty, value: Any, target: str) -> Any:
        entity_set = self.model.set_of(navigation)
        if not navigation.collection:
            return None if value is None else self.entity(value, entity_set, path=f"{target}/")
        if not isinstance(value, list):
            raise BadRequest(f"'{navigation.name}' is a list of entities.", target=target)
        return [self.entity(item, entity_set, path=f"{target}/") for item in value]

    def _delta(self, navigation: NavigationProperty, value: Any, target: str) -> list[Entity]:
        if not navigation.collection:
            raise BadRequest(f"'{navigation.name}' is no collection, which has no delta.", target=target)
        found: list[Entity] = self._nested(navigation, value, target)
        return found


def _spelled(content: dict[str, Any], known: Collection[str]) -> dict[str, Any]:
    """The object with names as the type has them, which 4.01 may write in any case (Part 1, section 12.2.3)."""
    if all(name.partition("@")[0] in known for name in content if name[:1] != "@"):
        return content
    spelled = unique(known)
    parted = [(name.partition("@"), value) for name, value in content.items()]
    return {
        (name if name in known else spelled.get(name.lower(), name)) + at + term: value
        for (name, at, term), value in parted
    }


def _type_of(name: str, entity_set: EntitySet) -> str:
    """Where a name is that of a derived type's property: what has to be said."""
    cast = cast_with(entity_set, name)
    return f' It is one of a derived type: say "@odata.type": "#{cast}".' if cast else ""


def _navigation(name: str, entity_type: EntityType, target: str) -> NavigationProperty:
    navigation = entity_type.navigation.get(name)
    if navigation is None:
        known = did_you_mean(name, entity_type.navigation)
        raise BadRequest(f"'{entity_type.name}' has no navigation property '{name}'.{known}", target=target)
    return navigation


def _bound(navigation: NavigationProperty, name: str, value: Any, target: str) -> str | list[str] | None:
    """The URL of `@odata.bind`, or the list of them."""
    if navigation.collection:
        if isinstance(value, list) and all(isinstance(url, str) for url in value):
            return value
        raise BadRequest(f"'{name}' is a list of URLs.", target=target)
    if value is None or isinstance(value, str):
        return value
    raise BadRequest(f"'{name}' is the URL of an entity, or null.", target=target)


def _told_type(content: dict[str, Any]) -> Any:
    """The type that an object says it is of, whatever the version; None where it says none."""
    return next((content[name] for name in ("@odata.type", "@type") if name in content), None)


def complex_values(
    entity_type: EntityType, whole: ComplexProperty, value: Any, namespace: str, target: str | None = None
) -> dict[str, Any]:
    """What a complex value says of its parts, by their paths; of null, that they are null.

    Raises:
        BadRequest: it is neither an object nor null, or has what there is not, or what does not fit.
    """
    target = target or whole.name
    if value is None:
        return dict.fromkeys(whole.members)
    if not isinstance(value, dict):
        raise BadRequest(f"'{whole.name}' is an object, or null; {_shown(value)} is not.", target=target)
    told, own = _told_type(value), f"{namespace}.{whole.type}"
    if told is not None and str(told).rpartition("#")[2] != own:
        raise BadRequest(
            f"{_shown(told)} is another type: '{whole.name}' is of \"#{own}\".", target=f"{target}/@odata.type"
        )
    found: dict[str, Any] = {}
    for name, part in value.items():
        if "@" in name:
            continue
        path = whole.named(name)
        if path is None:
            known = did_you_mean(name, whole.parts)
            raise BadRequest(f"'{whole.name}' has no '{name}'.{known}", target=f"{target}/{name}")
        found[path] = property_value(entity_type.properties[path], part, f"{target}/{name}")
    return found


def property_value(item: Property, value: Any, target: str | None = None, *, raw: bool = False) -> Any:
    """A JSON value as the property's type has it; None for null. `raw`: it is a text, whatever the type.

    Raises:
        BadRequest: it is not of that type, too long, has too many digits, or is null where that cannot be.
    """
    target = target or item.name
    if value is None:
        return None
    if item.missing:
        raise BadRequest(
            f"'{item.name}' cannot be written now: the database has no such column any more.", target=target
        )
    try:
        if item.type in (DOUBLE, SINGLE) and isinstance(value, str) and value not in SPECIAL and not raw:
            raise BadRequest("a number is needed")  # those are texts whose digits clients may lose (JSON Format, 3.2)
        read = _read(item.type, value)
    except BadRequest:
        known = f"'{item.name}' is of type {item.type}{values_of(item.type)}"
        raise BadRequest(f"{known}; {_shown(value)} is not.", target=target) from None
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
        return parse_text(wanted, value)
    if wanted in NUMERIC or isinstance(wanted, EnumType):
        return parse_text(wanted, str(value))  # with its exponent: `1e999999999` has a gigabyte of digits
    raise BadRequest("a text is needed")


def _shown(value: Any) -> str:
    text = ENCODER.encode(value).decode()
    return text if len(text) <= 60 else f"{text[:57]}…"


def _check_facets(item: Property, value: Any, target: str) -> None:
    match value:
        case str() if item.type is STRING and item.max_length is not None and len(value) > item.max_length:
            length = len(value.rstrip(" ")) if item.fixed_length else len(value)
            if length > item.max_length:
                raise BadRequest(
                    f"'{item.name}' holds {item.max_length} characters at most; this has {length}.", target=target
                )
        case bytes() if item.max_length is not None and len(value) > item.max_length:
            raise BadRequest(
                f"'{item.name}' holds {item.max_length} bytes at most; this has {len(value)}.", target=target
            )
        case Decimal() if isinstance(item.scale, int) and item.precision is not None:
            _check_digits(item, value, item.precision - item.scale, item.scale, target)
        case datetime() | time() | timedelta() if item.precision is not None and item.precision < MICROSECONDS:
            micro = value.microseconds if isinstance(value, timedelta) else value.microsecond
            if micro % 10 ** (MICROSECONDS - item.precision):
                kept = f"{item.precision} digits of seconds' fractions" if item.precision else "whole seconds"
                raise BadRequest(f"'{item.name}' holds {kept}.", target=target)


MICROSECONDS = 6  # digits of a second's fraction; what is finer is cut off


def _check_digits(item: Property, value: Decimal, before: int, behind: int, target: str) -> None:
    if -int(value.normalize().as_tuple().exponent) > behind:
        raise BadRequest(
            f"'{item.name}' has {behind} digits behind the point; {_shown(value)} has more.", target=target
        )
    if value.adjusted() >= before and value != 0:
        raise BadRequest(
            f"'{item.name}' has {before} digits before the point; {_shown(value)} has more.", target=target
        )


def link_of(content: Any, target: str) -> Link | None:
    """The link that an object of a delta is about; None where it is an entity.

    Raises:
        BadRequest: the object does not say which link it is, or what is to become of it.
    """
    if not isinstance(content, dict):
        return None
    kind = _kind_of(content)
    if kind not in ("$link", "$deletedLink") and not {"source", "relationship", "target"} <= set(content):
        return None
    source, relationship, to = (content.get(name) for name in ("source", "relationship", "target"))
    if kind not in ("$link", "$deletedLink"):
        raise BadRequest(
            'A link says what becomes of it: "@context": "#Set/$link" or "#Set/$deletedLink".', target=target
        )
    if not (isinstance(source, str) and isinstance(relationship, str)) or not (
        isinstance(to, str) or (to is None and kind == "$deletedLink")
    ):
        raise BadRequest('A link has a "source", a "relationship" and a "target".', target=target)
    return Link(source, relationship.rpartition("/")[2], to, kind == "$deletedLink")


def deleted_of(content: Any, target: str) -> Entity | None:
    """The deleted entity that an object of a delta tells of as 4.0 does (JSON Format, section 15.3); None for all else.

    Raises:
        BadRequest: the object does not say which entity it is.
    """
    if not isinstance(content, dict) or _kind_of(content) != "$deletedEntity":
        return None
    if not isinstance(content.get("id"), str):
        raise BadRequest("A deleted entity is told by its id.", target=f"{target}/id")
    return Entity(id=content["id"], removed=str(content.get("reason", "deleted")))


def _kind_of(content: Mapping[str, Any]) -> str:
    """What an object of a delta is, as its context URL ends."""
    context = next((str(content[name]) for name in ("@odata.context", "@context") if name in content), "")
    return context.rpartition("/")[2]


def reference_of(content: Any) -> str:
    """The id in the body of a request to `$ref` (JSON Format, section 14).

    Raises:
        BadRequest: there is none.
    """
    if isinstance(content, dict):
        for name in ("@odata.id", "@id"):
            if isinstance(content.get(name), str):
                return str(content[name])
    raise BadRequest('The body is the id of an entity: {"@odata.id": "Set(key)"}.', target="@odata.id")


def expand_of(entities: Sequence[Entity], levels: int) -> str:
    """The `$expand` that shows what was created within entities (section 11.4.2.2), as many levels deep as there may
    be."""
    within: dict[str, list[Entity]] = {}
    for entity in entities if levels else ():
        for name, inner in entity.nested.items():
            path = f"{entity.typed[name]}/{name}" if name in entity.typed else name
            members = inner if isinstance(inner, list) else [inner]
            within.setdefault(path, []).extend(one for one in members if one is not None)
    deeper = {path: expand_of(members, levels - 1) for path, members in within.items()}
    return ",".join(f"{path}($expand={options})" if options else path for path, options in deeper.items())
