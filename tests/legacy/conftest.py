"""The ugly database on each server."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine

from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.service import Service
from odata_service.sql.opening import normalised, open_database
from tests.conftest import BEHAVIOUR, served
from tests.legacy.ugly import ROWS, SERVICE, metadata


def made(url: str) -> Service:
    engine = create_engine(normalised(url))
    metadata.create_all(engine)
    with engine.begin() as connection:
        for table, rows in ROWS:
            for row in rows:  # Firebird's driver takes the first row's lengths for those of all
                connection.execute(table.insert(), row)
    engine.dispose()
    return Service(model_of(SERVICE), open_database("ugly", url, Config()), Config())


@pytest.fixture(scope="module", params=BEHAVIOUR)
def ugly(request: pytest.FixtureRequest) -> Iterator[Service]:
    yield from served(request.param, "ugly", made)
