"""A model under construction, and how its mistakes are told."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from odata_service import publish
from odata_service.edm.types import EnumType


class ModelError(Exception):
    """A declaration that cannot be published: one sentence per mistake."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


@dataclass(slots=True)
class Draft:
    """A model under construction, and what is wrong with it."""

    namespace: str
    dialect: str | None = None
    source: publish.Source | None = None
    writable: bool = False
    enum_types: dict[str, EnumType] = field(default_factory=dict)
    type_names: set[str] = field(default_factory=set)  # of entity types and enumerations: one must not be the other's
    mistakes: list[str] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
