"""What bounds asynchronous requests: threads, the number of answers, their size and their age, and the settings."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import time
from typing import Any

import pytest
from flask.testing import FlaskClient

from odata_service.app import create_app
from odata_service.asynchronous.answering import Asynchronous, opened
from odata_service.asynchronous.store import DONE, Entry, Going, Lost, Store
from odata_service.config import Config, ConfigError, Secret
from odata_service.errors import Conflict, NotFound
from odata_service.protocol.message import Request, Response
from odata_service.service import open_service
from tests.asynchronous.hosts import PATH, make_tables, until
from tests.asynchronous.served import GATES, JOINED, SERVICE
from tests.conftest import FILES, own_database, worker_name

LATER = {"Prefer": "respond-async"}
LONG = PATH + JOINED.replace(" ", "%20")
ANSWER = Response(200, {"Content-Type": "text/plain"}, b"12345")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A directory with a database, gates, and room for answers."""
    make_tables(f"sqlite:///{tmp_path}/gates.sqlite")
    for name in ("gates", "answers"):
        (tmp_path / name).mkdir()
    GATES.directory = tmp_path / "gates"
    yield tmp_path
    (tmp_path / "gates" / "a").touch()


def client(folder: Path, **settings: Any) -> FlaskClient:
    environment = {SERVICE.source.variable: Secret(f"sqlite:///{folder}/gates.sqlite")}
    given = {"async_directory": folder / "answers", "async_wait": 0.05, **settings}
    config = Config(environment=environment, **given)
    return create_app([open_service(SERVICE, config)], config).test_client()


@pytest.mark.parametrize("settings", [{"async_threads": 1}, {"async_answers": 1}], ids=str)
def test_beyond_the_limit_requests_are_answered_as_usual(folder: Path, settings: dict[str, int]) -> None:
    """So the statement has the limit of all others, here of a second."""
    made = client(folder, statement_timeout=1.0, **settings)
    monitor = made.get(f"{PATH}Wait(gate='a')", headers=LATER).headers["Location"]
    assert made.get(LONG, headers=LATER).status_code == 504
    (folder / "gates" / "a").touch()
    until(lambda: made.get(monitor).status_code == 200)
    assert made.delete(monitor).status_code == 204
    until(lambda: (again := made.get(LONG, headers=LATER)).status_code == 202
          and made.delete(again.headers["Location"]).status_code == 204)  # fmt: skip


def test_a_request_has_its_own_time_limit(folder: Path) -> None:
    """Longer than others have, and an end."""
    made = client(folder, statement_timeout=0.1, async_seconds=1.0)
    assert made.get(LONG).status_code == 504
    monitor = made.get(LONG, headers=LATER).headers["Location"]
    until(lambda: made.get(monitor).status_code != 202)
    answer = made.get(monitor, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.headers["AsyncResult"]) == (200, "504")


def test_a_directory_that_goes_away_leaves_the_usual_limits(folder: Path) -> None:
    made = client(folder, statement_timeout=0.5)
    assert made.get(f"{PATH}Ones(1)", headers=LATER).status_code == 200
    (folder / "answers").rmdir()
    assert made.get(LONG, headers=LATER).status_code == 504


def test_changes_need_their_token_as_ever(folder: Path) -> None:
    made = client(folder, csrf=True, secret=Secret("s" * 32))
    assert made.post(f"{PATH}Entries", json={"token": "x"}, headers=LATER).status_code == 403
    assert made.delete(f"{PATH}$async/x").status_code == 403
    token = made.get(PATH, headers={"X-CSRF-Token": "Fetch"}).headers["X-CSRF-Token"]
    assert made.delete(f"{PATH}$async/x", headers={"X-CSRF-Token": token}).status_code == 404


def is_idle(asynchronous: Asynchronous) -> bool:
    return not asynchronous.running


@pytest.mark.parametrize("database", sorted(FILES))
def test_cancelling_stops_the_statement_that_runs(database: str, tmp_path: Path) -> None:
    """`test_hosts.py` has the servers."""
    path, _, query = JOINED.replace(" ", "%20").partition("?")
    for url in own_database(database, f"{worker_name()}_stopped"):
        make_tables(url)
        environment = {SERVICE.source.variable: Secret(url)}
        config = Config(environment=environment, async_directory=tmp_path, async_threads=1, async_wait=0.05)
        service, asynchronous = open_service(SERVICE, config), opened(config)
        assert asynchronous is not None
        for _ in range(2):
            accepted = asynchronous.answer(service, Request("GET", path, query, {"prefer": "respond-async"}))
            monitor = accepted.headers["Location"].removeprefix("http://localhost/")
            assert asynchronous.answer(service, Request("DELETE", monitor)).status == 204
            assert asynchronous.answer(service, Request("GET", monitor)).status == 404
            until(partial(is_idle, asynchronous))
            assert list(tmp_path.iterdir()) == []
            assert service.handle(Request("GET", "Ones(1)")).status == 200
        for made in (service, *asynchronous.services):
            made.database.engine.dispose()


def test_without_a_directory_requests_are_answered_at_once(folder: Path) -> None:
    made = client(folder, async_directory=None)
    (folder / "gates" / "a").touch()
    assert made.get(f"{PATH}Wait(gate='a')", headers=LATER).status_code == 200
    assert made.get(f"{PATH}$async/a").status_code == 404
    assert b'AsynchronousRequestsSupported" Bool="false"' in made.get(f"{PATH}$metadata").data


def test_a_database_in_memory_cannot_be_opened_twice() -> None:
    config = Config(environment={SERVICE.source.variable: Secret("sqlite://")})
    assert open_service(SERVICE, config).again(config) is None


@pytest.mark.parametrize("path", ["/no/such/directory", __file__])
def test_a_directory_that_cannot_be_used_is_told_at_the_start(path: str) -> None:
    with pytest.raises(ConfigError, match=r"ODATA_ASYNC_DIRECTORY .* must be a directory"):
        Config.from_env({"ODATA_ASYNC_DIRECTORY": path})


# --- the store -------------------------------------------------------------------------------------------------------


def store_of(folder: Path, **settings: Any) -> Store:
    return Store(folder, Config(**settings))


def begun(store: Store, identity: str = "1", *, changing: bool = False) -> Entry:
    entry = store.begin(store.path_of("erp", "ann", identity), changing=changing)
    assert entry is not None
    return entry


def test_answers_are_kept_for_a_time(tmp_path: Path) -> None:
    store = store_of(tmp_path, async_kept_seconds=1000.0)
    entry = begun(store)
    assert store.found(entry.path, here=False) == Going()
    store.finish(entry, ANSWER)
    assert store.found(entry.path, here=False) == ANSWER
    os.utime(entry.path + DONE, (time() - 1001, time() - 1001))
    with pytest.raises(NotFound):
        store.found(entry.path, here=False)
    assert store.has_room()
    assert list(tmp_path.iterdir()) == []


def test_an_answer_that_was_taken_does_not_wait_much_longer(tmp_path: Path) -> None:
    store = store_of(tmp_path, async_kept_seconds=1000.0)
    entry = begun(store)
    store.finish(entry, ANSWER)
    store.take(entry.path)
    assert store.found(entry.path, here=False) == ANSWER
    taken = Path(entry.path + DONE).stat().st_mtime
    assert 930 < time() - taken < 1000
    store.take(entry.path)
    assert Path(entry.path + DONE).stat().st_mtime <= taken + 1


def test_no_other_user_and_no_other_service_finds_it(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    paths = {store.path_of(service, user, "1") for service in ("erp", "shop") for user in ("ann", "bob", None)}
    assert len(paths) == 6
    assert store.path_of("a", "bc", "1") != store.path_of("ab", "c", "1")


def test_others_of_the_machine_cannot_read_answers(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    entry = begun(store)
    store.finish(entry, ANSWER)
    assert Path(entry.path + DONE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("settings", [{"async_answers": 2}, {"async_bytes": 100}], ids=str)
def test_there_is_room_for_so_many_answers(tmp_path: Path, settings: dict[str, int]) -> None:
    (tmp_path / "notes.txt").write_text("somebody else's" * 100)
    store = store_of(tmp_path, **settings)
    assert store.has_room()
    entries = [begun(store, str(number)) for number in range(2)]
    for entry in entries:
        store.finish(entry, ANSWER)
    assert not store_of(tmp_path, **settings).has_room()
    store.cancel(entries[0].path)
    assert store_of(tmp_path, **settings).has_room()
    assert (tmp_path / "notes.txt").exists()


def test_a_request_is_cancelled_or_changes_something(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    cancelled, changed = begun(store, "1"), begun(store, "2")
    store.cancel(cancelled.path)
    assert store.is_cancelled(cancelled)
    assert not store.change(cancelled)
    assert store.change(changed)
    with pytest.raises(Conflict):
        store.cancel(changed.path)
    for entry in (cancelled, changed):
        store.finish(entry, ANSWER)
    with pytest.raises(NotFound):
        store.found(cancelled.path, here=False)
    with pytest.raises(Conflict):
        store.cancel(changed.path)
    assert store.found(changed.path, here=False) == ANSWER
    assert [one.suffix for one in tmp_path.iterdir()] == [".changed"]


@pytest.mark.parametrize("changing", [False, True])
def test_what_nobody_carries_out_any_more_is_lost(tmp_path: Path, changing: bool) -> None:
    store = store_of(tmp_path, async_seconds=10.0, async_kept_seconds=1000.0)
    entry = begun(store, changing=changing)
    os.close(entry.descriptor)  # as the end of a process does
    assert store.found(entry.path, here=False) == Lost(changing)
    old = time() - 1011
    os.utime(entry.path + entry.state, (old, old))
    assert store.has_room()
    assert list(tmp_path.iterdir()) == []


def test_what_was_cancelled_is_forgotten_when_nobody_carries_it_out_any_more(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    entry = begun(store)
    store.cancel(entry.path)
    assert store.is_cancelled(entry)
    os.close(entry.descriptor)  # its process has ended before it noticed
    assert store.has_room()
    assert list(tmp_path.iterdir()) == []


def test_what_is_carried_out_is_never_forgotten(tmp_path: Path) -> None:
    store = store_of(tmp_path, async_seconds=1.0, async_kept_seconds=1.0)
    entry = begun(store)
    os.utime(entry.path + entry.state, (0, 0))
    assert store.has_room()
    assert store.found(entry.path, here=False) == Going()
    store.finish(entry, ANSWER)
    assert store.found(entry.path, here=False) == ANSWER


def test_a_directory_that_has_gone_away_has_no_room(tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()
    store = store_of(tmp_path / "answers")
    (tmp_path / "answers").rmdir()
    assert not store.has_room()
    assert store.begin(store.path_of("erp", None, "1"), changing=False) is None
