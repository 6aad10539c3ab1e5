"""What the vocabularies say of each set is what the service does, and both forms of CSDL say the same."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from models.erp import SERVICE
from odata_service import publish
from odata_service.config import Config
from odata_service.edm import capabilities
from odata_service.edm.capabilities import CAPABILITIES, CORE
from odata_service.edm.csdl_json import to_json
from odata_service.edm.csdl_xml import to_xml
from odata_service.edm.from_tables import model_of
from odata_service.edm.model import Model
from odata_service.query import functions
from odata_service.service import Service
from tests.conformance.asking import change
from tests.conftest import ask, opened
from tests.harbour import SERVICE as HARBOUR
from tests.metadata_schemas import assert_valid_json, assert_valid_xml, here
from tests.test_sources import declared as SOURCES
from tests.workshop import SERVICE as WORKSHOP

EDM = "{http://docs.oasis-open.org/odata/ns/edm}"
HOUSE = replace(SERVICE, singletons=[publish.Singleton("House", "Customers", key=[1])], search_mode="phrase")
MODELS = {
    "demo": model_of(SERVICE), "house": model_of(HOUSE), "workshop": model_of(WORKSHOP), "harbour": model_of(HARBOUR),
    "sources": model_of(SOURCES()),
}  # fmt: skip
WRITES = {"Insert": ("POST", "Insertable"), "Update": ("PATCH", "Updatable"), "Delete": ("DELETE", "Deletable")}

# Where the vocabularies allow their terms, and which properties those of records have.
TERMS: dict[str, tuple[set[str], set[str]]] = {
    f"{CORE}.Description": (
        {"EntitySet", "EntityContainer", "Property", "NavigationProperty", "Action", "Function"}, set(),
    ),
    f"{CORE}.SchemaVersion": ({"Schema"}, set()),
    f"{CORE}.DefaultNamespace": ({"Schema"}, set()),
    f"{CORE}.MediaType": ({"Property"}, set()),
    f"{CORE}.OptionalParameter": ({"Parameter"}, set()),
    f"{CORE}.ODataVersions": ({"EntityContainer"}, set()),
    f"{CORE}.ConventionalIDs": ({"EntityContainer"}, set()),
    f"{CORE}.DereferenceableIDs": ({"EntityContainer"}, set()),
    f"{CORE}.Permissions": ({"Property", "EntitySet"}, set()),
    f"{CORE}.Computed": ({"Property"}, set()),
    f"{CORE}.ComputedDefaultValue": ({"Property"}, set()),
    f"{CORE}.Immutable": ({"Property"}, set()),
    f"{CORE}.OptimisticConcurrency": ({"EntitySet"}, set()),
    f"{CORE}.AlternateKeys": ({"EntityType"}, {"Key", "Name", "Alias"}),
    f"{CAPABILITIES}.ConformanceLevel": ({"EntityContainer"}, set()),
    f"{CAPABILITIES}.SupportedFormats": ({"EntityContainer"}, set()),
    f"{CAPABILITIES}.SupportedMetadataFormats": ({"EntityContainer"}, set()),
    f"{CAPABILITIES}.AcceptableEncodings": ({"EntityContainer"}, set()),
    f"{CAPABILITIES}.AsynchronousRequestsSupported": ({"EntityContainer"}, set()),
    f"{CAPABILITIES}.AnnotationValuesInQuerySupported": ({"EntityContainer"}, set()),
    f"{CAPABILITIES}.CrossJoinSupported": ({"EntityContainer"}, set()),
    f"{CAPABILITIES}.KeyAsSegmentSupported": ({"EntityContainer"}, set()),
    f"{CAPABILITIES}.QuerySegmentSupported": ({"EntityContainer"}, set()),
    f"{CAPABILITIES}.FilterFunctions": ({"EntityContainer"}, set()),
    f"{CAPABILITIES}.ModificationQueryOptions": ({"EntityContainer"}, {"ExpandSupported", "SelectSupported"}),
    f"{CAPABILITIES}.BatchSupported": ({"EntityContainer"}, set()),
    f"{CAPABILITIES}.BatchSupport": (
        {"EntityContainer"},
        {
            "Supported", "ContinueOnErrorSupported", "ReferencesInRequestBodiesSupported",
            "ReferencesAcrossChangeSetsSupported", "EtagReferencesSupported", "RequestDependencyConditionsSupported",
            "SupportedFormats",
        },
    ),
    "Org.OData.Aggregation.V1.ApplySupportedDefaults": ({"EntityContainer"}, {"Transformations", "Rollup", "From"}),
    "Org.OData.Aggregation.V1.RecursiveHierarchy": (
        {"EntityType"}, {"NodeProperty", "ParentNavigationProperty"},
    ),
    "Org.OData.Repeatability.V1.Supported": ({"EntityContainer"}, set()),
    f"{CAPABILITIES}.IndexableByKey": ({"EntitySet"}, set()),
    f"{CAPABILITIES}.TopSupported": ({"EntitySet"}, set()),
    f"{CAPABILITIES}.SkipSupported": ({"EntitySet"}, set()),
    f"{CAPABILITIES}.ComputeSupported": ({"EntitySet"}, set()),
    f"{CAPABILITIES}.SelectSupport": ({"EntitySet", "Singleton"}, {"Supported"}),
    f"{CAPABILITIES}.CountRestrictions": ({"EntitySet"}, {"Countable"}),
    f"{CAPABILITIES}.FilterRestrictions": ({"EntitySet"}, {"Filterable", "NonFilterableProperties"}),
    f"{CAPABILITIES}.SortRestrictions": ({"EntitySet"}, {"Sortable", "NonSortableProperties"}),
    f"{CAPABILITIES}.SearchRestrictions": ({"EntitySet"}, {"Searchable", "UnsupportedExpressions"}),
    f"{CAPABILITIES}.ExpandRestrictions": (
        {"EntitySet", "Singleton"}, {"Expandable", "StreamsExpandable", "MaxLevels"}
    ),
    f"{CAPABILITIES}.NavigationRestrictions": (
        {"EntitySet"},
        {
            "RestrictedProperties", "NavigationProperty", "FilterRestrictions", "Filterable", "SortRestrictions",
            "Sortable",
        },
    ),
    f"{CAPABILITIES}.ChangeTracking": ({"EntitySet"}, {"Supported"}),
    f"{CAPABILITIES}.InsertRestrictions": (
        {"EntitySet"},
        {"Insertable", "NonInsertableProperties", "NonInsertableNavigationProperties", "RequiredProperties"},
    ),
    f"{CAPABILITIES}.UpdateRestrictions": (
        {"EntitySet", "Singleton"},
        {
            "Updatable", "Upsertable", "DeltaUpdateSupported", "FilterSegmentSupported", "UpdateMethod",
            "NonUpdatableProperties",
        },
    ),
    f"{CAPABILITIES}.DeleteRestrictions": ({"EntitySet", "Singleton"}, {"Deletable", "FilterSegmentSupported"}),
    f"{CAPABILITIES}.DeepInsertSupport": ({"EntitySet"}, {"Supported", "ContentIDSupported"}),
    f"{CAPABILITIES}.DeepUpdateSupport": ({"EntitySet"}, {"Supported", "ContentIDSupported"}),
    "Org.OData.Validation.V1.Minimum": ({"Property"}, set()),
    "Org.OData.Validation.V1.Maximum": ({"Property"}, set()),
    "Org.OData.Validation.V1.Exclusive": ({"Annotation"}, set()),
    "Org.OData.Validation.V1.AllowedValues": ({"Property"}, {"Value"}),
}  # fmt: skip


@pytest.fixture(params=MODELS)
def model(request: pytest.FixtureRequest) -> Model:
    return MODELS[request.param]


def value_of(element: Any) -> Any:
    """An XML expression as CSDL JSON has it."""
    for kind, text in element.attrib.items():
        if kind not in ("Term", "Property", "Qualifier"):
            return constant(kind, text)
    inner = next(child for child in element if child.tag != f"{EDM}Annotation")
    return expression(inner)


def expression(element: Any) -> Any:
    name = element.tag.removeprefix(EDM)
    if name == "Collection":
        return [expression(one) for one in element]
    if name == "Record":
        return {one.get("Property"): value_of(one) for one in element}
    return constant(name, element.text)


def constant(kind: str, text: str) -> Any:
    if kind == "EnumMember":
        return ",".join(one.rpartition("/")[2] for one in text.split())
    return text == "true" if kind == "Bool" else json.loads(text) if kind in ("Int", "Decimal", "Float") else text


def annotations_of(element: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in element.findall(f"{EDM}Annotation"):
        name = one.get("Term") + (f"#{one.get('Qualifier')}" if one.get("Qualifier") else "")
        found[f"@{name}"] = value_of(one)
        found |= {f"@{one.get('Term')}{name}": value for name, value in annotations_of(one).items()}
    return found


def said_in_json(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if name.startswith("@")}


def test_both_forms_say_the_same(model: Model) -> None:
    root = etree.fromstring(to_xml(model))
    document = json.loads(to_json(model))
    schema = document[model.namespace]
    assert annotations_of(next(root.iter(f"{EDM}Schema"))) == said_in_json(schema)
    container = schema[model.container]
    assert annotations_of(next(root.iter(f"{EDM}EntityContainer"))) == said_in_json(container)
    for kind in ("EntitySet", "Singleton"):
        for element in root.iter(f"{EDM}{kind}"):
            assert annotations_of(element) == said_in_json(container[element.get("Name")]), element.get("Name")
    for element in root.iter(f"{EDM}EntityType"):
        own = schema[element.get("Name")]
        assert annotations_of(element) == said_in_json(own)
        for item in [*element.findall(f"{EDM}Property"), *element.findall(f"{EDM}NavigationProperty")]:
            assert annotations_of(item) == said_in_json(own[item.get("Name")]), item.get("Name")


@here
def test_both_forms_are_valid(model: Model) -> None:
    assert_valid_xml(to_xml(model))
    assert_valid_json(to_json(model))


def test_terms_stand_where_they_apply_and_have_the_properties_that_they_have(model: Model) -> None:
    root = etree.fromstring(to_xml(model))
    for element in root.iter(f"{EDM}Annotation"):
        targets, properties = TERMS[element.get("Term")]
        assert element.getparent().tag.removeprefix(EDM) in targets, element.get("Term")
        found = {one.get("Property") for one in element.iter(f"{EDM}PropertyValue")}
        assert found <= properties, element.get("Term")


def said_of_set(service: Service, name: str) -> dict[str, Any]:
    return capabilities.of_set(service.model.entity_sets[name], service.model)


@pytest.mark.parametrize("what", WRITES)
def test_what_cannot_be_changed_is_405_and_nothing_else(written: Service, what: str) -> None:
    method, said = WRITES[what]
    for name, entity_set in written.model.entity_sets.items():
        possible = said_of_set(written, name)[f"{CAPABILITIES}.{what}Restrictions"][said]
        key = ",".join(f"{item.name}={example(item.type)}" for item in entity_set.type.key_properties)
        response = change(written, method, name if method == "POST" else f"{name}({key})", [] if possible else {})
        assert (response.status == 405) is not possible, (name, response.body)
        assert possible or response.headers["Allow"].startswith("GET, HEAD"), name


def example(wanted: Any) -> str:
    return {"Edm.String": "'-'", "Edm.Date": "1900-01-01", "Edm.Guid": "00000000-0000-0000-0000-000000000000"}.get(
        str(wanted), "0"
    )


def test_every_property_is_filtered_sorted_and_selected(service: Service) -> None:
    for name, entity_set in service.model.entity_sets.items():
        said = said_of_set(service, name)
        assert said[f"{CAPABILITIES}.FilterRestrictions"] == {"Filterable": True}
        assert said[f"{CAPABILITIES}.SortRestrictions"] == {"Sortable": True}
        names = list(entity_set.type.properties)
        where = "%20or%20".join(f"{item}%20ne%20null" for item in names)
        for option in (f"$filter={where}", f"$orderby={','.join(names)}", f"$select={','.join(names)}"):
            assert ask(service, f"{name}?$top=1&$count=true&{option}").status == 200, (name, option)
        assert ask(service, f"{name}?$top=1&$skip=1&$compute={names[0]}%20as%20Again&$select=Again").status == 200


def test_what_is_searched_is_found_and_the_rest_is_refused(service: Service) -> None:
    for name in service.model.entity_sets:
        searchable = said_of_set(service, name)[f"{CAPABILITIES}.SearchRestrictions"]["Searchable"]
        assert ask(service, f"{name}?$top=1&$search=x").status == (200 if searchable else 400), name


def test_everything_is_expanded_as_deep_as_is_said(service: Service) -> None:
    for name, entity_set in service.model.entity_sets.items():
        said = said_of_set(service, name)[f"{CAPABILITIES}.ExpandRestrictions"]
        assert said["Expandable"] is bool(entity_set.type.navigation)
        for navigation in entity_set.type.navigation.values():
            some = "($top=1)" if navigation.collection else ""
            assert ask(service, f"{name}?$top=1&$expand={navigation.name}{some}").status == 200
    deepest = said_of_set(service, "Employees")[f"{CAPABILITIES}.ExpandRestrictions"]["MaxLevels"]
    for levels, status in ((deepest, 200), (deepest + 1, 400)):
        assert ask(service, f"Employees?$top=1&$expand=Manager($levels={levels})").status == status


CALLS = {
    "now": "CreatedAt lt now()", "mindatetime": "CreatedAt gt mindatetime()",
    "maxdatetime": "CreatedAt lt maxdatetime()",
    "substring": "substring(City,1) ne ''", "cast": "cast(CustomerID,Edm.String) ne ''", "isof": "isof(ERP.Customer)",
    "case": "case(CustomerID eq 1:true,true:false)", "any": "Orders/any()", "all": "Orders/all(o:o/OrderID gt 0)",
    "totalseconds": "totalseconds(CreatedAt sub ChangedAt) le 0", "date": "date(CreatedAt) gt 1900-01-01",
    "time": "time(CreatedAt) ge 00:00:00", "not": "not Blocked", "and": "Blocked and Newsletter",
    "or": "Blocked or Newsletter", "in": "CustomerID in (1,2)", "has": "CustomerGroup has 'Retail'",
}  # fmt: skip
TEXT_PAIRS = ("contains", "endswith", "startswith", "matchesPattern")


def call_of(name: str) -> str:
    """A condition with a function or an operator in it."""
    if name in CALLS:
        return CALLS[name]
    if name in TEXT_PAIRS:
        return f"{name}(City,'a')"
    if name in ("eq", "ne", "gt", "ge", "lt", "le"):
        return f"CustomerID {name} 1"
    if name in ("add", "sub", "mul", "div", "divby", "mod"):
        return f"CustomerID {name} 2 ge 0"
    if name in ("concat", "indexof"):
        return f"{name}(City,'a') ne null"
    if name in ("length", "tolower", "toupper", "trim"):
        return f"{name}(City) ne null"
    if name in ("round", "floor", "ceiling"):
        return f"{name}(CreditLimit) ge 0"
    return f"{name}(CreatedAt) ge 0"


def test_every_function_that_is_listed_is_carried_out(service: Service) -> None:
    schema = json.loads(ask(service, "$metadata?$format=json", odata_maxversion="4.01").body)
    namespace, _, container = schema["$EntityContainer"].rpartition(".")
    listed = schema[namespace][container][f"@{CAPABILITIES}.FilterFunctions"]
    assert set(capabilities.OPERATORS) < set(listed)
    for name in capabilities.FUNCTIONS + capabilities.OPERATORS:
        url = f"Customers?$top=1&$filter={call_of(name)}".replace(" ", "%20")
        assert ask(service, url).status == (200 if name in listed else 501), name


def test_every_function_that_is_not_listed_is_501() -> None:
    listed = {name.lower() for name in capabilities.FUNCTIONS}
    assert listed - {"cast", "isof", "case", "any", "all"} == set(functions.FUNCTIONS)


@pytest.mark.parametrize(
    "call",
    ["hassubset([1],[1])", "hassubsequence([1],[1])", "geo.distance(City,City) lt 1", "geo.length(City) lt 1",
     "geo.intersects(City,City)"],
)  # fmt: skip
def test_the_other_functions_are_501(service: Service, call: str) -> None:
    assert ask(service, f"Customers?$filter={call}".replace(" ", "%20")).status == 501


def test_every_transformation_that_is_listed_is_carried_out(service: Service) -> None:
    arguments = {
        "aggregate": "($count as N)", "groupby": "((Status))", "concat": "(identity,identity)", "identity": "",
        "filter": "(OrderID gt 0)", "search": "(x)", "orderby": "(OrderID)", "top": "(1)", "skip": "(1)",
        "compute": "(OrderID add 1 as M)", "join": "(Lines as L)", "outerjoin": "(Lines as L)",
    }  # fmt: skip
    for name in capabilities.TRANSFORMATIONS:
        step = f"{name}{arguments.get(name, '(1,OrderID)')}"
        assert ask(service, f"Orders?$top=1&$apply={step}".replace(" ", "%20")).status == 200, step


def test_every_format_that_is_listed_is_answered_in(service: Service) -> None:
    for form in capabilities.FORMATS:
        assert ask(service, "Orders?$top=1", accept=form).headers["Content-Type"] == form
    for form in capabilities.of_container(service.model)[f"{CAPABILITIES}.SupportedMetadataFormats"]:
        assert ask(service, "$metadata", accept=form, odata_maxversion="4.01").headers["Content-Type"] == form


def test_alternate_keys_name_entities(service: Service) -> None:
    keyed = [one for one in service.model.entity_sets.values() if one.type.alternate_keys]
    assert keyed
    for entity_set in keyed:
        for key in entity_set.type.alternate_keys:
            (row,) = json.loads(ask(service, f"{entity_set.name}?$top=1&$select={','.join(key)}").body)["value"]
            said = [f"'{row[name]}'" if str(entity_set.type.properties[name].type) == "Edm.String" else str(row[name])
                    for name in key]  # fmt: skip
            url = f"{entity_set.name}({','.join(f'{name}={value}' for name, value in zip(key, said, strict=True))})"
            assert ask(service, url.replace(" ", "%20")).status == 200, url


def test_what_is_required_is_missed_and_what_is_fixed_stays(written: Service) -> None:
    rows = {"ProductGroups": "('none')", "Warehouses": "('none')", "Currencies": "('none')"}
    for name, key in rows.items():
        needed = said_of_set(written, name)[f"{CAPABILITIES}.InsertRestrictions"]["RequiredProperties"]
        assert needed, name
        for path in needed:
            given = {one.path: "x" for one in needed if one is not path}
            assert change(written, "POST", name, given).status == 400, (name, path)
        fixed = said_of_set(written, name)[f"{CAPABILITIES}.UpdateRestrictions"]["NonUpdatableProperties"]
        for path in fixed:
            response = change(written, "PUT", f"{name}{key}/{path.path}", {"value": "x"})
            assert response.status == 400, (name, path, response.body)


def test_nothing_that_is_read_only_is_required() -> None:
    for entity_set in MODELS["workshop"].entity_sets.values():
        said = capabilities.of_set(entity_set, MODELS["workshop"])[f"{CAPABILITIES}.InsertRestrictions"]
        names = {one.path for one in said.get("RequiredProperties", [])}
        assert not any(entity_set.type.properties[name].read_only for name in names)
    articles = MODELS["workshop"].entity_sets["Articles"]
    said = capabilities.of_set(articles, MODELS["workshop"])[f"{CAPABILITIES}.InsertRestrictions"]
    assert [one.path for one in said["RequiredProperties"]] == ["name"]
    assert [one.path for one in said["NonInsertableProperties"]] == ["version"]


@pytest.fixture
def half_open(written: Service) -> Service:
    """A service whose customers may be changed, and their addresses not."""
    sets = [replace(one, read_only=True, navigation=()) if one.name == "Addresses" else one
            for one in SERVICE.entity_sets if one.name in ("Customers", "Addresses")]  # fmt: skip
    sets = [replace(one, navigation=()) for one in sets]
    return Service(model_of(replace(SERVICE, entity_sets=sets)), written.database, Config())


def test_nothing_is_created_within_where_it_is_said_so(half_open: Service) -> None:
    said = said_of_set(half_open, "Customers")[f"{CAPABILITIES}.InsertRestrictions"]
    assert [one.path for one in said["NonInsertableNavigationProperties"]] == ["Addresses"]
    before = ask(half_open, "Customers/$count").body
    deep = {"CustomerName": "x", "CustomerGroup": "Retail", "CountryCode": "DE", "CurrencyCode": "EUR",
            "Addresses": [{"Kind": "Billing", "Street": "x", "City": "x", "CountryCode": "DE"}]}  # fmt: skip
    assert change(half_open, "POST", "Customers", deep).status == 405
    assert ask(half_open, "Customers/$count").body == before


@pytest.fixture(scope="module")
def house(database_url: str) -> Iterator[Service]:
    base = opened(database_url)
    yield Service(MODELS["house"], base.database, Config())
    base.database.engine.dispose()


def test_a_singleton_is_what_is_said_of_it(house: Service) -> None:
    said = capabilities.of_singleton(house.model.singletons["House"], house.model)
    assert said[f"{CAPABILITIES}.DeleteRestrictions"] == {"Deletable": False}
    assert change(house, "DELETE", "House").status == 405
    assert said[f"{CAPABILITIES}.UpdateRestrictions"]["Updatable"]
    assert change(house, "PATCH", "House", []).status == 400
    assert ask(house, "House?$select=CustomerID&$expand=Country").status == 200


def test_a_phrase_has_no_logic_and_says_so(house: Service) -> None:
    root = etree.fromstring(ask(house, "$metadata").body)
    (found,) = {value_of(one)["UnsupportedExpressions"] for one in root.iter(f"{EDM}Annotation")
                if one.get("Term") == f"{CAPABILITIES}.SearchRestrictions" and value_of(one)["Searchable"]}  # fmt: skip
    assert found == "AND,OR,NOT,group"
    assert json.loads(ask(house, "Customers?$search=quoted%20OR%20bio_kost&$count=true").body)["@odata.count"] == 0
