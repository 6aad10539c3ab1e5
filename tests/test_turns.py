"""One thread of a process computes at a time, and nobody waits for what takes long."""

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from types import FrameType
from typing import Any
from urllib.parse import quote

import pytest

from models.build import build
from odata_service.turns import SOON_SECONDS, Pace, Turns
from tests.test_server import SECONDS, Server

Job = Callable[[], None]


class Crew:
    """Threads that do jobs as those of a worker answer requests."""

    def __init__(self, threads: int) -> None:
        self.turns = Turns()
        self.jobs: SimpleQueue[Job | None] = SimpleQueue()
        self.resting = self.rested = 0  # threads that look for work: now, and at most so far
        self.threads = [threading.Thread(target=self._work, daemon=True) for _ in range(threads)]
        for thread in self.threads:
            thread.start()

    def _work(self) -> None:
        while True:
            self.turns.take()
            while self.turns.rests():
                self.resting += 1
                self.rested = max(self.rested, self.resting)
                job = self.jobs.get()
                self.resting -= 1
                self.turns.works()
                if job is None:
                    self.turns.pass_on()
                    return
                job()

    def end(self) -> None:
        """All jobs are done then."""
        for _ in self.threads:
            self.jobs.put(None)
        for thread in self.threads:
            thread.join(SECONDS)
            assert not thread.is_alive()


def until(condition: Callable[[], object]) -> None:
    limit = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < limit
        time.sleep(0.001)


def test_one_computes_at_a_time() -> None:
    crew, computing, seen = Crew(4), [0], []

    def job() -> None:
        computing[0] += 1
        time.sleep(0.001)
        seen.append(computing[0])
        computing[0] -= 1

    for _ in range(100):
        crew.jobs.put(job)
    crew.end()
    assert seen == [1] * 100


def test_those_that_waited_for_something_go_on_before_anything_new_begins() -> None:
    crew, order = Crew(3), []
    begun, go_on = threading.Event(), threading.Event()

    def waits() -> None:
        assert crew.turns.pass_on()
        assert begun.wait(SECONDS)
        crew.turns.take_back()
        order.append("waited")

    def computes() -> None:
        begun.set()
        assert go_on.wait(SECONDS)
        order.append("computed")

    crew.jobs.put(waits)
    crew.jobs.put(computes)
    crew.jobs.put(lambda: order.append("new"))
    until(lambda: crew.turns._returning)
    go_on.set()
    crew.end()
    assert order == ["computed", "waited", "new"]


def test_all_jobs_are_done_however_turns_are_given_and_taken() -> None:
    """Some wait amid their work, others are looked at until their turn is taken from them."""
    crew, done = Crew(4), []

    def job(number: int) -> None:
        passed = number % 3 == 0 and crew.turns.pass_on()
        time.sleep(0.0001 * (number % 7))
        if passed:
            crew.turns.take_back()
        done.append(number)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(0.000001)
    try:
        for number in range(2000):
            crew.jobs.put(lambda number=number: job(number))  # type: ignore[misc]
        while len(done) < 2000:
            crew.turns.look()
        crew.end()
    finally:
        sys.setswitchinterval(interval)
    assert sorted(done) == list(range(2000))
    assert crew.rested == 1


def test_who_is_at_the_same_thing_at_the_next_look_loses_its_turn() -> None:
    crew, order = Crew(2), []
    go_on = threading.Event()

    def slow() -> None:
        assert go_on.wait(SECONDS)
        order.append("slow")

    crew.jobs.put(slow)
    crew.jobs.put(lambda: order.append("quick"))
    until(crew.turns.look)
    until(lambda: crew.turns.look() is False)
    go_on.set()
    crew.end()
    assert order == ["quick", "slow"]


def amid(line: int, first: Job, second: Job) -> None:
    """Runs `second` when `first` has come to its nth line."""
    left = [line]

    def trace(frame: FrameType, event: str, argument: object) -> Callable[..., Any]:
        if event == "line":
            left[0] -= 1
            if left[0] == 0:
                second()
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        first()
    finally:
        sys.settrace(before)


@pytest.mark.parametrize("line", range(1, 12))
def test_who_rests_amid_a_look_has_the_turn_or_has_it_not(line: int) -> None:
    turns = Turns()
    works, looked = threading.Event(), threading.Event()
    kept: SimpleQueue[bool] = SimpleQueue()

    def work() -> None:
        turns.take()
        assert turns.rests()
        turns.works()
        works.set()
        assert looked.wait(SECONDS)
        kept.put(turns.rests())

    worker = threading.Thread(target=work)
    worker.start()
    assert works.wait(SECONDS)
    assert turns.look()

    def goes_on() -> None:
        looked.set()
        worker.join(SECONDS)

    amid(line, turns.look, goes_on)
    goes_on()
    assert turns._turn.locked() is kept.get(timeout=SECONDS)


@pytest.mark.parametrize("line", range(1, 14))
def test_who_comes_while_the_turn_is_given_away_gets_it(line: int) -> None:
    turns, came = Turns(), threading.Event()

    def comes() -> None:
        turns.take()
        came.set()

    worker = threading.Thread(target=comes)

    def begins() -> None:
        worker.start()
        until(lambda: turns._idle or came.is_set())

    turns.take()
    amid(line, turns.pass_on, begins)
    if worker.ident is None:  # it was given away in fewer lines
        begins()
    assert came.wait(SECONDS)
    assert turns._turn.locked()
    assert not turns._idle


def test_few_threads_are_used_where_few_are_enough() -> None:
    crew, used = Crew(8), []

    def slow() -> None:
        used.append(threading.get_ident())
        until(lambda: threading.get_ident() not in crew.turns._working)

    for done in range(1, 41):
        crew.jobs.put(slow)
        until(lambda done=done: crew.turns.look() is False and len(used) == done)  # type: ignore[misc]
        until(lambda: len(crew.turns._idle) == 7)
    crew.end()
    assert len(set(used)) == 2


def test_what_was_waited_for_for_long_lets_others_go_first() -> None:
    """The shortest time of late counts, and what is computed is no waiting."""
    pace = Pace()
    assert pace.least > SOON_SECONDS
    for _ in range(100):
        begun = pace.begin()
        sum(range(20_000))
        pace.end(begun)
    assert pace.least < SOON_SECONDS
    for _ in range(100):
        begun = pace.begin()
        time.sleep(0.002)
        pace.end(begun)
    assert pace.least > SOON_SECONDS


@pytest.mark.parametrize("threads", ["2", "8"])
def test_nobody_waits_for_a_slow_statement(tmp_path: Path, threads: str) -> None:
    """A statement that goes on until its limit, and small ones that are answered meanwhile."""
    url = f"sqlite:///{tmp_path}/erp.sqlite"
    build(url, scale=0.05)
    server = Server(url, ODATA_THREADS=threads, ODATA_STATEMENT_TIMEOUT="4")
    slow = "/odata/v4/erp/$crossjoin(OrderLines,Orders,Products)/$count?$filter=" + quote(
        "contains(OrderLines/LineText,Products/ProductName) and contains(Orders/Remark,Products/ProductNo)"
    )
    answers: list[int] = []
    asked = threading.Thread(target=lambda: answers.append(server.get(slow)[0]))
    try:
        asked.start()
        time.sleep(0.3)
        for _ in range(20):
            assert server.get("/odata/v4/erp/Countries/$count")[0] == 200
        assert answers == []
        asked.join(SECONDS)
        assert answers == [504]
    finally:
        server.stop()
