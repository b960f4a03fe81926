"""The files that platforms read: each command and setting in them exists, and they agree."""

from __future__ import annotations

import configparser
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from bot.cli import parser
from config.settings import VARIABLES, read_settings
from tests.image import PRODUCT, trimmed_packages, weight
from tests.image_probe import answers
from tests.test_cli import precis

ROOT = Path(__file__).parents[1]
NAMES = {variable.name for variable in VARIABLES}
UPGRADE, RUN, HEALTH = "db upgrade", "run", "healthcheck"
WEIGHT = 118_000_000
"""Bytes that the image's packages and product may have, without compiled files. The rest of its
250 MB: Debian 75, its libraries and Python's own files 32, and compiled files 25."""
ALONE = (getattr(sys, "_base_executable", sys.executable), "-S", "-m")
"""Python without the packages that are installed here."""


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def verb(command: str) -> str:
    """The verb of a command line, understood by the product's own parser."""
    words = shlex.split(command.removeprefix("PYTHONOPTIMIZE=2 "))
    words = words[3:] if words[1:3] == ["-m", "bot"] else words[1:]
    parser().parse_args(words)
    return " ".join(words)


def yaml_values(text: str, key: str) -> list[str]:
    return re.findall(rf"^\s*-?\s*{key}: (.+)$", text, re.MULTILINE)


def test_the_procfile_upgrades_the_schema_before_it_starts() -> None:
    lines = dict(line.split(": ", 1) for line in read("Procfile").splitlines())
    assert {name: verb(command) for name, command in lines.items()} == {
        "release": UPGRADE,
        "web": RUN,
        "worker": "worker",  # none runs unless the operator scales it
    }


def test_what_heroku_starts_is_compiled_as_it_is_started() -> None:
    script = ROOT / "bin" / "post_compile"
    assert os.access(script, os.X_OK)
    (command,) = re.findall(r"^(PYTHONOPTIMIZE=\d) python -m compileall", script.read_text(), re.M)
    web = next(line for line in read("Procfile").splitlines() if line.startswith("web: "))
    assert web.startswith(f"web: {command} python ")


def test_render_starts_the_bot_and_asks_for_its_health() -> None:
    text = read("render.yaml")
    assert [verb(one) for one in yaml_values(text, "startCommand")] == [RUN]
    assert [verb(one) for one in yaml_values(text, "preDeployCommand")] == [UPGRADE]
    assert yaml_values(text, "healthCheckPath") == ["/healthz"]
    assert set(yaml_values(text, "key")) - NAMES == {"PYTHON_VERSION", "PYTHONOPTIMIZE"}


def test_fly_serves_the_port_that_it_sets_and_never_sleeps() -> None:
    fly = tomllib.loads(read("fly.toml"))
    service = fly["http_service"]
    assert str(service["internal_port"]) == fly["env"]["PORT"]
    assert (service["auto_stop_machines"], service["min_machines_running"]) == ("off", 1)
    assert service["checks"][0]["path"] == "/healthz"
    assert fly["deploy"]["release_command"] == "python -m bot " + UPGRADE
    assert set(fly["env"]) <= NAMES
    read_settings(fly["env"])


def test_railway_and_heroku_know_the_settings() -> None:
    railway = json.loads(read("railway.json"))["deploy"]
    assert (verb(railway["startCommand"]), verb(railway["preDeployCommand"])) == (RUN, UPGRADE)
    assert railway["healthcheckPath"] == "/healthz"
    heroku = json.loads(read("app.json"))
    assert set(heroku["env"]) <= NAMES
    read_settings({name: one["value"] for name, one in heroku["env"].items() if "value" in one})
    assert set(heroku["formation"]) == {"web"}


def test_the_image_is_not_root_and_every_file_it_takes_is_there() -> None:
    text = read("Dockerfile")
    (last_user,) = re.findall(r"^USER (\d+)$", text, re.MULTILINE)
    assert int(last_user) > 0
    commands = [json.loads(one) for one in re.findall(r"CMD (\[.*\])$", text, re.MULTILINE)]
    assert [verb(shlex.join(one)) for one in commands] == [HEALTH, RUN]
    taken = re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE)
    ignored = read(".dockerignore").splitlines()
    for name in " ".join(taken).split():
        assert (ROOT / name).exists()
        assert f"!{name}" in ignored
    environment = re.search(r"^ENV (.+?[^\\])$", text, re.MULTILINE | re.DOTALL)
    assert environment
    pairs = dict(one.split("=", 1) for one in environment[1].replace("\\\n", " ").split())
    assert {name for name in pairs if name not in NAMES} == {
        "LANG",
        "PYTHONUNBUFFERED",
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONOPTIMIZE",
    }
    read_settings({name: value for name, value in pairs.items() if name in NAMES})


def test_the_unit_is_hardened_and_stops_in_time() -> None:
    unit = configparser.RawConfigParser(strict=True, comment_prefixes=("#",))
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(read("docs/precis.service"))
    service = unit["Service"]
    assert verb(service["ExecStart"]) == RUN
    assert int(service["TimeoutStopSec"]) > 10  # seconds that a clean stop may take
    for name in ("DynamicUser", "NoNewPrivileges", "PrivateTmp", "ProtectHome"):
        assert service[name] == "yes"
    assert service["ProtectSystem"] == "strict"


@pytest.mark.timeout(240)
def test_what_the_image_leaves_out_is_never_missed(tmp_path: Path) -> None:
    """With the image's files only: the same answers, and a start where it may write nothing."""
    if sys.platform != "linux" or not shutil.which("strip"):
        pytest.skip("the image's own instructions need Linux and strip")
    if sys.version_info >= (3, 14):
        pytest.skip("the image has Python 3.12, and the lock has another package from 3.14 on")
    site = trimmed_packages(tmp_path)
    assert weight(site, *(ROOT / name for name in PRODUCT)) < WEIGHT
    empty = tmp_path / "app"
    empty.mkdir(mode=0o500)
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "PYTHONPATH": f"{site}:{ROOT}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    asked = subprocess.run(
        [*ALONE, "tests.image_probe"],
        cwd=empty,
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    assert json.loads(asked.stdout) == answers()
    starts_and_stops(tmp_path, empty, environment)
    assert list(empty.iterdir()) == []


def starts_and_stops(folder: Path, empty: Path, environment: dict[str, str]) -> None:
    """A start with its data in `folder` and nothing to write in `empty`: healthy, and soon over."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "sources.toml").write_text('[[source]]\nurl = "http://127.0.0.1:9/feed"\n')
    environment = environment | {
        "TELEGRAM_BOT_TOKEN": "123456:" + "a1B2c" * 7,
        "TELEGRAM_API_URL": "http://127.0.0.1:9",
        "DATABASE_URL": f"sqlite:///{folder}/precis.db",
        "SOURCES": str(folder / "sources.toml"),
        "PORT": str(port),
    }
    process = subprocess.Popen(
        [*ALONE, "bot", RUN], cwd=empty, env=environment, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + 30
        while precis(HEALTH, PORT=str(port)).returncode and time.monotonic() < until:
            time.sleep(0.2)
        assert precis(HEALTH, PORT=str(port)).stdout == "ok\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
    finally:
        process.kill()
        process.wait()
