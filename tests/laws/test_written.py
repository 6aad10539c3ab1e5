"""Whatever is written is read back equal, or refused with a 4xx that names it; on each database, through a model and
through what is reflected."""

import json
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.edm.literals import parse_literal
from odata_service.edm.reflected import reflect
from odata_service.edm.types import DOUBLE, DURATION
from odata_service.protocol.message import Request
from odata_service.service import Service
from odata_service.sql.opening import normalised, open_database
from tests.conftest import ROOT, WITH_FIREBIRD, ask, own_database, worker_name
from tests.laws.kinds import METADATA, SERVICE

DECODER = msgspec.json.Decoder(float_hook=Decimal)
Same = Callable[[Any, Any], bool]  # what was written, and what is read


def opened(url: str, *, declared: bool) -> Service:
    config = Config()
    database = open_database("kinds", url, config)
    if declared:
        METADATA.create_all(database.engine)
        return Service(model_of(SERVICE), database, config)
    return Service(reflect(database.engine, name="kinds", writable=True), database, config)


@pytest.fixture(scope="module", params=WITH_FIREBIRD)
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('kinds')}/kinds.sqlite"
        return
    yield from own_database(request.param, f"{worker_name()}_kinds")


@pytest.fixture(scope="module", params=("declared", "reflected"))
def service(request: pytest.FixtureRequest, url: str) -> Iterator[Service]:
    engine = create_engine(normalised(url))
    METADATA.create_all(engine)
    engine.dispose()
    made = opened(url, declared=request.param == "declared")
    set_of(made)
    yield made
    made.database.engine.dispose()


def set_of(service: Service) -> str:
    return next(iter(service.model.entity_sets))


def equal(written: Any, read: Any) -> bool:
    return bool(written == read)


def same_fixed(written: str, read: str) -> bool:
    return written.rstrip(" ") == read


def same_double(written: Any, read: Any) -> bool:
    return struct.pack("d", float(written)) == struct.pack("d", float(read)) or written == read


def same_single(written: Any, read: Any) -> bool:
    """As near as a float of four bytes is; MariaDB prints six digits of it."""
    if isinstance(written, str) or isinstance(read, str):
        return bool(written == read)
    wanted, found = float(written), float(read)
    return abs(wanted - found) <= max(abs(wanted) * 1e-5, 2e-45)


def same_instant(written: str, read: str) -> bool:
    return datetime.fromisoformat(written) == datetime.fromisoformat(read)


def same_clock(written: str, read: str) -> bool:
    return time.fromisoformat(written) == time.fromisoformat(read)


def same_span(written: str, read: str) -> bool:
    return bool(parse_literal(DURATION, written) == parse_literal(DURATION, read))


def same_guid(written: str, read: str) -> bool:
    return written == read or UUID(written) == UUID(read)


def same_member(written: Any, read: Any) -> bool:
    """A member may be given by its number; without a model it is one."""
    return read in (written, {1: "SMALL"}.get(written))


def same_bytes(written: str, read: str) -> bool:
    return urlsafe_b64decode(written) == urlsafe_b64decode(read)


TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=14)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1e22"), max_value=Decimal("1e22"))
FLOATS = st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["INF", "-INF", "NaN"]))
INSTANTS = st.datetimes(datetime(1, 1, 1), timezones=st.just(UTC)).map(datetime.isoformat)
SPANS = st.timedeltas(timedelta(days=-400000), timedelta(days=400000)).map(
    lambda span: (
        f"{'-' if span < timedelta() else ''}P{abs(span).days}DT{abs(span).seconds}.{abs(span).microseconds:06}S"
    )
)


def integers(bits: int) -> st.SearchStrategy[int]:
    return st.integers(-(2 ** (bits - 1)) - 1, 2 ** (bits - 1))


# By column: what is tried, and how it is compared. Where a name is missing in a service, its values are not.
KINDS_OF_VALUES: dict[str, tuple[st.SearchStrategy[Any], Same]] = {
    "short_text": (TEXT, equal),
    "fixed_text": (TEXT, same_fixed),
    "long_text": (st.one_of(TEXT, st.just("x" * 32_768), st.just("x" * 32_769)), equal),
    "byte_text": (st.one_of(TEXT, st.just("€" * 21_845), st.just("€" * 21_846)), equal),
    "flag": (st.booleans(), equal),
    "small": (integers(16), equal),
    "whole": (integers(32), equal),
    "big": (integers(64), equal),
    "price": (NUMBERS, equal),
    "exact": (NUMBERS, equal),
    "wide": (NUMBERS, equal),
    "double": (FLOATS, same_double),
    "single": (FLOATS, same_single),
    "day": (st.dates().map(date.isoformat), equal),
    "moment": (INSTANTS, same_instant),
    "instant": (INSTANTS, same_instant),
    "clock": (st.times().map(time.isoformat), same_clock),
    "span": (SPANS, same_span),
    "guid": (st.uuids().map(str), same_guid),
    "content": (st.binary(max_size=40).map(lambda value: urlsafe_b64encode(value).decode()), same_bytes),
    "colour": (st.sampled_from(["RED", "DEEP_BLUE", "GREEN"]), equal),
    "size": (st.sampled_from(["SMALL", "LARGE", "MEDIUM", 1, 3]), same_member),
    "booked": (st.dates().map(date.isoformat), equal),
}  # fmt: skip
EDGES: dict[str, list[str]] = {
    "short_text": [
        '"true"',
        '"false"',
        '"null"',
        '"5.0"',
        '"\\"quoted\\""',
        '"1234567890"',
        '"12345678901"',
        '"😀😀😀😀😀😀😀😀😀😀"',
        '"a\\u0000b"',
        '"a\\r\\n\\tb"',
        '"  "',
        '""',
    ],
    "fixed_text": ['"abcdef"', '"abcdefg"', '"abcdef  "', '" a"', '""'],
    "long_text": ['"\\ufffe\\uffff"', '"\\ud83d\\ude00"', '"\\u0000"'],
    "big": ["9223372036854775807", "-9223372036854775808", "9223372036854775808", '"9223372036854775807"'],
    "small": ["5.0", "5.5", "1e3", "1e99999"],
    "price": ["99999999.99", "-99999999.99", "100000000", "0.001", "0.010", "1e2", "1E-2", "1e9999", "-0.0", '"12.5"'],
    "exact": ["999999999.999999", "0.000001", "0.0000001"],
    "wide": ["12345678901.1234", "99999999999999999999.9999999999", "12345678901234567890", "0.0000000001"],
    "double": ["0.1", "1e308", "1e309", "5e-324", "1.7976931348623157e308", "-0.0", "123456789012345678", "1e-400"],
    "single": ["3.4028234e38", "3.5e38", "1e-45", "16777216"],
    "day": ['"0001-01-01"', '"9999-12-31"', '"2023-02-29"', '"0000-01-01"'],
    "moment": ['"0001-01-01T00:00:00Z"', '"9999-12-31T23:59:59.999999Z"', '"2024-12-31T23:59:60Z"'],
    "instant": ['"0001-01-01T00:00:00Z"', '"9999-12-31T23:59:59.999999Z"', '"2024-01-01T00:00:00+14:00"'],
    "clock": ['"00:00:00"', '"23:59:59.999999"', '"24:00:00"'],
    "span": ['"P999999999D"', '"-P999999999D"', '"P3000000D"', '"PT0.000001S"', '"PT0S"'],
    "guid": ['"00000000-0000-0000-0000-000000000000"', '"x"'],
    "content": ['""', '"_w=="', '"%"'],
}


def sent(service: Service, method: str, path: str, body: bytes, kind: str = "application/json") -> Any:
    return service.handle(Request(method, path, "", {"content-type": kind}, ROOT, body))


NUMBERS_OF_ROWS = count(2)
ROW = 1  # that is changed, and there from the first time on


def created(service: Service, name: str, text: str) -> tuple[str, Any]:
    path = f"{set_of(service)}({next(NUMBERS_OF_ROWS)})"
    number = path.partition("(")[2][:-1]
    return path, sent(service, "POST", set_of(service), f'{{"id": {number}, "{name}": {text}}}'.encode())


def changed(service: Service, name: str, text: str, method: str = "PATCH") -> tuple[str, Any]:
    path = f"{set_of(service)}({ROW})"
    return path, sent(service, method, path, f'{{"{name}": {text}}}'.encode())


def replaced(service: Service, name: str, text: str) -> tuple[str, Any]:
    return changed(service, name, text, "PUT")


def set_alone(service: Service, name: str, text: str) -> tuple[str, Any]:
    path = f"{set_of(service)}({ROW})"
    return path, sent(service, "PUT", f"{path}/{name}", f'{{"value": {text}}}'.encode())


def set_raw(service: Service, name: str, text: str) -> tuple[str, Any]:
    path = f"{set_of(service)}({ROW})"
    if text == "null":
        return path, sent(service, "DELETE", f"{path}/{name}", b"")
    plain = json.loads(text) if text.startswith('"') else text
    return path, sent(service, "PUT", f"{path}/{name}/$value", plain.encode(), "text/plain")


WAYS = (created, changed, replaced, set_alone, set_raw)


def holds(service: Service, name: str, text: str, same: Same, way: Callable[..., tuple[str, Any]]) -> None:
    """Writes a JSON text to a property, and reads it."""
    kind = next(iter(service.model.entity_sets.values())).type.properties[name].type
    same = same_double if kind is DOUBLE else same  # what Firebird makes of numbers of more than 18 digits
    path, response = way(service, name, text)
    if response.status == 404:
        assert sent(service, "POST", set_of(service), f'{{"id": {ROW}}}'.encode()).status == 201
        path, response = way(service, name, text)
    if response.status in (201, 204):
        answer = ask(service, path).body
        read, value = DECODER.decode(answer)[name], DECODER.decode(text.encode())
        value = Decimal(value) if isinstance(value, str) and isinstance(read, (int, Decimal)) else value
        if value is None:
            assert read is None
        else:
            assert read is not None and same(value, read), f"{name}: {text[:99]} is {str(read)[:99]}"
        assert response.status == 204 or DECODER.decode(response.body)[name] == read
    else:
        assert response.status == 400, response.body
        error = json.loads(response.body)["error"]
        assert error.get("target") == name and f"'{name}'" in error["message"], f"{name}: {text[:99]}: {error}"


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in EDGES.items() for text in texts])
def test_the_ends_of_a_type(service: Service, name: str, text: str) -> None:
    for way in (created, changed, set_raw):
        holds(service, name, text, KINDS_OF_VALUES[name][1], way)


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read(service: Service, data: st.DataObject) -> None:
    properties = next(iter(service.model.entity_sets.values())).type.properties
    name = data.draw(st.sampled_from([name for name in KINDS_OF_VALUES if name in properties]))
    values, same = KINDS_OF_VALUES[name]
    value = data.draw(st.one_of(values, st.none()) if data.draw(st.integers(0, 9)) == 0 else values)
    text = f"{value}" if isinstance(value, (Decimal, float)) else json.dumps(value)
    holds(service, name, text, same, data.draw(st.sampled_from(WAYS)))
