"""A Firebird server of the tests' own: on a free port, with its own users, in a temporary folder."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

from tests.conftest import unavailable

ROOT = Path(__file__).parents[1]
INSTALLED = Path("/usr/lib")
PASSWORD = "of-the-tests"
SETTINGS = """\
SecurityDatabase = {folder}/security.fdb
RemoteServicePort = {port}
RemoteBindAddress = 127.0.0.1
ServerMode = Super
AuthServer = Srp
UserManager = Srp
"""
# The engine itself makes the databases, and the server's first user.
PREPARE = """\
import sys
from firebird.driver import create_database
folder, password = sys.argv[1:]
create_database(f"{folder}/security.fdb", user="SYSDBA").close()
made = create_database(f"{folder}/erp.fdb", user="SYSDBA", charset="UTF8")
made.execute_immediate(f"CREATE USER SYSDBA PASSWORD '{password}'")
made.commit()
made.close()
"""


def program() -> str:
    """The server's program; skips, or in CI fails, where it is not installed."""
    kept = ROOT / ".venv" / "firebird" / "usr" / "sbin" / "firebird"  # by `make test`, which starts no service
    found = str(kept) if kept.exists() else shutil.which("firebird", path="/usr/sbin:/opt/firebird/bin")
    if found is None:
        unavailable("Firebird's server is not installed: apt-get install firebird3.0-server")
    return found


@dataclass(eq=False)
class FirebirdServer:
    """Runs between `start` and `stop`, as often as wanted."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    @property
    def url(self) -> str:
        return self.url_with(PASSWORD)

    def url_with(self, password: str) -> str:
        return f"firebird://SYSDBA:{password}@127.0.0.1:{self.port}/{self.folder}/erp.fdb"

    def start(self) -> None:
        self.process = subprocess.Popen(
            [program()], env=self._environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = monotonic() + 20
        while not self._listens():
            assert self.process.poll() is None and monotonic() < until, "the server does not start"
            sleep(0.02)

    def stop(self) -> None:
        """At once, as when a machine loses its power."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def prepare(self) -> None:
        """What it needs before its first start."""
        (own,) = INSTALLED.glob("*/firebird/3.0")
        for name in ("firebird.msg", "intl"):
            (self.folder / name).symlink_to(own / name)
        shutil.copy(own / "plugins.conf", self.folder / "plugins.conf")
        (self.folder / "databases.conf").touch()
        (self.folder / "firebird.conf").write_text(SETTINGS.format(folder=self.folder, port=self.port))
        subprocess.run([sys.executable, "-c", PREPARE, str(self.folder), PASSWORD], env=self._environment(), check=True)

    def _environment(self) -> dict[str, str]:
        own = str(self.folder)
        return {**os.environ, "FIREBIRD": own, "FIREBIRD_LOCK": own, "FIREBIRD_TMP": own}

    def _listens(self) -> bool:
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", self.port)) == 0


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
    return port
