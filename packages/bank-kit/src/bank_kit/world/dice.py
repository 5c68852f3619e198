"""The world's only source of chance: seeded, one stream for each topic, so that a change to one part leaves the others as they were."""

from random import Random


def dice(seed: int, topic: str) -> Random:
    """The same stream for the same seed and topic, on every machine and Python version we run on."""
    return Random(f"{seed}/{topic}")  # noqa: S311  the point is that it repeats
