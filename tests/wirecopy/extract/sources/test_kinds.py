"""What kind of source a description speaks of, how much it tells, and how many they are."""

import pytest

from wirecopy.extract.sources.kinds import Classified, classify, classify_named_body, count_of, speaker_kind
from wirecopy.extract.sources.lexicon import noun_kind
from wirecopy.story import Anonymity, SourceKind, SpeakerKind


@pytest.mark.parametrize(
    ("descriptor", "head", "kind", "anonymity"),
    [
        ("the prime minister", "minister", "role", "role-only"),
        ("a spokeswoman for Acme Corp", "spokeswoman", "role", "role-only"),
        ("two people familiar with the matter", "person", "anonymous", "described"),
        ("a senior White House official", "official", "anonymous", "described"),
        ("an unnamed aide", "aide", "anonymous", "described"),
        ("Witnesses", "witness", "anonymous", "described"),
        ("sources", "source", "anonymous", "vague"),
        ("a third source", "source", "anonymous", "vague"),
        ("senior officials", "official", "anonymous", "vague"),
        ("an unnamed person", "person", "anonymous", "vague"),
        ("many", "many", "anonymous", "vague"),
        ("unconfirmed reports", "report", "anonymous", "hearsay"),
        ("rumours in the market", "rumour", "anonymous", "hearsay"),
        ("a report", "report", "document", "described"),
        ("a draft seen by AFP", "draft", "document", "described"),
        ("Emails shared with The Associated Press", "email", "document", "described"),
        ("A letter, seen by Reuters, that Acme Corp wrote", "letter", "document", "described"),
        ("an Acme Corp filing seen by Reuters", "filing", "document", "named"),
        ("a report by Amnesty International", "report", "document", "named"),
        ("official data", "data", "data", "described"),
        ("a Gallup poll", "poll", "data", "named"),
        ("the court", "court", "court", "described"),
        ("state television", "television", "broadcast", "described"),
        ("a tweet", "tweet", "social", "described"),
        ("the central bank", "bank", "organisation", "named"),
        ("a bank", "bank", "organisation", "described"),
        ("the coast guard's regional headquarters", "headquarter", "organisation", "named"),
        ("lawyers for the family", "lawyer", "role", "role-only"),
        ("her doctor", "doctor", "role", "role-only"),
        ("a doctor", "doctor", "anonymous", "described"),
        ("an ally of the mayor", "ally", "anonymous", "described"),
        ("proponents", "proponent", "anonymous", "described"),
        ("a constituent", "constituent", "anonymous", "described"),
        ("54 percent of voters", "percent", "data", "described"),
        ("polling", "polling", "data", "described"),
        ("her tax returns", "return", "document", "described"),
        ("the textbook", "textbook", "document", "described"),
        ("an article", "article", "press", "described"),
        ("state media", "media", "press", "described"),
    ],
)
def test_the_ladder(descriptor: str, head: str, kind: SourceKind, anonymity: Anonymity) -> None:
    """From the name over the office and the description to hearsay. Whose eyes saw a document is not its name."""
    found = classify(descriptor, head)
    assert (found.kind, found.anonymity) == (kind, anonymity)


@pytest.mark.parametrize(
    ("descriptor", "head", "kind", "anonymity"),
    [
        ("ministers", "minister", "anonymous", "described"),
        ("Kalvian leaders", "leader", "anonymous", "described"),
        ("spokesmen for both firms", "spokesman", "role", "role-only"),
        ("prosecutors", "prosecutor", "role", "role-only"),
        ("Acme 500 companies", "company", "organisation", "described"),
    ],
)
def test_several(descriptor: str, head: str, kind: SourceKind, anonymity: Anonymity) -> None:
    """Several who hold a post each could be many; several who speak for somebody still do."""
    found = classify(descriptor, head, plural=True)
    assert (found.kind, found.anonymity) == (kind, anonymity)


@pytest.mark.parametrize(
    ("descriptor", "head", "issuer", "kind"),
    [
        ("the report", "report", "Amnesty International", "document"),
        ("a report by Reuters", "report", "Reuters", "agency"),
        ("a Courier article", "article", "Tallow Courier", "press"),
        ("a BBC survey", "survey", "BBC", "data"),
        ("an internal BBC memo", "memo", "BBC", "document"),
    ],
)
def test_what_somebody_known_has_issued_is_named(descriptor: str, head: str, issuer: str, kind: SourceKind) -> None:
    """And what a newsroom reports is the newsroom's; its memos and polls are what they are."""
    found = classify(descriptor, head, thing=True, issuer=issuer)
    assert (found.kind, found.anonymity) == (kind, "named")


def test_who_asked_not_to_be_named_is_described_whatever_the_office() -> None:
    """The story tells more of them than it seems: it knows who they are."""
    assert classify("a minister", "minister", hidden=True) == Classified(kind="anonymous", anonymity="described")
    assert classify("two officials", "official", hidden=True) == Classified(
        kind="anonymous", anonymity="described", count=2
    )


def test_a_thing_that_no_table_knows_is_a_document() -> None:
    """Where a story says "according to the advertorial"; unless it is hearsay."""
    assert classify("the advertorial", "advertorial", thing=True) == Classified(kind="document", anonymity="described")
    assert classify("unconfirmed chatter", "chatter", thing=True) == Classified(kind="anonymous", anonymity="hearsay")


@pytest.mark.parametrize(
    ("descriptor", "count"),
    [
        ("two people familiar with the matter", 2),
        ("the two officials", 2),
        ("at least a dozen members", 12),
        ("Three senior sources", 3),
        ("14 witnesses", 14),
        ("one official", 1),
        ("nearly two dozen chairs", 24),
        ("over 60 people", 60),
        ("those over 60", None),
        ("sources", None),
        ("one of the officials", None),
        ("59 percent of voters", None),
        ("79 % of voters", None),
        ("More than six in 10 voters", None),
        ("two out of three voters", None),
        ("officials of three countries who met in two towns", None),
        ("2026 figures", None),
        ("", None),
    ],
)
def test_how_many_they_are(descriptor: str, count: int | None) -> None:
    """A number at the beginning counts people; a share, a year, and a number further on do not."""
    assert count_of(descriptor) == count


@pytest.mark.parametrize(
    ("name", "role", "kind"),
    [
        ("Reuters", "", "agency"),
        ("the Associated Press", "", "agency"),
        ("LTV", "the broadcaster", "broadcast"),
        ("Supreme Court", "", "court"),
        ("Environmental Protection Agency", "", "organisation"),
        ("Twitter", "", "social"),
        ("Morning Post", "", "press"),
        ("The Tallow Courier", "", "press"),
        ("Kysten", "daily", "press"),
        ("the New York Times", "", "press"),
        ("Tallow University Press", "", "organisation"),
        ("BBC", "", "broadcast"),
        ("CNN", "", "broadcast"),
        ("European Space Agency", "", "organisation"),
        ("@marsh_ada", "", "social"),
        ("Acme Corp", "copper producer", "organisation"),
        ("Russia", "", "organisation"),
    ],
)
def test_bodies_with_a_name(name: str, role: str, kind: SourceKind) -> None:
    """By the table of newsrooms, by what the story calls them, by a word of the name."""
    assert classify_named_body(name, role) == kind


@pytest.mark.parametrize(
    ("kind", "plural", "speaker"),
    [
        ("anonymous", False, "anonymous"),
        ("anonymous", True, "crowd"),
        ("role", False, "role"),
        ("role", True, "crowd"),
        ("person", False, "person"),
        ("organisation", False, "organisation"),
        ("agency", False, "organisation"),
        ("broadcast", False, "organisation"),
        ("court", True, "organisation"),
        ("press", False, "organisation"),
        ("document", False, "unknown"),
        ("data", True, "unknown"),
        ("social", False, "unknown"),
    ],
)
def test_what_kind_of_speaker_it_is(kind: SourceKind, plural: bool, speaker: SpeakerKind) -> None:
    """Several who are not named are a crowd; a document speaks for nobody we know."""
    assert speaker_kind(kind, plural=plural) == speaker


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("studies", "document"),
        ("analyses", "document"),
        ("analyse", "document"),
        ("headquarter", "organisation"),
        ("TWEETS", "social"),
        ("falloff", None),
        ("", None),
    ],
)
def test_nouns_in_any_number(noun: str, kind: str | None) -> None:
    """Also where the last letter of a plural was cut off that never had a singular."""
    assert noun_kind(noun) == kind
