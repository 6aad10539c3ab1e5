"""The bodies of requests that write, read before any database is asked: what they say, or what is wrong with them."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from odata_service.edm.model import Model
from odata_service.edm.properties import ComplexProperty, Property
from odata_service.edm.types import BINARY, BOOLEAN
from odata_service.errors import BadRequest, UnsupportedMediaType
from odata_service.payload.deserialize import (
    Deserializer,
    Entity,
    Link,
    complex_values,
    deleted_of,
    link_of,
    property_value,
    read_json,
    reference_of,
)
from odata_service.protocol.batch import media_type
from odata_service.protocol.message import Request
from odata_service.query.resource import Resource


@dataclass(frozen=True, slots=True)
class Written:
    """A request that writes, and the resource that it is about."""

    request: Request
    resource: Resource
    model: Model

    @property
    def later(self) -> bool:
        """Whether the body is one of OData 4.01; clients that say nothing send what 4.0 has."""
        headers = self.request.headers
        return headers.get("odata-version", headers.get("odata-maxversion", "")).strip() == "4.01"


Read = Callable[[Written], Any]


def nothing(written: Written) -> None:
    """The body is not looked at."""


def entity(written: Written) -> Entity:
    """An entity, or some of its properties."""
    entity_set = written.resource.range.entity_set
    kind = media_type(written.request.headers.get("content-type", ""))
    if entity_set.type.media is not None and written.request.method == "POST" and kind not in ("", "application/json"):
        check_asked(written.request)
        return Entity(stream=stream(written))
    reader = Deserializer(written.model, written.later)
    return reader.entity(json_of(written.request), entity_set)


def delta(written: Written) -> list[Entity | Link]:
    """The changes of a collection (Part 1, section 11.4.11)."""
    content = json_of(written.request)
    if not isinstance(content, dict) or not isinstance(content.get("value"), list):
        raise BadRequest('The body is a delta: {"@context": "#$delta", "value": […]}.', target="value")
    reader = Deserializer(written.model, later=True)
    entity_set = written.resource.range.entity_set
    changes: list[Entity | Link] = []
    for number, one in enumerate(content["value"]):
        path = f"value/{number}"
        told = link_of(one, path) or deleted_of(one, path)
        changes.append(reader.entity(one, entity_set, path=f"{path}/") if told is None else told)
    return changes


def single_property(written: Written) -> Any:
    """A property's value in an object."""
    item = written.resource.property
    assert isinstance(item, Property)
    content = json_of(written.request)
    if not isinstance(content, dict) or "value" not in content:
        raise BadRequest('The body is {"value": …}.', target="value")
    return property_value(item, content["value"])


def complex_value(written: Written) -> dict[str, Any]:
    """The values of what a complex property consists of."""
    item = written.resource.property
    assert isinstance(item, ComplexProperty)
    entity_type = written.resource.range.entity_set.type
    return complex_values(entity_type, item, json_of(written.request), written.model.namespace)


def raw_value(written: Written) -> Any:
    """A property's value as text; that of bytes as they are, or in base64url as text."""
    item = written.resource.property
    assert isinstance(item, Property)
    kind = media_type(written.request.headers.get("content-type", ""))
    if item.type is BINARY and kind != "text/plain":
        return property_value(item, urlsafe_b64encode(written.request.body).decode())
    try:
        text = written.request.body.decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest("The body is not UTF-8 text.") from None
    flags = {"true": True, "false": False} if item.type is BOOLEAN else {}
    return property_value(item, flags.get(text, text), raw=True)


def stream(written: Written) -> tuple[bytes, str]:
    """Bytes, and what they are."""
    kind = written.request.headers.get("content-type", "").strip()
    return written.request.body, kind or "application/octet-stream"


def reference(written: Written) -> str:
    """The id of an entity."""
    return reference_of(json_of(written.request))


def references(written: Written) -> list[str]:
    """The ids of all entities that a collection is to hold."""
    content = json_of(written.request)
    if not isinstance(content, dict) or not isinstance(content.get("value"), list):
        raise BadRequest('The body is a list of ids: {"value": [{"@odata.id": "Set(key)"}]}.', target="value")
    return [reference_of(one) for one in content["value"]]


SIMPLE = frozenset({"", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded"})


def check_asked(request: Request) -> None:
    """Refuses what browsers send for a page of another site without asking here first: they ask for any other type.

    Raises:
        UnsupportedMediaType: it is of such a type, and a page sends it.
    """
    if "origin" in request.headers and media_type(request.headers.get("content-type", "")) in SIMPLE:
        raise UnsupportedMediaType("A page sends this with a Content-Type of its own, such as application/json.")


def json_of(request: Request) -> Any:
    """The body as JSON; who leaves its type out means JSON, but for pages of other sites: they would be let through by
    browsers just then."""
    headers = request.headers
    kind = media_type(headers.get("content-type", ""))
    if kind != "application/json" and (kind or "origin" in headers):
        raise UnsupportedMediaType(f"The Content-Type is to be application/json, not {kind[:60] or 'missing'}.")
    return read_json(request.body)
