"""What `$filter` finds, `$compute` adds and `$orderby` sorts by is what the expression means (`meaning`), on each
database. LAW_EXAMPLES=2000 tries as many random ones of each."""

import json
import os
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any
from urllib.parse import quote, unquote

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from sqlalchemy import create_engine

from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.edm.literals import parse_literal
from odata_service.edm.types import DATE, DATE_TIME_OFFSET, DURATION, TIME_OF_DAY
from odata_service.service import Service
from odata_service.sql.opening import normalised, open_database
from tests.conftest import BEHAVIOUR, ask, own_database, worker_name
from tests.laws import facts
from tests.laws.expressions import Expression, conditions, values
from tests.laws.meaning import Num, OutOfRange, Undecided, near

Asked = tuple[str, Expression]

EXAMPLES = int(os.environ.get("LAW_EXAMPLES", "50"))
bounded = settings(
    max_examples=EXAMPLES, deadline=None, derandomize="LAW_EXAMPLES" not in os.environ, database=None,
    suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink),
)  # fmt: skip
fewer = settings(bounded, max_examples=EXAMPLES // 2)
DECODER = msgspec.json.Decoder(float_hook=Decimal)


class World:
    """A service and what its database holds; no dataclass, because hypothesis would print all of it."""

    def __init__(self, service: Service, found: facts.Facts) -> None:
        self.service = service
        self.found = found


READ = {"date": DATE, "instant": DATE_TIME_OFFSET, "time": TIME_OF_DAY, "span": DURATION}
UNDECIDED = object()
TAB = "\t"  # which Firebird's `trim` leaves
BY_ORDER = ("trim(", " lt ", " le ", " gt ", " ge ", "$orderby")  # where a tab is less than no letter at all
MICROSECOND = ".999999S"  # how the literal of a duration ends that has one


@pytest.fixture(scope="module", params=BEHAVIOUR)
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    for url in own_database(request.param, f"{worker_name()}_facts"):
        engine = create_engine(normalised(url))
        found = facts.fill(engine, without=TAB if request.param == "firebird" else "")
        engine.dispose()
        service = Service(model_of(facts.SERVICE), open_database("facts", url, Config()), Config())
        yield World(service, found)
        service.database.engine.dispose()


def meant(found: facts.Facts, table: str, expression: Expression) -> tuple[dict[int, Any], bool]:
    """What the expression is for each row, and whether the request may fail: a number may be too large."""
    by_row: dict[int, Any] = {}
    may_fail = False
    for row in getattr(found, table):
        try:
            value = expression.run({"$it": row})
            by_row[row["id"]] = value is True if expression.kind == "bool" and not is_property(expression) else value
        except Undecided as reason:
            may_fail = may_fail or isinstance(reason, OutOfRange)
            by_row[row["id"]] = UNDECIDED
    return by_row, may_fail


def is_property(expression: Expression) -> bool:
    return expression.text.rpartition("/")[2].isidentifier()


def rows_of(service: Service, table: str, options: str, *, may_fail: bool) -> list[dict[str, Any]] | None:
    response = ask(service, f"{table.capitalize()}?{options}")
    if service.database.dialect.name == "firebird" and differs_on_firebird(options, response.status):
        return None
    if may_fail and response.status == 400:
        return None
    assert response.status == 200, f"{options}\n{response.body.decode()}"
    rows: list[dict[str, Any]] = DECODER.decode(response.body)["value"]
    return rows


def differs_on_firebird(options: str, status: int) -> bool:
    """What docs/databases.md says of it: texts are padded, so that a tab is less than none, and `trim` leaves it.

    Seconds have four digits, there are no regular expressions, a large number beside one with decimals is out of range.
    """
    return (
        MICROSECOND in options
        or (quote(TAB) in options and any(word in unquote(options) for word in BY_ORDER))
        or (status == 501 and "matchesPattern" in options)
        or (status == 400 and "big" in options)
    )


@bounded
@given(asked=conditions())
def test_a_filter_finds_what_it_means(world: World, asked: Asked) -> None:
    service, found = world.service, world.found
    table, condition = asked
    expected, may_fail = meant(found, table, condition)
    rows = rows_of(service, table, f"$select=id&$filter={quote(condition.text, safe='')}", may_fail=may_fail)
    if rows is not None:
        ids = {row["id"] for row in rows}
        decided = {number for number, value in expected.items() if value is not UNDECIDED}
        assert ids & decided == {number for number in decided if expected[number] is True}


@fewer
@given(asked=values())
def test_a_computed_value_is_what_it_means(world: World, asked: Asked) -> None:
    service, found = world.service, world.found
    table, expression = asked
    expected, may_fail = meant(found, table, expression)
    if {value for value in expected.values() if value is not UNDECIDED} <= {None}:
        return  # what is always null is refused
    option = quote(f"{expression.text} as Made", safe="")
    rows = rows_of(service, table, f"$select=id,Made&$compute={option}", may_fail=may_fail)
    for row in rows or ():
        wanted = expected[row["id"]]
        assert wanted is UNDECIDED or same(expression.kind, wanted, row["Made"]), (row, wanted)


@fewer
@given(asked=values(depth=1))
def test_an_order_is_that_of_the_values(world: World, asked: Asked) -> None:
    """Null comes first."""
    service, found = world.service, world.found
    table, expression = asked
    expected, may_fail = meant(found, table, expression)
    if any(value is UNDECIDED or (isinstance(value, Num) and value.rough) for value in expected.values()):
        return
    for direction in ("asc", "desc"):
        option = quote(f"{expression.text} {direction}", safe="")
        rows = rows_of(service, table, f"$select=id&$orderby={option}", may_fail=may_fail)
        padded = service.database.dialect.name == "firebird"
        places = [place(expected[row["id"]], padded=padded) for row in rows or ()]
        assert places == sorted(places, reverse=direction == "desc")


def place(value: Any, *, padded: bool) -> tuple[bool, Any]:
    """What a value is sorted by; where texts are padded, blanks at their ends do not count."""
    if padded and isinstance(value, str):
        value = value.rstrip(" ")
    return value is not None, 0 if value is None else value.value if isinstance(value, Num) else value


def same(kind: str, wanted: Any, answered: Any) -> bool:
    if wanted is None or answered is None:
        return wanted is answered
    if isinstance(wanted, Num):
        return not isinstance(answered, bool | str) and near(wanted.value, Fraction(answered))
    if kind in READ:
        return bool(parse_literal(READ[kind], answered) == wanted)
    return bool(answered == wanted)


def test_the_rows_are_those_of_the_table(world: World) -> None:
    """What the law compares with is what the database holds."""
    service, found = world.service, world.found
    for table in ("things", "owners"):
        answered = json.loads(ask(service, f"{table.capitalize()}").body)["value"]
        assert [row["id"] for row in answered] == [row["id"] for row in getattr(found, table)]
        for row, wanted in zip(answered, getattr(found, table), strict=True):
            assert (row["name"], row["note"], row["flag"], row["rights"]) == tuple(
                wanted[name] for name in ("name", "note", "flag", "rights")
            )
