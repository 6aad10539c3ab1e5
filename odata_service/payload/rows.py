"""Decoded rows -> the bytes of JSON objects (JSON Format, sections 6, 7 and 13).

Rows are put into a structure whose field names are written once, when the shape is first asked for; making the
structures and writing them happens in C. Decimals are copied digit by digit.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import repeat, starmap
from typing import Any

import msgspec

from odata_service.edm.model import EntitySet
from odata_service.edm.types import BOOLEAN, DECIMAL, DOUBLE, INT64, SINGLE, STRING, EnumType, Type
from odata_service.payload.complex import Part
from odata_service.payload.urls import key_predicate
from odata_service.protocol.negotiation import Format
from odata_service.protocol.preferences import Omitted

ENCODER = msgspec.json.Encoder(decimal_format="number")

Column = Sequence[Any]
Annotate = Callable[[Sequence[Column], Sequence[Column], str], list[Column]]


@dataclass(frozen=True, slots=True)
class Field:
    """One property of the written objects."""

    name: str
    type: Type
    dynamic: bool = False  # not in the metadata: its type is told beside it
    default: bool = False  # the metadata says a default value, which is not null


@dataclass(frozen=True, slots=True)
class ExpandedField:
    """An expanded navigation property and what is written of it: the value, the count, the link to the next page."""

    name: str
    value: bool
    count: bool
    pages: bool

    def names(self, prefix: str) -> list[str]:
        """The names that are written, in the order in which the columns are given."""
        written = [(f"{self.name}@{prefix}count", self.count), (self.name, self.value)]
        return [name for name, wanted in [*written, (f"{self.name}@{prefix}nextLink", self.pages)] if wanted]


@dataclass(frozen=True, slots=True)
class RowWriter:
    """Columns of one shape -> JSON objects. Made once per shape of request."""

    fields: tuple[Field, ...]
    annotations: Annotate | None
    structure: Callable[..., msgspec.Struct]
    writes: tuple[tuple[int, Callable[[Any], Any]], ...]
    tagged: bool = False  # each object has its ETag before its properties
    told: tuple[int, ...] = ()  # the columns that are control information: nothing where there is none
    parts: tuple[int | Part, ...] = ()  # where some columns are one property together: what is written, in order
    typed: bool = False  # each object starts with its type

    def objects(
        self, columns: Sequence[Column], keys: Sequence[Column], root: str, expanded: Sequence[Column] = (),
        etags: Column = (), *, omit: Omitted | None = None,
    ) -> list[msgspec.Struct]:  # fmt: skip
        """One structure per row. `columns` are those of the fields, `keys` those of the key, `root` the service's,
        `expanded` those of the expanded fields; what is UNSET there is not written."""
        written = list(columns)
        for index, write in self.writes:
            column = written[index]
            if write is msgspec.Raw and (raws := _raws(column)) is not None:
                written[index] = raws
            elif None in column:
                written[index] = [None if value is None else write(value) for value in column]
            else:
                written[index] = list(map(write, column))
        if omit is not None:
            kept = omit == "defaults"  # there the absence of a property means its default value
            written = [
                column
                if field.dynamic or (kept and field.default)
                else [msgspec.UNSET if value is None else value for value in column]
                for field, column in zip(self.fields, written, strict=True)
            ]
        for index in self.told:
            written[index] = [msgspec.UNSET if value is None else value for value in written[index]]
        if self.parts:
            absent = msgspec.UNSET if omit == "nulls" else None
            written = [written[part] if isinstance(part, int) else part.objects(written, absent) for part in self.parts]
        if self.annotations is not None:
            written = self.annotations(written, keys, root)
        written += expanded
        if self.tagged:
            written.insert(1 if self.typed else 0, etags)
        if not written:
            return [self.structure() for _ in (keys[0] if keys else ())]
        return list(starmap(self.structure, zip(*written, strict=False)))

    def value(self, value: Any, told: str | None = None) -> Any:
        """One property's value as an object, `{"value": …}`; with its type where the name for that is `told`."""
        for _, write in self.writes:
            value = write(value)
        if told is None or self.fields[0].type in SELF_EVIDENT:
            return {"value": value}
        return {told: type_name(self.fields[0].type, told), "value": value}


def row_writer(
    fields: Sequence[Field], entity_set: EntitySet, namespace: str, form: Format, version: str,
    expanded: Sequence[ExpandedField] = (), *, etag: bool = False, selected: Sequence[str] | None = None,
    told: bool = False,
) -> RowWriter:  # fmt: skip
    """The writer of rows with these fields, in the metadata level and number form that the client asked for; `selected`
    are the names after `$select`. The entities' type is `told` where no context tells it."""
    prefix = "" if version == "4.01" else "odata."
    full = form.metadata == "full"
    leaves = fields
    parts: tuple[int | Part, ...] = ()
    fields = [replace(field, name=field.name.replace("@odata.", f"@{prefix}")) for field in fields]
    if any("/" in field.name for field in fields):
        fields, parts = _parted(fields, entity_set, namespace, prefix, selected, full=full)
    dynamic = form.metadata != "none" and any(_is_told(field, False) for field in fields)
    linked = _linked(entity_set, selected, expanded)
    streams = _streams(entity_set, selected)
    names = (
        _full_names(fields, entity_set, prefix, linked, streams) if full
        else plain_names(fields, prefix, full=False, told=dynamic)
    )  # fmt: skip
    named = form.metadata == "minimal" and not {field.name for field in fields}.issuperset(entity_set.type.key)
    names = [*([f"@{prefix}id"] if named else []), *names]
    added = told and form.metadata == "minimal"
    names = [*([f"@{prefix}type"] if added else []), *names]
    tagged, typed = etag and form.metadata != "none", full or added
    if tagged:
        names.insert(1 if typed else 0, f"@{prefix}etag")  # the type comes first (JSON Format, section 4.5)
    names += [name for item in expanded for name in item.names(prefix)]
    structure = structure_of(names)
    writes = [(index, write) for index, field in enumerate(leaves) if (write := write_of(field.type, form)) is not None]
    annotations = (
        _full_annotations(fields, entity_set, namespace, prefix, linked, streams) if full
        else _types_told(fields, prefix) if dynamic else None
    )  # fmt: skip
    if named:
        annotations = _with_id(annotations, entity_set)
    if added:
        annotations = _with_type(annotations, f"#{namespace}.{entity_set.type.name}")
    control = tuple(index for index, field in enumerate(leaves) if "@" in field.name)
    return RowWriter(tuple(leaves), annotations, structure, tuple(writes), tagged, control, parts, typed)


def _parted(
    fields: Sequence[Field], entity_set: EntitySet, namespace: str, prefix: str, selected: Sequence[str] | None, *,
    full: bool,
) -> tuple[list[Field], tuple[int | Part, ...]]:  # fmt: skip
    """The fields of the objects where some of what is fetched stands within complex properties, and of what these
    consist. The type of a complex value stands in it, and so not beside it."""
    outer: list[Field] = []
    columns: dict[str, list[int]] = {}
    for index, field in enumerate(fields):
        first, within, _ = field.name.partition("/")
        if first not in columns:
            outer.append(Field(first, STRING) if within else field)
        columns.setdefault(first, []).append(index)
    parts: list[int | Part] = []
    for name, own in columns.items():
        made = entity_set.type.complex.get(name)
        if made is None:
            parts += own
            continue
        shown = [index for index in own if _is_shown(fields[index].name, name, selected)]
        inner = [replace(fields[index], name=fields[index].name.partition("/")[2]) for index in shown]
        structure, typed = _object_of(inner, f"#{namespace}.{made.type}" if full else None, prefix)
        parts.append(Part(tuple(shown), tuple(set(own) - set(shown)), structure, typed, made.nullable))
    return outer, tuple(parts)


def _is_shown(path: str, whole: str, selected: Sequence[str] | None) -> bool:
    """Whether what is fetched of a complex property is written, too."""
    return selected is None or not {"*", path, whole}.isdisjoint(selected)


def _object_of(
    fields: Sequence[Field], told: str | None, prefix: str
) -> tuple[Callable[..., msgspec.Struct], Callable[[Sequence[Column]], list[Any]]]:
    """The structure of a complex value and what makes its columns, with the type names where these are told."""
    if told is None:
        return structure_of([field.name for field in fields]), list
    names = [f"@{prefix}type", *plain_names(fields, prefix, full=True, told=True)]
    return structure_of(names), lambda columns: [repeat(told), *typed_columns(fields, columns, prefix, full=True)]


def complex_writer(fields: Sequence[Field], type_name: str, form: Format, version: str) -> RowWriter:
    """The writer of one complex value by itself."""
    prefix = "" if version == "4.01" else "odata."
    structure, typed = _object_of(fields, f"#{type_name}" if form.metadata == "full" else None, prefix)
    writes = [(index, write) for index, field in enumerate(fields) if (write := write_of(field.type, form)) is not None]
    return RowWriter(tuple(fields), lambda columns, keys, root: typed(columns), structure, tuple(writes))


def _with_id(annotations: Annotate | None, entity_set: EntitySet) -> Annotate:
    """An entity that is written without its key says what it is (JSON Format, section 4.6.8)."""

    def named(columns: Sequence[Column], keys: Sequence[Column], root: str) -> list[Column]:
        ids = [f"{root}{entity_set.name}{key_predicate(entity_set, key)}" for key in zip(*keys, strict=True)]
        return [ids, *(columns if annotations is None else annotations(columns, keys, root))]

    return named


def _with_type(annotations: Annotate | None, name: str) -> Annotate:
    """An entity of a derived type says so (JSON Format, section 4.6.3)."""

    def typed(columns: Sequence[Column], keys: Sequence[Column], root: str) -> list[Column]:
        own: Any = repeat(name)
        return [own, *(columns if annotations is None else annotations(columns, keys, root))]

    return typed


def combination_writer(
    sets: Sequence[EntitySet], linked: Sequence[str], version: str, expanded: Sequence[ExpandedField]
) -> RowWriter:
    """The writer of the rows of `$crossjoin`: links to the `linked` entities, and those that are expanded."""
    prefix = "" if version == "4.01" else "odata."
    names = [f"{name}@{prefix}navigationLink" for name in linked]
    names += [name for item in expanded for name in item.names(prefix)]

    def links(columns: Sequence[Column], keys: Sequence[Column], root: str) -> list[Column]:
        made: list[Column] = []
        start = 0
        for entity_set in sets:
            stop = start + len(entity_set.type.key)
            if entity_set.name in linked:
                own = zip(*keys[start:stop], strict=True)
                made.append([f"{entity_set.name}{key_predicate(entity_set, key)}" for key in own])
            start = stop
        return made

    return RowWriter((), links, structure_of(names), ())


def structure_of(names: Sequence[str]) -> type[msgspec.Struct]:
    """A structure whose fields are written under these names, in this order."""
    return _structure(tuple(names))


@lru_cache(maxsize=1000)  # shapes that differ in their conditions only write the same names
def _structure(names: tuple[str, ...]) -> type[msgspec.Struct]:
    return msgspec.defstruct(
        "Row", [(f"f{index}", Any) for index in range(len(names))],
        rename={f"f{index}": name for index, name in enumerate(names)}, gc=False,
    )  # fmt: skip


def write_of(wanted: Type, form: Format) -> Callable[[Any], Any] | None:
    """What is done to a decoded value before it is written; None where nothing is."""
    if form.ieee754 and wanted in (INT64, DECIMAL):
        return str
    return msgspec.Raw if wanted is DECIMAL else None


_RAWS = msgspec.json.Decoder(list[msgspec.Raw])


def _raws(column: Column) -> Column | None:
    """Texts of numbers, to be written as they are: made all at once. None where there is anything else."""
    try:
        found = _RAWS.decode("[" + ",".join(column) + "]")
    except (TypeError, msgspec.DecodeError):
        return None
    return found if len(found) == len(column) else None


# Types that JSON's own syntax tells (JSON Format, section 4.6.3).
SELF_EVIDENT = (STRING, BOOLEAN, DOUBLE, SINGLE)


def _is_told(field: Field, full: bool) -> bool:
    """Whether a property's type is written beside it."""
    return (full or field.dynamic) and field.type not in SELF_EVIDENT


def plain_names(fields: Sequence[Field], prefix: str, *, full: bool, told: bool) -> list[str]:
    """The properties' names, each behind that of its type where that is written."""
    names: list[str] = []
    for field in fields:
        if told and _is_told(field, full):
            names.append(f"{field.name}@{prefix}type")
        names.append(field.name)
    return names


def typed_columns(fields: Sequence[Field], columns: Sequence[Column], prefix: str, *, full: bool) -> list[Any]:
    """The columns, each behind that of its type where that is written."""
    written: list[Any] = []
    for field, column in zip(fields, columns, strict=True):
        if _is_told(field, full):
            written.append(repeat(type_name(field.type, prefix)))
        written.append(column)
    return written


def _types_told(fields: Sequence[Field], prefix: str) -> Annotate:
    return lambda columns, keys, root: typed_columns(fields, columns, prefix, full=False)


def _linked(
    entity_set: EntitySet, selected: Sequence[str] | None, expanded: Sequence[ExpandedField]
) -> tuple[str, ...]:
    """The navigation properties whose links full metadata has: all, or those that are selected or expanded."""
    shown = {*(selected or ()), *(item.name for item in expanded)}
    return tuple(name for name in entity_set.type.navigation if selected is None or name in shown)


def _streams(entity_set: EntitySet, selected: Sequence[str] | None) -> tuple[str, ...]:
    """The streams whose links full metadata has, those that are selected."""
    every = selected is None or "*" in selected
    return tuple(name for name in entity_set.type.streams if every or name in (selected or ()))


def _full_names(
    fields: Sequence[Field], entity_set: EntitySet, prefix: str, linked: Sequence[str], streams: Sequence[str]
) -> list[str]:
    """Of what cannot be changed the link is for reading only (JSON Format, section 4.5.9)."""
    link = "editLink" if entity_set.updatable or entity_set.deletable else "readLink"
    names = [f"@{prefix}type", f"@{prefix}id", f"@{prefix}{link}"]
    if entity_set.type.media is not None:
        names += [f"@{prefix}mediaEditLink", f"@{prefix}mediaReadLink"]
    for name in streams:
        names += [f"{name}@{prefix}mediaEditLink", f"{name}@{prefix}mediaReadLink"]
    names += plain_names(fields, prefix, full=True, told=True)
    for name in linked:
        names += [f"{name}@{prefix}associationLink", f"{name}@{prefix}navigationLink"]
    return names


def _full_annotations(
    fields: Sequence[Field], entity_set: EntitySet, namespace: str, prefix: str, linked: Sequence[str],
    streams: Sequence[str],
) -> Annotate:  # fmt: skip
    cast = entity_set.cast_path  # of its own type is what is read and changed at its id (section 4.6.9)

    def annotated(columns: Sequence[Column], keys: Sequence[Column], root: str) -> list[Column]:
        ids = [f"{entity_set.name}{key_predicate(entity_set, key)}" for key in zip(*keys, strict=True)]
        written: list[Any] = [repeat(f"#{namespace}.{entity_set.type.name}"), [root + item for item in ids]]
        ids = [item + cast for item in ids] if cast else ids
        written.append(ids)
        paths = [*([] if entity_set.type.media is None else ["$value"]), *streams]
        written += [[f"{item}/{path}" for item in ids] for path in paths for _ in range(2)]
        written += typed_columns(fields, columns, prefix, full=True)
        for name in linked:
            written += [[f"{item}/{name}/$ref" for item in ids], [f"{item}/{name}" for item in ids]]
        return written

    return annotated


def type_name(wanted: Type, prefix: str) -> str:
    """What stands for a type in `@odata.type`; 4.01 has no `#` before those of the standard (JSON Format, 4.5.3)."""
    if isinstance(wanted, EnumType):
        return f"#{wanted.name}"
    return f"{'#' if 'odata.' in prefix else ''}{str(wanted).removeprefix('Edm.')}"


def columns_of(rows: Sequence[Sequence[Any]], width: int) -> list[Column]:
    """Rows turned into columns; empty columns where there are no rows."""
    return list(zip(*rows, strict=True)) if rows else [()] * width


def encoded(objects: Iterable[Any]) -> bytes:
    return ENCODER.encode(objects)
