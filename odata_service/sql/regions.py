"""The rows behind the last one of a page, as ranges that an index serves, one after another.

The rows behind `(x, y)` in the order of `a, b` are those with `a = x AND b > y`, and then those with `a > x`. As one
condition a database reads all rows with `a = x` again, and where nulls are on one side all rows there are: the deeper
the page, the more. So each page has a condition that is one range of an index, and what comes behind it has statements
of its own, which are asked for only when the page is not full. Where rows that are alike in `a` are fewer than a page
has, as with keys, `a >= x AND (a > x OR (a = x AND b > y))` is one range just as well, and saves the second question.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from sqlalchemy import and_, bindparam, case, false, literal_column, or_, tuple_
from sqlalchemy.types import NullType

from odata_service.query.bound import Sort
from odata_service.sql.frame import Sql


class Kind(Enum):
    """What a range holds of a term of the order."""

    ON = "what is not before the last value, and behind the last row"
    BEYOND = "what is behind the last value"
    VALUES = "all values, behind the nulls"
    NULLS = "the nulls, behind all values"


@dataclass(frozen=True, slots=True)
class Region:
    """Rows that are alike in the first `equal` terms, and a range of the next one."""

    equal: int
    kind: Kind


def regions_behind(order: Sequence[Sort], nulls: Sequence[bool], tied: int) -> Iterator[Region]:
    """The ranges behind a row, in their order; the page before it was alike in the first `tied` terms."""
    while tied < len(order) - 1 and nulls[tied]:
        tied += 1  # nulls are told apart by what is behind them only
    if not nulls[tied] or order[tied].descending:
        yield Region(tied, Kind.ON)
    for place in range(tied, -1, -1):
        sort = order[place]
        if nulls[place]:
            if not sort.descending:
                yield Region(place, Kind.VALUES)
            continue
        if place < tied:
            yield Region(place, Kind.BEYOND)
        if sort.descending and sort.nullable:
            yield Region(place, Kind.NULLS)


def within(region: Region, order: Sequence[Sort], terms: Sequence[Sql], nulls: Sequence[bool], estimates: bool) -> Sql:
    """The condition of the rows of a region; `estimates`: the database guesses how many rows there will be, and reads
    and sorts all of them where it guesses that they are few."""
    last = [bindparam(f"after{index}", type_=NullType(), value=None) for index in range(len(order))]
    same = [term.is_(None) if null else term == value for term, value, null in zip(terms, last, nulls, strict=True)]
    place = region.equal
    match region.kind:
        case Kind.ON:
            found = _on(order, terms, last, nulls, place, estimates)
        case Kind.BEYOND:
            found = _beyond(order[place], terms[place], last[place])
        case Kind.VALUES:
            found = terms[place].is_not(None)
        case Kind.NULLS:
            found = terms[place].is_(None)
    return and_(*same[:place], found)


def order_within(region: Region, order: Sequence[Sort]) -> list[Sort]:
    """The same order, for the rows of a region: terms in which they are alike go the way of the next one, so that an
    index is read in one direction. PostgreSQL does not see that what is null is alike."""
    alike = region.equal + (region.kind is Kind.NULLS)
    onward = alike < len(order) and order[alike].descending
    return [*(replace(sort, descending=onward) for sort in order[:alike]), *order[alike:]]


def _beyond(sort: Sort, term: Sql, last: Sql) -> Sql:
    """Strictly behind a value, nulls apart."""
    return term < last if sort.descending else term > last


def _on(
    order: Sequence[Sort], terms: Sequence[Sql], last: Sequence[Sql], nulls: Sequence[bool], start: int, estimates: bool
) -> Sql:
    """Behind the last row among those whose term at `start` has a value that is not before the last one's.

    `a >= x AND (a > x OR (a = x AND …))`: databases seek by the first part, not by the OR. Where both are estimated,
    the guess is as wrong as it is deep: of what is left, only so much is left. So there the rows are those behind a row
    value, where no nulls and directions are in its way, and else the second part is taken for true.
    """
    if estimates and _are_row_values(order, nulls, start):
        there, here = tuple_(*terms[start:]), tuple_(*last[start:], types=[term.type for term in terms[start:]])
        return there < here if order[start].descending else there > here
    condition: Sql | None = None
    for place in reversed(range(start, len(order))):
        sort, term, value = order[place], terms[place], last[place]
        beyond = _all_beyond(sort, term, value, nulls[place]) if place > start else _beyond(sort, term, value)
        if condition is None:
            condition = beyond
            continue
        same = and_(term.is_(None) if nulls[place] else term == value, condition)
        condition = same if beyond is None else or_(beyond, same)
        if not nulls[place] and not (place > start and sort.nullable and sort.descending):
            behind = _taken_for_true(condition) if estimates and place == start else condition
            condition = and_(term <= value if sort.descending else term >= value, behind)
    return false() if condition is None else condition


def _taken_for_true(condition: Sql) -> Sql:
    """The same condition, of which PostgreSQL expects that 199 of 200 rows meet it: they differ from a value."""
    return case((condition, literal_column("1")), else_=literal_column("0")) != literal_column("0")


def _are_row_values(order: Sequence[Sort], nulls: Sequence[bool], start: int) -> bool:
    """Whether `(a, b) > (x, y)` holds of all rows that are behind, and of no others."""
    behind = order[start + 1 :]
    return (
        len(behind) > 0
        and not any(nulls[start:])
        and all(sort.descending is order[start].descending for sort in behind)
        and not any(sort.descending and sort.nullable for sort in behind)
    )


def _all_beyond(sort: Sort, term: Sql, last: Sql, is_null: bool) -> Sql | None:
    """Strictly behind `last`; nulls come first ascending, last descending, and nothing is behind those."""
    if is_null:
        return None if sort.descending else term.is_not(None)
    return or_(term < last, term.is_(None)) if sort.descending and sort.nullable else _beyond(sort, term, last)
