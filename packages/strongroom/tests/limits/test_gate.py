"""The rate gate: who is charged for what, and what a refused caller is told."""

import pytest
from pydantic import ValidationError
from support.calls import HandClock, call_of, person

from strongroom.core.call import Call
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Gate
from strongroom.limits.embedded import EmbeddedCounter
from strongroom.limits.gate import RateGate
from strongroom.limits.port import Charge, CounterUnavailableError
from strongroom.limits.settings import FailMode, LimitsSettings, Rate

SEARCH = "customer/tool/search_customers"


class UnreachableCounter:
    """A counter whose server is away."""

    async def take(self, charges: tuple[Charge, ...]) -> float:
        raise CounterUnavailableError


def gate_for(settings: LimitsSettings, clock: HandClock | None = None) -> RateGate:
    return RateGate(settings, EmbeddedCounter(clock or HandClock(), settings.remembered))


async def test_a_call_within_its_rate_passes_unchanged() -> None:
    call = call_of()
    gate = gate_for(LimitsSettings())
    assert isinstance(gate, Gate)
    assert await gate.pass_through(call) is call


@pytest.mark.control("LIM-01")
async def test_a_call_over_the_rate_of_its_caller_is_told_when_to_come_back() -> None:
    clock = HandClock()
    gate = gate_for(LimitsSettings(caller=Rate(per_second=0.5, burst=2)), clock)
    for _ in range(2):
        assert isinstance(await gate.pass_through(call_of()), Call)
    said = await gate.pass_through(call_of())
    assert isinstance(said, Deny)
    assert said.reason is Reason.RATE_LIMITED
    assert said.retry_after == pytest.approx(2.0)
    assert "2.0 seconds" in said.message
    clock.time += 2.0
    assert isinstance(await gate.pass_through(call_of()), Call)


async def test_callers_do_not_slow_each_other_down() -> None:
    gate = gate_for(LimitsSettings(caller=Rate(per_second=0.5, burst=1)))
    assert isinstance(await gate.pass_through(call_of(person("rita"))), Call)
    assert isinstance(await gate.pass_through(call_of(person("rashid"))), Call)
    assert isinstance(await gate.pass_through(call_of(person("rita"))), Deny)


async def test_a_rate_on_a_target_leaves_other_targets_alone() -> None:
    gate = gate_for(LimitsSettings(targets={SEARCH: Rate(per_second=0.1, burst=1)}))
    search = call_of(target=SEARCH)
    assert isinstance(await gate.pass_through(search), Call)
    assert isinstance(await gate.pass_through(search), Deny)
    assert isinstance(await gate.pass_through(call_of()), Call)
    assert isinstance(await gate.pass_through(call_of(person("colin"), SEARCH)), Call)


async def test_the_exact_target_comes_before_the_longest_beginning() -> None:
    settings = LimitsSettings(
        targets={
            "finance/tool/*": Rate(per_second=0.1, burst=3),
            "finance/tool/get_*": Rate(per_second=0.1, burst=2),
            "finance/tool/get_account": Rate(per_second=0.1, burst=1),
        },
    )
    gate = gate_for(settings)
    for name, burst in (("get_account", 1), ("get_positions", 2), ("search", 3)):
        said = [await gate.pass_through(call_of(target=f"finance/tool/{name}")) for _ in range(burst + 1)]
        assert [isinstance(one, Call) for one in said] == [True] * burst + [False]


async def test_endless_names_do_not_fill_the_memory_of_paces() -> None:
    gate = gate_for(LimitsSettings(caller=Rate(per_second=100_000, burst=100_000), targets={"finance/tool/*": Rate(per_second=1, burst=1)}))
    for number in range(4200):
        await gate.pass_through(call_of(target=f"finance/tool/tool{number}"))
    assert len(gate._paces) <= 4096


@pytest.mark.control("LIM-05")
async def test_a_counter_that_is_away_lets_calls_pass_only_where_the_operator_said_so() -> None:
    closed = await RateGate(LimitsSettings(), UnreachableCounter()).pass_through(call_of())
    assert isinstance(closed, Deny)
    assert closed.reason is Reason.BUSY
    assert closed.retry_after
    opened = RateGate(LimitsSettings(when_counter_fails=FailMode.OPEN), UnreachableCounter())
    assert isinstance(await opened.pass_through(call_of()), Call)


@pytest.mark.parametrize("text", ["search_customers", "customer/thing/x", "*/tool/x", "customer/tool/a*b", "customer/tool/"])
def test_a_rate_on_what_is_no_target_is_refused_at_start(text: str) -> None:
    with pytest.raises(ValidationError):
        LimitsSettings(targets={text: Rate(per_second=1, burst=1)})
