"""Entity types over one table, on each database: `tests/cases/garage/*.http`."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from sqlalchemy import (
    CHAR,
    BigInteger,
    Boolean,
    Column,
    Computed,
    Enum,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    insert,
)

from odata_service.config import Config, Secret
from odata_service.edm.csdl_json import to_json
from odata_service.edm.csdl_xml import to_xml
from odata_service.edm.draft import ModelError
from odata_service.edm.from_tables import model_of
from odata_service.modelling.checking import checked
from odata_service.modelling.explaining import index_terms
from odata_service.modelling.salesforce import external_object
from odata_service.protocol.message import Request, Response
from odata_service.protocol.negotiation import Format
from odata_service.publish import ChangeColumn, DerivedType, EntitySet, Navigation, Service, Source, Stream
from odata_service.service import Service as Published
from odata_service.service import open_service
from odata_service.sql.opening import normalised, open_database
from odata_service.url.request import read_request
from tests.conftest import BEHAVIOUR, DATABASES, ROOT, ask, own_database, served, worker_name
from tests.garage import MYSQL, SERVICE, VEHICLES, made, trips, vehicles
from tests.http_cases import Case, cases
from tests.metadata_schemas import assert_valid_json, assert_valid_xml, here
from tests.stories import step, steps
from tests.test_http import untagged
from tests.test_stories import check, told_to

FOLDER = Path(__file__).parent / "cases" / "garage"
EDM = "{http://docs.oasis-open.org/odata/ns/edm}"
TYPES = {
    "": {"id", "name", "wheels"},
    "Garage.Truck": {"axles", "loads", "depot_id"},
    "Garage.Tanker": {"axles", "loads", "depot_id", "volume"},
    "Garage.Bus": {"seats", "Plate"},
    "Garage.Caravan": {"beds"},
}


@pytest.fixture(scope="module", params=BEHAVIOUR)
def garage(request: pytest.FixtureRequest) -> Iterator[Published]:
    yield from served(request.param, "garage", made)


@pytest.fixture(params=BEHAVIOUR)
def written(request: pytest.FixtureRequest) -> Iterator[Published]:
    yield from served(request.param, "written_garage", made)


def value_of(service: Published, url: str, **headers: str) -> list[dict[str, Any]]:
    response = ask(service, url.replace(" ", "%20"), **headers)
    assert response.status == 200, response.body
    found: list[dict[str, Any]] = json.loads(response.body)["value"]
    return found


@pytest.mark.parametrize(
    "case", [one for one in cases(FOLDER) if one.name.startswith("reading")], ids=lambda one: one.url
)
def test_reading(garage: Published, case: Case) -> None:
    response = ask(garage, case.url, **case.headers)
    text = response.body.decode().replace(ROOT, "~")
    assert response.status == case.status, text
    for part in case.contains:
        assert part == text
    if case.body is not None:
        assert untagged(json.loads(text), case.body) == case.body


def test_writing(written: Published) -> None:
    kept: dict[str, str] = {}
    for block in steps(FOLDER / "writing.http"):
        told = step(block, kept)
        check(told, told_to(written, told), kept)


def test_the_entities_of_all_types_are_the_set(garage: Published) -> None:
    """Each entity is of one type, by whatever it is asked for: the payload, a cast, `isof`; and has what that has."""
    entities = value_of(garage, "Vehicles")
    by_type = {name: {one["id"] for one in entities if one.get("@odata.type", "#")[1:] == name} for name in TYPES}
    assert sum(map(len, by_type.values())) == len(entities) == len({one["id"] for one in entities})
    for one in entities:
        own = TYPES[one.get("@odata.type", "#")[1:]]
        assert {name for name in one if "@" not in name} == TYPES[""] | own
    for name, found in by_type.items():
        narrower = by_type["Garage.Tanker"] if name == "Garage.Truck" else set()
        if name:
            assert {one["id"] for one in value_of(garage, f"Vehicles/{name}")} == found | narrower
            assert {one["id"] for one in value_of(garage, f"Vehicles?$filter=isof({name})")} == found | narrower
            others = {one["id"] for one in value_of(garage, f"Vehicles?$filter=not isof({name})")}
            assert others == {one["id"] for one in entities} - found - narrower
            assert int(ask(garage, f"Vehicles/{name}/$count").body) == len(found | narrower)


CONDITIONS = (
    "Garage.Truck/axles eq 3", "Garage.Truck/axles gt 3", "Garage.Truck/axles eq null", "Garage.Bus/Plate/Land ne 'D'",
    "Garage.Truck/depot/town eq 'Ulm'", "isof(Garage.Bus)", "startswith(Garage.Bus/Plate/Text,'UL')",
    "Garage.Truck/axles in (3,4)", "Garage.Truck/axles lt wheels", "Trips/any(t:t/vehicle/Garage.Truck/axles eq 4)",
)  # fmt: skip


def test_a_condition_and_its_negation_part_the_set(garage: Published) -> None:
    every = {one["id"] for one in value_of(garage, "Vehicles?$select=id")}
    conditions = [*CONDITIONS, *(f"({one}) and ({other})" for one, other in combinations(CONDITIONS, 2))]
    for condition in conditions:
        found = {one["id"] for one in value_of(garage, f"Vehicles?$select=id&$filter={condition}")}
        others = {one["id"] for one in value_of(garage, f"Vehicles?$select=id&$filter=not ({condition})")}
        assert found | others == every and not found & others, condition


def untold(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without their types: within others a type is told that the context of the rest tells."""
    told = "@odata.type"
    return [
        {name: untold(value) if isinstance(value, list) else value for name, value in one.items() if name != told}
        for one in rows
    ]


@pytest.mark.parametrize(
    "url",
    ["Vehicles?$select=id&$orderby=Garage.Truck/axles", "Vehicles?$orderby=Garage.Bus/seats desc,wheels",
     "Vehicles/Garage.Truck?$orderby=depot/town desc", "Vehicles?$expand=Garage.Truck/depot,Trips",
     "Depots?$expand=Vehicles/Garage.Truck($select=id)"],
)  # fmt: skip
def test_pages_are_the_whole(garage: Published, url: str) -> None:
    whole = value_of(garage, url)
    for size in (1, 2, 3):
        found: list[Any] = []
        link = url.replace(" ", "%20")
        while link:
            body = json.loads(ask(garage, link, prefer=f"odata.maxpagesize={size}").body)
            found += body["value"]
            link = body.get("@odata.nextLink", "").removeprefix(ROOT)
        for one in found:  # what is within is paged, too
            name = "Trips" if "Trips" in one else "Vehicles"
            inner = one.pop(f"{name}@odata.nextLink", "").removeprefix(ROOT)
            while inner:
                body = json.loads(ask(garage, inner).body)
                one[name] += untold(body["value"])
                inner = body.get("@odata.nextLink", "").removeprefix(ROOT)
        assert untold(found) == untold(whole)


def test_links_lead_to_what_they_are_of(garage: Published) -> None:
    for one in value_of(garage, "Vehicles", accept="application/json;odata.metadata=full"):
        edit = json.loads(ask(garage, one["@odata.editLink"]).body)
        assert edit["id"] == one["id"]
        for name, link in one.items():
            if name.endswith("navigationLink"):
                assert ask(garage, link).status in (200, 204)


@here
def test_the_metadata_is_valid() -> None:
    model = model_of(SERVICE)
    assert_valid_xml(to_xml(model))
    assert_valid_xml(to_xml(model, version="4.01"))
    assert_valid_json(to_json(model))


def test_the_metadata_has_the_types() -> None:
    model = model_of(SERVICE)
    document, schema = etree.fromstring(to_xml(model)), json.loads(to_json(model))["Garage"]
    types = {one.get("Name"): one for one in document.iter(f"{EDM}EntityType")}
    for name, base, own in (
        ("Vehicle", None, ["id", "name", "wheels", "Trips"]),
        ("Truck", "Vehicle", ["axles", "loads", "depot_id", "depot"]),
        ("Tanker", "Truck", ["volume"]), ("Bus", "Vehicle", ["seats", "Plate"]), ("Trailer", "Vehicle", []),
        ("Caravan", "Trailer", ["beds"]),
    ):  # fmt: skip
        xml, kept = types[name], schema[name]
        assert xml.get("BaseType") == kept.get("$BaseType") == (base and f"Garage.{base}")
        assert [one.get("Name") for one in xml if one.get("Name")] == own
        assert [one for one in kept if one[0] not in "$@"] == own
        assert (xml.find(f"{EDM}Key") is None) is ("$Key" not in kept) is (base is not None)
        assert (xml.get("Abstract") == "true") is kept.get("$Abstract", False) is (name == "Trailer")
    texts = [one.get("String") for one in types["Truck"] if one.get("Term") == "Org.OData.Core.V1.Description"]
    assert texts == [schema["Truck"]["@Org.OData.Core.V1.Description"]] == ["Carries things"]
    bindings = {one.get("Path"): one.get("Target") for one in document.iter(f"{EDM}NavigationPropertyBinding")}
    assert bindings["Garage.Truck/depot"] == "Depots"
    partner = document.find(f".//{EDM}EntityType[@Name='Depot']/{EDM}NavigationProperty")
    assert partner is not None and partner.get("Partner") == "Garage.Truck/depot"


def test_mistakes_are_told() -> None:
    types = [
        DerivedType("Truck", "T", columns=["axels", "id"], base="Car"),
        DerivedType("Bus", ["T", "B"], columns=["plate_land"], navigation=["Trip"]),
        DerivedType("Bus", "C"),
        DerivedType("trip", "X"),
    ]
    wrong = replace(VEHICLES, discriminator="sort", types=types, order_by=["seats"], hidden=["kind"])
    declared = Service(
        name="garage", source=Source("X"), entity_sets=[EntitySet(trips), wrong, EntitySet(vehicles, "V", types=types)]
    )
    with pytest.raises(ModelError) as raised:
        model_of(declared)
    assert raised.value.mistakes == (
        "Vehicles: discriminator names the column 'sort', which the table has not.",
        "Vehicles: the type 'Truck' is derived from 'Car', which is no type of this set that stands before it.",
        "Vehicles: the type 'Truck' names the column 'axels', which the table has not.",
        "Vehicles: the type 'Truck' cannot have 'id' for itself: all entities of the set need it.",
        "Vehicles: the type 'Bus' names 'Trip', which is no navigation property of this set.",
        "Vehicles: the type 'Bus' has the value 'T', as 'Truck' has.",
        "Vehicles: the type 'Bus' needs a name of its own, of letters, digits and single underscores.",
        "Vehicles: the type 'trip' needs a name of its own, of letters, digits and single underscores.",
        "Vehicles: 'Plate' is partly of the type 'Bus'; name all of its columns, or none.",
        "V: types and the discriminator that tells them belong together.",
    )


def test_salesforce_has_what_all_have() -> None:
    found = external_object(model_of(SERVICE).entity_sets["Vehicles"])
    assert [one.name for one in found.fields] == ["id", "name", "wheels"]
    (said,) = (one.text for one in found.findings if "Salesforce reads" in one.text)
    assert said == (
        "Salesforce reads the type Vehicle only: 8 properties of Truck, Tanker, Bus, Trailer, Caravan do not come along"
    )


KINDS: dict[str, tuple[Any, Any, Any]] = {  # how the discriminator is stored: its type, the value of either type
    "padded": (CHAR(3), "A", "B"), "number": (Integer(), 1, 2), "large": (BigInteger(), 1 << 40, 2),
    "flag": (Boolean(), True, False), "word": (Enum("Round", "Flat", name="shape_of"), "Round", "Flat"),
    "long": (Text(), "a longer word", "ß"),
}  # fmt: skip


def things(kind: str, **more: Any) -> Service:
    """A service of one table whose discriminator is of that kind."""
    own, first, second = KINDS[kind]
    table = Table(
        "things", MetaData(), Column("id", Integer, primary_key=True, autoincrement=False), Column("sort", own),
        Column("stamp", Integer), Column("size", Integer), Column("color", String(10)), **MYSQL,
    )  # fmt: skip
    types = [DerivedType("Ball", first, columns=["size"]), DerivedType("Card", second, columns=["color"])]
    entity_set = EntitySet(table, "Things", discriminator="sort", types=types, **more)
    return Service(name="things", source=Source("X"), writable=True, entity_sets=[entity_set])


@pytest.fixture(params=[(one, kind) for one in BEHAVIOUR for kind in KINDS], ids=lambda one: "-".join(one))
def told(request: pytest.FixtureRequest) -> Iterator[Published]:
    database, kind = request.param
    for url in own_database(database, f"{worker_name()}_things"):
        declared = things(kind)
        engine = create_engine(normalised(url))
        declared.entity_sets[0].table.metadata.create_all(engine)  # type: ignore[union-attr]
        engine.dispose()
        service = Published(model_of(declared), open_database("things", url, Config()), Config())
        yield service
        service.database.engine.dispose()


def posted(service: Published, url: str, body: dict[str, Any]) -> Response:
    headers = {"content-type": "application/json"}
    return service.handle(Request("POST", url, "", headers, ROOT, json.dumps(body).encode()))


def test_whatever_the_discriminator_is(told: Published) -> None:
    """It is published here, written with new entities, and nobody changes it."""
    assert posted(told, "Things/Things.Ball", {"id": 1, "size": 3}).status == 201
    assert posted(told, "Things", {"@odata.type": "#Things.Card", "id": 2, "color": "red"}).status == 201
    assert posted(told, "Things", {"id": 3}).status == 201
    rows = value_of(told, "Things?$select=id,sort,Things.Ball/size,Things.Card/color")
    ball, card = rows[0].pop("sort"), rows[1].pop("sort")
    assert rows == [
        {"@odata.type": "#Things.Ball", "id": 1, "size": 3}, {"@odata.type": "#Things.Card", "id": 2, "color": "red"},
        {"id": 3, "sort": None},
    ]  # fmt: skip
    for name, number in (("Ball", 1), ("Card", 2)):
        assert [one["id"] for one in value_of(told, f"Things/Things.{name}")] == [number]
        assert [one["id"] for one in value_of(told, f"Things?$filter=isof(Things.{name})")] == [number]
    assert posted(told, "Things", {"id": 4, "sort": ball}).status == 201  # as who knows the set's own type only does
    assert posted(told, "Things/Things.Ball", {"id": 5, "sort": card}).status == 400
    assert posted(told, "Things(4)", {"sort": card}).status == 204  # a PATCH; what cannot be changed is let out
    assert [one["id"] for one in value_of(told, "Things/Things.Ball?$filter=size eq null")] == [4]


def test_marked_rows_and_rules_hold_for_all_types(tmp_path: Path) -> None:
    seen = []
    declared = things(
        "number", before=[lambda change: seen.append(dict(change.values))], soft_delete={"color": "gone"},
        defaults={"sort": 7}, upsert=True,
    )  # fmt: skip
    url = f"sqlite:///{tmp_path}/things.sqlite"
    engine = create_engine(normalised(url))
    declared.entity_sets[0].table.metadata.create_all(engine)  # type: ignore[union-attr]
    engine.dispose()
    service = Published(model_of(declared), open_database("things", url, Config()), Config())
    assert posted(service, "Things/Things.Ball", {"id": 1, "size": 3}).status == 201
    assert posted(service, "Things", {"id": 2}).status == 201
    patch = Request("PATCH", "Things(3)/Things.Ball", "", {}, ROOT, b'{"size": 5}')
    assert service.handle(patch).status == 201
    assert [one["sort"] for one in seen] == [1, 7, 1]
    assert ask(service, "Things(1)/Things.Ball", "DELETE").status == 204
    assert seen[-1] == {"color": "gone"}
    assert [one["id"] for one in value_of(service, "Things")] == [2, 3]
    assert [one["id"] for one in value_of(service, "Things/Things.Ball")] == [3]
    service.database.engine.dispose()


def test_a_lost_column_is_null_and_a_lost_discriminator_makes_all_alike(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/garage.sqlite"
    service = made(url)
    engine = create_engine(normalised(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("ALTER TABLE vehicles DROP COLUMN volume")
        assert value_of(service, "Vehicles(3)/Garage.Tanker/Trips") != []
        assert json.loads(ask(service, "Vehicles(3)").body)["volume"] is None
        assert ask(service, "Vehicles?$filter=Garage.Tanker/volume%20eq%201").status == 400
        connection.exec_driver_sql("ALTER TABLE vehicles DROP COLUMN kind")
    service.drift.looked -= 10
    assert {one.get("@odata.type") for one in value_of(service, "Vehicles")} == {None}
    assert value_of(service, "Vehicles/Garage.Truck") == []
    engine.dispose()
    service.database.engine.dispose()


@pytest.mark.parametrize("database", DATABASES)
def test_values_that_no_type_has_are_told(database: str) -> None:
    for url in own_database(database, f"{worker_name()}_checked_garage"):
        made(url).database.engine.dispose()
        config = Config(environment={"GARAGE_URL": Secret(url)})
        found = [one for one in checked(SERVICE, config).findings["Vehicles"] if one.where == "kind"]
        assert [(one.level, one.text) for one in found] == [
            ("warning", "no type has these values: 'Z' (1 row); such entities are of the type Vehicle")
        ]
        sets = [replace(one, defaults={"kind": "Z"}) if one is VEHICLES else one for one in SERVICE.entity_sets]
        silent = checked(replace(SERVICE, entity_sets=sets), config)
        assert not [one for one in silent.findings["Vehicles"] if one.where == "kind"]


def test_changes_are_told_as_what_they_are(tmp_path: Path) -> None:
    declared = things("word", changes=ChangeColumn("stamp", overlap=0))
    url = f"sqlite:///{tmp_path}/things.sqlite"
    engine = create_engine(normalised(url))
    declared.entity_sets[0].table.metadata.create_all(engine)  # type: ignore[union-attr]
    engine.dispose()
    service = Published(model_of(declared), open_database("things", url, Config()), Config())
    assert posted(service, "Things/Things.Ball", {"id": 1, "size": 3, "stamp": 1}).status == 201
    first = json.loads(ask(service, "Things", prefer="odata.track-changes").body)
    assert first["value"] == [{"@odata.type": "#Things.Ball", "id": 1, "sort": "Round", "stamp": 1, "size": 3}]
    assert posted(service, "Things/Things.Card", {"id": 2, "color": "red", "stamp": 2}).status == 201
    later = json.loads(ask(service, first["@odata.deltaLink"].removeprefix(ROOT)).body)
    assert {"@odata.type": "#Things.Card", "id": 2, "sort": "Flat", "stamp": 2, "color": "red"} in later["value"]
    service.database.engine.dispose()


NAMES = (
    "id", "name", "wheels", "axles", "loads", "depot_id", "volume", "seats", "beds", "Plate", "Plate/Land", "depot",
    "depot/town", "Trips", "Trips/$count", "vehicle", "Vehicles", "Vehicles/$count", "town", "km", "$it", "$count",
)  # fmt: skip
CASTS = tuple(f"Garage.{name}" for name in ("Vehicle", "Truck", "Tanker", "Bus", "Trailer", "Caravan", "Depot", "Car"))
RIGHT = (
    "Garage.Truck/axles", "Garage.Truck/loads", "Garage.Truck/depot/town", "Garage.Tanker/volume", "Garage.Bus/seats",
    "Garage.Bus/Plate", "Garage.Bus/Plate/Land", "Garage.Caravan/beds", "Garage.Vehicle/name", "Garage.Truck/depot",
    "id", "Garage.Tanker/Garage.Truck/axles", "Garage.Truck/Trips/$count", "Garage.Bus/Trips",
)  # fmt: skip


class Asking:
    """Requests that are nearly right, with casts wherever they may stand, and where they may not."""

    def __init__(self, seed: int) -> None:
        self.one_of = random.Random(seed).choice

    def name(self) -> str:
        if self.one_of((True, True, False)):
            return self.one_of(RIGHT)
        parts = [self.one_of(NAMES) for _ in range(self.one_of((1, 1, 2)))]
        parts.insert(self.one_of((0, 0, 1)), self.one_of(CASTS))
        return "/".join(parts)

    def condition(self, depth: int = 0) -> str:
        name, other, cast = self.name(), self.name(), self.one_of(CASTS)
        ways = self.one_of(("Vehicles", "Trips", "Garage.Truck/Trips"))
        shapes = [
            f"{name} {self.one_of(('eq', 'ne', 'gt', 'lt'))} {self.one_of(('3', 'null', chr(39) + 'D' + chr(39)))}",
            f"{name} in (3,4)", f"isof({cast})", f"isof({name},{cast})", f"{name} eq {other}", f"contains({name},'U')",
            f"cast({cast})/{self.one_of(NAMES)} gt 2", f"{ways}/{cast}/any(x:x/{name} ge 1)",
            f"{ways}/{self.one_of(('any', 'all'))}(x:isof(x,{cast}))",
        ]  # fmt: skip
        if depth < 2:
            inner = self.condition(depth + 1)
            shapes += [f"not ({inner})", f"{inner} or {self.condition(depth + 1)}"]
        return self.one_of(shapes)

    def options(self) -> str:
        name, other = self.name(), self.name()
        inner = self.one_of(("", f"($filter={self.condition(1)})", f"($select={other})"))
        ways = self.one_of(("depot", "Trips", "Vehicles", "vehicle"))
        shapes = [
            "", f"$filter={self.condition()}", f"$select={name},{other}", f"$expand={name}{inner}",
            f"$expand={ways}/{self.one_of(CASTS)}{inner}", f"$orderby={name} desc,{other}&$top=2",
            f"$apply=groupby(({name}))", f"$compute={name} as x&$select=x", f"$apply=aggregate({name} with max as x)",
            f"$apply=filter({self.condition()})/groupby(({other}))",
        ]  # fmt: skip
        return self.one_of(shapes)

    def url(self) -> str:
        path = self.one_of(("Vehicles", "Vehicles", "Vehicles(2)", "Depots", "Depots(1)/Vehicles", "Trips(1)/vehicle"))
        more = [
            self.one_of((*CASTS, "(2)", "$count", "$ref", "axles", "depot", "Trips", "Plate", "$value"))
            for _ in range(self.one_of((0, 0, 0, 0, 1, 2, 3)))
        ]
        return "/".join([path, *more]).replace("/(", "(") + f"?{self.options()}".replace(" ", "%20")


def test_no_cast_is_a_500(garage: Published) -> None:
    asking, answered = Asking(20261126), 0
    for _ in range(1500):
        url = asking.url()
        response = ask(garage, url)
        assert response.status < 500 or response.status == 501, f"{url}: {response.body!r}"
        answered += response.status == 200
    assert answered > 250


def test_streams_are_told_of_each_type(tmp_path: Path) -> None:
    table = Table(
        "papers", MetaData(), Column("id", Integer, primary_key=True, autoincrement=False), Column("sort", Integer),
        Column("photo", LargeBinary), Column("kind", String(20)), Column("plan", LargeBinary), Column("size", Integer),
    )  # fmt: skip
    declared = EntitySet(
        table, "Papers", hidden=["kind"], discriminator="sort",
        streams=[Stream(name="Photo", column="photo", type_column="kind"), Stream(name="Plan", column="plan")],
        types=[DerivedType("Drawing", 1, columns=["plan"]), DerivedType("Note", 2, columns=["size"])],
    )  # fmt: skip
    url = f"sqlite:///{tmp_path}/papers.sqlite"
    engine = create_engine(normalised(url))
    table.metadata.create_all(engine)
    with engine.begin() as connection:
        for number in (0, 1, 2):
            row = {"id": number, "sort": number, "photo": b"PNG", "kind": "image/png", "plan": b"PDF", "size": 5}
            connection.execute(insert(table).values(row))
    engine.dispose()
    model = model_of(Service(name="papers", source=Source("X"), entity_sets=[declared]))
    service = Published(model, open_database("papers", url, Config()), Config())
    media = {"Photo@odata.mediaContentType": "image/png"}
    for level, more in (("minimal", media), ("none", {})):
        rows = untold(value_of(service, "Papers", accept=f"application/json;odata.metadata={level}"))
        assert rows == [
            {"id": 0, "sort": 0, **more}, {"id": 1, "sort": 1, **more}, {"id": 2, "sort": 2, "size": 5, **more},
        ]  # fmt: skip
    full = value_of(service, "Papers", accept="application/json;odata.metadata=full")
    assert [one.get("Plan@odata.mediaReadLink") for one in full] == [None, "Papers(1)/Papers.Drawing/Plan", None]
    for path, status in (("Papers(0)/Photo", 200), ("Papers(1)/Papers.Drawing/Plan", 200), ("Papers(1)/Plan", 404)):
        assert ask(service, path).status == status
    service.database.engine.dispose()


@pytest.mark.parametrize(
    ("url", "columns"),
    [("Vehicles/Garage.Tanker", ["kind", "id"]), ("Vehicles?$filter=Garage.Truck/axles eq 3", ["axles", "id"]),
     ("Vehicles/Garage.Tanker?$filter=volume gt 3", ["kind", "volume"]),
     ("Vehicles?$filter=isof(Garage.Bus)", ["kind", "id"])],
)  # fmt: skip
def test_explain_knows_which_index_would_help(tmp_path: Path, url: str, columns: list[str]) -> None:
    service = made(f"sqlite:///{tmp_path}/garage.sqlite")
    asked = read_request(*url.replace(" ", "%20").partition("?")[::2])
    plan, _ = service.reader.plan(asked, None, Format(), "4.01")
    assert [term.column for term in index_terms(plan.read, service.database.dialect)] == columns
    service.database.engine.dispose()


def test_the_metadata_says_what_of_derived_types_can_be_written() -> None:
    table = Table(
        "tools", MetaData(), Column("id", Integer, primary_key=True, autoincrement=False), Column("sort", Integer),
        Column("teeth", Integer, nullable=False), Column("made", Integer, Computed("id + 1")),
        Column("plan", LargeBinary),
    )  # fmt: skip
    declared = EntitySet(
        table, "Tools", discriminator="sort", streams=[Stream(name="Plan", column="plan")],
        types=[DerivedType("Saw", 1, columns=["teeth", "made", "plan"])],
    )  # fmt: skip
    model = model_of(Service(name="tools", source=Source("X"), writable=True, entity_sets=[declared]))
    said = json.loads(to_json(model))["Tools"]["Container"]["Tools"]
    capabilities = "@Org.OData.Capabilities.V1"
    inserts, updates = (said[f"{capabilities}.{name}Restrictions"] for name in ("Insert", "Update"))
    assert inserts["RequiredProperties"] == ["id", "Tools.Saw/teeth"]
    assert inserts["NonInsertableProperties"] == ["Tools.Saw/made"]
    assert updates["NonUpdatableProperties"] == ["id", "sort", "Tools.Saw/made"]
    assert said[f"{capabilities}.FilterRestrictions"]["NonFilterableProperties"] == ["Tools.Saw/Plan"]


@pytest.mark.parametrize(
    ("more", "status", "message"),
    [({}, 400, 'A new Tool says in "@odata.type" what it is: "#Tools.Saw" or "#Tools.Chainsaw".'),
     ({"hidden": []}, 400, "A new Tool needs a value for 'sort'."), ({"defaults": {"sort": 7}}, 201, None)],
)  # fmt: skip
def test_a_new_entity_is_of_some_type(tmp_path: Path, more: dict[str, Any], status: int, message: str | None) -> None:
    url = f"sqlite:///{tmp_path}/tools.sqlite"
    table = Table(
        "tools", MetaData(), Column("id", Integer, primary_key=True, autoincrement=False),
        Column("sort", Integer, nullable=False), Column("teeth", Integer),
    )  # fmt: skip
    engine = create_engine(normalised(url))
    table.metadata.create_all(engine)
    engine.dispose()
    types = [DerivedType("Saw", 1, columns=["teeth"]), DerivedType("Chainsaw", 2, base="Saw")]
    said = {"hidden": ["sort"], "discriminator": "sort", "types": types, **more}
    declared = Service(name="tools", source=Source("X"), writable=True, entity_sets=[EntitySet(table, "Tools", **said)])
    service = Published(model_of(declared), open_database("tools", url, Config()), Config())
    response = posted(service, "Tools", {"id": 1})
    assert (response.status, json.loads(response.body).get("error", {}).get("message")) == (status, message)
    service.database.engine.dispose()


def test_entities_of_another_database_are_of_their_types(tmp_path: Path) -> None:
    notes = Table(
        "notes", MetaData(), Column("id", Integer, primary_key=True, autoincrement=False), Column("about", Integer)
    )
    here, there = f"sqlite:///{tmp_path}/notes.sqlite", f"sqlite:///{tmp_path}/garage.sqlite"
    made(there).database.engine.dispose()
    engine = create_engine(normalised(here))
    notes.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(notes), [{"id": 1, "about": 2}, {"id": 2, "about": 4}, {"id": 3, "about": None}])
    engine.dispose()
    way = Navigation(name="Vehicle", target="Vehicles", columns=["about"], target_columns=["id"])
    sets = [EntitySet(notes, "Notes", navigation=[way])]
    sets += [replace(one, source=Source("GARAGE_URL")) for one in SERVICE.entity_sets]
    declared = Service(name="garage", source=Source("NOTES_URL"), entity_sets=sets)
    service = open_service(declared, Config(environment={"NOTES_URL": Secret(here), "GARAGE_URL": Secret(there)}))
    found = [one["Vehicle"] for one in value_of(service, "Notes?$expand=Vehicle")]
    assert [one and one["@odata.type"] for one in found] == ["#Garage.Truck", "#Garage.Bus", None]
    found = [one["Vehicle"] for one in value_of(service, "Notes?$expand=Vehicle/Garage.Truck($select=axles,id)")]
    assert found == [{"@odata.type": "#Garage.Truck", "axles": 3, "id": 2}, None, None]
    for number, status in ((1, 200), (2, 404)):
        assert ask(service, f"Notes({number})/Vehicle/Garage.Truck/axles").status == status
    assert len(value_of(service, "Notes(1)/Vehicle/Garage.Truck/Trips")) == 2
    service.database.engine.dispose()
    for other in service.others.values():
        other.engine.dispose()
