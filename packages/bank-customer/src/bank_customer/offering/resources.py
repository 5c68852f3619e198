"""The resources under cust://."""

from collections.abc import Callable, Iterable, Mapping

from pydantic import BaseModel, ValidationError

from bank_customer.arguments import ProfileArguments, RecordArguments
from bank_customer.desk.kyc import KycFiles
from bank_customer.desk.records import Records
from bank_customer.desk.requests import Requests
from bank_customer.masking.clearance import UNMASK
from bank_customer.masking.fields import ProfileField
from bank_customer.results import DataDictionary, KycPolicy, ProcessingRecord, RequestBundle, RequestRecord
from bank_customer.scopes import READ
from bank_kit.envelope import Envelope
from bank_kit.failures import refused_arguments
from bank_kit.identity.caller import Caller
from bank_kit.offer import Resource, resource_of
from bank_kit.tools import Tool


def masked_profile(tool: Tool[ProfileArguments]) -> Resource:
    """The whole profile of one customer, masked whoever asks."""
    return resource_of(
        tool,
        address="cust://profiles/{id}/masked",
        name="masked-profile",
        title="A customer's profile, masked",
        description="Every field of one customer, masked whatever the token allows.",
        given=lambda names: {"customer_id": names["id"], "fields": list(ProfileField)},
    )


def policy(files: KycFiles) -> Resource:
    """The policy."""
    return _fixed(
        "cust://kyc/policy",
        ("kyc-policy", "Know-your-customer policy", "The scores and review intervals behind get_kyc_status."),
        Envelope[KycPolicy],
        files.kyc_policy,
    )


def dictionary(records: Records) -> Resource:
    """The data dictionary."""
    return _fixed(
        "cust://data-dictionary",
        ("data-dictionary", "Data dictionary", "Every field: class, mask, whether it is encrypted, and for which purposes it may be in the clear."),
        Envelope[DataDictionary],
        records.data_dictionary,
    )


def processing(records: Records, tools: Iterable[str]) -> Resource:
    """The record of processing activities, made from the tools on offer."""
    offered = tuple(tools)
    return _fixed(
        "cust://ropa",
        ("ropa", "Record of processing activities", "Article 30 GDPR, (a) to (g), for each activity of this server, with the tools that are it."),
        Envelope[ProcessingRecord],
        lambda: records.processing_record(offered),
    )


def answered(requests: Requests) -> tuple[Resource, Resource]:
    """What became of a data subject's request: the record, and the bundle itself."""
    record = Resource(
        address="cust://dsr/{id}",
        name="dsr",
        title="Answered request of a data subject",
        description="What was done, with digests and proof, for whoever asked or approved; none of the data itself.",
        scope=READ,
        result=Envelope[RequestRecord],
        read=lambda names, caller: requests.record(_asked(names), caller),
    )
    data = Resource(
        address="cust://dsr/{id}/bundle",
        name="dsr-bundle",
        title="Bundle for a data subject",
        description="The data itself as JSON and PDF, for the person who asked or approved; never for an agent.",
        scope=UNMASK,
        result=Envelope[RequestBundle],
        read=lambda names, caller: requests.bundle(_asked(names), caller),
    )
    return record, data


def _asked(names: Mapping[str, str]) -> RecordArguments:
    try:
        return RecordArguments(request_id=names["id"])
    except ValidationError as error:
        raise refused_arguments(error) from None


def _fixed(address: str, named: tuple[str, str, str], result: type[BaseModel], read: Callable[[], BaseModel]) -> Resource:
    name, title, description = named

    def answer(names: Mapping[str, str], caller: Caller) -> BaseModel:
        del names, caller
        return read()

    return Resource(address=address, name=name, title=title, description=description, scope=READ, result=result, read=answer)
