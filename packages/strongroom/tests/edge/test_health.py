"""Readiness names the part that is not well, and says nothing that is nobody's business."""

import asyncio
from collections.abc import Mapping
from typing import cast

import orjson
import pytest
from support.doors import Response

from strongroom.edge import health
from strongroom.edge.port import AsgiMessage, Probe


async def well() -> str:
    return ""


async def ill() -> str:
    return "cannot be reached"


async def broken() -> str:
    message = "password=hunter2"
    raise ConnectionError(message)


async def silent() -> str:
    await asyncio.Event().wait()
    return ""


async def ask(probes: Mapping[str, Probe], *, draining: bool = False, seconds: float = 2) -> Response:
    response = Response()

    async def send(message: AsgiMessage) -> None:
        if message["type"] == "http.response.start":
            response.status = int(str(message["status"]))
        else:
            response.body += cast("bytes", message["body"])

    await health.ready(send, probes, draining=draining, told=True, seconds=seconds)
    return response


async def test_all_well_is_ready() -> None:
    answer = await ask({"audit": well, "policy": well})
    assert (answer.status, answer.json) == (200, {"status": "ready", "unwell": {}})


@pytest.mark.control("OPS-04")
async def test_each_part_that_is_not_well_is_named() -> None:
    answer = await ask({"audit": ill, "keys": broken, "policy": well})
    assert answer.status == 503
    assert answer.json["unwell"] == {"audit": "cannot be reached", "keys": "failed with ConnectionError; the operator's log has the details"}
    assert b"hunter2" not in answer.body


async def test_a_probe_that_is_silent_is_not_waited_for_long() -> None:
    answer = orjson.loads((await ask({"pool": silent}, seconds=0.01)).body)
    assert answer["unwell"] == {"pool": "did not answer within 0.01 s"}


async def test_a_process_that_stops_is_not_ready() -> None:
    assert (await ask({}, draining=True)).status == 503
