"""Seven people whose secrets are made once, differ, and are readable by their owner alone."""

import json
import stat
from pathlib import Path

import pytest

from strongroom.core.clock import SystemEntropy
from strongroom.identity.development.users import FILE_NAME, directory, listed


def test_everybody_is_seeded(tmp_path: Path) -> None:
    users = directory(tmp_path, SystemEntropy()).users
    assert {name: user.roles for name, user in users.items()} == {
        "rita": ("relationship_manager",),
        "rashid": ("risk_analyst",),
        "tara": ("trader",),
        "colin": ("compliance_officer",),
        "clara": ("compliance_officer",),
        "marcus": ("risk_manager",),
        "ada": ("auditor",),
    }
    assert {name: (user.clearance, user.region) for name, user in users.items()} == {
        "rita": ("confidential", "EU"),
        "rashid": ("confidential", "EU"),
        "tara": ("internal", "UK"),
        "colin": ("restricted", "EU"),
        "clara": ("restricted", "EU"),
        "marcus": ("confidential", "EU"),
        "ada": ("internal", "EU"),
    }


def test_secrets_are_made_once_and_differ(tmp_path: Path) -> None:
    first = directory(tmp_path, SystemEntropy())
    assert directory(tmp_path, SystemEntropy()) == first
    secrets = [user.password for user in first.users.values()] + [user.totp_secret for user in first.users.values()] + list(first.client_secrets.values())
    assert len(set(secrets)) == 15
    assert all(len(secret) >= 16 for secret in secrets)
    assert listed(tmp_path) == tuple(first.users.values())


def test_the_file_is_readable_by_its_owner_alone_and_nothing_else_is_left(tmp_path: Path) -> None:
    directory(tmp_path / "state", SystemEntropy())
    assert [one.name for one in (tmp_path / "state").iterdir()] == [FILE_NAME]
    assert stat.S_IMODE((tmp_path / "state" / FILE_NAME).stat().st_mode) == 0o600


def test_no_secret_shows_in_a_representation(tmp_path: Path) -> None:
    made = directory(tmp_path, SystemEntropy())
    shown = repr(made) + "".join(repr(user) for user in made.users.values())
    assert not any(user.password in shown or user.totp_secret in shown for user in made.users.values())


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"users":[{}],"clients":{}}', '{"users":[],"clients":[]}', json.dumps({"users": [{"username": 1}], "clients": {}})]
)
def test_a_spoilt_file_says_what_to_do(text: str, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="remove it to have new ones made"):
        directory(tmp_path, SystemEntropy())
