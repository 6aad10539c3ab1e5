"""What `$crossjoin` answers with is what plain Python makes of the sets, whatever the pages."""

import json
from itertools import product
from typing import Any

import pytest

from odata_service.service import Service
from tests.conftest import ROOT, ask

COUNTRIES = "Countries?$select=CountryCode,CurrencyCode"
CURRENCIES = "Currencies?$select=CurrencyCode,Decimals"


def answers(service: Service, url: str, size: int) -> tuple[list[Any], set[Any]]:
    """All rows, page after page, and what the pages say of their number."""
    rows: list[Any] = []
    counts: set[Any] = set()
    while url:
        response = ask(service, url.replace(" ", "%20"), prefer=f"maxpagesize={size}")
        assert response.status == 200, response.body[:500]
        body = json.loads(response.body)
        assert len(body["value"]) <= size
        rows += body["value"]
        counts.add(body.get("@odata.count"))
        url = body.get("@odata.nextLink", "").removeprefix(ROOT)
    return rows, counts


@pytest.mark.parametrize("size", [2, 5, 2000])
@pytest.mark.parametrize(
    ("filter_", "keep"),
    [
        ("", lambda country, currency: True),
        (
            "Countries/CurrencyCode eq Currencies/CurrencyCode",
            lambda country, currency: country["CurrencyCode"] == currency["CurrencyCode"],
        ),
        (
            "Countries/CurrencyCode ne Currencies/CurrencyCode and Currencies/Decimals gt 0",
            lambda country, currency: country["CurrencyCode"] != currency["CurrencyCode"] and currency["Decimals"] > 0,
        ),
    ],
)
def test_combinations(service: Service, size: int, filter_: str, keep: Any) -> None:
    countries, currencies = (json.loads(ask(service, url).body)["value"] for url in (COUNTRIES, CURRENCIES))
    expected = [
        (one["CountryCode"], other["CurrencyCode"])
        for one, other in product(countries, currencies)
        if keep(one, other)
    ]  # fmt: skip
    where = f"&$filter={filter_}" if filter_ else ""
    order_by = "Currencies/CurrencyCode desc,Countries/CountryCode"
    url = f"$crossjoin(Countries,Currencies)?$orderby={order_by}&$count=true{where}"
    shown = "&$expand=Countries($select=CountryCode),Currencies($select=CurrencyCode)"
    rows, counts = answers(service, url + shown, size)
    found = [(row["Countries"]["CountryCode"], row["Currencies"]["CurrencyCode"]) for row in rows]
    order = sorted(range(len(expected)), key=lambda place: expected[place][0])
    order.sort(key=lambda place: expected[place][1], reverse=True)
    assert found == [expected[place] for place in order]
    assert counts == {len(expected)}
    links, _ = answers(service, url, size)
    for row, (country, currency) in zip(links, found, strict=True):
        assert row["Countries@odata.navigationLink"] == f"Countries('{country}')"
        assert row["Currencies@odata.navigationLink"] == f"Currencies('{currency}')"


@pytest.mark.parametrize("size", [3, 2000])
def test_what_is_expanded_is_what_the_entity_has(service: Service, size: int) -> None:
    """Options within the parentheses mean what they mean elsewhere, level by level."""
    inner = "$select=CountryCode;$expand=Customers($select=CustomerID;$filter=CustomerID gt 5;$orderby=CustomerID desc;"
    inner += "$top=2;$count=true)"
    url = "$crossjoin(Countries,Currencies)?$filter=Countries/CurrencyCode eq Currencies/CurrencyCode"
    rows, _ = answers(service, f"{url}&$expand=Countries({inner}),Currencies/$ref&$skip=1&$top=7", size)
    assert len(rows) == 7
    for row in rows:
        code = row["Countries"]["CountryCode"]
        alone = json.loads(ask(service, f"Countries('{code}')?{inner.replace(' ', '%20').replace(';', '&', 1)}").body)
        assert row["Countries"]["Customers"] == alone["Customers"]
        assert row["Countries"]["Customers@odata.count"] == alone["Customers@odata.count"]
        assert row["Currencies"]["@odata.id"].startswith(f"{ROOT}Currencies('")
