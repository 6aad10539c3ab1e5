"""What a database does not let its user do is told as that: 403, and reading goes on."""

import json

import pytest

from models.build import build
from models.erp import SERVICE
from odata_service.config import Config, Secret
from odata_service.edm.from_tables import model_of
from odata_service.protocol.message import Request
from odata_service.service import Service
from odata_service.sql.opening import open_database
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
