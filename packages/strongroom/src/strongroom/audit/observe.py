"""The operational trace of each call: Prometheus metrics and one log line. Words and numbers only, never data; every label comes from a bounded set."""

import logging
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Final

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge

from strongroom.audit.port import LedgerState
from strongroom.audit.settings import CallLog
from strongroom.audit.tallies import Accounts, Instruments, Tallies
from strongroom.core.decision import ObligationKind
from strongroom.core.exchange import Exchange
from strongroom.core.reason import ANSWERED, Reason

LOGGER: Final = "strongroom.call"
MULTIPROCESS: Final = "PROMETHEUS_MULTIPROC_DIR"
OTHER: Final = "other"
_LEVELS = {CallLog.OFF: logging.NOTSET, CallLog.DEBUG: logging.DEBUG, CallLog.INFO: logging.INFO}


@dataclass(frozen=True, slots=True)
class Metric:
    """One row of the metrics table."""

    name: str
    kind: str
    labels: tuple[str, ...]
    help: str


METRICS: tuple[Metric, ...] = (
    Metric("strongroom_calls_total", "counter", ("kind", "server", "reason"), "Calls that ended, by kind of target, server and reason."),
    Metric("strongroom_calls_in_flight", "gauge", (), "Calls under way."),
    Metric("strongroom_call_seconds", "histogram", ("kind",), "Time from the first stop to the seal."),
    Metric("strongroom_upstream_seconds", "histogram", ("server",), "Time spent waiting for the server behind; calls that went there only."),
    Metric("strongroom_delivered_bytes_total", "counter", ("kind",), "Bytes of answers delivered to callers, before framing."),
    Metric("strongroom_obligations_applied_total", "counter", ("obligation",), "Values masked, dropped or found by inspection, and results capped."),
    Metric("strongroom_requests_refused_total", "counter", ("reason",), "Requests that ended before there was a call: bad framing, no valid token, malformed."),
    Metric("strongroom_audit_writable", "gauge", (), "1 while every process can write its audit log, else 0."),
    Metric("strongroom_audit_spooled_records", "gauge", (), "Audit records that wait in memory because the log cannot be written."),
)
_TABLE = {metric.name: metric for metric in METRICS}


def _help_of(name: str) -> str:
    return _TABLE[name].help


def _counter(name: str, registry: CollectorRegistry) -> Counter:
    metric = _TABLE[name]
    return Counter(metric.name, metric.help, metric.labels, registry=registry)


class CallMetrics:
    """What is counted, made once per process and registry; roads that are rebuilt share it. Multiprocess mode is prometheus_client's own."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.accounts: Accounts = (Instruments if MULTIPROCESS in os.environ else Tallies)(registry, _help_of)
        self.applied = _counter("strongroom_obligations_applied_total", registry)
        self._refused = _counter("strongroom_requests_refused_total", registry)
        self._writable = Gauge("strongroom_audit_writable", _TABLE["strongroom_audit_writable"].help, registry=registry, multiprocess_mode="livemin")
        self._spooled = Gauge(
            "strongroom_audit_spooled_records", _TABLE["strongroom_audit_spooled_records"].help, registry=registry, multiprocess_mode="livesum"
        )

    def refused(self, reason: Reason) -> None:
        """For the doors to call on each request that never became a call."""
        self._refused.labels(reason.value).inc()

    def ledger_changed(self, state: LedgerState) -> None:
        """For a ledger to call whenever its state changes; any thread."""
        self._writable.set(1 if state.writable else 0)
        self._spooled.set(state.spooled)


class ObserveBracket:
    """Counts, times and logs each call."""

    name = "audit.observe"

    def __init__(self, metrics: CallMetrics, *, servers: Iterable[str], call_log: CallLog = CallLog.INFO, told: Callable[[str], str] = str) -> None:
        """`servers` are the names that may become labels; any other server is counted as `other`. `told` is what may be said of a name."""
        self.metrics = metrics
        self._servers = frozenset(servers) | {""}
        self._level = _LEVELS[call_log]
        self._told = told
        self._quiet = logging.getLogger(LOGGER)
        self._log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(LOGGER)
        self._applied = {word: metrics.applied.labels(word) for word in (*(kind.value for kind in ObligationKind), OTHER)}

    def hold(self, exchange: Exchange) -> "_Watch":
        """From the first stop to just before the seal."""
        return _Watch(self, exchange)

    def ended(self, exchange: Exchange, duration_ns: int) -> None:
        """Account for one call."""
        target = exchange.call.target
        key = (target.kind, target.server if target.server in self._servers else OTHER, exchange.reason)
        self.metrics.accounts.ended(key, took=duration_ns, upstream=exchange.upstream_ns, delivered=exchange.delivered_bytes)
        for name, count in exchange.applied.items():
            self._applied.get(name.partition(":")[0], self._applied[OTHER]).inc(count)
        if self._level and self._quiet.isEnabledFor(self._level):
            self._line(exchange, duration_ns)

    def _line(self, exchange: Exchange, duration_ns: int) -> None:
        call = exchange.call
        self._log.log(
            self._level,
            "call",
            call=call.id,
            trace=call.trace.trace_id,
            subject=call.principal.subject,
            client=call.principal.client,
            method=call.request.method,
            target=self._told(str(call.target)),
            outcome=exchange.reason.value,
            rule=exchange.decision.rule if exchange.decision else "",
            detail="" if exchange.reason in ANSWERED else exchange.detail,
            milliseconds=round(duration_ns / 1e6, 3),
            upstream_milliseconds=round(exchange.upstream_ns / 1e6, 3),
            bytes=exchange.delivered_bytes,
        )


class _Watch:
    """One call being watched."""

    __slots__ = ("_begun", "_bracket", "_exchange")

    def __init__(self, bracket: ObserveBracket, exchange: Exchange) -> None:
        self._bracket = bracket
        self._exchange = exchange

    async def __aenter__(self) -> None:
        self._bracket.metrics.accounts.began()
        self._begun = time.perf_counter_ns()

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Account for the ending as the exchange has it."""
        self._bracket.ended(self._exchange, time.perf_counter_ns() - self._begun)
