"""What was found in a database -> the text of a model file that publishes it."""

import builtins
import keyword
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import URL, Table
from sqlalchemy.engine import make_url

from odata_service import publish
from odata_service.edm.catalogs import NO_KEY, SHARED_KEY
from odata_service.edm.model import EntitySet, Model
from odata_service.edm.names import safe_name
from odata_service.edm.reflected import Found, full_name, namespace_of
from odata_service.modelling.imported import import_lines
from odata_service.modelling.layout import WIDTH, Call, Exploded, Expression, Name, Remark, statement, wrapped
from odata_service.modelling.tables import Definition, definition_of
from odata_service.modelling.types import Import

NEEDED = frozenset(Import("odata_service.publish", name) for name in ("EntitySet", "Service", "Source"))
DIALECTS = ("mysql", "oracle", "postgresql", "mssql", "sqlite")
TAKEN = frozenset((*keyword.kwlist, *dir(builtins), *DIALECTS, "metadata", "service", "text"))
EXPLANATION = """\
Written by `python -m odata_service model`, and yours to edit. The tables say what the database has; what is published
of them, and under which names, is said in SERVICE. Foreign keys are navigation in both directions. Run again, the
command keeps what you have changed, and shows what it would add and take away. docs/models.md has all that can be said.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a model file: its definition, and the entity set that publishes it, or why there is none."""

    variable: str
    table: Table
    definition: Definition
    entity_set: Call | None
    reason: str | None = None

    @property
    def full_name(self) -> str:
        return full_name(self.table.schema, self.table.name)

    def statement(self, metadata: str = "metadata") -> str:
        """`variable = Table(…)`"""
        return statement(self.variable, self.definition.call(str(self.table.name), metadata))


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a model file says."""

    name: str
    source: Call
    origin: str  # where it was found, without a password
    chosen: str  # the options that chose the tables
    parts: Sequence[Part]
    left_out: Sequence[tuple[str, str]]  # tables of which the file has nothing, and why


def draft_of(
    found: Found, model: Model, url: str, *, chosen: str = "", variables: Mapping[str, str] | None = None,
    taken: Iterable[str] = (),
) -> Draft:  # fmt: skip
    """What a model file says of a database.

    Args:
        model: of what was found, under the service's name.
        chosen: the options that chose the tables, as they were written.
        variables: names that tables have already, by their full names.
        taken: other names that nothing can have.
    """
    reasons = dict([*found.left_out, *model.left_out])
    sets = {item.type.table: item for item in model.entity_sets.values()}
    declared = {declaration.table: declaration for declaration in found.declarations}
    names = dict(variables or {})
    parts: list[Part] = []
    for table in found.tables:
        whole_name = full_name(table.schema, table.name)
        entity_set = sets.get(table)
        if entity_set is None and (reasons.get(whole_name) not in (NO_KEY, SHARED_KEY) or not len(table.columns)):
            continue
        variable = names.setdefault(whole_name, _variable(str(table.name), {*names.values(), *TAKEN, *taken}))
        columns = {
            item.name: reason for item in table.c for one in (whole_name, table.name)
            if (reason := reasons.get(f"{one}.{item.name}")) is not None
        }  # fmt: skip
        definition = definition_of(table, columns, found.dialect)
        call = None if entity_set is None else entity_set_call(variable, declared[table], entity_set)
        parts.append(Part(variable, table, definition, call, reasons.get(whole_name)))
    known = {part.full_name for part in parts}
    for table in found.tables:
        known |= {
            f"{name}.{item.name}" for item in table.c for name in (table.name, full_name(table.schema, table.name))
        }
    left_out = [(what, why) for what, why in reasons.items() if what not in known]
    target = make_url(url)
    source = _source(model.name, target, found.dialect)
    return Draft(model.name, source, _origin(target), chosen, parts, sorted(left_out))


def _variable(name: str, taken: Iterable[str]) -> str:
    return safe_name(name, prefix="t", length=80, taken=[*taken]).lower()


def variable_of(name: str) -> str:
    """The environment variable that has the database's URL."""
    return f"{name.upper()}_DATABASE_URL"


def is_secret(url: URL) -> bool:
    return url.password is not None or any("pass" in key.lower() for key in url.query)


def _source(name: str, url: URL, dialect: str) -> Call:
    """The URL is written down only where no password is in it."""
    written = not is_secret(url)
    default: dict[str, Expression] = {"default": url.render_as_string(hide_password=True)} if written else {}
    return Call("Source", [variable_of(name)], {**default, "dialect": dialect})


def _origin(url: URL) -> str:
    return url.set(query={}).render_as_string(hide_password=True)


def entity_set_call(variable: str, declaration: publish.EntitySet, entity_set: EntitySet) -> Call:
    """`EntitySet(…)` for a table: what does not follow from the table itself."""
    keywords: dict[str, Expression] = {}
    table = entity_set.type.table
    key = [str(table.c[item].name) for item in declaration.key or ()]
    if key != [str(column.name) for column in table.primary_key]:
        keywords["key"] = key
    properties = entity_set.type.properties.values()
    names = {str(item.column.name): item.name for item in properties if item.name != item.column.name}
    if names:
        keywords["names"] = names
    if declaration.description and declaration.description != getattr(table, "comment", None):
        keywords["description"] = declaration.description
    return Call("EntitySet", [Name(variable), entity_set.name], keywords)


def text_of(draft: Draft) -> str:
    """The whole file."""
    sets: list[Expression] = []
    for part in draft.parts:
        sets += [part.entity_set] if part.entity_set is not None else _open(part)
    sets += [Remark(f"{what}: {why}") for what, why in draft.left_out]
    keywords: dict[str, Expression] = {"name": draft.name}
    if namespace_of(draft.name) != draft.name[:1].upper() + draft.name[1:]:
        keywords["namespace"] = namespace_of(draft.name)
    keywords |= {"source": draft.source, "entity_sets": Exploded(sets)}
    imports = NEEDED.union(*(part.definition.imports for part in draft.parts))
    tables = "".join(f"{part.statement()}\n\n" for part in draft.parts)
    chosen = f"# Tables: {draft.chosen}\n" if draft.chosen else ""
    title = wrapped(f"{draft.origin}, as an OData service.", WIDTH - 3)
    return (
        f'"""{chr(10).join(title)}\n\n{EXPLANATION}"""\n\n{import_lines(imports)}\n{chosen}metadata = MetaData()\n\n'
        f"{tables}{statement('SERVICE', Call('Service', (), keywords))}\n"
    )


def _open(part: Part) -> list[Expression]:
    """What a person has to decide: the entity set that would be, but for its key."""
    return [Remark(f'EntitySet({part.variable}, key=["…"]): {part.reason}')]
