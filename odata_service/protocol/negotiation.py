"""What a client accepts and which version it speaks -> the format and the version of the answer.

Part 1, sections 8.1.5, 8.2.1, 8.2.6, 8.2.7 and 11.2.12; JSON Format, section 3. All functions are pure and remember
their last answers, because clients send the same few headers with every request.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from odata_service.errors import BadRequest, NotAcceptable, PreconditionFailed
from odata_service.protocol.fields import Member, members

Metadata = Literal["minimal", "full", "none"]
Version = Literal["4.0", "4.01"]


@dataclass(frozen=True, slots=True)
class Format:
    """The JSON that a client asked for (JSON Format, section 3), and the media type that says so in the answer."""

    metadata: Metadata = "minimal"
    ieee754: bool = False  # Int64 and Decimal are written as strings
    streaming: bool = False
    content_type: str = "application/json;odata.metadata=minimal"


@dataclass(frozen=True, slots=True)
class SchemaFormat:
    """In which of its two forms a client wants `$metadata`, and the media type of the answer."""

    language: Literal["xml", "json"]
    content_type: str


@lru_cache(maxsize=512)
def negotiate(
    accept: str | None, format_option: str | None = None, accept_charset: str | None = None, version: Version = "4.0"
) -> Format:
    """The format of a JSON payload, from the `Accept` header and `$format`, which overrides it.

    Raises NotAcceptable where JSON is not wanted, or only with parameters that we do not know.
    """
    for wanted in _wanted(accept, format_option, _JSON):
        if wanted.name in _JSON_RANGES and (found := _json_format(wanted, accept_charset, version)) is not None:
            return found
    raise _not_acceptable(accept, format_option, "application/json", "json")


@lru_cache(maxsize=128)
def negotiate_schema(
    accept: str | None,
    format_option: str | None = None,
    accept_charset: str | None = None,
    version: Version = "4.0",
    max_version: str | None = None,
) -> SchemaFormat:
    """The format of `$metadata`: XML unless the client prefers JSON (Part 1, section 11.1.2). Raises NotAcceptable.

    OData 4.0 has no JSON for it. Clients of 4.0 that prefer JSON want it for rows, and send the same header here: they
    get XML if they take it at all, and also where they take nothing else but say in `OData-MaxVersion` that 4.0 is
    all they know.
    """
    if version == "4.0" and max_version is not None and format_option is None and _takes_json_only(accept):
        return SchemaFormat("xml", _XML)
    ranges = _wanted(accept, format_option, _XML)
    if version == "4.0":
        ranges = tuple(sorted(ranges, key=lambda wanted: wanted.name not in _XML_RANGES))
    for wanted in ranges:
        if wanted.name in _XML_RANGES and (charset := _plain_charset(wanted, accept_charset)) is not None:
            return SchemaFormat("xml", _XML + charset)
        if wanted.name == _JSON and (found := _json_format(wanted, accept_charset)) is not None:
            return SchemaFormat("json", "application/json" + (_UTF_8 if _UTF_8 in found.content_type else ""))
    raise _not_acceptable(accept, format_option, "application/xml and application/json", "xml or json")


def _takes_json_only(accept: str | None) -> bool:
    ranges = _wanted(accept, None, _XML)
    return bool(ranges) and all(wanted.name == _JSON for wanted in ranges)


@lru_cache(maxsize=128)
def negotiate_text(accept: str | None, format_option: str | None = None, accept_charset: str | None = None) -> str:
    """The media type of `$count` and of a text's `$value`. Raises NotAcceptable.

    Clients that ask for JSON with every request get their text nevertheless: it is the only form that these
    resources have, and the standard's own examples ask for `$count` that way.
    """
    if accept is None and format_option is None:
        return "text/plain" + _UTF_8
    for wanted in _wanted(accept, format_option, "text/plain"):
        charset = _plain_charset(wanted, accept_charset) if wanted.name != _JSON else ""
        if wanted.name in _TEXT_RANGES and charset is not None:
            return "text/plain" + (_UTF_8 if "*" in wanted.name else charset)
    raise _not_acceptable(accept, format_option, "text/plain", "text/plain")


@lru_cache(maxsize=128)
def negotiate_version(version: str | None, max_version: str | None) -> Version:
    """The version of the answer, from `OData-Version` and `OData-MaxVersion`: 4.0 unless the client asks for 4.01.

    A client that says nothing gets 4.0, because there are clients that stumble over 4.01's short names.
    Raises BadRequest for anything that is not a version, or is older than 4.0.
    """
    spoken = _version_number("OData-Version", version) if version is not None else None
    if spoken is not None and spoken > _V4_01:
        raise BadRequest(f"The request says OData-Version: {spoken}; this service reads 4.0 and 4.01.")
    wanted = _version_number("OData-MaxVersion", max_version) if max_version is not None else spoken
    return "4.01" if wanted is not None and wanted >= _V4_01 else "4.0"


def check_isolation(headers: Mapping[str, str]) -> None:
    """Raises PreconditionFailed where a client wants all answers from one snapshot (Part 1, section 8.2.6)."""
    if "isolation" in headers or "odata-isolation" in headers:
        raise PreconditionFailed("This service has no snapshots; ask without the header Isolation.")


_V4 = Decimal("4.0")
_V4_01 = Decimal("4.01")
_VERSION = re.compile(r"[0-9]{1,9}\.[0-9]{1,20}", re.ASCII)


def _version_number(header: str, text: str) -> Decimal:
    """1*DIGIT "." 1*DIGIT, behind which Microsoft's clients write their name: `4.0;NetFx`"""
    text = text.partition(";")[0]
    if not _VERSION.fullmatch(text.strip()):
        raise BadRequest(f"'{text.strip()[:40]}' in {header} is not a version. This service speaks 4.0 and 4.01.")
    number = Decimal(text.strip())
    if number < _V4:
        raise BadRequest(f"{header}: {text.strip()} is too old. This service speaks 4.0 and 4.01.")
    return number


_JSON = "application/json"
_XML = "application/xml"
_UTF_8 = ";charset=utf-8"
_JSON_RANGES = frozenset({_JSON, "application/*", "*/*"})
_XML_RANGES = frozenset({_XML, "text/xml", "text/*", "application/*", "*/*"})
_TEXT_RANGES = frozenset({"text/plain", "text/*", "*/*", _JSON})
_SHORT_FORMATS: Mapping[str, str] = {  # Part 2, section 5.1.8
    "json": _JSON,
    "xml": _XML,
    "atom": "application/atom+xml",
}


def _wanted(accept: str | None, format_option: str | None, preferred: str) -> tuple[Member, ...]:
    """The media ranges that the client wants, the best one first. `preferred` is what a wildcard would get."""
    if format_option is not None:
        text = format_option.strip()
        return members(_SHORT_FORMATS.get(text.lower(), text))
    ranges = members(accept) if accept is not None and accept.strip() else (Member("*/*"),)
    liked = [wanted for wanted in ranges if wanted.quality > 0.0]
    if any(wanted.name == preferred and wanted.quality == 0.0 for wanted in ranges):
        liked = [wanted for wanted in liked if "*" not in wanted.name]
    return tuple(sorted(liked, key=_rank))


def _rank(wanted: Member) -> tuple[float, int, int]:
    """Of equally wanted ranges the more specific one counts (RFC 9110, section 12.5.1)."""
    return -wanted.quality, wanted.name.count("*"), -len(wanted.parameters)


_BOOLEANS: Mapping[str, bool] = {"true": True, "false": False}
_METADATA: Mapping[str, Metadata] = {"minimal": "minimal", "full": "full", "none": "none"}


def _json_format(wanted: Member, accept_charset: str | None, version: Version = "4.0") -> Format | None:
    """The format that a media range describes; None where it has a parameter that we do not know (Part 1, 8.2.1).

    The media type of an answer in 4.0 has `odata.` before its parameters, in 4.01 it has not (JSON Format, 3.1)."""
    metadata: Metadata | None = "minimal"
    flags: dict[str, bool | None] = {"ieee754compatible": False, "streaming": False, "exponentialdecimals": False}
    charset: str | None = ""
    for name, value in wanted.parameters:
        match name.removeprefix("odata."):
            case "metadata":
                metadata = _METADATA.get(value.lower())
            case "ieee754compatible" | "streaming" | "exponentialdecimals" as flag:
                flags[flag] = _BOOLEANS.get(value.lower())
            case "charset":
                charset = _charset(value, accept_charset)
            case _:
                return None
    if metadata is None or charset is None or None in flags.values():
        return None
    ieee754, streaming = bool(flags["ieee754compatible"]), bool(flags["streaming"])
    prefix = "" if version == "4.01" else "odata."
    written = f"{_JSON};{prefix}metadata={metadata}{f';{prefix}streaming=true' if streaming else ''}"
    return Format(metadata, ieee754, streaming, f"{written}{';IEEE754Compatible=true' if ieee754 else ''}{charset}")


def _charset(value: str, accept_charset: str | None) -> str | None:
    """The charset parameter of the answer; None: not acceptable. `Accept-Charset` counts before it (Part 1, 8.2.1)."""
    if accept_charset is None:
        return _UTF_8 if value.lower() in _CHARSETS else None
    known = [wanted for wanted in members(accept_charset) if wanted.name in _CHARSETS or wanted.name == "*"]
    return _UTF_8 if any(wanted.quality > 0.0 for wanted in known) else None


_CHARSETS = frozenset({"utf-8", "utf8", "us-ascii"})


def _plain_charset(wanted: Member, accept_charset: str | None) -> str | None:
    """The same for a format whose only parameter is its charset; none is given where none was asked for."""
    match wanted.parameters:
        case ():
            return ""
        case (("charset", value),):
            return _charset(value, accept_charset)
        case _:
            return None


def _not_acceptable(accept: str | None, format_option: str | None, spoken: str, short: str) -> NotAcceptable:
    if format_option is not None:
        return NotAcceptable(f"$format={format_option[:100]} is not available here; use {short}.", target="$format")
    return NotAcceptable(f"'{(accept or '')[:100]}' in Accept is not available here; this resource is {spoken}.")
