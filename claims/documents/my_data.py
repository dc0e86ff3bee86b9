"""Everything held about one claimant, as a ZIP to read, to move elsewhere, to check by oneself.

Never in it: counsel's privileged notes, who among counsel did what, other people, the secret code.
The same state gives the same bytes; it is written as it is read, so exhibits of any size pass.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from claims.claim.canonical import Json
from claims.claim.model import Claim, Exhibit
from claims.documents.numbering import Number, path_of
from claims.documents.values import JournalEntry, JournalHead, utc
from claims.documents.zipped import Member, Written, zipped
from claims.evidence.look import Look
from claims.i18n.catalogue import say
from claims.i18n.formats import count, moment
from claims.i18n.text import Language
from claims.matter.filing import filing
from claims.matter.model import Matter

STAFF = "counsel"
"""What stands for everyone but the claimant and the software."""
OWNER = "owner"
"""What stands for an owner who answered an invitation."""
SYSTEM = "system"
NAMES: Mapping[str, str] = {
    "LISEZ-MOI.txt": "README.txt",
    "dossier.json": "file.json",
    "brouillon.json": "draft.json",
    "effacement.json": "erasure.json",
    "courriels.json": "e-mails.json",
    "propriete.json": "ownership.json",
    "recu.pdf": "receipt.pdf",
    "exclusion.pdf": "opting-out.pdf",
    "pieces.json": "exhibits.json",
    "pieces/": "exhibits/",
    "lettres/": "letters/",
}
"""Name of a file in French → in English; the others have the same in both."""
LETTERS = "lettres/"
"""Folder of counsel's letters among the papers."""
OURS = frozenset({"revision", "sha256", "status", "from", "id", "size", "place", "side", "kind",
                  "last_day"})  # fmt: skip
"""What is told of the particulars of counsel's entries: never a reason typed for colleagues."""
COUNSELS = frozenset({"class exhibit", "redact exhibit", "title exhibit"})
"""Entries that are counsel's, whoever wrote them: the software once repeated what counsel said."""


@dataclass(frozen=True, slots=True)
class HeldRevision:
    """One filing or decision: the claim as it stood, and the hash of the original. salt: what the
    journal's hash of the claimant's own words was made with; empty where it tells the reason."""

    revision: int
    at: datetime
    by: str
    reason: str
    salt: str
    sha256: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class HeldMessage:
    """One message of the conversation."""

    place: int
    side: str
    kind: str
    at: datetime
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class HeldExhibit:
    """One file as received; removed: when it was taken back.

    chunks: its bytes when their turn comes, or None and why: "erased", "locked", "missing" or
    "infected".
    """

    exhibit: Exhibit
    removed: datetime | None
    chunks: Callable[[], Iterable[bytes]] | None
    why: str = ""
    look: Look = field(default_factory=Look)
    """What was read in it, and whether it was scanned."""
    read: str = ""
    """Where some of it was read optically: the words of its pages, a form feed between them."""
    pictures: tuple[int, ...] = ()
    """The pages, from 1, whose words were read in their picture; the others say them by
    themselves."""


@dataclass(frozen=True, slots=True)
class Held:
    """All of it. facts: the claim's own row; journal: its entries, oldest first."""

    number: str
    matter: Matter
    facts: Mapping[str, Json]
    revisions: Sequence[HeldRevision]
    draft: Mapping[str, Json]
    messages: Sequence[HeldMessage]
    erasure: Mapping[str, Json]
    letters: Sequence[Mapping[str, Json]]
    """E-mails written to the claimant: what about, to which address, what became of them."""
    exhibits: Sequence[HeldExhibit]
    ownership: Sequence[Mapping[str, Json]]
    """What happened about whose sites these are, contacts included."""
    invitations: Sequence[Mapping[str, Json]]
    """Links sent to owners in the claimant's name."""
    journal: Sequence[JournalEntry]
    papers: Mapping[str, bytes]
    """Name → our own documents: the receipt, that of an exclusion, counsel's letters."""
    head: JournalHead


def my_data(held: Held, *, language: Language) -> Iterator[bytes]:
    """The bytes of the ZIP, in blocks. Raises BrokenChain when a file is not the one received."""
    written = Written()
    return zipped(_members(held, written, language), written, at=held.head.at)


def _members(held: Held, written: Written, language: Language) -> Iterator[Member]:
    yield Member(_named("LISEZ-MOI.txt", language), [_read_me(held, language).encode()])
    for path, value in _told(held, language):
        yield as_json(_named(path, language), value)
    yield Member("journal.jsonl", (entry_told(entry, held.number) for entry in held.journal))
    for paper in sorted(held.papers):
        yield Member(_named(paper, language), [held.papers[paper]])
    for n, each in enumerate(held.exhibits, 1):
        if each.chunks:
            exhibit = each.exhibit
            path = path_of(Number(n), exhibit.name, language)
            yield Member(path, each.chunks(), exhibit.sha256, exhibit.size)
    yield Member("SHA256SUMS", [sums(written)])


def _told(held: Held, language: Language) -> Iterator[tuple[str, Json]]:
    """What is told in JSON: the name of each file, in French, and what it holds."""
    yield "dossier.json", {**held.facts}
    for filed in held.revisions:
        yield f"revisions/{filed.revision:04}.json", revision_told(filed, held.number)
    if held.draft:
        yield "brouillon.json", {**held.draft}
    yield "messages.json", [_message(message) for message in held.messages]
    if held.erasure:
        yield "effacement.json", {**held.erasure}
    yield "courriels.json", [dict(letter) for letter in held.letters]
    yield "propriete.json", [dict(event) for event in held.ownership]
    yield "invitations.json", [dict(link) for link in held.invitations]
    proves = _proves(held)
    listed: list[Json] = [
        exhibit_told(path_of(Number(n), each.exhibit.name, language), each, proves)
        for n, each in enumerate(held.exhibits, 1)
    ]
    yield "pieces.json", listed


def _named(path: str, language: Language) -> str:
    if language == "fr":
        return path
    folder, slash, name = path.rpartition("/")
    return NAMES.get(path) or f"{NAMES.get(folder + slash, folder + slash)}{name}"


def _proves(held: Held) -> Mapping[str, Sequence[str]]:
    """Exhibit id → the losses it proves, as last filed."""
    filed = held.revisions[-1].claim.exhibits if held.revisions else ()
    return {exhibit.id: exhibit.losses for exhibit in filed}


def as_json(path: str, value: Json) -> Member:
    """A file of JSON to be read by people."""
    return Member(path, [f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()])


def _who(by: str, number: str) -> str:
    return by if by in (number, SYSTEM) else STAFF


def revision_told(filed: HeldRevision, number: str) -> dict[str, Json]:
    """A revision without what counsel wrote for themselves nor which of them decided."""
    claim = filed.claim.model_dump(mode="json")
    for decision in claim["decisions"]:
        for name in ("note", "salt", "by"):
            decision.pop(name, None)
    return {
        "revision": filed.revision,
        "at": utc(filed.at),
        "by": _who(filed.by, number),
        "reason": filed.reason,
        **({"reason_salt": filed.salt} if filed.salt else {}),
        "sha256_of_original": filed.sha256,
        "claim": claim,
    }


def _message(message: HeldMessage) -> dict[str, Json]:
    """A message as it was sent."""
    return {
        "place": message.place,
        "side": message.side,
        "kind": message.kind,
        "at": utc(message.at),
        "text": message.text,
        "sha256": message.sha256,
    }


def exhibit_told(
    path: str, each: HeldExhibit, proves: Mapping[str, Sequence[str]]
) -> dict[str, Json]:  # fmt: skip
    """An exhibit: what it is, where it stands, what was read in it. path: of its file, where there
    is one."""
    exhibit = each.exhibit
    return {
        "path": path if each.chunks else None,
        "without_file": each.why or None,
        "id": exhibit.id,
        "name": exhibit.name,
        "kind": exhibit.kind,
        "losses": list(proves.get(exhibit.id, exhibit.losses)),
        "media": exhibit.media,
        "size": exhibit.size,
        "sha256": exhibit.sha256,
        "added": utc(exhibit.added),
        "removed": utc(each.removed) if each.removed else None,
        "flags": list(exhibit.flags),
        "look": _look(each.look),
        "read": each.read,
        "read_optically": list(each.pictures),
    }


def _look(look: Look) -> dict[str, Json]:
    """What the registry read in an exhibit: each mention, its page and its line."""
    return {
        "scan": look.scan,
        "reading": look.reading,
        "pictures": {"pages": look.pictures, "unread": look.unread},
        "pages": look.pages,
        "findings": look.findings.model_dump(mode="json"),
    }


def entry_told(entry: JournalEntry, number: str) -> bytes:
    """One entry: the claimant's own in full; of anyone else's, what was done and its seal."""
    actor = STAFF if entry.action in COUNSELS else _who(entry.actor, number)
    body = json.loads(entry.body)
    if actor == STAFF:
        body = {name: value for name, value in body.items() if name in OURS}
    told = {
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "actor": actor,
        "action": entry.action,
        "body": body,
        "hash": entry.hash,
    }
    return f"{json.dumps(told, ensure_ascii=False, sort_keys=True)}\n".encode()


def sums(written: Written) -> bytes:
    """The SHA-256 of every file written, as `sha256sum` reads them."""
    files = written.files
    return "".join(f"{files[path][0]}  {path}\n" for path in sorted(files)).encode()


def _read_me(held: Held, language: Language) -> str:
    when = moment(held.head.at, held.matter.timezone, language)
    title = say(
        "Vos renseignements — {filing} {number}", language, number=held.number,
        **filing(held.matter, language),
    )  # fmt: skip
    told = [
        title,
        "=" * len(title),
        "",
        held.matter.title.in_(language),
        say("État au {when}, entrée {seq} du journal.", language,
            when=when, seq=count(held.head.seq, language)),
        "",
        say("Ce que contient ce fichier", language),
        *(f"  {_named(path, language):18}{what}" for path, what in _contents(held, language)),
        "",
        say("Contrôler les fichiers", language),
        "  sha256sum -c SHA256SUMS            (macOS : shasum -a 256 -c SHA256SUMS)"
        if language == "fr"
        else "  sha256sum -c SHA256SUMS            (macOS: shasum -a 256 -c SHA256SUMS)",
        "",
        say("Ce qui n’y est pas", language),
        *(f"  - {line}" for line in _left_out(language)),
        "",
    ]  # fmt: skip
    return "\n".join(told)


def _contents(held: Held, language: Language) -> Iterator[tuple[str, str]]:
    state = (
        say("l’état de votre dossier, ses dates et l’avis que vous avez lu", language)
        if held.facts.get("privacy_notice")
        else say("l’état de votre dossier et ses dates", language)
    )
    yield "dossier.json", state
    if held.revisions:
        yield "revisions/", say("chaque dépôt et chaque décision, dans l’ordre", language)
    if held.draft:
        yield "brouillon.json", say("ce qui est inscrit, tel que vous l’avez tapé", language)
    yield "messages.json", say("vos échanges avec les avocats", language)
    if held.erasure:
        yield "effacement.json", say("votre demande d’effacement et sa réponse", language)
    yield "courriels.json", say("les courriels qui vous ont été écrits, sans leur texte", language)
    yield (
        "propriete.json",
        say("ce qui s’est passé au sujet de la propriété de vos sites", language),
    )
    yield (
        "invitations.json",
        say("les invitations envoyées en votre nom aux propriétaires", language),
    )
    yield "journal.jsonl", say("les entrées du journal sur votre dossier", language)
    yield from _papers(held, language)
    yield (
        "pieces.json",
        say("le nom d’origine, l’empreinte et ce qui a été lu de chaque pièce", language),
    )
    if any(each.chunks for each in held.exhibits):
        yield "pieces/", say("chaque pièce, octet pour octet, même retirée", language)
    yield "SHA256SUMS", say("l’empreinte SHA-256 de chaque fichier, sauf la sienne", language)


def _papers(held: Held, language: Language) -> Iterator[tuple[str, str]]:
    receipts = [paper for paper in sorted(held.papers) if not paper.startswith(LETTERS)]
    for paper in receipts:
        yield paper, say("le reçu remis lors de cet acte", language)
    if len(receipts) < len(held.papers):
        yield LETTERS, say("les lettres des avocats, comme envoyées", language)


def _left_out(language: Language) -> Iterator[str]:
    yield say(
        "Les notes des avocats, que protège le secret professionnel. L’empreinte d’une révision "
        "(sha256_of_original) porte sur l’original, notes comprises.",
        language,
    )
    yield say(
        "Le nom de l’avocat qui a agi (« counsel ») et le motif qu’il a écrit au journal.", language
    )
    yield say(
        "Votre code secret : le registre n’en garde qu’une empreinte, qui ne sort pas.", language
    )
    yield say("L’entrée au journal des copies de ce fichier qui vous sont remises.", language)
