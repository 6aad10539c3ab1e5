"""Functions and actions of a model file: what $metadata says of them, and which mistakes in them are told."""

import json
from collections.abc import Callable
from dataclasses import dataclass, make_dataclass

import pytest

from odata_service.edm.csdl_json import to_json
from odata_service.edm.csdl_xml import to_xml
from odata_service.edm.draft import ModelError
from odata_service.edm.from_tables import model_of
from odata_service.publish import Action, Call, EntitySet, Function, Operation, Service, Source
from tests import garage
from tests.harbour import ports


def mistakes(*declared: Operation) -> tuple[str, ...]:
    sets = [EntitySet(ports), EntitySet(garage.depots, "Far", source=Source("Y")), *garage.SERVICE.entity_sets]
    with pytest.raises(ModelError) as raised:
        model_of(Service(name="x", source=Source("X"), entity_sets=sets, operations=declared))
    return raised.value.mistakes


def test_mistakes_in_operations_are_told() -> None:
    def unknown(call: Call, what: list[int]) -> int:
        return 0

    def silent(call: Call) -> None: ...

    def lonely() -> int:
        return 0

    def fine(call: Call) -> int:
        return 0

    declared = [
        Function(unknown), Function(silent), Function(lonely), Function(fine), Function(fine), Action(fine),
        Action(silent, bound="Cars"),
    ]  # fmt: skip
    takes = "bool, int, float, Decimal, str, bytes, UUID, datetime, date, time, timedelta"
    assert mistakes(*declared) == (
        f"Unknown: the parameter 'what' is to be annotated with one of {takes}.",
        f"Silent: what it returns is to be annotated: {takes}, a dataclass of these, or a list; or say `returns`.",
        "Lonely: its function takes the call first.",
        "Fine: there is something else of this name.",
        "Fine: there is something else of this name.",
        "Silent: there is no entity set 'Cars'.",
    )


@dataclass
class Pair:
    one: int


@dataclass
class Vehicle:
    wheels: int


def test_names_that_say_two_things_are_told() -> None:
    def number(call: Call) -> int:
        return 0

    def numbers(call: Call, more: int) -> list[int]:
        return []

    def pair(call: Call) -> Pair:
        return Pair(1)

    def another(call: Call) -> Vehicle:
        return Vehicle(4)

    def more(call: Call, much: int) -> None: ...

    assert mistakes(
        Function(number, "Vehicle"), Function(number, "Truck"), Function(number, "Container"),
        Function(number, "Trips"),
        Function(pair), Function(another),
        Function(number), Function(numbers, "Number"), Function(numbers, "Number", bound="Vehicles"),
        Action(more), Action(pair, "More"),
        Action(more, "Less", bound="Vehicles"), Action(pair, "Less", bound="Vehicles/Truck"),
        Action(more, "Less", bound="Vehicles", collection=True), Action(pair, "Less", bound="Vehicles/Truck"),
    ) == (
        "Vehicle: there is something else of this name.",
        "Truck: there is something else of this name.",
        "Container: there is something else of this name.",
        "Trips: there is something else of this name.",
        "Number: functions of one name that are called on the same return the same type.",
        "More: there is something else of this name.",
        "Less: there is something else of this name.",
        "Pair: there is something else of this name.",
        "Vehicle: there is something else of this name.",
    )  # fmt: skip


def returning(returned: object) -> Callable[[Call], None]:
    def function(call: Call) -> None: ...

    function.__annotations__["return"] = returned
    return function


def test_dataclasses_of_one_name_that_are_not_alike_are_told() -> None:
    first = make_dataclass("Sum", [("rows", int), ("total", float)])
    other = make_dataclass("Sum", [("rows", int | None), ("total", float)])
    alike = make_dataclass("Sum", [("total", float), ("rows", int)])
    message = "Sum: two dataclasses of this name are returned that do not consist of the same; one needs another name."
    declared = [Function(returning(first), "First"), Function(returning(list[other]), "Second")]  # type: ignore[valid-type]  # made here
    assert mistakes(*declared) == (message,)
    declared[1] = Function(returning(alike), "Second")
    model = model_of(Service(name="x", source=Source("X"), entity_sets=[EntitySet(ports)], operations=declared))
    assert {name: len(parts) for name, parts in model.complex_types.items()} == {"Sum": 2}


def test_what_cannot_be_called_on_is_told() -> None:
    def number(call: Call) -> int:
        return 0

    assert mistakes(
        Function(number, bound="Vehicles/Car"), Action(number, "Other", returns="Depots/Truck"),
        Function(number, "Third", bound="Far"),
    ) == (
        "Number: 'Vehicles' has no derived type 'Car'.",
        "Other: 'Depots' has no derived type 'Truck'.",
        "Third: 'Far' lies in another database; what is called on entities works in the service's own.",
    )  # fmt: skip


def test_what_is_bound_to_derived_types_says_so_in_xml() -> None:
    text = to_xml(model_of(garage.SERVICE)).decode()
    for wanted in (
        '<Function Name="Shout" IsBound="true"><Parameter Name="on" Type="Garage.Vehicle" Nullable="false"/>',
        '<Function Name="Shout" IsBound="true"><Parameter Name="on" Type="Garage.Tanker" Nullable="false"/>',
        '<Function Name="Biggest" IsBound="true">'
        '<Parameter Name="on" Type="Collection(Garage.Truck)" Nullable="false"/>'
        '<ReturnType Type="Garage.Truck" Nullable="true"/></Function>',
        '<FunctionImport Name="Trucks" EntitySet="Vehicles" Function="Garage.Trucks"/>',
    ):
        assert wanted in text


def test_what_is_bound_to_derived_types_says_so_in_json() -> None:
    schema = json.loads(to_json(model_of(garage.SERVICE)))["Garage"]
    assert [one["$Parameter"][0]["$Type"] for one in schema["Wash"]] == ["Garage.Vehicle", "Garage.Tanker"]
    assert schema["Biggest"][0]["$Parameter"] == [{"$Name": "on", "$Type": "Garage.Truck", "$Collection": True}]
    assert schema["Load"][0]["$ReturnType"] == {"$Type": "Garage.Truck"}
    assert schema["Container"]["Trucks"] == {"$Function": "Garage.Trucks", "$EntitySet": "Vehicles"}
