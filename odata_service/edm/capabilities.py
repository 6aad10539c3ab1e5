"""What the service can do, as vocabulary annotations (Capabilities, Core): one table for both forms of CSDL.

A value is a bool, a number, a text, a list, an enumeration member (`Enum`) or a record (a dictionary).
"""

from dataclasses import dataclass
from typing import Any

from odata_service.edm.model import EntitySet, EntityType, Model, Property, StreamProperty

CAPABILITIES = "Org.OData.Capabilities.V1"
CORE = "Org.OData.Core.V1"
AGGREGATION = "Org.OData.Aggregation.V1"
REPEATABILITY = "Org.OData.Repeatability.V1"
VOCABULARIES = (
    (
        AGGREGATION,
        "Aggregation",
        "https://docs.oasis-open.org/odata/odata-data-aggregation-ext/v4.0/vocabularies/Org.OData.Aggregation.V1.xml",
    ),
    (CORE, "Core", "https://docs.oasis-open.org/odata/odata-vocabularies/v4.0/vocabularies/Org.OData.Core.V1.xml"),
    (
        CAPABILITIES,
        "Capabilities",
        "https://docs.oasis-open.org/odata/odata-vocabularies/v4.0/vocabularies/Org.OData.Capabilities.V1.xml",
    ),
    (
        REPEATABILITY,
        "Repeatability",
        "https://docs.oasis-open.org/odata/odata-vocabularies/v4.0/vocabularies/Org.OData.Repeatability.V1.xml",
    ),
)


TRANSFORMATIONS = [
    "aggregate", "groupby", "concat", "identity", "filter", "search", "orderby", "top", "skip", "compute",
    "topcount", "topsum", "toppercent", "bottomcount", "bottomsum", "bottompercent", "join", "outerjoin",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Enum:
    """A member of an enumeration type of a vocabulary."""

    type: str
    member: str


@dataclass(frozen=True, slots=True)
class Path:
    """The path of a property."""

    path: str


FUNCTIONS = [
    "contains",
    "endswith",
    "startswith",
    "length",
    "indexof",
    "substring",
    "tolower",
    "toupper",
    "trim",
    "concat",
    "year",
    "month",
    "day",
    "hour",
    "minute",
    "second",
    "fractionalseconds",
    "date",
    "time",
    "now",
    "round",
    "floor",
    "ceiling",
    "matchesPattern",
]


def of_container(model: Model) -> dict[str, Any]:
    """The annotations of the whole service, by qualified term."""
    found: dict[str, Any] = {
        f"{CAPABILITIES}.ConformanceLevel": Enum(f"{CAPABILITIES}.ConformanceLevelType", "Advanced"),
        f"{CAPABILITIES}.SupportedFormats": ["application/json"],
        f"{CAPABILITIES}.FilterFunctions": FUNCTIONS,
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
        f"{CAPABILITIES}.AsynchronousRequestsSupported": False,
        f"{CAPABILITIES}.KeyAsSegmentSupported": True,
        f"{CAPABILITIES}.CrossJoinSupported": True,
        f"{CAPABILITIES}.QuerySegmentSupported": True,
        f"{AGGREGATION}.ApplySupportedDefaults": {
            "Transformations": TRANSFORMATIONS,
            "Rollup": Enum(f"{AGGREGATION}.RollupType", "MultipleHierarchies"),
        },
    }
    found[f"{CORE}.ODataVersions"] = "4.0 4.01"
    found[f"{CORE}.SchemaVersion"] = model.fingerprint
    if any(one.insertable or one.updatable or one.deletable for one in model.entity_sets.values()):
        found[f"{REPEATABILITY}.Supported"] = True
    if model.description:
        found[f"{CORE}.Description"] = model.description
    return found


def of_set(entity_set: EntitySet) -> dict[str, Any]:
    """The annotations of an entity set."""
    found: dict[str, Any] = {}
    if entity_set.description:
        found[f"{CORE}.Description"] = entity_set.description
    found |= {
        f"{CAPABILITIES}.TopSupported": True,
        f"{CAPABILITIES}.SkipSupported": True,
        f"{CAPABILITIES}.CountRestrictions": {"Countable": True},
        f"{CAPABILITIES}.FilterRestrictions": {"Filterable": True},
        f"{CAPABILITIES}.SortRestrictions": {"Sortable": True},
        f"{CAPABILITIES}.SearchRestrictions": {"Searchable": bool(entity_set.search_properties)},
        f"{CAPABILITIES}.ExpandRestrictions": {"Expandable": bool(entity_set.type.navigation)},
        f"{CAPABILITIES}.InsertRestrictions": {"Insertable": entity_set.insertable},
        f"{CAPABILITIES}.UpdateRestrictions": {"Updatable": entity_set.updatable}
        | (_updates(entity_set) if entity_set.updatable else {}),
        f"{CAPABILITIES}.DeleteRestrictions": {"Deletable": entity_set.deletable}
        | ({"FilterSegmentSupported": True} if entity_set.deletable else {}),
    }
    if entity_set.rules.if_match_required:  # the term says that ETags are demanded, not that there are some
        found[f"{CORE}.OptimisticConcurrency"] = [] if entity_set.version is None else [Path(entity_set.version)]
    if entity_set.insertable and entity_set.type.navigation:
        found[f"{CAPABILITIES}.DeepInsertSupport"] = {"Supported": True, "ContentIDSupported": False}
    if entity_set.updatable and entity_set.type.navigation:
        found[f"{CAPABILITIES}.DeepUpdateSupport"] = {"Supported": True, "ContentIDSupported": False}
    return found


def _updates(entity_set: EntitySet) -> dict[str, bool]:
    return {
        "Upsertable": entity_set.insertable and entity_set.rules.upsert,
        "DeltaUpdateSupported": True,
        "FilterSegmentSupported": True,
    }


def of_type(entity_type: EntityType) -> dict[str, Any]:
    """The annotations of an entity type."""
    if not entity_type.alternate_keys:
        return {}
    return {
        f"{CORE}.AlternateKeys": [
            {"Key": [{"Name": Path(name), "Alias": name} for name in key]} for key in entity_type.alternate_keys
        ]
    }


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
    elif item.generated:
        found[f"{CORE}.ComputedDefaultValue"] = True
    if item.immutable:
        found[f"{CORE}.Immutable"] = True
    return found
