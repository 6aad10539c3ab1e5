"""The web server's worker: a thread gets a request when all of it has come, and stays with a client that asks on."""

import ctypes
import gc
import logging
import socket
import struct
import sys
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from datetime import datetime
from functools import partial
from selectors import EVENT_READ, EVENT_WRITE
from threading import Semaphore
from time import monotonic
from typing import Any

from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from odata_service.config import Config
from odata_service.delivery import PATIENCE, UNSENT, Answer, excess, failure, refusal, send
from odata_service.errors import BadRequest, ODataError
from odata_service.protocol.arrival import Arrival
from odata_service.protocol.http import read

log = logging.getLogger("odata_service")

# How long a thread looks for the next request: on one machine, and from a proxy under load, it is there by then. Two
# milliseconds as a limit of the socket's own: to poll for so short a time would have the kernel set a precise timer,
# which costs more than reading the request.
MOMENT = struct.pack("ll", 0, 2000)
AT_ONCE = 65_536  # bytes
PIECES = 4  # of a request that a thread waits for, each so long: mostly there are two, head and body
HEAD_SECONDS, BODY_SECONDS = 15.0, 60.0  # for a head to come, and for all of a request
TAKING = struct.pack("ll", 0, int(PATIENCE * 1_000_000))  # for a client to take some of its answer, in a thread
STALLED_SECONDS = 15.0  # and by itself
LEAVING_SECONDS, LEFT_SECONDS = 2.0, 30.0  # for a client to end its side: since it last sent something, and at all
HEADERS_BYTES = 1_000_000
HELD_BYTES = 256_000_000  # of all requests, and of all answers, that are on their way in one process
TLS = b"\x16\x03"  # the beginning of a client's greeting
TIMEOUT = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
# Objects after which Python looks for those that hold each other, and how often it looks at older ones, too. Its own
# number is 700: two or three searches within a page of 2,000 rows, which hold nothing; they cost a tenth of the page.
# Older ones are looked at more often than it would: the plans of forgotten shapes are among them.
COLLECTED = (5_000, 10, 1)
# How long a thread computes before another one gets its turn; Python's own number is 0.005, and the main thread, which
# hands requests out, waits for its turn each time: by key the slowest of a hundred answers took half as long again.
TURN_SECONDS = 0.001
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
NO_REQUEST = BadRequest("What came is no request of HTTP.")


def keep_memory() -> None:
    """A page of 2,000 rows takes a few megabytes. glibc gives them back to the kernel after each page and asks for them
    again, zeroed, for the next one: a fifth of what the page costs. Here it keeps up to this much."""
    with suppress(OSError, AttributeError):  # another C library
        tune = ctypes.CDLL(None).mallopt
        tune(TRIM_THRESHOLD, KEPT_BYTES)
        tune(MMAP_THRESHOLD, KEPT_BYTES // 2)


TRIM_THRESHOLD, MMAP_THRESHOLD, KEPT_BYTES = -1, -3, 64_000_000  # as malloc.h has them


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's own worker with threads, with four differences.

    It reads requests in its threads, and sends answers there, so that a few clients that send slowly, or not to the
    end, or do not take what they asked for, hold all of them. Here the main thread does that, for all connections at
    once; a thread gets requests that are whole.

    It waits in its main thread for clients to close their connections, for two seconds each, and nobody is served
    meanwhile. Here they are watched like all others.

    It hands every connection back to its main thread after each request, which watches the connection and hands it out
    again; that costs as much as a small request itself. Here a thread looks for a moment whether there is more to do.
    Nobody waits for that: at most half of the threads look, and only while no request waits for a thread.

    It reads and writes HTTP in Python, header by header, which costs twice as much as what the service does for a
    small request. Here llhttp reads.

    Of connections with TLS gunicorn does all that itself; who needs them has something in front that ends TLS.
    """

    alive: bool
    nr: int

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
        self.looking = Semaphore(self.cfg.threads // 2)
        # Connections that the main thread watches, each until when.
        self.arriving: dict[TConn, float] = {}
        self.sending: dict[TConn, float] = {}
        self.leaving: dict[TConn, float] = {}
        self.looked_at = 0.0
        super().init_process()

    def accept(self, listener: socket.socket) -> None:
        if self.nr_conns >= self.worker_connections - 1:
            self._make_room()
        super().accept(listener)

    def set_accept_enabled(self, enabled: bool) -> None:
        """gunicorn calls this where there is no room for more connections, and with False when the worker stops. Then
        whoever has connected by now is still answered, and nobody can connect any more to be forgotten at the end."""
        super().set_accept_enabled(enabled)
        if enabled or self.alive:
            return
        for listener in self.sockets:
            listener.setblocking(False)
            waiting = True
            while waiting:
                before = self.nr_conns
                self.accept(listener)
                waiting = self.nr_conns > before
            listener.close()

    # --- requests that come ------------------------------------------------------------------------------------------

    def enqueue_req(self, conn: TConn) -> None:
        """Called when there may be something to read: on a new connection, on an idle one, behind a request."""
        if self.cfg.is_ssl or conn.is_http2:
            super().enqueue_req(conn)
            return
        whole = self._receive(conn)
        if whole:
            self._hand_over(conn)
        elif whole is None:
            self._end(conn)
        else:
            self._watch(self.arriving, conn, monotonic() + HEAD_SECONDS, EVENT_READ, self._on_more)

    def _on_more(self, conn: TConn, sock: socket.socket) -> None:
        whole = self._receive(conn)
        if whole is False:
            if conn.arrival.head:
                self.arriving[conn] = max(self.arriving[conn], conn.began + BODY_SECONDS)
            if len(conn.arrival.received) < AT_ONCE or self._held() < HELD_BYTES:
                return
        self._unwatch(self.arriving, conn)
        if whole:
            self._hand_over(conn)
        else:
            self._end(conn)

    def _receive(self, conn: TConn, flags: int = socket.MSG_DONTWAIT) -> bool | None:
        """Whether a whole request has come; None where none will. Without flags a thread waits a moment for more."""
        arrival = getattr(conn, "arrival", None)
        if arrival is None:
            arrival = conn.arrival = Arrival(self.most)
            conn.began = monotonic()
            ahead, conn.ahead = getattr(conn, "ahead", b""), b""
            if ahead:
                arrival.add(ahead)
        if arrival.whole or arrival.excessive:
            return None if arrival.excessive else True
        try:
            data = conn.sock.recv(AT_ONCE, flags)
        except BlockingIOError:
            return False
        except OSError:
            return None
        if not data or (not arrival.received and data.startswith(TLS)):
            return None
        expected = arrival.expected
        whole = arrival.add(data)
        if arrival.excessive:
            return None
        if arrival.expected and not expected and not whole:
            with suppress(OSError):
                conn.sock.send(GO_ON, socket.MSG_DONTWAIT)
        return whole

    def _hand_over(self, conn: TConn) -> None:
        if not conn.initialized:
            conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, TAKING)
            conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, MOMENT)
            conn.initialized = True
        conn.sock.setblocking(True)
        super().enqueue_req(conn)

    def _end(self, conn: TConn) -> None:
        """No request will come of this."""
        if conn.arrival.excessive:
            self._leave(conn, excess(conn.arrival))
            conn.arrival = None
        else:
            self._drop(conn)

    # --- answers that go ---------------------------------------------------------------------------------------------

    def handle(self, conn: TConn) -> object:
        if self.cfg.is_ssl or conn.is_http2:
            return super().handle(conn)
        UNSENT.taken()
        kept = self._answer(conn)
        while kept and not UNSENT.rest and self._asks_again(conn):
            kept = self._answer(conn)
        conn.unsent = UNSENT.taken()
        return kept

    def _answer(self, conn: TConn) -> bool:
        """Answers the request that has come; whether the connection goes on."""
        request, conn.ahead = conn.arrival.taken()
        conn.arrival = None
        try:
            environ, keeps = read(request)
        except ODataError as error:
            log.info("what came was no request: %s", error)
            send(conn.sock, refusal(error), b"")
            return False
        started = datetime.now()
        environ.update(_addresses(conn))
        self.nr += 1
        if self.nr >= self.max_requests and self.alive:
            self.log.info("Autorestarting worker after current request.")
            self.alive = False
        keeps = keeps and self.alive and len(self.keepalived_conns) < self.max_keepalived
        answer = Answer()
        try:
            answer.of(self.wsgi, environ)
            head = answer.head(keeps)
        except Exception as error:
            send(conn.sock, failure(error), b"")
            return False
        try:
            send(conn.sock, head, answer.body)
        except OSError:  # the client has gone
            return False
        self.log.access(answer, [], environ, datetime.now() - started)
        return keeps

    def handle_error(self, req: object, client: socket.socket, addr: object, exc: Exception) -> None:
        """gunicorn calls this with what is no request, and with what went wrong, behind TLS."""
        with suppress(OSError):
            client.sendall(refusal(NO_REQUEST) if isinstance(exc, ParseException) else failure(exc))

    def _asks_again(self, conn: TConn) -> bool:
        """Whether the client's next request comes in a moment; its body often comes by itself behind its head."""
        if not self.alive or self.tpool._work_queue.qsize() or not self.looking.acquire(blocking=False):
            return False
        try:
            for _ in range(PIECES):
                come = len(conn.arrival.received) if conn.arrival else 0
                whole = self._receive(conn, flags=0)
                if whole is not False or len(conn.arrival.received) == come:
                    return bool(whole)
            return False  # it comes in many pieces; a thread that took them all would not be free for others
        finally:
            self.looking.release()

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        """gunicorn calls this in its main thread when a thread has done with a connection."""
        if self.cfg.is_ssl or conn.is_http2:
            super().finish_request(conn, fs)
        elif getattr(conn, "unsent", b""):
            self._watch(self.sending, conn, monotonic() + STALLED_SECONDS, EVENT_WRITE, partial(self._on_room, fs))
            if sum(len(one.unsent) for one in self.sending) > HELD_BYTES:
                self._drop_first(self.sending)
        elif fs.cancelled() or fs.exception() is not None:
            self._drop(conn)
        elif not fs.result():
            self._leave(conn)
        elif conn.ahead or (conn.arrival and conn.arrival.received):
            self.enqueue_req(conn)
        else:
            self._keep(conn)

    def _keep(self, conn: TConn) -> None:
        """Watches a connection on which nothing is under way, as gunicorn does."""
        conn.arrival = None
        conn.set_timeout()
        if not self.alive:
            conn.timeout = min(conn.timeout, monotonic() + STOP_KEEPALIVE_LINGER)
        conn.sock.setblocking(False)
        self.keepalived_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_client_socket_readable, conn))

    def _on_room(self, fs: Future[Any], conn: TConn, sock: socket.socket) -> None:
        try:
            with memoryview(conn.unsent) as rest:
                sent = sock.send(rest, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:
            self._unwatch(self.sending, conn)
            self._drop(conn)
            return
        del conn.unsent[:sent]
        self.sending[conn] = monotonic() + STALLED_SECONDS
        if not conn.unsent:
            self._unwatch(self.sending, conn)
            self.finish_request(conn, fs)

    # --- connections that end ----------------------------------------------------------------------------------------

    def _leave(self, conn: TConn, farewell: bytes = b"") -> None:
        """Ends a connection so that its client can still read what it was told: what it goes on to send is thrown
        away for a moment (RFC 9112, section 9.6)."""
        try:
            if farewell:
                conn.sock.send(farewell, socket.MSG_DONTWAIT)
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._drop(conn)
            return
        conn.began = now = monotonic()
        self._watch(self.leaving, conn, now + LEAVING_SECONDS, EVENT_READ, self._on_rest)

    def _on_rest(self, conn: TConn, sock: socket.socket) -> None:
        try:
            data = sock.recv(AT_ONCE, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self.leaving[conn] = min(monotonic() + LEAVING_SECONDS, conn.began + LEFT_SECONDS)
        else:
            self._unwatch(self.leaving, conn)
            self._drop(conn)

    def _drop(self, conn: TConn) -> None:
        self.nr_conns -= 1
        conn.close()

    def _drop_first(self, watched: dict[TConn, float]) -> None:
        conn = min(watched, key=watched.__getitem__)
        self._unwatch(watched, conn)
        self._drop(conn)

    def _make_room(self) -> None:
        """Of more connections than there is room for the one goes that has been idle, or on its way, for longest."""
        idle = self.keepalived_conns[0] if self.keepalived_conns else None
        watched = self.leaving or (None if idle else self.arriving or self.sending)
        if watched:
            self._drop_first(watched)
        elif idle is not None:
            idle.timeout = 0.0
            self.murder_keepalived()

    def murder_pending(self) -> None:
        """gunicorn calls this in each of its rounds."""
        super().murder_pending()
        now = monotonic()
        if now < self.looked_at + 1:
            return
        self.looked_at = now
        for conn, until in list(self.arriving.items()):
            begun = bool(conn.arrival.received)
            if now > until or (not begun and not self.alive):
                self._unwatch(self.arriving, conn)
                if begun:
                    self._leave(conn, TIMEOUT)
                else:
                    self._drop(conn)
        for watched in (self.sending, self.leaving):
            for conn, until in list(watched.items()):
                if now > until:
                    self._unwatch(watched, conn)
                    self._drop(conn)

    # --- what the main thread watches --------------------------------------------------------------------------------

    def _watch(
        self, watched: dict[TConn, float], conn: TConn, until: float, event: int,
        told: Callable[[TConn, socket.socket], None],
    ) -> None:  # fmt: skip
        conn.sock.setblocking(False)
        watched[conn] = until
        self.poller.register(conn.sock, event, partial(told, conn))

    def _unwatch(self, watched: dict[TConn, float], conn: TConn) -> None:
        del watched[conn]
        with suppress(OSError, KeyError, ValueError):
            self.poller.unregister(conn.sock)

    def _held(self) -> int:
        return sum(len(conn.arrival.received) for conn in self.arriving)


def _addresses(conn: TConn) -> dict[str, str]:
    """Who asks, and where (PEP 3333); a Unix socket has no addresses."""
    client, server = conn.client, conn.server
    given = {"REMOTE_ADDR": client if isinstance(client, str) else client[0]}
    if isinstance(server, str):
        return {**given, "SERVER_NAME": server, "SERVER_PORT": ""}
    return {**given, "REMOTE_PORT": str(client[1]), "SERVER_NAME": server[0], "SERVER_PORT": str(server[1])}
