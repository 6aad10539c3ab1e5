"""What `$apply` makes is what plain Python makes of all rows."""

import json
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from odata_service.service import Service
from tests.conftest import ROOT, ask


def rows_of(service: Service, url: str, size: int = 2000) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while url:
        response = ask(service, url.replace(" ", "%20"), prefer=f"maxpagesize={size}", accept="*/*;odata.metadata=none")
        assert response.status == 200, response.body[:500]
        body = json.loads(response.body, parse_float=Decimal)
        found += body["value"]
        url = body.get("@odata.nextLink", "").removeprefix(ROOT)
    return found


def text(row: Any) -> str:
    return json.dumps(row, sort_keys=True, default=str, ensure_ascii=False)


@pytest.fixture
def orders(service: Service) -> list[dict[str, Any]]:
    return rows_of(service, "Orders?$expand=Customer($select=CountryCode)")


KEYS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "Status": lambda row: {"Status": row["Status"]},
    "EmployeeID": lambda row: {"EmployeeID": row["EmployeeID"]},
    "Customer/CountryCode,Priority": lambda row: {
        "Customer": {"CountryCode": row["Customer"]["CountryCode"]}, "Priority": row["Priority"]
    },
    "ShippedAt": lambda row: {"ShippedAt": row["ShippedAt"]},
}  # fmt: skip


@pytest.mark.parametrize("size", [2000, 7])
@pytest.mark.parametrize("keys", KEYS)
def test_groups_are_those_of_plain_python(service: Service, orders: list[dict[str, Any]], keys: str, size: int) -> None:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in orders:
        groups[text(KEYS[keys](row))].append(row)
    aggregates = "$count as N,OrderID with sum as S,RequestedOn with max as M,EmployeeID with countdistinct as D"
    found = rows_of(service, f"Orders?$apply=groupby(({keys}),aggregate({aggregates}))", size)
    expected = {
        key: (
            len(rows), sum(row["OrderID"] for row in rows),
            max((row["RequestedOn"] for row in rows if row["RequestedOn"]), default=None),
            len({row["EmployeeID"] for row in rows if row["EmployeeID"] is not None}),
        )
        for key, rows in groups.items()
    }  # fmt: skip
    made = {text({name: row[name] for name in row if len(name) > 1}): row for row in found}
    assert len(made) == len(found)
    assert {key: (row["N"], row["S"], row["M"], row["D"]) for key, row in made.items()} == expected


def test_the_sum_of_the_groups_is_the_whole(service: Service, orders: list[dict[str, Any]]) -> None:
    groups = rows_of(service, "Orders?$apply=groupby((CustomerID),aggregate(NetAmount with sum as T,$count as N))")
    (whole,) = rows_of(service, "Orders?$apply=aggregate(NetAmount with sum as T,$count as N)")
    assert sum(row["N"] for row in groups) == whole["N"] == len(orders)
    assert sum(row["T"] for row in groups) == whole["T"] == sum(row["NetAmount"] for row in orders)


def test_a_filter_is_the_same_before_and_behind_its_key(service: Service) -> None:
    groups, condition = "groupby((Status,CustomerID),aggregate($count as N))", "Status eq 'Open'"
    before = rows_of(service, f"Orders?$apply=filter({condition})/{groups}")
    behind = rows_of(service, f"Orders?$apply={groups}/filter({condition})")
    option = rows_of(service, f"Orders?$apply={groups}&$filter={condition}")
    assert before == behind == option


def test_concat_holds_all_of_both(service: Service) -> None:
    both = rows_of(service, "Countries?$apply=concat(filter(CurrencyCode eq 'EUR'),filter(CurrencyCode ne 'EUR'))", 3)
    assert sorted(map(text, both)) == sorted(map(text, rows_of(service, "Countries")))
