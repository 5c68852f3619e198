"""Seeded chance for what this server invents: one stream for each topic, so that a change to one part leaves the others as they were.

Above: the invented lists and the crowd that measures screening. Below: nothing.
"""

from random import Random


def dice(seed: int, topic: str) -> Random:
    """The same stream for the same seed and topic, on every machine and Python version we run on."""
    return Random(f"{seed}/{topic}")  # noqa: S311  the point is that it repeats
