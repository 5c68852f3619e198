"""Each scenario fires at the edge of its published parameters and stays silent just beyond it, whatever day of the week its window begins."""

from collections.abc import Callable
from datetime import date

import pytest

from bank_compliance.monitoring.alert import Alert
from bank_compliance.monitoring.run import Period, Population, Request, questions, run_monitoring
from bank_compliance.monitoring.scenario import ScenarioId
from bank_compliance.monitoring.settings import published
from bank_compliance.warehouse.port import Warehouse
from bank_kit.failures import ToolFailureError
from bank_kit.parameters import Rulebook
from bank_kit.progress import Progress
from bank_kit.world.reader import World

Raise = Callable[..., tuple[Alert, ...]]
YEAR = Period(first=date(2025, 12, 1), last=date(2026, 11, 20))
S = ScenarioId


def test_three_deposits_under_the_line_over_a_weekend_are_structuring(alerts: Raise) -> None:
    (alert,) = alerts(S.STRUCTURING, _cash("2026-09-03 10:00 7000", "2026-09-07 10:00 9999.99", "2026-09-10 10:00 7000"))
    assert alert.account == "A-100001"
    assert alert.transactions == ("T-00000001", "T-00000002", "T-00000003")
    assert str(alert.amount) == "23999.99"


@pytest.mark.parametrize(
    "lines",
    [
        ("2026-09-03 10:00 7000", "2026-09-10 10:00 9000"),
        ("2026-09-03 10:00 7000", "2026-09-07 10:00 9000", "2026-09-10 10:00:01 9000"),
        ("2026-09-03 10:00 6999.99", "2026-09-07 10:00 9000", "2026-09-10 10:00 9000"),
        ("2026-09-03 10:00 7000", "2026-09-07 10:00 9000", "2026-09-10 10:00 10000"),
    ],
    ids=["two deposits", "a second too late", "a cent too small", "a cent too large"],
)
def test_just_beyond_the_edge_is_no_structuring(alerts: Raise, lines: tuple[str, ...]) -> None:
    assert alerts(S.STRUCTURING, _cash(*lines)) == ()


def test_deposits_day_after_day_are_one_alert(alerts: Raise) -> None:
    (alert,) = alerts(S.STRUCTURING, _cash(*(f"2026-09-{day:02} 10:00 8000" for day in range(1, 21))))
    assert len(alert.transactions) == 20


def test_a_window_may_begin_before_the_period_but_not_end_there(alerts: Raise) -> None:
    lines = _cash("2026-09-03 10:00 8000", "2026-09-05 10:00 8000", "2026-09-08 10:00 8000")
    assert len(alerts(S.STRUCTURING, lines, first=date(2026, 9, 8))) == 1
    assert alerts(S.STRUCTURING, lines, first=date(2026, 9, 9)) == ()


@pytest.mark.parametrize(
    ("received", "sent", "at", "fires"),
    [
        ("10000", "9000", "2026-09-05 10:00", 1),
        ("10000", "10000", "2026-09-05 10:00", 1),
        ("10000", "8999.99", "2026-09-05 10:00", 0),
        ("10000", "10000.01", "2026-09-05 10:00", 0),
        ("9999.99", "9500", "2026-09-05 10:00", 0),
        ("10000", "9500", "2026-09-05 10:00:01", 0),
        ("10000", "9500", "2026-09-04 09:59", 0),
    ],
)
def test_pass_through_takes_ninety_percent_within_a_day(alerts: Raise, received: str, sent: str, at: str, fires: int) -> None:
    lines = f"2026-09-04 10:00 firm A-100001 {received} WIRE\n{at} A-100001 somebody {sent} WIRE"
    assert len(alerts(S.PASSTHROUGH, lines)) == fires


@pytest.mark.parametrize(
    ("second", "last", "at", "fires"),
    [
        ("8500", "7225", "2026-09-14 10:00", 1),
        ("8499.99", "7225", "2026-09-14 10:00", 0),
        ("8500", "8500.01", "2026-09-14 10:00", 0),
        ("8500", "7225", "2026-09-14 10:00:01", 0),
        ("8500", "7225", "2026-09-05 09:00", 0),
    ],
)
def test_a_ring_of_three_closes_within_ten_days_and_keeps_at_most_fifteen_percent(alerts: Raise, second: str, last: str, at: str, fires: int) -> None:
    lines = f"""
        2026-09-04 10:00 A-100001 A-100002 10000 TRANSFER
        2026-09-06 10:00 A-100002 A-100003 {second} TRANSFER
        {at} A-100003 A-100001 {last} TRANSFER
    """
    found = alerts(S.CYCLE, lines)
    assert len(found) == fires
    assert all(alert.accounts == ("A-100001", "A-100002", "A-100003") and str(alert.amount) == "10000.00" for alert in found)


@pytest.mark.parametrize(("hops", "fires"), [(2, 0), (3, 1), (6, 1), (7, 0)])
def test_rings_have_three_to_six_hops(alerts: Raise, hops: int, fires: int) -> None:
    found = alerts(S.CYCLE, "\n".join(f"2026-09-{4 + hop:02} 10:00 A-10000{hop} A-10000{(hop + 1) % hops} 5000 TRANSFER" for hop in range(hops)))
    assert len(found) == fires
    assert all(len(alert.evidence) == hops for alert in found)


@pytest.mark.parametrize(
    ("payers", "sent", "at", "fires"), [(6, 2100, "2026-09-10 10:00", 1), (5, 2100, "2026-09-10 10:00", 0), (6, 2099, "2026-09-10 10:00", 0)]
)
def test_six_pay_and_seventy_percent_leaves_to_two(alerts: Raise, payers: int, sent: int, at: str, fires: int) -> None:
    gathered = [f"2026-09-03 1{payer}:00 A-20000{payer} A-100001 1000 TRANSFER" for payer in range(payers)]
    scattered = [f"2026-09-09 10:00 A-100001 A-300001 {sent} TRANSFER", f"{at} A-100001 A-300002 {sent} TRANSFER"]
    found = alerts(S.GATHER_SCATTER, "\n".join([*gathered, *scattered]))
    assert len(found) == fires
    assert all(str(alert.amount) == "6000.00" for alert in found)


def test_gathering_spread_over_more_than_the_window_is_not_raised(alerts: Raise) -> None:
    gathered = [f"2026-09-03 1{payer}:00 A-20000{payer} A-100001 1000 TRANSFER" for payer in range(6)]
    scattered = [f"2026-09-10 10:00:01 A-100001 A-30000{payee} 2100 TRANSFER" for payee in range(2)]
    assert alerts(S.GATHER_SCATTER, "\n".join([*gathered, *scattered])) == ()


@pytest.mark.parametrize(("middles", "fires"), [(6, 1), (5, 0)])
def test_one_pays_six_who_pay_one(alerts: Raise, middles: int, fires: int) -> None:
    out = [f"2026-09-04 1{middle}:00 A-100001 A-20000{middle} 2000 TRANSFER" for middle in range(middles)]
    back = [f"2026-09-07 1{middle}:00 A-20000{middle} A-300001 1900 TRANSFER" for middle in range(middles)]
    found = [alert for alert in alerts(S.GATHER_SCATTER, "\n".join([*out, *back])) if alert.account == "A-100001"]
    assert len(found) == fires
    assert all(len(alert.evidence) == 12 and str(alert.amount) == "12000.00" for alert in found)


@pytest.mark.parametrize(("others", "last_day", "amount", "fires"), [(8, "10", 625, 1), (7, "10", 900, 0), (8, "11", 900, 0), (8, "10", 624, 0)])
@pytest.mark.parametrize("inwards", [True, False])
def test_eight_counterparties_within_a_week_are_a_fan(alerts: Raise, others: int, last_day: str, amount: int, fires: int, inwards: bool) -> None:
    lines = []
    for other in range(others):
        ends = (f"A-20000{other}", "A-100001") if inwards else ("A-100001", f"A-20000{other}")
        lines.append(f"2026-09-{'03' if other else last_day} 10:00 {ends[0]} {ends[1]} {amount} TRANSFER")
    assert len(alerts(S.FAN, "\n".join(lines))) == fires


def test_the_same_payer_eight_times_is_no_fan(alerts: Raise) -> None:
    assert alerts(S.FAN, "\n".join(f"2026-09-03 1{n}:00 A-200001 A-100001 900 TRANSFER" for n in range(8))) == ()


@pytest.mark.parametrize(
    ("woke", "amount", "fires"), [("2026-09-02 10:00:01", "1000.01", 1), ("2026-09-02 10:00:00", "1000.01", 0), ("2026-09-02 10:00:01", "1000", 0)]
)
def test_more_than_half_a_year_of_sleep_and_more_than_ten_times_the_median(alerts: Raise, woke: str, amount: str, fires: int) -> None:
    before = "\n".join(f"2026-0{month}-06 10:00 A-100001 utility {amount} DIRECT_DEBIT" for month, amount in ((1, 100), (2, 40)))
    slept = "2026-03-06 10:00:00 A-100001 utility 160 DIRECT_DEBIT\n2026-06-30 10:00 A-100001 bank 5 FEE"
    assert len(alerts(S.DORMANT, f"{before}\n{slept}\n{woke} firm A-100001 {amount} WIRE")) == fires


@pytest.mark.parametrize(
    ("country", "amount", "last", "fires"),
    [
        ("MM", "333.34", "2026-10-04 10:00", 1),
        ("MM", "333.33", "2026-10-04 10:00", 0),
        ("MM", "900", "2026-10-04 10:00:01", 0),
        ("FR", "900", "2026-10-04 10:00", 0),
    ],
)
def test_three_transfers_to_a_listed_country_above_a_thousand_within_thirty_days(alerts: Raise, country: str, amount: str, last: str, fires: int) -> None:
    moments = ("2026-09-04 10:00", "2026-09-20 10:00", last)
    assert len(alerts(S.CORRIDOR, "\n".join(f"{moment} A-100001 kin@{country} {amount} WIRE" for moment in moments))) == fires


@pytest.mark.parametrize(("amounts", "fires"), [("500 500 500 500", 1), ("500 500 500", 0), ("500 500 500 499", 0), ("500 500 500 500.01", 0)])
def test_four_round_amounts_in_one_direction(alerts: Raise, amounts: str, fires: int) -> None:
    lines = "\n".join(f"2026-09-{4 + 9 * place:02} 10:00 A-100001 firm {amount} TRANSFER" for place, amount in enumerate(amounts.split()) if place < 3)
    rest = amounts.split()[3:]
    last = f"\n2026-10-04 10:00 A-100001 firm {rest[0]} TRANSFER" if rest else ""
    assert len(alerts(S.ROUND_AMOUNTS, lines + last)) == fires


@pytest.mark.parametrize(("peers", "fires"), [(11, 1), (9, 0)])
def test_cash_more_than_three_deviations_above_the_trade(alerts: Raise, peers: int, fires: int) -> None:
    # One among n that are all zero is sqrt(n) deviations above the mean: 3.3 with ten others and itself, 2.8 with eight.
    holders = "\n".join(f"A-1000{peer:02} COMPANY Taxi 2020-01-01 90000 low" for peer in range(peers + 1))
    assert len(alerts(S.CASH_INTENSITY, _cash("2026-09-04 10:00 6000", "2026-10-02 10:00 4000"), holders)) == fires
    assert alerts(S.CASH_INTENSITY, _cash("2026-09-04 10:00 6000", "2026-10-02 10:00 3999.99"), holders) == ()
    assert alerts(S.CASH_INTENSITY, _cash("2026-09-04 10:00 6000", "2026-10-02 10:00:01 4000"), holders) == ()


@pytest.mark.parametrize(
    ("amount", "at", "fires"), [("200000.01", "2026-09-30 23:59", 1), ("200000", "2026-09-30 23:59", 0), ("200000.01", "2026-10-01 00:00", 0)]
)
def test_five_times_the_turnover_before_the_thirtieth_day(alerts: Raise, amount: str, at: str, fires: int) -> None:
    assert len(alerts(S.NEW_ACCOUNT, f"{at} firm A-100001 {amount} WIRE", "A-100001 PERSON teacher 2026-09-01 40000 low")) == fires


def test_all_ten_run_over_the_world_and_answer_the_same_twice(warehouse: Warehouse, rulebook: Rulebook, world: World) -> None:
    request = Request(scenarios=tuple(ScenarioId), period=YEAR)
    run = run_monitoring(warehouse, rulebook, request)
    assert run == run_monitoring(warehouse, rulebook, request)
    assert {alert.scenario for alert in run.alerts} == set(ScenarioId)
    assert [alert.score for alert in run.alerts] == sorted((alert.score for alert in run.alerts), reverse=True)
    assert len({alert.id for alert in run.alerts}) == len(run.alerts)
    assert (run.data_version, run.rulebook_version) == (world.version, rulebook.version)


def test_a_population_leaves_out_everybody_else(warehouse: Warehouse, rulebook: Rulebook) -> None:
    everybody = run_monitoring(warehouse, rulebook, Request(scenarios=(S.FAN, S.CYCLE), period=YEAR)).alerts
    one = everybody[0].customer
    chosen = Request(scenarios=(S.FAN, S.CYCLE), period=YEAR, population=Population(customers=frozenset({one})))
    assert run_monitoring(warehouse, rulebook, chosen).alerts == tuple(alert for alert in everybody if alert.customer == one)
    nobody = Request(scenarios=(S.FAN,), period=YEAR, population=Population(segments=frozenset({"NONE"})))
    assert run_monitoring(warehouse, rulebook, nobody).alerts == ()


@pytest.mark.parametrize(("first", "last"), [(date(2026, 9, 2), date(2026, 9, 1)), (date(2024, 1, 1), date(2026, 9, 1))])
def test_a_period_that_is_none_is_refused(first: date, last: date) -> None:
    with pytest.raises(ToolFailureError) as refused:
        Period(first=first, last=last)
    assert refused.value.failure.field == "period"


def test_a_caller_who_has_gone_stops_the_run(warehouse: Warehouse, rulebook: Rulebook) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(ToolFailureError) as stopped:
        run_monitoring(warehouse, rulebook, Request(scenarios=(S.FAN,), period=YEAR), progress)
    assert stopped.value.failure.code == "CANCELLED"


@pytest.mark.parametrize("scenario", ScenarioId)
def test_a_question_says_the_same_to_snowflake(scenario: ScenarioId, rulebook: Rulebook, reads_alike: Callable[[str], bool]) -> None:
    for question in questions(published(scenario, rulebook), YEAR):
        assert reads_alike(question)


def _cash(*deposits: str) -> str:
    """Lines of cash paid in on A-100001, from `day time amount`."""
    told = [deposit.split() for deposit in deposits]
    return "\n".join(f"{day} {clock} CASH A-100001 {amount} CASH_DEPOSIT" for day, clock, amount in told)
