"""Tables and declarations -> Model. All mistakes of a declaration are collected and reported at once."""

import difflib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    CHAR,
    Column,
    ColumnElement,
    FromClause,
    SelectBase,
    String,
    Table,
    inspect,
)
from sqlalchemy.types import Enum as EnumColumn

from odata_service import publish
from odata_service.edm import derived
from odata_service.edm.calculated import calculated
from odata_service.edm.changes import (
    as_key,
    functions_that_take_no_change,
    may,
    rules_of,
    visible_rows,
    with_default,
)
from odata_service.edm.checks import with_checks
from odata_service.edm.column_types import facets_of
from odata_service.edm.complex import complex_of, complex_types, mistakes_in, paths_of
from odata_service.edm.draft import Draft, ModelError
from odata_service.edm.enumerations import enum_of_column, enum_type, speakable
from odata_service.edm.fingerprint import fingerprint_of
from odata_service.edm.hierarchies import add_hierarchies
from odata_service.edm.keys import alternate_keys, key_of
from odata_service.edm.literals import parse_literal
from odata_service.edm.meaning import NOTHING, meant, said_of
from odata_service.edm.model import Count, EntitySet, EntityType, Model, Singleton
from odata_service.edm.names import IDENTIFIER, PROPERTY_LENGTH, SET_LENGTH, is_salesforce_name, safe_name, singular
from odata_service.edm.navigation import add_navigation
from odata_service.edm.operations import operations_of
from odata_service.edm.properties import Property, Stored
from odata_service.edm.streams import stream_columns, streams_of
from odata_service.edm.tracked import changes_of
from odata_service.edm.types import DATE, DATE_TIME_OFFSET, STRING, TIME_OF_DAY
from odata_service.errors import BadRequest

SEARCHED_LENGTH = 255
NO_DATE = "0000-00-00"  # this is how old MySQL schemas say that there is none
LENGTHLESS = frozenset({"postgresql", "sqlite", "duckdb", "trino"})  # where texts have no length as a rule


def model_of(service: publish.Service) -> Model:
    """The model that a declaration describes.

    Raises:
        ModelError: the declaration has mistakes.
    """
    namespace = service.namespace or service.name[:1].upper() + service.name[1:]
    source = service.source
    draft = Draft(namespace, dialect=source.dialect, source=source, writable=service.writable)
    if not IDENTIFIER.fullmatch(service.name):
        draft.mistakes.append(f"'{service.name}' cannot be a service's name: letters, digits and underscores only.")
    model = assembled(service.name, draft, service.entity_sets)
    singletons = {one.name: made for one in service.singletons if (made := _singleton(one, model, draft)) is not None}
    operations, mistakes = operations_of(service.operations, model.entity_sets, {*draft.type_names, model.container})
    draft.mistakes += mistakes
    results = [one.result for overloads in operations.values() for one in overloads if one.result is not None]
    types = model.complex_types | {one.complex: one.parts for one in results if one.complex is not None}
    if draft.mistakes:
        raise ModelError(draft.mistakes)
    model = replace(
        model, title=service.title, description=service.description, singletons=singletons, operations=operations,
        complex_types=types, search_mode=service.search_mode,
    )  # fmt: skip
    return replace(model, fingerprint=fingerprint_of(model))


def assembled(name: str, draft: Draft, declarations: Sequence[publish.EntitySet]) -> Model:
    """The model of these declarations; mistakes go into the draft."""
    sets: dict[str, EntitySet] = {}
    published: list[tuple[publish.EntitySet, EntitySet]] = []
    for declaration in declarations:
        made = _entity_set(declaration, draft, sets)
        if made is not None:
            sets[made.name] = made
            published.append((declaration, made))
    draft.mistakes += add_navigation(published, sets)
    draft.mistakes += add_hierarchies(published)
    types, mistakes = complex_types(list(sets.values()))
    mistakes += [f"'{one}' is the name of two types." for one in types if one in draft.type_names]
    draft.mistakes += mistakes
    draft.type_names.update(types)
    for declaration, made in published:
        wrong = derived.mistakes_in(declaration, made, draft.type_names)
        draft.mistakes += wrong
        draft.type_names.update(one.name for one in declaration.types)
        sets[made.name] = made if wrong else derived.typed(declaration, made, draft.namespace)
    model = Model(
        name=name, namespace=draft.namespace, entity_sets=sets, enum_types=draft.enum_types, complex_types=types,
        container=_type_name("Container", "C", draft),
        left_out=tuple(draft.left_out),
    )  # fmt: skip
    return replace(model, fingerprint=fingerprint_of(model))


def _type_name(wanted: str, prefix: str, draft: Draft) -> str:
    """A name that nothing else in the schema has (Part 3, section 5)."""
    return safe_name(wanted, prefix=prefix, length=SET_LENGTH, taken=draft.type_names)


def table_of(declared: FromClause | SelectBase | type[Any], name: str | None = None) -> FromClause:
    """What stands in FROM; a SELECT under the name of its set."""
    if isinstance(declared, SelectBase):
        return declared.subquery(name)
    return inspect(declared).local_table if isinstance(declared, type) else declared


def _entity_set(declaration: publish.EntitySet, draft: Draft, sets: Collection[str]) -> EntitySet | None:
    if declaration.source is not None:
        draft = replace(draft, dialect=declaration.source.dialect)  # what is collected is the same
    table = table_of(declaration.table, declaration.name)
    table_name = str(getattr(table, "name", "a statement"))
    name = declaration.name or safe_name(table_name, prefix="T", length=SET_LENGTH, taken=sets)
    before = len(draft.mistakes)
    _check_names(declaration, name, sets, table, draft)
    if len(draft.mistakes) > before:
        return None
    properties = _properties(declaration, table, name, draft)
    key = key_of(declaration, table, properties, name, draft)
    if key is None:
        return None
    type_name = declaration.entity_type or _type_name(singular(name), "T", draft)
    draft.type_names.add(type_name)
    by_column = {column.key: item for item in properties for column in [item.column]}
    keyed = [as_key(item) if item.name in key else item for item in properties]
    items = {item.name: item for item in keyed}
    draft.mistakes += mistakes_in(declaration, name, [str(items[one].column.key) for one in key])
    streams, media, wrong = streams_of(declaration, table, items, draft.dialect)
    draft.mistakes += [f"{name}: {sentence}" for sentence in wrong]
    entity_type = EntityType(
        type_name, table, key, items, alternate_keys=alternate_keys(table, keyed, key),
        description=declaration.description or getattr(table, "comment", None),
        complex=complex_of(declaration, items), streams=streams, media=media,
    )  # fmt: skip
    changes, wrong = changes_of(declaration, table, entity_type.key_properties, name, draft.source, draft.dialect)
    draft.mistakes += [f"{name}: {sentence}" for sentence in wrong]
    order = tuple((by_column[column.lstrip("-")].name, column.startswith("-")) for column in declaration.order_by
                  if column.lstrip("-") in by_column)  # fmt: skip
    return EntitySet(
        name, entity_type, order_by=order, page_size=declaration.page_size,
        count=Count(
            declaration.count == "exact", declaration.count if isinstance(declaration.count, int) else None,
            declaration.count_seconds,
        ),
        description=entity_type.description,
        source=declaration.source.variable if declaration.source else "default",
        insertable=may(declaration.insertable, declaration, table, writable=draft.writable),
        updatable=may(declaration.updatable, declaration, table, writable=draft.writable),
        deletable=may(declaration.deletable, declaration, table, writable=draft.writable),
        version=by_column[declaration.version].name if declaration.version in by_column else None,
        rules=rules_of(declaration), visible=visible_rows(declaration, table), changes=changes,
    )  # fmt: skip


def _check_names(
    declaration: publish.EntitySet, name: str, sets: Collection[str], table: FromClause, draft: Draft
) -> None:
    columns = set(table.c.keys())
    said = [
        ("key", declaration.key or ()), ("names", declaration.names), ("hidden", declaration.hidden),
        ("read_only", declaration.read_only if not isinstance(declaration.read_only, bool) else ()),
        ("descriptions", declaration.descriptions), ("enumerations", declaration.enumerations),
        ("complex", paths_of(declaration)), ("dates", declaration.dates), ("properties", declaration.properties),
        ("where", () if isinstance(declaration.where, ColumnElement) else declaration.where),
        ("order_by", [item.lstrip("-") for item in declaration.order_by]),
        ("search", [item for item in declaration.search or () if item not in declaration.computed]),
        ("lengths", declaration.lengths),
        ("version", [declaration.version] if declaration.version else ()), ("immutable", declaration.immutable),
        ("defaults", declaration.defaults), ("soft_delete", declaration.soft_delete),
    ]  # fmt: skip
    for what, names in said:
        for column in names:
            if column not in columns:
                draft.mistakes.append(
                    f"{name}: {what} names the column '{column}', which the table has not.{_meant(column, columns)}"
                )
    draft.mistakes += [f"{name}: {mistake}" for mistake in functions_that_take_no_change(declaration)]
    if name.lower() in {item.lower() for item in sets}:
        draft.mistakes.append(f"{name}: there are two entity sets of this name.")
    if declaration.name and not is_salesforce_name(declaration.name, SET_LENGTH):
        draft.mistakes.append(f"{name}: {_rule('an entity set', SET_LENGTH)}")
    for column, given in _names(declaration).items():
        if not all(is_salesforce_name(part, PROPERTY_LENGTH) for part in given.split("/")):
            draft.mistakes.append(f"{name}: '{given}' for '{column}': {_rule('a property', PROPERTY_LENGTH)}")
    if declaration.page_size is not None and not 1 <= declaration.page_size <= 2000:
        draft.mistakes.append(
            f"{name}: page_size is {declaration.page_size}; Salesforce takes pages of 1 to 2000 rows."
        )
    if declaration.count not in (None, "exact") and not (isinstance(declaration.count, int) and declaration.count > 0):
        draft.mistakes.append(f"{name}: count is {declaration.count!r}; it is a number from 1 on, or 'exact'.")


def _names(declaration: publish.EntitySet) -> dict[str, str]:
    own = {key: said.name for key, said in declaration.properties.items() if said.name is not None}
    return {**declaration.names, **own, **paths_of(declaration)}


def _rule(what: str, length: int) -> str:
    return (
        f"{what}'s name needs a letter first, then letters, digits and single underscores, {length} characters at most."
    )


def _meant(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return f" Did you mean '{close[0]}'?" if close else ""


def _properties(declaration: publish.EntitySet, table: FromClause, set_name: str, draft: Draft) -> list[Property]:
    properties: list[Property] = []
    names = _names(declaration)
    others = [*(one.name for one in declaration.complex), *(one.name or "" for one in declaration.streams)]
    taken = {*names.values(), *others}
    apart = stream_columns(declaration)
    for key, column in table.c.items():
        if key in declaration.hidden or key in apart:
            continue
        given = names.get(key)
        name = given or safe_name(column.name, prefix="F", length=PROPERTY_LENGTH, taken=taken)
        if given is not None and any(item.name.lower() == given.lower() for item in properties):
            draft.mistakes.append(f"{set_name}: two properties are called '{given}'.")
        taken.add(name)
        made = _property(declaration, key, column, name, set_name, draft)
        if made is None:
            continue
        try:
            properties.append(with_default(meant(made, said_of(declaration, key, draft.source))))
        except ValueError as error:
            draft.mistakes.append(f"{set_name}: '{key}' {error}")
    more = calculated(declaration, taken, draft.dialect)
    draft.mistakes += [f"{set_name}: {mistake}" for mistake in more.mistakes]
    return [*with_checks(properties, table), *more.properties]


def _property(
    declaration: publish.EntitySet, key: str, column: Column[Any] | Any, name: str, set_name: str, draft: Draft
) -> Property | None:
    own = declaration.properties.get(key, NOTHING)
    description = own.description or declaration.descriptions.get(key) or getattr(column, "comment", None)
    if description is None and draft.dialect is not None and name != column.name:
        description = str(column.name)  # the name that people know it by
    read_only = declaration.read_only is True or (
        not isinstance(declaration.read_only, bool) and key in declaration.read_only
    )
    common: dict[str, Any] = {
        "name": name, "column": column, "description": description, "read_only": read_only or _is_computed(column),
        "generated": _is_generated(column) or key in declaration.defaults, "immutable": key in declaration.immutable,
    }  # fmt: skip
    nullable = bool(getattr(column, "nullable", True))
    enumeration = declaration.enumerations.get(key)
    if enumeration is not None:
        common["fixed_length"] = isinstance(column.type, CHAR)
        return Property(type=enum_type(enumeration, draft), nullable=nullable, **common)
    if isinstance(column.type, EnumColumn) and speakable(column.type):
        made = enum_of_column(column.type, f"{set_name}_{name}", draft)
        return Property(type=made, nullable=nullable, **common)
    facets = facets_of(column.type, draft.dialect)
    if facets is None:
        known = column.info.get("type_name") or (str(column.type) if str(column.type) != "NULL" else None)
        reason = f"its type {known} has nothing like it in OData" if known else "its type is unknown"
        draft.left_out.append((f"{getattr(column.table, 'name', set_name)}.{column.name}", reason))
        return None
    max_length = declaration.lengths.get(key, facets.max_length)
    common |= {"stored": facets.stored, "gaps": NO_DATE in _default_text(column)}
    precision = facets.precision
    if draft.dialect == "sqlite" and facets.type in (DATE, DATE_TIME_OFFSET, TIME_OF_DAY):
        common["stored"] = Stored.ISO_TEXT
    short = facets.type is STRING and ((max_length or 0) <= SEARCHED_LENGTH or _is_usual_text(column.type, draft))
    searched = key in declaration.search if declaration.search is not None else short
    return Property(
        type=facets.type, nullable=nullable, max_length=max_length, precision=precision, scale=facets.scale,
        searched=searched, fixed_length=facets.fixed_length, **common,
    )  # fmt: skip


def _is_computed(column: Any) -> bool:
    identity = getattr(column, "identity", None)
    return getattr(column, "computed", None) is not None or (identity is not None and bool(identity.always))


def _is_generated(column: Any) -> bool:
    table = getattr(column, "table", None)
    counted = isinstance(table, Table) and table.autoincrement_column is column
    given = (getattr(column, name, None) for name in ("default", "server_default", "computed", "identity"))
    return counted or any(item is not None for item in given)


def _default_text(column: Any) -> str:
    return str(getattr(getattr(column, "server_default", None), "arg", ""))


def _is_usual_text(own: Any, draft: Draft) -> bool:
    """Whether it is the type that people of this database take for any text, long or short."""
    return draft.dialect in LENGTHLESS and isinstance(own, String) and own.length is None


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _singleton(declared: publish.Singleton, model: Model, draft: Draft) -> Singleton | None:
    entity_set = model.entity_sets.get(declared.entity_set)
    if entity_set is None:
        draft.mistakes.append(f"{declared.name}: the singleton is of '{declared.entity_set}', which is no entity set.")
        return None
    items = entity_set.type.key_properties
    if not is_salesforce_name(declared.name, SET_LENGTH) or declared.name in model.entity_sets:
        draft.mistakes.append(f"{declared.name}: the singleton needs a name of its own; {_rule('it', SET_LENGTH)}")
    if len(declared.key) != len(items):
        draft.mistakes.append(f"{declared.name}: the key of '{entity_set.name}' is ({', '.join(entity_set.type.key)}).")
        return None
    try:
        texts = [
            _quoted(str(value)) if item.type is STRING else str(value)
            for item, value in zip(items, declared.key, strict=True)
        ]
        values = tuple(parse_literal(item.type, text) for item, text in zip(items, texts, strict=True))
    except BadRequest as error:
        draft.mistakes.append(f"{declared.name}: {error.message}")
        return None
    return Singleton(declared.name, entity_set.name, values)
