"""The SBOM names every locked package, and the table in the papers is up to date."""

from __future__ import annotations

import re
from pathlib import Path

from bot.lab.sbom import bill_of_materials, read_lock, table

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.txt").read_text("utf-8")


def test_every_locked_package_is_a_component_that_somebody_needs() -> None:
    locked = set(re.findall(r"^([\w.-]+)==([\w.]+)", LOCK, re.MULTILINE))
    components = read_lock(LOCK)
    assert {(one.name, one.version) for one in components} == locked
    assert all(one.via for one in components)
    bom = bill_of_materials("1.0", components)
    references = {one["bom-ref"] for one in bom["components"]}
    assert len(references) == len(locked)
    needed = {reference for one in bom["dependencies"] for reference in one["dependsOn"]}
    assert needed == references
    assert (bom["bomFormat"], bom["specVersion"]) == ("CycloneDX", "1.6")


def test_every_installed_package_states_a_licence_that_a_bot_may_ship() -> None:
    for one in read_lock(LOCK):
        assert one.licence != "not stated", one.name
        choices = one.licence.split(" OR ")
        assert any(not re.search(r"\bA?GPL", choice) for choice in choices), one


def test_the_table_in_the_papers_is_what_make_sbom_writes() -> None:
    def pins(text: str) -> list[str]:
        return [line.rsplit("|", 3)[0].split("|")[1:3] for line in text.splitlines() if "|" in line]  # type: ignore[misc]

    written = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    assert pins(written) == pins(table(read_lock(LOCK)))
