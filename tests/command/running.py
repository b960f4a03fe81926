"""The command line, run as people run it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from tests.fork_server import ROOT, start


def precis(
    *arguments: str, stdin: str | bytes = "", cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, without this machine's settings."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    environment = {**kept, "PYTHONPATH": str(ROOT), **env}
    with TemporaryFile() as given, TemporaryFile() as out, TemporaryFile() as err:
        given.write(stdin.encode("utf-8", "surrogateescape") if isinstance(stdin, str) else stdin)
        given.seek(0)
        process = start(
            *("bot", *arguments),
            env=environment,
            cwd=cwd or ROOT,
            stdin=given,
            stdout=out,
            stderr=err,
        )
        try:
            status = process.wait(100)
        finally:
            process.kill()
        said = [_written(file) for file in (out, err)]
    return subprocess.CompletedProcess(arguments, status, *said)


def _written(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "surrogateescape").replace("\r\n", "\n")
