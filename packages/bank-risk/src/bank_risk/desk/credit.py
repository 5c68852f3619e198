"""Credit risk-weighted assets."""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from bank_kit.envelope import Reading
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_risk.balance.credit import Exposure, amounts, model, of_loan, standardise
from bank_risk.balance.ledger import EURO, Ledger, open_ledger
from bank_risk.balance.loans import loans_of
from bank_risk.capital.output_floor import apply
from bank_risk.capital.standardised import Floats
from bank_risk.forms.credit import Approach, ClassRwa, CreditArguments, CreditReport, ExposureClass, FloorView, OneExposure
from bank_risk.forms.shared import money
from bank_risk.store.runs import Answer, Run

CAPITAL_RATIO = 0.08
PARAGRAPHS = {Approach.SA: "CRE20", Approach.F_IRB: "CRE31, CRE32", Approach.A_IRB: "CRE31, CRE32"}


class _Weighed:
    """Columns of one book under the approach asked for, and under SA beside it."""

    def __init__(self, every: Sequence[Exposure], approach: Approach, ledger: Ledger) -> None:
        self.classes = np.array([one.exposure_class for one in every])
        self.exposure, self.standard = standardise(every, ledger.rules)
        self.rwa: Floats = self.standard.rwa
        self.loss: Floats | None = None
        self._why = self.standard.why
        if approach is not Approach.SA:
            found = model(every, ledger.rules, own_estimates=approach is Approach.A_IRB)
            self.exposure = amounts(every, ledger.rules, net=False)
            self.rwa, self.loss = found.rwa, found.expected_loss
            self._why = tuple(found.explain(row) for row in range(len(every)))

    def why(self, row: int) -> str:
        """The words of one row."""
        return self._why[row]


def calc_credit_rwa(run: Run, arguments: CreditArguments) -> Answer:
    """RWA of the loan book, of a class of it, or of one exposure."""
    ledger = open_ledger(run.store, as_of=arguments.as_of, lei=arguments.legal_entity, jurisdiction=arguments.jurisdiction)
    every = _asked(arguments, ledger)
    try:
        weighed = _Weighed(every, arguments.approach, ledger)
    except ValueError as error:
        raise ToolFailureError(FailureCode.INVALID_ARGUMENT, str(error), field="exposure", remedy="correct the field and call again") from None
    rwa, exposure = float(weighed.rwa.sum()), float(weighed.exposure.sum())
    value = CreditReport(
        run_id=run.id,
        approach=arguments.approach,
        rwa=money(rwa, ledger.currency),
        exposure=money(exposure, ledger.currency),
        risk_weight=rwa / exposure if exposure > 0 else 0.0,
        expected_loss=None if weighed.loss is None else money(float(weighed.loss.sum()), ledger.currency),
        classes=tuple(_class(name, weighed, ledger) for name in ExposureClass if (weighed.classes == name.value).any()),
        output_floor=_floor(weighed, ledger),
        explanation=_explained(weighed),
    )
    frameworks = ("CRE20",) if arguments.approach is Approach.SA else ("CRE20", "CRE30", "CRE31", "CRE32", "RBC")
    warnings = (*ledger.warnings, *ledger.doubts(*frameworks), *_notes(arguments.approach))
    return Answer(
        value=value,
        reading=Reading(unit="risk-weighted assets", as_of=ledger.day, currency=ledger.currency, warnings=warnings, params=ledger.rules.version),
        method=f"credit RWA, {arguments.approach}",
        reg_ref=PARAGRAPHS[arguments.approach],
    )


def _asked(arguments: CreditArguments, ledger: Ledger) -> tuple[Exposure, ...]:
    if arguments.exposure is not None:
        return (_single(arguments.exposure, ledger),)
    wanted = arguments.exposure_class
    found = tuple(of_loan(one, ledger) for one in loans_of(ledger) if wanted in {None, one.exposure_class})
    if not found:
        raise unknown("loan of that class and legal entity", field="exposure_class", remedy="leave it out: the answer names the classes")
    return found


def _single(one: OneExposure, ledger: Ledger) -> Exposure:
    if not ledger.knows(one.currency):
        allowed = ", ".join((EURO, *ledger.rates))
        raise ToolFailureError(FailureCode.INVALID_ARGUMENT, "no rate of that currency", field="exposure.currency", allowed=allowed)
    drawn, undrawn, provision = (float(ledger.worth(amount, one.currency)) for amount in (one.drawn, one.undrawn, one.provision))
    return Exposure(
        exposure_class=one.exposure_class.value,
        drawn=drawn,
        undrawn=undrawn,
        provision=provision,
        rating=one.rating,
        loan_to_value=one.loan_to_value,
        pd=0.0 if one.pd is None else one.pd,
        lgd=0.0 if one.lgd is None else one.lgd,
        years=one.maturity,
        sales=one.turnover,
        defaulted=one.defaulted,
    )


def _class(name: ExposureClass, weighed: _Weighed, ledger: Ledger) -> ClassRwa:
    mine = weighed.classes == name.value
    rwa, exposure = float(weighed.rwa[mine].sum()), float(weighed.exposure[mine].sum())
    return ClassRwa(
        exposure_class=name,
        exposures=int(mine.sum()),
        exposure=money(exposure, ledger.currency),
        risk_weight=rwa / exposure if exposure > 0 else 0.0,
        rwa=money(rwa, ledger.currency),
        capital=money(CAPITAL_RATIO * rwa, ledger.currency),
        expected_loss=None if weighed.loss is None else money(float(weighed.loss[mine].sum()), ledger.currency),
        standardised_rwa=money(float(weighed.standard.rwa[mine].sum()), ledger.currency),
    )


def _floor(weighed: _Weighed, ledger: Ledger) -> FloorView:
    modelled, standard = (Decimal(repr(float(column.sum()))) for column in (weighed.rwa, weighed.standard.rwa))
    found = apply(modelled, standard, ledger.rules)
    return FloorView(
        rate=float(found.rate),
        floor=money(found.floor, ledger.currency),
        modelled=money(found.modelled, ledger.currency),
        standardised=money(found.standardised, ledger.currency),
        floored=money(found.rwa, ledger.currency),
        binding=found.binding,
    )


def _explained(weighed: _Weighed) -> tuple[str, ...]:
    """The largest exposure of each class; ids of borrowers are not told."""
    told: list[str] = []
    for name in ExposureClass:
        rows = np.flatnonzero(weighed.classes == name.value)
        if rows.size:
            told.append(f"{name}: {weighed.why(int(rows[np.argmax(weighed.exposure[rows])]))}")
    return tuple(told)


def _notes(approach: Approach) -> tuple[str, ...]:
    if approach is Approach.SA:
        return ()
    return (
        "MODEL_SCOPE: PD and LGD are the ledger's own estimates, floored by CRE32; banks and large corporates stay on supervisory LGD",
        "FLOOR_SCOPE: the output floor here counts these exposures alone",
    )
