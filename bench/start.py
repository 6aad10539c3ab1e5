"""`python -m bench.start [DATABASE]…`: how long it takes until a large database is a model file, and that a service.

Databases of 50 and 500 tables, with foreign keys, comments and views, in SQLite, PostgreSQL and MariaDB. Times are
told as they pass and, in parentheses, as CPU time of the processes, which says more on a busy machine.
"""

import http.client
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    create_engine,
)
from sqlalchemy.engine import make_url

from bench.places import COMPILED, children, cpu_seconds
from bench.servers import GUNICORN, free_port, wait_for
from odata_service.sql.opening import normalised

REPOSITORY = Path(__file__).parent.parent
PREFIX = os.environ.get("TEST_DATABASE_PREFIX", "bench")
STEPS = (1, 7, 31)  # the tables that each refers to, counted back
SERVERS = {
    "postgresql": "postgresql://postgres@127.0.0.1:5432/postgres",
    "mariadb": "mysql://root@127.0.0.1:3306/mysql",
}
ROUNDS = 3


def tables_of(count: int) -> MetaData:
    """An ERP's tables: 16 to 20 columns each, three foreign keys, comments."""
    metadata, names = MetaData(), list[str]()
    for number in range(count):
        columns: list[Column[Any]] = [
            Column(f"value_{place}", Numeric(15, 2) if place % 3 else String(60), comment=f"Value {place}, as booked")
            for place in range(8)
        ]
        columns += [Column("description", String(80)), Column("remark", Text), Column("changed_at", DateTime)]
        columns += [Column("valid_from", Date), Column("status_cd", String(4), nullable=False, server_default="new")]
        for step in STEPS:
            if number >= step * 2:
                columns.append(Column(f"{names[number - step][:20]}_id", ForeignKey(f"{names[number - step]}.id")))
        names.append(f"module_{number % 10}_{number:03}_master_data")
        Table(names[-1], metadata, Column("id", Integer, primary_key=True, autoincrement=False), *columns,
              comment=f"Master data {number}", mysql_charset="utf8mb4")  # fmt: skip
    return metadata


@contextmanager
def database(kind: str, count: int, folder: Path) -> Iterator[str]:
    """The URL of a database of so many tables; a tenth of them are views besides."""
    name = f"{PREFIX}_start_{count}"
    url = f"sqlite:///{folder}/{name}.sqlite"
    if kind in SERVERS:
        admin = create_engine(normalised(SERVERS[kind]), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name}")
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        url = make_url(SERVERS[kind]).set(database=name).render_as_string(hide_password=False)
    engine = create_engine(normalised(url))
    metadata = tables_of(count)
    metadata.create_all(engine)
    with engine.begin() as connection:
        for table in metadata.sorted_tables[::10]:
            connection.exec_driver_sql(f"CREATE VIEW {table.name}_v AS SELECT * FROM {table.name}")
    engine.dispose()
    try:
        yield url
    finally:
        if kind in SERVERS:
            with admin.connect() as connection:
                connection.exec_driver_sql(f"DROP DATABASE {name}")
            admin.dispose()


def measure(kind: str, count: int) -> None:
    """Prints one line of the table."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "models").mkdir()
        (folder / "models" / "__init__.py").touch()
        with database(kind, count, folder) as url:
            command = [sys.executable, "-m", "odata_service", "model", url, "-o", "models/big.py"]
            written, again = _timed(command, folder), _timed(command, folder)
            (folder / "models" / "published.py").write_text("from models.big import SERVICE\n\nSERVICES = (SERVICE,)\n")
            shutil.copy(REPOSITORY / "wsgi.py", folder)
            shutil.copy(REPOSITORY / "gunicorn.conf.py", folder)
            started = [_started(url, folder) for _ in range(ROUNDS)]
    wall, cpu, metadata, size = (min(values) for values in zip(*started, strict=True))
    print(
        f"| {kind} | {count} | {_both(*written)} | {_both(*again)} | {_both(wall, cpu)} | {metadata:.1f} ms |"
        f" {size / 1000:,.0f} kB |",
        flush=True,
    )


def _both(wall: float, cpu: float) -> str:
    return f"{wall:.1f} s ({cpu:.1f})"


def _timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds that pass until a command has ended, and of CPU."""
    started, before = time.perf_counter(), _children_cpu()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, env=_environment())
    return time.perf_counter() - started, _children_cpu() - before


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(REPOSITORY), "ODATA_REQUEST_LOG": "off", **COMPILED, **more}


def _started(url: str, folder: Path) -> tuple[float, float, float, int]:
    """Seconds from `gunicorn` to the first answer, and of CPU; milliseconds of the second `$metadata`; its bytes."""
    port = free_port()
    environment = _environment(BIG_DATABASE_URL=url, PORT=str(port), ODATA_WORKERS="1")
    started = time.perf_counter()
    process = subprocess.Popen([*GUNICORN, "wsgi:app"], cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(port, "/odata/v4/big/")
        wall = time.perf_counter() - started
        cpu = cpu_seconds([process.pid, *children(process.pid)])
        wait_for(port, "/odata/v4/big/$metadata")
        return wall, cpu, *_metadata(port)
    finally:
        process.terminate()
        process.wait()


def _metadata(port: int) -> tuple[float, int]:
    times = []
    for _ in range(20):
        started = time.perf_counter()
        body = _read(port)
        times.append(time.perf_counter() - started)
    return min(times) * 1000, len(body)


def _read(port: int) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/odata/v4/big/$metadata", headers={"Accept": "application/xml"})
    return connection.getresponse().read()


if __name__ == "__main__":
    print("| database | tables | `model` | once more | first answer | `$metadata` | size |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    chosen = sys.argv[1:] or ["sqlite", *SERVERS]
    for tables in (50, 500):
        for backend in chosen:
            measure(backend, tables)
