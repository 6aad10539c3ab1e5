"""The token that a client fetches before it writes (`X-CSRF-Token: Fetch`), where the service is told to demand one.

A token is signed, and holds its user and when it was made: no host has to remember it, and every host knows it. It
needs no cookie beside it: a page of another site can neither read a token nor set the header.
"""

import hashlib
import hmac
from time import time

LIFETIME = 3600  # seconds


def token_of(secret: str, principal: str | None, now: float | None = None) -> str:
    """A new token for a user."""
    made = f"{int(time() if now is None else now):x}"
    return f"{made}-{_signature(secret, principal, made)}"


def is_valid(token: str, secret: str, principal: str | None, now: float | None = None) -> bool:
    """Whether a token was made for this user, not too long ago. One that seems to come from the future counts: some
    host's clock was set back."""
    made, _, signature = token.strip().partition("-")
    if not hmac.compare_digest(signature.encode(), _signature(secret, principal, made).encode()):
        return False
    return (time() if now is None else now) - int(made, 16) <= LIFETIME


def _signature(secret: str, principal: str | None, made: str) -> str:
    said = f"{made}\n{'' if principal is None else f'user {principal}'}"
    return hmac.new(secret.encode(), said.encode(), hashlib.sha256).hexdigest()
