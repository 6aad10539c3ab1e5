"""`python -m odata_service serve`: an existing database is published at once."""

import json
import os
import pty
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from odata_service.cli import Server
from odata_service.config import Config

ODD = """
CREATE TABLE "Order Details" ("Order ID" INT, "Prod-Nr" VARCHAR(10), "Größe" DECIMAL(10,2), "when" DATETIME,
    PRIMARY KEY ("Order ID", "Prod-Nr"));
INSERT INTO "Order Details" VALUES (1, 'A/1', 12.5, '2024-01-31'), (1, 'B', NULL, '2024-01-31 12:30:00'),
    (2, 'A/1', 7, '2024-02-01T08:00:00.250Z'), (3, 'C', 1, 'yesterday');
CREATE TABLE "select" (id INTEGER PRIMARY KEY, "group" TEXT, anything, data BLOB);
CREATE TABLE shift (id INTEGER PRIMARY KEY, begins TIME);
CREATE TABLE word ("null" INTEGER PRIMARY KEY, "true" TEXT);
INSERT INTO word VALUES (1, 'a'), (2, 'b');
INSERT INTO "select" VALUES (1, 'x', 5, x'00ff'), (2, NULL, 'five', NULL), (9007199254740993, '', 5.5, x'');
CREATE TABLE "1st" (a TEXT, b TEXT);
CREATE VIEW everything AS SELECT * FROM "select";
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the served database; the server is stopped by its process id."""
    path = tmp_path_factory.mktemp("serve") / "odd stuff.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript(ODD)
    port = free_port()
    command = [sys.executable, "-m", "odata_service", "serve", "--database", f"sqlite:///{path}", "--port", str(port)]
    log = Path(path.parent / "log").open("w+")  # noqa: SIM115  # it is closed below, when the server has ended
    process = subprocess.Popen([*command, "--workers", "1"], stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(f"http://127.0.0.1:{port}/health/ready", process)
        yield f"http://127.0.0.1:{port}/odata/v4/odd_stuff/"
        log.seek(0)
        said = log.read()
        assert "4 entity sets are published" in said
        assert re.search(r"--times-as-text.*\n +shift +begins: Salesforce has no TimeOfDay", said)
        assert re.search(r"everything\s+it has no key", said)
        assert re.search(r"1st\s+it has no key", said)
    finally:
        process.terminate()
        process.wait(timeout=10)
        log.close()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(url, timeout=1)
            return
        except (urllib.error.URLError, OSError):
            assert process.poll() is None
            time.sleep(0.1)
    raise AssertionError("the server did not start")


def get(url: str) -> dict[str, object]:
    with urllib.request.urlopen(url, timeout=10) as response:
        body: dict[str, object] = json.loads(response.read())
        return body


def test_odd_names_are_published_as_near_as_can_be(root: str) -> None:
    assert get(f"{root}Order_Details(Order_ID=1,Prod_Nr='A%2F1')?$select=Groesse,when") == {
        "@odata.context": f"{root}$metadata#Order_Details(Groesse,when)/$entity",
        "@odata.id": f"{root}Order_Details(Order_ID=1,Prod_Nr='A%2F1')",
        "Groesse": 12.50,
        "when": "2024-01-31T00:00:00Z",
    }


def test_columns_called_as_literals_can_be_asked_for(root: str) -> None:
    found = get(f"{root}word?$filter=null_2%20eq%202%20and%20true_2%20eq%20'b'")["value"]
    assert found == [{"null_2": 2, "true_2": "b"}]


def test_texts_that_are_no_dates_do_not_lose_the_row(root: str) -> None:
    rows = get(f"{root}Order_Details?$select=when")["value"]
    assert isinstance(rows, list)
    assert [row["when"] for row in rows] == [
        "2024-01-31T00:00:00Z", "2024-01-31T12:30:00Z", "2024-02-01T08:00:00.250000Z", None,
    ]  # fmt: skip


def test_dates_compare_however_they_are_written(root: str) -> None:
    url = f"{root}Order_Details/$count?$filter=when%20"
    counts = [urllib.request.urlopen(url + part).read() for part in (
        "eq%202024-01-31T00:00:00Z", "eq%202024-01-31T12:30:00Z", "ge%202024-01-31T12:00:00Z",
        "eq%202024-02-01T08:00:00.25Z", "lt%202024-01-31T12:30:00Z",
    )]  # fmt: skip
    assert counts == [b"1", b"1", b"2", b"1", b"1"]


def test_any_value_of_an_untyped_column_comes_out(root: str) -> None:
    rows = get(f"{root}select?$select=id,anything,data,group")["value"]
    assert rows == [
        {"id": 1, "anything": "5", "data": "AP8=", "group": "x"},
        {"id": 2, "anything": "five", "data": None, "group": None},
        {"id": 9007199254740993, "anything": "5.5", "data": "", "group": ""},
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--database", "nonsense"], "cannot be read"),
        (["--database", "shop.sqlite"], "has a URL, such as sqlite:///shop.sqlite."),
        (["--database", "sqlite://data/shop.sqlite"], "three slashes, and four where its path begins at the root: "
         "sqlite:///data/shop.sqlite."),
        (["nonsense"], "cannot be read"),
        (["--database", "sqlite://", "--port", "99999"], "'99999' is no port: a number from 0 to 65535"),
        (["--database", "oracle://x/y"], "no driver"),
        (["--database", "postgresql://nobody@127.0.0.1:1/none"], "cannot be read"),
        (["--database", "sqlite://", "--name", "a b"], "service's name"),
        ([], "--database"),
    ],
)  # fmt: skip
def test_mistakes_are_one_sentence(arguments: list[str], sentence: str) -> None:
    command = [sys.executable, "-m", "odata_service", "serve", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert done.returncode != 0
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_of_ipv6() -> None:
    assert Server([], Config(), "::1", 8080).cfg.address == [("::1", 8080)]


def test_a_password_is_typed_twice() -> None:
    assert re.search(r"(?m)^ann:\$argon2id\$", _typed("secret 123", "secret 123"))
    said = _typed("secret 123", "secret 132")
    assert "another password than the first time" in said
    assert "argon2id" not in said


def _typed(*passwords: str) -> str:
    """What `user ann` prints at a terminal at which these are typed."""
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "odata_service", "user", "ann"]
    said = b""
    with subprocess.Popen(command, stdin=its, stdout=its, stderr=its, start_new_session=True):
        os.close(its)
        try:
            for prompt, password in zip((b"Password: ", b"Once more: "), passwords, strict=True):
                while not said.endswith(prompt):
                    said += os.read(ours, 1024)
                os.write(ours, f"{password}\n".encode())
            while part := os.read(ours, 1024):
                said += part
        except OSError:  # it has ended, and its terminal with it
            pass
    os.close(ours)
    return said.decode()
