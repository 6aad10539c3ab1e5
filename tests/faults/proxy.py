"""A TCP proxy between the service and its database that can fall silent, and cut what passes through it."""

import socket
import threading
from contextlib import suppress


class Proxy:
    """Forwards what comes in at `port`, in threads of its own, until it is told otherwise."""

    def __init__(self, host: str, port: int) -> None:
        self.target = (host, port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.open = threading.Event()
        self.open.set()
        self.sockets: list[socket.socket] = []
        self.accepted = 0
        self.budget: int | None = None  # bytes that the database may still send on each connection
        threading.Thread(target=self._accept, daemon=True).start()

    def hang(self) -> None:
        """Connections stay, new ones are accepted, and nothing passes any more."""
        self.open.clear()

    def resume(self) -> None:
        """New connections pass again. Those that hung have gone, as after a restart of what stood between."""
        self.cut()
        self.open.set()

    def cut(self) -> None:
        """Ends all connections."""
        for one in self.sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self.sockets.clear()

    def close(self) -> None:
        self.listener.close()
        self.open.set()
        self.cut()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                self.accepted += 1
                self.sockets.append(client)
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError):
            self.open.wait()
            server = socket.create_connection(self.target)
            self.sockets.append(server)
            threading.Thread(target=self._forward, args=(client, server, None), daemon=True).start()
            self._forward(server, client, self.budget)

    def _forward(self, source: socket.socket, target: socket.socket, budget: int | None) -> None:
        """Passes on what comes, until a side ends or the budget is spent."""
        with suppress(OSError):
            while data := source.recv(65536):
                self.open.wait()
                if budget is not None:
                    data, budget = data[:budget], budget - len(data)
                target.sendall(data)
                if budget is not None and budget <= 0:
                    break
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
