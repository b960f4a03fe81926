"""The six invented outlets: each with its own feed format, page layout and bad habits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outlet:
    """`feed` names how its feeds are written (`feeds`), `page` its layout (`pages`)."""

    key: str
    name: str
    language: str
    feed: str
    page: str
    encoding: str = "utf-8"


OUTLETS = {
    outlet.key: outlet
    for outlet in (
        Outlet("courier", "The Harbour Courier", "en", "rss", "modern"),
        Outlet("northlight", "Northlight", "en", "atom", "modern"),
        Outlet("lantern", "The Daily Lantern", "en", "untidy", "tables", "windows-1252"),
        Outlet("wire", "Wirewatch", "en", "json", "plain"),
        Outlet("morgenblatt", "Morgenblatt", "de", "rss", "tables", "iso-8859-1"),
        Outlet("faro", "El Faro del Sur", "es", "rdf", "plain"),
    )
}
