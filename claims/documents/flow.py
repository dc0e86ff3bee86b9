"""What a document says, one thing under the other, page after page: as reportlab's templates place
it, in a fraction of the time. Theirs know many frames and styles of page; ours have one.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak
from reportlab.platypus.doctemplate import LayoutError

from claims.documents.rows import Table

NEARLY = 1e-6
"""What a thing may lack of its room, in points."""
ANY_HEIGHT = 0xFFFFFFF


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the text of a page stands, in points."""

    left: float
    foot: float
    width: float
    height: float


class Flow:
    """Pages filled one after the other. begin: what is drawn on each before its text."""

    def __init__(self, canvas: Any, frame: Frame, begin: Callable[[], None]) -> None:
        self.canvas, self.frame, self.begin = canvas, frame, begin
        self.begun = False

    def place(self, story: Iterable[Flowable]) -> None:
        """Place everything; it is drawn and forgotten. Raises LayoutError where something that
        cannot be cut is higher than a page."""
        self.waiting = deque(story)
        while self.waiting:
            self._begin()
            one = self.waiting.popleft()
            if isinstance(one, PageBreak):
                self.turn()
            elif isinstance(one, CondPageBreak):
                self.after = 0.0  # the room left before it counts no more, as reportlab has it
                if self.y - self.frame.foot < one.height:
                    self.turn()
            elif isinstance(one, KeepTogether):
                self._together(one._content)
            elif one.getKeepWithNext():
                self._heads(one)
            else:
                self._one(one)

    def turn(self) -> None:
        """End the page."""
        if self.begun:
            self.canvas.showPage()
        self.begun = False

    def _begin(self) -> None:
        if self.begun:
            return
        self.begin()
        self.begun, self.top, self.after = True, True, 0.0
        self.y = self.frame.foot + self.frame.height

    def _heads(self, first: Flowable) -> None:
        """Keep what heads something on one page with it."""
        group = [first]
        while group[-1].getKeepWithNext() and self.waiting and _may_follow(self.waiting[0]):
            group.append(self.waiting.popleft())
        for one in group[: max(len(group) - 1, 1)]:
            one.keepWithNext = 0
        self._together(group)

    def _together(self, group: Sequence[Flowable]) -> None:
        """Turn the page where it cannot hold all of a group, then place it one by one."""
        room = self.y - self.frame.foot - self._before(group[0])
        self.waiting.extendleft(reversed(group))
        if not self.top and self._height(group) > room:
            self.turn()

    def _height(self, group: Sequence[Flowable]) -> float:
        """Of a group, in points, less the room around it."""
        height, after = 0.0, None
        for one in group:
            high = self._wrapped(one, ANY_HEIGHT)[1]
            if high <= NEARLY:
                continue
            height += high if after is None else high + max(after, one.getSpaceBefore())
            after = one.getSpaceAfter()
        return height

    def _one(self, one: Flowable) -> None:
        """Place one thing, what the page cannot hold of it on the next."""
        before = self._before(one)
        room = self.y - before - self.frame.foot
        if room > 0:
            width, height = self._wrapped(one, room)
            if height <= room + NEARLY:
                self._draw(one, before, width, height)
                return
        parts = self._cut(one, room) if room > 0 else []
        if parts:
            self.waiting.extendleft(reversed(parts[1:]))
            width, height = self._wrapped(parts[0], room)
            self._draw(parts[0], before, width, height)
            return
        if self.top:
            raise LayoutError(f"{type(one).__name__} is higher than a page")
        self.waiting.appendleft(one)
        self.turn()

    def _cut(self, one: Flowable, room: float) -> list[Flowable]:
        parts: list[Flowable] = one.splitOn(self.canvas, self.frame.width, room)
        if not parts and self.top and isinstance(one, Table) and one.whole:
            one.whole = False  # no page holds it
            parts = one.split(self.frame.width, room)
        return parts

    def _draw(self, one: Flowable, before: float, width: float, height: float) -> None:
        y = self.y - before - height
        one.canv = self.canvas
        one.drawOn(self.canvas, self.frame.left, y, _sW=self.frame.width - width)
        after = one.getSpaceAfter()
        self.top = self.top and y - after == self.y
        self.y, self.after = y - after, after

    def _before(self, one: Flowable) -> float:
        """Room before it, what the last left counted."""
        return 0.0 if self.top else max(one.getSpaceBefore() - self.after, 0.0)

    def _wrapped(self, one: Flowable, room: float) -> tuple[float, float]:
        one.canv = self.canvas
        width, height = one.wrap(self.frame.width, room)
        return float(width), float(height)


def _may_follow(one: Flowable) -> bool:
    return not isinstance(one, KeepTogether | CondPageBreak | PageBreak)
