"""ETags and the conditions that name them (Part 1, sections 8.2.4, 8.2.5 and 8.3.1; RFC 9110, section 13)."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from odata_service.errors import BadRequest, PreconditionFailed, PreconditionRequired

TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\uffff]*"')


def etag_of(values: Iterable[Any]) -> str:
    """A weak ETag that is the same for the same values."""
    text = "\x00".join([_text(value) for value in values])
    return f'W/"{hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()}"'


def _text(value: Any) -> str:
    if type(value) is str:
        return value
    if value is None:
        return "\x01"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def matches(header: str, etag: str | None) -> bool:
    """Whether an `If-Match` or `If-None-Match` header names the ETag; weakly, as ours are. `*` names any entity.

    Raises:
        BadRequest: the header holds something else.
    """
    if header.strip() == "*":
        return etag is not None
    tags = TAG.findall(header)
    if TAG.sub("", header).strip(" ,\t"):
        raise BadRequest('A condition holds ETags in double quotes, such as W/"…", or *.', target="If-Match")
    return etag is not None and _opaque(etag) in [_opaque(tag) for tag in tags]


def _opaque(tag: str) -> str:
    return tag.removeprefix("W/")


def has_conditions(headers: Mapping[str, str]) -> bool:
    """Whether a request has any that `check` looks at."""
    return "if-match" in headers or "if-none-match" in headers


def check(headers: Mapping[str, str], etag: str | None, *, required: bool = False) -> None:
    """Holds a change against its conditions; `etag` is None where there is no entity.

    Raises:
        PreconditionFailed: one of them is not met.
        PreconditionRequired: there is none, and there must be one.
    """
    match, none_match = headers.get("if-match"), headers.get("if-none-match")
    if match is not None and not matches(match, etag):
        raise PreconditionFailed("The entity has been changed since it was read. Read it again before changing it.")
    if none_match is not None and matches(none_match, etag):
        raise PreconditionFailed("There is such an entity already, and If-None-Match says that there must be none.")
    if required and match is None and none_match is None:
        raise PreconditionRequired("This entity can be changed with its ETag in an If-Match header only.")
