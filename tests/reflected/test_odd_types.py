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
from tests.conftest import DATABASES, own_database, worker_name
from tests.crawl import crawled

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
}


def filled(url: str, path: Path) -> None:
    """Runs a file of statements; each ends with a semicolon at the end of a line."""
    engine = create_engine(normalised(url), isolation_level="AUTOCOMMIT")
    percent = "%" if engine.dialect.name == "sqlite" else "%%"
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


@pytest.fixture(scope="module", params=DATABASES)
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
