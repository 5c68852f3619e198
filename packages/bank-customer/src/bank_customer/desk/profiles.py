"""Finding customers by name, and fields of one customer."""

from bank_customer.arguments import ProfileArguments, SearchArguments
from bank_customer.desk.files import Files, OpenCustomer
from bank_customer.desk.origins import TODAY, Origins
from bank_customer.desk.rate import SearchRate
from bank_customer.desk.rows import row_scope
from bank_customer.masking.classes import RULES
from bank_customer.masking.clearance import require_clearance
from bank_customer.masking.fields import CLASSES, ProfileField
from bank_customer.results import FieldValue, FoundCustomer, FoundCustomers, Profile
from bank_kit.arguments import require_purpose
from bank_kit.envelope import Envelope, Reading
from bank_kit.identity.caller import Caller
from bank_kit.writes.grants import Grants


class Profiles:
    """search_customers and get_customer_profile."""

    def __init__(self, files: Files, grants: Grants, origins: Origins, rate: SearchRate) -> None:
        self._files = files
        self._grants = grants
        self._origins = origins
        self._rate = rate

    def search_customers(self, arguments: SearchArguments, caller: Caller) -> Envelope[FoundCustomers]:
        """Who matches part of a name: masked names, never more than the limit, never a second page."""
        require_purpose(caller, arguments.purpose)
        self._rate.take(caller)
        where = row_scope(caller).where | ({"country": arguments.country} if arguments.country else {})
        documents = self._files.store.search(arguments.name, where, arguments.limit + 1)
        named = self._files.masked_names(documents[: arguments.limit])
        shown = tuple(
            FoundCustomer(customer_id=each.id, masked_name=name, kind=each.kind, segment=each.segment, country=each.country) for name, each in named.values()
        )
        truncated = len(documents) > arguments.limit
        warnings = ("TRUNCATED: more customers match; give more of the name or a country",) if truncated else ()
        reading = Reading(unit="rows", as_of=TODAY, warnings=warnings, masked=bool(shown))
        return self._origins.of("name-search").envelope(FoundCustomers(customers=shown, truncated=truncated), arguments, reading)

    def get_customer_profile(self, arguments: ProfileArguments, caller: Caller) -> Envelope[Profile]:
        """The requested fields, masked; in the clear where the caller's clearance or a grant allows each field asked for so."""
        granted = self._grants.fields(caller, arguments.customer_id) if arguments.unmask else frozenset()
        require_clearance(caller, arguments.unmask, arguments.purpose, granted=granted)
        customer = self._files.open(arguments.customer_id, caller)
        fields = {field: _shown(field, customer, clear=field in arguments.unmask) for field in arguments.fields}
        reading = Reading(unit="record", as_of=TODAY, masked=any(value.masked for value in fields.values()))
        return self._origins.of("profile").envelope(Profile(customer_id=arguments.customer_id, fields=fields), arguments, reading)


def _shown(field: ProfileField, customer: OpenCustomer, *, clear: bool) -> FieldValue:
    rule, value = RULES[CLASSES[field]], customer.value(field)
    shown = value if clear else customer.masked(field, TODAY)
    return FieldValue(value=shown, data_class=rule.data_class, mask=rule.mask, masked=shown != value)
