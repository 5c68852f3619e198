"""A small offer with one tool, one resource of each kind and one prompt."""

import asyncio
import re
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import date
from typing import Annotated

import pytest
import uvicorn
from pydantic import BaseModel, ConfigDict, Field

from bank_kit.envelope import Envelope, Origin, Reading
from bank_kit.failures import unknown
from bank_kit.identity.caller import Caller
from bank_kit.identity.door import DoorSign
from bank_kit.identity.tokens import Expectation, TokenVerifier
from bank_kit.labels import Classified, DataClass, Untrusted
from bank_kit.offer import Offer, Prompt, Resource
from bank_kit.progress import Progress, RunStoppedError
from bank_kit.serving import Address, http_app
from bank_kit.testing import AUDIENCE, ISSUER, Issuer
from bank_kit.tools import Long, Tool


@pytest.fixture
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def verifier(issuer: Issuer) -> TokenVerifier:
    return TokenVerifier(issuer, Expectation(issuer=ISSUER, audience=AUDIENCE))


class Word(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    word: str = Field(max_length=20)


class Echoed(BaseModel):
    word: Annotated[str, Classified(DataClass.PII), Untrusted()]
    by: str


def _echo(arguments: Word, caller: Caller) -> Envelope[Echoed]:
    if arguments.word == "lost":
        raise unknown("word", field="word", remedy="say another")
    origin = Origin(source_system="test", data_version="1", method="echo", method_version="1")
    return origin.envelope(Echoed(word=arguments.word, by=caller.subject), arguments, Reading(unit="record", as_of=date(2026, 11, 20)))


class Turns(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    turns: int = Field(ge=1, le=100_000)


class Mill:
    """A long run that turns until it has turned enough or is stopped, and remembers how it ended."""

    def __init__(self) -> None:
        self.ended = threading.Event()
        self.stopped_by: str | None = None

    def turn(self, arguments: Turns, caller: Caller, progress: Progress) -> Envelope[Echoed]:
        try:
            for done in range(arguments.turns):
                progress.report(done + 1, arguments.turns, "turning")
                time.sleep(0.01)
        except RunStoppedError as stopped:
            self.stopped_by = stopped.failure.code
            raise
        finally:
            self.ended.set()
        return _echo(Word(word="turned"), caller)

    def tool(self, *, seconds: float = 30.0) -> Tool[Turns]:
        return Tool(
            name="turn",
            title="Turn",
            description="Turns for a long time.",
            scope="test.read",
            arguments=Turns,
            result=Envelope[Echoed],
            run=Long(self.turn, seconds=seconds),
        )


@pytest.fixture
def mill() -> Mill:
    return Mill()


@pytest.fixture
def milling(offer: Offer, mill: Mill) -> Offer:
    """The offer with a long run besides."""
    return replace(offer, tools=(*offer.tools, mill.tool()))


@pytest.fixture
def offer() -> Offer:
    tool = Tool(
        name="echo",
        title="Echo",
        description="Says it again.",
        scope="test.read",
        arguments=Word,
        result=Envelope[Echoed],
        run=_echo,
    )
    return Offer(
        name="test-server",
        title="Test",
        version="1",
        instructions="None.",
        tools=(tool,),
        resources=(
            Resource(
                address="test://words/{word}",
                name="word",
                title="Word",
                description="A word.",
                scope="test.read",
                result=Envelope[Echoed],
                read=lambda names, caller: _echo(Word(word=names["word"]), caller),
            ),
            Resource(
                address="test://fixed",
                name="fixed",
                title="Fixed",
                description="One word.",
                scope="test.read",
                result=Envelope[Echoed],
                read=lambda _, caller: _echo(Word(word="fixed"), caller),
            ),
        ),
        prompts=(
            Prompt(
                name="say",
                title="Say",
                description="Says a word.",
                scope="test.read",
                template="Say {word}.",
                arguments={"word": ("A word of small letters", re.compile("[a-z]+"))},
            ),
        ),
    )


@pytest.fixture
def caller() -> Caller:
    return Caller(subject="anna", issuer=ISSUER, client="agent-1", scopes=frozenset({"test.read"}), expires_at=time.time() + 60)


@pytest.fixture
def stranger() -> Caller:
    return Caller(subject="carl", issuer=ISSUER, client="agent-1", scopes=frozenset(), expires_at=time.time() + 60)


@pytest.fixture
def served(verifier: TokenVerifier) -> Callable[[Offer], AbstractAsyncContextManager[str]]:
    """Serves an offer on a socket; gives its address."""

    @asynccontextmanager
    async def serving(offer: Offer) -> AsyncIterator[str]:
        listener = socket.create_server(("127.0.0.1", 0))
        sign = DoorSign(server=offer.name, audience=AUDIENCE, issuer=ISSUER, scopes=offer.scopes())
        app = http_app(offer, sign, verifier, Address(host="127.0.0.1", port=0))
        server = uvicorn.Server(uvicorn.Config(app, http="httptools", log_level="error", timeout_graceful_shutdown=2))
        running = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/mcp"
        finally:
            server.should_exit = True
            await running

    return serving
