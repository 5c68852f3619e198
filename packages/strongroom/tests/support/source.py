"""The connection behind a response, where a test feeds the response by hand."""

import asyncio


class Source:
    """A connection that notes what is asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The loop of the test."""
        return asyncio.get_running_loop()

    def abort(self) -> None:
        """Note it."""
        self.asked.append("abort")

    def read_on(self) -> None:
        """Nothing was stopped."""

    def discard(self) -> None:
        """Note it."""
        self.asked.append("discard")
