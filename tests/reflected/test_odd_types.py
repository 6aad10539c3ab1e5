"""Databases full of what is hard to publish: `odd_*.sql`. No value fails its page; what cannot be published is said."""

import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import SAWarning

from odata_service.config import Config
from odata_service.service import Service, open_reflected
from odata_service.sql.opening import normalised
from tests.conftest import WITH_FIREBIRD, ask, own_database, worker_name
from tests.crawl import crawled
from tests.metadata_schemas import assert_valid_json, assert_valid_xml, here

HERE = Path(__file__).parent

# Columns with values that OData has not: they are null in answers.
GAPS = {
    "postgresql": {
        "instants": "plain zoned coarse fine day clock span",
        "numbers": "exact free huge negative_scale tiny",
    },
    "mariadb": {
        "instants": "day plain fine milli zoned zoned_fine clock fine_clock never_null never_null_plain",
        "texts": "feeling",
    },
    "sqlite": {"anything": "whole big exact real day instant clock money geometry", "loose": "n"},
    "firebird": {},
}


def filled(url: str, path: Path) -> None:
    """Runs a file of statements; each ends with a semicolon at the end of a line."""
    target = normalised(url)
    in_utf8 = {"charset": "UTF8"} if target.get_backend_name() == "firebird" else {}
    engine = create_engine(target, isolation_level="AUTOCOMMIT", connect_args=in_utf8)
    percent = "%" if engine.dialect.name in ("sqlite", "firebird") else "%%"
    with engine.connect() as connection:
        for statement in re.split(r";\s*\n", path.read_text(encoding="utf-8")):
            lines = [line for line in statement.splitlines() if not line.startswith("--")]
            if "".join(lines).strip():
                connection.exec_driver_sql("\n".join(lines).replace("%", percent))
    engine.dispose()


def urls(database: str, name: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database, on the servers one of its own."""
    if database == "sqlite":
        yield f"sqlite:///{folder}/{name}.sqlite"
    else:
        yield from own_database(database, f"{worker_name()}_{name}")


@pytest.fixture(scope="module", params=WITH_FIREBIRD)
def odd(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service of a database with everything odd in it."""
    for url in urls(request.param, "odd", tmp_path_factory.mktemp("odd")):
        filled(url, HERE / f"odd_{request.param}.sql")
        with warnings.catch_warnings():
            warnings.simplefilter("error", SAWarning)
            service = open_reflected(url, "odd", (), Config())
        yield service
        service.database.engine.dispose()


def kind_of(service: Service) -> str:
    name = service.database.dialect.name
    return "mariadb" if name == "mysql" else name


def test_everything_that_is_published_can_be_asked(odd: Service) -> None:
    gaps = GAPS[kind_of(odd)]
    faults = crawled(odd, gaps=frozenset(f"{name}.{item}" for name, items in gaps.items() for item in items.split()))
    assert not faults, "\n".join(faults)


@here
def test_the_metadata_is_valid(odd: Service) -> None:
    assert_valid_xml(ask(odd, "$metadata", accept="application/xml").body)
    assert_valid_json(ask(odd, "$metadata", accept="application/json").body)


# What is not published, and a part of the reason.
LEFT_OUT = {
    "postgresql": {
        "keyless": "no key", "plain_view": "no key", "unique_nullable": "no key", "unique_partial": "no key",
        "unique_expression": "no key", "child_table": "no key", "parent_table": "inherit", "empty_of_columns": "no key",
        "hidden_parent": "bytea", "key_bytes": "bytea",
        "measured_2023": "part of 'measured'", "measured_2024": "part of 'measured'",
        "measured_2024_1": "part of 'measured_2024'", "measured_2024_rest": "part of 'measured_2024'",
        "others.position": "point3", "texts.search": "tsvector", "texts.query": "tsquery",
    },
    "mariadb": {
        "keyless": "no key", "plain_view": "no key", "unique_nullable": "no key", "key_bytes": "varbinary",
        "broken_view": "cannot read it itself", "texts.place": "point", "texts.area": "geometry",
    },
    "sqlite": {
        "keyless": "no key", "plain_view": "no key", "unique_partial": "no key", "searched": "no key",
        "broken_view": "cannot read it itself", "searched_idx": "part of 'searched'",
        "searched_config": "part of 'searched'", "searched_content": "part of 'searched'",
        "searched_data": "part of 'searched'", "searched_docsize": "part of 'searched'",
    },
    "firebird": {
        "keyless": "no key", "plain_view": "no key", "unique_nullable": "no key", "key_bytes": "VARBINARY",
        "listed.some_numbers": "ARRAY",
    },
}  # fmt: skip


def test_what_is_not_published_is_said_with_its_reason(odd: Service) -> None:
    said = dict(odd.model.left_out)
    wanted = LEFT_OUT[kind_of(odd)]
    assert set(said) == set(wanted)
    assert [name for name, part in wanted.items() if part not in said[name]] == []


# URL -> value: one property of each odd kind.
VALUES: dict[str, dict[str, Any]] = {
    "postgresql": {
        "instants(1)/plain": "2024-01-31T12:30:00.123456Z",
        "instants(1)/zoned": "2024-01-31T10:30:00.123456Z",
        "instants(1)/zoned_clock": "12:30:00+02",
        "instants(1)/span": "P1DT2H3M4.5S",
        "instants(1)/years": "P420DT0H0M0S",
        "instants(2)/plain": None, "instants(3)/zoned": None, "instants(4)/day": None, "instants(5)/plain": None,
        "instants(2)/clock": None, "instants(3)/span": None,
        "instants(6)/plain": "0001-01-01T00:00:00Z",
        "instants(7)/zoned": "9999-12-31T23:59:59.999999Z",
        "numbers(1)/price": 12.34, "numbers(3)/free": None, "numbers(4)/exact": None, "numbers(4)/twice": "INF",
        "numbers(3)/twice": "NaN", "numbers(1)/single": 0.1, "numbers(1)/one_bit": True,
        "numbers(1)/flags": "10101010", "numbers(1)/negative_scale": 12300,
        "texts(1)/document": '{"a": [1, 2.50, null]}', "texts(4)/binary_document": "null", "texts(1)/blob": "AP8=",
        "texts(1)/feeling": "very happy", "texts(1)/amount": 1.5, "texts(1)/markup": "<a>b</a>",
        "others(00000000-0000-0000-0000-000000000000)/words": '["a","b"]',
        "others(00000000-0000-0000-0000-000000000000)/matrix": "[[1,2],[3,4]]",
        "others(00000000-0000-0000-0000-000000000000)/address": "10.0.0.1",
        "others(00000000-0000-0000-0000-000000000000)/network": "10.0.0.0/8",
        "others(00000000-0000-0000-0000-000000000000)/numbers_between": "[1,5)",
        "others(00000000-0000-0000-0000-000000000000)/spot": "(1,2)",
        "key_inet('10.0.0.0%2F8')/n": 2, "key_money(-1234.56)/n": 2, "key_jsonb('[]')/n": 2,
        "key_enum('very%20happy')/n": 1, "key_numeric(1e-20)/n": 3, "key_span(duration'PT26H')/n": 2,
        "key_citext('ABC')/k": "Abc", "T_42(1)/F_2": 4,
    },
    "mariadb": {
        "instants(1)/fine": "2024-01-31T12:30:00.123456Z", "instants(1)/clock": "12:30:00",
        "instants(2)/day": None, "instants(2)/plain": None, "instants(2)/zoned": None, "instants(2)/clock": None,
        "instants(3)/day": None, "instants(3)/clock": None, "instants(2)/never_null": None,
        "numbers(3)/big_unsigned": 18446744073709551615, "numbers(3)/flag": True, "numbers(2)/flag": False,
        "numbers(1)/one_bit": True, "numbers(1)/eight_bits": 170, "numbers(3)/all_bits": 18446744073709551615,
        "numbers(1)/built": 2024, "numbers(1)/single": 0.1, "numbers(1)/exact_filled": 1.5,
        "texts(1)/feeling": "happy", "texts(4)/feeling": None, "texts(1)/mood": "very happy", "texts(1)/sizes": "S,L",
        "texts(1)/guid_bytes": "a81bc81b-dead-4e5d-abff-90865d1e13b1", "texts(1)/address": "2001:db8::1",
        "texts(1)/document": '{"a": [1, 2.50, null]}', "texts(1)/bytes": "AP8AAA==",
        "key_unsigned(18446744073709551615)/n": 2, "key_guid_bytes(ffffffff-ffff-ffff-ffff-ffffffffffff)/n": 3,
        "of_guid_bytes(1)/key_guid_byte/n": 1, "key_set('z%2Cm')/n": 1, "key_address('%3A%3A1')/n": 1,
        "versioned(2)/note": "zwei", "of_text(1)/text/id": 1,
    },
    "sqlite": {
        "anything(1)/day": "2024-01-31", "anything(2)/day": None, "anything(4)/stamp": "0001-01-01T00:00:00Z",
        "anything(1)/clock": "12:30:00", "anything(5)/flag": True, "anything(2)/flag": None,
        "anything(2)/whole": None, "anything(5)/whole": None, "anything(5)/untyped": "5.5",
        "anything(1)/odd": "x", "anything(2)/odd": "5", "anything(1)/exact": 1.5,
        "key_instant(2024-01-31T00:00:00Z)/n": 2, "key_day(0001-01-01)/n": 2,
    },
    "firebird": {
        "instants(3)/plain": "9999-12-31T23:59:59.999900Z", "instants(2)/day": "0001-01-01",
        "instants(4)/clock": "00:00:00.000100", "numbers(2)/wide": -999999999999.999999, "numbers(1)/single": 0.1,
        "numbers(3)/big": 9223372036854775807, "numbers(1)/flag": True, "numbers(3)/of_domain": 1,
        "numbers(3)/made": 32768, "texts(1)/latin": "Größe", "texts(1)/padded": "ab", "texts(1)/octets": "AP8AAA==",
        "texts(1)/guid": "a81bc81b-dead-4e5d-abff-90865d1e13b1", "texts(4)/long_text": "日本 😀",
        "texts(1)/picture": "AA==", "texts(3)/widest": None, "key_flag(false)/n": 2, "key_padded('ab')/n": 1,
        "key_guid(275c0022-0000-0000-0000-000000002527)/n": 2, "of_guid(1)/key_guid/n": 1,
        "key_clock(12:00:00.5)/n": 1, "key_instant(2024-02-29T12:00:00.1234Z)/n": 1, "key_numeric(1e-5)/n": 3,
        "MixedCase(1)/lower": "y", "select(1)/Groesse": 3, "refers(a=1,b=2)/up_b": 1,
    },
}  # fmt: skip


def test_values_of_odd_types_are_shown(odd: Service) -> None:
    for url, wanted in VALUES[kind_of(odd)].items():
        response = ask(odd, url)
        assert response.status == (204 if wanted is None else 200), f"{url}: {response.body.decode()}"
        if wanted is not None:
            assert json.loads(response.body)["value"] == wanted, url


def test_original_names_are_the_descriptions_of_those_that_had_to_change(odd: Service) -> None:
    metadata = ask(odd, "$metadata", accept="application/xml").body.decode()
    assert 'String="日本語"' in metadata
    assert 'String="列"' in metadata


def test_texts_without_a_length_are_searched_where_all_texts_are_so(odd: Service) -> None:
    if kind_of(odd) not in ("mariadb", "firebird"):
        set_name = {"postgresql": "select", "sqlite": "strict_one"}[kind_of(odd)]
        found = json.loads(ask(odd, f"{set_name}?$search=x").body)["value"]
        assert [row["id"] for row in found] == [1]
