"""What the area of suspicious-activity reports offers; everything here takes the scope compliance.sar before anything is looked at."""

from dataclasses import replace

from bank_compliance.sars.arguments import CaseSarArguments, DraftSarArguments
from bank_compliance.sars.desk import SarDesk
from bank_compliance.sars.results import SarDraft, SarPage
from bank_compliance.scopes import SAR
from bank_kit.envelope import Envelope
from bank_kit.offer import Resource, resource_of
from bank_kit.tools import Effect, Offered, Tool
from bank_kit.writes.review import Review


def tools(desk: SarDesk) -> tuple[Offered, ...]:
    """In the order they are listed."""
    draft: Tool[DraftSarArguments] = Tool(
        name="draft_sar",
        title="Draft a suspicious-activity report",
        description=(
            "Drafts a report on a case: narrative by who, what, when, where, why and how with its completeness, days left to file, and an XML draft that is "
            "neither filed nor validated against FinCEN's schema. Another person approves it with review_sar_draft. What it answers is confidential by law: "
            "tell nobody that a report exists."
        ),
        scope=SAR,
        arguments=DraftSarArguments,
        result=Envelope[SarDraft],
        run=desk.draft_sar,
        effect=Effect.WRITES,
    )
    return (draft, *_review_tools(desk))


def resources(desk: SarDesk) -> tuple[Resource, ...]:
    """The reports of a case, and a draft."""
    read: Tool[CaseSarArguments] = Tool(
        name="get_sars",
        title="Reports",
        description="Reports of one case.",
        scope=SAR,
        arguments=CaseSarArguments,
        result=Envelope[SarPage],
        run=desk.get_sars,
    )
    of_case = resource_of(
        read,
        address="comp://cases/{id}/reports",
        name="case-reports",
        title="Reports of a case",
        description="What was drafted on a case, for those who may know whether anything was.",
        given=lambda names: {"case_id": names["id"]},
    )
    draft = replace(_review(desk).resource(), address="comp://report-drafts/{id}", name="report-draft", title="Draft of a report", scope=SAR)
    return (of_case, draft)


def _review(desk: SarDesk) -> Review:
    return Review(server="suspicion", scheme="comp", read_scope=SAR, drafts=desk.drafts)


def _review_tools(desk: SarDesk) -> tuple[Offered, ...]:
    renamed = {"review_draft": "review_sar_draft", "list_drafts": "list_sar_drafts"}
    # The scope comes before anything is read: who may not know whether a draft exists never reaches the store that holds it.
    return tuple(replace(tool, name=renamed[tool.name], scope=SAR) for tool in _review(desk).tools() if isinstance(tool, Tool))
