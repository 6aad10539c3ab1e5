"""What `$apply` takes, joins and adds up, in groups too, is what plain Python makes of all rows."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import pytest

from odata_service.service import Service
from tests.conftest import ROOT, ask
from tests.laws.test_apply import rows_of

Row = dict[str, Any]


@pytest.fixture
def orders(service: Service) -> list[Row]:
    if service.database.dialect.name == "firebird":
        pytest.skip("Firebird works out again for each row which rows it is to be among: seconds for each of these")
    return rows_of(service, "Orders?$expand=Lines,Customer&$orderby=OrderID")


def parted(rows: Iterable[Row], key: Callable[[Row], Any]) -> dict[Any, list[Row]]:
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def taken(rows: Sequence[Row], wanted: Decimal, *, top: bool) -> Iterator[Row]:
    """The rows with the largest or smallest amounts until those reach the sum."""
    reached = Decimal(0)
    for row in sorted(rows, key=lambda row: (-row["NetAmount"] if top else row["NetAmount"], row["OrderID"])):
        if reached >= wanted:
            return
        reached += row["NetAmount"]
        yield row


def ids(rows: Iterable[Row]) -> list[int]:
    return sorted(row["OrderID"] for row in rows)


@pytest.mark.parametrize("wanted", ["0", "1", "100000.5", "20000000", "1000000000"])
@pytest.mark.parametrize("kind", ["top", "bottom"])
def test_sums(service: Service, orders: list[Row], kind: str, wanted: str) -> None:
    found = rows_of(service, f"Orders?$apply={kind}sum({wanted},NetAmount)&$select=OrderID")
    assert ids(found) == ids(taken(orders, Decimal(wanted), top=kind == "top"))


@pytest.mark.parametrize("share", ["0.5", "33", "100"])
@pytest.mark.parametrize("kind", ["top", "bottom"])
def test_shares_of_each_group(service: Service, orders: list[Row], kind: str, share: str) -> None:
    found = rows_of(service, f"Orders?$apply=groupby((CurrencyCode),{kind}percent({share},NetAmount))&$select=OrderID")
    expected: list[Row] = []
    for rows in parted(orders, lambda row: row["CurrencyCode"]).values():
        whole = sum((row["NetAmount"] for row in rows), Decimal(0))
        expected += taken(rows, whole * Decimal(share) / 100, top=kind == "top")
    assert ids(found) == ids(expected)


def test_the_first_of_each_group(service: Service, orders: list[Row]) -> None:
    found = rows_of(service, "Orders?$apply=groupby((Customer/CountryCode),topcount(2,NetAmount))&$select=OrderID")
    groups = parted(orders, lambda row: row["Customer"]["CountryCode"])
    best = [sorted(rows, key=lambda row: (-row["NetAmount"], row["OrderID"]))[:2] for rows in groups.values()]
    assert ids(found) == ids(row for rows in best for row in rows)


def test_pages_of_each_group(service: Service, orders: list[Row]) -> None:
    url = "Orders?$apply=groupby((Status,Priority),orderby(OrderDate desc)/skip(2)/top(3))&$select=OrderID"
    groups = parted(orders, lambda row: (row["Status"], row["Priority"]))
    pages = [sorted(sorted(rows, key=lambda row: row["OrderID"]), key=lambda row: row["OrderDate"], reverse=True)[2:5]
             for rows in groups.values()]  # fmt: skip
    assert ids(rows_of(service, url)) == ids(row for rows in pages for row in rows)


def test_groups_within_groups(service: Service, orders: list[Row]) -> None:
    """The commonest status of each currency."""
    url = "Orders?$apply=groupby((CurrencyCode),groupby((Status),aggregate($count as N))/topcount(1,N))"
    found = {row["CurrencyCode"]: row["N"] for row in rows_of(service, url)}
    groups = parted(orders, lambda row: row["CurrencyCode"])
    assert found == {
        key: max(len(part) for part in parted(rows, lambda row: row["Status"]).values()) for key, rows in groups.items()
    }


def test_joined_rows(service: Service, orders: list[Row]) -> None:
    url = "Orders?$apply=join(Lines as L)/groupby((CurrencyCode),aggregate(L/Quantity with sum as Q,$count as N))"
    found = {row["CurrencyCode"]: (row["Q"], row["N"]) for row in rows_of(service, url)}
    groups = parted(orders, lambda row: row["CurrencyCode"])
    lines = {key: [line["Quantity"] for row in rows for line in row["Lines"]] for key, rows in groups.items()}
    assert found == {key: (sum(each), len(each)) for key, each in lines.items()}


@pytest.mark.parametrize("name", ["join", "outerjoin"])
def test_joined_with_some(service: Service, orders: list[Row], name: str) -> None:
    found = rows_of(service, f"Orders?$apply={name}(Lines as L,filter(Quantity gt 30))&$select=OrderID,L/LineNo", 97)
    expected = []
    for row in orders:
        lines = [line["LineNo"] for line in row["Lines"] if line["Quantity"] > 30]
        expected += [(row["OrderID"], line) for line in lines or ([0] if name == "outerjoin" else [])]
    assert sorted((row["OrderID"], row["L"]["LineNo"] if row["L"] else 0) for row in found) == expected


def test_related_entities_count_once(service: Service, orders: list[Row]) -> None:
    measures = "Customer/CreditLimit with sum as S,Customer/$count as N,Customer/CreditLimit with average as A"
    found = rows_of(service, f"Orders?$apply=groupby((Status),aggregate({measures},NetAmount with sum as T))")
    for row in found:
        own = [order for order in orders if order["Status"] == row["Status"]]
        limits = {order["CustomerID"]: order["Customer"]["CreditLimit"] for order in own}
        values = [value for value in limits.values() if value is not None]
        assert (row["S"], row["N"]) == (sum(values), len(limits))
        assert float(row["A"]) == pytest.approx(float(sum(values) / len(values)))
        assert row["T"] == sum(order["NetAmount"] for order in own)


def test_averages_over_collections(service: Service, orders: list[Row]) -> None:
    found = rows_of(service, "Orders?$apply=groupby((Status),aggregate(Lines/Quantity with average as A))")
    for row in found:
        lines = [line["Quantity"] for order in orders if order["Status"] == row["Status"] for line in order["Lines"]]
        assert float(row["A"]) == pytest.approx(float(sum(lines) / len(lines)))


def test_several_rollups(service: Service, orders: list[Row]) -> None:
    """Each combination of the levels; together they have each row once for each of those."""
    url = "Orders?$apply=groupby((rollup($all,CurrencyCode,Status),rollup($all,Priority)),aggregate($count as N))"
    found = rows_of(service, url)
    whole = [row["N"] for row in found if not any((row["CurrencyCode"], row["Status"], row["Priority"]))]
    assert whole == [len(orders)]
    assert sum(row["N"] for row in found) == 6 * len(orders)


def test_what_is_expanded_is_grouped(service: Service, orders: list[Row]) -> None:
    within = "$apply=groupby((Status),aggregate($count as N,NetAmount with sum as T));$orderby=Status;$filter=N gt 1"
    found = rows_of(service, f"Customers?$select=CustomerID&$expand=Orders({within})")
    groups = parted(orders, lambda row: row["CustomerID"])
    for row in found:
        states = parted(groups.get(row["CustomerID"], ()), lambda order: order["Status"])
        expected = [(status, len(each), sum(order["NetAmount"] for order in each)) for status, each in states.items()]
        assert [(one["Status"], one["N"], one["T"]) for one in row["Orders"]] == sorted(
            one for one in expected if one[1] > 1
        )


def test_pages_of_what_is_expanded_and_grouped(service: Service, orders: list[Row]) -> None:
    within = "Orders($apply=groupby((OrderDate,Status),aggregate($count as N));$orderby=Status desc)"
    (whole,) = rows_of(service, f"Customers?$filter=CustomerID eq 3&$select=CustomerID&$expand={within}")
    page = ask(
        service, f"Customers?$filter=CustomerID eq 3&$expand={within}".replace(" ", "%20"), prefer="maxpagesize=2"
    )
    (first,) = json.loads(page.body)["value"]
    rest = rows_of(service, first["Orders@odata.nextLink"].removeprefix(ROOT), 2)
    found = [(row["OrderDate"], row["Status"], row["N"]) for row in [*first["Orders"], *rest]]
    assert len(first["Orders"]) == 2
    assert found == [(row["OrderDate"], row["Status"], row["N"]) for row in whole["Orders"]]
    assert sum(number for _, _, number in found) == sum(row["CustomerID"] == 3 for row in orders)
