"""CVA capital by the reduced basic approach."""

from decimal import Decimal

from bank_kit.envelope import Reading
from bank_kit.money import Money
from bank_risk.balance.counterparties import cva_counterparties, derivative_sets
from bank_risk.balance.ledger import EURO, Ledger, open_ledger
from bank_risk.counterparty.cva import FRAMEWORK, CvaCounterparty, CvaFactors, reduced_capital
from bank_risk.forms.capital import CvaArguments, CvaLine, CvaReport
from bank_risk.forms.shared import money
from bank_risk.store.results import ResultRows, rwa_line
from bank_risk.store.runs import Answer, Run

NOTES = (
    "REDUCED_CVA: no CVA hedges are recognised; counterparties that are central counterparties are left out (MAR50.5)",
    "SHARED_AGREEMENTS: netting sets with trades of several companies are shared out by gross notional",
    "SECTORS: the ledger knows sovereigns, banks and funds; every other counterparty takes the weight of the sector OTHER",
)


def calc_cva_ba(run: Run, arguments: CvaArguments) -> Answer:
    """K_reduced, and what each counterparty brings."""
    ledger = open_ledger(run.store, as_of=arguments.as_of, lei=arguments.legal_entity, jurisdiction=arguments.jurisdiction)
    sets = derivative_sets(ledger)
    every = cva_counterparties(sets, ledger)
    factors = CvaFactors.of(ledger.rules)
    found = reduced_capital(every, factors)
    multiple = ledger.rules.number("OPE25", "rwa_multiple")
    leis = {one.counterparty["id"]: one.counterparty["lei"] for one in sets}
    largest = sorted(every, key=lambda one: (-found.standalone[one.counterparty], one.counterparty))[: arguments.counterparties_shown]
    value = CvaReport(
        run_id=run.id,
        capital=_worth(found.capital, ledger),
        rwa=_worth(multiple * found.capital, ledger),
        unscaled=_worth(found.unscaled, ledger),
        sum_of_standalone=_worth(sum(found.standalone.values()), ledger),
        counterparty_count=len(every),
        counterparties=tuple(_line(one, leis[one.counterparty], found.standalone[one.counterparty], (factors, ledger)) for one in largest),
    )
    row = {
        "risk_type": "cva",
        "approach": "BA-CVA reduced",
        "currency": ledger.currency,
        "exposure": None,
        "rwa": _worth(multiple * found.capital, ledger).amount,
    }
    warnings = (*ledger.warnings, *ledger.doubts(FRAMEWORK, "SA-CCR"), *NOTES)
    return Answer(
        value=value,
        reading=Reading(unit="capital", as_of=ledger.day, currency=ledger.currency, warnings=warnings, params=ledger.rules.version),
        method="BA-CVA, reduced",
        reg_ref="MAR50.14, MAR50.15",
        rows=(ResultRows(rwa_line, [row]),),
    )


def _worth(euros: float, ledger: Ledger) -> Money:
    return money(ledger.worth(Decimal(repr(float(euros))), EURO), ledger.currency)


def _line(one: CvaCounterparty, lei: str, standalone: float, by: tuple[CvaFactors, Ledger]) -> CvaLine:
    factors, ledger = by
    return CvaLine(
        counterparty=one.counterparty,
        counterparty_lei=lei,
        sector=one.sector.value,
        quality=one.quality.value,
        risk_weight=factors.weights[one.sector, one.quality],
        exposure=_worth(sum(each.exposure for each in one.sets), ledger),
        longest_maturity=max(each.maturity for each in one.sets),
        standalone=_worth(standalone, ledger),
    )
