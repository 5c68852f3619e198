"""What the area of reports offers."""

from bank_compliance.reports.arguments import ReportArguments, ReportIdArguments
from bank_compliance.reports.desk import ReportDesk
from bank_compliance.reports.results import ReportRecord
from bank_compliance.scopes import READ, WRITE
from bank_kit.envelope import Envelope
from bank_kit.offer import Resource, resource_of
from bank_kit.tools import Effect, Long, Offered, Tool

SECONDS = 120.0


def tools(desk: ReportDesk) -> tuple[Offered, ...]:
    """In the order they are listed."""
    made: Tool[ReportArguments] = Tool(
        name="generate_regulatory_report",
        title="Make a report",
        description=(
            "Makes KM1, LIQ1, a daily LCR or capital report from figures of the risk server (each with its lineage_id), or money-laundering management "
            "information (AML_MI) from this server's own store. Figures that follow from others are worked out and checked; own funds are reconciled to the "
            "bank's books; files are JSON, CSV, PDF and an XBRL instance of an internal taxonomy. A draft until another person approves it with review_draft. "
            "Never a submission; EBA's tables are not made here."
        ),
        scope=WRITE,
        arguments=ReportArguments,
        result=Envelope[ReportRecord],
        run=Long(desk.generate_regulatory_report, seconds=SECONDS),
        effect=Effect.WRITES,
    )
    return (made,)


def resources(desk: ReportDesk) -> tuple[Resource, ...]:
    """A report by its address."""
    read: Tool[ReportIdArguments] = Tool(
        name="get_report",
        title="Report",
        description="One report.",
        scope=READ,
        arguments=ReportIdArguments,
        result=Envelope[ReportRecord],
        run=desk.get_report,
    )
    return (
        resource_of(
            read,
            address="comp://reports/{id}",
            name="report",
            title="Report",
            description="A report with its files, checks, reconciliation and state.",
            given=lambda names: {"report_id": names["id"]},
        ),
    )
