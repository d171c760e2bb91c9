"""The enrich agent: a raw message in, its story, quotes and sources out. The reading itself is done by the pool."""

from copytaster.delivered import Delivered, Outcome, Step
from copytaster.envelope import sent_time
from copytaster.pool import ReadingPool
from copytaster.reading import Job

NAME = "enrich"


def enrich_step(pool: ReadingPool) -> Step:
    """The agent's work: hand the bytes to the pool. Waits until the pool has loaded its model."""

    async def enrich(message: Delivered) -> Outcome:
        await pool.ready.wait()
        return await pool.read(Job(key=message.key, value=message.value, sent=sent_time(message.headers)))

    return enrich
