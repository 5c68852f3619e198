"""Plain values for the page."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from strongroom.console.port import LogFacts
from strongroom.console.view import MAX_TEXT, PULSE_CALLS, Tone, log_line, row, server_line, tone, totals, worst_first
from strongroom.core.json import JsonObject
from strongroom.core.reason import Reason

MakeEntry = Callable[..., JsonObject]


def test_a_call_is_told_in_one_row(make_entry: MakeEntry) -> None:
    told = row(make_entry())
    assert (told.who, told.roles, told.agent, told.target, told.tone) == ("Anna Keller", "relationship_manager", "desk-assistant", "get_account", Tone.ANSWERED)
    assert (told.why, told.rule, told.duration, told.place) == ("Managers may read accounts of their region.", "rm-read", "3.2 ms", "shard-00 #77")
    assert told.iso == "2026-11-18T11:06:40.000+00:00" and told.clock == "11:06:40"


def test_missing_or_odd_facts_leave_blanks_and_never_fail() -> None:
    told = row({"why": "x", "roles": 5, "index": "7", "time": None, "duration_ms": "fast", "target": 9})
    assert (told.why, told.roles, told.place, told.clock, told.duration, told.target, told.tone) == ("", "", "", "", "", "", Tone.FAILED)


def test_texts_are_bounded(make_entry: MakeEntry) -> None:
    told = row(make_entry(target="x" * 5_000, why=["y" * 5_000]))
    assert len(told.target) == MAX_TEXT and len(told.why) == MAX_TEXT


def test_a_record_that_is_not_on_disk_has_no_place(make_entry: MakeEntry) -> None:
    assert row(make_entry(seal="spooled", index=-1)).place == ""


def test_every_reason_has_a_tone() -> None:
    assert {tone(reason.value) for reason in Reason} == set(Tone)
    assert tone("denied") is Tone.REFUSED and tone("cached") is Tone.ANSWERED and tone("internal") is Tone.FAILED


def test_totals_count_and_draw_the_newest_calls_to_the_right(make_entry: MakeEntry) -> None:
    entries = [make_entry(outcome="denied", duration_ms=1000.0), make_entry(), make_entry(duration_ms=1.0)]
    told = totals(entries)
    assert (told.calls, told.answered, told.refused, told.failed, told.median, told.slow) == (3, 2, 1, 0, "3.2 ms", "1.00 s")
    assert [bar.x for bar in told.bars] == [PULSE_CALLS - 3, PULSE_CALLS - 2, PULSE_CALLS - 1]
    assert told.bars[-1].tone is Tone.REFUSED and told.bars[-1].height > told.bars[0].height
    assert len(totals(entries * 100).bars) == PULSE_CALLS and totals([]).median == ""


@pytest.mark.parametrize(
    ("state", "error", "shown"),
    [("closed", "", "up"), ("closed", "slow", "faltering"), ("half_open", "", "trying"), ("open", "", "down"), ("odd", "", "unknown")],
)
def test_a_server_is_told_by_its_breaker_and_its_last_error(state: str, error: str, shown: str) -> None:
    told = server_line(SimpleNamespace(name="s", state=state, latency=0.0, error=error, in_flight=0))
    assert told.state == shown and told.latency == ""


def test_what_needs_a_look_comes_first() -> None:
    lines = [server_line(SimpleNamespace(name=state, state=state, latency=0.0, error="", in_flight=0)) for state in ("closed", "half_open", "open")]
    assert [line.name for line in sorted(lines, key=worst_first)] == ["open", "half_open", "closed"]


@pytest.mark.parametrize(("size", "shown"), [(0, "0 B"), (1023, "1023 B"), (2048, "2.0 KB"), (151_000_000, "144.0 MB"), (3 << 40, "3.0 TB"), (-1, "")])
def test_sizes_are_in_words(size: int, shown: str) -> None:
    assert log_line(LogFacts(writable=True, bytes=size), 0.0).size == shown


@pytest.mark.parametrize(("ago", "shown"), [(0, "just now"), (30, "30 s ago"), (600, "10 min ago"), (10_000, "3 h ago"), (400_000, "5 days ago")])
def test_times_are_in_words(ago: float, shown: str) -> None:
    assert log_line(LogFacts(writable=True, checkpoint_at=1e9), 1e9 + ago).checkpoint == shown


def test_a_log_that_cannot_be_written_says_why() -> None:
    told = log_line(LogFacts(writable=False, cause="disk full", repaired="a torn tail", damaged=("shard-01: bad",)), 0.0)
    assert (told.state, told.cause, told.checkpoint) == ("not writable", "disk full", "none yet")
    assert told.notes == ("Repaired at start: a torn tail", "Damaged, left alone: shard-01: bad")
