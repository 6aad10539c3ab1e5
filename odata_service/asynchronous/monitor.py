"""What status monitors say: go on asking, or the answer, in the form of OData 4.0 or of 4.01 (Part 1, 11.6)."""

from odata_service.asynchronous.store import Going, Lost, Store
from odata_service.asynchronous.work import Work
from odata_service.errors import MethodNotAllowed, ServiceUnavailable
from odata_service.protocol.batch import http_message
from odata_service.protocol.fields import members
from odata_service.protocol.message import Request, Response, answered
from odata_service.protocol.method import method_of
from odata_service.protocol.negotiation import negotiate_version
from odata_service.protocol.preferences import parse_preferences
from odata_service.service import failed

MESSAGE = "application/http"
RETRY_SECONDS = 1
ALLOW = {"Allow": "GET, HEAD, DELETE"}
CANCELLED = "The request was cancelled."
NOTHING_CHANGED = (
    "The server's process ended before the request was done. Nothing has been changed by it. Send it again."
)
PERHAPS_CHANGED = (
    "The server's process ended while the request was carried out, which may have changed something by then. Look "
    "whether it has. With a Repeatability-Request-ID a request can be sent again: it is carried out once."
)


def accepted(request: Request, monitor: str, version: str, waited: float) -> Response:
    """The answer to a request whose status monitor has this URL. `waited` is how many seconds it has taken so far: a
    client that was promised that time is told so."""
    preferences = parse_preferences(request.headers.get("prefer"))
    honoured: dict[str, str | None] = {"respond-async": None}
    if preferences.wait is not None and preferences.wait <= waited:
        honoured["wait"] = str(preferences.wait)
    return answered(202, b"", None, version, {
        "Location": monitor, "Retry-After": str(RETRY_SECONDS),
        "Preference-Applied": preferences.applied(honoured) or "",
    })  # fmt: skip


def monitored(request: Request, store: Store, path: str, work: Work | None) -> Response:
    """The answer of the status monitor of the request with this file; `work` where this process carries it out.

    Raises:
        NotFound: there is no such request, or not any more.
        Conflict: it cannot be cancelled any more.
        MethodNotAllowed, BadRequest: nobody can know what is wanted.
    """
    version = negotiate_version(request.headers.get("odata-version"), request.headers.get("odata-maxversion"))
    match method_of(request.method, request.headers):
        case "GET" | "HEAD" as method:
            found = store.found(path, here=work is not None)
            if isinstance(found, Going):
                location = {"Location": request.root + request.path, "Retry-After": str(RETRY_SECONDS)}
                return answered(202, b"", None, version, location)
            if isinstance(found, Lost):
                reason = PERHAPS_CHANGED if found.changing else NOTHING_CHANGED
                found = failed(ServiceUnavailable(reason), version)
            elif method == "GET":
                store.take(path)
            return _final(found, request.headers.get("accept"), version)
        case "DELETE":
            store.cancel(path)
            if work is not None:
                work.end(ServiceUnavailable(CANCELLED))
            return answered(204, b"", None, version)
        case "OPTIONS":
            return answered(204, b"", None, version, ALLOW)
        case method:
            raise MethodNotAllowed(f"{method[:20]} is not possible here.", headers=ALLOW)


def _final(response: Response, accept: str | None, version: str) -> Response:
    """The answer to the request, as that to its monitor: a whole message for clients of 4.0 that do not say what they
    accept, and for all that accept one; else its headers and its body, and its status beside them."""
    result = {"AsyncResult": str(response.status)}
    accepts = {member.name for member in members(accept or "")}
    if MESSAGE in accepts or (not accepts and version == "4.0"):
        binary = {"Content-Transfer-Encoding": "binary"}  # 4.0 asks for it
        return answered(200, http_message(response), MESSAGE, version, binary | result)
    return Response(200, {**response.headers, "Cache-Control": "no-store", **result}, response.body)
