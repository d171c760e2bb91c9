"""`copytaster tail`: print what arrives on a topic."""

import asyncio
import base64
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from copytaster.cli.output import Form, reader_is_gone, talk, write_json
from copytaster.settings import Settings

if TYPE_CHECKING:
    from aiokafka import AIOKafkaConsumer, ConsumerRecord

#: How long to wait for the next events, in milliseconds; then we look whether the end is reached, or nobody reads us.
SILENCE_MS = 500


class Kind(StrEnum):
    """What can be tailed."""

    stories = "stories"
    quotes = "quotes"
    sources = "sources"
    alerts = "alerts"
    dead_letters = "dead-letters"


def tail(
    kind: Annotated[Kind, typer.Argument(help="Which events.")],
    last: Annotated[
        int, typer.Option("--last", "-n", min=0, help="First print this many of the newest per partition.")
    ] = 0,
    from_start: Annotated[bool, typer.Option("--from-start", help="Begin at the oldest event.")] = False,
    stop: Annotated[bool, typer.Option("--exit", "-e", help="End when nothing more comes.")] = False,
    output: Annotated[Form, typer.Option("--output", "-o", help="jsonl, json or pretty.")] = Form.jsonl,
) -> None:
    """Print events as they arrive, until stopped."""
    settings = Settings.from_env()
    try:
        asyncio.run(_tail(settings, kind, last=last, from_start=from_start, stop=stop, output=output))
    except KeyboardInterrupt:
        raise typer.Exit from None


async def _tail(settings: Settings, kind: Kind, *, last: int, from_start: bool, stop: bool, output: Form) -> None:
    from copytaster.clients import consumer
    from copytaster.topics import topology

    topic = next(one for one in topology(settings.topic_prefix).all() if one.title == kind.value)
    async with consumer(settings, [topic.name], from_start=from_start) as client:
        if last:
            await _rewind(client, last)
        while not reader_is_gone():
            batches = await client.getmany(timeout_ms=SILENCE_MS)
            for records in batches.values():
                for record in records:
                    show(kind, record, output)
            if stop and not batches and await _at_the_end(client):
                return


async def _at_the_end(client: "AIOKafkaConsumer") -> bool:
    """Whether everything that is there has been read: a slow broker is silent too before its first answer."""
    ends = await client.end_offsets(client.assignment())
    return all([await client.position(partition) >= end for partition, end in ends.items()])


async def _rewind(client: "AIOKafkaConsumer", last: int) -> None:
    """Go back so many events in each partition."""
    for partition, end in (await client.end_offsets(client.assignment())).items():
        begin = (await client.beginning_offsets([partition]))[partition]
        client.seek(partition, max(begin, end - last))


def show(kind: Kind, record: "ConsumerRecord[bytes | None, bytes | None]", output: Form) -> None:
    """Print one event; what is none of ours gets one line on standard error, and the next one its turn."""
    from copytaster.cli.marked import safe
    from copytaster.cli.render import print_event
    from wirecopy.errors import Unreadable

    try:
        if output is Form.pretty:
            print_event(kind.value, record)
        elif kind is Kind.dead_letters:
            write_json(orjson.dumps(dead_letter_fields(record)), output)
        else:
            write_json(record.value or b"null", output)
    except (Unreadable, orjson.JSONDecodeError) as error:
        where = f"{record.topic}, partition {record.partition}, offset {record.offset}"
        says = safe(f"Not an event of ours ({where}, {len(record.value or b'')} bytes): {error}").replace("\n", " ")
        talk.print(says, markup=False, soft_wrap=True)


def dead_letter_fields(record: "ConsumerRecord[bytes | None, bytes | None]") -> dict[str, object]:
    """A dead letter as one JSON object: what its headers say, and the original bytes (base64 if they are no text)."""
    fields: dict[str, object] = {
        name: (value or b"").decode(errors="replace") for name, value in record.headers if name.startswith("dlq_")
    }
    fields["key"] = record.key.decode(errors="replace") if record.key is not None else None
    if record.value is None:
        return {**fields, "value": None}
    try:
        return {**fields, "value": record.value.decode()}
    except UnicodeDecodeError:
        return {**fields, "value_base64": base64.b64encode(record.value).decode()}
