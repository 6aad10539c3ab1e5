"""The SQL of changes for databases that the tests cannot run: `python -m tests.sql.dialects` writes it, too.

The stories are told to SQLite, and what is carried out there for each of their requests is written once more by each
dialect of SQLAlchemy: `tests/cases/sql/NAME-changes.sql`.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import Delete, Insert, Select, Update, event
from sqlalchemy.engine import Dialect

from models.build import build
from models.erp import SERVICE
from odata_service.config import Config, Secret
from odata_service.edm.from_tables import model_of
from odata_service.protocol.negotiation import Format
from odata_service.query.scope import Limits
from odata_service.requests.plan import make_plan
from odata_service.service import Service
from odata_service.sql import direct
from odata_service.sql.locking import locking
from odata_service.sql.opening import open_database
from odata_service.url.request import read_request
from tests.conftest import SCALE
from tests.stories import step, steps, stories
from tests.test_stories import check, told_to

LOCKED = ("Customers(1)", "OrderLines(OrderID=1,LineNo=10)", "Orders(1)/Customer", "Orders?$top=5")
Told = tuple[str, tuple[Any, ...]]  # a request, and what was carried out for it


@cache
def told() -> tuple[Told, ...]:
    """The requests of the stories that change something, each once."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(direct, "DRIVERS", frozenset())  # all goes through SQLAlchemy, which tells it
        url = f"sqlite:///{folder}/erp.sqlite"
        build(url, scale=SCALE)
        config = Config(environment={SERVICE.source.variable: Secret(url)})
        service = Service(model_of(SERVICE), open_database("erp", url, config), config)
        found: dict[str, tuple[Any, ...]] = {}
        for path in stories():
            for request, clauses in _told(service, path):
                if clauses and request not in found:
                    found[request] = tuple(clauses)
        service.database.engine.dispose()
    return tuple(found.items())


def _told(service: Service, path: Path) -> Iterator[tuple[str, Sequence[Any]]]:
    kept: dict[str, str] = {}
    for block in steps(path):
        asked = step(block, kept)
        clauses: list[Any] = []

        def note(connection: Any, clause: Any, *others: Any, clauses: list[Any] = clauses) -> None:
            if isinstance(clause, (Insert, Update, Delete, Select)):
                clauses.append(clause)

        event.listen(service.database.engine, "before_execute", note)
        response = told_to(service, asked)
        event.remove(service.database.engine, "before_execute", note)
        check(asked, response, kept)
        yield f"{asked.method} {asked.url}", clauses


@cache
def change_blocks(dialect: Dialect) -> dict[str, tuple[str, ...]]:
    """The statements of each request that changes something, and of what it locks."""
    model, limits = model_of(SERVICE), Limits()
    found: dict[str, tuple[str, ...]] = {}
    for url in LOCKED:
        path, _, query = url.partition("?")
        plan, _, _ = make_plan(read_request(path, query), None, model, lambda source: dialect, limits, Format(), "4.01")
        found[f"locked: {url}"] = (locking(plan.rows.text, dialect.name),)
    for request, clauses in told():
        found[request] = tuple(dict.fromkeys(written(clause, dialect) for clause in clauses))
    return found


def written(clause: Any, dialect: Dialect) -> str:
    """A statement as a database gets it that returns from changes what it can return."""
    returns = {Insert: dialect.insert_returning, Update: dialect.update_returning, Delete: dialect.delete_returning}
    if not returns.get(type(clause), True) and clause._returning:
        clause = clause._generate()
        clause._returning = ()
    return str(clause.compile(dialect=dialect, compile_kwargs={"render_postcompile": True}))
