"""The OASIS test cases for the URL grammar, where they are present (ODATA_SPEC_DATA, or ../shared/odata)."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from odata_service.errors import BadRequest, NotImplementedByService
from odata_service.url.expression import parse_expression
from odata_service.url.options import parse_options
from odata_service.url.path import parse_path

FOLDER = Path(os.environ.get("ODATA_SPEC_DATA") or Path(__file__).parents[2] / ".." / "shared" / "odata")
FILE = FOLDER / "abnf-cases.json"
CASES: list[dict[str, Any]] = json.loads(FILE.read_text())["cases"] if FILE.exists() else []


def expression(text: str) -> object:
    return parse_expression(unquote(text), target="$filter")


def relative(text: str) -> None:
    """A path below the service root, and its options."""
    path, _, query = text.partition("?")
    parse_path(path)
    if query:
        parse_options(query)


EXPRESSIONS = (
    "commonExpr", "boolCommonExpr", "firstMemberExpr", "notExpr", "isofExpr", "castExpr", "primitiveLiteral",
    "stringLiteral", "enumLiteral", "decimalLiteral", "doubleLiteral", "singleLiteral", "sbyteLiteral", "int16Literal",
    "int32Literal", "int64Literal", "timeOfDayLiteral", "dateTimeOffsetLiteral", "durationLiteral", "binaryLiteral",
    "guid", "date", "booleanValue", "dateTimeOffsetValueInUrl",
)  # fmt: skip
OPTIONS = (
    "filter", "orderby", "orderBy", "select", "expand", "compute", "apply", "search", "top", "skip", "inlinecount",
    "format", "id", "index", "skiptoken", "queryOptions", "systemQueryOption", "customQueryOption",
)  # fmt: skip
RULES: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(EXPRESSIONS, expression),
    **dict.fromkeys(OPTIONS, parse_options),
    "anyExpr": lambda text: expression(f"Orders/{text}"),
    "keyPredicate": lambda text: parse_path(f"Orders{text}"),
    "resourcePath": parse_path,
    "propertyPathExpr": lambda text: parse_path(text) if "$filter" in text else expression(text),
    "odataRelativeUri": relative,
}

# Valid texts that are not read: their subject (annotations and functions in paths, custom aggregates, aggregates of
# aggregates, temporal data, positions of insertion) is not part of this service.
OUT_OF_SCOPE = (
    "$these", "@Core.", "@Namespace", "isdefined", "Aggregation.", "@Measures", "$at=", "$from=", " from ",
    "MostPopularName(Location", "aggregate(Budget", "aggregate(Product/Budget", "aggregate(Forecast", "index=-42",
    "$format=json&$Format", "$format=JSON&$format", "$search=a%3Bb",
)  # fmt: skip

# Invalid texts that are read all the same, with the reason.
MODEL = "only the model knows that this means nothing: 400 or 404"
LIBERAL = {
    "$filter =true": "blanks around an option's name do no harm",
    "$filter= true": "blanks around an option's value do no harm",
    "$apply=aggregate(Amount)": "a custom aggregate could be called so: the binder refuses it",
    "$apply=groupby((Product/Price/Quantity))": MODEL,
    "$apply=groupby((Sales/Product/Name))": MODEL,
    "$apply=groupby((Product/Self.DigitalProduct))": MODEL,
    "$apply=aggregate(Sales/Amount sub Sales/Cost with sum as TotalAmount)": MODEL,
    "$apply=join(ShipTo as Detail,identity)": MODEL,
    "$apply=addnested(Products,addnested(Sales,filter(Amount gt 3) as FilteredSales) as Stuff,"
    "addnested(Suppliers,nest(Products)))": "addnested is 501",
    "$apply=ancestors($root/SalesOrganizations,SalesOrgHierarchy,ID,filter(contains(Name,'East')), "
    "filter(contains(Name,'Central')), 2)": "the grammar has no place for what restricts the nodes, the text has",
    "$search=#1": "a raw # never arrives: it starts a fragment, which clients keep",
    "$search=more&more": "a custom option named more",
    "$skiptoken=Not&this": "a custom option named this",
    "$search=a;b": "a semicolon parts options in parentheses only",
    "FirstName in (FirstName,LastName)": "a list of any values is understood",
    "X'1a2B3c4D'": "an enumeration could be called X: the binder refuses it",
    "tRUe": "4.01 reads what is in URLs in any case",
    "-INF": "a number",
    "INF": "a number",
    "Model.Available": MODEL,
    "Model.Rejection": MODEL,
    "Products.('foo')": MODEL,
    ".Products('foo')": MODEL,
    "Categories(ID=wrong)": MODEL,
    "Categories('Tablet/Slate')": "read as segments, of which the first does not close its parenthesis",
    "Categories(1)/Products/$ref/$count": MODEL,
    "Categories(1)/Products(2)/$ref/$count": MODEL,
    "Categories/TheBestProduct()": MODEL,
    "Categories(1)/ID/$value/foo": MODEL,
    "Categories(1)/Address/$value": MODEL,
    "Categories(1)/Thumbnail/$value": MODEL,
    "Products/$count/foo": MODEL,
    "Products(1)/Model.BestSellingProduct/Model.BestSellingProduct": MODEL,
    "$entity?$format=json": "400, but not by the grammar",
    "$entity?$id=http://myservice/Customers('ALFKI')&$select=CompanyName,ContactName&$expand=Orders":
        "the id says which type it is",
    "$expand=Customer/$ref($levels=4)": MODEL,
    "$expand=Customer/$ref($select=Name)": MODEL,
    "$expand=Customer,Items/$ref($expand=Product)": MODEL,
    "$expand=Items/$count($count=true)": MODEL,
}  # fmt: skip


def relevant(case: dict[str, Any]) -> bool:
    return case["rule"] in RULES and not any(part in case["input"] for part in OUT_OF_SCOPE)


def identity(case: dict[str, Any]) -> str:
    return f"{case['rule']}: {case['input'][:60]}"


@pytest.mark.skipif(not CASES, reason="the OASIS cases are not here; set ODATA_SPEC_DATA to their folder")
@pytest.mark.parametrize("case", [case for case in CASES if relevant(case) and case["valid"]], ids=identity)
def test_a_valid_text_is_read(case: dict[str, Any]) -> None:
    RULES[case["rule"]](case["input"])


@pytest.mark.skipif(not CASES, reason="the OASIS cases are not here; set ODATA_SPEC_DATA to their folder")
@pytest.mark.parametrize("case", [case for case in CASES if relevant(case) and not case["valid"]], ids=identity)
def test_an_invalid_text_is_refused(case: dict[str, Any]) -> None:
    if case["input"] in LIBERAL:
        pytest.skip(LIBERAL[case["input"]])
    with pytest.raises((BadRequest, NotImplementedByService)):
        RULES[case["rule"]](case["input"])
