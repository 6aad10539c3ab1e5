"""What the requests of a batch take from those before them."""

import pytest

from odata_service.errors import UriTooLong
from odata_service.protocol.message import Response
from odata_service.requests.referring import References


def test_values_are_exact() -> None:
    known = References("http://localhost/", 1000, wanted=frozenset({"a"}))
    known.remember(
        "a", Response(200, {}, b'{"Price": 1234567890123456.78, "Rate": 0.10, "Number": 9007199254740993}'), "A(1)"
    )
    assert known.with_values("$filter=Price eq $a/Price") == "$filter=Price%20eq%201234567890123456.78"
    assert known.with_values("$filter=Rate eq $a/Rate") == "$filter=Rate%20eq%200.10"
    assert known.with_values("$filter=Number eq $a/Number") == "$filter=Number%20eq%209007199254740993"


def test_values_make_no_url_longer_than_urls_may_be() -> None:
    known = References("http://localhost/", 1000, wanted=frozenset({"a"}))
    known.remember("a", Response(200, {}, b'{"Text": "%b"}' % (b"x" * 90)), "A(1)")
    assert len(known.with_values(f"$filter=Text in ({','.join(['$a/Text'] * 10)})")) > 900
    with pytest.raises(UriTooLong):
        known.with_values(f"$filter=Text in ({','.join(['$a/Text'] * 11)})")
