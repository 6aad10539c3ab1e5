"""Where nodes stand in recursive hierarchies: recursive SELECTs that start somewhere and go up or down.

Data may hold circles. A database that does not find again what it has found (UNION) comes to an end by itself. Where
it does (UNION ALL), each way remembers one node that it has been at, and ends where it comes to that again.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement, Integer, Label, Select, and_, case, exists, literal_column, or_, select

from odata_service.query.bound import Bound, Comparison, Member, Parameter, Place, Placed, Range, Tree
from odata_service.query.joining import item_of
from odata_service.sql.constructs import Construct, refused, spelled
from odata_service.sql.expression import comparand, holds, value
from odata_service.sql.frame import Frame, Sql
from odata_service.sql.joins import related
from odata_service.sql.narrowing import met
from odata_service.sql.rows import within
from odata_service.sql.terms import nullable
from odata_service.sql.writer import Sought, Writer
from odata_service.url.ast import BinaryOperator

# The databases whose recursive SELECTs are UNIONs that find each row once.
DISTINCT = frozenset({"sqlite", "postgresql", "duckdb", "mysql", "mariadb"})
GOING = (Place.DESCENDANT, Place.ANCESTOR)  # what is found by going from one node to the next
NO_LINK, LINK = literal_column("0", Integer), literal_column("1", Integer)
MOST_LINKS = literal_column("1000", Integer)  # that are followed with UNION ALL: Firebird takes few more
MOST_COUNTED = literal_column("32767", Integer)  # that are counted, elsewhere


class farther(Construct):
    """One link more."""

    name = "odata_farther"
    type = Integer()


class remembered(Construct):
    """What tells a node, beside the node itself: a column of its own, that is not taken for the other one."""

    name = "odata_remembered"


spelled(remembered, "{0}")
spelled(farther, "({0} + 1)")
refused(farther, "This database follows no hierarchy: it has no recursive SELECT.", "hana")
refused(farther, "This database follows no hierarchy: its recursive SELECT ends after a few levels.", "trino")


def sought(node: Placed, frame: Frame, writer: Writer) -> Sought:
    """An expression, and what tells the nodes that stand where it is asked for: its value is to be among that."""
    nodes = _Nodes(node.tree, _restricted(node.tree, writer), writer)
    found = (_standing if node.place not in GOING else _reached)(node, nodes, frame)
    return [comparand(one, frame, writer) for one in (node.operand, *_asked_by_each(node))], found


def _asked_by_each(node: Placed) -> list[Bound]:
    """The node from which a row asks, where it is not the same for all rows."""
    origin = node.origin
    return [] if node.place not in GOING or origin is None or isinstance(origin, Range | Parameter) else [origin]


def _restricted(tree: Tree, writer: Writer) -> CTE | None:
    """Those rows of a table that are nodes; None: all are."""
    if not tree.where:
        return None
    inner = Frame()
    inner.start(tree.range, alias=True)
    needed = dict.fromkeys([tree.node.column, *(column for pair in tree.parent.join for column in pair)])
    where = met(tree.where, inner, writer)
    columns = [inner.corresponding(tree.range, column) for column in needed]
    return select(*columns).select_from(inner.from_clause()).where(*where).cte()


@dataclass(frozen=True, slots=True)
class _Nodes:
    """The nodes of a tree, as often as a statement speaks of them."""

    tree: Tree
    rows: CTE | None
    writer: Writer

    def once(self, outer: Frame | None = None) -> Frame:
        """A frame that selects from the nodes."""
        frame = Frame(outer)
        if self.rows is None:
            frame.start(self.tree.range, alias=True)
        else:
            frame.root = self.rows.alias()
            frame.stands_for(self.tree.range, frame.root)
        return frame

    def column(self, frame: Frame, column: ColumnElement[Any]) -> Sql:
        return frame.corresponding(self.tree.range, column)

    def told(self, frame: Frame) -> Sql:
        """By what a node is told, as it is compared."""
        return comparand(Member(self.tree.range, self.tree.node), frame, self.writer)

    def known(self, told: Sql) -> list[Sql]:
        """The condition that there is something by which a node is told, where that is not sure: nothing is `not in`
        what holds a NULL."""
        return [told.is_not(None)] if nullable(Member(self.tree.range, self.tree.node)) else []

    def step(self, near: Frame, far: Frame, *, down: bool) -> list[Sql]:
        """The conditions that a node is one link down, or up, from another one; what is above itself is a root. What is
        gone to keeps its columns as they are, so that an index serves."""
        entity_type, own = self.tree.range.entity_set.type, self.tree.node.column
        pairs = [
            related(
                item_of(entity_type, one), self.column(near, one), item_of(entity_type, other), self.column(far, other)
            )
            for one, other in (reversed(pair) if down else pair for pair in self.tree.parent.join)
        ]  # fmt: skip
        return [*pairs, self.column(near, own) != self.column(far, own)]

    def alone(self, frame: Frame, *, down: bool) -> Sql:
        """The condition that there is no node right below a node, or none above it."""
        other = self.once()
        found: Select[Any] = select(LINK).select_from(other.from_clause())
        found = found.where(*self.step(frame, other, down=down))
        return ~exists(found.correlate(*frame.tables.values()))


def _standing(node: Placed, nodes: _Nodes, frame: Frame) -> Select[Any]:
    """The nodes of which it can be told without going anywhere."""
    one = nodes.once()
    told = nodes.told(one)
    found: Select[Any] = select(told).select_from(one.from_clause()).where(*nodes.known(told))
    match node.place:
        case Place.ROOT | Place.LEAF:
            return found.where(nodes.alone(one, down=node.place is Place.LEAF))
        case Place.SIBLING:
            return _siblings(node, nodes, one, found, frame)
        case _:
            return found


def _siblings(node: Placed, nodes: _Nodes, one: Frame, found: Select[Any], frame: Frame) -> Select[Any]:
    """Nodes with the same node above them, or roots as the other one is."""
    other, above = nodes.once(frame), nodes.once()
    common: Select[Any] = select(LINK).select_from(above.from_clause())
    common = common.where(*nodes.step(one, above, down=False), *nodes.step(other, above, down=False))
    roots = and_(nodes.alone(one, down=False), nodes.alone(other, down=False))
    own = nodes.tree.node.column
    return found.select_from(other.from_clause()).where(
        *_is(node, nodes, other),
        nodes.column(one, own) != nodes.column(other, own),
        or_(exists(common.correlate(*one.tables.values(), *other.tables.values())), roots),
    )


def _is(node: Placed, nodes: _Nodes, frame: Frame) -> list[Sql]:
    """The condition that a node is one that is asked from; it may be joined with those instead."""
    assert node.origin is not None
    if not isinstance(node.origin, Range):
        own = Member(nodes.tree.range, nodes.tree.node)
        return [holds(Comparison(BinaryOperator.EQ, own, node.origin), frame, nodes.writer)]
    inner = Frame()
    nodes.writer.start(node.origin, inner, nodes.writer)
    (item,) = node.origin.entity_set.type.properties.values()
    told = comparand(Member(node.origin, item), inner, nodes.writer)
    found: Select[Any] = select(told).select_from(inner.from_clause())
    if not nodes.writer.joining:
        return [within([nodes.told(frame)], found)]
    frame.narrow([nodes.told(frame)], found)
    return []


def _reached(node: Placed, nodes: _Nodes, frame: Frame) -> Select[Any]:
    """The nodes above or below those that are asked from; where each row asks from another one, from all of them, and
    with what is reached comes from where."""
    down, each = node.place is Place.DESCENDANT, bool(_asked_by_each(node))
    start = nodes.once()
    first = start if node.itself else nodes.once()
    own = nodes.column(first, nodes.tree.node.column)
    begun = _Carried(
        nodes.told(start) if each else None, NO_LINK if node.itself else LINK, remembered(own, type_=own.type), LINK
    )
    where = [] if each else _is(node, nodes, start)
    found = select(*_columns(node, nodes, first, begun)).select_from(start.from_clause()).where(*where)
    if not node.itself:
        found = found.select_from(first.from_clause()).where(*nodes.step(start, first, down=down))
    rows = found.cte(recursive=True)
    reached, more = Frame(tables={nodes.tree.range: rows}), nodes.once()
    going_on = select(*_columns(node, nodes, more, _farther(rows))).select_from(rows, more.from_clause())
    going_on = going_on.where(*nodes.step(reached, more, down=down), *_new(node, nodes, rows, more, frame))
    rows = rows.union(going_on) if nodes.writer.distinct else rows.union_all(going_on)
    told = nodes.told(Frame(tables={nodes.tree.range: rows}))
    return select(told, *([rows.c.origin] if each else [])).select_from(rows).where(*nodes.known(told))


@dataclass(frozen=True, slots=True)
class _Carried:
    """What comes along with a node that is reached: from where, over how many links, and one of the nodes that the way
    has been at, with the number of links to it. Whenever that has doubled another one is taken, so that a way that goes
    round comes to it soon, however late the circle begins (R. Brent)."""

    origin: Sql | None
    links: Sql
    seen: Sql
    mark: Sql


def _columns(node: Placed, nodes: _Nodes, at: Frame, carried: _Carried) -> list[Label[Any]]:
    """A node, the columns by which it goes on, and of what comes along what is needed."""
    sides = (there if node.place is Place.DESCENDANT else here for here, there in nodes.tree.parent.join)
    own = dict.fromkeys([nodes.tree.node.column, *sides])
    made = [nodes.column(at, column).label(f"n{number}") for number, column in enumerate(own)]
    if carried.origin is not None:
        made.append(remembered(carried.origin, type_=carried.origin.type).label("origin"))
    if node.most is not None or not nodes.writer.distinct:
        made.append(carried.links.label("links"))
    if not nodes.writer.distinct:
        made += [carried.seen.label("seen"), carried.mark.label("mark")]
    return made


def _farther(rows: CTE) -> _Carried:
    """What comes along with a node that is one link farther."""
    had = rows.c
    if "seen" not in had:
        return _Carried(had.get("origin"), farther(had.get("links", NO_LINK)), NO_LINK, NO_LINK)
    due = had.links >= had.mark + had.mark
    seen, mark = case((due, had.n0), else_=had.seen), case((due, had.links), else_=had.mark)
    return _Carried(had.get("origin"), farther(had.links), seen, mark)


def _new(node: Placed, nodes: _Nodes, rows: CTE, more: Frame, frame: Frame) -> list[Sql]:
    """The conditions that a node is near enough, and is not seen to be there already."""
    had, distinct = rows.c, nodes.writer.distinct
    unseen = [] if distinct else [had.seen != nodes.column(more, nodes.tree.node.column)]
    if "links" not in had:
        return unseen
    most = [] if node.most is None else [had.links < value(node.most, frame, nodes.writer)]
    return [*unseen, had.links < (MOST_COUNTED if distinct else MOST_LINKS), *most]
