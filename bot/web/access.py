"""Who sees more than up or down: the bearer of METRICS_TOKEN, or else this machine itself."""

from __future__ import annotations

import hmac
import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

_OF_A_PROXY = (
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-real-ip",
    "cf-connecting-ip",
    "true-client-ip",
    "fly-client-ip",
)


def may_see_details(request: HTTPConnection, token: str | None) -> bool:
    """Whether a request may be told names, hosts and counts.

    With a `token` its bearer may, and nobody else; without one whoever asks from this machine,
    unless a proxy on it asks for somebody else.
    """
    if token:
        return _bears(request.headers, token)
    client = request.client
    passed_on = any(name in request.headers for name in _OF_A_PROXY)
    here = client is not None and is_loopback_address(client.host)
    return here and not passed_on and is_loopback_name(request.headers.get("host", ""))


def is_loopback_name(host: str) -> bool:
    """Whether a Host header names this machine: a web page's own name for 127.0.0.1 does not."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name == "localhost" or is_loopback_address(name)


def is_loopback_address(text: str) -> bool:
    """Whether an IP address is 127.0.0.0/8 or ::1, also as IPv6 writes the first."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def _bears(headers: Headers, token: str) -> bool:
    scheme, _, given = headers.get("authorization", "").partition(" ")
    same = hmac.compare_digest(given.strip().encode(), token.encode())
    return same and scheme.lower() == "bearer"
