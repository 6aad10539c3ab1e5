"""The writing of one statement: what it binds, and how its database takes lists."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, FromClause, Select, String, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from odata_service.edm.properties import Property
from odata_service.edm.types import Type
from odata_service.errors import BadRequest
from odata_service.query.bound import Parameter, Placed, Range
from odata_service.sql.constructs import Construct, arguments
from odata_service.sql.frame import Frame
from odata_service.sql.values import column_type, type_of

MOST_VALUES = 20_000  # in one statement
MOST_REPEATED = 4


class filled_up(Construct):
    """A text that is compared with a CHAR(n) column, as long as such."""

    name = "odata_filled_up"
    type = String()


class stated(Construct):
    """A value that stands beside no column: some databases have to be told of which type it is."""

    name = "odata_stated"


@compiles(filled_up)
@compiles(stated)
def _as_it_is(element: Construct, compiler: SQLCompiler, **options: Any) -> str:
    return arguments(element, compiler, **options)[0]


@dataclass(frozen=True, slots=True)
class Slot:
    """A bound value of a statement: the literals that fill it, what they are read as, and how they are stored."""

    key: str
    numbers: tuple[int, ...]
    type: Type
    like: Property | None
    target: str | None = None
    many: bool = False  # the value is a list, bound as one
    listed: bool = False  # whose literals are one, joined (`url.folding`)


Sought = tuple[list[ColumnElement[Any]], Select[Any]]  # columns, and the SELECT of whose rows they are to be one


@dataclass(slots=True, eq=False)
class Writer:
    """The writing of one statement: its slots, and how its database takes lists."""

    lists_as_one: bool  # the database takes a list as one bound value
    start: "Callable[[Range, Frame, Writer], FromClause]"  # makes a frame select from a range
    sought: "Callable[[Placed, Frame, Writer], Sought]"  # what tells a node, and the SELECT of all that stand there
    joining: bool  # a SELECT is joined, where it could stand within IN
    distinct: bool  # what a recursive SELECT has found already it does not find again
    slots: list[Slot] = field(default_factory=list)
    written: int = 0  # values of expressions
    repeated: int = 0  # how often what is being written will stand in the statement several times

    def count(self) -> None:
        """Raises BadRequest where computed properties that stand for each other grow beyond all measure."""
        self.written += 1
        if self.written > MOST_VALUES:
            raise BadRequest("The expressions stand for each other too often: as SQL they would be too long.")

    @contextmanager
    def repeating(self) -> Iterator[None]:
        """Around what a function needs several times: within itself that multiplies.

        Raises:
            BadRequest: it is nested too deeply.
        """
        self.repeated += 1
        if self.repeated > MOST_REPEATED:
            raise BadRequest(f"'substring' and casts of texts can be nested {MOST_REPEATED} times at most.")
        yield
        self.repeated -= 1

    def value(self, node: Parameter) -> ColumnElement[Any]:
        slot = Slot(f"v{len(self.slots)}", (node.number,), node.type, node.like, node.target)
        self.slots.append(slot)
        bind = bindparam(slot.key, type_=column_type(node.like) if node.like else type_of(node.type), value=None)
        if node.like is None:
            return stated(bind, type_=bind.type)
        return filled_up(bind) if node.like.fixed_length else bind

    def values(self, nodes: tuple[Parameter, ...]) -> BindParameter[Any]:
        first = nodes[0]
        numbers = tuple(node.number for node in nodes)
        slot = Slot(f"v{len(self.slots)}", numbers, first.type, first.like, first.target, many=True, listed=first.many)
        self.slots.append(slot)
        return bindparam(slot.key, value=None)
