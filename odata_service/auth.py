"""Who is calling: HTTP Basic against the configured users, or nobody but this machine."""

import base64
import binascii
import hashlib
import ipaddress
import secrets
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from time import monotonic

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from odata_service.config import Secret
from odata_service.errors import BadRequest, Forbidden, ServiceUnavailable, Unauthorized

CHALLENGE = {"WWW-Authenticate": 'Basic realm="odata_service", charset="UTF-8"'}
REMEMBERED = 1000  # credentials
HASHES_AT_ONCE = 2  # an Argon2id hash takes tens of milliseconds and megabytes
LOGINS_AT_ONCE = 4  # different ones, that are verified or wait for it: wrong ones must not take all threads
WAIT_SECONDS = 2.0
REFUSED_SECONDS = 10.0  # for which a wrong login is remembered


@dataclass(slots=True, eq=False)
class Authenticator:
    """The configured users, and the credentials that were verified a short while ago; thread-safe.

    A credential is remembered by its keyed hash, never as text, for `remember_seconds`; a wrong one for less.
    """

    users: Mapping[str, Secret]
    remember_seconds: float
    verified: "Remembered" = field(default_factory=OrderedDict)
    refused: "Remembered" = field(default_factory=OrderedDict)
    verifying: dict[bytes, threading.Event] = field(default_factory=dict)  # what threads are at, and when it is done
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    lock: threading.Lock = field(default_factory=threading.Lock)
    hashing: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(HASHES_AT_ONCE))
    hasher: PasswordHasher = field(default_factory=PasswordHasher)
    unknown: str = ""  # the hash that a password of an unknown user is compared with, so that both take as long

    def __post_init__(self) -> None:
        salt, digest = (_base64(secrets.token_bytes(size)) for size in (self.hasher.salt_len, self.hasher.hash_len))
        costs = f"m={self.hasher.memory_cost},t={self.hasher.time_cost},p={self.hasher.parallelism}"
        self.unknown = (
            f"$argon2id$v=19${costs}${salt}${digest}"  # of no password: making a real one costs at each start
        )

    def principal(self, authorization: str | None) -> str:
        """The user's name.

        Raises:
            Unauthorized: no credentials, or wrong ones.
            BadRequest: the header cannot be read.
            ServiceUnavailable: too many logins are being checked.
        """
        if authorization is None:
            raise Unauthorized("Log in with a user name and a password.", headers=CHALLENGE)
        digest = hashlib.blake2b(authorization.encode("utf-8", "replace"), key=self.key, digest_size=16).digest()
        known = self._known(digest)
        if known is not None:
            return known
        name, password = _credentials(authorization)
        if not self._is_verified_elsewhere(digest):
            try:
                self._verify(digest, name, password)
            finally:
                self.verifying.pop(digest).set()
        return name

    def _known(self, digest: bytes) -> str | None:
        """The user's name; None where nobody knows yet.

        Raises:
            Unauthorized: they were wrong a short while ago.
        """
        found = self.verified.get(digest)
        if found is not None and found[1] > monotonic():
            return found[0]
        wrong = self.refused.get(digest)
        if wrong is not None and wrong[1] > monotonic():
            raise _wrong()
        return None

    def _is_verified_elsewhere(self, digest: bytes) -> bool:
        """Whether another thread has found that they are right: a client begins with several requests at once. Where
        no thread is at them, this one has to be.

        Raises:
            Unauthorized: it has found that they are wrong.
            ServiceUnavailable: too many others are being checked.
        """
        until = monotonic() + WAIT_SECONDS
        while True:
            with self.lock:
                if self._known(digest) is not None:
                    return True
                other = self.verifying.get(digest)
                if other is None and len(self.verifying) < LOGINS_AT_ONCE:
                    self.verifying[digest] = threading.Event()
                    return False
            if other is None or not other.wait(until - monotonic()):
                raise ServiceUnavailable(
                    "Too many logins at once. Try again in a few seconds.", headers={"Retry-After": "5"}
                )

    def _verify(self, digest: bytes, name: str, password: str) -> None:
        known = self.users.get(name)
        try:
            with self.hashing:
                self.hasher.verify(known.reveal() if known else self.unknown, password)
        except (Argon2Error, InvalidHashError):
            known = None
        if known is None:
            self._remember(self.refused, digest, name, REFUSED_SECONDS)
            raise _wrong()
        self._remember(self.verified, digest, name, self.remember_seconds)

    def _remember(self, where: "Remembered", digest: bytes, name: str, seconds: float) -> None:
        with self.lock:
            where[digest] = (name, monotonic() + seconds)
            while len(where) > REMEMBERED:
                where.popitem(last=False)


Remembered = OrderedDict[bytes, tuple[str, float]]  # by the credential's hash: the user's name, and until when


def _wrong() -> Unauthorized:
    return Unauthorized("The user name or the password is wrong.", headers=CHALLENGE)


def _base64(content: bytes) -> str:
    """As Argon2's hashes have it: without padding."""
    return base64.b64encode(content).decode().rstrip("=")


def _credentials(authorization: str) -> tuple[str, str]:
    """user-pass = user-id ":" password (RFC 7617)"""
    scheme, _, encoded = authorization.strip().partition(" ")
    if scheme.lower() != "basic":
        raise Unauthorized("Only Basic authentication is supported.", headers=CHALLENGE)
    try:
        name, colon, password = _text(base64.b64decode(encoded.strip(), validate=True)).partition(":")
    except (binascii.Error, ValueError):
        raise BadRequest("The Authorization header cannot be read: Base64 of name:password was expected.") from None
    if not colon:
        raise BadRequest("The Authorization header has no colon between the name and the password.")
    return name, password


def _text(credentials: bytes) -> str:
    """UTF-8, as the challenge says; what is none is Latin-1, which many clients send regardless."""
    try:
        return credentials.decode("utf-8")
    except UnicodeDecodeError:
        return credentials.decode("latin-1")


@lru_cache(maxsize=256)
def check_local(peer: str, host: str) -> None:
    """Without users only this machine is answered, and only under its own name (a web page's script could reach us
    under another, DNS rebinding).

    Raises:
        Forbidden: the request comes from elsewhere.
    """
    if not (_is_loopback(peer) and _is_local_name(host)):
        raise Forbidden(
            "No users are configured, so only this machine is answered. Set ODATA_USERS to open the service."
        )


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return address == ""  # a Unix socket


def _is_local_name(host: str) -> bool:
    name = host.rpartition("]")[0].strip("[") if host.startswith("[") else host.partition(":")[0]
    return name.lower() in ("localhost", "") or name.lower().endswith(".localhost") or _is_loopback(name)
