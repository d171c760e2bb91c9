"""HTML bodies as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.formats.markup import looks_like_html, plain_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Fog.</p><p>Snow.</p>", "Fog.\n\nSnow."),
        ("<p>Fog\n  came.</p>\n\n<p>\n Snow.</p>", "Fog came.\n\nSnow."),
        ("Fog.<br/>Snow.", "Fog.\nSnow."),
        ("Fog.<br><br>Snow.<BR />", "Fog.\n\nSnow."),
        ("<div><div>Fog.</div>Snow.</div>", "Fog.\n\nSnow."),
        ("<h1>Fog</h1>It came.", "Fog\n\nIt came."),
        ("<ul><li>Fog</li><li>Snow</li></ul>", "Fog\n\nSnow"),
        ("<table><tr><td>Fog</td><td>7</td></tr><tr><td>Snow</td></tr></table>", "Fog 7\n\nSnow"),
        ("A<b>B</b><a href='x>y'>C</a>", "ABC"),
        ('<a title="5 > 4">Fog</a>', "Fog"),
        ("He said <q>fog</q>.", 'He said "fog".'),
        ("R&amp;D &ldquo;fog&rdquo; &#8212; 4&nbsp;p.m.", "R&D “fog” — 4\u00a0p.m."),
        ("&#99999999999;&bogus;", "\ufffd&bogus;"),
        ("Fog<script>if (a < b) { x() }</script>.", "Fog."),
        ("Fog<style>p {}</style><svg><svg></svg>x</svg>.", "Fog."),
        ("Fog<script/>.", "Fog."),
        ("<figure><img/><figcaption>The port.</figcaption></figure>Fog.", "Fog."),
        ("Fog.<figure><img/><div class='byline'>Jane Roe/NW</div></figure>", "Fog."),
        ("<figure><img/><FIGURE>Fog.", "Fog."),
        ("<p>Fog.</p><figure><img/></figure><figure><p>Snow.</p>", "Fog.\n\nSnow."),
        ("Fog<!-- a > b -->.<!-- open", "Fog."),
        ("<?xml version='1.0'?><!DOCTYPE x>Fog<![CDATA[ & snow]]>", "Fog & snow"),
        ("<ns:p>Fog.</ns:p><ns:p>Snow.</ns:p>", "Fog.\n\nSnow."),
        ("5 < 6 > 4, <a", "5 < 6 > 4, <a"),
        ("<![x Fog", "<![x Fog"),
        ("", ""),
    ],
)
def test_tags_become_paragraphs(markup: str, text: str) -> None:
    """White space as HTML has it; scripts, styles and captions are no copy; a lone bracket is one."""
    assert plain_text(markup) == text


@given(st.lists(st.sampled_from(["<p>", "</p>", "<br>", "<", ">", "&", "x", " ", "\n", "<script>", "<!--", "'", '"'])))
def test_whatever_the_tags(pieces: list[str]) -> None:
    """No exception, and never more than one empty line."""
    text = plain_text("".join(pieces))
    assert "\n\n\n" not in text
    assert text == text.strip(" \n")


@pytest.mark.parametrize("text", ["<p>Fog", "Fog<BR/>", "<i>Fog</i>", "Fog</h2>"])
def test_html_is_known_by_its_tags(text: str) -> None:
    """An end tag or a break is enough."""
    assert looks_like_html(text)


@pytest.mark.parametrize("text", ["<HOWDEN> RAISES DIVIDEND", "5 < 6", "R&amp;D", "a </ b", ""])
def test_brackets_alone_are_no_html(text: str) -> None:
    """Companies stand in angle brackets on old wires."""
    assert not looks_like_html(text)
