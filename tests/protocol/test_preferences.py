"""The Prefer header -> Preferences."""

import pytest

from odata_service.protocol.preferences import Preferences, parse_preferences


def test_no_header_is_no_preference() -> None:
    assert parse_preferences(None) == parse_preferences("") == Preferences()


@pytest.mark.parametrize(
    ("prefer", "field", "value"),
    [
        ("odata.maxpagesize=50", "max_page_size", 50),
        ("maxpagesize=50", "max_page_size", 50),
        ("OData.MaxPageSize = 50", "max_page_size", 50),
        ('maxpagesize="50"', "max_page_size", 50),
        ("maxpagesize=5;odd=1, maxpagesize=7", "max_page_size", 5),
        ("maxpagesize=99999999999999999", "max_page_size", 2**31 - 1),
        ("return=minimal", "returns", "minimal"),
        ("return=representation", "returns", "representation"),
        ("return=Everything", "returns", None),
        ('odata.include-annotations="*,-Core.*"', "include_annotations", "*,-Core.*"),
        ("respond-async, wait=10", "respond_async", True),
        ("respond-async, wait=10", "wait", 10),
        ("odata.track-changes", "track_changes", True),
        ("continue-on-error", "continue_on_error", True),
        ("odata.continue-on-error=true", "continue_on_error", True),
        ("odata.continue-on-error=false", "continue_on_error", False),
        ("omit-values=nulls", "omit_values", "nulls"),
        ("omit-values=defaults", "omit_values", "defaults"),
        ("allow-entityreferences,maxpagesize=20", "allow_entity_references", True),
        ("handling=strict", "strict", True),
    ],
)
def test_each_preference_is_understood(prefer: str, field: str, value: object) -> None:
    assert getattr(parse_preferences(prefer), field) == value


@pytest.mark.parametrize(
    "junk",
    [",,,", ";;;", "=", '"', '\\"', "maxpagesize", "maxpagesize=0", "maxpagesize=-1", "maxpagesize=1e3",
     "maxpagesize=²", "maxpagesize=" + "9" * 5000, "return", "ünknown=1", 'a="b\\', "\x00"],
)  # fmt: skip
def test_junk_is_ignored(junk: str) -> None:
    found = parse_preferences(junk)
    assert (found.max_page_size, found.returns, found.wait) == (None, None, None)


def test_a_comma_inside_quotes_does_not_end_a_preference() -> None:
    found = parse_preferences('include-annotations="a,maxpagesize=3", return=minimal')
    assert (found.include_annotations, found.max_page_size, found.returns) == ("a,maxpagesize=3", None, "minimal")


def test_applied_preferences_are_spelled_as_the_client_did() -> None:
    found = parse_preferences("return=minimal, odata.maxpagesize=5000, odata.track-changes, unknown")
    assert found.applied({"maxpagesize": "2000", "return": "minimal"}) == "return=minimal, odata.maxpagesize=2000"
    assert found.applied({"track-changes": None}) == "odata.track-changes"
    assert found.applied({"include-annotations": "*"}) is None


def test_a_value_that_is_no_token_is_quoted_again() -> None:
    found = parse_preferences('include-annotations="Core.*,-x"')
    assert found.applied({"include-annotations": found.include_annotations}) == 'include-annotations="Core.*,-x"'
