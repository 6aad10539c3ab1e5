"""A request in a thread of its own: in time for who waits, or later, for who asks for it."""

import threading
from time import monotonic

from odata_service.asynchronous.store import Entry, Store
from odata_service.errors import ODataError, ServiceUnavailable
from odata_service.protocol.message import Request, Response
from odata_service.service import failed
from odata_service.sql.cancelling import Cancellable
from odata_service.turns import SOON_SECONDS, TURNS

READING = ("GET", "HEAD")


class Work(Cancellable):
    """One request that is carried out. As soon as nobody waits for it any more it has a file in the store."""

    def __init__(self, request: Request, method: str, store: Store) -> None:
        super().__init__()
        self.request = request
        self.reads = method in READING
        self.store = store
        self.began = monotonic()
        self.entry: Entry | None = None
        self.changing = False  # something has been committed, or is about to be
        self.response: Response | None = None
        self.done = threading.Event()

    def commits(self) -> None:
        """Called before something is committed: it is either committed or cancelled, and never both.

        Raises:
            ODataError: nothing is to be committed any more.
        """
        with self.lock:
            self.check()
            if self.reads or self.changing:
                return
            if self.entry is not None and not self.store.change(self.entry):
                raise ServiceUnavailable("The request was cancelled.")
            self.changing = True

    def publish(self, path: str) -> Response | None:
        """Gives the request a file under this path, if that is possible; the response, if it is there meanwhile."""
        with self.lock:
            if self.response is None:
                self.entry = self.store.begin(path, changing=self.changing)
            return self.response

    def finish(self, response: Response) -> None:
        """Hands the answer to who waits for it, or puts it where it is asked for. What failed because the request was
        ended says why it was."""
        with self.lock:
            if self.reason is not None and response.status >= 500:
                response = failed(self.reason, response.headers.get("OData-Version", "4.0"))
            if self.entry is not None:
                head = Response(response.status, response.headers)
                self.store.finish(self.entry, head if self.request.method == "HEAD" else response)
            self.response = response

    def outcome(self, seconds: float) -> Response | None:
        """The response, if it comes within so many seconds. Where it does not at once, the turn is left to others."""
        if not self.done.wait(min(seconds, SOON_SECONDS)):
            passed = TURNS.pass_on()
            self.done.wait(seconds)
            if passed:
                TURNS.take_back()
        return self.response

    def look(self, seconds: float, overdue: ODataError) -> None:
        """Ends the request if it was cancelled, wherever, or takes longer than so many seconds."""
        if self.entry is None or self.reason is not None:
            return
        if self.store.is_cancelled(self.entry):
            self.end(ServiceUnavailable("The request was cancelled."))
        elif monotonic() - self.began > seconds:
            self.end(overdue)
