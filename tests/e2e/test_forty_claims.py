"""Forty claims from filed to the bundle a stranger trusts, through every door in a real browser.

Asked for what lacks, mended by their claimants, decided alone and together, told, contested,
decided anew by another lawyer, frozen, handed over, and handed over again with what came later.
"""

import json
import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import is_zipfile

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, expect
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from claims.access import Actor, Role
from claims.claim.states import DECIDED, Status
from claims.documents import ink
from claims.i18n.formats import money
from claims.office.demo_staff import LOG_INS
from claims.office.importing import Accepted, import_claims
from tests.documents.reading_back import text_of
from tests.e2e.conftest import Served, Windows, serving
from tests.e2e.desk_visits import PARTLY, PROVED, DeskVisit, ReturningVisit
from tests.e2e.strangers import (
    damaged,
    loaded,
    misplaced,
    opened,
    sums_in,
    the_load_files_agree,
)
from tests.e2e.visits import PATIENCE
from tests.evidence.file_makers import a_workbook
from tests.makers import WHC

OPERATOR = Actor(Role.LAWYER, "avocate@demo.example", matters=(WHC,))
SIGNED = "Odile Larochebelle"
LETTER = (
    b"From: hote@exemple.ca\r\nTo: client@exemple.ca\r\nSubject: Facture %d\r\n"
    b"Date: Mon, 20 Sep 2021 09:00:00 -0400\r\n\r\nTotal 1 000,00 $\r\n"
)
FORTY, LACKING, TOGETHER = 40, 5, 4
"""Claims; one of so many lacks its proof; the last so many are of one contact."""


def an_invoice(place: Path, pages: int) -> Path:
    """A PDF with words on every page, its font inside."""
    canvas = Canvas(str(place), pagesize=letter)
    for page in range(1, pages + 1):
        canvas.setFont(ink.PLAIN, 12)
        canvas.drawString(72, 700, f"Facture {place.stem}, page {page} : 1 000,00 $")
        canvas.showPage()
    canvas.save()
    return place


def a_photograph(n: int) -> bytes:
    """Some ten megabytes, so that three do not fit in the smallest volume."""
    made, size = BytesIO(), (2_000, 1_600)
    noise = np.random.default_rng(n).integers(0, 256, (*size[::-1], 3), dtype=np.uint8)
    Image.fromarray(noise).save(made, "PNG", compress_level=1)
    return made.getvalue()


def a_file(folder: Path, n: int) -> Path:
    """The exhibit of the n-th claim: a PDF mostly, else a picture, a workbook or an e-mail."""
    place = folder / f"piece-{n:02}"
    if n % 4:
        return an_invoice(place.with_suffix(".pdf"), 1 + n % 3)
    suffix, content = (
        (".png", a_photograph(n)),
        (".xlsx", a_workbook(2 + n % 3)),
        (".eml", LETTER % n),
    )[n // 4 % 3]  # fmt: skip
    place = place.with_suffix(suffix)
    place.write_bytes(content)
    return place


def a_line(n: int, exhibit: str, contact: str) -> dict[str, Any]:
    """One claim of an import: a site to rebuild, and for one in three some time lost."""
    word = "Studio" if n % 2 else "Atelier"
    losses = [{"id": "l1", "head": "rebuild", "service": "s1", "start": "2021-08-28",
               "end": "2021-09-12",
               "inputs": {"hours": str(20 + n), "invoices": "1000,00"}}]  # fmt: skip
    if n % 3 == 0:
        losses.append({"id": "l2", "head": "own_time", "start": "2021-08-28", "end": "2021-08-30",
                       "inputs": {"hours": str(2 + n)}})  # fmt: skip
    brought = [{"id": "e1", "file": exhibit, "kind": "invoice", "losses": ["l1"]}]
    return {
        "key": f"forty-{n}", "language": "fr",
        "claimant": {"kind": "business", "name": f"{word} Nordet {n}", "capacity": "owner",
                     "registrant": "no"},
        "contact": {"email": contact, "place": "QC", "address": f"{n}, rue du Moulin, Rimouski"},
        "answers": {"own_action": "no"},
        "services": [{"id": "s1", "domain": f"lac-{n}.example", "type": "showcase",
                      "subgroup": "B2", "answers": {
                          "hosted": "yes", "role": "owns", "use": "showcase", "outcome": "lost",
                          "own_backup": "no"}}],
        "losses": losses, "attestation": {"name": SIGNED, "agreed": "yes"},
        "exhibits": brought if exhibit else [],
    }  # fmt: skip


def imported(served: Served, folder: Path, wanted: Sequence[int]) -> list[Accepted]:
    """Claims filed from a file, those whose place divides by LACKING without proof."""
    lines = []
    for n in wanted:
        exhibit = a_file(folder, n).name if n % LACKING else ""
        alone = f"reclamant{n}@exemple.ca"
        lines.append(
            a_line(n, exhibit, "lot@exemple.ca" if FORTY - TOGETHER < n <= FORTY else alone)
        )
    file = folder / "claims.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    report = import_claims(served.house, OPERATOR, WHC, [file], now=datetime.now(UTC),
                           entropy=secrets.token_bytes)  # fmt: skip
    assert report.refused == ()
    return list(report.accepted)


def status(served: Served, number: str) -> Status:
    return served.house.store.claims.find(number).status


def counsel(served: Served, windows: Windows, place: int = 0) -> DeskVisit:
    window = windows.window(width=1440, token=served.staff(Role.LAWYER, place))
    return DeskVisit(window, served.url)


def mends(served: Served, windows: Windows, one: Accepted, folder: Path) -> ReturningVisit:
    """The claimant reads what lacks, brings it and files again."""
    n = int(one.key.rpartition("-")[2])
    visit = ReturningVisit(windows.window(width=390), served.url, one.number, one.code).is_asked()
    proof = an_invoice(folder / f"reponse-{n}.pdf", 1 + n % 2)
    return visit.adds(proof, "Facture", f"Reconstruction du site — lac-{n}.example", SIGNED)


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[Served]:
    """A register of its own, where nobody else claims and nothing stays for others to look at."""
    folder = tmp_path / "apart"
    folder.mkdir()
    with serving(folder) as started:
        yield started


@pytest.fixture
def beside(apart: Served, browser: Browser) -> Iterator[Windows]:
    """Windows on that register."""
    windows = Windows(browser, apart.url, {})
    yield windows
    windows.put_away()


@pytest.mark.full
def test_one_claim_goes_through_every_door_of_the_desk(
    apart: Served, beside: Windows, tmp_path: Path
) -> None:
    served, windows = apart, beside
    [one] = imported(served, tmp_path, [45])
    first, second = counsel(served, windows), counsel(served, windows, 1)
    first.asks(one.number)
    assert status(served, one.number) is Status.DEFICIENT
    claimant = mends(served, windows, one, tmp_path)
    first.opens(one.number).decides(one.number, "l1", "Réduire", PARTLY, "500,00")
    first.decides(one.number, "l2", "Refuser", "Sans lien avec la panne").tells(one.number)
    claimant.contests("La facture est au dossier.")
    second.opens(one.number).accepts(one.number, "l1").accepts(one.number, "l2").tells(one.number)
    assert status(served, one.number) is Status.ACCEPTED
    [bundle] = first.builds(second, served.house.store, one.number)
    folder = opened(bundle, tmp_path / "bundle")
    the_load_files_agree(folder)
    assert (misplaced(folder), damaged(folder)) == ([], [])


@pytest.mark.full
def test_forty_claims_go_from_filed_to_a_bundle_and_its_supplement(
    apart: Served, beside: Windows, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    whole_journey(apart, beside, folder)


def whole_journey(served: Served, windows: Windows, folder: Path) -> None:
    every = imported(served, folder, range(1, FORTY + 1))
    first, second = counsel(served, windows), counsel(served, windows, 1)
    lacking = every[LACKING - 1 :: LACKING]
    visits = asked_and_mended(served, windows, first, lacking, folder)
    decided(served, first, every, lacking)
    told(first, every)
    for one in lacking[:3]:
        visits[one.number].contests("La facture est au dossier; les heures sont justes.")
        assert status(served, one.number) is Status.SUBMITTED
    for one in lacking[:3]:
        second.opens(one.number)
        for loss in served.house.store.claims.body(one.number).losses:
            second.accepts(one.number, loss.id)
        second.tells(one.number)
        assert status(served, one.number) in DECIDED

    read_again(served, first, second)
    served.proved.clear()  # an hour of work later, each proves anew who they are
    first, second = counsel(served, windows), counsel(served, windows, 1)
    before = handed_over(served, first, second, folder / "first")
    # one claimant comes with a further exhibit, which has numbers of its own
    late = lacking[3]
    proof = an_invoice(folder / "tardive.pdf", 2)
    n = late.key.rpartition("-")[2]
    loss = f"Reconstruction du site — lac-{n}.example"
    visits[late.number].adds(proof, "Preuve de paiement", loss, SIGNED)
    first.opens(late.number).accepts(late.number, "l1").tells(late.number)
    after = handed_over(served, first, second, folder / "second", room="25\u00a0Mo")
    the_numbers_stand(before, after)
    assert served.house.store.verify().fault is None


def asked_and_mended(
    served: Served, windows: Windows, first: DeskVisit, lacking: list[Accepted], folder: Path
) -> dict[str, ReturningVisit]:
    visits = {}
    for one in lacking:
        first.asks(one.number)
        assert status(served, one.number) is Status.DEFICIENT
    for one in lacking:
        visits[one.number] = mends(served, windows, one, folder)
        assert status(served, one.number) is Status.SUBMITTED
    return visits


def decided(
    served: Served, first: DeskVisit, every: list[Accepted], lacking: list[Accepted]
) -> None:
    """Those that were mended one by one, then the others together, in two batches."""
    for n, one in enumerate(lacking):
        word = (("Réduire", PARTLY, "750,00"), ("Refuser", "Sans lien avec la panne"))[n % 2]
        first.opens(one.number).decides(one.number, "l1", *word)
    first.decides_together("Studio", "Admettre ce qui est déclaré", PROVED)
    first.decides_together("Atelier", "Réduire à ce qui est étayé", PARTLY)
    assert [one.key for one in every if status(served, one.number) not in DECIDED] == []


def told(first: DeskVisit, every: list[Accepted]) -> None:
    """A letter each; one for those of one contact."""
    for one in every[:-TOGETHER]:
        first.tells(one.number)
    head, *others = every[-TOGETHER:]
    first.tells(head.number, *(one.number for one in others))


def read_again(served: Served, first: DeskVisit, second: DeskVisit) -> None:
    """A quarter of the decisions is drawn; each claim is read by who did not decide it, who is
    told nothing of what was decided until their last word."""
    first.goes_to("equipe").types("review.share", "25").presses("review.draw")
    [drawn] = served.house.store.review_draws.of(WHC)
    assert drawn.drawn
    readers = dict(zip((each.email for each in LOG_INS), (first, second), strict=False))
    for reader, numbers in drawn.drawn.items():
        for number in numbers:
            visit = readers[reader].opens(number)
            expect(visit.page.get_by_text("Second examen, à l’aveugle")).to_be_visible()
            for loss in served.house.store.claims.body(number).losses:
                visit.accepts(number, loss.id)
            expect(visit.page.get_by_text("Second examen terminé")).to_be_visible(timeout=PATIENCE)
    expect(first.goes_to("equipe").page.get_by_text("Kappa de Cohen").first).to_be_visible()


def handed_over(
    served: Served, first: DeskVisit, second: DeskVisit, folder: Path, room: str = ""
) -> dict[str, dict[str, str]]:
    """A snapshot and everything made of it, checked; the exhibits of all its volumes by SHA-256."""
    folder.mkdir()
    first.goes_to("instantanes").presses("snapshot.take")
    totals = served.totals()
    made = {kind: first.goes_to("dossiers-preuve").makes(kind) for kind in ("workbook", "report")}
    assert sums_in(made["workbook"], folder) == totals
    received = first.builds(second, served.house.store, room=room)
    bundles = [file for file in received if is_zipfile(file)]
    assert len(bundles) > 1 if room else len(bundles) == 1
    for listed in set(received) - set(bundles):
        hashes = [sha256(bundle.read_bytes()).hexdigest() for bundle in bundles]
        assert all(digest in listed.read_text("utf-8-sig") for digest in hashes)
    volumes = [opened(bundle, folder / f"volume-{n}") for n, bundle in enumerate(bundles, 1)]
    for volume in volumes:
        the_load_files_agree(volume)
        assert (misplaced(volume), damaged(volume)) == ([], [])
    [report] = volumes[0].glob("P-*_rapport.pdf")
    said = [text_of(pdf.read_bytes(), folder) for pdf in (made["report"], report)]
    for cents in totals.values():
        assert all(money(cents, "CAD", "fr").replace("\u00a0", " ") in text for text in said)
    [workbook] = volumes[0].glob("P-*_chiffrier.xlsx")
    assert sums_in(workbook, folder) == totals
    return {row["SHA256"]: row for volume in volumes for row in loaded(volume)}


def the_numbers_stand(before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]) -> None:
    """What was handed over keeps its numbers; what came later has the next."""
    kept = ("EXHIBIT", "BEGBATES", "ENDBATES")
    assert {sha: [row[k] for k in kept] for sha, row in before.items()} == {
        sha: [row[k] for k in kept] for sha, row in after.items() if sha in before
    }
    [later] = [row for sha, row in after.items() if sha not in before]
    assert later["BEGBATES"] > max(row["ENDBATES"] for row in before.values())
