"""Which chains and lists are one literal, and which are left as they stand."""

import pytest

from odata_service.url.folding import folded

INTEGERS, STRINGS, GUIDS = (f"\x00LIST_{kind}\x00" for kind in ("INTEGER", "STRING", "GUID"))
GUID = "01234567-89ab-cdef-0123-456789abcdef"

FOLDED = {
    "a eq 1 or a eq -2": (f"a in {INTEGERS}", [["1", "-2"]]),
    "a/b eq 'x' or a/b eq 'O''Neil'": (f"a/b in {STRINGS}", [["'x'", "'O''Neil'"]]),
    f"g eq {GUID} or g eq {GUID}": (f"g in {GUIDS}", [[GUID, GUID]]),
    "(a eq 1 or a eq 2) and b eq 3": (f"(a in {INTEGERS}) and b eq 3", [["1", "2"]]),
    "b eq 3 or a eq 1 or a eq 2 or c": (f"b eq 3 or a in {INTEGERS} or c", [["1", "2"]]),
    "a eq 1 or a eq 2 or a eq 3 and b eq 4": (f"a in {INTEGERS} or a eq 3 and b eq 4", [["1", "2"]]),
    "x/any(d:d/a eq 1 or d/a eq 2)": (f"x/any(d:d/a in {INTEGERS})", [["1", "2"]]),
    "a in (1,2, 3)": (f"a in {INTEGERS}", [["1", "2", "3"]]),
    "not (a in ('x,y','z'))": (f"not (a in {STRINGS})", [["'x,y'", "'z'"]]),
    "a eq 'q or b eq 1 or b eq 2' or a eq 'r'": (f"a in {STRINGS}", [["'q or b eq 1 or b eq 2'", "'r'"]]),
}
LEFT = (
    "a eq 1", "a eq 1 or b eq 2", "a eq 1 or a eq 'x'", "a eq 1 or a eq 2.5", "a eq 1 or a eq null",
    "b eq 3 and a eq 1 or a eq 2 and c", "not a eq 1 or a eq 2 add 1", "a eq 'b or c eq 1 or c eq 2'",
    "a eq 2024-01-31 or a eq 2024-02-29", "a eq 12:30 or a eq 12:31", "a in (1,null)", "a in (1,'x')", "a in ()",
    "a eq 1 or  a eq 2", "a eq 'x or a eq 'y'", "$it/a eq 1 or $it/a eq 2", "a eq 1L or a eq 2L",
    "a eq 'x' or a eq 'x'y", "a add b eq 1 or b eq 2 and c",
)  # fmt: skip


@pytest.mark.parametrize("text", FOLDED)
def test_what_is_folded(text: str) -> None:
    expected, lists = FOLDED[text]
    assert folded(text) == (expected, ["\x00".join(items) for items in lists])


@pytest.mark.parametrize("text", LEFT)
def test_what_is_left_as_it_stands(text: str) -> None:
    assert folded(text) == (text, [])
