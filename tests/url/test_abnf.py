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

RULES: dict[str, Callable[[str], object]] = {
    "commonExpr": lambda text: parse_expression(unquote(text), target="$filter"),
    "boolCommonExpr": lambda text: parse_expression(unquote(text), target="$filter"),
    "firstMemberExpr": lambda text: parse_expression(unquote(text), target="$filter"),
    "filter": parse_options,
    "orderby": parse_options,
    "select": parse_options,
    "expand": parse_options,
    "compute": parse_options,
    "apply": parse_options,
    "search": parse_options,
    "top": parse_options,
    "skip": parse_options,
    "inlinecount": parse_options,
    "resourcePath": parse_path,
}

# Valid texts that are not read: their subject (annotations and functions in paths, aggregates within expressions,
# temporal data) is not part of this service.
OUT_OF_SCOPE = (
    "aggregate(",
    "$these",
    "@Core.",
    "@Namespace",
    "isdefined",
    "Aggregation.",
    "@Measures",
    "$at=",
    "$from=",
    "MostPopularName(Location",
)

# Invalid texts that are read all the same, with the reason.
LIBERAL = {
    "$filter =true": "blanks around an option's name do no harm",
    "$apply=aggregate(Amount)": "a custom aggregate could be called so: the binder refuses it",
    "$apply=groupby((Product/Price/Quantity))": "only the model knows that Price has no Quantity: 400",
    "$apply=groupby((Sales/Product/Name))": "only the model knows that Sales is a collection: 400",
    "$apply=join(ShipTo as Detail,identity)": "joins are read as far as their parentheses, and answered 501",
    "$apply=ancestors($root/SalesOrganizations,SalesOrgHierarchy,Sales(4711)/ID,identity)": "hierarchies are 501",
    "$apply=ancestors($root/SalesOrganizations,SalesOrgHierarchy,ID,filter(contains(Name,'East')), "
    "filter(contains(Name,'Central')), 2)": "hierarchies are 501",
    "$search=#1": "a raw # never arrives: it starts a fragment, which clients keep",
    "Model.Rejection": "only the model knows that this is not an entity set: 404",
    "Categories('Tablet/Slate')": "read as segments, of which the first does not close its parenthesis",
}


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
