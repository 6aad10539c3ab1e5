"""The stories of writing, on each database: `tests/cases/stories/*.http`."""

import json
from pathlib import Path
from typing import Any

import pytest

from odata_service.protocol.message import Request, Response
from odata_service.service import Service
from tests.conftest import ROOT
from tests.stories import Step, differences, step, steps, stories

WITHOUT_FOREIGN_KEYS = ("entities", "later", "links")


@pytest.mark.parametrize("path", stories(), ids=lambda path: path.stem)
def test_story(written: Service, path: Path) -> None:
    if path.stem in WITHOUT_FOREIGN_KEYS and written.database.dialect.name == "duckdb":
        pytest.skip("the demo has no foreign keys on DuckDB, and this story tells what they refuse")
    kept: dict[str, str] = {}
    for block in steps(path):
        told = step(block, kept)
        response = told_to(written, told)
        check(told, response, kept)


def test_the_examples_of_the_documentation(written: Service) -> None:
    text = (Path(__file__).parents[1] / "docs" / "writing.md").read_text(encoding="utf-8")
    examples = "\n===\n".join(part.partition("\n```")[0] for part in text.split("```http\n")[1:])
    kept: dict[str, str] = {}
    for block in examples.split("\n===\n"):
        told = step(block, kept)
        check(told, told_to(written, told), kept)


def told_to(service: Service, told: Step, principal: str | None = None) -> Response:
    url, _, query = told.url.replace(" ", "%20").partition("?")
    body = told.body.replace("\n", "\r\n") if "multipart" in told.headers.get("content-type", "") else told.body
    return service.handle(Request(told.method, url, query, told.headers, ROOT, body.encode(), principal))


def check(told: Step, response: Response, kept: dict[str, str]) -> None:
    text = response.body.decode().replace(ROOT, "~")
    assert response.status == told.status, f"{told.name}: {text[:2000]}"
    body: Any = json.loads(text) if text[:1] in "{[" and text else None
    for line in told.expected:
        if line.startswith("keep "):
            name, _, source = line.removeprefix("keep ").partition(" = ")
            kept[name] = response.headers[source[:-1]] if source.endswith(":") else str(body[source])
        elif line.startswith("contains: "):
            assert line.removeprefix("contains: ") in text, f"{told.name}: {text[:2000]}"
        else:
            name, _, value = (part.strip() for part in line.partition(":"))
            found = response.headers.get(name)
            found = None if found is None else found.replace(ROOT, "~")
            assert (found is None) if value == "-" else (found is not None) if value == "*" else found == value, (
                f"{told.name}: {name} is {found}"
            )
    if told.answer:
        assert differences(json.loads(told.answer), body) == [], f"{told.name}: {text[:2000]}"
