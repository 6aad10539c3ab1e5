"""Whether a database is asked at all: after failures in a row nobody waits for it, and one request at a time tries."""

import threading
from dataclasses import dataclass, field
from time import monotonic

FAILURES = 3  # after so many failures in a row ...
PAUSE_SECONDS = 3.0  # ... nobody tries for so long, and requests fail at once


@dataclass(slots=True, eq=False)
class Breaker:
    """Thread-safe."""

    failures: int = 0
    paused_until: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def allows(self) -> bool:
        """Whether to try. After a pause the first one does, and the others go on failing until it has come through."""
        if self.failures < FAILURES:
            return True
        with self.lock:
            now = monotonic()
            if now < self.paused_until:
                return False
            self.paused_until = now + PAUSE_SECONDS
            return True

    def failed(self) -> None:
        with self.lock:
            self.failures += 1
            self.paused_until = monotonic() + PAUSE_SECONDS

    def succeeded(self) -> None:
        self.failures = 0
