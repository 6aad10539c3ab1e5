"""A client's connection: what has come on it, and what of its answers has not gone yet. Nothing here waits for it."""

import select
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from os import fsdecode
from time import monotonic

from odata_service.delivery import PATIENCE, send
from odata_service.protocol.arrival import Arrival

AT_ONCE = 65_536  # bytes
TAKING = struct.pack("ll", 0, int(PATIENCE * 1_000_000))  # for a client to take some of its answer
TLS = b"\x16\x03"  # the beginning of a client's greeting
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
HALF = getattr(select, "POLLRDHUP", 0)
Address = tuple[str, int] | str | bytes  # a Unix socket's is a path, if any, or bytes without one


class Connection:
    """`watched`: the connections among which this one waits for an event, each until when; whoever takes it out of
    them, which only one can, goes on with it, by `step`."""

    __slots__ = (
        "addresses", "arrival", "began", "descriptor", "event", "keeps", "most", "socket", "step", "unsent", "watched",
    )  # fmt: skip
    watched: dict["Connection", float]
    step: Callable[["Connection"], None]
    event: int

    def __init__(self, client: socket.socket, address: Address, server: Address, most: int) -> None:
        """`most`: the bytes beyond which nobody waits for the rest of a request."""
        client.setblocking(True)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, TAKING)
        self.socket, self.descriptor, self.most = client, client.fileno(), most
        self.addresses = _environ(address, server)
        self.watched = {}  # among none yet
        self.arrival = Arrival(most)
        self.began = monotonic()  # to be used: when the request, or the end, began
        self.keeps = True  # it goes on behind its last answer
        self.unsent = bytearray()

    @property
    def begun(self) -> bool:
        """Whether some of a request has come."""
        return bool(self.arrival.received)

    def receive(self) -> bool | None:
        """Whether a whole request has come; None where none will."""
        arrival = self.arrival
        if arrival.whole:
            return True
        try:
            data = self.socket.recv(AT_ONCE, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return None
        if not arrival.received:
            self.began = monotonic()
            if not data or data.startswith(TLS):
                return None
        elif not data:
            return None
        whole = arrival.add(data)
        return None if arrival.excessive else whole

    def say_go_on(self) -> None:
        """A client that waits for a word before it sends the rest of its request gets it."""
        if self.arrival.expected and not self.arrival.whole:
            self.arrival.expected = False
            with suppress(OSError):
                self.socket.send(GO_ON, socket.MSG_DONTWAIT)

    def has_come(self) -> bool:
        """Whether something is there that nobody has looked at yet."""
        try:
            return self.arrival.whole or bool(self.socket.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
        except OSError:
            return False

    def is_there(self) -> bool | None:
        """Whether the client is; None where it has ended its side of the connection, and may read on or have gone."""
        watching = select.poll()
        watching.register(self.descriptor, HALF)
        events = sum(event for _, event in watching.poll(0))
        return None if events == HALF else not events

    def knock(self) -> None:
        """Sends an interim answer, which a client that reads passes over (RFC 9110, section 15.2). The system of one
        that has closed its connection answers that nobody is there; then `is_there` is False."""
        with suppress(OSError):
            self.socket.send(GO_ON, socket.MSG_DONTWAIT)

    def take(self) -> bytes:
        """The request that has come; what is behind it is the beginning of the next one."""
        request, behind = self.arrival.taken()
        self.arrival = Arrival(self.most)
        if behind:
            self.began = monotonic()
            self.arrival.add(behind)
        return request

    def send(self, head: bytes, body: bytes = b"", keeps: bool = False) -> None:
        """Sends an answer; what the client does not take in a moment remains in `unsent`.

        Raises:
            OSError: the client has gone.
        """
        self.keeps = keeps
        self.unsent = send(self.socket, head, body)

    def send_rest(self) -> bool | None:
        """Whether the client takes some of what it has not got yet; None where it has gone."""
        try:
            with memoryview(self.unsent) as rest:
                sent = self.socket.send(rest, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return None
        del self.unsent[:sent]
        return True

    def throw_away(self) -> bool:
        """Throws away what has come; whether more may come."""
        try:
            return bool(self.socket.recv(AT_ONCE, socket.MSG_DONTWAIT))
        except BlockingIOError:
            return True
        except OSError:
            return False


def _environ(client: Address, server: Address) -> dict[str, str]:
    """Who asks, and where (PEP 3333)."""
    if isinstance(server, tuple):
        given = {"SERVER_NAME": server[0], "SERVER_PORT": str(server[1])}
    else:
        given = {"SERVER_NAME": fsdecode(server), "SERVER_PORT": ""}
    if isinstance(client, tuple):
        return {**given, "REMOTE_ADDR": client[0], "REMOTE_PORT": str(client[1])}
    return {**given, "REMOTE_ADDR": fsdecode(client)}
