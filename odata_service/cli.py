"""The command line: `python -m odata_service serve | model | settings | user`."""

import argparse
import difflib
import getpass
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from argon2 import PasswordHasher
from gunicorn.app.base import BaseApplication
from sqlalchemy.exc import SQLAlchemyError

from odata_service.app import create_app
from odata_service.config import SETTINGS, Config, ConfigError
from odata_service.edm.draft import ModelError
from odata_service.edm.names import safe_name
from odata_service.gateway import ROOT
from odata_service.logs import set_up
from odata_service.modelling.commands import add_commands
from odata_service.modelling.salesforce import unfit
from odata_service.service import Service, open_reflected
from odata_service.sql.opening import normalised
from odata_service.sql.reach import reached

SERVER_SETTINGS = Path(__file__).parent.parent / "gunicorn.conf.py"


def main(arguments: list[str] | None = None) -> None:
    """Runs a command; a mistake ends with one sentence and exit code 2."""
    parser = _parser()
    given = sys.argv[1:] if arguments is None else arguments
    if not given:
        parser.print_help(sys.stderr)
        sys.exit(2)
    parsed = parser.parse_args(given)
    try:
        parsed.run(parsed)
    except (ConfigError, ModelError, ValueError) as error:
        _end(str(error))
    except SQLAlchemyError as error:
        _end(f"The database cannot be read: {_first_line(error)}")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # `… | head` has seen enough
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        _end(f"{error.filename}: {error.strerror}." if error.filename else f"{error}.")


def _end(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(2)


def _first_line(error: Exception) -> str:
    """What the driver says, without SQL, links and passwords."""
    original = getattr(error, "orig", None) or error
    line = str(original).strip().splitlines()[0] if str(original).strip() else type(original).__name__
    return re.sub(r"//[^/@\s]*@", "//***@", line)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in a sentence, and what would be right."""

    def error(self, message: str) -> NoReturn:
        found = re.search(r"invalid choice: '?([^'\s]+)'? \(choose from (.*)\)", message)
        if found:
            known = re.findall(r"[\w-]+", found[2])
            close = difflib.get_close_matches(found[1], known, n=1)
            meant = f" Did you mean '{close[0]}'?" if close else f" There are {', '.join(known)}."
            message = f"There is no command '{found[1]}'.{meant}" if "COMMAND" in message else f"{message}.{meant}"
        else:
            message = f"{message[:1].upper()}{message[1:]}."
        _end(f"{message}\n\n{self.format_usage()}Help: {self.prog} --help")


EXAMPLES = """\
examples:
  python -m odata_service serve --database postgresql://user@host/shop
  python -m odata_service inspect postgresql://user@host/shop
  python -m odata_service model postgresql://user@host/shop -o models/shop.py
  python -m odata_service check models/shop.py
  python -m odata_service explain 'Orders?$top=5' --model models/shop.py

Each command says more of itself: python -m odata_service serve --help. docs/commands.md has all of it.
"""


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m odata_service", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Publishes databases, live, as OData services for Salesforce Connect and other clients.",
        epilog=EXAMPLES,
    )  # fmt: skip
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    serve = commands.add_parser(
        "serve", help="publish an existing database at once",
        description="Publishes every table and view that has a key, without a model file, and says what is left out.",
    )  # fmt: skip
    serve.add_argument("url", metavar="URL", nargs="*", help="the same as --database URL")
    serve.add_argument(
        "--database", metavar="URL", action="append",
        help="SQLAlchemy URL, or a directory of CSV and Parquet files (default: ODATA_DATABASE_URL); given several"
        " times, each database is a service of its own",
    )  # fmt: skip
    serve.add_argument(
        "--name",
        action="append",
        help="the service's name in the URL (default: the database's); as often as --database",
    )
    serve.add_argument(
        "--schema", action="append", default=[],
        help="a database schema to publish; can be given several times (default: the user's own)",
    )  # fmt: skip
    serve.add_argument("--writable", action="store_true", help="let tables be changed, too; views stay as they are")
    serve.add_argument(
        "--times-as-text", action="store_true",
        help="publish times of day and durations as texts: Salesforce cannot sync a table that has some",
    )  # fmt: skip
    serve.add_argument(
        "--host", default=os_default("HOST", "127.0.0.1"), help="the address to listen on (default: HOST, or 127.0.0.1)"
    )
    serve.add_argument(
        "--port", default=os_default("PORT", "8080"), type=_port, help="the port to listen on (default: PORT, or 8080)"
    )
    serve.add_argument("--workers", type=int, help="worker processes (default: ODATA_WORKERS)")
    serve.set_defaults(run=_serve)
    add_commands(commands)
    settings = commands.add_parser(
        "settings", help="list the environment variables that are read",
        description="Lists the environment variables that the server reads, with their defaults.",
    )  # fmt: skip
    settings.set_defaults(run=_settings)
    user = commands.add_parser(
        "user", help="make the line for a user that goes into ODATA_USERS",
        description="Asks for a password, or reads it from the standard input, and prints the line for ODATA_USERS.",
    )  # fmt: skip
    user.add_argument("name", metavar="NAME", help="the user's name")
    user.set_defaults(run=_user)
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is no port: a number from 0 to 65535")
    return int(text)


def os_default(name: str, default: str) -> str:
    """HOST and PORT as gunicorn.conf.py takes them."""
    return Config.from_env().variable(name) or default


def _serve(given: Any) -> None:
    config = Config.from_env()
    urls = [*given.url, *(given.database or ())] or ([config.database.reveal()] if config.database else [])
    if not urls:
        raise ValueError("Which database? Say --database URL, or set ODATA_DATABASE_URL.")
    if given.name and len(given.name) != len(urls):
        raise ValueError(f"There are {len(urls)} databases, and {len(given.name)} names.")
    set_up(config)
    services: list[Service] = []
    for url, name in zip(urls, given.name or [None] * len(urls), strict=True):
        services.append(_opened(url, _name(name, url, [one.name for one in services]), given, config))
    near = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(given.host, given.host)
    site = f"http://{_bound(near, given.port)}"
    for service in services:
        _print_published(service, f"{site}{ROOT}{service.name}/")
    print(
        f"  Overview    {site}/\n\n"
        "  Salesforce  Setup > External Data Sources > New External Data Source\n"
        "              Type: Salesforce Connect: OData 4.0, URL: the service above as the internet reaches it\n"
        "              (the overview page has every field of the form)\n\n"
        "  Stop        Ctrl+C\n",
        flush=True,
    )
    Server(services, replace(config, workers=given.workers or config.workers), given.host, given.port).run()


def _opened(url: str, name: str, given: Any, config: Config) -> Service:
    """The service of one database; it is connected to anew by the processes that serve it."""
    with reached(url):
        service = open_reflected(
            url, name, given.schema, config, writable=given.writable, times_as_text=given.times_as_text
        )
    service.database.engine.dispose()
    if not service.model.entity_sets:
        reasons = "".join(f"\n  {what}: {why}" for what, why in service.model.left_out)
        raise ValueError(f"There is nothing to publish in this database.{reasons}")
    return service


def _name(given: str | None, url: str, taken: Sequence[str]) -> str:
    """The service's name: as said, or the database's (or its file's), which no other one has."""
    if given is not None:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,37}", given):
            raise ValueError(
                f"'{given}' cannot be a service's name: a letter first, then letters, digits, underscores."
            )
        if given in taken:
            raise ValueError(f"Two services cannot have the name '{given}'.")
        return given
    return safe_name(Path(normalised(url).database or "database").stem, prefix="db", length=38, taken=taken)


def _print_published(service: Service, url: str) -> None:
    model = service.model
    print(f"\n  {len(model.entity_sets)} entity sets are published")
    for name, item in model.entity_sets.items():
        print(f"    {name:40} {len(item.type.properties):3} properties, key {', '.join(item.type.key)}")
    if model.left_out:
        print(f"\n  {len(model.left_out)} things are not published")
        for what, why in model.left_out:
            print(f"    {what:40} {why}")
    refused = unfit(model)
    if refused:
        print("\n  Salesforce cannot take these as they are: --times-as-text, or what 'inspect' says, helps")
        for what, why in refused:
            print(f"    {what:40} {why}")
    first = next(iter(model.entity_sets))
    print(f"\n  Service     {url}\n  Try         {url}{first}?$top=5\n")


def _bound(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn with the settings that the product ships."""

    def __init__(self, services: Sequence[Service], config: Config, host: str, port: int) -> None:
        self.services, self.config, self.host, self.port = services, config, host, port
        super().__init__()

    def load_config(self) -> None:
        if SERVER_SETTINGS.exists():
            settings: dict[str, Any] = {}
            exec(compile(SERVER_SETTINGS.read_text(), str(SERVER_SETTINGS), "exec"), settings)
            for name, value in settings.items():
                if name in self.cfg.settings and name != "post_worker_init" and value is not None:
                    self.cfg.set(name, value)
        self.cfg.set("bind", _bound(self.host, self.port))
        self.cfg.set("workers", self.config.workers)

    def load(self) -> Any:
        return create_app(self.services, self.config)


def _settings(given: Any) -> None:
    lines = [(setting.name, setting.default or "-", setting.help) for setting in SETTINGS]
    lines += [("HOST", "127.0.0.1", "Where the server listens."), ("PORT", "8080", "The port that it listens on.")]
    for name, default, sentence in lines:
        print(f"{name:26} {default:16} {sentence}")


def _user(given: Any) -> None:
    """Asks for the password, or reads it from the standard input when that is no terminal."""
    if ":" in given.name or ";" in given.name:
        raise ValueError("A user's name has neither a colon nor a semicolon.")
    typed = sys.stdin.isatty()
    password = getpass.getpass("Password: ") if typed else sys.stdin.readline().rstrip("\n")
    if len(password) < 8:
        raise ValueError("The password needs at least 8 characters.")
    if typed and getpass.getpass("Once more: ") != password:
        raise ValueError("That is another password than the first time. Nothing was made.")
    print(f"{given.name}:{PasswordHasher().hash(password)}")
    if sys.stdout.isatty():
        print("Set ODATA_USERS to this line, in single quotes, and start the server.", file=sys.stderr)
