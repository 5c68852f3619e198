"""The console shows the log as it stands on disk, and asks who is looking wherever that matters."""

from pathlib import Path

import pytest
from support.asgi import ask

from strongroom.app.compose import House
from strongroom.app.configuration import load
from strongroom.app.console_parts import LogOnDisk, openness
from strongroom.app.settings import ListenSettings, Profile
from strongroom.console.access import Openness


async def test_the_size_and_the_last_checkpoint_are_those_of_the_shard(configuration: Path) -> None:
    house = House(load(configuration))
    shown = LogOnDisk(house.ledger, house.settings.audit.directory)
    assert shown.facts().records == -1
    await house.start()
    await house.ledger.append(b'{"call":"one"}')
    await house.close()
    facts = shown.facts()
    assert facts.shard == "shard-00"
    assert facts.records == 1
    assert facts.bytes > 14
    assert facts.checkpoint_at > 0


async def test_the_page_is_served_in_development_and_shows_the_roads(configuration: Path) -> None:
    house = House(load(configuration))
    await house.start()
    page = await ask(house.application, "GET", "/")
    await house.drain(0)
    await house.close()
    assert page.status == 200
    assert b"protection.content" in page.body
    assert house.laid.policy.tables.revision.encode() in page.body


@pytest.mark.parametrize(
    ("profile", "host", "expected"),
    [
        (Profile.DEVELOPMENT, "127.0.0.1", Openness.LOOPBACK),
        (Profile.DEVELOPMENT, "0.0.0.0", Openness.ROLES),
        (Profile.PRODUCTION, "127.0.0.1", Openness.ROLES),
    ],
)
def test_the_page_is_open_only_in_development_on_loopback(configuration: Path, profile: Profile, host: str, expected: Openness) -> None:
    settings = load(configuration).model_copy(update={"profile": profile, "listen": ListenSettings(host=host)})
    assert openness(settings) is expected
