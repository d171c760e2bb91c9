"""From a folder to the raw topic: one round over the files that are whole."""

import asyncio
import os

from copytaster.envelope import one_line
from copytaster.ingest.folder import Folder, Whole
from copytaster.ingest.reception import Reception
from copytaster.ingest.stopping import Stop
from copytaster.outlet import CAME_FROM, Raw, TooLarge


class Carrier:
    """Puts the files of a folder on the raw topic, one after the other, each confirmed and then moved.

    Args:
        folder: where they come from; it is open.
        reception: where they go.
        limit: bytes of the largest file that is read at all.
        key: the key of each message, if any.
    """

    def __init__(self, folder: Folder, reception: Reception, *, limit: int, key: bytes | None = None) -> None:
        self._folder = folder
        self._reception = reception
        self._limit = limit
        self._key = key

    async def round(self, stop: Stop) -> None:
        """Every file that is whole now, or as many as come before the stop.

        Raises:
            FolderUnusable: the folder is gone.
        """
        files = await asyncio.to_thread(self._folder.whole)
        self._reception.tally.waiting = self._folder.waiting
        for file in files:
            if stop.wanted:
                return
            await self._carry(file)

    async def _carry(self, file: Whole) -> None:
        if self._folder.is_out(file):
            return await asyncio.to_thread(self._folder.done, file)
        if not 0 < file.mark.size <= self._limit:
            return await self._fail(file, self._why(file))
        data = await asyncio.to_thread(self._folder.read, file)
        if data is None:
            return None
        try:
            placed = await self._reception.put(self._raw(file, data))
        except TooLarge as error:
            return await self._fail(file, str(error))
        await asyncio.to_thread(self._folder.done, file)
        self._reception.published(file.shown, placed)
        return None

    def _raw(self, file: Whole, data: bytes) -> Raw:
        came_from = one_line(f"folder/{os.fsencode(file.name).decode('utf-8', 'replace')}")
        return Raw(name=file.shown, value=data, key=self._key, headers=((CAME_FROM, came_from.encode()),))

    def _why(self, file: Whole) -> str:
        if file.mark.size:
            return (
                f"{file.shown} has {file.mark.size} bytes, more than the {self._limit} that the topic takes; it was "
                "not published. Raise COPYTASTER_MAX_MESSAGE_BYTES and the topic's max.message.bytes."
            )
        return f"{file.shown} is empty; there was nothing to publish. Send the story again."

    async def _fail(self, file: Whole, why: str) -> None:
        if await asyncio.to_thread(self._folder.fail, file, why):
            self._reception.tally.waiting -= 1
            self._reception.failed(why)
