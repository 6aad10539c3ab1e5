"""The clients that run on Node: each file `src/NAME.test.ts` is one client, and its tests are Node's own."""

import re
from pathlib import Path

import pytest

from tests.clients.conftest import FOLDER, on_node

CLIENTS = sorted(path.name.removesuffix(".test.ts") for path in (FOLDER / "src").glob("*.test.ts"))


@pytest.mark.parametrize("client", CLIENTS)
def test_client(tests_on_node: Path, client: str) -> None:
    printed = on_node("node", "--test", "--test-reporter=spec", tests_on_node / f"{client}.test.js")
    print(printed)
    passed = re.search(r"^\S+ pass (\d+)$", printed, re.MULTILINE)
    assert passed and int(passed[1]) > 0, printed
