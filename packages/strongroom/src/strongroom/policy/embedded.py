"""The built-in policy engine: compiled tables, no server, no I/O after start. Default deny."""

from pathlib import Path
from typing import Final

from strongroom.core.call import Call
from strongroom.core.decision import Decision, Effect
from strongroom.core.principal import Principal
from strongroom.core.reason import Reason
from strongroom.core.target import Target, TargetKind
from strongroom.policy import phrases
from strongroom.policy.conditions import AmountCondition
from strongroom.policy.loading import load_file, load_text
from strongroom.policy.port import Ruling, StepUp
from strongroom.policy.tables import CompiledRule, Tables, compile_policy
from strongroom.policy.view import Hidden, Plan, View, ViewKey, Way, followed, view_key

_MOST_VIEWS: Final = 1024
_STANDING: Final = frozenset({TargetKind.CATALOG, TargetKind.SESSION, TargetKind.STREAM})


class Embedded:
    """Decides from compiled tables, and knows what each caller may see. Implements Decide and See."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._views: dict[ViewKey, View] = {}

    @classmethod
    def from_file(cls, path: Path) -> "Embedded":
        """The engine for the policy file at `path`. Raises PolicyFileError."""
        return cls(compile_policy(load_file(path)))

    @classmethod
    def from_text(cls, text: str, name: str = "policy") -> "Embedded":
        """The engine for a policy given as text. Raises PolicyFileError."""
        return cls(compile_policy(load_text(text, name)))

    @classmethod
    def closed(cls) -> "Embedded":
        """The engine without any policy: nothing exists, nobody may do anything."""
        return cls.from_text("version: 1\n", "no policy")

    async def decide(self, call: Call) -> Ruling:
        """The ruling on `call`."""
        return self.rule_on(call)

    def rule_on(self, call: Call) -> Ruling:
        """The ruling on `call`; depends on nothing but the call and the tables, so that an auditor can repeat it."""
        view = self.view(call.principal)
        target = call.target
        if target.kind is not TargetKind.TOOL:  # most calls are for tools, and telling kinds apart by a set costs them a hash
            if target.kind in _STANDING:
                return self._standing(view, call)
            if target.kind is TargetKind.COMPLETION:
                return self._completion(view, call)
        plan = view.plan(target)
        if isinstance(plan, Hidden):
            return self._hidden(plan)
        return self._by_plan(plan, call)

    def view(self, principal: Principal) -> View:
        """The tables as this caller sees them."""
        key = view_key(principal)
        found = self._views.get(key)
        if found is None:
            while len(self._views) >= _MOST_VIEWS:
                del self._views[next(iter(self._views))]
            found = self._views[key] = View(self.tables, key)
        return found

    def visible(self, principal: Principal, target: Target) -> bool:
        """Whether `target` is there for this caller; a target whose server is empty is looked for on every server."""
        view = self.view(principal)
        if target.kind in _STANDING:
            return target.server in view.servers or (not target.server and bool(view.servers))
        wanted = followed(target) if target.kind is TargetKind.COMPLETION else (target,)
        if not target.server:
            wanted = tuple(Target(one.kind, server, one.name) for one in wanted for server in view.servers)
        return any(not isinstance(view.plan(one), Hidden) for one in wanted)

    def server_visible(self, principal: Principal, server: str) -> bool:
        """Whether anything of `server` is there for this caller; empty asks for anything at all."""
        return self.visible(principal, Target(TargetKind.CATALOG, server, ""))

    def _standing(self, view: View, call: Call) -> Ruling:
        """Handshakes, lists and streams: open to whoever may see anything there; what passes is filtered."""
        server = call.target.server
        if not self.visible(call.principal, call.target):
            return self._hidden(Hidden("Nothing of that server is visible to the caller."))
        offered = view.scopes[server] if server else frozenset().union(*view.scopes.values())
        return Ruling(
            Decision(
                reason=Reason.ALLOWED,
                reasons=("The caller may see something of that server; what it may not see is left out.",),
                rule=call.target.kind.value,
                revision=self.tables.revision,
                effect=Effect.READ,
                scopes=tuple(sorted(offered & call.principal.scopes)),
            )
        )

    def _completion(self, view: View, call: Call) -> Ruling:
        for target in followed(call.target):
            plan = view.plan(target)
            if isinstance(plan, Plan):
                return plan.completion if plan.scopes <= call.principal.scopes else self._lacks_scope(plan, "completion")
        return self._hidden(Hidden("Neither a prompt nor a resource of that name is visible to the caller."))

    def _by_plan(self, plan: Plan, call: Call) -> Ruling:
        if call.purpose and call.purpose not in call.principal.purposes:
            return self._refused(plan, Reason.DENIED, "purpose", (phrases.PURPOSE_NOT_YOURS,))
        for rule in plan.denies:
            if _may_hold(rule, call):
                return self._refused(plan, Reason.DENIED, rule.id, (rule.description, *_denying(rule)))
        step_up: Way | None = None
        for way in plan.ways:
            rule = way.rule
            if not _holds(rule, call):
                continue
            if rule.second_factor is None or rule.second_factor.holds(call):
                return way.ruling if plan.scopes <= call.principal.scopes else self._lacks_scope(plan, rule.id)
            if step_up is None:
                step_up = way
        if step_up is None:
            return self._unmet(plan, call)
        return self._steps_up(plan, step_up.rule) if plan.scopes <= call.principal.scopes else self._lacks_scope(plan, step_up.rule.id)

    def _steps_up(self, plan: Plan, rule: CompiledRule) -> Ruling:
        wanted = rule.second_factor
        if wanted is None:
            return self._refused(plan, Reason.DENIED, "default", (phrases.NO_RULE,))
        made = self._refused(plan, Reason.STEP_UP_REQUIRED, rule.id, (rule.description, wanted.sentence))
        return Ruling(made.decision, made.message, StepUp(wanted.minimum, wanted.max_age))

    def _unmet(self, plan: Plan, call: Call) -> Ruling:
        """Conditions of every way fail: the reasons of the way that came closest."""
        unmet = [(way.rule, [one.sentence for one in way.rule.conditions if not one.holds(call)]) for way in plan.ways]
        rule, sentences = min(unmet, key=lambda found: len(found[1]))
        return self._refused(plan, Reason.DENIED, rule.id, (rule.description, *sentences))

    def _lacks_scope(self, plan: Plan, rule: str) -> Ruling:
        return self._refused(plan, Reason.INSUFFICIENT_SCOPE, rule, (phrases.scopes(plan.entry.scopes),))

    def _refused(self, plan: Plan, reason: Reason, rule: str, reasons: tuple[str, ...]) -> Ruling:
        scopes = plan.entry.scopes if reason is Reason.INSUFFICIENT_SCOPE else ()
        decision = Decision(reason=reason, reasons=reasons, rule=rule, revision=self.tables.revision, effect=plan.entry.effect, scopes=scopes)
        return Ruling(decision, " ".join(reasons))

    def _hidden(self, hidden: Hidden) -> Ruling:
        decision = Decision(reason=Reason.NOT_FOUND, reasons=(hidden.why,), rule=hidden.rule, revision=self.tables.revision)
        return Ruling(decision, phrases.HIDDEN)


def _holds(rule: CompiledRule, call: Call) -> bool:
    """Whether every condition but the second factor holds; a loop, because this runs for every call."""
    for condition in rule.conditions:  # noqa: SIM110  all() of a generator costs three times as much here
        if not condition.holds(call):
            return False
    return True


def _may_hold(rule: CompiledRule, call: Call) -> bool:
    """Whether no condition surely fails; a loop, as above."""
    for condition in rule.conditions:  # noqa: SIM110  as above
        if not condition.may_hold(call):
            return False
    return True


def _denying(rule: CompiledRule) -> list[str]:
    """What would have avoided a deny: only a bound on an amount says that; the other sentences speak of what an allow wants."""
    return [condition.sentence for condition in rule.conditions if isinstance(condition, AmountCondition)]
