"""Requests for changes (Part 1, section 11.3): `Prefer: track-changes` gives a delta link behind the last page, and the
delta link what has changed since, as entities and as the ids of what is gone.

Which entities have changed is told by their keys (`changed.py`). What they are now is read as ever, so that a change is
told by what came of it: in the state after it, or a later one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, unquote

import msgspec

from odata_service.edm.model import EntitySet
from odata_service.errors import BadRequest, Gone, ODataError
from odata_service.payload import envelope
from odata_service.payload.urls import key_literal, key_predicate
from odata_service.protocol.message import Request, Response, answered
from odata_service.protocol.negotiation import negotiate_text
from odata_service.protocol.preferences import parse_preferences
from odata_service.query.delta import DeltaToken, read_delta, write_delta
from odata_service.query.paging import digest_of
from odata_service.requests.changed import Changed, Key, Source, source_of
from odata_service.requests.reading import Reader
from odata_service.url.query_string import option_name
from odata_service.url.request import Asked, read_request

PREFERENCE = "track-changes"
DECIDING = frozenset({"$filter", "$search", "$compute", "$select"})  # what a delta link keeps
KEPT = DECIDING | {"$format", "$schemaversion"}
PLAIN = frozenset({"$format", "$schemaversion", "$top", "$skip", "$count", "$orderby", "$skiptoken", "$deltatoken"})
KEY_PARTS = 1000  # of the keys that are looked up at once
ACCEPT = "application/json;odata.metadata=none;IEEE754Compatible=true"

Body = dict[str, msgspec.Raw]


@dataclass(frozen=True, slots=True, eq=False)
class Tracking:
    """What following changes needs of a service; one for all its requests."""

    reader: Reader
    sources: dict[str, Source] = field(default_factory=dict)

    def concerns(self, request: Request, asked: Asked) -> bool:
        """Whether a request is about changes, and changes of what is asked for are known. Others may prefer what they
        like (section 8.2.8.6); nobody has given them a delta token."""
        if "$deltatoken" not in asked.key and not parse_preferences(request.headers.get("prefer")).track_changes:
            return False
        entity_set = self.reader.model.entity_sets.get(asked.segments[0])
        if entity_set is None or entity_set.changes is None:
            return False
        if asked.segments[1:] == ("$count",):
            return "$deltatoken" in asked.key
        return len(asked.segments) == 1 and _decided_by_rows(asked, entity_set)

    def answer(self, request: Request, asked: Asked, version: str) -> Response:
        """A page with a delta link where it is the last one, of the entities or of their changes; or their number.

        Raises:
            BadRequest: the delta token was not made for this request.
            Gone: it is not known any more what has changed since.
        """
        entity_set = self.reader.model.entity_sets[asked.segments[0]]
        assert entity_set.changes is not None
        if entity_set.name not in self.sources:
            dialect = self.reader.database_of(entity_set.source).dialect.name
            self.sources[entity_set.name] = source_of(entity_set, self.reader.model, dialect)
        changed = Changed(self.sources[entity_set.name], self.reader)
        following = Following(self.reader, request, asked, version, entity_set, changed)
        if "$deltatoken" not in asked.key:
            return following.start()
        try:
            mark = entity_set.changes.fingerprint
            token = read_delta(asked.value("$deltatoken"), mark, following.digest, changed.form)
            if asked.segments[1:]:
                return following.number(token)
            return following.page(token) if asked.skiptoken is None else following.further(token)
        except Gone as error:
            where = {"Location": f"{request.root}{entity_set.name}{following.question(KEPT)}"}
            raise Gone(error.message, target=error.target, headers=where) from error


def _decided_by_rows(asked: Asked, entity_set: EntitySet) -> bool:
    """Whether the rows of the set alone decide which of them are found, and how they look: else there are changes that
    no row tells."""
    if {name for name, _ in asked.pairs if name[:1] == "$"} - DECIDING - PLAIN:
        return False
    text = "\n".join(asked.key[1:])  # without literals
    names = "|".join(entity_set.whole.navigation)
    return not re.search(rf"\$root\b|(?i:\bnow\()|\b(?:{names})/" if names else r"\$root\b|(?i:\bnow\()", text)


@dataclass(frozen=True, slots=True, eq=False)
class Following:
    """One request about changes."""

    reader: Reader
    request: Request
    asked: Asked
    version: str
    entity_set: EntitySet
    changed: Changed

    @property
    def digest(self) -> str:
        parts = [f"{name}={value}" for name, value in self.asked.pairs if name in DECIDING or name[:1] == "@"]
        return digest_of("changes", self.entity_set.name, *sorted(parts))

    @property
    def _prefix(self) -> str:
        return envelope.prefix_of(self.version)

    def question(self, kept: frozenset[str]) -> str:
        """The query string of the request, with these of the system query options, and a question mark before it."""
        parts = [part for part in self.request.query.split("&") if part]
        left = "&".join(part for part in parts if _name(part) in kept or _name(part)[:1] != "$")
        return f"?{left}" if left else ""

    # --- all entities, before there are changes ------------------------------------------------------------------

    def start(self) -> Response:
        """The first page. The mark is taken before it is read: what changes while the pages are read is told."""
        return self.further(DeltaToken(self.changed.mark()))

    def further(self, token: DeltaToken) -> Response:
        """A page, with the mark in its next link, or the delta link."""
        query = self.question(KEPT | PLAIN - {"$deltatoken"}).removeprefix("?")
        response = self._read(self.entity_set.name, query, self.request)
        body = msgspec.json.decode(response.body, type=Body)
        link = body.pop(f"{self._prefix}nextLink", None)
        if link is None:
            return self._told(response, body, "deltaLink", self._link(token))
        text = write_delta(token, self._fingerprint, self.digest)
        return self._told(response, body, "nextLink", f"{_text(link)}&$deltatoken={text}")

    # --- changes -------------------------------------------------------------------------------------------------

    def number(self, token: DeltaToken) -> Response:
        """How many changes there are."""
        kind = negotiate_text(self.request.headers.get("accept"), self.asked.format)
        self.changed.mark(token.mark)  # the log reaches back so far
        return answered(200, str(self.changed.number(token.mark)).encode(), kind, self.version)

    def page(self, token: DeltaToken) -> Response:
        """A page of changes. Entities that do not fit into one are told on the next."""
        fresh = token.fresh or self.changed.mark(token.mark)
        size = self._page_size()
        while True:
            keys, behind = self.changed.page(token.mark, token.behind, size)
            response = self._entities(keys)
            body = msgspec.json.decode(response.body, type=Body)
            if f"{self._prefix}nextLink" not in body:
                break
            size = max(1, len(keys) // 2)
        body.pop(f"{self._prefix}count", None)
        context = f"{self._prefix}context"
        if context in body:
            body[context] = msgspec.Raw(envelope.text(f"{_text(body[context])}/$delta"))
        entities = msgspec.json.decode(body["value"], type=list[msgspec.Raw])
        gone = self._gone(keys) if len(entities) < len(keys) else []
        body["value"] = msgspec.Raw(envelope.text([*entities, *gone]))
        if behind is None:
            return self._told(response, body, "deltaLink", self._link(DeltaToken(fresh)))
        return self._told(response, body, "nextLink", self._link(DeltaToken(token.mark, fresh, behind)))

    def _page_size(self) -> int:
        config, entity_set = self.reader.config, self.entity_set
        own = entity_set.page_size or config.page_size
        wanted = parse_preferences(self.request.headers.get("prefer")).max_page_size
        size = min(own if wanted is None else wanted, config.max_page_size)
        return min(size, max(1, KEY_PARTS // len(entity_set.type.key))) if len(entity_set.type.key) > 1 else size

    def _entities(self, keys: Sequence[Key]) -> Response:
        """Those of the keys' entities that meet the request's conditions."""
        query = self.question(KEPT - {"$filter"}).removeprefix("?")
        limit = "" if keys else "$top=0"
        where = self._among(keys, self.asked.value("$filter")) if keys else ""
        return self._read(self.entity_set.name, "&".join(one for one in (query, where, limit) if one), self.request)

    def _among(self, keys: Sequence[Key], own: str) -> str:
        """`$filter`: these keys, and the request's own condition. Keys that differ in one part only are a list of that,
        so that there are few conditions for the database to look through."""
        items = self.entity_set.type.key_properties
        literals = [[unquote(key_literal(item.type, part)) for item, part in zip(items, key, strict=True)]
                    for key in keys]  # fmt: skip
        listed = max(range(len(items)), key=lambda place: len({key[place] for key in literals}))
        groups: dict[tuple[str, ...], list[str]] = {}
        for key in literals:
            groups.setdefault((*key[:listed], *key[listed + 1 :]), []).append(key[listed])
        others = [item.name for place, item in enumerate(items) if place != listed]
        wanted = " or ".join(
            "(" + " and ".join(
                [*(f"{name} eq {one}" for name, one in zip(others, rest, strict=True)),
                 f"{items[listed].name} in ({','.join(found)})"]
            ) + ")"
            for rest, found in groups.items()
        )  # fmt: skip
        return f"$filter={quote(f'({own}) and ({wanted})' if own else wanted, safe='')}"

    def _gone(self, keys: Sequence[Key]) -> list[dict[str, Any]]:
        """What is told of those that were not found: `changed` where they are there, but do not meet the conditions any
        more."""
        own, found = self.asked.value("$filter"), self._found(keys, matching=True)
        missing = [key for key in keys if key not in found]
        conditional = own or "$search" in self.asked.key
        there = self._found(missing, matching=False) if conditional and missing else set()
        return [self._removed(key, "changed" if key in there else "deleted") for key in missing]

    def _found(self, keys: Sequence[Key], *, matching: bool) -> set[Key]:
        """Which of the entities are there, and meet the conditions of the request."""
        names = self.entity_set.type.key
        options = self.question(frozenset({"$search", "$compute"}) if matching else frozenset()).removeprefix("?")
        parts = [options, self._among(keys, self.asked.value("$filter") if matching else "")]
        query = "&".join([*(part for part in parts if part), f"$select={','.join(names)}"])
        headers = {"accept": ACCEPT, "prefer": f"odata.maxpagesize={len(keys)}"}
        found: set[Key] = set()
        rest = query
        while True:
            request = replace(self.request, headers=headers, query=rest)
            body = msgspec.json.decode(self._read(self.entity_set.name, rest, request).body)
            found |= {tuple(row[name] for name in names) for row in body["value"]}
            link = body.get(f"{self._prefix}nextLink")
            if link is None:
                return found
            rest = link.partition("?")[2]

    def _removed(self, key: Key, reason: str) -> dict[str, Any]:
        name, root = self.entity_set.name, self.request.root
        url = name + key_predicate(self.entity_set, key)
        return envelope.removed(url, reason, entity_set=name, root=root, version=self.version)

    # --- answers -------------------------------------------------------------------------------------------------

    def _read(self, path: str, query: str, request: Request) -> Response:
        asked = read_request(path, query, search_mode=self.asked.search_mode)
        return self.reader.answer(replace(request, path=path, query=query), asked, self.version)

    @property
    def _fingerprint(self) -> str:
        assert self.entity_set.changes is not None
        return self.entity_set.changes.fingerprint

    def _link(self, token: DeltaToken) -> str:
        query = self.question(KEPT)
        text = write_delta(token, self._fingerprint, self.digest)
        return f"{self.request.root}{self.entity_set.name}{query}{'&' if query else '?'}$deltatoken={text}"

    def _told(self, response: Response, body: Body, name: str, link: str) -> Response:
        """The response with its link; the preference was followed, where there was one."""
        body[f"{self._prefix}{name}"] = msgspec.Raw(envelope.text(link))
        preferences = parse_preferences(self.request.headers.get("prefer"))
        said = [response.headers.get("Preference-Applied"), preferences.applied({PREFERENCE: None})]
        applied = ", ".join(one for one in said if one)
        headers = {**response.headers, **({"Preference-Applied": applied} if applied else {})}
        return replace(response, headers=headers, body=envelope.text(body))


def _name(part: str) -> str:
    """The name of an option as it stands in a raw query string; one that is none was refused before."""
    try:
        return option_name(unquote(part.partition("=")[0].replace("+", " ")))
    except ODataError:
        raise BadRequest(f"'{part[:40]}' is no query option.") from None


def _text(raw: msgspec.Raw) -> str:
    return msgspec.json.decode(raw, type=str)
