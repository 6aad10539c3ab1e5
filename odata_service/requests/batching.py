"""A batch: its requests one after the other, those of a group in one transaction (Part 1, section 11.7)."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import monotonic
from urllib.parse import SplitResult, urljoin, urlsplit

from odata_service.config import Config
from odata_service.errors import BadRequest, FailedDependency, ODataError, PayloadTooLarge, QueryTimeout, UriTooLong
from odata_service.protocol.batch import (
    JSON,
    Answer,
    Group,
    Item,
    Part,
    accepted_within,
    answered_in,
    media_type,
    read_batch,
    write_json,
    write_multipart,
)
from odata_service.protocol.message import Request, Response, answered
from odata_service.protocol.preferences import parse_preferences
from odata_service.protocol.repeatability import REJECTED, is_repeatable, repeatable_of
from odata_service.requests.referring import References, wanted_of
from odata_service.requests.repeating import Once, Repeating
from odata_service.sql.errors import Contended
from odata_service.sql.transaction import Transaction, in_transaction

CONDITIONS = ("if-match", "if-none-match")
INHERITED = ("odata-version", "odata-maxversion", "accept-charset", "accept-language", "user-agent")

# One request of the batch; within a transaction where it belongs to a group. Raises what is tried again as a whole.
Handle = Callable[[Request, Transaction | None], Response]


@dataclass(slots=True, eq=False)
class Batch:
    """One batch that is being answered."""

    request: Request
    handle: Handle
    failed: Callable[[ODataError], Response]
    repeating: Repeating
    config: Config
    known: References = field(init=False)
    answered: int = 0  # bytes
    began: float = field(default_factory=monotonic)

    def __post_init__(self) -> None:
        self.known = References(self.request.root, self.config.max_url_bytes)

    def answer(self, version: str) -> Response:
        """The response to the whole batch; errors of its requests are within it.

        Raises:
            BadRequest, UnsupportedMediaType: it cannot be read, or has headers that belong to its requests.
            PayloadTooLarge: it has more requests than a batch may have.
        """
        if is_repeatable(self.request.headers):
            raise BadRequest("A batch cannot be repeated as a whole; its requests can.", headers=REJECTED)
        self._check_headers()
        content_type = self.request.headers.get("content-type", "")
        items = read_batch(content_type, self.request.body, self.config.batch_parts)
        self.known.wanted = wanted_of(items)
        kind = answered_in(content_type, self.request.headers.get("accept"), version)
        answers: list[Answer | list[Answer]] = []
        for item in items:
            made = self._group(item) if isinstance(item, Group) else [self._part(item, None)]
            done = all(response.status < 400 for _, response in made)
            if isinstance(item, Part):
                answers += made
            elif done:
                answers.append(made)
            else:
                assert isinstance(item, Group)
                answers += _of_failed(item, made, kind)
            if not done and not self._goes_on(media_type(content_type)):
                break
        return self._written(items, answers, kind, version)

    def _check_headers(self) -> None:
        """Raises BadRequest where the batch has headers that only one of its requests can have (Part 1, sections 8.2.4,
        8.2.5 and 8.2.8.7)."""
        found = [name for name in CONDITIONS if name in self.request.headers]
        if parse_preferences(self.request.headers.get("prefer")).returns is not None:
            found.append("prefer: return")
        if found:
            raise BadRequest(f"'{found[0]}' belongs to a request within the batch, not to the batch.", target=found[0])

    def _goes_on(self, kind: str) -> bool:
        """Whether what stands behind a failure is carried out (Part 1, section 8.2.8.3; JSON Format, section 19.5)."""
        said = parse_preferences(self.request.headers.get("prefer")).continue_on_error
        return kind == JSON if said is None else said

    def _written(self, items: list[Item], answers: list[Answer | list[Answer]], kind: str, version: str) -> Response:
        if kind == JSON:
            groups = {
                part.id: item.id or f"changeset_{number}"
                for number, item in enumerate(items) if isinstance(item, Group)
                for part in item.parts if part.id is not None
            }  # fmt: skip
            return answered(200, write_json(answers, groups), JSON, version, self._applied())
        boundary = f"batchresponse_{uuid.uuid4().hex}"
        body = write_multipart(answers, boundary)
        return answered(200, body, f"multipart/mixed; boundary={boundary}", version, self._applied())

    def _applied(self) -> dict[str, str]:
        preferences = parse_preferences(self.request.headers.get("prefer"))
        if preferences.continue_on_error is None:
            return {}
        said = "true" if preferences.continue_on_error else "false"
        return {"Preference-Applied": preferences.applied({"continue-on-error": said}) or ""}

    def _group(self, group: Group) -> list[Answer]:
        """All of a group's requests; the last answer is the error where one fails, and nothing has been changed."""
        made: list[Answer] = []
        answered_before = self.answered

        def work(opened: Transaction) -> list[Response]:
            made.clear()
            self.answered = answered_before
            for part in group.parts:
                made.append(self._part(part, opened))
                if made[-1][1].status >= 400:
                    raise _RolledBack
            return [response for _, response in made]

        try:
            once = self._once(group)
            if once is None:
                in_transaction(self.repeating.database, work)
            else:
                answers = self.repeating.carried_out(once, work)
                made = list(zip(group.parts, answers, strict=True))
                for part, response in made:
                    self._remember(part, response)
        except _RolledBack:
            pass
        except ODataError as error:  # of the transaction itself: its start, its end, or others in its way
            made[-1:] = [(group.parts[max(len(made) - 1, 0)], self.failed(error))]
        done = all(response.status < 400 for _, response in made)
        if group.id is not None:
            self.known.succeeded[group.id] = done
        if not done:
            for part in group.parts:
                self.known.forget(part.id or "")
        return made

    def _once(self, group: Group) -> Once | None:
        """How a group is recognised when it arrives again: all of its requests have the same headers for that.

        Raises:
            BadRequest: they have not, or cannot be read.
        """
        said = [repeatable_of(part.headers) for part in group.parts]
        if not said or (said[0] is None and not any(said)):
            return None
        if said[0] is None or any(one != said[0] for one in said):
            raise BadRequest(
                "The requests of a group are repeated together: each has the same Repeatability headers.",
                headers=REJECTED,
            )
        asked = [replace(self.request, method=one.method, path=one.url, body=one.body) for one in group.parts]
        return self.repeating.named(said[0], asked)

    def _part(self, part: Part, within: Transaction | None) -> Answer:
        try:
            self._check_dependencies(part)
            self._check_limits()
            response = self.handle(self._request(part), within)
        except Contended:
            raise  # all of the group is tried again
        except ODataError as error:
            response = self.failed(error)
        if part.method == "HEAD":
            response = replace(response, body=b"")
        self.answered += len(response.body)
        self._remember(part, response)
        return part, response

    def _check_limits(self) -> None:
        """Raises PayloadTooLarge, QueryTimeout where the batch has had its share."""
        most, seconds = self.config.batch_bytes, self.config.batch_seconds
        if self.answered > most:
            raise PayloadTooLarge(
                f"The answers before this one are more than the {most} bytes that ODATA_BATCH_BYTES allows a batch. "
                "Send this request in another batch."
            )
        if monotonic() - self.began > seconds:
            raise QueryTimeout(
                f"The batch has taken the {seconds:g} seconds that ODATA_BATCH_SECONDS allows. Send this request in "
                "another batch."
            )

    def _check_dependencies(self, part: Part) -> None:
        """Raises FailedDependency where a request is not to be carried out."""
        if part.condition is not None:
            if not self.known.allows(part.condition):
                raise FailedDependency(f"'{part.condition[:100]}' is not so.")
            return
        for name in part.depends:
            if not self.known.succeeded.get(name, False):
                raise FailedDependency(f"This depends on '{name}', which did not succeed.")

    def _remember(self, part: Part, response: Response) -> None:
        if part.id is not None:
            self.known.remember(part.id, response, self._resolved(part.url) if response.status < 400 else "")

    def _request(self, part: Part) -> Request:
        """The part as a request of its own."""
        path, _, query = self._resolved(part.url).partition("?")
        if len(part.url) > self.config.max_url_bytes:
            raise UriTooLong(
                f"The URL is longer than {self.config.max_url_bytes} bytes, which ODATA_MAX_URL_BYTES allows."
            )
        if path.partition("/")[0] == "$batch":
            raise BadRequest("A batch cannot hold another batch.")
        inherited = {name: value for name, value in self.request.headers.items() if name in INHERITED}
        headers = {**inherited, **accepted_within(self.request.headers.get("accept")), **part.headers}
        for name in CONDITIONS:
            referred = headers.get(name, "").strip()
            if referred.startswith("$") and referred[1:] in self.known.etags:
                headers[name] = self.known.etags[referred[1:]]
        return replace(
            self.request, method=part.method, path=path, query=self.known.with_values(query), headers=headers,
            body=part.body, references=dict(self.known.locations),
        )  # fmt: skip

    def _resolved(self, url: str) -> str:
        """A part's URL, below the service's root.

        Raises:
            BadRequest: it is of another service.
        """
        path = self._path(url)
        return self.known.resolved(path) or path

    def _path(self, url: str) -> str:
        root = urlsplit(self.request.root)
        for start in (self.request.root, f"//{root.netloc}{root.path}", root.path):
            if url.startswith(start):
                return url.removeprefix(start)
        if url.startswith("."):
            url = urljoin(self.request.root, url)
        if "://" in url.partition("?")[0] or url.startswith("//"):
            return self._below(url)
        if url == root.path.rstrip("/"):
            return ""
        return url.removeprefix("/")  # SAP's clients write /Customers for what is below the service's root

    def _below(self, url: str) -> str:
        """What an absolute URL names, however it writes the host."""
        root = urlsplit(self.request.root)
        try:
            there = urlsplit(url, scheme=root.scheme)
            same = there.scheme == root.scheme and _host(there) == _host(root)
        except ValueError:
            same = False
        path = there.path if same and there.path.startswith(root.path) else f"{there.path}/" if same else ""
        if not path.startswith(root.path):
            raise BadRequest(f"'{url[:100]}' is no URL of this service.")
        rest = path.removeprefix(root.path)
        return f"{rest}?{there.query}" if there.query else rest


def _host(url: SplitResult) -> tuple[str | None, int | None]:
    return url.hostname, url.port or {"http": 80, "https": 443}.get(url.scheme)


class _RolledBack(Exception):
    """Leaves the transaction, so that it is rolled back."""


def _of_failed(group: Group, made: list[Answer], kind: str) -> list[Answer]:
    """Of a group that failed: its error; in JSON each of its requests has an answer."""
    if kind != JSON:
        return made[-1:]
    error = made[-1] if made else None
    gone = Response(424, {"Content-Type": "application/json"}, UNDONE)
    return [error if error is not None and part is error[0] else (part, gone) for part in group.parts]


UNDONE = b'{"error":{"code":"FailedDependency","message":"Another request of the group failed; this was undone."}}'
