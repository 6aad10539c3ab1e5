"""The behaviour cases, over HTTP and on each database: `tests/cases/http/*.http`."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from odata_service.app import create_app
from odata_service.service import Service
from tests.conftest import ROOT
from tests.http_cases import Case, cases


@pytest.fixture(scope="session")
def client(service: Service) -> Iterator[FlaskClient]:
    with create_app([service], service.config).test_client() as made:
        yield made


# What a database cannot do; docs/databases.md says so.
LACKING = {
    "firebird": {
        "expressions: white space of any kind is trimmed",
        "expressions: a pattern goes by letters, not by bytes, and case counts",
        "expressions: beyond the last day there is none",
        "expressions: the ends of time",
        "expressions: a cast to a number is rounded, and null where it does not fit or is none",
        "expressions: a cast of a text to a day knows leap years",
    }
}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name[:90])
def test_case(service: Service, client: FlaskClient, case: Case) -> None:
    if case.name in LACKING.get(service.database.dialect.name, ()):
        pytest.skip("docs/databases.md says what this database lacks here")
    check(client, case)


def check(client: FlaskClient, case: Case) -> None:
    """The case's answer is what it says."""
    raw = f"/odata/v4/erp/{case.url}"
    environment = {"RAW_URI": raw, "REQUEST_URI": raw, "QUERY_STRING": raw.partition("?")[2]}  # as a server sets them
    response = client.open("/", method=case.method, headers=case.headers, environ_overrides=environment)
    text = response.text.replace(ROOT, "~")
    assert response.status_code == case.status, text[:2000]
    assert response.headers["OData-Version"] in ("4.0", "4.01")
    for name, value in case.answer_headers.items():
        assert response.headers.get(name) == value
    for part in case.contains:
        assert part in text
    if case.body is not None:
        assert untagged(json.loads(text), case.body) == case.body


def untagged(found: Any, expected: Any) -> Any:
    """Without the ETags where the case does not look at them: they are made of what the driver delivers."""
    if isinstance(found, dict) and isinstance(expected, dict):
        shown = {name: value for name, value in found.items() if name in expected or not name.endswith("etag")}
        return {name: untagged(value, expected.get(name)) for name, value in shown.items()}
    if isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        return [untagged(one, other) for one, other in zip(found, expected, strict=True)]
    return found
