"""Hierarchies in tables as they are: keys of several columns, padded texts, numbers that refer to texts, rows that are
marked as deleted, rows above themselves, columns that only some types have."""

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import CHAR, Column, ForeignKey, ForeignKeyConstraint, Integer, MetaData, String, Table

from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.publish import DerivedType, EntitySet, Hierarchy, Navigation, Property, Source
from odata_service.publish import Service as Published
from odata_service.service import Service
from odata_service.sql.opening import open_database
from tests.conformance.asking import change
from tests.conftest import BEHAVIOUR, ask, filled, served

METADATA = MetaData()
INNODB = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4"}
OFFICES = Table(
    "offices", METADATA, Column("client", Integer, primary_key=True, autoincrement=False),
    Column("no", Integer, primary_key=True, autoincrement=False), Column("code", String(9)), Column("up_no", Integer),
    ForeignKeyConstraint(["client", "up_no"], ["offices.client", "offices.no"]), **INNODB,
)  # fmt: skip
ACCOUNTS = Table("accounts", METADATA, Column("id", CHAR(6), primary_key=True), Column("up", CHAR(8)), **INNODB)
LOOSE = Table("loose", METADATA, Column("id", CHAR(3), primary_key=True), Column("up", Integer), **INNODB)
POSTS = Table(
    "posts", METADATA, Column("id", Integer, primary_key=True, autoincrement=False),
    Column("up_id", ForeignKey("posts.id")), Column("gone", Integer, nullable=False), **INNODB,
)  # fmt: skip
CARS = Table(
    "cars", METADATA, Column("id", Integer, primary_key=True, autoincrement=False), Column("kind", String(1)),
    Column("towed_by", ForeignKey("cars.id")), **INNODB,
)  # fmt: skip
LINKS = Table(
    "links", METADATA, Column("id", Integer, primary_key=True, autoincrement=False),
    Column("up_id", Integer, index=True), **INNODB,
)  # fmt: skip
DEEP = 1_200  # levels
ROWS = {
    LINKS: [(number, number - 1 or None) for number in range(1, DEEP + 1)],
    # the second client has an office of the same number, and one below it
    OFFICES: [(1, 1, "a", None), (1, 2, "b", 1), (1, 3, "c", 2), (2, 2, "d", None), (2, 3, "e", 2), (2, 9, None, 3)],
    ACCOUNTS: [("A", None), ("AB", "A"), ("ABC", "AB"), ("B", "B"), ("C", "B")],
    LOOSE: [("001", None), ("002", 1), ("003", 2), ("004", 9)],
    POSTS: [(1, None, 0), (2, 1, 1), (3, 2, 0), (4, 3, 0), (5, 5, 0), (6, 5, 0)],
    CARS: [(1, "T", None), (2, "T", 1), (3, "V", None), (4, "T", 2)],
}


def up(target: str, here: str, there: str = "id") -> list[Navigation]:
    return [Navigation(name="Up", target=target, columns=[here], target_columns=[there])]


CHART = [Hierarchy(name="H", parent="Up")]
SERVICE = Published(
    name="yard",
    source=Source("YARD_URL"),
    entity_sets=[
        EntitySet(
            OFFICES, "Offices", hierarchies=[Hierarchy(name="H", parent="Up", node="code")],
            navigation=[Navigation(name="Up", target="Offices", columns=["client", "up_no"],
                                   target_columns=["client", "no"])],
        ),
        EntitySet(LINKS, "Links", navigation=up("Links", "up_id"), hierarchies=CHART),
        EntitySet(ACCOUNTS, "Accounts", navigation=up("Accounts", "up"), hierarchies=CHART),
        EntitySet(
            LOOSE, "Loose", properties={"id": Property(form="zeros")}, navigation=up("Loose", "up"), hierarchies=CHART
        ),
        EntitySet(POSTS, "Posts", soft_delete={"gone": 1}, hierarchies=[Hierarchy(name="H", parent="up")]),
        EntitySet(
            CARS, "Cars", discriminator="kind", types=[DerivedType("Truck", "T", columns=["towed_by"])],
            navigation=up("Cars", "towed_by"), hierarchies=CHART,
        ),
    ],
)  # fmt: skip


def made(url: str) -> Service:
    filled(url, METADATA, ROWS)
    return Service(model_of(SERVICE), open_database("yard", url, Config()), Config())


@pytest.fixture(scope="module", params=BEHAVIOUR)
def yard(request: pytest.FixtureRequest) -> Iterator[Service]:
    yield from served(request.param, "yard", made)


def asked(service: Service, name: str, function: str, node: str = "id", more: str = "", nodes: str = "") -> list[str]:
    """What tells the nodes of which a function is true."""
    given = f"HierarchyNodes=$root/{nodes or name},HierarchyQualifier='H',Node={node}{more}"
    return found(service, f"{name}?$filter=Aggregation.{function}({given})", node)


def found(service: Service, url: str, node: str = "id") -> list[str]:
    response = ask(service, url.replace(" ", "%20"))
    assert response.status == 200, response.body[:500]
    return sorted(str(row[node.rpartition("/")[2]]) for row in json.loads(response.body)["value"])


def test_links_of_several_columns(yard: Service) -> None:
    """What is another client's is not below. An entity that nothing tells is no node."""
    assert asked(yard, "Offices", "isroot", "code") == ["a", "d"]
    assert asked(yard, "Offices", "isleaf", "code") == ["c", "e"]
    assert asked(yard, "Offices", "isdescendant", "code", ",Ancestor='a'") == ["b", "c"]
    assert asked(yard, "Offices", "isancestor", "code", ",Descendant='e',IncludeSelf=true") == ["d", "e"]
    start = "descendants($root/Offices,H,code,filter(client eq 2 and no eq 2),keep start)"
    assert found(yard, f"Offices?$apply={start}", "code") == ["d", "e"]
    others = "not Aggregation.isdescendant(HierarchyNodes=$root/Offices,HierarchyQualifier='H',Node=code,Ancestor='a')"
    assert found(yard, f"Offices?$filter={others}", "code") == ["None", "a", "d", "e"]


def test_texts_that_are_filled_up(yard: Service) -> None:
    """Columns of different lengths hold the same. Who is above himself is a root, and not below himself."""
    assert asked(yard, "Accounts", "isroot") == ["A", "B"]
    assert asked(yard, "Accounts", "isdescendant", more=",Ancestor='A'") == ["AB", "ABC"]
    assert asked(yard, "Accounts", "isdescendant", more=",Ancestor='B'") == ["C"]
    assert asked(yard, "Accounts", "issibling", more=",Other='A'") == ["B"]
    assert found(yard, "Accounts?$apply=ancestors($root/Accounts,H,id,filter(id eq 'ABC'))") == ["A", "AB"]
    assert found(yard, "Accounts?$apply=ancestors($root/Accounts,H,up,filter(id eq 'ABC'),keep start)") == ["AB", "ABC"]


def test_numbers_that_refer_to_texts_of_digits(yard: Service) -> None:
    assert asked(yard, "Loose", "isroot") == ["1", "4"]
    assert asked(yard, "Loose", "isdescendant", more=",Ancestor='1'") == ["2", "3"]
    assert asked(yard, "Loose", "isancestor", more=",Descendant='3',MaxDistance=1") == ["2"]
    assert found(yard, "Loose?$apply=ancestors($root/Loose,H,id,filter(id eq '3'),keep start)") == ["1", "2", "3"]


def test_rows_that_are_marked_as_deleted(yard: Service) -> None:
    """They are no nodes: what was below them is a root."""
    assert asked(yard, "Posts", "isroot") == ["1", "3", "5"]
    assert asked(yard, "Posts", "isdescendant", more=",Ancestor=1,IncludeSelf=true") == ["1"]
    assert asked(yard, "Posts", "isdescendant", more=",Ancestor=5") == ["6"]
    assert found(yard, "Posts?$apply=descendants($root/Posts,H,id,filter(id le 3))") == ["4"]


def test_types_that_have_what_leads_up(yard: Service) -> None:
    """The nodes are those of the type that has it."""
    trucks = "Cars/Yard.Truck"
    assert asked(yard, trucks, "isroot", nodes=trucks) == ["1"]
    assert asked(yard, trucks, "isdescendant", more=",Ancestor=1") == ["2", "4"]
    assert found(yard, f"{trucks}?$apply=ancestors($root/{trucks},H,id,filter(id eq 4),filter(id gt 1))") == ["2"]
    given = f"HierarchyNodes=$root/{trucks},HierarchyQualifier='H',Node=id"
    assert found(yard, f"Cars?$filter=not Aggregation.isnode({given})") == ["3"]
    assert (
        ask(yard, "Cars?$filter=Aggregation.isroot(HierarchyNodes=$root/Cars,HierarchyQualifier='H',Node=id)").status
        == 400
    )


def test_deep_hierarchies_are_followed_to_their_end(yard: Service) -> None:
    """As far as the database can: docs/databases.md says which cannot."""
    most = 1_000 if yard.database.dialect.name == "firebird" else DEEP
    given = "HierarchyNodes=$root/Links,HierarchyQualifier='H',Node=id"
    for call in (f"isdescendant({given},Ancestor=1", f"isancestor({given},Descendant={DEEP}"):
        for distance, expected in (
            ("", min(most, DEEP - 1)),
            (",MaxDistance=32767", min(most, DEEP - 1)),
            (",MaxDistance=5", 5),
        ):
            count = ask(yard, f"Links/$count?$filter=Aggregation.{call}{distance})")
            assert count.body == str(expected).encode(), count.body


def test_what_is_below_is_changed(written: Service) -> None:
    """A hierarchy can say which entities a change is about."""
    given = "HierarchyNodes=@h,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID,Ancestor=17"
    url = f"Employees/$filter(Aggregation.isdescendant({given}))/$each?@h=$root/Employees"
    assert change(written, "PATCH", url, {"JobTitle": "Scout"}).status == 204
    assert found(written, "Employees?$filter=JobTitle eq 'Scout'", "EmployeeID") == [
        str(one) for one in range(130, 138)
    ]
