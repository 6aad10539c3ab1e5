"""Where nodes stand in hierarchies is where plain Python finds them, in forests of all shapes, with circles, too."""

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import create_engine

from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.service import Service
from odata_service.sql.opening import normalised, open_database
from tests.conftest import BEHAVIOUR, ROOT, ask, served
from tests.laws.forests import METADATA, SERVICE, TABLES, Forest, forests

FORESTS = forests()
ROUNDS = 60


def made(url: str) -> Service:
    engine = create_engine(normalised(url))
    METADATA.create_all(engine)
    with engine.begin() as connection:
        for name, table in TABLES.items():
            for row in FORESTS[name].rows.values():
                connection.execute(table.insert(), row)
    engine.dispose()
    return Service(model_of(SERVICE), open_database("forests", url, Config()), Config())


@pytest.fixture(scope="module", params=BEHAVIOUR)
def planted(request: pytest.FixtureRequest) -> Iterator[Service]:
    yield from served(request.param, "forests", made)


each_forest = pytest.mark.parametrize("name", FORESTS)


def rows_of(service: Service, url: str, size: int = 2000) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while url:
        response = ask(service, url.replace(" ", "%20"), prefer=f"maxpagesize={size}", accept="*/*;odata.metadata=none")
        assert response.status == 200, (url, response.body[:500])
        body = json.loads(response.body)
        found += body["value"]
        url = body.get("@odata.nextLink", "").removeprefix(ROOT)
    return found


def literal(value: Any) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


# Conditions on single rows, in OData and in Python.
CONDITIONS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "weight gt 2": lambda row: row["weight"] > 2,
    "name ne 'east'": lambda row: row["name"] != "east",
    "name eq null or weight lt 4": lambda row: row["name"] is None or row["weight"] < 4,
}


def some(forest: Forest, condition: str) -> set[Any]:
    return {key for key, row in forest.rows.items() if CONDITIONS[condition](row)}


def restricted(name: str, draw: random.Random) -> tuple[str, Forest]:
    """All nodes of a forest, or some."""
    forest = FORESTS[name]
    if draw.random() < 0.5:
        return f"$root/{name}", forest
    condition = draw.choice(list(CONDITIONS))
    return f"$root/{name}/$filter({condition})", forest.of(some(forest, condition))


def a_call(forest: Forest, nodes: str, draw: random.Random) -> tuple[str, set[Any]]:
    """A call of one, and the nodes that it is true of."""
    function = draw.choice(("isnode", "isroot", "isleaf", "issibling", "isdescendant", "isancestor"))
    given = f"HierarchyNodes={nodes},HierarchyQualifier='H',Node=id"
    origin = draw.choice(list(forest.rows))
    match function:
        case "isnode":
            found = set(forest.nodes)
        case "isroot":
            found = forest.roots()
        case "isleaf":
            found = {one for one in forest.nodes if not forest.children(one)}
        case "issibling":
            given, found = f"{given},Other={literal(origin)}", forest.siblings(origin)
        case _:
            most, itself = draw.choice((None, 1, 2, 3, 7, 40)), draw.random() < 0.5
            given += f",{'Ancestor' if function == 'isdescendant' else 'Descendant'}={literal(origin)}"
            given += f",MaxDistance={most}" if most else ""
            given += ",IncludeSelf=true" if itself else draw.choice(("", ",IncludeSelf=false"))
            found = forest.reached(origin, most, down=function == "isdescendant", itself=itself)
    prefix = draw.choice(("Aggregation", "Org.OData.Aggregation.V1"))
    return f"{prefix}.{function}({given})", found


@each_forest
def test_functions_are_true_of_the_nodes_that_plain_python_finds(planted: Service, name: str) -> None:
    draw, everything = random.Random(name), set(FORESTS[name].rows)
    for _ in range(ROUNDS):
        nodes, forest = restricted(name, draw)
        call, expected = a_call(forest, nodes, draw)
        found = rows_of(planted, f"{name}?$filter={call}&$select=id")
        assert {row["id"] for row in found} == expected, call
        others = rows_of(planted, f"{name}?$filter=not {call}&$select=id")
        assert {row["id"] for row in others} == everything - expected, call


@each_forest
@pytest.mark.parametrize("function", ["issibling", "isdescendant", "isancestor"])
def test_each_row_can_ask_from_another_node(planted: Service, name: str, function: str) -> None:
    """What a row is asked about and what it asks from are values of its own."""
    forest = FORESTS[name]
    role = {"issibling": "Other", "isdescendant": "Ancestor", "isancestor": "Descendant"}[function]
    call = f"Aggregation.{function}(HierarchyNodes=$root/{name},HierarchyQualifier='H',Node=above,{role}=id)"
    expected = {
        key for key, row in forest.rows.items()
        if row["above"] in (
            forest.siblings(key) if function == "issibling"
            else forest.reached(key, None, down=function == "isdescendant", itself=False)
        )
    }  # fmt: skip
    assert {row["id"] for row in rows_of(planted, f"{name}?$filter={call}&$select=id")} == expected
    others = {row["id"] for row in rows_of(planted, f"{name}?$filter=not {call}&$select=id")}
    assert others == set(forest.rows) - expected
