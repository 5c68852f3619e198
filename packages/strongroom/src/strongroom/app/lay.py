"""Lays a road: everything that a changed configuration may change, built beside what runs, and let go when the calls on it are over."""

from dataclasses import dataclass

from prometheus_client import CollectorRegistry

from strongroom import __version__
from strongroom.app.adapters import UpstreamCredentials
from strongroom.app.obligations import policy_of
from strongroom.app.settings import Settings
from strongroom.app.tls_files import check_upstream
from strongroom.audit.bracket import SealBracket
from strongroom.audit.embedded import EmbeddedLedger
from strongroom.audit.gate import WritableGate
from strongroom.audit.observe import CallMetrics, ObserveBracket
from strongroom.catalog.embedded import Catalog
from strongroom.core.clock import Clock
from strongroom.drivers.http import Pool
from strongroom.drivers.sealing import Sealer
from strongroom.limits.bracket import DeadlineBracket, SlotsBracket
from strongroom.limits.embedded import EmbeddedCounter
from strongroom.limits.filter import SizeFilter
from strongroom.limits.gate import RateGate
from strongroom.pipeline.engine import Road
from strongroom.pipeline.road import Stop, build
from strongroom.policy.filter import VisibleFilter
from strongroom.policy.gate import DecideGate
from strongroom.protection.filter import ContentFilter, FieldsFilter
from strongroom.protection.gate import ArgumentsGate
from strongroom.protection.told import told
from strongroom.routing.dispatch import Dispatch
from strongroom.routing.probing import Probing
from strongroom.routing.router import Router
from strongroom.upstream.aggregate import Everyone
from strongroom.upstream.cursor import Cursors
from strongroom.upstream.mcp import McpUpstream


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What outlives a road: the log, the keys, the counters, the instruments."""

    clock: Clock
    ledger: EmbeddedLedger
    seal: SealBracket
    metrics: CallMetrics
    registry: CollectorRegistry
    counter: EmbeddedCounter
    credentials: UpstreamCredentials
    sealer: Sealer


class Laid:
    """A road in use, and what hangs on it."""

    def __init__(self, settings: Settings, ground: Ground) -> None:
        """Build and check everything; nothing is opened yet. Raises PolicyFileError or ValueError."""
        self.settings = settings
        self.policy = policy_of(settings.policy.file)
        self.catalog = Catalog(settings.servers)
        check_upstream(settings.upstream_http)
        self._pool = Pool(settings.upstream_http)
        self._upstream = McpUpstream(self._pool, self.catalog, ground.credentials, settings.upstream)
        self._dispatch = Dispatch(self.catalog, self._upstream, settings.routing, ground.clock)
        self._probing = Probing(self._dispatch, self._upstream, ground.clock, seconds=settings.routing.probe_seconds)
        everyone = Everyone(self._dispatch, self.catalog, self.policy.server_visible, Cursors(ground.sealer), settings.upstream, version=__version__)
        self.router = Router(self._dispatch, everyone)
        self.road: Road = build("mcp", self._stops(settings, ground))

    def start(self) -> None:
        """Begin to watch the servers."""
        self._probing.start()

    async def close(self) -> None:
        """Let go, after the last call."""
        await self._probing.stop()
        await self._upstream.close()
        await self._pool.close()

    def _stops(self, settings: Settings, ground: Ground) -> dict[str, Stop]:
        return {
            "audit.seal": ground.seal,
            "audit.observe": ObserveBracket(ground.metrics, servers=[server.name for server in settings.servers], call_log=settings.audit.call_log, told=told),
            "limits.deadline": DeadlineBracket(settings.limits),
            "limits.rate": RateGate(settings.limits, ground.counter),
            "policy.decide": DecideGate(self.policy),
            "audit.writable": WritableGate(ground.ledger, when_unwritable=settings.audit.when_unwritable),
            "protection.arguments": ArgumentsGate(settings.protection.arguments.table()),
            "limits.slots": SlotsBracket(settings.limits),
            "routing": self.router,
            "limits.size": SizeFilter(settings.limits),
            "policy.visible": VisibleFilter(self.policy),
            "protection.fields": FieldsFilter(),
            "protection.content": ContentFilter(settings.protection.results.table()),
        }
