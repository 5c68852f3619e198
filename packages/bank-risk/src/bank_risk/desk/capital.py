"""Capital ratios: what every risk weighs, own funds against it, buffers, leverage and the output floor."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bank_kit.envelope import Reading
from bank_kit.failures import FailureCode, ToolFailureError
from bank_risk.balance.counterparties import DerivativeSet, counterparty_rwa, cva_capital, derivative_sets, leverage_exposure
from bank_risk.balance.credit import amounts, held_bonds, model, of_loan, provision_gap, standardise
from bank_risk.balance.funding import Sheet, sheet_of
from bank_risk.balance.ledger import ASSUMED, EURO, Ledger, open_ledger
from bank_risk.balance.loans import Loan, loans_of
from bank_risk.balance.market import NOTE, market_capital
from bank_risk.balance.operational import operational_capital
from bank_risk.balance.securities import securities_of
from bank_risk.capital.leverage import LeverageExposure, LeverageRatio, leverage
from bank_risk.capital.output_floor import FlooredRwa, apply
from bank_risk.capital.provisions import ProvisionGap
from bank_risk.capital.ratios import CapitalPosition, OwnFunds, buffers, position
from bank_risk.forms.capital import BufferView, CapitalArguments, CapitalFloor, CapitalReport, LeverageView, ProvisionView, RatioLevel, RiskRwa
from bank_risk.forms.credit import Approach
from bank_risk.forms.shared import money
from bank_risk.store.results import ResultRows, rwa_line
from bank_risk.store.runs import Answer, Run

NOTES = (
    NOTE,
    f"{ASSUMED}assets besides loans and securities are balances with central banks or secured by sovereign bonds and weigh nothing",
    "SHARED_AGREEMENTS: netting sets with trades of several companies are shared out by gross notional",
    f"{ASSUMED}margin called on derivatives is cash that meets LEV30; protection sold counts in the leverage exposure by SA-CCR alone",
    "NO_CONSOLIDATION: the group is the sum of its companies; claims between them are not kept",
)
_FRAMEWORKS = ("CRE20", "RBC", "LEV", "OPE25", "BA-CVA", "SA-CCR")
_MODEL_FRAMEWORKS = ("CRE30", "CRE31", "CRE32", "CRE35")


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskLine:
    """RWA of one risk in the currency of the ledger; `standard` is the same under standardised approaches."""

    name: str
    approach: str
    exposure: Decimal | None
    rwa: Decimal
    standard: Decimal
    reg_ref: str


def get_capital_ratios(run: Run, arguments: CapitalArguments) -> Answer:
    """All ratios of an entity, or of the group."""
    ledger = open_ledger(run.store, as_of=arguments.as_of, lei=arguments.legal_entity, jurisdiction=arguments.jurisdiction)
    modelled = arguments.approach is not Approach.SA
    loans, sets = loans_of(ledger), derivative_sets(ledger)
    gap = _gap(ledger, loans, arguments.approach) if modelled else None
    sheet = _provided(sheet_of(ledger), gap)
    lines = risk_lines(ledger, loans, sets, approach=arguments.approach)
    floored = _floored(lines, ledger)
    rwa = floored.rwa + (arguments.extra_rwa or Decimal(0))
    funds = _with_extra(sheet.funds, arguments.extra_cet1 or Decimal(0))
    asked = buffers(ledger.rules, countercyclical=sheet.countercyclical, systemic=sheet.systemic)
    try:
        found = position(funds, rwa, asked, ledger.rules)
    except ValueError as error:
        raise ToolFailureError(FailureCode.INVALID_ARGUMENT, str(error), field="extra_rwa", remedy="correct the field and call again") from None
    value = CapitalReport(
        run_id=run.id,
        rwa=money(rwa, ledger.currency),
        risks=tuple(_risk(line, ledger) for line in lines),
        levels=_levels(found, ledger),
        buffers=_buffers(found),
        leverage=_leverage(leverage_of(ledger, funds, loans, sheet=sheet, sets=sets), ledger),
        output_floor=_floor(floored, ledger),
        provisions=None if gap is None else _provisions(gap, ledger),
    )
    kept = [_kept(line, ledger) for line in lines]
    warnings = (*ledger.warnings, *ledger.doubts(*_FRAMEWORKS, *(_MODEL_FRAMEWORKS if modelled else ())), *NOTES, *_what_if(arguments))
    return Answer(
        value=value,
        reading=Reading(unit="ratio", as_of=ledger.day, currency=ledger.currency, warnings=warnings, params=ledger.rules.version),
        method="capital ratios",
        reg_ref="RBC20, RBC30, LEV20",
        rows=(ResultRows(rwa_line, kept),),
    )


def risk_lines(ledger: Ledger, loans: Sequence[Loan], sets: Sequence[DerivativeSet], *, approach: Approach) -> tuple[RiskLine, ...]:
    """Every risk that weighs."""
    rules = ledger.rules
    exposures = [of_loan(one, ledger) for one in loans]
    counted, standard = standardise(exposures, rules)
    credit = standard.rwa.sum()
    if approach is not Approach.SA:
        counted = amounts(exposures, rules, net=False)
        credit = model(exposures, rules, own_estimates=approach is Approach.A_IRB).rwa.sum()
    bonds, bond_rwa = held_bonds(securities_of(ledger), rules)
    ead, ead_rwa = counterparty_rwa(sets, rules)
    multiple = rules.number("OPE25", "rwa_multiple")

    def euros(amount: float | Decimal) -> Decimal:
        return ledger.worth(_exact(amount), EURO)

    def same(name: str, method: str, amounts: tuple[Decimal | None, Decimal], reg_ref: str) -> RiskLine:
        exposure, rwa = amounts
        return RiskLine(name=name, approach=method, exposure=exposure, rwa=rwa, standard=rwa, reg_ref=reg_ref)

    return (
        RiskLine(
            name="credit_loans",
            approach=approach.value,
            exposure=_exact(counted.sum()),
            rwa=_exact(credit),
            standard=_exact(standard.rwa.sum()),
            reg_ref="CRE20" if approach is Approach.SA else "CRE31",
        ),
        same("credit_securities", "SA", (bonds, bond_rwa), "CRE20"),
        same("counterparty", "SA-CCR, SA", (euros(ead), euros(ead_rwa)), "CRE52"),
        same("cva", "BA-CVA reduced", (None, euros(multiple * cva_capital(sets, ledger).capital)), "MAR50"),
        same("market", "stressed ES", (None, euros(multiple * market_capital(ledger))), "MAR33"),
        same("operational", "SA", (None, euros(operational_capital(ledger).rwa)), "OPE25"),
    )


def leverage_of(ledger: Ledger, funds: OwnFunds, loans: Sequence[Loan], *, sheet: Sheet, sets: Sequence[DerivativeSet]) -> LeverageRatio:
    """The leverage ratio; deductions from CET1 leave the exposure too (LEV30.3)."""
    replacement, future = leverage_exposure(sets)
    retail = sum((one.undrawn for one in loans if one.exposure_class == "QRRE"), Decimal(0))
    promised = sum((one.undrawn for one in loans), Decimal(0)) - retail
    parts = LeverageExposure(
        on_balance=sheet.items["TOTAL_ASSETS"],
        replacement_cost=ledger.worth(_exact(replacement), EURO),
        future_exposure=ledger.worth(_exact(future), EURO),
        securities_financing=Decimal(0),
        undrawn={"COMMITMENT": promised, "CANCELLABLE": retail},
        deductions=-sheet.items["CET1_DEDUCTIONS"],
    )
    return leverage(funds.cet1 + funds.additional_tier1, parts, ledger.rules, systemic_buffer=sheet.systemic)


def _gap(ledger: Ledger, loans: Sequence[Loan], approach: Approach) -> ProvisionGap:
    exposures = [of_loan(one, ledger) for one in loans]
    return provision_gap(exposures, model(exposures, ledger.rules, own_estimates=approach is Approach.A_IRB), ledger.rules)


def _provided(sheet: Sheet, gap: ProvisionGap | None) -> Sheet:
    """The balance sheet with what the provisions of modelled exposures lack or exceed."""
    if gap is None:
        return sheet
    changed = {"CET1_DEDUCTIONS": sheet.items["CET1_DEDUCTIONS"] - gap.shortfall, "T2": sheet.items["T2"] + gap.tier2}
    return replace(sheet, items={**sheet.items, **changed})


def _provisions(found: ProvisionGap, ledger: Ledger) -> ProvisionView:
    return ProvisionView(
        shortfall=money(found.shortfall, ledger.currency), excess=money(found.excess, ledger.currency), tier2=money(found.tier2, ledger.currency)
    )


def _exact(amount: float | Decimal) -> Decimal:
    return amount if isinstance(amount, Decimal) else Decimal(repr(float(amount)))


def _with_extra(funds: OwnFunds, extra: Decimal) -> OwnFunds:
    return OwnFunds(cet1=funds.cet1 + extra, additional_tier1=funds.additional_tier1, tier2=funds.tier2)


def _floored(lines: Sequence[RiskLine], ledger: Ledger) -> FlooredRwa:
    modelled, standard = sum((line.rwa for line in lines), Decimal(0)), sum((line.standard for line in lines), Decimal(0))
    return apply(modelled, standard, ledger.rules)


def _levels(found: CapitalPosition, ledger: Ledger) -> tuple[RatioLevel, ...]:
    return tuple(
        RatioLevel(
            tier=tier.value,
            capital=money(level.capital, ledger.currency),
            ratio=float(level.ratio),
            minimum=float(level.minimum),
            requirement=float(level.requirement),
            headroom=money(level.headroom, ledger.currency),
            headroom_bp=float(level.headroom_bp),
        )
        for tier, level in found.levels.items()
    )


def _buffers(found: CapitalPosition) -> BufferView:
    return BufferView(
        conservation=float(found.buffers.conservation),
        countercyclical=float(found.buffers.countercyclical),
        systemic=float(found.buffers.systemic),
        combined=float(found.buffers.combined),
        available=float(found.buffer_available),
        quartile=found.quartile,
        conserved=float(found.conserved),
    )


def _leverage(found: LeverageRatio, ledger: Ledger) -> LeverageView:
    return LeverageView(
        ratio=float(found.ratio),
        requirement=float(found.requirement),
        exposure=money(found.exposure, ledger.currency),
        derivatives=money(found.derivatives, ledger.currency),
        off_balance=money(found.off_balance, ledger.currency),
        headroom=money(found.headroom, ledger.currency),
    )


def _floor(found: FlooredRwa, ledger: Ledger) -> CapitalFloor:
    return CapitalFloor(
        rate=float(found.rate),
        standardised=money(found.standardised, ledger.currency),
        floor=money(found.floor, ledger.currency),
        added=money(found.added, ledger.currency),
        binding=found.binding,
    )


def _risk(line: RiskLine, ledger: Ledger) -> RiskRwa:
    return RiskRwa(
        risk_type=line.name,
        approach=line.approach,
        exposure=None if line.exposure is None else money(line.exposure, ledger.currency),
        rwa=money(line.rwa, ledger.currency),
        reg_ref=line.reg_ref,
    )


def _kept(line: RiskLine, ledger: Ledger) -> dict[str, object]:
    exposure = None if line.exposure is None else money(line.exposure, ledger.currency).amount
    return {
        "risk_type": line.name,
        "approach": line.approach,
        "currency": ledger.currency,
        "exposure": exposure,
        "rwa": money(line.rwa, ledger.currency).amount,
    }


def _what_if(arguments: CapitalArguments) -> tuple[str, ...]:
    if arguments.extra_rwa is None and arguments.extra_cet1 is None:
        return ()
    return ("WHAT_IF: RWA or CET1 were added by the caller; the ratios are not the bank's",)
