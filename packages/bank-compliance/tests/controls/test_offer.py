"""Controls by address."""

from bank_kit.identity.caller import Caller
from bank_kit.offer import Offer


def test_a_framework_is_read_by_its_address(offer: Offer, anna: Caller) -> None:
    [resource] = [each for each in offer.resources if each.name == "controls"]
    states = {one["state"] for one in resource.read({"fw": "NYDFS504"}, anna).model_dump(mode="json")["value"]["controls"]}
    assert states == {"no_evidence"}
