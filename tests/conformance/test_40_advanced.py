"""OData 4.0, Advanced Conformance Level (Part 1, section 12.1.3)."""

import json
from pathlib import Path

import pytest

from odata_service.protocol.message import Request
from odata_service.service import Service
from tests.conformance.asking import body_of, change, later
from tests.conftest import ROOT, ask
from tests.garage import made as garage_made
from tests.tracking.stock import made


def test_02_metadata_xml(service: Service) -> None:
    """$metadata is published as CSDL XML, and says which level of conformance this is."""
    assert b"ConformanceLevelType/Advanced" in ask(service, "$metadata").body


def test_09_1_references(service: Service) -> None:
    """Expanded properties can be references."""
    assert body_of(service, "Orders(1)?$expand=Customer/$ref")["Customer"] == {
        "@odata.id": "http://localhost/odata/v4/erp/Customers(56)"
    }


def test_09_4_orderby_on_expanded(service: Service) -> None:
    """Expanded collections are sorted."""
    for direction in ("asc", "desc"):
        lines = body_of(service, f"Orders(2)?$expand=Lines($orderby=Quantity {direction})")["Lines"]
        found = [line["Quantity"] for line in lines]
        assert found == sorted(found, reverse=direction == "desc") and len(found) == 4


def test_09_5_count_on_expanded(service: Service) -> None:
    """Expanded collections are counted, whatever is shown of them."""
    assert body_of(service, "Orders(2)?$expand=Lines($count=true;$top=1)")["Lines@odata.count"] == 4


def test_09_6_top_skip_on_expanded(service: Service) -> None:
    """Of expanded collections a part is shown."""
    lines = body_of(service, "Orders(2)?$expand=Lines($skip=1;$top=2;$select=LineNo)")["Lines"]
    assert [line["LineNo"] for line in lines] == [20, 30]


def test_09_7_search_on_expanded(service: Service) -> None:
    """Expanded collections are searched."""
    found = body_of(service, "Countries?$expand=Customers($search=Elektro;$select=CustomerName)")["value"]
    found = [row for country in found for row in country["Customers"]]
    assert found and all("elektro" in row["CustomerName"].lower() for row in found)


def test_09_8_levels(service: Service) -> None:
    """$levels expands as many levels as there are."""
    row = body_of(service, "Employees(74)?$select=EmployeeID&$expand=Manager($levels=max;$select=EmployeeID)")
    depth = 0
    while row.get("Manager"):
        row, depth = row["Manager"], depth + 1
    assert depth >= 2


def test_09_9_compute_on_expanded(service: Service) -> None:
    """Expanded entities have computed properties."""
    lines = body_of(service, "Orders(2)?$expand=Lines($compute=LineNo add 1 as Next;$select=LineNo,Next)")["Lines"]
    assert all(line["Next"] == line["LineNo"] + 1 for line in lines)


@pytest.mark.parametrize(
    ("search", "condition"),
    [("Elektro AND GmbH", lambda name: "elektro" in name and "gmbh" in name),
     ("Elektro OR GmbH", lambda name: "elektro" in name or "gmbh" in name),
     ("Elektro NOT GmbH", lambda name: "elektro" in name and "gmbh" not in name),
     ('"Elektro GmbH"', lambda name: "elektro gmbh" in name)],
)  # fmt: skip
def test_10_search(service: Service, search: str, condition: object) -> None:
    """$search joins words by AND, OR and NOT, and finds phrases."""
    found = body_of(service, f"Customers?$search={search}&$select=CustomerName".replace('"', "%22"))["value"]
    assert found
    assert all(condition(row["CustomerName"].lower()) for row in found)  # type: ignore[operator]  # it is callable


def test_11_batch(written: Service) -> None:
    """Batches in multipart are answered part by part; a change set is one transaction."""
    body = (
        "--b\r\nContent-Type: application/http\r\n\r\nGET Customers(1)?$select=CustomerID HTTP/1.1\r\n\r\n\r\n"
        "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n"
        "--c\r\nContent-Type: application/http\r\nContent-ID: 1\r\n\r\nPATCH Customers(13) HTTP/1.1\r\n\r\n"
        '{"City":"Batch"}\r\n--c--\r\n--b--\r\n'
    )
    response = written.handle(
        Request("POST", "$batch", "", {"content-type": "multipart/mixed; boundary=b"}, ROOT, body.encode())
    )
    assert response.status == 200
    assert b'"CustomerID":1' in response.body and b"HTTP/1.1 204 No Content" in response.body
    assert body_of(written, "Customers(13)")["City"] == "Batch"


@pytest.mark.parametrize(
    ("url", "status"),
    [("Customers(1)", 200), ("Customers(CustomerID=1)", 200), ("OrderLines(OrderID=2,LineNo=10)", 200),
     ("Customers(1)/Orders", 200), ("Customers(1)/Orders(11)", 200), ("Orders(1)/Customer/Country/Currency", 200),
     ("Customers(1)/CustomerName", 200), ("Customers(1)/CustomerName/$value", 200), ("Customers/$count", 200),
     ("Customers(1)/Orders/$count", 200), ("Customers(1)/Orders/$ref", 200), ("Orders(1)/Customer/$ref", 200),
     ("Customers/ERP.Customer", 200), ("$entity?$id=Customers(1)", 200), ("$all", 200), ("Customers(99999)", 404),
     ("Customers(1)/Nothing", 404), ("Customers(1)/Orders(99999)", 404), ("Nothing", 404)],
)  # fmt: skip
def test_12_resource_paths(service: Service, url: str, status: int) -> None:
    """Paths of the URL conventions are followed."""
    assert ask(service, url).status == status


@pytest.mark.parametrize("path", ["ERP.Order/Customer", "Customer/ERP.Customer"])
def test_09_3_cast(service: Service, path: str) -> None:
    """A cast to the type itself is followed before and behind an expanded property."""
    row = body_of(service, f"Orders(2)?$select=OrderID,CustomerID&$expand={path}($select=CustomerID)")
    assert row["Customer"] == {"CustomerID": row["CustomerID"]}


def test_09_3_derived_types(tmp_path: Path) -> None:
    """A derived type is named before its own navigation property, and behind one that leads to others as well."""
    garage = garage_made(f"sqlite:///{tmp_path}/garage.sqlite")
    before = body_of(garage, "Vehicles?$select=id&$expand=Garage.Truck/depot($select=id)")["value"]
    assert {one["id"]: one["depot"] for one in before if "depot" in one} == {2: {"id": 1}, 3: {"id": 2}, 8: None}
    behind = body_of(garage, "Depots(2)?$expand=Vehicles/Garage.Tanker($select=id,volume)")["Vehicles"]
    assert behind == [{"@odata.type": "#Garage.Tanker", "id": 3, "volume": 9000}]
    garage.database.engine.dispose()


def test_12_query_in_a_body(service: Service) -> None:
    """POST to /$query has the options in its body."""
    kind = {"content-type": "text/plain"}
    response = service.handle(Request("POST", "Customers/$query", "", kind, ROOT, b"$top=1&$select=CustomerID"))
    assert json.loads(response.body)["value"] == [{"CustomerID": 1}]


def test_13_asynchronous(service: Service, tmp_path: Path) -> None:
    """What is not done in time is accepted, with a status monitor that has the answer, and forgets it."""
    with later(service, tmp_path, "Orders/$count") as (accepted, monitor):
        assert (accepted.status, accepted.body) == (202, b"")
        assert accepted.headers["Preference-Applied"] == "respond-async"
        assert monitor(accept="text/plain").body == ask(service, "Orders/$count").body
        assert monitor("DELETE").status == 204
        assert monitor().status == 404


def test_14_change_tracking(tmp_path: Path) -> None:
    """Sets that are declared so tell what has changed since a delta link; what others are asked is ignored."""
    service = made(f"sqlite:///{tmp_path}/stock.sqlite")
    first = ask(service, "Logged?$top=0", prefer="odata.track-changes")
    assert first.headers["Preference-Applied"] == "odata.track-changes"
    assert change(service, "POST", "Logged", {"Place": "A", "Number": 1}).status == 201
    told = body_of(service, json.loads(first.body)["@odata.deltaLink"].removeprefix(ROOT))
    assert [row["Number"] for row in told["value"]] == [1] and "@odata.deltaLink" in told
    assert "Preference-Applied" not in ask(service, "Plain", prefer="odata.track-changes").headers
    service.database.engine.dispose()


def test_15_crossjoin(service: Service) -> None:
    """$crossjoin combines the entities of sets."""
    url = "$crossjoin(Countries,Currencies)?$filter=Countries/CurrencyCode eq Currencies/CurrencyCode&$expand=Countries"
    assert len(body_of(service, url)["value"]) == int(ask(service, "Countries/$count").body)


def test_16_compute(service: Service) -> None:
    """$compute adds properties."""
    assert body_of(service, "Orders(1)?$compute=OrderID mul 2 as Twice&$select=Twice")["Twice"] == 2


def test_11_batch_in_json(written: Service) -> None:
    """Batches in JSON are answered."""
    content = {"requests": [{"id": "1", "method": "get", "url": "Customers(1)?$select=CustomerID"}]}
    response = change(written, "POST", "$batch", content, content_type="application/json")
    assert json.loads(response.body)["responses"][0]["body"]["CustomerID"] == 1
