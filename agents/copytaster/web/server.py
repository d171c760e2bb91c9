"""Faust's web server with our pages instead of Faust's own."""

import errno
from typing import ClassVar

import faust
from faust.web.drivers import aiohttp as driver

from copytaster.halt import FAILED, halt
from copytaster.web import WorkerView, install


class TasterWeb(driver.Web):
    """Serves our pages and nothing else.

    Faust's own pages are off, all of them: its index would take "/", and its table and router pages serve data and
    pass requests on to whatever host another member of the group names.
    """

    default_blueprints: ClassVar[list[tuple[str, str]]] = []
    production_blueprints: ClassVar[list[tuple[str, str]]] = []
    debug_blueprints: ClassVar[list[tuple[str, str]]] = []
    optional_blueprints: ClassVar[list[tuple[str, str]]] = []

    def __init__(self, app: faust.App, view: WorkerView) -> None:
        super().__init__(app)
        # Here and not in `on_webserver_init`: the command `faust worker` calls that twice.
        install(self.web_app, view)

    async def start_server(self) -> None:
        """Listen; a taken port or a foreign address ends the worker with a sentence instead of a stack trace."""
        try:
            await super().start_server()
        except OSError as error:
            conf = self.app.conf
            taken = error.errno == errno.EADDRINUSE
            halt(
                f"The web view cannot listen on {conf.web_bind}:{conf.web_port} ({error.strerror}); set "
                + ("COPYTASTER_WEB_PORT to a free port." if taken else "COPYTASTER_WEB_BIND to an address of ours."),
                FAILED,
            )
