"""Requests that are nested, long or refer to themselves beyond all measure are refused with a sentence."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest

from odata_service.config import Config
from odata_service.protocol.message import Request
from odata_service.service import Service
from tests.conftest import ROOT, ask

MANY = 20_000


def filtered(text: str) -> str:
    return f"Orders?$select=OrderID&$top=1&$filter={quote(text)}"


def aliases(form: str, count: int, last: str) -> str:
    return "".join(f"&@p{number}={quote(form.format(number + 1))}" for number in range(count)) + f"&@p{count}={last}"


ANSWERED = {
    "many or over one property": filtered(" or ".join(f"OrderID eq {number}" for number in range(10_000))),
    "many and over one property": filtered(" and ".join(f"OrderID ne {number}" for number in range(2, 10_000))),
    "parentheses": filtered("(" * MANY + "OrderID eq 1" + ")" * MANY),
    "a long sum": filtered("OrderID" + " add 1" * 60 + " ge 1"),
    "four times substring": filtered("substring(" * 4 + "CurrencyCode" + ",0)" * 4 + " ne 'x'"),
}
REFUSED = {
    "not": filtered("not " * MANY + "(OrderID eq 1)"),
    "not in parentheses": filtered("not(" * MANY + "OrderID eq 1" + ")" * MANY),
    "minus": filtered("-" * MANY + "OrderID eq 1"),
    "a sum without end": filtered("OrderID" + " add 1" * MANY + " eq 1"),
    "functions": filtered("tolower(" * MANY + "Remark" + ")" * MANY + " eq 'a'"),
    "functions that need their text several times": filtered("substring(" * 60 + "Remark" + ",1)" * 60 + " eq 'a'"),
    "case": filtered("case(true:" * MANY + "1" + ")" * MANY + " eq 1"),
    "lambdas": filtered("Lines/any(l:l/" * MANY + "LineNo eq 1" + ")" * MANY),
    "arrays": filtered("OrderID in " + "[" * MANY + "]" * MANY),
    "objects": filtered("OrderID eq " + '{"a":' * MANY + "1" + "}" * MANY),
    "an alias that is deep": f"Orders?$filter=OrderID%20eq%20@p&@p={quote('[' * MANY)}",
    "an alias of itself": "Orders?$filter=OrderID%20eq%20@p&@p=@q&@q=@p",
    "a chain of aliases": f"Orders?$filter=OrderID%20eq%20@p0{aliases('@p{0} add 1', 3000, '1')}",
    "aliases that double": f"Orders?$filter=OrderID%20eq%20@p0{aliases('@p{0} add @p{0}', 60, '1')}",
    "properties that double": "Orders?$filter=V40%20gt%201&$compute=OrderID%20as%20V0"
    + "".join(f",V{number}%20add%20V{number}%20as%20V{number + 1}" for number in range(40)),
    "many terms": filtered(" or ".join(f"OrderID lt {number}" for number in range(10_000))),
    "expand": "Orders?$expand=" + "Customer($expand=Orders($expand=" * 5000,
    "apply": "Orders?$apply=" + "groupby((OrderID)," * 5000,
    "search": "Orders?$search=" + "(" * MANY,
    "a search that is not, and not": "Orders?$search=" + "NOT " * MANY + "a",
    "a search that is not, and not, within expand": "Orders?$expand=Customer($search=" + "NOT " * MANY + "a)",
    "a search of many words": "Customers?$search=" + "a " * MANY,
    "a number of many digits": filtered("OrderID eq " + "9" * 10 * MANY),
    "groups by the same": "Customers?$apply=groupby((" + "City," * MANY + "City))",
    "groups by all combinations": "Customers?$apply=groupby((" + f"rollup($all,{'City,' * 99}City)," * 3 + "City))",
}
EITHER = {  # as many as the database takes
    "columns": "Orders?$top=1&$compute=" + ",".join(f"OrderID add {number} as C{number}" for number in range(4500)),
    "orders": "Orders?$top=1&$orderby=" + ",".join(f"OrderID add {number}" for number in range(2500)),
    "joins": filtered("Customer/AccountManager/" + "Manager/" * 70 + "EmployeeID eq 1"),
    "more joins": filtered("Customer/AccountManager/" + "Manager/" * 250 + "EmployeeID eq 1"),
}


def answered(service: Service, url: str) -> tuple[int, bytes]:
    response = ask(service, url)
    return response.status, response.body


@pytest.mark.parametrize("what", ANSWERED)
def test_what_is_long_is_answered(service: Service, what: str) -> None:
    status, body = answered(service, ANSWERED[what])
    assert status == 200, body[:500]
    assert len(json.loads(body)["value"]) == 1


@pytest.mark.parametrize("what", REFUSED)
def test_what_has_no_end_is_refused(service: Service, what: str) -> None:
    status, body = answered(service, REFUSED[what])
    assert status in (400, 501), body[:500]
    assert len(json.loads(body)["error"]["message"]) > 20


@pytest.mark.parametrize("what", EITHER)
def test_what_a_database_does_not_take_is_refused(service: Service, what: str) -> None:
    status, body = answered(service, EITHER[what])
    assert status in (200, 400), body[:500]


def test_a_condition_of_a_batch_is_not_nested_without_end(service: Service) -> None:
    requests = [{"id": "1", "method": "GET", "url": "Orders(1)", "if": "(" * MANY + "true" + ")" * MANY}]
    headers = {"content-type": "application/json"}
    body = json.dumps({"requests": requests}).encode()
    response = service.handle(Request("POST", "$batch", "", headers, ROOT, body))
    assert json.loads(response.body)["responses"][0]["status"] == 424


@pytest.mark.parametrize("levels", [60, 700, MANY])
def test_entities_within_entities_are_not_nested_without_end(service: Service, levels: int) -> None:
    body = ('{"Manager":' * levels + "null" + "}" * levels).encode()
    headers = {"content-type": "application/json", "odata-version": "4.01"}
    response = service.handle(Request("PATCH", "Employees(5)", "", headers, ROOT, body))
    assert response.status == 400, response.body


def test_the_setting_is_named(service: Service) -> None:
    _, body = answered(service, REFUSED["many terms"])
    assert "ODATA_EXPRESSION_NODES allows 30000" in json.loads(body)["error"]["message"]
    _, body = answered(service, REFUSED["minus"])
    assert "100 levels, the most that ODATA_EXPRESSION_DEPTH can allow" in json.loads(body)["error"]["message"]


def limited(service: Service, **limits: Any) -> Service:
    """The same service with these settings."""
    return replace(service, config=replace(Config(), **limits))


@pytest.mark.parametrize(
    ("expression", "status"),
    [
        ("tolower(tolower(Remark)) eq 'a'", 200),
        ("tolower(tolower(tolower(Remark))) eq 'a'", 400),
        ("OrderID eq 1 or OrderID eq 2 or OrderID gt 5", 200),
        ("not (not (OrderID lt 1 and not (OrderID gt 2)))", 400),
        ("Lines/any(l:l/LineNo add 1 gt 1)", 200),
        ("Lines/any(l:l/LineNo add 1 add 1 gt 1)", 400),
        ("@a gt 1&@a=OrderID add 1", 200),
        ("@a gt 1&@a=OrderID add 1 add 1 add 1", 400),
    ],
)
def test_an_expression_is_as_deep_as_the_setting_allows(service: Service, expression: str, status: int) -> None:
    shallow = limited(service, expression_depth=3)
    found, body = answered(shallow, f"Orders?$top=1&$filter={quote(expression, safe='@&=')}")
    assert found == status, body
    assert status == 200 or b"deeper than 3 levels, which ODATA_EXPRESSION_DEPTH allows" in body


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("$search=a NOT (b OR c)", None),
        ("$search=a NOT (b OR (c NOT d))", "deeper than 3 levels, which ODATA_EXPRESSION_DEPTH allows"),
        ("$search=(((((((((a)))))))))", None),
        (f"$search={'(' * 101}a{')' * 101}", "100 levels, the most that ODATA_EXPRESSION_DEPTH can allow"),
        ("$apply=concat(identity,groupby((Status),topcount(1,OrderID)))", None),
        ("$apply=concat(identity,concat(identity,concat(identity,identity)))",
         "deeper within each other than 2 levels, which ODATA_APPLY_DEPTH allows"),
        (f"$apply={'concat(' * 21}identity{',identity)' * 21}", "20 levels, the most that ODATA_APPLY_DEPTH can allow"),
    ],
)  # fmt: skip
def test_searches_and_transformations_have_depths_too(service: Service, query: str, sentence: str | None) -> None:
    found, body = answered(limited(service, expression_depth=3, apply_depth=2), f"Orders?$top=1&{query}")
    assert found == (200 if sentence is None else 400), body
    assert sentence is None or sentence in body.decode()


def pages(service: Service, query: str, size: int) -> tuple[int, bytes, int]:
    """What comes at the end of all pages, and how many rows came before."""
    url, rows = f"Orders?{query}", 0
    while True:
        response = ask(service, url, prefer=f"odata.maxpagesize={size}")
        content = json.loads(response.body)
        rows += len(content.get("value", ()))
        if "@odata.nextLink" not in content:
            return response.status, response.body, rows
        url = content["@odata.nextLink"].partition("/erp/")[2]


BY_ORDER = "$apply=groupby((OrderID))"


@pytest.mark.parametrize("size", [3, 5, 7])
def test_apply_gives_as_many_rows_as_the_setting_allows(service: Service, size: int) -> None:
    few = limited(service, apply_rows=10)
    status, body, rows = pages(few, BY_ORDER, size)
    assert status == 400
    assert b"more than 10 rows, the most that ODATA_APPLY_ROWS allows" in body
    assert rows <= 10
    for query in (f"{BY_ORDER}&$top=10", f"{BY_ORDER}&$filter=OrderID le 10", "$apply=filter(OrderID le 10)"):
        status, _, rows = pages(few, query.replace(" ", "%20"), size)
        assert (status, rows) == (200, 10), query
    assert pages(few, f"{BY_ORDER}&$top=11", size)[0] == 400
    assert pages(few, "$top=30", size)[::2] == (200, 30)
