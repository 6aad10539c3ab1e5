"""Follows every link that a service names, and asks of every property what can be asked of one.

`crawled(service)` returns what was found wrong, one line each. It knows nothing but what a client knows: the service
document, `$metadata`, and what the answers themselves say.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from lxml import etree

from odata_service.edm.column_types import UNBOUNDED
from odata_service.protocol.message import Response
from odata_service.service import Service
from tests.conftest import ROOT, ask

EDM = "{http://docs.oasis-open.org/odata/ns/edm}"
FULL = "application/json;odata.metadata=full"
PAGES = 1000  # next links that are followed before they are said to have no end
ROWS = 40  # rows of a set whose own links and values are tried
VALUES = 8  # different values of a property that it is compared with

Entity = dict[str, Any]


@dataclass
class Crawl:
    """A service, what its `$metadata` says, and what was found wrong so far."""

    service: Service
    rows_tried: int
    values_tried: int
    gaps: frozenset[str] = frozenset()  # `set.property` of values that OData has not, and that are shown as null
    types: dict[str, dict[str, str]] = field(default_factory=dict)  # set -> property -> type
    keys: dict[str, list[str]] = field(default_factory=dict)
    navigation: dict[str, dict[str, str]] = field(default_factory=dict)
    facets: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    asked: int = 0

    def get(self, url: str, *allowed: int, accept: str = FULL, page: int | None = None) -> Response:
        """An answer; a status that is not allowed is a fault."""
        self.asked += 1
        prefer = {} if page is None else {"prefer": f"odata.maxpagesize={page}"}
        response = ask(self.service, url.removeprefix(ROOT), accept=accept, **prefer)
        if response.status not in (allowed or (200,)):
            self.faults.append(f"{response.status} {url.removeprefix(ROOT)}: {response.body.decode()[:200]}")
        return response

    def rows(self, url: str, page: int) -> list[Entity] | None:
        """All rows of a collection, over all its pages; None where there was a fault."""
        found: list[Entity] = []
        link: str | None = url
        for _ in range(PAGES):
            if link is None:
                return found
            response = self.get(link, page=page)
            if response.status != 200:
                return None
            body = json.loads(response.body, parse_float=str, parse_int=_whole)
            found += body["value"]
            link = body.get("@odata.nextLink")
        self.faults.append(f"{url}: the next links have no end")
        return None

    def count(self, url: str) -> int | None:
        """What a `/$count` says; None where it says that it cannot (which it may only say with 4xx)."""
        response = self.get(url, 200, 400, accept="*/*")
        return int(response.body) if response.status == 200 else None


def crawled(
    service: Service, *, rows_tried: int = ROWS, values_tried: int = VALUES, gaps: frozenset[str] = frozenset()
) -> list[str]:
    """What is wrong with a service, down to every value; no values: properties are neither compared nor sorted by."""
    crawl = Crawl(service, rows_tried, values_tried, gaps)
    _metadata(crawl)
    document = json.loads(crawl.get("").body)
    for item in document["value"]:
        if item["url"] not in crawl.types:
            crawl.faults.append(f"the service document names '{item['url']}', which $metadata does not")
            continue
        _set(crawl, item["url"])
    assert crawl.asked > len(document["value"])
    return crawl.faults


def skimmed(service: Service, every: int) -> list[str]:
    """What is wrong where only the rows of every set are read, of every so manyth with all that is related to them."""
    crawl = Crawl(service, 0, 0)
    _metadata(crawl)
    for number, (name, all_ways) in enumerate(crawl.navigation.items()):
        ways = list(all_ways) if number % every == 0 else []
        total = crawl.count(f"{name}/$count")
        rows = crawl.rows(f"{name}?$expand={','.join(ways)}" if ways else name, page=2) or []
        _same(crawl, name, len(rows), total)
        missing = [way for way in ways if any(way not in row for row in rows)]
        _same(crawl, f"{name}: not expanded", missing, [])
    return crawl.faults


def _whole(text: str) -> Any:
    return int(text)


def _metadata(crawl: Crawl) -> None:
    document = etree.fromstring(crawl.get("$metadata", accept="application/xml").body)
    json.loads(crawl.get("$metadata?$format=json", accept="*/*").body)
    schema = next(document.iter(f"{EDM}Schema"))
    named = {f"{schema.get('Namespace')}.{item.get('Name')}": item for item in schema.iter(f"{EDM}EntityType")}
    for item in schema.iter(f"{EDM}EntitySet"):
        name, entity_type = str(item.get("Name")), named[str(item.get("EntityType"))]
        own = list(entity_type.iter(f"{EDM}Property"))
        crawl.types[name] = {str(one.get("Name")): str(one.get("Type")) for one in own}
        crawl.facets[name] = {str(one.get("Name")): {str(k): str(v) for k, v in one.attrib.items()} for one in own}
        crawl.keys[name] = [str(one.get("Name")) for one in entity_type.iter(f"{EDM}PropertyRef")]
        ways = [str(one.get("Name")) for one in entity_type.iter(f"{EDM}NavigationProperty")]
        bound = {str(one.get("Path")): str(one.get("Target")) for one in item.iter(f"{EDM}NavigationPropertyBinding")}
        crawl.navigation[name] = {way: bound[way] for way in ways}


def _set(crawl: Crawl, name: str) -> None:
    total = crawl.count(f"{name}/$count")
    rows = crawl.rows(name, page=3)
    if rows is None or total is None:
        return
    _same(crawl, f"{name}", len(rows), total)
    _same(crawl, f"{name}: different ids", len({row["@odata.id"] for row in rows}), total)
    for row in rows[: crawl.rows_tried]:
        _links(crawl, name, row)
    for way in crawl.navigation[name]:
        crawl.get(f"{name}?$expand={way}")
        crawl.get(f"{name}?$expand={way}($count=true;$top=1)") if _is_collection(crawl, name, way) else None
    for item in crawl.types[name] if crawl.values_tried else ():
        _property(crawl, name, item, rows, total)


def _is_collection(crawl: Crawl, name: str, way: str) -> bool:
    model = crawl.service.model
    return model.entity_sets[name].type.navigation[way].collection


def _links(crawl: Crawl, name: str, row: Entity) -> None:
    """What a row names itself: its id, its related rows, its values."""
    for label, value in row.items():
        if label.endswith(
            ("@odata.id", "@odata.editLink", "@odata.readLink", "@odata.navigationLink", "@odata.associationLink")
        ):
            response = crawl.get(value, 200, 204)
            if label == "@odata.id" and response.status == 200:
                again = json.loads(response.body, parse_float=str, parse_int=_whole)
                values = {key: found for key, found in again.items() if key != "@odata.context"}
                if values != row:
                    crawl.faults.append(f"{value} is {values}, and in its set {row}")
            if label.endswith("@odata.navigationLink") and response.status == 200:
                crawl.get(f"{value}/$count", accept="*/*") if b'"value":[' in response.body else None
    for item, its_type in crawl.types[name].items():
        _conforms(crawl, name, item, its_type, row[item])
        empty = row[item] is None
        crawl.get(f"{row['@odata.id']}/{item}", 204 if empty else 200)
        crawl.get(f"{row['@odata.id']}/{item}/$value", 204 if empty else 200, accept="*/*")


def _conforms(crawl: Crawl, name: str, item: str, its_type: str, value: Any) -> None:
    """The value is one of its type, within its facets."""
    facets = crawl.facets[name][item]
    if value is None:
        if facets.get("Nullable") == "false":
            crawl.faults.append(f"{name}/{item} is null and may not be")
        return
    if its_type == "Edm.String" and UNBOUNDED != int(facets["MaxLength"]) < len(value):
        crawl.faults.append(f"{name}/{item}: {len(value)} characters are more than {facets['MaxLength']}")
    kinds = {"Edm.Boolean": bool, "Edm.Int16": int, "Edm.Int32": int, "Edm.Int64": int, "Edm.Byte": int}
    if not isinstance(value, kinds.get(its_type, (str, int))):
        crawl.faults.append(f"{name}/{item} is {value!r}, which is no {its_type}")


def _property(crawl: Crawl, name: str, item: str, rows: list[Entity], total: int) -> None:
    """Filters, sorts and pages by one property, and compares with what the rows say."""
    its_type = crawl.types[name][item]
    nulls = sum(row[item] is None for row in rows)
    _count(crawl, f"{name}/$count?$filter={item} eq null", nulls)
    _count(crawl, f"{name}/$count?$filter={item} ne null", total - nulls)
    for value in _different(rows, item)[: crawl.values_tried]:
        _compared(crawl, name, item, value, rows, total)
    for direction in ("asc", "desc"):
        sorted_rows = crawl.rows(f"{name}?$orderby={item} {direction}", page=2)
        if sorted_rows is not None:
            where = f"{name} by {item} {direction}"
            _same(crawl, where, {row["@odata.id"] for row in sorted_rows}, {row["@odata.id"] for row in rows})
            _same(crawl, f"{where}: rows", len(sorted_rows), total)
            if f"{name}.{item}" not in crawl.gaps:
                _same(crawl, f"{where}: nulls", _nulls_are_at(sorted_rows, item, direction), True)
    if its_type == "Edm.String":
        crawl.get(f"{name}?$filter=contains({item},'x') and not startswith(tolower({item}),'x')")
        crawl.get(f"{name}?$search=x", 200, 400)


def _compared(crawl: Crawl, name: str, item: str, value: Any, rows: list[Entity], total: int) -> None:
    """Compares a property with one of its values. Where it has gaps, some nulls have a place in the order."""
    literal = _literal(crawl.types[name][item], value)
    nulls = sum(row[item] is None for row in rows)
    equal = [row["@odata.id"] for row in rows if row[item] == value]
    for url, wanted in _questions(name, item, literal, equal):
        found = crawl.rows(url, page=1000)
        if found is not None and not set(wanted) <= {row["@odata.id"] for row in found}:
            crawl.faults.append(f"{url} does not find {wanted[0]}")
    same, other, less_equal, greater, greater_equal, less = (
        crawl.count(f"{name}/$count?$filter={item} {sign} {literal}") or 0
        for sign in ("eq", "ne", "le", "gt", "ge", "lt")
    )
    _same(crawl, f"{name}: {item} eq and ne {literal}", same + other, total)
    _same(
        crawl,
        f"{name}: {item} not le {literal}",
        crawl.count(f"{name}/$count?$filter=not ({item} le {literal})"),
        total - less_equal,
    )
    _same(crawl, f"{name}: {item} le and gt, ge and lt {literal}", less_equal + greater, greater_equal + less)
    unshown = less_equal + greater - (total - nulls)
    if not 0 <= unshown <= (nulls if f"{name}.{item}" in crawl.gaps else 0):
        crawl.faults.append(f"{name}: {item} le and gt {literal}: {less_equal + greater} of {total}, {nulls} null")


def _questions(name: str, item: str, literal: str, equal: list[str]) -> Iterator[tuple[str, list[str]]]:
    yield f"{name}?$filter={item} eq {literal}", equal
    yield f"{name}?$filter={item} in ({literal})", equal
    yield f"{name}?$filter={item} eq {literal} or {item} eq {literal} or {item} eq null", equal
    yield f"{name}?$filter={item} ge {literal} and {item} le {literal}", equal


def _different(rows: list[Entity], item: str) -> list[Any]:
    found: dict[str, Any] = {}
    for row in rows:
        if row[item] is not None:
            found.setdefault(str(row[item]), row[item])
    return list(found.values())


def _nulls_are_at(rows: list[Entity], item: str, direction: str) -> bool:
    """Nulls come first ascending, last descending (Part 2, section 5.1.4)."""
    empty = [row[item] is None for row in rows]
    return empty == sorted(empty, reverse=direction == "asc")


def _literal(its_type: str, value: Any) -> str:
    """A value as a literal of a URL."""
    if its_type == "Edm.String":
        text = "'" + str(value).replace("'", "''") + "'"
    elif its_type in ("Edm.Duration", "Edm.Binary"):
        text = f"{its_type.removeprefix('Edm.').lower()}'{value}'"
    elif its_type.startswith("Edm."):
        text = str(value).lower() if isinstance(value, bool) else str(value)
    else:
        text = f"{its_type}'{value}'"
    return quote(text, safe="'")


def _count(crawl: Crawl, url: str, wanted: int) -> None:
    found = crawl.count(url)
    if found is not None:
        _same(crawl, url, found, wanted)


def _same(crawl: Crawl, what: str, found: Any, wanted: Any) -> None:
    if found != wanted:
        crawl.faults.append(f"{what}: {found}, and it should be {wanted}")
