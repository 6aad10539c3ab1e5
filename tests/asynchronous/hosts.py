"""Two servers over one database and one directory, as two hosts behind a load balancer that asks them in turn."""

import base64
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

from argon2 import PasswordHasher

from odata_service.protocol.message import Response
from tests.asynchronous.served import MANY, METADATA, NUMBERS
from tests.conftest import filled
from tests.test_serve import free_port

REPOSITORY = Path(__file__).parents[2]
PATH = "/odata/v4/gates/"
SECONDS = 60.0
HASHER = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
READABLE = {"Accept": "application/json"}
UNDER_WAY = (".running", ".changing", ".cancelled")


def authorization(user: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:secret".encode()).decode()


def make_tables(url: str) -> None:
    filled(url, METADATA, {table: [(number,) for number in range(1, MANY + 1)] for table in NUMBERS})


class Host:
    """One server; its users are ann and bob."""

    def __init__(self, url: str, folder: Path, **settings: str) -> None:
        self.port = free_port()
        environment = {
            "GATES_DATABASE_URL": url, "GATES": str(folder / "gates"), "ODATA_ASYNC_DIRECTORY": str(folder / "answers"),
            "ODATA_USERS": "\n".join(f"{user}:{HASHER.hash('secret')}" for user in ("ann", "bob")),
            "ODATA_ASYNC_WAIT": "0.1", "ODATA_WORKERS": "2", "ODATA_REQUEST_LOG": "off", "PORT": str(self.port),
        }  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "tests.asynchronous.served:create()"],
            cwd=REPOSITORY, env=os.environ | environment | settings,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Response:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request(method, path, body or None, {"authorization": authorization("ann"), **headers})
            answer = connection.getresponse()
            return Response(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def wait(self) -> None:
        """Until it answers."""

        def answers() -> bool:
            with suppress(OSError):
                return self.send("GET", "/health/ready", {}).status == 200
            return False

        until(answers)

    def kill_workers(self) -> None:
        parent = self.process.pid
        for worker in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
            os.kill(int(worker), signal.SIGKILL)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=SECONDS)


class Hosts:
    """What is sent goes to one host after the other, with URLs as each of them writes them."""

    def __init__(self, url: str, folder: Path, **settings: str) -> None:
        self.folder, self.turn = folder, count()
        for name in ("gates", "answers"):
            (folder / name).mkdir()
        make_tables(url)
        self.hosts = [Host(url, folder, **settings) for _ in range(2)]

    def __enter__(self) -> "Hosts":
        try:
            for host in self.hosts:
                host.wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        for gate in self.folder.glob("gates/*"):
            gate.touch()
        for host in self.hosts:
            host.stop()

    def send(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        host: int | None = None,
    ) -> Response:
        """`path` is one below the service's root; in the answer roots are `~`."""
        asked = self.hosts[next(self.turn) % 2 if host is None else host]
        response = asked.send(method, PATH + path.replace(" ", "%20").removeprefix("~"), headers or {}, body)
        found = {name: self._shortened(value.encode()).decode() for name, value in response.headers.items()}
        return Response(response.status, found, self._shortened(response.body))

    def _shortened(self, text: bytes) -> bytes:
        """Answers have the URLs of the host that was asked for them first."""
        for host in self.hosts:
            text = text.replace(f"http://127.0.0.1:{host.port}{PATH}".encode(), b"~")
        return text

    def later(self, method: str, path: str, body: bytes = b"", host: int | None = None, **headers: str) -> str:
        """The status monitor of a request that is not answered at once."""
        given = {"Content-Type": "application/json", "Prefer": "respond-async", **headers}
        response = self.send(method, path, given, body, host)
        assert response.status == 202, response.body
        return response.headers["Location"]

    def result(self, monitor: str, headers: Mapping[str, str] | None = None, host: int | None = None) -> Response:
        """What a status monitor says when the request is done."""
        found: list[Response] = []

        def done() -> bool:
            found.append(self.send("GET", monitor, READABLE if headers is None else headers, host=host))
            return found[-1].status != 202

        until(done)
        return found[-1]

    def open(self, gate: str) -> None:
        (self.folder / "gates" / gate).touch()

    def until(self, state: str) -> None:
        """Waits until a request has come to a state; `ended`: until none is under way."""
        answers = self.folder / "answers"
        if state == "ended":
            until(lambda: not any(one.suffix in UNDER_WAY for one in answers.iterdir()))
        else:
            until(lambda: any(one.suffix == f".{state}" for one in answers.iterdir()))


def until(holds: Callable[[], bool]) -> None:
    limit = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < limit, "it does not come to that"
        time.sleep(0.02)
