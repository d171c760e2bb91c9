"""What a desk knows that follows the output topics: events in, what stands out. Shares no code with the worker."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Desk:
    """A subscriber of stories, quotes, sources and alerts that keeps the last word on everything."""

    #: The newest standing of each story, and the type of the last event about it.
    stories: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: By id: the story's uri, the words, and the last change.
    quotes: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    sources: dict[str, tuple[str, str]] = field(default_factory=dict)
    #: By id: the story's uri, the rule, and the last status.
    alerts: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def hear(self, title: str, headers: Mapping[str, str], value: bytes) -> None:
        """Take one event of the topic with a title in."""
        event = json.loads(value)
        if title == "stories":
            about = event.get("uri") or event["story"]["uri"]
            self.stories[about] = event["standing"] | {"type": headers["ce_type"]}
        elif title == "quotes":
            words = event["quote"]["text"] if event["quote"] else self.quotes[event["id"]][1]
            self.quotes[event["id"]] = (event["story"]["uri"], words, _state(event))
        elif title == "sources":
            self.sources[event["id"]] = (event["story"]["uri"], _state(event))
        elif title == "alerts":
            self.alerts[event["id"]] = (event["story"]["uri"], event["rule"], event["status"])

    def standing_quotes(self, uri: str) -> list[str]:
        """The words of a story's quotes that stand, sorted."""
        return sorted(words for about, words, state in self.quotes.values() if (about, state) == (uri, "stands"))

    def known_quotes(self, uri: str) -> list[str]:
        """The words of all quotes of a story that were ever told, sorted."""
        return sorted(words for about, words, _ in self.quotes.values() if about == uri)

    def alert_on(self, uri: str, rule: str) -> str | None:
        """What became of a rule's alert on a story; None if it raised none."""
        return next((status for about, name, status in self.alerts.values() if (about, name) == (uri, rule)), None)

    def outcome(self) -> dict[str, Any]:
        """What stands, to be compared with the outcome of another order: what went its way in between is left out."""
        return {
            "stories": {
                uri: {name: standing[name] for name in ("status", "current", "live")}
                for uri, standing in sorted(self.stories.items())
            },
            "quotes": sorted(id_ for id_, (_, _, state) in self.quotes.items() if state == "stands"),
            "sources": sorted(id_ for id_, (_, state) in self.sources.items() if state == "stands"),
            "alerts": sorted(id_ for id_, (_, _, status) in self.alerts.items() if status in ("raised", "updated")),
        }


def _state(event: dict[str, Any]) -> str:
    """Whether something stands: extracted from a usable version, or released again."""
    if event["change"] in ("extracted", "released"):
        return "stands" if event["story"]["status"] == "usable" or event["change"] == "released" else "withheld"
    return str(event["change"])
