"""The web server's worker: all threads wait together, and the one that is free goes on with what has come first."""

import ctypes
import gc
import logging
import select
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from selectors import EVENT_READ
from threading import Lock, Thread
from time import monotonic

from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, ThreadWorker

from odata_service.absence import Absence, Answering
from odata_service.config import Config
from odata_service.connection import AT_ONCE, Connection
from odata_service.delivery import Answer, excess, failure, refusal
from odata_service.doing import Doing
from odata_service.errors import BadRequest, ODataError
from odata_service.protocol.arrival import Arrival
from odata_service.protocol.http import read
from odata_service.turns import TURNS

log = logging.getLogger("odata_service")

HEAD_SECONDS, BODY_SECONDS = 15.0, 60.0  # for a head to come, and for all of a request
STALLED_SECONDS = 15.0  # for a client to take some of its answer
LEAVING_SECONDS, LEFT_SECONDS = 2.0, 30.0  # for a client to end its side: since it last sent something, and at all
HEADERS_BYTES = 1_000_000
HELD_BYTES = 256_000_000  # of all requests, and of all answers, that are on their way in one process
TIMEOUT = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
# Objects after which Python looks for those that hold each other, and how often it looks at older ones, too. Its own
# number is 700: two or three searches within a page of 2,000 rows, which hold nothing; they cost a tenth of the page.
# Older ones are looked at more often than it would: the plans of forgotten shapes are among them.
COLLECTED = (5_000, 10, 1)
# How long a thread computes before another one gets its turn; Python's own number is 0.005.
TURN_SECONDS = 0.001
# When the server stops, who connects between the last look and the end of the socket is lost: no other thread computes
# then for longer than this.
STOPPING_TURN_SECONDS = 0.00001
NO_REQUEST = BadRequest("What came is no request of HTTP.")
ROUND_SECONDS, STOPPING_SECONDS = 1.0, 0.05  # between two looks at who has waited too long, and while the server stops
# Events that are told once, to one thread.
ONCE = getattr(select, "EPOLLONESHOT", 0)
READABLE, WRITABLE = getattr(select, "EPOLLIN", 0) | ONCE, getattr(select, "EPOLLOUT", 0) | ONCE


def keep_memory() -> None:
    """A page of 2,000 rows takes a few megabytes. glibc gives them back to the kernel after each page and asks for them
    again, zeroed, for the next one: a fifth of what the page costs. Here it keeps up to this much, for all threads
    together: one of them computes at a time."""
    with suppress(OSError, AttributeError):  # another C library
        tune = ctypes.CDLL(None).mallopt
        tune(TRIM_THRESHOLD, KEPT_BYTES)
        tune(MMAP_THRESHOLD, KEPT_BYTES // 2)
        tune(ARENA_MAX, 1)


TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX, KEPT_BYTES = -1, -3, -8, 64_000_000  # as malloc.h has them


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's own worker with threads, but for what becomes of connections.

    There, the main thread watches connections, hands each request to a thread, and gets the connection back, which
    costs more than a small request itself. The threads read requests and send answers, so that a few clients that send
    slowly, or not to the end, or do not take what they asked for, hold all of them; and the main thread waits for
    clients to close their connections, for two seconds each, while nobody is served.

    Here all threads wait at one place (`ready`) for something to happen on any connection, and take what has happened
    first; they read what is there, answer requests that are whole, and never wait for a client. The main thread accepts
    connections, and ends those that have waited too long.

    gunicorn reads and writes HTTP in Python, header by header, which costs twice as much as what the service does for a
    small request. Here llhttp reads.

    With TLS, and where the system has no epoll, gunicorn does all that itself.
    """

    alive: bool
    nr: int

    def __init__(self, *given: object) -> None:
        super().__init__(*given)
        # Connections by descriptor; and those on which nobody works, each until when.
        self.connections: dict[int, Connection] = {}
        self.waiting: dict[Connection, float] = {}
        self.arriving: dict[Connection, float] = {}
        self.sending: dict[Connection, float] = {}
        self.leaving: dict[Connection, float] = {}
        self.handing = Lock()
        self.answering: Answering = Doing()

    def load_wsgi(self) -> None:
        gc.disable()  # what is made at start stays: looking through it again and again costs a fifth of the start
        try:
            super().load_wsgi()  # where settings cannot be used the application says so, and this process ends
        finally:
            gc.freeze()
            gc.set_threshold(*COLLECTED)
            gc.enable()
        config = Config.from_env()
        self.most = config.max_url_bytes + config.max_body_bytes + HEADERS_BYTES

    def init_process(self) -> None:
        keep_memory()
        sys.setswitchinterval(TURN_SECONDS)
        super().init_process()

    def handle_error(self, req: object, client: socket.socket, addr: object, exc: Exception) -> None:
        """gunicorn calls this with what is no request, and with what went wrong, behind TLS."""
        with suppress(OSError):
            client.sendall(refusal(NO_REQUEST) if isinstance(exc, ParseException) else failure(exc))

    # --- the main thread ---------------------------------------------------------------------------------------------

    def run(self) -> None:
        self.own = not self.cfg.is_ssl and hasattr(select, "epoll")
        if not self.own:
            super().run()
            return
        self.ready = select.epoll()
        self.poller.register(self.method_queue.fileno(), EVENT_READ, self.method_queue.run_callbacks)
        self.set_accept_enabled(True)
        for work in [TURNS.watch, Absence(self.answering).watch, *[self._serve] * self.cfg.threads]:
            Thread(target=work, daemon=True).start()
        while self.alive and self.is_parent_alive():
            self._round(ROUND_SECONDS, 0.0)
            self.set_accept_enabled(True)
        self._stop()

    def _round(self, seconds: float, stopping: float) -> None:
        self.notify()
        until, alive = monotonic() + seconds, self.alive
        while self.alive is alive and (left := until - monotonic()) > 0:
            self.wait_for_and_dispatch_events(left)
        self._end_late_ones(stopping)

    def _stop(self) -> None:
        """Whoever has connected by now is still answered, and nobody can connect any more to be forgotten."""
        self.alive = False
        sys.setswitchinterval(STOPPING_TURN_SECONDS)
        self.set_accept_enabled(False)
        for listener in self.sockets:
            listener.setblocking(False)
            while self.accept(listener):
                pass
            listener.close()
        stopping = monotonic() + STOP_KEEPALIVE_LINGER
        until = monotonic() + self.cfg.graceful_timeout
        while self.connections and monotonic() < until:
            self._round(STOPPING_SECONDS, stopping)

    def accept(self, listener: socket.socket) -> bool:
        """Lets one client in, if there is one."""
        if not self.own:
            super().accept(listener)
            return False
        try:
            client, address = listener.accept()
            conn = Connection(client, address, listener.getsockname(), self.most)
            self.ready.register(conn.descriptor, ONCE)
        except (BlockingIOError, ConnectionAbortedError):  # another process has taken it; the client has gone
            return False
        except OSError:
            log.exception("a client could not be let in")
            if not self._make_room():
                self.set_accept_enabled(False)  # until the next round
            return False
        if len(self.connections) >= self.worker_connections:
            self._make_room()
        self.connections[conn.descriptor] = conn
        self._watch(conn, self.waiting, monotonic() + HEAD_SECONDS, self._on_request, READABLE)
        return True

    def _make_room(self) -> bool:
        """Of more connections than there is room for the one goes that has been idle, or on its way, for longest; one
        of which something has come that no thread has looked at yet only if there is no other. Whether there was one.
        """
        idle = (self.leaving, self.waiting, self.arriving)
        return any(self._drop_first(one, seen=True) for one in idle) or any(
            self._drop_first(one) for one in (*idle, self.sending)
        )

    def _end_late_ones(self, stopping: float) -> None:
        """`stopping`: when the server stops, how long it still waits for requests of which nothing has come."""
        now = monotonic()
        for watched in (self.waiting, self.arriving, self.sending, self.leaving):
            for conn, seen in list(watched.items()):
                if now <= seen and not (stopping and now > stopping and watched is self.waiting):
                    continue
                until = watched.pop(conn, None)
                if until is None:  # a thread goes on with it
                    continue
                if until != seen:  # a thread has gone on with it, and it is back
                    self._watch(conn, watched, until, conn.step, conn.event)
                elif watched is self.sending or watched is self.leaving:
                    self._drop(conn)
                elif conn.has_come():  # it is the threads that are late
                    self._watch(conn, watched, now + ROUND_SECONDS, conn.step, conn.event)
                elif watched is self.arriving:
                    self._leave(conn, TIMEOUT)
                else:
                    self._drop(conn)

    # --- the threads -------------------------------------------------------------------------------------------------

    def _serve(self) -> None:
        """What each thread does: it takes the connection on which something has happened first, and goes on with it."""
        while True:
            TURNS.take()
            while TURNS.rests():
                happened = self.ready.poll(maxevents=1)
                TURNS.works()
                for descriptor, _ in happened:
                    self._step(descriptor)

    def _step(self, descriptor: int) -> None:
        conn = self.connections.get(descriptor)
        if conn is None or not self._taken(conn):  # it has been ended meanwhile
            return
        try:
            conn.step(conn)
        except (ConnectionError, TimeoutError):  # its client has gone
            self._drop(conn)
        except BaseException:  # whatever it is, no thread ends of it
            log.exception("a connection could not go on")
            self._drop(conn)

    def _on_request(self, conn: Connection) -> None:
        """A request has come, or some of it."""
        whole = conn.receive()
        if whole:
            self._answer(conn)
            self._go_on(conn)
        elif whole is None:
            self._refuse(conn)
        elif len(conn.arrival.received) >= AT_ONCE and self._held() > HELD_BYTES:
            self._drop(conn)
        else:
            self._go_on(conn)

    def _answer(self, conn: Connection) -> None:
        """Answers the request that has come."""
        try:
            environ, keeps = read(conn.take())
        except ODataError as error:
            log.info("what came was no request: %s", error)
            conn.send(refusal(error))
            return
        started = datetime.now()
        environ.update(conn.addresses)
        self.nr += 1
        if self.nr >= self.max_requests and self.alive:
            self.log.info("Autorestarting worker after current request.")
            self.alive = False
            self.method_queue.defer(lambda: None)  # the main thread looks at it at once
        answer = Answer()
        try:
            self.answering.begin((conn, environ))
            try:
                answer.of(self.wsgi, environ)
            finally:
                self.answering.end()
            keeps = keeps and self.alive
            head = answer.head(keeps)
        except (Exception, SystemExit) as error:
            conn.send(failure(error))
            return
        conn.send(head, answer.body, keeps)
        self.log.access(answer, [], environ, datetime.now() - started)

    def _go_on(self, conn: Connection) -> None:
        """Waits for what comes next on a connection."""
        if conn.unsent:
            self._watch(conn, self.sending, monotonic() + STALLED_SECONDS, self._on_room, WRITABLE)
            if sum(len(one.unsent) for one in list(self.sending)) > HELD_BYTES:
                self._drop_first(self.sending)
        elif not conn.keeps:
            self._leave(conn)
        elif conn.arrival.excessive:
            self._refuse(conn)
        elif conn.begun:  # a request that is whole waits for its turn like others'
            until = conn.began + (BODY_SECONDS if conn.arrival.head else HEAD_SECONDS)
            event = WRITABLE if conn.arrival.whole else READABLE
            conn.say_go_on()
            self._watch(conn, self.arriving, until, self._on_request, event)
        else:
            self._watch(conn, self.waiting, monotonic() + self.cfg.keepalive, self._on_request, READABLE)

    def _refuse(self, conn: Connection) -> None:
        """No request will come of this."""
        if conn.arrival.excessive:
            self._leave(conn, excess(conn.arrival))
        else:
            self._drop(conn)

    def _on_room(self, conn: Connection) -> None:
        """A client takes more of its answer."""
        if conn.send_rest() is None:
            self._drop(conn)
        else:
            self._go_on(conn)

    def _leave(self, conn: Connection, farewell: bytes = b"") -> None:
        """Ends a connection so that its client can still read what it was told: what it goes on to send is thrown
        away for a moment (RFC 9112, section 9.6)."""
        try:
            if farewell:
                conn.socket.send(farewell, socket.MSG_DONTWAIT)
            conn.socket.shutdown(socket.SHUT_WR)
        except OSError:
            self._drop(conn)
            return
        conn.began = monotonic()
        conn.arrival = Arrival(0)  # its bytes are of no use any more
        self._watch(conn, self.leaving, conn.began + LEAVING_SECONDS, self._on_rest, READABLE)

    def _on_rest(self, conn: Connection) -> None:
        if conn.throw_away():
            until = min(monotonic() + LEAVING_SECONDS, conn.began + LEFT_SECONDS)
            self._watch(conn, self.leaving, until, self._on_rest, READABLE)
        else:
            self._drop(conn)

    # --- who works on a connection -----------------------------------------------------------------------------------

    def _watch(
        self, conn: Connection, watched: dict[Connection, float], until: float, step: Callable[[Connection], None],
        event: int,
    ) -> None:  # fmt: skip
        """Leaves a connection to whichever thread is told that something has happened on it."""
        conn.step, conn.event = step, event
        with self.handing:
            conn.watched = watched
            watched[conn] = until
            self.ready.modify(conn.descriptor, event)

    def _taken(self, conn: Connection) -> bool:
        """Whether this thread is the one that goes on with it. A dictionary gives what it holds to one thread only.

        What it was told may be about another connection, which had the same descriptor and has been ended since: then
        it goes on with this one for nothing, but never before the one that has left it is done with it.
        """
        with self.handing:
            return conn.watched.pop(conn, None) is not None

    def _drop_first(self, watched: dict[Connection, float], seen: bool = False) -> bool:
        """`seen`: only one whose bytes have all been looked at."""
        since = dict(watched) if watched is self.sending else {conn: conn.began for conn in list(watched)}
        for conn in sorted(since, key=since.__getitem__):
            if seen and watched is not self.leaving and conn.has_come():
                continue
            if watched.pop(conn, None) is not None:
                self._drop(conn)
                return True
        return False

    def _drop(self, conn: Connection) -> None:
        self.connections.pop(conn.descriptor, None)
        conn.socket.close()

    def _held(self) -> int:
        return sum(len(conn.arrival.received) for conn in list(self.arriving))
