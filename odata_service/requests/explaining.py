"""A driver's exception at a change -> the sentence that the client sees, with what has to be looked up for it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import DBAPIError

from odata_service.edm.model import EntitySet, Model, NavigationProperty
from odata_service.errors import BadRequest, Conflict, InternalError, ODataError
from odata_service.sql.change import Columns, plain, raw
from odata_service.sql.constraints import BrokenReference, Referenced, concerns, sentence_of_change, shown
from odata_service.sql.transaction import Transaction

ABORTED = frozenset({"postgresql", "duckdb"})  # whose transactions take no more statements after one that failed


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """One change: the columns that it writes, and all that the row had before, as the driver delivered it; `deleting`
    ends the row."""

    entity_set: EntitySet
    columns: Columns
    before: Columns
    deleting: bool = False

    @property
    def row(self) -> Columns:
        return {**self.old, **self.columns}

    @property
    def old(self) -> Columns:
        """What the row had before, bound as it is."""
        return {column: raw(value) for column, value in self.before.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Explaining:
    """The explanations of the changes of one transaction."""

    model: Model
    transaction: Transaction

    @contextmanager
    def told(self, change: Written) -> Iterator[None]:
        """Raises the driver's exceptions as sentences. Constraints may be checked at the end of the transaction only;
        the change explains them then."""
        try:
            yield
        except DBAPIError as error:
            raise self._sentence(error, change) from error
        if change.columns or change.deleting:
            self.transaction.explanations.append(self._at_end(change))

    def _at_end(self, change: Written) -> Callable[[Exception], ODataError | None]:
        def explain(error: Exception) -> ODataError | None:
            if not isinstance(error, DBAPIError) or (not concerns(error, change.entity_set) and not change.deleting):
                return None
            found = self._sentence(error, change)
            vague = type(found) in (InternalError, BrokenReference, Referenced) or found.target is None
            return None if vague and not (change.deleting and type(found) is Conflict) else found

        return explain

    def _sentence(self, error: DBAPIError, change: Written) -> ODataError:
        name = self.transaction.database.name
        found = sentence_of_change(error, change.entity_set, name, change.columns, change.old)
        if change.deleting and isinstance(found, (BrokenReference, Referenced)):
            return self._needed(found, change)
        return self._explained(found, change) if isinstance(found, BrokenReference) else found

    def _needed(self, found: BrokenReference | Referenced, change: Written) -> ODataError:
        """Who refers to what is deleted."""
        name = change.entity_set.type.name
        for navigation in change.entity_set.type.navigation.values():
            there = self.model.set_of(navigation)
            table = str(getattr(there.type.table, "name", ""))
            named = found.table if isinstance(found, Referenced) else None
            here = [raw(change.before.get(here)) for here, _ in navigation.join]
            if not navigation.collection or any(value is None for value in here):
                continue
            if named == table if named is not None else self._looks and self._exists(navigation, here):
                return Conflict(f"This {name} cannot be deleted: '{there.name}' refer to it.")
        return Conflict(f"This {name} cannot be deleted: others refer to it.")

    def _explained(self, broken: BrokenReference, change: Written) -> BadRequest:
        """Which of the entities does not exist that the row refers to."""
        row = change.row
        for navigation in change.entity_set.type.navigation.values():
            bound = [row.get(here) for here, _ in navigation.join]
            if navigation.collection or not navigation.constraints or any(value is None for value in bound):
                continue
            keys = frozenset(str(here.key) for here, _ in navigation.join)
            if keys != broken.columns and (broken.columns or not self._looks or self._exists(navigation, bound)):
                continue
            return self.missing(navigation, change)
        return broken

    def missing(self, navigation: NavigationProperty, change: Written) -> BadRequest:
        """The sentence about a reference to what does not exist."""
        row, target = change.row, self.model.set_of(navigation)
        by_column = {item.column: item for item in change.entity_set.type.properties.values()}
        said = ", ".join(
            f"{there} {shown(by_column[here], row[here]) if here in by_column else plain(row[here])}"
            for (here, _), (_, there) in zip(navigation.join, navigation.constraints, strict=False)
        )
        first = navigation.constraints[0][0] if navigation.constraints else None
        return BadRequest(f"There is no {target.type.name} with {said or 'this key'}.", target=first)

    @property
    def _looks(self) -> bool:
        """Whether anything can be looked up after an error. Where not, the driver says what a constraint of the tables
        is about; a trigger that reports a broken reference says nothing."""
        return self.transaction.dialect.name not in ABORTED

    def _exists(self, navigation: NavigationProperty, bound: Sequence[Any]) -> bool:
        """Looked up where the driver does not say what is broken: SQLite, whose transaction goes on after that."""
        conditions: list[ColumnElement[bool]] = [
            there == value for (_, there), value in zip(navigation.join, bound, strict=True)
        ]
        found = select(*(there for _, there in navigation.join)).where(*conditions).limit(1)
        return self.transaction.execute(found).first() is not None
