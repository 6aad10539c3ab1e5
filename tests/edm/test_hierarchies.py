"""Which hierarchies a model has: those that are declared, or the one that a table's foreign key to itself makes."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from lxml import etree
from sqlalchemy import Column, Double, ForeignKey, ForeignKeyConstraint, Integer, MetaData, String, Table

from odata_service import publish
from odata_service.edm.csdl_json import to_json
from odata_service.edm.csdl_xml import to_xml
from odata_service.edm.draft import ModelError
from odata_service.edm.from_tables import model_of
from odata_service.edm.model import Hierarchy, Model
from odata_service.publish import DerivedType, EntitySet, Navigation

TERM = "Org.OData.Aggregation.V1.RecursiveHierarchy"
ROOTED: dict[str, Any] = {"nullable": True}


def units(*more: Any, own: Any = Integer, up: Any = None, to: str = "units.no") -> Table:
    above = Column("parent_no", ForeignKey(to), **(ROOTED if up is None else up))
    return Table("units", MetaData(), Column("no", own, primary_key=True), Column("code", String(9)), above, *more)


def published(*sets: EntitySet) -> Model:
    return model_of(publish.Service(name="s", source=publish.Source("S_URL"), entity_sets=sets))


def hierarchies(*sets: EntitySet) -> dict[str, Hierarchy]:
    return published(*sets).entity_sets["Units"].type.hierarchies


def test_a_foreign_key_to_itself_is_a_hierarchy() -> None:
    model = published(EntitySet(units(), "Units"))
    assert model.entity_sets["Units"].type.hierarchies == {"UnitHierarchy": Hierarchy("no", "parent")}
    root = etree.fromstring(to_xml(model))
    (found,) = (one for one in root.iter("{*}Annotation") if one.get("Term") == TERM)
    assert found.get("Qualifier") == "UnitHierarchy" and found.getparent().get("Name") == "Unit"
    assert {dict(one.attrib)["Property"] for one in found.iter("{*}PropertyValue")} == {
        "NodeProperty", "ParentNavigationProperty",
    }  # fmt: skip
    told = json.loads(to_json(model))["S"]["Unit"][f"@{TERM}#UnitHierarchy"]
    assert told == {"NodeProperty": "no", "ParentNavigationProperty": "parent"}


NOT_SURE: dict[str, Sequence[EntitySet]] = {
    "two ways": [EntitySet(units(Column("deputy_no", ForeignKey("units.no"))), "Units")],
    "never without a parent": [EntitySet(units(up={"nullable": False}), "Units")],
    "no exact key": [EntitySet(units(own=Double), "Units")],
    "by a column that is no key": [EntitySet(units(to="units.code"), "Units")],
    "a key that is not shown alone": [EntitySet(units(Column("client", Integer, primary_key=True)), "Units")],
    "said so": [EntitySet(units(), "Units", hierarchies=[])],
}


@pytest.mark.parametrize("why", NOT_SURE)
def test_what_is_not_sure_is_none(why: str) -> None:
    assert hierarchies(*NOT_SURE[why]) == {}


def test_a_table_that_is_published_twice_refers_to_the_first_set() -> None:
    table = units()
    sets = published(EntitySet(table, "Units"), EntitySet(table, "Others", entity_type="Other")).entity_sets
    assert (len(sets["Units"].type.hierarchies), len(sets["Others"].type.hierarchies)) == (1, 0)


def test_hierarchies_are_declared() -> None:
    """With another node than the key, and over several columns."""
    table = Table(
        "units", MetaData(), Column("client", Integer, primary_key=True), Column("no", Integer, primary_key=True),
        Column("code", String(9)), Column("parent_no", Integer),
        ForeignKeyConstraint(["client", "parent_no"], ["units.client", "units.no"]),
    )  # fmt: skip
    up = Navigation(name="Up", target="Units", columns=["client", "parent_no"], target_columns=["client", "no"])
    declared = publish.Hierarchy(name="Chart", parent="Up", node="code")
    assert hierarchies(EntitySet(table, "Units", navigation=[up], hierarchies=[declared])) == {
        "Chart": Hierarchy("code", "Up")
    }


def test_types_that_have_not_its_properties_have_it_not() -> None:
    """What only derived types have, the set's own type cannot be arranged by."""
    table = units(Column("kind", String(1)))
    types = [DerivedType("Branch", "B", columns=["parent_no"]), DerivedType("Office", "O", base="Branch")]
    made = published(EntitySet(table, "Units", discriminator="kind", types=types))
    own = {
        one.name: one.own.hierarchies
        for one in [made.entity_sets["Units"].type, *made.entity_sets["Units"].derived_types]
    }
    assert own == {"Unit": {}, "Branch": {"UnitHierarchy": Hierarchy("no", "parent")}, "Office": {}}
    assert to_xml(made).count(TERM.encode()) == 1


WRONG: dict[str, tuple[publish.Hierarchy, str]] = {
    "no such way": (publish.Hierarchy(name="H", parent="Up"), "parent is 'Up', which is no navigation property to one"),
    "a collection": (publish.Hierarchy(name="H", parent="Units"), "is no navigation property to one of 'Units'"),
    "no such column": (publish.Hierarchy(name="H", parent="parent", node="id"), "node is to be the column of one"),
    "a bad name": (publish.Hierarchy(name="a b", parent="parent"), "needs a name of its own"),
}


@pytest.mark.parametrize("why", WRONG)
def test_mistakes_are_told(why: str) -> None:
    declared, said = WRONG[why]
    with pytest.raises(ModelError) as caught:
        published(EntitySet(units(), "Units", hierarchies=[declared]))
    assert said in "\n".join(caught.value.mistakes) and len(caught.value.mistakes) == 1


def test_numbers_are_no_texts() -> None:
    table = Table("units", MetaData(), Column("no", Integer, primary_key=True), Column("up", String(9)))
    up = Navigation(name="Up", target="Units", columns=["up"], target_columns=["no"])
    with pytest.raises(ModelError) as caught:
        declared = [publish.Hierarchy(name="H", parent="Up")]
        published(EntitySet(table, "Units", navigation=[up], hierarchies=declared))
    assert "one holds numbers and one texts" in "\n".join(caught.value.mistakes)


def test_someone_has_to_be_above_all() -> None:
    with pytest.raises(ModelError) as caught:
        declared = [publish.Hierarchy(name="H", parent="parent")]
        published(EntitySet(units(up={"nullable": False}), "Units", hierarchies=declared))
    assert "some have to have none above them" in "\n".join(caught.value.mistakes)
