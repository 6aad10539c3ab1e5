"""The measured servers, each in processes of its own, and a client that asks them."""

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from bench.kinds import ROOT, Call
from bench.places import URLS, children, cpu_seconds

CAP = Path("bench/cap")
GUNICORN = (sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py")


@dataclass(slots=True, eq=False)
class Running:
    """A server that runs: its port, its processes, and its database's processes that serve it."""

    name: str
    port: int
    processes: Sequence[int]
    database: str = ""
    application: str = "odata_service"  # what it calls itself at its database
    backends: Sequence[int] = ()
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)

    def ask(self, call: Call) -> bytes:
        try:
            answer = self._sent(call)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):  # idle for too long: Node's 5 s
            self.connection.close()
            answer = self._sent(call)
        body = answer.read()
        assert answer.status < 300, (self.name, call.target[:200], answer.status, body[:300])
        return body

    def _sent(self, call: Call) -> http.client.HTTPResponse:
        self.connection.request(call.method, call.target, call.body, dict(call.headers))
        return self.connection.getresponse()

    def clocks(self) -> tuple[float, float]:
        """The CPU seconds of the application, and of its database."""
        return cpu_seconds(self.processes), cpu_seconds(self.backends)

    def find_backends(self) -> None:
        """Looks which processes of PostgreSQL work for it now; other databases' are not told apart."""
        if self.database == "postgresql":
            with psycopg.connect(libpq_url(self.database)) as connection:
                found = connection.execute(
                    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s"
                    " AND pid <> pg_backend_pid() AND backend_type = 'client backend'", (self.application,)
                )  # fmt: skip
                self.backends = [pid for (pid,) in found]


@contextmanager
def service(database: str, workers: int = 1, **settings: str) -> Iterator[Running]:
    """The product, with its own settings."""
    environment = {"BENCH_DATABASE_URL": URLS[database], "ODATA_WORKERS": str(workers), **settings}
    with _started("ours", [*GUNICORN, "bench.wsgi:app"], environment, f"{ROOT}$metadata") as running:
        running.processes = children(running.processes[0])
        running.database = database
        yield running


@contextmanager
def demo(url: str) -> Iterator[Running]:
    """The demo ERP."""
    with _started("demo", [*GUNICORN, "wsgi:app"], {"ERP_DATABASE_URL": url}, "/odata/v4/erp/$metadata") as running:
        yield running


@contextmanager
def constant(answers: Mapping[str, bytes]) -> Iterator[Running]:
    """Flask that answers these bytes, with the product's own gunicorn settings, but for gunicorn's own worker."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({target: body.decode() for target, body in answers.items()}, file)
        file.flush()
        environment = {"BENCH_ANSWERS": file.name, "ODATA_WORKERS": "1"}
        with _started(
            "constant", [*GUNICORN, "--worker-class", "gthread", "bench.constant:app"], environment, next(iter(answers))
        ) as running:
            running.processes = children(running.processes[0])
            yield running


@contextmanager
def cap(database: str) -> Iterator[Running]:
    """SAP CAP for Node.js over the same tables."""
    target = make_url(URLS[database])
    postgres = {"host": target.host, "port": target.port, "user": target.username, "database": target.database,
                "password": target.password or "none"}  # fmt: skip
    described = {
        "sqlite": {"kind": "sqlite", "credentials": {"url": str(Path(target.database or "").resolve())}},
        "postgresql": {"kind": "postgres", "impl": "@cap-js/postgres", "credentials": postgres},
    }[database]
    environment = {"CDS_CONFIG": json.dumps({"requires": {"db": described}}), "NODE_ENV": "production",
                   "BENCH_DATABASE": database}  # fmt: skip
    command = ["node", "node_modules/@sap/cds/bin/serve.js"]
    with _started("CAP", command, environment, f"{ROOT}$metadata", folder=CAP) as running:
        running.database, running.application = database, ""
        yield running


@contextmanager
def _started(
    name: str, command: Sequence[str], environment: Mapping[str, str], ready: str, folder: Path | None = None
) -> Iterator[Running]:
    port = free_port()
    given = {**os.environ, "PORT": str(port), "ODATA_REQUEST_LOG": "off", **environment}
    process = subprocess.Popen(command, env=given, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, ready)
        yield Running(name, port, [process.pid])
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int, target: str, seconds: float = 30) -> float:
    """Waits for the first answer; how long it took."""
    started = time.perf_counter()
    while time.perf_counter() - started < seconds:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", target)
            if connection.getresponse().status == 200:
                return time.perf_counter() - started
        except OSError:
            time.sleep(0.01)
    raise TimeoutError(f"Nothing answered on port {port}.")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def libpq_url(database: str) -> str:
    return make_url(URLS[database]).set(drivername="postgresql").render_as_string(hide_password=False)


def json_of(body: bytes) -> Any:
    return json.loads(body)
