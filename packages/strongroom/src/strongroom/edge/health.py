"""Whether the process lives, and whether each part of the house is fit to serve.

Above: the app. Below: nothing of ours but the types.
Does not know: what the parts are; each is a name and a question.
"""

import asyncio
from collections.abc import Mapping
from typing import Final

from strongroom.core.json import JsonObject
from strongroom.edge.port import Probe, Send
from strongroom.edge.reply import JSON, NO_STORE, respond
from strongroom.wire import jsonrpc

_PROBE_SECONDS: Final = 2.0


async def alive(send: Send) -> None:
    """200 as long as anything answers at all."""
    await respond(send, 200, b'{"status":"alive"}', (JSON, NO_STORE))


async def ready(send: Send, probes: Mapping[str, Probe], *, draining: bool, told: bool, seconds: float = _PROBE_SECONDS) -> None:
    """200, or 503; where the asker may be `told`, with the name of each part that is not well, or silent for `seconds`, and a sentence about it."""
    answers = await asyncio.gather(*(_asked(probe, seconds) for probe in probes.values()), return_exceptions=True)
    unwell: JsonObject = {name: _sentence(said, seconds) for name, said in zip(probes, answers, strict=True) if said}
    if draining:
        unwell["process"] = "told to stop; finishes what it has begun"
    status = "not ready" if unwell else "ready"
    document: JsonObject = {"status": status, "unwell": unwell} if told else {"status": status}
    await respond(send, 503 if unwell else 200, jsonrpc.encode(document), (JSON, NO_STORE))


async def _asked(probe: Probe, seconds: float) -> str:
    async with asyncio.timeout(seconds):
        return await probe()


def _sentence(said: str | BaseException, seconds: float) -> str:
    """A probe that fails says so by its type alone: its message may hold what is nobody's business."""
    if isinstance(said, TimeoutError):
        return f"did not answer within {seconds:g} s"
    return said if isinstance(said, str) else f"failed with {type(said).__name__}; the operator's log has the details"
