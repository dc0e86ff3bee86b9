"""The manifest of a bundle: every file with its hash, and what each claim and exhibit in it is."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from claims.claim.disclosed import WITHHELD
from claims.claim.entitled import Titled
from claims.claim.redaction import Held
from claims.documents.bundle_exhibits import Beside, Placing
from claims.documents.contents import NAMES, Contents, Document, claim_path
from claims.documents.index import FiledExhibit, Transfer
from claims.documents.numbering import Number
from claims.documents.values import FiledClaim, JournalHead, utc
from claims.documents.verify import FORMAT, leaves, merkle_root
from claims.documents.zipped import Written
from claims.evidence.juridical import local_date
from claims.i18n.text import Language


@dataclass(frozen=True, slots=True)
class Telling:
    """What the manifest is told from, once everything else is written."""

    contents: Contents
    head: JournalHead
    at: datetime
    language: Language
    written: Written
    placing: Placing

    def manifest(self, ours: Sequence[Document], totals: Mapping[str, int]) -> bytes:
        """As JSON; ours: our own documents; totals: of the losses listed."""
        contents, files, named = self.contents, self.written.files, NAMES[self.language]
        nodes = leaves({path: digest for path, (digest, _) in files.items()})
        told = {
            "format": FORMAT,
            "matter": contents.matter.id,
            "title": contents.matter.title.in_(self.language),
            "language": self.language,
            "fictional": contents.fictional,
            "set": str(contents.set),
            "snapshot": contents.snapshot,
            "at": utc(self.at),
            "journal": {"seq": self.head.seq, "hash": self.head.hash, "at": utc(self.head.at)},
            "claims": [self._claim(filed) for filed in contents.claims],
            "withheld": list(WITHHELD),
            "lines": named.lines,
            "steps": named.steps,
            "frozen": named.frozen,
            "totals": totals,
            "documents": [
                {
                    "number": d.number.label,
                    "title": d.title,
                    "path": d.path,
                    "pages": d.pages,
                    "day": self._day(self.at),
                }
                | self._file(d.path)
                for d in ours
            ],
            "kinds": self._kinds(),
            "bates": asdict(contents.scheme) if contents.scheme else None,
            "exhibits": [self._exhibit(filed) for filed in self.placing.placed],
            **self._apart(),
            "files": {path: self._file(path) for path in sorted(files)},
            "merkle": {"root": merkle_root(nodes).hex(), "leaves": len(nodes)},
        }
        return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()

    def _apart(self) -> dict[str, object]:
        """Which volume this is and what stands in others, of what the claims are chosen; nothing of
        a whole bundle in one file."""
        contents, told = self.contents, dict[str, object]()
        if elsewhere := self.placing.elsewhere():
            told["volume"] = contents.volume.label
            told["elsewhere"] = [self._elsewhere(filed) for filed in elsewhere]
        if contents.chosen_of:
            told["selection"] = {"claims": len(contents.claims), "of": contents.chosen_of}
        return told

    def _elsewhere(self, filed: FiledExhibit) -> dict[str, object]:
        """An exhibit of another volume: its number, its claim, the hash it was filed with, and the
        numbers of its pages."""
        source = filed.transfer.source if filed.transfer else filed.exhibit.sha256
        number, given = self.contents.number(filed).label, self.contents.range(filed)
        told = {"number": number, "claim": filed.claim, "id": filed.exhibit.id, "sha256": source}
        return told | {"range": asdict(given) if given else None}

    def _kinds(self) -> dict[str, str]:
        """How the lists word each kind of exhibit, by its code."""
        known = self.contents.matter.exhibit_kinds
        codes = sorted({filed.exhibit.kind for filed in self.placing.placed} & known.keys())
        return {code: known[code].in_(self.language) for code in codes}

    def _day(self, at: datetime) -> str:
        """As the lists say it: on the clocks of the matter."""
        return local_date(at, self.contents.matter.timezone).isoformat()

    def _claim(self, filed: FiledClaim) -> dict[str, object]:
        """sha256: of the revision as kept, withheld fields and all; disclosed: of the file here;
        salt: of its hash in the list of the snapshot."""
        path = claim_path(filed, self.language)
        told = {"number": filed.claim.number, "revision": filed.revision, "sha256": filed.sha256}
        told |= {"path": path, "disclosed": self.written.files[path][0]}
        salt = self.contents.salts.get(filed.claim.number)
        return told | {"salt": salt} if salt else told

    def _file(self, path: str) -> dict[str, object]:
        digest, size = self.written.files[path]
        return {"sha256": digest, "size": size}

    def _exhibit(self, filed: FiledExhibit) -> dict[str, object]:
        exhibit, number = filed.exhibit, self.contents.number(filed)
        path = self.contents.path(filed, self.language)
        told: dict[str, object] = {
            "number": number.label,
            "path": path,
            **self._file(path),
            "claim": filed.claim,
            "revision": filed.revision,
            "id": exhibit.id,
            "name": exhibit.name,
            "kind": exhibit.kind,
            "media": exhibit.media,
            "losses": list(exhibit.losses),
            "pages": filed.pages,
            "added": utc(exhibit.added),
            "day": self._day(exhibit.added),
            "flags": list(exhibit.flags),
            "scan": filed.scan,
            "transfer": _transferred(filed.transfer) if filed.transfer else None,
            "copy": self._beside(self.placing.copies.get(number)),
            "numbered": self._numbered(filed, number),
            "text": self._text(number),
            "pictures": asdict(filed.pictures) if filed.pictures else None,
            "level": str(filed.level),
            "titled": _titled(filed.titled) if filed.titled else None,
        }
        if filed.held:
            told |= _held(filed.held)
        if not filed.readable:
            given = self.contents.range(filed)
            told["filed"] = {"sha256": exhibit.sha256, "size": exhibit.size,
                             "range": asdict(given) if given else None}  # fmt: skip
        return told

    def _beside(self, copy: Beside | None) -> dict[str, object] | None:
        if copy is None:
            return None
        told = {"path": copy.path, "transfer": _transferred(copy.transfer)}
        return told | self._file(copy.path)

    def _text(self, number: Number) -> dict[str, object] | None:
        copy = self.placing.pages.get(number)
        if copy is None or not copy.text:
            return None
        return {"path": copy.text, "optical": copy.optical} | self._file(copy.text)

    def _numbered(self, filed: FiledExhibit, number: Number) -> dict[str, object] | None:
        copy, given = self._beside(self.placing.numbered.get(number)), self.contents.range(filed)
        if copy is None or given is None:
            return None
        return copy | asdict(given) | {"pages": self.placing.pages[number].pages}


def _titled(titled: Titled) -> dict[str, object]:
    """What counsel calls it, with the salt of the hash that the journal has of it."""
    day = titled.day.isoformat() if titled.day else ""
    return {"title": titled.title, "day": day, "salt": titled.salt}


def _held(held: Held) -> dict[str, object]:
    """What was burned into a copy, or why the whole exhibit is withheld."""
    if held.boxes:
        boxes = [box.told() for box in held.boxes]
        return {"redaction": {"version": held.version, "boxes": boxes}}
    return {"withheld": {"level": str(held.level), "reason": held.reason}}


def _transferred(transfer: Transfer) -> dict[str, object]:
    return asdict(transfer) | {"at": utc(transfer.at)}
