"""`$all`, `$entity` and `POST …/$query`: what text cases cannot hold."""

import json

import pytest

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
            name = row["@odata.editLink"].partition("(")[0]
            assert row["@odata.id"] == ROOT + row["@odata.editLink"]
            found[name] = found.get(name, 0) + 1
        url = body.get("@odata.nextLink", "").removeprefix(ROOT)
    assert found == {name: count for name, count in counts.items() if count}


def test_an_id_of_all_leads_to_its_entity(service: Service) -> None:
    row = json.loads(ask(service, "$all").body)["value"][0]
    again = json.loads(ask(service, f"$entity?$id={row['@odata.id']}").body)
    assert again["CustomerID"] == row["CustomerID"]


def test_all_without_metadata_has_no_control_information(service: Service) -> None:
    body = json.loads(ask(service, "$all", accept="application/json;odata.metadata=none").body)
    assert not any("@" in name for name in (*body["value"][0], *[name for name in body if "nextLink" not in name]))


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
