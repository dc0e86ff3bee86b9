"""The bundle of one contested claim: its statement, the contest, its letters, history and exhibits.

For whoever decides anew, and for the court: never counsel's notes, nor who among them decided, nor
a draft, nor what counsel withholds of an exhibit. The same state gives the same bytes; exhibits of
any size pass.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from claims.claim.canonical import Json
from claims.claim.redaction import Held
from claims.documents.contents import NAMES
from claims.documents.index import Entry
from claims.documents.my_data import (
    HeldExhibit,
    HeldMessage,
    HeldRevision,
    as_json,
    entry_told,
    exhibit_told,
    message_told,
    revision_told,
    sums,
)
from claims.documents.numbering import Number, path_of
from claims.documents.redaction_log import log_csv
from claims.documents.values import JournalEntry, JournalHead
from claims.documents.zipped import Member, Written, zipped
from claims.i18n.catalogue import say
from claims.i18n.formats import count, moment
from claims.i18n.text import Language
from claims.matter.model import Matter


@dataclass(frozen=True, slots=True)
class InPlace:
    """What stands for the file of an exhibit. original: SHA-256 of that file; how: "redacted",
    "withheld" or "quarantine"; held: what is kept back, and why, of the first two."""

    original: str
    how: str
    held: Held | None = None


@dataclass(frozen=True, slots=True)
class Contested:
    """All of it. contests: each as kept, oldest first; letters: place → PDF; statement: a PDF."""

    number: str
    matter: Matter
    contests: Sequence[Mapping[str, Json]]
    statement: bytes
    letters: Mapping[int, bytes]
    revisions: Sequence[HeldRevision]
    messages: Sequence[HeldMessage]
    exhibits: Sequence[HeldExhibit]
    journal: Sequence[JournalEntry]
    head: JournalHead
    in_place: Mapping[str, InPlace] = field(default_factory=dict)
    """Exhibit → what `exhibits` gives of it, where that is not its file."""


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
        yield as_json(f"revisions/{filed.revision:04}.json", revision_told(filed, told.number))
    yield as_json("messages.json", [message_told(each) for each in told.messages])
    yield Member("journal.jsonl", (entry_told(each, told.number) for each in told.journal))
    yield from _exhibits(told, language)
    yield Member("SHA256SUMS", [sums(written)])


def _exhibits(told: Contested, language: Language) -> Iterator[Member]:
    """What is said of each exhibit, and withheld; then each that can be read, or what stands for
    it."""
    proves = {e.id: e.losses for filed in told.revisions for e in filed.claim.exhibits}
    listed: list[Json] = [
        exhibit_told(n, each, proves, language) | _in_place(told.in_place.get(each.exhibit.id))
        for n, each in enumerate(told.exhibits, 1)
    ]
    yield as_json("pieces.json" if language == "fr" else "exhibits.json", listed)
    if kept := [
        pair
        for n, each in enumerate(told.exhibits, 1)
        for pair in _kept(n, each, told.in_place.get(each.exhibit.id), language)
    ]:
        yield Member(f"{NAMES[language].redactions}.csv", [log_csv(kept, language)])
    for n, each in enumerate(told.exhibits, 1):
        if each.chunks:
            exhibit = each.exhibit
            path = path_of(Number(n), exhibit.name, language)
            yield Member(path, each.chunks(), exhibit.sha256, exhibit.size)


def _in_place(stands: InPlace | None) -> dict[str, Json]:
    """What `exhibit_told` does not say of an exhibit whose file is not given."""
    if stands is None:
        return {}
    told: dict[str, Json] = {"original": stands.original, "in_place": stands.how}
    if held := stands.held:
        told |= {"level": str(held.level), "reason": held.reason, "version": held.version}
        told |= {"boxes": [asdict(box) for box in held.boxes]}
    return told


def _kept(
    n: int, each: HeldExhibit, stands: InPlace | None, language: Language
) -> Iterator[tuple[Entry, Held]]:
    """Its lines in the log of redactions; counsel are told as one."""
    if stands is None or stands.held is None:
        return
    exhibit, number = each.exhibit, Number(n)
    yield Entry(
        number, exhibit.name, exhibit.name, "", each.look.pages, exhibit.kind, "",
        path_of(number, exhibit.name, language), exhibit.size, exhibit.sha256, (), each.look.scan,
    ), replace(stands.held, by=say("Les avocats du groupe", language))  # fmt: skip


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
            "contestation, les lettres telles qu’envoyées, chaque version déposée ou décidée, les "
            "messages, les entrées du journal et les pièces telles que reçues. Les notes "
            "privilégiées n’y sont pas, ni le nom de qui a décidé.", language,
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
