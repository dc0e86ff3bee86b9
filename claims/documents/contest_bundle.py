"""The bundle of one contested claim: its statement, the contest, its letters, history and exhibits.

For whoever decides anew, and for the court: what only serves to reach people stays out, as in any
bundle, and so does what counsel and claimant write each other, which is privileged. Never counsel's
notes, nor who among them decided, nor a draft, nor what counsel withholds of an exhibit. The same
state gives the same bytes; exhibits of any size pass.
"""

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from claims.claim.canonical import Json
from claims.claim.disclosed import disclosed
from claims.claim.redaction import Held
from claims.documents.my_data import (
    HeldExhibit,
    HeldRevision,
    as_json,
    entry_told,
    exhibit_told,
    revision_told,
    sums,
)
from claims.documents.numbering import Number, path_of
from claims.documents.redaction_log import logs
from claims.documents.values import SHOWN, JournalEntry, JournalHead, head_said
from claims.documents.verify import safe_name
from claims.documents.zipped import Member, Written, zipped
from claims.i18n.catalogue import say
from claims.i18n.formats import count, moment
from claims.i18n.text import Language
from claims.matter.model import Matter

OF_IT = SHOWN | {"issue notice", "contest decision"}
"""Entries of the journal it gives: those of any bundle, and what it tells besides."""


@dataclass(frozen=True, slots=True)
class InPlace:
    """What stands for the file of an exhibit. original: SHA-256 of that file; how: "redacted",
    "withheld" or "quarantine"; held: what is kept back, and why, of the first two."""

    original: str
    how: str
    held: Held | None = None


@dataclass(frozen=True, slots=True)
class Contested:
    """All of it. contests: each as kept, with its reasons, oldest first; letters: place → PDF;
    statement: a PDF."""

    number: str
    matter: Matter
    contests: Sequence[Mapping[str, Json]]
    statement: bytes
    letters: Mapping[int, bytes]
    revisions: Sequence[HeldRevision]
    exhibits: Sequence[HeldExhibit]
    journal: Sequence[JournalEntry]
    head: JournalHead
    in_place: Mapping[str, InPlace] = field(default_factory=dict)
    """Exhibit → what `exhibits` gives of it, where that is not its file."""
    numbers: Mapping[str, Number] = field(default_factory=dict)
    """Exhibit → the number that the bundles of the matter gave it, where one did."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An exhibit as it is given, where it stands, and its number, where one was given."""

    held: HeldExhibit
    number: Number | None
    path: str
    in_place: InPlace | None
    labels: tuple[str, ...] = ()
    """Its pages bear no number: the copies with numbered pages are in the bundles of the matter."""
    span: str = ""

    @property
    def label(self) -> str:
        """P-3; the folder of what is given, before any number."""
        return self.number.label if self.number else self.path.split("/")[-2]

    @property
    def sha256(self) -> str:
        """Of what is given."""
        return self.held.exhibit.sha256


def contest_bundle(told: Contested, *, language: Language) -> Iterator[bytes]:
    """The bytes of the ZIP, in blocks. Raises BrokenChain when a file is not the one received."""
    written = Written()
    return zipped(_members(told, written, language), written, at=told.head.at)


def _members(told: Contested, written: Written, language: Language) -> Iterator[Member]:
    french = language == "fr"
    yield Member("LISEZ-MOI.txt" if french else "README.txt", [_read_me(told, language).encode()])
    yield Member("releve.pdf" if french else "statement.pdf", [told.statement])
    yield as_json("contestation.json" if french else "dispute.json", list(told.contests))
    for place, letter in sorted(told.letters.items()):
        yield Member(f"{'lettres' if french else 'letters'}/{place:04}.pdf", [letter])
    for filed in told.revisions:
        yield as_json(f"revisions/{filed.revision:04}.json", _revision(filed, told.number))
    yield Member("journal.jsonl", (entry_told(each, told.number) for each in _journal(told)))
    yield from _exhibits(told, language)
    yield Member("SHA256SUMS", [sums(written)])


def _revision(filed: HeldRevision, number: str) -> dict[str, Json]:
    """A revision without what only serves to reach people, nor why the claimant corrected it, which
    they wrote to counsel."""
    told = revision_told(filed, number) | {"claim": json.loads(disclosed(filed.claim))}
    return {name: value for name, value in told.items() if name not in ("reason", "reason_salt")}


def _journal(told: Contested) -> Iterator[JournalEntry]:
    """What any bundle gives of the journal, about the exhibits that are in this one; the letters
    and the contests."""
    given = {each.exhibit.id for each in told.exhibits}
    for entry in told.journal:
        if entry.action in OF_IT and _is_here(entry, given):
            yield entry


def _is_here(entry: JournalEntry, given: Container[str]) -> bool:
    return not entry.action.endswith(" exhibit") or json.loads(entry.body)["id"] in given


def _exhibits(told: Contested, language: Language) -> Iterator[Member]:
    """What is said of each exhibit, and withheld; then each that can be read, or what stands for
    it."""
    proves = {e.id: e.losses for filed in told.revisions for e in filed.claim.exhibits}
    placed = sorted(_placed(told, language), key=lambda e: (not e.number, e.number or Number(0)))
    yield as_json("pieces.json" if language == "fr" else "exhibits.json", [
        {"number": each.number.label if each.number else None}
        | exhibit_told(each.path, each.held, proves) | _in_place(each.in_place) for each in placed
    ])  # fmt: skip
    yield from _log(told, placed, language)
    for each in placed:
        if each.held.chunks:
            exhibit = each.held.exhibit
            yield Member(each.path, each.held.chunks(), exhibit.sha256, exhibit.size)


def _placed(told: Contested, language: Language) -> Iterator[Placed]:
    """Each exhibit under its number, or under none and in its order."""
    unnumbered = 0
    for each in told.exhibits:
        exhibit, number = each.exhibit, told.numbers.get(each.exhibit.id)
        if number:
            path = path_of(number, exhibit.name, language)
        else:
            unnumbered += 1
            folder = "pieces/sans-numero" if language == "fr" else "exhibits/unnumbered"
            path = f"{folder}-{unnumbered}/{safe_name(exhibit.name)}"
        yield Placed(each, number, path, told.in_place.get(exhibit.id))


def _log(told: Contested, placed: Sequence[Placed], language: Language) -> Iterator[Member]:
    """The log of what is withheld, where anything is: as a table, and printed; counsel are told as
    one."""
    by = say("Les avocats du groupe", language)
    kept = [(each, replace(each.in_place.held, by=by))
            for each in placed if each.in_place and each.in_place.held]  # fmt: skip
    foot = say("Dossier d’une contestation — {number} · journal {head}", language,
               number=told.number, head=head_said(told.head))  # fmt: skip
    fictional = any(filed.claim.fictional for filed in told.revisions)
    return logs(kept, told.matter, foot=foot, at=told.head.at, language=language,
                fictional=fictional)  # fmt: skip


def _in_place(stands: InPlace | None) -> dict[str, Json]:
    """What `exhibit_told` does not say of an exhibit whose file is not given."""
    if stands is None:
        return {}
    told: dict[str, Json] = {"original": stands.original, "in_place": stands.how}
    if held := stands.held:
        told |= {"level": str(held.level), "reason": held.reason, "version": held.version}
        told |= {"boxes": [asdict(box) for box in held.boxes]}
    return told


def _read_me(told: Contested, language: Language) -> str:
    when = moment(told.head.at, told.matter.timezone, language)
    return "\n".join([
        say("Dossier d’une contestation — {number}", language, number=told.number),
        told.matter.title.in_(language),
        say("État au {when}, entrée {seq} du journal.", language,
            when=when, seq=count(told.head.seq, language)),
        "",
        say(
            "Le relevé dit ce qui est déclaré, étayé et admis, et pourquoi. Suivent la "
            "contestation et ses motifs, les lettres telles qu’envoyées, chaque version déposée ou "
            "décidée, les entrées du journal et les pièces telles que reçues.", language,
        ),
        say(
            "N’y sont pas : les messages entre le réclamant et les avocats, et pourquoi il a "
            "corrigé sa réclamation, que protège le secret professionnel; les notes des avocats et "
            "le nom de qui a décidé; ce qui ne sert qu’à joindre quelqu’un, soit courriel, "
            "téléphone et adresse.", language,
        ),
        say(
            "Une pièce porte ici le numéro que les dossiers de preuve lui ont donné; celle qui "
            "n’en a pas encore n’en a pas ici.", language,
        ),
        *([say(
            "Une pièce retenue ou en quarantaine y laisse un avis, une pièce caviardée sa copie; "
            "la liste des pièces dit lesquelles, le relevé des caviardages dit pourquoi.", language,
        )] if told.in_place else []),
        "",
        say("Contrôler les fichiers", language),
        "  sha256sum -c SHA256SUMS",
        "",
    ])  # fmt: skip
