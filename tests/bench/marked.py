"""Quotes of a test's text by their words, as a reader would write them."""

from bench.scoring.records import Attribution


def said(text: str, *parts: str, by: str | None = None, scope: str = "speech", ignore: bool = False) -> Attribution:
    """The quote that consists of these stretches of the text; each stretch stands in it once."""
    spans = tuple((text.index(part), text.index(part) + len(part)) for part in parts)
    speaker = (text.index(by), text.index(by) + len(by)) if by else None
    return Attribution(parts=spans, speaker=speaker, speaker_text=by, scope=scope, ignore=ignore)
