"""A policy read the slow and obvious way, straight from the plain data of its file: what the compiled tables are compared with."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from strongroom.core.call import Call
from strongroom.core.principal import Principal

LEVELS = {"public": 0, "internal": 1, "confidential": 2, "restricted": 3}
FACTORS = {"password": 1, "one_time_code": 2, "hardware": 3}
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Plain: TypeAlias = Any  # the plain data of a file: types would be the product's reading of it, and this is another reading


def fits(pattern: str, name: str) -> bool:
    return name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern


def names(pattern: str, target: Sequence[str]) -> bool:
    parts = pattern.split("/", 2)
    parts += ["*"] * (3 - len(parts))
    return all(fits(part, said) for part, said in zip(parts, target, strict=True))


def outcome(policy: Plain, call: Call) -> tuple[str, str]:
    """The reason, and the rule that decided if it allowed."""
    target = (call.target.server, call.target.kind.value, call.target.name)
    who = call.principal
    declared = declaration(policy, target)
    if declared is None or hidden(policy, declared, target, who):
        return "not_found", ""
    if call.purpose and call.purpose not in who.purposes:
        return "denied", ""
    spoken = [rule for rule in policy["rules"] if speaks(rule, who) and any(names(pattern, target) for pattern in rule["targets"])]
    for rule in spoken:
        if rule.get("effect") == "deny" and all(denying(key, value, call) for key, value in rule.get("when", {}).items()):
            return "denied", ""
    return first_way(spoken, call, lacking=not set(declared.get("scopes", ())) <= who.scopes)


def first_way(spoken: Sequence[Plain], call: Call, *, lacking: bool) -> tuple[str, str]:
    stepping = False
    for rule in spoken:
        if rule.get("effect") == "deny":
            continue
        when = dict(rule.get("when", {}))
        factor = when.pop("mfa", None)
        if not all(allowing(key, value, call) for key, value in when.items()):
            continue
        if factor is None or proved(factor, call):
            return ("insufficient_scope", "") if lacking else ("allowed", rule["id"])
        stepping = True
    if not stepping:
        return "denied", ""
    return ("insufficient_scope" if lacking else "step_up_required"), ""


def declaration(policy: Plain, target: Sequence[str]) -> Plain:
    things: Plain = policy["servers"].get(target[0], {}).get(f"{target[1]}s", {})
    if target[2] in things:
        return things[target[2]]
    open_ended = sorted((name for name in things if name.endswith("*") and fits(name, target[2])), key=len)
    return things[open_ended[-1]] if open_ended else None


def hidden(policy: Plain, declared: Plain, target: Sequence[str], who: Principal) -> bool:
    level = LEVELS[declared["classification"]]
    if level > who.clearance:
        return True
    for party in (who.client, *who.actors):
        agent = agent_of(policy, party)
        if agent is None or level > LEVELS[agent.get("clearance", "restricted")] or not any(names(pattern, target) for pattern in agent["targets"]):
            return True
    spoken = [rule for rule in policy["rules"] if speaks(rule, who) and any(names(pattern, target) for pattern in rule["targets"])]
    closed = any(rule.get("effect") == "deny" and not rule.get("when") for rule in spoken)
    return closed or all(rule.get("effect") == "deny" for rule in spoken)


def agent_of(policy: Plain, party: str) -> Plain:
    if party in policy["agents"]:
        return policy["agents"][party]
    open_ended = sorted((name for name in policy["agents"] if name.endswith("*") and fits(name, party)), key=len)
    return policy["agents"][open_ended[-1]] if open_ended else None


def speaks(rule: Plain, who: Principal) -> bool:
    if "*" not in rule["roles"] and not set(rule["roles"]) & who.roles:
        return False
    parties = (who.client, *who.actors)
    named = [any(fits(pattern, party) for pattern in rule.get("agents", ["*"])) for party in parties]
    return any(named) if rule.get("effect") == "deny" else all(named)


def proved(factor: Plain, call: Call) -> bool:
    age = call.received_at - call.principal.authenticated_at
    text = factor.get("max_age")
    fresh = text is None or -60 <= age <= int(text[:-1]) * UNITS[text[-1]]
    return call.principal.mfa >= FACTORS[factor.get("minimum", "password")] and fresh


def allowing(key: str, value: Plain, call: Call) -> bool:
    if key == "regions":
        return call.principal.region in value
    if key == "purposes":
        return call.purpose in value
    if key == "hours":
        return open_at(value, call.received_at)
    return all(within(limit, limit["at_most"], call) for limit in value)


def denying(key: str, value: Plain, call: Call) -> bool:
    if key == "regions":
        return call.principal.region in (*value, "")
    if key == "purposes":
        return call.purpose in value
    if key == "hours":
        return open_at(value, call.received_at)
    return all(not within(limit, limit["above"], call) for limit in value)


def within(limit: Plain, bound: Plain, call: Call) -> bool:
    value = call.arguments.get(limit["argument"])
    if value is None:
        return bool(limit.get("absent") == "allow")
    if "currency_argument" in limit and call.arguments.get(limit["currency_argument"]) != limit["currency"]:
        return False
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return False
    if isinstance(value, str) and not (value.isascii() and value.removeprefix("-").replace(".", "", 1).isdigit() and value[-1] != "." and "-." not in value):
        return False
    if isinstance(value, str) and (value.startswith(".") or len(value) > 64):
        return False
    amount = Decimal(str(value))
    return amount.is_finite() and Decimal(str(limit.get("at_least", 0))) <= amount <= Decimal(str(bound))


def open_at(window: Plain, at: float) -> bool:
    """Minute by minute of the wall clock, by walking: is any of the windows that began today or yesterday open now?"""
    local = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(window["zone"])).replace(tzinfo=None, fold=0)
    begin, end = (timedelta(hours=int(window[word][:2]), minutes=int(window[word][3:])) for word in ("from", "to"))
    for days_ago in (0, 1):
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days_ago)
        closes = midnight + end + (timedelta(days=1) if end < begin else timedelta())
        if DAYS[midnight.weekday()] in window.get("days", DAYS) and midnight + begin <= local < closes:
            return True
    return False
