"""What a declaration says about how changes are told -> Changes, and the entity sets by which they are read."""

import difflib
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, DateTime, FromClause, MetaData, Table, and_

from odata_service import publish
from odata_service.edm.column_types import facets_of
from odata_service.edm.meaning import meant, said_of
from odata_service.edm.model import Changes, EntitySet, EntityType, Model
from odata_service.edm.properties import Property, Stored
from odata_service.edm.types import DATE, DATE_TIME_OFFSET, DECIMAL, INT64, INTEGERS

# Names that no published property has: they have two underscores.
POSITION, TIME, TRANSACTION = "Change__Position", "Change__Time", "Change__Transaction"
CHANGES, LOG = "Changes", "Log"  # entity sets: the changes, each with its key; the log with what is not about the set
SUFFIX = "_changes"
GROWING = (*INTEGERS, DECIMAL, DATE, DATE_TIME_OFFSET)
NOTE = 63  # the longest name of a table that all databases with triggers of ours take


def changes_of(
    declaration: publish.EntitySet, table: FromClause, key: Sequence[Property], name: str,
    source: publish.Source | None, dialect: str | None,
) -> tuple[Changes | None, list[str]]:  # fmt: skip
    """What tells the changes of a set, None where nothing does; and what is wrong with the declaration."""
    match declaration.changes:
        case None:
            return None, []
        case publish.ChangeColumn() as said:
            return _of_column(said, declaration, table, key, name, source, dialect)
        case publish.ChangeLog() as said:
            return _of_log(said, declaration, table, key, name)


def _of_column(
    said: publish.ChangeColumn, declaration: publish.EntitySet, table: FromClause, key: Sequence[Property], name: str,
    source: publish.Source | None, dialect: str | None,
) -> tuple[Changes | None, list[str]]:  # fmt: skip
    if said.column not in table.c:
        return None, [_missing("changes", said.column, "the table", table)]
    column = table.c[said.column]
    facets = facets_of(column.type, dialect)
    position = None
    if facets is not None:
        iso = dialect == "sqlite" and facets.type in (DATE, DATE_TIME_OFFSET)
        plain = Property(
            POSITION, facets.type, column, nullable=False, precision=facets.precision, scale=facets.scale,
            stored=Stored.ISO_TEXT if iso else facets.stored,
        )  # fmt: skip
        try:
            position = meant(plain, said_of(declaration, said.column, source))
        except ValueError:
            return None, []  # which is told of the property itself
    if position is None or position.type not in GROWING or position.scale not in (None, 0):
        return None, [f"changes: '{said.column}' is neither a time nor a whole number, which grow with each change."]
    constants = {} if isinstance(declaration.where, ColumnElement) else declaration.where
    visible = _with(table, {one: value for one, value in constants.items() if one in table.c})
    mark = _fingerprint(name, key, said.column)
    return Changes(table, tuple(key), position, said.overlap, False, visible=visible, fingerprint=mark), []


def _of_log(
    said: publish.ChangeLog, declaration: publish.EntitySet, table: FromClause, key: Sequence[Property], name: str
) -> tuple[Changes | None, list[str]]:
    constants = {} if isinstance(declaration.where, ColumnElement) else declaration.where
    if said.table is None and not isinstance(table, Table):
        return None, ["changes: triggers can be on a table only; name the log's table, or a ChangeColumn."]
    log = said.table if said.table is not None else log_table(table, _columns(key, constants), said)
    places = {str(item.column.key): said.key.get(str(item.column.key), str(item.column.key)) for item in key}
    unknown = [f"changes: key names '{one}', which is no column of the key." for one in said.key if one not in places]
    needed = (said.number, *places.values(), *constants)  # by the constants, the rows of others are not told
    missing = [one for one in needed if one not in log.c]
    if missing or unknown:
        return None, [*unknown, *(_missing("changes", one, "the log", log) for one in missing)]
    named = [log.c[place].is_not(None) for place in places.values()]
    return Changes(
        log,
        tuple(replace(item, column=log.c[places[str(item.column.key)]], nullable=False) for item in key),
        Property(POSITION, INT64, log.c[said.number], nullable=False),
        said.overlap,
        True,
        Property(TIME, DATE_TIME_OFFSET, log.c[said.time], precision=6) if said.time in log.c else None,
        Property(TRANSACTION, INT64, log.c[said.transaction], nullable=False) if said.transaction in log.c else None,
        _with(log, constants, named),
        _fingerprint(name, key, str(getattr(log, "name", "log")), said.number),
    ), []


def _columns(key: Sequence[Property], constants: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys([*(str(item.column.key) for item in key), *constants]))


def log_table(table: FromClause, columns: Sequence[str], said: publish.ChangeLog) -> Table:
    """The log that the trigger script makes: the key of each changed row, when and by which transaction."""
    assert isinstance(table, Table)
    return Table(
        f"{table.name[: NOTE - len(SUFFIX)]}{SUFFIX}", MetaData(),
        Column(said.number, BigInteger, primary_key=True),
        Column(said.transaction, BigInteger),
        Column(said.time, DateTime),
        *(Column(table.c[name].name, table.c[name].type, key=name) for name in columns if name in table.c),
        schema=table.schema,
    )  # fmt: skip


def _with(
    table: FromClause, values: Mapping[str, Any], more: Sequence[ColumnElement[bool]] = ()
) -> ColumnElement[bool] | None:
    terms = [*more, *(table.c[name] == value for name, value in values.items())]
    return and_(*terms) if terms else None


def _fingerprint(*parts: object) -> str:
    texts = [",".join(f"{one.name} {one.type}" for one in part) if isinstance(part, Sequence)
             and not isinstance(part, str) else str(part) for part in parts]  # fmt: skip
    return hashlib.blake2b("\x00".join(texts).encode(), digest_size=8).hexdigest()


def _missing(what: str, column: str, where: str, table: FromClause) -> str:
    close = difflib.get_close_matches(column, list(table.c.keys()), n=1)
    meant_ = f" Did you mean '{close[0]}'?" if close else ""
    return f"{what} names the column '{column}', which {where} has not.{meant_}"


def model_of_changes(entity_set: EntitySet, model: Model, dialect: str) -> Model:
    """The model by which the changes of a set are read: `Changes`, each with the key of what is changed, and `Log`."""
    changes = entity_set.changes
    assert changes is not None
    more = [changes.time] if changes.time is not None and dialect not in ("sqlite", "postgresql") else []
    if changes.transaction is not None and dialect == "postgresql":
        more.append(changes.transaction)
    items = [*changes.key, changes.position, *more]
    unused = [one.column for one in (changes.time, changes.transaction) if one is not None and one not in more]
    key = (POSITION,) if changes.logged else tuple(one.name for one in changes.key)
    own = EntityType(
        "Change", changes.table, key, {one.name: one for one in items},
        lost=frozenset(unused),  # the log need not have them
    )  # fmt: skip
    entries = replace(own, key=(POSITION,), properties={one.name: one for one in (changes.position, *more)})
    sets = {
        CHANGES: EntitySet(CHANGES, own, source=entity_set.source, visible=changes.visible),
        LOG: EntitySet(LOG, entries, source=entity_set.source),
    }
    return Model(model.name, model.namespace, sets, enum_types=model.enum_types, fingerprint=changes.fingerprint)
