"""`python -m odata_service inspect`: what would be published, and what Salesforce would make of it."""

import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.edm.model import Model
from odata_service.edm.reflected import model_of_found
from odata_service.modelling.databases import add_selection, found_in, service_name
from odata_service.modelling.findings import count_of, lines_of
from odata_service.modelling.salesforce import ExternalObject, external_objects, of_all
from odata_service.modelling.targets import declared, is_database
from odata_service.modelling.terminal import Terminal, counted, terminal
from odata_service.sql.opening import normalised


def add_inspect(commands: Any) -> None:
    """Adds the command to those of the command line."""
    parser = commands.add_parser(
        "inspect", help="say what would be published of a database or a model, and what Salesforce would make of it",
        description="Says what would be published of a database or a model file, which external objects, fields and"
        " External IDs Salesforce would make of it, what of that will not do, and what to write into the model file.",
    )  # fmt: skip
    parser.add_argument(
        "target", metavar="URL|MODEL",
        help="a database's URL, a model file (models/shop.py), its module (models.shop), or a published service's name",
    )  # fmt: skip
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME", help="only this entity set; several times"
    )
    parser.add_argument("--brief", action="store_true", help="no fields, only what needs a look")
    parser.add_argument("--json", action="store_true", help="the same for programs")
    add_selection(parser)
    parser.set_defaults(run=_inspect)


def _inspect(given: Namespace) -> None:
    model = _model(given)
    objects = [one for one in external_objects(model) if not given.set or one.entity_set in given.set]
    unknown = [name for name in given.set if name not in model.entity_sets]
    if unknown:
        raise ValueError(f"There is no entity set '{unknown[0]}'; there are {', '.join(model.entity_sets) or 'none'}.")
    if given.json:
        print(json.dumps(_document(model, objects), indent=2, ensure_ascii=False))
        return
    print("\n".join(report(model, objects, terminal(), brief=given.brief)))


def _model(given: Namespace) -> Model:
    if not is_database(given.target):
        return model_of(declared(given.target))
    found = found_in(given.target, given, Config.from_env())
    return model_of_found(found, service_name(None, Path(normalised(given.target).database or "database").stem))


def report(model: Model, objects: Sequence[ExternalObject], to: Terminal, *, brief: bool = False) -> Iterator[str]:
    """The lines of the report."""
    yield to.title(f"Service {model.name}", counted(len(model.entity_sets), "entity set"))
    for finding in of_all(model):
        yield from lines_of(finding, to)
    if not model.entity_sets:
        yield "  Nothing can be published."
    for one in objects:
        if not brief or one.findings:
            yield from _object(one, to, brief)
    if model.left_out:
        yield to.title("Left out", counted(len(model.left_out), "thing"))
        yield from to.rows([(what, _advised(why)) for what, why in model.left_out], 2)
    yield from _summary(model, objects, to)


def _object(one: ExternalObject, to: Terminal, brief: bool) -> Iterator[str]:
    yield to.title(one.name, f"of {one.entity_set}, {counted(len(one.fields), 'field')}")
    size = f"up to {one.key_length:,} characters"
    yield from to.wrapped("  External ID: ", f"{' + '.join(one.key)}, {size}")
    if not brief:
        keys = {True: ", key", False: ""}
        yield from to.rows([(item.name, item.type or "- none -", item.edm + keys[item.is_key]) for item in one.fields])
    for finding in one.findings:
        yield from lines_of(finding, to)


def _advised(why: str) -> str:
    if "no key" in why:
        return f'{why}: EntitySet(…, key=["…"])'
    return why


def _summary(model: Model, objects: Sequence[ExternalObject], to: Terminal) -> Iterator[str]:
    found = [*of_all(model), *(finding for one in objects for finding in one.findings)]
    errors, warnings = count_of(found, "error"), count_of(found, "warning")
    yield ""
    if errors:
        yield from to.finding("error", "", f"{counted(errors, 'thing')} that Salesforce cannot take", 2)
    if warnings:
        yield from to.finding("warning", "", f"{counted(warnings, 'thing')} that may not come out as meant", 2)
    if not errors and not warnings and objects:
        yield from to.finding("good", "", "Salesforce can take all of it", 2)
    yield ""


def _document(model: Model, objects: Sequence[ExternalObject]) -> dict[str, Any]:
    return {
        "service": model.name,
        "findings": [asdict(item) for item in of_all(model)],
        "objects": [asdict(item) for item in objects],
        "leftOut": [{"what": what, "why": why} for what, why in model.left_out],
    }
