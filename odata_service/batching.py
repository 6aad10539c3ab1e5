"""A batch: its requests one after the other, those of a group in one transaction (Part 1, section 11.7)."""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from odata_service.config import Config
from odata_service.errors import BadRequest, FailedDependency, ODataError, PayloadTooLarge
from odata_service.protocol.batch import (
    Answer,
    Group,
    Item,
    Part,
    read_batch,
    write_json,
    write_multipart,
)
from odata_service.protocol.message import Request, Response, answered
from odata_service.protocol.preferences import parse_preferences
from odata_service.sql.database import Database
from odata_service.sql.transaction import Transaction, transaction

REFERENCE = re.compile(r"\$([A-Za-z0-9_.\-]+)(?=$|[/?(])")
IN_BODY = re.compile(rb'"\$([A-Za-z0-9_.\-]+)((?:/[^"\\]*)?)"')
INHERITED = ("odata-version", "odata-maxversion", "accept-language", "user-agent")

# One request of the batch; within a transaction where it belongs to a group. Never raises.
Handle = Callable[[Request, Transaction | None], Response]


@dataclass(slots=True, eq=False)
class Batch:
    """One batch that is being answered."""

    request: Request
    handle: Handle
    failed: Callable[[ODataError], Response]
    database: Database
    config: Config
    locations: dict[str, str] = field(default_factory=dict)  # by id: the URL that a reference to it stands for
    succeeded: dict[str, bool] = field(default_factory=dict)  # by id of requests and of groups

    def answer(self, version: str) -> Response:
        """The response to the whole batch; errors of its requests are within it.

        Raises:
            BadRequest, UnsupportedMediaType: it cannot be read.
            PayloadTooLarge: it has more requests than a batch may have.
        """
        kind = self.request.headers.get("content-type", "")
        items = read_batch(kind, self.request.body)
        parts = sum(len(item.parts) if isinstance(item, Group) else 1 for item in items)
        if parts > self.config.batch_parts:
            raise PayloadTooLarge(f"A batch holds {self.config.batch_parts} requests at most; this one has {parts}.")
        going_on = parse_preferences(self.request.headers.get("prefer")).continue_on_error
        answers: list[Answer | list[Answer]] = []
        for item in items:
            made = self._group(item) if isinstance(item, Group) else [self._part(item, None)]
            done = all(response.status < 400 for _, response in made)
            answers.append(made if isinstance(item, Group) and done else made[0])
            if isinstance(item, Group) and not done:
                answers[-1:] = _of_failed(made, kind)
            if not done and not going_on:
                break
        return self._written(items, answers, kind, version)

    def _written(self, items: list[Item], answers: list[Answer | list[Answer]], kind: str, version: str) -> Response:
        if kind.partition(";")[0].strip().lower() == "application/json":
            groups = {
                part.id: item.id
                for item in items if isinstance(item, Group) and item.id is not None
                for part in item.parts if part.id is not None
            }  # fmt: skip
            return answered(200, write_json(answers, groups), "application/json", version)
        boundary = f"batchresponse_{uuid.uuid4().hex}"
        body = write_multipart(answers, boundary)
        return answered(200, body, f"multipart/mixed; boundary={boundary}", version)

    def _group(self, group: Group) -> list[Answer]:
        """All of a group's requests; the last answer is the error where one fails, and nothing has been changed."""
        made: list[Answer] = []
        try:
            with transaction(self.database) as opened:
                for part in group.parts:
                    made.append(self._part(part, opened))
                    if made[-1][1].status >= 400:
                        raise _RolledBack
        except _RolledBack:
            pass
        except ODataError as error:  # of the transaction itself: its start or its end
            made = [*made[:-1], (group.parts[max(len(made) - 1, 0)], self.failed(error))]
        if group.id is not None:
            self.succeeded[group.id] = all(response.status < 400 for _, response in made)
        return made

    def _part(self, part: Part, within: Transaction | None) -> Answer:
        try:
            for name in part.depends:
                if not self.succeeded.get(name, False):
                    raise FailedDependency(f"This depends on '{name}', which did not succeed.")
            response = self.handle(self._request(part), within)
        except ODataError as error:
            response = self.failed(error)
        if part.id is not None:
            self.succeeded[part.id] = response.status < 400
            location = response.headers.get("Location") or response.headers.get("OData-EntityId")
            if response.status < 400:
                self.locations[part.id] = (location or self._path(part.url)).removeprefix(self.request.root)
        return part, response

    def _request(self, part: Part) -> Request:
        """The part as a request of its own."""
        url = self._resolved(part.url)
        path, _, query = url.partition("?")
        if path.partition("/")[0] == "$batch":
            raise BadRequest("A batch cannot hold another batch.")
        inherited = {name: value for name, value in self.request.headers.items() if name in INHERITED}
        body = IN_BODY.sub(self._named, part.body) if b'"$' in part.body else part.body
        return replace(
            self.request, method=part.method, path=path, query=query, headers={**inherited, **part.headers}, body=body
        )

    def _resolved(self, url: str) -> str:
        """A part's URL, below the service's root."""
        found = REFERENCE.match(url)
        if found is not None and found[1] in self.locations:
            return self.locations[found[1]] + url[found.end() :]
        return self._path(url)

    def _path(self, url: str) -> str:
        root = urlsplit(self.request.root)
        for start in (self.request.root, f"//{root.netloc}{root.path}", root.path):
            if url.startswith(start):
                return url.removeprefix(start)
        if "://" in url.partition("?")[0] or url.startswith("//"):
            raise BadRequest(f"'{url[:100]}' is no URL of this service.")
        return url.removeprefix("/")  # SAP's clients write /Customers for what is below the service's root

    def _named(self, found: re.Match[bytes]) -> bytes:
        """A reference within a body: the URL of the entity that a request before has made."""
        location = self.locations.get(found[1].decode())
        return found[0] if location is None else b'"' + location.encode() + found[2] + b'"'


class _RolledBack(Exception):
    """Leaves the transaction, so that it is rolled back."""


def _of_failed(made: list[Answer], kind: str) -> list[Answer | list[Answer]]:
    """Of a group that failed: its error; in JSON each of its requests has an answer."""
    *undone, error = made
    if kind.partition(";")[0].strip().lower() != "application/json":
        return [error]
    gone = Response(424, {"Content-Type": "application/json"}, UNDONE)
    return [*((part, gone) for part, _ in undone), error]


UNDONE = b'{"error":{"code":"FailedDependency","message":"Another request of the group failed; this was undone."}}'
