"""`ODATA_SEARCH_MODE`: what Salesforce sends has no logic in it, and no punctuation."""

import dataclasses
import json

import pytest

from odata_service.service import Service
from tests.conftest import ask


@pytest.mark.parametrize(
    ("search", "words", "phrase"),
    [
        ("Leading%20Blank", [8], [8]),
        ("Blank%20Leading", [8], []),
        ("%22Quoted%22", [3], [3]),
        ("quoted%20OR%20bio_kost", [2, 3], []),
        ("(Round)%20{Curly", None, [10]),
        ("Co", None, None),
    ],
)
def test_several_words(service: Service, search: str, words: list[int] | None, phrase: list[int] | None) -> None:
    as_phrase = Service(service.model, service.database, dataclasses.replace(service.config, search_mode="phrase"))
    for tested, expected in ((service, words), (as_phrase, phrase)):
        for _ in range(2):  # the second time with the remembered plan
            response = ask(tested, f"Customers?$select=CustomerID&$search={search}&$orderby=CustomerID")
            if expected is None:
                assert response.status in (200, 400)
            else:
                assert [row["CustomerID"] for row in json.loads(response.body)["value"]] == expected


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ONeil", [1, 35, 66, 72]),
        ("oneil%20sons", [1]),
        ("Sons%20%20ONeil%20Ltd", [1]),
        ("O'Neil%20%26%20Sons", [1]),
        ("100%20BioKost", [2]),
        ("Backslash", [4]),
        ("office4examplecom", [4]),
        ("M%C3%BCller-L%C3%BCdenscheidt", [5]),
        ("M%C3%BCller%20L%C3%BCdenscheidt", [5]),
        ("M%C3%BCllerL%C3%BCdenscheidt", []),
        ("Quoted%20OR%20BioKost", []),
        ("NOT%20ONeil", []),
        ("%22Quoted%22%20(Company)", [3]),
    ],
)
def test_what_salesforce_sends_has_no_punctuation(service: Service, search: str, found: list[int]) -> None:
    """It takes all of ASCII's but the hyphen away."""
    tested = Service(service.model, service.database, dataclasses.replace(service.config, search_mode="salesforce"))
    for _ in range(2):  # the second time with the remembered plan
        response = ask(tested, f"Customers?$select=CustomerID&$search={search}&$orderby=CustomerID&$count=true")
        answer = json.loads(response.body)
        assert [row["CustomerID"] for row in answer["value"]] == found
        assert answer["@odata.count"] == len(found)


def test_punctuation_alone_is_nothing_to_search_for(service: Service) -> None:
    tested = Service(service.model, service.database, dataclasses.replace(service.config, search_mode="salesforce"))
    response = ask(tested, "Customers?$search=%26%20%27")
    assert response.status == 400
    assert b"'$search' needs a word" in response.body


@pytest.mark.parametrize("search", ["ONeil", "ONeil%20Sons"])
def test_salesforce_finds_nothing_where_nothing_is_searched(service: Service, search: str) -> None:
    """Its global search asks all sets for the same, and one that refuses it would spoil the page."""
    tested = Service(service.model, service.database, dataclasses.replace(service.config, search_mode="salesforce"))
    for _ in range(2):
        answer = json.loads(ask(tested, f"SalesByMonth?$select=Year,Month&$search={search}&$count=true&$top=6").body)
        assert (answer["value"], answer["@odata.count"]) == ([], 0)
    assert ask(service, f"SalesByMonth?$search={search}").status == 400
