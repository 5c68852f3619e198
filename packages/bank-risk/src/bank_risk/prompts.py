"""The prompts of the risk server: which tools to call, in which order, and what a reader in the risk department expects to be told."""

import re

from bank_kit.offer import Prompt
from bank_risk.tasks.task import READ

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DESK = re.compile(r"Rates|Credit|Equities|Treasury")
_LIMIT = re.compile(r"LIM-[0-9]{1,8}")
_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
_AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,2})?")

_CLOSING = (
    "Quote amounts and ratios exactly as given, with currency and unit; losses are positive. Name as_of, the run id and the rulebook "
    "(params) behind each number, "
    "and repeat every warning that changes how the number may be used. Do not guess what the tools do not say."
)

VAR_MOVE = Prompt(
    name="explain_var_move",
    title="Explain a move of VaR",
    description="Says why the VaR of a desk moved between two days.",
    scope=READ,
    template=(
        "Explain why the one-day 99 % VaR of desk {desk} moved between {from_date} and {to_date}.\n"
        "1. Call calc_var_es for desk {desk} with as_of {from_date}, and again with as_of {to_date}; split by book, then by id.\n"
        "2. State both VaR and ES, the change, and which books and lines brought most of it by their components.\n"
        "3. Compare the tail days: did the scenarios change, or the positions? Say which of the two explains more and why you think so.\n"
        f"4. Call check_limits with scope_id {{desk}} and say how the limits of the desk stand.\n{_CLOSING}"
    ),
    arguments={
        "desk": ("Rates, Credit, Equities or Treasury", _DESK),
        "from_date": ("Earlier day, YYYY-MM-DD", _DAY),
        "to_date": ("Later day, YYYY-MM-DD", _DAY),
    },
)
LIMIT_BREACH = Prompt(
    name="limit_breach_memo",
    title="Memo about a limit breach",
    description="Drafts the memo to the owner of a limit that is amber or red.",
    scope=READ,
    template=(
        "Draft a memo about limit {limit_id} to its owner.\n"
        "1. Call check_limits with limit_id {limit_id}: use, limit, utilisation, light, headroom, owner, any override in force.\n"
        "2. Find what uses it: calc_var_es for a desk, calc_saccr_ead or get_counterparty_exposure for a counterparty, calc_lcr or "
        "get_capital_ratios for an entity.\n"
        "3. Write: what is exceeded and by how much, since which number is known, what drives it, and two or three ways back below the "
        "limit with their effect.\n"
        "4. If an override seems right, say which amount and until when, and that request_limit_override only drafts it: a second person "
        "decides. Do not call it "
        f"unless you are asked to.\n{_CLOSING}"
    ),
    arguments={"limit_id": ("Limit id, such as LIM-101", _LIMIT)},
)
ICAAP = Prompt(
    name="icaap_section",
    title="Section of the ICAAP",
    description="Drafts the section on capital adequacy and stress of a legal entity.",
    scope=READ,
    template=(
        "Draft the section on capital adequacy of the internal capital assessment of legal entity {legal_entity}.\n"
        "1. get_capital_ratios: ratios, RWA by risk, buffers, headroom, leverage.\n"
        "2. calc_credit_rwa under SA and A-IRB, calc_irrbb, calc_oprisk_sa, calc_cva_ba, calc_lcr, calc_nsfr, each for {legal_entity}.\n"
        "3. run_stress_test with a published scenario: loss by risk class and the effect on CET1 in basis points.\n"
        "4. Write a table of risks with RWA and paragraph, a table of ratios beside requirements, the result under stress, and what the "
        "bank assumed or does not "
        f"model, taken from the warnings.\n{_CLOSING}"
    ),
    arguments={"legal_entity": ("LEI of one of the bank's companies", _LEI)},
)
WHAT_IF = Prompt(
    name="what_if_capital",
    title="What if capital or RWA changed",
    description="Says what more RWA and a loss would do to the ratios of a legal entity.",
    scope=READ,
    template=(
        "What happens to the capital ratios of legal entity {legal_entity} when RWA grow by {extra_rwa} and CET1 falls by {loss}?\n"
        "1. Call get_capital_ratios for {legal_entity} as it is.\n"
        "2. Call it again with extra_rwa {extra_rwa} and extra_cet1 -{loss}.\n"
        "3. Put both side by side: ratios, headroom in money and basis points, distribution quartile, leverage. Say which requirement binds "
        "first, and how much more "
        f"of either the entity could bear.\n{_CLOSING}"
    ),
    arguments={
        "legal_entity": ("LEI of one of the bank's companies", _LEI),
        "extra_rwa": ("RWA added, digits and a point, reporting currency", _AMOUNT),
        "loss": ("CET1 lost, digits and a point, reporting currency", _AMOUNT),
    },
)
BACKTESTING = Prompt(
    name="backtesting_report",
    title="Backtesting report",
    description="Drafts the backtesting report of a desk.",
    scope=READ,
    template=(
        "Draft the backtesting report of desk {desk} as of {as_of}.\n"
        "1. Call backtest_var for desk {desk} with as_of {as_of}.\n"
        "2. State the exceptions, the zone and multiplier, Kupiec's and Christoffersen's statistics with their p-values, and whether each "
        "is rejected at 5 %.\n"
        "3. List the days of exception with loss and VaR; say whether they cluster, and what the market did if the tools say so.\n"
        f"4. Conclude: is the model accepted, watched or rejected, and what has to be done by whom.\n{_CLOSING}"
    ),
    arguments={"desk": ("Rates, Credit, Equities or Treasury", _DESK), "as_of": ("Day, YYYY-MM-DD", _DAY)},
)

PROMPTS = (VAR_MOVE, LIMIT_BREACH, ICAAP, WHAT_IF, BACKTESTING)
"""In the order they are listed."""
