"""Every error that a client can see: its HTTP status, its code, and the sentence for the person who reads it.

ODataError
├── BadRequest 400
│   └── QuerySyntaxError 400      shows the place in the text
├── Unauthorized 401
├── Forbidden 403
├── NotFound 404
├── MethodNotAllowed 405
├── NotAcceptable 406
├── Conflict 409
├── Gone 410
├── PreconditionFailed 412
├── PayloadTooLarge 413
├── UriTooLong 414
├── UnsupportedMediaType 415
├── UnprocessableContent 422
├── PreconditionRequired 428
├── TooManyRequests 429
├── HeadersTooLarge 431
├── ClientGone 499
├── InternalError 500
├── NotImplementedByService 501
├── ServiceUnavailable 503
└── QueryTimeout 504
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Span:
    """Where a piece of text stands: offsets of its first character and of the one behind its last."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Detail:
    """One entry of the `details` of an OData error (JSON Format, section 21.1)."""

    code: str
    message: str
    target: str | None = None


class ODataError(Exception):
    """An answer that is an error; `Service.handle` turns it into the OData error JSON, nothing else does."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "InternalError"

    def __init__(
        self,
        message: str,
        *,
        target: str | None = None,
        details: Sequence[Detail] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.target = target
        self.details = tuple(details)
        self.headers = dict(headers or {})


class BadRequest(ODataError):
    """The request cannot mean anything here: an unknown name, a wrong type, a bad value."""

    status = 400
    code = "BadRequest"


class QuerySyntaxError(BadRequest):
    """The text does not follow the grammar; the message shows the text and underlines the place."""

    code = "SyntaxError"

    def __init__(self, message: str, *, source: str, span: Span, target: str | None = None) -> None:
        super().__init__(f"{message}\n{_underlined(source, span)}", target=target)
        self.reason = message
        self.source = source
        self.span = span


def _underlined(source: str, span: Span, width: int = 100) -> str:
    first = max(0, span.start - width // 2)
    piece = source[first : first + width]
    before, after = ("…" if first else ""), ("…" if first + width < len(source) else "")
    length = max(1, min(span.stop, first + width) - span.start)
    return f"{before}{piece}{after}\n{' ' * (span.start - first + len(before))}{'^' * length}"


class Unauthorized(ODataError):
    """Nobody that we know is calling."""

    status = 401
    code = "Unauthorized"


class Forbidden(ODataError):
    """The caller is known and may not do this."""

    status = 403
    code = "Forbidden"


class NotFound(ODataError):
    """No such resource: a name that the model does not have, or a row that the database does not have."""

    status = 404
    code = "NotFound"


class MethodNotAllowed(ODataError):
    """The resource exists and does not answer to this method; the header `Allow` says to which it does."""

    status = 405
    code = "MethodNotAllowed"


class NotAcceptable(ODataError):
    """None of the formats that the client accepts is one that we speak."""

    status = 406
    code = "NotAcceptable"


class Conflict(ODataError):
    """The database's constraints refuse the change."""

    status = 409
    code = "Conflict"


class Gone(ODataError):
    """A page token of a model that has changed since; the client starts again from the first page."""

    status = 410
    code = "Gone"


class PreconditionFailed(ODataError):
    """`If-Match` or `If-None-Match` does not hold."""

    status = 412
    code = "PreconditionFailed"


class PayloadTooLarge(ODataError):
    """The request's body is over the limit."""

    status = 413
    code = "PayloadTooLarge"


class UriTooLong(ODataError):
    """The request's URL is over the limit."""

    status = 414
    code = "UriTooLong"


class UnsupportedMediaType(ODataError):
    """The request's body is in a format or an encoding that we do not read."""

    status = 415
    code = "UnsupportedMediaType"


class UnprocessableContent(ODataError):
    """The body is well formed and cannot be carried out."""

    status = 422
    code = "UnprocessableContent"


class FailedDependency(ODataError):
    """A request of a batch that this one depends on did not succeed."""

    status = 424
    code = "FailedDependency"


class PreconditionRequired(ODataError):
    """The model demands an `If-Match` for this change."""

    status = 428
    code = "PreconditionRequired"


class TooManyRequests(ODataError):
    """The caller is over its rate."""

    status = 429
    code = "TooManyRequests"


class HeadersTooLarge(ODataError):
    """A header field is over the limit."""

    status = 431
    code = "HeadersTooLarge"


class ClientGone(ODataError):
    """Nobody waits for the answer any more; what the database was asked for has been stopped."""

    status = 499
    code = "ClientGone"


class InternalError(ODataError):
    """A fault of ours; the log has it under the id that the message names."""


class NotImplementedByService(ODataError):
    """The standard knows this and the service does not."""

    status = 501
    code = "NotImplemented"


class ServiceUnavailable(ODataError):
    """The database is down or all its connections are in use; `Retry-After` says when to come again."""

    status = 503
    code = "ServiceUnavailable"


class QueryTimeout(ODataError):
    """The database needed longer than the limit."""

    status = 504
    code = "QueryTimeout"
