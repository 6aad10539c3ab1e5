"""`/metrics`: what the server has done, in Prometheus' text format."""

import re
import threading
from pathlib import Path

import pytest

from models.build import build
from odata_service.board import COUNTERS, GAUGES, Board
from tests.app.test_app import ROOT, client

LINE = re.compile(r'# (?:HELP|TYPE) \w+ .+|\w+(?:\{status="\d{3}"\})? [0-9.e+-]+')


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = f"sqlite:///{tmp_path_factory.mktemp('metrics')}/erp.sqlite"
    build(made, scale=0.002)
    return made


def numbers(text: str) -> dict[str, float]:
    assert all(LINE.fullmatch(line) for line in text.splitlines())
    return {line.split(" ")[0]: float(line.split(" ")[1]) for line in text.splitlines() if line[0] != "#"}


def test_requests_and_plans_are_counted(url: str) -> None:
    asked = client(url)
    before = numbers(asked.get("/metrics").text)
    for number in range(5):
        assert asked.get(f"{ROOT}Orders?$filter=OrderID%20gt%20{number}&$top=1").status_code == 200
    after = numbers(asked.get("/metrics").text)
    name = 'odata_requests_total{status="200"}'
    assert after[name] - before.get(name, 0) == 5
    changed = {name: after[name] - before[name] for name in (*COUNTERS, *GAUGES)}
    assert changed["odata_plan_cache_misses_total"] == 1
    assert changed["odata_plan_cache_hits_total"] == 4
    assert after["odata_plan_cache_size"] == 1
    assert (after["odata_requests_in_progress"], after["odata_databases_given_up"]) == (0, 0)
    assert after["odata_connections_most"] >= 1


def test_pages_by_skip_are_counted(url: str) -> None:
    asked = client(url)
    for skip in (5, 10, 15):
        asked.get(f"{ROOT}Orders?$skip={skip}&$top=5")
    found = numbers(asked.get("/metrics").text)
    assert (found["odata_skips_counted_total"], found["odata_skips_sought_total"]) >= (1, 2)


def test_an_unreachable_database_shows(tmp_path: Path) -> None:
    asked = client(f"sqlite:///{tmp_path}/nowhere/erp.sqlite")
    for _ in range(4):
        assert asked.get(f"{ROOT}Orders").status_code == 503
    assert numbers(asked.get("/metrics").text)["odata_databases_given_up"] == 1


def test_strangers_are_not_told(url: str) -> None:
    assert client(url).get("/metrics", environ_overrides={"REMOTE_ADDR": "203.0.113.7"}).status_code == 403


def test_nothing_is_lost_between_threads() -> None:
    board = Board(lambda: {})

    def work() -> None:
        for _ in range(2000):
            board.began()
            board.ended(418, 0.001)

    before = numbers(board.told())
    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after, name = numbers(board.told()), 'odata_requests_total{status="418"}'
    assert after[name] - before.get(name, 0) == 16_000
    assert after["odata_requests_in_progress"] == 0
