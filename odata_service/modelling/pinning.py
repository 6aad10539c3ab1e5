"""Names that clients know already -> said in the model file wherever the tables alone would give others now."""

import ast
from collections.abc import Iterator
from pathlib import Path

from odata_service.edm.from_tables import model_of
from odata_service.edm.model import EntitySet, Model, NavigationProperty
from odata_service.edm.reflected import full_name
from odata_service.modelling.entries import Said, with_said
from odata_service.modelling.existing import Listed, ModelFile, declared_in, model_file
from odata_service.modelling.imported import with_imports
from odata_service.modelling.layout import Call, Expression
from odata_service.modelling.merging import Change
from odata_service.modelling.source import Edit, edited
from odata_service.modelling.types import Import

NAVIGATION = Import("odata_service.publish", "Navigation")
ROUNDS = 4  # a name that is said can take another one's place


def with_pins(text: str, path: Path, before: Model) -> tuple[str, list[Change]]:
    """The file, with names said that would be others now than `before`, and what is different for clients.

    Raises:
        ModelError: the file has mistakes.
        ValueError: it cannot be run.
    """
    model = model_of(declared_in(text, path))
    for _ in range(ROUNDS):
        more = {name: said for name in model.entity_sets if (said := _said(before, model, name))}
        if not more:
            break
        text = _with(text, path, model, more)
        model = model_of(declared_in(text, path))
    return text, _lost(before, model)


def _with(text: str, path: Path, model: Model, more: dict[str, Said]) -> str:
    file = model_file(text, path)
    edits = []
    for name, listed in _places(file, model):
        if name in more and isinstance(listed.call, ast.Call):
            start = file.text.start(listed.call)
            laid = with_said(file.text, listed.call, more[name]).laid_out(file.text.indent_of(start), 1)
            edits.append(Edit(start, file.text.end(listed.call), laid))
    return with_imports(edited(text, edits), {NAVIGATION}, ())


def _places(file: ModelFile, model: Model) -> Iterator[tuple[str, Listed]]:
    """Where each entity set stands in the file; of some nobody knows where lists of others are put in."""
    if not any(isinstance(item.call, ast.Starred) for item in file.listed):
        yield from zip(model.entity_sets, file.listed, strict=True)
        return
    for table, sets in sets_by_table(model).items():
        listed = file.published(table)
        yield from zip((item.name for item in sets), listed, strict=True) if len(sets) == len(listed) else ()


def _said(before: Model, now: Model, name: str) -> Said | None:
    """What has to be said of an entity set, so that it has the names that it had."""
    old, new = before.entity_sets.get(name), now.entity_sets[name]
    if old is None:
        return None
    said = Said()
    if old.type.name != new.type.name:
        said.others["entity_type"] = old.type.name
    by_column = {item.column.key: item.name for item in new.whole.properties.values()}
    for item in old.whole.properties.values():
        if by_column.get(item.column.key, item.name) != item.name:
            said.names[str(item.column.key)] = item.name
    ways = {_way(one): one for one in new.whole.navigation.values()}
    for navigation in old.whole.navigation.values():
        found = ways.get(_way(navigation))
        if found is not None and found.name != navigation.name:
            said.navigation.append(_declaration(navigation))
    return said or None


def _way(navigation: NavigationProperty) -> tuple[object, ...]:
    """What tells a way from others."""
    pairs = sorted((str(one.key), str(other.key)) for one, other in navigation.join)
    return (navigation.target, navigation.collection, *pairs)


def _declaration(navigation: NavigationProperty) -> Call:
    said: dict[str, Expression] = {"name": navigation.name, "target": navigation.target}
    said["columns"] = [str(one.key) for one, _ in navigation.join]
    said["target_columns"] = [str(other.key) for _, other in navigation.join]
    if navigation.collection:
        said["collection"] = True
    if navigation.partner:
        said["partner"] = navigation.partner
    return Call("Navigation", (), said)


def _lost(before: Model, now: Model) -> list[Change]:
    """Ways that lead nowhere any more, and keys that are others."""
    changes = []
    for name, old in before.entity_sets.items():
        new = now.entity_sets.get(name)
        if new is None:
            continue
        for way in old.whole.navigation:
            if way not in new.whole.navigation:
                changes.append(Change("-", f"{name}/{way}", "this way leads nowhere any more"))
        if old.type.key != new.type.key:
            changes.append(
                Change("!", name, f"its key was {', '.join(old.type.key)}, and is {', '.join(new.type.key)}")
            )
    return changes


def sets_by_table(model: Model) -> dict[str, list[EntitySet]]:
    """The entity sets by the full names of their tables."""
    found: dict[str, list[EntitySet]] = {}
    for entity_set in model.entity_sets.values():
        table = entity_set.type.table
        name = full_name(getattr(table, "schema", None), str(getattr(table, "name", "")))
        found.setdefault(name, []).append(entity_set)
    return found
