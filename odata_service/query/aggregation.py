"""`$apply` -> rows made of rows (OData Extension for Data Aggregation 4.0, section 3).

Each transformation turns the rows so far (`states.py`) into others. Within `groupby` it does so for each group: what
cuts or takes together is parted by the group's values.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from odata_service.edm.properties import Property
from odata_service.edm.types import INT64, INTEGERS
from odata_service.errors import BadRequest, NotImplementedByService
from odata_service.query.bound import Arithmetic, Bound, Comparison, Constant, Junction, Parameter, Sort, Window
from odata_service.query.clauses import computed, sort_of
from odata_service.query.clauses import conditions as conditions_of
from odata_service.query.expression import bind, bind_condition
from odata_service.query.grouping import aggregate, groupby
from odata_service.query.joining import join, related
from odata_service.query.kinship import kin
from odata_service.query.scope import Scope
from odata_service.query.states import TARGET, State, columns_of, groups_of, made, selected, total, uncut, union
from odata_service.query.type_rules import type_of
from odata_service.url import ast
from odata_service.url.ast import BinaryOperator

# What walks through hierarchies, or needs an answer in which collections stand within rows.
MOST_ROWS = 10**18 - 1  # numbers of rows have 18 digits
UNSUPPORTED = {
    "traverse": "'traverse' is not supported; 'descendants' and 'ancestors' are.",
    "nest": "'nest' is not supported; 'concat' puts several results one behind another.",
    "addnested": "'addnested' is not supported; $expand takes $apply, too.",
    "expand": "'expand' is not supported; $expand takes $apply, too.",
}


def bind_apply(transformations: Sequence[ast.Transformation], where: Sequence[Bound], scope: Scope) -> State:
    """What is left to read when all transformations are done.

    Raises:
        BadRequest: a name does not exist (any more), or a value is of the wrong type.
        NotImplementedByService: a transformation that this service does not carry out.
    """
    state = uncut(_run(transformations, State(scope.at(TARGET), tuple(where))))
    return made(state, columns_of(state), group=None, order=state.order) if state.joins else state


def bind_related(
    transformations: Sequence[ast.Transformation], where: Sequence[Bound], scope: Scope, there: Sequence[Property]
) -> State:
    """The same of the rows that are related to any row at hand, for each of those: `there` tells which one they belong
    to, and comes along, hidden."""
    return related(transformations, where, scope, there, _run)


def _run(sequence: Sequence[ast.Transformation], state: State) -> State:
    values, most = state.scope.values, state.scope.limits.apply_depth
    values.sequences += 1
    if values.sequences > most + 1:
        raise BadRequest(
            f"Transformations of $apply stand deeper within each other than {most} levels, which ODATA_APPLY_DEPTH "
            "allows.",
            target=TARGET,
        )
    state = _stepped(sequence, state)
    values.sequences -= 1
    return state


def _stepped(sequence: Sequence[ast.Transformation], state: State) -> State:
    for step in sequence:
        known = STEPS.get(step.name)
        if known is not None:
            state = known(step, state)
        elif step.name in UNSUPPORTED:
            raise NotImplementedByService(UNSUPPORTED[step.name], target=TARGET)
        else:
            raise BadRequest(f"There is no transformation '{step.name}'.", target=TARGET)
    return state


def _filter(step: ast.Transformation, state: State) -> State:
    state = uncut(state)
    return replace(state, where=(*state.where, bind_condition(step.arguments[0], state.scope)))


def _search(step: ast.Transformation, state: State) -> State:
    if state.names is not None:
        raise NotImplementedByService("'search' is possible before rows are grouped only.", target=TARGET)
    state = uncut(state)
    return replace(state, where=(*state.where, *conditions_of(ast.Options(search=step.search), state.scope)))


def _orderby(step: ast.Transformation, state: State) -> State:
    """What was ordered before keeps its order where the new one says nothing."""
    state = uncut(state)
    return replace(state, order=(*(sort_of(item, state.scope) for item in step.order), *state.order))


def _top(step: ast.Transformation, state: State) -> State:
    state = uncut(state) if state.limit is not None else state
    count = _rows(step, state)
    return _cut(state, limit=count) if state.partition else replace(state, limit=count)


def _skip(step: ast.Transformation, state: State) -> State:
    state = uncut(state)
    count = _rows(step, state)
    return _cut(state, offset=count) if state.partition else replace(state, offset=count)


def _rows(step: ast.Transformation, state: State) -> Bound:
    """How many rows are taken, or passed over."""
    count = bind(step.arguments[0], state.scope, INT64)
    assert isinstance(count, Parameter)
    complaint = f"'{step.name}' needs a whole number from 0 to {MOST_ROWS}."
    state.scope.values.bounded(count.number, MOST_ROWS, complaint, TARGET, above=-1)
    return count


def _cut(state: State, *, limit: Bound | None = None, offset: Bound | None = None) -> State:
    """Of each group the rows up to the `limit`-th, or those behind the `offset`-th."""
    place = Window("place", None, INT64, _parts(state), total(state))

    def within(scope: Scope) -> Bound:
        own = (scope.names or {})["#place",]
        terms = [Comparison(BinaryOperator.LE, own, limit)] if limit is not None else []
        terms += [Comparison(BinaryOperator.GT, own, offset)] if offset is not None else []
        return Junction(BinaryOperator.AND, tuple(terms))

    return selected(state, [lambda rows: {"place": place}], within)


def _parts(state: State) -> tuple[Bound, ...]:
    return tuple(value for _, value in groups_of(state))


def _topcount(step: ast.Transformation, state: State) -> State:
    state = _by(step, uncut(state))
    count = bind(step.arguments[0], state.scope, INT64)
    if not isinstance(count, Parameter) or count.type not in INTEGERS:
        kind = BadRequest if isinstance(count, Parameter) else NotImplementedByService
        raise kind(f"'{step.name}' needs a whole number first.", target=TARGET)
    state.scope.values.bounded(count.number, None, f"'{step.name}' needs a whole number above 0 first.", TARGET)
    return _cut(state, limit=count) if state.partition else uncut(replace(state, limit=count))


def _by(step: ast.Transformation, state: State) -> State:
    """The rows in the order in which they are taken."""
    by = ast.OrderItem(step.arguments[1], step.name.startswith("top"), step.span)
    return replace(state, order=(sort_of(by, state.scope), *state.order))


def _topsum(step: ast.Transformation, state: State) -> State:
    """The rows that are taken until their values reach a sum, or a share of all values."""
    state = _by(step, uncut(state))
    value = state.order[0].expression
    kind = type_of("sum", value.type, state.scope)
    parts, order = _parts(state), total(state)
    before: Bound = Window("before", value, kind, parts, order)
    share = step.name.endswith("percent")
    if share:
        complaint = f"'{step.name}' needs a number above 0 first, and 100 at most."
        if isinstance(share_of := bind(step.arguments[0], state.scope), Parameter):
            state.scope.values.bounded(share_of.number, 100, complaint, TARGET)
        before = Arithmetic(BinaryOperator.MUL, before, Constant(100, INT64), kind)
    whole, place = Window("sum", value, kind, parts), Window("place", None, INT64, (), order)
    first = {"before": before, "sum": whole, "place": place, **{f"by{n}": part for n, part in enumerate(parts)}}

    def reached(rows: State) -> dict[str, Bound]:
        """With values below zero a sum can be reached, and left again."""
        own = rows.names or {}
        by = tuple(own[f"#by{number}",] for number in range(len(parts)))
        return {"reached": Window("most", own["#before",], kind, by, (Sort(own["#place",], False, False),))}

    def short_of_it(scope: Scope) -> Bound:
        wanted = step.arguments[0]
        if share:
            wanted = ast.Binary(BinaryOperator.MUL, wanted, _hidden("#sum", step), step.span)
        return bind_condition(ast.Binary(BinaryOperator.LT, _hidden("#reached", step), wanted, step.span), scope)

    return selected(state, [lambda rows: first, reached], short_of_it)


def _hidden(name: str, step: ast.Transformation) -> ast.Expr:
    return ast.Path((ast.Name(name, step.span),), step.span)


def _compute(step: ast.Transformation, state: State) -> State:
    state = uncut(state)
    if state.names is None:
        added = {**state.scope.computed, **computed(step.computes, state.scope)}
        return replace(state, scope=replace(state.scope, computed=added))
    names = dict(state.names)
    for item in step.computes:
        if (item.alias,) in names:
            raise BadRequest(f"There is a property '{item.alias}' already.", target=TARGET)
        names[item.alias,] = bind(item.expression, replace(state.scope, names=names))
    return replace(state, scope=replace(state.scope, names=names))


def _identity(step: ast.Transformation, state: State) -> State:
    return state


def _concat(step: ast.Transformation, state: State) -> State:
    return union([_run(sequence, state) for sequence in step.sequences], state.scope, kept=True)


STEPS: dict[str, Callable[[ast.Transformation, State], State]] = {
    "filter": _filter,
    "search": _search,
    "orderby": _orderby,
    "top": _top,
    "skip": _skip,
    "topcount": _topcount,
    "bottomcount": _topcount,
    "topsum": _topsum,
    "bottomsum": _topsum,
    "toppercent": _topsum,
    "bottompercent": _topsum,
    "compute": _compute,
    "identity": _identity,
    "aggregate": lambda step, state: aggregate(step, state, _run),
    "groupby": lambda step, state: groupby(step, state, _run),
    "concat": _concat,
    "join": lambda step, state: join(step, state, _run),
    "outerjoin": lambda step, state: join(step, state, _run),
    "ancestors": lambda step, state: kin(step, state, _run),
    "descendants": lambda step, state: kin(step, state, _run),
}
