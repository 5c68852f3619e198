"""Structured logs: one JSON line per event on standard error, or colours on a terminal. Whatever looks like a secret is struck out here too."""

import logging
import sys
from collections.abc import Iterator, MutableMapping
from typing import Literal

import orjson
import structlog
from structlog.typing import EventDict, WrappedLogger

_SECRET_WORDS = ("authorization", "token", "password", "secret", "cookie", "assertion", "code_verifier")
_STRUCK = "[struck out]"
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
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer])
    )
    logging.basicConfig(handlers=[handler], level=max(logging.WARNING, getattr(logging, level.upper())), force=True)


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
    return orjson.dumps(value, default=str).decode()
