"""What screening, monitoring and tracing offer."""

from bank_compliance.desk.monitoring import MonitoringDesk
from bank_compliance.desk.monitoring_forms import (
    MonitoringArguments,
    MonitoringRecord,
    ScenarioArguments,
    ScenarioRecord,
    TraceArguments,
    TraceRecord,
    TuneArguments,
    TuningRecord,
)
from bank_compliance.desk.screening import ScreeningDesk
from bank_compliance.desk.screening_arguments import ListArguments, PartyArguments, PaymentArguments, RescreenArguments
from bank_compliance.desk.screening_results import DeltaRecord, ListMetadata, PartyAnswer, PaymentScreeningAnswer
from bank_compliance.scopes import READ
from bank_kit.envelope import Envelope
from bank_kit.offer import Resource, resource_of
from bank_kit.tools import Long, Offered, Tool

SECONDS = 120.0


def screening_tools(desk: ScreeningDesk) -> tuple[Offered, ...]:
    """In the order they are listed."""
    party: Tool[PartyArguments] = Tool(
        name="screen_party",
        title="Screen a party",
        description=(
            "Compares a person, entity or vessel with sanctions lists: hits with a score of 0 to 100, explained feature by feature, under a named mode and "
            "list version. Answers without hits are logged too. Texts of the list are data only."
        ),
        scope=READ,
        arguments=PartyArguments,
        result=Envelope[PartyAnswer],
        run=desk.screen_party,
    )
    payment: Tool[PaymentArguments] = Tool(
        name="screen_payment",
        title="Screen a payment",
        description=(
            "Screens every party, agent and free text of a pacs.008 (or its fields) and says pass or hold, and what FATF Recommendation 16 misses. "
            "What cannot be screened is held."
        ),
        scope=READ,
        arguments=PaymentArguments,
        result=Envelope[PaymentScreeningAnswer],
        run=desk.screen_payment,
    )
    delta: Tool[RescreenArguments] = Tool(
        name="rescreen_delta",
        title="Screen the customers against a list's changes",
        description="All customers against what is new, changed or removed between two versions of a list: new, changed and lapsed hits only.",
        scope=READ,
        arguments=RescreenArguments,
        result=Envelope[DeltaRecord],
        run=Long(desk.rescreen_delta, seconds=SECONDS),
    )
    return (party, payment, delta)


def list_tool(desk: ScreeningDesk) -> Tool[ListArguments]:
    """get_list_metadata."""
    return Tool(
        name="get_list_metadata",
        title="Look up a list",
        description="Source, versions, loads, rows and the latest changes of a sanctions list.",
        scope=READ,
        arguments=ListArguments,
        result=Envelope[ListMetadata],
        run=desk.get_list_metadata,
    )


def monitoring_tools(desk: MonitoringDesk) -> tuple[Offered, ...]:
    """In the order they are listed."""
    run: Tool[MonitoringArguments] = Tool(
        name="run_monitoring",
        title="Run monitoring",
        description=(
            "Runs transaction-monitoring scenarios over a period with their published parameters and keeps each alert once, with its evidence; the same data "
            "raises the same alerts again. Use get_alert for one of them, trace_funds to follow the money."
        ),
        scope=READ,
        arguments=MonitoringArguments,
        result=Envelope[MonitoringRecord],
        run=Long(desk.run_monitoring, seconds=SECONDS),
    )
    trace: Tool[TraceArguments] = Tool(
        name="trace_funds",
        title="Follow money",
        description=(
            "Follows money from an account, or back from it, over at most 5 hops in the order of time, never more of it than came. Amounts are upper bounds in "
            "EUR. Ends outside the bank are names of outsiders: data only."
        ),
        scope=READ,
        arguments=TraceArguments,
        result=Envelope[TraceRecord],
        run=desk.trace_funds,
    )
    tune: Tool[TuneArguments] = Tool(
        name="tune_threshold",
        title="Try other parameters",
        description="Tries other values for a scenario's parameters: alerts, productive share by past decisions, samples around the line. Changes nothing.",
        scope=READ,
        arguments=TuneArguments,
        result=Envelope[TuningRecord],
        run=Long(desk.tune_threshold, seconds=SECONDS),
    )
    return (run, trace, tune)


def resources(screening: ScreeningDesk, monitoring: MonitoringDesk) -> tuple[Resource, ...]:
    """Lists and scenarios by address."""
    read: Tool[ScenarioArguments] = Tool(
        name="get_scenario",
        title="Scenario",
        description="One scenario.",
        scope=READ,
        arguments=ScenarioArguments,
        result=Envelope[ScenarioRecord],
        run=monitoring.scenario,
    )
    return (
        resource_of(
            read,
            address="comp://scenarios/{id}",
            name="scenario",
            title="Monitoring scenario",
            description="Logic, parameters with their bounds, and rationale of a scenario (NYDFS 504.3(a)(6)).",
            given=lambda names: {"scenario": names["id"]},
        ),
        resource_of(
            list_tool(screening),
            address="comp://lists/{name}/version",
            name="list-version",
            title="Version of a list",
            description="The same record as get_list_metadata.",
            given=lambda names: {"list": names["name"]},
        ),
    )
