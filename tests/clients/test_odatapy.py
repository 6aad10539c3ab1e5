"""odatapy: a client in Python after Apache Olingo's, over httpx. It reads values by the types of `$metadata`."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from odatapy.client import (
    BasicAuth,
    EdmEnabledODataClient,
    Field,
    HttpxTransport,
    ODataClientError,
    OrderBy,
    URIBuilder,
)

from tests.clients.conftest import Served


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[EdmEnabledODataClient]:
    transport = HttpxTransport(auth=BasicAuth(served.user, served.password))
    made = EdmEnabledODataClient(served.root, transport, ieee754_compatible=True)
    yield made
    transport.close()


def entities(client: EdmEnabledODataClient, name: str) -> URIBuilder:
    return client.entity_set_uri(name)


def column(found: Any, name: str) -> list[Any]:
    return [entity.get_value(name) for entity in found]


def ids(client: EdmEnabledODataClient, name: str, key: str, condition: object) -> list[Any]:
    return column(client.get_entity_set(entities(client, name).filter(condition)).entities, key)


def test_the_metadata_is_parsed(client: EdmEnabledODataClient) -> None:
    line = client.entity_set_type("OrderLines")
    assert [reference.name for reference in line.key_property_refs] == ["OrderID", "LineNo"]
    price = line.get_structural_property("UnitPrice")
    assert (str(price.type), price.facets.precision, price.facets.scale) == ("Edm.Decimal", 15, 4)
    assert str(line.get_navigation_property("Product").type) == "ERP.Product"


def test_a_list_whole(client: EdmEnabledODataClient, served: Served) -> None:
    found = client.get_entity_set(entities(client, "Customers"))
    assert column(found.entities, "CustomerID") == served.facts["customers"]


def test_texts_with_all_that_means_something_in_a_url(client: EdmEnabledODataClient, served: Served) -> None:
    for name, expected in served.facts["byName"].items():
        assert ids(client, "Customers", "CustomerID", Field("CustomerName").eq(name)) == expected
    found = ids(client, "Customers", "CustomerID", Field("CustomerName").contains("ü"))
    assert found == served.facts["containsUmlaut"]


def test_dates_and_instants(client: EdmEnabledODataClient, served: Served) -> None:
    day = Field("OrderDate")
    september = day.ge(date(2025, 9, 1)) & day.lt(date(2025, 10, 1))
    assert ids(client, "Orders", "OrderID", september) == served.facts["september"]
    early = Field("CreatedAt").lt(datetime(2023, 3, 1, tzinfo=UTC))
    assert ids(client, "Orders", "OrderID", early) == served.facts["createdBefore"]


def test_decimals_and_64_bit_numbers_exactly(client: EdmEnabledODataClient, served: Served) -> None:
    found = client.get_entity_set(entities(client, "Orders").filter(Field("NetAmount").eq(Decimal("875868.70"))))
    assert column(found.entities, "OrderID") == served.facts["amount"]
    (amount,) = column(found.entities, "NetAmount")
    assert isinstance(amount, Decimal) and str(amount) == served.facts["exactAmount"]
    tracking = int(served.facts["tracking"])
    found = client.get_entity_set(entities(client, "Orders").filter(Field("TrackingNumber").eq(tracking)))
    assert column(found.entities, "TrackingNumber") == [tracking]


def test_order_top_skip_and_count(client: EdmEnabledODataClient, served: Served) -> None:
    order = OrderBy().desc("NetAmount").asc("OrderID")
    found = client.get_entity_set(entities(client, "Orders").orderby(order).top(4).skip(3).count())
    assert column(found.entities, "OrderID") == served.facts["dearest"][3:7]
    assert found.count == len(served.facts["orders"])
    assert client.get_count(entities(client, "Orders").append_count_segment()) == len(served.facts["orders"])


def test_pages_to_the_end(client: EdmEnabledODataClient, served: Served) -> None:
    pages = list(client.iter_pages(entities(client, "Orders").select("OrderID"), max_page_size=37))
    assert [number for page in pages for number in column(page.entities, "OrderID")] == served.facts["orders"]
    assert len(pages) == -(-len(served.facts["orders"]) // 37)


def test_expanded_nested_with_options_on_each_level(client: EdmEnabledODataClient, served: Served) -> None:
    for fact in served.facts["withLines"]:
        uri = (
            client.entity_uri("Orders", fact["order"])
            .select("OrderID")
            .expand_with_options("Customer", select=["CustomerName"], expand="Country")
            .expand_with_options(
                "Lines", select=["LineNo"], orderby="LineNo desc", top=2, expand="Product($select=ProductName)"
            )
        )
        entity = client.get_entity(uri)
        lines = entity.get_navigation_link("Lines").inline_entity_set.entities
        found = [
            [line.get_value("LineNo"), line.get_navigation_link("Product").inline_entity.get_value("ProductName")]
            for line in lines
        ]
        assert found == fact["lines"][:2]
        customer = entity.get_navigation_link("Customer").inline_entity
        assert customer.get_navigation_link("Country").inline_entity.get_value("CountryName")


def test_only_what_was_selected_comes(client: EdmEnabledODataClient) -> None:
    found = client.get_entity_set(entities(client, "Products").select("ProductNo", "EAN").top(1))
    assert [item.name for item in found.entities[0].properties] == ["ProductNo", "EAN"]


def test_odd_keys(client: EdmEnabledODataClient, served: Served) -> None:
    order, number = served.facts["lines"][-1]
    line = client.get_entity(client.entity_uri("OrderLines", {"OrderID": order, "LineNo": number}))
    assert (line.get_value("OrderID"), line.get_value("LineNo")) == (order, number)
    odd = served.facts["odd"]
    product = client.get_entity(client.entity_uri("Products", odd["ProductNo"]))
    assert product.get_value("ProductName") == odd["ProductName"]
    ((group, since, amount),) = odd["prices"]
    key = {"ProductNo": odd["ProductNo"], "PriceGroup": group, "ValidFrom": date.fromisoformat(since)}
    assert str(client.get_entity(client.entity_uri("Prices", key)).get_value("Price")) == amount


def test_a_key_as_a_segment(client: EdmEnabledODataClient, served: Served) -> None:
    uri = entities(client, "Customers").append_key_segment(5, key_as_segment=True)
    assert client.get_entity(uri).get_value("CustomerID") == 5


def test_errors_arrive_as_sentences(client: EdmEnabledODataClient) -> None:
    with pytest.raises(ODataClientError) as missing:
        client.get_entity(client.entity_uri("Customers", 4711))
    assert missing.value.status_code == 404
    with pytest.raises(ODataClientError) as bad:
        client.get_entity_set(entities(client, "Customers").filter("CustomerNane eq 'x'"))
    assert (bad.value.status_code, bad.value.error_target) == (400, "$filter")
    assert "has no property 'CustomerNane'. Did you mean 'CustomerName'?" in bad.value.error_message


def test_without_the_right_password_there_is_a_401(served: Served) -> None:
    transport = HttpxTransport(auth=BasicAuth(served.user, "wrong"))
    stranger = EdmEnabledODataClient(served.root, transport)
    with pytest.raises(ODataClientError) as refused:
        stranger.get_edm()
    transport.close()
    assert refused.value.status_code == 401


def test_what_it_reads_comes_compressed(client: EdmEnabledODataClient) -> None:
    answer = client.get_raw(entities(client, "Customers"))
    assert answer.get_header("Content-Encoding") == "gzip"


def test_a_row_is_made_changed_and_deleted(client: EdmEnabledODataClient) -> None:
    made = client.create_entity("ProductGroups", {"GroupCode": "OPY/1", "GroupName": "Über"})
    assert (made.get_value("GroupName"), made.id) == ("Über", client.entity_uri("ProductGroups", "OPY/1").build())
    uri = client.entity_uri("ProductGroups", "OPY/1")
    client.update_entity(uri, {"GroupName": "Unter"}, etag=made.etag)
    with pytest.raises(ODataClientError) as late:
        client.update_entity(uri, {"GroupName": "Zu spät"}, etag=made.etag)
    assert late.value.status_code == 412
    assert client.get_entity(uri).get_value("GroupName") == "Unter"
    client.update_property(uri.copy().append_property_segment("GroupName"), "Anders")
    assert client.get_property_value(uri.copy().append_property_segment("GroupName")) == "Anders"
    parent = client.entity_uri("ProductGroups", "ELEC").build()
    client.set_reference(uri.copy().append_navigation_segment("Parent"), parent)
    assert client.get_entity(uri).get_value("ParentCode") == "ELEC"
    client.delete_entity(uri)
    with pytest.raises(ODataClientError, match="404"):
        client.get_entity(uri)


@pytest.mark.parametrize("form", ["multipart", "json"])
def test_a_batch_of_reading_and_a_change_set(client: EdmEnabledODataClient, form: str) -> None:
    batch = client.batch(format=form)
    currency = batch.add_retrieve(client.entity_uri("Currencies", "EUR"))
    changes = batch.add_changeset()
    parent = changes.create("ProductGroups", {"GroupCode": "OPY-2", "GroupName": "Parent"})
    child = {"GroupCode": "OPY-3", "GroupName": "Child", "ParentCode": "OPY-2"}
    changes.create("ProductGroups", child)
    answers = client.execute_batch(batch)
    answers.raise_for_status()
    assert currency.entity().get_value("CurrencyName") == "Euro"
    assert parent.response.status_code == 201
    assert client.get_entity(client.entity_uri("ProductGroups", "OPY-3")).get_value("ParentCode") == "OPY-2"
    for code in ("OPY-3", "OPY-2"):
        client.delete_entity(client.entity_uri("ProductGroups", code))


def test_all_of_a_change_set_or_none(client: EdmEnabledODataClient) -> None:
    batch = client.batch()
    changes = batch.add_changeset()
    for _ in range(2):
        changes.create("ProductGroups", {"GroupCode": "OPY-4", "GroupName": "Twice"})
    answers = client.execute_batch(batch)
    assert not answers.is_success
    assert ids(client, "ProductGroups", "GroupCode", Field("GroupCode").eq("OPY-4")) == []
