"""The stage of the journeys: servers in a thread of their own, and gateways in front of them that tests may stop, kill and start again."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from staging.ground import Ground, Issuer
from staging.hostile import Heard, Hostile
from staging.house import House, Start, house
from staging.stage import POLICY

from strongroom.app.demo.stage import Stage, stage

Build = Callable[..., House]


@pytest.fixture(scope="session")
def ground() -> Iterator[Ground]:
    """A thread for servers."""
    with Ground().running() as made:
        yield made


@pytest.fixture(scope="session")
def issuer(ground: Ground) -> Issuer:
    """Who signs."""
    return ground.issuer()


@pytest.fixture(scope="session")
def bank(ground: Ground, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The demonstration bank, running: the gateway, the development identity provider and four bank servers."""
    standing = stage(tmp_path_factory.mktemp("bank"), 0)
    yield ground.do(standing.__aenter__())
    ground.do(standing.__aexit__(None, None, None))


async def echo(heard: Heard) -> None:
    await heard.text("echo", structuredContent={"arguments": heard.params.get("arguments")})


@pytest.fixture
def alpha(ground: Ground) -> Hostile:
    """A server that does as it is told."""
    server = Hostile("alpha")
    for name in ("open_echo", "write_echo", "secret_echo"):
        server.offer(name, echo)
    return ground.raise_up(server)


@pytest.fixture
def build(ground: Ground, issuer: Issuer, alpha: Hostile, tmp_path: Path) -> Iterator[Build]:
    """Starts a gateway of the test's own in front of `alpha`."""
    with ExitStack() as stack:

        def made(more: str = "", *arguments: str, servers: tuple[Hostile, ...] = (), under: tuple[str, ...] = ()) -> House:
            return stack.enter_context(house(tmp_path, issuer, servers or (alpha,), POLICY, more=more, start=Start(arguments, under)))

        yield made
