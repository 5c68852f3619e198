"""Where rooms meet: refusals instead of exceptions, and the policy of this moment."""

from pathlib import Path
from typing import NoReturn

import pytest
from prometheus_client import CollectorRegistry

from strongroom.app.adapters import CurrentPolicy, DoorIdentity, Publications, UpstreamCredentials
from strongroom.core.clock import SystemClock
from strongroom.core.principal import Clearance, Principal
from strongroom.core.reason import Reason
from strongroom.core.stops import Refusal
from strongroom.core.target import Target, TargetKind
from strongroom.identity.embedded import EmbeddedRevocations
from strongroom.identity.mint import Mint
from strongroom.identity.signing_keys import SigningKeys
from strongroom.identity.verify import Authenticator
from strongroom.policy.embedded import Embedded

RITA = Principal(
    subject="rita", issuer="https://idp.example", client="agent", roles=frozenset({"relationship_manager"}), clearance=Clearance.INTERNAL, expires_at=1.0
)


@pytest.fixture
def mint(tmp_path: Path) -> Mint:
    clock = SystemClock()
    return Mint("https://gateway.example", SigningKeys(tmp_path / "keys.sqlite", clock), EmbeddedRevocations(tmp_path / "r.sqlite", clock), clock)


async def test_an_unknown_token_is_a_refusal_with_the_code_of_its_challenge(tmp_path: Path) -> None:
    door = DoorIdentity(Authenticator((), EmbeddedRevocations(tmp_path / "r.sqlite", SystemClock()), SystemClock()))
    with pytest.raises(Refusal) as refused:
        await door.authenticate("nonsense", "https://gateway.example/mcp")
    assert refused.value.deny.reason is Reason.UNAUTHENTICATED
    assert refused.value.deny.data == {"error": "invalid_token"}


def test_a_caller_whose_own_token_ended_gets_no_token_for_a_server(mint: Mint) -> None:
    with pytest.raises(Refusal) as refused:
        UpstreamCredentials(mint).authorization(RITA, "https://finance.example", ("finance.read",))
    assert refused.value.deny.reason is Reason.UNAUTHENTICATED


def test_scopes_are_those_of_the_policy_and_tell_strangers_nothing_of_which_servers_exist(mint: Mint, configuration: Path) -> None:
    policy = Embedded.from_file(configuration.parent / "policy.yaml")
    published = Publications(mint, CollectorRegistry(), ("https://idp.example",), lambda: policy)
    assert published.scopes("") == published.scopes("finance") == published.scopes("no-such-server") == ("finance.read",)
    assert published.metrics() == b""


def test_all_workers_are_shown_where_they_share_a_folder(mint: Mint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    published = Publications(mint, CollectorRegistry(), (), _never)
    assert published.metrics() == b""


def test_what_is_visible_follows_a_reload(configuration: Path) -> None:
    policies = [Embedded.closed(), Embedded.from_file(configuration.parent / "policy.yaml")]
    current = CurrentPolicy(lambda: policies[0])
    account = Target(TargetKind.TOOL, "finance", "get_account")
    assert not current.visible(RITA, account)
    policies.pop(0)
    assert current.visible(RITA, account)


def _never() -> NoReturn:
    raise AssertionError
