"""What one volume of a bundle holds of the exhibits: the next ones, as many as fit.

Each stands as filed beside its copies, so that a volume never parts them. The rest of a volume is
counted first; what lists and manifest will add for each exhibit is reserved.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from claims.documents.contents import Contents
from claims.documents.index import Entry, FiledExhibit, Read, Transfer
from claims.documents.load_files import Copy
from claims.documents.numbered_copy import numbered_copy, numbered_path, text_path
from claims.documents.numbering import Number, path_of
from claims.documents.schedule import MOST, MOST_STEPS
from claims.documents.zipped import Member, Written
from claims.i18n.text import Language
from claims.problems import Problem, Refused

KIBI, MEBI = 1 << 10, 1 << 20
RESERVED = 512 * KIBI
"""Verifiers, and what lists, index and manifest have of their own."""
EACH, CLAIM, ELSEWHERE = 9 * KIBI, KIBI, 300
"""What lists, schedule and manifest say of an exhibit in the volume, of a claim, of an exhibit in
another."""
PAGE = 220
"""The bookmark of one of its pages."""
SCHEDULED, SCHEDULED_SHORT = 3_300, 1_700
"""What the schedule of damages says of a loss: with its steps; without, past those that have them.
"""


def scheduled(losses: int) -> int:
    """Bytes of the schedule of so many losses, about, but what it says of exhibits."""
    each = SCHEDULED if losses <= MOST_STEPS else SCHEDULED_SHORT if losses <= MOST else 0
    return each * losses


def already(written: int, losses: int, claims: int, exhibits: int) -> int:
    """Bytes of a volume that no exhibit may take. written: of what comes before the exhibits;
    exhibits: of the whole bundle."""
    told = CLAIM * claims + ELSEWHERE * exhibits
    return RESERVED + written + scheduled(losses) + told


@dataclass(frozen=True, slots=True)
class Beside:
    """A copy of an exhibit: where it stands, and how it was made from the original."""

    path: str
    transfer: Transfer


@dataclass(slots=True)
class Group:
    """An exhibit as it goes in: its files, and what the manifest says of its copies."""

    filed: FiledExhibit
    number: Number
    members: list[Member] = field(default_factory=list)
    size: int = EACH
    copy: Beside | None = None
    numbered: Beside | None = None
    pages: int = 0
    text: str = ""
    """Where its words stand; empty of an exhibit in which none was read."""
    optical: bool = False
    """Whether some of them were read in pictures."""

    def add(self, path: str, content: bytes) -> None:
        """One more file, made from the exhibit."""
        self.members.append(Member(path, [content]))
        self.size += len(content)


@dataclass(slots=True)
class Placing:
    """The exhibits of one volume, as they are placed. Numbers of exhibits lead to what was made."""

    contents: Contents
    at: datetime
    language: Language
    written: Written
    losses: int = 0
    """How many the schedule, which comes after, will tell."""
    placed: list[FiledExhibit] = field(default_factory=list)
    copies: dict[Number, Beside] = field(default_factory=dict)
    """The copies without what acts in an exhibit."""
    numbered: dict[Number, Beside] = field(default_factory=dict)
    """The copies with their pages numbered."""
    pages: dict[Number, Copy] = field(default_factory=dict)
    """The same, as load files name them."""

    def members(self, listed: Sequence[Entry]) -> Iterator[Member]:
        """Each exhibit that fits, as filed, and its copies; one at least.

        Raises Refused when the rest of the volume leaves less than half of it to exhibits.
        """
        volume, entries = self.contents.volume, {entry.number: entry for entry in listed}
        used = self._already()
        for filed in self.contents.in_order()[volume.after :]:
            group = self._group(filed, entries[self.contents.number(filed)])
            used += group.size
            if self.placed and volume.room is not None and used > volume.room:
                break
            self._take(group)
            yield from group.members
        volume.until = volume.after + len(self.placed)

    def elsewhere(self) -> list[FiledExhibit]:
        """The exhibits that other volumes hold."""
        ordered, volume = self.contents.in_order(), self.contents.volume
        return ordered[: volume.after] + ordered[volume.until :]

    def _already(self) -> int:
        room, contents = self.contents.volume.room, self.contents
        written = sum(size for _, size in self.written.files.values())
        used = already(written, self.losses, len(contents.claims), len(contents.exhibits))
        if room is not None and used > room // 2:
            told = {"room": room // MEBI, "least": -(-2 * used // MEBI)}
            raise Refused([Problem("volume", "volume-too-small", told)])
        return used

    def _group(self, filed: FiledExhibit, entry: Entry) -> Group:
        group, exhibit = Group(filed, entry.number), filed.exhibit
        if filed.readable:
            path = self.contents.path(filed, self.language)
            group.members.append(Member(path, filed.chunks, exhibit.sha256, exhibit.size))
            group.size += exhibit.size
            self._add_copy(group)
            self._add_numbered(group, entry)
        return group

    def _add_copy(self, group: Group) -> None:
        """The copy of a flagged exhibit, and what the manifest will say of it."""
        if group.filed.copy:
            made = group.filed.copy()
            path = path_of(group.number, made.name, self.language)
            group.copy = Beside(path, made.transfer)
            group.add(path, made.content)

    def _add_numbered(self, group: Group, entry: Entry) -> None:
        """The copy of an exhibit with its pages numbered, or the sheet that stands for it."""
        scheme, given = self.contents.scheme, self.contents.range(group.filed)
        if scheme is None or given is None:
            return
        read = group.filed.to_read() if group.filed.to_read else Read("")
        made = numbered_copy(
            group.filed, entry, given, scheme, read=read,
            matter=self.contents.matter, at=self.at,
            fictional=self.contents.fictional, language=self.language,
        )  # fmt: skip
        path = numbered_path(scheme, given, entry.label)
        group.numbered, group.pages = Beside(path, made.transfer), made.pages
        group.add(path, made.content)
        group.size += PAGE * len(scheme.labels(given))
        if read.text.strip():
            group.text, group.optical = text_path(scheme, given, entry.label), read.optical
            group.add(group.text, _by_page(read.text, made.pages).encode())

    def _take(self, group: Group) -> None:
        self.placed.append(group.filed)
        if group.copy:
            self.copies[group.number] = group.copy
        if group.numbered:
            self.numbered[group.number] = group.numbered
            self.pages[group.number] = Copy(
                group.numbered.path, group.pages, group.text, group.optical
            )


def _by_page(text: str, pages: int) -> str:
    """A text with a form feed between its pages, those at its end that have no words too."""
    return text + "\f" * (pages - 1 - text.count("\f"))
