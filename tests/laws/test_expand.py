"""What `$expand` writes within a row is what the row's own navigation URL answers, however it is paged."""

import dataclasses
import json
from typing import Any

import pytest

from odata_service.requests.expanding import Owners
from odata_service.service import Service
from tests.conftest import ROOT, ask

NAVIGATIONS = (
    ("Customers", "Orders", ""), ("Customers", "Orders", "$orderby=EmployeeID desc"),
    ("Customers", "Orders", "$filter=NetAmount gt 1000;$orderby=Customer/City,OrderDate"),
    ("Customers", "Orders", "$top=3"), ("Customers", "Orders", "$top=3;$skip=1;$orderby=NetAmount"),
    ("Customers", "Orders", "$orderby=NetAmount div 3"), ("Orders", "Lines", ""), ("Orders", "Lines", "$skip=2"),
    ("Orders", "Customer", ""), ("Employees", "DirectReports", ""), ("Employees", "Manager", ""),
    ("Products", "StockItems", ""), ("Products", "Prices", "$orderby=ValidFrom desc"),
    ("LegacyDocuments", "LegacyPositions", ""), ("LegacyPositions", "LegacyDocument", ""),
    ("Countries", "Currency", ""),
)  # fmt: skip


def body_of(service: Service, url: str, size: int = 2000) -> Any:
    response = ask(service, url.replace(" ", "%20"), prefer=f"maxpagesize={size}", accept="*/*;odata.metadata=full")
    assert response.status in (200, 204), response.body[:300]
    return json.loads(response.body) if response.body else None


def bare(value: Any) -> Any:
    """Without control information."""
    if isinstance(value, list):
        return [bare(item) for item in value]
    if isinstance(value, dict):
        return {name: bare(item) for name, item in value.items() if "@" not in name}
    return value


def followed(service: Service, body: Any, name: str, size: int) -> list[Any]:
    """A collection with the pages behind its next link."""
    found = list(body[name])
    link = body.get("@odata.nextLink" if name == "value" else f"{name}@odata.nextLink")
    while link is not None:
        page = body_of(service, link.removeprefix(ROOT), size)
        found += page["value"]
        link = page.get("@odata.nextLink")
    return found


@pytest.mark.parametrize("rows", [100_000, 100])
@pytest.mark.parametrize(("outer", "name", "options"), NAVIGATIONS)
def test_expanded_rows_are_those_of_the_navigation(
    service: Service, outer: str, name: str, options: str, rows: int
) -> None:
    few = Service(service.model, service.database, dataclasses.replace(service.config, expanded_rows=rows))
    for size in (2000, 3):
        within = f"({options})" if options else ""
        page = body_of(few, f"{outer}?$top=40&$expand={name}{within}", 2000 if size == 2000 else 40)
        if size == 3:
            page = body_of(few, f"{outer}?$top=3&$expand={name}{within}", 3)
        assert page["value"]
        for row in page["value"][:12]:
            link = row.get("@odata.editLink") or row["@odata.readLink"]
            own = body_of(few, f"{link}/{name}?{options.replace(';', '&')}")
            if own is None or "value" not in own:
                assert bare(row[name]) == bare(own)
            else:
                expected = followed(few, own, "value", 2000)
                assert bare(followed(few, row, name, size)) == bare(expected)


def test_all_levels_are_paged(service: Service) -> None:
    """A collection within a collection has its own next link, which leads to the rest."""
    page = body_of(service, "Customers?$top=2&$expand=Orders($expand=Lines($count=true))", 2)
    whole = body_of(service, "Customers?$top=2&$expand=Orders($expand=Lines)")
    for row, full in zip(page["value"], whole["value"], strict=True):
        orders = followed(service, row, "Orders", 2)
        assert [order["OrderID"] for order in orders] == [order["OrderID"] for order in full["Orders"]]
        for order, complete in zip(orders, full["Orders"], strict=True):
            assert bare(followed(service, order, "Lines", 2)) == bare(complete["Lines"])
            assert order["Lines@odata.count"] == len(complete["Lines"])


def test_the_rest_of_a_level_has_the_levels_below(service: Service) -> None:
    page = body_of(service, "Employees(1)?$select=EmployeeID&$expand=DirectReports($select=EmployeeID;$levels=3)", 2)
    whole = body_of(service, "Employees(1)?$select=EmployeeID&$expand=DirectReports($select=EmployeeID;$levels=3)")

    def tree(row: Any) -> Any:
        below = followed(service, row, "DirectReports", 2) if "DirectReports" in row else []
        return row["EmployeeID"], [tree(one) for one in below]

    assert tree(page) == tree(whole)


@pytest.mark.parametrize(
    ("asked", "found"),
    [("ABC", "abc"), ("ABC", "ABC  "), ("Zoë", "Zoe"), (5, "5"), ("5", 5), ("5.00", "5"), ("É", "é")],
)
def test_a_key_that_only_the_database_finds_equal_has_its_owner(asked: object, found: object) -> None:
    assert Owners([(asked,), ("other",)]).named({(found,): [7]}) == {(asked,): [7]}


def test_a_key_that_is_there_keeps_its_rows() -> None:
    """Where a database tells 'a' from 'A', rows of both stay apart."""
    found = {("a",): [1], ("A",): [2]}
    assert Owners([("a",), ("A",)]).named(found) == found


def test_rows_of_keys_with_one_owner_keep_their_order() -> None:
    """Where a database does not tell them apart, the rows of both are the owner's, as it has sorted them."""
    assert Owners([("a",)]).named({("a",): [1, 4], ("A",): [0, 3], ("á",): [2]}) == {("a",): [0, 1, 2, 3, 4]}
