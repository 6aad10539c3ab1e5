"""Where the client thinks it is: the scheme, host and port of absolute URLs, also behind proxies that are trusted."""

import ipaddress
import re
from collections.abc import Mapping
from functools import lru_cache

from odata_service.errors import BadRequest

HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,253})|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def is_trusted(peer: str, proxies: tuple[Network, ...]) -> bool:
    """Whether the peer is a proxy whose forwarded headers count."""
    if not proxies:
        return False
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return False
    return any(address in network for network in proxies if network.version == address.version)


def origin_of(scheme: str, host: str, headers: Mapping[str, str], trusted: bool) -> str:
    """`https://erp.example.com/prefix`, without a trailing slash.

    Raises:
        BadRequest: a host is none.
    """
    if not trusted:
        return _origin(scheme, host, "")
    host = _first(headers.get("x-forwarded-host")) or host
    port = _first(headers.get("x-forwarded-port"))
    if port and port.isdigit() and ":" not in host.rpartition("]")[2] and port not in ("80", "443"):
        host = f"{host}:{port}"
    prefix = (_first(headers.get("x-forwarded-prefix")) or "").rstrip("/")
    return _origin(_first(headers.get("x-forwarded-proto")) or scheme, host, prefix)


@lru_cache(maxsize=256)
def _origin(scheme: str, host: str, prefix: str) -> str:
    if scheme not in ("http", "https") or not HOST.fullmatch(host) or not PREFIX.fullmatch(prefix):
        raise BadRequest("The Host header, or a forwarded one, is not a host name.")
    return f"{scheme}://{host}{prefix}"


def _first(value: str | None) -> str:
    return (value or "").partition(",")[0].strip()
