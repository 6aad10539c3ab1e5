"""OData 4.01, Advanced Conformance Level (Part 1, section 12.2.3)."""

from odata_service.service import Service
from tests.conformance.asking import body_of, change
from tests.conftest import ask


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


def test_10_identifiers_in_any_case(service: Service, written: Service) -> None:
    """Clients of 4.01 write identifiers in any case, in URLs and in bodies; those of 4.0 as the metadata has them."""
    url = "orderlines(orderid=2,LINENO=20)?$select=lineno&$expand=PRODUCT($select=productno)"
    found = body_of(service, url, odata_maxversion="4.01")
    assert found["@context"].endswith("$metadata#OrderLines(LineNo,Product(ProductNo))/$entity")
    assert (found["LineNo"], set(found["Product"])) == (20, {"ProductNo"})
    assert ask(service, url).status == 404
    for version, status in (("4.01", 204), ("4.0", 404)):
        response = change(written, "PATCH", "customers(12)", {"CITY": "Bonn"}, odata_version=version)
        assert response.status == status
    assert change(written, "PATCH", "Customers(12)", {"CITY": "Ulm"}, odata_version="4.0").status == 400
    assert body_of(written, "Customers(12)/City")["value"] == "Bonn"
