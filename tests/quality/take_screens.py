"""The README's pictures: a newcomer's first minutes on the running chat page, in Chromium.

`python -m tests.quality.take_screens FOLDER` starts `precis try`, does what a newcomer does and
writes a PNG for each step. The pictures are of what the product shows, whatever that is.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
from pathlib import Path

from playwright.async_api import Page, async_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
PHONE = {"width": 430, "height": 860}
PATIENCE = 60_000.0  # milliseconds


async def started() -> tuple[asyncio.subprocess.Process, str]:
    """The product under trial, and the address of its chat page."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "try", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    async for line in process.stdout:
        if found := re.search(rb"http://127\S+", line):
            return process, found[0].decode()
    raise SystemExit("precis try ended before it told its address")


async def say(page: Page, text: str) -> None:
    """Write, and wait for the next message of the bot."""
    before = await page.locator("article:not(.own)").count()
    await page.locator("#text").fill(text)
    await page.keyboard.press("Enter")
    await page.locator("article:not(.own)").nth(before).wait_for(timeout=PATIENCE)


async def take(page: Page, folder: Path, name: str) -> None:
    """A picture of what the phone shows once it has come to rest."""
    await page.mouse.move(0, 0)
    await page.wait_for_timeout(1500)
    await page.screenshot(path=folder / f"{name}.png")


async def visit(page: Page, folder: Path) -> None:
    """First contact, an edition, a story, settings, and the operator's figures."""
    await page.get_by_role("button", name="Next").first.wait_for(timeout=PATIENCE)
    await take(page, folder, "first-contact")
    await page.get_by_text("stories from").first.wait_for(timeout=PATIENCE)
    await take(page, folder, "edition")
    await page.get_by_role("button", name=re.compile(r"^1\b")).last.click()
    await page.get_by_text("All coverage").last.wait_for(timeout=PATIENCE)
    await take(page, folder, "story")
    for words in ("/timezone Berlin", "/schedule 07:30 18:00 mon-fri", "/quiet 22:00-07:00"):
        await say(page, words)
    for name in ("settings", "stats"):
        await say(page, f"/{name}")
        await take(page, folder, name)


async def main(folder: Path) -> None:
    """Take all pictures into `folder`."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    process, address = await started()
    try:
        async with async_playwright() as player:
            browser = await player.chromium.launch(executable_path=chromium, args=FLAGS)
            page = await browser.new_page(viewport=PHONE, locale="en-GB")
            await page.goto(address)
            await visit(page, folder)
            await browser.close()
    finally:
        process.terminate()
        await process.wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
