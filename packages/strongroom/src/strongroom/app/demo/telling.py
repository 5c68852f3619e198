"""How the story looks: numbered steps as they happen, each with its time; colours only on a terminal."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import click


class StoryError(AssertionError):
    """Something in the demonstration did not happen as told."""


class Teller:
    """Prints the steps and counts them."""

    def __init__(self) -> None:
        self.steps = 0

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """One step; says how long it took."""
        self.steps += 1
        click.echo()
        click.secho(f"{self.steps}. {title}", bold=True)
        begun = time.perf_counter()
        yield
        click.secho(f"   {(time.perf_counter() - begun) * 1000:.0f} ms", dim=True)

    def says(self, who: str, what: str) -> None:
        """A fact of the step."""
        click.echo(f"   {click.style(f'{who:<10}', fg='cyan')} {what}")

    def good(self, what: str) -> None:
        """What the step shows."""
        click.echo(f"   {click.style('=>', fg='green')} {what}")


def expect(holds: object, told: str) -> None:
    """Whatever is told must be so. Raises StoryError."""
    if not holds:
        message = f"this did not happen: {told}"
        raise StoryError(message)
