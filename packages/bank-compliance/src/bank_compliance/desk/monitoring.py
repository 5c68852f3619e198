"""Monitoring, tuning and tracing at work: the pure rooms asked, alerts kept, texts of outsiders masked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bank_compliance.cases.alert import AlertState, Found
from bank_compliance.cases.alerts import Alerts
from bank_compliance.desk.monitoring_forms import (
    HopRecord,
    MonitoringArguments,
    MonitoringRecord,
    PathRecord,
    PopulationArguments,
    RaisedAlert,
    RanScenario,
    ScenarioArguments,
    ScenarioParameter,
    ScenarioRecord,
    TraceArguments,
    TraceRecord,
    TrialRecord,
    TuneArguments,
    TuningRecord,
)
from bank_compliance.monitoring.alert import Alert, Factor
from bank_compliance.monitoring.catalogue import SCENARIOS
from bank_compliance.monitoring.run import Period, Population, Request, run_monitoring
from bank_compliance.monitoring.settings import FRAMEWORK, published
from bank_compliance.monitoring.tuning import Disposition, Question, Trial, tune_threshold
from bank_compliance.rulebooks import rulebook
from bank_compliance.texts import shown
from bank_compliance.tracing.request import TraceRequest
from bank_compliance.tracing.trace import METHOD, trace_funds
from bank_compliance.warehouse.port import Warehouse
from bank_kit.envelope import Envelope, Origin, Reading
from bank_kit.identity.caller import Caller
from bank_kit.money import Money
from bank_kit.parameters import Rulebook
from bank_kit.progress import Progress

_OUTSIDE = "outside:"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringDesk:
    """Answers from a warehouse that is opened on first use."""

    warehouse: Callable[[], Warehouse]
    alerts: Alerts
    business_date: date

    def run_monitoring(self, arguments: MonitoringArguments, caller: Caller, progress: Progress) -> Envelope[MonitoringRecord]:
        """Runs scenarios and keeps what they find."""
        rules = self._rules()
        request = Request(
            scenarios=arguments.scenarios,
            period=Period(first=arguments.period.first, last=arguments.period.last),
            population=_population(arguments.population),
        )
        run = run_monitoring(self.warehouse(), rules, request, progress)
        found = run.alerts
        self.alerts.keep([_found(alert) for alert in found], caller)
        shown_alerts = tuple(self._raised(alert) for alert in found[: arguments.limit])
        value = MonitoringRecord(
            first=arguments.period.first,
            last=arguments.period.last,
            scenarios=tuple(
                RanScenario(scenario=one.scenario, alerts=len(one.alerts), settings_version=one.settings.version, questions=one.questions) for one in run.ran
            ),
            total=len(found),
            alerts=shown_alerts,
        )
        cut = (f"CUT_SHORT: {arguments.limit} of {len(found)} alerts are shown; all are kept",) if len(found) > arguments.limit else ()
        return self._origin("monitoring", run.data_version).envelope(value, arguments, self._reading("alerts", rules, cut))

    def tune_threshold(self, arguments: TuneArguments, caller: Caller, progress: Progress) -> Envelope[TuningRecord]:
        """Tries other parameters; changes nothing."""
        del caller
        rules, warehouse = self._rules(), self.warehouse()
        question = Question(
            scenario=arguments.scenario,
            grid=arguments.grid,
            period=Period(first=arguments.period.first, last=arguments.period.last),
            population=_population(arguments.population),
        )
        decided = self.alerts.decided(arguments.scenario.value)
        past = [
            Disposition(scenario=arguments.scenario, transactions=transactions, productive=state is AlertState.ESCALATED) for transactions, state in decided
        ]
        found = tune_threshold(warehouse, rules, question, past, progress)
        value = TuningRecord(scenario=found.scenario, now=_trial(found.now), trials=tuple(_trial(trial) for trial in found.trials))
        said = () if past else ("NOTHING_JUDGED: nobody decided on an alert of this scenario yet",)
        return self._origin("tuning", warehouse.version).envelope(value, arguments, self._reading("trials", rules, said))

    def trace_funds(self, arguments: TraceArguments, caller: Caller) -> Envelope[TraceRecord]:
        """Follows money in the order of time."""
        del caller
        request = TraceRequest(
            account=arguments.account,
            direction=arguments.direction,
            hops=arguments.hops,
            first=arguments.window.first,
            last=arguments.window.last,
            minimum=arguments.minimum,
        )
        found = trace_funds(self.warehouse(), request)
        value = TraceRecord(
            account=arguments.account,
            direction=arguments.direction,
            total=_euros(found.total),
            hops=tuple(
                HopRecord(
                    transaction=hop.transfer.transaction,
                    booked_at=hop.transfer.booked_at,
                    hop=hop.hop,
                    amount=_euros(hop.transfer.amount),
                    traced=_euros(hop.traced),
                    payer=_end(hop.transfer.payer),
                    payee=_end(hop.transfer.payee),
                )
                for hop in found.hops
            ),
            paths=tuple(
                PathRecord(transactions=path.transactions, nodes=tuple(_end(node) for node in path.nodes), amount=_euros(path.amount), is_cycle=path.closed)
                for path in found.paths
            ),
            cycles=len(found.cycles),
            cut_short=found.cut_short,
        )
        said = (f"METHOD: {METHOD}; figures are upper bounds", *(("CUT_SHORT: a bound was reached, there is more",) if found.cut_short else ()))
        reading = Reading(unit="trace", as_of=self.business_date, currency="EUR", warnings=said, masked=True)
        return self._origin("tracing", found.data_version).envelope(value, arguments, reading)

    def scenario(self, arguments: ScenarioArguments, caller: Caller) -> Envelope[ScenarioRecord]:
        """A scenario as published."""
        del caller
        rules, known = self._rules(), SCENARIOS[arguments.scenario]
        values = published(arguments.scenario, rules)
        value = ScenarioRecord(
            id=known.id,
            title=known.title,
            logic=known.logic,
            rationale=known.rationale,
            parameters=tuple(
                ScenarioParameter(name=one.name, unit=one.unit.value, value=values.values[one.name], low=one.low, high=one.high, meaning=one.meaning)
                for one in known.parameters
            ),
            countries=values.countries,
        )
        return self._origin("scenario", values.version).envelope(value, arguments, self._reading("record", rules, rules.doubts(FRAMEWORK)))

    def _raised(self, alert: Alert) -> RaisedAlert:
        return RaisedAlert(
            id=alert.id,
            scenario=alert.scenario,
            state=self.alerts.get(alert.id).state,
            score=alert.score,
            account_id=alert.account,
            customer_id=alert.customer,
            amount=_euros(alert.amount),
            first_at=alert.first_at,
            last_at=alert.last_at,
            transactions=alert.transactions,
        )

    def _rules(self) -> Rulebook:
        return rulebook("BCBS", self.business_date)

    def _reading(self, unit: str, rules: Rulebook, warnings: Sequence[str]) -> Reading:
        return Reading(unit=unit, as_of=self.business_date, warnings=tuple(warnings), params=rules.version)

    def _origin(self, method: str, version: str) -> Origin:
        return Origin(source_system="compliance-warehouse", data_version=version, method=method, method_version="1")


def _found(alert: Alert) -> Found:
    told = "; ".join(f"{_met(factor)} ({factor.points} points)" for factor in alert.factors)
    return Found(
        id=alert.id,
        scenario=alert.scenario.value,
        account_id=alert.account,
        customer_id=alert.customer,
        amount=alert.amount,
        currency="EUR",
        score=alert.score,
        first_day=alert.first_at.date(),
        last_day=alert.last_at.date(),
        transactions=alert.transactions,
        rationale=told,
    )


def _met(factor: Factor) -> str:
    """What was met, in a sentence's words; the rule itself is a sentence already."""
    if factor.unit == "rule":
        return f"{factor.observed}: {factor.threshold.rstrip('.')}"
    unit = "" if factor.unit == "rating" else f" {factor.unit}"
    return f"{factor.name}: {factor.observed}{unit}, against {factor.threshold}{unit}"


def _population(asked: PopulationArguments) -> Population:
    return Population(segments=frozenset(asked.segments), legal_entities=frozenset(asked.legal_entities), customers=frozenset(asked.customers))


def _trial(trial: Trial) -> TrialRecord:
    return TrialRecord(
        values=dict(trial.settings.values),
        alerts=trial.alerts,
        judged=trial.judged,
        productive=trial.productive,
        productive_ratio=trial.productive_ratio,
        lost=trial.lost,
        gained=trial.gained,
        above_the_line=tuple(alert.account for alert in trial.above_the_line),
        below_the_line=tuple(alert.account for alert in trial.below_the_line),
    )


def _euros(amount: Decimal) -> Money:
    return Money.of(amount, "EUR")


def _end(node: str) -> str:
    return f"{_OUTSIDE}{shown(node.removeprefix(_OUTSIDE))}" if node.startswith(_OUTSIDE) else node
