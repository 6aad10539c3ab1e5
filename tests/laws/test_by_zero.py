"""By zero there is no result, and never an error: whatever divides, on whatever side a column or a literal stands."""

import json
from collections.abc import Iterator
from itertools import product
from urllib.parse import quote

import pytest
from sqlalchemy import Column, Float, Integer, MetaData, Numeric, Table, insert

from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.publish import EntitySet, Source
from odata_service.publish import Service as Declared
from odata_service.service import Service
from odata_service.sql.opening import open_database
from tests.conftest import BEHAVIOUR, ask, own_database, worker_name

METADATA = MetaData()
numbers = Table(
    "numbers", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("whole", Integer), Column("exact", Numeric(12, 3)), Column("wide", Float(53)), Column("none", Integer),
    mysql_engine="InnoDB",
)  # fmt: skip
ROWS = ((1, 0, 0, 0.0, 0), (2, 7, 2.5, 2.5, 0), (3, -7, -2.5, -2.5, 0), (4, None, None, None, None))
SERVICE = Declared(name="numbers", source=Source("NUMBERS_URL"), entity_sets=[EntitySet(numbers, "Numbers")])
SIDES = ("whole", "exact", "wide", "5", "5.5", "1e1", "0", "0e0")
BY = ("whole", "exact", "wide", "none", "0", "0.0", "0e0")
ZEROS = {"none", "0", "0.0", "0e0"}


@pytest.fixture(scope="module", params=BEHAVIOUR)
def service(request: pytest.FixtureRequest) -> Iterator[Service]:
    for url in own_database(request.param, f"{worker_name()}_by_zero"):
        opened = open_database("numbers", url, Config())
        METADATA.create_all(opened.engine)
        with opened.engine.begin() as connection:
            connection.execute(insert(numbers), [dict(zip(numbers.c.keys(), row, strict=True)) for row in ROWS])
        yield Service(model_of(SERVICE), opened, Config())
        opened.engine.dispose()


@pytest.mark.parametrize("operator", ["div", "divby", "mod"])
def test_by_zero(service: Service, operator: str) -> None:
    for side, by in product(SIDES, BY):
        expression = f"{side} {operator} {by}"
        shown = ask(service, f"Numbers?$compute={quote(expression)}%20as%20Result&$select=id,Result")
        assert shown.status == 200, (expression, shown.body)
        results = {row["id"]: row["Result"] for row in json.loads(shown.body)["value"]}
        wanted = {1, 2, 3, 4} if by in ZEROS else {1, 4}
        assert {number for number, result in results.items() if result is None} >= wanted, expression
        condition = quote(f"{expression} eq null")
        found = ask(service, f"Numbers?$filter={condition}&$orderby={quote(expression)},id&$select=id")
        assert found.status == 200, (expression, found.body)
        assert [row["id"] for row in json.loads(found.body)["value"]] == [
            number for number, result in results.items() if result is None
        ], expression
