"""The keys of some entities -> the path and the options of a request that reads them."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote

from odata_service.edm.model import EntitySet
from odata_service.payload.urls import key_literal

MOST_ENTITIES = 1000  # that are read at once so


def path_among(
    entity_set: EntitySet, keys: Sequence[Sequence[Any]], options: Mapping[str, str]
) -> tuple[str, Mapping[str, str]]:
    """The path and the options that find the entities with these keys, in their order where the request says none.

    `$apply` makes something else of them, which `$filter` and `$orderby` are about.
    """
    items = entity_set.type.key_properties
    conditions = [
        " and ".join(f"{item.name} eq {unquote(key_literal(item.type, part))}"
                     for item, part in zip(items, key, strict=True))
        for key in keys
    ]  # fmt: skip
    wanted = " or ".join(f"({one})" for one in conditions) or "false"
    if "$apply" in options:
        return f"{entity_set.name}/$filter({quote(wanted, safe='')})", options
    own = options.get("$filter")
    found = {**options, "$filter": wanted if own is None else f"({own}) and ({wanted})"}
    if "$orderby" in options or len(keys) < 2:
        return entity_set.name, found
    order = ",".join(f"{one}:{place}" for place, one in enumerate(conditions))
    return entity_set.name, {**found, "$orderby": f"case({order})"}


def query_of(options: Mapping[str, str]) -> str:
    """Options as a query string."""
    return "&".join(f"{name}={quote(text, safe='')}" for name, text in options.items())
