"""Simulated exposure profiles of a counterparty or its group, beside its limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import RowMapping, select

from bank_kit.envelope import Reading
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.money import Money
from bank_risk.counterparty.exposure.measures import Measures
from bank_risk.counterparty.exposure.profile import ExposureProfile, ExposureSet, Simulation, memory_needed, profiles
from bank_risk.counterparty.exposure.trades import last_time
from bank_risk.counterparty.saccr.exposure import by_counterparty, netting_sets
from bank_risk.counterparty.saccr.factors import SaccrFactors
from bank_risk.counterparty.saccr.terms import margin_period
from bank_risk.counterparty.saccr.trade import NettingSet
from bank_risk.desk.shared import told
from bank_risk.forms.counterparty import CounterpartyExposure, ExposureArguments, ExposurePoint, ExposureReport, LimitView, SetView
from bank_risk.forms.shared import money
from bank_risk.portfolio.entity import Entity, entity_of
from bank_risk.portfolio.history import Levels
from bank_risk.portfolio.netting import AgreedSet, agreed_sets, instruments, latest_marks, saccr_sets
from bank_risk.portfolio.reading import history_of
from bank_risk.portfolio.simulation import REVERSION, drivers_of, exposure_set, market_model
from bank_risk.store.results import ResultRows, exposure_profile
from bank_risk.store.runs import Answer, RiskStore, Run
from bank_risk.store.tables.rules import limit_def
from bank_risk.store.tables.trading import counterparty

DATES = (1 / 52, 2 / 52, 1 / 12, 2 / 12, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0, 10.0, 15.0, 20.0, 30.0)
"""Years at which exposure is shown, as far as the last trade."""
MEMORY = 400_000_000
"""Bytes the simulation's arrays may take at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Who is asked about, what is agreed with them, the market, and `rate`, units of the reporting currency for one euro."""

    day: date
    entity: Entity
    rate: float
    members: Sequence[RowMapping]
    sets: Sequence[AgreedSet]
    today: Levels
    last: Levels
    listed: Mapping[str, RowMapping]
    saccr: Sequence[NettingSet]
    factors: SaccrFactors

    def money(self, euros: float) -> Money:
        """Euro in the reporting currency."""
        return money(euros * self.rate, self.entity.currency)


def get_counterparty_exposure(run: Run, arguments: ExposureArguments) -> Answer:
    """Current and simulated exposure of the counterparties asked for."""
    business = run.store.day(arguments.as_of)
    scene, version = _scene(run.store, arguments, business.day)
    drivers = drivers_of(row for one in scene.sets for row in one.trades)
    history = scene.today.history
    model = market_model(history, history.until(business.day), drivers, arguments.window_days)
    sets = _simulated(scene)
    horizon = max(last_time(trade) for one in sets for trade in one.trades)
    dates = tuple(each for each in DATES if each < horizon) or (DATES[0],)
    simulation = Simulation(dates=dates, paths=arguments.paths, seed=arguments.seed, memory=MEMORY)
    if memory_needed(model, sets, simulation) > MEMORY:
        raise ToolFailureError(FailureCode.LIMIT_EXCEEDED, "the simulation would hold too much at once", field="paths", remedy="ask for fewer paths")
    booked = [sum(trade.mark for trade in one.trades) for one in scene.saccr]
    found = profiles(model, sets, simulation, current=booked, progress=told(run.progress, "dates valued"))
    ead = by_counterparty(netting_sets(scene.saccr, "EUR", scene.factors))
    limits = run.store.rows(select(limit_def).where(limit_def.c.scope_kind == "COUNTERPARTY").order_by(limit_def.c.id))
    shown = tuple(
        _shown(scene, member, (found.counterparties[member["id"]], found.sets), _limits(scene, member, limits, (found.counterparties, ead)))
        for member in scene.members
        if member["id"] in found.counterparties
    )
    value = ExposureReport(
        run_id=run.id,
        group=scene.members[0]["group_id"],
        current_exposure=scene.money(sum(each.current for each in found.sets)),
        effective_expected_positive=scene.money(sum(each.effective_average for each in found.counterparties.values())),
        paths=arguments.paths,
        counterparties=shown,
    )
    warnings = (
        *business.warnings,
        *latest_marks(run.store, business.day),
        f"MODEL: Hull-White rates with an assumed reversion of {REVERSION:g}, lognormal prices; volatilities and correlations of {arguments.window_days} days",
        *(("NO_NETTING_ACROSS: exposures of connected counterparties are added, their gains are not",) if len(shown) > 1 else ()),
    )
    return Answer(
        value=value,
        reading=Reading(unit="exposure", as_of=business.day, currency=scene.entity.currency, warnings=warnings, params=version),
        method="exposure-simulation",
        reg_ref="CRE53",
        seed=arguments.seed,
        rows=(ResultRows(exposure_profile, _rows(scene, found.sets)),),
    )


def _scene(store: RiskStore, arguments: ExposureArguments, day: date) -> tuple[Scene, str]:
    parties = store.rows(select(counterparty).order_by(counterparty.c.id))
    asked = next((row for row in parties if row["lei"] == arguments.counterparty), None)
    if asked is None:
        raise unknown("counterparty", field="counterparty", remedy="calc_saccr_ead without arguments names the counterparties with trades")
    members = [asked, *(row for row in parties if arguments.include_group and row["group_id"] == asked["group_id"] and row["id"] != asked["id"])]
    wanted = {row["id"] for row in members}
    sets = tuple(one for one in agreed_sets(store, day) if one.counterparty["id"] in wanted)
    if not sets:
        raise ToolFailureError(FailureCode.NO_MARKET_DATA, "no live trades with that counterparty", field="counterparty", remedy="ask for another one")
    entity = entity_of(store, arguments.legal_entity)
    history = history_of(store)
    place = history.until(day)
    today, last = (Levels(history, history.levels[at : at + 1]) for at in (place, len(history.days) - 1))
    rules = entity.rulebook(arguments.jurisdiction, day)
    factors = SaccrFactors.of(rules)
    listed = instruments(store)
    scene = Scene(
        day=day,
        entity=entity,
        rate=1.0 / float(today.euros(entity.currency)[0]),
        members=members,
        sets=sets,
        today=today,
        last=last,
        listed=listed,
        saccr=saccr_sets(sets, today, listed, day),
        factors=factors,
    )
    return scene, rules.version


def _simulated(scene: Scene) -> tuple[ExposureSet, ...]:
    own = {row["issuer_lei"]: isin for isin, row in scene.listed.items() if row["kind"] == "EQUITY"}
    found = []
    for one, saccr in zip(scene.sets, scene.saccr, strict=True):
        period = margin_period(saccr.agreement, len(saccr.trades), scene.factors) if saccr.agreement is not None else 0.0
        found.append(exposure_set(one, scene.today, scene.last, (scene.day, period, own.get(one.counterparty["lei"], ""))))
    return tuple(found)


def _shown(scene: Scene, member: RowMapping, found: tuple[Measures, Sequence[ExposureProfile]], limits: tuple[LimitView, ...]) -> CounterpartyExposure:
    measures, sets = found
    mine = [(one, each) for one, each in zip(scene.sets, sets, strict=True) if each.counterparty == member["id"]]
    columns = zip(measures.times, measures.expected, measures.effective, measures.potential_95, measures.potential_99, strict=True)
    return CounterpartyExposure(
        counterparty=member["id"],
        counterparty_lei=member["lei"],
        name=member["name"],
        rating=member["rating"],
        current_exposure=scene.money(sum(each.current for _, each in mine)),
        expected_positive=scene.money(measures.average),
        effective_expected_positive=scene.money(measures.effective_average),
        peak_potential_95=scene.money(max(measures.potential_95)),
        wrong_way=any(each.wrong_way for _, each in mine),
        profile=tuple(
            ExposurePoint(
                years=time,
                expected=scene.money(expected),
                effective_expected=scene.money(effective),
                potential_95=scene.money(upper),
                potential_99=scene.money(extreme),
            )
            for time, expected, effective, upper, extreme in columns
        ),
        netting_sets=tuple(
            SetView(
                netting_set=each.netting_set,
                trades=len(one.trades),
                value=scene.money(each.value),
                collateral=scene.money(one.collateral * float(scene.today.euros(one.currency)[0])),
                current_exposure=scene.money(each.current),
                margined=one.agreement is not None,
                wrong_way=each.wrong_way,
                wrong_way_trades=each.wrong_way_trades,
            )
            for one, each in mine
        ),
        limits=limits,
    )


def _limits(scene: Scene, member: RowMapping, limits: Sequence[RowMapping], used: tuple[Mapping[str, Measures], Mapping[str, float]]) -> tuple[LimitView, ...]:
    measures, ead = used
    amounts = {"PFE_95": max(measures[member["id"]].potential_95), "EAD": ead[member["id"]]} if member["id"] in measures else {}
    found = []
    for row in limits:
        if row["scope_id"] != member["id"] or row["metric"] not in amounts:
            continue
        limit = float(row["amount"]) * float(scene.today.euros(row["currency"])[0])
        spent = amounts[row["metric"]]
        found.append(
            LimitView(
                limit_id=row["id"],
                metric=row["metric"],
                limit=scene.money(limit),
                used=scene.money(spent),
                utilisation=spent / limit,
                headroom=scene.money(limit - spent),
            )
        )
    return tuple(found)


def _rows(scene: Scene, found: Sequence[ExposureProfile]) -> list[dict[str, object]]:
    return [
        {"netting_set_id": one.netting_set, "years": time, "expected": expected * scene.rate, "pfe_95": upper * scene.rate, "pfe_99": extreme * scene.rate}
        for one in found
        for time, expected, upper, extreme in zip(one.measures.times, one.measures.expected, one.measures.potential_95, one.measures.potential_99, strict=True)
    ]
