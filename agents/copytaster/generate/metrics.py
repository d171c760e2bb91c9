"""docs/metrics.md: every metric, from `copytaster.metrics.METRICS`."""

from copytaster.generate.markdown import compose
from copytaster.metrics import markdown_table

_INTRO = (
    "The worker's web view serves them at `/metrics` in the Prometheus text format, besides those of the process "
    "(memory, CPU, file descriptors). Labels are topics, partitions, rules, codes and agencies, 100 of these at the "
    "most; never the words of a story. "
    "What to watch and when to wake somebody: [monitoring](monitoring.md)."
)


def page() -> str:
    """The page as Markdown."""
    return compose("Metrics", _INTRO, markdown_table().strip())
