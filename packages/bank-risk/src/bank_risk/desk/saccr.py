"""Exposure at default by SA-CCR."""

from bank_kit.envelope import Reading
from bank_kit.failures import unknown
from bank_kit.money import Money
from bank_risk.counterparty.saccr.exposure import SetExposure, by_counterparty, netting_sets
from bank_risk.counterparty.saccr.factors import FRAMEWORK, SaccrFactors
from bank_risk.forms.counterparty import ClassAddOn, CounterpartyEad, SaccrArguments, SaccrReport, SaccrSet
from bank_risk.forms.shared import money
from bank_risk.portfolio.entity import Entity, entity_of
from bank_risk.portfolio.history import Levels
from bank_risk.portfolio.netting import AgreedSet, agreed_sets, instruments, latest_marks, saccr_sets
from bank_risk.portfolio.reading import history_of
from bank_risk.portfolio.selection import books_of
from bank_risk.store.results import ResultRows, saccr_result
from bank_risk.store.runs import Answer, Run


def calc_saccr_ead(run: Run, arguments: SaccrArguments) -> Answer:
    """EAD of netting sets, with every part of it."""
    store, day = run.store, run.store.day(arguments.as_of)
    entity = entity_of(store, arguments.legal_entity)
    rules = entity.rulebook(arguments.jurisdiction, day.day)
    factors = SaccrFactors.of(rules)
    history = history_of(store)
    place = history.until(day.day)
    market = Levels(history, history.levels[place : place + 1])
    asked = _asked(agreed_sets(store, day.day), arguments, frozenset(books_of(store, entity.lei)) if entity.lei else None)
    found = netting_sets(saccr_sets(asked, market, instruments(store), day.day), "EUR", factors)
    rate = 1.0 / float(market.euros(entity.currency)[0])
    ordered = sorted(zip(asked, found, strict=True), key=lambda pair: (-pair[1].exposure, pair[1].netting_set))
    leis = {each.counterparty["id"]: each.counterparty["lei"] for each in asked}
    totals = sorted(by_counterparty(found).items(), key=lambda pair: (-pair[1], pair[0]))
    value = SaccrReport(
        run_id=run.id,
        exposure_at_default=money(sum(each.exposure for each in found) * rate, entity.currency),
        alpha=factors.alpha,
        set_count=len(found),
        trade_count=sum(len(each.trades) for each in asked),
        netting_sets=tuple(_shown(one, exposure, (rate, entity)) for one, exposure in ordered[: arguments.sets_shown]),
        counterparties=tuple(
            CounterpartyEad(counterparty=name, counterparty_lei=leis[name], exposure_at_default=money(amount * rate, entity.currency))
            for name, amount in totals[: arguments.sets_shown]
        ),
    )
    warnings = (*day.warnings, *entity.foreign(arguments.jurisdiction), *rules.doubts(FRAMEWORK), *_notes(asked, entity), *latest_marks(store, day.day))
    return Answer(
        value=value,
        reading=Reading(unit="exposure", as_of=day.day, currency=entity.currency, warnings=warnings, params=rules.version),
        method="SA-CCR",
        reg_ref="CRE52",
        rows=(ResultRows(saccr_result, [_kept(exposure, (rate, entity)) for _, exposure in ordered]),),
    )


def _asked(every: tuple[AgreedSet, ...], arguments: SaccrArguments, books: frozenset[str] | None) -> tuple[AgreedSet, ...]:
    chosen = [each for each in every if books is None or any(trade["book_id"] in books for trade in each.trades)]
    if arguments.netting_set is not None:
        chosen = [each for each in chosen if each.id.partition("/")[0] == arguments.netting_set]
        if not chosen:
            raise unknown("netting set with live trades", field="netting_set", remedy="leave it out: the answer names the netting sets")
    if arguments.counterparty is not None:
        chosen = [each for each in chosen if each.counterparty["lei"] == arguments.counterparty]
        if not chosen:
            raise unknown("counterparty with live trades", field="counterparty", remedy="leave it out: the answer names the counterparties")
    return tuple(chosen)


def _notes(asked: tuple[AgreedSet, ...], entity: Entity) -> tuple[str, ...]:
    alone = sum(1 for each in asked if "/" in each.id)
    return (
        *((f"NO_NETTING: {alone} trades without a netting agreement are netting sets of their own",) if alone else ()),
        *(("WHOLE_SETS: agreements are kept for the group; sets in which other companies trade too are shown whole",) if entity.lei else ()),
    )


def _shown(one: AgreedSet, found: SetExposure, shown_in: tuple[float, Entity]) -> SaccrSet:
    rate, entity = shown_in
    view = found.binding

    def amount(euros: float) -> Money:
        return money(euros * rate, entity.currency)

    return SaccrSet(
        netting_set=found.netting_set,
        counterparty=found.counterparty,
        counterparty_lei=one.counterparty["lei"],
        trades=len(one.trades),
        value=amount(found.value),
        collateral=amount(found.collateral),
        replacement_cost=amount(view.replacement_cost),
        add_ons=tuple(ClassAddOn(asset_class=kind.value, add_on=amount(add_on)) for kind, add_on in view.add_ons.classes.items()),
        add_on=amount(view.add_ons.aggregate),
        multiplier=view.multiplier,
        potential_exposure=amount(view.potential),
        exposure_at_default=amount(found.exposure),
        margined=found.margined is not None,
        margin_period_days=found.margin_period,
        unmargined_exposure=amount(found.unmargined.exposure),
        margined_exposure=None if found.margined is None else amount(found.margined.exposure),
        capped=found.capped,
    )


def _kept(found: SetExposure, shown_in: tuple[float, Entity]) -> dict[str, object]:
    rate, entity = shown_in
    view = found.binding
    return {
        "netting_set_id": found.netting_set,
        "currency": entity.currency,
        "replacement_cost": money(view.replacement_cost * rate, entity.currency).amount,
        "add_on": money(view.add_ons.aggregate * rate, entity.currency).amount,
        "ead": money(found.exposure * rate, entity.currency).amount,
    }
