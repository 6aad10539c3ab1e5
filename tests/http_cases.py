"""Reads the text cases of `tests/cases/http/`.

A block is a comment, a request, `---`, and the answer: its status, headers that it must have, and then either JSON that
the body must equal (`~` stands for the service root) or lines `contains: text`. Blocks are parted by `===`.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "cases" / "http"


@dataclass(frozen=True)
class Case:
    name: str
    method: str
    url: str
    headers: dict[str, str]
    status: int
    answer_headers: dict[str, str]
    contains: tuple[str, ...]
    body: Any  # None: not looked at


def cases(folder: Path = FOLDER) -> list[Case]:
    return [
        _case(block, f"{path.stem}")
        for path in sorted(folder.glob("*.http"))
        for block in path.read_text(encoding="utf-8").split("\n===\n")
        if block.strip()
    ]


def _case(block: str, where: str) -> Case:
    asked, _, answer = block.partition("\n---\n")
    lines = [line for line in asked.strip().splitlines() if line]
    comment = " ".join(line.lstrip("# ") for line in lines if line.startswith("#"))
    request, *headers = [line for line in lines if not line.startswith("#")]
    method, _, url = request.partition(" ")
    status, *rest = answer.strip().splitlines()
    head = (
        [line for line in rest if not line.startswith(("{", "contains: "))] if not _json(rest) else _before_json(rest)
    )
    contains = tuple(line.removeprefix("contains: ") for line in rest if line.startswith("contains: "))
    return Case(
        f"{where}: {comment or url[:60]}", method, url.strip(), _headers(headers), int(status), _headers(head),
        contains, _json(rest),
    )  # fmt: skip


def _before_json(lines: list[str]) -> list[str]:
    return lines[: next((index for index, line in enumerate(lines) if line.startswith("{")), len(lines))]


def _json(lines: list[str]) -> Any:
    starts = [index for index, line in enumerate(lines) if line.startswith("{")]
    return json.loads("\n".join(lines[starts[0] :])) if starts else None


def _headers(lines: list[str]) -> dict[str, str]:
    return {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
