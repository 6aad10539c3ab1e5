"""A SQLAlchemy statement compiled once: its text for the driver, and how its slots are filled per request."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, ClauseElement
from sqlalchemy.engine import Dialect

from odata_service.edm.literals import parse_literal
from odata_service.edm.types import Type
from odata_service.errors import BadRequest
from odata_service.sql.tokens import from_token
from odata_service.sql.values import column_type, json_list, stored_value, type_of
from odata_service.sql.writer import Slot
from odata_service.turns import Pace
from odata_service.url.folding import items_of

# What a statement with a recursive SELECT ends with, so that the database counts no levels: the SELECT does.
RECURSION_ENDS = {"mssql": "OPTION (MAXRECURSION 0)"}

Keys = Sequence[tuple[Any, ...]]
Fill = Callable[[Sequence[str], Sequence[Any], int, int, Keys], Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """The text that goes to the driver, and one filler per placeholder, in their order."""

    text: str
    fills: tuple[Fill, ...]
    pace: Pace = field(default_factory=Pace, compare=False)

    def arguments(
        self, literals: Sequence[str], token: Sequence[Any] = (), limit: int = 0, offset: int = 0, keys: Keys = ()
    ) -> tuple[Any, ...]:
        """What the driver binds.

        Raises:
            BadRequest: a literal is not of the type that its place needs.
        """
        return tuple(fill(literals, token, limit, offset, keys) for fill in self.fills)


def compile_statement(
    clause: ClauseElement, dialect: Dialect, slots: Sequence[Slot], forms: Sequence[Callable[[Keys], Any]] = ()
) -> Statement:
    """The statement's text in a database's SQL. Done once per shape of request.

    `forms` say how the rows' keys are bound that the statement is about, where it is about some.
    """
    compiled = clause.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    by_key = {slot.key: slot for slot in slots}
    fills = []
    for name in compiled.positiontup or ():  # type: ignore[attr-defined]  # all our dialects bind by position
        bind = next(item for item, key in compiled.bind_names.items() if key == name)  # type: ignore[attr-defined]
        if name.startswith("keys"):
            fills.append(_fill_keys(forms[int(name.removeprefix("keys"))]))
        else:
            fills.append(_fill(name, bind, by_key, dialect))
    text = str(compiled)
    if getattr(compiled, "ctes_recursive", False) and dialect.name in RECURSION_ENDS:
        text = f"{text.rstrip()} {RECURSION_ENDS[dialect.name]}"
    return Statement(text, tuple(fills))


def _fill(name: str, bind: BindParameter[Any], slots: dict[str, Slot], dialect: Dialect) -> Fill:
    if name == "limit":
        return lambda literals, token, limit, offset, keys: limit
    if name == "offset":
        return lambda literals, token, limit, offset, keys: offset
    if name.startswith("after"):
        number = int(name.removeprefix("after").partition("_")[0])
        return lambda literals, token, limit, offset, keys: from_token(token[number])
    slot = slots.get(name)
    if slot is None:
        process = bind.type.dialect_impl(dialect).bind_processor(dialect)
        constant = bind.effective_value if process is None else process(bind.effective_value)
        return lambda literals, token, limit, offset, keys: constant
    return _fill_list(slot, dialect) if slot.many else _fill_slot(slot, bind, dialect)


def _fill_keys(form: Callable[[Keys], Any]) -> Fill:
    return lambda literals, token, limit, offset, keys: form(keys)


def _fill_slot(slot: Slot, bind: BindParameter[Any], dialect: Dialect) -> Fill:
    (number,) = slot.numbers
    convert = _converter(slot.type, slot, bind, dialect)
    return lambda literals, token, limit, offset, keys: convert(literals[number])


def _converter(wanted: Type, slot: Slot, bind: BindParameter[Any], dialect: Dialect) -> Callable[[str], Any]:
    process = bind.type.dialect_impl(dialect).bind_processor(dialect)
    like, target = slot.like, slot.target

    def convert(text: str) -> Any:
        stored = stored_value(like, wanted, parse_literal(wanted, text, target=target))
        try:
            return stored if process is None else process(stored)
        except OverflowError:
            raise BadRequest(f"{text[:60]} is out of the database's range.", target=target) from None

    return convert


def _fill_list(slot: Slot, dialect: Dialect) -> Fill:
    wanted, like, numbers, target = slot.type, slot.like, slot.numbers, slot.target
    as_json, listed = dialect.name in ("sqlite", "mssql"), slot.listed
    kind = type_of(wanted) if like is None else column_type(like)
    process = kind.dialect_impl(dialect).bind_processor(dialect) if as_json else None

    def fill(literals: Sequence[str], token: Sequence[Any], limit: int, offset: int, keys: Keys) -> Any:
        texts = items_of(literals[numbers[0]]) if listed else [literals[number] for number in numbers]
        values = [stored_value(like, wanted, parse_literal(wanted, text, target=target)) for text in texts]
        if process is not None:
            values = [process(value) for value in values]
        return json_list(values) if as_json else values

    return fill
