"""The command line: a file per command. Data goes to standard output, talk to standard error.

Exit codes: 0 all is well; 1 something failed or a check found something; 2 wrong usage; 3 the broker cannot be reached.
"""

import sys

import typer

from copytaster import __version__
from copytaster.cli import demo, doctor, explain, formats, ingest, process, publish, tail, topics, worker
from copytaster.halt import FAILED, UNREACHABLE, USAGE

app = typer.Typer(
    name="copytaster",
    help="Read wire stories on Kafka: dateline, sources and quotes out, alerts raised. "
    "Settings are environment variables COPYTASTER_…; see docs/settings.md.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

app.command("worker")(worker.worker)
app.command("publish")(publish.publish)
app.add_typer(ingest.app, name="ingest")
app.command("tail")(tail.tail)
app.command("process")(process.process)
app.command("explain")(explain.explain)
app.command("formats")(formats.formats)
app.add_typer(topics.app, name="topics")
app.command("demo")(demo.demo)
app.command("doctor")(doctor.doctor)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"copytaster {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Options that stand before a command."""
    del version


def main() -> None:
    """Run the command line; an error that a user can meet is one sentence on standard error and an exit code."""
    from aiokafka.errors import KafkaError

    from copytaster.brokers import BrokerUnreachable, EmbeddedBrokerMissing
    from copytaster.clients import NoSuchTopic
    from copytaster.outlet import NotConfirmed
    from copytaster.provision import TopicsWrong
    from copytaster.settings import BadSetting
    from wirecopy.errors import WirecopyError

    try:
        app()
    except BadSetting as error:
        _end(error, USAGE)
    except (BrokerUnreachable, NotConfirmed) as error:
        _end(error, UNREACHABLE)
    except (WirecopyError, EmbeddedBrokerMissing, NoSuchTopic, TopicsWrong) as error:
        _end(error, FAILED)
    except KafkaError as error:
        _end(f"Kafka did not do what it was asked to ({error}); its own log says why.", FAILED)


def _end(error: Exception | str, code: int) -> None:
    sys.stderr.write(f"{error}\n")
    raise SystemExit(code)
