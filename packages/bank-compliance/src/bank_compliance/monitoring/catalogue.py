"""The ten scenarios as they are published: logic, reason, and the bounds within which their parameters may be tried (NYDFS Part 504.3(a)(6))."""

from decimal import Decimal
from types import MappingProxyType

from bank_compliance.monitoring.scenario import Measure, Parameter, Scenario, ScenarioId, Unit

COUNT, DAYS, HOURS, EUR, RATIO, TIMES = Unit.COUNT, Unit.DAYS, Unit.HOURS, Unit.EUR, Unit.RATIO, Unit.TIMES


def _parameter(name: str, unit: Unit, low: str, high: str, meaning: str) -> Parameter:
    return Parameter(name, unit, Decimal(low), Decimal(high), meaning)


def _measure(name: str, parameter: str, unit: Unit, full: str = "3") -> Measure:
    return Measure(name, parameter, unit, Decimal(full))


def _window(meaning: str = "length of the rolling window; both ends belong to it") -> Parameter:
    return _parameter("days", DAYS, "1", "90", meaning)


_ALL = (
    Scenario(
        id=ScenarioId.STRUCTURING,
        title="Cash deposits under the reporting line",
        logic="At least `deposits` cash deposits between `lowest` and `highest` within `days` that together exceed `total`.",
        rationale="Cash above 10,000 a day is reported to the authority; who splits a larger sum keeps each part below (31 CFR 1010.314, 1010.311).",
        parameters=(
            _parameter("lowest", EUR, "1", "1000000", "smallest deposit that counts"),
            _parameter("highest", EUR, "1", "1000000", "largest deposit that counts"),
            _parameter("deposits", COUNT, "2", "100", "deposits within the window"),
            _parameter("total", EUR, "0", "10000000", "what they exceed together"),
            _window(),
        ),
        measures=(_measure("deposits in the window", "deposits", COUNT), _measure("cash in the window", "total", EUR, "6")),
        questions=("structuring",),
    ),
    Scenario(
        id=ScenarioId.PASSTHROUGH,
        title="Rapid pass-through",
        logic="An amount of at least `amount` comes in, and between `share_least` and `share_most` of it goes out within `hours`.",
        rationale="An account that keeps nothing serves somebody else: funnel and mule accounts layer money by passing it on at once.",
        parameters=(
            _parameter("amount", EUR, "100", "10000000", "smallest sum coming in"),
            _parameter("hours", HOURS, "1", "240", "time for the money to leave"),
            _parameter("share_least", RATIO, "0.01", "1", "smallest part that leaves"),
            _parameter("share_most", RATIO, "0.01", "2", "largest part that leaves"),
        ),
        measures=(_measure("amount received", "amount", EUR, "5"), _measure("part sent on", "share_least", RATIO, "1.1")),
        questions=("pass_through",),
    ),
    Scenario(
        id=ScenarioId.CYCLE,
        title="Round trip",
        logic="Between `hops_least` and `hops_most` transfers within `days` lead back to where they began; each is `share_least` to `share_most` of the last.",
        rationale="Money that returns to its origin through others has no economic purpose but to gain a history: layering by round-tripping.",
        parameters=(
            _parameter("hops_least", COUNT, "3", "6", "transfers in the shortest ring"),
            _parameter("hops_most", COUNT, "3", "6", "transfers in the longest ring"),
            _window("time from the first transfer to the last"),
            _parameter("share_least", RATIO, "0.5", "1", "smallest part of a hop that the next carries"),
            _parameter("share_most", RATIO, "0.5", "1.5", "largest part"),
            _parameter("amount", EUR, "100", "10000000", "smallest transfer that counts"),
        ),
        measures=(
            _measure("transfers in the ring", "hops_least", COUNT, "2"),
            _measure("part of the first amount that came back", "share_least", RATIO, "1.2"),
        ),
        questions=("cycle",),
    ),
    Scenario(
        id=ScenarioId.GATHER_SCATTER,
        title="Gather and scatter, scatter and gather",
        logic="Within `days` at least `payers` pay one account `total` or more, and `share_least` to `share_most` of it leaves to `payees` or more; "
        "or one account pays `payers` or more, who pass those parts on to one and the same account.",
        rationale="A hub that collects from many and pays out at once hides who pays whom; so does one that spreads and collects again (smurfing).",
        parameters=(
            _parameter("payers", COUNT, "3", "500", "different accounts on the many side"),
            _parameter("payees", COUNT, "1", "500", "different receivers of what was gathered"),
            _parameter("total", EUR, "0", "10000000", "smallest sum gathered or scattered"),
            _parameter("share_least", RATIO, "0.1", "1", "smallest part passed on"),
            _parameter("share_most", RATIO, "0.1", "2", "largest part passed on"),
            _window(),
        ),
        measures=(_measure("accounts on the many side", "payers", COUNT), _measure("amount gathered", "total", EUR, "10")),
        questions=("gather_scatter", "scatter_gather"),
    ),
    Scenario(
        id=ScenarioId.FAN,
        title="Fan-in and fan-out",
        logic="Within `days` at least `counterparties` pay one account, or are paid by it, `total` or more together.",
        rationale="Many small payers of one private account are how investment fraud and unlicensed money transmission look from inside the bank.",
        parameters=(
            _parameter("counterparties", COUNT, "3", "500", "different payers, or payees"),
            _parameter("total", EUR, "0", "10000000", "smallest sum of the window"),
            _window(),
        ),
        measures=(_measure("counterparties in the window", "counterparties", COUNT), _measure("amount in the window", "total", EUR, "10")),
        questions=("fan",),
    ),
    Scenario(
        id=ScenarioId.DORMANT,
        title="Dormant account wakes",
        logic="After more than `sleep_days` without a movement of the holder's, one within `days` of waking exceeds `times` the median of all before.",
        rationale="Forgotten accounts are taken over or lent out; the sum after the silence does not fit the life before it.",
        parameters=(
            _parameter("sleep_days", DAYS, "30", "3650", "days without fees and interest counted"),
            _parameter("days", DAYS, "1", "90", "days after waking that are looked at"),
            _parameter("times", TIMES, "2", "1000", "multiple of the median amount before"),
        ),
        measures=(_measure("days asleep", "sleep_days", DAYS, "2"), _measure("largest amount over the usual one", "times", TIMES, "10")),
        questions=("dormant",),
    ),
    Scenario(
        id=ScenarioId.CORRIDOR,
        title="High-risk corridor",
        logic="At least `transfers` within `days` to or from countries on FATF's lists, together more than `total`.",
        rationale="FATF asks for enhanced measures for countries it calls on, and attention to those under increased monitoring (Recommendation 19).",
        parameters=(
            _parameter("transfers", COUNT, "1", "100", "transfers within the window"),
            _parameter("total", EUR, "0", "10000000", "what they exceed together"),
            _window(),
        ),
        measures=(_measure("transfers in the window", "transfers", COUNT), _measure("amount in the window", "total", EUR, "10")),
        questions=("corridor",),
        countries=True,
    ),
    Scenario(
        id=ScenarioId.ROUND_AMOUNTS,
        title="Round amounts, again and again",
        logic="At least `repeats` transfers or deposits of a multiple of `multiple` in one direction within `days`, together `total` or more.",
        rationale="Trade and life produce odd amounts; sums invented for the purpose of moving money tend to be round.",
        parameters=(
            _parameter("multiple", EUR, "10", "100000", "amounts are multiples of it, in the currency they were paid in"),
            _parameter("repeats", COUNT, "2", "100", "such amounts within the window"),
            _parameter("total", EUR, "0", "10000000", "smallest sum of the window"),
            _window(),
        ),
        measures=(_measure("round amounts in the window", "repeats", COUNT), _measure("amount in the window", "total", EUR, "10")),
        questions=("round_amounts",),
    ),
    Scenario(
        id=ScenarioId.CASH_INTENSITY,
        title="Far more cash than peers",
        logic="The most cash within any `days` exceeds the mean of the trade by more than `z` standard deviations and is `total` or more; "
        "a trade with fewer than `peers` accounts is compared with all persons or all companies.",
        rationale="Who mixes illicit cash into the till of an honest trade takes in more than others of that trade do.",
        parameters=(
            _parameter("z", Unit.DEVIATIONS, "1", "20", "standard deviations above the mean"),
            _parameter("total", EUR, "0", "10000000", "smallest sum of the window"),
            _parameter("peers", COUNT, "5", "10000", "accounts a trade needs to be compared with itself"),
            _window(),
        ),
        measures=(_measure("deviations above peers", "z", Unit.DEVIATIONS, "5"), _measure("cash in the window", "total", EUR, "20")),
        questions=("cash_intensity",),
    ),
    Scenario(
        id=ScenarioId.NEW_ACCOUNT,
        title="Burst on a new account",
        logic="In its first `days` an account takes in more than `times` the turnover its holder declared for a year.",
        rationale="An account opened for one purpose is used at once, and far beyond what was said when it was opened.",
        parameters=(
            _parameter("days", DAYS, "1", "90", "age below which an account is new"),
            _parameter("times", TIMES, "0.1", "1000", "multiple of the yearly turnover declared"),
        ),
        measures=(_measure("amount received over turnover declared", "times", TIMES, "2"),),
        questions=("new_account",),
    ),
)
SCENARIOS = MappingProxyType({scenario.id: scenario for scenario in _ALL})
"""By id, in the order they are published."""
