"""Requests with `Prefer: respond-async` (Part 1, sections 8.2.8.8 and 11.6): what takes long goes on when nobody waits
for it any more, with limits, threads and connections of its own."""

import atexit
import logging
import secrets
import threading
from collections.abc import Sequence
from dataclasses import replace
from time import monotonic, sleep

from odata_service.asynchronous.monitor import accepted, monitored
from odata_service.asynchronous.store import Store
from odata_service.asynchronous.work import Work
from odata_service.config import Config
from odata_service.errors import ODataError, QueryTimeout, ServiceUnavailable
from odata_service.protocol.message import Request, Response
from odata_service.protocol.method import method_of
from odata_service.protocol.negotiation import negotiate_version
from odata_service.protocol.preferences import parse_preferences
from odata_service.service import Service, failed
from odata_service.sql.cancelling import RUNNING, make_cancellable

log = logging.getLogger("odata_service.request")

MONITORS = "$async/"  # below the service's root; no entity set has such a name
LOOKING_SECONDS = 0.25  # between two looks at what was cancelled elsewhere, or takes too long
STOPPING_SECONDS = 5.0  # for requests to end when the process does
UNKNOWN = "What has become of the request cannot be said at the moment. Ask again in a few seconds."
STOPPED = "The server was stopped before the request was done. Send it again."


class Asynchronous:
    """The asynchronous requests of one process, over the store that it shares with others. Thread-safe."""

    def __init__(self, config: Config, store: Store) -> None:
        self.config = config
        self.store = store
        self.slots = threading.BoundedSemaphore(config.async_threads)
        self.lock = threading.Lock()
        self.running: dict[str, Work] = {}  # those that nobody waits for, by their paths in the store
        self.looking = False
        self.stopped = False
        self.opened: dict[str, Service | None] = {}
        seconds = config.async_seconds
        self.limits = replace(
            config, statement_timeout=seconds, count_timeout=seconds, batch_seconds=seconds,
            pool_size=config.async_threads,
        )  # fmt: skip
        atexit.register(self.stop)

    @property
    def services(self) -> Sequence[Service]:
        """The services with limits of their own, as far as they have been needed."""
        return [service for service in list(self.opened.values()) if service is not None]

    def concerns(self, request: Request) -> bool:
        """Whether a request is one for `answer`."""
        if request.path.startswith(MONITORS):
            return True
        prefer = request.headers.get("prefer")
        return prefer is not None and parse_preferences(prefer).respond_async and request.method != "OPTIONS"

    def answer(self, service: Service, request: Request) -> Response:
        """The answer to a request, if it comes in time, and otherwise where its status is told; or the answer of a
        status monitor."""
        try:
            if request.path.startswith(MONITORS):
                path = self._path(service, request, request.path.removeprefix(MONITORS))
                return monitored(request, self.store, path, self.running.get(path))
            method = method_of(request.method, request.headers)
            version = negotiate_version(request.headers.get("odata-version"), request.headers.get("odata-maxversion"))
        except ODataError as error:
            return failed(error, "4.0")
        except OSError as error:
            log.warning("a status monitor could not look: %s", error)
            return failed(ServiceUnavailable(UNKNOWN, headers={"Retry-After": "5"}), "4.0")
        work = self._begun(service, request, method)
        if work is None:
            return service.handle(request)  # the preference is not applied
        preferences = parse_preferences(request.headers.get("prefer"))
        longest = self.config.statement_timeout  # as for other requests
        seconds = self.config.async_wait if preferences.wait is None else min(preferences.wait, longest)
        return work.outcome(seconds) or self._later(service, work, version, seconds)

    def stop(self) -> None:
        """Ends what is carried out: it is told so where its status is asked for, and nothing more is committed."""
        self.stopped = True
        works, until = list(self.running.values()), monotonic() + STOPPING_SECONDS
        for work in works:
            work.end(ServiceUnavailable(STOPPED))
        for work in works:
            work.outcome(max(0.0, until - monotonic()))

    def _path(self, service: Service, request: Request, identity: str) -> str:
        return self.store.path_of(service.name, request.principal, identity)

    def _begun(self, service: Service, request: Request, method: str) -> Work | None:
        """The request, carried out in a thread of its own; None where there is no thread or no room for it."""
        if self.stopped or not self.store.has_room() or not self.slots.acquire(blocking=False):
            return None
        try:
            unhurried = self._unhurried(service)
            if unhurried is not None:
                work = Work(request, method, self.store)
                threading.Thread(target=self._carry_out, args=(unhurried, work), daemon=True).start()
                return work
        except Exception:  # no thread, no database
            log.warning("a request is not answered asynchronously", exc_info=True)
        self.slots.release()
        return None

    def _unhurried(self, service: Service) -> Service | None:
        """The same service with more time for each statement, and with connections that others do not wait for."""
        with self.lock:
            if service.name not in self.opened:
                self.opened[service.name] = made = service.again(self.limits)
                for database in (made.database, *made.others.values()) if made is not None else ():
                    make_cancellable(database)
            return self.opened[service.name]

    def _carry_out(self, service: Service, work: Work) -> None:
        RUNNING.set(work)
        try:
            response = service.handle(work.request)
            work.finish(response)
            if work.entry is not None and self.config.request_log:
                log.info("%s %s/%s %d %.1f ms %d bytes, asynchronously", work.request.method, service.name,
                         work.request.path.partition("(")[0][:200], response.status,
                         (monotonic() - work.began) * 1000, len(response.body))  # fmt: skip
        finally:
            self.slots.release()  # before what shows that it is done, so that who saw that finds a thread
            if work.entry is not None:
                with self.lock:
                    self.running.pop(work.entry.path, None)
            work.done.set()

    def _later(self, service: Service, work: Work, version: str, seconds: float) -> Response:
        """The answer to who does not wait any longer."""
        identity = secrets.token_urlsafe(32)
        path = self._path(service, work.request, identity)
        with self.lock:
            response = work.publish(path)
            if work.entry is not None:
                self.running[path] = work
                if not self.looking:
                    self.looking = True
                    threading.Thread(target=self._look_after, daemon=True).start()
        if response is not None:
            return response
        if work.entry is not None:
            return accepted(work.request, f"{work.request.root}{MONITORS}{identity}", version, seconds)
        return self._at_once(work, version)

    def _at_once(self, work: Work, version: str) -> Response:
        """The answer where it cannot be kept: like to any other request, so that it has no longer time than these."""
        overdue = QueryTimeout("The request needed longer than the time limit, and could not be answered later.")
        response = work.outcome(self.config.statement_timeout)
        if response is None:
            work.end(overdue)
            response = work.outcome(STOPPING_SECONDS)
        return response or failed(overdue, version)

    def _look_after(self) -> None:
        """While requests are carried out that nobody waits for: ends those that were cancelled or take too long."""
        seconds = self.config.async_seconds
        overdue = QueryTimeout(f"The request took longer than the {seconds:g} seconds that ODATA_ASYNC_SECONDS allows.")
        while True:
            with self.lock:
                works = list(self.running.values())
                if not works:
                    self.looking = False
                    return
            for work in works:
                work.look(seconds, overdue)
            sleep(LOOKING_SECONDS)


def opened(config: Config) -> Asynchronous | None:
    """What answers asynchronously; None where the settings name no directory."""
    directory = config.async_directory
    return None if directory is None else Asynchronous(config, Store(directory, config))
