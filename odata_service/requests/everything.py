"""`$all`: the entities of all sets, one set after the other (Part 2, section 4.12)."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

import msgspec

from odata_service.errors import BadRequest, NotFound
from odata_service.payload import envelope
from odata_service.protocol.message import Request, Response, answered
from odata_service.protocol.negotiation import Format, negotiate
from odata_service.requests.reading import Reader
from odata_service.url.request import Asked, read_request

OPTIONS = frozenset({"$format", "$skiptoken", "$schemaversion"})


Page = dict[str, msgspec.Raw]  # the answer of one set; its rows stay as they are written
NOTHING = msgspec.Raw(b"[]")


@dataclass(frozen=True, slots=True, eq=False)
class Everything:
    """Reads all sets by means of the reader of one; a page holds entities of one set."""

    reader: Reader

    def answer(self, request: Request, asked: Asked, version: str) -> Response:
        """A page of entities of whatever set, each with its type and its id.

        Raises:
            BadRequest: an option does not fit, or the token was not made here.
            NotFound: the type behind `$all/` does not exist.
        """
        if len(asked.segments) > 1:
            return self._of_type(request, asked, version)
        for name, _ in asked.pairs:
            if name[:1] == "$" and name not in OPTIONS:
                raise BadRequest(f"'{name}' cannot be used with '$all'; name an entity set.", target=name)
        form = negotiate(request.headers.get("accept"), asked.format, request.headers.get("accept-charset"), version)
        number, token = self._place(asked.skiptoken)
        sets = list(self.reader.model.entity_sets)
        rows = NOTHING
        while number < len(sets) and rows == NOTHING:
            page = self._page(request, sets[number], token, form, version)
            rows, link = page["value"], page.get(f"{envelope.prefix_of(version)}nextLink")
            if link is None:
                number, token = number + 1, ""
            else:
                token = dict(parse_qsl(urlsplit(msgspec.json.decode(link, type=str)).query))["$skiptoken"]
        context = None if form.metadata == "none" else f"{request.root}$metadata#Collection(Edm.EntityType)"
        next_link = f"{request.root}$all?$skiptoken={number}.{token}" if number < len(sets) else None
        body = envelope.collection(rows, context=context, count=None, next_link=next_link, version=version)
        return answered(200, body, form.content_type, version)

    def _of_type(self, request: Request, asked: Asked, version: str) -> Response:
        """`$all/NS.Type` is what the set of that type holds."""
        for entity_set in self.reader.model.entity_sets.values():
            if asked.segments[1] == f"{self.reader.model.namespace}.{entity_set.type.name}":
                path = "/".join([entity_set.name, *request.path.split("/")[2:]])
                of_set = replace(request, path=path)
                return self.reader.answer(of_set, read_request(path, request.query, phrase=asked.phrase), version)
        raise NotFound(f"There is no entity type '{asked.segments[1]}'.", target=asked.segments[1][:80])

    def _place(self, token: str | None) -> tuple[int, str]:
        """Which set comes next, and the token within it."""
        if token is None:
            return 0, ""
        number, _, inner = token.partition(".")
        if not number.isdigit() or int(number) >= len(self.reader.model.entity_sets):
            raise BadRequest("This $skiptoken was not made for this request.", target="$skiptoken")
        return int(number), inner

    def _page(self, request: Request, name: str, token: str, form: Format, version: str) -> Page:
        level = "none" if form.metadata == "none" else "full"  # the context does not tell an entity's type
        accept = f"application/json;odata.metadata={level};IEEE754Compatible={str(form.ieee754).lower()}"
        query = f"$skiptoken={token}" if token else ""
        of_set = replace(request, path=name, query=query, headers={**request.headers, "accept": accept})
        response = self.reader.answer(of_set, read_request(name, query), version)
        return msgspec.json.decode(response.body, type=Page)
