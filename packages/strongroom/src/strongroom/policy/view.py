"""What one kind of caller (roles, clearance, agents) may see, and the plan by which each thing it sees is decided. Built once, asked often."""

from dataclasses import dataclass
from typing import Final

from strongroom.core.decision import Decision, Obligation
from strongroom.core.principal import Clearance, Principal
from strongroom.core.reason import Reason
from strongroom.core.target import Target, TargetKind
from strongroom.policy.patterns import NamePattern
from strongroom.policy.port import Ruling
from strongroom.policy.tables import AgentEntry, CompiledRule, Entry, Tables, merged

_MOST_PLANS: Final = 2048

ViewKey = tuple[frozenset[str], int, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Way:
    """One allow rule on the way to one target, and its answer, made before anybody asks."""

    rule: CompiledRule
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class Plan:
    """How calls to one visible target are decided: deny rules first, then the ways in."""

    entry: Entry
    scopes: frozenset[str]
    denies: tuple[CompiledRule, ...]
    ways: tuple[Way, ...]
    completion: Ruling
    """The answer to a request to complete an argument of this prompt or resource."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """The target is not there for this caller; `why` is for the record and the explanation, never for the caller."""

    why: str
    rule: str = "default"


def view_key(principal: Principal) -> ViewKey:
    """What of a caller decides what it may see."""
    return principal.roles, int(principal.clearance), principal.client, principal.actors


class View:
    """The tables as one kind of caller sees them."""

    def __init__(self, tables: Tables, key: ViewKey) -> None:
        roles, clearance, client, actors = key
        self._tables = tables
        self._clearance = Clearance(clearance)
        self._parties = (client, *actors)
        self._agents = [_agent_of(tables, party) for party in self._parties]
        spoken = [rule for rule in tables.rules if rule.speaks_of(roles, self._parties)]
        self._allows = [rule for rule in spoken if rule.allows]
        self._denies = [rule for rule in spoken if not rule.allows]
        self._plans: dict[tuple[str, str, str], Plan | Hidden] = {}
        seen = [entry for entry in tables.all_entries() if self._shows(entry)]
        self.scopes = {server: frozenset(scope for entry in seen if entry.server == server for scope in entry.scopes) for server in tables.servers}
        self.servers = frozenset(entry.server for entry in seen)

    def plan(self, target: Target) -> Plan | Hidden:
        """The plan for `target`, or why it is not there."""
        key = (target.kind, target.server, target.name)  # hashing strings is C; hashing a Target is not
        found = self._plans.get(key)
        if found is None:
            found = self._plan(target)
            if not isinstance(found, Hidden) or found.rule != "undeclared":
                while len(self._plans) >= _MOST_PLANS:
                    del self._plans[next(iter(self._plans))]
                self._plans[key] = found
        return found

    def _plan(self, target: Target) -> Plan | Hidden:
        entry = self._tables.entry(target)
        if entry is None:
            return Hidden("The policy declares nothing of that name.", "undeclared")
        barred = self._barred(entry, exact=target.name)
        if barred is not None:
            return barred
        allows = [rule for rule in self._allows if any(pattern.matches(target) for pattern in rule.targets)]
        if not allows:
            return Hidden("No allow rule names this target for these roles and agents.")
        denies = [rule for rule in self._denies if any(pattern.matches(target) for pattern in rule.targets)]
        closed = next((rule for rule in denies if not rule.conditions), None)
        if closed is not None:
            return Hidden(f"Rule {closed.id} denies it without condition: {closed.description}", closed.id)
        common = merged(self._tables.always, entry.obligations)
        ways = tuple(Way(rule, Ruling(self._allowed(entry, rule.id, rule.description, merged(common, rule.obligations)))) for rule in allows)
        completion = Ruling(self._allowed(entry, "completion", "The prompt or resource is visible to the caller.", common))
        return Plan(entry, frozenset(entry.scopes), tuple(denies), ways, completion)

    def _allowed(self, entry: Entry, rule: str, sentence: str, obligations: tuple[Obligation, ...]) -> Decision:
        return Decision(
            reason=Reason.ALLOWED,
            reasons=(sentence,),
            rule=rule,
            revision=self._tables.revision,
            effect=entry.effect,
            obligations=obligations,
            scopes=entry.scopes,
        )

    def _barred(self, entry: Entry, *, exact: str | None) -> Hidden | None:
        """The lattice that stands over all rules: clearance against classification, of the user and of every agent on the way."""
        if entry.classification > self._clearance:
            return Hidden(f"It is {entry.classification.name.lower()} and the user's clearance is {self._clearance.name.lower()}.", "clearance")
        name = entry.name if exact is None else NamePattern(exact, prefix=False)
        for party, agent in zip(self._parties, self._agents, strict=True):
            if agent is None:
                return Hidden(f"The agent {party!r} may not act here.", "agents")
            if entry.classification > agent.clearance:
                return Hidden(f"It is {entry.classification.name.lower()} and the agent {party!r} is cleared for {agent.clearance.name.lower()}.", "agents")
            if not any(pattern.overlaps(entry.server, entry.kind, name) for pattern in agent.targets):
                return Hidden(f"The agent {party!r} may not use this target.", "agents")
        return None

    def _shows(self, entry: Entry) -> bool:
        """Whether something under `entry` may be visible."""
        if self._barred(entry, exact=None) is not None:
            return False
        place = (entry.server, entry.kind, entry.name)
        if not any(pattern.overlaps(*place) for rule in self._allows for pattern in rule.targets):
            return False
        return not any(pattern.covers(*place) for rule in self._denies if not rule.conditions for pattern in rule.targets)


def _agent_of(tables: Tables, party: str) -> AgentEntry | None:
    return next((agent for agent in tables.agents if agent.name.matches(party)), None)


def followed(target: Target) -> tuple[Target, ...]:
    """What a request to complete an argument is about: the prompt or the resource of that name."""
    return tuple(Target(kind, target.server, target.name) for kind in (TargetKind.PROMPT, TargetKind.RESOURCE))
