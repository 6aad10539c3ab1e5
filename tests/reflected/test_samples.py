"""Schemas that everybody knows, and one of several hundred tables: what is published of them is complete and works."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import (
    Engine,
    MetaData,
    create_engine,
)
from sqlalchemy.exc import SAWarning

from odata_service.config import Config
from odata_service.service import Service, open_reflected
from odata_service.sql.opening import normalised
from tests.conftest import DATABASES, ask
from tests.crawl import crawled
from tests.metadata_schemas import FOLDER, assert_valid_json, assert_valid_xml
from tests.reflected.rows import fill
from tests.reflected.test_odd_types import filled, urls

HERE = Path(__file__).parent / "schemas"
SCHEMAS = {"adventure": ("person", "humanresources", "production", "purchasing", "sales")}
WORDS = {
    "sqlite": {"text": "ntext", "blob": "blob", "datetime": "datetime", "money": "money", "boolean": "bit"},
    "postgresql": {"text": "text", "blob": "bytea", "datetime": "timestamp", "money": "money", "boolean": "boolean"},
    "mariadb": {
        "text": "mediumtext", "blob": "longblob", "datetime": "datetime", "money": "decimal(19,4)", "boolean": "bit",
    },
}  # fmt: skip
SAMPLES = [(name, kind) for name in ("northwind", "chinook") for kind in DATABASES]
SAMPLES += [("pagila", "postgresql"), ("sakila", "mariadb"), ("adventure", "postgresql")]


@dataclass(frozen=True)
class Sample:
    name: str
    service: Service


@pytest.fixture(scope="module", params=SAMPLES, ids="-".join)
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    name, kind = request.param
    folder = tmp_path_factory.mktemp(name)
    path = folder / f"{name}.sql"
    text = (HERE / f"{name}.sql").read_text(encoding="utf-8")
    for word, meant in WORDS[kind].items():
        text = text.replace(f"{{{word}}}", meant)
    path.write_text(f"SET SESSION sql_mode = 'ANSI_QUOTES';\n{text}" if kind == "mariadb" else text, encoding="utf-8")
    for url in urls(kind, name, folder):
        filled(url, path)
        engine = create_engine(normalised(url))
        fill(engine, _read(engine, SCHEMAS.get(name, (None,))))
        engine.dispose()
        service = open_reflected(url, name, SCHEMAS.get(name, ()), Config())
        yield Sample(name, service)
        service.database.engine.dispose()


def _read(engine: Engine, schemas: tuple[str | None, ...]) -> MetaData:
    metadata = MetaData()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)
        for schema in schemas:
            metadata.reflect(engine, schema=schema, resolve_fks=False)
    for table in list(metadata.tables.values()):
        if table.name in ("payment_old", "payment_new"):
            metadata.remove(table)
    return metadata


def test_everything_can_be_asked(sample: Sample) -> None:
    compared = sample.name not in ("chinook", "adventure")  # their types are those of the others
    faults = crawled(sample.service, rows_tried=2 if compared else 1, values_tried=int(compared))
    assert not faults, "\n".join(faults)


@pytest.mark.skipif(not FOLDER.exists(), reason="the OASIS schemas are not here; set ODATA_SPEC_DATA")
def test_the_metadata_is_valid(sample: Sample) -> None:
    assert_valid_xml(ask(sample.service, "$metadata", accept="application/xml").body)
    assert_valid_json(ask(sample.service, "$metadata", accept="application/json").body)


# Per sample: how many sets, some ways that there must be, and all that is left out.
WANTED = {
    "northwind": (
        13,
        {
            "Orders": "Customer Employee Order_Details Shipper",
            "Employees": "EmployeeTerritories Employees Orders ReportsTo_Employee",
            "Order_Details": "Order Product",
            "Territories": "EmployeeTerritories Region",
        },
        {"Customer and Suppliers by City", "Order Subtotals"},
    ),
    "chinook": (
        11,
        {"Track": "Album Genre InvoiceLine MediaType PlaylistTrack", "Customer": "Invoice SupportRep"},
        set(),
    ),
    "pagila": (
        16,
        {
            "staff": "address payment rental store store_by_manager_staff",
            "film": "film_actor film_category inventory language original_language",
        },
        {"film_list", "film.fulltext", "payment_old", "payment_new"},
    ),
    "sakila": (16, {"language": "film_by_language film_by_original_language"}, {"customer_list", "address.location"}),
    "adventure": (
        63,
        {
            "employeepayhistory": "employee",
            "salesorderdetail": "salesorder specialofferproduct",
            "billofmaterials": "component productassembly unitmeasure",
            "currency": "countryregioncurrency currencyrate_by_fromcurrency currencyrate_by_tocurrency",
        },
        {"sales.vindividualcustomer"},
    ),
}


def test_sets_and_ways_are_those_that_one_expects(sample: Sample) -> None:
    count, ways, left_out = WANTED[sample.name]
    model = sample.service.model
    assert len(model.entity_sets) == count
    for name, wanted in ways.items():
        assert sorted(model.entity_sets[name].type.navigation) == wanted.split(), name
    assert {name for name, _ in model.left_out} == left_out
