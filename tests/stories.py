"""Reads the stories of `tests/cases/stories/`: requests that follow each other on one database, and their answers.

A step is a comment, a request with its headers, an empty line and a body where there is one, `---`, and the answer: its
status, headers that it must have (`Name: *` for any value, `Name: -` for none), lines `keep NAME = Property` or
`keep NAME = Header:`, and then JSON whose members the body must have (`~` stands for the service root, `"*"` for any
value), or `contains: text`. `{NAME}` stands for what was kept, `{json NAME}` for it as JSON. Steps are parted by `===`.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "cases" / "stories"


@dataclass(frozen=True)
class Step:
    name: str
    method: str
    url: str
    headers: dict[str, str]
    body: str
    status: int
    expected: list[str]
    answer: str  # JSON


def stories() -> list[Path]:
    return sorted(FOLDER.glob("*.http"))


def steps(path: Path) -> list[str]:
    return [block for block in path.read_text(encoding="utf-8").split("\n===\n") if block.strip()]


def step(block: str, kept: dict[str, str]) -> Step:
    """A step's text with what was kept put in."""
    block = re.sub(r"\{json ([A-Z]\w*)\}", lambda found: json.dumps(kept[found[1]]), block)
    block = re.sub(r"\{([A-Z]\w*)\}", lambda found: kept.get(found[1], found[0]), block)
    asked, _, answer = block.partition("\n---\n")
    head, _, body = asked.strip().partition("\n\n")
    lines = [line for line in head.splitlines() if line]
    comment = " ".join(line.lstrip("# ") for line in lines if line.startswith("#"))
    request, *headers = [line for line in lines if not line.startswith("#")]
    method, _, url = request.partition(" ")
    status, *rest = answer.strip().splitlines()
    start = next((number for number, line in enumerate(rest) if line.startswith(("{", "["))), len(rest))
    given = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in headers)}
    return Step(
        comment or request, method, url.strip(), given, body, int(status), rest[:start], "\n".join(rest[start:])
    )


def differences(expected: Any, found: Any, path: str = "") -> list[str]:
    """Where the body has not what it must have; members that are not expected may be there."""
    if expected == "*":
        return [] if found is not None else [f"{path}: null"]
    if isinstance(expected, dict) and isinstance(found, dict):
        return [
            line for name, value in expected.items()
            for line in (differences(value, found[name], f"{path}/{name}") if name in found else [f"{path}/{name}: -"])
        ]  # fmt: skip
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        return [
            line for number, pair in enumerate(zip(expected, found, strict=True))
            for line in differences(*pair, f"{path}/{number}")
        ]  # fmt: skip
    return [] if expected == found else [f"{path}: {json.dumps(found, ensure_ascii=False)[:300]}"]
