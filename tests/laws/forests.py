"""Rows that stand above and below each other, as tables have them: trees, parents that do not exist, circles, rows
above themselves. And what the functions and transformations of hierarchies mean, in plain Python."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.dialects import mysql

from odata_service.publish import EntitySet, Hierarchy, Navigation, Service, Source

METADATA = MetaData()
INNODB = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4"}
WORD = String(12).with_variant(mysql.VARCHAR(12, charset="utf8mb4", collation="utf8mb4_nopad_bin"), "mysql", "mariadb")
SHAPES = ("trees", "torn", "circles", "lists")
KINDS = {"numbers": Integer(), "words": WORD}


def _table(kind: str, shape: str) -> Table:
    """No foreign key holds what stands above: it may be anything."""
    own = KINDS[kind]
    return Table(
        f"{kind}_{shape}", METADATA, Column("id", own, primary_key=True, autoincrement=False), Column("above", own),
        Column("name", WORD), Column("weight", Integer, nullable=False), **INNODB,
    )  # fmt: skip


TABLES = {f"{kind}_{shape}": _table(kind, shape) for kind in KINDS for shape in SHAPES}


def _published(name: str, table: Table) -> EntitySet:
    up = Navigation(name="Above", target=name, columns=["above"], target_columns=["id"])
    down = Navigation(name="Below", target=name, columns=["id"], target_columns=["above"], collection=True)
    return EntitySet(table, name, navigation=[up, down], hierarchies=[Hierarchy(name="H", parent="Above")])


SERVICE = Service(
    name="forests",
    source=Source("FORESTS_URL"),
    entity_sets=[_published(name, table) for name, table in TABLES.items()],
)


@dataclass(frozen=True)
class Forest:
    """Rows by what tells them apart; `nodes` are those of them that are meant."""

    rows: dict[Any, dict[str, Any]]
    nodes: frozenset[Any] = field(default_factory=frozenset)

    def of(self, nodes: Iterable[Any]) -> "Forest":
        return Forest(self.rows, frozenset(nodes))

    def parent(self, node: Any) -> Any:
        """None where there is none, or it is no node, or the node itself."""
        above = self.rows[node]["above"]
        return above if above in self.nodes and above != node else None

    def children(self, node: Any) -> set[Any]:
        return {one for one in self.nodes if self.parent(one) == node}

    def roots(self) -> set[Any]:
        return {one for one in self.nodes if self.parent(one) is None}

    def reached(self, start: Any, most: int | None, *, down: bool, itself: bool) -> set[Any]:
        """What is at most so many links away: level by level, until there is nothing new."""
        if start not in self.nodes:
            return set()
        found: set[Any] = {start} if itself else set()
        level, links = {start}, 0
        seen = {start}
        while level and (most is None or links < most):
            step = {two for one in level for two in (self.children(one) if down else {self.parent(one)} - {None})}
            found |= step
            level = step - seen
            seen |= step
            links += 1
        return found

    def siblings(self, other: Any) -> set[Any]:
        if other not in self.nodes:
            return set()
        return {one for one in self.nodes if one != other and self.parent(one) == self.parent(other)}


def forests() -> dict[str, Forest]:
    """The same ones each time."""
    draw = random.Random("forests")
    return {f"{kind}_{shape}": _grown(draw, kind, shape) for kind in KINDS for shape in SHAPES}


def _grown(draw: random.Random, kind: str, shape: str) -> Forest:
    count = draw.randrange(18, 30)
    numbers = draw.sample(range(1, 90), count)
    keys: list[Any] = [f"k{number}" for number in numbers] if kind == "words" else list(numbers)
    nowhere: list[Any] = ["nowhere", "", None] if kind == "words" else [999, -1, None]
    rows: dict[Any, dict[str, Any]] = {}
    for place, key in enumerate(keys):
        before = keys[:place]
        match shape:
            case "trees":
                above = draw.choice(before) if before and draw.random() < 0.85 else None
            case "torn":
                above = draw.choice([*before, *nowhere, key] if draw.random() < 0.7 else nowhere)
            case "circles":
                above = draw.choice([*keys, None])
            case _:
                above = before[-1] if before and draw.random() < 0.93 else None
        name = draw.choice(("east", "west", "north", "south", None))
        rows[key] = {"id": key, "above": above, "name": name, "weight": draw.randrange(1, 6)}
    shuffled = list(rows.items())
    draw.shuffle(shuffled)
    return Forest(dict(shuffled), frozenset(rows))
