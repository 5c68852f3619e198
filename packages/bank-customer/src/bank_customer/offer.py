"""What the customer server offers: eleven tools and those of review, the resources under cust://, four prompts."""

from bank_customer import __version__
from bank_customer.desk.doubles import Doubles
from bank_customer.desk.files import Files
from bank_customer.desk.kyc import KycFiles
from bank_customer.desk.movements import Movements
from bank_customer.desk.notes import Notes, note_kind
from bank_customer.desk.origins import TODAY, Origins
from bank_customer.desk.profiles import Profiles
from bank_customer.desk.rate import SearchRate
from bank_customer.desk.records import Records
from bank_customer.desk.relations import Relations
from bank_customer.desk.requests import Requests, request_kind
from bank_customer.desk.unmasking import Unmasking, unmask_kind
from bank_customer.masking.free_text import cleaned
from bank_customer.offering import reading, resources, writing
from bank_customer.opening import House
from bank_customer.prompts import PROMPTS
from bank_customer.scopes import APPROVE, READ
from bank_kit.offer import Offer
from bank_kit.tools import Offered
from bank_kit.writes.drafts import Drafts
from bank_kit.writes.grants import Grants
from bank_kit.writes.review import Review


def build_offer(house: House) -> Offer:
    """The offer over an open house."""
    files, origins, grants = Files(house.store, house.ring), Origins(house.version), Grants(house.writes)
    kinds = (unmask_kind(grants), note_kind(files), request_kind(files, house.writes))
    drafts = Drafts(house.writes, kinds, approve_scope=APPROVE, clean=lambda reason: cleaned(reason, known={}, today=TODAY))
    review = Review(server="customer", scheme="cust", read_scope=READ, drafts=drafts)
    profiles, kyc, requests = Profiles(files, grants, origins, SearchRate()), KycFiles(files, origins), Requests(files, drafts, origins)
    records, profile = Records(origins), reading.profile(profiles)
    tools: tuple[Offered, ...] = (
        reading.search(profiles),
        profile,
        *reading.about_files(kyc),
        reading.relationships(Relations(files, origins)),
        reading.summary(Movements(files, origins)),
        reading.duplicates(Doubles(files, origins)),
        writing.unmask(Unmasking(files, drafts, review)),
        writing.subject_request(requests),
        writing.note(Notes(files, drafts, review)),
        *review.tools(),
    )
    return Offer(
        name="bank-customer",
        title="Customer data",
        version=__version__,
        instructions="Customers by id or part of a name. Personal data is masked at the source; each field names its data class and mask.",
        tools=tools,
        resources=(
            resources.masked_profile(profile),
            resources.policy(kyc),
            resources.dictionary(records),
            resources.processing(records, (tool.name for tool in tools)),
            *resources.answered(requests),
            review.resource(),
        ),
        prompts=PROMPTS,
    )
