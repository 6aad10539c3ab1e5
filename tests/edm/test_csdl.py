"""The metadata documents are valid, and say what the tables are."""

import json

import pytest
from lxml import etree

from models.erp import SERVICE
from odata_service import publish
from odata_service.edm.csdl_json import to_json
from odata_service.edm.csdl_xml import to_xml
from odata_service.edm.draft import ModelError
from odata_service.edm.from_tables import model_of
from tests.metadata_schemas import assert_valid_json, assert_valid_xml, here

EDM = "{http://docs.oasis-open.org/odata/ns/edm}"


@here
@pytest.mark.parametrize("version", ["4.0", "4.01"])
def test_the_xml_is_valid(version: str) -> None:
    document = to_xml(model_of(SERVICE), version=version)
    assert_valid_xml(document)
    assert etree.fromstring(document).get("Version") == version


@here
def test_the_json_is_valid() -> None:
    assert_valid_json(to_json(model_of(SERVICE)))


def test_every_text_and_decimal_has_its_facets() -> None:
    document = etree.fromstring(to_xml(model_of(SERVICE)))
    for item in document.iter(f"{EDM}Property"):
        if item.get("Type") == "Edm.String":
            assert int(item.get("MaxLength", "0")) > 0, item.get("Name")
        if item.get("Type") == "Edm.Decimal":
            assert item.get("Scale") is not None


def test_both_forms_have_the_same_types() -> None:
    model = model_of(SERVICE)
    document, schema = etree.fromstring(to_xml(model)), json.loads(to_json(model))["ERP"]
    for entity_type in document.iter(f"{EDM}EntityType"):
        names = {item.get("Name") for item in entity_type if item.get("Name")}
        assert names == {name for name in schema[entity_type.get("Name", "")] if name[0] not in "$@"}


def test_all_mistakes_of_a_declaration_are_told_at_once() -> None:
    table = SERVICE.entity_sets[0].table
    wrong = publish.Service(
        name="erp",
        source=publish.Source("X"),
        entity_sets=[
            publish.EntitySet(table, "Bad__Name", hidden=["citty"], page_size=9000),
            publish.EntitySet(table, "Good", names={"city": "2nd"}, order_by=["-nope"]),
        ],
    )
    with pytest.raises(ModelError) as caught:
        model_of(wrong)
    said = "\n".join(caught.value.mistakes)
    for part in ("Bad__Name", "Did you mean 'city'?", "9000", "'2nd'", "'nope'"):
        assert part in said
    assert len(caught.value.mistakes) == 5
