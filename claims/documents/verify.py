"""Vérifie un dossier de preuve, hors ligne. Checks an evidence bundle, offline.

    python verify.py DOSSIER.zip            python verify.py FOLDER --head HASH

Un seul fichier, sans rien à installer (Python 3.8 ou plus récent), pour qu'un tiers puisse
contrôler un dossier sans notre logiciel. One file, nothing to install, so that a stranger can check
a bundle without our software. Exit code 0: everything agrees; 1: the first thing that does not is
named.

What is checked: every file is listed in SHA256SUMS, present and equal, and no other file is there;
manifest.json says the same; each claim is the one the journal sealed; the steps of each loss, done
again, lead to its amount, and the losses add up to the totals stated; the entries of the journal
are sealed as their hashes say, follow one another, and end at the head printed on the documents.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from pathlib import Path
from typing import IO, Any

SUMS, MANIFEST, JOURNAL = "SHA256SUMS", "manifest.json", "journal.jsonl"
NEEDED = (SUMS, MANIFEST, JOURNAL)
LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
SAFE = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
NOTHING = "0" * 64
AMOUNTS = ("declared_cents", "supported_cents", "admitted_cents")
RESULTS = {"declared": 0, "supported": 1, "admitted": 2}
CENT = Decimal("0.01")
EXACT = Context(prec=40, rounding=ROUND_HALF_UP)
VERBS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "take": lambda running, operand: operand,
    "plus": lambda running, operand: running + operand,
    "less": lambda running, operand: running - operand,
    "times": lambda running, operand: running * operand,
    "keep_percent": lambda running, operand: running * operand / 100,
    "less_percent": lambda running, operand: running * (100 - operand) / 100,
    "divided_by": lambda running, operand: running / operand,
    "not_above": min,
    "not_below": max,
}

FAULTS = {
    "unreadable": ("le dossier est illisible", "the bundle cannot be read"),
    "missing": ("ce fichier manque", "this file is missing"),
    "extra": ("ce fichier est de trop", "this file should not be there"),
    "name": ("ce nom de fichier n'est pas permis", "this file name is not allowed"),
    "twice": ("ce nom figure deux fois", "this name stands there twice"),
    "sums": ("cette ligne est illisible", "this line cannot be read"),
    "hash": ("l'empreinte SHA-256 diffère", "the SHA-256 differs"),
    "manifest": ("ne concorde pas avec le manifeste", "does not agree with the manifest"),
    "number": ("ce numéro de pièce est donné deux fois", "this exhibit number is given twice"),
    "unfiled": ("cette pièce n'est pas dans sa réclamation", "this exhibit is not in its claim"),
    "claim": ("cette réclamation n'est pas au manifeste", "this claim is not in the manifest"),
    "disclosed": (
        "cette réclamation n'est pas celle que le journal a scellée",
        "this claim is not the one the journal sealed",
    ),
    "step": ("cette étape ne mène pas au montant écrit", "this step does not lead to its amount"),
    "amount": (
        "les étapes ne mènent pas aux montants de cette perte",
        "the steps do not lead to the amounts of this loss",
    ),
    "total": ("les pertes ne font pas le total indiqué", "the losses do not make the total stated"),
    "link": ("l'inscription ne suit pas la précédente", "the entry does not follow the one before"),
    "seal": ("l'inscription a été modifiée", "the entry was altered"),
    "head": ("la tête du journal diffère", "the head of the journal differs"),
    "asked": ("la tête donnée n'y figure pas", "the head given is not in it"),
}


UNREADABLE = (
    OSError, ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile,
    NotImplementedError, ArithmeticError,
)  # fmt: skip


FOUND = (
    "CONFORME : {files} fichiers, {bytes} octets, {claims} réclamations, {lines} pertes, "
    "{steps} étapes refaites, journal de {entries} inscriptions dont {shown} au dossier.\n"
    "AGREES: {files} files, {bytes} bytes, {claims} claims, {lines} losses, "
    "{steps} steps done again, journal of {entries} entries, {shown} of them in the bundle."
)
UNTRACED = (
    "Pertes comptées avec des chiffres changés depuis, dont les étapes mènent à un autre "
    "montant : {untraced}.\nLosses counted with figures changed since, whose steps lead to "
    "another amount: {untraced}."
)


class BundleError(Exception):
    """The first thing that does not agree: `where`, and `code`, a key of FAULTS."""

    def __init__(self, where: str, code: str) -> None:
        self.where, self.code = where, code
        french, english = FAULTS[code]
        super().__init__(f"{where} : {french} / {english}")


class Bundle:
    """The files of a bundle, whether a ZIP or the folder it was unpacked into."""

    def __init__(self, path: str) -> None:
        self.folder = Path(path)
        self.zip = None if self.folder.is_dir() else zipfile.ZipFile(path)

    def names(self) -> list[str]:
        """Every file, refusing names that could escape a folder or hide another."""
        names = list(self._in_zip() if self.zip else self._in_folder())
        seen: set[str] = set()
        for name in names:
            if not SAFE.fullmatch(name) or ".." in name.split("/"):
                raise BundleError(repr(name), "name")
            if name.lower() in seen:
                raise BundleError(name, "twice")
            seen.add(name.lower())
        return names

    def _in_zip(self) -> Iterator[str]:
        for entry in self.zip.infolist() if self.zip else ():
            if entry.flag_bits & 1 or (entry.external_attr >> 16) & 0o170000 == 0o120000:
                raise BundleError(entry.filename, "name")
            yield entry.filename

    def _in_folder(self) -> Iterator[str]:
        for path in sorted(self.folder.rglob("*")):
            inside = path.relative_to(self.folder).as_posix()
            if path.is_symlink():
                raise BundleError(inside, "name")
            if not path.is_dir() and path.name not in LITTER:
                yield inside

    def open(self, name: str) -> IO[bytes]:
        """The bytes of one file."""
        return self.zip.open(name) if self.zip else (self.folder / name).open("rb")

    def text(self, name: str) -> IO[str]:
        """One file as UTF-8 text, its line ends untouched."""
        return io.TextIOWrapper(self.open(name), encoding="utf-8", newline="")

    def digest(self, name: str) -> tuple[str, int]:
        """SHA-256 and size of one file, read in blocks."""
        found, size = hashlib.sha256(), 0
        with self.open(name) as stream:
            for block in iter(lambda: stream.read(1 << 20), b""):
                found.update(block)
                size += len(block)
        return found.hexdigest(), size


def check(path: str, head: str | None = None) -> dict[str, int]:
    """What was checked, counted; raises BundleError at the first thing that does not agree.

    head: the hash printed on a receipt or a document of the same moment, when one is at hand.
    """
    try:
        bundle = Bundle(path)
        counts = check_files(bundle)
        with bundle.text(MANIFEST) as stream:
            manifest = json.load(stream)
        check_manifest(bundle, manifest)
        counts["claims"] = len(manifest["claims"])
        counts["steps"], reached = check_steps(bundle, manifest)
        counts["lines"], counts["untraced"] = check_totals(bundle, manifest, reached)
        counts["entries"], counts["shown"] = check_journal(bundle, manifest, head)
        return counts
    except UNREADABLE:
        raise BundleError(Path(path).name or path, "unreadable") from None


def check_files(bundle: Bundle) -> dict[str, int]:
    """SHA256SUMS and the files say the same."""
    names = bundle.names()
    for name in NEEDED:
        if name not in names:
            raise BundleError(name, "missing")
    sums = read_sums(bundle)
    for name in sorted(set(names) ^ set(sums) ^ {SUMS}):
        raise BundleError(name, "missing" if name in sums else "extra")
    size = sum(check_file(bundle, name, sums[name]) for name in sorted(sums))
    return {"files": len(sums), "bytes": size}


def check_file(bundle: Bundle, name: str, wanted: str) -> int:
    """One file has the hash it should; returns its size."""
    try:
        found, size = bundle.digest(name)
    except zipfile.BadZipFile:
        found, size = "", 0
    if found != wanted:
        raise BundleError(name, "hash")
    return size


def read_sums(bundle: Bundle) -> dict[str, str]:
    """File → SHA-256, as `sha256sum -c` reads them."""
    sums: dict[str, str] = {}
    with bundle.text(SUMS) as stream:
        for number, line in enumerate(stream, 1):
            found = re.fullmatch(r"([0-9a-f]{64})  (\S+)\n", line)
            if not found or found.group(2) in sums:
                raise BundleError(f"{SUMS}, {number}", "sums")
            sums[found.group(2)] = found.group(1)
    return sums


def check_manifest(bundle: Bundle, manifest: dict[str, Any]) -> None:
    """The manifest lists the same files with the same hashes, and each number once."""
    sums = read_sums(bundle)
    del sums[MANIFEST]
    listed = {path: told["sha256"] for path, told in manifest["files"].items()}
    for path in sorted({*sums, *listed}):
        if sums.get(path) != listed.get(path):
            raise BundleError(path, "manifest")
    numbers: set[str] = set()
    for told in manifest["documents"] + manifest["exhibits"]:
        if told["number"] in numbers:
            raise BundleError(told["number"], "number")
        numbers.add(told["number"])
        if listed.get(told["path"]) != told["sha256"]:
            raise BundleError(told["path"], "manifest")
    check_copies(manifest, listed)
    check_claims(bundle, manifest, listed)


def check_copies(manifest: dict[str, Any], listed: dict[str, str]) -> None:
    """Each copy beside an exhibit is the file listed, and says it was made from that exhibit."""
    for told in manifest["exhibits"]:
        copy = told.get("copy")
        if copy and listed.get(copy["path"]) != copy["sha256"]:
            raise BundleError(copy["path"], "manifest")
        if copy and copy["transfer"]["source"] != told["sha256"]:
            raise BundleError(copy["path"], "unfiled")


def check_claims(bundle: Bundle, manifest: dict[str, Any], listed: dict[str, str]) -> None:
    """Every claim is there as the manifest says, and every exhibit belongs to one of them."""
    filed: dict[str, set[str]] = {}
    known = {claim["number"]: claim["revision"] for claim in manifest["claims"]}
    for claim in manifest["claims"]:
        if listed.get(claim["path"]) != claim["disclosed"]:
            raise BundleError(claim["path"], "manifest")
        with bundle.text(claim["path"]) as stream:
            body = json.load(stream)
        if body["number"] != claim["number"]:
            raise BundleError(claim["path"], "claim")
        filed[claim["number"]] = {exhibit["sha256"] for exhibit in body["exhibits"]}
    for told in manifest["exhibits"]:
        if known.get(told["claim"]) != told["revision"]:
            raise BundleError(told["path"], "claim")
        original = (told["transfer"] or {}).get("source") or told.get("filed", told)["sha256"]
        if original not in filed[told["claim"]]:
            raise BundleError(told["path"], "unfiled")


def check_steps(
    bundle: Bundle, manifest: dict[str, Any]
) -> tuple[int, dict[tuple[str, str], list[int]]]:
    """Each step done again gives its running amount; returns how many, and where each loss ends.

    A step that stands inside another leads to its operand.
    """
    path, count = manifest["steps"], 0
    reached: dict[tuple[str, str], list[int]] = {}
    with bundle.text(path) as stream, localcontext(EXACT):
        tape: list[tuple[Decimal, Decimal]] = []
        loss = ("", "")
        for row in csv.DictReader(stream):
            count += 1
            if (row["claim"], row["loss"]) != loss:
                tape, loss = [], (row["claim"], row["loss"])
            if not follows(row, tape, reached.setdefault(loss, [])):
                raise BundleError(f"{path}, {row['claim']}, {row['loss']}, {row['step']}", "step")
    return count, reached


def follows(row: dict[str, str], tape: list[tuple[Decimal, Decimal]], amounts: list[int]) -> bool:
    """Whether a row follows from those above; tape: at each depth, the last operand and running."""
    running, depth = Decimal(row["running"]), int(row["depth"])
    while len(tape) > depth + 1:
        inner = tape.pop()
        if inner[1] != tape[-1][0]:
            return False
    if row["verb"] in RESULTS:
        return result(row, tape, amounts)
    operand = Decimal(row["operand"])
    if len(tape) == depth:
        tape.append((operand, Decimal(0)))
    elif len(tape) < depth:
        return False
    found = VERBS[row["verb"]](tape[depth][1], operand)
    tape[depth] = (operand, running)
    return bool(found == running)


def result(row: dict[str, str], tape: list[tuple[Decimal, Decimal]], amounts: list[int]) -> bool:
    """Whether an amount that ends a loss is what its steps lead to, rounded half up to the cent."""
    running = Decimal(row["running"])
    if len(amounts) != RESULTS[row["verb"]] or running != cents(running):
        return False
    amounts.append(int(running * 100))
    if row["verb"] == "declared":
        return bool(running == max(cents(tape[0][1]), Decimal(0)))
    if row["verb"] == "supported":
        return bool(running == cents(amounts[0] * CENT * Decimal(row["operand"]) / 100))
    return True


def cents(amount: Decimal) -> Decimal:
    """Rounded to the cent, half up."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def check_totals(
    bundle: Bundle, manifest: dict[str, Any], reached: dict[tuple[str, str], list[int]]
) -> tuple[int, int]:
    """The losses, added in whole cents, make the totals of the manifest, and their steps lead to
    them; returns how many, and how many say that a figure changed since they were counted."""
    known = {claim["number"]: str(claim["revision"]) for claim in manifest["claims"]}
    sums, count, untraced, path = dict.fromkeys(AMOUNTS, 0), 0, 0, manifest["lines"]
    with bundle.text(path) as stream:
        for row in csv.DictReader(stream):
            count += 1
            if known.get(row["claim"]) != row["revision"]:
                raise BundleError(f"{path}, {row['claim']}", "claim")
            for name in AMOUNTS:
                sums[name] += int(row[name])
            amounts = [int(row[name]) for name in AMOUNTS]
            steps = reached.get((row["claim"], row["loss"]), [])
            if row["traced"] != "1":
                untraced += 1
            elif not steps or steps != amounts[: len(steps)]:
                raise BundleError(f"{path}, {row['claim']}, {row['loss']}", "amount")
    if {**sums, "lines": count} != manifest["totals"]:
        raise BundleError(path, "total")
    return count, untraced


def check_journal(bundle: Bundle, manifest: dict[str, Any], head: str | None) -> tuple[int, int]:
    """Entries follow one another from the first to the head; returns how many, how many shown."""
    seq, last, shown = 0, NOTHING, 0
    hashes = {NOTHING}
    filed: dict[str, dict[str, Any]] = {}
    with bundle.text(JOURNAL) as stream:
        for line in stream:
            entry = json.loads(line)
            where = f"{JOURNAL}, {entry.get('seq', entry.get('from'))}"
            if entry["previous"] != last or entry.get("seq", entry.get("from")) != seq + 1:
                raise BundleError(where, "link")
            if "seq" in entry:
                check_entry(entry, where, filed)
                shown += 1
            seq, last = entry.get("seq", entry.get("to")), entry["hash"]
            hashes.add(last)
    if {"seq": seq, "hash": last} != {name: manifest["journal"][name] for name in ("seq", "hash")}:
        raise BundleError(JOURNAL, "head")
    if head and head.lower() not in hashes:
        raise BundleError(JOURNAL, "asked")
    check_sealed(manifest, filed)
    return seq, shown


def check_entry(entry: dict[str, Any], where: str, filed: dict[str, dict[str, Any]]) -> None:
    """One entry is sealed as its hash says; filed: the last filing of each claim, told on."""
    if seal(entry) != entry["hash"]:
        raise BundleError(where, "seal")
    if entry["action"] == "file claim":
        filed[entry["subject"]] = json.loads(entry["body"])


def check_sealed(manifest: dict[str, Any], filed: dict[str, dict[str, Any]]) -> None:
    """Each claim is the revision that the journal's last filing sealed, and reads as it did.

    What was filed before the journal sealed that form too is held by the manifest alone.
    """
    for claim in manifest["claims"]:
        sealed = filed.get(claim["number"], {})
        same = all(sealed.get(name) == claim[name] for name in ("revision", "sha256"))
        if not same or sealed.get("disclosed", claim["disclosed"]) != claim["disclosed"]:
            raise BundleError(claim["path"], "disclosed")


def seal(entry: dict[str, Any]) -> str:
    """SHA-256 of a zero byte and the entry's JSON, keys in order, its body as the text kept."""
    before = canonical({name: entry[name] for name in ("action", "actor", "at")})[:-1]
    after = canonical({name: entry[name] for name in ("clock", "previous", "seq", "subject")})[1:]
    sealed = f'{before},"body":{entry["body"]},{after}'
    return hashlib.sha256(b"\x00" + sealed.encode("utf-8")).hexdigest()


def canonical(value: Any) -> str:
    """JSON with its keys in order and no white space."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def main(arguments: list[str]) -> int:
    """The command line; 0 when everything agrees, 1 when something does not, 2 when misused."""
    head = None
    if "--head" in arguments[:-1]:
        place = arguments.index("--head")
        head = arguments[place + 1]
        arguments = arguments[:place] + arguments[place + 2 :]
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print((__doc__ or "").strip())
        return 2
    try:
        counts = check(arguments[0], head)
    except BundleError as fault:
        print(f"NON CONFORME / DOES NOT AGREE\n{fault}")
        return 1
    for told in (FOUND, *([UNTRACED] if counts["untraced"] else [])):
        print(told.format(**counts))
    return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))
