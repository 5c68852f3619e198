"""What is left to see of a masked value.

| style | leaves | of `4111111111111111`, `DE89370400440532013000`, `jane.doe@example.com`, `1980-05-17` |
|---|---|---|
| last4 | the last four characters | `************1111` |
| pan | issuer and last four at most (PCI DSS 4.0.1, requirement 3.4.1) | `411111******1111` |
| iban | country, check digits, last four | `DE89**************3000` |
| email | first letters and the last label | `j***@e***.com` |
| year | the year of an ISO 8601 date | `1980-**-**` |
| full | nothing, not even the length | `***` |

A value too short for its style is masked in full. A mask is always a string: a masked number becomes a string, so JSON stays valid.
"""

from strongroom.protection.classes import Style

_SEPARATORS = str.maketrans("", "", " -.\u00a0\u202f\u2009\u2010\u2011\u2012\u2013\u2014\u2212")
HIDDEN = "***"


def masked(value: str, style: Style) -> str:
    """`value` in `style`: printable ASCII or letters of the value, never a quote or a backslash."""
    shown = _STYLES[style](value)
    return shown if shown.isprintable() and '"' not in shown and "\\" not in shown else HIDDEN


def _last4(value: str) -> str:
    bare = value.translate(_SEPARATORS)
    return "*" * (len(bare) - 4) + bare[-4:] if len(bare) >= 8 else HIDDEN


def _pan(value: str) -> str:
    bare = value.translate(_SEPARATORS)
    return f"{bare[:6]}{'*' * (len(bare) - 10)}{bare[-4:]}" if len(bare) >= 13 and bare.isdigit() else HIDDEN


def _iban(value: str) -> str:
    bare = value.translate(_SEPARATORS).upper()
    return f"{bare[:4]}{'*' * (len(bare) - 8)}{bare[-4:]}" if len(bare) >= 15 and bare.isalnum() else HIDDEN


def _email(value: str) -> str:
    local, at, domain = value.rpartition("@")
    host, dot, last = domain.rpartition(".")
    return f"{local[0]}***@{host[0]}***.{last}" if at and dot and local and host and last.isalpha() else HIDDEN


def _year(value: str) -> str:
    shaped = len(value) >= 10 and value[:4].isdigit() and value[:4].isascii() and value[4] == "-" == value[7]
    return f"{value[:4]}-**-**" if shaped else HIDDEN


def _full(_: str) -> str:
    return HIDDEN


_STYLES = {Style.LAST4: _last4, Style.PAN: _pan, Style.IBAN: _iban, Style.EMAIL: _email, Style.YEAR: _year, Style.FULL: _full}
