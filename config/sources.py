"""The feeds to read: sources.toml or an OPML file, in and out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from config.settings import SettingsError

MAX_OPML_BYTES = 1_000_000
MAX_OPML_FEEDS = 20_000
_BARE_AMPERSAND = re.compile(rb"&(?!#?\w{1,32};)")  # of an address that nobody has escaped
_KEYS = {"url": str, "name": str, "topics": list, "language": str, "full_text": bool}


@dataclass(frozen=True, slots=True)
class Source:
    """One feed of a sources file; `language` None means that it is detected. `topics` stand as
    the file has them."""

    url: str
    name: str = ""
    topics: tuple[str, ...] = ()
    language: str | None = None
    full_text: bool = True


@dataclass(frozen=True, slots=True)
class TopicWords:
    """One topic of topics.toml, as plain values."""

    name: str
    title: str
    aliases: tuple[str, ...]
    words: tuple[str, ...]


def web_address(url: str) -> str:
    """The address behind a `feed:` one, as readers hand them on: feed://x, feed:https://x."""
    url = url.strip()
    if not url.lower().startswith("feed:"):
        return url
    rest = url[len("feed:") :]
    return f"https:{rest}" if rest.startswith("//") else rest


def _is_web(url: object) -> bool:
    url = web_address(str(url))
    try:
        parts = urlsplit(str(url))
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _fault(number: int, table: object) -> str | None:
    if not isinstance(table, dict):
        return f"source {number} is not a table"
    for key, value in table.items():
        if key not in _KEYS:
            return f"source {number} has an unknown key {key!r}; known are {', '.join(_KEYS)}"
        if not isinstance(value, _KEYS[key]):
            return f"source {number}: {key} must be of type {_KEYS[key].__name__}"
    if not _is_web(table.get("url")):
        return f"source {number} needs a url that begins with http:// or https://"
    if not all(isinstance(topic, str) for topic in table.get("topics", [])):
        return f"source {number}: topics must be a list of names"
    return None


def parse_toml(text: str, name: str = "sources.toml") -> list[Source]:
    """The sources of a TOML text. Raises SettingsError with a line for every fault in it."""
    try:
        top = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise SettingsError([f"{name}: not TOML: {wrong}"]) from None
    if other := [key for key in top if key != "source"]:
        raise SettingsError([f"{name}: has {other[0]!r}; feeds are [[source]] tables"])
    tables = top.get("source", [])
    if not isinstance(tables, list):
        raise SettingsError([f"{name}: expected [[source]] tables"])
    faults = [fault for i, table in enumerate(tables, 1) if (fault := _fault(i, table))]
    if faults:
        raise SettingsError([f"{name}: {fault}" for fault in faults])
    return _distinct(
        Source(
            url=web_address(table["url"]),
            name=table.get("name", ""),
            topics=tuple(topic.strip() for topic in table.get("topics", [])),
            language=table.get("language"),
            full_text=table.get("full_text", True),
        )
        for table in tables
    )


def _distinct(sources: Iterable[Source]) -> list[Source]:
    return list({source.url: source for source in sources}.values())


def parse_opml(data: bytes, name: str = "OPML") -> list[Source]:
    """The feeds of an OPML file, each once; the folders they lie in become topics.

    Raises SettingsError as `parse_outlines` does.
    """
    return _distinct(parse_outlines(data, name))


def parse_outlines(data: bytes, name: str = "OPML") -> list[Source]:
    """The same, a feed as often as the file lists it, each time with the folders of that place from
    the outermost.

    Raises SettingsError when it is no OPML or too large; outlines without a web address are
    left out. Nothing outside the file is ever read, and a file that declares entities is refused.
    """
    from lxml import etree  # here, because only an import of OPML needs it

    if len(data) > MAX_OPML_BYTES:
        raise SettingsError([f"{name}: larger than {MAX_OPML_BYTES // 1_000_000} MB"])
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(_BARE_AMPERSAND.sub(b"&amp;", data), parser)
    except etree.XMLSyntaxError:
        root = None
    # The parser would put entities of the file's own into attributes, whatever it is told.
    declared = root.getroottree().docinfo.internalDTD if root is not None else None
    bomb = declared is not None and any(True for _ in declared.iterentities())
    if root is None or bomb or etree.QName(root).localname.lower() != "opml":
        raise SettingsError([f"{name}: not an OPML file"])
    found = list(_outlines(root))
    if len({source.url for source in found}) > MAX_OPML_FEEDS:
        raise SettingsError([f"{name}: more than {MAX_OPML_FEEDS} feeds"])
    return found


def _outlines(root: object) -> Iterator[Source]:
    for outline in root.iter("outline"):  # type: ignore[attr-defined]
        named = {name.lower(): value for name, value in outline.attrib.items()}
        url = web_address(named.get("xmlurl", ""))
        if _is_web(url):
            folders = [
                up.get("title") or up.get("text") or "" for up in outline.iterancestors("outline")
            ]
            topics = tuple(folder.strip() for folder in reversed(folders) if folder.strip())
            yield Source(url, outline.get("title") or outline.get("text") or "", topics[:5])


def write_opml(sources: Iterable[Source], title: str = "Précis") -> str:
    """An OPML 2.0 document of these sources, one folder for each first topic."""
    return write_outlines((replace(one, topics=one.topics[:1]) for one in sources), title)


@dataclass(slots=True)
class _Outline:
    """A folder while it is filled: feeds as lines, and folders, in the order in which they came."""

    entries: list[str | _Outline] = field(default_factory=list)
    inner: dict[str, _Outline] = field(default_factory=dict)
    name: str = ""

    def folder(self, name: str) -> _Outline:
        """The folder of this name in it."""
        if name not in self.inner:
            self.inner[name] = _Outline(name=name)
            self.entries.append(self.inner[name])
        return self.inner[name]

    def written(self, indent: str) -> str:
        """What it holds, each line behind this indent."""
        said = ""
        for entry in self.entries:
            if isinstance(entry, str):
                said += f"{indent}{entry}\n"
            else:
                within = entry.written(f"{indent}  ")
                head = f"{indent}<outline text={quoteattr(entry.name)}>"
                said += f"{head}\n{within}{indent}</outline>\n"
        return said


def write_outlines(sources: Iterable[Source], title: str = "Précis") -> str:
    """An OPML 2.0 document of these sources, each in the folders that its topics name from the
    outermost; one that is given twice stands twice."""
    root = _Outline()
    for source in sources:
        name, url = quoteattr(source.name or source.url), quoteattr(source.url)
        place = root
        for folder in source.topics:
            place = place.folder(folder)
        place.entries.append(f'<outline type="rss" text={name} xmlUrl={url}/>')
    body = root.written("    ")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
    return f"{head}  <head><title>{title}</title></head>\n  <body>\n{body}  </body>\n</opml>\n"


def write_toml(sources: Iterable[Source]) -> str:
    """A sources file in TOML with these sources."""
    import json  # a JSON string is a TOML basic string too

    def table(source: Source) -> str:
        rows = [f"url = {json.dumps(source.url)}"]
        if source.name:
            rows.append(f"name = {json.dumps(source.name, ensure_ascii=False)}")
        if source.topics:
            rows.append(f"topics = {json.dumps(source.topics, ensure_ascii=False)}")
        if source.language:
            rows.append(f"language = {json.dumps(source.language)}")
        if not source.full_text:
            rows.append("full_text = false")
        return "\n".join(["[[source]]", *rows])

    return "\n\n".join(map(table, sources)) + "\n"


def load_sources(path: str | None) -> list[Source]:
    """The sources of a file, TOML or OPML by its content, or the bundled ones for None.

    Raises SettingsError when the file cannot be read or is wrong.
    """
    try:
        data = Path(path).read_bytes() if path else _bundled("sources.toml").encode()
    except OSError as wrong:
        raise SettingsError([f"SOURCES: {path}: {wrong.strerror}"]) from None
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        found = parse_opml(data, str(path))
    else:
        found = parse_toml(data.decode("utf-8-sig", errors="replace"), path or "sources.toml")
    if not found:
        raise SettingsError([f"SOURCES: {path}: there is no feed in it"])
    return found


def load_topics() -> list[TopicWords]:
    """The topics that are shipped, in their order."""
    tables = tomllib.loads(_bundled("topics.toml"))["topic"]
    return [
        TopicWords(row["name"], row["title"], tuple(row["aliases"]), tuple(row["words"]))
        for row in tables
    ]


def _bundled(name: str) -> str:
    return resources.files("config").joinpath(name).read_text("utf-8")
