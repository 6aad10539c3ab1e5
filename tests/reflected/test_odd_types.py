"""Databases full of what is hard to publish: `odd_*.sql`. No value fails its page; what cannot be published is said."""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import SAWarning

from odata_service.config import Config
from odata_service.service import Service, open_reflected
from odata_service.sql.database import normalised
from tests.conftest import SERVERS, own_database, worker_name
from tests.crawl import crawled

HERE = Path(__file__).parent


def filled(url: str, path: Path) -> None:
    """Runs a file of statements; each ends with a semicolon at the end of a line."""
    engine = create_engine(normalised(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in re.split(r";\s*\n", path.read_text(encoding="utf-8")):
            lines = [line for line in statement.splitlines() if not line.startswith("--")]
            if "".join(lines).strip():
                connection.exec_driver_sql("\n".join(lines).replace("%", "%%"))
    engine.dispose()


@pytest.fixture(scope="module", params=list(SERVERS))
def odd(request: pytest.FixtureRequest) -> Iterator[Service]:
    """The service of a database with everything odd in it."""
    for url in own_database(request.param, f"{worker_name()}_odd"):
        filled(url, HERE / f"odd_{request.param}.sql")
        with warnings.catch_warnings():
            warnings.simplefilter("error", SAWarning)
            service = open_reflected(url, "odd", None, Config())
        yield service
        service.database.engine.dispose()


def test_everything_that_is_published_can_be_asked(odd: Service) -> None:
    faults = crawled(odd)
    assert not faults, "\n".join(faults)
