"""docs/settings.md: every environment variable, from the fields of `Settings` and their comments."""

from dataclasses import Field, fields
from typing import Any

from copytaster.generate.markdown import code, compose, table
from copytaster.settings import PREFIX, Settings
from wirecopy.schema.described import described

_INTRO = (
    "Every setting is an environment variable, read once at start. A variable that begins with "
    f"`{PREFIX}` and is not in this table stops the worker with a sentence that says so: it is a typing error, mostly."
)


def page() -> str:
    """The page as Markdown."""
    comments = described(Settings).fields
    rows = [(code(PREFIX + f.name.upper()), _default(f), comments[f.name]) for f in fields(Settings)]
    return compose("Settings", _INTRO, table(("variable", "default", "what it means"), rows))


def _default(field: Field[Any]) -> str:
    return code(str(field.default)) if str(field.default) else "none"
