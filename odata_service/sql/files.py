"""A directory of CSV and Parquet files -> a DuckDB database in memory, with a view of each file's rows.

The URL is `files:///the/directory`; `?orders=order_id&lines=order_id,line` says keys. The form of a CSV file and its
types are found once, from all its rows; its rows are read with each request.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy.engine import URL

DRIVER = "files"
NO_KEY = "no column has another value in each row; name the key in the URL: files:///directory?NAME=COLUMN,COLUMN"
READERS = {".csv": "csv", ".tsv": "csv", ".csv.gz": "csv", ".tsv.gz": "csv", ".parquet": "parquet"}
KEYS = ("BIGINT", "INTEGER", "SMALLINT", "TINYINT", "VARCHAR", "UUID", "DATE")  # types that are looked at for a key
NUMBERS = ("BIGINT", "INTEGER", "SMALLINT", "TINYINT", "DOUBLE", "HUGEINT")
CREATING = Lock()


@dataclass(frozen=True, slots=True)
class Files:
    """What a directory holds: the statement that makes each view, the views' keys, and what cannot be published."""

    views: Mapping[str, str]
    keys: Mapping[str, tuple[str, ...]]
    left_out: tuple[tuple[str, str], ...]
    no_key: str = NO_KEY


LOOKED_AT: dict[URL, Files] = {}


def files_url(text: str) -> str | None:
    """The URL of a directory that is named by its path; None: it is none."""
    if "://" in text or not Path(text).is_dir():
        return None
    return f"{DRIVER}://{Path(text).resolve()}"


def engine_url(target: URL) -> URL:
    """The database in memory for a directory's URL.

    Raises:
        ValueError: there is no such directory.
    """
    if not folder_of(target).is_dir():
        raise ValueError(f"There is no directory '{folder_of(target)}'.")
    digest = sha256(str(target).encode()).hexdigest()[:16]
    return URL.create("duckdb", database=f":memory:{digest}")


def folder_of(target: URL) -> Path:
    return Path("/", target.database or "")


def prepare(target: URL, connection: Any, record: Any) -> None:
    """Makes the views in a new connection's database, where they are not there yet."""
    with CREATING:
        record.info["files"] = found = files_of(target, connection)
        for statement in found.views.values():
            connection.execute(statement)


def files_of(target: URL, connection: Any) -> Files:
    """What the directory of a URL holds. It is looked at once in a process.

    Raises:
        ValueError: the URL declares a key that is none.
    """
    if target not in LOOKED_AT:
        LOOKED_AT[target] = _read(folder_of(target), target.query, connection)
    return LOOKED_AT[target]


def _read(folder: Path, declared: Mapping[str, Any], connection: Any) -> Files:
    views: dict[str, str] = {}
    keys: dict[str, tuple[str, ...]] = {}
    left_out: list[tuple[str, str]] = []
    for path, reader in _paths(folder):
        name = _name(path, views)
        try:
            rows = _csv(connection, path) if reader == "csv" else f"read_parquet({_text(str(path))})"
            columns = connection.execute(f"DESCRIBE SELECT * FROM {rows}").fetchall()
        except Exception as error:  # whatever DuckDB says of a file, the other ones are published
            left_out.append((path.name, f"it cannot be read ({type(error).__name__})"))
            continue
        views[name] = f"CREATE VIEW IF NOT EXISTS {_quoted(name)} AS SELECT * FROM {rows}"
        keys[name] = _declared(name, columns, declared) or _unique(connection, rows, columns)
    unknown = sorted(set(declared) - set(views))
    if unknown:
        raise ValueError(f"The URL names a key of '{unknown[0]}', and there is no such file in '{folder}'.")
    return Files(views, {name: key for name, key in keys.items() if key}, tuple(left_out))


def _paths(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.iterdir()):
        for ending, reader in READERS.items():
            if path.is_file() and path.name.lower().endswith(ending):
                yield path, reader


def _name(path: Path, taken: Mapping[str, str]) -> str:
    stem = path.name.partition(".")[0]
    return stem if stem not in taken else path.name.replace(".", "_")


def _csv(connection: Any, path: Path) -> str:
    """The call that reads a file as it is now, all types said. What begins with a zero is no number, but a code."""
    (call,) = connection.execute("SELECT prompt FROM sniff_csv(?, sample_size=-1)", [str(path)]).fetchone()
    rows = str(call).removeprefix("FROM ").removesuffix(";")
    columns = connection.execute(f"DESCRIBE SELECT * FROM {rows}").fetchall()
    numbers = [(name, kind) for name, kind, *_ in columns if kind in NUMBERS]
    texts = rows
    for name, kind in numbers:
        texts = texts.replace(f"{_text(name)}: '{kind}'", f"{_text(name)}: 'VARCHAR'")
    if not numbers:
        return rows
    tests = ", ".join(f"BOOL_OR(REGEXP_MATCHES({_quoted(name)}, '^0[0-9]'))" for name, _ in numbers)
    found = connection.execute(f"SELECT {tests} FROM {texts}").fetchone()
    for (name, kind), is_code in zip(numbers, found, strict=True):
        if is_code:
            rows = rows.replace(f"{_text(name)}: '{kind}'", f"{_text(name)}: 'VARCHAR'")
    return rows


def _declared(name: str, columns: list[Any], declared: Mapping[str, Any]) -> tuple[str, ...]:
    given = declared.get(name)
    if given is None:
        return ()
    key = tuple(part for part in str(given if isinstance(given, str) else given[0]).split(",") if part)
    known = {column[0] for column in columns}
    for part in key:
        if part not in known:
            raise ValueError(f"The file '{name}' has no column '{part}', which its URL names as a key.")
    return key


def _unique(connection: Any, rows: str, columns: list[Any]) -> tuple[str, ...]:
    """The first column that has a value in each row, and always another one."""
    names = [name for name, kind, *_ in columns if kind in KEYS]
    if not names:
        return ()
    tests = ", ".join(f"COUNT(DISTINCT {_quoted(name)}) = COUNT(*)" for name in names)
    found = connection.execute(f"SELECT {tests} FROM {rows}").fetchone()
    return next(((name,) for name, unique in zip(names, found, strict=True) if unique), ())


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
