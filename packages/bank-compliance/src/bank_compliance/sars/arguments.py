"""What the tools on suspicious-activity reports accept."""

from typing import Annotated

from pydantic import Field

from bank_compliance.cases.arguments import CaseId
from bank_compliance.sars.clock import Suspect
from bank_kit.arguments import StrictArguments, WriteArguments

Words = Annotated[str, Field(max_length=4000)]


class SubjectArguments(StrictArguments):
    """Who is reported, by name as the filer knows it from the customer server."""

    customer_id: Annotated[str, Field(pattern=r"^C-[0-9]{6,9}$")]
    legal_name: Annotated[str, Field(min_length=1, max_length=150)]
    aliases: tuple[Annotated[str, Field(min_length=1, max_length=150)], ...] = Field(default=(), max_length=99)


class DraftSarArguments(WriteArguments):
    """A report on one case. Parts left empty are told from the evidence where it can tell them."""

    case_id: CaseId
    suspect: Suspect = Field(description="known: 30 days to file; unknown: 60")
    subjects: tuple[SubjectArguments, ...] = Field(default=(), max_length=50)
    who: Words = ""
    what: Words = ""
    when: Words = ""
    where: Words = ""
    why: Words = Field(default="", description="Why it is suspicious: only people can say")
    how: Words = Field(default="", description="How it was done: only people can say")


class CaseSarArguments(StrictArguments):
    """The reports of one case."""

    case_id: CaseId
