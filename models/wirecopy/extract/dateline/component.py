"""The spaCy component that reads the dateline."""

from spacy.language import Language
from spacy.tokens import Doc

from wirecopy.extract.dateline.read import NO_METADATA, Metadata, read_dateline
from wirecopy.extract.found import declare_extensions, layout_of
from wirecopy.identity import Copy


@Language.factory("wirecopy_dateline", assigns=["doc._.dateline"])
class DatelineReader:
    """Reads the dateline of a doc into `doc._.dateline`; None where it has none.

    Works on the text alone, so it can stand anywhere in a pipeline; `wirecopy_breaks` wants it before itself.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> reader = nlp.add_pipe("wirecopy_dateline")
    >>> nlp("OSLO, March 3 (NTB) - The ferry runs again.")._.dateline.places[0].name
    'Oslo'
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        declare_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Read the dateline at the start of the body. Never raises on text."""
        layout = layout_of(doc)
        body = next((section for section in layout.sections if section.role == "body"), None)
        if body is not None:
            doc._.dateline = read_dateline(layout.text, body.start, _metadata(doc._.wire))
        return doc


def _metadata(copy: Copy | None) -> Metadata:
    if copy is None:
        return NO_METADATA
    return Metadata(sent=copy.raw.sent, located=copy.raw.located, provider=copy.raw.provider)
