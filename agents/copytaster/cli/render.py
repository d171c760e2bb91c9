"""An enriched story as text for the terminal. Story text is data: rich's markup is never read from it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from copytaster.cli.output import Paper
from copytaster.envelope import Headers, dead_letter
from wirecopy.codec import decode
from wirecopy.events import AlertEvent, EnrichedStory, QuoteEvent, SourceEvent
from wirecopy.story import Quote, Source, Span

if TYPE_CHECKING:
    from aiokafka import ConsumerRecord

#: Colour is never alone: each mark has a letter too, given in the legend.
STYLES = {
    "dateline": "bold magenta",
    "quote": "green",
    "cue": "bold yellow",
    "speaker": "bold cyan",
}

#: Control characters in a story must not steer the terminal.
_VISIBLE = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "�")


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


def legend() -> Text:
    """What the colours mean."""
    return Text("  ").join(Text(name, style=style) for name, style in STYLES.items())


def marked(story: EnrichedStory) -> Text:
    """The story's text with dateline, quotes, cues and speakers marked."""
    text = Text(safe(story.text))
    for kind, span in _marks(story):
        text.stylize(STYLES[kind], span.start, span.end)
    return text


def summary(story: EnrichedStory, *, reasons: bool = False) -> Iterator[Text]:
    """What was found, a line each, indented under the headline."""
    yield Text(safe(_headline(story)), style="bold")
    yield _line("story", f"{story.uri}  version {story.version}  {story.lifecycle.relation}, {story.lifecycle.status}")
    for evidence in story.lifecycle.evidence:
        yield _line("", f"{evidence.says} ({evidence.field}: {evidence.value})", dim=True)
    yield from _dateline(story, reasons=reasons)
    for quote in story.quotes:
        yield from _quote(quote, reasons=reasons)
    for source in story.sources:
        yield from _source(source, reasons=reasons)
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
    elif title == "stories":
        yield from summary(decode(EnrichedStory, value))
    elif title == "alerts":
        yield alert_line(decode(AlertEvent, value))
    elif title == "quotes":
        yield from _quote(decode(QuoteEvent, value).quote, reasons=False)
    else:
        yield from _source(decode(SourceEvent, value).source, reasons=False)


def alert_line(alert: AlertEvent) -> Text:
    """An alert in one line."""
    why = "; ".join(dict.fromkeys(evidence.says for evidence in alert.why))
    return Text(
        safe(f"ALERT {alert.severity.upper()}  {alert.title}: {alert.story.headline} ({why})"), style="bold red"
    )


def safe(text: str) -> str:
    """The same text, code point for code point, with control characters made visible."""
    return text.translate(_VISIBLE)


def _headline(story: EnrichedStory) -> str:
    return next(iter(story.text.strip().splitlines()), "(no text)")


def _marks(story: EnrichedStory) -> Iterator[tuple[str, Span]]:
    if story.dateline:
        yield "dateline", story.dateline.span
    for quote in story.quotes:
        yield from (("quote", part) for part in quote.parts)
    for quote in story.quotes:
        if quote.cue:
            yield "cue", quote.cue.span
        if quote.speaker and quote.speaker.mention:
            yield "speaker", quote.speaker.mention


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


def _quote(quote: Quote, *, reasons: bool) -> Iterator[Text]:
    speaker = quote.speaker
    who = (speaker.name or (speaker.mention.exact if speaker.mention else None)) if speaker else None
    role = f", {speaker.role}" if speaker and speaker.role else ""
    cue = quote.cue.span.exact if quote.cue else "no cue"
    yield _line("quote", f"“{quote.text}”  — {who or 'speaker unknown'}{role}  [{quote.kind}; {cue}]")
    if reasons:
        for reason in (quote.reason, speaker.reason if speaker else ""):
            if reason:
                yield _line("", reason, dim=True)


def _source(source: Source, *, reasons: bool) -> Iterator[Text]:
    who = source.name or source.descriptor
    role = f", {source.role}" if source.role else ""
    yield _line("source", f"{who}{role}  [{source.kind}, {source.anonymity}; supports {len(source.supports)}]")
    if reasons and source.reason:
        yield _line("", source.reason, dim=True)


def _line(label: str, value: str, *, dim: bool = False) -> Text:
    return Text.assemble((f"  {label:9}", "dim"), (safe(value).replace("\n", " "), "dim" if dim else ""))
