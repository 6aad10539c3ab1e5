"""What the requests of a batch take from those before them."""

from odata_service.protocol.message import Response
from odata_service.requests.referring import References


def test_values_are_exact() -> None:
    known = References("http://localhost/", wanted=frozenset({"a"}))
    known.remember(
        "a", Response(200, {}, b'{"Price": 1234567890123456.78, "Rate": 0.10, "Number": 9007199254740993}'), "A(1)"
    )
    assert known.with_values("$filter=Price eq $a/Price") == "$filter=Price%20eq%201234567890123456.78"
    assert known.with_values("$filter=Rate eq $a/Rate") == "$filter=Rate%20eq%200.10"
    assert known.with_values("$filter=Number eq $a/Number") == "$filter=Number%20eq%209007199254740993"
