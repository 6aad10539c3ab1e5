"""Clients that log in with several requests at once, and those that try passwords."""

from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import Barrier, Event

import pytest
from argon2 import PasswordHasher

from odata_service.auth import LOGINS_AT_ONCE, Authenticator
from odata_service.config import Secret
from odata_service.errors import ServiceUnavailable, Unauthorized

REQUESTS = 16
SECONDS = 20


class Counting(PasswordHasher):
    """Argon2, and how often it has verified a password."""

    times = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:
        self.times += 1
        return super().verify(hash, password)


def test_the_same_password_is_not_verified_for_each_of_them() -> None:
    hasher = Counting()
    authenticator = Authenticator({"ada": Secret(hasher.hash("secret"))}, 60, hasher=hasher)
    header = "Basic " + b64encode(b"ada:secret").decode()
    start = Barrier(REQUESTS)

    def ask(_: int) -> str:
        start.wait()
        return authenticator.principal(header)

    with ThreadPoolExecutor(REQUESTS) as threads:
        assert set(threads.map(ask, range(REQUESTS))) == {"ada"}
    assert hasher.times == 1


class Slow(Counting):
    """Argon2 that takes as long as somebody wants."""

    def __init__(self) -> None:
        super().__init__()
        self.goes_on = Event()

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:
        self.times += 1
        assert self.goes_on.wait(SECONDS)
        return PasswordHasher.verify(self, hash, password)


def basic(password: str) -> str:
    return "Basic " + b64encode(f"ada:{password}".encode()).decode()


def test_wrong_passwords_do_not_take_all_threads() -> None:
    """Those that cannot be verified soon are sent away, who is known is let in meanwhile, and so is who waits for the
    same that is being verified."""
    hasher = Slow()
    authenticator = Authenticator({"ada": Secret(hasher.hash("secret"))}, 60, hasher=hasher)
    hasher.goes_on.set()
    assert authenticator.principal(basic("secret")) == "ada"
    hasher.goes_on.clear()
    with ThreadPoolExecutor(REQUESTS) as threads:
        asked = [threads.submit(authenticator.principal, basic(f"guess {number % 8}")) for number in range(REQUESTS)]
        done = as_completed(asked, SECONDS)
        sent_away = [type(next(done).exception()) for _ in range(REQUESTS - 2 * LOGINS_AT_ONCE)]
        assert authenticator.principal(basic("secret")) == "ada"
        hasher.goes_on.set()
        refused = [type(one.exception()) for one in done]
    assert set(sent_away) == {ServiceUnavailable}
    assert set(refused) == {Unauthorized}
    assert hasher.times == 1 + LOGINS_AT_ONCE


def test_a_wrong_password_is_verified_once_in_a_while() -> None:
    hasher = Counting()
    authenticator = Authenticator({"ada": Secret(hasher.hash("secret"))}, 60, hasher=hasher)
    for _ in range(3):
        with pytest.raises(Unauthorized):
            authenticator.principal(basic("guess"))
    assert hasher.times == 1
    assert authenticator.principal(basic("secret")) == "ada"


def test_where_nothing_is_remembered_each_request_is_verified() -> None:
    hasher = Counting()
    authenticator = Authenticator({"ada": Secret(hasher.hash("secret"))}, 0, hasher=hasher)
    start = Barrier(3)

    def ask(_: int) -> str:
        start.wait()
        return authenticator.principal(basic("secret"))

    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(ask, range(3))) == ["ada"] * 3
    assert hasher.times == 3
