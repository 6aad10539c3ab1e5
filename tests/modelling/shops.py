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
        engine = create_engine(normalised(self.url), poolclass=NullPool)
        for statement in filter(str.strip, statements.split(";")):
            for one in spelled(statement.strip(), self.kind):
                with engine.begin() as connection:  # Firebird knows a table when it is committed
                    connection.execute(text(one))


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
