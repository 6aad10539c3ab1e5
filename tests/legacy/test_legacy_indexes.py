"""An index on a column serves what is asked of the values that it stands for: read off SQLite's own plan."""

import pytest
from sqlalchemy import create_engine

from odata_service.service import Service
from tests.conftest import ask
from tests.legacy.conftest import made


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return made(f"sqlite:///{tmp_path_factory.mktemp('indexes')}/ugly.sqlite")


@pytest.mark.parametrize(
    "url",
    [
        "Dates?$filter=Day eq 2024-01-31",
        "Dates?$filter=Day ge 2024-01-01 and Day lt 2024-02-01",
        "Dates?$filter=Day in (2024-01-31,2024-02-29)",
        "Dates?$filter=DayOfJDE ge 2024-01-01 and DayOfJDE lt 2024-02-01",
        "Dates?$filter=Created ge 2024-01-01T00:00:00Z and Created lt 2025-01-01T00:00:00Z",
        "Dates?$orderby=Day&$top=3",
    ],
)
def test_an_index_serves(on_sqlite: Service, url: str) -> None:
    assert ask(on_sqlite, url.replace(" ", "%20")).status == 200
    plan = list(on_sqlite.reader.plans.plans.values())[-1]
    engine = create_engine(on_sqlite.database.engine.url)
    with engine.connect() as connection:
        statement = plan.rows.text
        steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", (1,) * statement.count("?")).all()
    engine.dispose()
    said = [str(step[3]) for step in steps]
    assert any("USING INDEX" in one for one in said), (said, statement)
