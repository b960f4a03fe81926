"""Do the links to sentences work? Opens them in a real Chromium and looks.

    python -m tests.quality.check_citations [--pages N] [--sentences N] [--list]

Pages are served from loopback with their scripts taken out; nothing else can be reached. A link
counts when the browser paints its mark (a colour that no page uses) where the sentence stands,
inside the window; the words that the page shows nowhere are counted apart. The same look at a
link to words that are not on the page must find no mark.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import json
import re
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bot.core.text.citations import fragment_url
from summarizers.text.sentences import split

CHROMIUM = "/usr/bin/chromium"
DATA = Path(__file__).parents[2] / ".." / "shared" / "data" / "extraction"
SETS = ("scrapinghub", "trafilatura", "daniel_multilingual")
# No proxy answers at the discard port and no name resolves: only loopback can be reached.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
MARK = (255, 0, 254)
STYLE = f"""<style>
::target-text {{ background: rgb{MARK} !important; color: rgb(0, 254, 1) !important }}
/* What pages hide until their scripts have run. */
html, body, body > div {{ visibility: visible !important; opacity: 1 !important }}
</style>"""
# Scripts, and all that would be fetched: a picture that cannot be had moves the text when it fails.
_ACTIVE = re.compile(
    r"<script\b.*?</script\s*>|<(?:script|iframe|object|embed|frame|base|link|source)\b[^>]*>"
    r"|<meta\b[^>]*http-equiv[^>]*>|(?<=\s)(?:src|srcset|poster)\s*=(?=\s*[\"'])",
    re.IGNORECASE | re.DOTALL,
)
# Where the letters of a sentence stand on the page: rectangles in the window.
# What lies over the words, for want of the page's style sheets and scripts, is hidden.
PLACES = """
(sentence) => {
  const uncover = (rect, node) => {
    for (let tries = 0; tries < 20; tries++) {
      const top = document.elementFromPoint(rect.left + 2, (rect.top + rect.bottom) / 2);
      if (!top || top.contains(node) || node.parentElement.contains(top)) return;
      top.style.setProperty('visibility', 'hidden', 'important');
    }
  };
  const bare = s => s.replace(/[^\\p{L}\\p{N}\\p{M}]+/gu, '').toLowerCase();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const nodes = []; let all = '';
  for (let n = walker.nextNode(); n; n = walker.nextNode()) {
    const parent = n.parentElement;
    if (!parent || /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|TEXTAREA)$/.test(parent.tagName)) continue;
    for (let i = 0; i < n.data.length; i++) {
      const c = bare(n.data[i]);
      for (const one of c) { all += one; nodes.push([n, i]); }
    }
  }
  const wanted = bare(sentence), found = [];
  if (!wanted) return found;
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + 1)) {
    const range = document.createRange();
    range.setStart(...nodes[at]);
    const [last, offset] = nodes[at + wanted.length - 1];
    range.setEnd(last, offset + 1);
    [...range.getClientRects()].forEach(rect => uncover(rect, nodes[at][0]));
    found.push([...range.getClientRects()].map(r => [r.left, r.top, r.right, r.bottom])
      .filter(r => r[2] - r[0] > 1 && r[3] - r[1] > 1));
    if (found.length >= 20) break;
  }
  return found;
}
"""


# How many pixels have the mark's colour, and how many of them lie in the best of the places; none
# when the mark does not touch the first line of it.
MARKED = """
async ([picture, places, [red, green, blue]]) => {
  const bytes = Uint8Array.from(atob(picture), c => c.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
  canvas.drawImage(image, 0, 0);
  const data = canvas.getImageData(0, 0, image.width, image.height).data, points = [];
  for (let i = 0; i < data.length; i += 4)
    if (data[i] === red && data[i + 1] === green && data[i + 2] === blue)
      points.push([(i / 4) % image.width, Math.floor(i / 4 / image.width)]);
  const within = ([x, y], [left, top, right, bottom]) =>
    x >= left - 2 && x <= right + 2 && y >= top - 4 && y <= bottom + 4;
  let best = 0;
  for (const place of places) {
    if (!place.length || !points.some(p => within(p, place[0]))) continue;
    best = Math.max(best, points.filter(p => place.some(r => within(p, r))).length);
  }
  return [points.length, best];
}
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence of one page, and where it stands in the extracted text."""

    page: str
    url: str
    html: str
    text: str
    start: int
    end: int

    @property
    def sentence(self) -> str:
        """The sentence itself."""
        return self.text[self.start : self.end]


class Pages:
    """A loopback server of the pages that are put into it; `serve` gives an address."""

    def __init__(self) -> None:
        self.bodies: dict[str, bytes] = {}
        pages = self.bodies

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = pages.get(self.path.split("#")[0].lstrip("/"))
                self.send_response(200 if body is not None else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def serve(self, name: str, html: str) -> str:
        """Publish a page without its scripts, with our mark's colour; its address."""
        self.bodies[name] = (_ACTIVE.sub("", html) + STYLE).encode("utf-8", "replace")
        return f"http://127.0.0.1:{self.server.server_port}/{name}"

    def close(self) -> None:
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@dataclass(frozen=True, slots=True)
class Browser:
    """A tab that opens links, and a blank one that reads the pictures of it."""

    tab: Any
    reader: Any


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium that can reach loopback and nothing else."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        tab = browser.new_page(viewport={"width": 900, "height": 700})
        tab.route("**/*", _only_loopback)
        yield Browser(tab, browser.new_page())
        browser.close()


def _only_loopback(route: Any) -> None:
    if route.request.url.startswith("http://127.0.0.1:"):
        route.continue_()
    else:
        route.abort()


def look(browser: Browser, address: str, sentence: str) -> str:
    """Open the address: "marked", "elsewhere" (a mark, but not there), "unmarked" or "absent"."""
    browser.tab.goto("about:blank")
    browser.tab.goto(address, wait_until="load")
    for pause in (50, 200, 600):  # a long page may still be laid out
        browser.tab.wait_for_timeout(pause)
        verdict = _seen(browser, sentence)
        if verdict == "marked":
            break
    return verdict


def _seen(browser: Browser, sentence: str) -> str:
    places = browser.tab.evaluate(PLACES, sentence)
    if not any(places):
        return "absent"
    picture = base64.b64encode(browser.tab.screenshot(type="png")).decode()
    marked, best = browser.reader.evaluate(MARKED, [picture, places, list(MARK)])
    if not marked:
        return "unmarked"
    return "marked" if best >= 0.9 * marked else "elsewhere"


def cases(limit: int, each: int) -> Iterator[Case]:
    """Up to `each` sentences of development pages that the product reads an article from.

    `limit` pages in all, the same number of each set.
    """
    for name in SETS:
        yield from _cases_of(name, limit // len(SETS), each)


def _cases_of(name: str, limit: int, each: int) -> Iterator[Case]:
    from bot.ingest.pages.reader import read_page

    count = 0
    with gzip.open(DATA / f"{name}.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for entry in map(json.loads, lines):
            url = entry["url"] or f"https://{entry['host']}/news/2012/01/05/article-1234567.html"
            page = read_page(entry["html"], url)
            chosen = _chosen(page.text, page.language or "", each)
            for number, (start, end) in enumerate(chosen):
                key = f"{name}-{entry['id'][-12:]}-{number}"
                yield Case(key, url, entry["html"], page.text, start, end)
            count += bool(chosen)
            if count == limit:
                return


def _chosen(text: str, language: str, each: int) -> list[tuple[int, int]]:
    """Sentences such as bullets are made of, spread over the article."""
    spans = [
        (sentence.start, sentence.end)
        for sentence in split(text, language)
        if not sentence.heading and 30 <= len(sentence.text) <= 400
    ]
    if len(spans) < 3:
        return []
    return spans[:: max(1, len(spans) // each)][:each]


def check(found: Iterable[Case], show: bool = False) -> Counter[str]:
    """Look at each case's link, and at a wrong one for every tenth; what was seen, counted."""
    seen: Counter[str] = Counter()
    pages = Pages()
    try:
        with chromium() as browser:
            for number, case in enumerate(found):
                address = pages.serve(case.page, case.html)
                link = fragment_url(case.url, case.text, case.start, case.end)
                verdict = look(browser, f"{address}#{link.partition('#')[2]}", case.sentence)
                seen[verdict] += 1
                seen["over 300 characters"] += len(link) > 300
                if number % 10 == 0:
                    wrong = look(browser, f"{address}#:~:text=quibbling%20zyxst", case.sentence)
                    seen[f"wrong link: {wrong}"] += 1
                if show and verdict != "marked":
                    print(verdict, case.page, link, case.sentence, sep="\n   ", flush=True)
    finally:
        pages.close()
    return seen


def main() -> int:
    """Print the counts; 1 when fewer than 95 of 100 links work."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=250)
    parser.add_argument("--sentences", type=int, default=2)
    parser.add_argument("--list", action="store_true", help="print every link that failed")
    options = parser.parse_args()
    seen = check(cases(options.pages, options.sentences), options.list)
    looked = sum(seen[name] for name in ("marked", "elsewhere", "unmarked", "absent"))
    share = seen["marked"] / max(1, looked)
    print(dict(seen), f"{share:.1%} of {looked} links", sep="\n")
    return 0 if share >= 0.95 else 1


if __name__ == "__main__":
    sys.exit(main())
