"""OData 4.01, Intermediate Conformance Level (Part 1, section 12.2.2)."""

from odata_service.service import Service
from tests.conftest import ask


def test_11_filter_segment(service: Service) -> None:
    """A collection is filtered by a segment of the path."""
    assert int(ask(service, "Customers/$filter(City%20eq%20'London')/$count").body) == int(
        ask(service, "Customers/$count?$filter=City%20eq%20'London'").body
    )
