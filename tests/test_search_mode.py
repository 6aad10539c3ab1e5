"""`ODATA_SEARCH_MODE=phrase`: what Salesforce sends is one phrase, with no logic in it."""

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
