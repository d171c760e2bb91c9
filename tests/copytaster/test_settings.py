"""Settings from the environment."""

import os

import pytest

from copytaster.settings import PREFIX, BadSetting, Settings


def test_nothing_set_gives_the_defaults() -> None:
    """Variables of other programs are none of ours."""
    assert Settings.from_env({"PATH": "/bin", "FAUST_LOOP": "uvloop"}) == Settings()


def test_every_kind_of_setting_is_read() -> None:
    """Text, whole numbers, and numbers."""
    environment = {
        "COPYTASTER_BROKER": "kafka-1:9092,kafka-2:9092",
        "COPYTASTER_PARTITIONS": "12",
        "COPYTASTER_DEADLINE": "2.5",
        "COPYTASTER_ENVIRONMENT": "production",
    }

    assert Settings.from_env(environment) == Settings(
        broker="kafka-1:9092,kafka-2:9092", partitions=12, deadline=2.5, environment="production"
    )


def test_the_process_s_own_environment_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker needs no argument."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COPYTASTER_GROUP", "night")

    assert Settings.from_env() == Settings(group="night")


def test_settings_survive_the_way_to_a_child_process() -> None:
    """What `as_env` writes, `from_env` reads."""
    changed = Settings(broker="embedded", deadline=0.5, window_stories=3, web_port=7000)

    assert Settings.from_env(changed.as_env()) == changed


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("COPYTASTER_BROKR", "x", "COPYTASTER_BROKR is no setting of copytaster; the settings are COPYTASTER_BROKER, "),
        ("COPYTASTER_PARTITIONS", "many", "COPYTASTER_PARTITIONS is 'many'; give a number"),
        ("COPYTASTER_PARTITIONS", "0", "COPYTASTER_PARTITIONS is 0; give a whole number from 1 up"),
        ("COPYTASTER_DEADLINE", "", "COPYTASTER_DEADLINE is ''; give a number"),
        ("COPYTASTER_ENVIRONMENT", "staging", "COPYTASTER_ENVIRONMENT is 'staging'; give development or production"),
        ("COPYTASTER_TOPIC_PREFIX", "wire/desk", "COPYTASTER_TOPIC_PREFIX is 'wire/desk'; Kafka takes ASCII letters, "),
        ("COPYTASTER_TOPIC_PREFIX", "", "COPYTASTER_TOPIC_PREFIX is ''; Kafka takes ASCII letters, "),
        ("COPYTASTER_SESSION_TIMEOUT", "5", "COPYTASTER_SESSION_TIMEOUT is 5.0; give 6 to 90 seconds"),
        ("COPYTASTER_SESSION_TIMEOUT", "nan", "COPYTASTER_SESSION_TIMEOUT is nan; give 6 to 90 seconds"),
        ("COPYTASTER_GROUP", " ", "COPYTASTER_GROUP is empty; give the consumer group a name"),
        ("COPYTASTER_WINDOW_BYTES", "1000", "COPYTASTER_WINDOW_BYTES must not shrink in this order"),
        ("COPYTASTER_MAX_STORY_BYTES", "17000000", "must not shrink in this order; they are 17000000, 16000000 and"),
    ],
)
def test_a_setting_that_cannot_be_used_is_one_sentence(name: str, text: str, complaint: str) -> None:
    """It names the variable, what it holds, and what to write instead."""
    with pytest.raises(BadSetting) as caught:
        Settings.from_env({name: text})

    assert complaint in str(caught.value)


@pytest.mark.parametrize("token", ["geheim", "with blanks in it, quite long", "x" * 501, "\u00fcber-und-geheim-genug"])
def test_a_token_that_is_none_is_refused_and_not_shown(token: str) -> None:
    """What anybody guesses, or what no header can carry."""
    with pytest.raises(BadSetting) as caught:
        Settings.from_env({"COPYTASTER_INGEST_TOKEN": token})

    assert "COPYTASTER_INGEST_TOKEN is too short, too long, or has signs in it" in str(caught.value)
    assert token not in str(caught.value)


def test_a_token_does_not_show_where_settings_do() -> None:
    """In a log, say. A child process gets it."""
    settings = Settings(ingest_token="0123456789abcdef")  # noqa: S106 - a test's

    assert "0123456789abcdef" not in repr(settings)
    assert settings.as_env()["COPYTASTER_INGEST_TOKEN"] == settings.ingest_token


@pytest.mark.parametrize(
    ("broker", "bootstrap", "embedded"),
    [
        ("kafka-1:9092,kafka-2:9092", "kafka-1:9092,kafka-2:9092", False),
        ("kafka://kafka-1:9092", "kafka-1:9092", False),
        ("embedded", "127.0.0.1:19092", True),
    ],
)
def test_where_a_client_connects(broker: str, bootstrap: str, embedded: bool) -> None:
    """Faust's way of writing a broker is accepted; "embedded" means the worker's own."""
    settings = Settings(broker=broker)

    assert (settings.bootstrap, settings.embedded) == (bootstrap, embedded)


def test_no_number_of_processes_means_one_less_than_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """But at least one, and a number that is given is taken."""
    found = []
    for cores in (8, 1, None):
        monkeypatch.setattr(os, "cpu_count", lambda cores=cores: cores)
        found.append(Settings().pool_processes)

    assert [*found, Settings(processes=3).pool_processes] == [7, 1, 1, 3]
