"""Our web view in Faust's own web server, without Kafka."""

import socket

import faust

from copytaster.web import WorkerView
from copytaster.web.server import TasterWeb


class WebOnlyApp(faust.App):
    """A Faust app with our web view, as `create_app` makes it."""

    def __init__(self, view: WorkerView, port: int) -> None:
        self.view = view
        super().__init__("web-test", autodiscover=False, datadir="/nonexistent", web_bind="127.0.0.1", web_port=port)

    def _new_web(self) -> TasterWeb:
        return TasterWeb(self, self.view)


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
