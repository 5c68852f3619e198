"""create_dsr_package and what becomes of it: a bundle for the data subject, or an erasure, each decided by a second person."""

import base64
import hashlib
from datetime import UTC, datetime
from typing import Protocol

from pydantic import JsonValue
from sqlalchemy import Connection

from bank_customer.arguments import DsrArguments, RecordArguments, RequestKind
from bank_customer.desk.files import Files, OpenCustomer, no_customer
from bank_customer.desk.origins import TODAY, Origins
from bank_customer.results import RequestAnswer, RequestBundle, RequestRecord, RetentionBar
from bank_customer.rulebooks import rulebook
from bank_customer.store.documents import CustomerDocument, RequestDocument
from bank_customer.store.port import DocumentExistsError
from bank_customer.subject_requests.bundle import bundle
from bank_customer.subject_requests.erasure import Decision, erase
from bank_customer.subject_requests.retention import FRAMEWORK, Bar, bars
from bank_kit.arguments import Purpose, require_purpose
from bank_kit.envelope import Envelope, Reading
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller
from bank_kit.late import Late
from bank_kit.writes.draft import Draft, DraftKind
from bank_kit.writes.drafts import Drafts
from bank_kit.writes.forgetting import forget
from bank_kit.writes.store import WriteStore

KIND = "dsr"
BUNDLE = "dsr-bundle"
MAY_STILL = (
    "a copy of the data (Article 15): kind access",
    "withdrawal of each consent (Article 7(3)); see get_consents",
    "restriction of processing to what the law demands (Article 18)",
)


class Pages(Protocol):
    """subject_requests.pdf, loaded late: it brings reportlab."""

    def render(self, bundle: str) -> bytes:
        """As pdf.render."""
        ...


pages = Late[Pages]("bank_customer.subject_requests.pdf")


def request_kind(files: Files, writes: WriteStore) -> DraftKind:
    """Approved, the bundle is made, or the key is destroyed and what drafts say of the customer is blanked."""

    def answer(connection: Connection, draft: Draft, caller: Caller) -> None:
        customer = files.store.get(CustomerDocument, str(draft.payload["customer_id"]))
        if customer is None:
            raise no_customer()
        decision = Decision(draft_id=draft.id, customer_id=customer.id, requested_by=draft.proposed_by, approved_by=caller.subject)
        if draft.payload["kind"] == RequestKind.ERASURE:
            if standing := _bars(customer):
                raise ToolFailureError(
                    FailureCode.APPROVAL_NEEDED, f"a law forbids the erasure: {standing[0].law}", field="draft_id", remedy="reject the draft; ask again later"
                )
            erase(files.store, files.ring, decision)
            forget(writes, connection, {"customer_id": customer.id}, ("note", "reason"))
        else:
            _pack(files, files.opened(customer), decision, str(draft.payload["kind"]))

    return DraftKind(name=KIND, on_approved=answer)


class Requests:
    """create_dsr_package, and the resources about what it led to."""

    def __init__(self, files: Files, drafts: Drafts, origins: Origins) -> None:
        self._files = files
        self._drafts = drafts
        self._origins = origins

    def create_dsr_package(self, arguments: DsrArguments, caller: Caller) -> Envelope[RequestAnswer]:
        """A draft, or for an erasure the laws that forbid it now, by name."""
        customer = self._files.document(arguments.customer_id, caller)
        rules = rulebook(customer.entity, TODAY)
        standing = _bars(customer) if arguments.kind is RequestKind.ERASURE else ()
        draft = None if standing else self._propose(arguments, caller)
        answer = RequestAnswer(
            customer_id=customer.id,
            kind=arguments.kind.value,
            state="blocked_by_retention" if standing else "drafted",
            blocked_by=tuple(RetentionBar(law=bar.law, years=bar.years, until=bar.until) for bar in standing),
            may_still=MAY_STILL if standing else (),
            draft=draft,
        )
        warnings = tuple(f"UNVERIFIED_PARAMETER: {bar.law}: {bar.doubt}" for bar in standing if bar.doubt)
        reading = Reading(unit="record", as_of=TODAY, warnings=warnings, params=rules.version if standing else None)
        article = {RequestKind.ACCESS: "15", RequestKind.PORTABILITY: "20", RequestKind.ERASURE: "17"}[arguments.kind]
        return self._origins.of(FRAMEWORK.lower(), reg_ref=f"GDPR Article {article}").envelope(answer, arguments, reading)

    def record(self, arguments: RecordArguments, caller: Caller) -> Envelope[RequestRecord]:
        """What was done, without a word of the data; for whoever asked or approved."""
        kept = self._kept(arguments, caller)
        told = RequestRecord(
            request_id=kept.id,
            customer_id=kept.customer_id,
            kind=kept.kind,
            at=kept.at,
            requested_by=kept.requested_by,
            approved_by=kept.approved_by,
            digests=kept.digests,
            proof=kept.proof,
        )
        return self._origins.of("dsr-record").envelope(told, arguments, Reading(unit="record", as_of=TODAY))

    def bundle(self, arguments: RecordArguments, caller: Caller) -> Envelope[RequestBundle]:
        """The data itself, for a person who asked for it or approved it; never for an agent, whose model would read it.

        A token that names purposes must name compliance: rights of data subjects are that (see the record of processing activities).
        """
        if caller.actor is not None or caller.subject == caller.client:
            raise ToolFailureError(
                FailureCode.HUMAN_NEEDED, "a bundle is for people, not for agents", remedy="ask a person to fetch it with a token of their own"
            )
        require_purpose(caller, Purpose.COMPLIANCE)
        kept = self._kept(arguments, caller)
        if kept.sealed is None:
            raise unknown("bundle", field="id", remedy="an erasure leaves none")
        customer = self._files.store.get(CustomerDocument, kept.customer_id)
        if customer is None:
            raise no_customer()
        text = self._files.opened(customer).key.unseal(BUNDLE, kept.sealed)
        value = RequestBundle(request_id=kept.id, bundle=text, pdf=base64.b64encode(pages().render(text)).decode())
        return self._origins.of("dsr-bundle").envelope(value, arguments, Reading(unit="bundle", as_of=TODAY))

    def _kept(self, arguments: RecordArguments, caller: Caller) -> RequestDocument:
        kept = self._files.store.get(RequestDocument, arguments.request_id)
        if kept is None or caller.subject not in {kept.requested_by, kept.approved_by}:
            raise unknown("request", field="id", remedy="create_dsr_package answers ids; a bundle is there once its draft is approved")
        return kept

    def _propose(self, arguments: DsrArguments, caller: Caller) -> Draft:
        payload: dict[str, JsonValue] = {"customer_id": arguments.customer_id, "kind": arguments.kind.value, "ticket": arguments.ticket}
        return self._drafts.propose(KIND, payload, caller, arguments.idempotency_key)


def _bars(customer: CustomerDocument) -> tuple[Bar, ...]:
    return bars(customer, rulebook(customer.entity, TODAY), TODAY)


def _pack(files: Files, customer: OpenCustomer, decision: Decision, kind: str) -> None:
    text = bundle(files.store, customer.document, customer.key, kind=kind, today=TODAY)
    record = RequestDocument(
        id=decision.draft_id,
        customer_id=decision.customer_id,
        kind=kind,
        at=datetime.now(UTC),
        requested_by=decision.requested_by,
        approved_by=decision.approved_by,
        sealed=customer.key.seal(BUNDLE, text),
        digests={"json": _digest(text.encode()), "pdf": _digest(pages().render(text))},
        proof={},
    )
    try:
        files.store.add([record])
    except DocumentExistsError:
        # The decision was undone after the bundle was in: the first one stands.
        return


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
