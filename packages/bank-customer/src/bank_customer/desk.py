"""The customer tools at work: documents in, masked results in envelopes out."""

from bank_customer.arguments import KycArguments, ProfileArguments, SearchArguments
from bank_customer.fields import HANDLING, ProfileField
from bank_customer.port import CustomerDocument, CustomerStore, UnreachableStoreError
from bank_customer.results import FieldValue, FoundCustomer, FoundCustomers, KycPolicy, KycStatus, Profile, ReviewInterval, RiskFactor
from bank_kit import masks
from bank_kit.arguments import NoArguments
from bank_kit.envelope import Envelope, Origin, Reading
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller
from bank_kit.world import people
from bank_kit.world.model import AS_OF

SOURCE = "customer-master"
UNMASK = "customer.unmask"
"""Scope that lets named fields through in the clear."""


class CustomerDesk:
    """Answers from one store; reads only."""

    def __init__(self, store: CustomerStore, data_version: str) -> None:
        self._store = store
        self._data_version = data_version

    def get_customer_profile(self, arguments: ProfileArguments, caller: Caller) -> Envelope[Profile]:
        """The requested fields, masked; MASKED_FIELD when one is wanted in the clear without the scope for it."""
        if arguments.unmask and UNMASK not in caller.scopes:
            raise ToolFailureError(
                FailureCode.MASKED_FIELD,
                "these fields are masked for this caller",
                field="unmask",
                allowed=f"a token with scope {UNMASK}, or no unmask",
                remedy="leave unmask out and work with the masked value",
            )
        customer = self._customer(arguments.customer_id)
        fields = {field: _field(field, customer, clear=field in arguments.unmask) for field in arguments.fields}
        reading = Reading(unit="record", as_of=AS_OF, masked=any(value.masked for value in fields.values()))
        return self._origin("profile").envelope(Profile(customer_id=customer.id, fields=fields), arguments, reading)

    def get_kyc_status(self, arguments: KycArguments, caller: Caller) -> Envelope[KycStatus]:
        """Level, rating with factors, review dates and gaps."""
        del caller
        try:
            file = self._store.kyc_file(arguments.customer_id)
        except UnreachableStoreError as error:
            raise _unavailable(error) from None
        if file is None:
            raise _no_customer()
        status = KycStatus(
            customer_id=file.customer_id,
            due_diligence=file.level,
            risk_rating=file.rating,
            risk_score=file.score,
            risk_factors=tuple(RiskFactor(factor=factor, points=points) for factor, points in file.factors),
            last_review=file.last_review,
            next_review=file.next_review,
            document_type=file.document_type,
            document_expiry=file.document_expiry,
            gaps=file.gaps,
        )
        reading = Reading(unit="record", as_of=AS_OF, warnings=tuple(f"KYC_GAP: {gap}" for gap in file.gaps))
        return self._origin("kyc-file", reg_ref="FATF Recommendation 10").envelope(status, arguments, reading)

    def search_customers(self, arguments: SearchArguments, caller: Caller) -> Envelope[FoundCustomers]:
        """Who matches part of a name: masked names, never more than the limit, never a second page."""
        del caller
        try:
            documents = self._store.search(arguments.name, arguments.country, arguments.limit + 1)
        except UnreachableStoreError as error:
            raise _unavailable(error) from None
        shown = tuple(
            FoundCustomer(customer_id=each.id, masked_name=masks.initials(each.name), kind=each.kind, segment=each.segment, country=each.country)
            for each in documents[: arguments.limit]
        )
        truncated = len(documents) > arguments.limit
        warnings = ("TRUNCATED: more customers match; give more of the name or a country",) if truncated else ()
        reading = Reading(unit="rows", as_of=AS_OF, warnings=warnings, masked=bool(shown))
        return self._origin("name-search").envelope(FoundCustomers(customers=shown, truncated=truncated), arguments, reading)

    def kyc_policy(self) -> Envelope[KycPolicy]:
        """The rules by which files are kept."""
        policy = KycPolicy(
            enhanced_from_score=people.ENHANCED_FROM,
            simplified_below_score=people.SIMPLIFIED_BELOW,
            high_rating_from_score=people.HIGH_FROM,
            medium_rating_from_score=people.MEDIUM_FROM,
            review_intervals=tuple(ReviewInterval(due_diligence=level, years=years) for level, years in people.REVIEW_YEARS.items()),
            gaps=("DOCUMENT_EXPIRED", "REVIEW_OVERDUE", "SOURCE_OF_WEALTH_MISSING"),
        )
        return self._origin("kyc-policy", reg_ref="FATF Recommendation 10").envelope(policy, NoArguments(), Reading(unit="record", as_of=AS_OF))

    def _customer(self, customer_id: str) -> CustomerDocument:
        try:
            customer = self._store.customer(customer_id)
        except UnreachableStoreError as error:
            raise _unavailable(error) from None
        if customer is None:
            raise _no_customer()
        return customer

    def _origin(self, method: str, *, reg_ref: str | None = None) -> Origin:
        return Origin(source_system=SOURCE, data_version=self._data_version, method=method, method_version="1", reg_ref=reg_ref)


def _field(field: ProfileField, customer: CustomerDocument, *, clear: bool) -> FieldValue:
    handling = HANDLING[field]
    value = handling.read(customer)
    shown = value if clear or value is None else masks.RULES[handling.mask](value)
    return FieldValue(value=shown, data_class=handling.data_class, mask=handling.mask, masked=shown != value)


def _no_customer() -> ToolFailureError:
    return unknown("customer", field="customer_id", remedy="search_customers finds ids by name")


def _unavailable(error: UnreachableStoreError) -> ToolFailureError:
    return ToolFailureError(FailureCode.UNAVAILABLE, f"the store did not answer ({error})", remedy="try again later")
