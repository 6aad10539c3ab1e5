"""`$select=Customer/CustomerName` as `$expand=Customer($select=CustomerName)`, which is what it is written for.

The grammar ends a selected path at a navigation property, but clients that make their queries of what a program reads
write the whole path, as OData 3.0 had it.
"""

from dataclasses import replace

from odata_service.edm.model import EntityType, Model
from odata_service.url import ast


def unfolded(options: ast.Options, entity_type: EntityType, model: Model) -> ast.Options:
    """The options with each selected path through a navigation property as an item of `$expand`: of its own behind
    the others, or within the one that is there. The same within each item."""
    behind: dict[str, list[ast.SelectItem]] = {}
    selected = []
    for item in options.select or ():
        path = _own(item.path, entity_type, model)
        if len(path) > 1 and path[0].identifier in entity_type.navigation:
            behind.setdefault(path[0].identifier, []).append(replace(item, path=path[1:]))
            selected.append(replace(item, path=path[:1], options=None))
        else:
            selected.append(item)
    if not behind and not any(item.options for item in options.expand):
        return options
    expanded = []
    for there in options.expand:
        plain = len(there.path) == 1 and there.suffix is None
        items = behind.pop(there.path[0].identifier, []) if plain else []
        expanded.append(_within(there, _narrowed(there.options or ast.Options(), items), entity_type, model))
    for name, items in behind.items():
        added = ast.ExpandItem((ast.Name(name, items[0].span),), items[0].span)
        expanded.append(_within(added, _narrowed(ast.Options(), items), entity_type, model))
    return replace(options, select=tuple(selected) or options.select, expand=tuple(expanded))


def _own(path: tuple[ast.Name, ...], entity_type: EntityType, model: Model) -> tuple[ast.Name, ...]:
    """The path without the name of the type itself."""
    return path[1:] if path[0].identifier == f"{model.namespace}.{entity_type.name}" else path


def _narrowed(options: ast.Options, items: list[ast.SelectItem]) -> ast.Options:
    if not items:
        return options
    texts = dict(options.texts)
    paths = ["/".join(part.identifier for part in item.path) for item in items]
    texts["$select"] = ",".join([*([texts["$select"]] if "$select" in texts else []), *paths])
    given = options.given if "$select" in options.given else (*options.given, "$select")
    return replace(options, select=(*(options.select or ()), *items), texts=tuple(texts.items()), given=given)


def _within(item: ast.ExpandItem, options: ast.Options, entity_type: EntityType, model: Model) -> ast.ExpandItem:
    navigation = entity_type.navigation.get(item.path[0].identifier)
    if navigation is None or options.apply or not options.given:
        return item
    return replace(item, options=unfolded(options, model.set_of(navigation).type, model))
