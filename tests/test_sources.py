"""One service over two databases: the demo ERP, and a SQLite file of its customers' branches and ratings."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import CHAR, Column, Integer, MetaData, String, Table, create_engine, insert

from models.erp import SERVICE
from odata_service import publish
from odata_service.config import Config, Secret
from odata_service.service import Service, open_service
from tests.conftest import ROOT, ask

metadata = MetaData()
branches = Table(
    "branches",
    metadata,
    Column("branch_id", Integer, primary_key=True),
    Column("customer_id", Integer, nullable=False, index=True),
    Column("rating_code", CHAR(4)),
    Column("town", String(40)),
)
ratings = Table("ratings", metadata, Column("code", CHAR(4), primary_key=True), Column("words", String(40)))
BRANCHES = [
    {"branch_id": number, "customer_id": 1 + number % 7, "rating_code": "AB  " if number % 2 else None,
     "town": f"Town {number}"}
    for number in range(1, 31)
]  # fmt: skip
CRM = publish.Source("CRM_DATABASE_URL")


def declared() -> publish.Service:
    own = [
        dataclasses.replace(
            one, navigation=[*one.navigation, publish.Navigation(
                name="Branches", target="Branches", columns=["customer_id"], target_columns=["customer_id"],
                collection=True)],
        ) if one.name == "Customers" else one
        for one in SERVICE.entity_sets
    ]  # fmt: skip
    names = {"branch_id": "BranchID", "customer_id": "CustomerID", "rating_code": "RatingCode", "town": "Town"}
    theirs = [
        publish.EntitySet(
            branches, "Branches", CRM, names=names,
            navigation=[
                publish.Navigation(name="Customer", target="Customers", columns=["customer_id"],
                                   target_columns=["customer_id"]),
                publish.Navigation(name="Rating", target="Ratings", columns=["rating_code"], target_columns=["code"]),
            ],
        ),
        publish.EntitySet(ratings, "Ratings", CRM, names={"code": "Code", "words": "Words"}),
    ]  # fmt: skip
    return dataclasses.replace(SERVICE, entity_sets=[*own, *theirs])


@pytest.fixture(scope="module")
def both(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    path: Path = tmp_path_factory.mktemp("crm") / "crm.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(branches), BRANCHES)
        connection.execute(insert(ratings), [{"code": "AB", "words": "good"}])
    engine.dispose()
    urls = {"ERP_DATABASE_URL": Secret(database_url), "CRM_DATABASE_URL": Secret(f"sqlite:///{path}")}
    service = open_service(declared(), Config(environment=urls))
    yield service
    for database in (service.database, *service.others.values()):
        database.engine.dispose()


def body_of(service: Service, url: str, **headers: str) -> Any:
    response = ask(service, url.replace(" ", "%20"), **headers)
    assert response.status == 200, response.body[:500]
    return json.loads(response.body)


def of_customer(number: int) -> list[int]:
    return [row["branch_id"] for row in BRANCHES if row["customer_id"] == number]  # type: ignore[misc]  # numbers


def test_each_set_is_read_from_its_own_database(both: Service) -> None:
    assert body_of(both, "Branches?$filter=Town eq 'Town 5'")["value"][0]["BranchID"] == 5
    assert int(ask(both, "Customers/$count").body) == 100
    assert both.ready()


def test_expanding_into_the_other_database_and_back(both: Service) -> None:
    url = "Customers?$top=8&$select=CustomerID&$expand=Branches($select=BranchID;$expand=Customer($select=CustomerID))"
    for row in body_of(both, url)["value"]:
        assert [branch["BranchID"] for branch in row["Branches"]] == of_customer(row["CustomerID"])
        assert all(branch["Customer"]["CustomerID"] == row["CustomerID"] for branch in row["Branches"])


def test_options_and_pages_of_what_is_expanded(both: Service) -> None:
    url = "Customers(2)?$expand=Branches($count=true;$filter=BranchID gt 5;$orderby=BranchID desc;$select=BranchID)"
    found = body_of(both, url, prefer="maxpagesize=2")
    wanted = [number for number in reversed(of_customer(2)) if number > 5]
    assert found["Branches@odata.count"] == len(wanted)
    numbers = [row["BranchID"] for row in found["Branches"]]
    link = found["Branches@odata.nextLink"]
    while link:
        page = body_of(both, link.removeprefix(ROOT), prefer="maxpagesize=2")
        numbers += [row["BranchID"] for row in page["value"]]
        link = page.get("@odata.nextLink")
    assert numbers == wanted


@pytest.mark.parametrize(
    ("url", "numbers"),
    [("Customers(3)/Branches?$select=BranchID", of_customer(3)),
     ("Customers(3)/Branches?$select=BranchID&$filter=BranchID gt 10&$top=1", [16]),
     ("Orders(11)/Customer/Branches?$select=BranchID", of_customer(1))],
)  # fmt: skip
def test_paths_into_the_other_database(both: Service, url: str, numbers: list[int]) -> None:
    assert [row["BranchID"] for row in body_of(both, url)["value"]] == numbers


def test_paths_back_and_on(both: Service) -> None:
    assert body_of(both, "Branches(4)/Customer?$select=CustomerID")["CustomerID"] == 5
    assert body_of(both, "Branches(4)/Customer/Country?$select=CountryCode")["CountryCode"]
    found = body_of(both, "Branches(7)/Customer/Branches?$select=BranchID")["value"]
    assert [row["BranchID"] for row in found] == of_customer(1)
    assert body_of(both, "Branches(1)?$expand=Rating")["Rating"]["Words"] == "good"  # padded there, not here
    assert int(ask(both, "Customers(3)/Branches/$count").body) == len(of_customer(3))
    assert ask(both, "Customers(3)/Branches(3)").status == 404
    assert ask(both, "Customers(99999)/Branches").status == 404
    assert body_of(both, "Customers(50)/Branches")["value"] == []


@pytest.mark.parametrize(
    "url",
    ["Customers?$filter=Branches/any(b:b/Town eq 'x')", "Branches?$filter=Customer/City eq 'x'",
     "Branches?$orderby=Customer/City", "$crossjoin(Customers,Branches)"],
)  # fmt: skip
def test_what_would_need_both_at_once_is_said(both: Service, url: str) -> None:
    response = ask(both, url.replace(" ", "%20"))
    assert response.status == 501 and b"database" in response.body


def test_the_metadata_says_what_leads_into_another_database(both: Service) -> None:
    schema = body_of(both, "$metadata?$format=json", odata_maxversion="4.01")
    namespace, _, container = schema["$EntityContainer"].rpartition(".")
    term = "@Org.OData.Capabilities.V1.NavigationRestrictions"
    found = {}
    for name, entity_set in both.model.entity_sets.items():
        said = schema[namespace][container][name].get(term, {"RestrictedProperties": []})["RestrictedProperties"]
        found[name] = [one["NavigationProperty"] for one in said]
        assert all(one["FilterRestrictions"] == {"Filterable": False} for one in said)
        assert all(one["SortRestrictions"] == {"Sortable": False} for one in said)
        for navigation in entity_set.type.navigation.values():
            within = f"{navigation.name}/any()" if navigation.collection else f"{navigation.name} ne null"
            response = ask(both, f"{name}?$top=1&$filter={within}".replace(" ", "%20"))
            assert (response.status == 501) is (navigation.name in found[name]), (name, navigation.name, response.body)
    assert {name: names for name, names in found.items() if names} == {
        "Customers": ["Branches"], "Branches": ["Customer"],
    }  # fmt: skip


def test_the_other_database_is_read_only(both: Service) -> None:
    assert ask(both, "Branches", method="POST").status == 405
    assert b'"Insertable" Bool="false"' in ask(both, "$metadata").body.split(b'EntitySet Name="Branches"')[1]
