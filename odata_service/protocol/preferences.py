"""The `Prefer` header -> what the client would like (RFC 7240; Part 1, section 8.2.8), and `Preference-Applied`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from odata_service.protocol.fields import Member, members

Omitted = Literal["nulls", "defaults"]


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a client prefers; what it did not say, or said in a way that nobody can understand, is None or False.

    `max_page_size` is a number of entities, `wait` a number of seconds. `spelled` holds the names as the client wrote
    them, with or without `odata.`, by their short name in lower case.
    """

    max_page_size: int | None = None
    returns: Literal["minimal", "representation"] | None = None
    include_annotations: str | None = None
    omit_values: Omitted | None = None
    respond_async: bool = False
    wait: int | None = None
    track_changes: bool = False
    continue_on_error: bool | None = None  # None: as the format of the batch has it
    allow_entity_references: bool = False
    strict: bool = False  # handling=strict
    spelled: tuple[tuple[str, str], ...] = ()

    def applied(self, honoured: Mapping[str, str | None]) -> str | None:
        """The value of `Preference-Applied`; None where there is nothing to say.

        `honoured` are the preferences that the answer follows, by short name (`maxpagesize`), with the value that it
        follows, None where there is no value. Those that the client did not mention are left out.
        """
        parts = [
            name if honoured[short] is None else f"{name}={_word(honoured[short] or '')}"
            for short, name in self.spelled
            if short in honoured
        ]
        return ", ".join(parts) if parts else None


@lru_cache(maxsize=256)
def parse_preferences(prefer: str | None) -> Preferences:
    """The preferences of a `Prefer` header, None where the request has none.

    Never raises: a preference that is unknown or malformed is ignored (RFC 7240, section 2), and of a repeated one the
    first counts.
    """
    if not prefer:
        return _NOTHING
    stated: dict[str, Member] = {}
    for member in members(prefer):
        stated.setdefault(member.name.removeprefix("odata."), member)
    return Preferences(
        max_page_size=_positive(stated.get("maxpagesize")),
        returns=_RETURNS.get(_value(stated.get("return"))),
        include_annotations=_value(stated.get("include-annotations")) or None,
        omit_values=_OMITTED.get(_value(stated.get("omit-values"))),
        respond_async="respond-async" in stated,
        wait=_positive(stated.get("wait")),
        track_changes="track-changes" in stated,
        continue_on_error=_switched_on(stated.get("continue-on-error")),
        allow_entity_references="allow-entityreferences" in stated,
        strict=_value(stated.get("handling")) == "strict",
        spelled=tuple((name, member.name) for name, member in stated.items() if name in _KNOWN),
    )


_NOTHING = Preferences()
_RETURNS: Mapping[str, Literal["minimal", "representation"]] = {
    "minimal": "minimal",
    "representation": "representation",
}
_OMITTED: Mapping[str, Omitted] = {"nulls": "nulls", "defaults": "defaults"}
_KNOWN = frozenset(
    {
        "allow-entityreferences",
        "continue-on-error",
        "handling",
        "include-annotations",
        "maxpagesize",
        "omit-values",
        "respond-async",
        "return",
        "track-changes",
        "wait",
    }
)
_LARGEST = 2**31 - 1


def _value(member: Member | None) -> str:
    return (member.value or "").strip() if member is not None else ""


def _positive(member: Member | None) -> int | None:
    """oneToNine *DIGIT"""
    text = _value(member)
    if not (text.isascii() and text.isdigit()) or len(text) > 18:
        return None
    return min(int(text), _LARGEST) or None


def _switched_on(member: Member | None) -> bool | None:
    """continueOnErrorPreference = [ "odata." ] "continue-on-error" [ EQ-h booleanValue ]"""
    return None if member is None else _value(member).lower() in {"", "true"}


_TOKEN_EXTRA = frozenset("!#$%&'*+-.^_`|~")


def _word(text: str) -> str:
    """word = token / quoted-string"""
    if text and all(character.isascii() and (character.isalnum() or character in _TOKEN_EXTRA) for character in text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
