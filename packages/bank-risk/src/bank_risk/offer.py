"""What the risk server offers."""

from sqlalchemy import Engine

from bank_kit.offer import Offer
from bank_kit.place import Place
from bank_kit.store import Plan
from bank_kit.writes.store import WriteStore
from bank_risk import __version__
from bank_risk.prompts import PROMPTS
from bank_risk.resources import References
from bank_risk.store.filling import risk_plan
from bank_risk.store.runs import RiskStore, Runs
from bank_risk.store.versions import code_version
from bank_risk.tasks import every
from bank_risk.tasks.limits import LimitDesk

INSTRUCTIONS = (
    "Market, counterparty, credit and liquidity risk, capital and limits. Losses, VaR and expected shortfall are positive; "
    "ratios are decimals (0.1325 is 13.25 %); amounts are decimal strings with a currency. Each value names its run, "
    "each envelope the rules it used and what to beware of in warnings: tell these too."
)


def open_runs(place: Place) -> Runs:
    """The runs over the stores of a place."""
    plan = risk_plan(place.folder, place.size, place.seed)
    return runs_over(place.open_store(plan), plan, place.open_writes("risk"))


def runs_over(engine: Engine, plan: Plan, writes: WriteStore) -> Runs:
    """The runs over stores that are open."""
    return Runs(RiskStore(engine, plan.version, code_version()), writes)


def build_offer(runs: Runs) -> Offer:
    """The offer over its runs."""
    limits = LimitDesk(runs)
    return Offer(
        name="bank-risk",
        title="Risk management",
        version=__version__,
        instructions=INSTRUCTIONS,
        tools=(*every.tools(runs), *limits.tools()),
        resources=(*limits.resources(), *References(runs.store).resources()),
        prompts=PROMPTS,
    )
