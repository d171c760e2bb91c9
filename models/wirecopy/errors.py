"""What can go wrong between bytes and a story, as a vocabulary.

Every error says in one sentence what was wrong and what to do. `reason` is a stable code: it becomes the dead letter's
`dlq_reason` header and a metric label, so a code may be added but never renamed.
"""

from typing import Literal, get_args

#: Why a message became a dead letter. The list is closed: the docs, the metrics and the schema are checked against it.
Reason = Literal[
    "null-value",
    "empty",
    "too-large",
    "not-utf8",
    "not-json",
    "not-xml",
    "unsafe-xml",
    "no-text",
    "bad-field",
    "unknown-format",
    "bad-event",
    "timeout",
    "worker-died",
    "output-too-large",
    "internal-error",
]

REASONS: tuple[Reason, ...] = get_args(Reason)


class WirecopyError(Exception):
    """The root of everything that wirecopy raises on purpose."""


class NotThisFormat(WirecopyError):
    """These bytes are some other format: the next reader in `formats.FORMATS` gets its turn."""


class Unreadable(WirecopyError):
    """These bytes can never become a story: they end as a dead letter.

    reason: the stable code. The message is one sentence for the person who will look at the dead letter.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason: Reason = reason


class ModelMissing(WirecopyError):
    """The language model is not installed, or does not load. The message names the command that mends it."""
