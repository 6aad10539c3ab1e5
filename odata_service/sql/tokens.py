"""A driver's values -> what a page token keeps of them, and back."""

import base64
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from odata_service.query.paging import not_ours


def token_value(value: Any) -> Any:
    """A driver's value as a page token keeps it: exactly, as JSON."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Decimal():
            return {"number": str(value)}
        case datetime():
            return {"instant": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case time():
            return {"time": value.isoformat()}
        case bytes():
            return {"bytes": base64.urlsafe_b64encode(value).decode("ascii")}
        case _:
            return str(value)


FROM_TOKEN: Mapping[str, Callable[[str], Any]] = {
    "number": Decimal,
    "instant": datetime.fromisoformat,
    "day": date.fromisoformat,
    "time": time.fromisoformat,
    "bytes": base64.urlsafe_b64decode,
}


def from_token(value: Any) -> Any:
    """The value to bind for one that a token kept.

    Raises:
        BadRequest: the token was not written by `token_value`.
    """
    if not isinstance(value, dict):
        return value
    ((kind, text),) = value.items()
    try:
        return FROM_TOKEN[kind](text)
    except (ValueError, ArithmeticError):
        raise not_ours() from None
