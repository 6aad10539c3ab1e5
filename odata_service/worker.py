"""The web server's worker: a thread gets a request when all of it has come, and stays with a client that asks on."""

import ctypes
import gc
import socket
import struct
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ
from threading import Semaphore
from time import monotonic

from gunicorn.http import wsgi
from gunicorn.workers.gthread import TConn, ThreadWorker

from odata_service.config import Config
from odata_service.protocol.arrival import Arrival

# How long a thread looks for the next request: on one machine, and from a proxy under load, it is there by then. Two
# milliseconds as a limit of the socket's own: to poll for so short a time would have the kernel set a precise timer,
# which costs more than reading the request.
MOMENT = struct.pack("ll", 0, 2000)
AT_ONCE = 65_536  # bytes
HEAD_SECONDS, BODY_SECONDS = 15.0, 60.0  # for a head to come, and for all of a request
STALLED = struct.pack("ll", 15, 0)  # for a client to take some of its answer
HEADERS_BYTES = 1_000_000
HELD_BYTES = 256_000_000  # of all requests that are on their way, in one process
TIMEOUT = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
# Objects after which Python looks for those that hold each other, and how often it looks at older ones, too. Its own
# number is 700: two or three searches within a page of 2,000 rows, which hold nothing; they cost a tenth of the page.
# Older ones are looked at more often than it would: the plans of forgotten shapes are among them.
COLLECTED = (5_000, 10, 1)
JOINED = 65_536  # bytes: a body that is longer is not worth a copy
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"


class Answer(wsgi.Response):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's own response sends its headers by themselves, and each time the kernel is asked to send costs as much
    as reading the request. Here the headers wait for the first bytes of the body."""

    waiting = b""
    headers_sent: bool

    def send_headers(self) -> None:
        if self.headers_sent:
            return
        lines = [*self.default_headers(), *(f"{name}: {value}\r\n" for name, value in self.headers), "\r\n"]
        self.waiting = "".join(lines).encode("latin-1")
        self.headers_sent = True

    def _emit_body(self, data: bytes) -> None:
        if self.chunked or len(data) > JOINED:
            self._send_waiting()
            super()._emit_body(data)
        else:
            waiting, self.waiting = self.waiting, b""
            super()._emit_body(waiting + data)

    def _send_waiting(self) -> None:
        waiting, self.waiting = self.waiting, b""
        if waiting:
            self.sock.sendall(waiting)

    def sendfile(self, respiter: object) -> bool:
        return False  # nothing here is sent from files

    def close(self) -> None:
        self.send_headers()
        self._send_waiting()
        super().close()


wsgi.Response = Answer  # gunicorn has no setting for this class


def keep_memory() -> None:
    """A page of 2,000 rows takes a few megabytes. glibc gives them back to the kernel after each page and asks for them
    again, zeroed, for the next one: a fifth of what the page costs. Here it keeps up to this much."""
    with suppress(OSError, AttributeError):  # another C library
        tune = ctypes.CDLL(None).mallopt
        tune(TRIM_THRESHOLD, KEPT_BYTES)
        tune(MMAP_THRESHOLD, KEPT_BYTES // 2)


TRIM_THRESHOLD, MMAP_THRESHOLD, KEPT_BYTES = -1, -3, 64_000_000  # as malloc.h has them


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's own worker with threads, with two differences.

    It reads requests in its threads, so that a few clients that send slowly, or not to the end, hold all of them. Here
    the main thread collects what comes, for all connections at once.

    It hands every connection back to its main thread after each request, which watches the connection and hands it out
    again; that costs as much as a small request itself. Here a thread looks for a moment whether there is more to do.
    Nobody waits for that: at most half of the threads look, and only while no request waits for a thread.
    """

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
        self.looking = Semaphore(self.cfg.threads // 2)
        self.arriving: dict[TConn, float] = {}  # until when
        self.looked_at = 0.0
        super().init_process()

    def accept(self, listener: socket.socket) -> None:
        if self.nr_conns >= self.worker_connections - 1:
            self._make_room()
        super().accept(listener)

    def enqueue_req(self, conn: TConn) -> None:
        """Called when there may be something to read: on a new connection, on an idle one, behind a request."""
        if self.cfg.is_ssl or conn.is_http2:
            super().enqueue_req(conn)
            return
        whole = self._receive(conn)
        if whole:
            self._hand_over(conn)
        elif whole is None:
            self._drop(conn)
        else:
            conn.sock.setblocking(False)
            self.arriving[conn] = monotonic() + HEAD_SECONDS
            self.poller.register(conn.sock, EVENT_READ, partial(self._on_more, conn))

    def _on_more(self, conn: TConn, sock: socket.socket) -> None:
        whole = self._receive(conn)
        if whole is False:
            if conn.arrival.head:
                self.arriving[conn] = max(self.arriving[conn], conn.began + BODY_SECONDS)
            if len(conn.arrival.received) < AT_ONCE or self._held() < HELD_BYTES:
                return
        self._stop_waiting(conn)
        if whole:
            self._hand_over(conn)
        else:
            self._drop(conn)

    def _receive(self, conn: TConn) -> bool | None:
        """Whether a whole request has come; None where none will."""
        arrival = getattr(conn, "arrival", None)
        if arrival is None:
            arrival = conn.arrival = Arrival(self.most)
            conn.began = monotonic()
            ahead = conn.parser.unreader.take_buffered() if conn.parser is not None else b""
            if ahead and arrival.add(ahead):
                return True
        try:
            data = conn.sock.recv(AT_ONCE, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return None
        if not data:
            return None
        expected = arrival.expected
        whole = arrival.add(data)
        if arrival.expected and not expected and not whole:
            with suppress(OSError):
                conn.sock.send(GO_ON, socket.MSG_DONTWAIT)
        return whole

    def _hand_over(self, conn: TConn) -> None:
        self._prepare(conn)
        super().enqueue_req(conn)

    def _prepare(self, conn: TConn) -> None:
        """Puts what has come where gunicorn reads it. What has not come yet, of a request that is too large, is waited
        for with patience; so is a client that does not take its answer."""
        if not conn.initialized:
            conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, STALLED)
            conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, STALLED)
            conn.init()
        conn.data_ready = True
        conn.parser.unreader.unread(conn.arrival.taken())
        conn.arrival = None

    def _stop_waiting(self, conn: TConn) -> None:
        del self.arriving[conn]
        with suppress(OSError, KeyError, ValueError):
            self.poller.unregister(conn.sock)

    def _drop(self, conn: TConn, farewell: bytes = b"") -> None:
        with suppress(OSError):
            if farewell:
                conn.sock.send(farewell, socket.MSG_DONTWAIT)
        self.nr_conns -= 1
        conn.close()

    def _held(self) -> int:
        return sum(len(conn.arrival.received) for conn in self.arriving)

    def _make_room(self) -> None:
        """Of more connections than there is room for the one goes that has been idle, or on its way, for longest."""
        idle = self.keepalived_conns[0] if self.keepalived_conns else None
        if idle is not None:
            idle.timeout = 0.0
            self.murder_keepalived()
        elif self.arriving:
            conn = min(self.arriving, key=self.arriving.__getitem__)
            self._stop_waiting(conn)
            self._drop(conn)

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
                self._stop_waiting(conn)
                self._drop(conn, TIMEOUT if begun else b"")

    def handle(self, conn: TConn) -> object:
        kept = super().handle(conn)
        while kept is True and self._asks_again(conn):
            kept = super().handle(conn)
        return kept

    def _asks_again(self, conn: TConn) -> bool:
        if not self.alive or self.cfg.is_ssl or conn.is_http2 or self.tpool._work_queue.qsize():
            return False
        if not self.looking.acquire(blocking=False):
            return False
        try:
            conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, MOMENT)
            conn.sock.recv(1, socket.MSG_PEEK)
        except OSError:  # nothing came in time
            return False
        finally:
            with suppress(OSError):
                conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, STALLED)
            self.looking.release()
        if not self._receive(conn):
            return False
        self._prepare(conn)
        return True
