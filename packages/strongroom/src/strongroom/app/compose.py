"""The composition root: the only place where the rooms meet. From Settings to a house that can be served."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import structlog
from prometheus_client import CollectorRegistry

from strongroom import __version__
from strongroom.app.adapters import CurrentPolicy, DoorIdentity, Publications, UpstreamCredentials
from strongroom.app.console_parts import ConsoleIdentity, CurrentServers, LogOnDisk, openness
from strongroom.app.fallback import Fallback, Mounted, Paths
from strongroom.app.lay import Ground, Laid
from strongroom.app.settings import Settings
from strongroom.audit.bracket import SealBracket, SealRules
from strongroom.audit.embedded import EmbeddedLedger
from strongroom.audit.keys import FileKeys
from strongroom.audit.observe import CallMetrics
from strongroom.audit.recent import Recent
from strongroom.audit.record import Recorder
from strongroom.console.access import Access
from strongroom.console.page import Facts
from strongroom.console.web import Console
from strongroom.core.clock import ReservedEntropy, SystemClock, SystemEntropy
from strongroom.core.reason import Reason
from strongroom.drivers.sealing import Sealer, load_or_create_key
from strongroom.edge.app import EdgeApp
from strongroom.edge.door import DoorParts
from strongroom.edge.port import Probe
from strongroom.identity.addresses import Reach
from strongroom.identity.assembly import trusted_issuers
from strongroom.identity.development.provider import DevelopmentIdentityProvider, ProviderPlace
from strongroom.identity.embedded import EmbeddedRevocations
from strongroom.identity.fetch import ThreadFetch
from strongroom.identity.mint import Mint
from strongroom.identity.settings import DevelopmentIssuer
from strongroom.identity.signing_keys import SigningKeys
from strongroom.identity.verify import Authenticator
from strongroom.limits.embedded import EmbeddedCounter
from strongroom.pipeline.engine import Engine
from strongroom.protection.told import told
from strongroom.routing.breaker import State

IDENTITY_PATH = "/identity"
_LOG = structlog.get_logger("strongroom.house")


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityParts:
    """Who calls, and under which tokens calls go on."""

    revocations: EmbeddedRevocations
    signing: SigningKeys
    mint: Mint
    provider: DevelopmentIdentityProvider | None
    authenticator: Authenticator
    issuers: tuple[str, ...]


class House:
    """Strongroom, composed and ready to be served. `replace` swaps the road; what it does not reach needs a restart."""

    def __init__(self, settings: Settings, *, measure: bool = False) -> None:
        settings.state.mkdir(parents=True, exist_ok=True, mode=0o700)
        clock, entropy = SystemClock(), SystemEntropy()
        keys = FileKeys.open(settings.audit.directory, origin=settings.audit.origin)
        self.settings = settings
        self.registry = CollectorRegistry()
        self.metrics = CallMetrics(self.registry)
        self.ledger = EmbeddedLedger(settings.audit, keys, changed=self.metrics.ledger_changed)
        self.recent = Recent(settings.audit.recent_calls, told)
        self.identity = _identity(settings, clock)
        rules = SealRules(durability=settings.audit.durability, when_unwritable=settings.audit.when_unwritable)
        self._ground = Ground(
            clock=clock,
            ledger=self.ledger,
            seal=SealBracket(self.ledger, Recorder(keys.digest_key, told), self.recent, rules=rules),
            metrics=self.metrics,
            registry=self.registry,
            counter=EmbeddedCounter(clock, settings.limits.remembered),
            credentials=UpstreamCredentials(self.identity.mint),
            sealer=Sealer(load_or_create_key(settings.state / "sealing.key"), clock=clock, entropy=entropy),
        )
        self.laid = Laid(settings, self._ground)
        self._retired: set[asyncio.Task[None]] = set()
        self.engine = Engine(measure=measure)
        self.console = self._console(clock)
        self.application = EdgeApp(self._doors(clock, entropy), probes=self._probes(), fallback=Fallback(*self._mounted()))

    async def start(self) -> None:
        """Open the log and begin to watch the servers."""
        await self.ledger.start()
        self.laid.start()

    async def replace(self, settings: Settings) -> None:
        """Lay a new road beside the old one and let the next call take it. Raises, and changes nothing, where the new one cannot be built."""
        laid = Laid(settings, self._ground)
        laid.start()
        old, self.laid = self.laid, laid
        self.settings = settings
        task = asyncio.create_task(_retire(old))
        self._retired.add(task)
        task.add_done_callback(self._retired.discard)

    async def drain(self, grace_seconds: float) -> None:
        """Take no new calls, let the running ones end, cut the rest off."""
        self.console.close()
        cut = await self.application.drain(grace_seconds)
        if cut:
            _LOG.warning("calls were cut off", calls=cut)

    async def close(self) -> None:
        """Give everything back, the log last: it seals what the others still had to say."""
        for task in self._retired:
            task.cancel()
        await asyncio.gather(*self._retired, return_exceptions=True)
        await self.laid.close()
        await self.ledger.close()
        self.identity.signing.close()
        self.identity.revocations.close()
        if self.identity.provider is not None:
            self.identity.provider.close()

    def _doors(self, clock: SystemClock, entropy: SystemEntropy) -> DoorParts:
        return DoorParts(
            settings=self.settings.edge,
            engine=self.engine,
            road=lambda: self.laid.road,
            authenticate=DoorIdentity(self.identity.authenticator),
            seal=self._ground.sealer,
            owners=_CurrentOwners(lambda: self.laid),
            see=CurrentPolicy(lambda: self.laid.policy),
            published=Publications(self.identity.mint, self.registry, self.identity.issuers, lambda: self.laid.policy),
            refused=self._refused,
            clock=clock,
            entropy=ReservedEntropy(entropy),
        )

    def _console(self, clock: SystemClock) -> Console:
        settings = self.settings
        facts = Facts(
            calls=self.recent,
            servers=CurrentServers(lambda: self.laid),
            log=LogOnDisk(self.ledger, settings.audit.directory),
            revision=lambda: self.laid.policy.tables.revision,
            clock=clock,
            profile=settings.profile.value,
            version=__version__,
        )
        caller = ConsoleIdentity(DoorIdentity(self.identity.authenticator), settings.edge.public_url)
        return Console(facts, Access(openness(settings), caller.identify, self._ground.sealer, clock))

    def _mounted(self) -> Iterator[Mounted]:
        provider = self.identity.provider
        if provider is not None:
            yield Paths(provider.app, exact=provider.paths, prefix=provider.prefix)
        yield Paths(self.console.app, exact=self.console.exact, prefix=self.console.prefix)

    def _refused(self, reason: Reason, peer: str) -> None:
        self.metrics.refused(reason)
        _LOG.info("request refused before there was a call", reason=reason.value, peer=peer)

    def _probes(self) -> Mapping[str, Probe]:
        async def audit() -> str:
            state = self.ledger.state
            return "" if state.writable else f"the log cannot be written: {state.cause}"

        async def servers() -> str:
            silent = [one.name for one in self.laid.router.health() if one.state is State.OPEN or all(it.error and not it.latency for it in one.replicas)]
            return f"no replica answers: {', '.join(silent)}" if silent else ""

        return {"audit": audit, "servers": servers}


class _CurrentOwners:
    """Owners of resources in the catalog of this moment."""

    def __init__(self, laid: Callable[[], Laid]) -> None:
        self._laid = laid

    def owner_of(self, uri: str) -> str | None:
        """The server's name."""
        return self._laid().catalog.owner_of(uri)


def _identity(settings: Settings, clock: SystemClock) -> IdentityParts:
    revocations = EmbeddedRevocations(settings.state / "revocations.sqlite", clock)
    signing = SigningKeys(settings.state / "upstream-keys.sqlite", clock)
    mint = Mint(settings.edge.public_url, signing, revocations, clock, lifetime=settings.identity.upstream_token_seconds)
    issuer = settings.edge.public_url + IDENTITY_PATH
    provider = None
    if any(isinstance(one, DevelopmentIssuer) for one in settings.identity.issuers):
        place = ProviderPlace(issuer=issuer, state=settings.state, profile=settings.profile.value, host=settings.listen.host)
        provider = DevelopmentIdentityProvider(place, revocations, clock)
    issuers = trusted_issuers(settings.identity, ThreadFetch(Reach.CONFIGURED), clock, issuer=issuer, local=provider)
    return IdentityParts(
        revocations=revocations,
        signing=signing,
        mint=mint,
        provider=provider,
        authenticator=Authenticator(issuers, revocations, clock, skew=settings.identity.clock_skew_seconds),
        issuers=tuple(one.issuer for one in issuers),
    )


async def _retire(old: Laid) -> None:
    """Calls that began on the old road have as long as any call there might take. Standing streams end then too: the old policy judged what they show."""
    await asyncio.sleep(old.settings.limits.call_seconds)
    await old.close()
