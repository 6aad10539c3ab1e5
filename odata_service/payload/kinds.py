"""Rows of several types -> JSON objects: each type has a structure of its own (JSON Format, section 4.6.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import msgspec

from odata_service.edm.derived import NUMBER
from odata_service.payload.rows import Column, ExpandedField, Field, RowWriter, row_writer
from odata_service.protocol.negotiation import Format
from odata_service.protocol.preferences import Omitted
from odata_service.query.bound import Kind


@dataclass(frozen=True, slots=True)
class Typed:
    """How the rows of one type are written: by which writer, and which columns of all and of what is expanded."""

    writer: RowWriter
    columns: tuple[int, ...]
    expanded: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RowWriterOfKinds(RowWriter):
    """Columns of rows of several types, one of which tells each row's."""

    number: int = 0  # which column that is
    kinds: tuple[tuple[int, Typed], ...] = ()  # by what it tells

    def objects(
        self, columns: Sequence[Column], keys: Sequence[Column], root: str, expanded: Sequence[Column] = (),
        etags: Column = (), *, omit: Omitted | None = None,
    ) -> list[msgspec.Struct]:  # fmt: skip
        numbers = [number or 0 for number in columns[self.number]]  # null where the column is lost that tells
        objects: list[Any] = [None] * len(numbers)
        for number, typed in self.kinds:
            places = [place for place, told in enumerate(numbers) if told == number]
            if not places:
                continue
            made = typed.writer.objects(
                [_taken(columns[index], places) for index in typed.columns],
                [_taken(column, places) for column in keys],
                root,
                [_taken(expanded[index], places) for index in typed.expanded],
                _taken(etags, places) if self.tagged else (),
                omit=omit,
            )
            for place, one in zip(places, made, strict=True):
                objects[place] = one
        return objects


def _taken(column: Column, places: Sequence[int]) -> Column:
    return column if len(places) == len(column) else [column[place] for place in places]


def writer_of_kinds(
    kinds: Sequence[Kind], fields: Sequence[Field], namespace: str, form: Format, version: str,
    expanded: Sequence[ExpandedField], *, etag: bool,
) -> RowWriter:  # fmt: skip
    """The writer of rows that are of several types, or all of one; `fields` are all that are fetched."""
    made = [(one.number, _typed(one, fields, namespace, form, version, expanded, etag)) for one in kinds]
    if len(made) == 1:
        return made[0][1].writer
    first = made[0][1].writer
    number = next(index for index, field in enumerate(fields) if field.name == NUMBER)
    return RowWriterOfKinds(tuple(fields), None, first.structure, (), first.tagged, number=number, kinds=tuple(made))


def _typed(
    kind: Kind, fields: Sequence[Field], namespace: str, form: Format, version: str,
    expanded: Sequence[ExpandedField], etag: bool,
) -> Typed:  # fmt: skip
    names = set(kind.names)
    columns = tuple(index for index, field in enumerate(fields) if field.name in names)
    widths = [len(one.names("")) for one in expanded]
    starts = [0, *accumulate(widths)]
    writer = row_writer(
        [fields[index] for index in columns], kind.entity_set, namespace, form, version,
        [expanded[place] for place in kind.expands], etag=etag, selected=kind.selected, told=kind.told,
    )  # fmt: skip
    inner = tuple(starts[place] + number for place in kind.expands for number in range(widths[place]))
    return Typed(writer, columns, inner)
