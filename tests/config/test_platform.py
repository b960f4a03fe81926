"""One variable is enough: the platform tells the rest."""

from __future__ import annotations

import pytest

from config.platform import disk_vanishes, may_sleep
from config.settings import read_settings, settings_table

TOKEN = {"TELEGRAM_BOT_TOKEN": "123456:" + "a1B2c" * 7}


@pytest.mark.parametrize(
    ("told", "address"),
    [
        (
            {"RENDER_EXTERNAL_URL": "https://precis.onrender.com"},
            "https://precis.onrender.com/telegram",
        ),
        (
            {"RAILWAY_PUBLIC_DOMAIN": "precis.up.railway.app"},
            "https://precis.up.railway.app/telegram",
        ),
        ({"FLY_APP_NAME": "precis"}, "https://precis.fly.dev/telegram"),
        (
            {"HEROKU_APP_DEFAULT_DOMAIN_NAME": "precis-1.herokuapp.com"},
            "https://precis-1.herokuapp.com/telegram",
        ),
    ],
)
def test_the_webhooks_address_comes_from_the_platform(told: dict[str, str], address: str) -> None:
    given = {**TOKEN, **told, "PORT": "8080"}
    assert read_settings(given).webhook_url == address
    rows = {name: (value, origin) for name, value, origin in settings_table(given, {})}
    assert rows["WEBHOOK_URL"] == (address, f"platform ({next(iter(told))})")


def test_what_is_given_wins_and_without_a_port_there_is_no_webhook() -> None:
    told = {"FLY_APP_NAME": "precis"}
    assert read_settings(told).webhook_url is None
    own = {**told, "PORT": "8080", "WEBHOOK_URL": "https://news.example/hook"}
    assert read_settings(own).webhook_url == "https://news.example/hook"
    assert read_settings({**own, "WEBHOOK_URL": "off"}).webhook_url is None


def test_an_empty_variable_counts_as_not_given() -> None:
    rows = {
        name: (value, origin)
        for name, value, origin in settings_table({"PORT": " "}, {"PORT": "80"})
    }
    assert rows["PORT"] == ("80", ".env")
    assert read_settings({"PORT": '"8080"'}).port == 8080


def test_a_disk_that_vanishes_is_known_by_its_platform() -> None:
    assert disk_vanishes({"DYNO": "web.1"}) == "DYNO"
    assert disk_vanishes({"RAILWAY_ENVIRONMENT_NAME": "production"}) == "RAILWAY_ENVIRONMENT_NAME"
    assert disk_vanishes({"RAILWAY_ENVIRONMENT_NAME": "x", "RAILWAY_VOLUME_MOUNT_PATH": "/v"}) == ""
    assert disk_vanishes({}) == ""


def test_a_platform_with_a_plan_that_sleeps_is_known() -> None:
    assert may_sleep({"DYNO": "web.1"}) == "Heroku's Eco plan"
    assert may_sleep({"RENDER": "true"}) == "Render's free plan"
    assert may_sleep({"FLY_APP_NAME": "precis"}) == ""
