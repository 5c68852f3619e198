"""Whom to screen: names and what is known beside them, bounded before anything is computed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bank_compliance.lists.entry import EntryKind
from bank_compliance.lists.remarks import plain_number
from bank_compliance.screening.letters import latin_words, visible
from bank_kit.failures import FailureCode, ToolFailureError

LONGEST_NAME = 350
"""As long as a name of the list's own layout."""
MOST_WORDS = 32
MOST_NAMES, MOST_WORDS_IN_ALL = 20, 128


class ScreeningMode(StrEnum):
    """How names are compared: as the publisher's search would, or with all the evidence there is."""

    OFAC = "ofac"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A person, entity or vessel to screen: `born` is a day, or `birth_year` when only that is known; `countries` are ISO 3166 alpha-2.

    ToolFailureError (INVALID_ARGUMENT) for a name without letter or digit, one longer than 350 characters or 32 words, 128 words in all names,
    or more than 20 aliases, countries or ids.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: EntryKind | None = None
    born: date | None = None
    birth_year: int | None = None
    countries: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    key: str = ""
    """The caller's own reference, such as a customer number; never compared."""

    def __post_init__(self) -> None:
        """Refuses what cannot be screened."""
        if max(len(self.aliases), len(self.countries), len(self.ids)) > MOST_NAMES:
            raise _refused("too many aliases, countries or ids", field="aliases", allowed=f"at most {MOST_NAMES} of each")
        check_name(self.name, field="name")
        for place, alias in enumerate(self.aliases):
            check_name(alias, field=f"aliases.{place}")
        if sum(len(latin_words(name)) for name in self.names) > MOST_WORDS_IN_ALL:
            raise _refused("the names have too many words together", field="aliases", allowed=f"at most {MOST_WORDS_IN_ALL}")
        if any(len(number) > LONGEST_NAME for number in self.ids):
            raise _refused("an identifier is too long", field="ids", allowed=f"at most {LONGEST_NAME} characters")

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then the aliases."""
        return (self.name, *self.aliases)

    @property
    def year(self) -> int | None:
        """Of birth, from either."""
        return self.born.year if self.born else self.birth_year

    @property
    def numbers(self) -> frozenset[str]:
        """Identifiers in capitals without separators; those of fewer than four characters prove nothing."""
        plain = (plain_number(number) for number in self.ids)
        return frozenset(number for number in plain if len(number) >= 4)


def check_name(name: str, *, field: str) -> None:
    """ToolFailureError when a name is too long or has nothing to compare."""
    if len(name) > LONGEST_NAME:
        raise _refused("the name is too long", field=field, allowed=f"at most {LONGEST_NAME} characters")
    words = latin_words(name)
    if not words and not any(letter.isalnum() for letter in visible(name)):
        raise _refused("the name has no letter or digit to compare", field=field, allowed="at least one letter or digit")
    if len(words) > MOST_WORDS:
        raise _refused("the name has too many words", field=field, allowed=f"at most {MOST_WORDS}")


def _refused(problem: str, *, field: str, allowed: str) -> ToolFailureError:
    return ToolFailureError(FailureCode.INVALID_ARGUMENT, problem, field=field, allowed=allowed, remedy="correct the field and screen again")
