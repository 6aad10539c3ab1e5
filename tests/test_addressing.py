"""`$all`, `$entity` and `POST …/$query`: what text cases cannot hold."""

import dataclasses
import json

import pytest

from models.erp import SERVICE
from odata_service import publish
from odata_service.edm.draft import ModelError
from odata_service.edm.from_tables import model_of
from odata_service.protocol.message import Request, Response
from odata_service.service import Service
from tests.conftest import ROOT, ask


def post(service: Service, path: str, body: bytes, kind: str = "text/plain", query: str = "") -> Response:
    return service.handle(Request("POST", path, query, {"content-type": kind}, ROOT, body))


def test_all_holds_each_entity_once_with_its_id(service: Service) -> None:
    """Page after page, and a page's entities are of one type."""
    counts = {name: int(ask(service, f"{name}/$count").body) for name in service.model.entity_sets}
    found: dict[str, int] = {}
    url = "$all"
    while url:
        body = json.loads(ask(service, url, prefer="maxpagesize=700").body)
        assert body["@odata.context"] == f"{ROOT}$metadata#Collection(Edm.EntityType)"
        for row in body["value"]:
            name = row["@odata.id"].removeprefix(ROOT).partition("(")[0]
            link = "readLink" if name == "SalesByMonth" or name.startswith("Legacy") else "editLink"
            assert row["@odata.id"] == ROOT + row[f"@odata.{link}"]
            found[name] = found.get(name, 0) + 1
        url = body.get("@odata.nextLink", "").removeprefix(ROOT)
    assert found == {name: count for name, count in counts.items() if count}


@pytest.mark.parametrize(
    ("options", "first", "wanted"),
    [("$count=true", 0, None), ("$top=150&$count=true", 0, 150), ("$skip=95&$top=20", 95, 20), ("$top=0", 0, 0),
     ("$skip=99999", 99999, 0), ("$search=stock", 0, None), ("$search=stock&$skip=2&$top=3&$count=true", 2, 3)],
)  # fmt: skip
def test_all_is_one_collection(service: Service, options: str, first: int, wanted: int | None) -> None:
    """Its pages, however short, are the same entities in the same order, counted once."""
    search = "$search=stock" if "$search" in options else ""
    every = ids_of(service, f"$all/$ref?{search}", "700")
    found = ids_of(service, f"$all?{options}", "7" if wanted is not None or search else "300")
    assert found == every[first:][: len(every) if wanted is None else wanted]
    count = json.loads(ask(service, f"$all?{options}").body).get("@odata.count")
    assert count == (len(every) if "$count" in options else None)
    assert int(ask(service, f"$all/$count?{search}").body) == len(every)


def ids_of(service: Service, url: str, size: str) -> list[str]:
    found: list[str] = []
    while url:
        body = json.loads(ask(service, url, prefer=f"maxpagesize={size}").body)
        found += [row["@odata.id"] for row in body["value"]]
        url = body.get("@odata.nextLink", "").removeprefix(ROOT)
    return found


def test_an_id_of_all_leads_to_its_entity(service: Service) -> None:
    row = json.loads(ask(service, "$all").body)["value"][0]
    again = json.loads(ask(service, f"$entity?$id={row['@odata.id']}").body)
    assert again["CustomerID"] == row["CustomerID"]


def test_all_without_metadata_has_no_control_information(service: Service) -> None:
    body = json.loads(ask(service, "$all", accept="application/json;odata.metadata=none").body)
    assert not any("@" in name for name in (*body["value"][0], *[name for name in body if "nextLink" not in name]))


@pytest.mark.parametrize("url", ["x" * 100_000, "Customers?$" + "x" * 100_000 + "=1", "Customers/" + "x" * 100_000])
def test_a_name_without_end_is_not_repeated(service: Service, url: str) -> None:
    response = ask(service, url)
    assert 400 <= response.status < 500 and len(response.body) < 10_000


@pytest.mark.parametrize("token", ["x", "999.", "-1.", "0.nonsense"])
def test_a_token_of_all_that_is_none(service: Service, token: str) -> None:
    assert ask(service, f"$all?$skiptoken={token}").status == 400


def test_a_query_in_a_body_is_the_same_as_in_the_url(service: Service) -> None:
    query = "$filter=CustomerID%20le%203&$select=CustomerID&$count=true"
    expected = json.loads(ask(service, f"Customers?{query}").body)
    assert json.loads(post(service, "Customers/$query", query.encode()).body) == expected
    split = post(service, "Customers/$query", b"$select=CustomerID&$count=true", query="$filter=CustomerID%20le%203")
    assert json.loads(split.body) == expected


def test_a_query_longer_than_urls_are(service: Service) -> None:
    wanted = " or ".join(f"CustomerID eq {number}" for number in range(1, 9000))
    response = post(service, "Customers/$count/$query", f"$filter={wanted}".encode())
    assert (response.status, response.body) == (200, ask(service, "Customers/$count").body)


@pytest.mark.parametrize(("kind", "body", "status"), [("application/json", b"{}", 415), ("text/plain", b"\xff", 400)])
def test_a_body_that_is_no_query(service: Service, kind: str, body: bytes, status: int) -> None:
    assert post(service, "Customers/$query", body, kind).status == status


@pytest.fixture
def with_singletons(service: Service) -> Service:
    singletons = [
        publish.Singleton("HomeCountry", "Countries", ["DE"]),
        publish.Singleton("FirstPrice", "OrderLines", [2, 10]),
        publish.Singleton("NoSuchCountry", "Countries", ["XX"]),
    ]
    return Service(model_of(dataclasses.replace(SERVICE, singletons=singletons)), service.database, service.config)


@pytest.mark.parametrize(
    ("url", "context", "name", "value"),
    [
        ("HomeCountry", "HomeCountry", "CountryCode", "DE"),
        ("HomeCountry?$select=CountryCode", "HomeCountry(CountryCode)", "CountryCode", "DE"),
        ("HomeCountry/CountryCode", "HomeCountry/CountryCode", "value", "DE"),
        ("HomeCountry/Currency", "Currencies/$entity", "CurrencyCode", "EUR"),
        ("FirstPrice/LineNo", "FirstPrice/LineNo", "value", 10),
        (
            "HomeCountry?$expand=Currency($select=CurrencyCode)",
            "HomeCountry(Currency(CurrencyCode))",
            "CountryCode",
            "DE",
        ),
    ],
)
def test_a_singleton_is_addressed_by_its_name(
    with_singletons: Service, url: str, context: str, name: str, value: object
) -> None:
    body = json.loads(ask(with_singletons, url).body)
    assert body["@odata.context"] == f"{ROOT}$metadata#{context}"
    assert body[name] == value


def test_singletons_in_paths_and_expressions(with_singletons: Service) -> None:
    found = json.loads(ask(with_singletons, "HomeCountry/Customers?$select=CountryCode&$top=1").body)
    assert [row["CountryCode"] for row in found["value"]] == ["DE"]
    same = ask(with_singletons, "Countries/$count?$filter=CurrencyCode%20eq%20$root/HomeCountry/CurrencyCode")
    assert int(same.body) > 0
    assert ask(with_singletons, "HomeCountry/CountryCode/$value").body == b"DE"
    assert ask(with_singletons, "NoSuchCountry").status == 404
    assert ask(with_singletons, "HomeCountry('DE')").status == 404


def test_singletons_are_in_the_service_document_and_the_metadata(with_singletons: Service) -> None:
    listed = json.loads(ask(with_singletons, "").body)["value"]
    assert {"name": "HomeCountry", "kind": "Singleton", "url": "HomeCountry"} in listed
    assert b'<Singleton Name="HomeCountry" Type="ERP.Country">' in ask(with_singletons, "$metadata").body


def test_mistakes_of_singletons() -> None:
    wrong = [publish.Singleton("A", "Nothing", [1]), publish.Singleton("B", "Orders", ["x"]),
             publish.Singleton("C", "OrderLines", [1]), publish.Singleton("Orders", "Orders", [1])]  # fmt: skip
    with pytest.raises(ModelError) as found:
        model_of(dataclasses.replace(SERVICE, singletons=wrong))
    assert [line.partition(":")[0] for line in found.value.mistakes] == ["A", "B", "C", "Orders"]


def test_a_unique_constraint_is_an_alternate_key(service: Service) -> None:
    one = json.loads(ask(service, "Customers(1)?$select=CustomerID,AccountGUID").body)
    again = json.loads(ask(service, f"Customers(AccountGUID={one['AccountGUID']})?$select=CustomerID").body)
    assert again["CustomerID"] == 1
    assert b'Term="Org.OData.Core.V1.AlternateKeys"' in ask(service, "$metadata").body
    assert ask(service, "Customers(CustomerName='x')").status == 400
    assert ask(service, "Customers(AccountGUID=00000000-0000-0000-0000-000000000000)").status == 404


@pytest.mark.parametrize("method", ["DELETE", "POST"])
def test_a_singleton_is_always_there(with_singletons: Service, method: str) -> None:
    response = with_singletons.handle(Request(method, "HomeCountry", "", {}, ROOT, b"{}"))
    assert (response.status, response.headers["Allow"]) == (405, "GET, HEAD, PATCH, PUT")
    assert ask(with_singletons, "HomeCountry").status == 200


def test_a_slash_within_a_segment_is_never_one_between_two(service: Service) -> None:
    """Whatever was asked for before."""
    assert ask(service, "Countries('DE')/CountryName/$value").status == 200
    for path in ("Countries('DE')%2FCountryName/$value", "Countries('DE')/CountryName%2F$value", "Countries%2F$count"):
        assert ask(service, path.replace("%2F", "/")).status == 200
        assert ask(service, path).status in (400, 404), path
    assert service.handle(Request("DELETE", "Countries('DE')%2FCountryName", "", {}, ROOT, b"")).status in (400, 404)
