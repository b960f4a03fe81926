"""Logs: one line an event, on standard error, and never a token or a password in it."""

from __future__ import annotations

import importlib
import logging
import re
import sys
from collections.abc import Callable, Collection, MutableMapping
from typing import Any

import structlog

from bot.redaction import redacted, redacted_deeply

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")

Event = MutableMapping[str, Any]
_PLAIN = (str, int, float, type(None))


def _redactor(secrets: Collection[str]) -> Callable[[Any, str, Event], Event]:
    def redact(_: Any, __: str, event: Event) -> Event:
        return {
            key: redacted_deeply(value if isinstance(value, _PLAIN) else str(value), secrets)
            for key, value in event.items()
        }

    return redact


def _one_line(_: Any, __: str, event: Event) -> Event:
    """Titles and names from outside cannot start a line of their own, nor colour one."""
    traceback = event.pop("exception", None)
    plain = {
        key: _CONTROL.sub(" ", value.replace("\n", " ")) if isinstance(value, str) else value
        for key, value in event.items()
    }
    return plain | ({"exception": traceback} if traceback else {})


def _shared(secrets: Collection[str]) -> tuple[Any, ...]:
    """The steps that every event takes, ours or a library's."""
    return (
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        _redactor(secrets),
        _one_line,
    )


_HEARD_BY_STRANGERS = ("uvicorn.error", "asyncio", "bot.web.connections", "bot.web.webhook")
_NOISY = ("httpx", "httpcore", "apscheduler", "telegram", "uvicorn", "asyncio", "aiosqlite")


class BoundedRate(logging.Filter):
    """Passes so many records of one kind a minute; how many were left out, the next one says.

    For loggers that strangers can make speak: one kind is one template of a message.
    """

    def __init__(self, most: int = 10, seconds: float = 60.0, kinds: int = 200) -> None:
        super().__init__()
        self._most, self._seconds, self._kinds = most, seconds, kinds
        self._windows: dict[tuple[str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record may pass, by the time that it carries."""
        told = record.msg.get("event") if isinstance(record.msg, dict) else record.msg
        kind = (record.name, str(told).partition("\n")[0][:60])
        begun, count = self._windows.get(kind, (record.created, 0))
        if record.created - begun >= self._seconds:
            _tell_left_out(record, count - self._most)
            begun, count = record.created, 0
        if kind not in self._windows and len(self._windows) >= self._kinds:
            self._windows.clear()
        self._windows[kind] = begun, count + 1
        return count < self._most


def _tell_left_out(record: logging.LogRecord, count: int) -> None:
    if count <= 0:
        return
    if isinstance(record.msg, dict):
        record.msg["left_out"] = count
    else:
        record.msg = f"{record.msg} (and {count} more)"


def _formatter(form: str, shared: tuple[Any, ...]) -> logging.Formatter:
    last: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
    )


def configure(
    level: str = "INFO", form: str = "console", secrets: Collection[str] = frozenset()
) -> None:
    """Set up logging for the process: structlog, and the standard library's through it.

    `form` is "console" or "json"; `secrets` are hidden by their letters, besides all that looks
    like one. httpx and httpcore speak only of warnings, since their ordinary lines hold the token.
    """
    shared = _shared(secrets)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(form, shared))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    bound = BoundedRate()
    for name in _HEARD_BY_STRANGERS:
        logging.getLogger(name).filters[:] = [bound]
    for name in _NOISY:
        logging.getLogger(name).setLevel(max(logging.WARNING, getattr(logging, level)))


def for_a_person(level: str) -> str:
    """The level where somebody reads what a command prints: warnings, unless more is asked for."""
    return "WARNING" if level == "INFO" else level


class _Reporter(logging.Handler):
    """Hands errors on as Sentry's events: what happened, where, and the traceback's lines."""

    def __init__(self, capture: Callable[[Event], object], secrets: Collection[str]) -> None:
        super().__init__(logging.ERROR)
        self._capture, self._secrets = capture, secrets

    def emit(self, record: logging.LogRecord) -> None:
        """Ours come as redacted mappings; of a library's record the words and the traceback."""
        told = record.msg if isinstance(record.msg, dict) else {"event": record.getMessage()}
        trace = told.get("exception")
        if record.exc_info:
            trace = logging.Formatter().formatException(record.exc_info)
        self._capture(
            {
                "level": record.levelname.lower(),
                "logger": record.name,
                "message": redacted(str(told.get("event")), self._secrets),
                "extra": {"traceback": redacted(str(trace), self._secrets)} if trace else {},
            }
        )


def report_errors(dsn: str, secrets: Collection[str] = frozenset()) -> None:
    """Report what is logged as an error to Sentry from now on, and nothing else: no variables,
    no breadcrumbs, no requests, for these hold the token and what people wrote. Whatever the
    library adds by itself is redacted before it is sent.

    Where the extra `sentry` is not installed a warning says so. ValueError for a DSN that is none.
    """
    try:
        sentry = importlib.import_module("sentry_sdk")
    except ImportError:
        install = "pip install sentry-sdk"
        structlog.get_logger(__name__).warning("SENTRY_DSN is not used", install=install)
        return
    sentry.init(
        dsn=dsn,
        default_integrations=False,
        auto_enabling_integrations=False,
        include_local_variables=False,
        send_default_pii=False,
        max_breadcrumbs=0,
        before_send=lambda event, _hint: redacted_deeply(event, secrets),
    )
    logging.getLogger().addHandler(_Reporter(sentry.capture_event, secrets))
