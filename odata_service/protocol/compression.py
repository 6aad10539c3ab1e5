"""Compressed bodies, both ways (RFC 9110, section 8.4)."""

import zlib

from odata_service.errors import BadRequest, PayloadTooLarge, UnsupportedMediaType

SMALLEST = 1400  # bytes: what fits into one network packet gains nothing
LEVEL = 1  # on JSON level 6 saves a tenth more bytes for four times the time

GZIP = 31  # zlib's window bits for the gzip format
ANY = 47  # gzip or zlib, by its header
RAW = -15
MEMBERS = 100  # of a gzip (RFC 1952, section 2.2); each costs a copy of what stands behind it


def accepts_gzip(header: str | None) -> bool:
    """Whether `Accept-Encoding` allows gzip."""
    if not header:
        return False
    for part in header.lower().split(","):
        name, _, quality = part.partition(";")
        if name.strip() in ("gzip", "*"):
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def gzipped(body: bytes) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    return packer.compress(body) + packer.flush()


def unpacked(body: bytes, encoding: str | None, limit: int) -> bytes:
    """A request body without its `Content-Encoding`.

    Raises:
        UnsupportedMediaType: the encoding is neither gzip nor deflate.
        PayloadTooLarge: it is longer than `limit` bytes when unpacked.
        BadRequest: it is not what the header says.
    """
    name = (encoding or "identity").strip().lower()
    if name == "identity":
        return body
    if name not in ("gzip", "x-gzip", "deflate"):
        raise UnsupportedMediaType(f"Content-Encoding: {name[:40]} is not read here; use gzip.")
    form = ANY if name != "deflate" or body[:1] == b"\x78" else RAW
    plain, rest = b"", body
    for _ in range(MEMBERS):
        unpacker = zlib.decompressobj(form)
        try:
            plain += unpacker.decompress(rest, limit + 1 - len(plain))
        except zlib.error:
            raise BadRequest(f"The body is not {name}, as its Content-Encoding says.") from None
        if len(plain) > limit:
            raise PayloadTooLarge(f"The body is longer than {limit} bytes when unpacked.")
        if not unpacker.eof:
            raise BadRequest("The compressed body ends too early.")
        rest = unpacker.unused_data
        if not rest:
            return plain
    raise BadRequest(f"The compressed body has more than {MEMBERS} parts.")
