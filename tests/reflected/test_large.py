"""A database of several hundred tables is published whole."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    create_engine,
)

from odata_service.config import Config
from odata_service.service import open_reflected
from odata_service.sql.opening import normalised
from tests.conftest import DATABASES, ask
from tests.crawl import skimmed
from tests.reflected.rows import fill
from tests.reflected.test_odd_types import urls

TABLES = 300
STEPS = (1, 7, 31)
COLUMNS: list[Callable[[], Column[Any]]] = [
    lambda: Column("description", String(60)), lambda: Column("amount", Numeric(15, 2)), lambda: Column("remark", Text),
    lambda: Column("changed_at", DateTime), lambda: Column("valid_from", Date), lambda: Column("factor", Double),
    lambda: Column("status_cd", String(4)), lambda: Column("counter", Integer), lambda: Column("text_255", String(255)),
]  # fmt: skip


def _large(metadata: MetaData) -> None:
    """An ERP's tables: each refers to up to three that are there already."""
    modules = ("gl", "ap", "ar", "mm", "sd", "pp", "hr", "fa", "co", "cs")
    names: list[str] = []
    for number in range(TABLES):
        columns: list[Column[Any]] = [made() for made in COLUMNS[: 3 + number % 7]]
        for step in STEPS:
            if number >= step * 2:
                parent = names[number - step]
                columns.append(Column(f"{parent[:20]}_id", ForeignKey(f"{parent}.id")))
        names.append(f"{modules[number % 10]}_{number // 10:03}_table_of_master_data")
        Table(names[-1], metadata, Column("id", Integer, primary_key=True, autoincrement=False), *columns)


@pytest.mark.parametrize("kind", DATABASES)
def test_several_hundred_tables(kind: str, tmp_path: Path) -> None:
    for url in urls(kind, "large", tmp_path):
        metadata = MetaData()
        _large(metadata)
        engine = create_engine(normalised(url))
        metadata.create_all(engine)
        fill(engine, metadata)
        engine.dispose()
        service = open_reflected(url, "large", (), Config())
        assert len(service.model.entity_sets) == TABLES
        assert sum(len(item.type.navigation) for item in service.model.entity_sets.values()) == 2 * sum(
            TABLES - 2 * step for step in STEPS
        )
        faults = skimmed(service, every=4)
        assert not faults, "\n".join(faults)
        assert len(ask(service, "$metadata", accept="application/xml").body) < 2_000_000
        service.database.engine.dispose()
