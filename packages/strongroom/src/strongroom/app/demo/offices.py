"""The part of the story that plays in the risk and compliance offices: a number with its origin, two pairs of eyes, a name on a list."""

import time
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from hashlib import sha256

from strongroom.app.demo.asking import Answered, ask, signed_in
from strongroom.app.demo.stage import Stage
from strongroom.app.demo.telling import Teller, expect
from strongroom.app.obligations import policy_of
from strongroom.app.users import user_of
from strongroom.core.json import JsonObject
from strongroom.core.principal import Clearance, Principal
from strongroom.core.target import Target, TargetKind
from strongroom.identity.development.login import CLIENT_ID
from strongroom.identity.development.users import User
from strongroom.policy.explain import explain, imagined

DESK = "Rates"
_LOOSER = Decimal("1.1")
LISTED = "Orla Ilmfost"
"""A name of the invented sanctions list that the compliance server brings."""


@dataclass(frozen=True, slots=True)
class Wish:
    """An override somebody may want: a limit, and what it should stand at for a while."""

    limit: str
    amount: str

    def arguments(self, reason: str) -> JsonObject:
        """The same key for the same wish, so that the story told again finds the draft it made."""
        key = f"demo-{sha256(f'{self.limit} {self.amount} {reason}'.encode()).hexdigest()[:16]}"
        return {"idempotency_key": key, "limit_id": self.limit, "amount": self.amount, "valid_until": "2026-12-31", "reason": reason}


class Offices:
    """Tells it at a stage."""

    def __init__(self, stage: Stage, teller: Teller) -> None:
        self._stage = stage
        self._teller = teller

    async def tell(self) -> None:
        """Its steps. Raises StoryError at the first thing that is not as told."""
        await self._two_pairs_of_eyes(await self._measured())
        await self._screened()

    async def _measured(self) -> Wish:
        rashid, rita = await signed_in(self._stage, "rashid"), await signed_in(self._stage, "rita")
        with self._teller.step("A risk analyst asks what the rates desk may lose in a day; a relationship manager asks the same"):
            loss = await ask(rashid, "risk__calc_var_es", {"desk": DESK, "parts_shown": 1})
            self._teller.says("rashid", f"risk__calc_var_es {DESK}: {money(loss, 'value_at_risk')} VaR, {money(loss, 'expected_shortfall')} ES, {origin(loss)}")
            expect(loss.said("unit") == "loss" and loss.said("value", "value_at_risk", "currency") == "EUR", "the number has a unit and a currency")
            expect(loss.said("reg_ref") and loss.said("lineage_id").startswith("lin-"), "it names the paragraph it follows and where it comes from")
            limit = await ask(rashid, "risk__check_limits", {"metric": "VAR_99_1D", "scope_id": DESK})
            used = f"{money(limit, 'limits', 0, 'used')} of {money(limit, 'limits', 0, 'limit')} used, {limit.said('value', 'limits', 0, 'light')}"
            self._teller.says("rashid", f"risk__check_limits {DESK}: {used}, {origin(limit)}")
            expect(
                limit.said("params") and limit.at("value", "limits", 0, "used") == loss.at("value", "value_at_risk"), "the limit is used by that very number"
            )
            hidden = await ask(rita, "risk__calc_var_es", {"desk": DESK})
            self._teller.says("rita", f"risk__calc_var_es: {hidden.refused}")
            expect(hidden.refused.startswith("Unknown tool"), "for a relationship manager the tool does not exist")
            why = why_not(self._stage, user_of(self._stage.settings.state, "rita"), "calc_var_es")
            self._teller.says("officer", f"policy explain: {why}")
            expect("risk_analyst" in why, "the officer is told why")
            self._teller.good("a number comes with unit, rule and lineage, or it does not come; what hides it is told to officers alone")
        return looser(limit)

    async def _two_pairs_of_eyes(self, wish: Wish) -> None:
        rashid, marcus = await signed_in(self._stage, "rashid"), await signed_in(self._stage, "marcus")
        with self._teller.step("The analyst drafts an override of the desk's limit; who may decide it?"):
            drafted = await ask(rashid, "risk__request_limit_override", wish.arguments("until the hedge of Monday is done"))
            draft = drafted.said("value", "id")
            self._teller.says("rashid", f"risk__request_limit_override {wish.limit} to {wish.amount}: {draft or drafted.refused}")
            expect(draft, "an override is drafted")
            own = await ask(rashid, "risk__review_draft", _approval(draft))
            self._teller.says("rashid", f"risk__review_draft: {own.refused}")
            expect(own.refused.startswith("Unknown tool"), "analysts draft and do not decide")
            mine = await ask(marcus, "risk__request_limit_override", wish.arguments("for the quarter"))
            alone = await ask(marcus, "risk__review_draft", _approval(mine.said("value", "id")))
            self._teller.says("marcus", f"risk__review_draft of his own draft: {alone.said('error', 'code')}, {alone.said('error', 'message')}")
            expect(alone.said("error", "code") == "SAME_PERSON", "nobody decides their own draft, whatever the role")
            decided = await ask(marcus, "risk__review_draft", _approval(draft))
            self._teller.says("marcus", f"risk__review_draft of rashid's: {decided.said('value', 'state') or decided.refused}")
            expect(decided.said("value", "state") == "approved", "somebody else decides it")
            after = await ask(rashid, "risk__check_limits", {"limit_id": wish.limit})
            expect(after.said("value", "limits", 0, "override", "draft_id"), "what was approved is in force")
            self._teller.good("policy says who may decide, the server says never alone, and the limit names the draft that moved it")

    async def _screened(self) -> None:
        colin = await signed_in(self._stage, "colin")
        with self._teller.step("A compliance officer screens a new party against the sanctions list"):
            screened = await ask(colin, "compliance__screen_party", {"name": LISTED, "birth_year": 1948})
            hit = ("value", "lists", 0, "hits", 0)
            listed, score = screened.said(*hit, "listed_name"), screened.said(*hit, "score")
            name, published = (screened.said("value", "lists", 0, "list", one) for one in ("name", "published"))
            self._teller.says("colin", f"compliance__screen_party {LISTED}: {listed or screened.refused}, score {score}, list {name} of {published}")
            expect("ILMFOST" in listed and name and published, "the party is found, in a list of a named day")
            reasons = screened.at(*hit, "features")
            expect(isinstance(reasons, list) and reasons, "each hit says why")
            self._teller.good(f"kept in the screening log as {screened.said('value', 'lists', 0, 'log_id')}, with the reasons for the score")


def money(answered: Answered, *path: str | int) -> str:
    """An amount of the value, as people write it."""
    return f"{answered.said('value', *path, 'currency')} {answered.said('value', *path, 'amount')}"


def origin(answered: Answered) -> str:
    """By which rules and from where."""
    rule = answered.said("reg_ref") or answered.said("params")
    return f"{rule}, {answered.said('lineage_id')}"


def why_not(stage: Stage, user: User, tool: str) -> str:
    """What `strongroom policy explain` tells an officer of that user and a tool of the risk server: the rule that allows it to others."""
    now = time.time()
    principal = Principal(
        subject=user.username,
        issuer=stage.issuer,
        client=CLIENT_ID,
        roles=frozenset(user.roles),
        scopes=frozenset({"risk.read"}),
        clearance=Clearance[user.clearance.upper()],
        region=user.region,
        expires_at=now + 60,
    )
    call = imagined(principal, Target(TargetKind.TOOL, "risk", tool), {}, at=now)
    notes = explain(policy_of(stage.settings.policy.file), call).rules
    return next((" ".join((f"{one.rule}:", *one.why_not)) for one in notes if "It does not name this target." not in one.why_not), "")


def looser(checked: Answered) -> Wish:
    """A tenth above what is used or what the limit is, whichever is more."""
    amounts = [Decimal(checked.said("value", "limits", 0, name, "amount") or "0") for name in ("used", "limit")]
    amount = (max(amounts) * _LOOSER).quantize(Decimal("1E2"), rounding=ROUND_CEILING)
    return Wish(checked.said("value", "limits", 0, "limit_id"), str(amount.quantize(Decimal(1))))


def _approval(draft: str) -> JsonObject:
    return {"draft_id": draft, "verdict": "approve", "reason": "the hedge is dealt and settles on Monday"}
