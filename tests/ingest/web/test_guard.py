"""Nothing inside is ever reached: by no spelling, no redirect, no name that changes its mind.

No address but loopback's is dialled here: the wire below notes what it was to dial, and connects
to the test's own site alone. Names are looked up in a table; literals by the system, which needs
no network for them.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field

import httpcore
import pytest

from bot.core.model.reasons import Reason, Unreadable
from bot.ingest.web.client import WebClient
from bot.ingest.web.guard import (
    Guard,
    Permit,
    Refused,
    is_public,
    resolve_by_system,
)
from bot.ingest.web.transport import GuardedBackend, GuardedTransport
from tests.ingest.loopback import NOW, Site, answer, redirect, site

TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
PUBLIC = "93.184.216.34"
PUBLIC_V6 = "2606:2800:220:1::"


@dataclass
class Names:
    """A resolver: names from a table (one list of addresses for each time it is asked)."""

    table: dict[str, list[list[str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        if host in self.table:
            turns = self.table[host]
            return turns.pop(0) if len(turns) > 1 else turns[0]
        with contextlib.suppress(OSError):
            rows = socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)
            return [str(row[4][0]) for row in rows]
        return []


@dataclass
class Wire(httpcore.AsyncNetworkBackend):
    """Notes every address it is to dial; connects to `real` alone, by way of loopback."""

    real: set[tuple[str, int]] = field(default_factory=set)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's own signature)
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.dialled.append((host, port))
        assert ipaddress.ip_address(host), "only addresses are dialled, never names"
        if (host, port) not in self.real:
            raise httpcore.ConnectError("not dialled in a test")
        return await httpcore.AnyIOBackend().connect_tcp(host, port, timeout)


@dataclass
class Outside:
    """A client whose wire and names are the test's own, and a site that it may reach."""

    web: WebClient
    wire: Wire
    names: Names
    site: Site

    @property
    def strangers(self) -> list[tuple[str, int]]:
        return [one for one in self.wire.dialled if one not in self.wire.real]


@pytest.fixture
async def outside() -> AsyncIterator[Outside]:
    async with site() as place:
        wire, names = Wire({("127.0.0.1", place.port)}), Names()
        guard = Guard([f"127.0.0.1:{place.port}"], names)
        way_out = GuardedTransport(GuardedBackend(guard, wire), TLS, 8)
        web = WebClient(clock=lambda: NOW, transport=way_out)
        yield Outside(web, wire, names, place)
        await web.aclose()


INSIDE = """
http://127.0.0.1/ http://127.0.0.2/ https://127.0.0.1/ http://127.255.255.254:8080/
http://127.1/ http://127.0.1/ http://127.2:8443/ http://0/ http://0.0.0.0/ http://00000000/
http://2130706433/ http://2130706434/ http://0x7f000001/ http://0x7f.1/ http://0x7F.0.0.1/
http://017700000001/ http://127.0.0.1./ http://127.1./
http://127。0。0。1/ http://127．0．0．1/ http://127｡0｡0｡1/ http://１２７.０.０.１/ http://①②⑦.⓪.⓪.①/
http://localhost/ http://LOCALHOST/ http://localhost./ http://ｌｏｃａｌｈｏｓｔ/
http://10.0.0.1/ http://10.1/ http://167772161/ http://172.16.0.1/ http://172.31.255.255/
http://192.168.0.1/ http://192.168.1/ http://3232235521/ http://169.254.169.254/latest/meta-data/
http://2852039166/ http://0xa9fea9fe/ http://169.254.43518/ http://100.100.100.200/
http://100.64.0.1/ http://168.63.129.16/ http://192.0.0.192/ http://192.0.0.8/ http://192.0.2.1/
http://192.88.99.1/ http://198.18.0.1/ http://198.51.100.1/ http://203.0.113.1/ http://224.0.0.1/
http://239.255.255.250/ http://240.0.0.1/ http://255.255.255.255/
http://[::1]/ http://[0:0:0:0:0:0:0:1]/ http://[::]/ http://[::ffff:127.0.0.1]/
http://[::ffff:7f00:1]/ http://[::ffff:10.0.0.1]/ http://[::127.0.0.1]/ http://[::ffff:8.8.8.8]/
http://[64:ff9b::7f00:1]/ http://[64:ff9b::127.0.0.1]/ http://[64:ff9b:1::7f00:1]/
http://[2002:7f00:1::]/ http://[2002:a9fe:a9fe::1]/ http://[2001:0:7f00:1::]/ http://[2001:db8::1]/
http://[fe80::1]/ http://[fec0::1]/ http://[fc00::1]/ http://[fd00:ec2::254]/ http://[fd12::1]/
http://[ff02::1]/ http://[5f00::1]/ http://[3fff::1]/ http://[3ffe::1]/ http://[100::1]/
http://[::1]:8080/ http://intranet/ http://db.internal/ http://metadata.google.internal/
http://v4.inside.example/ http://v6.inside.example/ http://mapped.inside.example/
http://mixed.inside.example/ http://mixed-v6.inside.example/ http://no-address.inside.example/
""".split()

NO_ADDRESS = [
    "http://127.0.0.1\t/",
    "http://127.0.\n0.1/",
    "http://127.0.0.1/\r\nHost: inside",
    "http://127.0.0.1/\x00",
    "http:// 127.0.0.1/",
    *r"""
http://0177.0.0.1/ http://0177.0.0.01/ http://user@127.0.0.1/ http://user:word@127.0.0.1/ http://93.184.216.34@127.0.0.1/
http://127.0.0.1\@93.184.216.34/ http://93.184.216.34\@127.0.0.1/ http:\\127.0.0.1\
http://[fe80::1%25eth0]/ http://[::1%25lo]/ http://[::ffff:127.0.0.1%25]/ http://[127.0.0.1]/
http://%31%32%37.0.0.1/ http://127.0.0.1%00.example/ http://127.0.0.1%2f/ http://127..0.0.1/
http:///127.0.0.1/ http://:80/ http://?/ file:///etc/passwd file://127.0.0.1/etc ftp://127.0.0.1/
gopher://127.0.0.1:6379/_x dict://127.0.0.1:11211/ ldap://127.0.0.1/ tftp://127.0.0.1/
unix:///run/docker.sock http+unix://%2Frun%2Fdocker.sock/ jar:http://127.0.0.1!/ ws://127.0.0.1/
data:text/html,hello javascript:alert(1) view-source:http://127.0.0.1/ netdoc:///etc/passwd
""".split(),
]

ODD = [f"http://{PUBLIC}:{port}/" for port in (1, 22, 25, 81, 3306, 6379, 9200, 11211, 65535)]

INSIDE_NAMES = {
    "localhost": [["127.0.0.1", "::1"]],
    "intranet": [["10.1.2.3"]],
    "db.internal": [["192.168.7.7"]],
    "metadata.google.internal": [["169.254.169.254"]],
    "v4.inside.example": [["10.0.0.1"]],
    "v6.inside.example": [["fd00::1"]],
    "mapped.inside.example": [["::ffff:10.0.0.1"]],
    "mixed.inside.example": [[PUBLIC, "10.0.0.1"]],
    "mixed-v6.inside.example": [["fe80::1%2", PUBLIC]],
    "no-address.inside.example": [["not an address"]],
}


def test_sixty_forms_and_more_are_tried() -> None:
    assert len(INSIDE) + len(NO_ADDRESS) >= 100


@pytest.mark.parametrize("url", INSIDE + NO_ADDRESS + ODD)
async def test_nothing_inside_is_asked_for(outside: Outside, url: str) -> None:
    outside.names.table.update({name: list(turns) for name, turns in INSIDE_NAMES.items()})
    got = await outside.web.get(url)
    reason = (
        Unreadable(Reason.NOT_AN_ADDRESS)
        if url in NO_ADDRESS
        else Unreadable(Reason.NO_PUBLIC_ADDRESS)
    )
    assert (got.status, got.error) == (0, Unreadable(Reason.ODD_PORT) if url in ODD else reason)
    assert outside.wire.dialled == []


@pytest.mark.parametrize("url", INSIDE + NO_ADDRESS + ODD)
async def test_nobody_is_sent_inside(outside: Outside, url: str) -> None:
    outside.names.table.update({name: list(turns) for name, turns in INSIDE_NAMES.items()})
    target = url.encode().decode("latin-1").replace("\r", "").replace("\n", "")
    outside.site.says("/", redirect(target, "307 Elsewhere"))
    got = await outside.web.get(outside.site.root)
    assert got.error is not None
    assert got.body == b""
    assert outside.wire.dialled == [("127.0.0.1", outside.site.port)]


async def test_a_public_address_is_dialled_as_it_was_vetted(outside: Outside) -> None:
    outside.names.table["news.example"] = [[PUBLIC_V6, "2606:2800:220:1::2", PUBLIC]]
    got = await outside.web.get("https://news.example/")
    assert got.error == Unreadable(Reason.UNREACHABLE)
    assert outside.strangers == [(PUBLIC_V6, 443), (PUBLIC, 443), ("2606:2800:220:1::2", 443)]
    assert outside.names.asked == ["news.example"], "resolved once"


async def test_a_dead_http_port_is_tried_once_over_tls(outside: Outside) -> None:
    outside.names.table["news.example"] = [[PUBLIC]]
    assert (await outside.web.get("http://news.example/")).url == "https://news.example/"
    assert outside.strangers == [(PUBLIC, 80), (PUBLIC, 443)]


async def test_a_name_that_changes_its_mind_is_vetted_each_time(outside: Outside) -> None:
    outside.names.table["flip.example"] = [[PUBLIC], ["127.0.0.1"], ["10.0.0.1"], [PUBLIC]]
    for _ in range(4):
        await outside.web.get("https://flip.example/")
    assert outside.strangers == [(PUBLIC, 443), (PUBLIC, 443)]


async def test_a_redirect_to_a_name_that_has_changed_its_mind(outside: Outside) -> None:
    outside.names.table["flip.example"] = [["127.0.0.2"]]
    outside.site.says("/", redirect("http://flip.example:8080/"))
    assert (await outside.web.get(outside.site.root)).error == Unreadable(Reason.NO_PUBLIC_ADDRESS)
    assert outside.strangers == []


async def test_the_name_stays_in_host_header_and_handshake(outside: Outside) -> None:
    port = outside.site.port
    outside.names.table["news.example"] = [["127.0.0.1"]]
    outside.site.says("/", answer(b"hello"))
    assert (await outside.web.get(f"http://news.example:{port}/")).body == b"hello"
    assert outside.site.requests[0].headers["host"] == f"news.example:{port}"

    hello: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        hello.set_result(await reader.read(4096))
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    wire = Wire({("127.0.0.1", port)})
    guard = Guard(["127.0.0.1"], outside.names)
    way_out = GuardedTransport(GuardedBackend(guard, wire), TLS, 8)
    web = WebClient(clock=lambda: NOW, transport=way_out)
    assert (await web.get(f"https://news.example:{port}/")).error == Unreadable(Reason.UNREACHABLE)
    assert b"news.example" in await hello
    await web.aclose()
    server.close()
    await server.wait_closed()


async def test_proxies_of_the_environment_are_not_used(
    outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with site("127.0.0.2") as proxy:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.root)
            monkeypatch.setenv(name.lower(), proxy.root)
        web = WebClient(clock=lambda: NOW, reader_hosts=[f"127.0.0.1:{outside.site.port}"])
        outside.site.says("/", answer(b"direct"))
        assert (await web.get(outside.site.root)).body == b"direct"
        assert (await web.get("http://127.0.0.3/")).error == Unreadable(Reason.NO_PUBLIC_ADDRESS)
        await web.aclose()
        assert proxy.connections == 0


async def test_an_inner_server_hears_nothing(outside: Outside) -> None:
    async with site("127.0.0.2") as inner:
        web = WebClient(clock=lambda: NOW, reader_hosts=[f"127.0.0.1:{outside.site.port}"])
        port, number = inner.port, 2130706434
        for host in ("127.0.0.2", str(number), "0x7f.2", "127.2", "[::ffff:127.0.0.2]"):
            outside.site.says("/", redirect(f"http://{host}:{port}/"))
            assert (await web.get(outside.site.root)).error == Unreadable(Reason.ODD_PORT)
            assert (await web.get(f"http://{host}:{port}/")).error == Unreadable(Reason.ODD_PORT)
        await web.aclose()
        assert inner.connections == 0


@pytest.mark.parametrize(
    ("allowed", "url", "dialled"),
    [
        ("127.0.0.2", "http://127.0.0.2:9/", True),
        ("127.0.0.2", "http://127.2:80/", True),
        ("127.0.0.2", "http://127.0.0.3/", False),
        ("127.0.0.2:81", "http://127.0.0.2:81/", True),
        ("127.0.0.2:81", "http://127.0.0.2:80/", False),
        ("127.0.0.2:81", "http://127.0.0.2:82/", False),
        ("127.0.0.2:81", f"http://{PUBLIC}:81/", False),
        ("127.0.0.0/8", "http://127.9.9.9:12345/", True),
        ("127.0.0.0/8", "http://10.0.0.1/", False),
        ("127.0.0.0/8", f"http://{PUBLIC}:12345/", False),
        ("127.0.0.1/8", "http://127.9.9.9/", True),
        ("127.0.0.0/8", "http://[::ffff:127.0.0.1]/", False),
        ("127.0.0.0/8", "http://half.example/", False),
        ("localhost", "http://localhost:5/", True),
        ("LocalHost:5", "http://localhost:5/", True),
        ("localhost:5", "http://localhost:6/", False),
        ("localhost", "http://127.0.0.1:5/", False),
        ("intranet.", "http://intranet/", True),
        ("::1", "http://[::1]:5/", True),
        ("[::1]", "http://[::1]:5/", True),
        ("[::1]:5", "http://[::1]:5/", True),
        ("[::1]:5", "http://[::1]:6/", False),
        ("fd00::/8", "http://[fd12::1]/", True),
        ("", "http://127.0.0.1/", False),
    ],
)
async def test_the_operator_may_let_private_hosts_through(
    allowed: str, url: str, dialled: bool
) -> None:
    table = {name: list(turns) for name, turns in INSIDE_NAMES.items()}
    names = Names({**table, "half.example": [["127.0.0.1", "10.0.0.1"]]})
    wire = Wire()
    guard = Guard([allowed], names)
    way_out = GuardedTransport(GuardedBackend(guard, wire), TLS, 8)
    web = WebClient(clock=lambda: NOW, transport=way_out)
    await web.get(url)
    assert (wire.dialled != []) is dialled
    await web.aclose()


@pytest.mark.parametrize(
    "entry", ["10.0.0.0/99", "a b", "http://a/", "a:b", "a:0", "a:70000", ":5"]
)
def test_an_entry_that_makes_no_sense_is_refused(entry: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Permit.parse(entry)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        (PUBLIC, True),
        ("8.8.8.8", True),
        ("1.1.1.1", True),
        ("9.255.255.255", True),
        ("11.0.0.0", True),
        ("100.63.255.255", True),
        ("100.128.0.0", True),
        ("172.15.255.255", True),
        ("172.32.0.0", True),
        ("192.0.1.0", True),
        ("223.255.255.255", True),
        ("2606:2800:220:1::1", True),
        ("2a00:1450:4001::1", True),
        ("2400:cb00::1", True),
        ("2001:200::1", True),
        ("2001:1ff::1", False),
        ("1fff::1", False),
        ("4000::1", False),
    ],
)
def test_the_borders_of_the_public_internet(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


async def test_a_unix_socket_is_never_dialled() -> None:
    backend = GuardedBackend(Guard(), Wire())
    with pytest.raises(Refused):
        await backend.connect_unix_socket("/run/docker.sock")


@pytest.mark.parametrize(
    ("host", "addresses"),
    [("127.1", ["127.0.0.1"]), ("::1", ["::1"]), ("256.1.1.1.1:", []), ("a" * 64 + ".b", [])],
)
async def test_the_system_resolves_without_raising(host: str, addresses: list[str]) -> None:
    assert await resolve_by_system(host, 80) == addresses


async def test_a_look_up_that_nobody_waits_for_ends_in_silence() -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await resolve_by_system("127.0.0.1", 80)
    await asyncio.sleep(0.01)


async def test_a_pause_of_the_pool_is_the_wires_own() -> None:
    wire = Wire()
    await GuardedBackend(Guard(), wire).sleep(0.25)
    assert wire.pauses == [0.25]
