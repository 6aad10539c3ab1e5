"""Check constraints -> Validation annotations: as they are written, and as each database hands them back."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree
from sqlalchemy import CheckConstraint, Column, Date, Integer, MetaData, Numeric, String, Table, create_engine

from odata_service.config import Config
from odata_service.edm.checks import Claim, claims_of
from odata_service.service import Service, open_reflected
from odata_service.sql.opening import normalised
from tests.conformance.asking import change
from tests.conftest import WITH_FIREBIRD, ask, own_database, worker_name
from tests.edm.test_vocabularies import EDM, annotations_of

VALIDATION = "@Org.OData.Validation.V1."


def between(column: str, low: str, high: str) -> list[Claim]:
    return [Claim(column, ">=", (low,)), Claim(column, "<=", (high,))]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("stars BETWEEN 0 AND 5", between("stars", "0", "5")),
        ("((stars >= 0) AND (stars <= 5))", between("stars", "0", "5")),
        ("`stars` between 0 and 5", between("stars", "0", "5")),
        ("[Stars] >= 0 AND 5 >= [Stars]", between("stars", "0", "5")),
        ("(price > (0)::numeric)", [Claim("price", ">", ("0",))]),
        (
            "((kind)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
            [Claim("kind", "in", ("'a'", "'b'"))],
        ),
        ("`kind` in (_utf8mb4'a','it''s')", [Claim("kind", "in", ("'a'", "'it''s'"))]),
        ("kind IN (1, -2.5)", [Claim("kind", "in", ("1", "-2.5"))]),
        ("kind = 'only'", [Claim("kind", "in", ("'only'",))]),
        (
            "day >= '2000-01-01'::date AND day < '2100-01-01'",
            [Claim("day", ">=", ("'2000-01-01'",)), Claim("day", "<", ("'2100-01-01'",))],
        ),
        ("a IS NULL OR a > 0", [Claim("a", ">", ("0",))]),
        ("(a is null) or ((a > 0) and (a < 9))", [Claim("a", ">", ("0",)), Claim("a", "<", ("9",))]),
        ("(kind = 'x'::text) OR (kind IS NULL)", [Claim("kind", "in", ("'x'",))]),
        ("a > 0 AND length(b) > 1 AND c IN ('x')", [Claim("a", ">", ("0",)), Claim("c", "in", ("'x'",))]),
        ("(a > 0) AND (b > 0 OR c > 0)", [Claim("a", ">", ("0",))]),
        ("a IS NULL OR b > 0", []),
        ("a > 1 OR b < 2 AND c = 3", []),
        ("((a = 1) AND (b = 2)) OR (c = 3)", []),
        ("NOT (a > 1 AND b = 2)", []),
        ("CASE WHEN x THEN a > 1 AND b = 2 AND c = 3 END", []),
        ("length(a) > 3", []),
        ("a <> 3", []),
        ("a >= b", []),
        ("a + 1 > 0", []),
        ("a NOT IN (1, 2)", []),
        ("a NOT BETWEEN 1 AND 2", []),
        ("a LIKE 'x:y%'", []),
        ("json_valid(`doc`)", []),
        (r"kind IN ('it\'s', 'x')", []),
        ("a > 0 %% 3", []),
    ],
)
def test_what_a_constraint_says(text: str, claims: list[Claim]) -> None:
    assert claims_of(CheckConstraint(text)) == claims


METADATA = MetaData()
things = Table(
    "things", METADATA,
    Column("id", Integer, primary_key=True),
    Column("stars", Integer),
    Column("price", Numeric(10, 2)),
    Column("kind", String(10)),
    Column("day", Date),
    Column("free", Integer),
    CheckConstraint("stars BETWEEN 0 AND 5"),
    CheckConstraint("price > 0 AND price <= 99.50"),
    CheckConstraint("kind IS NULL OR kind IN ('round', 'flat')"),
    CheckConstraint("free > stars"),
    mysql_engine="InnoDB", mysql_charset="utf8mb4",
)  # fmt: skip


@pytest.fixture(params=WITH_FIREBIRD, scope="module")
def reflected(request: pytest.FixtureRequest) -> Iterator[Service]:
    for url in own_database(request.param, f"{worker_name()}_checks"):
        engine = create_engine(normalised(url))
        METADATA.create_all(engine)
        engine.dispose()
        service = open_reflected(url, "checked", (), Config(), writable=True)
        yield service
        service.database.engine.dispose()


def said(service: Service, name: str) -> dict[str, Any]:
    root = etree.fromstring(ask(service, "$metadata").body)
    (found,) = (item for item in root.iter(f"{EDM}Property") if item.get("Name") == name)
    return {term.removeprefix(VALIDATION): value for term, value in annotations_of(found).items() if VALIDATION in term}


def test_what_is_said_of_a_database(reflected: Service) -> None:
    assert said(reflected, "stars") == {"Minimum": 0, "Maximum": 5}
    assert said(reflected, "price") == {
        "Minimum": 0, "Minimum@Org.OData.Validation.V1.Exclusive": True, "Maximum": Decimal("99.5")
    }  # fmt: skip
    assert said(reflected, "kind") == {"AllowedValues": [{"Value": "round"}, {"Value": "flat"}]}
    assert said(reflected, "free") == {}
    schema = json.loads(ask(reflected, "$metadata?$format=json").body)["Checked"]["thing"]
    assert schema["price"][f"{VALIDATION}Maximum"] == 99.5


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"stars": 0, "price": 0.01, "kind": "flat"}, 201),
        ({"stars": 5, "price": 99.50, "kind": None}, 201),
        ({"stars": 6}, 400),
        ({"stars": -1}, 400),
        ({"price": 0}, 400),
        ({"price": 99.51}, 400),
        ({"kind": "square"}, 400),
    ],
)
def test_it_is_so(reflected: Service, values: dict[str, Any], status: int) -> None:
    response = change(reflected, "POST", "things", values)
    assert response.status == status, response.body
