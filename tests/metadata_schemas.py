"""The OASIS schemas of both forms of CSDL, where they are at hand; `ODATA_SPEC_DATA` names their folder."""

import json
import os
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

FOLDER = Path(os.environ.get("ODATA_SPEC_DATA") or Path(__file__).parents[1] / ".." / "shared" / "odata")
here = pytest.mark.skipif(not FOLDER.exists(), reason="the OASIS schemas are not here; set ODATA_SPEC_DATA")

# Python's regular expressions know no classes of Unicode.
CLASSES = {"L": "A-Za-z", "Nl": "A-Z", "Nd": "0-9", "Mn": "_", "Mc": "_", "Pc": "_", "Cf": "_"}


def assert_valid_xml(document: bytes) -> None:
    etree.XMLSchema(etree.parse(FOLDER / "edmx.xsd")).assertValid(etree.fromstring(document))


def assert_valid_json(document: bytes) -> None:
    text = (FOLDER / "csdl.schema.json").read_text()
    for kind, characters in CLASSES.items():
        text = text.replace(f"\\\\p{{{kind}}}", f"[{characters}]")
    jsonschema.validate(json.loads(document), json.loads(text))
