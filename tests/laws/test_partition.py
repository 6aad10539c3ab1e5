"""A filter and its `not` part the set in two: nothing is in both, nothing in neither."""

import pytest

from odata_service.service import Service
from tests.conftest import ask

FILTERS = (
    "EmployeeID eq 5", "EmployeeID ne 5", "EmployeeID gt 50", "EmployeeID le 50", "EmployeeID eq null",
    "contains(Remark,'e')", "startswith(Remark,'P')", "endswith(Remark,'y')", "indexof(Remark,'e') gt 3",
    "length(Remark) gt 10", "EmployeeID in (1,2,3,4,5,6,7)", "EmployeeID in (1,null)",
    "Remark ne 'x' and EmployeeID lt 40",
    "Remark eq null or EmployeeID lt 40", "RequestedOn lt ShippedAt", "EmployeeID eq AddressID",
    "EmployeeID ne AddressID",
    "year(RequestedOn) eq 2024", "Employee/ManagerID eq 1", "Lines/any(l:l/WarehouseCode eq 'HH01')",
    "Lines/all(l:l/WarehouseCode ne 'HH01')", "Lines/any(l:l/LineText eq null and l/Quantity lt 0)",
    "not (EmployeeID gt 5 and contains(Remark,'a'))", "contains(Remark,'e') eq false", "contains(Remark,'e') ne true",
    "tolower(Remark) eq 'don''t stack!'", "concat(Remark,'!') ne 'x!'", "EmployeeID add 1 gt 20",
    "Customer/Newsletter",
    "Customer/Newsletter eq false", "Employee eq null", "Lines/$count gt 3", "Status eq 'Open'", "Priority ne 'High'",
)  # fmt: skip


@pytest.mark.parametrize("text", FILTERS)
def test_a_filter_and_its_negation_part_the_set(service: Service, text: str) -> None:
    def count(condition: str) -> int:
        response = ask(service, f"Orders/$count?$filter={condition.replace(' ', '%20')}")
        assert response.status == 200, response.body
        return int(response.body)

    assert count(text) + count(f"not ({text})") == 500
    assert count(f"({text}) and not ({text})") == 0
