"""Which addresses may be dialled: the public web, and what the operator has let through.

No address is judged by how it is spelt. A host is resolved once, every address that it has is
vetted, and one of those very addresses is dialled (see `bot.ingest.web.transport`), so neither odd
spellings nor redirects nor names that change their address lead inside.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import threading
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.core.model.reasons import Reason

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""(host, port) → its addresses as text; none when the name is unknown. Never raises for that."""

WEB_PORTS = frozenset((80, 443, 8080, 8443))

# Written out, not left to `is_global` alone: what that says has changed between Python versions.
_CLOSED_V4 = tuple(
    ipaddress.IPv4Network(block)
    for block in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24"
        " 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24"
        " 224.0.0.0/4 240.0.0.0/4 168.63.129.16/32"  # the last is a cloud's door to its own hosts
    ).split()
)
_OPEN_V6 = ipaddress.IPv6Network("2000::/3")
_CLOSED_V6 = tuple(
    ipaddress.IPv6Network(block)
    for block in "2001::/23 2001:db8::/32 2002::/16 3ffe::/16 3fff::/20".split()
)


class Refused(Exception):
    """A host that is not dialled, and why.

    There is one reason for all addresses that are not public, so that nobody learns from us
    which names and ports exist inside.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, and carries no other one inside."""
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in block for block in _CLOSED_V4)
    return address in _OPEN_V6 and not any(address in block for block in _CLOSED_V6)


@dataclass(frozen=True, slots=True)
class Permit:
    """One entry of ALLOWED_PRIVATE_HOSTS: a host name or a network, and a port or all of them."""

    name: str = ""
    network: Network | None = None
    port: int | None = None

    @classmethod
    def parse(cls, entry: str) -> Permit:
        """From "host", "host:port", "10.0.0.0/8", "::1" or "[::1]:8080".

        Raises ValueError for anything else, which `config` has refused before.
        """
        text = entry.strip().lower()
        return _network_pass(text) or _named_pass(text)

    def admits(self, host: str, address: Address, port: int) -> bool:
        """Whether this entry lets through that host, at this address of it, on that port."""
        if self.port not in (None, port):
            return False
        return address in self.network if self.network else host.lower() == self.name


class Guard:
    """Turns a host into the addresses that may be dialled for it."""

    def __init__(self, allowed: Iterable[str] = (), resolve: Resolver | None = None) -> None:
        self._passes = tuple(Permit.parse(entry) for entry in allowed if entry.strip())
        self._resolve = resolve or resolve_by_system

    async def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a host, all of them vetted, in the order to try them.

        `host` is a name or a literal address in any spelling. Raises `Refused` if the host has no
        address, if any one of them is closed, or if the port is none of the web's.
        """
        if port not in WEB_PORTS and not any(entry.port in (None, port) for entry in self._passes):
            raise Refused(Reason.ODD_PORT)
        texts = await self._resolve(host, port)
        found = [_address(text) for text in texts]
        if not found or not all(self._open(host, address, port) for address in found):
            raise Refused(Reason.NO_PUBLIC_ADDRESS if port in WEB_PORTS else Reason.ODD_PORT)
        return _families_in_turn([address for address in found if address])

    async def is_let_through(self, host: str, port: int) -> bool:
        """Whether all addresses of a host are let through as private ones, not as public ones."""
        if not self._passes:
            return False
        found = [_address(text) for text in await self._resolve(host, port)]
        return bool(found) and all(
            address and self._admits(host, address, port) for address in found
        )

    def _admits(self, host: str, address: Address, port: int) -> bool:
        return any(entry.admits(host, address, port) for entry in self._passes)

    def _open(self, host: str, address: Address | None, port: int) -> bool:
        if address is None:
            return False
        if port in WEB_PORTS and is_public(address):
            return True
        return self._admits(host, address, port)


async def resolve_by_system(host: str, port: int) -> list[str]:
    """The system's own resolver (a `Resolver`), in a thread that nobody has to wait for.

    A pool would make every other look-up, and the end of the process, wait for a name server that
    never answers; callers set the deadline, and their number bounds that of the threads.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(found: list[str]) -> None:
        if not answer.done():
            answer.set_result(found)

    def look_up() -> None:
        found = _look_up(host, port)
        with contextlib.suppress(RuntimeError):  # the loop has ended: nobody is waiting any more
            loop.call_soon_threadsafe(settle, found)

    threading.Thread(target=look_up, name=f"resolve {host}", daemon=True).start()
    return await answer


def _look_up(host: str, port: int) -> list[str]:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):  # unknown, or no name at all
        return []
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


def _address(text: str) -> Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _families_in_turn(found: Sequence[Address]) -> list[str]:
    """IPv6 and IPv4 by turns, first the family that the resolver put first."""
    first = [address for address in found if address.version == found[0].version]
    other = [address for address in found if address.version != found[0].version]
    turns = [
        (index, family)
        for family, group in enumerate((first, other))
        for index in range(len(group))
    ]
    return [str((first, other)[family][index]) for index, family in sorted(turns)]


def _network_pass(text: str) -> Permit | None:
    """A bare address or a CIDR; None if the text is neither. Raises ValueError for a bad CIDR."""
    if "/" in text:
        return Permit(network=ipaddress.ip_network(text, strict=False))
    address = _address(text.strip("[]") if text.endswith("]") else text)
    return Permit(network=ipaddress.ip_network(address)) if address else None


def _named_pass(text: str) -> Permit:
    """A host or an address, with or without a port. Raises ValueError for anything else."""
    head, colon, tail = text.rpartition(":")
    name, port = (head, int(tail)) if colon else (text, None)
    address = _address(name.strip("[]"))
    if not name or any(mark in name for mark in "/@ ") or (":" in name and address is None):
        raise ValueError(text)
    if port is not None and not 0 < port < 65536:
        raise ValueError(text)
    if address is not None:
        return Permit(network=ipaddress.ip_network(address), port=port)
    return Permit(name=name.rstrip("."), port=port)
