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
HASHES_AT_ONCE = 2  # an Argon2id hash takes tens of milliseconds and megabytes: wrong logins must not take all threads
WAIT_SECONDS = 2.0


@dataclass(slots=True, eq=False)
class Authenticator:
    """The configured users, and the credentials that were verified a short while ago; thread-safe.

    A credential is remembered by its keyed hash, never as text, for `remember_seconds`.
    """

    users: Mapping[str, Secret]
    remember_seconds: float
    verified: OrderedDict[bytes, tuple[str, float]] = field(default_factory=OrderedDict)
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
        self._verify(digest, name, password)
        return name

    def _known(self, digest: bytes) -> str | None:
        found = self.verified.get(digest)
        return found[0] if found is not None and found[1] > monotonic() else None

    def _verify(self, digest: bytes, name: str, password: str) -> None:
        if not self.hashing.acquire(timeout=WAIT_SECONDS):
            raise ServiceUnavailable(
                "Too many logins at once. Try again in a few seconds.", headers={"Retry-After": "5"}
            )
        try:
            if self._known(digest) is not None:
                return  # whoever was before us in the row had the same ones: a client begins with several requests
            known = self.users.get(name)
            self.hasher.verify(known.reveal() if known else self.unknown, password)
            if known is None:
                raise Unauthorized("The user name or the password is wrong.", headers=CHALLENGE)
            self._remember(digest, name)
        except (Argon2Error, InvalidHashError):
            raise Unauthorized("The user name or the password is wrong.", headers=CHALLENGE) from None
        finally:
            self.hashing.release()

    def _remember(self, digest: bytes, name: str) -> None:
        with self.lock:
            self.verified[digest] = (name, monotonic() + self.remember_seconds)
            while len(self.verified) > REMEMBERED:
                self.verified.popitem(last=False)


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
