"""A model -> what Salesforce Connect makes of it: external objects, their fields and their External IDs, and what of it
will not do."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Table

from odata_service.edm.changes import is_view
from odata_service.edm.column_types import UNBOUNDED
from odata_service.edm.model import EntitySet, Model
from odata_service.edm.properties import ComplexProperty, Property
from odata_service.edm.types import (
    BINARY,
    BOOLEAN,
    BYTE,
    DATE,
    DATE_TIME_OFFSET,
    DECIMAL,
    DOUBLE,
    DURATION,
    GUID,
    INT16,
    INT32,
    INT64,
    SBYTE,
    SINGLE,
    STRING,
    TIME_OF_DAY,
    EnumType,
)
from odata_service.modelling.findings import Finding, by_level

TEXT_LENGTH = 255  # above it a text is a long one, which can be neither sorted by nor be an External ID
EXTERNAL_ID = 255
DIGITS = 18  # of a number
LONG_TEXTS = 1_638_400  # characters of all long texts of an object together
OBJECT_NAME, FIELD_NAME = 38, 40  # characters, without `__x` and `__c`
OFFERED, OBJECTS = 100, 200  # tables that one data source offers, and external objects that one org has
STANDARD = frozenset({"id", "externalid", "displayurl"})  # labels of fields that every external object has

TYPES = {
    BINARY: "Text Area (Base64)", BOOLEAN: "Checkbox", DATE: "Date/Time at 0:00", DATE_TIME_OFFSET: "Date/Time",
    BYTE: "Number(8, 0)", SBYTE: "Number(8, 0)", INT16: "Number(8, 0)", INT32: "Number(18, 0)",
    INT64: "Number(18, 0)", SINGLE: "Number", DOUBLE: "Number", GUID: "Text(128)",
}  # fmt: skip
# How many characters a key's values have as text; texts have their MaxLength.
KEY_LENGTHS = {
    BOOLEAN: 5, DATE: 10, DATE_TIME_OFFSET: 30, BYTE: 3, SBYTE: 4, INT16: 6, INT32: 11, INT64: 20, SINGLE: 16,
    DOUBLE: 24, GUID: 36, TIME_OF_DAY: 15, DURATION: 40,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A property, and the field that it becomes; None: none."""

    name: str
    edm: str
    type: str | None
    is_key: bool


@dataclass(frozen=True, slots=True)
class ExternalObject:
    """What becomes of an entity set."""

    name: str
    entity_set: str
    key: tuple[str, ...]
    key_length: int
    fields: tuple[Field, ...]
    findings: tuple[Finding, ...]


def external_objects(model: Model) -> list[ExternalObject]:
    """What becomes of a model's entity sets."""
    return [external_object(item) for item in model.entity_sets.values()]


def unfit(model: Model) -> list[tuple[str, str]]:
    """What of a model Salesforce cannot take: the entity set, or the service, and why."""
    found = [(item.where, item.text) for item in of_all(model) if item.level == "error"]
    for one in external_objects(model):
        places: dict[str, list[str]] = {}
        for item in one.findings:
            if item.level == "error":
                places.setdefault(item.text, []).append(item.where)
        found += [(one.entity_set, f"{', '.join(where)}: {text}") for text, where in places.items()]
    return found


def external_object(entity_set: EntitySet) -> ExternalObject:
    """What becomes of an entity set."""
    keys = entity_set.type.key_properties
    fields = tuple(
        Field(item.name, item.type, "Text, read only", False) if isinstance(item, ComplexProperty)
        else Field(item.name, edm_type(item), field_type(item), item in keys)
        for item in entity_set.type.declared
    )  # fmt: skip
    length = sum(_key_length(item) for item in keys) + len(keys) - 1
    findings = tuple(by_level(_findings(entity_set, length)))
    return ExternalObject(f"{entity_set.name}__x", entity_set.name, entity_set.type.key, length, fields, findings)


def edm_type(item: Property) -> str:
    """The type with its facets, as people write it."""
    if isinstance(item.type, EnumType):
        return item.type.name
    facets = [str(one) for one in (item.max_length, item.precision, item.scale) if one is not None]
    return f"{item.type}({', '.join(facets)})" if facets else str(item.type)


def field_type(item: Property) -> str | None:
    """The type of the field that a property becomes; None where Salesforce has none."""
    if isinstance(item.type, EnumType):
        return "Picklist"
    if item.type is STRING:
        length = item.max_length or 128
        return f"Text({length})" if length <= TEXT_LENGTH else f"Long Text Area({length})"
    if item.type is DECIMAL:
        if item.precision is None:
            return "Number"
        return f"Number({min(item.precision, DIGITS)}, {item.scale or 0})"
    return TYPES.get(item.type)


def _key_length(item: Property) -> int:
    if isinstance(item.type, EnumType):
        return max(len(name) for name, _ in item.type.members)
    if item.type is DECIMAL:
        return (item.precision or 38) + 2
    return KEY_LENGTHS.get(item.type, item.max_length or UNBOUNDED)


def _findings(entity_set: EntitySet, key_length: int) -> Iterator[Finding]:
    name, items = entity_set.name, list(entity_set.type.properties.values())
    if len(name) > OBJECT_NAME:
        yield Finding("error", name, f"its name has more than {OBJECT_NAME} characters", "another name for the set")
    yield from _of_key(entity_set, key_length)
    for item in items:
        yield from _of_property(item)
    for stream in entity_set.type.streams.values():
        text = "Salesforce has no Stream; Validate and Sync may fail without saying why"
        yield Finding("error", stream.name, text, "a service of its own for Salesforce, without it")
    for made in entity_set.type.complex.values():
        text = "a complex property is one text in Salesforce, which nobody can change"
        yield Finding("warning", made.name, text, "a service of its own for Salesforce, with the columns by themselves")
    unbounded = [item for item in items if item.type is STRING and item.max_length == UNBOUNDED]
    if unbounded:
        said = ", ".join(f'"{item.column.key}": 255' for item in unbounded[:3])
        more = ", …" if len(unbounded) > 3 else ""
        yield Finding(
            "note", ", ".join(item.name for item in unbounded[:6]) + (", …" if len(unbounded) > 6 else ""),
            f"no length is declared, so Salesforce gets long texts of {UNBOUNDED:,}, by which nobody can sort",
            f"lengths={{{said}{more}}} where the values are short",
        )  # fmt: skip
    total = sum(item.max_length or 0 for item in items if item.type is STRING and (item.max_length or 0) > TEXT_LENGTH)
    if total > LONG_TEXTS:
        yield Finding(
            "error", name, f"its long texts have {total:,} characters together, and an object {LONG_TEXTS:,} at most",
            "lengths={…} or hidden=[…]",
        )  # fmt: skip
    if entity_set.derived_types:
        types = ", ".join(one.name for one in entity_set.derived_types)
        count = sum(len(one.own.properties) for one in entity_set.derived_types)
        text = f"Salesforce reads the type {entity_set.type.name} only: {count} properties of {types} do not come along"
        yield Finding("note", name, text, "an entity set over the same table without types, or one for each type")
    if not entity_set.search_properties:
        yield Finding("note", name, "$search looks into no property", 'search=["…"]')


def _of_key(entity_set: EntitySet, length: int) -> Iterator[Finding]:
    keys = entity_set.type.key_properties
    where = ", ".join(item.name for item in keys)
    if length > EXTERNAL_ID:
        text = f"the key can have {length:,} characters, and an External ID {EXTERNAL_ID}"
        yield Finding("warning", where, text, "a shorter key=[…], or lengths={…} if its values are shorter")
    for item in keys:
        column = item.column
        if getattr(column, "nullable", False) and not (getattr(column, "primary_key", False) or _is_of_view(item)):
            yield Finding(
                "warning", item.name, "a column of the key may be null: such rows have no key, and cannot be opened",
                f'where={{…}} that leaves them out, or NOT NULL for "{column.key}"',
            )  # fmt: skip
        if item.type in (DOUBLE, SINGLE):
            text = "a key of floating point: it is not equal to its own text everywhere"
            yield Finding("warning", item.name, text)
    fixed = ", ".join(item.name for item in keys if item.fixed_length)
    if fixed:
        yield Finding("note", fixed, "a key of CHAR, filled with blanks in the database; they are cut off")


def _is_of_view(item: Property) -> bool:
    """Views say of no column that it cannot be null."""
    table = getattr(item.column, "table", None)
    return not isinstance(table, Table) or is_view(table)


def _of_property(item: Property) -> Iterator[Finding]:
    as_text = f'properties={{"{item.column.key}": Property(form="text")}}'
    if len(item.name) > FIELD_NAME:
        yield Finding("error", item.name, f"the name has more than {FIELD_NAME} characters", "names={…}")
    if field_type(item) is None:
        kind = str(item.type).removeprefix("Edm.")
        text = f"Salesforce has no {kind}; Validate and Sync fails without saying why"
        yield Finding(
            "error", item.name, text, f"{as_text}, or times_as_text=True of the Source, serve --times-as-text"
        )
    if item.type is DECIMAL and item.precision is not None and item.precision > DIGITS:
        text = f"{item.precision} digits; a number has {DIGITS} in Salesforce, others are rounded"
        yield Finding("warning", item.name, text, f"{as_text} where it is rather a name")
    if item.type is DECIMAL and item.precision is None:
        text = "how many digits it has is not declared; Salesforce chooses for itself"
        yield Finding("note", item.name, text, "Numeric(precision, scale) in the model file")


def of_all(model: Model) -> Iterator[Finding]:
    """What is to be said of the service as a whole."""
    count = len(model.entity_sets)
    if count > OBJECTS:
        yield Finding("error", model.name, f"{count} entity sets; an org has {OBJECTS} external objects at most",
                      "publish fewer: --include, --exclude, or several services")  # fmt: skip
    elif count > OFFERED:
        yield Finding("warning", model.name, f"{count} entity sets; Salesforce offers about {OFFERED} of a data source",
                      "several services, each with a part")  # fmt: skip
    same = [
        one.name for one in model.entity_sets.values()
        if any(item.lower().replace("_", "") in STANDARD for item in one.type.properties)
    ]  # fmt: skip
    if same:
        yield Finding("note", ", ".join(same[:4]) + (", …" if len(same) > 4 else ""),
                      f"{len(same)} sets with a property Id, ExternalId or DisplayUrl: the field gets the label of one"
                      " that every external object has", 'names={"id": "CustomerID"} tells them apart')  # fmt: skip
    lowered: dict[str, str] = {}
    for name in model.entity_sets:
        other = lowered.setdefault(name.lower(), name)
        if other != name:
            yield Finding("error", name, f"differs from '{other}' in case only", "another name")
