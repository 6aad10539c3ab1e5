"""A request is whole with its last byte, however it is cut on its way."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odata_service.protocol.arrival import Arrival

MOST = 10_000
GET = b"GET /odata/v4/erp/Customers?$top=1 HTTP/1.1\r\nHost: localhost\r\n\r\n"
POST = b"POST /odata/v4/erp/Customers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 11\r\n\r\n" + b'{"City":""}'
CHUNKED = b"POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"
CHUNKS = CHUNKED + b"5;name=value\r\n0\r\n\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n"
TRAILERS = CHUNKS.removesuffix(b"\r\n") + b"Expires: never\r\n\r\n"
WITHOUT_HEADERS = b"GET / HTTP/1.0\r\n\r\n"
REQUESTS = [GET, POST, CHUNKS, TRAILERS, WITHOUT_HEADERS]


@given(st.sampled_from(REQUESTS), st.lists(st.integers(0, 200), max_size=8))
def test_it_is_whole_with_its_last_byte(request: bytes, cuts: list[int]) -> None:
    places = sorted({0, len(request), *(cut for cut in cuts if cut < len(request))})
    arrival = Arrival(MOST)
    said = [arrival.add(request[start:end]) for start, end in pairwise(places)]
    assert said == [False] * (len(said) - 1) + [True]
    assert arrival.taken() == (request, b"")


@pytest.mark.parametrize("request_", REQUESTS)
def test_what_follows_is_no_part_of_it(request_: bytes) -> None:
    arrival = Arrival(MOST)
    assert arrival.add(request_ + GET[:10])
    assert arrival.taken() == (request_, GET[:10])


@pytest.mark.parametrize(
    "beginning",
    [
        b"GET /" + b"x" * MOST,
        b"POST / HTTP/1.1\r\nContent-Length: 10000000\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFF\r\n",
    ],
    ids=lambda beginning: repr(beginning[:70]),
)
def test_nobody_waits_for_the_rest_of_what_will_be_refused(beginning: bytes) -> None:
    assert Arrival(MOST).add(beginning)


def test_an_expectation_is_seen_with_the_head() -> None:
    head = b"POST / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\nHost: x\r\n\r\n"
    arrival = Arrival(MOST)
    assert not arrival.add(head)
    assert arrival.expected
    assert arrival.add(b"{}")
    assert arrival.taken() == (head + b"{}", b"")


def test_a_url_as_people_type_it_is_encoded() -> None:
    arrival = Arrival(MOST)
    assert arrival.add("GET /Customers?$filter=City eq 'Köln' HTTP/1.1\r\nX-City: Köln\r\n\r\nKöln".encode())
    request, behind = arrival.taken()
    assert request.decode() == "GET /Customers?$filter=City eq 'K%C3%B6ln' HTTP/1.1\r\nX-City: Köln\r\n\r\n"
    assert behind.decode() == "Köln"
