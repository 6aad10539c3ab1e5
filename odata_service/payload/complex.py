"""The parts of a complex property -> one object in each row (JSON Format, section 7.2)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import Any

import msgspec

Column = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A complex property within rows: which of their columns are in it, and how these are written."""

    columns: tuple[int, ...]
    others: tuple[int, ...]  # of what is not selected, but keeps the property from being null
    structure: Callable[..., msgspec.Struct]
    told: Callable[[Sequence[Column]], list[Any]]  # the columns, with their types where these are written
    nullable: bool

    def objects(self, written: Sequence[Column], absent: Any) -> list[Any]:
        """The object of each row; `absent` where all that it consists of is null."""
        own = [written[index] for index in self.columns]
        made: list[Any] = list(starmap(self.structure, zip(*self.told(own), strict=False)))
        if not self.nullable:
            return made
        nothing = (None, msgspec.UNSET)
        every = own + [written[index] for index in self.others]
        return [
            absent if all(value in nothing for value in values) else item
            for item, values in zip(made, zip(*every, strict=True), strict=True)
        ]
