"""A page that is cut holds as many rows as fit, and at least one."""

import json

from hypothesis import given
from hypothesis import strategies as st

from odata_service.payload.envelope import fitting

WIDTHS = st.lists(st.sampled_from([0, 1, 5, 50, 500, 5000]), max_size=80)


def size(rows: list[dict[str, str]]) -> int:
    return len(json.dumps(rows, separators=(",", ":")))


@given(WIDTHS, st.integers(1, 20_000))
def test_as_many_rows_as_fit(widths: list[int], limit: int) -> None:
    rows = [{"text": "x" * width} for width in widths]
    written, shown = fitting(rows, limit)
    assert json.loads(written) == rows[:shown]
    assert shown > 0 or not rows
    assert len(written) == size(rows[:shown])
    assert len(written) <= limit or shown <= 1
    assert shown == len(rows) or size(rows[: shown + 1]) > limit
