"""Settings of the web server. Each can be overridden on gunicorn's command line."""

import errno
import os
import socket
import sys
from pathlib import Path
from typing import Any

from odata_service import board
from odata_service.config import Config, ConfigError

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = os.environ.get("PORT", "8080")


def _number(name: str, default: int) -> int:
    """A setting; what is no number the application tells when it reads its settings."""
    text = os.environ.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and int(text[:9]) else default


bind = f"[{HOST}]:{PORT}" if ":" in HOST else f"{HOST}:{PORT}"

# Processes use the cores; threads wait for the database while others compute.
workers = _number("ODATA_WORKERS", 2)
threads = _number("ODATA_THREADS", 8)
worker_class = "odata_service.worker.Worker"  # one thread computes at a time, and none waits for a client

# Salesforce sends long filters in the URL. gunicorn knows only 8190 bytes or no limit (0); the application has its own
# limit and a clear answer (ODATA_MAX_URL_BYTES).
limit_request_line = 0
limit_request_field_size = 65536  # bytes; cookies and tokens of single sign-on are long

# For threads this is the worker's heartbeat, not the time of a request: statements have limits of their own, far below.
timeout = 120
graceful_timeout = 30  # seconds that running requests get when the server stops; longer than any statement's limit

# Load balancers close idle connections after 60 seconds as a rule. The server must not be the first: a request that is
# on its way just then would be lost.
keepalive = 75

# Workers open their databases themselves: connections cannot be shared across a fork.
preload_app = False

# The application logs requests itself, without the values in them.
accesslog = None
errorlog = "-"
loglevel = "warning"

# Which proxies are believed is for the application alone to judge (ODATA_TRUSTED_PROXIES). gunicorn believes nobody:
# it would take the scheme and, from a header, even the path from whoever it trusts, and refuse a request whose
# X-Forwarded headers contradict each other. The headers themselves reach the application unchanged.
forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}  # connections over a Unix socket are trusted in any case
forwarder_headers = ""

# The workers' heartbeat files belong into memory: a slow disk must not look like a hanging worker.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) and Path("/dev/shm").is_dir() else None

# A socket in the home directory to steer the server: nobody here does, and two servers would share it.
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Settings that cannot be used are told once, before there are workers that would each tell them; an address that
    cannot be had at once, where gunicorn would try for five seconds."""
    try:
        Config.from_env()
        # Else somebody has opened the sockets already, or may share them.
        if not ({"GUNICORN_FD", "LISTEN_PID"} & os.environ.keys() or server.cfg.reuse_port):
            for address in server.cfg.address:
                _try(address)
    except (ConfigError, OSError, OverflowError) as error:
        print(f"The server cannot start:\n{error}", file=sys.stderr)
        sys.exit(3)


def _try(address: Any) -> None:
    """Whether the server could listen there. Raises OSError, with a sentence."""
    if not isinstance(address, tuple):
        return  # a socket of Unix or of somebody else
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(address)
        except OSError as error:
            where = f"{address[0]}:{address[1]}"
            if error.errno == errno.EADDRINUSE:
                raise OSError(f"Another program listens at {where} already. Choose another port.") from error
            raise OSError(f"Nobody can listen at {where} here: {error.strerror}.") from error


def post_fork(server: Any, worker: Any) -> None:
    """Each worker counts what it does in a place of its own."""
    board.SERVED["number"] = worker.age


def post_worker_init(worker: Any) -> None:
    """Says where the service is, once: when the first worker has loaded the application and answers."""
    if worker.age == 1:
        services = getattr(worker.wsgi, "extensions", {}).get("odata_service", {})
        print(_welcome(services, _site(worker.sockets[0].getsockname())), flush=True)


DEMO = (  # what to try of it
    "Customers?$top=5",
    "Orders?$filter=OrderDate%20ge%202025-01-01&$orderby=NetAmount%20desc&$count=true&$top=5",
    "Products?$search=pipe&$select=ProductNo,ProductName,ListPrice",
)


def _site(address: Any) -> str:
    """The URL of where the server listens, whatever has said so; where that is no port, the settings' own."""
    host, port = (str(address[0]), address[1]) if isinstance(address, tuple) else (HOST or "", PORT)
    local = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{local}]:{port}" if ":" in local else f"http://{local}:{port}"


def _welcome(services: dict[str, list[str]], site: str) -> str:
    """`services`: the entity sets of each."""
    roots = {name: f"{site}/odata/v4/{name}/" for name in services}
    tried = [
        f"{roots[name]}{request}"
        for name, sets in services.items()
        for request in (DEMO if name == "erp" and "Customers" in sets else [f"{one}?$top=5" for one in sets[:1]])
    ]
    shown = "\n              "
    return f"""
  Service     {shown.join(roots.values())}
  Overview    {site}/

  Try         {shown.join(tried)}

  Salesforce  Setup > External Data Sources > New External Data Source
              Type: Salesforce Connect: OData 4.0, URL: the service above as the internet reaches it
              (the overview page has every field of the form)

  Stop        Ctrl+C
"""
