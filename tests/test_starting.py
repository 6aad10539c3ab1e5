"""What `serve` says where a database's driver, what that needs, or the database itself is not there: one sentence."""

import os
import socket
import sqlite3
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from odata_service.config import Config
from odata_service.sql.opening import OPTIONAL, normalised, open_database
from odata_service.sql.running import OTHERS

MSSQL = "mssql+pyodbc://user:secret@127.0.0.1:1/erp"
DB2 = "ibm_db_sa://user:secret@127.0.0.1:1/erp"
REPOSITORY = Path(__file__).parent.parent
NEEDED = [
    (MSSQL, "pyodbc", "mssql"),
    (DB2, "ibm_db_dbi", "db2"),
    ("snowflake://u:secret@a/erp", "snowflake", "snowflake"),
]


@pytest.mark.parametrize(("url", "module", "file"), NEEDED)
def test_a_driver_that_is_not_installed(url: str, module: str, file: str) -> None:
    """In a process that finds everything but this module."""
    program = f"import sys; sys.modules[{module!r}] = None; from odata_service.cli import main; main()"
    said = started([sys.executable, "-c", program], url)
    assert said.count("\n") == 1
    assert f"pip install -r requirements-{file}.txt" in said


@pytest.mark.parametrize(
    ("url", "module", "needed"),
    [(MSSQL, "pyodbc", "unixODBC"), (DB2, "ibm_db", "libcrypt")],
)
def test_a_driver_whose_library_cannot_be_loaded(url: str, module: str, needed: str, tmp_path: Path) -> None:
    Path(tmp_path, f"{module}{EXTENSION_SUFFIXES[0]}").write_bytes(b"")
    said = started([sys.executable, "-m", "odata_service"], url, PYTHONPATH=str(tmp_path))
    assert said.count("\n") == 1
    assert "is there and cannot be loaded" in said
    assert needed in said


@pytest.mark.parametrize("url", [DB2, "hana://user:secret@127.0.0.1:1"])
def test_a_server_that_is_not_there(url: str) -> None:
    said = started([sys.executable, "-m", "odata_service"], url)
    assert "cannot be read: nothing answers there" in said.splitlines()[-1]


def started(command: list[str], url: str, **environment: str) -> str:
    done = subprocess.run(
        [*command, "serve", "--database", url], capture_output=True, text=True, timeout=60, env=os.environ | environment
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr
    return done.stderr


def test_each_driver_that_is_installed_on_demand_has_its_file() -> None:
    folder = Path(__file__).parent.parent
    assert {name for name in OPTIONAL.values() if not Path(folder, f"requirements-{name}.txt").exists()} == set()
    assert set(OTHERS) <= set(OPTIONAL)


def test_the_odbc_driver_is_microsofts_where_the_url_names_none() -> None:
    assert normalised(MSSQL).query["driver"] == "ODBC Driver 18 for SQL Server"
    assert normalised(f"{MSSQL}?driver=FreeTDS").query["driver"] == "FreeTDS"
    assert "driver" not in normalised("mssql+pyodbc://user:secret@name_of_a_source").query


def test_a_driver_that_nobody_has() -> None:
    with pytest.raises(ValueError, match="There is no driver for 'nothing' databases here"):
        open_database("erp", "nothing://user@host/erp", Config())


@pytest.mark.parametrize(
    ("published", "sentence"),
    [
        ("SERVICES = (\n    nothing,)", "models/published.py, line 2: NameError: name 'nothing' is not defined"),
        ("from models.shop import SERVICE", "models/published.py, line 1: ModuleNotFoundError: No module named"),
        ("SERVICES = (", "models/published.py, line 1: '(' was never closed"),
        ("from odata_service.publish import EntitySet\n\nEntitySet(None, writable=True)",
         "models/published.py, line 3: TypeError: EntitySet.__init__() got an unexpected keyword argument 'writable'"),
    ],
)  # fmt: skip
def test_a_mistake_of_a_model_file_is_told_once(published: str, sentence: str, tmp_path: Path) -> None:
    """By the server, whose worker processes all find it out, and by the commands."""
    for name in ("wsgi.py", "gunicorn.conf.py", "odata_service"):
        (tmp_path / name).symlink_to(REPOSITORY / name)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "__init__.py").touch()
    (tmp_path / "models" / "published.py").write_text(published)
    environment = os.environ | {"PORT": "0", "ODATA_WORKERS": "3"}
    for program in (("gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"), ("odata_service", "check")):
        done = subprocess.run(
            [sys.executable, "-m", *program], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60
        )
        assert done.returncode in (2, 3)
        assert done.stderr.count(sentence) == 1
        assert "Traceback" not in done.stderr


def test_an_address_that_cannot_be_had_is_told_at_once(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "shop.sqlite").execute("CREATE TABLE t (id INTEGER PRIMARY KEY)").connection.close()
    serve = (sys.executable, "-m", "odata_service", "serve", f"sqlite:///{tmp_path}/shop.sqlite")
    make = (sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for command, variables in ((serve, {"PORT": port}), (make, {"PORT": port}), (serve, {"HOST": "192.0.2.1"})):
            done = subprocess.run(
                command, cwd=REPOSITORY, env=os.environ | variables, capture_output=True, text=True, timeout=60
            )
            assert done.returncode == 3
            sentence = f"Another program listens at 127.0.0.1:{port}" if "PORT" in variables else "Nobody can listen at"
            assert done.stderr.splitlines()[0] == "The server cannot start:"
            assert done.stderr.splitlines()[1].startswith(sentence)
            assert len(done.stderr.splitlines()) == 2
