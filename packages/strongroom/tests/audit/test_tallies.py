"""Plain numbers and prometheus_client's own instruments tell the same of the same calls."""

from hypothesis import given
from hypothesis import strategies as some
from prometheus_client import CollectorRegistry, generate_latest

from strongroom.audit.tallies import BUCKETS, Accounts, Instruments, Spread, Tallies
from strongroom.core.reason import Reason
from strongroom.core.target import TargetKind

Ended = tuple[tuple[TargetKind, str, Reason], int, int, int]
NANOSECONDS = some.one_of(some.integers(0, 60_000_000_000), some.sampled_from([int(bound * 1e9) for bound in BUCKETS]))
CALLS = some.lists(
    some.tuples(
        some.tuples(some.sampled_from(TargetKind), some.sampled_from(["", "finance", "other"]), some.sampled_from(Reason)),
        NANOSECONDS,
        NANOSECONDS,
        some.integers(0, 10_000),
    ),
    max_size=20,
)


def _shown(accounts: type[Tallies | Instruments], calls: list[Ended]) -> dict[str, float]:
    registry = CollectorRegistry()
    made: Accounts = accounts(registry, str)
    for key, took, upstream, delivered in calls:
        made.began()
        made.ended(key, took=took, upstream=upstream, delivered=delivered)
    made.began()
    lines = [line.rpartition(" ") for line in generate_latest(registry).decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines if "_created" not in name}


@given(CALLS)
def test_both_ways_of_counting_show_the_same(calls: list[Ended]) -> None:
    plain, shared = _shown(Tallies, calls), _shown(Instruments, calls)
    assert plain.keys() == shared.keys()
    assert all(abs(plain[name] - shared[name]) < 1e-6 for name in plain)
    assert plain["strongroom_calls_in_flight"] == 1


def test_a_value_on_a_bound_belongs_to_that_bucket() -> None:
    spread = Spread()
    for bound in BUCKETS:
        spread.add(bound)
    assert [count for _, count in spread.cumulative()] == [*range(1, len(BUCKETS) + 1), len(BUCKETS)]
