"""Documents that leave the house: workbook, report, evidence bundle, each from one snapshot.

A document is made from a state nobody changed meanwhile, written under a random id, hashed as it is
written, and logged. The same snapshot gives the same bytes, once scans were read to their end; when
claims changed since the last one, a new snapshot is taken first.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

from claims.access import Actor
from claims.claim.redaction import Set
from claims.evidence.durable import make, put
from claims.i18n.text import Language
from claims.office import papers
from claims.office.blinding import must_owe_no_reading
from claims.office.clawback import must_give_no_more_than_today, production_of
from claims.office.gathering import State, gather
from claims.office.handing import export_path
from claims.office.house import House
from claims.office.recounting import must_agree
from claims.office.under_way import Desk, Progress
from claims.problems import NotSaved, Problem, Refused
from claims.store.exports import Export

Kind = Literal["workbook", "report", "bundle"]
KINDS: tuple[Kind, ...] = ("workbook", "report", "bundle")
NAMES: Mapping[Kind, Mapping[Language, str]] = {
    "workbook": {"fr": "chiffrier", "en": "workbook"},
    "report": {"fr": "rapport", "en": "report"},
    "bundle": {"fr": "preuve", "en": "evidence"},
}
OF_SETS: Mapping[Set, Mapping[Language, str]] = {
    Set.CONFIDENTIAL: {"fr": "confidentielle", "en": "confidential"},
    Set.REDACTED: {"fr": "caviardee", "en": "redacted"},
}
PARTIAL: Mapping[Language, str] = {"fr": "partielle", "en": "partial"}
SUFFIXES: Mapping[Kind, str] = {"workbook": "xlsx", "report": "pdf", "bundle": "zip"}
Entropy = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Made:
    """A document and where it stands."""

    export: Export
    path: Path
    reserves: tuple[Problem, ...] = ()
    """What was asked of outside authorities, and could not be had."""


def export(
    house: House,
    actor: Actor,
    matter: str,
    kind: Kind,
    language: Language,
    *,
    now: datetime,
    entropy: Entropy,
    folder: Path | None = None,
    progress: Progress | None = None,
    set: Set = Set.CONFIDENTIAL,
) -> Made:
    """Make a document and log it.

    folder: where to write it instead of the exports folder; progress: told how many exhibits are
    done, of how many; set: of a bundle, whether it gives originals or what is redacted. Raises
    Refused for a bundle of production, which another person approves (`builder`), and while claims
    are counted under other rules than those in force, NotSaved when the disk refuses, Conflict
    when claims keep changing, ProofIsOld.
    """
    actor.must_work_on(f"export {kind}", matter)
    if kind == "bundle" and house.settings.mode == "production":
        raise Refused([Problem("", "bundle-alone")])
    actor.must_have_proved(now=now)
    must_owe_no_reading(house, actor, matter)
    must_agree(house, matter)
    state = gather(house, actor, matter, now=now, entropy=entropy)
    random = entropy(16).hex()
    stem = stem_of(set, language) if kind == "bundle" else NAMES[kind][language]
    name = named(state, stem, language, random[:16], SUFFIXES[kind])
    row = Export(random, matter, kind, name, "", 0, now, actor.name, state.head.seq)
    desk = Desk(house, state, language, actor.name, now, progress, set)
    made = keep(house, row, papers.MAKERS[kind](desk), folder)
    return replace(made, reserves=tuple(desk.reserves))


def stem_of(set: Set, language: Language, *, whole: bool = True) -> str:
    """What the file of a bundle says of it: preuve-caviardee-partielle. One set is never taken for
    the other, nor some claims for all."""
    said = NAMES["bundle"][language], OF_SETS[set][language]
    return "-".join(said if whole else (*said, PARTIAL[language]))


def named(state: State, stem: str, language: Language, random: str, suffix: str) -> str:
    """What a document is called: whc-2021-rapport-3-fr-0123456789abcdef.pdf."""
    return f"{state.matter.id}-{stem}-{state.snapshot.number}-{language}-{random}.{suffix}"


def keep(house: House, row: Export, blocks: Iterable[bytes], folder: Path | None = None) -> Made:
    """Write a document and log it with its hash. Raises NotSaved when the disk refuses."""
    path = folder / row.name if folder else export_path(house, row)
    digest, size = write(blocks, path)
    kept = replace(row, sha256=digest, size=size)
    house.store.exports.add(kept)
    return Made(kept, path)


def exported(house: House, actor: Actor, matter: str) -> tuple[Export, ...]:
    """Every document made for a matter, newest first."""
    actor.must_work_on("export workbook", matter)
    return house.store.exports.of(matter)


def overtaken(house: House, actor: Actor, matter: str) -> Mapping[str, str]:
    """Id of each file of the bundles that go out no more → the code of why: one of them gives what
    was withheld since, is not on the server, or cannot be read."""
    actor.must_work_on("export workbook", matter)
    found: dict[str, str] = {}
    for export in house.store.exports.of(matter):
        if export.kind == "bundle" and export.id not in found:
            files = production_of(house, export)
            found |= dict.fromkeys((each.id for each in files), _why_no_more(house, export))
    return {each: why for each, why in found.items() if why}


def _why_no_more(house: House, export: Export) -> str:
    try:
        must_give_no_more_than_today(house, export)
    except Refused as refusal:
        return refusal.problems[0].code
    return ""


def write(blocks: Iterable[bytes], path: Path) -> tuple[str, int]:
    """Write a file whole or not at all; its SHA-256 and size, durable once returned."""
    waiting = path.with_name(f".{path.name}.unfinished")
    try:
        make(path.parent)
        digest, size = _written(blocks, waiting)
        put(waiting, path)
    except OSError as refusal:
        raise NotSaved(f"the document was not saved: {refusal.strerror or refusal}") from refusal
    finally:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)
    return digest, size


def _written(blocks: Iterable[bytes], path: Path) -> tuple[str, int]:
    hashed, size = sha256(), 0
    with path.open("wb") as file:
        path.chmod(0o600)
        for block in blocks:
            hashed.update(block)
            size += file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return hashed.hexdigest(), size
