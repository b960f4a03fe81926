"""What a platform tells of itself: with it the token alone is enough."""

from __future__ import annotations

from collections.abc import Mapping

WEBHOOK_PATH = "/telegram"
NO_WEBHOOK = "off"

_PUBLIC_ADDRESS = {
    "RENDER_EXTERNAL_URL": "{}",
    "RAILWAY_PUBLIC_DOMAIN": "https://{}",
    "FLY_APP_NAME": "https://{}.fly.dev",
    "HEROKU_APP_DEFAULT_DOMAIN_NAME": "https://{}",
    "KOYEB_PUBLIC_DOMAIN": "https://{}",
}
"""The variable that each platform sets, and how the public address is made of it."""
_DISK_VANISHES = ("DYNO", "RENDER", "RAILWAY_ENVIRONMENT_NAME", "FLY_APP_NAME", "KOYEB_APP_NAME")
_DISK_STAYS = ("RENDER_DISK", "RAILWAY_VOLUME_MOUNT_PATH", "FLY_VOLUME")

_MAY_SLEEP = {"DYNO": "Heroku's Eco plan", "RENDER": "Render's free plan"}
"""The variable of a platform that has a plan on which idle processes sleep, and that plan."""


def platform_settings(environment: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Settings that the platform answers: the name to (value, the variable it came from).

    WEBHOOK_URL, where PORT is set and the platform names a public address; `WEBHOOK_URL=off`
    keeps to long polling.
    """
    if not environment.get("PORT", "").strip() or environment.get("WEBHOOK_URL", "").strip():
        return {}
    for variable, form in _PUBLIC_ADDRESS.items():
        told = environment.get(variable, "").strip().rstrip("/")
        if told:
            return {"WEBHOOK_URL": (form.format(told) + WEBHOOK_PATH, variable)}
    return {}


def disk_vanishes(environment: Mapping[str, str]) -> str:
    """The variable that shows a platform whose disk is gone at the next start; "" where none."""
    if any(environment.get(name) for name in _DISK_STAYS):
        return ""
    return next((name for name in _DISK_VANISHES if environment.get(name)), "")


def may_sleep(environment: Mapping[str, str]) -> str:
    """The plan of this platform on which a process sleeps when nobody visits it; "" where none.
    Which plan it runs on no platform tells."""
    return next((plan for name, plan in _MAY_SLEEP.items() if environment.get(name)), "")
