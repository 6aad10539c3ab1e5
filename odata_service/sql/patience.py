"""Drivers that wait for a silent server only so long. A server that hangs, or a firewall that drops what passes,
answers nothing: the statement's own limit, which the server keeps, is then worth nothing.
"""

from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

GRACE_SECONDS = 2  # beyond a statement's limit: so long its own message may take to arrive

Result = TypeVar("Result")


class PatientConnection(psycopg.Connection[Any]):
    """psycopg's connection. After `patience` seconds without an answer it is closed, and can't be used again."""

    patience: float | None = None

    def wait(self, gen: PQGen[Result], interval: float = 0.1, timeout: float | None = None) -> Result:
        """psycopg's own waiting, with a limit.

        Raises:
            psycopg.OperationalError: the server did not answer.
        """
        if timeout is not None or self.patience is None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.patience)
        except psycopg.errors._WaitTimeout as error:  # psycopg's advice: callers convert it to a public one
            self.pgconn.finish()
            raise psycopg.OperationalError(f"the server did not answer within {self.patience} seconds") from error


def connect_postgresql(patience: float, arguments: Any, settings: Any) -> PatientConnection:
    """A connection that waits for its server as long as `patience` says."""
    connection = PatientConnection.connect(*arguments, **settings)
    connection.patience = patience
    return connection
