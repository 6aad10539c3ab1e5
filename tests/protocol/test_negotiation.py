"""Accept, $format and the version headers -> the format of the answer."""

import pytest

from odata_service.errors import BadRequest, NotAcceptable
from odata_service.protocol.negotiation import (
    Format,
    negotiate,
    negotiate_schema,
    negotiate_text,
    negotiate_version,
)

MINIMAL = "application/json;odata.metadata=minimal"


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        (None, MINIMAL),
        ("", MINIMAL),
        ("*/*", MINIMAL),
        ("application/*", MINIMAL),
        ("application/json", MINIMAL),
        ("Application/JSON ; OData.Metadata=Minimal", MINIMAL),
        ("application/json;odata.metadata=full", "application/json;odata.metadata=full"),
        ("application/json;metadata=none", "application/json;odata.metadata=none"),
        ("application/json;odata.streaming=false", MINIMAL),
        ("application/json;odata.streaming=true", MINIMAL + ";odata.streaming=true"),
        ("application/json;IEEE754Compatible=true", MINIMAL + ";IEEE754Compatible=true"),
        ("application/json;IEEE754Compatible=false;ExponentialDecimals=true", MINIMAL),
        ("application/json;charset=UTF-8", MINIMAL + ";charset=utf-8"),
        ('application/json; charset="utf-8"', MINIMAL + ";charset=utf-8"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", MINIMAL),
        ("application/atom+xml, application/json;q=0.1", MINIMAL),
        (
            "application/json;q=0.2, application/json;odata.metadata=full;q=0.5",
            "application/json;odata.metadata=full",
        ),
        ("*/*, application/json;odata.metadata=none", "application/json;odata.metadata=none"),
        ("application/json, application/json;odata.metadata=none", "application/json;odata.metadata=none"),
        ("application/json;odata=verbose, */*;q=0.1", MINIMAL),
        ("application/xml;q=0, */*", MINIMAL),
        ("application/json;q=0, application/json;odata.metadata=full", "application/json;odata.metadata=full"),
    ],
)
def test_the_best_acceptable_format_is_chosen(accept: str | None, content_type: str) -> None:
    assert negotiate(accept).content_type == content_type


@pytest.mark.parametrize(
    "accept",
    [
        "application/xml",
        "text/html",
        "application/json;q=0",
        "application/json;q=0, */*",
        "application/json;q=nonsense",
        "application/json;odata=verbose",
        "application/json;odata.metadata=everything",
        "application/json;IEEE754Compatible=perhaps",
        "application/json;ExponentialDecimals=perhaps",
        "application/json;charset=utf-16",
        "application/jsonx",
        ";;;,,,",
        '"',
    ],
)
def test_what_is_not_json_is_not_acceptable(accept: str) -> None:
    with pytest.raises(NotAcceptable):
        negotiate(accept)


def test_the_format_option_overrides_accept() -> None:
    assert negotiate("application/xml", "json") == Format()
    assert negotiate("application/json", "JSON") == Format()
    assert negotiate(None, "application/json;odata.metadata=full").metadata == "full"
    assert negotiate("text/plain", "application/json;IEEE754Compatible=true").ieee754


@pytest.mark.parametrize("option", ["xml", "atom", "Atom", "text/html", "application/atom+xml", "", "jsonp"])
def test_a_format_option_that_is_not_json_is_not_acceptable(option: str) -> None:
    with pytest.raises(NotAcceptable) as raised:
        negotiate("application/json", option)
    assert raised.value.target == "$format" and "use json" in raised.value.message


def test_accept_charset_counts_before_the_charset_parameter() -> None:
    wanted = "application/json;charset=iso-8859-1"
    assert negotiate(wanted, None, "utf-8, iso-8859-1;q=0.5").content_type == MINIMAL + ";charset=utf-8"
    with pytest.raises(NotAcceptable):
        negotiate("application/json;charset=utf-8", None, "iso-8859-1")
    assert negotiate("application/json", None, "iso-8859-1").content_type == MINIMAL


@pytest.mark.parametrize(
    ("accept", "option", "content_type"),
    [
        (None, None, "application/xml"),
        ("*/*", None, "application/xml"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", None, "application/xml"),
        ("application/xml", None, "application/xml"),
        ("application/xml;charset=utf-8", None, "application/xml;charset=utf-8"),
        ("application/json", None, "application/json"),
        ("application/json;odata.metadata=minimal", None, "application/json"),
        ("application/json;charset=utf-8", None, "application/json;charset=utf-8"),
        ("application/json;q=0.5,application/xml", None, "application/xml"),
        ("application/xml;q=0,application/json", None, "application/json"),
        ("application/json", "xml", "application/xml"),
        ("application/xml", "json", "application/json"),
        (None, "application/json", "application/json"),
    ],
)
def test_the_schema_is_xml_unless_json_is_preferred(accept: str | None, option: str | None, content_type: str) -> None:
    found = negotiate_schema(accept, option)
    assert found.content_type == content_type
    assert found.language == ("json" if "json" in content_type else "xml")


@pytest.mark.parametrize(
    ("accept", "in_4_0", "in_4_01"),
    [
        ("application/json, text/plain, */*", "xml", "json"),
        ("application/json;odata.metadata=minimal;q=1.0,application/xml;q=0.7", "xml", "json"),
        ("application/json,text/csv", "json", "json"),
        ("application/json;q=0.5,*/*;q=0.1,application/xml;q=0", "json", "json"),
    ],
)
def test_a_client_of_4_0_gets_xml_if_it_takes_it_at_all(accept: str, in_4_0: str, in_4_01: str) -> None:
    assert negotiate_schema(accept).language == in_4_0
    assert negotiate_schema(accept, version="4.01").language == in_4_01


@pytest.mark.parametrize(("accept", "option"), [("text/csv", None), ("application/xml;v=2", None), (None, "atom")])
def test_a_schema_in_another_language_is_not_acceptable(accept: str | None, option: str | None) -> None:
    with pytest.raises(NotAcceptable):
        negotiate_schema(accept, option)


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        (None, "text/plain;charset=utf-8"),
        ("*/*", "text/plain;charset=utf-8"),
        ("text/plain", "text/plain"),
        ("text/plain;charset=utf-8", "text/plain;charset=utf-8"),
        ("application/json;odata.metadata=minimal", "text/plain"),
        ("application/xml, text/plain", "text/plain"),
    ],
)
def test_a_raw_value_is_plain_text(accept: str | None, content_type: str) -> None:
    assert negotiate_text(accept) == content_type


@pytest.mark.parametrize("accept", ["application/xml", "text/plain;charset=utf-16", "text/plain;format=flowed"])
def test_a_raw_value_in_another_format_is_not_acceptable(accept: str) -> None:
    with pytest.raises(NotAcceptable):
        negotiate_text(accept)


@pytest.mark.parametrize(
    ("version", "max_version", "answer"),
    [
        (None, None, "4.0"),
        ("4.0", None, "4.0"),
        ("4.0", "4.0", "4.0"),
        ("4.01", None, "4.01"),
        ("4.0", "4.01", "4.01"),
        ("4.01", "4.0", "4.0"),
        (None, "4.01", "4.01"),
        (None, " 4.01 ", "4.01"),
        (None, "4.010", "4.01"),
        (None, "4.1", "4.01"),
        (None, "06.2831852000", "4.01"),
        (None, "10.0", "4.01"),
        ("4.0;NetFx", "4.0;NetFx", "4.0"),
        ("4.0;", "4.01; x", "4.01"),
    ],
)
def test_the_answer_is_4_0_unless_4_01_is_asked_for(version: str | None, max_version: str | None, answer: str) -> None:
    assert negotiate_version(version, max_version) == answer


@pytest.mark.parametrize(
    ("version", "max_version"),
    [
        (None, "3.0"),
        (None, "2.0;"),
        (None, "four"),
        (None, "4"),
        (None, ""),
        (None, "4.0.1"),
        (None, "-4.0"),
        (None, "\u0664.\u0660"),
        ("3.0", None),
        ("5.0", None),
        (";NetFx", None),
        (None, "9" * 5000 + ".0"),
    ],
)
def test_an_impossible_version_is_a_bad_request(version: str | None, max_version: str | None) -> None:
    with pytest.raises(BadRequest, match="4\\.0"):
        negotiate_version(version, max_version)
