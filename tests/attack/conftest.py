"""The stage of the attacks: one gateway, two servers that do as they are told, an issuer that says what it likes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from staging.banks import Bank, banks
from staging.ground import Ground
from staging.hostile import Heard, Hostile
from staging.house import house
from staging.stage import POLICY, Stage


async def echo(heard: Heard) -> None:
    await heard.text("echo", structuredContent={"arguments": heard.params.get("arguments")})


@pytest.fixture(scope="session")
def ground() -> Iterator[Ground]:
    """A thread for servers."""
    with Ground().running() as made:
        yield made


@pytest.fixture(scope="module")
def stage(ground: Ground, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A running gateway in front of two servers."""
    alpha, beta = Hostile("alpha"), Hostile("beta")
    for server in (alpha, beta):
        server.offer("open_echo", echo)
        server.offer("secret_echo", echo)
        ground.raise_up(server)
    alpha.offer("write_echo", echo)
    alpha.resources |= {"alpha://open/a": "open text", "alpha://secret/a": "secret text"}
    alpha.prompts |= {"open_prompt": "open words", "secret_prompt": "secret words"}
    issuer = ground.issuer()
    folder: Path = tmp_path_factory.mktemp("house")
    with house(folder, issuer, (alpha, beta), POLICY, more="log_level: info\nrouting: {probe_seconds: 0}") as made:
        yield Stage(made, alpha, beta, issuer, ground)


@pytest.fixture(scope="session")
def banks_running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Bank]]:
    """The four bank servers over one synthetic bank."""
    with banks(tmp_path_factory.mktemp("banks")) as made:
        yield made
