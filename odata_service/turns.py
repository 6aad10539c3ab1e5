"""Whose turn it is: of a process's threads one computes at a time, as long as it does not take long.

Python computes in one thread at a time anyway. But it changes threads whenever one of them asks the operating system
for something, which each does ten times for a small request: eight threads that answer small requests cost twice as
much as one that answers them one after the other, and the slowest answers take three times as long. So one thread has
the turn, and goes on with one request after the other. Where it will wait for a database for long, it passes the turn
on, and gets it again before those that begin something new (`Pace`). What it does not end in a few milliseconds,
whatever it is, it goes on with beside the next one that has the turn (`Turns.watch`).
"""

from collections import deque
from threading import Lock, get_ident
from time import monotonic, sleep, thread_time

SOON_SECONDS = 0.0005  # what is waited for so long is waited for with the turn: to pass it on costs a tenth of that
SLOWER = 1.1  # an expectation is forgotten by so much with each time that it was not met
WATCH_SECONDS = 0.005  # between two looks at a thread that has the turn: what it does for so long is done without it
QUIET_SECONDS = 0.05  # while nobody works


class Turns:
    """Threads call `take`, and then `rests` and `works` in turns, as long as the turn is theirs.

    A thread that has the turn and rests keeps it; only that of one that works can be given away, by whoever takes it
    out of `_working`. So there is one turn, and one thread that gives it to the next one.
    """

    def __init__(self) -> None:
        self._turn = Lock()  # held while a thread has the turn, whichever that is
        self._idle: list[Lock] = []  # threads that have nothing to do and wait for the turn; the last one gets it
        self._working: dict[int, int] = {}  # the thread that has the turn, and its piece of work, while it is at one
        self._returning: deque[tuple[int, Lock]] = deque()  # threads that wait for it amid a piece of work
        self._begun = 0  # pieces of work, so far; who has the turn counts
        self._seen = 0  # of them, at the last look

    def take(self) -> None:
        """Waits for the turn. Who has worked last gets it first: its memory is the warmest, and where few threads are
        enough the others never have any."""
        signal = Lock()
        signal.acquire()
        self._idle.append(signal)
        if self._turn.acquire(blocking=False):
            self._idle.remove(signal)  # nobody had the turn, so nobody has given it
        else:
            signal.acquire()
        self._working[get_ident()] = self._begun

    def rests(self) -> bool:
        """A thread is about to look for work; whether the turn is its own. Those that are amid some go first."""
        if self._working.pop(get_ident(), None) is None:
            return False
        if self._returning:
            self._give()
            return False
        return True

    def works(self) -> None:
        """It has found some."""
        self._begun += 1
        self._working[get_ident()] = self._begun

    def pass_on(self) -> bool:
        """Gives the turn to another thread, if this one has it."""
        if self._working.pop(get_ident(), None) is None:
            return False
        self._give()
        return True

    def _give(self) -> None:
        try:
            heir, signal = self._returning.popleft()
        except IndexError:
            self._give_to_idle()
            return
        self._begun += 1
        self._working[heir] = self._begun
        signal.release()

    def _give_to_idle(self) -> None:
        """A thread that comes while the turn is being released may have seen neither it nor its release."""
        while True:
            try:
                self._idle.pop().release()
                return
            except IndexError:
                self._turn.release()
            if not self._idle or not self._turn.acquire(blocking=False):
                return

    def take_back(self) -> None:
        """Waits for the turn amid a piece of work, unless nobody computes."""
        signal = Lock()
        signal.acquire()
        waiting = (get_ident(), signal)
        self._returning.append(waiting)
        if not self._working:  # who has the turn rests, and has perhaps not seen that somebody waits
            try:
                self._returning.remove(waiting)
                return
            except ValueError:  # it has been given just now
                pass
        signal.acquire()

    def look(self) -> bool:
        """Takes the turn from a thread that is at the same piece of work as at the last look. Whether anybody works."""
        begun, working = self._begun, list(self._working.items())
        for thread, piece in working:
            if piece == self._seen and self._working.pop(thread, None) is not None:
                self._give()
        busy = bool(working) or begun != self._seen
        self._seen = begun
        return busy

    def watch(self) -> None:
        """Looks again and again, for ever. To be told when somebody begins to work would cost a request more than to
        look in vain."""
        while True:
            sleep(WATCH_SECONDS if self.look() else QUIET_SECONDS)


TURNS = Turns()  # of this process


class Pace:
    """How long something is waited for: the shortest time of late, because threads that wait for each other prolong all
    others."""

    __slots__ = ("least",)

    def __init__(self) -> None:
        self.least = 1.0  # seconds; what is new may take its time

    def begin(self) -> tuple[bool, float]:
        """Before it: where it will take long, the turn goes on to another thread. What is returned `end` wants."""
        passed = self.least > SOON_SECONDS and TURNS.pass_on()
        return passed, monotonic() - thread_time()

    def end(self, begun: tuple[bool, float]) -> None:
        """It is over."""
        passed, since = begun
        waited = monotonic() - thread_time() - since
        self.least = max(min(waited, self.least * SLOWER), SOON_SECONDS / 10)
        if passed:
            TURNS.take_back()
