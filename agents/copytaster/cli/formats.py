"""`copytaster formats`: what is read, and what is taken from where."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from copytaster.cli.output import Form, Output, write_line

if TYPE_CHECKING:
    from wirecopy.formats import Format
    from wirecopy.formats.contents import Dialect, Taken


def formats(
    name: Annotated[str | None, typer.Argument(help="One format: show what is taken from where.")] = None,
    output: Output = Form.pretty,
) -> None:
    """List the formats that are read; with a name, the fields of a story and where they are taken from."""
    from wirecopy.formats import FORMATS

    if name is None:
        width = max(len(reader.NAME) for reader in FORMATS)
        for reader in FORMATS:
            write_line(_told(reader), output, f"{reader.NAME:{width}}  {reader.ABOUT}")
        return
    wanted = next((reader for reader in FORMATS if name == reader.NAME), None)
    if wanted is None:
        known = ", ".join(reader.NAME for reader in FORMATS)
        raise typer.BadParameter(f"no format is called {name!r}; those that are read: {known}.", param_hint="NAME")
    write_line(_told_in_full(wanted), output, "\n".join(_page(wanted)))


def _told(reader: "Format") -> dict[str, object]:
    return {"name": reader.NAME, "about": reader.ABOUT, "spec": reader.SPEC}


def _told_in_full(reader: "Format") -> dict[str, object]:
    from wirecopy.formats import dialects

    return {
        **_told(reader),
        "taken": [_as_json(taken) for taken in reader.TAKEN],
        "dialects": [
            {"agency": one.agency, "about": one.about, "taken": [_as_json(taken) for taken in one.taken]}
            for one in dialects(reader)
        ],
    }


def _as_json(taken: "Taken") -> dict[str, object]:
    return {"field": taken.field, "where": list(taken.where), "clause": taken.clause}


def _page(reader: "Format") -> Iterator[str]:
    from wirecopy.formats import dialects

    yield f"{reader.NAME}: {reader.ABOUT}"
    yield f"Specification: {reader.SPEC}"
    yield from _fields(reader.TAKEN)
    for dialect in dialects(reader):
        yield from _dialect(dialect)


def _dialect(dialect: "Dialect") -> Iterator[str]:
    yield ""
    yield f"{dialect.agency}: {dialect.about}".rstrip(": ")
    yield from _fields(dialect.taken)


def _fields(taken: "tuple[Taken, ...]") -> Iterator[str]:
    width = max((len(one.field) for one in taken), default=0)
    for one in taken:
        yield f"  {one.field or '–':{width}}  {', else '.join(one.where)}"
