"""The behaviour cases, on each database: `tests/cases/http/*.http`."""

import json

import pytest

from odata_service.service import Service
from tests.conftest import ROOT, ask
from tests.http_cases import Case, cases


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name[:90])
def test_case(service: Service, case: Case) -> None:
    response = ask(service, case.url, case.method, **case.headers)
    text = response.body.decode().replace(ROOT, "~")
    assert response.status == case.status, text
    headers = {name.lower(): value for name, value in response.headers.items()}
    assert headers["odata-version"] in ("4.0", "4.01")
    for name, value in case.answer_headers.items():
        assert headers.get(name) == value
    for part in case.contains:
        assert part in text
    if case.body is not None:
        assert json.loads(text) == case.body
