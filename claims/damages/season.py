"""The season of days, from the year before: what the same weeks did against the weeks before them.

Measured over whole weeks around the outage, since single days of a small shop are chance, and
bounded for the same reason; one day counts for no more in them than in a reference. It serves when
nothing is known after the outage; where both sides are, they carry the season themselves.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from claims.damages.reference import FEWEST, YEAR, Days, counted, limit
from claims.damages.sales import Tape, average, days_between
from claims.i18n.text import Text
from claims.money import to_cents
from claims.problems import Problem

FEWEST_SALES = 20
"""Days with a sale below which a season is chance."""
LARGEST = Decimal(2)
BOUNDED = Text(fr="borne de la méthode", en="bound of the method")
PLACE = "history"


def season(tape: Tape, days: Days) -> Iterator[Problem]:
    """Multiply by the season of a year earlier; yields a warning when it cannot be measured."""
    around, before = days.season()
    first = min(days.sales)
    if first > before[0]:
        told = {"since_day": str(before[0]), "first_day": str(first)}
        shown = first <= around[0]
        yield Problem(PLACE, "season-weeks-before" if shown else "season-unknown-days", told)
        return
    if days.window.touches(before[0], around[-1]):
        yield Problem(PLACE, "season-outage")
        return
    spans = [[day for day in span if days.tells(day)] for span in (around, before)]
    if min(map(len, spans)) < FEWEST:
        yield Problem(PLACE, "season-missing")
        return
    sold = [[days.sales.get(day, 0) for day in span] for span in spans]
    if min(sum(cents > 0 for cents in span) for span in sold) < FEWEST_SALES:
        yield Problem(PLACE, "season-few-sales")
        return
    (then, usual), most, beyond = _averages(sold)
    if min(then, usual) <= 0:
        yield Problem(PLACE, "season-few-sales")
        return
    before_season = tape.running
    yield from _apply(tape, then, usual, cut=beyond > 0)
    if beyond:
        whole = to_cents(before_season * _whole(sold))
        values = {"days": beyond, "limit_cents": most, "other_cents": whole}
        yield Problem(PLACE, "season-limited", values)


def _averages(sold: Sequence[Sequence[int]]) -> tuple[list[Decimal], int, int]:
    """Sales a day of each span, in units of money, no day beyond the limit of them all; the limit
    in cents, and how many days were beyond it."""
    every = [cents for span in sold for cents in span]
    most = limit(every)
    cut = ([counted(cents, most) for cents in span] for span in sold)
    beyond = sum(abs(cents) > most for cents in every)
    return [average(span, len(span)) for span in cut], most, beyond


def _whole(sold: Sequence[Sequence[int]]) -> Decimal:
    """The season that every day counted whole would give; one where it could not be measured."""
    then, usual = (average(span, len(span)) for span in sold)
    return min(max(then / usual, 1 / LARGEST), LARGEST) if min(then, usual) > 0 else Decimal(1)


def _apply(tape: Tape, then: Decimal, usual: Decimal, *, cut: bool) -> Iterator[Problem]:
    """Multiply by the ratio of two averages, kept between a half and the double. cut: some day
    counts for less than it sold."""
    part = Tape()
    norm = (", jours hors norme limités", ", exceptional days limited") if cut else ("", "")
    said = Text(
        fr=f"ventes par jour, un an plus tôt, autour des mêmes semaines{norm[0]}",
        en=f"sales a day, one year earlier, around the same weeks{norm[1]}",
    )
    part.then("take", "same_weeks", said, then, "money")
    said = Text(
        fr=f"ventes par jour, un an plus tôt, pendant les huit semaines précédentes{norm[0]}",
        en=f"sales a day, one year earlier, in the eight weeks before{norm[1]}",
    )
    part.then("divided_by", "weeks_before", said, usual, "money")
    told = tuple(bounded(part, "season-bounded"))
    said = Text(fr="saison, d’après l’année précédente", en="season, from the year before")
    tape.then("times", "season", said, part.running, "count", *part.steps)
    yield from told


def bounded(part: Tape, code: str) -> Iterator[Problem]:
    """Keep a ratio of sales between a half and the double; tell when it was not."""
    measured = part.running
    said = Text(fr="le double", en="double")
    part.then("not_above", "most", said, LARGEST, "count", by=BOUNDED)
    said = Text(fr="la moitié", en="half")
    part.then("not_below", "least", said, 1 / LARGEST, "count", by=BOUNDED)
    if part.running != measured:
        told = measured.quantize(Decimal("0.0001"))
        values = {"measured_number": f"{told:f}", "kept_number": f"{part.running:f}"}
        yield Problem(PLACE, code, values)


PEAK = timedelta(days=7)
FEWEST_OF_A_PEAK = 10
"""Days with a sale below which a peak is chance."""
ORDINARY = Decimal("1.33")
"""Above, or below its inverse, the same weeks of the year before stand out from their months."""


def standing_out(tape: Tape, days: Days, reference: Iterable[date]) -> Iterator[Problem]:
    """Tell of weeks that, a year earlier, sold far more or less than the months around them.

    Both sides of an outage carry a season that lasts; a peak of three weeks stands between them.
    """
    start, end = days.window.start - YEAR - PEAK, days.window.end - YEAR + PEAK
    then = days_between(start, end)
    around = [day - YEAR for day in reference]
    if not around or min(start, *around) < min(days.sales) or days.window.touches(start, end):
        return
    sold = [[days.sales.get(day, 0) for day in span if days.tells(day)] for span in (then, around)]
    if min(sum(cents > 0 for cents in span) for span in sold) < FEWEST_OF_A_PEAK:
        return
    (peak, usual), *_ = _averages(sold)
    if min(peak, usual) > 0 and not 1 / ORDINARY <= peak / usual <= ORDINARY:
        ratio = (peak / usual).quantize(Decimal("0.01"))
        other = to_cents(tape.running * peak / usual)
        yield Problem(PLACE, "seasonal-apart", {"ratio_number": f"{ratio:f}", "other_cents": other})
