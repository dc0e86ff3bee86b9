"""Claims from a file, one JSON form a line: all of them are kept, or none and every fault is told.

A file half imported would leave nobody knowing which claims exist. So each line is read, its
exhibits pass the gate, and only when nothing is refused are they kept, in one transaction. A line
whose key was imported before is left as it is, so the same file again changes nothing. A file is
UTF-8 or it is refused: read as anything else, it would ruin names without a word.
"""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from claims.access import Actor
from claims.claim.form import ClaimForm, without_blanks
from claims.claim.model import Claim
from claims.claim.numbers import RandomBytes, code_hash, new_code, new_number
from claims.claim.reading import not_covered, read_claim
from claims.claim.states import Status
from claims.damages.assessment import Assessment
from claims.damages.rows import rows_of
from claims.evidence.keyring import WrappedKey
from claims.i18n.amounts import lost
from claims.matter.eligibility import uncovered
from claims.matter.model import Matter
from claims.office.attesting import attested, unsigned
from claims.office.bringing import room_of
from claims.office.folder import local_day
from claims.office.house import House
from claims.office.import_files import Attached, attached_to, keep_files
from claims.office.keeping import new_key
from claims.problems import Problem

MEBI = 1024 * 1024
LONGEST_LINE = 4 * MEBI
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Where:
    """The file and the line, counted from one."""

    file: Path
    line: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """One line that stands as a claim; code is empty when it was imported before."""

    line: int
    key: str
    number: str
    code: str


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """One line with its faults; file: its name."""

    file: str
    line: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every line. Nothing was kept when `refused` is not empty, or on a dry run."""

    accepted: tuple[Accepted, ...]
    refused: tuple[RefusedLine, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """A line read and counted without fault; files: those of its exhibits."""

    where: Where
    form: ClaimForm
    claim: Claim
    assessment: Assessment
    files: tuple[Attached, ...]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A line with the number it will have; key: what its exhibits rest under in the vault."""

    ready: Ready
    number: str
    key: WrappedKey | None


def import_claims(
    house: House,
    actor: Actor,
    matter_id: str,
    files: Sequence[Path],
    *,
    now: datetime,
    entropy: RandomBytes,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Read every line of the files, then keep all the claims or none."""
    actor.must_work_on("import claims", matter_id)
    matter = house.matter(matter_id)
    read = [
        _read(line, where, house, matter, now, entropy) for where, line in _lines(files, progress)
    ]
    refused = (
        *_same_keys(read),
        *(part for part in read if isinstance(part, RefusedLine)),
        *_without_lines(files, read),
    )
    ready = [part for part in read if isinstance(part, Ready)]
    if refused:
        return Report((), refused)
    if dry_run:
        return Report(tuple(Accepted(r.where.line, r.form.key, "", "") for r in ready), ())
    sealed = [_seal(part, house, matter, entropy) for part in ready]
    if changed := tuple(part for part in sealed if isinstance(part, RefusedLine)):
        return Report((), changed)
    whole = [part for part in sealed if isinstance(part, Sealed)]
    with house.store.database.together():
        kept = tuple(_keep(part, house, matter, actor, now, entropy) for part in whole)
    return Report(kept, ())


def _lines(files: Sequence[Path], progress: Progress | None) -> Iterator[tuple[Where, bytes]]:
    """Every line that is not blank, with its place; without the mark that may begin a file."""
    whole = [
        (Where(file, n), line)
        for file in files
        for n, line in enumerate(file.read_bytes().removeprefix(BOM_UTF8).splitlines(), 1)
        if line.strip()
    ]
    for done, item in enumerate(whole, 1):
        yield item
        if progress:
            progress(done, len(whole))


def _read(
    line: bytes, where: Where, house: House, matter: Matter, now: datetime, entropy: RandomBytes
) -> Ready | RefusedLine:
    form = _form(line)
    if not isinstance(form, ClaimForm):
        return RefusedLine(where.file.name, where.line, form)
    files, problems = attached_to(form, where.file.parent, house, matter, now, entropy)
    exhibits = tuple(part.exhibit for part in files)
    claim, faults = read_claim(
        form, matter, number="", exhibits=exhibits, today=local_day(now, matter)
    )
    problems += [*faults, *([] if form.key else [Problem("key", "required")]), *_unsigned(form)]
    problems += _uncovered(form, matter)
    if claim is None or problems:
        return RefusedLine(where.file.name, where.line, tuple(problems))
    return Ready(where, form, claim, house.rules(matter.id).assess(claim), files)


def _uncovered(form: ClaimForm, matter: Matter) -> list[Problem]:
    """What a page lets through for counsel to see, since it tells it on the spot, is refused here.

    A service put in a subgroup was held against its answers as it was read.
    """
    return [
        not_covered(matter, question, service.answers, f"services.{i}")
        for i, service in enumerate(form.services)
        for question in (() if service.subgroup else uncovered(matter, service.answers))
    ]


def _unsigned(form: ClaimForm) -> list[Problem]:
    """A signature brought must be whole; a claim without any is kept, and shown as not attested."""
    signed = form.attestation
    if not (signed.name or signed.agreed):
        return []
    return unsigned(form.claimant, signed.name, agreed=signed.agreed == "yes")


def _form(line: bytes) -> ClaimForm | tuple[Problem, ...]:
    """The form of a line, or what keeps it from being one."""
    if len(line) > LONGEST_LINE:
        return (Problem("", "line-too-long", {"most": LONGEST_LINE}),)
    try:
        form = ClaimForm.model_validate_json(line.decode())
    except UnicodeDecodeError as fault:
        read = len(line[: fault.start].decode())
        return (Problem("", "line-not-utf8", {"position": read + 1}),)
    except ValidationError as fault:
        return tuple(_told(dict(error)) for error in fault.errors())
    return tuple(_lost(form.model_dump())) or without_blanks(form)


def _lost(value: object, where: str = "") -> Iterator[Problem]:
    """Signs that the program which wrote the file could not read itself, wherever they stand."""
    if isinstance(value, str):
        yield from filter(None, (lost(value, where),))
        return
    inside = value.items() if isinstance(value, dict) else ()
    for key, inner in enumerate(value) if isinstance(value, list) else inside:
        yield from _lost(inner, f"{where}.{key}".lstrip("."))


def _told(error: dict[str, object]) -> Problem:
    place = error["loc"] if isinstance(error["loc"], tuple) else ()
    where = ".".join(str(part) for part in place)
    if error["type"] == "json_invalid":
        context = error.get("ctx")
        told = str(context.get("error", "")) if isinstance(context, dict) else ""
        return Problem(where, "line-not-json", {"place": int(told.rpartition(" ")[2] or 0)})
    if not place:
        return Problem(where, "line-not-object")
    return Problem(where, "form-shape", {"key": str(place[-1])[:80]})


def _without_lines(
    files: Sequence[Path], read: Sequence[Ready | RefusedLine]
) -> Iterator[RefusedLine]:
    """A file in which there is nothing to import is most often the wrong one."""
    met = {part.where.file.name if isinstance(part, Ready) else part.file for part in read}
    for file in files:
        if file.name not in met:
            yield RefusedLine(
                file.name, 1, (Problem("", "nothing-to-import", {"name": file.name}),)
            )


def _same_keys(read: Sequence[Ready | RefusedLine]) -> Iterator[RefusedLine]:
    """A key names one claim: the second line with it is refused."""
    first: dict[str, Where] = {}
    for part in read:
        if isinstance(part, RefusedLine):
            continue
        before = first.setdefault(part.form.key, part.where)
        if before is not part.where:
            told: dict[str, str | int] = {"name": part.form.key[:80], "first": before.line}
            fault = Problem("key", "key-twice", told)
            yield RefusedLine(part.where.file.name, part.where.line, (fault,))


def _key(ready: Ready, matter: Matter) -> str:
    return f"import {matter.id} {ready.form.key}"


def _seal(ready: Ready, house: House, matter: Matter, entropy: RandomBytes) -> Sealed | RefusedLine:
    """Keep the files of a line, unless it was imported before; other writers need not wait."""
    number = new_number(entropy)
    if not ready.files or house.store.claims.started(_key(ready, matter)):
        return Sealed(ready, number, None)
    key = new_key(house, number)
    if problems := keep_files(house, key, ready.files):
        return RefusedLine(ready.where.file.name, ready.where.line, tuple(problems))
    return Sealed(ready, number, key)


def _keep(
    sealed: Sealed, house: House, matter: Matter, actor: Actor, now: datetime, entropy: RandomBytes
) -> Accepted:
    """Start the claim, list its exhibits, file it; a key already kept is answered as it stands."""
    ready, number, claims = sealed.ready, sealed.number, house.store.claims
    code = new_code(entropy)
    row = claims.start(
        number, matter.id, language=ready.claim.language, form=_draft(ready),
        code_hash=code_hash(code, number, house.settings.key()), key=_key(ready, matter),
        at=now, by=actor.name, fictional=ready.claim.fictional,
    )  # fmt: skip
    if row.number != number:
        return Accepted(ready.where.line, ready.form.key, row.number, "")
    if sealed.key:
        house.store.keys.give(sealed.key, at=now)
    room = room_of(house, len(ready.form.services))
    for part in ready.files:
        house.store.exhibits.add(number, part.exhibit, at=now, by=actor.name, room=room)
        house.store.looks.keep(part.exhibit.id, part.look, at=now, by=actor.name)
    today = local_day(now, matter)
    claim = ready.claim.model_copy(update={"number": number})
    if ready.form.attestation.name:
        name, language = ready.form.attestation.name, claim.language
        claim = attested(claim, matter, name, language, now)
    lines = rows_of(claim, ready.assessment, status=Status.SUBMITTED, submitted=today)
    house.store.claims.file(
        claim, lines, Status.SUBMITTED, reason="import", seen=row.version, key="import",
        today=today, at=now, by=actor.name, under=house.rules(matter.id).book,
    )  # fmt: skip
    return Accepted(ready.where.line, ready.form.key, number, code)


def _draft(ready: Ready) -> dict[str, object]:
    """The form as its claimant finds it after logging in: exhibits named by id, no file paths."""
    listed = [{"id": e.id, "kind": e.kind, "losses": list(e.losses)} for e in ready.claim.exhibits]
    return ready.form.model_dump() | {"exhibits": listed}
