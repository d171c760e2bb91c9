"""Who is it: which person or body each mention of a story means. Plain data in, plain data out, no language model.

`resolve(mentions)` reads the mentions of one story in their order and says of each which party it means, on what the
answer rests, how sure it is, and why in words. A wrong name harms more than none: in doubt a mention stays open.
"""

from wirecopy.resolve.cast import resolve
from wirecopy.resolve.mention import Cast, Form, Gender, Mention, Party, Verdict

__all__ = ["Cast", "Form", "Gender", "Mention", "Party", "Verdict", "resolve"]
