"""The web server's worker: a thread stays with a connection while its client goes on asking."""

import select
from threading import Semaphore

from gunicorn.workers.gthread import TConn, ThreadWorker

MOMENT = 2  # milliseconds: on one machine, and from a proxy under load, the next request is there by then


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's own worker with threads hands every connection back to its main thread after each request, which
    watches the connection and hands it out again; that costs as much as a small request itself. Here a thread looks for
    a moment whether there is more to do. Nobody waits for that: at most half of the threads look, and only while no
    request waits for a thread."""

    def init_process(self) -> None:
        self.looking = Semaphore(self.cfg.threads // 2)
        super().init_process()

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
            poll = select.poll()
            poll.register(conn.sock, select.POLLIN)
            return bool(poll.poll(MOMENT))
        finally:
            self.looking.release()
