"""What speaks for or against a match beside the name: births, countries, the kind of party, identifiers.

What agrees takes away a share of the doubt that is left; what contradicts keeps a share of the score; both count only for a name of at
least 50 points. What is not known on either side counts nothing. An identifier in common makes the score 97 at least, whatever the name.
"""

from dataclasses import dataclass
from datetime import date

from bank_compliance.lists.entry import BirthSpan, ListEntry
from bank_compliance.screening.answer import Feature, Topic
from bank_compliance.screening.question import Subject

SAME_DAY, SAME_SWAPPED, SAME_YEAR, SAME_COUNTRY = 0.30, 0.15, 0.10, 0.05
"""Shares of the remaining doubt taken away."""
NEAR_YEAR, OTHER_YEAR, OTHER_COUNTRY, OTHER_KIND = 0.85, 0.60, 0.92, 0.75
"""Shares of the score kept."""
LEAST_NAME = 0.5
SAME_ID = 0.97


@dataclass(frozen=True, slots=True)
class _Weighed:
    topic: Topic
    detail: str
    lift: float = 0.0
    keep: float = 1.0

    def on(self, score: float) -> float:
        """The score with this taken into account."""
        return (1.0 - (1.0 - score) * (1.0 - self.lift)) * self.keep


def weigh(subject: Subject, entry: ListEntry, name: float, detail: str) -> tuple[Feature, ...]:
    """The features of a comparison, the name first; their points add up to its score of 0 to 100."""
    features = [Feature(Topic.NAME, round(100.0 * name, 2), detail)]
    score = name
    if name >= LEAST_NAME:
        for weighed in _birth(subject, entry), _country(subject, entry), _kind(subject, entry):
            if weighed is not None:
                after = weighed.on(score)
                features.append(Feature(weighed.topic, round(100.0 * (after - score), 2), weighed.detail))
                score = after
    if subject.ids and score < SAME_ID and not subject.numbers.isdisjoint(entry.ids):
        features.append(Feature(Topic.IDENTIFIER, round(100.0 * (SAME_ID - score), 2), "an identifier in common"))
    return tuple(features)


def highest_possible(subject: Subject) -> float:
    """The share of doubt that circumstances can leave at best: 1 when nothing beside the name is known."""
    born = 1.0 - SAME_DAY if subject.born else 1.0 - SAME_YEAR if subject.year else 1.0
    return born * (1.0 - SAME_COUNTRY if subject.countries else 1.0)


def _birth(subject: Subject, entry: ListEntry) -> _Weighed | None:
    if subject.year is None or not entry.births:
        return None
    if subject.born is not None and any(span.is_a_day and span.first == subject.born for span in entry.births):
        return _Weighed(Topic.BIRTH, "same day", lift=SAME_DAY)
    if subject.born is not None and _swapped(subject.born, entry.births):
        return _Weighed(Topic.BIRTH, "same day with day and month swapped", lift=SAME_SWAPPED)
    apart = min(_years_apart(subject.year, span) for span in entry.births)
    vague = subject.born is None or any(not span.is_a_day and _years_apart(subject.year, span) == 0 for span in entry.births)
    if apart == 0 and vague:
        return _Weighed(Topic.BIRTH, "same year as far as known", lift=SAME_YEAR)
    if apart <= 1:
        return _Weighed(Topic.BIRTH, "other day, at most a year apart", keep=NEAR_YEAR)
    return _Weighed(Topic.BIRTH, "born in other years", keep=OTHER_YEAR)


def _swapped(born: date, spans: tuple[BirthSpan, ...]) -> bool:
    days = (span.first for span in spans if span.is_a_day)
    return any((day.year, day.day, day.month) == (born.year, born.month, born.day) for day in days)


def _years_apart(year: int, span: BirthSpan) -> int:
    return max(span.first.year - year, year - span.last.year, 0)


def _country(subject: Subject, entry: ListEntry) -> _Weighed | None:
    if not subject.countries or not entry.countries:
        return None
    if set(subject.countries) & set(entry.countries):
        return _Weighed(Topic.COUNTRY, "a country in common", lift=SAME_COUNTRY)
    return _Weighed(Topic.COUNTRY, "no country in common", keep=OTHER_COUNTRY)


def _kind(subject: Subject, entry: ListEntry) -> _Weighed | None:
    if subject.kind is None or subject.kind is entry.kind:
        return None
    return _Weighed(Topic.KIND, f"asked for {subject.kind.value}, listed is {entry.kind.value}", keep=OTHER_KIND)
