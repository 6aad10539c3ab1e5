"""The options in the parentheses of `$expand` as those of a request of its own: what next links within pages need."""

from collections.abc import Sequence
from urllib.parse import quote

from odata_service.url import ast

SAFE = "$'()*,:;@!/"  # what stands in a query as it is, and is easier to read so


def query_of_expanded(options: ast.Options, way: Sequence[tuple[int, bool]]) -> str:
    """The query string for reading an expanded collection by itself.

    `way` leads through `$expand` from the outermost item inwards: each step's number among the items, and whether it
    is the item before once more, one level down (`$levels`).
    """
    items, item, passed = options.expand, None, 0
    for number, again in way:
        if again:
            passed += 1
            continue
        item = items[number]
        items = item.options.expand if item.options else ()
        passed = 0
    assert item is not None
    texts = dict(item.options.texts) if item.options else {}
    texts.pop("$levels", None)
    deeper = _deeper(item, texts, passed)
    expanded = [texts.pop("$expand", ""), deeper]
    joined = ",".join(part for part in expanded if part)
    pairs = [*texts.items(), *([("$expand", joined)] if joined else [])]
    return "&".join(f"{name}={quote(text, safe=SAFE)}" for name, text in pairs)


def _deeper(item: ast.ExpandItem, texts: dict[str, str], passed: int) -> str:
    """The item with the levels that remain below."""
    levels = (item.options.levels if item.options else None) or 1
    remaining = "max" if levels < 0 else str(levels - 1 - passed)
    if remaining == "0":
        return ""
    inner = ";".join(f"{name}={text}" for name, text in [*texts.items(), ("$levels", remaining)])
    return "/".join(part.identifier for part in item.path) + f"({inner})"
