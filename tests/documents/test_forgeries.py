"""A forger who redoes every hash is still refused: the journal sealed what was filed and counted.

Each test changes a bundle, writes its manifest, its totals and SHA256SUMS anew, and asks the
verifier with the head printed on the documents.
"""

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from claims.claim.model import Decision
from claims.claim.states import Status
from claims.damages.rows import rows_of as lines_of
from claims.documents import verify
from claims.documents.contents import numbers_of
from claims.documents.index import FiledExhibit, Transfer
from claims.i18n.catalogue import say
from claims.office.in_place import QUARANTINED
from claims.store.columns import utc_text
from tests.documents.documents_makers import (
    AT,
    EVENTS,
    INVOICE,
    PHOTO,
    Entered,
    a_bundle,
    a_filed_claim,
    a_filing,
    a_freezing,
    a_journal,
    a_snapshot,
    an_assessment,
    an_exhibit,
    with_two_exhibits,
)
from tests.documents.forging import Row, change_rows, fault, manifest_of, resum, write_manifest

NUMBER, LINES, STEPS = "R-2K7Q-48", "lignes.csv", "etapes.csv"
CLAIM = f"reclamations/{NUMBER}-r1.json"
INVOICED = "pieces/0003/facture.pdf"
REDUCED = Decision(loss="l1", outcome="reduced", admitted_cents=400000, reason="amount_unproved",
                   by="me@counsel.example", at=AT)  # fmt: skip
SUMS = {"declared": 465000, "supported": 406500, "admitted": 400000}


def a_decided_bundle(*events: tuple[str, str], **more: Any) -> tuple[bytes, tuple[Entered, ...]]:
    """A claim of 4,650.00, of which counsel admitted 4,000.00, and the journal.

    events: what the journal holds besides, before the snapshot; more: bodies of its entries.
    """
    claim = with_two_exhibits().model_copy(update={"decisions": (REDUCED,)})
    first, second = an_assessment(claim).lines
    first = replace(first, admitted=400000, decided=True)
    counted = replace(an_assessment(claim), lines=(first, second))
    lines = lines_of(claim, counted, status=Status.REDUCED, submitted=date(2026, 11, 21))
    bodies = {"file": a_filing(claim), "take": a_freezing(lines)} | more
    journal = a_journal(*EVENTS[:-1], *events, EVENTS[-1], **bodies)
    made = a_bundle(claims=[a_filed_claim(claim)], assessments=[counted], lines=lines,
                    journal=journal, frozen=a_snapshot(lines))  # fmt: skip
    return made, journal


BUNDLE, JOURNAL = a_decided_bundle()
HEAD = JOURNAL[-1]


def unpacked(bundle: bytes, folder: Path) -> Path:
    with ZipFile(BytesIO(bundle)) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The bundle, unpacked."""
    return unpacked(BUNDLE, tmp_path / "dossier")


def changed(path: Path, loss: str, **cells: str) -> None:
    """Change cells of the rows of a loss; of one step, when told which."""
    step = cells.pop("step", None)

    def change(rows: list[Row]) -> None:
        for row in rows:
            if row["loss"] == loss and step in (None, row.get("step")):
                row.update(cells)

    change_rows(path, change)


def raised(folder: Path, name: str, **operand: str) -> None:
    """Give a step of the first loss another operand, and carry it to the end of the bundle."""
    values: dict[str, Decimal] = {}

    def change(rows: list[Row]) -> None:
        running = Decimal(0)
        for row in [row for row in rows if row["loss"] == "l1"]:
            row.update(operand if row["name"] == name else {})
            worth = Decimal(row["operand"] or 0)
            if row["verb"] in verify.VERBS:
                running = verify.VERBS[row["verb"]](running, worth)
                row["running"] = str(running)
            elif row["verb"] != "admitted":
                running = verify.cents(running * (worth / 100 if worth else 1))
                row["running"] = str(running)
            values[row["verb"]] = Decimal(row["running"])

    change_rows(folder / STEPS, change)
    cells = {f"{name}_cents": str(int(values[name] * 100)) for name in verify.COUNTED}
    changed(folder / LINES, "l1", **cells)


def test_the_bundle_agrees_before_it_is_forged(folder: Path) -> None:
    found = verify.check(str(folder), HEAD.hash)
    assert (found["vouched"], found["entries"]) == (7, 7)


def admitted(folder: Path) -> None:
    changed(folder / LINES, "l1", admitted_cents="500000")
    changed(folder / STEPS, "l1", step="9", running="5000.00")


def taken_out(folder: Path, name: str, loss: str) -> None:
    change_rows(folder / name, lambda rows: [row for row in rows if row["loss"] != loss])


def loss_left_out(folder: Path) -> None:
    taken_out(folder, LINES, "l2")
    taken_out(folder, STEPS, "l2")


def counted_twice(folder: Path) -> None:
    change_rows(folder / LINES, lambda rows: [*rows, rows[0]])


def untraced(folder: Path) -> None:
    changed(folder / LINES, "l1", traced="0", declared_cents="5445000", supported_cents="5400500")


def exhibit_out(folder: Path) -> None:
    manifest = manifest_of(folder)
    (folder / manifest["exhibits"].pop(0)["path"]).unlink()
    resum(folder, manifest)


def exhibit_forged(folder: Path, content: bytes = b"forged", **told: Any) -> None:
    manifest = manifest_of(folder)
    manifest["exhibits"][0] |= told
    (folder / INVOICED).write_bytes(content)
    resum(folder, manifest)


INVENTED = {"tool": "x", "version": "1", "at": "2026-11-25T00:00:00Z", "operator": "x",
            "source": sha256(INVOICE).hexdigest()}  # fmt: skip
LOST = {"sha256": INVENTED["source"], "size": len(INVOICE), "range": None}
NOTICE = verify.NOTICES[0].format(sha256=INVENTED["source"]).encode()


def disclosed_exhibit(folder: Path) -> None:
    (folder / INVOICED).write_bytes(b"forged")
    manifest = manifest_of(folder)
    manifest["exhibits"][0]["disclosed"] = sha256(b"forged").hexdigest()
    resum(folder, manifest)
    manifest = manifest_of(folder)
    manifest["exhibits"][0]["sha256"] = INVENTED["source"]
    write_manifest(folder, manifest)


def stray(folder: Path) -> None:
    (folder / "pieces/0009").mkdir()
    (folder / "pieces/0009/late.pdf").write_bytes(b"late")


def typed_in_the_claim(folder: Path) -> None:
    path = folder / CLAIM
    path.write_bytes(path.read_bytes().replace(b'"typed":"42"', b'"typed":"43"'))


def claim_twice(folder: Path) -> None:
    manifest = manifest_of(folder)
    manifest["claims"] *= 2
    resum(folder, manifest)


def claim_out(folder: Path) -> None:
    manifest = manifest_of(folder)
    for each in manifest["exhibits"] + manifest["claims"]:
        (folder / each["path"]).unlink()
    manifest["exhibits"], manifest["claims"] = [], []
    for name in (LINES, STEPS):
        change_rows(folder / name, lambda rows: [])
    resum(folder, manifest)


def claim_out_with_its_entries(folder: Path) -> None:
    path = folder / "journal.jsonl"
    entries = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    hidden = [
        {"seq": e.seq, "previous": e.previous, "content": e.content, "hash": e.hash}
        for e in JOURNAL[:-1]
    ]
    told = (f"{json.dumps(entry)}\n" for entry in (*hidden, entries[-1]))
    path.write_text("".join(told), "utf-8")
    claim_out(folder)


def totals_forged(folder: Path) -> None:
    path = folder / "instantane.json"
    path.write_bytes(path.read_bytes().replace(b"465000", b"565000"))


@pytest.mark.parametrize(
    ("forge", "where", "code"),
    [
        (admitted, f"{LINES}, {NUMBER}, l1", "decided"),
        (lambda f: changed(f / LINES, "l2", decided="1"), f"{LINES}, {NUMBER}, l2", "decided"),
        (lambda f: raised(f, "invoices", operand="91000"), f"{STEPS}, {NUMBER}, l1, 3", "typed"),
        (lambda f: raised(f, "hours", operand="420"), f"{STEPS}, {NUMBER}, l1, 1", "typed"),
        (lambda f: raised(f, "credits", operand="0"), f"{STEPS}, {NUMBER}", "typed"),
        (lambda f: raised(f, "credits", operand="121"), f"{STEPS}, {NUMBER}, l1, 5", "typed"),
        (
            lambda f: raised(f, "invoices", operand="91000", origin="figure"),
            f"{STEPS}, {NUMBER}, l1, 3",
            "typed",
        ),
        (
            lambda f: raised(f, "invoices", operand="91000", origin="blank"),
            f"{STEPS}, {NUMBER}, l1, 3",
            "typed",
        ),
        (lambda f: raised(f, "hourly_rate", operand="185"), "instantane.json", "totals"),
        (untraced, "instantane.json", "totals"),
        (lambda f: changed(f / LINES, "l1", traced="0"), f"{LINES}, {NUMBER}, l1", "amount"),
        (loss_left_out, f"{LINES}, {NUMBER}, l2", "uncounted"),
        (lambda f: taken_out(f, STEPS, "l2"), f"{LINES}, {NUMBER}, l2", "amount"),
        (counted_twice, f"{LINES}, {NUMBER}, l1", "loss"),
        (lambda f: changed(f / LINES, "l2", head="rebuild"), f"{LINES}, {NUMBER}, l2", "loss"),
        (lambda f: changed(f / LINES, "l1", subgroup="A2"), f"{LINES}, {NUMBER}, l1", "loss"),
        (claim_out, NUMBER, "absent"),
        (claim_out_with_its_entries, "instantane.json", "totals"),
        (totals_forged, "instantane.json", "frozen"),
        (claim_twice, NUMBER, "number"),
        (typed_in_the_claim, CLAIM, "disclosed"),
        (exhibit_out, f"{NUMBER}, e1", "lacking"),
        (exhibit_forged, INVOICED, "unfiled"),
        (lambda f: exhibit_forged(f, transfer=INVENTED), INVOICED, "notice"),
        (lambda f: exhibit_forged(f, NOTICE, transfer=INVENTED), INVOICED, "notice"),
        (lambda f: exhibit_forged(f, filed=LOST), verify.NO_KEY, "missing"),
        (disclosed_exhibit, "manifest.json, exhibits.0.disclosed", "shape"),
        (stray, "pieces/0009/late.pdf", "extra"),
    ],
)
def test_R52_a_bundle_forged_with_every_hash_redone_is_refused(
    folder: Path, forge: Callable[[Path], None], where: str, code: str
) -> None:
    forge(folder)
    if forge is not disclosed_exhibit:
        resum(folder)
    assert fault(folder, HEAD.hash) == (where, code)
    run = subprocess.run(["sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS"], cwd=folder)
    assert run.returncode == 0


def test_R52_a_claim_does_not_hold_more_than_the_journal_sealed_of_it(tmp_path: Path) -> None:
    claim = with_two_exhibits().model_copy(update={"decisions": (REDUCED,)})
    bundle, (*_, head) = a_decided_bundle(file=a_filing(claim, **SUMS))
    folder = unpacked(bundle, tmp_path)
    assert verify.check(str(folder), head.hash)["untraced"] == []
    raised(folder, "hourly_rate", operand="185")
    resum(folder)
    assert fault(folder, head.hash) == (NUMBER, "counted")


@pytest.mark.parametrize(("declared", "agrees"), [(465000, True), (465001, False)])
def test_a_claim_counted_anew_holds_what_was_counted_last(
    tmp_path: Path, declared: int, agrees: bool
) -> None:
    claim = with_two_exhibits().model_copy(update={"decisions": (REDUCED,)})
    filed = a_filing(claim, **SUMS | {"declared": 460000})
    again = json.dumps({"revision": 1, **SUMS, "declared": declared})
    bundle, (*_, head) = a_decided_bundle(("recount claim", NUMBER), file=filed, recount=again)
    folder = unpacked(bundle, tmp_path)
    if agrees:
        assert verify.check(str(folder), head.hash)["lines"] == 2
    else:
        assert fault(folder, head.hash) == (NUMBER, "counted")


def test_a_claim_whose_body_the_journal_did_not_seal_is_refused(tmp_path: Path) -> None:
    claim = with_two_exhibits().model_copy(update={"decisions": (REDUCED,)})
    sealed = json.loads(a_filing(claim))
    del sealed["disclosed"]
    bundle, (*_, head) = a_decided_bundle(file=json.dumps(sealed))
    assert fault(unpacked(bundle, tmp_path), head.hash) == (CLAIM, "disclosed")


@pytest.mark.parametrize("status", ["withdrawn", "opted_out"])
def test_a_claim_that_left_is_not_counted_and_may_be_absent(tmp_path: Path, status: str) -> None:
    left = json.dumps({"from": "submitted", "status": status, "reason": ""})
    bundle, (*_, head) = a_decided_bundle(("move claim", NUMBER), move=left)
    folder = unpacked(bundle, tmp_path)
    assert fault(folder, head.hash) == (CLAIM, "left")
    claim_out(folder)
    assert fault(folder, head.hash) == ("instantane.json", "totals")


def in_quarantine(journal: tuple[Entered, ...]) -> bytes:
    """The claim with a notice in the place of its photo."""
    source = sha256(PHOTO).hexdigest()
    told = say(QUARANTINED, "en", sha256=source).encode()
    notice = an_exhibit(
        2, "=CON é.jpg.quarantaine.txt", told, media="text/plain", kind="screenshot"
    )
    filed = (
        FiledExhibit(NUMBER, 1, an_exhibit(), [INVOICE]),
        FiledExhibit(NUMBER, 1, notice, [told], scan="infected",
                     transfer=Transfer("quarantine", "1", AT, "system", source)),
    )  # fmt: skip
    return a_bundle(exhibits=filed, numbers=numbers_of("I-1", filed, {}), journal=journal)


def test_an_exhibit_the_journal_put_in_quarantine_is_told_and_agrees(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    infected = json.dumps({"id": "e2"})
    events = (*EVENTS[:-1], ("quarantine exhibit", NUMBER), EVENTS[-1])
    (tmp_path / "b.zip").write_bytes(in_quarantine(a_journal(*events, quarantine=infected)))
    assert verify.main([str(tmp_path / "b.zip")]) == 0
    assert "a notice in their place: 1 (P-4)" in capsys.readouterr().out
    (tmp_path / "b.zip").write_bytes(in_quarantine(a_journal(*EVENTS)))
    where, code = fault(tmp_path / "b.zip")
    assert (where.split("/")[0], code) == ("pieces", "notice")


def test_the_verifier_says_how_much_of_the_journal_the_head_given_vouches_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify.main([str(folder)]) == 0
    assert "vouches for: 0 of 7" in capsys.readouterr().out
    assert verify.main([str(folder), "--head", HEAD.previous]) == 0
    assert "vouches for: 6 of 7" in capsys.readouterr().out
    assert fault(folder, HEAD.hash[:15]) == ("journal.jsonl", "asked")
    assert fault(folder, verify.NOTHING) == ("journal.jsonl", "asked")
    assert verify.main([str(folder), "--head", HEAD.hash[:16].upper()]) == 0
    assert "vouches" not in capsys.readouterr().out


def rewritten(folder: Path, actor: str, **last: Any) -> None:
    """Write the journal again with an actor of the forger's, ending as told."""
    path, previous = folder / "journal.jsonl", verify.NOTHING
    lines = []
    for entry in JOURNAL:
        told = {"seq": entry.seq, "at": utc_text(entry.at), "clock": "", "actor": actor,
                "action": entry.action, "subject": entry.subject, "body": entry.body,
                "salt": entry.salt, "previous": previous}  # fmt: skip
        lines.append(told | {"hash": verify.seal(told)})
        previous = lines[-1]["hash"]
    lines.append({"seq": 8, "previous": previous, "content": "0" * 64, **last})
    lines[-1].setdefault("hash", verify.seal(lines[-1]))
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    manifest = manifest_of(folder)
    manifest["journal"] |= {"seq": 8, "hash": lines[-1]["hash"] or verify.NOTHING}
    resum(folder, manifest)


@pytest.mark.parametrize(
    ("last", "code"),
    [
        ({}, "asked"),
        ({"hash": HEAD.hash}, "seal"),
        ({"hash": HEAD.hash, "content": HEAD.content}, "seal"),
        ({"hash": HEAD.hash, "content": HEAD.content, "previous": HEAD.previous}, "link"),
        ({"hash": "", "content": "x"}, "seal"),
    ],
)
def test_R52_a_journal_rewritten_does_not_reach_a_head_that_was_printed(
    folder: Path, last: dict[str, str], code: str
) -> None:
    """No entry hides what it says without being sealed in its place."""
    rewritten(folder, "forger", **last)
    assert fault(folder, HEAD.hash)[1] == code


def with_a_word_more(line: str) -> str:
    more = {**json.loads(line), "note": "a word that nothing seals"}
    return json.dumps(more) + line[len(line.rstrip()) :]


@pytest.mark.parametrize(("nth", "where"), [(0, "journal.jsonl, 1"), (1, "journal.jsonl, 2")])
def test_R52_an_entry_shown_or_hidden_has_no_word_that_its_seal_does_not_hold(
    tmp_path: Path, nth: int, where: str
) -> None:
    folder = unpacked(BUNDLE, tmp_path)
    path = folder / "journal.jsonl"
    lines = path.read_text("utf-8").splitlines()
    lines[nth] = with_a_word_more(lines[nth])
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    resum(folder)
    assert fault(folder) == (where, "seal")


def test_R52_lines_of_the_journal_end_one_way(tmp_path: Path) -> None:
    folder = unpacked(BUNDLE, tmp_path)
    path = folder / "journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r", 1))
    resum(folder)
    assert fault(folder) == (folder.name, "unreadable")
