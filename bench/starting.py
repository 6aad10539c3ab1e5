"""How long the server takes to start: a written model of 50 tables, from the command to the first answer."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Numeric, String, Table, create_engine

from bench.places import COMPILED
from bench.servers import GUNICORN, free_port, wait_for

TABLES = 50
APPLICATION = """
from made import SERVICE
from odata_service.app import create_app
from odata_service.config import Config
from odata_service.service import open_service

config = Config.from_env()
app = create_app([open_service(SERVICE, config)], config)
"""


def report(rounds: int = 5) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        url = f"sqlite:///{folder}/made.sqlite"
        _tables(url)
        written = [sys.executable, "-m", "odata_service", "model", url, "-o", str(folder / "made.py")]
        subprocess.run(written, check=True, stdout=subprocess.DEVNULL)
        (folder / "started.py").write_text(APPLICATION, "utf-8")
        times = [_started(folder, url) for _ in range(rounds)]
    first, answered = (median(found) for found in zip(*times, strict=True))
    print(f"\nstart: a written model of {TABLES} tables, one worker: {answered:.2f} s from the command to the first"
          f" answer, {first:.2f} s of CPU (median of {rounds})", flush=True)  # fmt: skip


def _tables(url: str) -> None:
    metadata = MetaData()
    for number in range(TABLES):
        before = f"table_{number - 1:02}.id" if number else None
        Table(
            f"table_{number:02}", metadata,
            Column("id", Integer, primary_key=True),
            *([Column("before_id", Integer, ForeignKey(before))] if before else []),
            *(Column(f"text_{place}", String(40)) for place in range(8)),
            *(Column(f"number_{place}", Numeric(12, 2)) for place in range(4)),
        )  # fmt: skip
    metadata.create_all(create_engine(url))


def _started(folder: Path, url: str) -> tuple[float, float]:
    port = free_port()
    environment = {**os.environ, "PORT": str(port), "ODATA_WORKERS": "1", "PYTHONPATH": str(folder),
                   "DATABASE_URL": url, "MADE_DATABASE_URL": url, **COMPILED}  # fmt: skip
    began, spent = time.perf_counter(), os.times()
    process = subprocess.Popen(
        [*GUNICORN, "started:app"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port, "/odata/v4/made/$metadata")
        answered = time.perf_counter() - began
    finally:
        process.terminate()
        process.wait()
    ended = os.times()
    return ended.children_user + ended.children_system - spent.children_user - spent.children_system, answered
