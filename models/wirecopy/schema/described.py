"""What the source says of a dataclass: its docstring, and the `#:` comment above each field."""

import ast
import inspect
import textwrap
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A class in words."""

    #: The docstring, unwrapped to one line.
    about: str
    #: Field name to comment, unwrapped to one line; fields without a comment are not in it.
    fields: dict[str, str]


@cache
def described(cls: type) -> Description:
    """Read a dataclass's docstring and `#:` comments. Needs the source file: for generators, not for workers."""
    source = textwrap.dedent(inspect.getsource(cls))
    lines = source.splitlines()
    tree = ast.parse(source).body[0]
    assert isinstance(tree, ast.ClassDef)  # noqa: S101 - tells mypy what inspect has just found
    found = {
        node.target.id: _comment_above(lines, node.lineno)
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    return Description(
        about=" ".join(inspect.cleandoc(ast.get_docstring(tree) or "").split()),
        fields={name: comment for name, comment in found.items() if comment},
    )


def _comment_above(lines: list[str], number: int) -> str:
    """The `#:` lines that stand right above a line (counted from 1), as one line."""
    comment: list[str] = []
    for line in reversed(lines[: number - 1]):
        text = line.strip()
        if not text.startswith("#:"):
            break
        comment.insert(0, text.removeprefix("#:").strip())
    return " ".join(comment)
