"""`$select` of the parts of one object that is no entity: of a complex property, or of what an operation returns."""

from collections.abc import Sequence

from odata_service.edm.model import Model
from odata_service.errors import BadRequest
from odata_service.query.scope import did_you_mean
from odata_service.url import ast


def selected_parts(
    items: Sequence[ast.SelectItem] | None, whole: str, own: str, parts: Sequence[str], model: Model
) -> tuple[str, ...] | None:
    """The names of the selected parts of what is called `whole` and is of the complex type `own`; None: all. A star
    stays a star.

    Raises:
        BadRequest: there is no such part, or it is to be an object itself.
    """
    names: dict[str, None] = {}
    for item in items or ():
        path = [part.identifier for part in item.path]
        if len(path) > 1 and path[0] == f"{model.namespace}.{own}":
            path = path[1:]
        if len(path) > 1 or path[0] not in ("*", *parts):
            meant = did_you_mean(path[0], parts)
            raise BadRequest(f"'{whole}' has no '{'/'.join(path)}'.{meant}", target="$select")
        if item.options is not None:
            raise BadRequest(f"'{path[0]}' is one value; it cannot have options in parentheses.", target="$select")
        names[path[0]] = None
    return tuple(names) or None
