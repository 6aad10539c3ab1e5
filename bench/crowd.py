"""What many connections at once get: requests per second, and how long the slowest ones wait."""

import multiprocessing
import selectors
import socket
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from statistics import median, quantiles

from bench.kinds import ROOT
from bench.servers import service

CONNECTIONS = 16
SECONDS = 3.0
TARGETS = {"by key": "orders({})", "200 rows": "orders?$top=200&$filter=id%20gt%20{}"}


def report(database: str) -> None:
    print(f"\n{database}: {CONNECTIONS} connections, the load from the same two cores\n")
    print("| request | workers | requests/s | p50 ms | p99 ms | p99 / p50 (4) | CPU ms |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for workers in (1, 2):
        with service(database, workers=workers) as running:
            for name, target in TARGETS.items():
                load(running.port, target, SECONDS / 3)
                before = running.clocks()[0]
                waits = load(running.port, target, SECONDS)
                spent = running.clocks()[0] - before
                print(f"| {name} | {workers} {line(waits)} | {spent * 1000 / len(waits):.2f} |", flush=True)


def line(waits: Sequence[float]) -> str:
    middle, slow = median(waits) * 1000, quantiles(waits, n=100)[98] * 1000
    return f"| {len(waits) / SECONDS:.0f} | {middle:.2f} | {slow:.2f} | {slow / middle:.1f}"


def load(port: int, target: str, seconds: float) -> list[float]:
    """How long each answer took, asked for by a process of its own over all connections at once."""
    ours, theirs = multiprocessing.Pipe()
    asking = multiprocessing.get_context("spawn").Process(target=_ask, args=(theirs, port, target, seconds))
    asking.start()
    found: list[float] = ours.recv()
    asking.join()
    return found


def _ask(results: Connection, port: int, target: str, seconds: float) -> None:
    polled = selectors.DefaultSelector()
    waits: list[float] = []
    number = 0
    for _ in range(CONNECTIONS):
        opened = socket.create_connection(("127.0.0.1", port))
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        polled.register(opened, selectors.EVENT_READ, _Answer())
    until = time.perf_counter() + seconds
    for key in list(polled.get_map().values()):
        number += 1
        key.data.ask(key.fileobj, target, number)
    while time.perf_counter() < until:
        for key, _ in polled.select(0.1):
            if key.data.whole(key.fileobj.recv(1 << 20)):  # type: ignore[union-attr]  # sockets
                waits.append(time.perf_counter() - key.data.asked)
                number += 1
                key.data.ask(key.fileobj, target, number)
    results.send(waits)


class _Answer:
    """One connection's answer, as it comes."""

    def ask(self, opened: socket.socket, target: str, number: int) -> None:
        self.head, self.missing, self.asked = b"", -1, time.perf_counter()
        wanted = ROOT + target.format(1 + number * 37 % 190_000)
        opened.sendall(f"GET {wanted} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\r\n".encode())

    def whole(self, data: bytes) -> bool:
        if self.missing < 0:
            self.head += data
            head, end, rest = self.head.partition(b"\r\n\r\n")
            if not end:
                return False
            assert head.startswith(b"HTTP/1.1 200"), head[:100]
            length = head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]
            self.missing, data = int(length), rest
        self.missing -= len(data)
        return self.missing == 0
