"""Database servers of a test's own, started from the installed programs, to be killed and started again."""

import glob
import os
import pwd
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from odata_service.sql.opening import normalised
from tests.test_serve import free_port

SECONDS = 120


class Server:
    """A server over files in a folder. It is killed with SIGKILL, with all of its processes, and started over them."""

    def __init__(self, folder: Path, user: str) -> None:
        self.folder, self.port = folder, free_port()
        self.user = user if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        for part in [folder, *folder.parents[:2]]:
            part.chmod(0o755)
        self.data = folder / "data"
        self.data.mkdir(mode=0o700)
        if os.getuid() == 0:
            shutil.chown(self.data, self.user)
        self.prepare()
        self.start()

    def prepare(self) -> None:
        raise NotImplementedError

    def command(self) -> list[str]:
        raise NotImplementedError

    @property
    def url(self) -> str:
        raise NotImplementedError

    def call(self, *command: str) -> None:
        made = subprocess.run(command, user=self.user, cwd=self.data, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr[-2000:]

    def start(self) -> None:
        settings: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(
            self.command(), user=self.user, cwd=self.data, start_new_session=True, **settings
        )
        until = time.monotonic() + SECONDS
        engine = create_engine(normalised(self.url))
        while True:
            try:
                engine.connect().close()
                break
            except SQLAlchemyError:
                assert self.process.poll() is None and time.monotonic() < until, "the database does not start"
                time.sleep(0.1)
        engine.dispose()

    def kill(self) -> None:
        """As when the machine loses its power: nothing is written any more by any of its processes."""
        for one in [self.process.pid, *descendants(self.process.pid)]:
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        self.process.wait(timeout=SECONDS)


def descendants(parent: int) -> list[int]:
    """The processes that a process has started, and those that they have."""
    with suppress(OSError):
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        return [one for child in children for one in (int(child), *descendants(int(child)))]
    return []


class PostgreSQL(Server):
    def prepare(self) -> None:
        self.call(program("initdb"), "-D", str(self.data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")

    def command(self) -> list[str]:
        return [program("postgres"), "-D", str(self.data), "-p", str(self.port), "-k", str(self.data),
                "-c", "listen_addresses=127.0.0.1"]  # fmt: skip

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"


class MariaDB(Server):
    def prepare(self) -> None:
        self.call(program("mariadb-install-db"), "--no-defaults", f"--datadir={self.data}", "--skip-test-db",
                  "--auth-root-authentication-method=normal")  # fmt: skip

    def command(self) -> list[str]:
        return [program("mariadbd"), "--no-defaults", f"--datadir={self.data}", f"--port={self.port}",
                f"--socket={self.data}/socket", "--bind-address=127.0.0.1", "--skip-name-resolve"]  # fmt: skip

    @property
    def url(self) -> str:
        return f"mysql://root@127.0.0.1:{self.port}/mysql"


KINDS: dict[str, type[Server]] = {"postgresql": PostgreSQL, "mariadb": MariaDB}
USERS = {"postgresql": "postgres", "mariadb": "mysql"}


def program(name: str) -> str:
    """Where a program is installed; the test is skipped where it is not."""
    found = [*glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), shutil.which(name), shutil.which(name, path="/usr/sbin")]
    path = next((one for one in found if one), None)
    if path is None:
        pytest.skip(f"{name} is not installed here")
    return path
