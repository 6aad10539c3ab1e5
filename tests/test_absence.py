"""Clients that have gone while a database works for them, at a real server: what they read is stopped, nothing else.

The server has one thread and a statement has longer than anybody waits here: who is answered behind one was answered
because it was stopped.
"""

import json
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from odata_service.config import Config, Secret
from odata_service.protocol.message import Request
from odata_service.service import Service, open_service
from odata_service.sql.stopping import READS
from tests.asynchronous.hosts import SECONDS, Host, authorization, make_tables, until
from tests.asynchronous.served import JOINED, SERVICE
from tests.conftest import BEHAVIOUR, DATABASES, own_database, worker_name

PATH, QUERY = f"/odata/v4/gates/{JOINED}".replace(" ", "%20").split("?")
WHO = f"Host: localhost\r\nAuthorization: {authorization('ann')}\r\n"
READ = f"GET {PATH}?{QUERY} HTTP/1.1\r\n{WHO}\r\n".encode()
OLD_READ = READ.replace(b"HTTP/1.1", b"HTTP/1.0")
BY_POST = (f"POST {PATH}/$query HTTP/1.1\r\n{WHO}Content-Type: text/plain\r\n"
           f"Content-Length: {len(QUERY)}\r\n\r\n{QUERY}").encode()  # fmt: skip
BATCH = {"requests": [{"id": "1", "method": "GET", "url": f"/{PATH.rpartition('/')[2]}?{QUERY}"},
                      {"id": "2", "method": "POST", "url": "Entries", "body": {"token": "behind"}}]}  # fmt: skip


@pytest.fixture(scope="module", params=DATABASES)
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    for found in own_database(str(request.param), f"{worker_name()}_absence"):
        make_tables(found)
        yield found


@contextmanager
def running(url: str, folder: Path, seconds: int, **settings: str) -> Iterator[Host]:
    """`seconds`: that a statement may take."""
    (folder / "answers").mkdir(exist_ok=True)
    host = Host(url, folder, ODATA_STATEMENT_TIMEOUT=str(seconds), ODATA_WORKERS="1", ODATA_THREADS="1", **settings)
    try:
        if not settings:
            host.wait()
        yield host
    finally:
        host.process.terminate()
        host.process.wait(timeout=SECONDS)


@pytest.fixture(scope="module")
def host(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    with running(url, tmp_path_factory.mktemp("absence"), seconds=600) as made:
        yield made


@pytest.fixture(scope="module")
def hasty(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    with running(url, tmp_path_factory.mktemp("hasty"), seconds=2) as made:
        yield made


def connected(host: Host, request: bytes) -> socket.socket:
    """A connection on which a request has been sent, and is being answered."""
    connection = socket.create_connection(("127.0.0.1", host.port), timeout=SECONDS)
    connection.sendall(request)
    with pytest.raises(TimeoutError):
        connection.settimeout(0.1)
        connection.recv(1)
    connection.settimeout(SECONDS)
    return connection


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def numbers(host: Host) -> tuple[int, int]:
    """Reads that were stopped, and requests of clients that had gone."""
    lines = host.send("GET", "/metrics", {}).body.decode().splitlines()
    found = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return int(found["odata_reads_stopped_total"]), int(found.get('odata_requests_total{status="499"}', "0"))


@pytest.mark.parametrize("request_", [READ, BY_POST, READ.replace(b"GET", b"HEAD"), READ * 3],
                         ids=["GET", "$query", "HEAD", "several in one go"])  # fmt: skip
def test_what_a_client_reads_that_has_closed_its_connection_is_stopped(host: Host, request_: bytes) -> None:
    stopped, gone = numbers(host)
    connected(host, request_).close()
    assert host.send("GET", "/odata/v4/gates/Ones(1)", {}).status == 200
    assert numbers(host) == (stopped + 1, gone + 1)


@pytest.mark.parametrize("request_", [READ, OLD_READ], ids=["HTTP/1.1", "HTTP/1.0"])
def test_what_a_client_reads_that_has_broken_its_connection_off_is_stopped(host: Host, request_: bytes) -> None:
    stopped, gone = numbers(host)
    reset(connected(host, request_))
    assert host.send("GET", "/odata/v4/gates/Ones(1)", {}).status == 200
    assert numbers(host) == (stopped + 1, gone + 1)


@pytest.mark.parametrize("request_", [READ, OLD_READ], ids=["HTTP/1.1", "HTTP/1.0"])
def test_who_has_only_said_all_and_reads_on_is_answered(hasty: Host, request_: bytes) -> None:
    """In HTTP/1.1 after an interim answer, by which it is known."""
    before = numbers(hasty)
    with connected(hasty, request_) as connection:
        connection.shutdown(socket.SHUT_WR)
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    interim, _, answer = received.rpartition(b"HTTP/1.1 504 ")
    assert interim == (b"HTTP/1.1 100 Continue\r\n\r\n" if request_ is READ else b"")
    assert b"QueryTimeout" in answer
    assert numbers(hasty) == before


def test_who_closes_without_a_word_in_http_1_0_may_be_reading(hasty: Host) -> None:
    before = numbers(hasty)
    connected(hasty, OLD_READ).close()
    assert hasty.send("GET", "/odata/v4/gates/Ones(1)", {}).status == 200
    assert numbers(hasty) == before


def test_what_changes_something_is_carried_out_to_its_end(hasty: Host) -> None:
    """A batch, which the client has left while its first request took long."""
    before, body = numbers(hasty), json.dumps(BATCH)
    head = (
        f"POST /odata/v4/gates/$batch HTTP/1.1\r\n{WHO}Content-Type: application/json\r\nPrefer: continue-on-error\r\n"
    )
    reset(connected(hasty, f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()))
    until(lambda: hasty.send("GET", "/odata/v4/gates/Entries/$count", {}).body == b"1")
    assert numbers(hasty) == before


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_what_is_read_over_a_unix_socket_is_stopped_only_for_who_has_gone(url: str, tmp_path: Path) -> None:
    path = f"{tmp_path}/socket"

    def said(request: bytes) -> bytes:
        with unix(path, request.replace(b"\r\nHost", b"\r\nConnection: close\r\nHost")) as connection:
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    with running(url, tmp_path, seconds=2, GUNICORN_CMD_ARGS=f"--bind unix:{path}"):
        until(lambda: Path(path).exists())
        assert said(READ).startswith(b"HTTP/1.1 504")
        for times in (0, 1):
            assert b"odata_reads_stopped_total %d\n" % times in said(f"GET /metrics HTTP/1.1\r\n{WHO}\r\n".encode())
            unix(path, READ).close()


def unix(path: str, request: bytes) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(SECONDS)
    connection.connect(path)
    connection.sendall(request)
    return connection


@pytest.mark.parametrize("database", BEHAVIOUR)
def test_a_read_is_stopped_from_another_thread_and_the_next_one_is_answered(database: str) -> None:
    for found in own_database(database, f"{worker_name()}_read"):
        make_tables(found)
        environment = {SERVICE.source.variable: Secret(found)}
        service = open_service(SERVICE, Config(environment=environment, statement_timeout=600))
        assert stopped(service) == 499
        assert service.handle(Request("GET", "Ones(1)")).status == 200
        service.database.engine.dispose()


def stopped(service: Service) -> int:
    """The status of a request whose statement is stopped until it has ended; it may not have begun at first."""
    path, _, query = JOINED.replace(" ", "%20").partition("?")
    answers: list[int] = []
    thread = threading.Thread(target=lambda: answers.append(service.handle(Request("GET", path, query)).status))
    thread.start()

    def ended() -> bool:
        read = READS.things.get(thread.ident or 0)
        if read is not None:
            READS.stop(thread.ident or 0, read)
        return not thread.is_alive()

    until(ended)
    return answers[0]
