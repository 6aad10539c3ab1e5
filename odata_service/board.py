"""What the server has done and does: the numbers of all its processes together, in the text that Prometheus reads.

Each process writes into a place of its own in memory that all of them share, because their parent has loaded this
module before they were made (`gunicorn.conf.py`); whoever is asked adds them up. Under another web server a process
knows its own numbers only. What a process has counted stays when it ends, and whoever gets its place counts on.
"""

import mmap
import os
import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus

from odata_service.errors import ClientGone

PLACES = 64  # processes that count apart from each other
LOOKING = 50  # requests between two looks at what others count
STATUSES = sorted([*(status.value for status in HTTPStatus), ClientGone.status])
REQUESTS, SECONDS, IN_PROGRESS = "odata_requests_total", "odata_request_seconds_total", "odata_requests_in_progress"
COUNTERS = {
    SECONDS: "Time spent on requests.",
    "odata_plan_cache_hits_total": "Requests whose shape was known.",
    "odata_plan_cache_misses_total": "Requests whose shape was planned.",
    "odata_skips_sought_total": "Pages by $skip that went on behind a row.",
    "odata_skips_counted_total": "Pages by $skip whose rows were counted out by the database.",
    "odata_reads_stopped_total": "Reads that were stopped because their clients had gone.",
}
GAUGES = {
    IN_PROGRESS: "Requests that are being answered.",
    "odata_plan_cache_size": "Shapes of requests that are remembered.",
    "odata_connections_in_use": "Database connections in use, as of each process's last look.",
    "odata_connections_most": "Database connections that there may be.",
    "odata_asynchronous_in_progress": "Asynchronous requests under way, as of each process's last look.",
    "odata_databases_given_up": "Databases that are not asked for a moment, because they do not answer.",
}
NAMES: list[str | int] = [*STATUSES, *COUNTERS, *GAUGES]
PLACE = {name: number for number, name in enumerate(NAMES)}
WIDTH = len(NAMES) + 1  # the last number is that of the process
SHARED = memoryview(mmap.mmap(-1, PLACES * WIDTH * 8)).cast("B").cast("d")
SERVED = {"number": 0}  # which of the server's processes this is

Numbers = Mapping[str, float]


class Board:
    """One process's numbers; thread-safe. `look` says what others have counted so far, and the gauges."""

    def __init__(self, look: Callable[[], Numbers]) -> None:
        self.look_around = look
        self.lock = threading.Lock()
        self.known: dict[str, float] = {}
        self.asked = 0
        start = SERVED["number"] % PLACES * WIDTH
        self.numbers = SHARED[start : start + WIDTH]
        for name in GAUGES:
            self.numbers[PLACE[name]] = 0
        self.numbers[-1] = os.getpid()

    def began(self) -> None:
        with self.lock:
            self.numbers[PLACE[IN_PROGRESS]] += 1

    def ended(self, status: int, seconds: float) -> None:
        with self.lock:
            self.numbers[PLACE[IN_PROGRESS]] -= 1
            self.numbers[PLACE[status]] += 1
            self.numbers[PLACE[SECONDS]] += seconds
            self.asked += 1
            if self.asked % LOOKING == 1:
                self._look()

    def _look(self) -> None:
        found = self.look_around()
        for name, number in found.items():
            if name in COUNTERS:
                before = self.known.get(name, 0)
                self.numbers[PLACE[name]] += number - before if number >= before else number
            else:
                self.numbers[PLACE[name]] = number
        self.known = dict(found)

    def told(self) -> str:
        """The numbers of all processes."""
        with self.lock:
            self._look()
        places = [SHARED[number * WIDTH : (number + 1) * WIDTH] for number in range(PLACES)]
        alive = [place for place in places if _lives(int(place[-1]))]
        lines = [f"# HELP {REQUESTS} Requests by status.", f"# TYPE {REQUESTS} counter"]
        for status in STATUSES:
            if number := sum(place[PLACE[status]] for place in places):
                lines.append(f'{REQUESTS}{{status="{status}"}} {number:.0f}')
        for kind, names, there in (("counter", COUNTERS, places), ("gauge", GAUGES, alive)):
            for name, meaning in names.items():
                number = sum(place[PLACE[name]] for place in there)
                lines += [f"# HELP {name} {meaning}", f"# TYPE {name} {kind}", f"{name} {number:.10g}"]
        return "\n".join([*lines, ""])


def _lives(process: int) -> bool:
    if not process:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
