"""Settings: read once, at start, from a mapping; every fault is found before anything starts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from config.database_url import brought_to_form
from config.env_file import unquoted
from config.platform import NO_WEBHOOK, platform_settings
from config.secrets import BOT_TOKEN, redacted, secrets_of

METHODS = ("news", "lexrank", "textrank", "lsa", "luhn", "sumbasic", "kl", "reduction", "edmundson")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_BEARER = re.compile(r"[A-Za-z0-9._~+/=-]{16,256}")  # RFC 6750, b64token
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_PLAIN_ADDRESS = 24  # letters; a longer one may hold a secret in its path
_HOST = re.compile(r"(?!-)[a-z0-9_.-]+(?::\d{1,5})?|\[[0-9a-f:]+\](?::\d{1,5})?", re.IGNORECASE)


class SettingsError(Exception):
    """Settings that cannot be used. `faults` holds one line each; the text is all of them."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of the contract, checked. Secrets do not show in `repr`."""

    telegram_bot_token: str | None = field(default=None, repr=False)
    telegram_api_url: str = "https://api.telegram.org"
    database_url: str = field(default="sqlite:///var/precis.db", repr=False)
    sources: str | None = None
    port: int | None = None
    webhook_url: str | None = field(default=None, repr=False)
    webhook_secret: str | None = field(default=None, repr=False)
    metrics_token: str | None = field(default=None, repr=False)
    admin_user_ids: tuple[int, ...] = ()
    poll_interval_seconds: int = 1800
    allowed_private_hosts: tuple[str, ...] = ()
    reader_private_hosts: tuple[str, ...] = ()
    default_timezone: str = "UTC"
    summary_method: str = "news"
    retention_days: int = 30
    log_level: str = "INFO"
    log_format: str = "console"
    sentry_dsn: str | None = field(default=None, repr=False)
    snapshots: bool = False

    @property
    def secret_for_webhook(self) -> str:
        """The secret that Telegram must show: the one given, else one derived from the token."""
        if self.webhook_secret:
            return self.webhook_secret
        return hashlib.sha256(f"precis webhook {self.telegram_bot_token}".encode()).hexdigest()

    @property
    def secrets(self) -> frozenset[str]:
        """Every secret among the values, by its letters, for `config.secrets.redacted`."""
        whole = (self.telegram_bot_token, self.webhook_secret, self.metrics_token)
        addresses = (self.database_url, self.webhook_url, self.telegram_api_url, self.sentry_dsn)
        parts = (secrets_of(address) for address in addresses if address)
        derived = {self.secret_for_webhook} if self.telegram_bot_token else set[str]()
        return frozenset(derived.union(*parts, filter(None, whole)))


def _token(text: str) -> str:
    if not BOT_TOKEN.fullmatch(text):
        raise ValueError("a token as @BotFather gives it, digits:letters")
    return text


def _web(text: str) -> str:
    try:
        parts = urlsplit(text)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine:
        raise ValueError("an address that begins with http:// or https://")
    return text.rstrip("/")


def _file(text: str) -> str:
    if not Path(text).is_file():
        raise ValueError("the path of a TOML or OPML file that exists")
    return text


def _secret(text: str) -> str:
    if not _SECRET.fullmatch(text):
        raise ValueError("16 to 256 characters of A-Z a-z 0-9 _ -")
    return text


def _bearer(text: str) -> str:
    if not _BEARER.fullmatch(text):
        raise ValueError("16 to 256 characters of A-Z a-z 0-9 - . _ ~ + / =")
    return text


def _number(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not re.fullmatch(r"\d{1,9}", text) or not low <= int(text) <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return int(text)

    return parse


def _ids(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(re.fullmatch(r"\d{1,18}", part) for part in parts):
        raise ValueError("Telegram user ids (whole numbers), separated by commas")
    return tuple(int(part) for part in parts)


def _hosts(text: str) -> tuple[str, ...]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    for part in parts:
        try:
            ip_network(part, strict=False)
        except ValueError:
            port = part.rpartition(":")[2] if re.search(r"[^:]:\d+$", part) else "80"
            if "/" in part or not _HOST.fullmatch(part) or not 1 <= int(port) <= 65535:
                raise ValueError("hosts, host:port pairs or CIDRs, separated by commas") from None
    return tuple(parts)


def _zone(text: str) -> str:
    if text not in available_timezones():
        raise ValueError("an IANA time zone such as Europe/Berlin")
    return ZoneInfo(text).key


def _one_of(
    allowed: tuple[str, ...], change: Callable[[str], str] = str.lower
) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if change(text) not in allowed:
            raise ValueError("one of " + ", ".join(allowed))
        return change(text)

    return parse


def _switch(text: str) -> bool:
    if text.lower() not in ("on", "off"):
        raise ValueError("on or off")
    return text.lower() == "on"


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: how it is read, whether its value may be shown, and whether it is
    an address, which may hold a secret."""

    name: str
    parse: Callable[[str], Any] = str
    secret: bool = False
    address: bool = False


VARIABLES: tuple[Variable, ...] = (
    Variable("TELEGRAM_BOT_TOKEN", _token, secret=True),
    Variable("TELEGRAM_API_URL", _web, address=True),
    Variable("DATABASE_URL", brought_to_form, address=True),
    Variable("SOURCES", _file),
    Variable("PORT", _number(1, 65535)),
    Variable("WEBHOOK_URL", _web, address=True),
    Variable("WEBHOOK_SECRET", _secret, secret=True),
    Variable("METRICS_TOKEN", _bearer, secret=True),
    Variable("ADMIN_USER_IDS", _ids),
    Variable("POLL_INTERVAL_SECONDS", _number(1, 604800)),
    Variable("ALLOWED_PRIVATE_HOSTS", _hosts),
    Variable("READER_PRIVATE_HOSTS", _hosts),
    Variable("DEFAULT_TIMEZONE", _zone),
    Variable("SUMMARY_METHOD", _one_of(METHODS)),
    Variable("RETENTION_DAYS", _number(1, 3650)),
    Variable("LOG_LEVEL", _one_of(LEVELS, str.upper)),
    Variable("LOG_FORMAT", _one_of(("console", "json"))),
    Variable("SENTRY_DSN", _web, secret=True),
    Variable("SNAPSHOTS", _switch),
)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from a mapping of variables; empty values count as not given, and a platform's own
    variables fill in what they tell.

    Raises SettingsError with one line for every fault: the variable's name, what was given
    (not for secrets) and what is allowed.
    """
    values, faults, all_given = dict[str, Any](), list[str](), given_values(environment)
    for variable in VARIABLES:
        given = unquoted(all_given.get(variable.name, ""))
        if not given or (variable.name, given.lower()) == ("WEBHOOK_URL", NO_WEBHOOK):
            continue
        try:
            values[variable.name.lower()] = variable.parse(given)
        except ValueError as wrong:
            shown = _told(variable, given)
            faults.append(f"{variable.name}: {shown} was given; allowed is {wrong}")
    if "webhook_url" in values and "port" not in values:
        faults.append("WEBHOOK_URL: given without PORT; allowed is both, or neither")
    if values.get("snapshots") and not values.get("admin_user_ids"):
        faults.append("SNAPSHOTS: on was given without ADMIN_USER_IDS, in whose first chat they go")
    if faults:
        raise SettingsError(faults)
    return Settings(**values)


def _told(variable: Variable, given: str) -> str:
    """A wrong value as its fault tells it. In a broken address nobody can tell where a secret
    stands, so that of a long one only the begin is shown."""
    if variable.secret:
        return "a secret value"
    if variable.address and (len(given) > _PLAIN_ADDRESS or re.search("[@?=]", given)):
        return repr(redacted(given)[:10] + "…")
    return repr(redacted(given, secrets_of(given)))


def given_values(
    environment: Mapping[str, str], env_file: Mapping[str, str] | None = None
) -> dict[str, str]:
    """What is given by both, the environment first; an empty variable counts as not given."""
    both = [(env_file or {}).items(), environment.items()]
    given = {name: value for values in both for name, value in values if value.strip()}
    told = platform_settings(given)
    return given | {name: value for name, (value, _) in told.items()}


def settings_table(
    environment: Mapping[str, str], env_file: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """(variable, value fit to print, where it came from) for every variable; `environment` wins.

    Raises SettingsError as `read_settings` does.
    """
    given = given_values(environment, env_file)
    told = platform_settings({**env_file, **environment})
    settings, rows = read_settings(given), list[tuple[str, str, str]]()
    for variable in VARIABLES:
        value = getattr(settings, variable.name.lower())
        origin = next(
            (
                name
                for name, values in (("environment", environment), (".env", env_file))
                if values.get(variable.name, "").strip()
            ),
            f"platform ({told[variable.name][1]})" if variable.name in told else "default",
        )
        if variable.secret:
            shown = "***" if value else "none"
        elif isinstance(value, tuple):
            shown = ",".join(map(str, value)) or "empty"
        elif isinstance(value, bool):
            shown = "on" if value else "off"
        else:
            shown = "none" if value is None else redacted(str(value), settings.secrets)
        rows.append((variable.name, shown, origin))
    return rows
