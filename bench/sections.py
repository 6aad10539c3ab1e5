"""What does not fit into the table of kinds: depth, size, length, concurrency, start."""

from collections.abc import Callable, Mapping

SECTIONS: Mapping[str, Callable[[], None]] = {}
