"""The metadata documents are valid, and say what the tables are."""

import json
import os
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from models.erp import SERVICE
from odata_service import publish
from odata_service.edm.csdl_json import to_json
from odata_service.edm.csdl_xml import to_xml
from odata_service.edm.from_tables import ModelError, model_of

FOLDER = Path(os.environ.get("ODATA_SPEC_DATA") or Path(__file__).parents[2] / ".." / "shared" / "odata")
EDM = "{http://docs.oasis-open.org/odata/ns/edm}"
here = pytest.mark.skipif(not FOLDER.exists(), reason="the OASIS schemas are not here; set ODATA_SPEC_DATA")


@here
@pytest.mark.parametrize("version", ["4.0", "4.01"])
def test_the_xml_is_valid(version: str) -> None:
    document = etree.fromstring(to_xml(model_of(SERVICE), version=version))
    etree.XMLSchema(etree.parse(FOLDER / "edmx.xsd")).assertValid(document)
    assert document.get("Version") == version


@here
def test_the_json_is_valid() -> None:
    text = (FOLDER / "csdl.schema.json").read_text()
    for kind, characters in {
        "L": "A-Za-z",
        "Nl": "A-Z",
        "Nd": "0-9",
        "Mn": "_",
        "Mc": "_",
        "Pc": "_",
        "Cf": "_",
    }.items():
        text = text.replace(f"\\\\p{{{kind}}}", f"[{characters}]")  # Python's re knows no Unicode classes
    jsonschema.validate(json.loads(to_json(model_of(SERVICE))), json.loads(text))


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
