"""Operational risk under the standardised approach."""

from bank_kit.envelope import Reading
from bank_risk.balance.ledger import EURO, open_ledger
from bank_risk.balance.operational import indicator_years, loss_years
from bank_risk.capital.operational import FRAMEWORK, calculate
from bank_risk.forms.capital import LossLine, OperationalArguments, OperationalReport
from bank_risk.forms.shared import money
from bank_risk.store.results import ResultRows, rwa_line
from bank_risk.store.runs import Answer, Run


def calc_oprisk_sa(run: Run, arguments: OperationalArguments) -> Answer:
    """BI, BIC, LC, ILM, ORC and RWA, in euro."""
    ledger = open_ledger(run.store, as_of=arguments.as_of, lei=arguments.legal_entity, jurisdiction=arguments.jurisdiction)
    years = indicator_years(ledger)
    losses = loss_years(ledger, int(ledger.rules.exact(FRAMEWORK, "loss_years")))
    found = calculate(list(years.values()), [year.counted for year in losses], ledger.rules)
    value = OperationalReport(
        run_id=run.id,
        business_indicator=money(found.indicator.total, EURO),
        interest_component=money(found.indicator.interest, EURO),
        services_component=money(found.indicator.services, EURO),
        financial_component=money(found.indicator.financial, EURO),
        indicator_component=money(found.component, EURO),
        loss_component=money(found.loss_component, EURO),
        loss_multiplier=float(found.multiplier),
        capital=money(found.capital, EURO),
        rwa=money(found.rwa, EURO),
        financial_years=tuple(years),
        losses=tuple(
            LossLine(ends=year.ends.isoformat(), losses=year.losses, amount=money(year.amount, EURO), counted=money(year.counted, EURO)) for year in losses
        ),
    )
    row = {"risk_type": "operational", "approach": "SA", "currency": EURO, "exposure": None, "rwa": money(found.rwa, EURO).amount}
    return Answer(
        value=value,
        reading=Reading(unit="capital", as_of=ledger.day, currency=EURO, warnings=(*ledger.warnings, *ledger.doubts(FRAMEWORK)), params=ledger.rules.version),
        method="operational risk, standardised approach",
        reg_ref="OPE25",
        rows=(ResultRows(rwa_line, [row]),),
    )
