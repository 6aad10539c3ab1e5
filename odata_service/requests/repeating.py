"""Requests that are carried out once, however often they arrive: by the OData headers, or within a time that the model
allows for (OASIS Repeatable Requests 1.0)."""

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from odata_service.config import Config
from odata_service.errors import BadRequest, InternalError, NotImplementedByService, PreconditionFailed
from odata_service.payload.deserialize import read_json
from odata_service.protocol.message import Request, Response
from odata_service.protocol.repeatability import REJECTED, Repeatable
from odata_service.sql.database import Database
from odata_service.sql.memory import Memory, NotRemembered, Remembered
from odata_service.sql.transaction import Transaction, in_transaction

log = logging.getLogger("odata_service")

Work = Callable[[Transaction], list[Response]]


@dataclass(frozen=True, slots=True)
class Once:
    """What is carried out once: its name, what exactly was asked, and for how many seconds it is remembered.

    Where the client names it, `first_sent` is when it was sent first. Else it is told by its content, and
    `still_there` says whether what it created is there: who deletes and creates again means it.
    """

    name: str
    request: str
    seconds: int
    first_sent: int | None = None
    still_there: Callable[[Transaction, Response], bool] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Repeating:
    """What recognising requests needs of a service."""

    service: str
    database: Database
    config: Config
    memory: Memory | None  # None: switched off

    def named(self, said: Repeatable, requests: Sequence[Request]) -> Once:
        """One request, or those of a change set, under the id that the client gave."""
        name = _digest(self.service, requests[0].principal or "", said.id)
        asked = [
            part for one in requests for part in (one.method.encode(), one.path.encode(), one.query.encode(), one.body)
        ]
        return Once(name, _digest(*asked), 2 * self.config.repeatable_seconds, said.first_sent)

    def alike(self, request: Request, seconds: float, still_there: Callable[[Transaction, Response], bool]) -> Once:
        """A request by its content: the same again within so many seconds is the same request."""
        content = msgspec.json.encode(read_json(request.body), order="sorted")
        name = _digest("alike", self.service, request.principal or "", request.path, request.query, content)
        return Once(name, name, max(1, round(seconds)), still_there=still_there)

    def carried_out(self, once: Once, work: Work) -> list[Response]:
        """What `work` answers, or what it has answered before.

        Raises:
            PreconditionFailed: it was sent first before the time that is remembered.
            BadRequest: another request had the same id.
            NotImplementedByService: requests cannot be remembered in this database.
        """
        memory = self._prepared(once)

        def work_once(opened: Transaction) -> list[Response]:
            self._check_time(once, memory, opened)
            before = memory.recall(opened, once.name, once.request, once.seconds)
            answers = self._repeated(once, before, memory, opened) if before is not None else None
            if answers is None:
                answers = work(opened)
                memory.record(opened, once.name, _ENCODER.encode(answers))
            return answers

        answers = in_transaction(self.database, work_once)
        memory.clean()
        return answers

    def _prepared(self, once: Once) -> Memory:
        try:
            if self.memory is not None:
                self.memory.prepare()
                return self.memory
        except NotRemembered:
            pass
        if once.first_sent is not None:
            raise NotImplementedByService("Requests are not remembered in this database.", headers=REJECTED)
        raise InternalError("Requests are not remembered in this database, and the model says that they are to be.")

    def _repeated(self, once: Once, before: Remembered, memory: Memory, opened: Transaction) -> list[Response] | None:
        """The answers of the first time; None where it is to be carried out again."""
        if before.request != once.request:
            raise BadRequest(
                "This Repeatability-Request-ID was used for another request.",
                target="Repeatability-Request-ID",
                headers=REJECTED,
            )
        answers = _DECODER.decode(before.answer)
        if once.still_there is not None and not once.still_there(opened, answers[0]):
            memory.renew(opened, once.name, once.request, once.seconds)
            return None
        log.info("a request arrived again, and was answered as the first time")
        return answers

    def _check_time(self, once: Once, memory: Memory, opened: Transaction) -> None:
        """What is too old may have been carried out and forgotten; what is far ahead would be forgotten too early. As
        requests are remembered for twice that long, clocks may be off by all of it."""
        if once.first_sent is None:
            return
        known = self.config.repeatable_seconds
        if abs(memory.now(opened) - once.first_sent) > known:
            raise PreconditionFailed(
                f"Requests are known again for {known} seconds; Repeatability-First-Sent is not within them.",
                target="Repeatability-First-Sent",
                headers=REJECTED,
            )


def _digest(*parts: str | bytes) -> str:
    made = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big") + data)
    return made.hexdigest()


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(list[Response])
