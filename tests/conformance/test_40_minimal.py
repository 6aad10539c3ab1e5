"""OData 4.0, Minimal Conformance Level (Part 1, section 12.1.1)."""

import json
from pathlib import Path

import pytest
from lxml import etree

from odata_service.service import Service
from tests.conformance.asking import body_of, change, later
from tests.conftest import ROOT, ask


def test_01_service_document(service: Service) -> None:
    """There is a service document at the service root."""
    body = body_of(service, "")
    assert {"name": "Customers", "kind": "EntitySet", "url": "Customers"} in body["value"]


def test_02_json(service: Service) -> None:
    """Data comes in the OData JSON format."""
    response = ask(service, "Customers(1)")
    assert response.headers["Content-Type"].startswith("application/json;odata.metadata=minimal")
    assert json.loads(response.body)["@odata.context"] == f"{ROOT}$metadata#Customers/$entity"


def test_03_server_driven_paging(service: Service) -> None:
    """A partial result has a next link, and following it leads to the rest."""
    url, found = "Customers?$select=CustomerID", []
    while url:
        body = json.loads(ask(service, url, prefer="odata.maxpagesize=30").body)
        found += [row["CustomerID"] for row in body["value"]]
        url = body.get("@odata.nextLink", "").removeprefix(ROOT)
    assert found == list(range(1, int(ask(service, "Customers/$count").body) + 1))


def test_04_odata_version(service: Service) -> None:
    """Every response says its version, errors included."""
    assert ask(service, "Customers").headers["OData-Version"] == "4.0"
    assert ask(service, "Nothing").headers["OData-Version"] == "4.0"
    assert ask(service, "Customers", odata_maxversion="4.01").headers["OData-Version"] == "4.01"


@pytest.mark.parametrize(("accept", "status"), [("application/json", 200), ("*/*", 200), ("image/png", 406)])
def test_05_1_accept(service: Service, accept: str, status: int) -> None:
    """Accept is followed, or the request fails."""
    assert ask(service, "Customers?$top=1", accept=accept).status == status


@pytest.mark.parametrize(("version", "status"), [("4.0", 200), ("4.01", 200), ("9.0", 200), ("3.0", 400)])
def test_05_2_max_version(service: Service, version: str, status: int) -> None:
    """OData-MaxVersion is followed, or the request fails."""
    assert ask(service, "Customers?$top=1", odata_maxversion=version).status == status


def test_06_extensibility(service: Service) -> None:
    """Custom query options and unknown headers and preferences do no harm; unknown system query options are refused."""
    assert ask(service, "Customers?$top=1&sap-client=100", x_unknown="1", prefer="unknown=5").status == 200
    assert ask(service, "Customers?$unknown=1").status == 400


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("Customers?$deltatoken=1", 501),
        ("Customers?$filter=geo.distance(City,geography'POINT(1 1)') lt 1", 501),
        ("Customers?$apply=traverse(CustomerID)", 501),
        ("Customers?$filter=CustomerID eq", 400),
        ("Customers?$top=many", 400),
    ],
)
def test_07_parsing(service: Service, url: str, status: int) -> None:
    """Query options are parsed by the grammar; what is not supported is 501."""
    assert ask(service, url.replace(" ", "%20")).status == status


def test_08_data_types(service: Service) -> None:
    """Only types of CSDL are exposed."""
    document = etree.fromstring(ask(service, "$metadata").body)
    types = {item.get("Type") for item in document.iter("{http://docs.oasis-open.org/odata/ns/edm}Property")}
    assert all(name.startswith(("Edm.", "ERP.")) for name in types)


def test_09_annotations_are_not_needed(service: Service) -> None:
    """A client that knows no annotations, headers or custom content reads the same."""
    plain = body_of(service, "Customers(1)", accept="application/json;odata.metadata=none")
    full = body_of(service, "Customers(1)", accept="application/json;odata.metadata=full")
    assert plain == {name: value for name, value in full.items() if "@" not in name}


def test_12_expand(service: Service) -> None:
    """Related entities can be expanded."""
    row = body_of(service, "Orders(2)?$expand=Lines,Customer")
    assert len(row["Lines"]) == 4 and row["Customer"]["CustomerID"] == row["CustomerID"]


@pytest.mark.parametrize(
    ("accept", "kind"), [("application/xml", "application/xml"), ("application/json", "application/json")]
)
def test_13_metadata(service: Service, accept: str, kind: str) -> None:
    """$metadata comes as CSDL XML and as CSDL JSON."""
    assert ask(service, "$metadata", accept=accept).headers["Content-Type"].startswith(kind)


@pytest.mark.parametrize("prefer", ["odata.maxpagesize=3", "maxpagesize=3"])
def test_14_prefixed_preferences(service: Service, prefer: str) -> None:
    """Preferences are understood with and without their prefix, and answered as they were written."""
    response = ask(service, "Customers", prefer=prefer)
    assert len(json.loads(response.body)["value"]) == 3
    assert response.headers["Preference-Applied"] == prefer


@pytest.mark.parametrize("literal", ["ERP.OrderStatus'Open'", "'Open'"])
def test_15_prefixed_literals(service: Service, literal: str) -> None:
    """Enumeration literals have the type's name before them, or have not."""
    found = body_of(service, f"Orders?$filter=Status eq {literal}&$select=Status")["value"]
    assert found and all(row["Status"] == "Open" for row in found)


def test_16_message(service: Service, tmp_path: Path) -> None:
    """The final response is a message of HTTP for clients of 4.0 that do not say what they accept."""
    with later(service, tmp_path, "Customers?$top=1") as (_, monitor):
        response = monitor(odata_maxversion="4.0")
    assert (response.status, response.headers["Content-Type"]) == (200, "application/http")
    head, _, body = response.body.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n") and b"\r\nOData-Version: 4.0\r\n" in head + b"\r\n"
    assert body == ask(service, "Customers?$top=1").body


def test_17_async_result(service: Service, tmp_path: Path) -> None:
    """Where no message is accepted the final response has the status in AsyncResult."""
    with later(service, tmp_path, "Customers(0)") as (_, monitor):
        response = monitor(accept="application/json")
    assert (response.status, response.headers["AsyncResult"]) == (200, "404")
    assert response.body == ask(service, "Customers(0)").body


def test_18_edit_links(written: Service) -> None:
    """Entities that can be changed have edit links in full metadata, which lead to them."""
    row = body_of(written, "Currencies('EUR')", accept="application/json;odata.metadata=full")
    assert body_of(written, row["@odata.editLink"])["CurrencyCode"] == "EUR"


def test_19_post(written: Service) -> None:
    """New entities are posted to their set."""
    assert change(written, "POST", "ProductGroups", {"GroupCode": "M19", "GroupName": "x"}).status == 201


def test_20_post_related(written: Service) -> None:
    """New related entities are posted to a navigation property."""
    line = {"LineNo": 900, "ProductNo": "FOOD-00069", "Quantity": 1, "UnitPrice": 1, "LineAmount": 1}
    assert json.loads(change(written, "POST", "Orders(3)/Lines", line).body)["OrderID"] == 3


def test_21_post_reference(written: Service) -> None:
    """A reference is added to a related collection."""
    assert change(written, "POST", "Employees(2)/Customers/$ref", {"@odata.id": "Customers(9)"}).status == 204
    assert body_of(written, "Customers(9)")["EmployeeID"] == 2


def test_22_put_reference(written: Service) -> None:
    """The one related entity is set."""
    assert change(written, "PUT", "Customers(9)/AccountManager/$ref", {"@odata.id": "Employees(3)"}).status == 204
    assert body_of(written, "Customers(9)")["EmployeeID"] == 3


def test_23_patch(written: Service) -> None:
    """Entities are changed by PATCH, and what it does not name stays as it is."""
    before = body_of(written, "Customers(10)")
    assert change(written, "PATCH", "Customers(10)", {"City": "Anders"}).status == 204
    after = body_of(written, "Customers(10)")
    assert after["City"] == "Anders" and after["CustomerName"] == before["CustomerName"]


def test_24_delete(written: Service) -> None:
    """Entities are deleted."""
    change(written, "POST", "ProductGroups", {"GroupCode": "M24", "GroupName": "x"})
    assert change(written, "DELETE", "ProductGroups('M24')").status == 204
    assert ask(written, "ProductGroups('M24')").status == 404


def test_25_delete_reference(written: Service) -> None:
    """A reference is removed."""
    assert change(written, "DELETE", "Customers(9)/AccountManager/$ref").status == 204
    assert body_of(written, "Customers(9)")["EmployeeID"] is None


def test_26_if_match(written: Service) -> None:
    """If-Match is held against the entity's ETag."""
    etag = ask(written, "Customers(11)").headers["ETag"]
    assert change(written, "PATCH", "Customers(11)", {"City": "A"}, if_match='W/"x"').status == 412
    assert change(written, "PATCH", "Customers(11)", {"City": "A"}, if_match=etag).status == 204
    assert change(written, "DELETE", "Customers(11)", if_match=etag).status == 412


def test_27_location(written: Service) -> None:
    """A created entity's URL is in the Location header."""
    response = change(written, "POST", "ProductGroups", {"GroupCode": "M 27/ä", "GroupName": "x"})
    url = response.headers["Location"].removeprefix(ROOT)
    assert body_of(written, url)["GroupCode"] == "M 27/ä"


def test_28_entity_id(written: Service) -> None:
    """A creation that is answered with 204 names the entity in OData-EntityId."""
    new = {"GroupCode": "M28", "GroupName": "x"}
    response = change(written, "POST", "ProductGroups", new, prefer="return=minimal")
    assert (response.status, response.headers["OData-EntityId"]) == (204, f"{ROOT}ProductGroups('M28')")


def test_29_upsert(written: Service) -> None:
    """A PUT to what does not exist creates it, and a PATCH does, where the client says If-None-Match: *."""
    assert change(written, "PUT", "ProductGroups('M29P')", {"GroupName": "x"}).status == 201
    response = change(written, "PATCH", "ProductGroups('M29')", {"GroupName": "x"}, if_none_match="*")
    assert response.status == 201
    assert change(written, "PATCH", "ProductGroups('M29')", {"GroupName": "x"}, if_none_match="*").status == 412


def test_30_properties(written: Service) -> None:
    """A property is changed by itself."""
    assert change(written, "PUT", "Customers(12)/City", {"value": "Allein"}).status == 204
    assert body_of(written, "Customers(12)/City")["value"] == "Allein"


def test_31_null(written: Service) -> None:
    """A property is set to null by DELETE."""
    assert change(written, "DELETE", "Customers(12)/City").status == 204
    assert ask(written, "Customers(12)/City").status == 204


def test_32_deep_insert(written: Service) -> None:
    """An entity is created together with those related to it."""
    group = {"GroupCode": "M32", "GroupName": "x", "ProductGroups": [{"GroupCode": "M32A", "GroupName": "below"}]}
    assert change(written, "POST", "ProductGroups", group).status == 201
    assert body_of(written, "ProductGroups('M32A')/Parent")["GroupCode"] == "M32"


def test_33_each_member(written: Service) -> None:
    """The members of a collection are changed and deleted at once."""
    for code in ("M33A", "M33B"):
        assert change(written, "POST", "ProductGroups", {"GroupCode": code, "GroupName": code}).status == 201
    url = "ProductGroups/$filter(startswith(GroupCode,'M33'))/$each"
    assert change(written, "PATCH", url, {"GroupName": "each"}).status in (200, 204)
    assert body_of(written, "ProductGroups('M33B')")["GroupName"] == "each"
    assert change(written, "DELETE", url).status == 204
    assert ask(written, "ProductGroups('M33A')").status == 404
