"""Where this server's answers come from, for their envelopes."""

from bank_kit.envelope import Origin
from bank_kit.world.size import AS_OF

SOURCE = "customer-master"
TODAY = AS_OF
"""The business date of the synthetic bank."""


class Origins:
    """Makes origins for one version of the data."""

    def __init__(self, data_version: str) -> None:
        self._data_version = data_version

    def of(self, method: str, *, version: str = "2", reg_ref: str | None = None) -> Origin:
        """The origin of answers by `method`."""
        return Origin(source_system=SOURCE, data_version=self._data_version, method=method, method_version=version, reg_ref=reg_ref)
