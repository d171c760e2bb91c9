"""Who reads: the working tree, an earlier revision, another program. Each is a command that writes predictions.

An earlier revision is read from a temporary checkout by today's `bench/predict.py`, so that both go the same way. What
a revision or a peer predicts does not change: it is kept under build/accuracy/, by what it was made from.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "build" / "accuracy"
#: The environment of `make peers`.
PEERS_PYTHON = ROOT / "build" / "peers" / "bin" / "python"
#: The packages of the other programs, by their name on the package index.
PEERS = ("textacy", "sayswho")

What = Literal["quotes", "datelines"]


class DoesNotRead(Exception):
    """A reader failed; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A command that takes the kind of prediction, the file of stories and the file to write."""

    name: str
    command: tuple[str, ...]
    reads: tuple[What, ...]
    environment: dict[str, str] = field(default_factory=dict)
    #: What its predictions are made from, for the cache; empty if they are never kept.
    made_from: str = ""
    #: Where its predictions are written.
    folder: Path = CACHE

    def predict(self, what: What, given: Path) -> Path:
        """The file of its predictions for a file of stories.

        Raises:
            DoesNotRead: the command failed.
        """
        out = self._place(what, given)
        if self.made_from and out.exists():
            return out
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = out.with_suffix(".part")
        words = [word.format(what=what, given=given, out=fresh) for word in self.command]
        done = subprocess.run(
            words, env={**os.environ, **self.environment}, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise DoesNotRead(f"{self.name} does not read here ({_last_line(done.stderr)}); it is left out.")
        return fresh.replace(out)

    def _place(self, what: What, given: Path) -> Path:
        digest = hashlib.sha256(self.made_from.encode() + given.read_bytes()).hexdigest()[:12]
        return self.folder / self.name.replace(" ", "-") / f"{what}-{given.name.split('.jsonl')[0]}-{digest}.jsonl"


def working_tree(checkout: Path = ROOT, name: str = "working tree", made_from: str = "") -> Reader:
    """The reader of a checkout, by default this one's as it stands."""
    predict = str(ROOT / "bench" / "predict.py")
    sources = (checkout / "agents", checkout / "models", checkout, _metadata(checkout))
    return Reader(
        name=name,
        command=(sys.executable, predict, "{what}", "{given}", "{out}"),
        reads=("quotes", "datelines"),
        environment={"PYTHONPATH": os.pathsep.join(map(str, sources))},
        made_from=made_from,
    )


@contextmanager
def earlier(revision: str) -> Iterator[Reader]:
    """The reader of an earlier revision, from a checkout that is gone afterwards.

    Raises:
        DoesNotRead: there is no such revision.
    """
    commit = commit_of(revision)
    if commit is None:
        raise DoesNotRead(f"There is no revision {revision!r} in this repository; give one with RELEASE=.")
    folder = Path(tempfile.mkdtemp(prefix="copytaster-release-"))
    checkout = folder / commit[:12]
    _git("worktree", "add", "--detach", "--quiet", str(checkout), commit)
    try:
        yield working_tree(checkout, name=commit[:12], made_from=commit + (ROOT / "bench" / "predict.py").read_text())
    finally:
        _git("worktree", "remove", "--force", str(checkout))
        shutil.rmtree(folder, ignore_errors=True)


def peers() -> list[Reader]:
    """The other programs that are installed, named with their versions."""
    source = (ROOT / "bench" / "peers.py").read_text(encoding="utf-8")
    return [
        Reader(
            name=f"{peer} {version}",
            command=(str(PEERS_PYTHON), "-m", "bench.peers", peer, "{given}", "{out}"),
            reads=("quotes",),
            environment={"PYTHONPATH": str(ROOT)},
            made_from=source + version,
        )
        for peer in PEERS
        if (version := _version(peer))
    ]


def last_release() -> str | None:
    """The last tag of this repository; None where there is none."""
    return _git("describe", "--tags", "--abbrev=0") or None


def commit_of(revision: str) -> str | None:
    """The whole hash of a revision; None where there is no such revision."""
    return _git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") or None


def this_revision() -> str:
    """The revision of the working tree, and whether it has changes."""
    commit = _git("rev-parse", "--short=12", "HEAD") or "no revision"
    return commit + (" with changes" if _git("status", "--porcelain", "--", "agents", "models") else "")


def _version(peer: str) -> str | None:
    """The version of a peer in the peers' environment; None where it is not installed."""
    if not PEERS_PYTHON.exists():
        return None
    asked = f"from importlib.metadata import version; print(version({peer!r}))"
    done = subprocess.run([str(PEERS_PYTHON), "-c", asked], capture_output=True, text=True, check=False)
    return done.stdout.strip() or None


def _metadata(checkout: Path) -> Path:
    """A folder that names the pipeline components of a checkout as an installed package would.

    spaCy finds components by the entry points of installed packages, and what is installed is the working tree's.
    """
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    folder = CACHE / "metadata" / hashlib.sha256(str(project).encode()).hexdigest()[:12]
    info = folder / f"{project['name']}-0.dist-info"
    info.mkdir(parents=True, exist_ok=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: 0\n", encoding="utf-8")
    groups = project.get("entry-points", {})
    lines = [f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in points.items()) for group, points in groups.items()]
    (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _last_line(text: str) -> str:
    return text.strip().splitlines()[-1][:200] if text.strip() else "it said nothing"
