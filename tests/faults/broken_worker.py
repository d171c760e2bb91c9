"""A worker that is broken on purpose: it acks each message before its outputs are confirmed.

The negative control of the kill test: with this worker the same check must fail.
"""

from collections.abc import Callable

from copytaster.delivered import Delivered
from copytaster.delivery import Window

_admit = Window.admit


async def admit_and_ack(self: Window, message: Delivered, ack: Callable[[], object]) -> None:
    """Ack first, work later: what a plain `async for` in Faust amounts to."""
    ack()
    await _admit(self, message, lambda: None)


def main() -> None:
    """Run the worker with the broken window."""
    Window.admit = admit_and_ack  # type: ignore[method-assign]  # that is the fault
    from copytaster.app import create_app
    from copytaster.settings import Settings

    app = create_app(Settings.from_env())
    app.finalize()
    app.Worker(loglevel="warn").execute_from_commandline()


if __name__ == "__main__":
    main()
