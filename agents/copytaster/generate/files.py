"""Every generated file and the function that makes its text. One line adds a page."""

import json
from collections.abc import Callable
from functools import partial

from copytaster import asyncapi
from copytaster.generate import cli, events, formats, metrics, settings, topics
from copytaster.settings import Settings
from wirecopy.formats import FORMATS
from wirecopy.schema import NAMES
from wirecopy.schema.draft import schema_for

SCHEMAS = "models/wirecopy/schema"


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _schema(cls: type) -> str:
    return _json(schema_for(cls))


def _asyncapi() -> str:
    return _json(asyncapi.document(Settings()))


#: Path in the checkout to the maker of the file's text.
GENERATED: dict[str, Callable[[], str]] = {
    **{f"{SCHEMAS}/{name}.json": partial(_schema, cls) for cls, name in NAMES.items()},
    "docs/asyncapi.json": _asyncapi,
    "docs/cli.md": cli.page,
    "docs/events.md": events.page,
    "docs/formats.md": formats.page,
    **{f"docs/formats/{reader.NAME}.md": partial(formats.page_of, reader) for reader in FORMATS},
    "docs/metrics.md": metrics.page,
    "docs/settings.md": settings.page,
    "docs/topics.md": topics.page,
}
