"""Stress tests: dated scenarios of the shelf or shocks of the caller's own."""

from collections.abc import Sequence
from datetime import date
from fnmatch import fnmatchcase

from bank_kit.envelope import Reading
from bank_risk.balance.counterparties import derivative_sets
from bank_risk.balance.funding import sheet_of
from bank_risk.balance.ledger import open_ledger
from bank_risk.balance.loans import loans_of
from bank_risk.desk.capital import risk_lines
from bank_risk.desk.shared import Ground, ground_of, told
from bank_risk.forms.credit import Approach
from bank_risk.forms.stress import BookPnl, CapitalCost, ClassPnl, Reverse, StressArguments, StressReport
from bank_risk.market.arrays import refusal
from bank_risk.market.progress import Progress
from bank_risk.market.revaluation import Move
from bank_risk.market.scenario import Factor, RiskClass, Scenario, Shock, ShockKind, moves
from bank_risk.market.stress import DEEPEST_FALL, StressResult, capital_impact, reverse_stress, stress
from bank_risk.scenarios.shelf import scenario
from bank_risk.store.results import ResultRows, stress_result
from bank_risk.store.runs import Answer, Run

OWN = "own-shocks"
DUST = 1e-9
"""What rounding may add to a move."""
FARTHEST = 0.2
"""Largest move of a rate or spread."""
WORST_BP = 100_000.0
"""Bound of the change that is shown, basis points."""


def run_stress_test(run: Run, arguments: StressArguments) -> Answer:
    """P&L of a scenario by risk class and book, its cost in capital, and the reverse on request."""
    ground = ground_of(run, arguments)
    chosen = scenario(arguments.scenario_id) if arguments.scenario_id is not None else _own(arguments, ground.portfolio.day)
    portfolio = ground.portfolio
    factors = portfolio.history.factors(portfolio.place)
    _shocked(chosen, factors)
    found = stress(chosen, factors, portfolio.pnl, portfolio.groups("book"), told(run.progress, "revaluations"))
    value = StressReport(
        run_id=run.id,
        scenario=chosen.id,
        scenario_name=chosen.name,
        published_on=None if chosen.id == OWN else chosen.published_on,
        source=chosen.source,
        pnl=ground.money(found.pnl),
        by_class=tuple(ClassPnl(risk_class=name.value, pnl=ground.money(pnl)) for name, pnl in found.by_class),
        interaction=ground.money(found.interaction),
        worst_books=tuple(BookPnl(book=name, pnl=ground.money(pnl)) for name, pnl in found.by_book[: arguments.books_shown]),
        capital=_capital(run, ground, arguments, found.pnl),
        reverse=_reverse(ground, chosen, arguments, told(run.progress, "scalings")),
        lines=len(portfolio.lines),
    )
    return Answer(
        value=value,
        reading=Reading(
            unit="profit",
            as_of=portfolio.day,
            currency=ground.entity.currency,
            params=ground.rules.version if _has_capital(run, ground, arguments) else None,
            warnings=(
                *ground.warnings,
                *_capital_notes(run, ground, arguments),
                *(note if note.startswith("UNVERIFIED") else f"NOTE: {note}" for note in found.notes),
            ),
        ),
        method="stress-full-revaluation",
        reg_ref="MAR33.13" if chosen.id == OWN else "SRP30",
        rows=(ResultRows(stress_result, _rows(ground, found)),),
    )


def _own(arguments: StressArguments, day: date) -> Scenario:
    shocks = tuple(Shock(risk_class=RiskClass(each.risk_class), kind=ShockKind(each.kind), size=each.size, factors=each.factors) for each in arguments.shocks)
    return Scenario(id=OWN, name="Shocks of the caller", published_on=day, source="the arguments of this call", shocks=shocks)


def _has_capital(run: Run, ground: Ground, arguments: StressArguments) -> bool:
    return arguments.book is None and arguments.desk is None and ground.portfolio.day == run.store.business_date()


def _capital(run: Run, ground: Ground, arguments: StressArguments, pnl: float) -> CapitalCost | None:
    """What the P&L does to the CET1 ratio of the company or group; a book has no capital of its own, and balances are kept of the last day alone."""
    if not _has_capital(run, ground, arguments):
        return None
    ledger = open_ledger(run.store, as_of=None, lei=ground.entity.lei, jurisdiction=arguments.jurisdiction)
    lines = risk_lines(ledger, loans_of(ledger), derivative_sets(ledger), approach=Approach.SA)
    at_risk = float(sum(line.rwa for line in lines))
    found = capital_impact(pnl * ground.rate, cet1=float(sheet_of(ledger).funds.cet1), risk_weighted_assets=at_risk)
    return CapitalCost(cet1_before=found.before, cet1_after=found.after, change=min(max(found.change_bp, -WORST_BP), WORST_BP))


def _capital_notes(run: Run, ground: Ground, arguments: StressArguments) -> tuple[str, ...]:
    if _has_capital(run, ground, arguments):
        return ("CAPITAL: standardised risk-weighted assets, left as they were, and so is tax",)
    return ("NO_CAPITAL: a ratio is told for whole companies at the last end of day only",)


def _shocked(chosen: Scenario, factors: Sequence[Factor]) -> None:
    """INVALID_ARGUMENT when a caller's shock meets no factor, a price would end at nothing, or a rate where values are no numbers anybody could mean."""
    if chosen.id == OWN:
        for place, shock in enumerate(chosen.shocks):
            if not any(factor.risk_class is shock.risk_class and fnmatchcase(factor.id, shock.factors) for factor in factors):
                raise refusal(f"shocks.{place}.factors", "no risk factor of that class matches the pattern", "leave it out for all factors of the class")
    shocks = moves(chosen, factors)
    worst = [factor.id for factor, move in zip(factors, shocks.tolist(), strict=True) if factor.move is Move.RELATIVE and move < DEEPEST_FALL - DUST]
    if worst:
        raise refusal("shocks", f"{worst[0]} would lose more than 99 % of its level", "relative falls of at most 0.99, levels above zero")
    far = [factor.id for factor, move in zip(factors, shocks.tolist(), strict=True) if factor.move is Move.ABSOLUTE and abs(move) > FARTHEST + DUST]
    if far:
        raise refusal("shocks", f"{far[0]} would move by more than {FARTHEST:g}", f"moves of rates and spreads of at most {FARTHEST:g}, which is 2,000 bp")


def _reverse(ground: Ground, chosen: Scenario, arguments: StressArguments, progress: Progress) -> Reverse | None:
    if arguments.reverse_loss is None:
        return None
    portfolio = ground.portfolio
    target = float(arguments.reverse_loss) / ground.rate
    factors = portfolio.history.factors(portfolio.place)
    found = reverse_stress(chosen, factors, portfolio.pnl, target_loss=target, progress=progress)
    return Reverse(target_loss=ground.money(target), scale=found.scale, loss=ground.money(found.loss))


def _rows(ground: Ground, found: StressResult) -> list[dict[str, object]]:
    named = [
        ("TOTAL", "TOTAL", found.pnl),
        *(("CLASS", name.value, pnl) for name, pnl in found.by_class),
        *(("BOOK", name, pnl) for name, pnl in found.by_book),
    ]
    return [{"scope_kind": kind, "scope_id": name, "currency": ground.entity.currency, "pnl_amount": ground.money(pnl).amount} for kind, name, pnl in named]
