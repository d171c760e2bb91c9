"""docs/cli.md: every command with its arguments and options, from the Typer app."""

from collections.abc import Iterator
from enum import Enum
from typing import Any, get_type_hints

from typer.main import get_command

from copytaster.cli import app
from copytaster.generate.markdown import code, compose, table

#: Typer puts these on every program; they are no commands of ours.
_NOT_OURS = ("--install-completion", "--show-completion", "--help")

_INTRO = (
    "Data goes to standard output, talk to standard error. Settings are environment variables; see "
    "[settings](settings.md). Exit codes: 0 all is well; 1 something failed or a check found something; 2 wrong usage; "
    "3 the broker cannot be reached."
)


def page() -> str:
    """The page as Markdown."""
    whole: Any = get_command(app)
    sections = [block for name, command in _commands(whole, "copytaster") for block in _section(name, command)]
    return compose("Command line", _INTRO, *sections)


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - click's own classes, by shape
    """A command, and every command below it, with the words that call it."""
    yield name, command
    for word, inner in getattr(command, "commands", {}).items():
        yield from _commands(inner, f"{name} {word}")


def _section(name: str, command: Any) -> Iterator[str]:  # noqa: ANN401 - click's own classes, by shape
    yield f"## {name}"
    yield " ".join((command.help or "").split())
    kinds = get_type_hints(command.callback) if command.callback else {}
    rows = [_row(param, kinds.get(param.name)) for param in command.params if not set(param.opts) & set(_NOT_OURS)]
    if rows:
        yield table(("argument or option", "default", "what it means"), rows)


def _row(param: Any, kind: object) -> tuple[str, str, str]:  # noqa: ANN401 - click's own classes, by shape
    words = param.help or ""
    choices = [str(choice.value) for choice in kind] if isinstance(kind, type) and issubclass(kind, Enum) else []
    if any(choice not in words for choice in choices):
        words += f" One of {', '.join(map(code, choices))}."
    return ", ".join(map(code, param.opts)), _default(param), words.strip()


def _default(param: Any) -> str:  # noqa: ANN401 - click's own classes, by shape
    if param.required:
        return "required"
    default = getattr(param.default, "value", param.default)
    return "" if default in (None, False, "", ()) or callable(default) else code(str(default))
