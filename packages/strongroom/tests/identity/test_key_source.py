"""Key sets are fetched once for all who wait, kept while they are fresh, served stale while renewed, and never asked for in a flood."""

import asyncio
import json

import pytest
from support.calls import HandClock
from support.issuer import ISSUER, FakeIssuer, ec_public

from strongroom.core.reason import Reason
from strongroom.identity.failure import IdentityError
from strongroom.identity.key_source import IssuerKeys, KeySource, asymmetric, metadata_keys_url
from strongroom.identity.port import Fetched

OF = IssuerKeys(ISSUER, frozenset({"ES256"}), f"{ISSUER}/jwks.json")


@pytest.fixture
def source(issuer: FakeIssuer, clock: HandClock) -> KeySource:
    return KeySource(OF, issuer, clock)


async def _settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_many_who_wait_share_one_fetch(issuer: FakeIssuer, source: KeySource) -> None:
    keys = await asyncio.gather(*(source.find("k1", "ES256") for _ in range(50)))
    assert issuer.fetches == 1
    assert len({id(key) for key in keys}) == 1


async def test_one_who_leaves_does_not_end_the_fetch_for_the_others(clock: HandClock) -> None:
    gate = asyncio.Event()
    issuer = FakeIssuer(clock)

    class Slow:
        async def get(self, url: str, max_bytes: int) -> Fetched:
            await gate.wait()
            return await issuer.get(url, max_bytes)

    source = KeySource(OF, Slow(), clock)
    leaver = asyncio.create_task(source.find("k1", "ES256"))
    stayer = asyncio.create_task(source.find("k1", "ES256"))
    await _settle()
    leaver.cancel()
    await _settle()
    gate.set()
    assert await stayer is not None
    assert issuer.fetches == 1


@pytest.mark.control("IDN-04")
async def test_a_flood_of_unknown_key_ids_causes_one_fetch_in_thirty_seconds(issuer: FakeIssuer, source: KeySource, clock: HandClock) -> None:
    await source.find("k1", "ES256")
    for second in range(60):
        for number in range(20):
            with pytest.raises(IdentityError, match="does not publish"):
                await source.find(f"flood-{second}-{number}", "ES256")
        clock.time += 1
    assert issuer.fetches <= 1 + 2
    assert await source.find("k1", "ES256") is not None


async def test_a_new_key_is_found_at_its_first_use(issuer: FakeIssuer, source: KeySource) -> None:
    await source.find("k1", "ES256")
    issuer.keys.append(ec_public("k2"))
    assert await source.find("k2", "ES256") is not None
    assert source.generation == 2


async def test_an_unchanged_set_keeps_its_generation(issuer: FakeIssuer, source: KeySource, clock: HandClock) -> None:
    await source.find("k1", "ES256")
    clock.time += 301
    await source.find("k1", "ES256")
    await _settle()
    assert (issuer.fetches, source.generation) == (2, 1)


async def test_a_stale_set_is_served_while_it_is_renewed_behind(issuer: FakeIssuer, source: KeySource, clock: HandClock) -> None:
    await source.find("k1", "ES256")
    clock.time += 301
    issuer.keys = [ec_public("k2")]
    assert await source.find("k1", "ES256") is not None
    await _settle()
    with pytest.raises(IdentityError):
        await source.find("k1", "ES256")
    assert await source.find("k2", "ES256") is not None


async def test_an_outage_is_survived_for_a_day_and_no_longer(issuer: FakeIssuer, source: KeySource, clock: HandClock) -> None:
    await source.find("k1", "ES256")
    issuer.fails = OSError("down")
    clock.time += 24 * 3600 - 1
    assert await source.find("k1", "ES256") is not None
    await _settle()
    clock.time += 10
    with pytest.raises(IdentityError, match="cannot be fetched") as error:
        await source.find("k1", "ES256")
    assert error.value.reason is Reason.UPSTREAM_UNAVAILABLE
    assert not source.usable()


async def test_a_failing_issuer_is_asked_every_five_seconds_at_most(issuer: FakeIssuer, source: KeySource, clock: HandClock) -> None:
    issuer.fails = OSError("down")
    for _ in range(100):
        with pytest.raises(IdentityError, match="cannot be fetched"):
            await source.find("k1", "ES256")
        clock.time += 0.1
    assert issuer.fetches <= 3
    issuer.fails = None
    clock.time += 5
    assert await source.find("k1", "ES256") is not None


async def test_rubbish_does_not_replace_a_good_set(issuer: FakeIssuer, source: KeySource, clock: HandClock) -> None:
    await source.find("k1", "ES256")
    issuer.body = b"<html>maintenance</html>"
    clock.time += 301
    await source.find("k1", "ES256")
    await _settle()
    assert await source.find("k1", "ES256") is not None
    assert source.generation == 1


@pytest.mark.parametrize(("said", "kept"), [(None, 300), (3600.0, 3600), (0.0, 5), (1e9, 24 * 3600)])
async def test_the_server_says_how_long_its_set_may_be_kept(said: float | None, kept: float, issuer: FakeIssuer, source: KeySource, clock: HandClock) -> None:
    issuer.max_age = said
    await source.find("k1", "ES256")
    clock.time += kept - 1
    await source.find("k1", "ES256")
    await _settle()
    assert issuer.fetches == 1
    clock.time += 1
    await source.find("k1", "ES256")
    await _settle()
    assert issuer.fetches == 2


@pytest.mark.control("IDN-04")
async def test_rotation_fails_no_valid_signature(issuer: FakeIssuer, source: KeySource, clock: HandClock) -> None:
    for turn in range(20):
        issuer.keys = [ec_public(f"k{turn}"), ec_public(f"k{turn + 1}")]
        for _ in range(10):
            clock.time += 31
            assert await source.find(f"k{turn}", "ES256") is not None
            await _settle()


async def test_without_a_url_the_metadata_names_it(clock: HandClock) -> None:
    asked: list[str] = []

    class Web:
        async def get(self, url: str, max_bytes: int) -> Fetched:
            asked.append(url)
            metadata = {"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys"}
            return Fetched(json.dumps(metadata if "well-known" in url else {"keys": [ec_public("k1")]}).encode())

    source = KeySource(IssuerKeys(ISSUER, frozenset({"ES256"})), Web(), clock)
    assert await source.find("k1", "ES256") is not None
    assert asked == [f"{ISSUER}/.well-known/openid-configuration", f"{ISSUER}/keys"]


@pytest.mark.parametrize("text", [b"", b"[]", b'{"issuer":"https://thief.example","jwks_uri":"https://thief.example/k"}', b'{"issuer":"https://idp.example"}'])
def test_metadata_of_another_issuer_or_without_keys_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match="metadata"):
        metadata_keys_url(text, ISSUER)


@pytest.mark.control("IDN-02")
@pytest.mark.parametrize("names", [["none"], ["HS256"], ["ES256", "HS512"], [], ["ES256K"]])
def test_only_asymmetric_algorithms_can_be_allowed(names: list[str]) -> None:
    with pytest.raises(ValueError, match="asymmetric"):
        asymmetric(names)


async def test_closing_stops_a_renewal_under_way(clock: HandClock) -> None:
    class Never:
        async def get(self, url: str, max_bytes: int) -> Fetched:
            await asyncio.Event().wait()
            raise OSError

    source = KeySource(OF, Never(), clock)
    waiter = asyncio.create_task(source.find("k1", "ES256"))
    await _settle()
    await source.close()
    with pytest.raises(asyncio.CancelledError):
        await waiter
