"""Addresses: which ones are of the web, their normal form, and the one that names an article.

`normal` keeps everything that a server may need and is what is fetched; `canonical` also drops
what only tells who sent the reader, and is what articles are recognised by.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}

_LONGEST = 2048
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\Z")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_STRAY_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
_PATH_SAFE = "/:@!$&'()*+,;=~%"
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")

# Parameters that tell a publisher where its reader came from and change nothing on the page.
_TRACKING_PREFIXES = ("utm_", "mtm_", "matomo_", "hsa_", "at_custom", "at_bbc", "at_link", "__hs")
_TRACKING = frozenset(
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid li_fat_id igshid"
    " igsh mc_cid mc_eid _hsenc _hsmi mkt_tok ref_src ref_url cmpid ncid ocid icid smid smtyp xtor"
    " ito guccounter guce_referrer guce_referrer_sig taid spm vero_id vero_conv wickedid"
    " oly_anon_id oly_enc_id at_medium at_campaign at_format at_ptr_name ns_mchannel ns_source"
    " ns_campaign ns_linkname ns_fee pk_campaign pk_kwd pk_keyword pk_source pk_medium wt_mc wt_zmc"
    " wt.mc_id rb_clickid s_cid s_kwcid epik trk trkcampaign sc_campaign sc_channel sc_content"
    " sc_medium sc_outcome sc_geo sc_country __twitter_impression __cft__ __tn__ fb_action_ids"
    " fb_action_types fb_source ftag ftcamp cid_source rss_id feedtype wprov _ga _gl".split()
)
# Names that matter on some sites: dropped only where their value says that it is a channel.
_CHANNEL_NAMES = frozenset(
    "ref source src from via partner referrer referer emc cmp feature".split()
)
_CHANNEL = re.compile(r"(\w+[-_.])?(rss|feed|feeds|feedburner|atom|twitter|facebook|newsletter)\Z")
# A page asked for in its AMP form by a parameter is there without it, too.
_AMP_PARAMETERS = {"amp": ("", "1", "true"), "outputtype": ("amp", "valid_amp")}
# Doors that carry the true address inside of their own.
_DOORS = {
    "www.google.com/url": ("url", "q"),
    "www.bing.com/news/apiclick.aspx": ("url",),
    "l.facebook.com/l.php": ("u",),
}
_AMP_CACHE = re.compile(r"/(?:[ac]|amp)/(s/)?([^/]+\..+)")
# Reading hosts whose other form is known to hold the same paths.
_TWIN_HOSTS = {"amp.theguardian.com": "www.theguardian.com", "m.heise.de": "www.heise.de"}
_WIKI_MOBILE = re.compile(r"([a-z-]+)\.m\.(wikipedia|wikinews|wiktionary)\.org\Z")

_FRONT = re.compile(r"(www\d?|m|mobile|amp|feeds?|rss|xml)\.(?=[^.]+\.)")
_SECOND_LEVEL = frozenset("ac co com edu gob gov go gouv govt mil ne net nom or org sch".split())
_SHARED_HOSTS = frozenset(
    "blogspot.com wordpress.com substack.com github.io gitlab.io medium.com tumblr.com"
    " over-blog.com typepad.com livejournal.com ghost.io netlify.app vercel.app pages.dev"
    " herokuapp.com hatenablog.com blogs.com bearblog.dev micro.blog beehiiv.com".split()
)
_BARE = re.compile(r"[a-z0-9][a-z0-9.-]*\.([a-z]{2,})(:\d{1,5})?(/\S*)?\Z", re.IGNORECASE)
_BARE_ENDINGS = frozenset("com org net info news int edu gov blog online tv io ai app dev".split())
_NOT_COUNTRIES = frozenset(("js", "ts", "db", "qc"))


def normal(url: str, base: str = "") -> str:
    """The address in one spelling, fit to be fetched; "" if it is not a usable web address.

    `base` is the address that a relative `url` stands on. Scheme and host become lower case, names
    of other scripts punycode, default ports, fragments and dot segments go, and what must be
    escaped is. Refused: other schemes, user names, control characters, more than 2,048 characters.
    """
    parts = _split(url.strip(), base)
    if parts is None:
        return ""
    scheme, name, port, path, query = parts
    tail = f"?{query}" if query else ""
    return f"{scheme}://{_bracketed(name)}{port}{path}{tail}"


def canonical(url: str, base: str = "") -> str:
    """The address that an article is recognised by; "" if it is not a usable web address.

    It is `normal` without parameters that only track the reader, out of the doors and AMP caches
    that carry it, and on the desktop host where that surely holds the same page. Parameters keep
    their order; applied twice it gives the same.
    """
    address = _out_of_doors(normal(url, base))
    if not address:
        return ""
    parts = urlsplit(address)
    kept = "&".join(pair for pair in parts.query.split("&") if pair and not _tracks(pair))
    netloc = _desktop(parts.netloc)
    return f"{parts.scheme}://{netloc}{parts.path}" + (f"?{kept}" if kept else "")


def host(url: str) -> str:
    """The host name of an address in lower case (punycode, no port, no brackets), or ""."""
    return urlsplit(normal(url)).hostname or ""


def site(url: str) -> str:
    """Scheme, host and port of an address, as in "https://example.org"; or ""."""
    parts = urlsplit(normal(url))
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def outlet_host(url: str) -> str:
    """The name that an outlet goes by: "feeds.bbci.co.uk" gives "bbci.co.uk"; "" if there is none.

    It is the registered name as far as that shows without the public suffix list: two labels,
    three under co.uk and its like and on hosts that many blogs share. Bare IP addresses and
    single-label names keep their port, which is all that tells their sites apart.
    """
    parts = urlsplit(normal(url))
    name = parts.hostname or ""
    if "." not in name or _is_ip(name):
        return parts.netloc
    labels = _FRONT.sub("", name).split(".")
    return ".".join(labels[-_significant(labels) :])


def parse_user_input(text: str) -> str:
    """What a person typed, as a normal address with its scheme; "" if it is no web address.

    "example.org/feed" and "www.example.org" count, "node.js" and "U.S." do not.
    """
    word = text.strip()
    if word[:8].lower().startswith(("http://", "https://")):
        return normal(word)
    found = _BARE.match(word)
    if found is None:
        return ""
    ending = found[1].lower()
    known = ending in _BARE_ENDINGS or (len(ending) == 2 and ending not in _NOT_COUNTRIES)
    plain = known and word == word.lower()
    return normal(f"https://{word}") if plain or found[3] or word.startswith("www.") else ""


def _split(url: str, base: str) -> tuple[str, str, str, str, str] | None:
    """Scheme, host, port with its colon, path and query, each normal; None if refused."""
    if _CONTROL.search(url):  # looked for first: urllib drops tabs and line ends silently
        return None
    url = _LONE_SURROGATE.sub("\ufffd", url)  # half a character cannot be sent
    url = url.replace("&amp;", "&")  # escaped twice, as many feeds have it
    try:
        joined = urljoin(base.strip(), url) if base else url
        parts = urlsplit(joined)
        port = parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or len(joined) > _LONGEST or set(parts.netloc) & set("@\\% "):
        return None
    name = _host_name(parts.hostname or "")
    if not name or port == 0:
        return None
    shown = "" if port in (None, DEFAULT_PORTS[scheme]) else f":{port}"
    return scheme, name, shown, _without_dots(_escaped(parts.path)), _escaped(parts.query, "?")


def _host_name(name: str) -> str:
    """A host in lower case, without trailing dot, in punycode; "" where it is no host name."""
    if ":" in name:
        return name if _is_ip(name) and "%" not in name else ""
    name = name.rstrip(".") if name.count("..") == 0 else ""
    if not name.isascii():
        name = _punycode(name)
    return name if len(name) <= 253 and _HOST.match(name) and ".." not in name else ""


def _punycode(name: str) -> str:
    import idna

    try:
        return idna.encode(name, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        return ""


def _is_ip(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _bracketed(name: str) -> str:
    return f"[{name}]" if ":" in name else name


def _escaped(text: str, also: str = "") -> str:
    """Percent-escapes in one spelling: what must be escaped is, what need not be is not."""
    whole = quote(_STRAY_PERCENT.sub("%25", text), safe=_PATH_SAFE + also)
    return _ESCAPE.sub(_one_spelling, whole)


def _one_spelling(escape: re.Match[str]) -> str:
    character = chr(int(escape[0][1:], 16))
    return character if character in _UNRESERVED else escape[0].upper()


def _without_dots(path: str) -> str:
    """A path without "." and ".." (RFC 3986, 5.2.4), beginning with a slash."""
    kept: list[str] = []
    steps = path.split("/")
    for step in steps:
        if step == "..":
            kept = kept[:-1] or [""]
        elif step != ".":
            kept.append(step)
    if steps[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept).removeprefix("/")


def _out_of_doors(address: str) -> str:
    """The address that a redirecting door or an AMP cache carries inside, else the same."""
    parts = urlsplit(address)
    for name in _DOORS.get(f"{parts.hostname}{parts.path}".lower(), ()):
        inner = normal(dict(parse_qsl(parts.query)).get(name, ""))
        if inner:
            return inner
    cached = (parts.hostname or "").endswith(".cdn.ampproject.org")
    if not cached and not address.startswith("https://www.google.com/amp/"):
        return address
    found = _AMP_CACHE.match(parts.path)
    inner = normal(f"http{'s' if found[1] else ''}://{found[2]}?{parts.query}") if found else ""
    return inner or address


def _tracks(pair: str) -> bool:
    """Whether a query parameter ("name=value") only says where the reader came from."""
    name, _, value = pair.lower().partition("=")
    if name in _TRACKING or name.startswith(_TRACKING_PREFIXES):
        return True
    if name in _CHANNEL_NAMES:
        return _CHANNEL.match(value) is not None
    return value in _AMP_PARAMETERS.get(name, ())


def _desktop(netloc: str) -> str:
    """The host whose pages are the same for a mobile or AMP host of which that is known."""
    wiki = _WIKI_MOBILE.match(netloc)
    return f"{wiki[1]}.{wiki[2]}.org" if wiki else _TWIN_HOSTS.get(netloc, netloc)


def _significant(labels: list[str]) -> int:
    """How many labels at the end name the outlet."""
    shared = ".".join(labels[-2:]) in _SHARED_HOSTS
    country = len(labels[-1]) == 2 and len(labels) > 2 and labels[-2] in _SECOND_LEVEL
    return 3 if shared or country else 2


_INSIDE = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "arpa")
_MAX_PICTURE = 2048


def public_picture(url: str) -> str:
    """The address of a picture that anybody's server may be told to fetch, or "".

    Only https at the usual port, of a host with a public name: no bare IP address, no name of an
    inner network, no user's name or password.
    """
    parts = urlsplit(normal(url))
    name = parts.hostname or ""
    plain = "@" not in parts.netloc and ":" not in parts.netloc and not _is_ip(name)
    named = "." in name.strip(".") and name.rstrip(".").rsplit(".", 1)[-1] not in _INSIDE
    fits = parts.scheme == "https" and len(url) <= _MAX_PICTURE
    return normal(url) if plain and named and fits else ""
