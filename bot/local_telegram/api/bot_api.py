"""The Bot API over HTTP: reads a call, lets faults and limits have their say, answers in JSON."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import re
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from bot.local_telegram.api import access
from bot.local_telegram.api.method_table import BY_LOWER_NAME
from bot.local_telegram.api.params import Params, read
from bot.local_telegram.world.errors import ApiError
from bot.local_telegram.world.faults import Fault
from bot.local_telegram.world.state import Json
from bot.local_telegram.world.telegram import Call, Telegram

BAD_GATEWAY = """<html>
<head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body>
</html>
"""
Abort = Callable[[tuple[str, int]], None]

_TOKEN = re.compile(r"\d+:[\w-]+")


class BotApi:
    """Answers `/bot{token}/{method}` and `/file/bot{token}/{path}`.

    `abort` breaks the connection from a client's address, for the fault "reset".
    """

    def __init__(self, telegram: Telegram, abort: Abort) -> None:
        self.telegram = telegram
        self.abort = abort

    async def call(self, request: Request) -> Response:
        """One call of a method."""
        refusal = self._check_token(request.path_params["token"])
        if refusal:
            return _error(refusal)
        name, function = BY_LOWER_NAME.get(
            request.path_params["method"].lower(), (request.path_params["method"], None)
        )
        try:
            params = read(
                request.headers.get("content-type", ""), await request.body(), request.url.query
            )
        except ApiError as error:
            return _error(error)
        telegram = self.telegram
        chat_id = access.chat_id_of(telegram.world, params)
        call = telegram.record(name, chat_id, {**params.values, **_file_names(params)})
        if function is None:
            return self._finish(call, ApiError(404, "Not Found"))
        fault = telegram.faults.take(name, chat_id)
        return await self._answer(request, call, params, fault)

    async def file(self, request: Request) -> Response:
        """The bytes of a file whose path getFile gave."""
        refusal = self._check_token(request.path_params["token"])
        path = request.path_params["path"]
        files = self.telegram.world.files.values()
        found = next((item for item in files if item.path == path and item.data), None)
        if refusal or found is None:
            return _error(refusal or ApiError(404, "Not Found"))
        return Response(found.data, media_type=found.mime or "application/octet-stream")

    def _check_token(self, token: str) -> ApiError | None:
        if token == self.telegram.token:
            return None
        if _TOKEN.fullmatch(token):
            return ApiError(401, "Unauthorized")
        return ApiError(404, "Not Found")

    async def _answer(
        self, request: Request, call: Call, params: Params, fault: Fault | None
    ) -> Response:
        if fault is None:
            return self._finish(call, await self._run(call, params))
        call.fault = fault.kind
        if fault.kind == "delay":
            await self._rest(fault.seconds)
            return self._finish(call, await self._run(call, params))
        if fault.delivered:
            await self._run(call, params)
        if fault.kind == "timeout":
            await self.telegram.closing.wait()
            return Response(status_code=504)
        if fault.kind == "reset":
            if request.client:
                self.abort((request.client.host, request.client.port))
            return Response(status_code=502)
        if fault.kind == "html":
            call.answered, call.status = True, fault.status or 502
            return HTMLResponse(BAD_GATEWAY, status_code=call.status)
        return self._finish(call, self._hold(fault, call.chat_id))

    def _hold(self, fault: Fault, chat_id: int | None) -> ApiError:
        """A 429 on demand is remembered, so that what comes before its time is counted."""
        error = fault.error()
        if error.code == 429:
            own = chat_id if fault.chat_id is not None else None
            self.telegram.limits.hold(error.parameters["retry_after"], own)
        return error

    async def _rest(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.telegram.closing.wait(), seconds)

    async def _run(self, call: Call, params: Params) -> Any:
        """Let the method take effect; its result, or the error that it ends in."""
        function = BY_LOWER_NAME[call.method.lower()][1]
        try:
            result = function(self.telegram, params)
            if inspect.isawaitable(result):
                result = await result
        except ApiError as error:
            return error
        call.delivered = True
        if isinstance(result, dict) and "message_id" in result:
            call.message_id = result["message_id"]
        return result

    def _finish(self, call: Call, result: Any) -> Response:
        call.answered = True
        if isinstance(result, ApiError):
            call.status, call.description = result.code, result.description
            return _error(result)
        call.status = 200
        return JSONResponse({"ok": True, "result": result})


def _file_names(params: Params) -> Json:
    return {name: f"<{upload.name}>" for name, upload in params.files.items()}


def _error(error: ApiError) -> Response:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    headers = {}
    if error.parameters:
        body["parameters"] = error.parameters
    if "retry_after" in error.parameters:
        headers["Retry-After"] = str(error.parameters["retry_after"])
    return JSONResponse(body, status_code=error.code, headers=headers)
