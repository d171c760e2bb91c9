"""From what was read out of a story to the events that tell of it."""

import re
from urllib.parse import quote as percent_encoded

from wirecopy.events import EnrichedStory, StoryRef
from wirecopy.identity import Copy, text_sha256
from wirecopy.lifecycle import lifecycle
from wirecopy.ninjs import NinjsInfoSource, NinjsStory, NinjsText
from wirecopy.story import Dateline, Lifecycle, Quote, RawStory, Source, Sourcing

#: A URI (RFC 3986, section 3) without the brackets of IPv6 hosts: scheme, colon, and only characters allowed in it.
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")

#: Kinds of sources that are people: a draft that only says what it is has nobody's name to give.
_PEOPLE = frozenset({"person", "role", "anonymous"})

NINJS = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}


def tell(
    copy: Copy, *, dateline: Dateline | None, quotes: tuple[Quote, ...], sources: tuple[Source, ...]
) -> EnrichedStory:
    """Put an enriched story together. Pure: the same arguments give an equal story."""
    raw = copy.raw
    life = lifecycle(raw)
    return EnrichedStory(
        uri=copy.uri,
        version=copy.version,
        format=raw.format,
        story=ninjs(copy, life),
        text=copy.text,
        sections=copy.layout.sections,
        lifecycle=life,
        agency=(dateline.agency if dateline else None) or raw.provider,
        urgency=urgency_of(raw),
        section=raw.section,
        item=raw.item,
        dateline=dateline,
        quotes=quotes,
        sources=sources,
        sourcing=sourcing(quotes, sources),
        warnings=raw.repairs + (dateline.conflicts if dateline else ()),
    )


def ninjs(copy: Copy, life: Lifecycle) -> NinjsStory:
    """The story as ninjs 3.1: headline and deck are headlines with a role, the copy is the main body.

    Its status is the weighed one: software that reads nothing but the ninjs object must not print a story that was
    killed in words.
    """
    raw = copy.raw
    return NinjsStory(
        uri=as_uri(copy.uri),
        standard=NINJS,
        version=copy.version,
        first_created=raw.first_sent,
        version_created=raw.sent,
        embargoed_until=life.embargoed_until,
        pub_status=life.status,
        urgency=urgency_of(raw),
        language=raw.language,
        ed_note=raw.ed_note,
        slugline=raw.slug,
        by=raw.byline,
        located=raw.located,
        headlines=tuple(
            NinjsText(role=role, content_type="text/plain", value=value)
            for role, value in (("main", raw.headline), ("deck", raw.deck))
            if value
        ),
        bodies=(NinjsText(role="main", content_type="text/plain", value=raw.body),) if raw.body else (),
        info_sources=(NinjsInfoSource(name=raw.provider, role="provider"),) if raw.provider else None,
    )


def urgency_of(raw: RawStory) -> int | None:
    """IPTC's urgency, 1 to 9; None where a reader let another number through: ninjs does not allow it."""
    return raw.urgency if raw.urgency is not None and 1 <= raw.urgency <= 9 else None


def as_uri(name: str) -> str:
    """A story's identity as the URI that ninjs demands: itself if it is one, else a URN that holds it, escaped."""
    return name if _URI.fullmatch(name) else "urn:copytaster:story:" + percent_encoded(name, safe="", errors="replace")


def sourcing(quotes: tuple[Quote, ...], sources: tuple[Source, ...]) -> Sourcing:
    """Count how a story is sourced."""
    anonymous = sum(source.anonymity != "named" and source.kind in _PEOPLE for source in sources)
    return Sourcing(
        named=sum(source.anonymity == "named" for source in sources),
        anonymous=anonymous,
        single_source=len(sources) == 1,
        single_anonymous_source=len(sources) == 1 and anonymous == 1,
        denial_present=any(quote.cue is not None and quote.cue.polarity == "deny" for quote in quotes),
    )


def story_ref(story: EnrichedStory) -> StoryRef:
    """What an event that is derived from a story says of it."""
    return StoryRef(
        uri=story.uri,
        version=story.version,
        headline=headline_of(story),
        status=story.lifecycle.status,
        relation=story.lifecycle.relation,
        agency=story.agency,
        urgency=story.urgency,
        dateline=story.dateline.span.exact if story.dateline else None,
        text_sha256=text_sha256(story.text),
    )


def headline_of(story: EnrichedStory) -> str:
    """The headline, or the first line of a story without one, cut to 120 code points."""
    return (story.text.strip().splitlines() or [""])[0][:120]
