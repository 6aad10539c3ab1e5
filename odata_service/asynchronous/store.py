"""Asynchronous requests and their answers, as files in a directory that all processes of all hosts share.

A request is one file. Its name is a hash of the service, the user and an id that only this user was told, so that
nobody else's question leads to it. Its end says what has become of the request, and changes by renaming, which only one
of many processes succeeds in:

    running -> done                   nothing has been changed
    running -> changing -> changed    it commits, or has: it cannot be cancelled any more
    running -> cancelled              by its client

Whoever carries out a request holds a lock on its file, which ends with the process: what is running and has no lock
will never be done.
"""

import fcntl
import hashlib
import logging
import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, time

import msgspec

from odata_service.config import Config
from odata_service.errors import Conflict, NotFound, ServiceUnavailable
from odata_service.protocol.message import Response
from odata_service.service import failed

log = logging.getLogger("odata_service")

RUNNING, CHANGING, DONE, CHANGED, CANCELLED = ".running", ".changing", ".done", ".changed", ".cancelled"
BEGUN = ".begun"  # before its lock is there
ENDED = {RUNNING: DONE, CHANGING: CHANGED}
TAKEN_SECONDS = 60.0  # an answer that was taken waits so long, in case that it did not arrive
LOOKING_SECONDS = 1.0  # between two looks at the whole directory
UNKEPT = "The request was carried out, and its answer could not be kept; the server's log says why."


@dataclass(slots=True, eq=False)
class Entry:
    """The file of a request that this process carries out."""

    path: str  # without its end
    descriptor: int  # holds the lock
    state: str


@dataclass(frozen=True, slots=True)
class Going:
    """The request is being carried out."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The process that carried out the request has ended; `changing`: when it may have changed something."""

    changing: bool


Found = Going | Lost | Response


class Store:
    """The directory, as one process sees it. Thread-safe."""

    def __init__(self, directory: Path, config: Config) -> None:
        self.directory = directory
        self.config = config
        self.lock = threading.Lock()
        self.looked = -LOOKING_SECONDS
        self.room = False

    def path_of(self, service: str, user: str | None, identity: str) -> str:
        """The path of a request's file, without its end."""
        parts = [part.encode("utf-8", "surrogatepass") for part in (service, user or "", identity)]
        digest = hashlib.sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts))
        return str(self.directory / digest.hexdigest())

    # --- whoever carries out a request -------------------------------------------------------------------------------

    def has_room(self) -> bool:
        """Whether one more answer may wait. Now and then it forgets those that have waited for too long."""
        with self.lock:
            if monotonic() >= self.looked + LOOKING_SECONDS:
                self.looked = monotonic()
                try:
                    self.room = self._looked_through()
                except OSError as error:
                    self.room = False
                    log.warning("no request is answered asynchronously: %s", error)
            return self.room

    def begin(self, path: str, *, changing: bool) -> Entry | None:
        """The file of a request from now on; None where there cannot be one."""
        state = CHANGING if changing else RUNNING
        try:
            descriptor = os.open(path + BEGUN, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.rename(path + BEGUN, path + state)
            except OSError:
                os.close(descriptor)
                os.unlink(path + BEGUN)
                raise
        except OSError as error:
            log.warning("a request is not answered asynchronously: %s", error)
            return None
        self.looked = -LOOKING_SECONDS  # there is less room now
        return Entry(path, descriptor, state)

    def change(self, entry: Entry) -> bool:
        """Notes that the request is about to change something; whether it may."""
        try:
            os.rename(entry.path + RUNNING, entry.path + CHANGING)
        except FileNotFoundError:
            return False
        entry.state = CHANGING
        return True

    def is_cancelled(self, entry: Entry) -> bool:
        return os.path.exists(entry.path + CANCELLED)

    def finish(self, entry: Entry, response: Response) -> None:
        """Keeps the answer, unless the request was cancelled meanwhile."""
        try:
            try:
                _write(entry.descriptor, response)
            except OSError as error:
                log.error("the answer to a request could not be kept: %s", error)
                _write(entry.descriptor, failed(ServiceUnavailable(UNKEPT), "4.0"))
            os.rename(entry.path + entry.state, entry.path + ENDED[entry.state])
        except FileNotFoundError:
            _forget(entry.path + CANCELLED)
        except OSError as error:
            log.error("the answer to a request could not be kept: %s", error)
        finally:
            os.close(entry.descriptor)

    # --- whoever asks for it -----------------------------------------------------------------------------------------

    def found(self, path: str, *, here: bool) -> Found:
        """What has become of a request; `here`: whether this process carries it out.

        Raises:
            NotFound: it is not known, or not any more.
        """
        for state in (RUNNING, CHANGING):  # in the order in which one becomes the other: none is missed
            with suppress(FileNotFoundError):
                descriptor = os.open(path + state, os.O_RDONLY | os.O_CLOEXEC)
                try:
                    if here or _is_locked(descriptor):
                        return Going()
                finally:
                    os.close(descriptor)
                if os.path.exists(path + state):
                    return Lost(state == CHANGING)
        for state in (DONE, CHANGED):
            with suppress(FileNotFoundError):
                answer = Path(path + state)
                if time() - answer.stat().st_mtime <= self.config.async_kept_seconds:
                    return _read(answer.read_bytes())
        raise _unknown()

    def take(self, path: str) -> None:
        """Notes that the answer was asked for: it need not wait much longer."""
        for state in (DONE, CHANGED):
            with suppress(OSError):
                kept = os.stat(path + state).st_mtime
                earlier = time() - self.config.async_kept_seconds + TAKEN_SECONDS
                if earlier < kept:
                    os.utime(path + state, (earlier, earlier))

    def cancel(self, path: str) -> None:
        """Cancels a request, or forgets the answer to one that has changed nothing.

        Raises:
            NotFound: it is not known, or not any more.
            Conflict: it has changed something, or is about to.
        """
        try:
            os.rename(path + RUNNING, path + CANCELLED)
        except FileNotFoundError:
            if os.path.exists(path + CHANGING) or os.path.exists(path + CHANGED):
                raise Conflict(
                    "The request has been carried out, or is about to be: it cannot be cancelled any more. Read its "
                    "answer here."
                ) from None
            if not _forget(path + DONE):
                raise _unknown() from None
        else:
            _forget_unless_locked(path + CANCELLED)

    def _looked_through(self) -> bool:
        now, number, size = time(), 0, 0
        with os.scandir(self.directory) as entries:
            for one in entries:
                end = one.name[64:]
                if end not in (BEGUN, RUNNING, CHANGING, DONE, CHANGED, CANCELLED):
                    continue  # somebody else's
                try:
                    status = one.stat()
                except FileNotFoundError:
                    continue
                if now - status.st_mtime > self._kept(end) and _forget_unless_locked(one.path):
                    continue
                number += 1
                size += status.st_size
        return number < self.config.async_answers and size <= self.config.async_bytes

    def _kept(self, end: str) -> float:
        """For how many seconds a file is kept that nobody has locked."""
        if end == CANCELLED:
            return 0
        return self.config.async_kept_seconds + (0 if end in (DONE, CHANGED) else self.config.async_seconds)


def _unknown() -> NotFound:
    return NotFound("There is no such request: it was cancelled, its answer was taken or not asked for in time, or it "
                    "is another user's.")  # fmt: skip


class _Head(msgspec.Struct):
    status: int
    headers: dict[str, str]


def _write(descriptor: int, response: Response) -> None:
    head = msgspec.json.encode(_Head(response.status, dict(response.headers)))
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    rest = memoryview(head + b"\n" + response.body)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.utime(descriptor)


def _read(content: bytes) -> Response:
    line, _, body = content.partition(b"\n")
    head = msgspec.json.decode(line, type=_Head)
    return Response(head.status, head.headers, body)


def _is_locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def _forget(path: str) -> bool:
    """Whether there was something to forget."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return False
    return True


def _forget_unless_locked(path: str) -> bool:
    """Whether it is gone."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return True
    try:
        if _is_locked(descriptor):
            return False
        _forget(path)
        return True
    finally:
        os.close(descriptor)
