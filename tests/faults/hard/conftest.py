"""The shop, on each database."""

import os
from collections.abc import Iterator

import pytest

from tests.conftest import DATABASES, own_database, worker_name
from tests.faults.hard.running import Shop

ROUNDS = int(os.environ.get("FAULTS_ROUNDS", "12"))  # how often something is killed in a test


@pytest.fixture(scope="module", params=DATABASES)
def shop(request: pytest.FixtureRequest) -> Iterator[Shop]:
    for url in own_database(str(request.param), f"{worker_name()}_shop"):
        with Shop(url) as made:
            yield made
