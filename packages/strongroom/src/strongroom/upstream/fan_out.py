"""One call asked of several servers at once, and what each of them said."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from strongroom.core.call import Call, Cleared
from strongroom.core.stops import Event, Refusal, Stream
from strongroom.core.target import Target
from strongroom.upstream.port import OpenOne, ServerFacts
from strongroom.wire import jsonrpc


@dataclass(frozen=True, slots=True)
class Said:
    """One server's answer: its last event, or in `refused` why there is none; neither where none was due."""

    server: ServerFacts
    event: Event | None = None
    refused: Refusal | None = None

    @property
    def result(self) -> Mapping[str, msgspec.Raw] | None:
        """The members of the result, each as its bytes; None where it is no result, or none that is an object."""
        if self.event is None or not self.event.data:
            return None
        raw = jsonrpc.members_of(self.event.data).get("result")
        try:
            return jsonrpc.members_of(raw) if raw is not None else None
        except jsonrpc.MessageError:
            return None

    @property
    def code(self) -> int | None:
        """The code of the error that the server answered, if it did."""
        error = self.event.message.get("error") if self.event is not None and self.event.message is not None else None
        code = error.get("code") if isinstance(error, dict) else None
        return code if isinstance(code, int) else None

    @property
    def status(self) -> str:
        """The HTTP status of the answer, empty for success."""
        return self.event.facts.get("status", "") if self.event is not None else ""


def for_server(cleared: Cleared, server: str, *, body: bytes | None = None) -> Cleared:
    """The same cleared call, for one server: what was cleared for all is cleared for each."""
    call: Call = cleared.call
    target = Target(call.target.kind, server, call.target.name)
    request = call.request if body is None else replace(call.request, body=body)
    return replace(cleared, call=replace(call, target=target, request=request))


async def ask(opener: OpenOne, questions: Sequence[tuple[ServerFacts, Cleared]], seconds: float) -> list[Said]:
    """Ask all at the same time; a server that has not answered after `seconds` counts as one that cannot."""
    return list(await asyncio.gather(*(_ask_one(opener, server, question, seconds) for server, question in questions)))


async def _ask_one(opener: OpenOne, server: ServerFacts, question: Cleared, seconds: float) -> Said:
    stream: Stream | None = None
    try:
        async with asyncio.timeout(seconds):
            stream = await opener.open(question, server.name)
            while (event := await stream.next()) is not None:
                if event.last:
                    return Said(server, event)
            return Said(server)
    except TimeoutError:
        return Said(server)
    except Refusal as refusal:
        return Said(server, refused=refusal)
    finally:
        if stream is not None:
            await stream.close()
