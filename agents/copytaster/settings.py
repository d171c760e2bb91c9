"""Every setting, read once from the environment.

A setting `name` is the environment variable `COPYTASTER_NAME`. The `#:` comment above a field is its description in
docs/settings.md and in `copytaster doctor`.
"""

import dataclasses
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Literal, Self, get_args

PREFIX = "COPYTASTER_"
EMBEDDED = "embedded"
Environment = Literal["development", "production"]


class BadSetting(Exception):
    """A setting that cannot be used; the message names the variable, the value and what to write instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How one worker runs. Frozen: made at start and passed to whoever needs it."""

    #: Where the messages are: "host:port" of Kafka (several separated by commas), or "embedded" for a broker that the
    #: worker starts by itself (memory only; for demonstrations and laptops).
    broker: str = "localhost:9092"
    #: The port of the embedded broker.
    embedded_port: int = 19092
    #: "development" creates missing topics at start; "production" only checks them, and stops if one is wrong.
    environment: Environment = "development"
    #: The consumer group, and the name of the Faust app. Workers with the same one share the work.
    group: str = "copytaster"
    #: What the names of all topics begin with.
    topic_prefix: str = "wire"
    #: How many partitions a topic is created with.
    partitions: int = 4
    #: How many copies of a partition the brokers keep.
    replication: int = 1
    #: The spaCy model: an installed package or a folder.
    model: str = "en_core_web_sm"
    #: How many processes read stories. 0 means one less than the machine has cores, but at least 1.
    processes: int = 0
    #: A process is replaced after this many batches, so that memory cannot grow for ever.
    recycle: int = 2000
    #: Seconds that reading one batch of stories may take before its process is killed and the culprit dead-lettered.
    deadline: float = 20.0
    #: How many stories may be on their way through a worker at once, per partition.
    window_stories: int = 64
    #: How many bytes of stories may be on their way through a worker at once.
    window_bytes: int = 32_000_000
    #: A story larger than this (bytes) is a dead letter. Reading one of the default size takes about half the deadline.
    max_story_bytes: int = 250_000
    #: The largest message (bytes) that topics are created to take: far more than a story, so that a story that is too
    #: large still arrives and ends as a dead letter.
    max_message_bytes: int = 16_000_000
    #: Hours that a story's life is remembered after its last message: a kill that comes later takes nothing back. Held
    #: stories are remembered until they are released.
    life_hours: float = 96.0
    #: The address that the web view binds to.
    web_bind: str = "127.0.0.1"
    #: The port of the web view.
    web_port: int = 6066
    #: The secret that whoever posts stories to the web view (`POST /ingest`) must send, 16 characters at least. Without
    #: it nothing can be posted.
    ingest_token: str = field(default="", repr=False)
    #: Seconds without a sign of life after which Kafka gives a worker's partitions to another.
    session_timeout: float = 10.0
    #: Seconds that the worker may take to finish what it holds after SIGTERM; then it stops as if killed.
    grace: float = 20.0

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Read the settings from the environment (default: the process's own).

        Raises:
            BadSetting: a value cannot be used, or a variable with our prefix is none of ours (a typing error, mostly).
        """
        given = os.environ if environment is None else environment
        known = {PREFIX + f.name.upper(): f for f in fields(cls)}
        ours = {name: text for name, text in given.items() if name.startswith(PREFIX)}
        for name in ours:
            if name not in known:
                raise BadSetting(f"{name} is no setting of copytaster; the settings are {', '.join(sorted(known))}.")
        values = {known[name].name: _parse(name, str(known[name].type), text) for name, text in ours.items()}
        return cls().with_changes(**values)

    def __post_init__(self) -> None:
        """Refuse numbers that cannot work, each with its own sentence."""
        for name in ("partitions", "replication", "recycle", "window_stories", "max_story_bytes"):
            if getattr(self, name) < 1:
                raise BadSetting(f"{PREFIX}{name.upper()} is {getattr(self, name)}; give a whole number from 1 up.")
        for name in ("embedded_port", "web_port"):
            if not 0 < getattr(self, name) < 65536:
                raise BadSetting(f"{PREFIX}{name.upper()} is {getattr(self, name)}; give a port from 1 to 65535.")
        if self.processes < 0:
            raise BadSetting(f"{PREFIX}PROCESSES is {self.processes}; give 0 or more.")
        if self.environment not in get_args(Environment):
            raise BadSetting(f"{PREFIX}ENVIRONMENT is {self.environment!r}; give development or production.")
        if not self.max_story_bytes <= self.max_message_bytes <= self.window_bytes:
            raise BadSetting(
                f"{PREFIX}MAX_STORY_BYTES, {PREFIX}MAX_MESSAGE_BYTES and {PREFIX}WINDOW_BYTES must not shrink in "
                f"this order; they are {self.max_story_bytes}, {self.max_message_bytes} and {self.window_bytes}."
            )

        self._refuse_times()
        self._refuse_names()

    def _refuse_times(self) -> None:
        for name in ("deadline", "grace", "life_hours"):
            if not 0 < getattr(self, name) < float("inf"):
                raise BadSetting(f"{PREFIX}{name.upper()} is {getattr(self, name)}; give seconds, more than 0.")
        if not 6 <= self.session_timeout <= 90:
            raise BadSetting(
                f"{PREFIX}SESSION_TIMEOUT is {self.session_timeout}; give 6 to 90 seconds, which is what Kafka and "
                "Faust take."
            )

    def _refuse_names(self) -> None:
        if not re.fullmatch(r"[A-Za-z0-9._-]{1,200}", self.topic_prefix):
            raise BadSetting(
                f"{PREFIX}TOPIC_PREFIX is {self.topic_prefix!r}; Kafka takes ASCII letters, digits, '.', '_' and '-' "
                "in the names of topics."
            )
        if not self.group.strip():
            raise BadSetting(f"{PREFIX}GROUP is empty; give the consumer group a name.")
        # What a header can carry (RFC 6750, section 2.1), and nobody guesses. Never shown.
        if self.ingest_token and not re.fullmatch(r"[\x21-\x7e]{16,500}", self.ingest_token):
            raise BadSetting(
                f"{PREFIX}INGEST_TOKEN is too short, too long, or has signs in it that a header cannot carry; give 16 "
                "letters and digits or more, as `openssl rand -hex 32` does."
            )

    @property
    def embedded(self) -> bool:
        """Whether the worker brings its own broker."""
        return self.broker == EMBEDDED

    @property
    def bootstrap(self) -> str:
        """What a Kafka client connects to: "host:port[,host:port…]"."""
        return f"127.0.0.1:{self.embedded_port}" if self.embedded else self.broker.replace("kafka://", "")

    @property
    def pool_processes(self) -> int:
        """How many processes read stories, worked out from the machine where the setting is 0."""
        return self.processes or max(1, (os.cpu_count() or 2) - 1)

    def as_env(self) -> dict[str, str]:
        """The settings as environment variables, for a child process."""
        return {PREFIX + f.name.upper(): str(getattr(self, f.name)) for f in fields(self)}

    def with_changes(self, **changes: object) -> Self:
        """The same settings but for these."""
        return dataclasses.replace(self, **changes)  # type: ignore[arg-type]  # checked by the dataclass's fields


def _parse(name: str, kind: str, text: str) -> object:
    """A setting's text as a value of its field's type (named as it is written in the class)."""
    if "int" in kind:
        return _number(name, text, int)
    if "float" in kind:
        return _number(name, text, float)
    return text


def _number(name: str, text: str, kind: type[int] | type[float]) -> int | float:
    try:
        return kind(text)
    except ValueError:
        raise BadSetting(f"{name} is {text!r}; give a number.") from None
