"""Hierarchies as requests name them -> trees, and the functions that ask where a node stands in one (OData Extension
for Data Aggregation 4.0, sections 5.5.2 and 6.1)."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from odata_service.edm.model import EntitySet, Hierarchy
from odata_service.edm.properties import Property
from odata_service.edm.types import INT64, Type
from odata_service.errors import BadRequest, NotImplementedByService
from odata_service.query.bound import Bound, Constant, Member, Parameter, Place, Placed, Tree
from odata_service.query.literals import FALSE, NULL
from odata_service.query.paths import Rows, follow
from odata_service.query.scope import Scope, did_you_mean
from odata_service.query.type_rules import comparable
from odata_service.url import ast
from odata_service.url.ast import LiteralKind

Bind = Callable[[ast.Expr, Scope, Type | None, Property | None], Bound]
BindCondition = Callable[[ast.Expr, Scope], Bound]

FUNCTIONS = {
    "isnode": Place.NODE,
    "isroot": Place.ROOT,
    "isleaf": Place.LEAF,
    "issibling": Place.SIBLING,
    "isdescendant": Place.DESCENDANT,
    "isancestor": Place.ANCESTOR,
}
NODES, QUALIFIER, NODE, DISTANCE, ITSELF = (
    "HierarchyNodes", "HierarchyQualifier", "Node", "MaxDistance", "IncludeSelf",
)  # fmt: skip
ORIGINS = {Place.SIBLING: "Other", Place.DESCENDANT: "Ancestor", Place.ANCESTOR: "Descendant"}
MOST_DISTANCE = 32_767  # Edm.Int16


def placed(node: ast.Call, scope: Scope, bind: Bind, bind_condition: BindCondition) -> Bound:
    """One of the hierarchy functions.

    Raises:
        BadRequest: it is called with something else than it takes.
        NotImplementedByService: with something that this service does not look for.
    """
    place = _place_of(node.function, scope)
    given = _arguments(node, place, scope)
    tree = tree_of(given[NODES], _qualifier(given[QUALIFIER], scope), scope, bind_condition)
    operand, *origins = (
        bind(given[name], scope, tree.node.type, tree.node) for name in (NODE, ORIGINS.get(place)) if name is not None
    )
    if NULL in (operand, *origins):
        return FALSE
    for value in (operand, *origins):
        comparable(value, Member(tree.range, tree.node), scope)
    most = distance(given[DISTANCE], f"'{DISTANCE}'", scope, bind) if DISTANCE in given else None
    return Placed(operand, place, tree, next(iter(origins), None), most, _itself(given, scope, bind))


def _place_of(function: str, scope: Scope) -> Place:
    name = function.rpartition(".")[2]
    if name == "rollupnode":
        raise NotImplementedByService("'rollupnode' is not supported.", target=scope.option)
    if name not in FUNCTIONS:
        hint = did_you_mean(name, FUNCTIONS)
        raise BadRequest(f"There is no function '{function}'.{hint}", target=scope.option)
    return FUNCTIONS[name]


def _arguments(node: ast.Call, place: Place, scope: Scope) -> dict[str, ast.Expr]:
    """The arguments by name; those that must be given are."""
    needed = [NODES, QUALIFIER, NODE, *([ORIGINS[place]] if place in ORIGINS else [])]
    known = [*needed, *([DISTANCE, ITSELF] if place in (Place.DESCENDANT, Place.ANCESTOR) else [])]
    given = dict(zip(node.names, node.arguments, strict=False))
    unknown = [name for name in given if name not in known]
    missing = [name for name in needed if name not in given]
    if unknown or missing or len(given) != len(node.arguments):
        wrong = f" '{unknown[0]}' is none of them." if unknown else f" '{missing[0]}' is missing." if missing else ""
        form = ", ".join(f"{name}=…" for name in known)
        raise BadRequest(
            f"'{node.function}' takes its arguments by name, each once: {form}.{wrong}", target=scope.option
        )
    return given


def _qualifier(node: ast.Expr, scope: Scope) -> str:
    """Which hierarchy is meant is part of the request's shape (`url.shape`), unless it stands behind an alias."""
    match node:
        case ast.Path((ast.Alias(identifier),)) if identifier in scope.aliases and identifier not in scope.followed:
            scope.values.complete = False
            return _qualifier(scope.aliases[identifier], scope.through(identifier))
        case ast.Literal(LiteralKind.STRING, text):
            return text[1:-1].replace("''", "'")
        case _:
            raise BadRequest(f"'{QUALIFIER}' is the name of a hierarchy, in quotes.", target=scope.option)


def tree_of(node: ast.Expr, qualifier: str, scope: Scope, bind_condition: BindCondition) -> Tree:
    """The hierarchy of this name over the entities that a path from `$root` leads to.

    Raises:
        BadRequest: there is none.
        NotImplementedByService: it lies in another database.
    """
    found = follow(node, replace(scope, names=None, computed={}, aliased={}), bind_condition)
    if not isinstance(found, Rows) or found.range.outer is not None:
        raise BadRequest(
            "A hierarchy's nodes are those of an entity set, as in $root/Employees, or some of them, as in "
            "$root/Employees/$filter(…).",
            target=scope.option,
        )
    entity_set = found.range.entity_set
    if entity_set.source != scope.this.entity_set.source:
        raise NotImplementedByService(f"'{entity_set.name}' lies in another database.", target=scope.option)
    hierarchy = _hierarchy(entity_set, qualifier, scope)
    item = entity_set.type.properties[hierarchy.node]
    if item.missing:
        raise BadRequest(
            f"'{item.name}' cannot be used now: the database has no such column any more.", target=item.name
        )
    return Tree(found.range, found.conditions, item, entity_set.type.navigation[hierarchy.parent])


def _hierarchy(entity_set: EntitySet, qualifier: str, scope: Scope) -> Hierarchy:
    known = entity_set.type.hierarchies
    if qualifier not in known:
        there = f"no hierarchy '{qualifier}', but {', '.join(known)}" if known else "no hierarchies"
        raise BadRequest(f"'{entity_set.type.name}' has {there}.", target=scope.option)
    return known[qualifier]


def distance(node: ast.Expr, name: str, scope: Scope, bind: Bind) -> Bound:
    """How far away nodes may be.

    Raises:
        BadRequest: that is no whole number above 0.
    """
    complaint = f"{name} is a whole number from 1 to {MOST_DISTANCE}."
    most = bind(node, scope, INT64, None)
    if not isinstance(most, Parameter) or most.type is not INT64:
        raise BadRequest(complaint, target=scope.option)
    scope.values.bounded(most.number, MOST_DISTANCE, complaint, scope.option)
    return most


def _itself(given: Mapping[str, ast.Expr], scope: Scope, bind: Bind) -> bool:
    match bind(given[ITSELF], scope, None, None) if ITSELF in given else FALSE:
        case Constant(bool() as itself):
            return itself
        case _:
            raise BadRequest(f"'{ITSELF}' is true or false.", target=scope.option)
