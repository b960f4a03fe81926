"""What the Dockerfile makes of the locked packages, made without docker from the installed ones."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import cache_from_source
from pathlib import Path

ROOT = Path(__file__).parents[1]
PRODUCT = ("bot", "summarizers", "config")
_PACKAGES = "/usr/local/lib/python3.12/site-packages"


def _instruction() -> str:
    """The RUN of the Dockerfile that works in the packages' folder, as its shell reads it."""
    text = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    (found,) = re.findall(rf"^RUN (cd {_PACKAGES} .*)$", text, re.MULTILINE)
    return str(found)


def trimmed_packages(folder: Path) -> Path:
    """The installed packages of the lock in a folder of their own, less what the image leaves out.

    Files are hard links, but those that `strip` would write into.
    """
    site = folder / "site-packages"
    for source, name in _installed():
        target = site / name
        target.parent.mkdir(parents=True, exist_ok=True)
        _take(source, target)
    command = _instruction().replace(_PACKAGES, str(site))
    subprocess.run(["/bin/sh", "-ec", command], check=True, timeout=60)
    return site


def _installed() -> Iterator[tuple[Path, str]]:
    """Each file of the locked packages that are installed here, with its path among them."""
    lock = (ROOT / "requirements.txt").read_text("utf-8")
    for package in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE):
        try:
            files = distribution(package).files or []
        except PackageNotFoundError:  # it is for other systems
            continue
        for file in files:
            source = Path(str(file.locate()))
            if ".." not in file.parts and source.is_file() and source.suffix != ".pyc":
                yield source, str(file)
                yield from _compiled(source, Path(str(file)))


def _compiled(source: Path, name: Path) -> Iterator[tuple[Path, str]]:
    """Its compiled file, where one is: a start takes seconds less with it."""
    if source.suffix == ".py":
        cached = Path(cache_from_source(str(source)))
        if cached.is_file():
            yield cached, str(name.parent / cached.parent.name / cached.name)


def _take(source: Path, target: Path) -> None:
    if source.suffix != ".so":
        try:
            os.link(source, target)
            return
        except FileExistsError:  # a file that two packages have
            return
        except OSError:  # the folder is on another disk
            pass
    shutil.copy2(source, target)


def weight(*folders: Path) -> int:
    """Bytes of all files but compiled ones."""
    files = (path for folder in folders for path in folder.rglob("*") if path.suffix != ".pyc")
    return sum(path.stat().st_size for path in files if path.is_file())
