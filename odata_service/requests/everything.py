"""`$all`: the entities of all sets, one set after the other (Part 2, section 4.12)."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, urlsplit

import msgspec

from odata_service.errors import BadRequest, NotFound, NotImplementedByService
from odata_service.payload import envelope
from odata_service.protocol.message import Request, Response, answered
from odata_service.protocol.negotiation import Format, negotiate, negotiate_text
from odata_service.query.casts import cast_named
from odata_service.requests.reading import Reader
from odata_service.url.request import Asked, read_request

OPTIONS = frozenset({"$search", "$count", "$top", "$skip", "$format", "$skiptoken", "$schemaversion"})

Page = dict[str, msgspec.Raw]  # the answer of one set; its rows stay as they are written
NOTHING = msgspec.Raw(b"[]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page starts: the set, the token or the number of rows before it there; how many are still wanted, and how
    many there are of all."""

    number: int = 0
    token: str = ""
    skip: int = 0
    left: int | None = None
    count: int | None = None

    def text(self) -> str:
        return ".".join(
            [str(self.number), *("" if one is None else str(one) for one in (self.left, self.count)), self.token]
        )


@dataclass(frozen=True, slots=True, eq=False)
class Everything:
    """Reads all sets by means of the reader of one; a page holds entities of one set."""

    reader: Reader

    def answer(self, request: Request, asked: Asked, version: str) -> Response:
        """A page of entities of whatever set, each with its type and its id; their ids, or their number.

        Raises:
            BadRequest: the token was not made here.
            NotImplementedByService: an option is about properties, and not all entities have the same.
            NotFound: the type behind `$all/` does not exist.
        """
        behind = asked.segments[1] if len(asked.segments) == 2 else None
        if len(asked.segments) > 1 and behind not in ("$count", "$ref"):
            return self._of_type(request, asked, version)
        for name, _ in asked.pairs:
            if name[:1] == "$" and name not in OPTIONS:
                raise NotImplementedByService(
                    f"'{name}' cannot be used with '$all'; name a type, as in $all/Namespace.Type.", target=name
                )
        if behind == "$count":
            kind = negotiate_text(request.headers.get("accept"), asked.format)
            return answered(200, str(sum(self._counts(request, asked, version))).encode(), kind, version)
        form = negotiate(request.headers.get("accept"), asked.format, request.headers.get("accept-charset"), version)
        return self._rows(request, asked, version, form, "" if behind is None else "/$ref")

    @property
    def _sets(self) -> list[str]:
        return list(self.reader.model.entity_sets)

    def _rows(self, request: Request, asked: Asked, version: str, form: Format, suffix: str) -> Response:
        place = self._place(request, asked, version)
        sets, rows = self._sets, NOTHING
        while place.number < len(sets) and rows == NOTHING and place.left != 0:
            rows, place = self._page(request, asked, place, form, version, suffix)
        kind = "$ref" if suffix else "Edm.EntityType"
        context = None if form.metadata == "none" else f"{request.root}$metadata#Collection({kind})"
        more = place.number < len(sets) and place.left != 0
        search = f"$search={quote(asked.value('$search'))}&" if "$search" in asked.key else ""
        link = f"{request.root}$all{suffix}?{search}$skiptoken={place.text()}" if more else None
        total = str(place.count) if form.ieee754 and place.count is not None else place.count
        body = envelope.collection(rows, context=context, count=total, next_link=link, version=version)
        return answered(200, body, form.content_type, version)

    def _of_type(self, request: Request, asked: Asked, version: str) -> Response:
        """`$all/NS.Type` is what the set of that type holds."""
        for entity_set in self.reader.model.entity_sets.values():
            cast = cast_named(entity_set, asked.segments[1], self.reader.model)
            if cast is not None:
                path = "/".join([f"{entity_set.name}{cast.cast_path}", *request.path.split("/")[2:]])
                of_set = replace(request, path=path)
                return self.reader.answer(
                    of_set, read_request(path, request.query, search_mode=asked.search_mode), version
                )
        raise NotFound(f"There is no entity type '{asked.segments[1]}'.", target=asked.segments[1][:80])

    def _place(self, request: Request, asked: Asked, version: str) -> Place:
        """Where this page starts."""
        if asked.skiptoken is not None:
            return self._told(asked.skiptoken)
        start = Place(left=asked.top)
        if not asked.count and not asked.skip:
            return start
        counts = self._counts(request, asked, version)
        number, skip = 0, asked.skip or 0
        while number < len(counts) and skip >= counts[number] and skip:
            number, skip = number + 1, skip - counts[number]
        return replace(start, number=number, skip=skip, count=sum(counts) if asked.count else None)

    def _told(self, skiptoken: str) -> Place:
        """The place that a next link says."""
        said, left, count, token = (*skiptoken.split(".", 3), "", "", "")[:4]
        sound = all(one.isdecimal() and len(one) < 16 for one in (said, left or "0", count or "0"))
        if not sound or int(said) >= len(self._sets):
            raise BadRequest("This $skiptoken was not made for this request.", target="$skiptoken")
        return Place(int(said), token, 0, int(left) if left else None, int(count) if count else None)

    def _counts(self, request: Request, asked: Asked, version: str) -> list[int]:
        """How many entities there are of each set."""
        found = []
        for name in self._sets:
            if self._left_out(name, asked):
                found.append(0)
                continue
            path = f"{name}/$count"
            of_set = replace(request, path=path, headers={})
            search = read_request(path, self._search(asked), search_mode=asked.search_mode)
            found.append(int(self.reader.answer(of_set, search, version).body))
        return found

    def _left_out(self, name: str, asked: Asked) -> bool:
        """Whether it is a set in which nothing can be found."""
        return "$search" in asked.key and not self.reader.model.entity_sets[name].search_properties

    def _search(self, asked: Asked) -> str:
        return f"$search={quote(asked.value('$search'))}" if "$search" in asked.key else ""

    def _page(
        self, request: Request, asked: Asked, place: Place, form: Format, version: str, suffix: str
    ) -> tuple[msgspec.Raw, Place]:
        """The rows of a page of one set, and the place behind it."""
        name = self._sets[place.number]
        behind = replace(place, number=place.number + 1, token="", skip=0)
        if self._left_out(name, asked):
            return NOTHING, behind
        level = "none" if form.metadata == "none" else "full"  # the context does not tell an entity's type
        accept = f"application/json;odata.metadata={level};IEEE754Compatible={str(form.ieee754).lower()}"
        wanted = {"$skiptoken": place.token, "$skip": place.skip, "$top": None if place.token else place.left}
        query = "&".join([self._search(asked), *(f"{option}={value}" for option, value in wanted.items() if value)])
        of_set = replace(request, path=name + suffix, query=query, headers={**request.headers, "accept": accept})
        response = self.reader.answer(
            of_set, read_request(name + suffix, query, search_mode=asked.search_mode), version
        )
        page = msgspec.json.decode(response.body, type=Page)
        rows, link = page["value"], page.get(f"{envelope.prefix_of(version)}nextLink")
        if place.left is not None:
            behind = replace(behind, left=place.left - len(msgspec.json.decode(rows, type=list[msgspec.Raw])))
        if link is None:
            return rows, behind
        token = dict(parse_qsl(urlsplit(msgspec.json.decode(link, type=str)).query))["$skiptoken"]
        return rows, replace(behind, number=place.number, token=token)
