"""What `$id` stands for within a batch: the URL, the ETag, the values and the success of a request before (Part 1,
section 11.7.7; JSON Format, section 19.1)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import quote, unquote

import msgspec

from odata_service.errors import BadRequest, FailedDependency, UriTooLong
from odata_service.protocol.batch import Group, Item, Part
from odata_service.protocol.message import Response

NAME = r"[A-Za-z0-9_.\-]+"
REFERENCE = re.compile(rf"\$({NAME})(?=$|[/?(])")
TEXT = r"'(?:[^']|'')*'"
VALUE = re.compile(rf"{TEXT}|\$({NAME})((?:/[A-Za-z_]\w*)+)")
CONDITION = re.compile(rf"\s*(?:\$({NAME})/\$succeeded\b|(\(|\)|not\b|and\b|or\b|true\b|false\b))")
SUCCEEDED = "$succeeded"
DEEPEST = 100  # parentheses of a condition
DECODER = msgspec.json.Decoder(float_hook=Decimal)  # exact, as they were answered


@dataclass(slots=True, eq=False)
class References:
    """What is known of a batch's requests so far, by their ids."""

    root: str
    most: int  # bytes of a URL
    wanted: frozenset[str] = frozenset()  # of whom values are wanted
    locations: dict[str, str] = field(default_factory=dict)  # below the service's root
    etags: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    succeeded: dict[str, bool] = field(default_factory=dict)  # of groups, too

    def remember(self, name: str, response: Response, url: str) -> None:
        """Keeps what later requests may refer to; `url` is the request's own."""
        self.succeeded[name] = response.status < 400
        if response.status >= 400:
            return
        location = response.headers.get("Location") or response.headers.get("OData-EntityId") or url
        self.locations[name] = location.removeprefix(self.root).partition("?")[0]
        if "ETag" in response.headers:
            self.etags[name] = response.headers["ETag"]
        if name in self.wanted and response.body[:1] == b"{":
            self.values[name] = DECODER.decode(response.body)

    def forget(self, name: str) -> None:
        """What was undone has no entity that others could refer to."""
        self.succeeded[name] = False
        for known in (self.locations, self.etags, self.values):
            known.pop(name, None)

    def resolved(self, url: str) -> str | None:
        """A URL that starts with a reference, below the service's root; None where it does not."""
        found = REFERENCE.match(url)
        return self.locations[found[1]] + url[found.end() :] if found and found[1] in self.locations else None

    def with_values(self, query: str) -> str:
        """A query with the values of requests before in place of what refers to them: `Building eq $1/Building`.

        Raises:
            BadRequest: there is no such value.
            UriTooLong: it would be longer than URLs may be.
        """
        return "&".join(map(self._with_values, query.split("&"))) if self.wanted else query

    def _with_values(self, option: str) -> str:
        text = unquote(option.replace("+", " "))
        if not any(found[1] in self.wanted for found in VALUE.finditer(text) if found[1]):
            return option
        length = 0

        def literal(found: re.Match[str]) -> str:
            nonlocal length
            put = self._literal(found)
            length += len(put)
            if length > self.most:
                raise UriTooLong(f"With the values of other requests the URL is longer than {self.most} bytes.")
            return put

        return quote(VALUE.sub(literal, text), safe="$=',()/:;@!*~-._")

    def _literal(self, found: re.Match[str]) -> str:
        if found[1] not in self.wanted:
            return found[0]
        value = self.values.get(found[1])
        for name in found[2].split("/")[1:]:
            value = value.get(name, self) if isinstance(value, dict) else self
        match value:
            case bool():
                return "true" if value else "false"
            case None:
                return "null"
            case str():
                return "'" + value.replace("'", "''") + "'"
            case int() | Decimal():
                return str(value)
        raise BadRequest(f"The answer to '{found[1]}' has no value '{found[2][1:]}' that '{found[0]}' could stand for.")

    def allows(self, condition: str) -> bool:
        """Whether the `if` of a request is true: successes of requests before, joined by `not`, `and` and `or`.

        Raises:
            FailedDependency: it says something else.
        """
        if condition.count("(") > DEEPEST:
            raise _unread(condition)
        tokens: list[str | bool] = []
        place = 0
        while place < len(condition.rstrip()):
            found = CONDITION.match(condition, place)
            if found is None:
                raise _unread(condition)
            tokens.append(self.succeeded.get(found[1], False) if found[1] else found[2])
            place = found.end()
        tokens.reverse()  # the next one is the last
        result = _or(tokens, condition)
        if tokens:
            raise _unread(condition)
        return result


def _or(tokens: list[str | bool], condition: str) -> bool:
    left = _and(tokens, condition)
    while tokens and tokens[-1] == "or":
        tokens.pop()
        left = _and(tokens, condition) or left
    return left


def _and(tokens: list[str | bool], condition: str) -> bool:
    left = _not(tokens, condition)
    while tokens and tokens[-1] == "and":
        tokens.pop()
        left = _not(tokens, condition) and left
    return left


def _not(tokens: list[str | bool], condition: str) -> bool:
    negated = False
    while tokens and tokens[-1] == "not":
        tokens.pop()
        negated = not negated
    token = tokens.pop() if tokens else ""
    if token == "(":
        token = _or(tokens, condition)
        if not tokens or tokens.pop() != ")":
            raise _unread(condition)
    if isinstance(token, str) and token not in ("true", "false"):
        raise _unread(condition)
    return (token in (True, "true")) is not negated


def _unread(condition: str) -> FailedDependency:
    return FailedDependency(
        f"'{condition[:100]}' is not read here: an 'if' has successes of requests before it, as in '$1/{SUCCEEDED}', "
        "with not, and, or."
    )


def wanted_of(items: Sequence[Item]) -> frozenset[str]:
    """The ids of requests whose values others have in their queries."""
    parts: list[Part] = [part for item in items for part in (item.parts if isinstance(item, Group) else (item,))]
    known = {part.id for part in parts if part.id is not None}
    said = [unquote(part.url.partition("?")[2]) for part in parts if "$" in part.url or "%24" in part.url]
    return frozenset(found[1] for text in said for found in VALUE.finditer(text) if found[1] in known)
