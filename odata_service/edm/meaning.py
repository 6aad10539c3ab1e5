"""What a model says that a column means -> the property that means it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import CHAR, NCHAR, Column, DateTime, Interval, String
from sqlalchemy.dialects import mysql

from odata_service import publish
from odata_service.edm.codes import Code, Dated, Digits, Flag, Words, Zoned, at_utc, texts_of
from odata_service.edm.forms import FORMS
from odata_service.edm.literals import parse_literal
from odata_service.edm.properties import Case, Property, Stored
from odata_service.edm.types import (
    BOOLEAN,
    DATE,
    DATE_TIME_OFFSET,
    DURATION,
    STRING,
    TIME_OF_DAY,
    EnumType,
    PrimitiveType,
)
from odata_service.errors import BadRequest

NOTHING = publish.Property()
DIGITS = ("text", "zeros")
LENGTHS: dict[PrimitiveType | EnumType, int] = {DATE: 10, TIME_OF_DAY: 15, DURATION: 40}  # of what is printed
UNKNOWN_TO_SALESFORCE = (TIME_OF_DAY, DURATION)


@dataclass(frozen=True, slots=True)
class Said:
    """What a model says of a column, with what it says of the entity set and the source."""

    own: publish.Property
    timezone: str | None
    blank_is_null: bool
    case: publish.Case
    times_as_text: bool


def said_of(declaration: publish.EntitySet, key: str, source: publish.Source | None) -> Said:
    """All that is said of a column."""
    own = declaration.properties.get(key, NOTHING)
    if key in declaration.dates:
        own = replace(own, form=declaration.dates[key])
    source = declaration.source or source
    blank = (own.blank_is_null, declaration.blank_is_null, source.blank_is_null if source else False)
    case = own.case or declaration.case or (source.case if source else "native")
    zone = own.timezone or declaration.timezone or (source.timezone if source else None)
    times = source.times_as_text if source else False
    return Said(own, zone, next(one for one in blank if one is not None), case, times)


def meant(item: Property, said: Said) -> Property:
    """The property as it is meant.

    Raises:
        ValueError: what is said does not fit the column; the message goes on behind its name.
    """
    if _is_printed(item, said):
        item = _printed(item)
        said = replace(said, own=replace(said.own, form=None))
    own, column = said.own, item.column
    code = _code(item, said)
    case = Case[said.case.upper()] if item.type is STRING else Case.NATIVE
    made = item if case is item.case and code is None else replace(item, case=case, code=code)
    if own.on_request:
        made = replace(made, on_request=True, searched=False)
    if code is not None:
        made = replace(made, **_facets(item, code))
    nulls = [_value(made, value) for value in own.nulls]
    if said.blank_is_null and made.type is STRING and (code is None or isinstance(code, Digits)):
        nulls.append("")
    made = replace(made, nulls=tuple(value for value in nulls if value is not None)) if nulls else made
    if not made.ruled:
        return made
    always = isinstance(code, Flag) and not code.false
    nullable = item.nullable if always or (isinstance(code, Zoned | Digits) and not made.nulls) else True
    filled = not getattr(column, "nullable", True) and nullable
    return replace(made, nullable=nullable, void=_void(made) if filled else None)


def _is_printed(item: Property, said: Said) -> bool:
    """Whether the text that the database prints is the value. Where it has no durations, they are kept as something
    that does not print as one."""
    if isinstance(item.column.type, Interval):
        return False
    if item.type in UNKNOWN_TO_SALESFORCE and said.times_as_text and said.own.form is None:
        return not said.own.nulls
    return said.own.form == "text" and item.type in LENGTHS and item.stored in (Stored.NATIVE, Stored.ISO_TEXT)


def _printed(item: Property) -> Property:
    return replace(
        item, type=STRING, stored=Stored.PRINTED, max_length=LENGTHS[item.type], precision=None, searched=False
    )


def _code(item: Property, said: Said) -> Code | None:
    own, column = said.own, item.column
    text = isinstance(column.type, String)
    ways = [name for name in ("form", "true", "words") if getattr(own, name) not in (None, {})]
    if len(ways) > 1:
        raise ValueError(f"has {' and '.join(ways)}, which cannot be together.")
    if own.true is not None:
        return Flag(texts_of(own.true), () if own.false is None else texts_of(own.false), text)
    if own.words:
        return Words(tuple(own.words.items()), text)
    if own.form in DIGITS:
        return _digits(own.form, column, text)
    if own.form is not None:
        form = FORMS.get(own.form)
        if form is None:
            raise ValueError(f"has the form '{own.form}'; there are {', '.join([*FORMS, *DIGITS])}.")
        if text and not form.digits:
            raise ValueError(f"has the form '{own.form}', which is of numbers, and is a text.")
        return Dated(form, text, _zone(said.timezone) if form.local and said.timezone else None)
    return Zoned(_zone(said.timezone)) if said.timezone is not None and _is_naive(column) else None


def _digits(form: str, column: Column[Any] | Any, text: bool) -> Digits:
    if form == "text":
        if text:
            raise ValueError("has the form 'text', and is one.")
        return Digits()
    width = getattr(column.type, "length", None)
    if not text or not width:
        raise ValueError("has the form 'zeros', which needs a text of a fixed length.")
    return Digits(width)


def _zone(name: str | None) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"is in the time zone '{name}', which there is not.") from None


def _is_naive(column: Column[Any] | Any) -> bool:
    """MySQL's TIMESTAMP is UTC inside."""
    own = column.type
    return isinstance(own, DateTime) and not own.timezone and not isinstance(own, mysql.TIMESTAMP)


def _facets(item: Property, code: Code) -> dict[str, Any]:
    """What a property is instead of what its column is."""
    fixed = isinstance(item.column.type, (CHAR, NCHAR))
    own: dict[str, Any] = {"stored": Stored.NATIVE, "max_length": None, "precision": None, "scale": None}
    match code:
        case Dated(form):
            type_: PrimitiveType = form.type
            precision = {"epoch_ms": 3}.get(form.name, 0) if type_.name != "Edm.Date" else None
            return {**own, "type": type_, "precision": precision, "searched": False, "fixed_length": False}
        case Flag():
            return {**own, "type": BOOLEAN, "searched": False, "fixed_length": fixed}
        case Words(pairs):
            longest = max(len(word) for _, word in pairs)
            return {**own, "type": STRING, "max_length": longest, "searched": False, "fixed_length": fixed}
        case Digits(width):
            return {**own, "type": STRING, "max_length": width or (item.precision or 20) + 2, "fixed_length": fixed}
        case Zoned():
            return {}


def _value(item: Property, said: Any) -> Any:
    """A value that means null, as `edm.literals` reads it; None where the column's null is meant anyway."""
    code = item.code
    if isinstance(code, Dated) and isinstance(said, int | str) and str(said).strip().isdigit():
        said = code.decode(said)
        if said is None:
            return None
    if item.type is DATE_TIME_OFFSET:
        moment = datetime.fromisoformat(said) if isinstance(said, str) else said
        zone = getattr(code, "zone", None)
        return at_utc(moment, zone or ZoneInfo("UTC"))
    if item.type is STRING or not isinstance(said, str | int | float):
        return said
    try:
        return parse_literal(item.type, str(said))
    except BadRequest as error:
        raise ValueError(f"has nulls that do not fit: {error.message}") from None


def _void(item: Property) -> Any:
    """What a column holds for null that cannot be NULL; None where nothing is said of that."""
    if item.nulls:
        return item.nulls[0] if item.code is None else item.code.encode(item.nulls[0])
    if isinstance(item.code, Dated):
        return "" if item.code.text else 0
    return None
