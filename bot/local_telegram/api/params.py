"""A call's parameters, however they came: query string, JSON, form or multipart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

from bot.local_telegram.world.errors import ApiError, bad_request
from bot.local_telegram.world.state import Json

MAX_BODY = 52 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a multipart body."""

    name: str
    mime: str
    data: bytes


@dataclass(slots=True)
class Params:
    """The parameters of one call; `values` are texts or parsed JSON, `files` by field name."""

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """A text; a JSON value that is none is written out."""
        value = self.values.get(name)
        if value is None:
            return default
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number, or the default where there is none."""
        value = self.values.get(name)
        try:
            return default if value is None else int(value)
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """True for true, "true", "1", "yes"."""
        return str(self.values.get(name, "")).lower() in ("true", "1", "yes", "y", "t")

    def json(self, name: str, what: str) -> Any:
        """A JSON value, None when absent; raises a 400 "can't parse {what} JSON object"."""
        value = self.values.get(name)
        if value is None or value == "" or not isinstance(value, str):
            return value or None
        try:
            return _whole(json.loads(value))
        except ValueError as error:
            raise bad_request(f"can't parse {what} JSON object") from error

    def mapping(self, name: str, what: str) -> Json | None:
        """A JSON object, None when absent."""
        value = self.json(name, what)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"object expected as {what}")
        return value


def read(content_type: str, body: bytes, query: str) -> Params:
    """The parameters of a request: those of its query string, then those of its body."""
    if len(body) > MAX_BODY:
        raise ApiError(413, "Request Entity Too Large")
    params = Params(dict(parse_qsl(query, keep_blank_values=True)))
    kind = content_type.split(";")[0].strip().lower()
    if kind == "application/json" and body:
        params.values |= _read_json(body)
    elif kind == "multipart/form-data":
        _read_multipart(content_type, body, params)
    elif kind == "application/x-www-form-urlencoded":
        params.values |= dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return params


def _read_json(body: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(body)
    except ValueError as error:
        raise bad_request("can't parse request JSON object") from error
    if not isinstance(value, dict):
        raise bad_request("expected an Object in request body")
    _whole(value)
    return value


def _whole(value: Any) -> Any:
    """A JSON value without halves of characters, or the 400 for one with such."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error
    return value


def _read_multipart(content_type: str, body: bytes, params: Params) -> None:
    head = f"Content-Type: {content_type}\r\nMIME-Version: 1.0\r\n\r\n".encode()
    for part in BytesParser(policy=HTTP).parsebytes(head + body).iter_parts():
        name = str(part.get_param("name", header="content-disposition") or "")
        data = part.get_payload(decode=True)
        data = data if isinstance(data, bytes) else b""
        filename = part.get_filename()
        if filename is None:
            params.values[name] = data.decode("utf-8", "replace")
        else:
            params.files[name] = Upload(filename, part.get_content_type(), data)
