"""Annotations kept off the strip under a page: they show on the page what they showed, and nothing
beyond it, where its edge used to cut them off.

One that has an appearance shows the same through a window of its own; one that readers draw by
themselves, from its corners, has them drawn in.
"""

from collections.abc import Iterator
from contextlib import suppress

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

Box = tuple[float, float, float, float]
POPUP, TEXT, LINK, LINE = Name.Popup, Name.Text, Name.Link, Name.Line
LOOKS = ("/N", "/R", "/D")
PAIRS, PATHS = {"/QuadPoints", "/L", "/Vertices", "/CL"}, {"/InkList", "/Path"}
"""Where the points of a drawing are told: x, y and on; or lists of them."""
LEADERS = ("/LL", "/LLE", "/LLO")
ENDS = 6.0
"""How far the end of a line reaches round it, in widths of the line."""
ICON = 24.0
"""Points of the sides of a note without appearance, whatever its rectangle says."""
FIXED_SIZE, UPRIGHT, LARGER = 8, 16, 4
"""Flags of what is not made smaller, or not turned, with its page, and hangs from its corner; how
much larger it may stand on a page made smaller."""


def keep_off(pdf: Pdf, page: Object, known: Object, shown: Box, longer: Box) -> None:
    """Keep the annotations of a page within what it showed; longer: with its strip. What shows
    nothing there is taken away. known: the resources of the page, which it loses."""
    notes = page.get("/Annots")
    if not isinstance(notes, Array):
        return
    edge = _Edge(pdf, known, shown, _added(shown, longer))
    kept = [note for note in notes if not isinstance(note, Dictionary) or edge.keep(note)]
    if len(kept) < len(notes):
        page.Annots = Array(kept)


class _Edge:
    """The edge of a page, under which a strip was added."""

    def __init__(self, pdf: Pdf, known: Object, shown: Box, strip: Box) -> None:
        self._pdf, self._known, self._shown, self._strip = pdf, known, shown, strip

    def keep(self, note: Object) -> bool:
        """Keep an annotation off the strip; whether the page shows any of it."""
        place, looks = _box(note.get("/Rect")), list(_looks(note))
        for look in looks:
            if "/Resources" not in look:
                look.Resources = self._known
        if place is None:
            return not looks  # nothing says where it is
        if note.get("/Subtype") == POPUP and not looks:
            return True  # a window, which opens over any page
        self._fasten(note, place)
        drawn = bool(looks) and any(True for _ in _looks(note, LOOKS[:1]))
        return not self._reached(note, place, looks, drawn) or self._cut(note, place, drawn)

    def _reached(self, note: Object, place: Box, looks: list[Object], drawn: bool) -> bool:
        """Whether it could cover the strip; an appearance that has no box has no end."""
        return _meet(place if drawn else _reach(note, place), self._strip) or any(
            _box(look.get("/BBox")) is None for look in looks
        )

    def _cut(self, note: Object, place: Box, drawn: bool) -> bool:
        """Leave of an annotation what the page shows, if any; drawn: it has an appearance."""
        left = _common(place, self._shown)
        if left is None:
            return False
        if drawn:
            note.AP = self._through_windows(note.AP, place, left)
        elif note.get("/Subtype") == TEXT:
            left = _moved(_icon(place), self._shown)
        elif note.get("/Subtype") == LINK:
            note.Border = Array([0, 0, 0])  # readers who draw one do so round the rectangle
        else:
            _draw_in(note, self._shown)
        note.Rect = Array(left)
        return True

    def _fasten(self, note: Object, place: Box) -> None:
        """What is not made smaller or turned with its page is, where it could reach the strip."""
        flags, (left, bottom, right, top) = note.get("/F", 0), place
        if isinstance(flags, int) and flags & (FIXED_SIZE | UPRIGHT):
            far = max(right - left, top - bottom) * (LARGER if flags & FIXED_SIZE else 1)
            if _meet((left - far, top - far, left + far, top + far), self._strip):
                note.F = flags & ~(FIXED_SIZE | UPRIGHT)

    def _through_windows(self, looks: Object, place: Box, left: Box) -> Dictionary:
        """The same appearances, of which that much is left."""
        made = Dictionary()
        for name, look in looks.items():
            if isinstance(look, Stream):
                made[name] = self._window(look, place, left)
            elif isinstance(look, Dictionary):
                made[name] = Dictionary({
                    state: self._window(one, place, left)
                    for state, one in look.items() if isinstance(one, Stream)
                })  # fmt: skip
        return made

    def _window(self, look: Object, place: Box, left: Box) -> Object:
        """What of an appearance, laid in its place, is left."""
        x, y, u, v = _as_laid(look) or (0, 0, place[2] - place[0], place[3] - place[1])
        across, up = (place[2] - place[0]) / (u - x), (place[3] - place[1]) / (v - y)
        by = across, up, place[0] - x * across, place[1] - y * up
        return self._pdf.make_stream(
            b"q %.6f 0 0 %.6f %.4f %.4f cm /N Do Q" % by, Type=Name.XObject, Subtype=Name.Form,
            BBox=Array(left), Resources=Dictionary(XObject=Dictionary(N=look)),
        )  # fmt: skip


def _added(shown: Box, longer: Box) -> Box:
    """The strip: on the one side where the page is longer."""
    [side] = (side for side in range(4) if shown[side] != longer[side])
    strip = list(longer)
    strip[(side + 2) % 4] = shown[side]
    return strip[0], strip[1], strip[2], strip[3]


def _looks(note: Object, which: tuple[str, ...] = LOOKS) -> Iterator[Object]:
    """The appearances of an annotation, in each of its states."""
    looks = note.get("/AP")
    if not isinstance(looks, Dictionary):
        return
    for name in which:
        look = looks.get(name)
        if isinstance(look, Stream):
            yield look
        elif isinstance(look, Dictionary):
            yield from (one for _, one in look.items() if isinstance(one, Stream))


def _as_laid(look: Object) -> Box | None:
    """The box of an appearance as its matrix turns it; None when it has none, or no area."""
    box = _box(look.get("/BBox"))
    a, b, c, d, e, f = _numbers(look.get("/Matrix"), 6) or (1, 0, 0, 1, 0, 0)
    if box is None:
        return None
    corners = [(x, y) for x in box[::2] for y in box[1::2]]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    laid = min(across), min(up), max(across), max(up)
    return laid if laid[0] < laid[2] and laid[1] < laid[3] else None


def _reach(note: Object, place: Box) -> Box:
    """How far readers draw an annotation that has no appearance."""
    spread, kind = _spread(note), note.get("/Subtype")
    by = spread if kind == LINK else 0
    across, up = [place[0] - by, place[2] + by], [place[1] - by, place[3] + by]
    if kind == TEXT:
        across.append(_icon(place)[2])
        up.append(_icon(place)[1])
    for points in _points(note):
        told = _numbers(points, len(points)) or ()
        across += [x + by for x in told[::2] for by in (-spread, spread)]
        up += [y + by for y in told[1::2] for by in (-spread, spread)]
    return min(across), min(up), max(across), max(up)


def _draw_in(note: Object, shown: Box) -> None:
    """Bring the points of an annotation back within the page, and what is drawn round them."""
    spread = _spread(note)
    low = shown[0] + spread, shown[1] + spread
    high = shown[2] - spread, shown[3] - spread
    for points in _points(note):
        for place, told in enumerate(_numbers(points, len(points)) or ()):
            kept = min(max(told, low[place % 2]), high[place % 2])
            if kept != told:
                points[place] = kept


def _points(note: Object) -> Iterator[Array]:
    known = note.keys()
    for name in PAIRS & known:
        if isinstance(told := note[name], Array):
            yield told
    for name in PATHS & known:
        if isinstance(told := note[name], Array):
            yield from (path for path in told if isinstance(path, Array))


def _spread(note: Object) -> float:
    """How far lines are drawn round their points."""
    style, border = note.get("/BS"), _numbers(note.get("/Border"), 3)
    told = style.get("/W", 1) if isinstance(style, Dictionary) else border[2] if border else 1
    [wide] = _numbers([told], 1) or (1.0,)
    if note.get("/Subtype") != LINE:
        return wide * (ENDS if "/LE" in note else 1)
    leaders = _numbers([note.get(name, 0) for name in LEADERS], len(LEADERS)) or ()
    return wide * ENDS + sum(map(abs, leaders))


def _icon(place: Box) -> Box:
    left, _, _, top = place
    return left, top - ICON, left + ICON, top


def _moved(place: Box, shown: Box) -> Box:
    """The same box within what the page shows."""
    across = max(shown[0] - place[0], 0) + min(shown[2] - place[2], 0)
    up = max(shown[1] - place[1], 0) + min(shown[3] - place[3], 0)
    return place[0] + across, place[1] + up, place[2] + across, place[3] + up


def _meet(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _common(one: Box, two: Box) -> Box | None:
    """Where two boxes lie one over the other; None when no area does."""
    left, bottom = max(one[0], two[0]), max(one[1], two[1])
    right, top = min(one[2], two[2]), min(one[3], two[3])
    return (left, bottom, right, top) if left < right and bottom < top else None


def _box(told: object) -> Box | None:
    """Left, bottom, right, top, whichever corners are told."""
    numbers = _numbers(told, 4)
    if numbers is None:
        return None
    x, y, u, v = numbers
    return min(x, u), min(y, v), max(x, u), max(y, v)


def _numbers(told: object, count: int) -> tuple[float, ...] | None:
    """So many numbers of a list; None when it is none, or has others. They are read as they are
    written, in a tenth of the time, unless some are told elsewhere."""
    try:
        found = _as_written(told)
        if not found and isinstance(told, list | Array):
            found = tuple(map(float, told))
    except (TypeError, ValueError):
        return None
    return found if len(found) == count else None


def _as_written(told: object) -> tuple[float, ...]:
    with suppress(ValueError):
        if isinstance(told, Array):
            return tuple(map(float, told.unparse(resolved=True).strip(b"[ ]").split()))
    return ()
