"""A token stands in one place; a refusal says what to bring; and guessing has a price."""

import pytest
from support.doors import ALICE, Tokens

from strongroom.core.clock import SystemClock
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Refusal
from strongroom.edge.credentials import Credentials, Throttle, challenge
from strongroom.edge.guard import RefusedError

DOOR = "https://mcp.bank.example/mcp"


class SetClock(SystemClock):
    time = 1000.0

    def monotonic(self) -> float:
        return self.time


def credentials(most: int = 3, clock: SystemClock | None = None) -> Credentials:
    return Credentials(Tokens(), Throttle(most, clock or SystemClock()))


async def test_a_verified_token_is_known_from_then_on() -> None:
    asked = credentials()
    headers = {b"authorization": b"Bearer alice"}
    assert asked.known(headers, DOOR) is None
    assert await asked.verified(headers, b"", DOOR, "p") is ALICE
    assert asked.known(headers, DOOR) is ALICE
    assert asked.known({b"authorization": b"bearer  alice"}, DOOR) is ALICE
    assert asked.known(headers, DOOR + "/other") is None


@pytest.mark.control("IDN-01")
@pytest.mark.parametrize("header", [b"", b"alice", b"Basic YTpi", b"Bearer", b"Bearer " + b"a" * 9000, b"Bearer mallory", b"Bearer \xff"])
async def test_anything_but_a_bearer_token_is_nobody(header: bytes) -> None:
    asked = credentials()
    assert asked.known({b"authorization": header}, DOOR) is None
    with pytest.raises(Refusal) as caught:
        await asked.verified({b"authorization": header}, b"", DOOR, "p")
    assert caught.value.deny.reason is Reason.UNAUTHENTICATED


async def test_a_token_in_the_address_is_refused_whatever_the_header_says() -> None:
    with pytest.raises(RefusedError) as caught:
        await credentials().verified({b"authorization": b"Bearer alice"}, b"x=1&access_token=alice", DOOR, "p")
    assert caught.value.status == 400


async def test_a_peer_that_guesses_must_wait_and_others_need_not() -> None:
    clock = SetClock()
    asked = credentials(2, clock)
    wrong = {b"authorization": b"Bearer guess"}
    for _ in range(2):
        with pytest.raises(Refusal):
            await asked.verified(wrong, b"", DOOR, "10.0.0.1")
    with pytest.raises(RefusedError) as caught:
        await asked.verified({b"authorization": b"Bearer alice"}, b"", DOOR, "10.0.0.1")
    assert caught.value.status == 429 and caught.value.headers[0][0] == b"retry-after"
    assert await asked.verified({b"authorization": b"Bearer alice"}, b"", DOOR, "10.0.0.2") is ALICE
    clock.time += 61
    assert await asked.verified({b"authorization": b"Bearer alice"}, b"", DOOR, "10.0.0.1") is ALICE


async def test_a_token_verified_before_passes_even_while_its_peer_must_wait() -> None:
    asked = credentials(1)
    await asked.verified({b"authorization": b"Bearer alice"}, b"", DOOR, "p")
    with pytest.raises(Refusal):
        await asked.verified({b"authorization": b"Bearer guess"}, b"", DOOR, "p")
    assert asked.known({b"authorization": b"Bearer alice"}, DOOR) is ALICE


def test_the_table_of_failures_is_bounded() -> None:
    throttle = Throttle(1, SystemClock())
    for peer in range(10_050):
        throttle.failed(str(peer))
    assert throttle.wait("0") == 0 and throttle.wait("10049") > 0


def test_a_challenge_without_error_says_only_where_to_look() -> None:
    value = challenge(Deny(Reason.UNAUTHENTICATED, "needed"), "https://x/meta", ("bank.read", "bank.write"))
    assert value == b'Bearer resource_metadata="https://x/meta", scope="bank.read bank.write"'


@pytest.mark.control("EDG-06")
def test_a_refusal_for_scope_names_the_scopes_of_this_call() -> None:
    value = challenge(Deny(Reason.INSUFFICIENT_SCOPE, "More is needed.", scopes=("pay.write",)), "https://x/meta", ("bank.read",))
    assert b'error="insufficient_scope"' in value and b'scope="pay.write"' in value and b'error_description="More is needed."' in value


def test_a_step_up_says_how_strong_and_how_fresh() -> None:
    value = challenge(Deny(Reason.STEP_UP_REQUIRED, "A code is needed.", data={"acr_values": "2", "max_age": 300}), "https://x/meta", ())
    assert b'error="insufficient_user_authentication"' in value and b'acr_values="2"' in value and b'max_age="300"' in value


def test_nothing_in_a_challenge_can_break_out_of_its_quotes() -> None:
    value = challenge(Deny(Reason.INSUFFICIENT_SCOPE, 'a"b\\c\r\nx: y\x7fé'), "https://x", ())
    assert value.count(b'"') == 6 and b"\r" not in value and b"\n" not in value and b"\\" not in value
