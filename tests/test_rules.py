"""What a model says about changes, on each database: `tests/cases/rules/*.http`."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from uuid import uuid4

import pytest

from odata_service.config import Config
from odata_service.edm.draft import ModelError
from odata_service.edm.from_tables import model_of
from odata_service.publish import EntitySet, Service, Source
from odata_service.service import Service as Published
from odata_service.sql.opening import open_database
from tests.conftest import WITH_FIREBIRD, filled, served
from tests.stories import step, steps
from tests.test_stories import check, told_to
from tests.workshop import METADATA, SERVICE, articles

STORIES = sorted((Path(__file__).parent / "cases" / "rules").glob("*.http"))


def fixdate(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)


def made(url: str) -> Published:
    """The workshop's service over an empty database."""
    filled(url, METADATA, {})
    config = Config()
    return Published(model_of(SERVICE), open_database("workshop", url, config), config)


@pytest.fixture(params=WITH_FIREBIRD)
def workshop(request: pytest.FixtureRequest) -> Iterator[Published]:
    yield from served(request.param, "workshop", made)


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_rules(workshop: Published, path: Path) -> None:
    now = datetime.now(UTC)
    kept = {"NOW": fixdate(now), "OLD": fixdate(now - timedelta(days=2)), "AHEAD": fixdate(now + timedelta(days=2))}
    for block in steps(path):
        told = step(block, kept)
        check(told, told_to(workshop, told, principal="anna"), kept)


def test_mistakes_in_rules_are_told() -> None:
    declared = EntitySet(articles, defaults={"nmae": 1}, soft_delete={"gone": True}, immutable=["numbr"])
    with pytest.raises(ModelError) as raised:
        model_of(Service(name="x", source=Source("X"), entity_sets=[declared]))
    assert raised.value.mistakes == (
        "articles: immutable names the column 'numbr', which the table has not. Did you mean 'number'?",
        "articles: defaults names the column 'nmae', which the table has not. Did you mean 'name'?",
        "articles: soft_delete names the column 'gone', which the table has not.",
    )


def test_functions_that_do_not_take_the_change_are_told_at_start() -> None:
    declared = EntitySet(articles, defaults={"number": uuid4}, before=[lambda: None], after=[lambda change: None])
    with pytest.raises(ModelError) as raised:
        model_of(Service(name="x", source=Source("X"), entity_sets=[declared]))
    assert raised.value.mistakes == (
        "articles: defaults['number'] is a function of one argument, the change.",
        "articles: before is a function of one argument, the change.",
    )
