"""A change of the files lays a new road; a faulty change changes nothing."""

import os
from pathlib import Path

import pytest

from strongroom.app.configuration import load
from strongroom.app.reload import Reload
from strongroom.app.settings import Settings
from strongroom.policy.embedded import Embedded


class Swappable:
    """Takes new settings as a house does: only if their policy can be used."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.taken = 0

    async def replace(self, settings: Settings) -> None:
        assert settings.policy.file is not None
        Embedded.from_file(settings.policy.file)
        self.settings = settings
        self.taken += 1


def touch(path: Path, text: str) -> None:
    path.write_text(text)
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000))


@pytest.fixture
def swappable(configuration: Path) -> Swappable:
    return Swappable(load(configuration))


async def test_an_unchanged_file_changes_nothing(swappable: Swappable, configuration: Path) -> None:
    assert not await Reload(swappable, configuration).look()
    assert swappable.taken == 0


async def test_a_changed_policy_or_configuration_is_taken(swappable: Swappable, configuration: Path) -> None:
    reload = Reload(swappable, configuration)
    policy = configuration.parent / "policy.yaml"
    touch(policy, policy.read_text() + "# more\n")
    assert await reload.look()
    touch(configuration, configuration.read_text() + "limits: {call_seconds: 5}\n")
    assert await reload.look()
    assert swappable.settings.limits.call_seconds == 5
    assert swappable.taken == 2


async def test_a_faulty_change_is_not_taken_and_its_cure_is(swappable: Swappable, configuration: Path) -> None:
    reload = Reload(swappable, configuration)
    whole = configuration.read_text()
    touch(configuration, "listen: {prot: 1}\n")
    assert not await reload.look()
    policy = configuration.parent / "policy.yaml"
    right = policy.read_text()
    touch(configuration, whole + "# back\n")
    touch(policy, "rules: 1\n")
    assert not await reload.look()
    touch(policy, right)
    assert await reload.look()


async def test_sections_that_need_a_restart_stay_whole_and_are_named_each_time(
    swappable: Swappable, configuration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reload = Reload(swappable, configuration)
    before = swappable.settings
    touch(configuration, configuration.read_text() + "audit: {when_unwritable: refuse_all}\nlimits: {call_seconds: 5}\n")
    assert await reload.look()
    assert swappable.settings.audit == before.audit
    assert swappable.settings.limits.call_seconds == 5
    touch(configuration, configuration.read_text() + "# more\n")
    assert await reload.look()
    assert capsys.readouterr().out.count("needs_restart=['audit']") == 2


async def test_a_file_that_is_away_for_a_moment_is_read_when_it_is_back(swappable: Swappable, configuration: Path) -> None:
    reload = Reload(swappable, configuration)
    text = configuration.read_text()
    configuration.unlink()
    assert not await reload.look()
    touch(configuration, text)
    assert await reload.look()


async def test_watching_starts_and_stops(swappable: Swappable, configuration: Path) -> None:
    reload = Reload(swappable, configuration, seconds=0.001)
    reload.start()
    await reload.stop()
    assert swappable.taken == 0
