"""Context URLs (Part 1, section 10)."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models.erp import SERVICE
from odata_service import publish
from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.service import Service
from tests.conformance.asking import change
from tests.conftest import ROOT, ask, opened
from tests.garage import made as garage_made
from tests.tracking.stock import made

MODEL = model_of(replace(SERVICE, singletons=[publish.Singleton("House", "Customers", key=[1])]))


@pytest.fixture(scope="module")
def house(database_url: str) -> Iterator[Service]:
    base = opened(database_url)
    yield Service(MODEL, base.database, Config())
    base.database.engine.dispose()


def holds(service: Service, url: str, context: str, later: str | None = None) -> None:
    """The answer has this context URL behind `$metadata`, that of 4.01 another one where it is given."""
    for version, name, wanted in (("4.0", "@odata.context", context), ("4.01", "@context", later or context)):
        for level in ("minimal", "full"):
            accept = f"application/json;odata.metadata={level}"
            response = ask(service, url.replace(" ", "%20"), accept=accept, odata_maxversion=version)
            assert response.status == 200, response.body
            assert json.loads(response.body)[name] == f"{ROOT}$metadata{wanted}", (version, level)
    none = ask(service, url.replace(" ", "%20"), accept="application/json;odata.metadata=none")
    assert "@odata.context" not in json.loads(none.body)


def test_01_service_document(house: Service) -> None:
    """The service document"""
    holds(house, "", "")


@pytest.mark.parametrize(
    ("url", "context"),
    [("Customers?$top=1", "#Customers"), ("Customers(1)/Orders", "#Orders"), ("House/Orders", "#Orders"),
     ("Customers?$filter=CustomerID eq 1&$orderby=City", "#Customers"), ("$all/ERP.Customer?$top=1", "#Customers"),
     ("Customers/$filter(CustomerID eq 1)", "#Customers")],
)  # fmt: skip
def test_02_collection(house: Service, url: str, context: str) -> None:
    """A collection of entities"""
    holds(house, url, context)


@pytest.mark.parametrize(
    ("url", "context"),
    [("Customers(1)", "#Customers/$entity"), ("Orders(2)/Customer", "#Customers/$entity"),
     ("Customers(1)/Orders(11)", "#Orders/$entity"), ("$entity?$id=Customers(1)", "#Customers/$entity"),
     ("Customers/1", "#Customers/$entity")],
)  # fmt: skip
def test_03_entity(house: Service, url: str, context: str) -> None:
    """An entity"""
    holds(house, url, context)


def test_04_singleton(house: Service) -> None:
    """A singleton"""
    holds(house, "House", "#House")


def test_05_cast(house: Service) -> None:
    """A collection behind a cast to its own type: it is no derived one"""
    holds(house, "Customers/ERP.Customer?$top=1", "#Customers")


@pytest.mark.parametrize(
    ("url", "context"),
    [("Vehicles/Garage.Truck", "#Vehicles/Garage.Truck"), ("Depots(1)/Vehicles/Garage.Truck", "#Vehicles/Garage.Truck"),
     ("Vehicles/Garage.Truck?$select=id,axles", "#Vehicles/Garage.Truck(id,axles)"),
     ("Vehicles?$select=id,Garage.Truck/axles", "#Vehicles(id,Garage.Truck/axles)"),
     ("Vehicles?$expand=Garage.Truck/depot($select=id)", "#Vehicles(Garage.Truck/depot(id))"),
     ("Vehicles/Garage.Truck?$apply=aggregate(axles with sum as n)", "#Vehicles/Garage.Truck(n)")],
)  # fmt: skip
def test_05_derived_collection(tmp_path: Path, url: str, context: str) -> None:
    """A collection of entities of a derived type"""
    garage = garage_made(f"sqlite:///{tmp_path}/garage.sqlite")
    holds(garage, url, context)
    garage.database.engine.dispose()


def test_06_cast_of_entity(house: Service) -> None:
    """An entity behind a cast to its own type"""
    holds(house, "Customers(1)/ERP.Customer", "#Customers/$entity")


@pytest.mark.parametrize(
    ("url", "context"),
    [("Vehicles(2)/Garage.Truck", "#Vehicles/Garage.Truck/$entity"), ("Vehicles(2)", "#Vehicles/$entity"),
     ("Vehicles(2)/Garage.Truck?$select=axles", "#Vehicles/Garage.Truck(axles)/$entity"),
     ("Vehicles(2)/Garage.Truck/axles", "#Vehicles(2)/Garage.Truck/axles"),
     ("Trips(1)/vehicle/Garage.Truck", "#Vehicles/Garage.Truck/$entity")],
)  # fmt: skip
def test_06_derived_entity(tmp_path: Path, url: str, context: str) -> None:
    """An entity of a derived type"""
    garage = garage_made(f"sqlite:///{tmp_path}/garage.sqlite")
    holds(garage, url, context)
    garage.database.engine.dispose()


@pytest.mark.parametrize(
    ("select", "listed"),
    [("City", "City"), ("City,CustomerID", "City,CustomerID"), ("*", "*"), ("*,Orders", "*,Orders"),
     ("Orders", "Orders"), ("ERP.Customer/City", "City"), ("ERP.*", "ERP.*"), ("City,ERP.*", "City,ERP.*")],
)  # fmt: skip
def test_07_projected_collection(house: Service, select: str, listed: str) -> None:
    """A collection of some properties"""
    holds(house, f"Customers?$top=1&$select={select}", f"#Customers({listed})")
    holds(house, f"Countries('DE')/Customers?$top=1&$select={select}", f"#Customers({listed})")


def test_08_projected_entity(house: Service) -> None:
    """Some properties of an entity or a singleton; computed ones, too"""
    holds(house, "Customers(1)?$select=City,Orders", "#Customers(City,Orders)/$entity")
    holds(house, "House?$select=City", "#House(City)")
    holds(house, "Customers(1)?$compute=length(City) as L&$select=City,L", "#Customers(City,L)/$entity")


@pytest.mark.parametrize(
    ("query", "first", "later"),
    [("$expand=Orders", "", "(Orders())"),
     ("$select=City&$expand=Orders", "(City)", "(City,Orders())"),
     ("$select=City,Orders&$expand=Orders", "(City,Orders)", "(City,Orders,Orders())"),
     ("$expand=Orders($select=OrderID)", "(Orders(OrderID))", "(Orders(OrderID))"),
     ("$select=Orders&$expand=Orders($select=OrderID)", "(Orders,Orders(OrderID))", "(Orders,Orders(OrderID))"),
     ("$expand=Orders($expand=Lines)", "", "(Orders(Lines()))"),
     ("$expand=Orders($expand=Lines($select=LineNo))", "(Orders(Lines(LineNo)))", "(Orders(Lines(LineNo)))"),
     ("$expand=Orders($filter=OrderID gt 1;$top=1)", "", "(Orders())"),
     ("$expand=Orders/$ref", "", ""), ("$expand=Orders/$count", "", ""),
     ("$select=City&$expand=Country,Orders($select=OrderID)", "(City,Orders(OrderID))",
      "(City,Country(),Orders(OrderID))")],
)  # fmt: skip
def test_09_expanded_collection(house: Service, query: str, first: str, later: str) -> None:
    """A collection with expanded properties: 4.01 names them all, 4.0 those of which some properties are shown"""
    holds(house, f"Customers?$top=1&{query}", f"#Customers{first}", f"#Customers{later}")
    holds(house, f"House?{query}", f"#House{first}", f"#House{later}")


def test_09_levels(house: Service) -> None:
    """A plus stands for the same once more, level by level"""
    url = "Employees?$top=1&$select=LastName&$expand=DirectReports($levels=2;$select=EmployeeID)"
    holds(house, url, "#Employees(LastName,DirectReports+(EmployeeID))")


def test_09_star(house: Service) -> None:
    """$expand=* names all navigation properties"""
    names = MODEL.entity_sets["Currencies"].type.navigation
    later = ",".join(f"{name}()" for name in names)
    holds(house, "Currencies?$top=1&$expand=*", "#Currencies", f"#Currencies({later})")
    holds(house, "Currencies?$top=1&$expand=*/$ref", "#Currencies")


def test_10_expanded_entity(house: Service) -> None:
    """An entity with expanded properties"""
    url = "Orders(2)?$select=OrderID&$expand=Customer,Lines($select=LineNo)"
    holds(house, url, "#Orders(OrderID,Lines(LineNo))/$entity", "#Orders(OrderID,Customer(),Lines(LineNo))/$entity")


def test_11_references(house: Service) -> None:
    """References"""
    holds(house, "Customers(1)/Orders/$ref", "#Collection($ref)")
    holds(house, "Customers/$ref?$top=1", "#Collection($ref)")


def test_12_reference(house: Service) -> None:
    """A reference"""
    for url in ("Customers(1)/$ref", "Orders(2)/Customer/$ref", "House/$ref"):
        holds(house, url, "#$ref")


@pytest.mark.parametrize(
    ("url", "context"),
    [("Customers(1)/City", "#Customers(1)/City"), ("Orders(2)/Customer/City", "#Customers(40)/City"),
     ("OrderLines(OrderID=2,LineNo=10)/Quantity", "#OrderLines(OrderID=2,LineNo=10)/Quantity"),
     ("Countries('DE')/CountryName", "#Countries('DE')/CountryName"), ("House/City", "#House/City"),
     ("Customers(1)/ERP.Customer/City", "#Customers(1)/City")],
)  # fmt: skip
def test_13_property(house: Service, url: str, context: str) -> None:
    """A property's value"""
    holds(house, url, context)


@pytest.mark.parametrize(("query", "context"), [("", "#Logged"), ("?$select=Name", "#Logged(Name)")])
def test_17_delta(tmp_path: Path, query: str, context: str) -> None:
    """What has changed in a collection"""
    service = made(f"sqlite:///{tmp_path}/stock.sqlite")
    link = json.loads(ask(service, f"Logged{query}", prefer="track-changes").body)["@odata.deltaLink"]
    holds(service, link.removeprefix(ROOT), f"{context}/$delta")
    service.database.engine.dispose()


def test_18_deleted_entity(tmp_path: Path) -> None:
    """An entity that is gone: 4.0 says so by its context, 4.01 in itself"""
    service = made(f"sqlite:///{tmp_path}/stock.sqlite")
    change(service, "POST", "Logged", {"Place": "A", "Number": 1})
    link = json.loads(ask(service, "Logged", prefer="track-changes").body)["@odata.deltaLink"].removeprefix(ROOT)
    assert change(service, "DELETE", "Logged(Place='A',Number=1)").status == 204
    (gone,) = json.loads(ask(service, link).body)["value"]
    assert gone["@odata.context"] == f"{ROOT}$metadata#Logged/$deletedEntity"
    (gone,) = json.loads(ask(service, link, odata_maxversion="4.01").body)["value"]
    assert gone == {"@removed": {"reason": "deleted"}, "@id": "Logged(Place='A',Number=1)"}
    service.database.engine.dispose()


def test_19_all(house: Service) -> None:
    """$all: each entity says its type and its id"""
    holds(house, "$all", "#Collection(Edm.EntityType)")


def test_20_crossjoin(house: Service) -> None:
    """$crossjoin"""
    holds(house, "$crossjoin(Countries,Currencies)?$top=1", "#Collection(Edm.ComplexType)")
    holds(house, "$crossjoin(Countries,Currencies)?$top=1&$expand=Countries", "#Collection(Edm.ComplexType)")


@pytest.mark.parametrize(
    ("apply", "listed"),
    [("aggregate($count as N)", "(N)"), ("groupby((Status))", "(Status)"),
     ("groupby((Customer/CountryCode,Status),aggregate($count as N))", "(Customer(CountryCode),Status,N)"),
     ("filter(OrderID gt 1)", ""), ("compute(OrderID mul 2 as Twice)", "(*,Twice)"), ("topcount(2,OrderID)", "")],
)  # fmt: skip
def test_apply(house: Service, apply: str, listed: str) -> None:
    """Results of $apply (Data Aggregation, section 3.4.3)"""
    holds(house, f"Orders?$top=1&$apply={apply}", f"#Orders{listed}")
