"""A chain of `or` and a list mean what their terms mean, one by one; and lists of all lengths are one shape."""

import json

import pytest

from odata_service.service import Service
from tests.conftest import ask

# A second blank keeps a chain from being folded.
FILTERS = (
    "EmployeeID eq 5 or EmployeeID eq 6", "EmployeeID in (5,6,7)", "not (EmployeeID in (5,6))",
    "Status eq 'Open' or Status eq 'Shipped'", "CustomerID eq 1 or CustomerID eq 2 or OrderID lt 20",
    "Lines/any(l:l/LineNo eq 20 or l/LineNo eq 30)", "not (Lines/any(l:l/WarehouseCode in ('HH01','K01')))",
    "NetAmount eq 12 or NetAmount eq 5", "Employee/ManagerID eq 1 or Employee/ManagerID eq 2",
    "EmployeeID eq 99999999999999 or EmployeeID eq 5", "EmployeeID eq '5' or EmployeeID eq '6'",
    "EmployeeID eq 'x' or EmployeeID eq 'y'", "Nowhere eq 1 or Nowhere eq 2", "Lines in (1,2)", "1 in (1,2)",
    "Remark in ('a','b') and (EmployeeID eq 5 or EmployeeID eq 6)",
    "EmployeeID eq 9999999999999999999 or EmployeeID eq 1",
)  # fmt: skip


@pytest.mark.parametrize("text", FILTERS)
def test_folded_or_not_the_answer_is_the_same(service: Service, text: str) -> None:
    def answer(condition: str) -> object:
        response = ask(service, f"Orders/$count?$filter={condition.replace(' ', '%20')}")
        return response.status, response.body

    parsed = text.replace(" or ", "  or ").replace(" in (", "  in ( ")
    assert answer(text) == answer(parsed)
    assert answer(text) == answer(parsed)  # from the remembered plan


def test_lists_of_all_lengths_are_one_shape(service: Service) -> None:
    before = None
    for length in (2, 3, 500):
        chain = "%20or%20".join(f"OrderID%20eq%20{number}" for number in range(1, length + 1))
        response = ask(service, f"Orders/$count?$filter={chain}&unfolded=no")
        assert (response.status, int(response.body)) == (200, length)
        if service.database.dialect.name in ("sqlite", "postgresql"):
            misses = service.reader.plans.misses
            assert before is None or misses == before
            before = misses


def test_a_page_token_belongs_to_its_list(service: Service) -> None:
    first = ask(service, "Orders?$filter=OrderID%20in%20(1,2,3)", prefer="maxpagesize=2")
    link = json.loads(first.body)["@odata.nextLink"].partition("/Orders?")[2]
    rest = ask(service, f"Orders?{link}")
    assert [row["OrderID"] for row in json.loads(rest.body)["value"]] == [3]
    other = ask(service, f"Orders?{link}".replace("(1,2,3)", "(1,2,4)"))
    assert other.status == 400
