"""A stand-in for the reader in a pool process: it obeys the words of a story. Importable by spawned processes."""

import os
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from copytaster.delivered import Done, Outcome
from copytaster.envelope import OutgoingRecord
from copytaster.pool import Work
from copytaster.reading import Job, Plan

_model = ""


def start(plan: Plan, parent: int) -> None:
    """Keep the model's name; nothing is loaded. A path must be there; the model "broken" raises."""
    global _model
    _model = plan.model
    if plan.model == "broken" or (plan.model.startswith("/") and not Path(plan.model).exists()):
        raise OSError("the disk is gone")


def ready() -> str:
    """A model called "missing" is missing."""
    return "The model is missing; install it." if _model == "missing" else ""


def batch(jobs: Sequence[Job]) -> list[Outcome]:
    """Echo each job, unless it says "hang", "die" or "raise"."""
    for job in jobs:
        if job.value == b"hang":
            threading.Event().wait()
        if job.value == b"die":
            os._exit(9)
        if job.value == b"raise":
            raise ValueError("as told")
        if job.value == b"slow":
            time.sleep(0.05)  # takes a while, so that a batch can form behind it
    return [echo(job) for job in jobs]


def echo(job: Job) -> Done:
    """What comes out of a harmless job."""
    return Done(records=(OutgoingRecord(topic="out", key=job.key, value=job.value),))


WORK = Work(start=start, ready=ready, batch=batch)
