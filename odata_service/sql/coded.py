"""Columns that hold codes (`edm.codes`): the SQL of the values that they stand for, and of their standing for none.

Where a literal can be encoded the column is compared as it is, and none of this is needed but `present`. All else is
done with the value: functions, calculations, comparisons with other columns.
"""

from typing import Any

from sqlalchemy import Integer, Numeric, String, and_, bindparam, case, cast, false, func, or_, true
from sqlalchemy.types import NullType

from odata_service.edm.codes import Dated, Digits, Flag, Words, Zoned
from odata_service.edm.properties import Property
from odata_service.edm.types import STRING
from odata_service.sql.constructs import MYSQL, Construct, spelled
from odata_service.sql.dated import dated, number_of_digits, possible, utc_of
from odata_service.sql.functions import Sql, grouped
from odata_service.sql.values import column_type, stored_value


def meaning(item: Property, column: Sql) -> Sql:
    """The value that a column stands for, as SQL's own type for it; NULL where it stands for none."""
    match item.code:
        case Dated():
            return case((_stands(item, column), dated(item.code, column)))
        case Zoned(zone):
            found: Sql = utc_of(column)
            found.zone = zone  # type: ignore[attr-defined]  # a construct of ours
        case Flag():
            return case((flag_is(item, column, True), true()), (flag_is(item, column, False), false()))
        case Words(pairs):
            return case(*((column == _held(item, code), _word(word)) for code, word in pairs))
        case Digits(width):
            found = unfilled(column) if width else cast(column, String(40))
        case None:
            found = column
    return case((_stands(item, column), found)) if item.nulls else found


def settled(item: Property, column: Sql) -> Sql:
    """A column with one content for each value, and NULL for none: what rows are grouped by."""
    if isinstance(item.code, Flag):
        true_, false_ = (_held(item, item.code.encode(wanted)) for wanted in (True, False))
        return case((flag_is(item, column, True), true_), (flag_is(item, column, False), false_))
    return case((_stands(item, column), column))


def present(item: Property, column: Sql, *, equal: bool = False) -> Sql | None:
    """The condition that a column that is not NULL stands for a value; None where it always does.

    `equal`: it is equal to what a value is encoded as, so that a value is meant, if it is none of those that are null.
    """
    terms = []
    if isinstance(item.code, Dated) and not equal:
        terms.append(possible(item.code, column))
    codes = _codes(item)
    if codes is not None and not equal:
        terms.append(column.in_(codes))
    if item.nulls:
        terms.append(_bare(item, column).not_in(_held_nulls(item)))
    return and_(*terms) if terms else None


def absent(item: Property, column: Sql) -> Sql:
    """The condition that a column stands for no value; never NULL itself."""
    if isinstance(item.code, Flag) and not item.code.false:
        return false()
    terms: list[Sql] = [column.is_(None)]
    if isinstance(item.code, Dated):
        terms += [number_of_digits(item.code, column).is_(None), grouped(~possible(item.code, column))]
    codes = _codes(item)
    if codes is not None:
        terms.append(column.not_in(codes))
    if item.nulls:
        terms.append(_bare(item, column).in_(_held_nulls(item)))
    return or_(*terms)


def flag_is(item: Property, column: Sql, wanted: bool) -> Sql:
    """The condition that a flag is true, or that it is false."""
    code = item.code
    assert isinstance(code, Flag)
    if wanted or code.false:
        held = [_held(item, value) for value in (code.true if wanted else code.false)]
        return column == held[0] if len(held) == 1 else column.in_(held)
    return or_(column.is_(None), column.not_in([_held(item, value) for value in code.true]))


def _stands(item: Property, column: Sql) -> Sql:
    found = present(item, column)
    return true() if found is None else found


def _codes(item: Property) -> list[Sql] | None:
    match item.code:
        case Words(pairs):
            return [_held(item, code) for code, _ in pairs]
        case Flag(true, false) if false:
            return [_held(item, value) for value in (*true, *false)]
        case _:
            return None


def _held(item: Property, value: Any) -> Sql:
    """What a column holds, as a constant of the statement."""
    own = item.column.type
    return bindparam(None, value, type_=own if isinstance(own, (String, Integer, Numeric)) else NullType())


def _held_nulls(item: Property) -> list[Sql]:
    return [bindparam(None, stored_value(item, item.type, value), type_=column_type(item)) for value in item.nulls]


def _bare(item: Property, column: Sql) -> Sql:
    """A text without blanks around it: one that has nothing else is none."""
    return func.trim(column) if item.type is STRING and item.code is None else column


def _word(word: str) -> Sql:
    return bindparam(None, word, type_=String())


class unfilled(Construct):
    """A text of digits without the zeros in front; one of zeros is a zero, another text stays what it is."""

    name = "odata_unfilled"
    type = String()


spelled(unfilled, "COALESCE(NULLIF(LTRIM(RTRIM({0}), '0'), ''), '0')")
spelled(unfilled, "COALESCE(NULLIF(TRIM(LEADING '0' FROM RTRIM({0})), ''), '0')", "postgresql", *MYSQL)
spelled(unfilled, "COALESCE(NULLIF(TRIM(LEADING '0' FROM TRIM(TRAILING FROM {0})), ''), '0')", "firebird")
