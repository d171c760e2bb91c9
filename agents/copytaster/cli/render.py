"""An enriched story as text for the terminal. Story text is data: rich's markup is never read from it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from copytaster.cli.marked import legend, marked, safe
from copytaster.cli.output import Paper
from copytaster.envelope import Headers, dead_letter, event_type
from copytaster.topics import STORY_CHANGE_TYPES
from wirecopy.codec import decode
from wirecopy.events import AlertEvent, EnrichedStory, QuoteEvent, SourceEvent, StoryChange
from wirecopy.story import Quote, Source, Speaker

if TYPE_CHECKING:
    from aiokafka import ConsumerRecord


def render(story: EnrichedStory, *, reasons: bool = False, console: Console | None = None) -> None:
    """Print a story: its text with everything marked, then what was found, with reasons if wanted."""
    out = console or Paper()
    if reasons:
        out.print(legend())
        out.print()
        out.print(marked(story))
        out.print()
    for line in summary(story, reasons=reasons):
        out.print(line)


def summary(story: EnrichedStory, *, reasons: bool = False) -> Iterator[Text]:
    """What was found, a line each, indented under the headline."""
    yield Text(safe(_headline(story)), style="bold")
    yield _line("story", f"{story.uri}  version {story.version}  {story.lifecycle.relation}, {story.lifecycle.status}")
    for evidence in story.lifecycle.evidence:
        yield _line("", f"{evidence.says} ({evidence.field}: {evidence.value})", dim=True)
    if reasons and story.priority is not None:
        yield _line("urgency", str(story.urgency or "unknown"))
        yield _line("", story.priority.reason, dim=True)
    yield from _dateline(story, reasons=reasons)
    for number, quote in enumerate(story.quotes, start=1):
        yield from _quote(quote, reasons=reasons, number=f" Q{number}" if reasons else "")
    for number, source in enumerate(story.sources, start=1):
        yield from _source(source, reasons=reasons, number=f" #{number}" if reasons else "")
    for warning in story.warnings:
        yield _line("warning", warning)


def print_event(title: str, record: "ConsumerRecord[bytes | None, bytes | None]") -> None:
    """Print an event of an output topic as a few lines; `title` is what `tail` calls the topic."""
    out = Paper()
    for line in _event(title, record.value or b"null", record.headers):
        out.print(line)


def _event(title: str, value: bytes, headers: Headers) -> Iterator[Text]:
    if title == "dead-letters":
        letter = dead_letter(headers)
        where = f"{letter.topic}, partition {letter.partition}, offset {letter.offset}"
        yield Text(safe(f"DEAD LETTER  {letter.reason}: {letter.message} ({where})"), style="bold red")
    elif title == "alerts":
        yield alert_line(decode(AlertEvent, value))
    elif title == "stories":
        changed = event_type(headers) in STORY_CHANGE_TYPES
        yield from [change_line(decode(StoryChange, value))] if changed else summary(decode(EnrichedStory, value))
    elif title == "quotes":
        told = decode(QuoteEvent, value)
        yield from _quote(told.quote) if told.quote else [_gone(told)]
    else:
        said = decode(SourceEvent, value)
        yield from _source(said.source) if said.source else [_gone(said)]


def change_line(change: StoryChange) -> Text:
    """What became of a story, in one line."""
    why = change.cause.says if change.cause else f"embargoed until {change.until:%Y-%m-%d %H:%M} UTC"
    named = change.story.headline or change.story.uri
    return Text(safe(f"STORY {change.change.upper()}  {named} ({why})"), style="bold red")


def _gone(event: QuoteEvent | SourceEvent) -> Text:
    """What became of a quote or a source, which is known by its id."""
    what = "quote" if isinstance(event, QuoteEvent) else "source"
    return _line(what, f"{event.id} {event.change}: {event.cause.says if event.cause else ''}", dim=True)


def alert_line(alert: AlertEvent) -> Text:
    """An alert in one line."""
    why = "; ".join(dict.fromkeys(evidence.says for evidence in alert.why))
    return Text(safe(f"ALERT {_alert_state(alert)}  {alert.title}: {alert.story.headline} ({why})"), style="bold red")


def _alert_state(alert: AlertEvent) -> str:
    """The severity; for an alert that is not new, what became of it."""
    return alert.severity.upper() if alert.status == "raised" else alert.status.upper()


def _headline(story: EnrichedStory) -> str:
    return next(iter(story.text.strip().splitlines()), "(no text)")


def _dateline(story: EnrichedStory, *, reasons: bool) -> Iterator[Text]:
    dateline = story.dateline
    if dateline is None:
        yield _line("dateline", "none")
        return
    places = "; ".join(
        ", ".join(filter(None, (place.name or place.printed, place.country))) for place in dateline.places
    )
    when = (dateline.date.iso or f"{dateline.date.printed}, year unknown") if dateline.date else "no date"
    yield _line("dateline", f"{places or 'no place'}  ·  {when}  ·  {dateline.agency or 'no agency'}")
    if reasons:
        for reason in (
            dateline.reason,
            *(p.reason for p in dateline.places),
            dateline.date.reason if dateline.date else "",
        ):
            if reason:
                yield _line("", reason, dim=True)


def _quote(quote: Quote, *, reasons: bool = False, number: str = "") -> Iterator[Text]:
    speakers = [one for one in (quote.speaker, *quote.joint_speakers) if one is not None]
    who = " and ".join(name for one in speakers if (name := _who(one))) or "speaker unknown"
    cue = quote.cue.span.exact if quote.cue else "no cue"
    where = f", {quote.venue.exact}" if quote.venue else ""
    yield _line("quote" + number, f"“{quote.text}”  — {who}  [{quote.kind}; {cue}{where}]")
    if reasons:
        for reason in (quote.reason, *(one.reason for one in speakers[:1])):
            if reason:
                yield _line("", reason, dim=True)


def _who(speaker: Speaker) -> str:
    """Name and role, or the words of the mention; empty where nobody is meant."""
    name = speaker.name or (speaker.mention.exact if speaker.mention else "")
    return f"{name}, {speaker.role}" if name and speaker.role else name


def _source(source: Source, *, reasons: bool = False, number: str = "") -> Iterator[Text]:
    who = source.name or source.descriptor
    role = f", {source.role}" if source.role else ""
    yield _line("source" + number, f"{who}{role}  [{source.kind}, {source.anonymity}; supports {len(source.supports)}]")
    if reasons and source.reason:
        yield _line("", source.reason, dim=True)


def _line(label: str, value: str, *, dim: bool = False) -> Text:
    return Text.assemble((f"  {label:8} ", "dim"), (safe(value).replace("\n", " "), "dim" if dim else ""))
