"""Why policy answers as it does: every rule, and what of it matched. For `strongroom policy explain` and for checking a file before it is used."""

from dataclasses import dataclass
from pathlib import Path

from strongroom.core.call import Call, Request, Trace
from strongroom.core.decision import Decision
from strongroom.core.json import JsonMapping, JsonObject
from strongroom.core.principal import Principal
from strongroom.core.target import Target, TargetKind
from strongroom.drivers.yaml.files import Problem
from strongroom.policy.embedded import Embedded
from strongroom.policy.loading import PolicyFileError, load_file
from strongroom.policy.port import Ruling
from strongroom.policy.tables import CompiledRule, compile_policy
from strongroom.policy.view import followed


@dataclass(frozen=True, slots=True)
class RuleNote:
    """One rule beside one call: whether it matched, and, if not, each thing that did not."""

    rule: str
    description: str
    effect: str
    matched: bool
    why_not: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The ruling on an imagined call, and how every rule stood to it. For officers: it tells hidden from missing, which callers never learn."""

    target: str
    visible: bool
    ruling: Ruling
    rules: tuple[RuleNote, ...]

    def as_json(self) -> JsonObject:
        """For scripts."""
        decision = self.ruling.decision
        return {
            "target": self.target,
            "visible": self.visible,
            "decision": _decision(decision),
            "told": self.ruling.message,
            "rules": [
                {"rule": note.rule, "effect": note.effect, "matched": note.matched, "why_not": list(note.why_not), "description": note.description}
                for note in self.rules
            ],
        }

    def as_text(self) -> str:
        """For people: the answer first, then the rules that speak of the target, then the rest in one line each."""
        decision = self.ruling.decision
        lines = [f"{self.target}: {decision.reason.value} (rule {decision.rule}, policy {decision.revision})"]
        lines.extend(f"  {sentence}" for sentence in decision.reasons)
        if self.ruling.message:
            lines.append(f"  The caller is told: {self.ruling.message}")
        if decision.obligations:
            lines.append(f"  Obligations: {', '.join(map(str, decision.obligations))}")
        if decision.scopes:
            lines.append(f"  Scopes: {' '.join(decision.scopes)}")
        lines.append("Rules, in the order of the file:")
        for note in self.rules:
            lines.append(f"  {'+' if note.matched else '-'} {note.rule} ({note.effect}): {note.description}")
            lines.extend(f"      {sentence}" for sentence in note.why_not)
        return "\n".join(lines)


def explain(policy: Embedded, call: Call) -> Explanation:
    """How `policy` answers `call`, rule by rule; `imagined` makes a call from its parts."""
    return Explanation(
        target=str(call.target),
        visible=policy.visible(call.principal, call.target),
        ruling=policy.rule_on(call),
        rules=tuple(_note(rule, call) for rule in policy.tables.rules),
    )


def imagined(principal: Principal, target: Target, arguments: JsonMapping, *, at: float, purpose: str = "") -> Call:
    """A call that nobody made; `at` is the time at which it would arrive, in seconds since the epoch."""
    request = Request(protocol="mcp", version="", endpoint=target.server, method="", id=None, body=b"")
    return Call(
        id="imagined",
        principal=principal,
        target=target,
        arguments=arguments,
        request=request,
        trace=Trace("", ""),
        received_at=at,
        purpose=purpose,
    )


def check_file(path: Path) -> tuple[Problem, ...]:
    """What is wrong in the policy file at `path`; empty if it can be used."""
    try:
        compile_policy(load_file(path))
    except PolicyFileError as error:
        return error.problems
    return ()


def _note(rule: CompiledRule, call: Call) -> RuleNote:
    principal = call.principal
    targets = (call.target, *followed(call.target)) if call.target.kind is TargetKind.COMPLETION else (call.target,)
    why_not: list[str] = []
    if not any(pattern.matches(target) for pattern in rule.targets for target in targets):
        why_not.append("It does not name this target.")
    if not rule.speaks_of(principal.roles, (principal.client, *principal.actors)):
        of_role = not rule.roles or not principal.roles.isdisjoint(rule.roles)
        why_not.append("It does not name this agent." if of_role else f"It is for the roles {', '.join(sorted(rule.roles))}.")
    if rule.allows:
        why_not.extend(one.sentence for one in rule.conditions if not one.holds(call))
        if rule.second_factor is not None and not rule.second_factor.holds(call):
            why_not.append(rule.second_factor.sentence)
    elif not all(one.may_hold(call) for one in rule.conditions):
        why_not.append("Its conditions do not hold for this call.")
    return RuleNote(rule.id, rule.description, "allow" if rule.allows else "deny", not why_not, tuple(why_not))


def _decision(decision: Decision) -> JsonObject:
    return {
        "reason": decision.reason.value,
        "reasons": list(decision.reasons),
        "rule": decision.rule,
        "revision": decision.revision,
        "effect": decision.effect.value,
        "obligations": [str(one) for one in decision.obligations],
        "scopes": list(decision.scopes),
    }
