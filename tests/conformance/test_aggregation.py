"""OData Extension for Data Aggregation 4.0: its transformations, methods and where `$apply` stands

What is not carried out is 501: `nest`, `addnested`, `traverse`, `rolluprecursive`, `from`, `$these`.
"""

from typing import Any

import pytest

from odata_service.service import Service
from tests.conformance.asking import body_of
from tests.conftest import ask


def rows(service: Service, apply: str, rest: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = body_of(service, f"Orders?$apply={apply}{rest}")["value"]
    return found


def test_methods(service: Service) -> None:
    """sum, min, max, average and countdistinct take values together, $count counts rows."""
    aggregates = "NetAmount with sum as S,NetAmount with min as L,NetAmount with max as M"
    aggregates += ",OrderID with average as A,Status with countdistinct as D,$count as N"
    (row,) = rows(service, f"aggregate({aggregates})")
    assert row["L"] < row["A"] and row["M"] < row["S"] and (row["D"], row["N"], row["A"]) == (6, 500, 250.5)


def test_types(service: Service) -> None:
    """Numbers of rows and of different values are Edm.Decimal; least and largest values have the type of the values."""
    (row,) = rows(service, "aggregate($count as N,OrderDate with min as F,CurrencyCode with max as C)")
    assert (row["N@odata.type"], row["F@odata.type"], row["C"]) == ("#Decimal", "#Date", "USD")


def test_texts_and_dates(service: Service) -> None:
    """min and max take whatever has an order."""
    (row,) = rows(service, "aggregate(CurrencyCode with min as C,CreatedAt with max as T)")
    assert row["C"] == "CHF" and row["T"] > "2024"


def test_paths_to_one(service: Service) -> None:
    """An entity that is reached from several rows counts once."""
    (row,) = rows(service, "aggregate(Customer/CustomerID with sum as S,Customer/$count as N)")
    assert (row["N"], row["S"]) == (100, 5050)


def test_paths_to_many(service: Service) -> None:
    """Collections of rows are taken together."""
    (row,) = rows(service, "aggregate(Lines/$count as N,Lines/Quantity with sum as S,$count as Orders)")
    (flat,) = body_of(service, "OrderLines?$apply=aggregate($count as N,Quantity with sum as S)")["value"]
    assert (row["N"], row["S"], row["Orders"]) == (flat["N"], flat["S"], 500)


@pytest.mark.parametrize("name", ["topcount", "topsum", "toppercent", "bottomcount", "bottomsum", "bottompercent"])
def test_top_and_bottom(service: Service, name: str) -> None:
    """topcount, topsum, toppercent and their opposites take the largest or smallest rows until there is enough."""
    found = [row["OrderID"] for row in rows(service, f"{name}(10,OrderID)", "&$select=OrderID&$orderby=OrderID")]
    assert (found[-1] == 500) if name.startswith("top") else (found[0] == 1)
    assert len(found) == {"count": 10, "bottomsum": 4, "topsum": 1, "toppercent": 26, "bottompercent": 158}.get(
        "count" if name.endswith("count") else name
    )


def test_subsets(service: Service) -> None:
    """filter, search, orderby, skip and top do what the options of these names do."""
    found = rows(service, "filter(OrderID le 9)/orderby(OrderID desc)/skip(1)/top(2)", "&$select=OrderID")
    assert [row["OrderID"] for row in found] == [8, 7]


def test_one_to_one(service: Service) -> None:
    """compute adds a property, identity nothing; the context says so."""
    body = body_of(service, "Orders?$apply=identity/compute(OrderID mul 2 as Twice)/filter(Twice eq 6)")
    assert [row["Twice"] for row in body["value"]] == [6]
    assert body["@odata.context"].endswith("$metadata#Orders(*,Twice)")


def test_join(service: Service) -> None:
    """join puts each related row beside the row, outerjoin null where there is none."""
    some = "filter(OrderID le 3)/{}(Lines as L,filter(Quantity gt 36))"
    assert [row["L"]["LineNo"] for row in rows(service, some.format("join"))] == [10]
    assert [row["L"] and row["L"]["LineNo"] for row in rows(service, some.format("outerjoin"))] == [None, None, 10]


def test_concat(service: Service) -> None:
    """concat puts results one behind another, in their order."""
    found = rows(service, "concat(topcount(1,OrderID),aggregate(OrderID with sum as S))", "&$select=OrderID,S")
    assert [(row["OrderID"], row["S"]) for row in found] == [(500, None), (None, 125250)]


def test_groupby(service: Service) -> None:
    """groupby makes a row for each combination of values, by paths to one, too."""
    found = body_of(service, "Orders?$apply=groupby((Customer/CountryCode,Status))")
    assert found["@odata.context"].endswith("$metadata#Orders(Customer(CountryCode),Status)")
    assert set(found["value"][0]) == {"Customer", "Status"}


def test_groupby_with_any_transformations(service: Service) -> None:
    """What stands within groupby is done for each group."""
    found = rows(service, "groupby((CurrencyCode),topcount(2,NetAmount)/aggregate($count as N))")
    assert {row["N"] for row in found} == {2}


def test_rollup(service: Service) -> None:
    """rollup adds the totals of each level, with $all the total of all; several are combined."""
    found = rows(service, "groupby((rollup($all,CurrencyCode),rollup($all,Status)),aggregate($count as N))")
    assert sum(row["N"] for row in found) == 4 * 500


def test_options_behind(service: Service) -> None:
    """$filter, $compute, $orderby, $select, $skip, $top and $count apply to the result."""
    rest = "&$filter=N gt 50&$compute=N add 1 as M&$orderby=M desc&$select=CurrencyCode,M&$skip=1&$top=1&$count=true"
    body = body_of(service, f"Orders?$apply=groupby((CurrencyCode),aggregate($count as N)){rest}")
    assert (body["@odata.count"], [row["M"] for row in body["value"]]) == (4, [85])


def test_within_expand(service: Service) -> None:
    """$apply within $expand makes something of each row's related rows."""
    (row,) = body_of(service, "Customers?$filter=CustomerID eq 1&$expand=Orders($apply=aggregate($count as N))")[
        "value"
    ]
    assert [one["N"] for one in row["Orders"]] == [5]


def test_in_expressions(service: Service) -> None:
    """A collection followed by aggregate is a value."""
    body = body_of(service, "Customers?$filter=Orders/aggregate(OrderID with max) eq 500&$select=CustomerID")
    assert len(body["value"]) == 1


def employees(service: Service, function: str, **given: Any) -> list[int]:
    """Those of whom one of the hierarchy functions is true."""
    arguments = {
        "HierarchyNodes": "$root/Employees", "HierarchyQualifier": "'EmployeeHierarchy'", "Node": "EmployeeID", **given
    }  # fmt: skip
    call = ",".join(f"{name}={value}" for name, value in arguments.items())
    body = body_of(service, f"Employees?$select=EmployeeID&$filter=Aggregation.{function}({call})")
    return [row["EmployeeID"] for row in body["value"]]


def test_recursive_hierarchies(service: Service) -> None:
    """The metadata names the recursive hierarchies of entity types, their nodes and what leads to a node's parent."""
    document = body_of(service, "$metadata?$format=json")
    found = document["ERP"]["Employee"]["@Org.OData.Aggregation.V1.RecursiveHierarchy#EmployeeHierarchy"]
    assert found == {"NodeProperty": "EmployeeID", "ParentNavigationProperty": "Manager"}


def test_hierarchy_functions(service: Service) -> None:
    """isroot, isleaf, issibling, isnode tell where a node stands."""
    assert employees(service, "isroot") == [1] and 200 in employees(service, "isleaf")
    assert employees(service, "issibling", Other=2) == [3, 4, 5, 6, 7, 8, 9]
    assert len(employees(service, "isnode")) == 200


def test_hierarchy_functions_with_distance(service: Service) -> None:
    """isdescendant and isancestor know how far away a node is, and whether the other one itself counts."""
    assert employees(service, "isancestor", Descendant=137) == [1, 2, 17]
    assert employees(service, "isancestor", Descendant=137, MaxDistance=1, IncludeSelf="true") == [17, 137]
    assert employees(service, "isdescendant", Ancestor=1, MaxDistance=1) == [2, 3, 4, 5, 6, 7, 8, 9]


def test_hierarchies_of_some_nodes(service: Service) -> None:
    """The nodes of a hierarchy may be some of a set's entities."""
    assert employees(service, "isroot", HierarchyNodes="$root/Employees/$filter(EmployeeID gt 1)")[:2] == [2, 3]


def test_ancestors_and_descendants(service: Service) -> None:
    """ancestors and descendants take the rows that are related to nodes above or below those of others."""
    chain = "ancestors($root/Employees,EmployeeHierarchy,EmployeeID,filter(EmployeeID eq 137),keep start)"
    body = body_of(service, f"Employees?$apply={chain}&$select=EmployeeID")
    assert [row["EmployeeID"] for row in body["value"]] == [1, 2, 17, 137]
    below = "descendants($root/Employees,EmployeeHierarchy,EmployeeID,filter(EmployeeID eq 1),1)"
    assert {row["EmployeeID"] for row in rows(service, f"{below}/groupby((EmployeeID))")} <= set(range(2, 10))


@pytest.mark.parametrize(
    ("apply", "status"),
    [
        ("nest(identity as X)", 501),
        ("addnested(Lines,identity as X)", 501),
        ("ancestors($root/Employees,H,EmployeeID,identity)", 400),
        ("traverse($root/Employees,EmployeeHierarchy,EmployeeID,preorder)", 501),
        ("groupby((rolluprecursive($root/Employees,EmployeeHierarchy,EmployeeID)))", 501),
        ("aggregate(NetAmount with sum from OrderDate with average as A)", 501),
        ("aggregate(NetAmount with Custom.median as A)", 501),
        ("filter(NetAmount gt $these/aggregate(NetAmount with average))", 501),
        ("aggregate(NetAmount with sum)", 400),
        ("aggregate(NetAmount)", 501),
        ("aggregate(NetAmount with sum as OrderID,NetAmount with max as OrderID)", 400),
        ("groupby((Nothing))", 400),
        ("none(OrderID)", 400),
    ],
)
def test_the_rest(service: Service, apply: str, status: int) -> None:
    """What is not carried out is 501, what means nothing 400."""
    assert ask(service, f"Orders?$apply={apply}".replace(" ", "%20")).status == status
