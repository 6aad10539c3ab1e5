"""The shipped server settings, in a real gunicorn: what arrives at the application, and what does not."""

import http.client
import json
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from models.build import build

REPOSITORY = Path(__file__).parent.parent
SECONDS = 30


class Server:
    """gunicorn as `make run` starts it, and what it has printed until it was ready."""

    def __init__(self, url: str, *program: str, **environment: str) -> None:
        """`program`: another one than gunicorn itself."""
        self.port = _free_port()
        self.process = subprocess.Popen(
            [sys.executable, *(program or ("-m", "gunicorn")), "-c", "gunicorn.conf.py", "wsgi:app"],
            cwd=REPOSITORY,
            env=os.environ | {"ERP_DATABASE_URL": url, "PORT": str(self.port), "ODATA_WORKERS": "1"} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.printed = self._until("Ctrl+C")

    def _until(self, end: str) -> str:
        assert self.process.stdout
        limit = threading.Timer(SECONDS, self.process.kill)
        limit.start()
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if end in line:
                break
        limit.cancel()
        return "".join(lines)

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def stop(self) -> int:
        self.process.terminate()
        self.process.communicate(timeout=SECONDS)
        return self.process.returncode


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = f"sqlite:///{tmp_path_factory.mktemp('server')}/erp.sqlite"
    build(made, scale=0.01)
    return made


@pytest.fixture(scope="module")
def server(url: str) -> Iterator[Server]:
    running = Server(url)
    yield running
    running.stop()


def test_the_welcome_names_urls_that_answer(server: Server) -> None:
    """It appears when the server answers, not before: every URL in it is asked at once."""
    site = f"http://127.0.0.1:{server.port}"
    shown = [word.removeprefix(site) for word in server.printed.split() if word.startswith(site)]
    assert len(shown) == 5
    for path in shown:
        assert server.get(path)[0] == 200, path


def test_the_welcome_names_where_the_server_listens(url: str) -> None:
    """Also where gunicorn's command line says that, and the system chooses the port."""
    server = Server(url, GUNICORN_CMD_ARGS="--bind [::1]:0")
    try:
        (shown,) = [word for word in server.printed.split() if word.endswith("/odata/v4/erp/")]
        assert shown.startswith("http://[::1]:")
        with urllib.request.urlopen(f"{shown}Countries?$top=1", timeout=SECONDS) as answer:
            assert json.loads(answer.read())["@odata.context"].startswith(shown)
    finally:
        server.stop()


WITHOUT_EPOLL = """
import select, selectors
for name in [name for name in dir(select) if name.lower().startswith("epoll")]:
    delattr(select, name)
del selectors.EpollSelector
selectors.DefaultSelector = selectors.PollSelector
from gunicorn.app.wsgiapp import run
run()
"""


def test_where_the_system_has_no_epoll_gunicorn_serves_by_itself(url: str) -> None:
    server = Server(url, "-c", WITHOUT_EPOLL)
    idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(20)]
    try:
        kept = http.client.HTTPConnection("127.0.0.1", server.port, timeout=SECONDS)
        for _ in range(20):
            kept.request("GET", "/odata/v4/erp/Countries?$top=1")
            assert len(json.loads(kept.getresponse().read())["value"]) == 1
            assert server.get("/odata/v4/erp/Countries/$count")[0] == 200
        kept.request("POST", "/odata/v4/erp/Countries/$query", b"$top=2", {"Content-Type": "text/plain"})
        assert len(json.loads(kept.getresponse().read())["value"]) == 2
        kept.close()
    finally:
        for one in idle:  # for which gunicorn waits when it stops
            one.close()
        assert server.stop() == 0


def test_a_long_url_reaches_the_application(server: Server) -> None:
    terms = "%20or%20".join(f"CustomerID%20eq%20{number}" for number in range(1, 10_000))
    status, body = server.get(f"/odata/v4/erp/Customers?$filter={terms}&$select=CustomerID&$count=true&$top=1")
    assert status == 200
    assert json.loads(body)["@odata.count"] == 100


def test_a_url_above_the_limit_gets_the_applications_answer(server: Server) -> None:
    status, body = server.get(f"/odata/v4/erp/Customers?$filter={'x' * 1_100_000}")
    assert status == 414
    assert "longer than 1000000 bytes" in body


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"},
        {"X-Forwarded-Proto": "http", "X-Forwarded-Ssl": "on"},
        {"SCRIPT_NAME": "/odata"},
        {"PATH_INFO": "/health/live"},
    ],
    ids=str,
)
def test_strangers_cannot_say_where_the_service_is(server: Server, headers: dict[str, str]) -> None:
    status, body = server.get("/odata/v4/erp/Countries?$top=1", **headers)
    assert status == 200
    assert json.loads(body)["@odata.context"].startswith(f"http://127.0.0.1:{server.port}/odata/v4/erp/$metadata")


def test_connections_share_threads_that_stay_with_a_busy_one(url: str) -> None:
    """Ten clients with connections of their own, two threads: each request of each of them is answered."""
    server = Server(url, ODATA_THREADS="2")
    statuses: list[int] = []

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=SECONDS)
        for number in range(20):
            connection.request("GET" if number % 5 else "HEAD", "/odata/v4/erp/Countries?$top=1")
            answer = connection.getresponse()
            body = answer.read()
            statuses.append(answer.status if bool(body) == bool(number % 5) else 0)
        connection.close()

    clients = [threading.Thread(target=ask) for _ in range(10)]
    for client in clients:
        client.start()
    for client in clients:
        client.join(SECONDS)
    assert server.stop() == 0
    assert statuses == [200] * 200


def test_requests_that_are_sent_without_waiting_are_answered_in_their_order(server: Server) -> None:
    paths = ("Countries('DE')/CountryName/$value", "Countries/$count", "Countries('AT')/CountryName/$value")
    lines = [f"GET /odata/v4/erp/{path} HTTP/1.1\r\nHost: localhost\r\n" for path in paths]
    with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as connection:
        connection.sendall("\r\n".join([*lines, ""]).encode())
        connection.sendall(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    bodies = [answer.partition(b"\r\n\r\n")[2] for answer in received.split(b"HTTP/1.1 200 OK")[1:]]
    assert [bodies[0], bodies[2].decode(), bodies[3]] == [b"Deutschland", "Österreich", b"ok\n"]
    assert bodies[1].isdigit()


@pytest.mark.parametrize(
    "beginning",
    [
        b"GET /odata/v4/erp/Countries?$top=1 HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
        b"POST /odata/v4/erp/Countries HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\n{",
        b"POST /odata/v4/erp/Countries HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
    ],
    ids=["head", "body", "chunks"],
)
def test_clients_that_send_slowly_are_in_nobodys_way(server: Server, beginning: bytes) -> None:
    """There are 8 threads; 30 clients begin, and do not go on."""
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(30)]
    for connection in slow:
        connection.sendall(beginning)
    assert [server.get("/odata/v4/erp/Countries/$count")[0] for _ in range(20)] == [200] * 20
    for connection in slow:
        connection.close()


def test_a_request_that_comes_byte_by_byte_is_answered(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as connection:
        for byte in b"GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n":
            connection.sendall(bytes([byte]))
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    assert received.startswith(b"HTTP/1.1 200 OK") and received.endswith(b"ok\n")


@pytest.mark.parametrize(("typed", "status"), [("'Österreich'".encode(), 200), ("'Österreich'".encode("latin-1"), 400)])
def test_urls_as_people_type_them_reach_the_application(server: Server, typed: bytes, status: int) -> None:
    line = b"GET /odata/v4/erp/Countries?$filter=CountryName%20eq%20" + typed + b" HTTP/1.1\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as connection:
        connection.sendall(line + b"Host: localhost\r\nConnection: close\r\n\r\n")
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status}".encode()), received
    assert ("error" in json.loads(body)) is (status == 400)


def test_a_client_that_waits_for_a_word_before_its_body_gets_it(server: Server) -> None:
    head = (
        "POST /odata/v4/erp/Countries/$query HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
        "Content-Length: 6\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as connection:
        connection.sendall(head.encode())
        assert connection.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"$top=1")
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    assert received.startswith(b"HTTP/1.1 200 OK")


def test_what_stands_behind_another_request_is_told_at_once_what_becomes_of_it(server: Server) -> None:
    """A body that is expected, and one that is too long: their heads come together with the request before them."""
    post = b"POST /odata/v4/erp/Countries/$query HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
    first = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as connection:
        connection.sendall(first + post + b"Content-Length: 6\r\nExpect: 100-continue\r\n\r\n")
        received = b""
        while b"HTTP/1.1 100 Continue\r\n\r\n" not in received:
            received += (data := connection.recv(65536))
            assert data, received
        assert received.startswith(b"HTTP/1.1 200 OK")
        connection.sendall(b"$top=1" + first + post + b"Content-Length: 19000000\r\n\r\n")
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    assert received.count(b"HTTP/1.1 200 OK") == 2
    assert received.count(b"HTTP/1.1 413 ") == 1


def test_a_client_that_has_ended_its_side_gets_its_answers(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as connection:
        connection.sendall(b"GET /odata/v4/erp/Countries/$count HTTP/1.1\r\nHost: localhost\r\n\r\n" * 300)
        connection.shutdown(socket.SHUT_WR)
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    assert received.count(b"HTTP/1.1 200 OK") == 300


def test_who_comes_while_all_threads_wait_for_the_database_is_answered_in_the_end(tmp_path: Path) -> None:
    """However long it takes: the client has done its part."""
    url = f"sqlite:///{tmp_path}/erp.sqlite"
    build(url, scale=0.05)
    server = Server(url, ODATA_THREADS="1", ODATA_STATEMENT_TIMEOUT="17.5")
    slow = (
        "/odata/v4/erp/$crossjoin(OrderLines,Orders,Products)/$count?$filter="
        "contains(OrderLines/LineText,Products/ProductName)%20and%20contains(Orders/Remark,Products/ProductNo)"
    )
    statuses: list[int] = []
    first = threading.Thread(target=lambda: statuses.append(server.get(slow)[0]))
    first.start()
    time.sleep(0.3)
    statuses.append(server.get("/odata/v4/erp/Countries/$count")[0])
    first.join(SECONDS)
    server.stop()
    assert statuses == [504, 200]


def test_connections_by_tls_are_gunicorns_own(url: str, tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    _certify(key, certificate)
    server = Server(url, GUNICORN_CMD_ARGS=f"--keyfile {key} --certfile {certificate}")
    context = ssl.create_default_context(cafile=str(certificate))
    connection = http.client.HTTPSConnection("localhost", server.port, timeout=SECONDS, context=context)
    try:
        for _ in range(3):
            connection.request("GET", "/odata/v4/erp/Countries?$top=1")
            answer = connection.getresponse()
            assert answer.status == 200
            assert json.loads(answer.read())["@odata.context"].startswith("https://localhost:")
        connection.request("POST", "/odata/v4/erp/Countries/$query", b"$top=2", {"Content-Type": "text/plain"})
        assert len(json.loads(connection.getresponse().read())["value"]) == 2
    finally:
        connection.close()
        assert server.stop() == 0


def _certify(key: Path, certificate: Path) -> None:
    """Makes a key, and a certificate of this host that is its own authority."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(private, hashes.SHA256())
    )  # fmt: skip
    certificate.write_bytes(signed.public_bytes(Encoding.PEM))
    key.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


@pytest.mark.parametrize("own", [None, "", "\0odata-client"], ids=["nameless", "numbered", "abstract"])
def test_a_unix_socket_is_answered(url: str, tmp_path: Path, own: str | None) -> None:
    """Whatever the client's own address is: on Linux it can be one without a file."""
    server = Server(url, GUNICORN_CMD_ARGS=f"--bind unix:{tmp_path}/socket")
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(SECONDS)
            if own is not None:
                connection.bind(own)
            connection.connect(f"{tmp_path}/socket")
            connection.sendall(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            received = b"".join(iter(lambda: connection.recv(65536), b""))
        assert received.startswith(b"HTTP/1.1 200 OK")
    finally:
        assert server.stop() == 0


def test_a_body_in_chunks_is_read(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=SECONDS)
    for _ in range(2):
        connection.request(
            "POST", "/odata/v4/erp/Countries/$query", iter([b"$top", b"=1"]),
            {"Content-Type": "text/plain"}, encode_chunked=True,
        )  # fmt: skip
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
        assert len(json.loads(answer.read())["value"]) == 1
    connection.close()


def test_a_server_that_stops_does_not_wait_for_those_who_say_nothing(url: str) -> None:
    server = Server(url)
    idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(3)]
    assert server.get("/health/live")[0] == 200
    started = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - started < 15
    for connection in idle:
        connection.close()


def test_a_believed_proxy_says_where_the_service_is(url: str) -> None:
    users = f"erp:{PasswordHasher(time_cost=1, memory_cost=1024).hash('salesforce')}"
    server = Server(url, ODATA_TRUSTED_PROXIES="127.0.0.1", ODATA_USERS=users)
    headers = {
        "Authorization": f"Basic {b64encode(b'erp:salesforce').decode()}",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "erp.example.com",
        "X-Forwarded-For": "203.0.113.7",
    }
    try:
        status, body = server.get("/odata/v4/erp/Countries?$top=1", **headers)
    finally:
        server.stop()
    assert status == 200, body
    assert json.loads(body)["@odata.context"].startswith("https://erp.example.com/odata/v4/erp/")


@pytest.mark.parametrize("setting", ["ODATA_PAGE_SIZE", "ODATA_WORKERS", "ODATA_THREADS"])
def test_a_server_that_cannot_start_says_why_and_welcomes_nobody(url: str, setting: str) -> None:
    server = Server(url, **{setting: "many"})
    assert server.stop() != 0
    assert setting in server.printed
    assert "Ctrl+C" not in server.printed
    assert "Traceback" not in server.printed


def test_the_numbers_are_those_of_all_workers(url: str) -> None:
    server = Server(url, ODATA_WORKERS="2")
    try:
        for _ in range(20):  # each on a connection of its own: whoever is free takes it
            assert server.get("/odata/v4/erp/Countries?$top=1")[0] == 200
        for _ in range(3):
            assert server.get("/odata/v4/erp/Nowhere")[0] == 404
        for _ in range(4):
            status, text = server.get("/metrics")
            numbers = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
            assert status == 200
            assert numbers['odata_requests_total{status="200"}'] == "20"
            assert numbers['odata_requests_total{status="404"}'] == "3"
            assert numbers["odata_requests_in_progress"] == "0"
            assert float(numbers["odata_request_seconds_total"]) > 0
    finally:
        server.stop()
