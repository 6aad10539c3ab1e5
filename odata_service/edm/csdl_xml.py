"""Model -> CSDL XML (OData CSDL XML 4.01, which 4.0 clients read as well)."""

from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

from odata_service.edm import capabilities
from odata_service.edm.capabilities import VOCABULARIES, Annotated, Enum, Path
from odata_service.edm.derived import bindings_of, partner_of
from odata_service.edm.model import EntitySet, EntityType, Model, NavigationProperty, Operation, Result
from odata_service.edm.operations import BINDING
from odata_service.edm.properties import ComplexProperty, Property
from odata_service.edm.types import DECIMAL, STREAM, EnumType

EDMX = "http://docs.oasis-open.org/odata/ns/edmx"
EDM = "http://docs.oasis-open.org/odata/ns/edm"


def to_xml(model: Model, *, version: str = "4.0") -> bytes:
    """The metadata document. `version` is 4.0 unless the client asks for 4.01: generators take others for 2.0."""
    root = etree.Element(f"{{{EDMX}}}Edmx", {"Version": version}, nsmap={"edmx": EDMX})
    for namespace, alias, uri in VOCABULARIES:
        reference = etree.SubElement(root, f"{{{EDMX}}}Reference", Uri=uri)
        etree.SubElement(reference, f"{{{EDMX}}}Include", Namespace=namespace, Alias=alias)
    services = etree.SubElement(root, f"{{{EDMX}}}DataServices")
    default: Any = {None: EDM}
    schema = etree.SubElement(services, f"{{{EDM}}}Schema", {"Namespace": model.namespace}, nsmap=default)
    for enum_type in model.enum_types.values():
        _enum_type(schema, enum_type)
    for name, parts in model.complex_types.items():
        element = _element(schema, "ComplexType", Name=name)
        for part in parts:
            _property(element, part)
    for entity_set in model.entity_sets.values():
        _entity_type(schema, entity_set.type, model)
        for derived in entity_set.derived_types:
            _entity_type(schema, derived, model)
    for overloads in model.operations.values():
        for operation in overloads:
            _operation(schema, operation, model)
    _container(schema, model)
    _annotations(schema, capabilities.of_schema(model))
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _element(parent: Any, name: str, **attributes: Any) -> Any:
    given = {key: _text(value) for key, value in attributes.items() if value is not None}
    return etree.SubElement(parent, f"{{{EDM}}}{name}", given)


def _text(value: Any) -> str:
    """A value as an attribute; XML cannot hold control characters."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "".join(character for character in str(value) if character >= " " or character in "\t\n\r")


def _enum_type(schema: Any, enum_type: EnumType) -> None:
    element = _element(schema, "EnumType", Name=enum_type.name.rpartition(".")[2], IsFlags=enum_type.is_flags or None)
    for name, value in enum_type.members:
        _element(element, "Member", Name=name, Value=value)


def _entity_type(schema: Any, entity_type: EntityType, model: Model) -> None:
    base = entity_type.base
    element = _element(
        schema, "EntityType", Name=entity_type.name, BaseType=f"{model.namespace}.{base.name}" if base else None,
        Abstract=entity_type.abstract or None, HasStream=True if entity_type.media and not base else None,
    )  # fmt: skip
    if base is None:
        key = _element(element, "Key")
        for name in entity_type.key:
            _element(key, "PropertyRef", Name=name)
    entity_type = entity_type.own
    for item in entity_type.declared:
        if isinstance(item, ComplexProperty):
            _complex(element, item, model)
        else:
            _property(element, item)
    for stream in entity_type.streams.values():
        made = _element(element, "Property", Name=stream.name, Type=STREAM)
        _annotations(made, capabilities.of_stream(stream))
    for navigation in entity_type.navigation.values():
        _navigation(element, navigation, model)
    _annotations(element, capabilities.of_type(entity_type))


def _property(parent: Any, item: Property) -> None:
    element = _element(
        parent, "Property", Name=item.name, Type=item.type, Nullable=None if item.nullable or item.gaps else False,
        MaxLength=item.max_length, Precision=item.precision, Scale=item.scale, DefaultValue=item.default,
    )  # fmt: skip
    _annotations(element, capabilities.of_property(item))


def _complex(parent: Any, item: ComplexProperty, model: Model) -> None:
    element = _element(
        parent, "Property", Name=item.name, Type=f"{model.namespace}.{item.type}",
        Nullable=None if item.nullable else False,
    )  # fmt: skip
    if item.description:
        _annotations(element, {f"{capabilities.CORE}.Description": item.description})


def _navigation(parent: Any, navigation: NavigationProperty, model: Model) -> None:
    there = model.set_of(navigation)
    target, partner = f"{model.namespace}.{there.type.name}", partner_of(navigation, there)
    element = _element(
        parent, "NavigationProperty", Name=navigation.name,
        Type=f"Collection({target})" if navigation.collection else target,
        Nullable=False if not navigation.collection and not navigation.nullable else None, Partner=partner,
    )  # fmt: skip
    for dependent, principal in navigation.constraints:
        _element(element, "ReferentialConstraint", Property=dependent, ReferencedProperty=principal)
    if navigation.description:
        _annotations(element, {f"{capabilities.CORE}.Description": navigation.description})


def _operation(schema: Any, operation: Operation, model: Model) -> None:
    element = _element(
        schema, "Action" if operation.action else "Function", Name=operation.name,
        IsBound=True if operation.bound else None,
    )  # fmt: skip
    if operation.bound:
        own = model.type_of(operation.bound, operation.cast)
        bound = f"Collection({own})" if operation.collection else own
        _element(element, "Parameter", Name=BINDING, Type=bound, Nullable=False)
    for item in operation.parameters:
        made = _element(element, "Parameter", Name=item.name, Type=item.type, Nullable=item.nullable, **_scale(item))
        if item.generated:
            _annotations(made, {f"{capabilities.CORE}.OptionalParameter": {}})
    if operation.result is not None:
        wanted = model.result_type(operation.result)
        facets = _scale(operation.result)
        _element(element, "ReturnType", Type=wanted, Nullable=operation.result.nullable, **facets)
    if operation.description:
        _annotations(element, {f"{capabilities.CORE}.Description": operation.description})


def _scale(item: Property | Result) -> dict[str, str]:
    """Decimals have any number of digits behind the point."""
    return {"Scale": "variable"} if item.type is DECIMAL else {}


def _container(schema: Any, model: Model) -> None:
    container = _element(schema, "EntityContainer", Name=model.container)
    for entity_set in model.entity_sets.values():
        _entity_set(container, entity_set, model)
    for singleton in model.singletons.values():
        entity_set = model.entity_sets[singleton.entity_set]
        element = _element(
            container, "Singleton", Name=singleton.name, Type=f"{model.namespace}.{entity_set.type.name}"
        )
        _bindings(element, entity_set)
        _annotations(element, capabilities.of_singleton(singleton, model))
    for one in model.imports:
        kind = "Action" if one.action else "Function"
        given = {kind: f"{model.namespace}.{one.name}"}
        target = one.result.entity_set if one.result is not None else None
        _element(container, f"{kind}Import", Name=one.name, EntitySet=target, **given)
    _annotations(container, capabilities.of_container(model))


def _entity_set(container: Any, entity_set: EntitySet, model: Model) -> None:
    element = _element(
        container, "EntitySet", Name=entity_set.name, EntityType=f"{model.namespace}.{entity_set.type.name}"
    )
    _bindings(element, entity_set)
    _annotations(element, capabilities.of_set(entity_set, model))


def _bindings(element: Any, entity_set: EntitySet) -> None:
    for path, navigation in bindings_of(entity_set).items():
        _element(element, "NavigationPropertyBinding", Path=path, Target=navigation.target)


def _annotations(parent: Any, annotations: dict[str, Any]) -> None:
    for name, value in annotations.items():
        term, _, qualifier = name.partition("#")
        element = _element(parent, "Annotation", Term=term, Qualifier=qualifier or None)
        if isinstance(value, Annotated):
            _value(element, value.value, attribute=True)
            _annotations(element, value.annotations)
        else:
            _value(element, value, attribute=True)


def _value(element: Any, value: Any, *, attribute: bool = False) -> None:
    """An expression: constants as an attribute of their annotation, in a collection as elements."""
    match value:
        case bool() | int() | float() | Decimal() | date() | str() if attribute:
            element.set(_kind(value), _text(value))
        case bool() | int() | float() | Decimal() | date() | str():
            _element(element, _kind(value)).text = _text(value)
        case Enum(type_name, members):
            _element(element, "EnumMember").text = " ".join(f"{type_name}/{member}" for member in members)
        case Path(path, kind) if attribute:
            element.set(kind, path)
        case Path(path, kind):
            _element(element, kind).text = path
        case list():
            collection = _element(element, "Collection")
            for item in value:
                _value(collection, item)
        case dict():
            record = _element(element, "Record")
            for name, item in value.items():
                _value(_element(record, "PropertyValue", Property=name), item, attribute=True)
        case _:
            raise AssertionError(value)


KINDS = ((bool, "Bool"), (int, "Int"), (float, "Float"), (Decimal, "Decimal"), (date, "Date"), (str, "String"))


def _kind(value: Any) -> str:
    """The name of a constant expression (CSDL XML, section 14.3)."""
    return next(name for kind, name in KINDS if isinstance(value, kind))
