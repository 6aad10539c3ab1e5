"""`tests/cases/tracking/*.http`, on each database that has triggers."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from odata_service.service import Service
from tests.conftest import DATABASES, served
from tests.stories import step, steps
from tests.test_stories import check, told_to
from tests.tracking.stock import made

STORIES = sorted((Path(__file__).parents[1] / "cases" / "tracking").glob("*.http"))


@pytest.fixture(params=DATABASES)
def service(request: pytest.FixtureRequest) -> Iterator[Service]:
    yield from served(request.param, "tracked", made)


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_stories(service: Service, path: Path) -> None:
    kept: dict[str, str] = {}
    for block in steps(path):
        told = step(block, kept)
        check(told, told_to(service, replace(told, url=told.url.removeprefix("~"))), kept)
