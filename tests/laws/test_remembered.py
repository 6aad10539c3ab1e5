"""A remembered plan answers as a new one does: what is set aside of a request as its values decides nothing else.

Each reading case is asked for; then once more with other literals in it, from the plan that is remembered now, and from
none."""

import random
import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

import pytest

from models.build import build
from odata_service.service import Service
from odata_service.url.shape import KEPT, SCANNER
from tests.conftest import SCALE, ask, opened, own_database, worker_name
from tests.http_cases import cases

OTHERS = {
    "STRING": ["'a'", "''", "'DE'", "'1'", "'1.5'", "'%'", "'x''y'", "'^A'", "'('", "'2024-01-01'", "'PT1H'", "'Open'",
               "'Edm.String'", "'Edm.Int32'", "'ERP.Order'", "'f28aeb6f-e592-523d-b629-d63394f7d5bc'"],
    "INTEGER": ["0", "1", "-1", "10", "300", "40000", "2147483648", "9223372036854775807"],
    "DECIMAL": ["0.5", "1.25", "-2.75", "9223372036854775808", "12345678901234567890.5"],
    "WHOLE": ["1.0", "-3.0", "300.0"],
    "DOUBLE": ["1e3", "2.5e-3", "1e300"],
    "DATE": ["2024-01-31", "0001-01-01", "9999-12-31"],
    "DATE_TIME_OFFSET": ["2024-01-31T12:00:00Z", "2024-01-31T12:00:00+05:00", "9999-12-31T23:59:59Z"],
    "TIME_OF_DAY": ["00:00", "12:30:15", "23:59:59.999"],
    "DURATION": ["duration'PT1H'", "duration'-P1D'", "duration'bad'"],
    "GUID": ["f28aeb6f-e592-523d-b629-d63394f7d5bc", "00000000-0000-0000-0000-000000000000"],
    "BINARY": ["binary'AAAA'", "binary'A'"],
    "ENUM": ["ERP.Priority'High'", "ERP.OrderStatus'Open'", "ERP.Priority'Bogus'", "foo'x'",
             "guid'f28aeb6f-e592-523d-b629-d63394f7d5bc'", "datetime'2024-01-31T00:00:00'"],
}  # fmt: skip
SAFE = "$&=?/(),'@:;*!-._~"
CHANGING = ("now()", "$skiptoken", "$deltatoken")  # what answers otherwise each time, or is of one request only


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    for url in own_database("sqlite", f"{worker_name()}_remembered"):
        build(url, scale=SCALE)
        made = opened(url)
        yield made
        made.database.engine.dispose()


def kind_of(found: re.Match[str]) -> str | None:
    """As a shape has it: there are several kinds of decimals."""
    text, kind = found.group(), found.lastgroup
    if kind != "DECIMAL":
        return kind
    return "DOUBLE" if "e" in text.lower() else "WHOLE" if re.fullmatch(r"[+-]?\d+\.0+", text) else kind


def with_others(url: str, chance: random.Random) -> str:
    """The same request with some other literals of the same kinds."""
    path, _, query = url.partition("?")

    def other(found: re.Match[str]) -> str:
        kind = kind_of(found)
        kept = kind in KEPT or kind not in OTHERS or chance.random() < 0.3
        return found.group() if kept else chance.choice(OTHERS[str(kind)])

    return f"{path}?{quote(SCANNER.sub(other, unquote(query)), safe=SAFE)}"


def test_the_remembered_plan_answers_as_a_new_one(service: Service) -> None:
    chance = random.Random(4)
    for case in cases():
        if case.method != "GET" or "?" not in case.url or any(word in unquote(case.url) for word in CHANGING):
            continue
        url = with_others(case.url, chance)
        ask(service, case.url, **case.headers)
        remembered = ask(service, url, **case.headers)
        service.reader.plans.plans.clear()
        new = ask(service, url, **case.headers)
        assert remembered.status == new.status, (case.url, url)
        assert remembered.body == new.body or new.status >= 400, (case.url, url)
