"""Reading a story: `load` the pipeline once, then `enrich` copies with it."""

from wirecopy.extract.pipeline import enrich, load

__all__ = ["enrich", "load"]
