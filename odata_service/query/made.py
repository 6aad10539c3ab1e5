"""What the options mean behind `$apply` has grouped: `$filter`, `$orderby`, `$select` of made rows."""

from dataclasses import replace

from odata_service.errors import BadRequest, NotImplementedByService
from odata_service.query.bound import Output, Read, Shape
from odata_service.query.clauses import sort_of
from odata_service.query.expression import bind, bind_condition
from odata_service.query.scope import Names, did_you_mean
from odata_service.query.states import State, seen, telling, total_of
from odata_service.url import ast


def bind_made(shape: Shape, options: ast.Options, state: State) -> Read:
    """The read of rows that a grouping has made.

    Raises:
        BadRequest: an option names what is not there any more.
    """
    names: Names = dict(state.names or {})
    if options.search is not None:
        raise NotImplementedByService("'$search' is not possible behind a grouping of $apply.", target="$search")
    _check_expand(options, names)
    for item in options.compute:
        if (item.alias,) in names:
            raise BadRequest(f"There is a property '{item.alias}' already.", target="$compute")
        names[item.alias,] = bind(item.expression, replace(state.scope.at("$compute"), names=names))
    scope = replace(state.scope, names=names)
    where = state.where
    if options.filter is not None:
        where = (*where, bind_condition(options.filter, scope.at("$filter")))
    if shape is Shape.COUNT:
        return Read(shape, scope.this, where)
    sorts = [sort_of(item, scope.at("$orderby")) for item in options.orderby] or list(state.order)
    order = total_of(sorts, seen(telling(replace(state, scope=scope))))
    shown = _selected(options, names)
    outputs = [Output(names[path], "/".join(path)) for path in shown]
    for sort in order:
        if not any(output.expression is sort.expression for output in outputs):
            outputs.append(Output(sort.expression, None))
    return Read(
        shape, scope.this, where, tuple(outputs), order, skipped=options.skip is not None,
        selected=tuple("/".join(path) for path in shown), optional=tuple("/".join(path) for path in state.optional),
    )  # fmt: skip


def _check_expand(options: ast.Options, names: Names) -> None:
    """What `join` has put beside the rows is shown anyway; nothing else can be expanded."""
    for item in options.expand:
        known = len(item.path) == 1 and any(path[0] == item.path[0].identifier and len(path) > 1 for path in names)
        if not known or item.options is not None or item.suffix is not None:
            raise NotImplementedByService("'$expand' is not possible behind a grouping of $apply.", target="$expand")


def _selected(options: ast.Options, names: Names) -> list[tuple[str, ...]]:
    if not options.select:
        return list(seen(names))
    found: dict[tuple[str, ...], None] = {}
    for item in options.select:
        path = tuple(part.identifier for part in item.path)
        below = [one for one in names if path == ("*",) or one[: len(path)] == path]
        if not below:
            known = did_you_mean("/".join(path), ["/".join(one) for one in names])
            raise BadRequest(f"Behind $apply there is no '{'/'.join(path)}'.{known}", target="$select")
        found.update(dict.fromkeys(below))
    for joined in [item.path[0].identifier for item in options.expand]:
        if not any(path[0] == joined for path in found):
            found.update(dict.fromkeys(path for path in names if path[0] == joined))
    return list(found)
