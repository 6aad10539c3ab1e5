"""gunicorn with the shop, and clients that ask it as those do that must not lose anything: with retries."""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, create_engine, func, select

from odata_service.sql.opening import normalised
from tests.faults.hard.shop import METADATA
from tests.test_serve import free_port

REPOSITORY = Path(__file__).parents[3]
PATH = "/odata/v4/shop/"
SECONDS = 60.0  # after which a client gives up for good
PARTS = 5  # of a change set
LOST = (OSError, http.client.HTTPException)


class Shop:
    """gunicorn as it is shipped, over a database with empty tables."""

    def __init__(self, url: str, workers: int = 2) -> None:
        self.url, self.port = url, free_port()
        engine = create_engine(normalised(url))
        METADATA.drop_all(engine)
        METADATA.create_all(engine)
        engine.dispose()
        environment = {"SHOP_DATABASE_URL": url, "PORT": str(self.port), "ODATA_WORKERS": str(workers)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "tests.faults.hard.shop:create()"],
            cwd=REPOSITORY, env=os.environ | environment | {"ODATA_REQUEST_LOG": "off"},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            self.wait()
        except BaseException:
            self.stop()
            raise

    def __enter__(self) -> "Shop":
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def wait(self) -> None:
        """Until requests are answered from the database."""
        until = time.monotonic() + SECONDS
        while self.status("GET", "Counters?$top=1") != 200:
            assert time.monotonic() < until, "the shop does not answer"
            time.sleep(0.1)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=SECONDS * 2)

    def workers(self) -> list[int]:
        parent = self.process.pid
        with suppress(OSError):
            return [int(one) for one in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
        return []

    def kill_workers(self, number: int) -> None:
        """With SIGKILL: nothing of them is cleaned up."""
        for worker in random.sample(found := self.workers(), min(number, len(found))):
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)

    def send(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None, timeout: float = 10
    ) -> tuple[int, Any]:
        """The status and the JSON of an answer.

        Raises:
            OSError, HTTPException: there is none, or not all of it.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            given = {"Content-Type": "application/json", **(headers or {})}
            connection.request(method, PATH + path, None if body is None else json.dumps(body), given)
            answer = connection.getresponse()
            content = answer.read()
            return answer.status, json.loads(content) if content[:1] in (b"{", b"[") else None
        finally:
            connection.close()

    def status(self, method: str, path: str) -> int:
        try:
            return self.send(method, path)[0]
        except LOST:
            return 0

    def until_answered(self, path: str, body: Any, headers: Mapping[str, str] | None = None) -> tuple[int, Any]:
        """Sends the same again while the answer is missing or says that the fault is the server's, as Salesforce's
        queue does."""
        until = time.monotonic() + SECONDS * 2
        while time.monotonic() < until:
            with suppress(*LOST):
                status, answer = self.send("POST", path, body, headers)
                parts = answer["responses"] if path == "$batch" and status == 200 else []
                if max([status, *(part["status"] for part in parts)]) < 500:
                    return status, answer
            time.sleep(random.uniform(0.02, 0.2))
        raise AssertionError("no answer")

    def count(self, table: Table) -> dict[str, int]:
        """How many rows there are of each token."""
        engine = create_engine(normalised(self.url))
        with engine.connect() as connection:
            found = connection.execute(select(table.c.token, func.count()).group_by(table.c.token)).all()
        engine.dispose()
        return {token: number for token, number in found}


def repeatable() -> dict[str, str]:
    """The headers of a request that is carried out once."""
    return {
        "Repeatability-Request-ID": str(uuid.uuid4()),
        "Repeatability-First-Sent": format_datetime(datetime.now(UTC), usegmt=True),
    }


def change_set(token: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    one = {"atomicityGroup": "g", "method": "POST", "url": "Entries", "body": {"token": token},
           "headers": dict(headers or {})}  # fmt: skip
    return {"requests": [{"id": str(number), **one} for number in range(PARTS)]}


def is_done(answer: tuple[int, Any]) -> bool:
    """Whether all of a batch's requests have succeeded."""
    status, content = answer
    return status == 200 and [part["status"] for part in content["responses"]] == [201] * PARTS


class Clients:
    """Threads that send one thing after the other, each with its own token, and note what was answered."""

    def __init__(self, number: int, send: Callable[[str], bool]) -> None:
        self.answered: dict[str, bool] = {}  # token -> whether the answer says that it is done; False: no answer
        self.errors: list[BaseException] = []
        self.ended = threading.Event()
        self.send = send
        self.threads = [threading.Thread(target=self._run) for _ in range(number)]
        for thread in self.threads:
            thread.start()

    def _run(self) -> None:
        while not self.ended.is_set():
            token = str(uuid.uuid4())
            self.answered[token] = False
            try:
                self.answered[token] = self.send(token)
            except LOST:
                time.sleep(0.01)
            except BaseException as error:
                self.errors.append(error)
                return

    def interrupted(self, number: int, interrupt: Callable[[], None]) -> None:
        """Calls something so many times at a moment when answers come."""
        for _ in range(number):
            wanted, until = sum(list(self.answered.values())) + len(self.threads), time.monotonic() + SECONDS
            while sum(list(self.answered.values())) < wanted and time.monotonic() < until and not self.errors:
                time.sleep(0.01)
            time.sleep(random.uniform(0, 0.1))
            interrupt()

    def stop(self) -> dict[str, bool]:
        """Lets them finish what they are at; what was answered to each token."""
        self.ended.set()
        for thread in self.threads:
            thread.join()
        assert self.errors == []
        return self.answered

    def __enter__(self) -> "Clients":
        return self

    def __exit__(self, *error: object) -> None:
        self.ended.set()
