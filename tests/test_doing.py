"""What other threads do to what a thread is at they do while it lasts, or not at all."""

import threading
from collections.abc import Callable

import pytest

from odata_service.doing import Doing
from tests.test_turns import SECONDS, amid


def in_thread(work: Callable[[], object]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(SECONDS)
    assert not thread.is_alive()


@pytest.mark.parametrize("line", range(1, 9))
def test_what_ends_amid_an_interference_waits_for_it_or_knows_nothing_of_it(line: int) -> None:
    doing: Doing[object] = Doing()
    thing, done, told = object(), [], []
    begun, go_on = threading.Event(), threading.Event()

    def work() -> None:
        doing.begin(thing)
        begun.set()
        assert go_on.wait(SECONDS)
        told.append(doing.end())
        doing.begin(other := object())
        assert doing.things[threading.get_ident()] is other
        told.append(doing.end())

    worker = threading.Thread(target=work)
    worker.start()
    assert begun.wait(SECONDS)

    def goes_on() -> None:
        go_on.set()
        worker.join(0.2)  # it waits where the interference holds the lock

    amid(line, lambda: doing.interfere(worker.ident or 0, thing, lambda: done.append(len(told))), goes_on)
    goes_on()
    worker.join(SECONDS)
    assert done in ([], [0])  # it had not ended
    assert told == [bool(done), False]
    assert doing.interferences == doing.things == {}


@pytest.mark.parametrize("line", range(1, 6))
def test_an_interference_amid_the_end_is_made_before_it_or_not_at_all(line: int) -> None:
    doing: Doing[object] = Doing()
    thing, done, told = object(), [], []
    here = threading.get_ident()
    doing.begin(thing)
    amid(line, lambda: told.append(doing.end()),
         lambda: in_thread(lambda: doing.interfere(here, thing, lambda: done.append(True))))  # fmt: skip
    assert told == [bool(done)]
    assert doing.things == {}


def test_who_interferes_again_or_too_late_changes_nothing_of_what_is_told() -> None:
    doing: Doing[object] = Doing()
    here, first, second = threading.get_ident(), object(), object()
    doing.begin(first)
    assert [doing.interfere(here, first, list) for _ in range(2)] == [True, True]
    assert not doing.interfere(here, second, list)
    assert doing.end()
    doing.begin(second)
    assert not doing.interfere(here, first, list)
    assert not doing.end()
