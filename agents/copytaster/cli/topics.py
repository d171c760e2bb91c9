"""`copytaster topics`: check or create the topics."""

import asyncio

import typer

from copytaster.cli.output import Form, Output, talk, write_line
from copytaster.halt import FAILED
from copytaster.settings import Settings

app = typer.Typer(help="Check or create the topics.", no_args_is_help=True)


@app.command("check")
def check(output: Output = Form.pretty) -> None:
    """Compare the topics with what they should be; code 1 if one is missing or differs."""
    from copytaster import provision

    findings = asyncio.run(provision.check(Settings.from_env()))
    for finding in findings:
        write_line({"topic": finding.topic, "says": finding.says}, output, str(finding))
    if findings:
        raise typer.Exit(FAILED)
    talk.print("All topics are as they should be.")


@app.command("create")
def create(
    output: Output = Form.pretty,
) -> None:
    """Create the topics that are missing; existing ones are never altered."""
    from copytaster import provision

    created = asyncio.run(provision.create(Settings.from_env()))
    for name in created:
        write_line({"topic": name, "says": "created"}, output, f"created {name}")
    if not created:
        talk.print("All topics are there.")
