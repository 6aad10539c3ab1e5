"""What tables hold in more than one column or row, on each database: `tests/cases/harbour/*.http`."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from odata_service.config import Config
from odata_service.edm.csdl_json import to_json
from odata_service.edm.csdl_xml import to_xml
from odata_service.edm.draft import ModelError
from odata_service.edm.from_tables import model_of
from odata_service.modelling.salesforce import external_object
from odata_service.publish import Complex, EntitySet, Navigation, Service, Source
from odata_service.service import Service as Published
from odata_service.sql.opening import open_database
from tests.conftest import WITH_FIREBIRD, ask, filled, served
from tests.harbour import METADATA, ROWS, SERVICE, calls, ports, ships, sisters
from tests.metadata_schemas import assert_valid_json, assert_valid_xml, here
from tests.stories import step, steps
from tests.test_stories import check, told_to

STORIES = sorted((Path(__file__).parent / "cases" / "harbour").glob("*.http"))


def made(url: str) -> Published:
    """The harbour's service over a new database."""
    filled(url, METADATA, ROWS)
    config = Config()
    return Published(model_of(SERVICE), open_database("harbour", url, config), config)


@pytest.fixture(params=WITH_FIREBIRD)
def harbour(request: pytest.FixtureRequest) -> Iterator[Published]:
    yield from served(request.param, "harbour", made)


def test_harbour(harbour: Published) -> None:
    for path in STORIES:
        kept: dict[str, str] = {}
        for block in steps(path):
            told = step(block, kept)
            check(told, told_to(harbour, told), kept)


def test_mistakes_in_links_are_told() -> None:
    links = [
        Navigation(name="Nowhere", target="Cars", collection=True, link=calls),
        Navigation(name="One", target="Ports", link=calls),
        Navigation(name="Wrong", target="Ports", collection=True, link=sisters),
    ]
    declared = [EntitySet(ships, "Ships", navigation=links), EntitySet(ports, "Ports")]
    with pytest.raises(ModelError) as raised:
        model_of(Service(name="x", source=Source("X"), entity_sets=declared))
    assert raised.value.mistakes == (
        "Ships: navigation 'Nowhere' leads to 'Cars', which is no entity set here.",
        "Ships: navigation 'One' is a collection, and its link a table.",
        "Ships: navigation 'Wrong': the link needs one foreign key to each side; columns and target_columns say which.",
    )


def test_mistakes_in_complex_properties_are_told() -> None:
    declared = [
        EntitySet(ports, "Ports", complex=[
            Complex(name="Office", type="Address", columns={"office_street": "Street", "office_city": "City"}),
            Complex(name="Key", type="Key", columns={"code": "Code"}),
        ]),
        EntitySet(ships, "Ships", complex=[
            Complex(name="Owner", type="Address", columns={"owner_city": "City", "owner_stret": "Street"}),
        ]),
    ]  # fmt: skip
    with pytest.raises(ModelError) as raised:
        model_of(Service(name="x", source=Source("X"), entity_sets=declared))
    assert raised.value.mistakes == (
        "Ports: the key column 'code' cannot be part of 'Key'.",
        "Ships: complex names the column 'owner_stret', which the table has not. Did you mean 'owner_street'?",
    )


@here
def test_the_metadata_is_as_the_standard_has_it() -> None:
    model = model_of(SERVICE)
    assert_valid_xml(to_xml(model))
    assert_valid_xml(to_xml(model, version="4.01"))
    assert_valid_json(to_json(model))


def test_streams_are_neither_compared_nor_sorted_by(tmp_path: Path) -> None:
    service = made(f"sqlite:///{tmp_path}/harbour.sqlite")
    schema = json.loads(ask(service, "$metadata?$format=json", odata_maxversion="4.01").body)
    namespace, _, container = schema["$EntityContainer"].rpartition(".")
    said = schema[namespace][container]["Ships"]
    assert said["@Org.OData.Capabilities.V1.FilterRestrictions"]["NonFilterableProperties"] == ["Photo", "Plan"]
    assert said["@Org.OData.Capabilities.V1.SortRestrictions"]["NonSortableProperties"] == ["Photo", "Plan"]
    for name in ("Photo", "Plan"):
        for option in (f"$filter={name}%20ne%20null", f"$orderby={name}"):
            assert ask(service, f"Ships?{option}").status in (400, 501), option
    service.database.engine.dispose()


def test_what_salesforce_cannot_take_is_told() -> None:
    found = external_object(model_of(SERVICE).entity_sets["Ships"]).findings
    told = {(one.level, one.where) for one in found}
    assert {("error", "Photo"), ("error", "Plan"), ("warning", "Owner"), ("warning", "Hull")} <= told


def test_streams_and_complex_properties_go_on_without_their_columns(tmp_path: Path) -> None:
    service = made(f"sqlite:///{tmp_path}/harbour.sqlite")
    with service.database.engine.begin() as connection:
        for column in ("photo", "photo_type", "owner_city"):
            connection.execute(text(f"ALTER TABLE ships DROP COLUMN {column}"))
    ship = ask(service, "Ships(1)")
    assert ship.status == 200 and b'"Owner":{"Street":"Elbweg 2","City":null}' in ship.body
    assert [ask(service, url).status for url in ("Ships(1)/Photo", "Ships(1)/Plan", "Ships(1)/Owner/City")] == [204] * 3
    assert ask(service, "Ships?$filter=Owner/City%20eq%20'Hamburg'").status == 400
    service.database.engine.dispose()
