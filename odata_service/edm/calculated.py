"""Properties that the database calculates: SQL expressions of a model file -> properties."""

from collections.abc import Collection
from dataclasses import dataclass

from odata_service import publish
from odata_service.edm.column_types import facets_of
from odata_service.edm.names import PROPERTY_LENGTH, is_salesforce_name
from odata_service.edm.properties import Property


@dataclass(frozen=True, slots=True)
class Calculated:
    """The properties, and what is wrong with the others."""

    properties: tuple[Property, ...]
    mistakes: tuple[str, ...]


def calculated(declaration: publish.EntitySet, taken: Collection[str], dialect: str | None) -> Calculated:
    """The calculated properties of an entity set, whose other properties have the names that are taken."""
    made: list[Property] = []
    mistakes: list[str] = []
    lowered = {name.lower() for name in taken}
    for name, expression in declaration.computed.items():
        facets = facets_of(expression.type, dialect)
        if not is_salesforce_name(name, PROPERTY_LENGTH) or name.lower() in lowered:
            mistakes.append(f"computed '{name}' needs a name of its own, of letters, digits and single underscores.")
        elif facets is None:
            mistakes.append(f"computed '{name}' has no type; give it one, type_coerce(…, Integer).")
        else:
            made.append(Property(
                name, facets.type, expression, max_length=facets.max_length, precision=facets.precision,
                scale=facets.scale, read_only=True, stored=facets.stored,
                searched=bool(declaration.search and name in declaration.search),
            ))  # fmt: skip
    return Calculated(tuple(made), tuple(mistakes))
