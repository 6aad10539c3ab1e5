"""The rows of `$apply`: values whose names are paths, written as objects within objects."""

from collections.abc import Sequence
from itertools import starmap
from typing import Any

from msgspec import UNSET

from odata_service.payload.rows import Column, Field, RowWriter, plain_names, structure_of, typed_columns, write_of
from odata_service.protocol.negotiation import Format


def group_writer(fields: Sequence[Field], form: Format, version: str, optional: Sequence[str] = ()) -> RowWriter:
    """The writer of rows with these fields, `Customer/Country` as `{"Customer": {"Country": …}}`; null where one of the
    `optional` fields in it is."""
    prefix = "" if version == "4.01" else "odata."
    writes = [(index, write) for index, field in enumerate(fields) if (write := write_of(field.type, form)) is not None]
    tree = _Tree(fields, prefix, optional, full=form.metadata == "full", told=form.metadata != "none")
    structure = structure_of(tree.names)
    return RowWriter(tuple(fields), lambda columns, keys, root: tree.columns(columns), structure, tuple(writes))


class _Tree:
    """The fields of one level: those without a path, and for each first segment the level below."""

    def __init__(
        self, fields: Sequence[Field], prefix: str, optional: Sequence[str], *, full: bool, told: bool
    ) -> None:  # fmt: skip
        self.own = [number for number, field in enumerate(fields) if "/" not in field.name]
        self.fields = [fields[number] for number in self.own]
        self.full, self.told, self.prefix = full, told, prefix
        below: dict[str, list[int]] = {}
        for number, field in enumerate(fields):
            if "/" in field.name:
                below.setdefault(field.name.partition("/")[0], []).append(number)
        self.below = [
            (numbers, _Tree([_without_first(fields[number]) for number in numbers], prefix, (), full=full, told=told))
            for numbers in below.values()
        ]
        self.names = [*below, *plain_names(self.fields, prefix, full=full, told=told)]
        self.telling = [next((number for number in numbers if fields[number].name in optional), None)
                        for numbers in below.values()]  # fmt: skip
        self.structures = [structure_of(tree.names) for _, tree in self.below]

    def columns(self, columns: Sequence[Column]) -> list[Column]:
        made: list[Any] = []
        for (numbers, tree), structure, telling in zip(self.below, self.structures, self.telling, strict=True):
            inner = tree.columns([columns[number] for number in numbers])
            objects: list[Any] = list(starmap(structure, zip(*inner, strict=False)))
            if telling is not None:
                found = zip(objects, columns[telling], strict=True)
                objects = [None if value in (None, UNSET) else item for item, value in found]
            made.append(objects)
        own = [columns[number] for number in self.own]
        return made + (typed_columns(self.fields, own, self.prefix, full=self.full) if self.told else own)


def _without_first(field: Field) -> Field:
    return Field(field.name.partition("/")[2], field.type, field.dynamic)
