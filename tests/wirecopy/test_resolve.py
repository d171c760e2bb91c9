"""Who is it: the resolver on plain mentions, without a language model."""

from dataclasses import replace
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.resolve import Cast, Mention, resolve
from wirecopy.resolve.mention import Form, Gender, Nature

#: What a mention should come to: (full name or None, basis).
Answer = tuple[str | None, str]


def person(name: str, role: str = "", *, of: str = "", gender: Gender = "", says: bool = True) -> Mention:
    """A mention by name, the subject of its sentence."""
    return _mention(
        "person", f"{role} {name}".strip(), name=name, role=role, affiliation=of, gender=gender, speaks=says
    )


def body(name: str, says: bool = True) -> Mention:
    return replace(_mention("body", name, name=name, speaks=says), nature="thing")


def called(text: str, *, of: str = "", gender: Gender = "", plural: bool = False, nature: Nature = "human") -> Mention:
    """A description without a name; "a" and "an" begin somebody new."""
    role = text.removeprefix("the ").removeprefix("a ").removeprefix("an ")
    head = role.split(" of ")[0].split(" for ")[0].split()[-1]
    mention = _mention("nominal", text, role="" if plural else role, affiliation=of, gender=gender, speaks=True)
    definite = not text.startswith(("a ", "an ", "some "))
    return replace(mention, head=head, plural=plural, nature=nature, definite=definite)


def he(text: str = "he") -> Mention:
    gender: Gender = {"he": "m", "she": "f"}.get(text, "")  # type: ignore[assignment]  # a dict of str
    mention = _mention("pronoun", text, gender=gender, speaks=True)
    return replace(mention, head=text, plural=text == "they", nature="thing" if text == "it" else "human")


def _mention(form: Form, text: str, *, speaks: bool, **more: Any) -> Mention:
    return Mention(
        start=0,
        end=len(text),
        text=text,
        form=form,
        head=text.rsplit(maxsplit=1)[-1],
        subject=speaks,
        speaks=speaks,
        **more,
    )


def story(*sentences: Mention | tuple[Mention, ...], deck: Mention | None = None) -> list[Mention]:
    """One sentence each, one paragraph each; a tuple is a sentence with several mentions. A deck stands before all."""
    placed: list[Mention] = []
    at = 0
    rows = [(deck,) if deck else (), *(s if isinstance(s, tuple) else (s,) for s in sentences)]
    for number, row in enumerate(rows):
        for mention in row:
            section = "deck" if mention is deck else "body"
            end = at + len(mention.text)
            placed.append(
                replace(mention, start=at, end=end, sentence=number, paragraph=number, section=section)  # type: ignore[arg-type]  # literals
            )
            at = end + 1
    return placed


def answers(cast: Cast) -> list[Answer]:
    return [(cast.parties[v.party].name if v.party is not None else None, v.basis) for v in cast.verdicts]


STORIES: list[tuple[str, list[Mention], list[Answer]]] = [
    (
        "a surname means the full name that stands before it",
        story(person("Ana Kovač", "Mayor"), person("Kovač")),
        [("Ana Kovač", "explicit"), ("Ana Kovač", "surname")],
    ),
    (
        "a surname before the full name means it too",
        story(person("Kovač"), person("Ana Kovač")),
        [("Ana Kovač", "surname"), ("Ana Kovač", "explicit")],
    ),
    (
        "accents and initials do not make another person",
        story(person("Ana M. Kovač"), person("Kovac")),
        [("Ana M. Kovač", "explicit"), ("Ana M. Kovač", "surname")],
    ),
    (
        "a family name that stands first is found as well",
        story(person("Bae Sung-woo"), person("Bae")),
        [("Bae Sung-woo", "explicit"), ("Bae Sung-woo", "surname")],
    ),
    (
        "two bearers of a surname, both named before: nobody",
        story(person("Walter Hale"), person("Marlene Hale"), person("Hale")),
        [("Walter Hale", "explicit"), ("Marlene Hale", "explicit"), (None, "none")],
    ),
    (
        "two bearers of a surname: the title tells which",
        story(person("Walter Hale"), person("Marlene Hale"), person("Hale", gender="f")),
        [("Walter Hale", "explicit"), ("Marlene Hale", "explicit"), ("Marlene Hale", "surname")],
    ),
    (
        "two bearers of a surname: the role tells which",
        story(person("Walter Hale", "Mayor"), person("Marlene Hale", "Sheriff"), person("Hale", "Mayor")),
        [("Walter Hale", "explicit"), ("Marlene Hale", "explicit"), ("Walter Hale", "surname")],
    ),
    (
        "he is the man who was the subject of the sentence before",
        story(person("Pavel Novak"), he()),
        [("Pavel Novak", "explicit"), ("Pavel Novak", "pronoun")],
    ),
    (
        "she is the woman, though a man was named later",
        story(person("Anna Berg"), person("Pavel Novak"), he("she")),
        [("Anna Berg", "explicit"), ("Pavel Novak", "explicit"), ("Anna Berg", "pronoun")],
    ),
    (
        "two men in one sentence, both subjects: he is nobody we know",
        story((person("Pavel Novak"), person("Erik Lund")), he()),
        [("Pavel Novak", "explicit"), ("Erik Lund", "explicit"), (None, "none")],
    ),
    (
        "he is the speaker, not the man who is merely spoken of in the same sentence",
        story((person("Pavel Novak"), person("Erik Lund", says=False)), he()),
        [("Pavel Novak", "explicit"), ("Erik Lund", "explicit"), ("Pavel Novak", "pronoun")],
    ),
    (
        "she is nobody where only a man was named",
        story(person("Pavel Novak"), he("she")),
        [("Pavel Novak", "explicit"), (None, "none")],
    ),
    (
        "a spokeswoman without a name is she",
        story(person("Pavel Novak"), called("a spokeswoman", gender="f"), he("she")),
        [("Pavel Novak", "explicit"), (None, "role"), (None, "pronoun")],
    ),
    (
        "the office means its holder",
        story(person("Pavel Novak", "Czech Foreign Minister", of="Czech Republic"), called("the foreign minister")),
        [("Pavel Novak", "explicit"), ("Pavel Novak", "role")],
    ),
    (
        "a top diplomat is the foreign minister of that country",
        story(
            person("Pavel Novak", "Czech Foreign Minister", of="Czech Republic"),
            person("Ana Kovač", "Croatian Foreign Minister", of="Croatia"),
            called("the Czech top diplomat", of="Czech Republic"),
        ),
        [("Pavel Novak", "explicit"), ("Ana Kovač", "explicit"), ("Pavel Novak", "role")],
    ),
    (
        "the minister is nobody where two ministers are equally far",
        story(
            (
                person("Pavel Novak", "Foreign Minister"),
                person("Ana Kovač", "Finance Minister"),
            ),
            called("the minister"),
        ),
        [("Pavel Novak", "explicit"), ("Ana Kovač", "explicit"), (None, "none")],
    ),
    (
        "the president is not the vice president",
        story(person("Pavel Novak", "Vice President"), called("the president")),
        [("Pavel Novak", "explicit"), (None, "role")],
    ),
    (
        "a minister of another country is somebody else",
        story(person("Pavel Novak", "Czech Foreign Minister", of="Czech Republic"), called("the minister", of="Chile")),
        [("Pavel Novak", "explicit"), (None, "role")],
    ),
    (
        "an indefinite description is never somebody named",
        story(person("Pavel Novak", "spokesman"), called("a spokesman")),
        [("Pavel Novak", "explicit"), (None, "role")],
    ),
    (
        "a deck's role is held against the whole story",
        story(
            person("Pavel Novak", "Czech Foreign Minister", of="Czech Republic"),
            deck=called("the Czech top diplomat", of="Czech Republic"),
        ),
        [("Pavel Novak", "role"), ("Pavel Novak", "explicit")],
    ),
    (
        "a deck's pronoun is the one man of the story",
        story(person("Pavel Novak"), person("Ana Kovač"), deck=he()),
        [("Pavel Novak", "pronoun"), ("Pavel Novak", "explicit"), ("Ana Kovač", "explicit")],
    ),
    (
        "the 41-year-old herder is the one person just spoken of",
        story(person("Halima Guyo", says=False), called("the 41-year-old herder")),
        [("Halima Guyo", "explicit"), ("Halima Guyo", "role")],
    ),
    (
        "it is the body that spoke last, never a person",
        story(body("Acme Corp"), person("Pavel Novak"), he("it")),
        [("Acme Corp", "organisation"), ("Pavel Novak", "explicit"), ("Acme Corp", "pronoun")],
    ),
    (
        "the company is the body with such a name or description",
        story(replace(body("Altoverde"), role="copper producer"), called("the company", nature="thing")),
        [("Altoverde", "organisation"), ("Altoverde", "organisation")],
    ),
    (
        "a family: the one that the story is much more about",
        story(
            person("Ada Marsh"),
            person("Ada Marsh"),
            person("Ben Marsh", says=False),
            person("Ada Marsh"),
            person("Marsh"),
        ),
        [
            ("Ada Marsh", "explicit"),
            ("Ada Marsh", "explicit"),
            ("Ben Marsh", "explicit"),
            ("Ada Marsh", "explicit"),
            ("Ada Marsh", "surname"),
        ],
    ),
    (
        "the senator is the one person just spoken of, though the story has not said what she is",
        story(person("Ada Marsh"), called("the Kalvian senator", of="Kalvia")),
        [("Ada Marsh", "explicit"), ("Ada Marsh", "role")],
    ),
    (
        "a senator of another party is somebody else",
        story(
            person("Ada Marsh", "Democratic senator", of="Democratic Party"),
            called("the Republican senator", of="Republican Party"),
        ),
        [("Ada Marsh", "explicit"), (None, "role")],
    ),
    (
        "a lawyer is not the client",
        story(person("Ada Marsh"), replace(called("Marsh's lawyer", of="Marsh"), head="lawyer")),
        [("Ada Marsh", "explicit"), (None, "role")],
    ),
    (
        "a judge of the opening is the judge who is named then",
        story(called("a federal judge"), person("Ada Marsh", "Judge")),
        [("Ada Marsh", "role"), ("Ada Marsh", "explicit")],
    ),
    (
        "a spokesman of the opening need not be the first who is named",
        story(called("a spokesman"), person("Ada Marsh")),
        [(None, "role"), ("Ada Marsh", "explicit")],
    ),
    (
        "who was spoken of all the time is he, not who was named in passing last",
        story(person("Pavel Novak"), person("Pavel Novak"), (person("Novak"), person("Erik Lund", says=False)), he()),
        [
            ("Pavel Novak", "explicit"),
            ("Pavel Novak", "explicit"),
            ("Pavel Novak", "surname"),
            ("Erik Lund", "explicit"),
            ("Pavel Novak", "pronoun"),
        ],
    ),
    (
        "a campaign is one, whatever stands before its owner's name",
        story(body("Ada Marsh's campaign"), body("Marsh campaign"), called("the campaign", nature="thing")),
        [("Ada Marsh's campaign", "organisation")] * 3,
    ),
    (
        "a town is not short for its police",
        story(body("London police"), body("London")),
        [("London police", "organisation"), ("London", "organisation")],
    ),
    (
        "a union may be called a brotherhood",
        story(body("Brotherhood of Millers"), called("the union", nature="thing")),
        [("Brotherhood of Millers", "organisation"), ("Brotherhood of Millers", "organisation")],
    ),
    (
        "initials stand for a body's name",
        story(body("Joint Hydrological Mission"), body("JHM")),
        [("Joint Hydrological Mission", "organisation"), ("Joint Hydrological Mission", "organisation")],
    ),
]


@pytest.mark.parametrize(("words", "mentions", "expected"), STORIES, ids=[words for words, _, _ in STORIES])
def test_each_mention_means_whom_a_reader_would_say(
    words: str, mentions: list[Mention], expected: list[Answer]
) -> None:
    """Every mention of a small story comes to the person or body that a copy editor would name, or to nobody."""
    assert answers(resolve(mentions)) == expected, words


def test_the_people_are_taken_up_from_where_they_were_introduced() -> None:
    """Two people familiar with the matter, the people, the person: one party without a name."""
    cast = resolve(
        story(
            replace(called("two people familiar with the matter", plural=True), head="person", definite=False),
            replace(called("the people", plural=True), head="person"),
            called("the person"),
            replace(called("a third source"), head="source"),
        )
    )
    assert [v.party for v in cast.verdicts] == [0, 0, 0, 1]


def test_only_one_bearer_named_so_far_is_taken_with_doubt() -> None:
    """A family: before the second bearer comes on, the surname means the first, and the reason says so."""
    cast = resolve(story(person("Walter Hale"), person("Hale"), person("Marlene Hale")))
    verdict = cast.verdicts[1]
    assert (cast.parties[0].name, verdict.party, verdict.confidence) == ("Walter Hale", 0, 0.6)
    assert verdict.reason == "may be Walter Hale or Marlene Hale; only Walter Hale was named before"


def test_a_party_knows_what_the_whole_story_says_of_it() -> None:
    """Role and affiliation may be said at any mention; the name is the fullest one."""
    mentions = story(person("Novak"), person("Pavel Novak", "Czech Foreign Minister", of="Czech Republic"))
    party = resolve(mentions).parties[0]
    assert (party.name, party.role, party.affiliation, party.gender, party.mentions) == (
        "Pavel Novak",
        "Czech Foreign Minister",
        "Czech Republic",
        "m",
        (0, 1),
    )


def test_a_sure_pronoun_tells_the_gender_of_an_unknown_name() -> None:
    """After "Xyr Qol said. She …" a later "he" is not Xyr Qol."""
    cast = resolve(story(person("Xyr Qol"), he("she"), he("he")))
    assert answers(cast) == [("Xyr Qol", "explicit"), ("Xyr Qol", "pronoun"), (None, "none")]


def together(*numbers: int) -> Mention:
    """The mentions with these numbers, joined by "and"."""
    return replace(_mention("group", "both", speaks=True), plural=True, members=numbers)


def test_two_joined_by_and_are_a_group_that_they_takes_up() -> None:
    """And the same two make the same group wherever they are joined again."""
    mentions = story(
        (person("Ada Marsh"), person("Ben Roe"), together(0, 1)), he("they"), called("the two", plural=True)
    )
    cast = resolve(mentions)
    group = cast.verdicts[2].party
    assert group is not None
    assert [cast.parties[member].name for member in cast.parties[group].members] == ["Ada Marsh", "Ben Roe"]
    assert [verdict.party for verdict in cast.verdicts[3:]] == [group, group]


def test_a_group_of_the_opening_knows_who_is_named_later() -> None:
    """ "A judge and Ben Roe …", and then the judge's name."""
    judge = called("a federal judge")
    cast = resolve(story((judge, person("Ben Roe"), together(0, 1)), person("Ada Marsh", "Judge")))
    group = cast.verdicts[2].party
    assert group is not None
    assert [cast.parties[member].name for member in cast.parties[group].members] == ["Ada Marsh", "Ben Roe"]


def test_who_else_it_may_be_is_told() -> None:
    """The likeliest first, each with a confidence, where the answer is nobody too."""
    cast = resolve(story(person("Walter Hale"), person("Marlene Hale"), person("Hale")))
    assert [(cast.parties[party].name, sure) for party, sure in cast.verdicts[2].alternatives] == [
        ("Marlene Hale", 0.49),
        ("Walter Hale", 0.31),
    ]


def test_a_survey_of_the_opening_is_whose_the_story_says_then() -> None:
    """ "Poll: …", and in the next sentence whose it is."""
    poll = called("a Larkfield poll", of="Larkfield", nature="thing")
    cast = resolve(story(called("a poll", nature="thing"), poll))
    assert [(party.affiliation, party.mentions) for party in cast.parties] == [("Larkfield", (0, 1))]


def test_what_belongs_to_her_is_hers() -> None:
    """ "Her statement" is whose the pronoun means, by the full name."""
    cast = resolve(story(person("Ada Marsh"), replace(called("her statement", nature="thing"), owner="her")))
    assert [(party.name, party.affiliation) for party in cast.parties] == [("Ada Marsh", None), (None, "Ada Marsh")]


def test_time_grows_with_the_number_of_mentions() -> None:
    """A text of nothing but names is read too: ten times the mentions cost about ten times as much, not a hundred."""

    def seconds(size: int) -> float:
        mentions = story(*(person(f"Xa{number} Qol{number}") if number % 3 else he() for number in range(size)))
        started = process_time()
        resolve(mentions)
        return process_time() - started

    few = min(seconds(400) for _ in range(3))
    assert min(seconds(4_000) for _ in range(2)) < 40 * few


words_ = st.sampled_from(
    ["Lund", "Ana Lund", "the minister", "he", "she", "they", "it", "", " ", "’s", "A B C", "minister"]
)
mentions_ = st.builds(
    Mention,
    start=st.just(0),
    end=st.just(1),
    text=words_,
    form=st.sampled_from(["person", "body", "nominal", "pronoun", "group"]),
    nature=st.sampled_from(["human", "thing"]),
    name=words_,
    role=words_,
    affiliation=words_,
    head=words_,
    gender=st.sampled_from(["m", "f", ""]),
    plural=st.booleans(),
    definite=st.booleans(),
    speaks=st.booleans(),
    sentence=st.integers(0, 3),
    section=st.sampled_from(["headline", "deck", "body"]),
)


@given(st.lists(mentions_, max_size=12))
def test_whatever_the_mentions_are_each_gets_a_verdict(mentions: list[Mention]) -> None:
    """Never raises; one verdict a mention, each party's mentions are its own, and nobody's answer is a reason."""
    mentions = [
        replace(mention, members=tuple(range(max(0, number - 2), number))) if mention.form == "group" else mention
        for number, mention in enumerate(mentions)
    ]
    cast = resolve(mentions)
    assert len(cast.verdicts) == len(mentions)
    for number, verdict in enumerate(cast.verdicts):
        assert verdict.reason
        assert 0.0 <= verdict.confidence <= 1.0
        assert verdict.party is None or number in cast.parties[verdict.party].mentions
