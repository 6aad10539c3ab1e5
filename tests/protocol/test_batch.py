"""Batches that are refused as a whole, because of what their JSON says."""

import json
from typing import Any

import pytest

from odata_service.errors import BadRequest
from odata_service.protocol.batch import read_batch


def read(*requests: dict[str, Any]) -> list[Any]:
    body = json.dumps({"requests": [{"method": "GET", "url": "Orders", **one} for one in requests]}).encode()
    return list(read_batch("application/json", body))


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
