"""When has a feed fallen silent? How much an agency usually sends in each hour is learned, what is missing is noticed.

The hours of a working day and of a weekend day (UTC) are learned apart: 48 in all, each with the stories that came in
it and the longest pause in it or across it. What was learned fades by a tenth with each further day of its kind. An
agency is silent when both hold at once:

* so many stories should have come since its last one that it cannot be chance (`MISSING`);
* it has been silent for clearly longer than it ever is in these hours (`LONGER`). An agency that sends its stories in
  one heap an hour, or sleeps at night, is not silent in between.

An hour counts only when it has been seen on three days of its kind. Memory is bounded: `AGENCIES` agencies, of which
the one with the fewest stories makes room; what has not been heard of for a week is forgotten.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

#: How many agencies are followed; the busiest stay.
AGENCIES = 100

#: The longest name of an agency that is kept; longer ones are no agency's.
NAME_LENGTH = 64

#: What is left of the past when an hour has come round once more: half after seven days of its kind.
KEEP = 0.9

#: The weight of an hour that has been seen on three days: 1 + 0.9 + 0.81, less rounding.
THREE_DAYS = 2.7

#: How many stories must be missing. Were stories to come by chance alone, 12 would be missing once in 160,000 times.
MISSING = 12.0

#: How many times as long as the longest pause that is usual in these hours.
LONGER = 1.5

#: A pause that was reported counts for so many times the longest one so far at the most.
HABIT = 3.0

#: Silence shorter than this is none.
SHORTEST = timedelta(minutes=10)

#: After this an agency is forgotten: it is not silent, it is gone.
LONGEST = timedelta(days=7)

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """An agency that is silent for unusually long."""

    agency: str
    #: When its last story came.
    since: datetime
    #: How long ago that is.
    seconds: float
    #: How many stories should have come meanwhile.
    missing: float
    #: Why that is unusual, in words.
    says: str


@dataclass(slots=True)
class Hour:
    """What is usual in one hour of the day."""

    #: How many days it rests on, faded.
    weight: float = 0.0
    #: Stories in all of them, faded likewise.
    stories: float = 0.0
    #: The longest pause that touched it, in seconds, fading.
    pause: float = 0.0

    @property
    def usual(self) -> float | None:
        """How many stories usually come; None where too little is known."""
        return self.stories / self.weight if self.weight >= THREE_DAYS else None

    def over(self, stories: int) -> None:
        """The hour has come round once more, with so many stories."""
        self.weight = self.weight * KEEP + 1
        self.stories = self.stories * KEEP + stories
        self.pause *= KEEP

    def paused(self, seconds: float, *, unusual: bool) -> None:
        """A pause touched it. An unusual one counts in part: only when it comes back is it a habit."""
        self.pause = max(self.pause, min(seconds, HABIT * self.pause) if unusual else seconds)


@dataclass(slots=True)
class Rhythm:
    """When one agency usually sends."""

    last: datetime
    #: The hour that is being counted, and how many stories it has had; None where its beginning was not seen.
    counted: int | None = None
    hours: dict[tuple[bool, int], Hour] = field(default_factory=dict)
    #: Stories in all, fading with each hour: who is busy stays.
    busy: float = 0.0

    def arrived(self, at: datetime, *, after_silence: bool) -> None:
        """A story came. Hours before the present one are over; those of a reported silence teach nothing."""
        if _hour(at) != _hour(self.last):
            if after_silence:
                self.counted = None
            else:
                self._close(at)
        for begin, _ in _pieces(self.last, at):
            self._at(begin).paused((at - self.last).total_seconds(), unusual=after_silence)
        if self.counted is not None:
            self.counted += 1
        self.busy += 1
        self.last = at

    def knows(self) -> bool:
        """Whether any hour is known well enough to be missed."""
        return any(hour.usual for hour in self.hours.values())

    def silent(self, now: datetime) -> tuple[float, datetime] | None:
        """Whether it is silent for unusually long: how many stories are missing, and the hour in which most are."""
        missing, pause, busiest, most = 0.0, 0.0, self.last, -1.0
        for begin, end in _pieces(self.last, now):
            hour = self._at(begin)
            usual = hour.usual or 0.0
            missing += usual * ((end - begin) / HOUR)
            pause = max(pause, hour.pause)
            if usual > most:
                busiest, most = begin, usual
            if missing >= MISSING and end - self.last >= max(SHORTEST, timedelta(seconds=LONGER * pause)):
                # Once silent, silent until the next story: later hours do not excuse it.
                return self._missing(now), busiest
        return None

    def _missing(self, now: datetime) -> float:
        pieces = _pieces(self.last, now)
        return sum((self._at(begin).usual or 0.0) * ((end - begin) / HOUR) for begin, end in pieces)

    def _close(self, at: datetime) -> None:
        """The hours from the one that is counted up to the present one are over."""
        for begin, _ in _pieces(_hour(self.last), _hour(at)):
            if self.counted is not None:
                self._at(begin).over(self.counted)
            self.counted = 0
            self.busy *= 0.995

    def _at(self, moment: datetime) -> Hour:
        return self.hours.setdefault(_slot(moment), Hour())


class Baseline:
    """What is usual for each agency. Pure: the time is told, never asked for."""

    def __init__(self) -> None:
        self._rhythms: dict[str, Rhythm] = {}

    def arrived(self, agency: str, at: datetime) -> None:
        """A story of an agency came, at this time (aware). Times before the agency's present hour teach nothing."""
        at = at.astimezone(UTC)
        name = agency.strip()
        if not name or len(name) > NAME_LENGTH:
            return
        rhythm = self._rhythms.get(name)
        if rhythm is None or at - rhythm.last > LONGEST:
            self._make_room(name)
            self._rhythms[name] = Rhythm(at, busy=1.0)
        elif at >= rhythm.last:
            rhythm.arrived(at, after_silence=rhythm.silent(at) is not None)
        elif _hour(at) == _hour(rhythm.last) and rhythm.counted is not None:
            rhythm.counted += 1

    def begin_anew(self, at: datetime) -> None:
        """Silence before this time does not count, nor does the hour: we were not listening to all of it."""
        for rhythm in self._rhythms.values():
            rhythm.last = max(rhythm.last, at.astimezone(UTC))
            rhythm.counted = None

    def known(self) -> tuple[str, ...]:
        """The agencies whose rhythm is known, in order."""
        return tuple(sorted(name for name, rhythm in self._rhythms.items() if rhythm.knows()))

    def silent(self, now: datetime) -> tuple[Silence, ...]:
        """The agencies that are silent for unusually long, the longest first."""
        now = now.astimezone(UTC)
        found = (_silence(name, rhythm, now) for name, rhythm in self._rhythms.items())
        return tuple(sorted((one for one in found if one), key=lambda one: (one.since, one.agency)))

    def _make_room(self, name: str) -> None:
        self._rhythms.pop(name, None)
        if len(self._rhythms) >= AGENCIES:
            del self._rhythms[min(self._rhythms, key=lambda one: self._rhythms[one].busy)]


def _silence(name: str, rhythm: Rhythm, now: datetime) -> Silence | None:
    found = rhythm.silent(now) if now - rhythm.last <= LONGEST else None
    if found is None:
        return None
    missing, busiest = found
    usual = rhythm.hours[_slot(busiest)].usual or 0.0
    days = "at weekends" if _slot(busiest)[0] else "on working days"
    span, hours = in_words(now - rhythm.last), f"between {busiest.hour} and {busiest.hour + 1} h UTC {days}"
    return Silence(
        agency=name,
        since=rhythm.last,
        seconds=(now - rhythm.last).total_seconds(),
        missing=missing,
        says=f"{name}: nothing for {span}; {hours} it usually sends {usual:.0f} stories an hour.",
    )


def in_words(span: timedelta) -> str:
    """A stretch of time: "47 minutes", "2 h 5 min", "3 days"."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} minute{'s' if minutes != 1 else ''}"
    if minutes < 48 * 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes // (24 * 60)} days"


def _pieces(begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """A stretch of time, cut at the full hours: a week's worth at the most."""
    end = min(end, begin + LONGEST)
    while begin < end:
        until = min(_hour(begin) + HOUR, end)
        yield begin, until
        begin = until


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _slot(moment: datetime) -> tuple[bool, int]:
    """Which of the 48 hours: whether it is one of a weekend, and its number."""
    return moment.weekday() >= 5, moment.hour
