"""What the options mean behind `$apply` has grouped: `$filter`, `$orderby`, `$select` of made rows."""

from dataclasses import replace

from odata_service.errors import BadRequest, NotImplementedByService
from odata_service.query.aggregation import State, total_of
from odata_service.query.bound import Output, Read, Shape
from odata_service.query.expression import bind, bind_condition
from odata_service.query.rows import sort_of
from odata_service.query.scope import Names, did_you_mean
from odata_service.url import ast


def bind_made(shape: Shape, options: ast.Options, state: State) -> Read:
    """The read of rows that a grouping has made.

    Raises:
        BadRequest: an option names what is not there any more.
    """
    for name in ("$search", "$expand"):
        if name in options.given:
            raise NotImplementedByService(f"'{name}' is not possible behind a grouping of $apply.", target=name)
    names: Names = dict(state.names or {})
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
    order = total_of(sorts, names)
    shown = _selected(options, names)
    outputs = [Output(names[path], "/".join(path)) for path in shown]
    for sort in order:
        if not any(output.expression is sort.expression for output in outputs):
            outputs.append(Output(sort.expression, None))
    return Read(
        shape, scope.this, where, tuple(outputs), order, skipped=options.skip is not None,
        selected=tuple("/".join(path) for path in shown),
    )  # fmt: skip


def _selected(options: ast.Options, names: Names) -> list[tuple[str, ...]]:
    if not options.select:
        return list(names)
    found: dict[tuple[str, ...], None] = {}
    for item in options.select:
        path = tuple(part.identifier for part in item.path)
        below = [one for one in names if path == ("*",) or one[: len(path)] == path]
        if not below:
            known = did_you_mean("/".join(path), ["/".join(one) for one in names])
            raise BadRequest(f"Behind $apply there is no '{'/'.join(path)}'.{known}", target="$select")
        found.update(dict.fromkeys(below))
    return list(found)
