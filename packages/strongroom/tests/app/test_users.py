"""Users are found in the state folder, and whoever is not there is told who is."""

from pathlib import Path

import pytest

from strongroom.app.users import SignInError, user_of
from strongroom.core.clock import SystemEntropy
from strongroom.identity.development.users import directory


def test_a_user_is_found_with_what_a_sign_in_needs(tmp_path: Path) -> None:
    directory(tmp_path, SystemEntropy())
    rita = user_of(tmp_path, "rita")
    assert rita.password
    assert rita.totp_secret


def test_an_unknown_user_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    directory(tmp_path, SystemEntropy())
    with pytest.raises(SignInError, match="there is no user bob; there are rita, rashid, tara, colin, clara, marcus, ada"):
        user_of(tmp_path, "bob")


def test_a_folder_without_users_says_what_to_start(tmp_path: Path) -> None:
    with pytest.raises(SignInError, match="start `strongroom up`"):
        user_of(tmp_path, "rita")
