"""End marks: what wires put under their copy, and what brackets a message ("ZCZC … NNNN"). They are no part of it.

Seen in real files (the list is data/end_marks.tsv): Enditem, ==Kyodo, NNNN, (END) hb, - 30 -, ###, Reuter, -- BERNAMA,
AP-WF-02-10-16 0423GMT.
"""

import re
from functools import cache

from wirecopy.data import rows

#: How many marks may stand below one another.
MOST = 4

_DECORATION = "-=—–_*#<>()[]./ \t\n"
#: "AP-WF-02-10-16 0423GMT": service, date, time.
_AP_TRAILER = re.compile(r"AP-[A-Z]{2,3}-\d\d-\d\d-\d\d \d{4}[A-Z]{3}")
#: "-- BERNAMA": a name in capitals after dashes.
_SIGNED = re.compile(r"(?:--?|==|—) ?[A-Z]{3,12}")
#: "(END) hb": initials of the editors may follow the mark.
_BRACKETED = re.compile(r"\((?:END|End|end)\)(?: \w{1,4}){0,2}")
#: Marks that stand at the end of the last paragraph.
_INLINE = re.compile(r"(?<=[.!?\"”'’)]) {1,3}(?:Enditem|ENDITEM|==Kyodo|NNNN|\(END\))$")
_START = re.compile(r"ZCZC\b[^\n]{0,40}", re.IGNORECASE)


def without_end_marks(text: str) -> str:
    """Clean text without the marks around the copy."""
    lines = text.strip(" \t\n").split("\n")
    if len(lines) > 1 and _START.fullmatch(lines[0].strip()):
        lines = lines[1:]
    for _ in range(MOST):
        while lines and not lines[-1].strip():
            lines.pop()
        if not lines or not is_end_mark(lines[-1].strip(" \t")):
            break
        lines.pop()
    if lines:
        lines[-1] = _INLINE.sub("", lines[-1].rstrip(" \t"))
    return "\n".join(lines)


def is_end_mark(line: str) -> bool:
    """Whether a line is nothing but an end mark."""
    if len(line) > 40:
        return False
    word = line.strip(_DECORATION).casefold()
    if not word:
        return bool(line)
    bare = known_marks().get(word)
    if bare is not None:
        return bare or word != line.casefold()
    return any(form.fullmatch(line) for form in (_AP_TRAILER, _SIGNED, _BRACKETED))


@cache
def known_marks() -> dict[str, bool]:
    """The marks, case folded, and whether each may stand without dashes or brackets."""
    return {mark: bare == "yes" for mark, bare, *_ in rows("end_marks.tsv")}
