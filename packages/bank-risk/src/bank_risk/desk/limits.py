"""Limits: their use, lights, and whether a trade may be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import RowMapping, select

from bank_kit.envelope import Reading
from bank_kit.failures import unknown
from bank_risk.balance.ledger import EURO
from bank_risk.desk.exposure import get_counterparty_exposure
from bank_risk.desk.uses import WINDOW, Uses
from bank_risk.forms.counterparty import ExposureArguments, ExposureReport
from bank_risk.forms.limits import RATIOS, CheckedArguments, Light, LimitReport, LimitUse, Metric, OverrideInForce, PreDeal, TradeEffect
from bank_risk.forms.shared import money
from bank_risk.portfolio.selection import books_of
from bank_risk.store.results import ResultRows, limit_use
from bank_risk.store.runs import Answer, Run
from bank_risk.store.tables.rules import limit_def
from bank_risk.store.tables.trading import counterparty

EVALUATED = frozenset({Metric.VAR_99_1D, Metric.ES_975_10D, Metric.NOTIONAL, Metric.EAD})
"""Metrics whose use is computed with a proposed trade."""
NO_EXPOSURE = 1e9
"""Utilisation of a floor when there is nothing at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A limit row, the amount it stands at, and the override behind it."""

    row: RowMapping
    amount: float
    override: OverrideInForce | None

    def utilisation(self, used: float) -> float:
        """Used over limit, or limit over what there is for floors."""
        if self.row["metric"] in RATIOS:
            return self.amount / used if used > 0 else NO_EXPOSURE
        return used / self.amount

    @property
    def amber_from(self) -> float:
        """For floors the table says from which multiple of the limit downwards."""
        part = float(self.row["warning"])
        return 1.0 / part if self.row["metric"] in RATIOS else part

    def light(self, utilisation: float) -> Light:
        """Red above the limit, amber from the warning on."""
        if utilisation > 1.0:
            return Light.RED
        return Light.AMBER if utilisation >= self.amber_from else Light.GREEN


def check_limits(run: Run, arguments: CheckedArguments) -> Answer:
    """The limits asked for, or those a trade touches."""
    day = run.store.day(arguments.as_of)
    now = Uses(run.store, day.day, jurisdiction=arguments.jurisdiction)
    then = None if arguments.trade is None else Uses(run.store, day.day, arguments.trade, jurisdiction=arguments.jurisdiction)
    standing = [_standing(row, arguments.overrides) for row in _asked(run, arguments, day.day, then)]
    found: list[tuple[Standing, float]] = []
    for number, one in enumerate(standing):
        run.progress.report(number, len(standing), f"{one.row['metric']} of {one.row['scope_id']}")
        found.append((one, _used(run, now, one.row)))
    found.sort(key=lambda pair: (-pair[0].utilisation(pair[1]), pair[0].row["id"]))
    shown = tuple(_shown(one, used) for one, used in found)
    lights = [use.light for use in shown]
    value = LimitReport(
        run_id=run.id,
        red=lights.count(Light.RED),
        amber=lights.count(Light.AMBER),
        green=lights.count(Light.GREEN),
        limits=shown,
        pre_deal=None if then is None else _pre_deal(run, found, then),
    )
    rows = [
        {"limit_id": use.limit_id, "used": _kept(used), "utilisation": use.utilisation, "status": use.light.value}
        for use, (_, used) in zip(shown, found, strict=True)
    ]
    return Answer(
        value=value,
        reading=Reading(unit="limits", as_of=day.day, warnings=(*day.warnings, *now.ledger.warnings, *_notes(arguments)), params=now.ledger.rules.version),
        method="limits",
        rows=(ResultRows(limit_use, rows),),
    )


def _asked(run: Run, arguments: CheckedArguments, day: date, then: Uses | None) -> Sequence[RowMapping]:
    rows = [row for row in run.store.rows(select(limit_def).order_by(limit_def.c.id)) if row["valid_from"] <= day]
    wanted = [
        row
        for row in rows
        if arguments.limit_id in {None, row["id"]} and arguments.metric in {None, row["metric"]} and arguments.scope_id in {None, row["scope_id"]}
    ]
    if arguments.legal_entity is not None:
        mine = {arguments.legal_entity, *books_of(run.store, arguments.legal_entity)}
        wanted = [row for row in wanted if row["scope_id"] in mine]
    if then is not None and then.row is not None:
        desk = books_of(run.store)[str(then.row["book_id"])]
        touched = {("BOOK", desk["id"]), ("DESK", desk["desk"]), ("COUNTERPARTY", then.row["counterparty_id"]), ("ENTITY", desk["legal_entity"])}
        return [row for row in wanted if (row["scope_kind"], row["scope_id"]) in touched]
    if not wanted:
        raise unknown("limit of that id, metric and scope", field="limit_id", remedy="call check_limits without arguments: it names every limit")
    return wanted


def _standing(row: RowMapping, overrides: Sequence[OverrideInForce]) -> Standing:
    override = next((one for one in overrides if one.limit_id == row["id"]), None)
    return Standing(row=row, amount=float(override.amount if override else row["amount"]), override=override)


def _used(run: Run, uses: Uses, row: RowMapping) -> float:
    scope = str(row["scope_id"])
    measures: dict[Metric, Callable[[], float]] = {
        Metric.VAR_99_1D: lambda: uses.tail(scope)[0],
        Metric.ES_975_10D: lambda: uses.tail(scope)[1],
        Metric.NOTIONAL: lambda: uses.notionals.get(scope, 0.0),
        Metric.EAD: lambda: uses.exposures.get(scope, 0.0),
        Metric.PFE_95: lambda: _potential(run, scope, uses),
        Metric.LCR: lambda: uses.coverage(scope) or 0.0,
        Metric.LEVERAGE: lambda: uses.leverage(scope),
    }
    return measures[Metric(row["metric"])]()


def _potential(run: Run, scope: str, uses: Uses) -> float:
    """Peak PFE 95 % of one counterparty, as get_counterparty_exposure answers it alone."""
    if scope not in uses.exposures:
        return 0.0
    lei = run.store.rows(select(counterparty.c.lei).where(counterparty.c.id == scope))[0]["lei"]
    found = get_counterparty_exposure(run, ExposureArguments(counterparty=lei, include_group=False)).value
    if not isinstance(found, ExposureReport):
        raise TypeError("the exposure of a counterparty is no exposure report")
    return float(found.counterparties[0].peak_potential_95.amount)


def _shown(one: Standing, used: float) -> LimitUse:
    row, utilisation = one.row, one.utilisation(used)
    is_ratio = row["metric"] in RATIOS
    return LimitUse(
        limit_id=row["id"],
        metric=row["metric"],
        scope=row["scope_kind"],
        scope_id=row["scope_id"],
        owner=row["owner"],
        limit=None if is_ratio else money(one.amount, row["currency"]),
        limit_ratio=one.amount if is_ratio else None,
        used=None if is_ratio else money(used, EURO),
        used_ratio=used if is_ratio else None,
        utilisation=utilisation,
        amber_from=one.amber_from,
        light=one.light(utilisation),
        headroom=None if is_ratio else money(one.amount - used, EURO),
        override=one.override,
    )


def _pre_deal(run: Run, found: Sequence[tuple[Standing, float]], then: Uses) -> PreDeal:
    effects: list[TradeEffect] = []
    left: list[str] = []
    for one, used in found:
        if one.row["metric"] not in EVALUATED:
            left.append(one.row["id"])
            continue
        before, after = one.utilisation(used), one.utilisation(_used(run, then, one.row))
        effects.append(TradeEffect(limit_id=one.row["id"], before=before, after=after, light=one.light(after), allows=after <= max(1.0, before)))
    return PreDeal(allowed=all(effect.allows for effect in effects), effects=tuple(effects), not_evaluated=tuple(sorted(left)))


def _kept(used: float) -> Decimal:
    return Decimal(repr(used)).quantize(Decimal("0.0001"))


def _notes(arguments: CheckedArguments) -> tuple[str, ...]:
    measured = f"MEASURED: VaR and ES by historical simulation over {WINDOW} days, EAD by SA-CCR over the group, PFE as get_counterparty_exposure simulates it"
    if arguments.trade is None:
        return (measured,)
    return (
        measured,
        "PRE_DEAL: agreed at a value of nothing; it joins the first agreement with its counterparty; potential exposure and ratios are not computed with it",
    )
