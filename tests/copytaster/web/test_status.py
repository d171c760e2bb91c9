"""The status page and its JSON twin."""

import asyncio
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

import copytaster.web
from copytaster.health import Ping, Report
from copytaster.membership import Partition, Phase
from copytaster.settings import Settings
from copytaster.web import WorkerView, install, status
from tests import newsroom
from tests.newsroom import FakeClock, FakeMembership
from wirecopy.codec import encode
from wirecopy.story import Lifecycle

TEMPLATES = Path(copytaster.web.__file__).parent / "templates"
HOSTILE = '<script>alert("x")</script> " onload="alert(1)'


def get(view: WorkerView, path: str) -> tuple[int, str]:
    """Ask a worker for a page: its status and its text."""

    async def ask() -> tuple[int, str]:
        app = web.Application()
        install(app, view)
        client: TestClient[Any, Any]
        async with TestClient(TestServer(app)) as client, client.get(path) as answer:
            return answer.status, await answer.text()

    return asyncio.run(ask())


def busy_worker() -> WorkerView:
    """A worker two minutes old that has done a bit of everything."""
    clock = FakeClock()
    held = [Partition(topic="wire.raw.v1", partition=0, committed=1200, end=1217)]
    view = newsroom.worker_view(clock=clock, membership=FakeMembership(partitions=held))
    clock.move(125)
    view.monitor.message_taken()
    view.monitor.story_enriched(newsroom.story(), 0.21)
    view.monitor.alert_published(newsroom.alert())
    view.monitor.dead_letter(
        stage="enrich",
        reason="not-utf8",
        message="Byte 3 is not UTF-8; send UTF-8.",
        position="wire.raw.v1, partition 0, offset 9",
    )
    return view


def text_of(page: str) -> str:
    """What a reader sees: no tags, single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_page_shows_what_the_worker_does() -> None:
    """State, numbers, the latest story with its dateline, the alert, the dead letter, the lag, the worker itself."""
    code, page = get(busy_worker(), "/")
    assert code == 200
    seen = text_of(page)
    for words in (
        "copytaster running",
        "1 messages in",
        "12:02:05 4 Harbour reopens after storm Bergen, Norway Nordvest 2 1 0.21 s",
        "high Rests on one unnamed source Harbour reopens after storm the only source is not named",
        "not-utf8 enrich 1",
        "Byte 3 is not UTF-8; send UTF-8. 12:02:05 · wire.raw.v1, partition 0, offset 9",
        "wire.raw.v1 0 1,200 1,217 17",
        "Broker at kafka-1:9092, kafka-2:9092",
        "Model en_core_web_sm, 2 processes",
        "Version 9.9.9",
        "Running 2 min 5 s",
    ):
        assert words in seen, words


def test_the_page_links_to_its_relatives() -> None:
    """From the page to JSON, metrics and health."""
    _, page = get(newsroom.worker_view(), "/")
    assert re.findall(r'<a href="([^"]+)"', page) == ["/api/status", "/metrics", "/health/ready", "/health/live"]


def test_a_new_worker_says_what_to_do_next() -> None:
    """An empty page is not a broken one."""
    _, page = get(newsroom.worker_view(), "/")
    seen = text_of(page)
    assert "No story yet. Publish one: copytaster publish story.txt" in seen
    assert "No alert." in seen
    assert "None since the worker started." in seen


@pytest.mark.parametrize("path", ["/api/status", "/?format=json"])
def test_the_json_twin_is_the_page_s_data(path: str) -> None:
    """HTML and JSON are made from the same object."""
    view = busy_worker()
    code, body = get(view, path)
    assert code == 200
    assert orjson.loads(body) == orjson.loads(encode(asyncio.run(status.data(view))))


def test_the_data_is_gathered_from_everywhere() -> None:
    """The parts that are not simply passed on."""
    page = asyncio.run(status.data(busy_worker()))
    assert (page.state, page.says, page.lag, page.now) == ("running", "", 17, newsroom.NOON + timedelta(seconds=125))
    assert page.partitions == (status.PartitionRow(topic="wire.raw.v1", partition=0, committed=1200, end=1217, lag=17),)


def test_a_silent_feed_is_shown_with_the_reason() -> None:
    """Above everything else, and on no page where there is none."""
    view = silent_worker("AFP")
    _, page = get(view, "/")
    words = "AFP: nothing for 2 h 0 min; between 12 and 13 h UTC on working days it usually sends 12 stories an hour."
    assert f"Silent feeds {words} Last story 05 Mar 12:00" in text_of(page)
    assert [one.agency for one in asyncio.run(status.data(view)).silences] == ["AFP"]
    assert 'copytaster_feed_silent_seconds{agency="AFP"} 7200.0' in get(view, "/metrics")[1]
    assert "Silent feeds" not in get(newsroom.worker_view(), "/")[1]


def silent_worker(agency: str) -> WorkerView:
    """A worker that heard of an agency every five minutes for nine days, and then nothing for two hours."""
    clock = FakeClock()
    held = [Partition(topic="wire.raw.v1", partition=0, committed=10, end=10)]
    view = newsroom.worker_view(clock=clock, membership=FakeMembership(partitions=held))
    clock.move(-9 * 86_400)
    view.hearing.look()
    for _ in range(9 * 288):
        clock.move(300)
        view.hearing.story(newsroom.story(agency=agency), clock.now().timestamp())
    clock.move(7_200)
    return view


def test_hostile_story_text_stays_text() -> None:
    """Whatever stands in a story, an alert or an error, the browser sees no tag and no attribute in it."""
    view = newsroom.worker_view()
    hostile = newsroom.story(
        HOSTILE, uri=HOSTILE, agency=HOSTILE, lifecycle=Lifecycle(status="canceled", relation="kill")
    )
    view.monitor.story_enriched(hostile, None)
    view.monitor.alert_published(newsroom.alert(HOSTILE, rule=HOSTILE, title=HOSTILE))
    view.monitor.dead_letter(stage="enrich", reason="no-text", message=HOSTILE, position=HOSTILE)
    _, page = get(view, "/")
    assert "<script>" not in page
    assert "<script>" not in get(silent_worker(HOSTILE), "/")[1]
    assert 'onload="' not in page
    assert page.count("&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; &#34; onload=&#34;alert(1)") >= 8


def test_no_template_switches_escaping_off() -> None:
    """`safe`, `autoescape false` and `Markup` are not used, and no script or style stands in a template."""
    for template in TEMPLATES.glob("*.html"):
        source = template.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe|autoescape|Markup|<style|style=|\son\w+=|<script(?! src=)", source), template


def test_trouble_stands_at_the_top() -> None:
    """A worker that cannot reach its broker is not ready, and the page says why."""

    async def away() -> str | None:
        return "The broker does not answer."

    view = newsroom.worker_view(pings=[Ping("broker", away)])
    _, page = get(view, "/")
    assert "copytaster not ready Broker: The broker does not answer." in text_of(page)


@pytest.mark.parametrize("phase", ["starting", "rebalancing", "running", "idle", "stopping", "crashed"])
def test_the_state_is_the_group_s_phase_when_all_is_well(phase: Phase) -> None:
    """One word for what the worker does."""
    assert status.state(phase, Report(checks=())) == phase
    assert get(newsroom.worker_view(membership=FakeMembership(phase)), "/")[0] == 200


def test_credentials_in_the_broker_s_address_are_not_shown() -> None:
    """Some write user and password before the host; they are nobody's business here."""
    view = newsroom.worker_view(settings=Settings(broker="reporter:secret@kafka-1:9092,kafka-2:9092"))
    assert asyncio.run(status.data(view)).broker == "kafka-1:9092, kafka-2:9092"


def test_more_stories_than_fit_are_folded_away() -> None:
    """The page stays short; what is older opens on a click."""
    view = newsroom.worker_view()
    for number in range(20):
        view.monitor.story_enriched(newsroom.story(f"Headline {number}"), 1.0)
    _, page = get(view, "/")
    assert "<summary>8 earlier</summary>" in page
    assert page.index("Headline 8<") < page.index("8 earlier") < page.index("Headline 7<")
