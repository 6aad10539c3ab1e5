"""The web server's worker amid a crowd: more clients, fewer descriptors, connections and databases than it needs.

Whoever is let in is answered whole, or told to come again; and when it is over, everything is as it was.
"""

import http.client
import json
import os
import resource
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from tests.asynchronous.hosts import PATH, SECONDS, Host, authorization, make_tables, until
from tests.asynchronous.served import JOINED, MANY
from tests.conftest import DATABASES, SERVERS, own_database, worker_name
from tests.faults.hard.conftest import ROUNDS
from tests.faults.proxy import Proxy

WHO = {"Authorization": authorization("ann")}
ONE = f"GET {PATH}Ones(1) HTTP/1.1\r\nHost: localhost\r\nAuthorization: {WHO['Authorization']}\r\n\r\n".encode()
SLOW = PATH + JOINED.replace(" ", "%20")
CROWD = 12


@pytest.fixture(scope="module", params=DATABASES)
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    for found in own_database(str(request.param), f"{worker_name()}_crowd"):
        make_tables(found)
        yield found


@contextmanager
def running(url: str, folder: Path, **settings: str) -> Iterator[Host]:
    (folder / "answers").mkdir(exist_ok=True)
    host = Host(url, folder, **{"ODATA_WORKERS": "1", **settings})
    try:
        host.wait()
        yield host
    finally:
        host.stop()


def workers(host: Host) -> list[int]:
    return [int(one) for one in Path(f"/proc/{host.process.pid}/task/{host.process.pid}/children").read_text().split()]


def descriptors(host: Host) -> int:
    (worker,) = workers(host)
    return len(os.listdir(f"/proc/{worker}/fd"))


def computed(host: Host) -> int:
    """Ticks of the processor that the worker has used so far; a hundred are a second."""
    (worker,) = workers(host)
    fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


OPENED: list[socket.socket] = []


@pytest.fixture(autouse=True)
def nothing_left_open() -> Iterator[None]:
    yield
    for one in OPENED:
        one.close()
    OPENED.clear()


def connected(host: Host, number: int) -> list[socket.socket]:
    made = [socket.create_connection(("127.0.0.1", host.port), timeout=SECONDS) for _ in range(number)]
    OPENED.extend(made)
    return made


def answered(connections: list[socket.socket]) -> int:
    """How many of these connections have an answer to one request."""
    found = 0
    for one in connections:
        try:
            one.sendall(ONE)
            found += one.recv(65536).startswith(b"HTTP/1.1 200")
        except ConnectionError:
            pass
    return found


class Crowd:
    """Clients that read one page after the other, half of them on connections that they keep."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.pages = 0
        self.wrong: list[object] = []  # answers that are none, or not whole
        self.ended = threading.Event()
        self.threads = [threading.Thread(target=self._read, args=(number % 2 == 0,)) for number in range(CROWD)]

    def __enter__(self) -> "Crowd":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.ended.set()
        for thread in self.threads:
            thread.join(SECONDS)

    def _read(self, keeps: bool) -> None:
        while not self.ended.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", self.host.port, timeout=SECONDS)
            try:
                connection.connect()
            except OSError:  # nobody listens any more
                time.sleep(0.01)
                continue
            try:
                while self._page(connection) and keeps and not self.ended.is_set():
                    pass
            except (OSError, http.client.HTTPException, ValueError) as error:
                self.wrong.append(error)
            finally:
                connection.close()

    def _page(self, connection: http.client.HTTPConnection) -> bool:
        """Whether the connection goes on behind it."""
        connection.request("GET", f"{PATH}Ones", headers=WHO)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status == 200 and len(json.loads(body)["value"]) == MANY:
            self.pages += 1
        else:
            self.wrong.append((answer.status, body))
        return not answer.will_close

    def goes_on(self) -> None:
        """Waits until all have been answered some more."""
        wanted = self.pages + 5 * CROWD
        until(lambda: self.pages >= wanted)


def test_nobody_is_cut_off_by_a_server_that_loads_its_settings_anew(url: str, tmp_path: Path) -> None:
    with running(url, tmp_path, ODATA_WORKERS="2") as host, Crowd(host) as crowd:
        for _ in range(min(ROUNDS, 5)):
            crowd.goes_on()
            before = set(workers(host))
            os.kill(host.process.pid, signal.SIGHUP)
            until(lambda before=before: not before & set(workers(host)))  # type: ignore[misc]  # mypy: default of lambda
        crowd.goes_on()
    assert crowd.wrong == []


def test_nobody_is_cut_off_by_workers_that_have_answered_enough(url: str, tmp_path: Path) -> None:
    settings = {"ODATA_WORKERS": "2", "GUNICORN_CMD_ARGS": "--max-requests 50 --max-requests-jitter 20"}
    with running(url, tmp_path, **settings) as host, Crowd(host) as crowd:
        first = set(workers(host))
        for _ in range(ROUNDS):
            crowd.goes_on()
        until(lambda: not first & set(workers(host)))
    assert crowd.wrong == []


def test_nobody_is_cut_off_by_a_server_that_stops(url: str, tmp_path: Path) -> None:
    """Who connects in just the moment between the last look and the end may be."""
    with running(url, tmp_path, ODATA_WORKERS="2") as host, Crowd(host) as crowd:
        crowd.goes_on()
        host.process.terminate()
        assert host.process.wait(SECONDS) == 0
    assert len(crowd.wrong) <= 1, crowd.wrong


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_without_descriptors_the_longest_idle_make_room(url: str, tmp_path: Path) -> None:
    """The worker waits for events, and does not ask for them again and again."""
    with running(url, tmp_path) as host:
        before = descriptors(host)
        resource.prlimit(workers(host)[0], resource.RLIMIT_NOFILE, (before + 30, before + 30))
        crowd = connected(host, 150)
        spent = computed(host)
        time.sleep(3)
        assert computed(host) - spent < 100
        assert host.send("GET", f"{PATH}Ones(1)", {}).status == 200
        assert 20 <= answered(crowd) <= 30
        for one in crowd:
            one.close()
        until(lambda: descriptors(host) <= before + 1)
        assert answered(connected(host, 20)) == 20


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_without_descriptors_nobody_is_dropped_whose_statement_runs(url: str, tmp_path: Path) -> None:
    with running(url, tmp_path, ODATA_STATEMENT_TIMEOUT="3") as host:
        before = descriptors(host)
        resource.prlimit(workers(host)[0], resource.RLIMIT_NOFILE, (before + 12, before + 12))
        slow = connected(host, 4)
        for one in slow:
            one.sendall(ONE.replace(f"{PATH}Ones(1)".encode(), SLOW.encode()))  # perhaps nobody has read it yet
        crowd = connected(host, 100)
        # SQLite may find no descriptor for one more connection of its own
        assert {one.recv(65536)[:12] for one in slow} <= {b"HTTP/1.1 503", b"HTTP/1.1 504"}
        for one in [*crowd, *slow]:
            one.close()
        until(lambda: answered(connected(host, 5)) == 5)  # a database that could not be opened is left alone at first


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_thousand_connections_are_answered_and_beyond_them_the_longest_idle_go(url: str, tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4096)), hard))
    try:
        with running(url, tmp_path) as host:
            crowd = connected(host, 999)
            for _ in range(3):
                assert answered(crowd) == 999
            more = connected(host, 100)
            assert answered(more) == 100
            assert answered(crowd) in (899, 900)
            for one in [*crowd, *more]:
                one.close()
            until(lambda: descriptors(host) < 50)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_connections_that_are_kept_end_when_nothing_has_come_for_their_time(url: str, tmp_path: Path) -> None:
    """And not before: the time begins anew with each answer."""
    with running(url, tmp_path, GUNICORN_CMD_ARGS="--keep-alive 2") as host:
        (one,) = connected(host, 1)
        for _ in range(4):
            assert answered([one]) == 1
            time.sleep(1)
        assert one.recv(1) == b""


def at_once(host: Host, paths: list[str]) -> list[tuple[int, str]]:
    """The statuses of requests at the same time, and when to come again."""
    found: list[tuple[int, str]] = []

    def ask(path: str) -> None:
        response = host.send("GET", path, {})
        found.append((response.status, response.headers.get("Retry-After", "")))

    threads = [threading.Thread(target=ask, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    return found


def test_who_gets_no_connection_to_the_database_is_told_to_come_again(url: str, tmp_path: Path) -> None:
    """More requests than threads, which are more than connections, all of which are at a slow statement."""
    settings = {"ODATA_POOL_SIZE": "2", "ODATA_POOL_TIMEOUT": "0.5", "ODATA_STATEMENT_TIMEOUT": "3"}
    with running(url, tmp_path, **settings) as host:
        for _ in range(2):
            found = at_once(host, [SLOW] * 30)
            assert sorted({status for status, _ in found}) == [503, 504]
            assert len(found) == 30 and all(int(again) > 0 for _, again in found)
            assert {status for status, _ in at_once(host, [f"{PATH}Ones(1)"] * 2)} == {200}


@pytest.mark.parametrize("database", SERVERS)
def test_a_database_behind_a_line_that_falls_silent_holds_nobody_for_long(database: str, tmp_path: Path) -> None:
    """Nor do clients that have gone meanwhile, whose statements cannot be stopped."""
    for found in own_database(database, f"{worker_name()}_silent"):
        make_tables(found)
        there = make_url(found)
        proxy = Proxy("127.0.0.1", there.port or 0)
        through = there.set(host="127.0.0.1", port=proxy.port).render_as_string(hide_password=False)
        try:
            with running(through, tmp_path, ODATA_STATEMENT_TIMEOUT="1", ODATA_CONNECT_TIMEOUT="2") as host:
                for _ in range(2):
                    assert answered(connected(host, 8)) == 8
                    proxy.hang()
                    gone = connected(host, 8)
                    for one in gone:
                        one.sendall(ONE)
                        one.close()
                    silent(lambda host=host: at_once(host, [f"{PATH}Ones(1)"] * 20))  # type: ignore[misc]  # default
                    assert host.send("GET", f"{PATH}$metadata", {}).status == 200
                    proxy.resume()
                    until(lambda host=host: host.send("GET", f"{PATH}Ones(1)", {}).status == 200)  # type: ignore[misc]
        finally:
            proxy.close()


def silent(ask: Callable[[], list[tuple[int, str]]]) -> None:
    """All are told to come again."""
    found = ask()
    assert len(found) == 20
    assert all(status in (503, 504) and int(again) > 0 for status, again in found), found
