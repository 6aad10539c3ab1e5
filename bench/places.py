"""Where the measured databases are, and the CPU time of other processes."""

import os
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

NAME = "odata_bench"
URLS = {
    "sqlite": "sqlite:///data/bench.sqlite",
    "postgresql": os.environ.get("BENCH_POSTGRESQL_URL", f"postgresql+psycopg://postgres@127.0.0.1:5432/{NAME}"),
    "mariadb": os.environ.get("BENCH_MARIADB_URL", f"mariadb+pymysql://root@127.0.0.1:3306/{NAME}?charset=utf8mb4"),
}
# Python keeps what it has compiled, as it does where the product runs.
COMPILED = {
    "PYTHONDONTWRITEBYTECODE": "",
    "PYTHONPYCACHEPREFIX": f"{tempfile.gettempdir()}/bench_start_compiled",
}
SERVERS = {"postgresql": "postgres", "mariadb": "mysql"}  # the databases that are always there


def reachable() -> list[str]:
    """The databases that answer."""
    return ["sqlite", *(name for name in SERVERS if _answers(name))]


def _answers(name: str) -> bool:
    try:
        create_engine(make_url(URLS[name]).set(database=SERVERS[name])).connect().close()
    except SQLAlchemyError:
        return False
    return True


def create_database(name: str, database: str = NAME) -> None:
    """Makes the empty database, unless it is there."""
    if name == "sqlite":
        Path("data").mkdir(exist_ok=True)
        return
    target = make_url(URLS[name])
    target = target if database == NAME else target.set(database=database)
    try:
        create_engine(target).connect().close()
    except SQLAlchemyError:
        engine = create_engine(target.set(database=SERVERS[name]), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {target.database}")


def cpu_seconds(processes: Iterable[int]) -> float:
    """User and system time of processes, to the nanosecond: each has a clock of its own (Linux)."""
    return sum(map(_clock, processes))


def _clock(process: int) -> float:
    try:
        return time.clock_gettime(((~process) << 3) | 2)
    except OSError:
        return 0.0  # it has ended


def children(parent: int) -> list[int]:
    """The processes that a process has started."""
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [int(number) for number in found.split()]


def resident_kilobytes(process: int) -> int:
    """The memory that a process has in use."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])
