"""OData 4.01, all conformance levels (Part 1, sections 12.2.1 to 12.2.3); what 4.0 demands, too, is tested there."""

import json

import pytest

from odata_service.protocol.message import Request
from odata_service.service import Service
from tests.conformance.asking import body_of, change
from tests.conftest import ROOT, ask


def test_minimal_02_json(service: Service) -> None:
    """A client of 4.01 gets JSON of 4.01: control information without its prefix."""
    body = body_of(service, "Customers?$top=1&$count=true", odata_maxversion="4.01")
    assert {"@context", "@count", "value"} == set(body)


@pytest.mark.parametrize("header", ["odata_maxversion", "odata_version"])
def test_minimal_04_headers(service: Service, header: str) -> None:
    """Headers and preferences are understood in both spellings: tests/protocol holds the details."""
    assert ask(service, "Customers?$top=1", **{header: "4.0"}).status == 200


def test_minimal_05_schemaversion(service: Service) -> None:
    """A $schemaversion that is not that of the metadata is refused."""
    version = service.model.fingerprint
    assert f'Term="Org.OData.Core.V1.SchemaVersion" String="{version}"'.encode() in ask(service, "$metadata").body
    assert ask(service, f"Customers?$top=1&$schemaversion={version}").status == 200
    assert ask(service, "Customers?$top=1&$schemaversion=*").status == 200
    assert ask(service, "Customers?$top=1&$schemaversion=1.0").status == 404


def test_minimal_06_without_dollar(service: Service) -> None:
    """System query options are understood without their dollar."""
    url = "Customers?filter=CustomerID le 3&select=CustomerID&orderby=CustomerID desc&top=1&count=true"
    assert body_of(service, url) == body_of(service, url.replace("?", "?$").replace("&", "&$"))


@pytest.mark.parametrize(
    "url", ["Customers?$FILTER=CONTAINS(City,'on') AND CustomerID GT 1", "Customers?$Top=1&$SKIP=1"]
)
def test_minimal_07_case(service: Service, url: str) -> None:
    """Options, operators and functions are understood in any case."""
    assert ask(service, url.replace(" ", "%20")).status == 200


def test_minimal_09_1_casting(service: Service) -> None:
    """Texts are cast to types in URLs."""
    found = body_of(service, "Orders?$filter=cast('5',Edm.Int32) eq OrderID&$select=OrderID")["value"]
    assert found == [{"OrderID": 5}]


@pytest.mark.parametrize("literal", ["'High'", "ERP.Priority'High'"])
def test_minimal_09_2_enumerations(service: Service, literal: str) -> None:
    """Enumeration literals need no type's name."""
    assert body_of(service, f"Orders?$filter=Priority eq {literal}&$top=1&$select=Priority")["value"]


def test_minimal_09_6_aliases_for_keys(service: Service) -> None:
    """Parameter aliases stand for keys, and carry slashes and backslashes."""
    assert body_of(service, "Customers(@k)?@k=1&$select=CustomerID")["CustomerID"] == 1
    assert ask(service, "Countries(@k)?@k='a/b\\c'").status == 404


def test_minimal_09_8_null_navigation(service: Service) -> None:
    """Navigation properties to one are compared with null."""
    none = int(ask(service, "Employees/$count?$filter=Manager%20eq%20null").body)
    some = int(ask(service, "Employees/$count?$filter=Manager%20ne%20null").body)
    assert none > 0 and none + some == int(ask(service, "Employees/$count").body)


def test_minimal_09_9_in(service: Service) -> None:
    """in compares with a list."""
    found = body_of(service, "Customers?$filter=CustomerID in (1,3)&$select=CustomerID")["value"]
    assert [row["CustomerID"] for row in found] == [1, 3]


def test_minimal_09_10_divby(service: Service) -> None:
    """divby divides whole numbers exactly."""
    assert body_of(service, "Orders?$filter=OrderID divby 2 eq 2.5&$select=OrderID")["value"] == [{"OrderID": 5}]


def test_minimal_09_11_negative_substring(service: Service) -> None:
    """A negative index of substring counts from the end."""
    found = body_of(service, "Customers?$filter=substring(CustomerName,-2) eq 'AG'&$select=CustomerName")["value"]
    assert found and all(row["CustomerName"].endswith("AG") for row in found)


def test_minimal_09_12_key_as_segment(service: Service) -> None:
    """A key may be a segment."""
    assert body_of(service, "Customers/1?$select=CustomerID")["CustomerID"] == 1


def test_minimal_09_13_filtered_count(service: Service) -> None:
    """The count of a filtered collection stands in expressions."""
    found = body_of(service, "Orders?$filter=Lines/$count($filter=LineNo gt 20) eq 2&$expand=Lines&$top=3")["value"]
    assert all(sum(line["LineNo"] > 20 for line in row["Lines"]) == 2 for row in found) and found


def test_minimal_10_csdl_json(service: Service) -> None:
    """$metadata is published as CSDL JSON, too."""
    assert body_of(service, "$metadata?$format=json")["$EntityContainer"] == "ERP.Container"


def test_minimal_12_versions(service: Service) -> None:
    """The metadata tells which versions the service speaks."""
    assert b'Term="Org.OData.Core.V1.ODataVersions" String="4.0 4.01"' in ask(service, "$metadata").body


def test_minimal_19_delete_reference_by_key(written: Service) -> None:
    """A reference of a collection is removed by the member's key."""
    change(written, "POST", "Employees(4)/Customers/$ref", {"@odata.id": "Customers(14)"})
    assert change(written, "DELETE", "Employees(4)/Customers(14)/$ref").status == 204
    assert body_of(written, "Customers(14)")["EmployeeID"] is None


def test_minimal_21_deep_update(written: Service) -> None:
    """Related entities are changed together with the one that they belong to."""
    content = {"Remark": "deep", "Lines": [{"LineNo": 10, "LineText": "deeper"}]}
    assert change(written, "PATCH", "Orders(5)", content).status == 204
    assert body_of(written, "OrderLines(OrderID=5,LineNo=10)")["LineText"] == "deeper"


def test_minimal_27_select_and_expand_on_changes(written: Service) -> None:
    """$select and $expand shape the answer to a change."""
    url = "Customers(15)?$select=City&$expand=Country($select=CountryCode)"
    body = json.loads(change(written, "PATCH", url, {"City": "X"}, prefer="return=representation").body)
    assert body["City"] == "X" and set(body["Country"]) == {"CountryCode"} and "CustomerName" not in body


def test_intermediate_06_searched_count(service: Service) -> None:
    """The count of a searched collection stands in expressions."""
    url = "Countries?$filter=Customers/$count($search=Elektro) gt 0&$select=CountryCode"
    found = {row["CountryCode"] for row in body_of(service, url)["value"]}
    rows = body_of(service, "Customers?$search=Elektro&$select=CountryCode")["value"]
    assert found == {row["CountryCode"] for row in rows}


def test_intermediate_11_filter_segment(service: Service) -> None:
    """A collection is filtered by a segment of the path."""
    assert int(ask(service, "Customers/$filter(City%20eq%20'London')/$count").body) == int(
        ask(service, "Customers/$count?$filter=City%20eq%20'London'").body
    )


def test_advanced_09_nested_aliases(service: Service) -> None:
    """Parameter aliases are given within $expand."""
    lines = body_of(service, "Orders(2)?$expand=Lines($filter=LineNo eq @n;@n=20;$select=LineNo)")["Lines"]
    assert [line["LineNo"] for line in lines] == [20]


def test_query_in_a_body(service: Service) -> None:
    """POST to /$query has the options in its body."""
    response = service.handle(
        Request("POST", "Customers/$query", "", {"content-type": "text/plain"}, ROOT, b"$top=1&$select=CustomerID")
    )
    assert json.loads(response.body)["value"] == [{"CustomerID": 1}]
