"""What the area of controls offers."""

from bank_compliance.controls.desk import ControlDesk
from bank_compliance.controls.results import ControlArguments, ControlPage, ControlRecord, EvidenceArguments, EvidenceBundle, FrameworkArguments
from bank_compliance.scopes import READ, WRITE
from bank_kit.envelope import Envelope
from bank_kit.offer import Resource, resource_of
from bank_kit.tools import Effect, Offered, Tool


def tools(desk: ControlDesk) -> tuple[Offered, ...]:
    """In the order they are listed."""
    status: Tool[ControlArguments] = Tool(
        name="control_status",
        title="State of a control",
        description=(
            "Asks one control over a window: satisfied, not_satisfied, or no_evidence when nothing was there to look at, which is never a pass. "
            "With population, violations, samples and the digest of the question."
        ),
        scope=READ,
        arguments=ControlArguments,
        result=Envelope[ControlRecord],
        run=desk.control_status,
    )
    export: Tool[EvidenceArguments] = Tool(
        name="export_evidence",
        title="Export evidence",
        description="Control states of a framework over a window as files (JSON, and CSV, PDF or OSCAL assessment results) with a manifest of SHA-256 digests.",
        scope=WRITE,
        arguments=EvidenceArguments,
        result=Envelope[EvidenceBundle],
        run=desk.export_evidence,
        effect=Effect.WRITES,
    )
    return (status, export)


def resources(desk: ControlDesk) -> tuple[Resource, ...]:
    """The controls of a framework."""
    read: Tool[FrameworkArguments] = Tool(
        name="get_controls",
        title="Controls",
        description="Controls of a framework.",
        scope=READ,
        arguments=FrameworkArguments,
        result=Envelope[ControlPage],
        run=desk.framework,
    )
    return (
        resource_of(
            read,
            address="comp://controls/{fw}",
            name="controls",
            title="Controls of a framework",
            description="Every control this server has evidence for, with its state over the last year.",
            given=lambda names: {"framework": names["fw"]},
        ),
    )
