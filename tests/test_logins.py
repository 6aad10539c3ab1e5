"""Clients that log in with several requests at once."""

from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from argon2 import PasswordHasher

from odata_service.auth import HASHES_AT_ONCE, Authenticator
from odata_service.config import Secret

REQUESTS = 16


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
    assert hasher.times <= HASHES_AT_ONCE
