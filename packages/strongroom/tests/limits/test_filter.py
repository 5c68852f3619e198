"""The size of an answer is bounded over all its events, or per event where there is no end."""

import pytest
from support.calls import call_of, cleared

from strongroom.core.call import Cleared
from strongroom.core.decision import Obligation, ObligationKind
from strongroom.core.reason import Reason
from strongroom.core.stops import Event, FilterStop, Refusal
from strongroom.limits.filter import SizeFilter
from strongroom.limits.settings import LimitsSettings


def capped(*caps: int) -> Cleared:
    return cleared(call_of(), *(Obligation(ObligationKind.CAP, detail=str(cap)) for cap in caps))


def test_what_fits_passes_as_it_came() -> None:
    stop = SizeFilter(LimitsSettings(result_bytes=1024))
    assert isinstance(stop, FilterStop)
    made = stop.filter_for(capped())
    event = Event(b"x" * 1024, last=True)
    assert list(made.feed(event)) == [event]
    assert list(made.finish()) == []
    assert made.applied == {}


@pytest.mark.control("LIM-04")
def test_many_small_events_add_up() -> None:
    made = SizeFilter(LimitsSettings(result_bytes=1024)).filter_for(capped())
    for _ in range(4):
        made.feed(Event(b"x" * 256))
    with pytest.raises(Refusal) as refused:
        made.feed(Event(b"x", last=True))
    assert refused.value.deny.reason is Reason.TOO_LARGE
    assert "1024" in refused.value.deny.message


@pytest.mark.parametrize(("caps", "most"), [((100,), 100), ((5000,), 1024), ((300, 200), 200)])
def test_policy_may_only_make_the_bound_smaller(caps: tuple[int, ...], most: int) -> None:
    made = SizeFilter(LimitsSettings(result_bytes=1024)).filter_for(capped(*caps))
    with pytest.raises(Refusal):
        made.feed(Event(b"x" * (most + 1)))
    made = SizeFilter(LimitsSettings(result_bytes=1024)).filter_for(capped(*caps))
    assert made.feed(Event(b"x" * most))


def test_a_standing_stream_may_go_on_but_each_message_is_bounded() -> None:
    made = SizeFilter(LimitsSettings(result_bytes=1024)).filter_for(cleared(call_of(target="finance/stream/")))
    for _ in range(10):
        assert made.feed(Event(b"x" * 1000))
    assert list(made.finish()) == []
    assert made.applied == {}
    with pytest.raises(Refusal):
        made.feed(Event(b"x" * 1025))
