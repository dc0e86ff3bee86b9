"""The files an import names: each read once, past the gate, and filed under what was read then."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from claims.claim.form import ClaimForm, ExhibitForm
from claims.claim.model import Exhibit
from claims.claim.numbers import RandomBytes
from claims.evidence.keyring import WrappedKey
from claims.evidence.look import Look
from claims.i18n.amounts import shown
from claims.matter.model import Matter
from claims.office.bringing import MEBI, room_of
from claims.office.house import House
from claims.office.looking import admit
from claims.problems import Problem, TooMany


@dataclass(frozen=True, slots=True)
class Attached:
    """An exhibit of a line, with what is known of it. where: its place in the form; source: where
    its bytes are."""

    exhibit: Exhibit
    where: str
    source: Path
    look: Look


def attached_to(
    form: ClaimForm, folder: Path, house: House, matter: Matter, now: datetime, entropy: RandomBytes
) -> tuple[tuple[Attached, ...], list[Problem]]:
    """The files of a form, each through the gate; a file stands beside the import, never above.

    A claim brings no more than on its own page: so many files, so many bytes, and each file once.
    """
    room = room_of(house, len(form.services))
    if len(form.exhibits) > room.files:
        return (), [Problem("exhibits", "too-many-exhibits", {"most": room.files})]
    kept: list[Attached] = []
    problems: list[Problem] = []
    for i, told in enumerate(form.exhibits):
        part = _attached(told, f"exhibits.{i}.file", folder, house, matter, now, entropy)
        if isinstance(part, Attached):
            problems += _twice(part, kept)
            kept.append(part)
        else:
            problems += part
    if sum(part.exhibit.size for part in kept) > room.size:
        problems.append(Problem("exhibits", "exhibits-too-large", {"most": room.size // MEBI}))
    return tuple(kept), problems


def keep_files(house: House, key: WrappedKey, parts: tuple[Attached, ...]) -> list[Problem]:
    """Keep them in the vault; those that are no longer what the gate saw, as problems.

    A file kept in vain is an orphan under a key nobody holds, which the night's sweep takes away.
    """
    problems = []
    for part in parts:
        seen = part.exhibit.sha256, part.exhibit.size
        try:
            with part.source.open("rb") as file:
                same = house.vault.keep(key, file, most=part.exhibit.size) == seen
        except (OSError, TooMany):
            same = False
        if not same:
            problems.append(Problem(part.where, "file-changed", {"name": part.exhibit.name}))
    return problems


def _attached(
    told: ExhibitForm,
    where: str,
    folder: Path,
    house: House,
    matter: Matter,
    now: datetime,
    entropy: RandomBytes,
) -> Attached | tuple[Problem, ...]:
    source = _beside(folder, told.file)
    content = _read(source, house.settings.max_file_mb * MEBI) if source else None
    if source is None or content is None:
        return (Problem(where, "file-not-there", {"name": shown(told.file)}),)
    seen, look, faults = admit(house, matter, source.name, content, where=where)
    if seen is None or isinstance(content, Path):
        return faults
    exhibit = Exhibit(
        id=f"e{entropy(8).hex()}", sha256=sha256(content).hexdigest(), size=len(content),
        name=source.name, media=seen.media, kind=told.kind, losses=tuple(told.losses), added=now,
        flags=seen.flags,
    )  # fmt: skip
    return Attached(exhibit, where, source, look)


def _read(source: Path, most: int) -> bytes | Path | None:
    """Its bytes; the file itself when the gate will refuse its size; None when it cannot be had."""
    try:
        return source if source.stat().st_size > most else source.read_bytes()
    except OSError:
        return None


def _beside(folder: Path, name: str) -> Path | None:
    """The file of that name under the folder; None when it is elsewhere, or no disk could hold it.

    Raises nothing: a name with a zero byte, or too long, is a name no file has.
    """
    try:
        source = (folder / name).resolve()
        there = source.is_relative_to(folder.resolve()) and source.is_file()
    except (OSError, ValueError):
        return None
    return source if there else None


def _twice(part: Attached, before: list[Attached]) -> list[Problem]:
    """The same bytes again prove nothing more."""
    same = next((b for b in before if b.exhibit.sha256 == part.exhibit.sha256), None)
    if same is None:
        return []
    told = {"name": part.exhibit.name, "first": same.exhibit.name}
    return [Problem(part.where, "exhibit-twice", told)]
