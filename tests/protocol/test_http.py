"""What the bytes of a request say, and which are none."""

import pytest

from odata_service.errors import BadRequest, HeadersTooLarge, NotImplementedByService, ODataError
from odata_service.protocol.http import read

HOST = b"Host: localhost\r\n"
GET = b"GET /a%2Fb?$top=1&x=%20 HTTP/1.1\r\n" + HOST
POST = b"POST /a HTTP/1.1\r\n" + HOST


def test_a_request_is_read_as_pep_3333_has_it() -> None:
    environ, keeps = read(
        GET + b"X-Some: a\r\nx-some: b\r\nX_Some: evil\r\nAccept:  text/plain \t\r\nX-L: \xe4\r\n\r\n"
    )
    assert keeps
    assert environ["REQUEST_METHOD"] == "GET"
    assert environ["RAW_URI"] == "/a%2Fb?$top=1&x=%20"
    assert environ["PATH_INFO"] == "/a/b"
    assert environ["QUERY_STRING"] == "$top=1&x=%20"
    assert environ["SERVER_PROTOCOL"] == "HTTP/1.1"
    headers = {name: value for name, value in environ.items() if name.startswith("HTTP_")}
    assert headers == {"HTTP_HOST": "localhost", "HTTP_X_SOME": "a,b", "HTTP_ACCEPT": "text/plain", "HTTP_X_L": "ä"}


@pytest.mark.parametrize(
    ("sent", "body"),
    [
        (POST + b"Content-Length: 3\r\n\r\nabc", b"abc"),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n2;a=b\r\nab\r\n1\r\nc\r\n0\r\nExpires: never\r\n\r\n", b"abc"),
        (POST + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nContent-Length: 3\r\n\r\nabc", b"abc"),
        (POST + b"Upgrade: h2c\r\nConnection: upgrade\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", b"a"),
        (POST + b"Expect: 100-Continue\r\nContent-Length: 3\r\n\r\nabc", b"abc"),
        (POST + b"\r\n", b""),
    ],
    ids=["a length", "chunks", "another protocol is offered", "the same in chunks", "an expectation", "nothing"],
)
def test_the_body_is_read_whole(sent: bytes, body: bytes) -> None:
    environ, _ = read(sent)
    assert environ["wsgi.input"].read() == body


@pytest.mark.parametrize(
    ("sent", "goes_on"),
    [
        (GET + b"\r\n", True),
        (GET + b"Connection: close\r\n\r\n", False),
        (GET + b"Connection: Keep-Alive\r\n\r\n", True),
        (b"GET / HTTP/1.0\r\n\r\n", False),
        (b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", True),
    ],
)
def test_whether_the_connection_goes_on(sent: bytes, goes_on: bool) -> None:
    assert read(sent)[1] is goes_on


@pytest.mark.parametrize(
    ("sent", "error", "sentence"),
    [
        (b"get / HTTP/1.1\r\n\r\n", BadRequest, "none of HTTP's"),
        (b"FROBNICATE / HTTP/1.1\r\n\r\n", NotImplementedByService, "none of HTTP's"),
        (b"GET /a b HTTP/1.1\r\n\r\n", BadRequest, "no request of HTTP"),
        (b"GET /a\x01 HTTP/1.1\r\n\r\n", BadRequest, "METHOD URL HTTP/1.1"),
        (b"GET /a\r\n\r\n", BadRequest, "HTTP/1.1 and HTTP/1.0"),
        (b"GET /a HTTP/2.0\r\n\r\n", BadRequest, "HTTP/1.1 and HTTP/1.0"),
        (b"GET /a HTTP/1.9\r\n\r\n", BadRequest, "HTTP/1.1 and HTTP/1.0"),
        (GET + b"\r\n" + GET, BadRequest, "not one whole request"),
        (POST + b"Content-Length: 3\r\n\r\nab", BadRequest, "not one whole request"),
        (POST + b"Content-Length: 3\r\n\r\nabcd", BadRequest, "not one whole request"),
        (POST + b"Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", BadRequest, "more than one Content-Length"),
        (POST + b"Content-Length: 0x3\r\n\r\nabc", BadRequest, "not a number"),
        (POST + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", BadRequest, "a Content-Length or"),
        (POST + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", BadRequest, "a Content-Length or"),
        (POST + b"Transfer-Encoding: gzip\r\n\r\nabc", NotImplementedByService, "only 'chunked'"),
        (b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", BadRequest, "no transfer codings"),
        (GET + b"X : a\r\n\r\n", BadRequest, "a name that none can have"),
        (GET + b"X: a\r\n b\r\n\r\n", BadRequest, "no"),
        (GET + b"X: a\nY: b\r\n\r\n", BadRequest, "CR and LF"),
        (GET + b"X: a\x00\r\n\r\n", BadRequest, "a value that none can have"),
        (GET + HOST + b"\r\n", BadRequest, "twice"),
        (GET + b"Authorization: Basic YQ==\r\nAuthorization: Basic Yg==\r\n\r\n", BadRequest, "twice"),
        (GET + b"Expect: wonders\r\n\r\n", BadRequest, "100-continue"),
        (GET + b"X: y\r\n" * 100 + b"\r\n", HeadersTooLarge, "more than 100"),
        (GET + b"X: " + b"y" * 65_536 + b"\r\n\r\n", HeadersTooLarge, "65536 bytes"),
    ],
    ids=lambda value: repr(value[:80]) if isinstance(value, bytes) else "",
)
def test_what_is_no_request_is_told_what_it_should_be(sent: bytes, error: type[ODataError], sentence: str) -> None:
    with pytest.raises(error, match=sentence):
        read(sent)
