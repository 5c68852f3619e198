"""The official client of the protocol, in every era, at any door of the house under any token."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal, TypedDict, Unpack

import httpx2
from mcp import Client
from mcp.client.session import ElicitationFnT, LoggingFnT, SamplingFnT
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client

Mode = Literal["legacy", "auto"]


class Answers(TypedDict, total=False):
    """What the client does for a server that asks it something."""

    sampling_callback: SamplingFnT
    elicitation_callback: ElicitationFnT
    logging_callback: LoggingFnT


class Connected:
    """A client, and the ids of all the calls it made."""

    def __init__(self, client: Client, calls: list[str]) -> None:
        self.client = client
        self.calls = calls


@asynccontextmanager
async def connected(door: str, token: str, mode: Mode, **answers: Unpack[Answers]) -> AsyncIterator[Connected]:
    """Connected to that door."""
    calls: list[str] = []

    async def note(response: httpx2.Response) -> None:
        if "strongroom-call" in response.headers:
            calls.append(response.headers["strongroom-call"])

    async with create_mcp_http_client({"authorization": f"Bearer {token}"}) as http:
        http.event_hooks["response"].append(note)
        async with Client(streamable_http_client(door, http_client=http), mode=mode, **answers) as client:
            yield Connected(client, calls)
