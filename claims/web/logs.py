"""What the server writes: one JSON line per event, and only words that name no one.

Every event says which keys it brings; any key not listed here is dropped, so that a name or a code
passed by mistake never reaches a log.
"""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

SAID = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "path",
        "fault",
        "place",
        "module",
        "missing",
        "status",
        "kind",
        "chore",
    }
)
SECRET_PATHS = ("/_stcore/upload_file/", "/media/")
"""Their address holds a session id, which is as good as a key while it lasts."""


def scrub(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Keep the keys that name no one, and cut addresses that hold a key."""
    kept = {key: value for key, value in event.items() if key in SAID}
    for prefix in SECRET_PATHS:
        if str(kept.get("path", "")).startswith(prefix):
            kept["path"] = prefix
    return kept


def to_stderr() -> None:
    """Write JSON lines; libraries may only complain."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            scrub,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
