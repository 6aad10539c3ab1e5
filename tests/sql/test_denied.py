"""What a database does not let its user do is told as that: 403, and reading goes on."""

import json

import pytest
from sqlalchemy import create_engine

from models.build import build
from models.erp import SERVICE
from odata_service.config import Config, Secret
from odata_service.edm.from_tables import model_of
from odata_service.protocol.message import Request
from odata_service.service import Service, open_reflected
from odata_service.sql.opening import normalised, open_database
from tests.conftest import ROOT, SCALE, ask, own_database, worker_name

READING = {
    "sqlite": ("PRAGMA query_only = ON",),
    "postgresql": ("SET default_transaction_read_only = on", "SET ROLE pg_read_all_data"),
    "mariadb": ("SET SESSION TRANSACTION READ ONLY",),
}


@pytest.mark.parametrize("database", READING)
def test_a_user_who_may_only_read(database: str) -> None:
    for url in own_database(database, f"{worker_name()}_denied"):
        build(url, scale=SCALE)
        config = Config(environment={SERVICE.source.variable: Secret(url)})
        for statement in READING[database]:
            service = Service(model_of(SERVICE), open_database("erp", url, config, statement), config)
            body = json.dumps({"CountryCode": "XX", "CountryName": "Nowhere", "CurrencyCode": "EUR"}).encode()
            headers = {"content-type": "application/json"}
            answer = service.handle(Request("POST", "Countries", "", headers, ROOT, body))
            assert (answer.status, b"does not let this service do that" in answer.body) == (403, True), answer.body
            assert ask(service, "Countries/$count").status == 200
            service.database.engine.dispose()


def test_texts_that_postgresql_does_not_look_into() -> None:
    """Their collation finds texts equal that are not the same: 501 says so, and all else is answered."""
    for url in own_database("postgresql", f"{worker_name()}_collation"):
        engine = create_engine(normalised(url), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in NONDETERMINISTIC:
                connection.exec_driver_sql(statement)
        engine.dispose()
        service = open_reflected(url, "erp", (), Config())
        for request in ("word?$search=a", "word?$filter=contains(name,'a')", "word?$filter=indexof(name,'a')%20gt%200"):
            answer = ask(service, request)
            assert (answer.status, b"nondeterministic" in answer.body) == (501, True), answer.body
        assert b'"name":"Abc"' in ask(service, "word?$filter=name%20eq%20'ABC'").body
        service.database.engine.dispose()


NONDETERMINISTIC = (
    "CREATE COLLATION insensitive (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
    "CREATE TABLE word (id INTEGER PRIMARY KEY, name VARCHAR(20) COLLATE insensitive)",
    "INSERT INTO word VALUES (1, 'Abc')",
)
