"""Requests that are nested, long or refer to themselves beyond all measure are refused with a sentence."""

import json
from urllib.parse import quote

import pytest

from odata_service.service import Service
from tests.conftest import ask

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


def test_the_setting_is_named(service: Service) -> None:
    _, body = answered(service, REFUSED["many terms"])
    assert "ODATA_EXPRESSION_NODES allows 30000" in json.loads(body)["error"]["message"]
