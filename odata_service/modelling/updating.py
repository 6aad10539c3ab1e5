"""A model file and the database as it is now -> the file brought up to date, and what is different, line by line."""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from sqlalchemy import Table

from odata_service import publish
from odata_service.edm.draft import ModelError
from odata_service.edm.from_tables import model_of, table_of
from odata_service.edm.model import Model
from odata_service.edm.names import PROPERTY_LENGTH, safe_name
from odata_service.edm.reflected import Found, full_name
from odata_service.modelling.entries import Said, is_named_elsewhere, is_spoken_of, uses, with_said
from odata_service.modelling.existing import Listed, ModelFile, declared_in, model_file
from odata_service.modelling.file import Draft, Part
from odata_service.modelling.imported import names_read, with_imports
from odata_service.modelling.layout import laid_out, wrapped
from odata_service.modelling.merging import GONE, REMARK_WIDTH, Change, Merged, merged_table, pieces_of
from odata_service.modelling.pinning import sets_by_table, with_pins
from odata_service.modelling.record import Known, key_of, record_lines, record_of, sum_of, without_record
from odata_service.modelling.returning import IT_WAS, keeps, taken_back
from odata_service.modelling.source import Edit, Item, edited

IN_SETS = " " * 8


@dataclass(frozen=True, slots=True)
class Updated:
    """The file's new text, and what is different in it."""

    text: str
    changes: tuple[Change, ...]


@dataclass(slots=True)
class _Update:
    """A file on its way."""

    file: ModelFile
    record: Mapping[str, Known]
    parts: Mapping[str, Part]
    found: Found
    model: Model  # what the file publishes as it is
    elsewhere: frozenset[str]  # tables that it takes from other modules
    changes: list[Change] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    more: dict[str, Said] = field(default_factory=dict)  # by table
    gone: set[str] = field(default_factory=set)  # tables
    without_key: set[str] = field(default_factory=set)
    new: list[Part] = field(default_factory=list)
    taking_back: bool = True  # what was said of tables that had gone
    returned: set[str] = field(default_factory=set)


def updated(text: str, path: Path, declared: publish.Service, model: Model, found: Found, draft: Draft) -> Updated:
    """The file, brought up to date.

    Args:
        declared, model: what it declares as it is.
        draft: what a new file would say, with the names of variables and sets that this one has.

    Raises:
        ValueError: the file cannot be read, or is none of this kind.
        ModelError: it has mistakes.
    """
    record = record_of(text)
    update, made, pins = _made(text, path, declared, model, found, draft, record, taking_back=True)
    if update.returned and not _is_sound(made, path):
        update, made, pins = _made(text, path, declared, model, found, draft, record, taking_back=False)
    gone = {key_of(name) for name in update.gone}
    kept = {name: one for name, one in record.items() if name not in gone}
    lines = record_lines({**kept, **_as_before(record, record_for(draft))})
    return Updated(f"{made.rstrip()}\n\n{lines}", (*update.changes, *pins))


def _made(
    text: str, path: Path, declared: publish.Service, model: Model, found: Found, draft: Draft,
    record: Mapping[str, Known], *, taking_back: bool,
) -> tuple[_Update, str, list[Change]]:  # fmt: skip
    body = without_record(text)
    update = _Update(
        model_file(body, path), record, {part.full_name: part for part in draft.parts}, found, model,
        _known_tables(declared), taking_back=taking_back,
    )  # fmt: skip
    before = names_read(update.file.text.tree)
    _tables(update)
    _sets(update, draft)
    if not update.edits:
        return update, body, []
    wanted = {item for part in draft.parts for item in part.definition.imports}
    made = with_imports(edited(body, update.edits), wanted, before)
    if update.returned and not _is_sound(made, path):
        return update, made, []
    return update, *with_pins(made, path, model)


def _is_sound(text: str, path: Path) -> bool:
    """Whether a file can be published as it is."""
    try:
        model_of(declared_in(text, path))
    except (ModelError, ValueError):
        return False
    return True


def record_for(draft: Draft) -> dict[str, Known]:
    """What the record keeps of what was found."""
    kept = {key_of(what): Known() for what, _ in draft.left_out}
    for part in draft.parts:
        written = None if part.entity_set is None else laid_out(part.entity_set, IN_SETS, 0, 1)
        kept[key_of(part.full_name)] = pieces_of(part.definition).known(written)
    return kept


def _as_before(record: Mapping[str, Known], now: Mapping[str, Known]) -> dict[str, Known]:
    """The new record; how an entity set was written first is not forgotten."""
    return {
        name: replace(one, entity_set=record[name].entity_set or one.entity_set) if name in record else one
        for name, one in now.items()
    }


def _tables(update: _Update) -> None:
    """Brings the definitions up to date, and writes those of new tables."""
    text, tables = update.file.text, update.file.tables
    for name, defined in tables.items():
        part = update.parts.get(name)
        if part is None:
            if _is_gone(update, name):
                update.gone.add(name)
            continue
        now, known = pieces_of(part.definition), update.record.get(key_of(name))
        merged = merged_table(text, defined, now, known, partial(is_spoken_of, update.file, name))
        _names(update, name, merged)
        update.changes += merged.changes
        if merged.brackets != merged.before:
            indent = text.indent_of(text.start(defined.statement))
            before = text.start(defined.call) - text.start(defined.statement)
            laid = merged.brackets.laid_out(indent, before=before)
            update.edits.append(Edit(text.start(defined.call), text.end(defined.call), laid))
    update.new = [
        part for name, part in update.parts.items()
        if name not in tables and name not in update.elsewhere and not _was_there(update, name)
    ]  # fmt: skip
    place = max((text.end(item.statement) for item in tables.values()), default=None)
    place = text.line_of(text.start(update.file.service)) - 2 if place is None else place
    statements = "".join(f"\n\n{part.statement(update.file.metadata)}" for part in update.new)
    if statements:
        update.edits.append(Edit(place, place, statements))
    for part in update.new:
        columns = len(part.definition.columns)
        update.changes.append(Change("+", part.full_name, f"a table of {columns} columns; {_published(part)}"))


def _published(part: Part) -> str:
    return (
        f"not published: {part.reason}" if part.entity_set is None else f"published as {part.entity_set.arguments[1]}"
    )


def _known_tables(declared: publish.Service) -> frozenset[str]:
    """All tables that are defined with those that a service publishes, wherever that is."""
    tables = [table_of(item.table, item.name) for item in declared.entity_sets]
    collections = {id(table.metadata): table.metadata for table in tables if isinstance(table, Table)}
    return frozenset(full_name(one.schema, one.name) for each in collections.values() for one in each.tables.values())


def _was_there(update: _Update, name: str) -> bool:
    """Whether the table had been found before: it was taken out of the file then."""
    known = update.record.get(key_of(name))
    return known is not None and bool(known.columns)


def _is_gone(update: _Update, name: str) -> bool:
    """Whether a table is not there any more; of schemas that were not looked into nothing is known."""
    return name not in update.found.names and update.file.tables[name].schema in update.found.schemas


def _names(update: _Update, table: str, merged: Merged) -> None:
    """New columns get names that nothing of their sets has; names that were made for lost ones go."""
    sets = sets_by_table(update.model).get(table, [])
    said = update.more.setdefault(table, Said())
    said.without |= set(merged.lost_columns)
    for column in merged.new_columns:
        taken = {name for one in sets for name in (*one.whole.properties, *one.whole.navigation, one.type.name)}
        name = safe_name(column, prefix="F", length=PROPERTY_LENGTH, taken=[*taken, *said.names.values()])
        if sets and name != column:
            said.names[column] = name


def _sets(update: _Update, draft: Draft) -> None:
    """Brings the list of entity sets up to date."""
    file = update.file
    made = file.text.brackets(file.sets)
    items: list[Item] = []
    waiting: list[str] = []  # comments whose element is taken out
    for listed, item in zip(file.listed, made.items, strict=True):
        kept = _set(update, listed, item)
        lines = (*waiting, *kept.before)
        if kept.text or kept.value is not None:
            items.append(replace(kept, before=lines))
            waiting = []
        else:
            waiting = [*lines]
    tail = [*waiting, *made.tail]
    items, tail, anew = _returned(update, items, tail)
    opened = [part for part in update.parts.values() if part.entity_set is not None and _has_now_a_key(update, part)]
    for part in opened:
        items, tail = _without_remark(items, tail, f"# EntitySet({part.variable}, key=")
        update.changes.append(Change("+", part.full_name, f"has a key now; {_published(part)}"))
    for part in [*anew, *opened, *update.new]:
        if part.entity_set is not None:
            items.append(Item(laid_out(part.entity_set, IN_SETS, 0, 1)))
        else:
            tail += _remark(f'EntitySet({part.variable}, key=["…"]): {part.reason}')
    said = "\n".join(line for item in items for line in item.before) + "\n".join(tail)
    for what, why in draft.left_out:
        if key_of(what) not in update.record and f"# {what}: " not in said:
            tail += _remark(f"{what}: {why}")
            update.changes.append(Change("+", what, f"left out: {why}"))
    if tuple(items) != made.items or tuple(tail) != made.tail:
        text = replace(made, exploded=True).with_items(items, tail).laid_out(" " * 4, 1, len("entity_sets="))
        update.edits.append(Edit(file.text.start(file.sets), file.text.end(file.sets), text))


def _returned(update: _Update, items: list[Item], tail: list[str]) -> tuple[list[Item], list[str], list[Part]]:
    """What was said of tables that are there again, or have a key again, is said again; or they are published anew."""
    anew: list[Part] = []
    for name, part in update.parts.items():
        defined = update.file.tables.get(name)
        lines = [*(line for item in items for line in item.before), *tail]
        if part.entity_set is None or defined is None or update.file.published(name) or not keeps(lines, name):
            continue
        back, rest = taken_back(items, tail, name, defined.variable)
        if update.taking_back and len(back) > len(items):
            items, tail = back, rest
            update.returned.add(name)
            update.changes.append(Change("+", name, "can be published again, with what you had said of it"))
        else:
            anew.append(part)
            said = "what you had said of it does not fit any more, and stays as a comment"
            update.changes.append(Change("!", name, f"can be published again, {_published(part)}; {said}"))
    return items, tail, anew


def _remark(text: str) -> list[str]:
    return [f"# {line}" for line in wrapped(text, REMARK_WIDTH - 4)]


def _without_remark(items: list[Item], tail: list[str], start: str) -> tuple[list[Item], list[str]]:
    kept = [replace(item, before=tuple(line for line in item.before if not line.startswith(start))) for item in items]
    return kept, [line for line in tail if not line.startswith(start)]


def _has_now_a_key(update: _Update, part: Part) -> bool:
    known = update.record.get(key_of(part.full_name))
    listed = update.file.published(part.full_name) or part.full_name in update.returned
    return part.full_name in update.file.tables and known is not None and known.entity_set is None and not listed


def _set(update: _Update, listed: Listed, item: Item) -> Item:
    """What becomes of an entity set; without text: it is taken out, and its comments stay."""
    table = listed.table
    if table is None:
        return item
    if table in update.gone:
        return _gone_set(update, table, listed, item)
    more = update.more.get(table, Said())
    part = update.parts.get(table)
    if part is not None and (mark := f"# {table} {GONE}") in item.before:
        item = replace(item, before=tuple(line for line in item.before if line != mark))
        update.changes.append(Change("+", table, "is in the database again"))
    if part is not None and part.entity_set is None and part.reason and _needs_key(update, table, listed):
        update.changes.append(Change("!", table, f"is not published any more: {part.reason}"))
        return _commented(item, f"{table}: {part.reason}. {IT_WAS}")
    if more and isinstance(listed.call, ast.Call):
        return replace(item, text="", value=with_said(update.file.text, listed.call, more))
    return item


def _needs_key(update: _Update, table: str, listed: Listed) -> bool:
    """Whether an entity set has no key but its table's, and that had one."""
    known = update.record.get(key_of(table))
    said = isinstance(listed.call, ast.Call) and any(item.arg in ("key", None) for item in listed.call.keywords)
    return known is not None and known.entity_set is not None and not said


def _gone_set(update: _Update, table: str, listed: Listed, item: Item) -> Item:
    names = [one.name for one in sets_by_table(update.model).get(table, [])]
    mark = f"# {table} {GONE}"
    if any(is_named_elsewhere(update.file, listed, name) for name in names):
        update.changes.append(Change("!", table, f"{GONE}; its set stays until nothing speaks of it"))
        return item if mark in item.before else replace(item, before=(*item.before, mark))
    known = update.record.get(key_of(table))
    if known is not None and known.entity_set == sum_of(item.text) and not item.before and not item.behind:
        update.changes.append(Change("-", table, GONE))
        _take_out(update, table, known)
        return Item("")
    update.changes.append(Change("-", table, f"{GONE}; what you said of it stays as a comment"))
    return _commented(item, f"{table} {GONE}. {IT_WAS}")


def _take_out(update: _Update, table: str, known: Known) -> None:
    """Takes a definition out of the file, where nobody has touched it and nothing else needs it."""
    text, defined = update.file.text, update.file.tables[table]
    start, end = text.start(defined.statement), text.end(defined.statement)
    pieces = text.brackets(defined.call)
    sums = {*known.columns.values(), *known.constraints, *known.keywords.values()}
    touched = any(
        item.before or item.behind or sum_of(item.text) not in sums for item in pieces.items[2:]
    )  # fmt: skip
    if touched or uses(update.file, defined.variable) > 1:
        return
    while text.text[end : end + 1] == "\n":
        end += 1
    update.edits.append(Edit(text.line_of(start), end, ""))


def _commented(item: Item, title: str) -> Item:
    """An element as comments."""
    lines = f"{item.text},".split("\n")
    said = [f"# {part}" for line in lines for part in (_parts(line) if len(line) > REMARK_WIDTH - 6 else [line])]
    behind = [item.behind] if item.behind else []
    return Item("", before=(*item.before, *_remark(title), *behind, *said))


def _parts(line: str) -> Iterable[str]:
    return wrapped(line, REMARK_WIDTH - 8)
