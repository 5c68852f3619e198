"""`strongroom demo`."""
import click


@click.command()
def demo() -> None:
    """Tell the story."""
