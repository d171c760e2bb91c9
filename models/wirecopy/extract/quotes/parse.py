"""The seam to the network: everything that the quote finder asks of a parse, and nothing else asks.

Whoever puts another tagger in the parser's place answers these questions. All offsets are code points. A doc without a
parse (a blank pipeline) answers that there are no cues.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from wirecopy.extract.found import Stretch
from wirecopy.extract.quotes.lexicon import CueWord, cue_words

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
_CLAUSES = frozenset(("ccomp", "xcomp"))
_STOPS = frozenset((",", ";", ":", "—", "–", "--", "-", "(", "[", '"', "“", "”", "``", "''", "_"))
#: What may stand between reported words and the cue behind them.
_BEFORE_A_CUE = frozenset((",", '"', "”", "''", "'", "’", "?", "!"))
_RELATIVE = frozenset(("who", "which", "that"))
_NOBODY = frozenset(("neither", "nobody", "no", "none", "nothing"))
#: What makes words behind a preposition a clause: "In a statement, …" says nothing.
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))

#: Nouns that say something themselves: "pointed to the mission's statements saying that …".
_SAYINGS = frozenset(
    ("statement", "statements", "report", "reports", "words", "remarks", "message", "messages", "letter", "letters")
)
#: Verbs whose subject gives out a saying: "issued a statement saying …". Any other verb speaks of somebody else's.
_GIVES_OUT = frozenset(
    ("issue", "release", "publish", "post", "send", "make", "give", "write", "deliver", "file", "put", "read", "say")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedCue:
    """A reporting verb outside quotation marks, with what the parse hangs on it."""

    word: CueWord
    span: Stretch
    sentence: Stretch
    #: The mention of its subject.
    subject: Stretch | None
    #: The reported clause, or the matter of verbs that take one.
    content: Stretch | None
    #: The reported clause stands first, and the cue with its subject behind it ("…, he said.").
    content_first: bool = False
    #: Whom it was said to.
    addressee: Stretch | None = None
    #: "did not say": nothing was said.
    negated: bool = False
    #: The cue is a participle of another cue's clause ("questioned …, saying that …"): that cue's span.
    of: Stretch | None = None


def cues(doc: Doc) -> Iterator[ParsedCue]:
    """Every reporting verb of a doc in text order."""
    if not doc.has_annotation("DEP"):
        return
    forms = cue_words()
    for token in doc:
        word = forms.get(token.lower_)
        if word is not None and token.pos_ in ("VERB", "AUX"):
            yield _parsed(token, word)


def according_to(doc: Doc) -> Iterator[tuple[Stretch, Stretch, Stretch]]:
    """Each "according to X": the cue, the mention, and the sentence."""
    if not doc.has_annotation("DEP"):
        return
    for token in doc[:-2]:
        if token.lower_ == "according" and token.nbor().lower_ == "to":
            mention = _mention_after(token.nbor())
            if mention is not None:
                yield (token.idx, _end(token.nbor())), mention, _stretch(token.sent)


def sentence_stretches(doc: Doc) -> list[Stretch]:
    """The sentences of a doc; none without a parse."""
    return [_stretch(sentence) for sentence in doc.sents] if doc.has_annotation("SENT_START") else []


def is_name_like(doc: Doc, stretch: Stretch) -> bool:
    """Whether a stretch is, or ends with, a person, a body or a place that the model knows as one."""
    span = doc.char_span(*stretch, alignment_mode="expand")
    return span is not None and any(entity.label_ in ("PERSON", "ORG", "GPE", "NORP") for entity in span.ents)


def _parsed(token: Token, word: CueWord) -> ParsedCue:
    governor = _governor(token)
    subject = _teller(token) or (_borrowed(governor) if governor is not None else _saying_of(token))
    content = _content(token, word)
    return ParsedCue(
        word=word,
        span=(token.idx, _end(token)),
        sentence=_stretch(token.sent),
        subject=_mention(subject) if subject is not None else None,
        content=content,
        content_first=content is not None and content[0] < token.idx,
        addressee=_addressee(token),
        negated=any(child.dep_ == "neg" for child in token.children) or _hypothetical(token) or _by_nobody(subject),
        of=(governor.idx, _end(governor)) if governor is not None else None,
    )


def _subject(token: Token) -> Token | None:
    """The subject of a verb: its own, that of the verb it is coordinated with, or what a relative clause hangs on."""
    for child in token.children:
        if child.dep_ in _SUBJECTS:
            return token.head if child.lower_ in _RELATIVE and token.dep_ == "relcl" else child
    if token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX"):
        return _subject(token.head)
    if token.dep_ == "relcl":
        return token.head
    return None


def _teller(token: Token) -> Token | None:
    """Who says it: the subject; in the passive ("was told by Smith that …") the agent, and without one nobody."""
    if not any(child.dep_ == "nsubjpass" for child in token.children):
        return _subject(token)
    agents = (child for child in token.children if child.dep_ == "agent")
    return next((one for agent in agents for one in agent.children if one.dep_ == "pobj"), None)


def _by_nobody(subject: Token | None) -> bool:
    """Whether nothing was said: "neither Ruiz nor Smith said", "no official said"."""
    words = [subject, *subject.children] if subject is not None else []
    return any(word.lower_ in _NOBODY for word in words)


def _borrowed(governor: Token) -> Token | None:
    """Whose words a participle's are: the governing verb's subject; but "X quoted Y as saying" tells of Y."""
    quoted = [child for child in governor.children if child.dep_ in ("dobj", "obj")]
    if governor.lower_ in ("quoted", "cited", "quotes", "cites") and quoted:
        return quoted[0]
    return _subject(governor)


def _governor(token: Token) -> Token | None:
    """The verb whose subject a participle borrows: "questioned it, saying …", "pointed to statements saying …"."""
    if token.tag_ != "VBG" or any(child.dep_ in _SUBJECTS for child in token.children):
        return None  # a past participle is the other way round: "Asked whether he would go, Ruiz said …"
    head = token.head
    if _hangs_on_saying(token):
        verb = next((one for one in head.ancestors if one.pos_ in ("VERB", "AUX")), None)
        return verb if verb is not None and verb.lemma_ in _GIVES_OUT and _owner(head) is None else None
    if token.dep_ in ("advcl", "xcomp", "conj", "dep", "ccomp") and head.pos_ == "VERB":
        return head
    if token.dep_ in ("pcomp", "prep") and head.lower_ == "as" and head.head.pos_ == "VERB":
        return head.head
    return None


def _saying_of(token: Token) -> Token | None:
    """Whose words "statements saying …" are: the owner's ("the mission's"), else the statement's own."""
    if not _hangs_on_saying(token):
        return None
    return _owner(token.head) or token.head


def _hangs_on_saying(token: Token) -> bool:
    return token.tag_ == "VBG" and token.dep_ in ("acl", "amod", "pobj") and token.head.lower_ in _SAYINGS


def _owner(saying: Token) -> Token | None:
    """The one who made a statement: "the mission's statement", "a statement by the mission"."""
    for child in saying.children:
        if child.dep_ == "poss" and child.pos_ != "PRON":
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return next((one for one in child.children if one.dep_ == "pobj"), None)
    return None


def _content(token: Token, word: CueWord) -> Stretch | None:
    for child in token.children:
        if child.dep_ in _CLAUSES and child.pos_ in ("VERB", "AUX", "NOUN", "ADJ", "PROPN", "PRON", "ADV"):
            return _clause(child, token)
    if token.dep_ in ("parataxis", "ccomp") and token.head.pos_ in ("VERB", "AUX") and token.head.i < token.i:
        return _before(token)
    if word.takes == "matter":
        return _matter(token)
    return _before(token) if word.takes == "clause" and token.dep_ in ("ROOT", "conj") else None


def _clause(child: Token, cue: Token) -> Stretch | None:
    """The reported clause: its subtree on its own side of the cue, without a leading "that"."""
    if child.i < cue.i:
        return _before(cue)
    first, last = child.left_edge, child.right_edge
    first = first if first.i > cue.i else cue.nbor()
    if not any(grandchild.dep_ in _SUBJECTS for grandchild in child.children):
        # "said money from two banks had been the point": the parser hangs the clause's subject on the cue.
        strays = [one.left_edge for one in cue.children if one.dep_ == "dobj" and cue.i < one.i < first.i]
        first = strays[0] if strays and cue.lower_ not in ("told", "tell", "tells") else first
    if first.lower_ == "that" and first.i < last.i:
        first = first.nbor()
    return first.idx, _end(last)


def _before(cue: Token) -> Stretch | None:
    """What stands in the sentence before the cue and its subject, up to the comma that sets them off."""
    group = min([cue.i, *(child.left_edge.i for child in cue.children if child.dep_ in _SUBJECTS and child.i < cue.i)])
    comma = group - 1
    if comma <= cue.sent.start or cue.doc[comma].text not in _BEFORE_A_CUE:
        return None
    words = cue.doc[cue.sent.start : comma]
    if words[0].pos_ in ("ADP", "SCONJ") and not any(word.tag_ in _FINITE for word in words):
        return None
    return words.start_char, words.end_char


def _matter(token: Token) -> Stretch | None:
    """The object of a verb that takes a matter, prepositions included: "criticized | the plan to close the port"."""
    for child in token.children:
        if child.dep_ in ("dobj", "obj", "nsubjpass") and child.i > token.i and child.dep_ != "nsubjpass":
            last = child.right_edge
            participles = [t.left_edge.i - 1 for t in token.children if t.dep_ == "advcl" and t.i > child.i]
            end = min([last.i, *participles])
            return (child.left_edge.idx, _end(token.doc[end])) if end >= child.i else None
    return None


def _addressee(token: Token) -> Stretch | None:
    for child in token.children:
        if child.dep_ in ("dobj", "dative", "obj") and child.i > token.i and token.lower_ in ("told", "tell", "tells"):
            return _mention(child)
    return None


def _hypothetical(token: Token) -> bool:
    """Said by nobody yet: "would say", "to say", "if he says"."""
    for child in token.children:
        if child.dep_ == "aux" and child.lower_ in (
            "would",
            "might",
            "may",
            "should",
            "could",
            "will",
            "to",
            "can",
            "must",
        ):
            return True
        if child.dep_ == "mark" and child.lower_ in ("if", "whether", "unless"):
            return True
    return False


def _mention(head: Token) -> Stretch:
    """The noun phrase of a head, cut where an apposition or a relative clause is set off."""
    first, last = head.left_edge, head
    for token in head.subtree:
        if token.i < head.i and token.text in _STOPS - {"-"}:
            first = token.nbor()
    for token in head.doc[head.i + 1 : head.right_edge.i + 1]:
        if token.text in _STOPS or token.is_space or (token.tag_ == "POS" and token.head == head):
            break
        if token.dep_ == "relcl" or token.lower_ in ("who", "which", "whose") or _of_somebody_else(token, head):
            break
        last = token
    while first.i < last.i and (first.is_space or first.is_punct):
        first = first.nbor()
    return first.idx, _end(last)


def _of_somebody_else(token: Token, head: Token) -> bool:
    """Whether another person begins here: "said Ana Ruiz | of Tom Smith"."""
    if token.lower_ != "of" or token.head != head or head.pos_ != "PROPN" or head.ent_type_ not in ("", "PERSON"):
        return False
    return any(one.ent_type_ == "PERSON" for one in token.subtree)


def _mention_after(token: Token) -> Stretch | None:
    for child in token.children:
        if child.dep_ == "pobj":
            return _mention(child)
    return None


def _stretch(span: Span) -> Stretch:
    return span.start_char, span.end_char


def _end(token: Token) -> int:
    return token.idx + len(token)
