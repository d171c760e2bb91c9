"""dpa's notebook: what stands under the copy for editors only.

    # Notebook

    ## Note to editors
    - Adds reaction of the union

    * * * *
    The following information is not intended for publication

    ## Editorial contacts
    - Reporting by: …

    dpa abc xyz

The German service writes "# Notizblock", "## Redaktionelle Hinweise", "## dpa-Kontakte". What it says of the story goes
to the note to editors; links, places and telephone numbers are left out, and so are the initials that close it.
"""

import re

_BEGINS = re.compile(r"^(?:# (?:Notebook|Notizblock)|\* \* \* \*)[ \t]*$", re.MULTILINE)
_NOTES = re.compile(
    r"^## (?:Notes? to editors|Redaktionelle Hinweise?)[ \t]*\n(?P<notes>(?:[-–•] [^\n]*\n?)++)", re.MULTILINE
)
#: The initials of reporters and editors on the last line: "dpa hm bs wjh".
_INITIALS = re.compile(r"\n[ \t]*dpa(?: [a-z]{2,4}){1,8}[ \t]*\Z")


def without_notebook(text: str) -> tuple[str, str]:
    """Clean text above the notebook, and what the notebook says to editors on one line; "" if nothing."""
    text = text.rstrip(" \t\n")
    begins = _BEGINS.search(text)
    if begins is None:
        return _INITIALS.sub("", text), ""
    notes = _NOTES.search(text, begins.start())
    said = notes["notes"].splitlines() if notes else []
    return text[: begins.start()].rstrip(" \t\n"), "; ".join(line[2:].strip(" \t") for line in said)
