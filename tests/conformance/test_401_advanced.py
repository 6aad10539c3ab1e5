"""OData 4.01, Advanced Conformance Level (Part 1, section 12.2.3)."""

from odata_service.service import Service
from tests.conformance.asking import body_of


def test_03_searched_count(service: Service) -> None:
    """The count of a searched collection stands in expressions."""
    url = "Countries?$filter=Customers/$count($search=Elektro) gt 0&$select=CountryCode"
    found = {row["CountryCode"] for row in body_of(service, url)["value"]}
    rows = body_of(service, "Customers?$search=Elektro&$select=CountryCode")["value"]
    assert found == {row["CountryCode"] for row in rows}


def test_09_nested_aliases(service: Service) -> None:
    """Parameter aliases are given within $expand."""
    lines = body_of(service, "Orders(2)?$expand=Lines($filter=LineNo eq @n;@n=20;$select=LineNo)")["Lines"]
    assert [line["LineNo"] for line in lines] == [20]
