"""Every field of a result that holds something personal says so."""

from bank_customer.masking.fields import ProfileField
from bank_customer.results import Candidates, FoundCustomers, Network, Profile, RequestBundle
from bank_kit.labels import DataClass, paths_of


def test_masked_names_are_personal_everywhere() -> None:
    for result in (Candidates, FoundCustomers, Network):
        labels = paths_of(result).data_classes
        assert [labels[path] for path in labels if path.endswith("masked_name")]
        assert {labels[path] for path in labels if path.endswith("masked_name")} == {DataClass.PII}


def test_every_field_of_a_profile_has_its_class() -> None:
    labels = paths_of(Profile).data_classes
    assert set(labels) == {f"$.fields.{field}.value" for field in ProfileField}
    assert labels["$.fields.tax_id.value"] is DataClass.PII_SENSITIVE


def test_a_bundle_is_sensitive_and_untrusted() -> None:
    labels = paths_of(RequestBundle)
    assert labels.data_classes == {"$.bundle": DataClass.PII_SENSITIVE, "$.pdf": DataClass.PII_SENSITIVE}
    assert labels.untrusted == ("$.bundle",)
