"""`model`: what is written publishes what `serve --database` publishes, and needs no hand to pass `make check`."""

import importlib.util
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from odata_service.cli import main
from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.publish import Service as Declaration
from odata_service.service import Service, open_reflected
from odata_service.sql.opening import normalised, open_database
from tests.conftest import WITH_FIREBIRD, ask, own_database, worker_name
from tests.crawl import skimmed
from tests.reflected.test_odd_types import HERE as ODD
from tests.reflected.test_odd_types import filled, urls
from tests.reflected.test_samples import HERE, SAMPLES, SCHEMAS, WORDS

ROOT = Path(__file__).parents[2]
DATABASE_FILES = [*SAMPLES, *(("odd", kind) for kind in WITH_FIREBIRD)]


@dataclass(frozen=True)
class Case:
    url: str
    schemas: tuple[str, ...]
    path: Path


def declared(path: Path) -> Declaration:
    """What a model file declares."""
    spec = importlib.util.spec_from_file_location(f"written_{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = module.SERVICE
    assert isinstance(found, Declaration)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module", params=DATABASE_FILES, ids="-".join)
def case(request: pytest.FixtureRequest, folder: Path) -> Iterator[Case]:
    """A database, and the model file that was written of it."""
    name, kind = request.param
    text = (ODD / f"odd_{kind}.sql" if name == "odd" else HERE / f"{name}.sql").read_text(encoding="utf-8")
    for word, meant in WORDS[kind].items() if name != "odd" else ():
        text = text.replace(f"{{{word}}}", meant)
    script = folder / f"{name}.sql"
    quotes = kind == "mariadb" and name != "odd"
    script.write_text(f"SET SESSION sql_mode = 'ANSI_QUOTES';\n{text}" if quotes else text, encoding="utf-8")
    for url in urls(kind, name, folder):
        filled(url, script)
        schemas = SCHEMAS.get(name, ())
        path = folder / f"{name}_{kind}.py"
        options = [part for schema in schemas for part in ("--schema", schema)]
        main(["model", url, "-o", str(path), "--name", name, *options])
        yield Case(url, schemas, path)


def test_the_written_model_publishes_what_serve_publishes(case: Case) -> None:
    reflected = open_reflected(case.url, declared(case.path).name, case.schemas, Config())
    database = open_database("written", case.url, Config())
    written = Service(model_of(declared(case.path)), database, Config())
    for accept in ("application/xml", "application/json"):
        wanted, found = (ask(item, "$metadata", accept=accept).body for item in (reflected, written))
        assert found.decode() == wanted.decode()
    assert skimmed(written, every=3) == []
    for item in (reflected, written):
        item.database.engine.dispose()


def test_everything_in_the_database_is_published_or_mentioned(case: Case) -> None:
    reflected = open_reflected(case.url, "x", case.schemas, Config())
    text = case.path.read_text(encoding="utf-8")
    for what, why in reflected.model.left_out:
        assert what.rpartition(".")[2] in text and why.partition("\n")[0][:20] in text, what
    reflected.database.engine.dispose()


def test_a_password_is_not_written_down(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "shop.py"
    with pytest.raises(SystemExit) as error:
        main(["model", "postgresql://me:s3cret@127.0.0.1:1/shop", "-o", str(path)])
    printed = capsys.readouterr()
    assert "s3cret" not in f"{error.value}{printed.out}{printed.err}"
    assert not path.exists()


def test_what_is_left_out_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(tmp_path / "shop.sqlite") as connection:
        connection.executescript("CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE log (line TEXT)")
    connection.close()
    main(["model", f"sqlite:///{tmp_path}/shop.sqlite", "-o", str(tmp_path / "shop.py")])
    assert "shop.py: 1 entity set; 1 thing left out, each with its reason." in capsys.readouterr().out


def test_where_the_url_belongs_that_is_not_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for url in own_database("postgresql", f"{worker_name()}_secret"):
        engine = create_engine(normalised(url), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql("CREATE TABLE a (id INTEGER PRIMARY KEY)")
        engine.dispose()
        secret = make_url(url).set(password="s3cret").render_as_string(hide_password=False)
        main(["model", secret, "-o", str(tmp_path / "shop.py")])
    said = capsys.readouterr().out
    assert "set SHOP_DATABASE_URL to it" in said
    assert "s3cret" not in said + (tmp_path / "shop.py").read_text()


def test_what_is_written_passes_the_checks(folder: Path, case: Case) -> None:
    """As the last test of each database: all that was written so far."""
    for command in (["ruff", "format", "--check"], ["ruff", "check"], ["mypy"]):
        options = ["--config", "pyproject.toml"] if command[0] == "ruff" else ["--config-file", "pyproject.toml"]
        done = subprocess.run(
            [sys.executable, "-m", *command, *options, str(case.path)], cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout
