"""The floor: the same rows by the bare driver and an encoder, in three ways; nothing of HTTP or OData."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import psycopg
import pymysql
from psycopg.types.string import TextLoader
from sqlalchemy import Select, create_engine
from sqlalchemy.engine import make_url

from bench.kinds import Kind
from bench.places import URLS

ENCODER = msgspec.json.Encoder(decimal_format="number")
Run = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Floor:
    """One way to the rows, and the database's processes that work for it."""

    run: Run
    backends: tuple[int, ...] = ()


PRINTED = ("numeric", "date", "timestamp", "int4", "int8")


def floors(database: str, kind: Kind) -> Mapping[str, Floor]:
    """The ways to the rows: dictionaries from the driver's own objects; the driver's texts, pasted; the database's
    own JSON. Empty where a kind of request has no SQL of its own."""
    if kind.floor is None:
        return {}
    return MAKERS[database](kind)


def texts(database: str, clause: Select[Any] | None) -> str | None:
    """The statement with its values in it."""
    if clause is None:
        return None
    dialect = create_engine(URLS[database]).dialect
    return str(clause.compile(dialect=dialect, compile_kwargs={"literal_binds": True})).replace("%%", "%")


def _body(rows: Any, count: Any) -> bytes:
    return ENCODER.encode({"@odata.context": "http://127.0.0.1/$metadata#orders", "count": count, "value": rows})


def _sqlite(kind: Kind) -> Mapping[str, Run]:
    connection = sqlite3.connect(make_url(URLS["sqlite"]).database or "")
    sql, counted = texts("sqlite", kind.floor), texts("sqlite", kind.counted)
    names = _unique([column[0] for column in connection.execute(sql or "").description])
    pairs = ", ".join(f"'{name}', x.{name}" for name in names)
    as_json = f"SELECT json_group_array(json_object({pairs})) FROM (SELECT * FROM ({sql})) AS x"

    def count() -> Any:
        return connection.execute(counted).fetchone()[0] if counted else None

    def dictionaries() -> bytes:
        rows = connection.execute(sql or "").fetchall()
        return _body([dict(zip(names, row, strict=True)) for row in rows], count())

    def written() -> bytes:
        (text,) = connection.execute(as_json).fetchone()
        return _body(msgspec.Raw(text.encode()), count())

    return {"objects": Floor(dictionaries), "database": Floor(written)}


def _unique(names: Sequence[str]) -> list[str]:
    return [name if names.index(name) == index else f"{name}_{index}" for index, name in enumerate(names)]


def _postgresql(kind: Kind) -> Mapping[str, Run]:
    target = make_url(URLS["postgresql"]).set(drivername="postgresql").render_as_string(hide_password=False)
    connection, plain = psycopg.connect(target, autocommit=True), psycopg.connect(target, autocommit=True)
    for name in PRINTED:
        plain.adapters.register_loader(name, TextLoader)
    sql, counted = texts("postgresql", kind.floor), texts("postgresql", kind.counted)
    names = _unique([column.name for column in connection.execute(sql or "").description or ()])  # type: ignore[arg-type]
    is_text = [column.type_code in (1043, 1082, 1114) for column in connection.execute(sql or "").description or ()]  # type: ignore[arg-type]
    heads = [f'"{name}":' for name in names]

    def count(own: psycopg.Connection[Any]) -> Any:
        found = own.execute(counted).fetchone() if counted else None  # type: ignore[arg-type]
        return found[0] if found else None

    def dictionaries() -> bytes:
        rows = connection.execute(sql or "", prepare=True).fetchall()  # type: ignore[arg-type]
        return _body([dict(zip(names, row, strict=True)) for row in rows], count(connection))

    def pasted() -> bytes:
        rows = plain.execute(sql or "", prepare=True).fetchall()  # type: ignore[arg-type]
        form = "{" + ",".join(f"{head.replace('%', '%%')}%s" for head in heads) + "}"
        quote = msgspec.json.encode
        columns: list[Any] = list(zip(*rows, strict=True))
        for index, text in enumerate(is_text):
            if text:
                columns[index] = [quote(value).decode() for value in columns[index]]
            elif None in columns[index]:
                columns[index] = ["null" if value is None else value for value in columns[index]]
        return _body(msgspec.Raw(("[" + ",".join([form % row for row in zip(*columns, strict=True)]) + "]").encode()),
                     count(plain))  # fmt: skip

    def written() -> bytes:
        found = plain.execute(f"SELECT json_agg(x)::text FROM ({sql}) AS x", prepare=True).fetchone()  # type: ignore[arg-type]
        return _body(msgspec.Raw((found or ("",))[0].encode()), count(plain))

    own, other = ((opened.info.backend_pid,) for opened in (connection, plain))
    return {"objects": Floor(dictionaries, own), "pasted": Floor(pasted, other), "database": Floor(written, other)}


def _mariadb(kind: Kind) -> Mapping[str, Run]:
    target = make_url(URLS["mariadb"])
    connection = pymysql.connect(
        host=target.host, port=target.port or 3306, user=target.username, password=target.password or "",
        database=target.database, charset="utf8mb4",
    )  # fmt: skip
    sql, counted = texts("mariadb", kind.floor), texts("mariadb", kind.counted)

    def dictionaries() -> bytes:
        cursor = connection.cursor()
        cursor.execute(sql or "")
        names = _unique([column[0] for column in cursor.description or ()])
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        if counted:
            cursor.execute(counted)
        return _body(rows, cursor.fetchone() if counted else None)

    return {"objects": Floor(dictionaries)}


MAKERS: Mapping[str, Callable[[Kind], Mapping[str, Floor]]] = {
    "sqlite": _sqlite,
    "postgresql": _postgresql,
    "mariadb": _mariadb,
}
