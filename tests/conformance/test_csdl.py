"""CSDL XML and JSON (section 17): what 4.0 has not."""

from typing import Any

from lxml import etree

from odata_service.edm.csdl_xml import to_xml
from odata_service.edm.from_tables import model_of
from odata_service.service import Service
from tests.conftest import ask
from tests.garage import SERVICE

EDM = "{http://docs.oasis-open.org/odata/ns/edm}"
NAMES = frozenset({"Term", "Qualifier"})  # of an annotation: which one it is


def document(service: Service) -> Any:
    return etree.fromstring(ask(service, "$metadata", odata_maxversion="4.0").body)


def attributes(service: Service, name: str) -> list[str]:
    return [value for element in document(service).iter() for key, value in element.attrib.items() if key == name]


def test_01_base_types(service: Service) -> None:
    """A derived type has no property that its base has; without any there is no base."""
    assert attributes(service, "BaseType") == []
    types = {one.get("Name"): one for one in etree.fromstring(to_xml(model_of(SERVICE))).iter(f"{EDM}EntityType")}
    names = {name: {item.get("Name") for item in one if item.get("Name")} for name, one in types.items()}
    bases = [(name, str(one.get("BaseType")).rpartition(".")[2]) for name, one in types.items() if one.get("BaseType")]
    assert len(bases) == 5 and not any(names[name] & names[base] for name, base in bases)


def test_02_untyped(service: Service) -> None:
    """No property is Edm.Untyped, or a collection of that."""
    assert not any("Edm.Untyped" in value for value in attributes(service, "Type"))


def test_03_paths(service: Service) -> None:
    """Paths in annotations are names of properties, and those of bindings names of navigation properties."""
    paths = [element.text for element in document(service).iter(f"{EDM}PropertyPath")]
    paths += attributes(service, "PropertyPath") + attributes(service, "Path")
    assert paths and all(path.isidentifier() for path in paths)


def test_04_types_of_paths(service: Service) -> None:
    """No type of a path that 4.0 has not."""
    text = ask(service, "$metadata", odata_maxversion="4.0").body
    for name in (b"ModelElementPath", b"AnyPropertyPath"):
        assert name not in text


def test_05_referential_constraints(service: Service) -> None:
    """Constraints are between structural properties of both ends."""
    root = document(service)
    types = {one.get("Name"): {item.get("Name") for item in one.findall(f"{EDM}Property")}
             for one in root.iter(f"{EDM}EntityType")}  # fmt: skip
    constraints = list(root.iter(f"{EDM}ReferentialConstraint"))
    assert constraints
    for one in constraints:
        navigation = one.getparent()
        target = navigation.get("Type").removeprefix("Collection(").rstrip(")").rpartition(".")[2]
        assert one.get("Property") in types[navigation.getparent().get("Name")]
        assert one.get("ReferencedProperty") in types[target]


def test_06_keys(service: Service) -> None:
    """Every entity type has a key."""
    for one in document(service).iter(f"{EDM}EntityType"):
        assert one.find(f"{EDM}Key/{EDM}PropertyRef") is not None, one.get("Name")


def test_07_default_namespace(service: Service) -> None:
    """No schema that is included is a default namespace."""
    assert not any(term.endswith("DefaultNamespace") for term in attributes(service, "Term"))


def test_08_unicode(service: Service) -> None:
    """There is no Unicode facet."""
    assert attributes(service, "Unicode") == []


def test_09_collections(service: Service) -> None:
    """Collections are those of navigation properties."""
    found = [item for item in document(service).iter(f"{EDM}Property") if item.get("Type").startswith("Collection(")]
    assert found == []


def test_10_keys_of_related_entities(service: Service) -> None:
    """A key consists of the type's own properties, without alias."""
    for one in document(service).iter(f"{EDM}EntityType"):
        names = {item.get("Name") for item in one.findall(f"{EDM}Property")}
        for key in one.iter(f"{EDM}PropertyRef"):
            assert key.get("Name") in names and key.get("Alias") is None


def test_11_applies_to(service: Service) -> None:
    """The metadata defines no terms."""
    assert attributes(service, "AppliesTo") == []


def test_12_constants(service: Service) -> None:
    """Constants in annotations are truth values, numbers, dates, texts, enumeration members and paths."""
    kinds = {key for one in document(service).iter(f"{EDM}Annotation") for key in one.attrib if key not in NAMES}
    assert kinds <= {"Bool", "Int", "Decimal", "Float", "Date", "String", "PropertyPath"}


def test_13_annotations(service: Service) -> None:
    """A client of 4.0 is told the same capabilities as one of 4.01."""
    terms = [one.get("Term") for one in document(service).iter(f"{EDM}Annotation")]
    later = etree.fromstring(ask(service, "$metadata", odata_maxversion="4.01").body)
    assert terms and terms == [one.get("Term") for one in later.iter(f"{EDM}Annotation")]


def test_15_constants(service: Service) -> None:
    """The same constants for clients of 4.01."""
    root = etree.fromstring(ask(service, "$metadata", odata_maxversion="4.01").body)
    names = {element.tag.removeprefix(EDM) for element in root.iter(f"{EDM}*")}
    assert not names & {"GeographyPoint", "GeometryPoint", "Geography", "Geometry", "Stream"}
