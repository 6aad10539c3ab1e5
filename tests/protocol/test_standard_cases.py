"""The header cases of the standard's grammar, where the reference data is at hand."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from odata_service.protocol.negotiation import negotiate_version
from odata_service.protocol.preferences import parse_preferences

DATA = Path(os.environ.get("ODATA_SPEC_DATA", Path(__file__).parents[2].parent / "shared" / "odata"))


def cases(*rules: str) -> list[Any]:
    path = DATA / "abnf-cases.json"
    if not path.exists():
        return [pytest.param(None, marks=pytest.mark.skip(reason=f"{path} is not there"))]
    found = json.loads(path.read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=case["id"]) for case in found if case["rule"] in rules]


@pytest.mark.parametrize("case", cases("prefer", "preference"))
def test_every_preference_of_the_grammar_is_known(case: dict[str, Any]) -> None:
    text = case["input"].removeprefix("Prefer:").strip()
    found = parse_preferences(text)
    if "callback" not in text:  # callbacks are not offered, and a preference need not be
        assert found.spelled


@pytest.mark.parametrize("case", cases("maxpagesizePreference"))
def test_a_page_size_is_what_the_grammar_says(case: dict[str, Any]) -> None:
    assert (parse_preferences(case["input"]).max_page_size is not None) == case["valid"]


@pytest.mark.parametrize(
    "case", [case for case in cases("header") if case.values[0] is None or "version" in case.values[0]["input"].lower()]
)
def test_every_version_of_the_grammar_is_understood(case: dict[str, Any]) -> None:
    name, _, value = case["input"].partition(":")
    if name.lower() == "odata-version":
        assert negotiate_version(value, None) == "4.01"
    else:
        assert negotiate_version(None, value) == "4.01"
