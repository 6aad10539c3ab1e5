"""Model -> CSDL JSON (OData CSDL JSON 4.01)."""

from decimal import Decimal
from typing import Any

import msgspec

from odata_service.edm import capabilities
from odata_service.edm.capabilities import VOCABULARIES, Annotated, Enum, Path
from odata_service.edm.changes import default_of
from odata_service.edm.derived import bindings_of, partner_of
from odata_service.edm.model import EntitySet, EntityType, Model, NavigationProperty, Operation, Result
from odata_service.edm.operations import BINDING
from odata_service.edm.properties import ComplexProperty, Property
from odata_service.edm.types import DECIMAL, STREAM, STRING


def to_json(model: Model) -> bytes:
    """The metadata document in JSON."""
    schema: dict[str, Any] = {}
    for enum_type in model.enum_types.values():
        flags = {"$IsFlags": True} if enum_type.is_flags else {}
        schema[enum_type.name.rpartition(".")[2]] = {"$Kind": "EnumType", **flags, **dict(enum_type.members)}
    for name, parts in model.complex_types.items():
        schema[name] = {"$Kind": "ComplexType", **{part.name: _property(part) for part in parts}}
    for entity_set in model.entity_sets.values():
        schema[entity_set.type.name] = _entity_type(entity_set.type, model)
        schema |= {one.name: _entity_type(one, model) for one in entity_set.derived_types}
    for name, overloads in model.operations.items():
        schema[name] = [_operation(one, model) for one in overloads]
    schema[model.container] = _container(model)
    schema |= _annotations(capabilities.of_schema(model))
    document = {
        "$Version": "4.01",
        "$EntityContainer": f"{model.namespace}.{model.container}",
        "$Reference": {
            uri: {"$Include": [{"$Namespace": namespace, "$Alias": alias}]} for namespace, alias, uri in VOCABULARIES
        },
        model.namespace: schema,
    }
    return msgspec.json.encode(document)


def _entity_type(entity_type: EntityType, model: Model) -> dict[str, Any]:
    base = entity_type.base
    members: dict[str, Any] = {"$Kind": "EntityType"}
    members |= {"$Key": list(entity_type.key)} if base is None else {"$BaseType": f"{model.namespace}.{base.name}"}
    members |= {"$Abstract": True} if entity_type.abstract else {}
    members |= {"$HasStream": True} if entity_type.media and base is None else {}
    entity_type = entity_type.own
    members |= {
        item.name: _complex(item, model) if isinstance(item, ComplexProperty) else _property(item)
        for item in entity_type.declared
    }
    members |= {
        one.name: {"$Type": str(STREAM), "$Nullable": True, **_annotations(capabilities.of_stream(one))}
        for one in entity_type.streams.values()
    }
    members |= {item.name: _navigation(item, model) for item in entity_type.navigation.values()}
    return members | _annotations(capabilities.of_type(entity_type))


def _property(item: Property) -> dict[str, Any]:
    facets = {
        "$Type": None if item.type is STRING else str(item.type),
        "$Nullable": True if item.nullable or item.gaps else None,
        "$MaxLength": item.max_length,
        "$Precision": item.precision,
        "$Scale": item.scale,
        "$DefaultValue": _default(item),
    }
    given = {name: value for name, value in facets.items() if value is not None}
    return given | _annotations(capabilities.of_property(item))


def _complex(item: ComplexProperty, model: Model) -> dict[str, Any]:
    made: dict[str, Any] = {"$Type": f"{model.namespace}.{item.type}"}
    if item.nullable:
        made["$Nullable"] = True
    if item.description:
        made[f"@{capabilities.CORE}.Description"] = item.description
    return made


def _default(item: Property) -> Any:
    """In the JSON of its type (CSDL JSON, section 7.2.7), where that is not a text."""
    value = default_of(item)
    if isinstance(value, Decimal):
        return _value(value)
    return value if isinstance(value, (bool, int, float)) else item.default


def _navigation(item: NavigationProperty, model: Model) -> dict[str, Any]:
    target = model.set_of(item)
    made: dict[str, Any] = {"$Kind": "NavigationProperty", "$Type": f"{model.namespace}.{target.type.name}"}
    if item.collection:
        made["$Collection"] = True
    elif item.nullable:
        made["$Nullable"] = True
    partner = partner_of(item, target)
    if partner:
        made["$Partner"] = partner
    if item.constraints:
        made["$ReferentialConstraint"] = dict(item.constraints)
    if item.description:
        made[f"@{capabilities.CORE}.Description"] = item.description
    return made


def _operation(operation: Operation, model: Model) -> dict[str, Any]:
    made: dict[str, Any] = {"$Kind": "Action" if operation.action else "Function"}
    taken: list[dict[str, Any]] = []
    if operation.bound:
        made["$IsBound"] = True
        own = {"$Collection": True} if operation.collection else {}
        taken.append({"$Name": BINDING, "$Type": model.type_of(operation.bound, operation.cast), **own})
    for item in operation.parameters:
        optional: dict[str, Any] = {f"@{capabilities.CORE}.OptionalParameter": {}} if item.generated else {}
        nullable = {"$Nullable": True} if item.nullable else {}
        taken.append({"$Name": item.name, "$Type": str(item.type), **nullable, **_scale(item), **optional})
    if taken:
        made["$Parameter"] = taken
    result = operation.result
    if result is not None:
        wanted = model.result_type(result).removeprefix("Collection(").removesuffix(")")
        given = {"$Collection": result.collection, "$Nullable": result.nullable}
        more = {name: True for name, value in given.items() if value}
        made["$ReturnType"] = {"$Type": wanted, **more, **_scale(result)}
    if operation.description:
        made[f"@{capabilities.CORE}.Description"] = operation.description
    return made


def _scale(item: Property | Result) -> dict[str, str]:
    """Decimals have any number of digits behind the point."""
    return {"$Scale": "variable"} if item.type is DECIMAL else {}


def _container(model: Model) -> dict[str, Any]:
    members: dict[str, Any] = {"$Kind": "EntityContainer"}
    members |= {name: _entity_set(item, model) for name, item in model.entity_sets.items()}
    for singleton in model.singletons.values():
        entity_set = model.entity_sets[singleton.entity_set]
        members[singleton.name] = {
            "$Type": f"{model.namespace}.{entity_set.type.name}",
            **_bindings(entity_set),
            **_annotations(capabilities.of_singleton(singleton, model)),
        }
    for one in model.imports:
        target = {"$EntitySet": one.result.entity_set} if one.result is not None and one.result.entity_set else {}
        members[one.name] = {"$Action" if one.action else "$Function": f"{model.namespace}.{one.name}", **target}
    return members | _annotations(capabilities.of_container(model))


def _entity_set(entity_set: EntitySet, model: Model) -> dict[str, Any]:
    made = {"$Collection": True, "$Type": f"{model.namespace}.{entity_set.type.name}", **_bindings(entity_set)}
    return made | _annotations(capabilities.of_set(entity_set, model))


def _bindings(entity_set: EntitySet) -> dict[str, Any]:
    bound = {path: item.target for path, item in bindings_of(entity_set).items()}
    return {"$NavigationPropertyBinding": bound} if bound else {}


def _annotations(annotations: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for term, value in annotations.items():
        made[f"@{term}"] = _value(value)
        if isinstance(value, Annotated):
            made |= {f"@{term}{name}": inner for name, inner in _annotations(value.annotations).items()}
    return made


def _value(value: Any) -> Any:
    match value:
        case Annotated(inner):
            return _value(inner)
        case Enum(_, members):
            return ",".join(members)
        case Decimal():
            return msgspec.Raw(format(value, "f").encode())
        case Path(path):
            return path
        case list():
            return [_value(item) for item in value]
        case dict():
            return {name: _value(item) for name, item in value.items()}
        case _:
            return value
