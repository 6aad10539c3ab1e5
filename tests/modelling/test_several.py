"""Several databases in one service, and several services in one process: as docs/models.md and `serve` have it."""

import json
import re
import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from odata_service.cli import main
from odata_service.config import Config, Secret
from odata_service.errors import NotImplementedByService
from odata_service.service import Service, open_service
from tests.conftest import ask
from tests.modelling.test_model_files import ROOT, declared
from tests.test_serve import _wait, free_port

SHOP = """
CREATE TABLE orders (id INTEGER PRIMARY KEY, contact_no VARCHAR(10), total INTEGER);
INSERT INTO orders VALUES (1, 'C7', 3), (2, 'C7', 9), (3, 'C8', 5), (4, NULL, 1);
"""
CRM = """
CREATE TABLE contacts (no VARCHAR(10) PRIMARY KEY, name VARCHAR(40));
INSERT INTO contacts VALUES ('C7', 'Ada'), ('C8', 'Grace'), ('C9', 'Edsger');
"""


def made(folder: Path) -> dict[str, str]:
    """The URLs of both databases."""
    for name, script in (("shop", SHOP), ("crm", CRM)):
        with sqlite3.connect(folder / f"{name}.sqlite") as connection:
            connection.executescript(script)
    return {name: f"sqlite:///{folder}/{name}.sqlite" for name in ("shop", "crm")}


@pytest.fixture
def trade(tmp_path: Path) -> Service:
    """The service of the documentation's example."""
    section = (ROOT / "docs/models.md").read_text(encoding="utf-8").partition("## Several databases in one service")[2]
    found = re.search(r"```python\n(.*?)```", section, re.S)
    assert found is not None
    (tmp_path / "trade.py").write_text(found[1], encoding="utf-8")
    urls = made(tmp_path)
    environment = {f"{name.upper()}_DATABASE_URL": Secret(url) for name, url in urls.items()}
    return open_service(declared(tmp_path / "trade.py"), Config(environment=environment))


def values(service: Service, url: str) -> list[dict[str, object]]:
    response = ask(service, url, accept="application/json;odata.metadata=none")
    assert response.status == 200, response.body
    found: list[dict[str, object]] = json.loads(response.body)["value"]
    return found


def test_the_example_of_the_documentation(trade: Service) -> None:
    assert [row["Contact"] for row in values(trade, "Orders?$expand=Contact($select=name)&$select=id")] == [
        {"name": "Ada"}, {"name": "Ada"}, {"name": "Grace"}, None,
    ]  # fmt: skip
    assert [row["id"] for row in values(trade, "Contacts('C7')/Orders")] == [1, 2]
    assert [len(row["Orders"]) for row in values(trade, "Contacts?$expand=Orders($filter=total gt 5)")] == [1, 0, 0]  # type: ignore[arg-type]
    assert ask(trade, "Orders?$filter=Contact/name eq 'Ada'").status == NotImplementedByService.status
    assert ask(trade, "Contacts('C7')", method="DELETE").status == 405


def test_it_can_be_inspected_checked_and_explained(
    trade: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, url in made_urls(tmp_path).items():
        monkeypatch.setenv(f"{name.upper()}_DATABASE_URL", url)
    path = str(tmp_path / "trade.py")
    main(["inspect", path])
    assert "Contacts__x" in capsys.readouterr().out
    main(["check", path, "--json"])
    (said,) = json.loads(capsys.readouterr().out)
    assert said["errors"] == 0
    assert {(item["set"], item["where"]) for item in said["findings"] if item["level"] == "warning"} == {
        ("Orders", "contact_no")
    }
    main(["explain", "Contacts('C7')/Orders?$expand=Contact", "--model", path])
    assert "The keys, from another database" in capsys.readouterr().out


def made_urls(folder: Path) -> dict[str, str]:
    return {name: f"sqlite:///{folder}/{name}.sqlite" for name in ("shop", "crm")}


def test_several_databases_are_served_by_one_process(tmp_path: Path) -> None:
    urls, port = made(tmp_path), free_port()
    options = [part for url in urls.values() for part in ("--database", url)]
    command = [sys.executable, "-m", "odata_service", "serve", *options, "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/health/ready", process)
        for name, wanted in (("shop", "orders"), ("crm", "contacts")):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/odata/v4/{name}/", timeout=10) as response:
                assert json.loads(response.read())["value"][0]["name"] == wanted
    finally:
        process.terminate()
        process.wait(timeout=10)


def test_names_are_as_many_as_databases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    urls = made(tmp_path)
    for options, sentence in (
        (["--name", "a"], "2 databases, and 1 names"),
        (["--name", "a", "--name", "a"], "Two services cannot have the name 'a'"),
    ):
        with pytest.raises(SystemExit):
            main(["serve", "--database", urls["shop"], "--database", urls["crm"], *options])
        assert sentence in capsys.readouterr().err
