"""`ancestors` and `descendants`: of the rows those that are, or refer to, nodes above or below others (OData Extension
for Data Aggregation 4.0, section 6.2.1)."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from odata_service.errors import BadRequest, NotImplementedByService
from odata_service.query.bound import Bound, Member, Place, Placed, Range, Tree
from odata_service.query.expression import bind, bind_condition
from odata_service.query.hierarchies import distance, tree_of
from odata_service.query.paths import Rows, follow
from odata_service.query.scope import Scope
from odata_service.query.states import TARGET, State, made, uncut
from odata_service.query.type_rules import comparable
from odata_service.url import ast

Run = Callable[[Sequence[ast.Transformation], State], State]

PLACES = {"ancestors": Place.ANCESTOR, "descendants": Place.DESCENDANT}
# Sections 3.3 and 6.2: what makes no other rows of those that it is given.
PRESERVING = frozenset({
    "filter", "search", "orderby", "top", "skip", "topcount", "topsum", "toppercent", "bottomcount", "bottomsum",
    "bottompercent", "identity", "compute", *PLACES,
})  # fmt: skip


def kin(step: ast.Transformation, state: State, run: Run) -> State:
    """The rows that are related to those that a sequence finds among them.

    Raises:
        BadRequest: the hierarchy, the nodes or the distance are none; the sequence makes other rows.
        NotImplementedByService: each group has a result of its own, or rows are related to several nodes.
    """
    assert step.hierarchy is not None
    if state.partition:
        raise NotImplementedByService(
            f"'{step.name}' is not possible within 'groupby', 'join' and $expand; before 'groupby' it is.",
            target=TARGET,
        )
    state = uncut(state)
    tree = tree_of_nodes(step.hierarchy, state.scope, run)
    operand = node_of(step.hierarchy.node, tree, state.scope)
    origin = _found(step, tree, state, run)
    most = None
    if step.arguments:
        most = distance(step.arguments[0], f"The distance of '{step.name}'", state.scope, bind)
    place = Placed(operand, PLACES[step.name], tree, origin, most, step.keep_start)
    return replace(state, where=(*state.where, place))


def _found(step: ast.Transformation, tree: Tree, state: State, run: Run) -> Range:
    """What tells the nodes that are asked from."""
    assert step.hierarchy is not None
    _check_preserving(step.sequences[0], f"'{step.name}'")
    start = uncut(run(step.sequences[0], state))
    node = node_of(step.hierarchy.node, tree, start.scope)
    return made(replace(start, order=()), [(("node",), node)], group=None).row


def tree_of_nodes(hierarchy: ast.RecursiveHierarchy, scope: Scope, run: Run) -> Tree:
    """The hierarchy, of those of its nodes that are meant (section 6.1)."""
    tree = tree_of(hierarchy.nodes, hierarchy.qualifier, scope, bind_condition)
    if not hierarchy.subset:
        return tree
    _check_preserving(hierarchy.subset, "what restricts the nodes")
    row = tree.range
    inner = replace(scope, it=row, this=row, names=None, computed={}, aliased={}, variables={}, joined={})
    return replace(tree, where=uncut(run(hierarchy.subset, State(inner, tree.where))).where)


def _check_preserving(sequence: Sequence[ast.Transformation], where: str) -> None:
    for step in sequence:
        if step.name not in PRESERVING:
            raise BadRequest(
                f"'{step.name}' cannot stand within {where}: it makes other rows of those that there are.",
                target=TARGET,
            )


def node_of(path: ast.Path, tree: Tree, scope: Scope) -> Bound:
    """What tells of a row which node it is, or refers to."""
    for length in range(1, len(path.segments)):
        if scope.names is None and isinstance(
            follow(replace(path, segments=path.segments[:length]), scope, bind_condition), Rows
        ):
            raise NotImplementedByService(
                "Rows that refer to several nodes, over a collection, are not supported here; 'join' makes several "
                "rows of them.",
                target=TARGET,
            )
    node = bind(path, scope)
    comparable(node, Member(tree.range, tree.node), scope)
    return node
