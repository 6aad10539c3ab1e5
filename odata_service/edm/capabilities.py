"""What the service can do, as vocabulary annotations: one table for both forms of CSDL.

A value is a bool, a number, a date, a text, a list, an enumeration member (`Enum`), a path or a record (a dictionary);
`Annotated` has annotations of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from odata_service.edm.changes import gives_keys, is_put
from odata_service.edm.derived import bindings_of, derived_of
from odata_service.edm.model import EntitySet, EntityType, Model, NavigationProperty, Singleton
from odata_service.edm.properties import Property, StreamProperty

AGGREGATION = "Org.OData.Aggregation.V1"
CAPABILITIES = "Org.OData.Capabilities.V1"
CORE = "Org.OData.Core.V1"
REPEATABILITY = "Org.OData.Repeatability.V1"
VALIDATION = "Org.OData.Validation.V1"
OASIS = "https://docs.oasis-open.org/odata"
VOCABULARIES = tuple(
    (namespace, namespace.split(".")[2], f"{OASIS}/{folder}/v4.0/vocabularies/{namespace}.xml")
    for namespace, folder in (
        (AGGREGATION, "odata-data-aggregation-ext"),
        (CORE, "odata-vocabularies"),
        (CAPABILITIES, "odata-vocabularies"),
        (REPEATABILITY, "odata-vocabularies"),
        (VALIDATION, "odata-vocabularies"),
    )
)


TRANSFORMATIONS = [
    "aggregate", "groupby", "concat", "identity", "filter", "search", "orderby", "top", "skip", "compute",
    "topcount", "topsum", "toppercent", "bottomcount", "bottomsum", "bottompercent", "join", "outerjoin",
]  # fmt: skip
HIERARCHICAL_TRANSFORMATIONS = ["ancestors", "descendants"]
# As the standard spells them; a test holds them to what expressions may contain.
FUNCTIONS = [
    "contains", "endswith", "startswith", "length", "indexof", "substring", "tolower", "toupper", "trim", "concat",
    "matchesPattern", "year", "month", "day", "hour", "minute", "second", "fractionalseconds", "totalseconds",
    "totaloffsetminutes", "date", "time", "now", "mindatetime", "maxdatetime", "round", "floor", "ceiling",
    "cast", "isof", "case", "any", "all",
]  # fmt: skip
HIERARCHICAL = [
    f"{AGGREGATION}.{name}" for name in ("isnode", "isroot", "isleaf", "issibling", "isdescendant", "isancestor")
]
OPERATORS = [
    "eq", "ne", "gt", "ge", "lt", "le", "and", "or", "not", "in", "has", "add", "sub", "mul", "div", "divby", "mod",
]  # fmt: skip
FORMATS = [
    f"application/json;odata.metadata={level}{more}"
    for level in ("minimal", "full", "none")
    for more in ("", ";IEEE754Compatible=true", ";odata.streaming=true", ";odata.streaming=true;IEEE754Compatible=true")
]
PHRASES = ("AND", "OR", "NOT", "group")  # what `$search` does not know where it has no logic


@dataclass(frozen=True, slots=True)
class Enum:
    """Members of an enumeration type of a vocabulary; several where they are flags."""

    type: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """The path of a property, or of a navigation property."""

    path: str
    kind: str = "PropertyPath"  # or "NavigationPropertyPath"


@dataclass(frozen=True, slots=True)
class Annotated:
    """A value that is annotated itself."""

    value: Any
    annotations: dict[str, Any]


def capability(name: str, *members: str) -> Enum:
    return Enum(f"{CAPABILITIES}.{name}", members)


READ_ONLY = Enum(f"{CORE}.Permission", ("Read",))


def of_schema(model: Model) -> dict[str, Any]:
    """The annotations of the schema, by qualified term."""
    found: dict[str, Any] = {f"{CORE}.SchemaVersion": model.fingerprint}
    return found | ({f"{CORE}.DefaultNamespace": True} if model.has_default_namespace else {})


def of_container(model: Model) -> dict[str, Any]:
    """The annotations of the whole service."""
    changes = any(one.insertable or one.updatable or one.deletable for one in model.entity_sets.values())
    found: dict[str, Any] = {
        f"{CAPABILITIES}.ConformanceLevel": capability("ConformanceLevelType", "Advanced"),
        f"{CAPABILITIES}.SupportedFormats": FORMATS,
        f"{CAPABILITIES}.SupportedMetadataFormats": ["application/xml", "application/json"],
        f"{CAPABILITIES}.AcceptableEncodings": ["gzip", "deflate"],
        f"{CAPABILITIES}.FilterFunctions": _with_hierarchical(FUNCTIONS, HIERARCHICAL, model) + OPERATORS,
        f"{CAPABILITIES}.BatchSupported": True,
        f"{CAPABILITIES}.BatchSupport": {
            "Supported": True,
            "ContinueOnErrorSupported": True,
            "ReferencesInRequestBodiesSupported": True,
            "ReferencesAcrossChangeSetsSupported": True,
            "EtagReferencesSupported": True,
            "RequestDependencyConditionsSupported": True,
            "SupportedFormats": ["multipart/mixed", "application/json"],
        },
        f"{CAPABILITIES}.AsynchronousRequestsSupported": model.asynchronous,
        f"{CAPABILITIES}.KeyAsSegmentSupported": True,
        f"{CAPABILITIES}.CrossJoinSupported": True,
        f"{CAPABILITIES}.QuerySegmentSupported": True,
        f"{CAPABILITIES}.AnnotationValuesInQuerySupported": False,
        f"{AGGREGATION}.ApplySupportedDefaults": {
            "Transformations": _with_hierarchical(TRANSFORMATIONS, HIERARCHICAL_TRANSFORMATIONS, model),
            "Rollup": Enum(f"{AGGREGATION}.RollupType", ("MultipleHierarchies",)),
            "From": False,
        },
        f"{CORE}.ODataVersions": "4.0 4.01",
        f"{CORE}.ConventionalIDs": True,
        f"{CORE}.DereferenceableIDs": True,
    }
    if changes:
        found[f"{CAPABILITIES}.ModificationQueryOptions"] = {"ExpandSupported": True, "SelectSupported": True}
        found[f"{REPEATABILITY}.Supported"] = True
    if model.description:
        found[f"{CORE}.Description"] = model.description
    return found


def _with_hierarchical(own: list[str], others: list[str], model: Model) -> list[str]:
    """What the service has, with what asks for hierarchies where there are some."""
    there = any(one.whole.hierarchies for one in model.entity_sets.values())
    return [name for name in [*own, *(others if there else [])] if name.rpartition(".")[2] not in model.lacking]


def of_set(entity_set: EntitySet, model: Model) -> dict[str, Any]:
    """The annotations of an entity set."""
    found: dict[str, Any] = {}
    if entity_set.description:
        found[f"{CORE}.Description"] = entity_set.description
    if not (entity_set.insertable or entity_set.updatable or entity_set.deletable):
        found[f"{CORE}.Permissions"] = READ_ONLY
    found |= {
        f"{CAPABILITIES}.IndexableByKey": True,
        f"{CAPABILITIES}.TopSupported": True,
        f"{CAPABILITIES}.SkipSupported": True,
        f"{CAPABILITIES}.ComputeSupported": True,
        f"{CAPABILITIES}.SelectSupport": {"Supported": True},
        f"{CAPABILITIES}.CountRestrictions": {"Countable": True},
        f"{CAPABILITIES}.FilterRestrictions": {"Filterable": True} | _without(entity_set, "NonFilterableProperties"),
        f"{CAPABILITIES}.SortRestrictions": {"Sortable": True} | _without(entity_set, "NonSortableProperties"),
        f"{CAPABILITIES}.SearchRestrictions": _search(entity_set, model),
        f"{CAPABILITIES}.ExpandRestrictions": _expand(entity_set, model),
        f"{CAPABILITIES}.ChangeTracking": {"Supported": entity_set.changes is not None},
        f"{CAPABILITIES}.InsertRestrictions": {"Insertable": entity_set.insertable}
        | (_inserts(entity_set, model) if entity_set.insertable else {}),
        f"{CAPABILITIES}.UpdateRestrictions": {"Updatable": entity_set.updatable}
        | (_updates_of_set(entity_set) if entity_set.updatable else {}),
        f"{CAPABILITIES}.DeleteRestrictions": {"Deletable": entity_set.deletable}
        | ({"FilterSegmentSupported": True} if entity_set.deletable else {}),
    }
    if entity_set.rules.if_match_required:  # the term says that ETags are demanded, not that there are some
        found[f"{CORE}.OptimisticConcurrency"] = [] if entity_set.version is None else [Path(entity_set.version)]
    ways = bindings_of(entity_set)
    abroad = [_abroad(path) for path, one in ways.items() if _source(one, model) != entity_set.source]
    if abroad:
        found[f"{CAPABILITIES}.NavigationRestrictions"] = {"RestrictedProperties": abroad}
    deep = {"Supported": True, "ContentIDSupported": True}
    if entity_set.insertable and ways:
        found[f"{CAPABILITIES}.DeepInsertSupport"] = deep
    if entity_set.updatable and ways:
        found[f"{CAPABILITIES}.DeepUpdateSupport"] = deep
    return found


def _without(entity_set: EntitySet, name: str) -> dict[str, Any]:
    """Streams are no values that could be compared."""
    own = [f"{one.name}/{path}" for one in derived_of(entity_set) for path in one.type.own.streams]
    paths = [*entity_set.type.streams, *own]
    return {name: [Path(one) for one in paths]} if paths else {}


def _items(entity_set: EntitySet) -> Iterator[tuple[str, Property]]:
    """The properties of a set's entities by path: those of derived types behind their names."""
    yield from entity_set.type.properties.items()
    for one in derived_of(entity_set):
        yield from ((f"{one.name}/{name}", item) for name, item in one.type.own.properties.items())


def _source(navigation: NavigationProperty, model: Model) -> str:
    return model.set_of(navigation).source


def _abroad(path: str) -> dict[str, Any]:
    """What leads into another database can be expanded and followed, but no expression is over both."""
    return {
        "NavigationProperty": Path(path, "NavigationPropertyPath"),
        "FilterRestrictions": {"Filterable": False},
        "SortRestrictions": {"Sortable": False},
    }


def of_singleton(singleton: Singleton, model: Model) -> dict[str, Any]:
    """The annotations of a singleton: it is changed as its set is, and always there."""
    entity_set = model.entity_sets[singleton.entity_set]
    updates = _updates(entity_set) if entity_set.updatable else {}
    return {
        f"{CAPABILITIES}.SelectSupport": {"Supported": True},
        f"{CAPABILITIES}.ExpandRestrictions": _expand(entity_set, model),
        f"{CAPABILITIES}.UpdateRestrictions": {"Updatable": entity_set.updatable, **updates},
        f"{CAPABILITIES}.DeleteRestrictions": {"Deletable": False},
    }


def _search(entity_set: EntitySet, model: Model) -> dict[str, Any]:
    searchable = bool(entity_set.search_properties)
    if not searchable or model.search_mode not in ("phrase", "salesforce"):
        return {"Searchable": searchable}
    return {"Searchable": True, "UnsupportedExpressions": capability("SearchExpressions", *PHRASES)}


def _expand(entity_set: EntitySet, model: Model) -> dict[str, Any]:
    if not entity_set.whole.navigation:
        return {"Expandable": False}
    return {"Expandable": True, "StreamsExpandable": False, "MaxLevels": model.expand_depth}


def _inserts(entity_set: EntitySet, model: Model) -> dict[str, Any]:
    needed = [
        Path(path)
        for path, item in _items(entity_set)
        if not (item.read_only or item.generated or item.nullable or item.void is not None)
        and getattr(item.column, "key", None) not in entity_set.rules.constants
    ]
    said = {
        "NonInsertableProperties": [Path(path) for path, item in _items(entity_set) if item.read_only],
        "NonInsertableNavigationProperties": [
            Path(path, "NavigationPropertyPath")
            for path, one in bindings_of(entity_set).items()
            if not model.set_of(one).insertable
        ],
        "RequiredProperties": needed,
    }
    return {name: paths for name, paths in said.items() if paths}


def _updates(entity_set: EntitySet) -> dict[str, Any]:
    fixed = [
        Path(path)
        for path, item in _items(entity_set)
        if item.read_only or item.immutable or item.name in entity_set.type.key
    ]
    return {"UpdateMethod": capability("HttpMethod", "PATCH", "PUT"), "NonUpdatableProperties": fixed}


def _updates_of_set(entity_set: EntitySet) -> dict[str, Any]:
    upserted = entity_set.insertable and entity_set.rules.upsert and not gives_keys(entity_set)
    return {
        "Upsertable": is_put(entity_set) or upserted,
        "DeltaUpdateSupported": True,
        "FilterSegmentSupported": True,
        **_updates(entity_set),
    }


def of_type(entity_type: EntityType) -> dict[str, Any]:
    """The annotations of an entity type. Of the set's own type the set tells what it is."""
    found: dict[str, Any] = {}
    if entity_type.base is not None and entity_type.description:
        found[f"{CORE}.Description"] = entity_type.description
    if entity_type.alternate_keys:
        found[f"{CORE}.AlternateKeys"] = [
            {"Key": [{"Name": Path(name), "Alias": name} for name in key]} for key in entity_type.alternate_keys
        ]
    for qualifier, hierarchy in entity_type.hierarchies.items():
        found[f"{AGGREGATION}.RecursiveHierarchy#{qualifier}"] = {
            "NodeProperty": Path(hierarchy.node),
            "ParentNavigationProperty": Path(hierarchy.parent, "NavigationPropertyPath"),
        }
    return found


def of_stream(stream: StreamProperty) -> dict[str, Any]:
    """The annotations of a stream property."""
    found: dict[str, Any] = {f"{CORE}.MediaType": stream.media_type} if stream.kind is None else {}
    return found | ({f"{CORE}.Description": stream.description} if stream.description else {})


def of_property(item: Property) -> dict[str, Any]:
    """The annotations of a property."""
    found: dict[str, Any] = {}
    if item.description:
        found[f"{CORE}.Description"] = item.description
    if item.read_only:
        found[f"{CORE}.Computed"] = True
        found[f"{CORE}.Permissions"] = READ_ONLY
    elif item.generated:
        found[f"{CORE}.ComputedDefaultValue"] = True
    if item.immutable:
        found[f"{CORE}.Immutable"] = True
    return found | _validation(item)


def _validation(item: Property) -> dict[str, Any]:
    """What a check constraint says of its values."""
    allowed, found = item.allowed, dict[str, Any]()
    if allowed is None:
        return found
    for term, value, exclusive in (
        ("Minimum", allowed.minimum, allowed.above),
        ("Maximum", allowed.maximum, allowed.below),
    ):
        if value is not None:
            open_ = {f"{VALIDATION}.Exclusive": True}
            found[f"{VALIDATION}.{term}"] = Annotated(value, open_) if exclusive else value
    if allowed.values:
        found[f"{VALIDATION}.AllowedValues"] = [{"Value": value} for value in allowed.values]
    return found
