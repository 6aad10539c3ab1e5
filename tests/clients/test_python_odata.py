"""python-odata: makes classes of `$metadata` at run time, over requests."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import requests
from odata import ODataService
from odata.exceptions import NoResultsFound, ODataError

from tests.clients.conftest import Served


@pytest.fixture(scope="module")
def session(served: Served) -> Iterator[requests.Session]:
    with requests.Session() as made:
        made.auth = served.auth
        yield made


@pytest.fixture(scope="module")
def erp(served: Served, session: requests.Session) -> ODataService:
    return ODataService(served.root, session=session, reflect_entities=True, quiet_progress=True)


def column(found: Any, name: str) -> list[Any]:
    return [getattr(entity, name) for entity in found]


def test_classes_are_made_of_the_metadata(erp: ODataService) -> None:
    assert len(erp.entities) == 17
    keys = [
        name
        for name, _ in erp.entities["OrderLines"].__new__(erp.entities["OrderLines"]).__odata__.primary_key_properties
    ]
    assert sorted(keys) == ["LineNo", "OrderID"]
    assert [member.name for member in erp.types["ERP.OrderStatus"]][:2] == ["Draft", "Open"]


def test_a_list_whole(erp: ODataService, served: Served) -> None:
    assert column(erp.query(erp.entities["Customers"]), "CustomerID") == served.facts["customers"]


def test_texts_with_all_that_means_something_in_a_url(erp: ODataService, served: Served) -> None:
    customer = erp.entities["Customers"]
    for name, expected in served.facts["byName"].items():
        assert column(erp.query(customer).filter(customer.CustomerName == name), "CustomerID") == expected
    found = erp.query(customer).filter(customer.CustomerName.contains("ü")).order_by(customer.CustomerID.asc())
    assert column(found, "CustomerID") == served.facts["containsUmlaut"]


def test_dates_and_instants(erp: ODataService, served: Served) -> None:
    order = erp.entities["Orders"]
    september = erp.query(order).filter("OrderDate ge 2025-09-01").filter("OrderDate lt 2025-10-01")
    assert column(september, "OrderID") == served.facts["september"]
    early = erp.query(order).filter(order.CreatedAt < datetime(2023, 3, 1, tzinfo=UTC))
    assert column(early, "OrderID") == served.facts["createdBefore"]


def test_an_enumeration(erp: ODataService, served: Served) -> None:
    """Its own filters name a type of Dynamics, whatever the metadata says; a condition in text does not."""
    drafts = erp.query(erp.entities["Orders"]).filter("Status eq ERP.OrderStatus'Draft'")
    assert column(drafts, "OrderID") == served.facts["draftOrders"]


def test_decimals_and_64_bit_numbers(erp: ODataService, served: Served) -> None:
    order = erp.entities["Orders"]
    (found,) = erp.query(order).filter(order.NetAmount == Decimal("875868.70")).all()
    assert [found.OrderID] == served.facts["amount"]
    assert found.NetAmount == Decimal(served.facts["exactAmount"])
    (found,) = erp.query(order).filter(order.TrackingNumber == int(served.facts["tracking"])).all()
    assert found.TrackingNumber == int(served.facts["tracking"])


def test_order_top_skip_and_count(erp: ODataService, served: Served) -> None:
    order = erp.entities["Orders"]
    found = erp.query(order).order_by(order.NetAmount.desc(), order.OrderID.asc()).limit(4).offset(3)
    assert column(found, "OrderID") == served.facts["dearest"][3:7]
    assert erp.query(order).count() == len(served.facts["orders"])


def test_pages_to_the_end(erp: ODataService, served: Served) -> None:
    """The lines are more than a page of the server's; the client follows the next link."""
    line = erp.entities["OrderLines"]
    found = [[row.OrderID, row.LineNo] for row in erp.query(line)]
    assert found == served.facts["lines"] and len(found) > 1000


def test_expanded(erp: ODataService, served: Served) -> None:
    order = erp.entities["Orders"]
    for fact in served.facts["withLines"]:
        found = erp.query(order).filter(order.OrderID == fact["order"]).expand(order.Lines, order.Customer).one()
        assert sorted(column(found.Lines, "LineNo")) == sorted(number for number, _ in fact["lines"])
        assert found.Customer.CustomerName


def test_related_rows_are_read_when_they_are_asked_for(erp: ODataService, served: Served) -> None:
    order = erp.entities["Orders"]
    fact = served.facts["withLines"][0]
    found = erp.query(order).filter(order.OrderID == fact["order"]).one()
    assert [line.LineNo for line in reversed(found.Lines)] == [number for number, _ in fact["lines"]]
    assert found.Customer.CustomerID == found.CustomerID


def test_a_condition_over_related_rows(erp: ODataService, served: Served) -> None:
    line = erp.entities["OrderLines"]
    fact = served.facts["withLines"][0]
    found = erp.query(line).filter(line.Product.ProductName == fact["lines"][0][1]).all()
    assert fact["order"] in column(found, "OrderID")


def test_only_what_was_selected_comes(erp: ODataService) -> None:
    product = erp.entities["Products"]
    row = next(iter(erp.query(product).select(product.ProductNo, product.EAN).limit(1)))
    assert list(row) == ["ProductNo", "EAN"]


def test_odd_keys(erp: ODataService, served: Served) -> None:
    order, number = served.facts["lines"][-1]
    line = erp.query(erp.entities["OrderLines"]).get(OrderID=order, LineNo=number)
    assert (line.OrderID, line.LineNo) == (order, number)
    odd = served.facts["odd"]
    product = erp.query(erp.entities["Products"]).get(odd["ProductNo"])
    assert product.ProductName == odd["ProductName"]


def test_errors_arrive_as_sentences(erp: ODataService) -> None:
    with pytest.raises(ODataError) as bad:
        erp.query(erp.entities["Customers"]).filter("CustomerNane eq 'x'").all()
    assert bad.value.status_code == "HTTP 400"
    assert "has no property 'CustomerNane'. Did you mean 'CustomerName'?" in bad.value.message


def test_without_the_right_password_there_is_a_401(erp: ODataService, served: Served) -> None:
    stranger = erp.create_context(auth=(served.user, "wrong"))
    with pytest.raises(ODataError) as refused:
        stranger.query(erp.entities["Customers"]).all()
    assert refused.value.status_code == "HTTP 401"


def test_what_it_reads_comes_compressed(erp: ODataService, session: requests.Session) -> None:
    encodings: list[str | None] = []
    session.hooks["response"].append(lambda answer, **kwargs: encodings.append(answer.headers.get("Content-Encoding")))
    erp.query(erp.entities["Customers"]).all()
    assert encodings == ["gzip"]


def test_a_row_is_made_changed_and_deleted(erp: ODataService) -> None:
    group = erp.entities["ProductGroups"]()
    group.GroupCode, group.GroupName = "PYO-1", "Über"
    erp.save(group)
    group.GroupName = "Unter"
    erp.save(group)
    found = erp.query(erp.entities["ProductGroups"]).get("PYO-1")
    assert found.GroupName == "Unter"
    erp.delete(found)
    with pytest.raises(NoResultsFound):
        erp.query(erp.entities["ProductGroups"]).get("PYO-1")
