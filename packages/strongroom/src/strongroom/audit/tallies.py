"""What calls leave in the metrics: plain numbers that Prometheus is shown when it asks, or its own instruments where several processes are one.

An instrument takes a lock for each step and eight steps for each call, which is a tenth of a call; a process that shares with nobody needs no lock.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from typing import Final, Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric as Family

from strongroom.core.reason import Reason
from strongroom.core.target import TargetKind

BUCKETS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds in seconds."""
CALLS: Final = "strongroom_calls_total"
IN_FLIGHT: Final = "strongroom_calls_in_flight"
SECONDS: Final = "strongroom_call_seconds"
UPSTREAM: Final = "strongroom_upstream_seconds"
DELIVERED: Final = "strongroom_delivered_bytes_total"
_EDGES: Final = (*map(repr, BUCKETS), "+Inf")
_NANO: Final = 1e9

Key = tuple[TargetKind, str, Reason]
"""Kind of target, server and ending of a call: each from a bounded set."""


class Accounts(Protocol):
    """Where calls are accounted for. Times are nanoseconds, sizes bytes; no wait upstream, or nothing delivered, is 0."""

    def began(self) -> None:
        """A call is under way."""
        ...

    def ended(self, key: Key, *, took: int, upstream: int, delivered: int) -> None:
        """A call is over."""
        ...


class Spread:
    """How values, in seconds, fall into the buckets."""

    __slots__ = ("counts", "total")

    def __init__(self) -> None:
        self.counts = [0] * len(_EDGES)
        self.total = 0.0

    def add(self, seconds: float) -> None:
        """One more; a bucket holds what is not larger than its bound."""
        self.counts[bisect_left(BUCKETS, seconds)] += 1
        self.total += seconds

    def cumulative(self) -> list[tuple[str, float]]:
        """The buckets as Prometheus counts them: each with all below it."""
        so_far = 0
        shown: list[tuple[str, float]] = []
        for edge, count in zip(_EDGES, self.counts, strict=True):
            so_far += count
            shown.append((edge, so_far))
        return shown


class _Line:
    """The numbers of one key; the spreads are shared with the other keys of the same kind, or the same server."""

    __slots__ = ("calls", "delivered", "seconds", "upstream")

    def __init__(self, seconds: Spread, upstream: Spread) -> None:
        self.calls = 0
        self.delivered = 0
        self.seconds = seconds
        self.upstream = upstream


class Tallies:
    """Accounts of one process, and the collector that shows them. Belongs to the thread of the event loop; reading it elsewhere is harmless."""

    def __init__(self, registry: CollectorRegistry, help_of: Callable[[str], str]) -> None:
        self._help_of = help_of
        self._in_flight = 0
        self._lines: dict[Key, _Line] = {}
        self._seconds: dict[str, Spread] = {}
        self._upstream: dict[str, Spread] = {}
        registry.register(self)

    def began(self) -> None:
        """A call is under way."""
        self._in_flight += 1

    def ended(self, key: Key, *, took: int, upstream: int, delivered: int) -> None:
        """A call is over."""
        self._in_flight -= 1
        line = self._lines[key] if key in self._lines else self._open(key)
        line.calls += 1
        line.delivered += delivered
        line.seconds.add(took / _NANO)
        if upstream:
            line.upstream.add(upstream / _NANO)

    def _open(self, key: Key) -> _Line:
        line = self._lines[key] = _Line(self._seconds.setdefault(key[0].value, Spread()), self._upstream.setdefault(key[1], Spread()))
        return line

    def collect(self) -> Iterable[Family]:
        """For the registry."""
        lines = list(self._lines.items())
        calls = CounterMetricFamily(CALLS, self._help_of(CALLS), labels=("kind", "server", "reason"))
        delivered: dict[str, int] = {}
        for (kind, server, reason), line in lines:
            calls.add_metric((kind.value, server, reason.value), line.calls)
            delivered[kind.value] = delivered.get(kind.value, 0) + line.delivered
        yield calls
        yield GaugeMetricFamily(IN_FLIGHT, self._help_of(IN_FLIGHT), value=self._in_flight)
        yield self._histogram(SECONDS, "kind", self._seconds)
        yield self._histogram(UPSTREAM, "server", self._upstream)
        size = CounterMetricFamily(DELIVERED, self._help_of(DELIVERED), labels=("kind",))
        for name, count in delivered.items():
            size.add_metric((name,), count)
        yield size

    def _histogram(self, name: str, label: str, spreads: Mapping[str, Spread]) -> HistogramMetricFamily:
        family = HistogramMetricFamily(name, self._help_of(name), labels=(label,))
        for value, spread in list(spreads.items()):
            if any(spread.counts):
                family.add_metric((value,), spread.cumulative(), spread.total)
        return family


class Instruments:
    """Accounts in prometheus_client's own instruments, whose values the processes of a folder share (PROMETHEUS_MULTIPROC_DIR)."""

    def __init__(self, registry: CollectorRegistry, help_of: Callable[[str], str]) -> None:
        self._calls = Counter(CALLS, help_of(CALLS), ("kind", "server", "reason"), registry=registry)
        self._in_flight = Gauge(IN_FLIGHT, help_of(IN_FLIGHT), registry=registry, multiprocess_mode="livesum")
        self._seconds = Histogram(SECONDS, help_of(SECONDS), ("kind",), registry=registry, buckets=BUCKETS)
        self._upstream = Histogram(UPSTREAM, help_of(UPSTREAM), ("server",), registry=registry, buckets=BUCKETS)
        self._delivered = Counter(DELIVERED, help_of(DELIVERED), ("kind",), registry=registry)

    def began(self) -> None:
        """A call is under way."""
        self._in_flight.inc()

    def ended(self, key: Key, *, took: int, upstream: int, delivered: int) -> None:
        """A call is over."""
        kind, server, reason = key[0].value, key[1], key[2].value
        self._in_flight.dec()
        self._calls.labels(kind, server, reason).inc()
        self._seconds.labels(kind).observe(took / _NANO)
        self._delivered.labels(kind).inc(delivered)
        if upstream:
            self._upstream.labels(server).observe(upstream / _NANO)
