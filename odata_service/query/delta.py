"""Delta tokens: since when changes are told -> `$deltatoken` and back.

Like page tokens they are stateless and not signed: what they say is checked, and says no more than a filter could.
"""

import base64
import binascii
import json
import re
from dataclasses import dataclass
from typing import Any

from odata_service.errors import BadRequest, Gone

VERSION = 1
NUMBER = re.compile(r"-?\d{1,38}", re.ASCII)
TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", re.ASCII)
LARGEST = 10**38


@dataclass(frozen=True, slots=True)
class Mark:
    """A place among the changes of a set: what lies behind it has not been told, or may not have been.

    `low` is a literal: a time from which on, or a number behind which changes are told. Where it is a number, `seen` is
    the largest one that there was, and `since` the second in which that was seen first. `transaction` is the first one
    of PostgreSQL's that was not over.
    """

    low: str
    seen: int = 0
    since: int = 0
    transaction: int = 0


@dataclass(frozen=True, slots=True)
class DeltaToken:
    """What a delta link says: where the changes start. Within the pages of an answer also where the next one will
    start, and behind which change the page does."""

    mark: Mark
    fresh: Mark | None = None
    behind: str | None = None


def write_delta(token: DeltaToken, fingerprint: str, digest: str) -> str:
    """The token as it stands in a URL."""
    marks = [None if one is None else [one.low, one.seen, one.since, one.transaction]
             for one in (token.mark, token.fresh)]  # fmt: skip
    text = json.dumps([VERSION, fingerprint, digest, *marks, token.behind], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode("ascii").rstrip("=")


def read_delta(text: str, fingerprint: str, digest: str, low: re.Pattern[str]) -> DeltaToken:
    """The token of a delta link that this service wrote; `low` is how its marks are written.

    Raises:
        BadRequest: it is none, or one of another request.
        Gone: what tells the changes is another thing since it was written.
    """
    try:
        content = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        version, model, request, mark, fresh, behind = content
        if version != VERSION or model != fingerprint:
            raise gone()
        found = DeltaToken(_mark(mark, low), None if fresh is None else _mark(fresh, low), behind)
    except (ValueError, TypeError, binascii.Error, RecursionError):
        raise not_ours() from None
    if request != digest or not (behind is None or (fresh is not None and _is_place(behind))):
        raise not_ours()
    return found


def _is_place(behind: Any) -> bool:
    return isinstance(behind, str) and behind.isascii()


def _mark(content: Any, form: re.Pattern[str]) -> Mark:
    """Raises ValueError or TypeError where it is none."""
    low, *numbers = content
    seen, since, transaction = numbers
    if not isinstance(low, str) or not form.fullmatch(low):
        raise ValueError(low)
    if not all(type(one) is int and -LARGEST <= one <= LARGEST for one in numbers):
        raise ValueError(numbers)
    return Mark(low, seen, since, transaction)


def gone() -> Gone:
    return Gone(
        "It is not known any more what has changed since this delta link was made. Read everything once more, and ask"
        " for a new one.",
        target="$deltatoken",
    )


def not_ours() -> BadRequest:
    return BadRequest(
        "This $deltatoken was not made for this request. Use the delta link as it was given.", target="$deltatoken"
    )
