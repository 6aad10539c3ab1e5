"""What is said of bodies that are no JSON, so that whoever sends them finds out why."""

import pytest

from odata_service.errors import BadRequest
from odata_service.payload.deserialize import read_json

TEXT = '{"CustomerName": "Müller"}'


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (TEXT.encode("latin-1"), "The body is not UTF-8, as JSON has to be: byte 19 is none of it."),
        (TEXT.encode("utf-16"), "The body is not UTF-8, as JSON has to be: byte 0 is none of it."),
        ('{"A": 1}'.encode("utf-16-le"), "The body is not UTF-8, as JSON has to be, but UTF-16."),
        ('{"A": 1}'.encode("utf-16-be"), "The body is not UTF-8, as JSON has to be, but UTF-16."),
        (b'{"A": }', "The body is not JSON: it cannot be read from byte 6 on."),
        (b'{"A": 1', "The body is not JSON: it ends in the middle."),
        (rb'{"A": "\ud83d"}', r"The body is not JSON: at byte 7, \ud83d is half of a letter."),
        (b"[" * 100_000, "The body is not JSON: it cannot be read."),
    ],
    ids=["Latin-1", "UTF-16 with its mark", "UTF-16LE", "UTF-16BE", "no value", "cut", "half a letter", "deep"],
)
def test_a_body_that_is_none(body: bytes, message: str) -> None:
    with pytest.raises(BadRequest) as raised:
        read_json(body)
    assert raised.value.message == message


def test_a_mark_at_the_beginning_means_nothing() -> None:
    assert read_json(TEXT.encode("utf-8-sig")) == {"CustomerName": "Müller"}
