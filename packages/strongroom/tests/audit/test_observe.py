"""Metrics and the log line: bounded labels, no data, cheap when nobody listens."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
import structlog
from prometheus_client import CollectorRegistry
from support.audit_log import MakeExchange

from strongroom.audit.observe import METRICS, CallMetrics, ObserveBracket
from strongroom.audit.port import LedgerState
from strongroom.audit.settings import CallLog
from strongroom.core.reason import Reason
from strongroom.core.stops import Bracket

COUNTING = """
from prometheus_client import CollectorRegistry
from strongroom.audit.observe import CallMetrics
from strongroom.audit.port import LedgerState
from strongroom.core.reason import Reason
from strongroom.core.target import TargetKind
metrics = CallMetrics(CollectorRegistry())
metrics.accounts.began()
metrics.accounts.ended((TargetKind.TOOL, "bank-finance", Reason.ALLOWED), took=3_000_000, upstream=2_000_000, delivered=77)
metrics.ledger_changed(LedgerState(writable=True))
"""
GATHERING = """
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
registry = CollectorRegistry()
MultiProcessCollector(registry)
print(generate_latest(registry).decode())
"""


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


@pytest.fixture
def bracket(registry: CollectorRegistry) -> ObserveBracket:
    return ObserveBracket(CallMetrics(registry), servers=["bank-finance"], call_log=CallLog.OFF)


def test_it_is_a_bracket(bracket: ObserveBracket) -> None:
    assert isinstance(bracket, Bracket)


async def test_a_call_is_counted_timed_and_measured(registry: CollectorRegistry, bracket: ObserveBracket, make_exchange: MakeExchange) -> None:
    exchange = make_exchange()
    exchange.applied = {"mask:iban": 2, "mask:pan": 1, "invented": 4}
    exchange.delivered_bytes, exchange.upstream_ns = 77, 5_000_000
    async with bracket.hold(exchange):
        assert registry.get_sample_value("strongroom_calls_in_flight") == 1
    assert registry.get_sample_value("strongroom_calls_in_flight") == 0
    assert registry.get_sample_value("strongroom_calls_total", {"kind": "tool", "server": "bank-finance", "reason": "allowed"}) == 1
    assert registry.get_sample_value("strongroom_call_seconds_count", {"kind": "tool"}) == 1
    assert registry.get_sample_value("strongroom_upstream_seconds_sum", {"server": "bank-finance"}) == 0.005
    assert registry.get_sample_value("strongroom_delivered_bytes_total", {"kind": "tool"}) == 77
    assert registry.get_sample_value("strongroom_obligations_applied_total", {"obligation": "mask"}) == 3
    assert registry.get_sample_value("strongroom_obligations_applied_total", {"obligation": "other"}) == 4


async def test_a_server_that_nobody_registered_is_no_label(registry: CollectorRegistry, make_exchange: MakeExchange) -> None:
    bracket = ObserveBracket(CallMetrics(registry), servers=[], call_log=CallLog.OFF)
    async with bracket.hold(make_exchange(reason=Reason.DENIED)):
        pass
    assert registry.get_sample_value("strongroom_calls_total", {"kind": "tool", "server": "other", "reason": "denied"}) == 1


async def test_two_roads_share_the_instruments(registry: CollectorRegistry, make_exchange: MakeExchange) -> None:
    metrics = CallMetrics(registry)
    for _ in range(2):
        async with ObserveBracket(metrics, servers=["bank-finance"], call_log=CallLog.OFF).hold(make_exchange()):
            pass
    assert registry.get_sample_value("strongroom_calls_total", {"kind": "tool", "server": "bank-finance", "reason": "allowed"}) == 2


def test_the_table_says_what_the_registry_holds(registry: CollectorRegistry) -> None:
    CallMetrics(registry)
    held = {(family.name, family.type, family.documentation) for family in registry.collect()}
    assert held == {(metric.name.removesuffix("_total") if metric.kind == "counter" else metric.name, metric.kind, metric.help) for metric in METRICS}


def test_the_state_of_the_ledger_is_shown(registry: CollectorRegistry) -> None:
    CallMetrics(registry).ledger_changed(LedgerState(writable=False, spooled=3))
    assert registry.get_sample_value("strongroom_audit_writable") == 0
    assert registry.get_sample_value("strongroom_audit_spooled_records") == 3


@pytest.mark.control("OPS-06")
async def test_one_line_per_call_and_no_data_in_it(registry: CollectorRegistry, make_exchange: MakeExchange, caplog: pytest.LogCaptureFixture) -> None:
    structlog.configure(logger_factory=structlog.stdlib.LoggerFactory(), processors=[structlog.stdlib.render_to_log_kwargs])
    bracket = ObserveBracket(CallMetrics(registry), servers=[], call_log=CallLog.INFO)
    with caplog.at_level(logging.INFO, logger="strongroom.call"):
        async with bracket.hold(make_exchange(call_id="c-1")):
            pass
    structlog.reset_defaults()
    assert [tuple(vars(record)[name] for name in ("call", "outcome", "target")) for record in caplog.records] == [
        ("c-1", "allowed", "bank-finance/tool/get_account")
    ]
    assert "GB82" not in str(vars(caplog.records[0]))


@pytest.mark.parametrize("level", [CallLog.OFF, CallLog.DEBUG])
async def test_no_line_where_nobody_listens(registry: CollectorRegistry, make_exchange: MakeExchange, caplog: pytest.LogCaptureFixture, level: CallLog) -> None:
    bracket = ObserveBracket(CallMetrics(registry), servers=[], call_log=level)
    with caplog.at_level(logging.INFO, logger="strongroom.call"):
        async with bracket.hold(make_exchange()):
            pass
    assert caplog.records == []


def test_several_processes_are_gathered_into_one(tmp_path: Path) -> None:
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    for code in (COUNTING, COUNTING):
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    gathered = subprocess.run([sys.executable, "-c", GATHERING], env=environment, check=True, capture_output=True, text=True).stdout
    assert 'strongroom_calls_total{kind="tool",reason="allowed",server="bank-finance"} 2.0' in gathered
    assert 'strongroom_call_seconds_bucket{kind="tool",le="0.005"} 2.0' in gathered
    assert 'strongroom_delivered_bytes_total{kind="tool"} 154.0' in gathered
    assert "strongroom_audit_writable 1.0" in gathered
