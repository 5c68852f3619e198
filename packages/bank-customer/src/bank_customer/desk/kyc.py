"""How well the bank knows a customer, why it rates the risk so, and for what the data may be used."""

from typing import TypeVar

from bank_customer.arguments import KycArguments, OneCustomer
from bank_customer.desk.files import Files, no_customer
from bank_customer.desk.origins import TODAY, Origins
from bank_customer.results import Consent, Consents, ExplainedFactor, KycPolicy, KycStatus, ReviewInterval, RiskExplanation, RiskFactor
from bank_customer.store.documents import ConsentDocument, CustomerDocument, Document, KycDocument, RiskRatingDocument
from bank_kit.arguments import NoArguments, require_purpose
from bank_kit.envelope import Envelope, Reading
from bank_kit.identity.caller import Caller

Kept = TypeVar("Kept", bound=Document)

ENHANCED_FROM, SIMPLIFIED_BELOW = 40, 10
"""Scores that decide the due diligence level; standard in between, enhanced for any politically exposed person."""
HIGH_FROM, MEDIUM_FROM = 40, 20
"""Scores that decide the risk rating; low below."""
REVIEW_YEARS = {"SDD": 5, "CDD": 3, "EDD": 1}
GAPS = ("DOCUMENT_EXPIRED", "REVIEW_OVERDUE", "SOURCE_OF_WEALTH_MISSING")
FATF = "FATF Recommendation 10"
_MOST = {"geography": 20, "product": 15, "channel": 10, "occupation": 15, "politically_exposed": 40}
_MANY = 100


class KycFiles:
    """get_kyc_status, get_risk_rating_explanation, get_consents and the policy."""

    def __init__(self, files: Files, origins: Origins) -> None:
        self._files = files
        self._origins = origins

    def get_kyc_status(self, arguments: KycArguments, caller: Caller) -> Envelope[KycStatus]:
        """Level, rating with factors, review dates and gaps."""
        self._customer(arguments, caller)
        file, rating = self._kept(KycDocument, arguments.customer_id), self._kept(RiskRatingDocument, arguments.customer_id)
        status = KycStatus(
            customer_id=file.id,
            due_diligence=file.level,
            risk_rating=file.rating,
            risk_score=rating.score,
            risk_factors=tuple(RiskFactor(factor=factor, points=points) for factor, points in rating.factors.items()),
            last_review=file.last_review,
            next_review=file.next_review,
            document_type=file.document_type,
            document_expiry=file.document_expiry,
            gaps=file.gaps,
        )
        reading = Reading(unit="record", as_of=TODAY, warnings=tuple(f"KYC_GAP: {gap}" for gap in file.gaps))
        return self._origins.of("kyc-file", reg_ref=FATF).envelope(status, arguments, reading)

    def get_risk_rating_explanation(self, arguments: OneCustomer, caller: Caller) -> Envelope[RiskExplanation]:
        """The score taken apart, with model id and version."""
        customer = self._customer(arguments, caller)
        file, rating = self._kept(KycDocument, customer.id), self._kept(RiskRatingDocument, customer.id)
        factors = [
            ExplainedFactor(factor=factor, points=points, most=_MOST.get(factor, 0), because=_because(factor, points, customer))
            for factor, points in rating.factors.items()
        ]
        explained = RiskExplanation(
            customer_id=customer.id,
            score=rating.score,
            rating=file.rating,
            due_diligence=file.level,
            factors=tuple(sorted(factors, key=lambda each: (-each.points, each.factor))),
            high_from=HIGH_FROM,
            medium_from=MEDIUM_FROM,
            enhanced_from=ENHANCED_FROM,
            model=rating.model,
            model_version=rating.model_version,
        )
        origin = self._origins.of(rating.model, version=rating.model_version, reg_ref=FATF)
        return origin.envelope(explained, arguments, Reading(unit="record", as_of=TODAY))

    def get_consents(self, arguments: OneCustomer, caller: Caller) -> Envelope[Consents]:
        """Purposes and their legal bases, what stands first."""
        self._customer(arguments, caller)
        kept = self._files.store.among(ConsentDocument, "customer_id", [arguments.customer_id], _MANY)
        consents = [
            Consent(
                purpose=each.purpose,
                legal_basis=each.legal_basis,
                given_at=each.given_at,
                withdrawn_at=each.withdrawn_at,
                stands=each.withdrawn_at is None,
                withdrawable=each.legal_basis == "consent",
            )
            for each in kept
        ]
        value = Consents(customer_id=arguments.customer_id, consents=tuple(sorted(consents, key=lambda each: (not each.stands, each.purpose))))
        return self._origins.of("consents", reg_ref="GDPR Article 6").envelope(value, arguments, Reading(unit="rows", as_of=TODAY))

    def kyc_policy(self) -> Envelope[KycPolicy]:
        """The rules by which files are kept."""
        policy = KycPolicy(
            enhanced_from_score=ENHANCED_FROM,
            simplified_below_score=SIMPLIFIED_BELOW,
            high_rating_from_score=HIGH_FROM,
            medium_rating_from_score=MEDIUM_FROM,
            review_intervals=tuple(ReviewInterval(due_diligence=level, years=years) for level, years in REVIEW_YEARS.items()),
            gaps=GAPS,
        )
        return self._origins.of("kyc-policy", reg_ref=FATF).envelope(policy, NoArguments(), Reading(unit="record", as_of=TODAY))

    def _customer(self, arguments: OneCustomer, caller: Caller) -> CustomerDocument:
        require_purpose(caller, arguments.purpose)
        return self._files.document(arguments.customer_id, caller)

    def _kept(self, kind: type[Kept], customer_id: str) -> Kept:
        found = self._files.store.get(kind, customer_id)
        if found is None:
            raise no_customer()
        return found


def _because(factor: str, points: int, customer: CustomerDocument) -> str:
    if factor == "politically_exposed":
        return "not politically exposed" if customer.politically_exposed == "NONE" else f"politically exposed, {customer.politically_exposed.lower()}"
    if points == 0:
        return "nothing that adds risk"
    match factor:
        case "geography":
            return f"residence ({customer.country}) or nationality adds risk"
        case "product":
            return f"products of the segment {customer.segment} add risk"
        case "channel":
            return "the way the customer deals with the bank adds risk: partly without meeting"
        case _:
            return "occupation or trade adds risk, as where much comes in cash"
