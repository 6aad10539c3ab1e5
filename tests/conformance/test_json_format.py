"""JSON Format 4.01 (section 24)."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from odata_service.service import Service
from tests.conformance.asking import body_of, change, later
from tests.conftest import ROOT, ask
from tests.garage import made

FULL = "application/json;odata.metadata=full"
LATER = {"odata_maxversion": "4.01"}


def names_of(value: Any) -> set[str]:
    """All names of an answer, however deep."""
    if isinstance(value, dict):
        return set(value) | {name for inner in value.values() for name in names_of(inner)}
    return {name for inner in value for name in names_of(inner)} if isinstance(value, list) else set()


def types_of(value: Any, name: str) -> set[str]:
    """What the answer says of types."""
    if isinstance(value, dict):
        own = {text for key, text in value.items() if key.endswith(name)}
        return own | {text for inner in value.values() for text in types_of(inner, name)}
    return {text for inner in value for text in types_of(inner, name)} if isinstance(value, list) else set()


URL = "Orders?$top=2&$expand=Customer,Lines($count=true)&$count=true"


def test_09_1_prefix(service: Service) -> None:
    """All control information of 4.0, and the parameters of the media type, have their prefix."""
    response = ask(service, URL, accept="application/json;metadata=full;streaming=true", odata_maxversion="4.0")
    control = {name for name in names_of(json.loads(response.body)) if "@" in name}
    assert control and all("@odata." in name for name in control)
    assert response.headers["Content-Type"] == "application/json;odata.metadata=full;odata.streaming=true"


def test_09_2_types(service: Service) -> None:
    """All types of 4.0 begin with #."""
    found = types_of(body_of(service, URL, accept=FULL), "@odata.type")
    assert found >= {"#ERP.Order", "#Int32", "#Decimal", "#ERP.OrderStatus"}
    assert all(name.startswith("#") for name in found)


def test_09_4_decimals(service: Service) -> None:
    """Decimals have digits and a point only, however small or large they are."""
    made = "NetAmount mul 100000000 as Large,ExchangeRate div 1000000 as Small".replace(" ", "%20")
    text = ask(service, f"Orders?$select=Small,Large&$compute={made}&$top=50").body
    rows = json.loads(text, parse_float=str, parse_int=str)["value"]
    assert len(rows) == 50
    for row in rows:
        assert not any("e" in str(row[name]).lower() for name in ("Small", "Large")), row


def test_09_7_infinity(service: Service) -> None:
    """A decimal is never INF or NaN: a division by zero is null or refused."""
    response = ask(service, "Orders?$top=1&$compute=NetAmount%20div%200%20as%20N&$select=N")
    assert response.status in (200, 400) and b"INF" not in response.body and b"NaN" not in response.body


@pytest.mark.parametrize("accept", [FULL, "application/json"])
def test_10_1_order(service: Service, accept: str) -> None:
    """What annotates a property stands right before it; only the next link of a collection comes behind."""
    body = body_of(service, URL, accept=accept, **LATER)
    for row in (body, *body["value"]):
        names = list(row)
        for place, name in enumerate(names):
            about, _, what = name.partition("@")
            if about in row and what != "nextLink":
                behind = next(later for later in names[place:] if "@" not in later)
                assert behind == about or what.endswith("Link"), name


def test_10_2_prefix(service: Service) -> None:
    """No control information of 4.01, and no parameter of the media type, has the prefix."""
    response = ask(service, URL, accept=FULL, **LATER)
    assert not any("odata." in name for name in names_of(json.loads(response.body)))
    assert response.headers["Content-Type"] == "application/json;metadata=full"


def test_10_3_types(service: Service) -> None:
    """Primitive types of 4.01 have no #, those of the schema have."""
    found = types_of(body_of(service, URL, accept=FULL, **LATER), "@type")
    assert found >= {"#ERP.Order", "Int32", "Decimal", "#ERP.OrderStatus"} and "#Int32" not in found


def test_12_media_type(service: Service) -> None:
    """application/json is accepted, and answered."""
    assert ask(service, URL, accept="application/json").headers["Content-Type"].startswith("application/json")


@pytest.mark.parametrize("url", ["", URL, "Customers(1)", "Customers(1)/City", "Customers/$ref", "Nothing", "$all"])
def test_13_well_formed(service: Service, url: str) -> None:
    """Every body is JSON, in UTF-8."""
    json.loads(ask(service, url).body.decode("utf-8"), parse_float=Decimal)


def test_14_full(service: Service) -> None:
    """Full metadata has each entity's type, id, edit or read link and ETag, the types of properties that JSON does not
    tell, and the links of all navigation properties; and they lead to what they say."""
    body = body_of(service, "Customers?$top=2", accept=FULL)
    navigation = service.model.entity_sets["Customers"].type.navigation
    for row in body["value"]:
        assert row["@odata.type"] == "#ERP.Customer" and row["@odata.id"] == ROOT + row["@odata.editLink"]
        assert row["CustomerID@odata.type"] == "#Int32" and "City@odata.type" not in row
        assert ask(service, row["@odata.editLink"]).headers["ETag"] == row["@odata.etag"]
        for name in navigation:
            assert ask(service, row[f"{name}@odata.navigationLink"]).status in (200, 204)
            assert ask(service, row[f"{name}@odata.associationLink"]).status in (200, 204)
    (month,) = body_of(service, "SalesByMonth?$top=1", accept=FULL)["value"]
    assert "@odata.editLink" not in month and ask(service, month["@odata.readLink"]).status == 200


def test_15_next_link(service: Service) -> None:
    """Partial results have a next link, at every level of metadata."""
    for level in ("minimal", "full", "none"):
        accept = f"application/json;odata.metadata={level}"
        body = json.loads(ask(service, "Customers", accept=accept, prefer="maxpagesize=5").body)
        assert len(body["value"]) == 5 and body["@odata.nextLink"].startswith(f"{ROOT}Customers?")


@pytest.mark.parametrize(
    ("form", "status", "kind"),
    [("json", 200, "application/json;odata.metadata=minimal"), ("JSON", 200, "application/json;odata.metadata=minimal"),
     ("application/json;odata.metadata=none", 200, "application/json;odata.metadata=none"),
     ("application/json;metadata=full;IEEE754Compatible=true", 200,
      "application/json;odata.metadata=full;IEEE754Compatible=true"),
     ("xml", 406, None), ("atom", 406, None), ("application/json;metadata=some", 406, None)],
)  # fmt: skip
def test_19_format_option(service: Service, form: str, status: int, kind: str | None) -> None:
    """$format is an abbreviation or a media type with its parameters, and counts before Accept."""
    response = ask(service, f"Customers?$top=1&$format={form}", accept="application/xml")
    assert response.status == status
    assert kind is None or response.headers["Content-Type"] == kind


def test_20_streaming(service: Service) -> None:
    """streaming=true is understood, and said in the answer: the context is first."""
    response = ask(service, "Customers?$top=1&$count=true", accept="application/json;odata.streaming=true")
    assert response.headers["Content-Type"] == "application/json;odata.metadata=minimal;odata.streaming=true"
    assert list(json.loads(response.body))[:2] == ["@odata.context", "@odata.count"]


@pytest.mark.parametrize("level", ["minimal", "full"])
def test_20_order(tmp_path: Path, level: str) -> None:
    """The type of an entity is first, or right behind the context, and its id and ETag stand before all properties."""
    garage = made(f"sqlite:///{tmp_path}/garage.sqlite")
    for url in ("Vehicles(2)", "Vehicles(2)?$select=name,Garage.Truck/loads", "Vehicles?$filter=isof(Garage.Truck)"):
        accept = f"application/json;odata.metadata={level};odata.streaming=true"
        body = json.loads(ask(garage, url, accept=accept).body)
        for one in body.get("value", [body]):
            names = [name for name in one if name != "@odata.context"]
            own = [name for name in names if name[0] == "@"]
            assert names[: len(own)] == own and own[0] == "@odata.type"
    garage.database.engine.dispose()


def test_22_nulls(service: Service) -> None:
    """Nulls are written, but for who prefers to go without."""
    url = "Employees(1)?$select=EmployeeID,ManagerID"
    assert body_of(service, url)["ManagerID"] is None
    response = ask(service, url, prefer="omit-values=nulls")
    assert "ManagerID" not in json.loads(response.body)
    assert response.headers["Preference-Applied"] == "omit-values=nulls"


def test_23_later_client_of_40(service: Service) -> None:
    """OData-MaxVersion: 4.0 is answered in 4.0, whatever else is said."""
    response = ask(service, "Customers?$top=1", odata_version="4.01", odata_maxversion="4.0")
    assert response.headers["OData-Version"] == "4.0" and b'"@odata.context"' in response.body


def test_24_payloads_of_40(written: Service) -> None:
    """Request payloads of 4.0 bind by @odata.bind."""
    content = {"GroupCode": "J24", "GroupName": "x", "Parent@odata.bind": "ProductGroups('FOOD')"}
    response = change(written, "POST", "ProductGroups", content, odata_version="4.0")
    assert response.status == 201, response.body
    assert body_of(written, "ProductGroups('J24')/Parent")["GroupCode"] == "FOOD"


def test_25_later_in_40(service: Service, tmp_path: Path) -> None:
    """The final response to an asynchronous request wraps the JSON that would have been answered at once."""
    with later(service, tmp_path, "Customers?$top=3&$count=true", accept="application/json") as (_, monitor):
        response = monitor()
    assert response.headers["Content-Type"] == "application/http"
    at_once = ask(service, "Customers?$top=3&$count=true", accept="application/json")
    assert response.body.partition(b"\r\n\r\n")[2] == at_once.body
    assert f"\r\nContent-Type: {at_once.headers['Content-Type']}\r\n".encode() in response.body


def test_26_later_answers(service: Service) -> None:
    """OData-MaxVersion: 4.01 is answered in 4.01."""
    assert set(body_of(service, "Customers?$top=1&$count=true", **LATER)) == {"@context", "@count", "value"}


def test_27_payloads_of_401(written: Service) -> None:
    """Request payloads of 4.01 bind by an entity's id, and have no prefix."""
    content = {"GroupCode": "J27", "GroupName": "x", "Parent": {"@id": "ProductGroups('FOOD')"}}
    response = change(written, "POST", "ProductGroups", content, odata_version="4.01")
    assert response.status == 201, response.body
    assert body_of(written, "ProductGroups('J27')/Parent")["GroupCode"] == "FOOD"


def test_28_etags_in_payloads(written: Service) -> None:
    """An ETag in the body of a change is held against the entity."""
    changed = {"City": "etag", "@odata.etag": 'W/"nothing"'}
    assert change(written, "PATCH", "Customers(31)", changed, odata_version="4.01").status == 412
    etag = ask(written, "Customers(31)").headers["ETag"]
    assert (
        change(written, "PATCH", "Customers(31)", changed | {"@odata.etag": etag}, odata_version="4.01").status == 204
    )


def test_29_later_in_401(service: Service, tmp_path: Path) -> None:
    """The final response to an asynchronous request of 4.01 is the JSON that would have been answered at once."""
    with later(service, tmp_path, "Customers?$top=3&$count=true", **LATER) as (_, monitor):
        response = monitor(**LATER)
    at_once = ask(service, "Customers?$top=3&$count=true", **LATER)
    assert response.body == at_once.body
    assert response.headers["Content-Type"] == at_once.headers["Content-Type"]
