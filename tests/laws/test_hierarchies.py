"""Where nodes stand in hierarchies is where plain Python finds them, in forests of all shapes, with circles, too."""

import json
import random
from collections.abc import Callable, Iterable, Iterator
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


Rows = list[dict[str, Any]]
Step = tuple[str, Callable[[Rows], Rows]]  # a transformation, and what it makes of rows


def by_key(rows: Iterable[dict[str, Any]]) -> Rows:
    return sorted(rows, key=lambda row: row["id"])


def a_subset(draw: random.Random) -> Step:
    """A transformation that has nothing to do with hierarchies, and keeps some rows."""
    count, condition = draw.randrange(1, 6), draw.choice(list(CONDITIONS))
    return draw.choice(
        (
            (f"filter({condition})", lambda rows: [row for row in rows if CONDITIONS[condition](row)]),
            (
                f"topcount({count},weight)",
                lambda rows: sorted(rows, key=lambda row: -row["weight"])[:count],
            ),
            (f"orderby(weight,id desc)/skip({count})", lambda rows: least(rows)[count:]),
            (f"orderby(weight,id desc)/top({count})", lambda rows: least(rows)[:count]),
            ("identity", lambda rows: rows),
        )
    )


def least(rows: Rows) -> Rows:
    return sorted(sorted(rows, key=lambda row: row["id"], reverse=True), key=lambda row: row["weight"])


def of_kin(name: str, draw: random.Random, depth: int = 0) -> Step:
    """`ancestors` or `descendants`, with whatever may stand in its parentheses."""
    own, down = FORESTS[name], draw.random() < 0.5
    nodes, forest = restricted(name, draw)
    path = draw.choice(("id", "id", "above", "Above/id"))
    start, found_by = a_subset(draw) if depth or draw.random() < 0.7 else of_kin(name, draw, depth + 1)
    subset = ""
    if draw.random() < 0.3:
        within, narrow = a_subset(draw) if depth or draw.random() < 0.5 else of_kin(name, draw, depth + 1)
        forest = forest.of(row["id"] for row in narrow(by_key(own.rows[key] for key in forest.nodes)))
        subset = f",{within}"
    most, itself = draw.choice((None, None, 1, 2, 5)), draw.random() < 0.5

    def node(row: dict[str, Any]) -> Any:
        return row["id"] if path == "id" else row["above"] if path == "above" or row["above"] in own.rows else None

    def kin(rows: Rows) -> Rows:
        asked = {node(row) for row in found_by(rows)} - {None}
        reached = {one for start in asked for one in forest.reached(start, most, down=down, itself=itself)}
        return [row for row in rows if node(row) in reached]

    more = f"{subset}{f',{most}' if most else ''}{',keep start' if itself else ''}"
    return f"{'descendants' if down else 'ancestors'}({nodes},H,{path},{start}{more})", kin


def a_sequence(name: str, draw: random.Random, nested: bool) -> Step:
    depth = 0 if nested else 1
    steps = [of_kin(name, draw, depth) if draw.random() < 0.6 else a_subset(draw) for _ in range(draw.randrange(0, 2))]
    steps.insert(draw.randrange(0, len(steps) + 1), of_kin(name, draw, depth))

    def run(rows: Rows) -> Rows:
        for _, step in steps:
            rows = step(rows)
        return rows

    return "/".join(text for text, _ in steps), run


def nested(service: Service) -> bool:
    """Whether hierarchies may stand within each other: Firebird's statements cannot speak of so many tables."""
    return service.database.dialect.name != "firebird"


@each_forest
def test_kin_are_those_that_plain_python_finds(planted: Service, name: str) -> None:
    draw, everything = random.Random(f"kin of {name}"), by_key(FORESTS[name].rows.values())
    for _ in range(ROUNDS // 2):
        sequence, run = a_sequence(name, draw, nested(planted))
        found = rows_of(planted, f"{name}?$apply={sequence}&$select=id", draw.choice((2000, 3)))
        assert sorted(row["id"] for row in found) == sorted(row["id"] for row in run(everything)), sequence


@each_forest
def test_kin_are_aggregated_as_others(planted: Service, name: str) -> None:
    draw, everything = random.Random(f"sums of {name}"), by_key(FORESTS[name].rows.values())
    for _ in range(ROUNDS // 6):
        sequence, run = a_sequence(name, draw, nested(planted))
        rows = run(everything)
        (found,) = rows_of(planted, f"{name}?$apply={sequence}/aggregate($count as N,weight with sum as S)")
        assert (found["N"], found["S"] or 0) == (len(rows), sum(row["weight"] for row in rows)), sequence
        groups = rows_of(planted, f"{name}?$apply={sequence}/groupby((name),aggregate($count as N))")
        counts = {row["name"]: row["N"] for row in groups}
        assert counts == {one: sum(row["name"] == one for row in rows) for one in {row["name"] for row in rows}}


@each_forest
def test_groups_have_kin(planted: Service, name: str) -> None:
    """What is made of rows refers to nodes as rows do."""
    forest = FORESTS[name]
    counts: dict[Any, int] = {}
    for row in forest.rows.values():
        counts[row["above"]] = counts.get(row["above"], 0) + 1
    asked = {node for node, count in counts.items() if count > 1 and node is not None}
    reached = {one for start in asked for one in forest.reached(start, None, down=False, itself=True)}
    groups = "groupby((above),aggregate($count as N))"
    found = rows_of(planted, f"{name}?$apply={groups}/ancestors($root/{name},H,above,filter(N gt 1),keep start)")
    assert {row["above"]: row["N"] for row in found} == {node: counts[node] for node in reached & set(counts)}


ODD = (
    "1", "-1", "0", "5.0", "1.5", "1e400", "99999999999999999999999", "'x'", "'O''Neil'", "''", "null", "true", "INF",
    "2024-02-30", "2024-02-29", "f28aeb6f-e592-523d-b629-d63394f7d5bc", "duration'P1D'", "binary'AAAA'", "@p", "id",
    "above", "name", "weight", "Above", "Below", "Above/id", "Below/$count", "$it/id", "$root/{}", "{}", "(1,2)",
    "Above/Above/above", "id add 1", "length(name)", "$root/{}(1)/above", "Aggregation.isroot()", "'a' 'b'", "",
    "Below/any(b:b/weight gt 1)", "case(true:1)", "$these", "$this/id", "not true",
)  # fmt: skip


@pytest.mark.parametrize("name", ["numbers_circles", "words_circles"])
def test_whatever_is_given_is_no_500(planted: Service, name: str) -> None:
    odd = [one.replace("{}", name) for one in ODD]
    whole = f"HierarchyNodes=$root/{name},HierarchyQualifier='H'"
    asked = [f"$filter=Aggregation.isdescendant({whole},Node=id,Ancestor={one})" for one in odd]
    asked += [f"$filter=Aggregation.isancestor({whole},Node={one},Descendant=above)" for one in odd]
    asked += [f"$filter=not Aggregation.issibling({whole},Node=above,Other={one})" for one in odd]
    asked += [f"$filter=Aggregation.isdescendant({whole},Node=id,Ancestor=id,MaxDistance={one})" for one in odd]
    asked += [f"$filter=Aggregation.isroot(HierarchyNodes={one},HierarchyQualifier='H',Node=id)" for one in odd]
    asked += [
        f"$filter=Aggregation.isroot(HierarchyNodes=$root/{name},HierarchyQualifier={one},Node=id)" for one in odd
    ]
    asked += [f"$apply=descendants($root/{name},H,{one},filter(weight gt 2))" for one in odd]
    asked += [f"$apply=ancestors({one},H,id,filter(weight gt 2))" for one in odd]
    asked += [f"$apply=ancestors($root/{name},H,id,filter(id eq above),{one},keep start)" for one in odd]
    for query in asked:
        status = ask(planted, f"{name}?{query.replace(' ', '%20')}").status
        assert status in (200, 400, 501), (status, query)
