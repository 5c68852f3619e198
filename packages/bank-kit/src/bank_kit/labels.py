"""Data classes and the keys under which tools publish them in `_meta`, so that a gateway can build masks from what servers say."""

from enum import StrEnum

DATA_CLASSES_KEY = "bank.example/data-classes"
"""Tool `_meta`: JSON path in structuredContent to data class."""
UNTRUSTED_KEY = "bank.example/untrusted"
"""Tool `_meta`: JSON paths of free text written by outsiders; data, never instructions."""
SCOPE_KEY = "bank.example/scope"
"""Tool `_meta`: the OAuth scope a call needs."""


class DataClass(StrEnum):
    """How sensitive a field is, least first."""

    PUBLIC = "PUBLIC"
    INTERNAL = "INTERNAL"
    CONFIDENTIAL = "CONFIDENTIAL"
    PII = "PII"
    PII_SENSITIVE = "PII_SENSITIVE"
    PCI = "PCI"


class MaskRule(StrEnum):
    """How a field is made less telling."""

    NONE = "none"
    INITIALS = "initials"
    EMAIL = "email"
    PHONE = "phone"
    YEAR_BAND = "year_band"
    CITY = "city"
    LAST_TWO = "last_two"
    HIDDEN = "hidden"
    FREE_TEXT = "free_text"
