"""Exhibits looked at: scanned, read at once or in their turn, shown small to those who may."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from claims.evidence import optical
from claims.evidence.keyring import Ring
from claims.evidence.look import Look
from claims.evidence.vault import Vault
from claims.office import claimant, looking
from claims.office.handing import hand_exhibit
from claims.office.house import House, open_house
from claims.problems import NotAllowed, NotFound, Quarantined, Refused
from claims.settings import Settings
from tests.evidence.file_makers import a_pdf, a_picture
from tests.evidence.scanners import a_clamd
from tests.hostile.files import EICAR
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    WHC,
    a_claimant,
    a_filed_claim,
    a_form,
    a_number,
    an_exhibit,
)

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples" / "files"
INVOICE = (SAMPLES / "facture-reconstruction.pdf").read_bytes()
PHOTO = (SAMPLES / "screenshot.png").read_bytes()


@pytest.fixture(scope="module")
def clamd() -> Iterator[str]:
    with a_clamd() as address:
        yield address


def scanning(house: House, address: str) -> House:
    """The same house, once it has a scanner."""
    folder = house.settings.data_dir.parent
    house.store.close()
    return open_house(Settings.at(folder, clamd=address))


def a_draft(house: House) -> str:
    number = a_number(1)
    house.store.claims.start(number, WHC, language="fr", form=a_form(registrant="no"),
                             code_hash="", key=f"start {number}", at=NOW, by=number)  # fmt: skip
    return number


def brings(house: House, number: str, content: bytes = INVOICE, name: str = "facture.pdf"):
    return claimant.add_exhibit(
        house, a_claimant(number), name=name, content=content, kind="invoice", losses=(),
        draw=lambda size: sha256(name.encode()).digest()[:size], now=NOW,
    )  # fmt: skip


def look(house: House, number: str, exhibit: str) -> Look:
    return looking.looks_of(house, a_claimant(number), number)[exhibit]


def actions(house: House) -> list[str]:
    return [entry.action for entry in house.store.journal.latest(10)]


def test_a_file_is_read_as_it_comes_in(house):
    number = a_draft(house)
    known = look(house, number, brings(house, number).id)
    assert (known.reading, known.scan, known.pages) == ("text", "none", 1)
    assert [w.means for w in known.findings.days] == [("2021-10-04",)]


def test_what_it_shows_raises_no_grade_by_itself(house):
    number = a_draft(house)
    brings(house, number)
    folder = claimant.my_draft(house, a_claimant(number), now=NOW)
    assert {line.grade for line in folder.lines} == {"D"}


def test_a_picture_waits_its_turn_and_is_read_optically(house):
    if not optical.languages():
        pytest.skip("no tesseract: install tesseract-ocr, then run again")
    number = a_draft(house)
    exhibit = brings(house, number, PHOTO, "écran.png").id
    assert look(house, number, exhibit).reading == "waiting"
    assert looking.read_waiting(house, now=NOW) == 1
    known = look(house, number, exhibit)
    assert known.reading == "optical"
    assert "kayak-brumea.example" in {name for w in known.findings.domains for name in w.means}
    assert looking.read_waiting(house, now=NOW) == 0


def test_without_an_optical_reader_a_picture_is_said_not_to_be_read(house, monkeypatch):
    monkeypatch.setattr(optical, "languages", tuple)
    number = a_draft(house)
    exhibit = brings(house, number, a_picture("PNG"), "photo.png").id
    assert look(house, number, exhibit).reading == "none"


def test_an_exhibit_from_before_is_read_when_its_page_is_opened(house):
    number = a_filed_claim(house, exhibits=(an_exhibit(1, INVOICE),))
    assert look(house, number, "e1") == Look()
    looking.ask(house, a_claimant(number), number)
    assert look(house, number, "e1").reading == "waiting"
    looking.read_waiting(house, now=NOW)
    assert look(house, number, "e1").reading == "text"


def test_an_exhibit_the_vault_lost_keeps_nobody_waiting(house):
    number = a_filed_claim(house, exhibits=(an_exhibit(1, INVOICE),))
    key = house.store.keys.find(number).key
    house.vault.path(key, an_exhibit(1, INVOICE).sha256).unlink()
    looking.ask(house, a_claimant(number), number)
    assert looking.read_waiting(house, now=NOW) == 1
    assert look(house, number, "e1").reading == "blank"


def test_R36_an_infected_file_is_refused_kept_nowhere_and_noted_for_counsel(house, clamd):
    number = a_draft(house)
    house = scanning(house, clamd)
    with pytest.raises(Refused) as refused:
        brings(house, number, EICAR.encode(), "virus.txt")
    assert [p.code for p in refused.value.problems] == ["file-infected"]
    assert house.store.exhibits.of(number) == ()
    kept = house.settings.data_dir / "vault"
    assert not [file for file in kept.rglob("*") if file.is_file()]
    noted = house.store.journal.latest(1)[0]
    assert (noted.action, noted.subject) == ("refuse exhibit", number)
    assert sha256(EICAR.encode()).hexdigest() in noted.body


def test_R36_a_file_is_said_to_be_clean_only_once_it_was_scanned(house, clamd):
    number = a_draft(house)
    before = brings(house, number, a_pdf(1), "avant.pdf").id
    away = scanning(house, "127.0.0.1:1")
    during = brings(away, number, a_pdf(2), "pendant.pdf").id
    house = scanning(away, clamd)
    after = brings(house, number, a_pdf(3), "après.pdf").id
    said = [look(house, number, e).scan for e in (before, during, after)]
    assert said == ["none", "failed", "clean"]
    assert looking.scan_again(house, now=NOW) == 0
    assert {look(house, number, e).scan for e in (before, during, after)} == {"clean"}


def test_R36_a_file_found_infected_later_is_handed_to_nobody(house, clamd):
    number = a_filed_claim(house, exhibits=(an_exhibit(1, EICAR.encode(), name="n.txt"),))
    assert hand_exhibit(house, GAGNON, number, "e1", now=NOW).size == len(EICAR)
    house = scanning(house, clamd)
    assert looking.scan_again(house, now=NOW) == 1
    assert "quarantine exhibit" in actions(house)
    assert look(house, number, "e1").quarantined
    for actor in (GAGNON, a_claimant(number)):
        with pytest.raises(Quarantined):
            hand_exhibit(house, actor, number, "e1", now=NOW)
        with pytest.raises(Quarantined):
            looking.preview(house, actor, number, "e1")
        with pytest.raises(Quarantined):
            looking.first_lines(house, actor, number, "e1")


def test_R36_a_file_found_infected_while_it_was_read_stays_in_quarantine(house, monkeypatch):
    number = a_filed_claim(house, exhibits=(an_exhibit(1, INVOICE),))
    looking.ask(house, a_claimant(number), number)
    opened = looking.look_at

    def scanned_meanwhile(*args):
        house.store.looks.keep_scan("e1", "infected", at=NOW, by="system")
        return opened(*args)

    monkeypatch.setattr(looking, "look_at", scanned_meanwhile)
    looking.read_waiting(house, now=NOW)
    known = look(house, number, "e1")
    assert (known.quarantined, known.reading) == (True, "text")


def test_a_passing_fault_leaves_what_is_known_of_an_exhibit(house, tmp_path):
    number = a_filed_claim(house, exhibits=(an_exhibit(1, INVOICE),))
    house.store.looks.keep("e1", Look(pages=12, reading="waiting"), at=NOW, by=number)
    without_key = replace(house, vault=Vault(tmp_path / "vault", Ring([bytes(range(32))])))
    looking.read_waiting(without_key, now=NOW)
    assert look(house, number, "e1") == Look(pages=12)


def test_R36_a_scanner_that_is_away_stops_the_night_s_work(house):
    number = a_filed_claim(house, exhibits=(an_exhibit(1),))
    house = scanning(house, "127.0.0.1:1")
    assert looking.scan_again(house, now=NOW) == 0
    assert look(house, number, "e1").scan == "none"


def test_R36_a_file_the_scanner_will_not_take_does_not_end_the_night_s_work(house, clamd):
    huge = an_exhibit(1, bytes(31 * 1024 * 1024))
    number = a_filed_claim(house, exhibits=(huge, an_exhibit(2)))
    house = scanning(house, clamd)
    assert looking.scan_again(house, now=NOW) == 0
    assert [look(house, number, e).scan for e in ("e1", "e2")] == ["none", "clean"]


def test_R02_what_is_known_and_shown_is_for_the_claimant_and_their_counsel(house):
    exhibit, other = an_exhibit(1, INVOICE), a_number(2)
    number = a_filed_claim(house, exhibits=(exhibit,))
    for actor in (GAGNON, a_claimant(number)):
        assert looking.preview(house, actor, number, "e1").startswith(b"\x89PNG")
        assert looking.first_lines(house, actor, number, "e1").startswith("Fournisseur B12")
        assert set(looking.looks_of(house, actor, number)) == {"e1"}
    for actor in (a_claimant(other), ELSEWHERE, OXIA):
        for ask in (looking.preview, looking.first_lines):
            with pytest.raises((NotAllowed, NotFound)):
                ask(house, actor, number, "e1")
        with pytest.raises((NotAllowed, NotFound)):
            looking.looks_of(house, actor, number)


def test_R02_counsel_is_shown_nothing_of_a_draft(house):
    number = a_draft(house)
    exhibit = brings(house, number).id
    assert looking.preview(house, a_claimant(number), number, exhibit)
    for ask in (looking.preview, looking.first_lines):
        with pytest.raises(NotFound):
            ask(house, GAGNON, number, exhibit)
    assert looking.looks_of(house, GAGNON, number) == {}
