"""A policy document compiled: everything that can be known before a call is known here."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from strongroom.core.decision import Effect, Obligation, ObligationKind
from strongroom.core.principal import Clearance, MfaLevel
from strongroom.core.target import Target, TargetKind
from strongroom.policy import phrases
from strongroom.policy.conditions import AmountCondition, Condition, HoursCondition, PurposeCondition, RegionCondition, SecondFactorCondition
from strongroom.policy.declared import entries
from strongroom.policy.document import DAYS, Amount, Declared, Obligations, Rule, SecondFactor, When
from strongroom.policy.loading import Loaded
from strongroom.policy.patterns import NamePattern, TargetPattern, is_evasive, name_pattern, target_pattern

_LEVELS: Final = {"password": MfaLevel.PASSWORD, "one_time_code": MfaLevel.ONE_TIME_CODE, "hardware": MfaLevel.HARDWARE}


@dataclass(frozen=True, slots=True)
class Entry:
    """One declared thing, or all things under one beginning."""

    server: str
    kind: TargetKind
    name: NamePattern
    classification: Clearance
    effect: Effect
    scopes: tuple[str, ...]
    obligations: tuple[Obligation, ...]


@dataclass(frozen=True, slots=True)
class AgentEntry:
    """What agents of that name may do at most."""

    name: NamePattern
    targets: tuple[TargetPattern, ...]
    clearance: Clearance


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule ready to be asked. `second_factor` stands apart from `conditions` because its failure alone leads to a step-up."""

    id: str
    description: str
    allows: bool
    roles: frozenset[str]
    """Empty means everyone."""
    agents: tuple[NamePattern, ...]
    targets: tuple[TargetPattern, ...]
    conditions: tuple[Condition, ...]
    second_factor: SecondFactorCondition | None
    obligations: tuple[Obligation, ...]

    def speaks_of(self, roles: frozenset[str], parties: tuple[str, ...]) -> bool:
        """Whether the rule is about these roles and agents: an allow must name every party, a deny any one of them."""
        if self.roles and self.roles.isdisjoint(roles):
            return False
        named = (any(agent.matches(party) for agent in self.agents) for party in parties)
        return all(named) if self.allows else any(named)


@dataclass(frozen=True, slots=True)
class Tables:
    """A whole policy, compiled."""

    revision: str
    exact: dict[tuple[str, TargetKind, str], Entry]
    open_ended: dict[tuple[str, TargetKind], tuple[Entry, ...]]
    """Longest beginning first."""
    agents: tuple[AgentEntry, ...]
    """Exact names first, then the longest beginning."""
    rules: tuple[CompiledRule, ...]
    always: tuple[Obligation, ...]
    servers: tuple[str, ...]

    def entry(self, target: Target) -> Entry | None:
        """The declaration of `target`: the exact one, else the one with the longest beginning, else None."""
        found = self.exact.get((target.server, target.kind, target.name))
        if found is not None or is_evasive(target.name):
            return found
        return next((entry for entry in self.open_ended.get((target.server, target.kind), ()) if entry.name.matches(target.name)), None)

    def all_entries(self) -> tuple[Entry, ...]:
        """Every declaration."""
        return (*self.exact.values(), *(entry for several in self.open_ended.values() for entry in several))


def compile_policy(loaded: Loaded) -> Tables:
    """The tables of a policy that was read and found right."""
    document = loaded.document
    every = [_entry(server, kind, name, declaration) for server, kind, name, declaration in entries(document)]
    agents = [
        AgentEntry(name_pattern(name), tuple(map(target_pattern, agent.targets)), Clearance[agent.clearance.upper()]) for name, agent in document.agents.items()
    ]
    open_ended: dict[tuple[str, TargetKind], list[Entry]] = {}
    for entry in sorted((entry for entry in every if entry.name.prefix), key=lambda entry: -len(entry.name.text)):
        open_ended.setdefault((entry.server, entry.kind), []).append(entry)
    return Tables(
        revision=loaded.revision,
        exact={(entry.server, entry.kind, entry.name.text): entry for entry in every if not entry.name.prefix},
        open_ended={key: tuple(several) for key, several in open_ended.items()},
        agents=tuple(sorted(agents, key=lambda agent: (agent.name.prefix, -len(agent.name.text)))),
        rules=tuple(_rule(rule) for rule in document.rules),
        always=_obligations(document.always),
        servers=tuple(document.servers),
    )


def merged(*layers: tuple[Obligation, ...]) -> tuple[Obligation, ...]:
    """Obligations of several layers, the later and more particular replacing the earlier of the same kind and path; of caps the smallest stays."""
    found: dict[tuple[ObligationKind, str], Obligation] = {}
    for layer in layers:
        for obligation in layer:
            key = (obligation.kind, obligation.path)
            before = found.get(key)
            if obligation.kind is ObligationKind.CAP and before is not None and int(before.detail) < int(obligation.detail):
                continue
            found[key] = obligation
    return tuple(found.values())


def _entry(server: str, kind: TargetKind, name: str, declaration: Declared) -> Entry:
    return Entry(
        server=server,
        kind=kind,
        name=name_pattern(name),
        classification=Clearance[declaration.classification.upper()],
        effect=Effect(declaration.effect),
        scopes=tuple(sorted(set(declaration.scopes))),
        obligations=_obligations(declaration.obligations),
    )


def _rule(rule: Rule) -> CompiledRule:
    return CompiledRule(
        id=rule.id,
        description=rule.description,
        allows=rule.effect == "allow",
        roles=frozenset() if "*" in rule.roles else frozenset(rule.roles),
        agents=tuple(map(name_pattern, rule.agents)),
        targets=tuple(map(target_pattern, rule.targets)),
        conditions=_conditions(rule.when),
        second_factor=_second_factor(rule.when.mfa),
        obligations=_obligations(rule.obligations),
    )


def _second_factor(wanted: SecondFactor | None) -> SecondFactorCondition | None:
    if wanted is None:
        return None
    return SecondFactorCondition(_LEVELS[wanted.minimum], wanted.max_age, phrases.second_factor(wanted))


def _conditions(when: When) -> tuple[Condition, ...]:
    found: list[Condition] = []
    if when.regions:
        found.append(RegionCondition(frozenset(when.regions), phrases.region(when.regions)))
    if when.purposes:
        found.append(PurposeCondition(frozenset(when.purposes), phrases.purpose(when.purposes)))
    if when.hours is not None:
        window = when.hours
        days = frozenset(DAYS.index(day) for day in window.days)
        found.append(HoursCondition(days, window.begin, window.end, ZoneInfo(window.zone), phrases.hours(window)))
    found.extend(_amount(limit) for limit in when.amounts)
    return tuple(found)


def _amount(limit: Amount) -> AmountCondition:
    bound = limit.at_most if limit.at_most is not None else limit.above
    return AmountCondition(
        argument=limit.argument,
        at_least=limit.at_least,
        bound=Decimal(0) if bound is None else bound,
        currency=limit.currency,
        currency_argument=limit.currency_argument,
        absent_is_fine=limit.absent == "allow",
        sentence=phrases.amount(limit),
    )


def _obligations(wanted: Obligations) -> tuple[Obligation, ...]:
    found = [Obligation(ObligationKind.DROP, path) for path in wanted.drop]
    found.extend(Obligation(ObligationKind.MASK, path, style) for path, style in wanted.mask.items())
    found.extend(Obligation(ObligationKind.INSPECT, word, handling) for word, handling in wanted.inspect.items())
    if wanted.cap is not None:
        found.append(Obligation(ObligationKind.CAP, "", str(wanted.cap)))
    return tuple(found)
