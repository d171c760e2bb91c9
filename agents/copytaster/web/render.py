"""From a page's data to a response."""

from datetime import datetime

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from wirecopy.codec import encode

#: autoescape is what keeps story text data. No template may use `|safe`; a test looks.
TEMPLATES = Environment(
    loader=PackageLoader("copytaster.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def as_json(data: object, *, status: int = 200) -> web.Response:
    """A page's data as JSON."""
    return web.Response(body=encode(data), content_type="application/json", status=status)


def as_html(template: str, data: object) -> web.Response:
    """A page's data in its template, where it is called `page`."""
    return web.Response(text=TEMPLATES.get_template(template).render(page=data), content_type="text/html")


def wants_json(request: web.Request) -> bool:
    """Whether `?format=json` was asked for."""
    return request.query.get("format") == "json"


def clock_time(at: datetime) -> str:
    """A time of day, as the tables show it: "14:03:09"."""
    return f"{at:%H:%M:%S}"


def span(seconds: float) -> str:
    """A stretch of time in its two largest units: "2 d 3 h", "4 min 5 s", "7 s"."""
    left = int(seconds)
    parts = []
    for unit, length in (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)):
        number, left = divmod(left, length)
        if number:
            parts.append(f"{number} {unit}")
    return " ".join(parts[:2]) or "0 s"


def delay(seconds: float | None) -> str:
    """How long a story took: "0.12 s", "35 s"; a dash where it is not known."""
    if seconds is None:
        return "–"
    return f"{seconds:.2f} s" if seconds < 10 else span(seconds)


def number(value: int | None) -> str:
    """A whole number with its thousands apart; a dash where it is not known."""
    return "–" if value is None else f"{value:,}"


def rate(per_second: float) -> str:
    """A rate, with as many digits as it needs: "0.05", "3.2", "120"."""
    return f"{per_second:,.0f}" if per_second >= 100 else f"{per_second:.2g}" if per_second >= 0.005 else "0"


TEMPLATES.filters.update(clock_time=clock_time, span=span, delay=delay, number=number, rate=rate)
