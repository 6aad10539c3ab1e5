"""A database that a test of the commands changes, by SQL that is said once for all databases."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from odata_service.sql.opening import normalised

ROW = re.compile(r"\((?:[^()']|'[^']*')*\)")


@dataclass
class Shop:
    """A database, and the model file that was written of it."""

    url: str
    kind: str
    path: Path
    capsys: pytest.CaptureFixture[str]

    def sql(self, statements: str) -> None:
        """Runs statements that are parted by semicolons."""
        for statement in filter(str.strip, statements.split(";")):
            for one in spelled(statement.strip(), self.kind):
                self.run(one)

    def run(self, statement: str) -> None:
        """Runs one statement as it is."""
        engine = create_engine(normalised(self.url), poolclass=NullPool)
        with engine.begin() as connection:  # Firebird knows a table when it is committed
            connection.execute(text(statement))


def spelled(statement: str, kind: str) -> list[str]:
    """The statement as the database has it."""
    if kind == "mariadb":
        return [statement.replace('"', "`")]
    if kind != "firebird":
        return [statement]
    if statement.startswith("INSERT"):  # a row at a time
        before, _, rows = statement.partition("VALUES")
        return [f"{before}VALUES {row}" for row in ROW.findall(rows)]
    statement = re.sub(r"(?<!NOT) NULL\b", "", statement)  # what is not said may be null
    return [re.sub(r"\b(ADD|DROP) COLUMN\b", r"\1", statement)]
