"""Text that was escaped once too often: "o&#39;clock" where "o'clock" was meant."""

import html
import re

#: References that copy never means literally; other words between "&" and ";" may be a company's name.
_REFERENCE = re.compile(
    r"&(?:#[0-9]{2,6}|#x[0-9a-f]{2,5}|amp|quot|apos|lt|gt|nbsp|shy|[lr][ds]quo|[nm]dash);", re.IGNORECASE
)


def unescaped(text: str, repairs: list[str]) -> str:
    """The text with references that are left over replaced by what they stand for; a note says so."""
    text, found = _REFERENCE.subn(lambda reference: html.unescape(reference[0]), text)
    if found:
        repairs.append(f"{found} character reference{'s were' if found > 1 else ' was'} escaped twice")
    return text
