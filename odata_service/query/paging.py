"""Page tokens: where a page ended -> `$skiptoken` and back.

A token holds the last row's values of the order, so that the next page is a seek, however deep. It is stateless (any
host can answer it) and is not signed: it can say nothing that the client could not say in a filter, and whoever may
not see rows may not see them with a token either. A digest binds it to the request and the model that it was made for.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from odata_service.errors import BadRequest, Gone

VERSION = 2
KINDS = frozenset({"bytes", "number", "instant", "day", "time"})  # values that JSON has not


@dataclass(frozen=True, slots=True)
class Token:
    """What a page token says: the last row's values, how many rows of `$top` are left, the count of all rows.

    `skip` is used instead of `values` where the order has floats, which do not compare equal to their own text. `tied`
    says in how many terms of the order, from the first, all rows of the page were alike: the next page goes on within
    them. A count that is negative is so many rows at least, of which all but one came on the pages before.
    """

    values: tuple[Any, ...]
    left: int | None = None
    count: int | None = None
    skip: int | None = None
    tied: int = 0


def digest_of(*parts: str) -> str:
    """Eight bytes that tell requests apart: the resource, the filter, the order, the search."""
    return hashlib.blake2b("\x00".join(parts).encode(), digest_size=8).hexdigest()


def write_token(token: Token, fingerprint: str, digest: str) -> str:
    content = [VERSION, fingerprint, digest, token.left, token.count, token.skip, token.tied, list(token.values)]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode("ascii").rstrip("=")


def read_token(text: str, fingerprint: str, digest: str) -> Token:
    """The token of a next link that this service wrote.

    Raises:
        BadRequest: it is no token, or one of another request.
        Gone: the model has changed since it was written.
    """
    try:
        content = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        version, model, request, left, count, skip, tied, values = content
    except (ValueError, TypeError, binascii.Error, RecursionError):
        raise not_ours() from None
    if version != VERSION or model != fingerprint:
        raise Gone(
            "The service has changed since this page link was made. Start again from the first page.",
            target="$skiptoken",
        )
    if request != digest or not _sound(left, count, skip, tied, values):
        raise not_ours()
    return Token(tuple(values), left, count, skip, tied)


def _sound(left: Any, count: Any, skip: Any, tied: Any, values: Any) -> bool:
    if not isinstance(values, list) or not all(map(_scalar, values)) or (skip is not None and values):
        return False
    numbers = all(item is None or (type(item) is int and 0 <= item < 2**63) for item in (left, skip))
    numbers = numbers and (count is None or (type(count) is int and -(2**63) < count < 2**63))
    return numbers and type(tied) is int and 0 <= tied < max(1, len(values))


def _scalar(value: Any) -> bool:
    if isinstance(value, dict):
        return len(value) == 1 and all(kind in KINDS and isinstance(text, str) for kind, text in value.items())
    if isinstance(value, int):
        return -(2**63) <= value < 2**64  # what columns of whole numbers hold, MySQL's without a sign too
    return value is None or isinstance(value, (str, float))


def not_ours() -> BadRequest:
    return BadRequest(
        "This $skiptoken was not made for this request. Use the next link as it was given.", target="$skiptoken"
    )


def tied_of(first: Sequence[Any], last: Sequence[Any]) -> int:
    """In how many values from the first on two rows of an order are alike; never in all, because it is total."""
    most = len(last) - 1
    return next((number for number in range(most) if first[number] != last[number]), max(most, 0))


def nulls_of(values: Sequence[Any]) -> tuple[bool, ...]:
    return tuple(value is None for value in values)
