"""Batches that are refused as a whole, because of what they say."""

import json
from typing import Any

import pytest

from odata_service.errors import BadRequest, PayloadTooLarge
from odata_service.protocol.batch import Part, read_batch


def read(*requests: dict[str, Any]) -> list[Any]:
    body = json.dumps({"requests": [{"method": "GET", "url": "Orders", **one} for one in requests]}).encode()
    return list(read_batch("application/json", body, most=1000))


@pytest.mark.parametrize(
    ("requests", "message"),
    [
        (
            [{"id": "1", "dependsOn": ["2"]}, {"id": "2"}],
            "The request '1' depends on '2', which does not come before it.",
        ),
        ([{"id": "1", "dependsOn": ["1"]}], "The request '1' depends on '1', which does not come before it."),
        ([{"id": "1"}, {"id": "1"}], "Two requests of the batch have the id '1'."),
        ([{"id": None}], "Each request of a batch needs an id."),
        ([{"id": "1\r\nX: y"}], "The id of a request has characters that cannot be printed."),
    ],
)
def test_a_batch_that_cannot_be_carried_out(requests: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(BadRequest) as raised:
        read(*requests)
    assert raised.value.message == message


def test_what_comes_before_can_be_named() -> None:
    """A request or a group."""
    items = read({"id": "1"}, {"id": "2", "atomicityGroup": "g"}, {"id": "3", "dependsOn": ["1", "g"]})
    assert items[-1].depends == ("1", "g")


def test_a_change_set_is_not_looked_into_for_others() -> None:
    """However deep they are in each other."""
    body = b"POST Orders"
    for depth in range(2000):
        body = b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n%b\r\n--%d--" % (depth, depth, body, depth)
    with pytest.raises(BadRequest, match="A change set cannot hold another one"):
        read_batch("multipart/mixed; boundary=b", b"--b\r\n%b\r\n--b--" % body, most=1000)


@pytest.mark.parametrize("end", [b"", b"\r\n", b"\r\n\r\n", b"\r\n\r\n\r\n", b"\n\n"])
@pytest.mark.parametrize("headers", [b"", b"\r\nAccept: application/json"])
def test_the_headers_of_a_part_may_end_with_it(headers: bytes, end: bytes) -> None:
    """The last line end before a boundary is the boundary's, and who writes one empty line has written none."""
    part = b"--b\r\nContent-Type: application/http\r\n\r\nGET Orders HTTP/1.1" + headers + end
    (item,) = read_batch("multipart/mixed; boundary=b", part + b"\r\n--b--", most=1000)
    assert isinstance(item, Part)
    assert (item.url, item.headers.get("accept")) == ("Orders", "application/json" if headers else None)
    assert not item.body.strip()


PART = b"--c\r\nContent-Type: application/http\r\nContent-ID: %d\r\n\r\nPOST Orders\r\n"
MANY = b"".join(PART % number for number in range(4))
SET = b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n%b--c--\r\n" % MANY


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/mixed; boundary=c", MANY + b"--c--"),
        ("multipart/mixed; boundary=b", SET + b"--b--"),
        ("multipart/mixed; boundary=b", SET * 2 + b"--b--"),
        ("application/json", json.dumps({"requests": [{"method": "GET", "url": "Orders"}] * 4}).encode()),
    ],
    ids=["multipart", "change set", "change sets", "JSON"],
)
def test_requests_beyond_the_limit_are_not_read(content_type: str, body: bytes) -> None:
    with pytest.raises(PayloadTooLarge, match="A batch holds 3 requests at most; this one has more"):
        read_batch(content_type, body, most=3)
