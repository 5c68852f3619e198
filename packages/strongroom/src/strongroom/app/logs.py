"""Structured logs: one JSON line per event on standard error, or colours on a terminal. Whatever looks like a secret is struck out here too."""

import json
import logging
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from typing import Literal, TextIO

import orjson
import structlog
from structlog.typing import EventDict, WrappedLogger

_SECRET_WORDS = ("authorization", "token", "password", "secret", "cookie", "assertion", "code_verifier")
_STRUCK = "[struck out]"
_OURS = "strongroom"
_OURS = "strongroom"
"""The name above all our loggers: some ask the standard library whether a line is wanted at all before they make it."""
Level = Literal["debug", "info", "warning", "error"]


def configure(level: Level) -> None:
    """Set up logging for this process: ours through structlog, that of libraries through the same line format, from warnings upward."""
    terminal = sys.stderr.isatty()
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        strike_out,
    ]
    renderer: structlog.typing.Processor = structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer(serializer=_dumps)
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=lambda *_: _Lines(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer])
    )
    logging.getLogger(_OURS).setLevel(level.upper())
    logging.basicConfig(handlers=[handler], level=max(logging.WARNING, getattr(logging, level.upper())), force=True)
    logging.getLogger(_OURS).setLevel(getattr(logging, level.upper()))


class _Lines:
    """Writes each line at once. A log that cannot be written, because its disk is full or its reader has gone, loses lines and stops no call."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def msg(self, message: str) -> None:
        """One line."""
        with suppress(OSError):
            self._file.write(message + "\n")
            self._file.flush()

    log = debug = info = warning = error = critical = msg


def strike_out(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:  # noqa: ARG001  the shape of a structlog processor
    """Replace the value of every key that names a secret, at any depth that a log line reaches."""
    for key, holder in list(_pairs(event)):
        if any(word in key.lower() for word in _SECRET_WORDS):
            holder[key] = _STRUCK
    return event


def _pairs(mapping: MutableMapping[str, object], depth: int = 0) -> Iterator[tuple[str, MutableMapping[str, object]]]:
    for key, value in list(mapping.items()):
        yield key, mapping
        if isinstance(value, dict) and depth < 4:
            yield from _pairs(value, depth + 1)


def _dumps(value: object, **_: object) -> str:
    """One line of JSON, in which nothing from outside can end a line, move a cursor or turn the direction of reading."""
    try:
        text = orjson.dumps(value, default=str).decode()
    except orjson.JSONEncodeError:  # half a surrogate, or a number over 64 bits
        return json.dumps(value, default=str)
    return text if text.isprintable() else json.dumps(json.loads(text)).replace("\x7f", "\\u007f")
