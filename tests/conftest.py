"""The databases that the behaviour cases run on: SQLite, DuckDB, Firebird, and PostgreSQL and MariaDB where reachable.

In CI an unreachable one is a failure, elsewhere a skip with a clear line. Each test process has databases of its own.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

import pytest
from firebird.driver import create_database, driver_config
from sqlalchemy import MetaData, Table, create_engine, insert, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from models.build import build
from models.erp import SERVICE
from odata_service.config import Config, Secret
from odata_service.edm.from_tables import model_of
from odata_service.protocol.message import Request, Response
from odata_service.service import Service
from odata_service.sql.opening import normalised, open_database

SERVERS = {
    "postgresql": ("TEST_POSTGRESQL_URL", "postgresql://postgres@127.0.0.1:5432/postgres"),
    "mariadb": ("TEST_MARIADB_URL", "mysql://root@127.0.0.1:3306/test"),
}
DATABASES = ("sqlite", *SERVERS)
WITH_FIREBIRD = (*DATABASES, "firebird")
# Databases within this process.
FILES = {
    "sqlite": "sqlite:///{}.sqlite",
    "duckdb": "duckdb:///{}.duckdb",
    "firebird": "firebird://SYSDBA@/{}.fdb",
}
BEHAVIOUR = (*DATABASES, "duckdb", "firebird")  # what the behaviour cases run on
SCALE = 0.01
ROOT = "http://localhost/odata/v4/erp/"

Get = Callable[..., Response]


def server_url(database: str) -> str:
    """The URL of the server for tests; skips, or in CI fails, when it does not answer."""
    variable, default = SERVERS[database]
    url = os.environ.get(variable) or default
    engine = create_engine(normalised(url), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        unavailable(f"{database} is not reachable; set {variable} ({type(error).__name__})")
    finally:
        engine.dispose()
    return url


def make_firebird(path: Path) -> None:
    """An empty database of Firebird's, made by the engine within this process; skips, or in CI fails, without it."""
    try:
        driver_config.db_defaults.forced_writes.value = False  # nothing is lost if the machine dies now
        create_database(str(path), user="SYSDBA", charset="UTF8").close()
    except Exception as error:  # the driver has no class of its own for a library that is not there
        unavailable(f"Firebird's engine is not installed: apt-get install firebird3.0-server-core ({error})")


def unavailable(message: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def own_database(database: str, name: str) -> Iterator[str]:
    """The URL of an empty database of this name, dropped afterwards."""
    if database in FILES:
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            if database == "firebird":
                make_firebird(Path(folder, f"{name}.fdb"))
            yield FILES[database].format(f"{folder}/{name}")
        return
    url = server_url(database)
    admin = create_engine(normalised(url), isolation_level="AUTOCOMMIT")
    options = " CHARACTER SET utf8mb4" if database == "mariadb" else ""
    force = " WITH (FORCE)" if database == "postgresql" else ""
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}{force}"))
        connection.execute(text(f"CREATE DATABASE {name}{options}"))
    yield make_url(url).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}{force}"))
    admin.dispose()


def served(database: str, name: str, made: Callable[[str], Service]) -> Iterator[Service]:
    """The service that is made of the URL of an empty database."""
    for url in own_database(database, f"{worker_name()}_{name}"):
        service = made(url)
        yield service
        service.database.engine.dispose()


def filled(url: str, metadata: MetaData, rows: Mapping[Table, Iterable[Sequence[Any]]]) -> None:
    """Creates tables with these rows, whose values stand in the order of the columns. Each is inserted by itself:
    Firebird's driver takes the first one's lengths for those of all."""
    engine = create_engine(normalised(url))
    metadata.create_all(engine)
    with engine.begin() as connection:
        for table, values in rows.items():
            for row in values:
                connection.execute(insert(table).values(dict(zip(table.c.keys(), row, strict=True))))
    engine.dispose()


def worker_name() -> str:
    prefix = os.environ.get("TEST_DATABASE_PREFIX", "odata_test")
    return f"{prefix}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


@pytest.fixture(scope="session", params=BEHAVIOUR)
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a database with the demo ERP in it, at a hundredth of its size."""
    for url in own_database(request.param, worker_name()):
        build(url, scale=SCALE)
        yield url


def opened(url: str, config: Config | None = None) -> Service:
    """The demo ERP's service over a database."""
    config = config or Config(environment={SERVICE.source.variable: Secret(url)})
    return Service(model_of(SERVICE), open_database("erp", url, config), config)


@pytest.fixture(scope="session")
def service(database_url: str) -> Iterator[Service]:
    made = opened(database_url)
    yield made
    made.database.engine.dispose()


def ask(service: Service, url: str, method: str = "GET", **headers: str) -> Response:
    """The answer to a URL below the service root; header names with `_` for `-`."""
    path, _, query = url.partition("?")
    given = {name.replace("_", "-").lower(): value for name, value in headers.items()}
    return service.handle(Request(method, path, query, given, ROOT))


@pytest.fixture
def get(service: Service) -> Get:
    return lambda url, method="GET", **headers: ask(service, url, method, **headers)


@pytest.fixture(scope="session", params=BEHAVIOUR)
def written(request: pytest.FixtureRequest) -> Iterator[Service]:
    """A service over a demo ERP of its own, to be changed."""
    for url in own_database(request.param, f"{worker_name()}_written"):
        build(url, scale=SCALE)
        service = opened(url)
        yield service
        service.database.engine.dispose()
