"""What is shown can be asked for: each property of the ugly database, by each of its values, in all comparisons."""

import json
import operator
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any
from urllib.parse import quote

import pytest

from odata_service.edm.model import EntitySet
from odata_service.edm.properties import Case, Property
from odata_service.edm.types import (
    BINARY,
    BOOLEAN,
    DATE,
    DATE_TIME_OFFSET,
    DECIMAL,
    DOUBLE,
    STRING,
    TIME_OF_DAY,
    EnumType,
)
from odata_service.service import Service
from tests.conftest import ask
from tests.legacy.ugly import SERVICE

SETS = [str(declared.name) for declared in SERVICE.entity_sets]
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "lt": operator.lt, "le": operator.le, "gt": operator.gt, "ge": operator.ge,
}  # fmt: skip
READ: dict[Any, Callable[[str], Any]] = {
    DATE: date.fromisoformat, DATE_TIME_OFFSET: datetime.fromisoformat, TIME_OF_DAY: time.fromisoformat,
}  # fmt: skip
Row = dict[str, Any]
in_each_set = pytest.mark.parametrize("name", SETS)


def rows_of(service: Service, url: str) -> list[Row]:
    """All rows behind a URL, page by page."""
    found: list[Row] = []
    while url:
        response = ask(service, url.replace(" ", "%20"), prefer="odata.maxpagesize=3")
        assert response.status == 200, f"{url}: {response.body.decode()}"
        body = json.loads(response.body)
        found += body["value"]
        url = body.get("@odata.nextLink", "").rpartition("/erp/")[2]
    return found


def keys(service: Service, name: str, rows: list[Row]) -> list[tuple[Any, ...]]:
    return sorted(tuple(row[part] for part in service.model.entity_sets[name].type.key) for row in rows)


def items(entity_set: EntitySet) -> Iterator[Property]:
    for item in entity_set.type.properties.values():
        if item.type not in (BINARY, DOUBLE) and not item.on_request and item.case is not Case.INSENSITIVE:
            yield item


def literal(item: Property, value: Any) -> str:
    if item.type is STRING:
        return "'" + quote(value.replace("'", "''")) + "'"
    if isinstance(item.type, EnumType):
        return f"'{value}'"
    return str(value).lower() if item.type is BOOLEAN else str(value)


def read(item: Property, value: Any) -> Any:
    return READ.get(item.type, lambda one: one)(value)


@in_each_set
def test_equality_and_null(ugly: Service, name: str) -> None:
    entity_set = ugly.model.entity_sets[name]
    rows = rows_of(ugly, name)
    for item in items(entity_set):
        for value in {row[item.name] for row in rows}:
            same = [row for row in rows if row[item.name] == value]
            other = [row for row in rows if row[item.name] != value]
            said = "null" if value is None else literal(item, value)
            for condition, wanted in (
                (f"{item.name} eq {said}", same), (f"{item.name} ne {said}", other),
                (f"not ({item.name} eq {said})", other), (f"not ({item.name} ne {said})", same),
                (f"{item.name} in ({said},{said})", same), (f"not ({item.name} in ({said},null))",
                 [row for row in other if row[item.name] is not None]),
            ):  # fmt: skip
                found = rows_of(ugly, f"{name}?$filter={condition}")
                assert keys(ugly, name, found) == keys(ugly, name, wanted), condition
            if value is not None:
                count = ask(ugly, f"{name}/$count?$filter={item.name} eq {said}".replace(" ", "%20"))
                assert int(count.body) == len(same)


@in_each_set
def test_ranges(ugly: Service, name: str) -> None:
    rows = rows_of(ugly, name)
    for item in items(ugly.model.entity_sets[name]):
        if item.type not in READ and item.type is not DECIMAL:
            continue
        for value in {row[item.name] for row in rows} - {None}:
            for word, holds in COMPARISONS.items():
                wanted = [row for row in rows if row[item.name] is not None
                          and holds(read(item, row[item.name]), read(item, value))]  # fmt: skip
                rest = [row for row in rows if row not in wanted]
                condition = f"{item.name} {word} {literal(item, value)}"
                found = rows_of(ugly, f"{name}?$filter={condition}")
                assert keys(ugly, name, found) == keys(ugly, name, wanted), condition
                found = rows_of(ugly, f"{name}?$filter=not ({condition})")
                assert keys(ugly, name, found) == keys(ugly, name, rest), f"not {condition}"


# Function -> the types that it takes, and what it makes of a value.
PARTS: dict[str, tuple[frozenset[Any], Callable[[Any], Any]]] = {
    "year": (frozenset({DATE, DATE_TIME_OFFSET}), lambda value: value.year),
    "month": (frozenset({DATE, DATE_TIME_OFFSET}), lambda value: value.month),
    "day": (frozenset({DATE, DATE_TIME_OFFSET}), lambda value: value.day),
    "hour": (frozenset({TIME_OF_DAY, DATE_TIME_OFFSET}), lambda value: value.hour),
    "minute": (frozenset({TIME_OF_DAY, DATE_TIME_OFFSET}), lambda value: value.minute),
    "date": (frozenset({DATE_TIME_OFFSET}), lambda value: value.date()),
    "length": (frozenset({STRING}), len),
    "tolower": (frozenset({STRING}), lambda value: "'" + quote(value.lower().replace("'", "''")) + "'"),
}


@in_each_set
def test_functions(ugly: Service, name: str) -> None:
    rows = rows_of(ugly, name)
    for item in items(ugly.model.entity_sets[name]):
        for function, (types, part) in PARTS.items():
            if item.type not in types:
                continue
            parts = [None if row[item.name] is None else part(read(item, row[item.name])) for row in rows]
            for value in set(parts) - {None}:
                wanted = [row for row, own in zip(rows, parts, strict=True) if own == value]
                found = rows_of(ugly, f"{name}?$filter={function}({item.name}) eq {value}")
                assert keys(ugly, name, found) == keys(ugly, name, wanted), f"{function}({item.name}) eq {value}"


@in_each_set
def test_texts(ugly: Service, name: str) -> None:
    rows = rows_of(ugly, name)
    texts = [item for item in items(ugly.model.entity_sets[name]) if item.type is STRING]
    for item in texts:
        for value in sorted({row[item.name] for row in rows if row[item.name]})[:8]:
            for function, part, holds in (
                ("contains", value[1:3], str.__contains__), ("startswith", value[:2], str.startswith),
                ("endswith", value[-2:], str.endswith),
            ):  # fmt: skip
                wanted = [row for row in rows if row[item.name] is not None and holds(row[item.name], part)]
                condition = f"{function}({item.name},{literal(item, part)})"
                found = rows_of(ugly, f"{name}?$filter={condition}")
                assert keys(ugly, name, found) == keys(ugly, name, wanted), condition


@in_each_set
def test_orders_and_pages(ugly: Service, name: str) -> None:
    """Values come in their order; rows without one where the database has them."""
    rows = rows_of(ugly, name)
    for item in items(ugly.model.entity_sets[name]):
        if item.type not in READ and item.type is not BOOLEAN:
            continue
        for direction in ("asc", "desc"):
            found = rows_of(ugly, f"{name}?$orderby={item.name} {direction}")
            assert keys(ugly, name, found) == keys(ugly, name, rows)
            values = [read(item, row[item.name]) for row in found if row[item.name] is not None]
            assert values == sorted(values, reverse=direction == "desc"), f"{item.name} {direction}"


@in_each_set
def test_groups(ugly: Service, name: str) -> None:
    rows = rows_of(ugly, name)
    for item in items(ugly.model.entity_sets[name]):
        if item.case is Case.EXACT:
            continue  # rows are grouped as the database compares them
        groups = rows_of(ugly, f"{name}?$apply=groupby(({item.name}),aggregate($count as N))")
        counted = {group[item.name]: group["N"] for group in groups}
        values = [row[item.name] for row in rows]
        assert len(groups) == len(counted), item.name
        assert counted == {value: values.count(value) for value in values}, item.name


@in_each_set
def test_keys(ugly: Service, name: str) -> None:
    """Each entity is found by its own id, and in each page that its key begins."""
    entity_set = ugly.model.entity_sets[name]
    ids = [
        row["@odata.id"]
        for row in json.loads(ask(ugly, name, accept="application/json;odata.metadata=full").body)["value"]
    ]
    assert len(ids) == len(rows_of(ugly, name)) or len(ids) == 2000
    for own in ids[:20]:
        url = own.rpartition("/erp/")[2]
        assert ask(ugly, url).status == 200, url
    assert entity_set.type.key
