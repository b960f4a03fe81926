"""A release is one command: version, changelog, tag, wheel, sources, SBOM, checksums."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A checkout of what is committed here, with the release's own files as they are now."""
    folder = tmp_path / "clone"
    assert run(tmp_path, "git", "clone", "-q", str(ROOT), str(folder)).returncode == 0
    (folder / ".ci" / "release").write_bytes((ROOT / ".ci" / "release").read_bytes())
    for key, value in (("user.name", "Ada"), ("user.email", "ada@example.org")):
        run(folder, "git", "config", key, value)
    run(folder, "git", "commit", "-qam", "as it is now")
    return folder


def release(folder: Path, version: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "bash", ".ci/release", version, sys.executable)


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this is no checkout")
def test_one_command_makes_all_that_is_published(clone: Path) -> None:
    done = release(clone, "9.8.7")
    assert done.returncode == 0, done.stderr
    assert run(clone, "git", "describe", "--tags").stdout == "v9.8.7\n"
    assert run(clone, "git", "status", "--porcelain").stdout == ""
    assert "## 9.8.7, " in (clone / "CHANGELOG.md").read_text("utf-8")
    names = {path.name for path in (clone / "dist").iterdir()} - {"precis-9.8.7.image.tar.gz"}
    assert names == {
        "SHA256SUMS",
        "precis-9.8.7.tar.gz",
        "precis.cdx.json",
        "precis_bot-9.8.7-py3-none-any.whl",
    }
    assert run(clone / "dist", "sha256sum", "-c", "SHA256SUMS").returncode == 0
    with zipfile.ZipFile(clone / "dist" / "precis_bot-9.8.7-py3-none-any.whl") as wheel:
        assert "bot/store/migrations/m0001_first.py" in wheel.namelist()
        told = wheel.read("precis_bot-9.8.7.dist-info/METADATA").decode()
    assert "\nVersion: 9.8.7\n" in told
    again = release(clone, "9.8.7")
    assert (again.returncode, "there already" in again.stderr) == (1, True)


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this is no checkout")
def test_what_is_not_committed_or_named_is_not_released(clone: Path) -> None:
    assert "name the version" in release(clone, "soon").stderr
    (clone / "README.md").write_text("changed")
    assert "not committed" in release(clone, "9.8.7").stderr
    assert run(clone, "git", "tag").stdout == ""
