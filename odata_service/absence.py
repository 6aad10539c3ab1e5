"""Clients that have gone while a database works for them: what is read for nobody is stopped.

Nothing of this concerns a request that is answered quickly: a thread of its own looks, from time to time, at reads that
were there already when it looked before.
"""

import logging
from collections.abc import Mapping
from time import sleep
from typing import Any

from odata_service.connection import Connection
from odata_service.doing import Doing
from odata_service.sql.stopping import READS, STOPS, Read

log = logging.getLogger("odata_service.request")

LOOK_SECONDS = 0.5  # between two looks
READING = ("GET", "HEAD")
TUNNELS = ("HTTP_X_HTTP_METHOD", "HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_X_METHOD_OVERRIDE")

Answered = tuple[Connection, Mapping[str, Any]]  # where a request has come, and its environ
Answering = Doing[Answered]


class Absence:
    """Looks after the clients of one worker."""

    def __init__(self, answering: Answering) -> None:
        self.answering = answering
        self.seen: dict[int, Read] = {}  # at the last look, by thread
        self.stopped: dict[int, Read] = {}
        self.knocked: dict[int, Answered] = {}

    def watch(self) -> None:
        """Looks again and again, for ever."""
        while True:
            sleep(LOOK_SECONDS)
            try:
                self.look()
            except Exception:  # whatever it is, the next look may be a better one
                log.exception("it could not be seen which clients are there")

    def look(self) -> None:
        reads = dict(READS.things)
        old = {thread: read for thread, read in reads.items() if self.seen.get(thread) is read}
        self.seen = reads
        self.stopped = {thread: read for thread, read in self.stopped.items() if old.get(thread) is read}
        self.knocked = {thread: one for thread, one in self.knocked.items() if thread in old}
        for thread, read in old.items():
            asked = self.answering.things.get(thread)
            if asked is not None and read[0].dialect.name in STOPS and _only_reads(asked[1]):
                self._look_at(thread, read, asked)

    def _look_at(self, thread: int, read: Read, asked: Answered) -> None:
        """A request whose answer is waited for. As long as its read is still the same, so is the request, and its
        connection is open; all that is done here is done only then, or does nothing."""
        conn, environ = asked
        there = conn.is_there()
        if there is False:
            self._stop(thread, read, environ)
        elif there is None and self.knocked.get(thread) is not asked and _can_knock(environ):
            self.knocked[thread] = asked
            self.answering.interfere(thread, asked, conn.knock)

    def _stop(self, thread: int, read: Read, environ: Mapping[str, Any]) -> None:
        """Again and again, until it has ended: what was to be stopped may have been between two statements."""
        try:
            stopped = READS.stop(thread, read)
        except Exception:  # the statement has its time limit
            log.warning("a statement could not be stopped", exc_info=True)
            return
        if stopped and self.stopped.get(thread) is not read:
            self.stopped[thread] = read
            READS.stopped += 1
            log.info("%s %s: the client has gone, and its statement is stopped", environ["REQUEST_METHOD"],
                     environ["RAW_URI"].partition("?")[0].partition("(")[0][:200])  # fmt: skip


def _only_reads(environ: Mapping[str, Any]) -> bool:
    """Whether a request changes nothing, whatever it asks for."""
    if environ["REQUEST_METHOD"] in READING:
        return True
    path = environ["RAW_URI"].partition("?")[0]
    return bool(
        environ["REQUEST_METHOD"] == "POST"
        and path.endswith("/$query")
        and not any(name in environ for name in TUNNELS)
    )


def _can_knock(environ: Mapping[str, Any]) -> bool:
    """Interim answers are of HTTP/1.1. Of a Unix socket the system knows the difference itself."""
    return environ["SERVER_PROTOCOL"] == "HTTP/1.1" and "REMOTE_PORT" in environ
