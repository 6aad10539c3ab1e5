"""Environment variables -> the settings of the server. `Config.from_env` is the only reader of the environment.

Every setting can also be given as `<NAME>_FILE`, the path of a file that holds the value, as Docker and Kubernetes
hand over secrets. `SETTINGS` is the whole list; `python -m odata_service settings` prints it and `docs/settings.md`
explains it.
"""

import difflib
import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class ConfigError(Exception):
    """Settings that cannot be used: one sentence per mistake, each naming its variable."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A text that must not appear in a log, a page or a traceback."""

    _text: str

    def reveal(self) -> str:
        """The text itself, for the one place that needs it."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(***)"


class DatabaseSource(Protocol):
    """What `publish.Source` says about where a database's URL stands."""

    @property
    def variable(self) -> str: ...

    @property
    def default(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: the variable's name, its default as it would be written, a sentence, and how it is read."""

    name: str
    default: str
    help: str
    read: Callable[[str], Any]  # text -> value; its ValueError says what the text must be
    field: str = ""  # the name in `Config`; `ODATA_PAGE_SIZE` is `page_size` unless it is said here

    @property
    def secret(self) -> bool:
        """Whether the value must not be shown."""
        return self.read in (_users, _secret)


def _number(kind: type[int] | type[float], least: float, most: float, text: str) -> int | float:
    try:
        value = kind(text)
    except ValueError:
        value = kind(-1)
    if not least <= value <= most:
        raise ValueError(f"a {'whole ' if kind is int else ''}number from {least:,g} to {most:,.0f}".replace(",", ""))
    return value


def _choice(options: tuple[str, ...], text: str) -> str:
    if text.lower() not in options:
        raise ValueError(f"one of {', '.join(options)}")
    return text.lower()


_SWITCH = {"on": True, "true": True, "yes": True, "1": True, "off": False, "false": False, "no": False, "0": False}


def _switch(text: str) -> bool:
    if text.lower() not in _SWITCH:
        raise ValueError("on or off")
    return _SWITCH[text.lower()]


def _networks(text: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(part, strict=False) for part in re.split(r"[,;\s]+", text) if part)
    except ValueError:
        raise ValueError("addresses or networks such as 10.0.0.0/8, 127.0.0.1, separated by commas") from None


_HASH = re.compile(r"\$argon2(id|i|d)\$v=\d+\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+")


def _users(text: str) -> dict[str, Secret]:
    """`name:hash` by lines or semicolons; a line that begins with `#` is a comment."""
    users: dict[str, Secret] = {}
    for entry in (part.strip() for part in re.split(r"[;\r\n]+", text)):
        if not entry or entry.startswith("#"):
            continue
        name, colon, hashed = entry.partition(":")
        if not colon or not name.strip().isprintable() or not name.strip() or not _HASH.fullmatch(hashed.strip()):
            raise ValueError("entries 'name:hash' as 'python -m odata_service user NAME' prints them, one per line")
        if name.strip() in users:
            raise ValueError(f"entries with different names; '{name.strip()}' stands there twice")
        users[name.strip()] = Secret(hashed.strip())
    return users


def _root_url(text: str) -> str | None:
    if not text:
        return None
    parts = urlsplit(text)
    if (
        parts.scheme not in {"http", "https"}
        or not parts.netloc
        or parts.query
        or parts.fragment
        or "@" in parts.netloc
    ):
        raise ValueError("an absolute URL without a query, such as https://erp.example.com")
    return text.rstrip("/")


def _secret(text: str) -> Secret | None:
    return Secret(text) if text else None


def _header(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9-]{1,60}", text):
        raise ValueError("a header's name, such as X-CSRF-Token")
    return text


def _table(text: str) -> str | None:
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,62}", text):
        raise ValueError("a name of letters, digits and underscores, or off")
    return None if text.lower() == "off" else text


def _directory(text: str) -> Path | None:
    if not text:
        return None
    if not (Path(text).is_dir() and os.access(text, os.R_OK | os.W_OK | os.X_OK)):
        raise ValueError("a directory that is there, and that the server may write to")
    return Path(text).resolve()


def _whole(least: int, most: int) -> Callable[[str], Any]:
    return partial(_number, int, least, most)


def _seconds(least: float, most: float) -> Callable[[str], Any]:
    return partial(_number, float, least, most)


_LOG_LEVELS = ("debug", "info", "warning", "error")

SETTINGS: tuple[Setting, ...] = (
    Setting("ODATA_USERS", "", "Who may log in: name:hash entries, separated by semicolons or lines.", _users),
    Setting("ODATA_CREDENTIAL_SECONDS", "300", "How long a verified password is remembered.", _seconds(0, 86400)),
    Setting("ODATA_DATABASE_URL", "", "The database that 'serve' publishes by default.", _secret, "database"),
    Setting("ODATA_PUBLIC_URL", "", "The server's URL as clients see it, if it is always the same.", _root_url),
    Setting("ODATA_TRUSTED_PROXIES", "", "Addresses of proxies whose X-Forwarded-* headers are believed.", _networks),
    Setting("ODATA_PAGE_SIZE", "1000", "Rows per page where neither client nor model says.", _whole(1, 100_000)),
    Setting("ODATA_MAX_PAGE_SIZE", "2000", "The most rows that a page ever has.", _whole(1, 100_000)),
    Setting("ODATA_PAGE_BYTES", "4000000", "A page ends early at this many bytes of JSON.", _whole(10_000, 10**9)),
    Setting("ODATA_EXPAND_DEPTH", "8", "How many levels $expand may be nested.", _whole(1, 100)),
    Setting("ODATA_EXPANDS", "60", "How many navigation properties a request may expand, all levels together.",
            _whole(1, 10_000)),
    Setting("ODATA_EXPRESSION_NODES", "30000",
            "Operators, functions, properties and values in a request's expressions; a list counts once.",
            _whole(100, 1_000_000)),
    Setting("ODATA_EXPRESSION_DEPTH", "100",
            "How deeply an expression, or $search, may be nested; chains of and, or are one level.", _whole(1, 100)),
    Setting("ODATA_APPLY_DEPTH", "20", "How many transformations of $apply may stand within each other.",
            _whole(0, 20)),
    Setting("ODATA_APPLY_ROWS", "1000000", "The most rows that a request with $apply gives, all pages together.",
            _whole(1, 10**9)),
    Setting("ODATA_EXPANDED_ROWS", "10000", "Related rows that $expand fetches at once; more are paged.",
            _whole(100, 10_000_000)),
    Setting("ODATA_BATCH_PARTS", "1000", "How many requests a $batch may hold.", _whole(1, 100_000)),
    Setting("ODATA_BATCH_BYTES", "64000000", "Bytes of a $batch's answers; the requests behind them are refused.",
            _whole(10_000, 10**10)),
    Setting("ODATA_BATCH_SECONDS", "100", "How long a $batch may take; the requests that are left then are refused.",
            _seconds(1, 86400)),
    Setting("ODATA_CHANGED_ROWS", "10000", "How many entities one request may change through /$each and whole lists.",
            _whole(1, 10_000_000)),
    Setting("ODATA_CSRF", "off", "Whether changes need a token that is fetched before (CSRF Protection).", _switch),
    Setting("ODATA_CSRF_HEADER", "X-CSRF-Token", "The header of that token (Anti-CSRF Token Name).", _header),
    Setting("ODATA_SECRET", "", "What tokens are signed with: 32 characters or more, the same on all hosts.", _secret),
    Setting("ODATA_REPEATABLE_SECONDS", "86400", "For how long a request with Repeatability headers is known again.",
            _whole(60, 10**8)),
    Setting("ODATA_REQUESTS_TABLE", "odata_requests", "The table in which requests are remembered; off: nowhere.",
            _table),
    Setting("ODATA_ASYNC_DIRECTORY", "", "Where answers to asynchronous requests wait; all hosts need the same one.",
            _directory),
    Setting("ODATA_ASYNC_THREADS", "2", "Asynchronous requests that a worker process carries out at the same time.",
            _whole(1, 100)),
    Setting("ODATA_ASYNC_WAIT", "1", "Seconds after which respond-async is answered with 202 where no wait is given.",
            _seconds(0, 60)),
    Setting("ODATA_ASYNC_SECONDS", "600", "How long an asynchronous request, and each statement of it, may take.",
            _seconds(1, 86400)),
    Setting("ODATA_ASYNC_KEPT_SECONDS", "3600", "For how long the answer to an asynchronous request waits.",
            _seconds(1, 10**7)),
    Setting("ODATA_ASYNC_ANSWERS", "1000", "How many asynchronous requests, and answers to them, there may be.",
            _whole(1, 100_000)),
    Setting("ODATA_ASYNC_BYTES", "1000000000", "Bytes of waiting answers above which no others are made to wait.",
            _whole(0, 10**13)),
    Setting("ODATA_SEARCH_MODE", "words", "How $search is read: words (by its grammar), phrase, or salesforce.",
            partial(_choice, ("phrase", "salesforce", "words"))),
    Setting("ODATA_STATEMENT_TIMEOUT", "20", "Seconds that a database statement may take.", _seconds(0.1, 3600)),
    Setting("ODATA_COUNT_TIMEOUT", "5", "Seconds that counting for $count=true may take; the page comes without.",
            _seconds(0.05, 3600)),
    Setting("ODATA_CONNECT_TIMEOUT", "2", "Seconds to wait for the database to accept a connection.",
            _seconds(0.1, 300)),
    Setting("ODATA_POOL_TIMEOUT", "2", "Seconds to wait for a free connection before answering 503.",
            _seconds(0.1, 300)),
    Setting("ODATA_POOL_SIZE", "0", "Database connections per worker process; 0: as many as threads.",
            _whole(0, 1000)),
    Setting("ODATA_WORKERS", "2", "Worker processes of the server.", _whole(1, 256)),
    Setting("ODATA_THREADS", "8", "Threads of each worker process: requests that it answers at the same time.",
            _whole(1, 1000)),
    Setting("ODATA_MAX_URL_BYTES", "1000000", "The longest URL, in bytes; above it the answer is 414.",
            _whole(1000, 10**9)),
    Setting("ODATA_MAX_BODY_BYTES", "8000000", "The largest request body, unpacked; above it the answer is 413.",
            _whole(1000, 10**9)),
    Setting("ODATA_REQUEST_LOG", "on", "One line of log per request.", _switch),
    Setting("ODATA_LOG_LEVEL", "info", "From which level on messages are logged.", partial(_choice, _LOG_LEVELS)),
    Setting("ODATA_LOG_FORMAT", "text", "How the log is written: text or json.",
            partial(_choice, ("text", "json"))),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Config:
    """The settings, read and checked. Times are seconds, sizes bytes. `Config()` has every default."""

    users: Mapping[str, Secret] = field(default_factory=dict)  # name -> Argon2 hash
    credential_seconds: float = 300.0
    database: Secret | None = None
    public_url: str | None = None  # without a trailing slash
    trusted_proxies: tuple[Network, ...] = ()
    page_size: int = 1000
    max_page_size: int = 2000
    page_bytes: int = 4_000_000
    expand_depth: int = 8
    expands: int = 60
    expression_nodes: int = 30_000
    expression_depth: int = 100
    apply_depth: int = 20
    apply_rows: int = 1_000_000
    expanded_rows: int = 10_000
    batch_parts: int = 1000
    batch_bytes: int = 64_000_000
    batch_seconds: float = 100.0
    changed_rows: int = 10_000
    csrf: bool = False
    csrf_header: str = "X-CSRF-Token"
    secret: Secret | None = None
    repeatable_seconds: int = 86_400
    requests_table: str | None = "odata_requests"
    async_directory: Path | None = None
    async_threads: int = 2
    async_wait: float = 1.0
    async_seconds: float = 600.0
    async_kept_seconds: float = 3600.0
    async_answers: int = 1000
    async_bytes: int = 1_000_000_000
    search_mode: str = "words"
    statement_timeout: float = 20.0
    count_timeout: float = 5.0
    connect_timeout: float = 2.0
    pool_timeout: float = 2.0
    pool_size: int = 8
    workers: int = 2
    threads: int = 8
    max_url_bytes: int = 1_000_000
    max_body_bytes: int = 8_000_000
    request_log: bool = True
    log_level: str = "info"
    log_format: str = "text"
    warnings: tuple[str, ...] = ()  # what is odd about the environment, to be logged at start
    environment: Mapping[str, Secret] = field(default_factory=dict, repr=False)

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> "Config":
        """The settings of this process, or of `environment`. Raises ConfigError with all mistakes at once."""
        given = dict(os.environ if environment is None else environment)
        values: dict[str, Any] = {}
        mistakes: list[str] = []
        for setting in SETTINGS:
            try:
                values[field_of(setting)] = _value_of(setting, given)
            except ValueError as mistake:
                mistakes.append(str(mistake))
        if not mistakes:
            values["pool_size"] = values["pool_size"] or values["threads"]
            mistakes += _contradictions(values)
        if mistakes:
            raise ConfigError(tuple(mistakes))
        secrets = {name: Secret(text) for name, text in given.items()}
        return cls(**values, warnings=_unknown(given), environment=secrets)

    def variable(self, name: str) -> str | None:
        """Another variable of the environment: HOST and PORT, which every platform sets."""
        found = self.environment.get(name)
        return found.reveal() if found else None

    def database_url(self, source: DatabaseSource) -> Secret:
        """The SQLAlchemy URL of a database. Raises ConfigError where its variable is not set."""
        given = {name: self.environment[name].reveal() for name in _spellings(source.variable, self.environment)}
        try:
            text = _text_of(source.variable, given)
        except ValueError as mistake:
            raise ConfigError((str(mistake),)) from None
        if text or source.default:
            return Secret(text or source.default or "")
        raise ConfigError(
            (f"{source.variable} is not set. Give it the database's URL, such as postgresql+psycopg://user@host/name.",)
        )


def field_of(setting: Setting) -> str:
    """The name of a setting's value in `Config`."""
    return setting.field or setting.name.removeprefix("ODATA_").lower()


def _value_of(setting: Setting, given: Mapping[str, str]) -> Any:
    text = _text_of(setting.name, given)
    try:
        return setting.read(setting.default if text is None else text)
    except ValueError as expected:
        found = "" if setting.secret else f"is '{(text or '')[:60]}'; it "
        raise ValueError(f"{setting.name} {found}must be {expected}.") from None


def _text_of(name: str, given: Mapping[str, str]) -> str | None:
    """The value of a variable, or of the file that `<name>_FILE` names; None where neither is set."""
    text, path = given.get(name, "").strip(), given.get(f"{name}_FILE", "").strip()
    if text and path:
        raise ValueError(f"{name} and {name}_FILE are both set; leave one of them out.")
    if not path:
        return text or None
    try:
        return Path(path).read_text(encoding="utf-8").strip() or None
    except OSError as error:
        raise ValueError(f"{name}_FILE: '{path}' cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise ValueError(f"{name}_FILE: '{path}' is not a text file in UTF-8.") from None


def _spellings(variable: str, given: Mapping[str, object]) -> list[str]:
    return [name for name in (variable, f"{variable}_FILE") if name in given]


def _contradictions(values: Mapping[str, Any]) -> list[str]:
    mistakes = []
    if values["page_size"] > values["max_page_size"]:
        mistakes.append("ODATA_PAGE_SIZE must not be larger than ODATA_MAX_PAGE_SIZE.")
    secret: Secret | None = values["secret"]
    if values["csrf"] and (secret is None or len(secret.reveal()) < 32):
        mistakes.append("ODATA_CSRF needs ODATA_SECRET, a random text of 32 characters or more.")
    return mistakes


def _unknown(given: Mapping[str, str]) -> tuple[str, ...]:
    """One sentence for each variable that looks like a setting and is none; databases may be named freely."""
    known = {setting.name for setting in SETTINGS}
    sentences = []
    for name in sorted(given):
        plain = name.removesuffix("_FILE")
        if name.startswith("ODATA_") and plain not in known and not plain.endswith("_URL"):
            close = difflib.get_close_matches(plain, known, n=1)
            sentences.append(f"{name} is not a setting{f'; did you mean {close[0]}?' if close else '.'}")
    return tuple(sentences)
